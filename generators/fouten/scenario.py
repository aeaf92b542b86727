"""Which mutations the scenarios do not try on a system, and why."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import ZONDER_ANTWOORD
from ketentoets.generators.fouten.mutatie import Mutatie

GEMEENTELIJST = "TR378"
_PAREN: dict[tuple[str, str], str] = {
    ("TR369", "323"): _("de regio Alkmaar wijst niet met een budget toe (T-1)"),
    ("TR384", "323"): _("nog niet: het gesprek kan een toewijzing nog niet laten verwijderen"),
    ("TR390", "323"): _("nog niet: het gesprek kan een regel niet tweemaal gelijk declareren"),
    ("TR415", "307"): _("nog niet: vraagt om een verbeterde stop in een bericht"),
}


def reden_buiten_scenario(fout: Mutatie) -> str:
    """Why no scenario tries this mutation; '' when there is one that does."""
    if fout.bericht == ZONDER_ANTWOORD and fout.niveau != 1:
        return _("op een 325 bestaat geen antwoordbericht")
    if fout.regel == GEMEENTELIJST:
        return _("nog niet: in een gesprek is er een gemeente, en die bestaat")
    if fout.bericht == "317":
        return _("nog niet: de gesimuleerde aanbieder stuurt geen verzoek om wijziging")
    return _PAREN.get((fout.regel, fout.bericht), "")
