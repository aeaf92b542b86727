"""Mutations of the claim (323)."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import PAD_DAG, VREEMD_BSN, formaat, i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Ingreep, Mutatie

_D = "Declaratie"
_CLIENT = f"{_D}/Clienten/Client"
_BINNEN = "Prestaties/Prestatie"
_PR = f"{_CLIENT}/{_BINNEN}"
_PERIODE, _PP = f"{_D}/DeclaratiePeriode", f"{_PR}/ProductPeriode"
_TOTAAL, _BEDRAG = f"{_D}/TotaalIngediendBedrag", f"{_PR}/IngediendBedrag/Bedrag"
_REF, _VORIG = "ProductReferentie/ReferentieNummer", "ProductReferentie/VorigReferentieNummer"
_HERTEL = i(_D, "hertel")
_SINDS_31 = ("3.1", "3.2")


def _maand(pad: str, n: int) -> tuple[Ingreep, ...]:
    """A period of a whole month, some months later."""
    return (i(f"{pad}/Begindatum", "maanden", n), i(f"{pad}/Einddatum", "maanden", n))


def _regel(regel: str, code: str, omschrijving: str, *ingrepen: Ingreep, niveau: int = 3, **rest: object) -> Mutatie:
    return tegen(regel, "323", code, "Prestatie", omschrijving, *ingrepen, niveau=niveau, **rest)


_INHOUD = (
    formaat("CS319", "323", _("een spatie in het declaratienummer"), i(f"{_D}/DeclaratieNummer", "zet", "D 1")),
    inhoud("CS100", "323", _("een levering van voor 2021"), i(f"{_PP}/Begindatum", "zet", "2020-12-01"),
           i(f"{_PP}/Einddatum", "zet", "2020-12-31"), verhaal="323-begin-2021"),
    inhoud("CS325", "323", _("niets, als credit"), i(f"{_PR}/GeleverdVolume", "zet", 0), i(_BEDRAG, "zet", 0), _HERTEL,
           i(f"{_TOTAAL}/DebetCredit", "zet", "C")),
    inhoud("CS337", "323", _("een productperiode van twee maanden"), i(f"{_PP}/Begindatum", "maanden", -1),
           verhaal="323-februari"),
    inhoud("CS339", "323", _("een bedrag in euro's dat niet het volume is"), i(f"{_PR}/Eenheid", "zet", "83"),
           i(f"{_PR}/ProductTarief", "verwijder"), i(f"{_PR}/GeleverdVolume", "als", "IngediendBedrag/Bedrag"),
           i(f"{_PR}/GeleverdVolume", "plus", -1), verhaal="323-euro"),
    inhoud("CS340", "323", _("een declaratieperiode die een dag te laat begint"),
           i(f"{_PERIODE}/Begindatum", "dagen", 1)),
    inhoud("CD060", "323", _("een debetregel met een vorig nummer"), i(f"{_PR}/{_VORIG}", "zet", "ONBEKEND99")),
    inhoud("CD087", "323", _("een regel zonder tarief"), i(f"{_PR}/ProductTarief", "verwijder")),
    inhoud("TR101", "323", _("tweemaal dezelfde client"), i(_CLIENT, "herhaal", (
        i(f"{_BINNEN}/{_REF}", "achter", "X"), *_maand(f"{_BINNEN}/ProductPeriode", -1))), _HERTEL,
        verhaal="323-februari"),
    inhoud("TR134", "323", _("een dagtekening van voor de declaratieperiode"),
           i(PAD_DAG, "dagen-na", (f"/{_PERIODE}/Begindatum", -1)),
           i(f"{_D}/DeclaratieDagtekening", "dagen-na", ("DeclaratiePeriode/Begindatum", -1)), samen_met=("TR137",)),
    inhoud("TR137", "323", _("een periode die na de dagtekening eindigt"),
           i(PAD_DAG, "dagen-na", (f"/{_PERIODE}/Einddatum", -1)),
           i(f"{_D}/DeclaratieDagtekening", "dagen-na", ("DeclaratiePeriode/Einddatum", -1))),
    inhoud("TR315", "323", _("tweemaal credit voor dezelfde regel"), i(_PR, "herhaal", (i(_REF, "achter", "X"),)),
           _HERTEL, verhaal="323-credit"),
    inhoud("TR316", "323", _("een regel en zijn credit in een bericht"), i(_PR, "herhaal", (
        i(_VORIG, "als", "ReferentieNummer"), i(_REF, "achter", "X"), i("IngediendBedrag/DebetCredit", "zet", "C"))),
        _HERTEL, samen_met=("TR323",)),
    inhoud("TR335", "323", _("een levering van meer dan vijf jaar geleden"), *(
        i(pad, "dagen-na", (f"/{_PP}/Einddatum", 5 * 365 + 3)) for pad in (PAD_DAG, f"{_D}/DeclaratieDagtekening")),
        verhaal="323-januari-2021"),
    inhoud("TR358", "323", _("het totaal is een cent te hoog"), i(f"{_TOTAAL}/TotaalBedrag", "plus", 1),
           naam="verkeerd totaal"),
    inhoud("TR416", "323", _("dezelfde levering tweemaal debet"), i(_PR, "herhaal", (i(_REF, "achter", "X"),)),
           _HERTEL),
)  # fmt: skip

_TOEWIJZING = (
    tegen("TR304", "323", "8187", "Client", _("een client aan wie niets is toegewezen"),
          i(f"{_CLIENT}/Bsn", "zet", VREEMD_BSN)),
    _regel("TR307", "9307", _("een periode die voor de toewijzing begint"), i(f"{_PP}/Begindatum", "dagen", -2),
           verhaal="323-begint-later"),
    _regel("TR308", "9308", _("een periode die na de toewijzing eindigt"), i(f"{_PP}/Einddatum", "dagen", 1),
           verhaal="323-eindigt-eerder"),
    _regel("TR321", "9321", _("vier keer het geleverde volume"), i(f"{_PR}/GeleverdVolume", "keer", 4),
           i(_BEDRAG, "keer", 4), _HERTEL, naam="te veel volume"),
    _regel("TR322", "9322", _("meer dan er op de toewijzing over is"), i(f"{_PR}/GeleverdVolume", "plus", 1),
           i(_PR, "reken"), _HERTEL, verhaal="323-totaal"),
    _regel("TR338", "9338", _("een toewijzingnummer dat niet bestaat"),
           i(f"{_PR}/ToewijzingNummer", "zet", "987654321"), naam="onbekende toewijzing"),
    _regel("TR339", "9339", _("een andere categorie dan toegewezen"), i(f"{_PR}/ProductCategorie", "andere-categorie"),
           verhaal="323-onbekend-product"),
    _regel("TR340", "9340", _("een andere productcode dan toegewezen"), i(f"{_PR}/ProductCode", "zet", "45A99"),
           naam="andere productcode"),
    _regel("TR341", "9341", _("een andere eenheid dan toegewezen"), i(f"{_PR}/Eenheid", "zet", "14")),
    _regel("TR369", "9369", _("meer dan het budget"), i(f"{_PR}/GeleverdVolume", "plus", 1), i(_PR, "reken"), _HERTEL,
           verhaal="323-budget"),
    _regel("TR384", "9384", _("een verwijderde toewijzing"), i(f"{_PR}/ToewijzingNummer", "verwijderde"),
           verhaal="323-verwijderd", releases=_SINDS_31),
    _regel("TR387", "9387", _("een periode die een dag te laat begint"), i(f"{_PP}/Begindatum", "dagen", 1)),
    _regel("TR388", "9388", _("een periode die een dag te vroeg eindigt"), i(f"{_PP}/Einddatum", "dagen", -1)),
)  # fmt: skip

_EERDER = (
    tegen("TR318", "323", "8214", "Declaratie", _("een maand van voor de vorige declaratie"), *_maand(_PERIODE, -2),
          verhaal="323-late-regel"),
    tegen("TR333", "323", "9333", "Declaratie", _("het nummer van een eerdere declaratie"),
          i(f"{_D}/DeclaratieNummer", "uit-eerder", f"323:{_D}/DeclaratieNummer"), verhaal="323-na-goedkeuring"),
    _regel("TR314", "8021", _("het nummer van een eerdere regel"),
           i(f"{_PR}/{_REF}", "uit-eerder", f"323:{_PR}/{_REF}"), verhaal="323-na-goedkeuring"),
    _regel("TR319", "9319", _("een declaratieperiode van voor de levering"), *_maand(_PERIODE, -1)),
    _regel("TR323", "8017", _("credit voor een regel die er niet is"), i(f"{_PR}/{_VORIG}", "zet", "ONBEKEND99"),
           verhaal="323-credit"),
    _regel("TR389", "9389", _("een levering die al gedeclareerd is"), *_maand(_PP, -1), verhaal="323-na-goedkeuring"),
    _regel("TR390", "9390", _("nog eens credit voor dezelfde regel"),
           i(f"{_PR}/{_VORIG}", "uit-eerder", f"323:0:{_PR}/{_REF}"),
           i(f"{_PR}/IngediendBedrag/DebetCredit", "zet", "C"), _HERTEL, verhaal="323-na-credit"),
)  # fmt: skip

_CONTRACT = (
    _regel("TR418", "0611", _("een ander tarief dan afgesproken"), i(f"{_PR}/ProductTarief", "plus", -5),
           i(_PR, "reken"), _HERTEL, releases=("3.2",)),
    _regel("TR346", "9346", _("het bedrag is niet volume maal tarief"), i(_BEDRAG, "plus", 100), _HERTEL, niveau=4,
           naam="verkeerd bedrag"),
    _regel("TR381", "S329", _("een productcode bij een andere categorie"),
           i(f"{_PR}/ProductCategorie", "andere-categorie"), niveau=4, verhaal="323-generiek"),
)  # fmt: skip

GEDECLAREERD: tuple[Mutatie, ...] = (*_INHOUD, *_TOEWIJZING, *_EERDER, *_CONTRACT)
