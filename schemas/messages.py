"""The messages. A return message is a derivation of its forward message, not a copy."""

from dataclasses import replace

from ketentoets.schemas.shapes import EVERYWHERE, ComplexType, Element, Message, Partij, Scope, complex_types, elements

CODE, VERSIE, SUBVERSIE = "{code}", "{versie}", "{subversie}"
"""Places in a pattern that the model fills in per message and release."""

RETOUR_VAN = {"301": "302", "303": "304", "305": "306", "307": "308", "315": "316", "317": "318", "319": "320"}
"""Forward message -> its return message. 323 is answered by 325, which has its own content."""

_FROM_3, _UNTIL_3 = Scope(first="3.0"), Scope(last="2.4")
_RETOURCODES = ComplexType("RetourCodes", elements("RetourCode:LDT_RetourCode+"))
_XSD_VERSIE = "XsdVersie:CDT_XsdVersie?@2.4-2.4 XsdVersie:CDT_XsdVersie@3.0-"
_XSD_VERSIE_RETOUR = "XsdVersieRetour:CDT_XsdVersie?@2.4-2.4 XsdVersieRetour:CDT_XsdVersie@3.0-"
_RETOUR_HEADER = elements(
    "IdentificatieRetour:LDT_IdentificatieBericht DagtekeningRetour:LDT_Datum XsltVersie:LDT_Versie?"
    f" {_XSD_VERSIE_RETOUR} RetourCodes?"
)
_AFZENDER: dict[Partij, str] = {
    "gemeente": "Afzender:LDT_Gemeente Ontvanger:LDT_AgbCode",
    "aanbieder": "Afzender:LDT_AgbCode Ontvanger:LDT_Gemeente",
}
_PERSOON = "Bsn:LDT_BurgerServicenummer Geboortedatum:CDT_Geboortedatum Geslacht:LDT_Geslacht"
_REGIE_SLEUTEL = (
    "BeschikkingNummer:LDT_Nummer?@-2.4 ToewijzingNummer:LDT_Nummer? Product:CDT_Product@-2.4"
    " Product:CDT_Product?@3.0- ToewijzingIngangsdatum:LDT_Datum? Begindatum:LDT_Datum"
)
# In 3.0 a request had to name its product; the budget and the empty product came with 3.1.
_GEVRAAGD_PRODUCT = "Product:CDT_Product@-3.0 Product:CDT_Product?@3.1-"
_GEVRAAGDE_OMVANG = "Omvang:CDT_Omvang? Budget:LDT_Budget?@3.1-"
_PRESTATIE = (
    "ProductReferentie:CDT_Referentie ToewijzingNummer:LDT_Nummer ProductCategorie:LDT_ProductCategorie"
    " ProductCode:LDT_ProductCode ProductPeriode:CDT_GeslotenPeriode GeleverdVolume:LDT_Volume"
    " Eenheid:LDT_Eenheid ProductTarief:LDT_Bedrag? IngediendBedrag:CDT_BedragMetDC"
)

_301 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VolledigeNaam Communicatie:CDT_Communicatie?"
    " JuridischeStatus:LDT_JuridischeStatus? WettelijkeVertegenwoordiging:LDT_WettelijkeVertegenwoordiging?"
    " Commentaar:LDT_Commentaar? Relaties? Contactgegevens"
    " Beschikking@-2.4 ToegewezenProducten@3.0-",
    "Relaties": "Relatie+",
    "Relatie": "Nummer:LDT_Persoonsid Volgorde:LDT_RelatieVolgorde? Soort:LDT_SoortRelatie"
    " Geboortedatum:CDT_Geboortedatum? Geslacht:LDT_Geslacht? Naam:CDT_VolledigeNaam Contact",
    "Contact": "Soort:LDT_AdresSoort Adres:CDT_Adres? Organisatie:LDT_Organisatienaam?"
    " Telefoon:CDT_Telefoonnummers? Emailadres:LDT_Emailadres? Periode:CDT_OpenPeriode?",
    "Contactgegevens": "Contact+",
    "Beschikking@-2.4": "BeschikkingNummer:LDT_Nummer Grondslagen:CDT_Grondslagen? Afgiftedatum:LDT_Datum"
    " Ingangsdatum:LDT_Datum Einddatum:LDT_Datum? Commentaar:LDT_Commentaar? Beperkingen?"
    " ToegewezenProducten",
    "Beperkingen@-2.4": "Beperking+",
    "Beperking@-2.4": "Categorie:LDT_BeperkingCategorie Duur:LDT_Duur? Commentaar:LDT_Commentaar? BeperkingScores?",
    "BeperkingScores@-2.4": "BeperkingScore+",
    "BeperkingScore@-2.4": "Vraag:LDT_BeperkingVraag Score:LDT_BeperkingScore Commentaar:LDT_Commentaar?",
    "ToegewezenProducten": "ToegewezenProduct+",
    "ToegewezenProduct": "ToewijzingNummer:LDT_Nummer?@-2.4 ToewijzingNummer:LDT_Nummer@3.0-"
    " ReferentieAanbieder:LDT_Referentie? Product:CDT_Product@-2.4 Product:CDT_Product?@3.0-"
    " Toewijzingsdatum:LDT_Datum Toewijzingstijd:LDT_Tijd Ingangsdatum:LDT_Datum"
    " Einddatum:LDT_Datum? RedenWijziging:LDT_RedenWijziging? Omvang:CDT_Omvang? Budget:LDT_Budget?@3.0-"
    " Commentaar:LDT_Commentaar?",
}
_303 = {
    "Header": "Gemeente:LDT_Gemeente Servicebureau:LDT_AgbCode? Aanbieder:LDT_AgbCode"
    " BetalingAanID:LDT_BetalingAanID"
    " DeclaratieFactuurIdentificatie:CDT_DeclaratieFactuurIdentificatie"
    " DeclaratieFactuurBedragen:CDT_DeclaratieFactuurBedragen"
    f" {_XSD_VERSIE}",
    "Root": "Header Clienten",
    "Clienten": "Client+",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam Commentaar:LDT_Commentaar? Prestaties",
    "Prestaties": "Prestatie+",
    "Prestatie": "BeschikkingNummer:LDT_Nummer? ToewijzingNummer:LDT_Nummer?"
    " ProductCategorie:LDT_ProductCategorie?@-2.2 ProductCode:LDT_ProductCode?@-2.2"
    " ProductCategorie:LDT_ProductCategorie@2.3- ProductCode:LDT_ProductCode@2.3-"
    " ProductPeriode:CDT_GeslotenPeriode IngediendeBedragPrestatie:CDT_IngediendeBedragPrestatie"
    " ProductReferentie:CDT_Referentie Commentaar:LDT_Commentaar?",
}
_305 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam StatusAanlevering:LDT_StatusAanlevering@-2.4 StartProducten",
    "StartProducten": "StartProduct+",
    "StartProduct": f"{_REGIE_SLEUTEL} Omvang:CDT_Omvang?@-2.2 StatusAanlevering:LDT_StatusAanlevering",
}
_307 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam StatusAanlevering:LDT_StatusAanlevering@-2.4 StopProducten",
    "StopProducten": "StopProduct+",
    "StopProduct": f"{_REGIE_SLEUTEL} RedenBeeindiging:LDT_RedenBeeindiging Einddatum:LDT_Datum"
    " StatusAanlevering:LDT_StatusAanlevering",
}
_315 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam GezagsdragerBekend:LDT_JaNee?@ijw"
    " Commentaar:LDT_Commentaar? AangevraagdeProducten",
    "AangevraagdeProducten": "AangevraagdProduct+",
    "AangevraagdProduct": f"ReferentieAanbieder:LDT_Referentie BeschikkingNummer:LDT_Nummer?"
    f" {_GEVRAAGD_PRODUCT} BeschikkingIngangsdatum:LDT_Datum? ToewijzingIngangsdatum:LDT_Datum"
    f" ToewijzingEinddatum:LDT_Datum? {_GEVRAAGDE_OMVANG} Verwijzer:CDT_Verwijzer"
    " Raamcontract:LDT_JaNee? Commentaar:LDT_Commentaar?",
}
_317 = {
    "Root": "Header Client",
    "Client": "Bsn:LDT_BurgerServicenummer Verzoek",
    "Verzoek": "ReferentieAanbieder:LDT_Referentie RedenVerzoek:LDT_RedenVerzoek OngewijzigdeProducten?"
    " TeWijzigenProducten? NieuweProducten?",
    "OngewijzigdeProducten": "OngewijzigdProduct+",
    "OngewijzigdProduct": "ToewijzingNummer:LDT_Nummer",
    "TeWijzigenProducten": "TeWijzigenProduct+",
    "TeWijzigenProduct": "ToewijzingNummer:LDT_Nummer GewensteIngangsdatum:LDT_Datum Einddatum:LDT_Datum?"
    " Omvang:CDT_Omvang? Budget:LDT_Budget?",
    "NieuweProducten": "NieuwProduct+",
    "NieuwProduct": f"{_GEVRAAGD_PRODUCT} GewensteIngangsdatum:LDT_Datum Einddatum:LDT_Datum? {_GEVRAAGDE_OMVANG}",
}
_319 = {
    "Root": "Header Antwoord",
    "Antwoord": "ReferentieAanbieder:LDT_Referentie VerzoekAntwoord:LDT_VerzoekAntwoord"
    " RedenAfwijzingVerzoek:LDT_RedenAfwijzingVerzoek? Woonplaatsbeginsel?@ijw",
    "Woonplaatsbeginsel@ijw": "Gemeente:LDT_Gemeente",
}
_323 = {
    "Root": "Header Declaratie",
    "Declaratie": "DeclaratieNummer:LDT_IdentificatieDeclaratie DeclaratiePeriode:CDT_GeslotenPeriode"
    " DeclaratieDagtekening:LDT_Datum TotaalIngediendBedrag:CDT_TotaalBedragMetDC Clienten",
    "Clienten": "Client+",
    "Client": "Bsn:LDT_BurgerServicenummer Prestaties",
    "Prestaties": "Prestatie+",
    "Prestatie": _PRESTATIE,
}
_325 = {
    "Root": "Header DeclaratieAntwoord?",
    "DeclaratieAntwoord": "DeclaratieNummer:LDT_IdentificatieDeclaratie"
    " TotaalIngediendBedrag:CDT_TotaalBedragMetDC TotaalToegekendBedrag:CDT_TotaalBedragMetDC"
    " Clienten? RetourCodes",
    "Clienten": "Client+",
    "Client": "Bsn:LDT_BurgerServicenummer Prestaties RetourCodes",
    "Prestaties": "Prestatie+",
    "Prestatie": f"{_PRESTATIE} RetourCodes",
}
_ANTWOORD_HEADER = elements(
    "DeclaratieIdentificatie:CDT_BerichtIdentificatie XsltVersie:LDT_Versie?"
    " XsdVersieDeclaratie:CDT_XsdVersie RetourCodes"
)
_FACTUUR_RETOUR_HEADER = elements(
    "RetourHeader:CDT_RetourHeader RetourBedragen:CDT_RetourBedragen XsltVersie:LDT_Versie?"
    f" {_XSD_VERSIE_RETOUR} RetourCodes"
)
_TOEGEKEND = elements("ToegekendeBedragPrestatie:CDT_ToegekendeBedragPrestatie")
_DECLARATIENUMMER = "([a-zA-Z0-9])+"
_SERVICEBUREAU = (
    "(0{8})|98((00000[1-9])|(0000[1-9][0-9])|(000[1-9][0-9]{2})|(00[1-9][0-9]{3})|(0[1-9][0-9]{4})|([1-9][0-9]{5}))"
)
"""All zeroes, or 98 and a number that is not zero."""


_SOORT = (
    Element("BerichtCode", "LDT_BerichtCode", pattern=CODE),
    Element("BerichtVersie", "LDT_BerichtVersie", pattern=VERSIE),
    Element("BerichtSubversie", "LDT_BerichtSubversie", pattern=SUBVERSIE),
)


def _header(afzender: Partij) -> ComplexType:
    rest = f"{_AFZENDER[afzender]} BerichtIdentificatie:CDT_BerichtIdentificatie {_XSD_VERSIE}"
    return ComplexType("Header", (*_SOORT, *elements(rest)))


def _forward(soort: str, afzender: Partij, classes: dict[str, str], scope: Scope = EVERYWHERE) -> Message:
    return Message(soort, afzender, (_header(afzender), *complex_types(classes)), scope)


def _retour(heen: Message) -> Message:
    """Derive the return message: header data, an optional body, return codes per class."""
    back: Partij = "aanbieder" if heen.afzender == "gemeente" else "gemeente"
    classes = (_RETOURCODES, *(_retour_class(c) for c in heen.classes))
    return Message(RETOUR_VAN[heen.soort], back, classes, heen.scope)


def _retour_class(klasse: ComplexType) -> ComplexType:
    if klasse.name == "Header":
        return _with(klasse, *_RETOUR_HEADER)
    if klasse.name == "Root":
        header, body = klasse.elements
        return replace(klasse, elements=(header, replace(body, minimum=0)))
    if klasse.is_wrapper:
        return klasse
    return _with(klasse, *elements("RetourCodes"))


def _with(klasse: ComplexType, *extra: Element) -> ComplexType:
    return replace(klasse, elements=(*klasse.elements, *extra))


def _declaratie() -> Message:
    message = _forward("323", "aanbieder", _323, _FROM_3)
    header, root, declaratie, *rest = message.classes
    return replace(message, classes=(header, root, declaratie.restricted("DeclaratieNummer", _DECLARATIENUMMER), *rest))


def _declaratie_antwoord() -> Message:
    message = _forward("325", "gemeente", _325, _FROM_3)
    header, *rest = message.classes
    return replace(message, classes=(_RETOURCODES, _with(header, *_ANTWOORD_HEADER), *rest))


def _factuur() -> Message:
    """The 303: one schema for the declaration and the invoice."""
    header, *rest = complex_types(_303)
    made = replace(header, elements=(*_SOORT, *header.elements)).restricted("Servicebureau", _SERVICEBUREAU)
    return Message("303", "aanbieder", (made, *rest), _UNTIL_3)


def _factuur_retour() -> Message:
    """The 304: all of the 303 but its totals, with what the municipality awards."""
    classes = (_RETOURCODES, *(_factuur_retour_class(c) for c in _factuur().classes))
    return Message("304", "gemeente", classes, _UNTIL_3)


def _factuur_retour_class(klasse: ComplexType) -> ComplexType:
    codes = elements("RetourCodes?")
    match klasse.name:
        case "Header":
            kept = (e for e in klasse.elements if e.name != "DeclaratieFactuurBedragen")
            return replace(klasse, elements=(*kept, *_FACTUUR_RETOUR_HEADER))
        case "Root":
            return _retour_class(klasse)
        case "Client":
            return _with(klasse, *codes)
        case "Prestatie":
            return replace(klasse, elements=(*klasse.elements[:-1], *_TOEGEKEND, klasse.elements[-1], *codes))
        case _:
            return klasse


_FORWARD = (
    _forward("301", "gemeente", _301),
    _forward("305", "aanbieder", _305),
    _forward("307", "aanbieder", _307),
    _forward("315", "aanbieder", _315),
    _forward("317", "aanbieder", _317, _FROM_3),
    _forward("319", "gemeente", _319, _FROM_3),
)

MESSAGES = tuple(
    sorted(
        [*_FORWARD, *map(_retour, _FORWARD), _factuur(), _factuur_retour(), _declaratie(), _declaratie_antwoord()],
        key=lambda m: m.soort,
    )
)
"""Every message of every release, in the order of its number."""
