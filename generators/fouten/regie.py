"""Mutations of starts (305) and stops (307)."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

_SP, _ST = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"

_START = (
    inhoud("CS058", "305", _("een status die niet gebruikt wordt"), i(f"{_SP}/StatusAanlevering", "zet", "2")),
    inhoud("TR101", "305", _("tweemaal dezelfde intrekking"), i(f"{_SP}/StatusAanlevering", "zet", "3"),
           i(_SP, "herhaal", ()), verhaal="305-intrekking"),
    tegen("TR019", "305", "9019", "StartProduct", _("een toewijzingnummer dat niet bestaat"),
          i(f"{_SP}/ToewijzingNummer", "zet", "987654321"), naam="onbekende toewijzing"),
    tegen("TR063", "305", "9063", "StartProduct", _("verwijdert een start die er niet is"),
          i(f"{_SP}/StatusAanlevering", "zet", "3"), naam="verwijdering zonder start"),
    tegen("TR071", "305", "9071", "StartProduct", _("verwijdert een start die al gestopt is"),
          i(f"{_SP}/StatusAanlevering", "zet", "3"), i(f"{_SP}/Begindatum", "uit-eerder", f"305:{_SP}/Begindatum"),
          verhaal="305-na-stop"),
    tegen("TR074", "305", "9074", "StartProduct", _("een start die al gemeld en gestopt is"),
          i(f"{_SP}/Begindatum", "uit-eerder", f"305:{_SP}/Begindatum"), verhaal="305-na-stop"),
    tegen("TR326", "305", "9326", "StartProduct", _("een tweede start terwijl de eerste nog loopt"),
          i(_SP, "herhaal", (i("Begindatum", "dagen", -1),))),
    tegen("TR381", "305", "S329", "StartProduct", _("een productcode bij een andere categorie"),
          i(f"{_SP}/Product/Categorie", "andere-categorie"), niveau=4),
)  # fmt: skip

_STOP = (
    inhoud("CS058", "307", _("een status die niet gebruikt wordt"), i(f"{_ST}/StatusAanlevering", "zet", "2")),
    inhoud("TR018", "307", _("een stop voor de start"), i(f"{_ST}/Einddatum", "dagen-na", ("Begindatum", -1))),
    inhoud("TR101", "307", _("tweemaal dezelfde intrekking"), i(f"{_ST}/StatusAanlevering", "zet", "3"),
           i(_ST, "herhaal", ()), verhaal="307-intrekking"),
    tegen("TR019", "307", "9019", "StopProduct", _("een toewijzingnummer dat niet bestaat"),
          i(f"{_ST}/ToewijzingNummer", "zet", "987654321"), domeinen=("ijw",)),
    tegen("TR063", "307", "9063", "StopProduct", _("verwijdert een stop die er niet is"),
          i(f"{_ST}/StatusAanlevering", "zet", "3")),
    tegen("TR074", "307", "9074", "StopProduct", _("dezelfde stop nog eens"),
          i(f"{_ST}/RedenBeeindiging", "uit-eerder", f"307:{_ST}/RedenBeeindiging"), verhaal="307-na-tijdelijk",
          samen_met=("TR413@3.2",)),
    tegen("TR382", "307", "9069", "StopProduct", _("een begindatum waarvoor geen start is gemeld"),
          i(f"{_ST}/Begindatum", "dagen", 1), naam="andere begindatum"),
    tegen("TR413", "307", "9413", "StopProduct", _("een tweede tijdelijke stop"),
          i(f"{_ST}/RedenBeeindiging", "zet", "20"), verhaal="307-na-tijdelijk", samen_met=("TR074",),
          releases=("3.2",)),
    tegen("TR414", "307", "9414", "StopProduct", _("een definitieve stop voor de tijdelijke"),
          i(f"{_ST}/Einddatum", "uit-eerder", f"307:{_ST}/Einddatum"), i(f"{_ST}/Einddatum", "dagen", -1),
          verhaal="307-na-tijdelijk", releases=("3.2",)),
    tegen("TR415", "307", "9415", "StopProduct", _("een tweede definitieve stop"),
          i(f"{_ST}/StatusAanlevering", "zet", "1"), i(f"{_ST}/RedenBeeindiging", "zet", "36"),
          verhaal="307-intrekking", releases=("3.2",)),
    tegen("TR381", "307", "S329", "StopProduct", _("een productcode bij een andere categorie"),
          i(f"{_ST}/Product/Categorie", "andere-categorie"), niveau=4, samen_met=("TR382",)),
)  # fmt: skip

GEREGISSEERD: tuple[Mutatie, ...] = (*_START, *_STOP)
