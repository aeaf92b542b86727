"""The messages. A return message is a derivation of its forward message, not a copy."""

from dataclasses import replace

from ketentoets.schemas.shapes import ComplexType, Element, Message, Partij, Scope, elements

CODE, VERSIE, SUBVERSIE = "{code}", "{versie}", "{subversie}"
"""Places in a pattern that the model fills in per message and release."""

RETOUR_VAN = {"301": "302", "305": "306", "307": "308", "315": "316", "317": "318", "319": "320"}
"""Forward message -> its return message. 323 is answered by 325, which has its own content."""

_FROM_3 = Scope(first="3.0")
_RETOURCODES = ComplexType("RetourCodes", elements("RetourCode:LDT_RetourCode+"))
_RETOUR_HEADER = elements(
    "IdentificatieRetour:LDT_IdentificatieBericht DagtekeningRetour:LDT_Datum XsltVersie:LDT_Versie?"
    " XsdVersieRetour:CDT_XsdVersie RetourCodes?"
)
_AFZENDER: dict[Partij, str] = {
    "gemeente": "Afzender:LDT_Gemeente Ontvanger:LDT_AgbCode",
    "aanbieder": "Afzender:LDT_AgbCode Ontvanger:LDT_Gemeente",
}
_PERSOON = "Bsn:LDT_BurgerServicenummer Geboortedatum:CDT_Geboortedatum Geslacht:LDT_Geslacht"
_REGIE_SLEUTEL = (
    "ToewijzingNummer:LDT_Nummer? Product:CDT_Product? ToewijzingIngangsdatum:LDT_Datum? Begindatum:LDT_Datum"
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
    " Commentaar:LDT_Commentaar? Relaties? Contactgegevens ToegewezenProducten",
    "Relaties": "Relatie+",
    "Relatie": "Nummer:LDT_Persoonsid Volgorde:LDT_RelatieVolgorde? Soort:LDT_SoortRelatie"
    " Geboortedatum:CDT_Geboortedatum? Geslacht:LDT_Geslacht? Naam:CDT_VolledigeNaam Contact",
    "Contact": "Soort:LDT_AdresSoort Adres:CDT_Adres? Organisatie:LDT_Organisatienaam?"
    " Telefoon:CDT_Telefoonnummers? Emailadres:LDT_Emailadres? Periode:CDT_OpenPeriode?",
    "Contactgegevens": "Contact+",
    "ToegewezenProducten": "ToegewezenProduct+",
    "ToegewezenProduct": "ToewijzingNummer:LDT_Nummer ReferentieAanbieder:LDT_Referentie?"
    " Product:CDT_Product? Toewijzingsdatum:LDT_Datum Toewijzingstijd:LDT_Tijd Ingangsdatum:LDT_Datum"
    " Einddatum:LDT_Datum? RedenWijziging:LDT_RedenWijziging? Omvang:CDT_Omvang? Budget:LDT_Budget?"
    " Commentaar:LDT_Commentaar?",
}
_305 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam StartProducten",
    "StartProducten": "StartProduct+",
    "StartProduct": f"{_REGIE_SLEUTEL} StatusAanlevering:LDT_StatusAanlevering",
}
_307 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam StopProducten",
    "StopProducten": "StopProduct+",
    "StopProduct": f"{_REGIE_SLEUTEL} RedenBeeindiging:LDT_RedenBeeindiging Einddatum:LDT_Datum"
    " StatusAanlevering:LDT_StatusAanlevering",
}
_315 = {
    "Root": "Header Client",
    "Client": f"{_PERSOON} Naam:CDT_VerkorteNaam GezagsdragerBekend:LDT_JaNee?"
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
    " RedenAfwijzingVerzoek:LDT_RedenAfwijzingVerzoek? Woonplaatsbeginsel?",
    "Woonplaatsbeginsel": "Gemeente:LDT_Gemeente",
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
_DECLARATIENUMMER = "([a-zA-Z0-9])+"


def _header(afzender: Partij) -> ComplexType:
    fixed = (
        Element("BerichtCode", "LDT_BerichtCode", pattern=CODE),
        Element("BerichtVersie", "LDT_BerichtVersie", pattern=VERSIE),
        Element("BerichtSubversie", "LDT_BerichtSubversie", pattern=SUBVERSIE),
    )
    rest = f"{_AFZENDER[afzender]} BerichtIdentificatie:CDT_BerichtIdentificatie XsdVersie:CDT_XsdVersie"
    return ComplexType("Header", (*fixed, *elements(rest)))


def _forward(soort: str, afzender: Partij, classes: dict[str, str], scope: Scope) -> Message:
    made = (ComplexType(name, elements(text)) for name, text in classes.items())
    return Message(soort, afzender, (_header(afzender), *made), scope)


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
    return replace(message, classes=tuple(_declaratie_class(c) for c in message.classes))


def _declaratie_class(klasse: ComplexType) -> ComplexType:
    if klasse.name != "Declaratie":
        return klasse
    nummer, *rest = klasse.elements
    return replace(klasse, elements=(replace(nummer, pattern=_DECLARATIENUMMER), *rest))


def _declaratie_antwoord() -> Message:
    message = _forward("325", "gemeente", _325, _FROM_3)
    header, *rest = message.classes
    return replace(message, classes=(_RETOURCODES, _with(header, *_ANTWOORD_HEADER), *rest))


_FORWARD = (
    _forward("301", "gemeente", _301, _FROM_3),
    _forward("305", "aanbieder", _305, _FROM_3),
    _forward("307", "aanbieder", _307, _FROM_3),
    _forward("315", "aanbieder", _315, _FROM_3),
    _forward("317", "aanbieder", _317, _FROM_3),
    _forward("319", "gemeente", _319, _FROM_3),
)

MESSAGES = tuple(
    sorted(
        [*_FORWARD, *map(_retour, _FORWARD), _declaratie(), _declaratie_antwoord()],
        key=lambda m: m.soort,
    )
)
"""Every message of every release, in the order of its number."""
