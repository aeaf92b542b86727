"""Mutations of the request for change (317)."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import PAD_DAG, VREEMD_BSN, i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Mutatie

_V = "Client/Verzoek"
_TW = f"{_V}/TeWijzigenProducten/TeWijzigenProduct"
_NP = f"{_V}/NieuweProducten/NieuwProduct"
_OP = f"{_V}/OngewijzigdeProducten/OngewijzigdProduct"
_PER_DAGDEEL = {"Volume": 1, "Eenheid": "16", "Frequentie": "1"}
_PER_MAAND = {"Volume": 3, "Eenheid": "04", "Frequentie": "4"}
_ONBEKEND = "987654321"

_INHOUD = (
    inhoud("CS003", "317", _("de einddatum ligt voor de ingangsdatum"),
           i(f"{_TW}/Einddatum", "dagen-na", ("GewensteIngangsdatum", -1))),
    inhoud("CS338", "317", _("dagdelen per dag"), i(f"{_TW}/Omvang", "zet", _PER_DAGDEEL)),
    inhoud("CD041", "317", _("nieuw product met code zonder omvang"), i(f"{_NP}/Omvang", "verwijder"),
           verhaal="317-nieuw"),
    inhoud("CD075", "317", _("een budget zonder einddatum"), i(f"{_TW}/Einddatum", "verwijder"),
           verhaal="317-generiek"),
    inhoud("CD076", "317", _("omvang per week zonder einddatum"), i(f"{_TW}/Einddatum", "verwijder"),
           i(f"{_TW}/Omvang/Frequentie", "zet", "2")),
    inhoud("CD077", "317", _("een omvang naast een budget"), i(f"{_TW}/Budget", "zet", 100000), samen_met=("CD078",)),
    inhoud("CD078", "317", _("een budget naast een omvang"), i(f"{_TW}/Budget", "zet", 100000), samen_met=("CD077",)),
    inhoud("CD079", "317", _("geen product en geen budget"), i(f"{_NP}/Product", "verwijder"),
           i(f"{_NP}/Omvang", "verwijder"), verhaal="317-nieuw", releases=("3.1", "3.2")),
    inhoud("CD096", "317", _("een omvang zonder productcode"), i(f"{_NP}/Product/Code", "verwijder"),
           verhaal="317-nieuw"),
    inhoud("TR101", "317", _("tweemaal dezelfde ongewijzigde toewijzing"), i(_OP, "herhaal", ()),
           verhaal="317-naast-ongewijzigd"),
    inhoud("TR352", "317", _("noemt geen enkele bestaande toewijzing"), i(f"{_V}/TeWijzigenProducten", "verwijder"),
           verhaal="317-nieuw", samen_met=("TR349",)),
    inhoud("TR353", "317", _("wijzigt niets"), i(f"{_OP}/ToewijzingNummer", "als", f"/{_TW}/ToewijzingNummer"),
           i(f"{_V}/TeWijzigenProducten", "verwijder")),
    inhoud("TR380", "317", _("een nieuw product dat op de dagtekening begint"),
           i(f"{_NP}/GewensteIngangsdatum", "dagen-na", (f"/{PAD_DAG}", 0)), verhaal="317-nieuw"),
    inhoud("TR410", "317", _("tweemaal hetzelfde nieuwe product"),
           i(_NP, "herhaal", (i("GewensteIngangsdatum", "dagen", 1),)), verhaal="317-nieuw"),
)  # fmt: skip

_GESCHIEDENIS = (
    tegen("TR304", "317", "8187", "Client", _("een client aan wie niets is toegewezen"),
          i("Client/Bsn", "zet", VREEMD_BSN), samen_met=("TR351",)),
    tegen("TR347", "317", "9347", "Verzoek", _("de referentie van een eerder verzoek"),
          i(f"{_V}/ReferentieAanbieder", "uit-eerder", f"317:{_V}/ReferentieAanbieder"), verhaal="317-nogmaals"),
    tegen("TR349", "317", "9349", "Verzoek", _("noemt niet alle lopende toewijzingen"),
          i(f"{_V}/OngewijzigdeProducten", "verwijder"), verhaal="317-naast-ongewijzigd"),
    tegen("TR350", "317", "9350", "OngewijzigdProduct", _("laat een toewijzing ongewijzigd die er niet is"),
          i(_OP, "herhaal", (i("ToewijzingNummer", "zet", _ONBEKEND),)), verhaal="317-naast-ongewijzigd"),
    tegen("TR351", "317", "9351", "TeWijzigenProduct", _("wijzigt een toewijzing die er niet is"),
          i(_TW, "herhaal", (i("ToewijzingNummer", "zet", _ONBEKEND),))),
    tegen("TR357", "317", "9357", "TeWijzigenProduct", _("een wijziging halverwege de looptijd, in het verleden"),
          i(f"{_TW}/GewensteIngangsdatum", "dagen-na", (f"/{PAD_DAG}", 0))),
    tegen("TR361", "317", "9361", "NieuwProduct", _("vraagt een toegewezen product ook nog als nieuw product"),
          i(f"{_NP}/Product", "uit-eerder", "301:Client/ToegewezenProducten/ToegewezenProduct/Product"),
          i(f"{_NP}/GewensteIngangsdatum", "dagen-na", (f"/{_TW}/GewensteIngangsdatum", 1)),
          i(f"{_NP}/Omvang", "zet", _PER_MAAND)),
    tegen("TR373", "317", "9373", "TeWijzigenProduct", _("een ander budget voor een deel van de looptijd"),
          i(f"{_TW}/GewensteIngangsdatum", "dagen-na", (f"/{PAD_DAG}", 31)), verhaal="317-generiek"),
    tegen("TR374", "317", "9374", "Client", _("een verzoek terwijl een eerder nog loopt"), verhaal="317-na-afwijzing",
          zonder=(2,)),
    tegen("TR375", "317", "9375", "TeWijzigenProduct", _("een omvang bij een toewijzing zonder product"),
          i(f"{_TW}/Budget", "verwijder"), i(f"{_TW}/Omvang", "zet", {"Volume": 3, "Eenheid": "04", "Frequentie": "2"}),
          verhaal="317-generiek"),
    tegen("TR411", "317", "9411", "TeWijzigenProduct", _("geen omvang bij een toewijzing met productcode"),
          i(f"{_TW}/Omvang", "verwijder")),
    tegen("TR412", "317", "9412", "TeWijzigenProduct", _("een omvang bij een toewijzing zonder productcode"),
          i(f"{_TW}/Omvang", "zet", {"Volume": 3, "Eenheid": "04", "Frequentie": "2"}), verhaal="317-aspecifiek"),
    tegen("TR381", "317", "S329", "NieuwProduct", _("een productcode bij een andere categorie"),
          i(f"{_NP}/Product/Categorie", "andere-categorie"), niveau=4, verhaal="317-nieuw"),
)  # fmt: skip

GEWIJZIGD: tuple[Mutatie, ...] = (*_INHOUD, *_GESCHIEDENIS)
