"""Which mutations the scenarios do not try on a system, and why."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import ZONDER_ANTWOORD
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.schemas.rules.feiten import FACTUREN

GEMEENTELIJST = "TR378"
_ALLEEN_SPECIFIEK = _("de regio Alkmaar wijst alleen specifiek toe, zonder budget (T-1)")
_PAREN: dict[tuple[str, str], str] = {
    ("CD075", "317"): _ALLEEN_SPECIFIEK,
    ("TR373", "317"): _ALLEEN_SPECIFIEK,
    ("TR375", "317"): _ALLEEN_SPECIFIEK,
    ("TR412", "317"): _ALLEEN_SPECIFIEK,
    ("TR374", "317"): _("een zorgvuldige aanbieder stuurt het tweede verzoek niet"),
    ("TR369", "323"): _ALLEEN_SPECIFIEK,
}


def reden_buiten_scenario(fout: Mutatie) -> str:
    """Why no scenario tries this mutation; '' when there is one that does."""
    if fout.bericht in FACTUREN:
        return _("landelijke scenario's beginnen bij release 3.0; die van een regio proberen wat haar protocol raakt")
    if fout.bericht in ZONDER_ANTWOORD and fout.niveau != 1:
        return _("op een 325 bestaat geen antwoordbericht")
    if fout.regel == GEMEENTELIJST and fout.verhaal != fout.bericht:
        return _("nog niet: in een gesprek is er een gemeente, en die bestaat al jaren")
    return _PAREN.get((fout.regel, fout.bericht), "")
