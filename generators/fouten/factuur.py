"""Mutations of the claim until release 2.4 (303, declaration and invoice)."""

from ketentoets.core.taal import _
from ketentoets.generators.fouten.kop import DERTIG_JAAR
from ketentoets.generators.fouten.maak import i, inhoud, tegen
from ketentoets.generators.fouten.mutatie import Ingreep, Mutatie

_ID = "Header/DeclaratieFactuurIdentificatie"
_NUMMER, _DAG, _PERIODE = (f"{_ID}/{n}" for n in ("DeclarantFactuurNummer", "FactuurDagtekening", "DeclaratiePeriode"))
_BEDRAGEN = "Header/DeclaratieFactuurBedragen"
_TOTAAL = f"{_BEDRAGEN}/DeclaratieFactuurTotaalBedrag"
_CLIENT = "Clienten/Client"
_PR = f"{_CLIENT}/Prestaties/Prestatie"
_PP, _IN = f"{_PR}/ProductPeriode", f"{_PR}/IngediendeBedragPrestatie"
_REF, _VORIG = "ProductReferentie/ReferentieNummer", "ProductReferentie/VorigReferentieNummer"
_TEKEN = "IngediendeBedragPrestatie/DeclaratieFactuurBedrag/DebetCredit"
_TOEGEWEZEN = "Client/Beschikking/ToegewezenProducten/ToegewezenProduct"
_EERSTE = f"303:0:{_PR}/{_REF}"
_HERTEL = i(_TOTAAL, "hertel-factuur")


def _factuur(regel: str, omschrijving: str, *ingrepen: Ingreep, **rest: object) -> Mutatie:
    return inhoud(regel, "303", omschrijving, *ingrepen, **rest)


def _regel(code: str, omschrijving: str, *ingrepen: Ingreep, klasse: str = "Prestatie", **rest: object) -> Mutatie:
    """A rule above the message itself is called after its return code."""
    return tegen(f"RC{code}", "303", code, klasse, omschrijving, *ingrepen, **rest)  # type: ignore[arg-type]


_INHOUD = (
    _factuur("RC0150", _("het totaal is een cent te hoog"), i(f"{_TOTAAL}/TotaalBedrag", "plus", 1)),
    _factuur("RC8171", _("betaling aan een servicebureau dat niet genoemd is"), i("Header/Servicebureau", "verwijder"),
             verhaal="303-servicebureau"),
    _factuur("RC8175", _("een declaratieperiode die voor haar begin eindigt"),
             i(f"{_PERIODE}/Einddatum", "dagen-na", ("Begindatum", -1)), verhaal="303-credit"),
    _factuur("RC8188", _("een productperiode die voor haar begin eindigt"), i(f"{_PP}/Begindatum", "als", "Einddatum"),
             i(f"{_PP}/Einddatum", "dagen", -1)),
    _factuur("RC8177", _("een levering die na de dagtekening begint"), i(_DAG, "dagen-na", (f"/{_PP}/Begindatum", -1)),
             samen_met=("RC8178",)),
    _factuur("RC8178", _("een levering die na de dagtekening eindigt"),
             i(_DAG, "dagen-na", (f"/{_PP}/Einddatum", -1))),
    _factuur("RC8193", _("een creditregel zonder vorig nummer"), i(f"{_PR}/{_VORIG}", "verwijder"),
             verhaal="303-credit"),
    _factuur("RC8194", _("niets, als credit"), i(f"{_IN}/GeleverdVolume", "zet", 0),
             i(f"{_IN}/DeclaratieFactuurBedrag/Bedrag", "zet", 0), _HERTEL, i(f"{_TOTAAL}/DebetCredit", "zet", "C")),
    _factuur("RC8839", _("geen btw, als credit"),
             i(f"{_BEDRAGEN}/BtwTotaalBedrag", "zet", {"TotaalBedrag": 0, "DebetCredit": "C"})),
    _factuur("RC8207", _("twee regels onder een nummer"), i(_PR, "herhaal", ()), _HERTEL),
    _factuur("RC8269", _("tweemaal credit voor dezelfde regel"), i(_PR, "herhaal", (i(_REF, "achter", "X"),)), _HERTEL,
             verhaal="303-credit"),
    _factuur("RC8376", _("tweemaal dezelfde client"),
             i(_CLIENT, "herhaal", (i(f"Prestaties/Prestatie/{_REF}", "achter", "X"),)), _HERTEL),
    _factuur("RC8062", _("een creditregel naast een gelijke debetregel"), i(_PR, "herhaal", (
        i(_VORIG, "verwijder"), i(_REF, "achter", "X"), i(_TEKEN, "zet", "D"))), _HERTEL, verhaal="303-credit"),
    _factuur("RC8064", _("btw als credit bij een debetregel"),
             i(f"{_IN}/BtwBedrag", "zet", {"Bedrag": 5, "DebetCredit": "C"})),
    _factuur("RC8215", _("een berekend bedrag dat een cent te hoog is"), i(f"{_IN}/BerekendBedrag/Bedrag", "plus", 1),
             verhaal="303-berekend"),
    _factuur("RC8851", _("een factuurregel die niet zegt of er btw-vrijstelling is"),
             i(f"{_IN}/BtwVrijstellingIndicatie", "verwijder"), verhaal="303-factuur"),
)  # fmt: skip

_KOP = (
    _regel("8847", _("een declaratieperiode die nog moet komen"), i(f"{_PERIODE}/Begindatum", "dagen", DERTIG_JAAR),
           i(f"{_PERIODE}/Einddatum", "dagen", DERTIG_JAAR), klasse="Header", niveau=4, verhaal="303-credit"),
    _regel("8848", _("een dagtekening die nog moet komen"), i(_DAG, "dagen", DERTIG_JAAR), klasse="Header", niveau=4),
    _regel("0030", _("hetzelfde declaratienummer als een eerdere"), i(_NUMMER, "uit-eerder", f"303:{_NUMMER}"),
           klasse="Header", verhaal="303-tweede"),
    _regel("8004", _("een andere geboortedatum dan in de toewijzing"),
           i(f"{_CLIENT}/Geboortedatum/Datum", "dagen", 1), klasse="Client"),
)  # fmt: skip

_REGELS = (
    _regel("8021", _("hetzelfde referentienummer als een eerdere regel"),
           i(f"{_PR}/{_REF}", "uit-eerder", f"303:{_PR}/{_REF}"), verhaal="303-tweede"),
    _regel("8017", _("credit voor een regel die er niet is"), i(f"{_PR}/{_VORIG}", "zet", "ONBEKEND99"),
           verhaal="303-credit"),
    _regel("8853", _("credit voor een regel die is afgekeurd"), i(f"{_PR}/{_VORIG}", "uit-eerder", _EERSTE),
           verhaal="303-credit-na-afwijzing"),
    _regel("8854", _("nog eens credit voor dezelfde regel"), i(f"{_PR}/{_VORIG}", "uit-eerder", _EERSTE),
           i(f"{_PR}/{_TEKEN}", "zet", "C"), _HERTEL, verhaal="303-na-credit"),
    _regel("0551", _("een toewijzing die er niet is"), i(f"{_PR}/ToewijzingNummer", "zet", "987654321")),
    _regel("8187", _("de toewijzing van een andere client"),
           i(f"{_PR}/ToewijzingNummer", "uit-eerder", f"301:{_TOEGEWEZEN}/ToewijzingNummer"),
           verhaal="303-naast-ander"),
    _regel("9311", _("een andere aanbieder dan die van de toewijzing"), i("Header/Aanbieder", "plus", 1)),
    _regel("1112", _("een andere categorie dan toegewezen"), i(f"{_PR}/ProductCategorie", "andere-categorie")),
    _regel("1142", _("een andere productcode dan toegewezen"), i(f"{_PR}/ProductCode", "zet", "45A99")),
    _regel("9309", _("een andere eenheid dan toegewezen"), i(f"{_IN}/Eenheid", "zet", "14")),
    _regel("9307", _("een levering die voor de toewijzing begint"), i(f"{_PP}/Begindatum", "dagen", -1),
           verhaal="303-begint-later"),
    _regel("9308", _("een levering die na de toewijzing eindigt"), i(f"{_PP}/Einddatum", "dagen", 1),
           verhaal="303-eindigt-eerder"),
    _regel("9319", _("een declaratieperiode die later begint dan de levering"),
           i(f"{_PERIODE}/Begindatum", "dagen", 1)),
    _regel("9321", _("meer dan in de periode is toegewezen"), i(f"{_IN}/GeleverdVolume", "plus", 10),
           i(_PR, "reken"), _HERTEL),
    _regel("9322", _("samen meer dan is toegewezen"), i(f"{_IN}/GeleverdVolume", "plus", 1), i(_PR, "reken"), _HERTEL,
           verhaal="303-totaal"),
    _regel("0611", _("een ander tarief dan afgesproken"), i(f"{_IN}/ProductTarief", "zet", 6000), i(_PR, "reken"),
           _HERTEL, niveau=4),
)  # fmt: skip

GEFACTUREERD: tuple[Mutatie, ...] = (*_INHOUD, *_KOP, *_REGELS)
