"""The basisschema: the data types (LDT_) and the composed types (CDT_) all messages share."""

from ketentoets.schemas.codes import codes
from ketentoets.schemas.shapes import EVERYWHERE, ComplexType, Scope, SimpleType, complex_types

_NOT_BLANK = r".*[^\s].*"
_UNTIL_3, _FROM_3 = Scope(last="2.4"), Scope(first="3.0")


def _text(name: str, maximum: int | None = None, pattern: str = _NOT_BLANK, scope: Scope = EVERYWHERE) -> SimpleType:
    return SimpleType(name, "string", min_length=1, max_length=maximum, pattern=pattern, scope=scope)


def _number(name: str, maximum: int, scope: Scope = EVERYWHERE) -> SimpleType:
    return SimpleType(name, "integer", min_value=0, max_value=maximum, scope=scope)


def _coded(token: str, length: int) -> SimpleType:
    name, _at, scope = token.partition("@")
    return SimpleType(name, "string", max_length=length, codes=codes(name), scope=Scope.read(scope))


_CODED = {
    1: "BeperkingCategorie@-2.4 BeperkingScore@-2.4 BtwVrijstellingIndicatie@-2.4 Communicatievorm"
    " DatumGebruik DebetCredit Duur@-2.4 Frequentie Geslacht JaNee NaamGebruik RedenVerzoek@3.0-"
    " StatusAanlevering VerzoekAntwoord@3.0-",
    2: "AanduidingWoonadres AdresSoort BetalingAanID@-2.4 Eenheid Grondslag@-2.4 JuridischeStatus"
    " LandCode ProductCategorie RedenAfwijzingVerzoek@3.0- RedenBeeindiging RedenWijziging"
    " SoortRelatie TypeVerwijzer WettelijkeVertegenwoordiging",
    3: "ValutaCode@-2.4",
    4: "BeperkingVraag@-2.4 RetourCode",
}

_PLAIN = (
    _text("AgbCode", 8, "[0-9]{8}"),
    _text("BerichtCode", 3, ""),
    _text("BtwIDNummer", 14, "NL[0-9]{9}B[0-9]{2}", _UNTIL_3),
    _text("BurgerServicenummer", 9, "[0-9]{9}"),
    _text("Commentaar", None, r"([.\s]*\S+[.\s]*)+"),
    _text("Emailadres", 80),
    _text("Gemeente", None, "[0-9]{4}"),
    _text("GemeenteReferentieNummer", 24, "", _UNTIL_3),
    _text("Huisletter", 1),
    _text("HuisnummerToevoeging", 4),
    _text("IdentificatieBericht", 12),
    _text("IdentificatieDeclaratie", 12, "", _FROM_3),
    _text("Landnummer", 4),
    _text("Naam", 200),
    _text("NaamVerwijzer", 64),
    _text("Organisatienaam", 35),
    _text("Persoonsid", 20),
    _text("Plaatsnaam", 80),
    _text("Postcode", 8),
    _text("ProductCode", 5),
    _text("Referentie", 36),
    _text("ReferentieNummer", 20, ""),
    _text("Straatnaam", 24),
    _text("Taal", 25),
    _text("Telefoonnummer", 15, "[0-9]*"),
    _text("Versie", None, r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)"),
    _text("Voorletters", 6, "([a-zA-ZÀ-ỳ])+"),
    _text("Voorvoegsel", 10),
    _number("Bedrag", 99_999_999),
    _number("BerichtSubversie", 99),
    _number("BerichtVersie", 99),
    _number("Budget", 99_999_999, _FROM_3),
    _number("Huisnummer", 99_999),
    _number("Nummer", 999_999_999),
    _number("Percentage", 99_999, _UNTIL_3),
    _number("RelatieVolgorde", 99),
    _number("TotaalBedrag", 999_999_999_999),
    _number("Volume", 99_999_999),
    SimpleType("Datum", "date", pattern="[^:Z]*"),
    SimpleType("Tijd", "time", pattern="[^Z+-]+"),
)

SIMPLE_TYPES = tuple(
    sorted(
        [*_PLAIN, *(_coded(name, length) for length, names in _CODED.items() for name in names.split())],
        key=lambda t: t.name,
    )
)
"""All data types, in alphabetical order; the model adds the prefix LDT_."""

_FACTUUR, _INGEDIEND = "DeclaratieFactuurIdentificatie@-2.4", "IngediendeBedragPrestatie@-2.4"
_COMPOSED = {
    "Achternaam": "Achternaam:LDT_Naam Voorvoegsel:LDT_Voorvoegsel?",
    "Adres": "Huis:CDT_Huis? Postcode:LDT_Postcode? Straatnaam:LDT_Straatnaam?"
    " Plaatsnaam:LDT_Plaatsnaam? LandCode:LDT_LandCode?",
    "BedragMetDC": "Bedrag:LDT_Bedrag DebetCredit:LDT_DebetCredit",
    "BerichtIdentificatie": "Identificatie:LDT_IdentificatieBericht Dagtekening:LDT_Datum",
    "Communicatie": "Vorm:LDT_Communicatievorm Taal:LDT_Taal?",
    _FACTUUR: "DeclaratiePeriode:CDT_GeslotenPeriode DeclarantFactuurNummer:LDT_IdentificatieBericht"
    " FactuurDagtekening:LDT_Datum BtwIDNummer:LDT_BtwIDNummer? ValutaCode:LDT_ValutaCode",
    "DeclaratieFactuurBedragen@-2.4": "DeclaratieFactuurTotaalBedrag:CDT_TotaalBedragMetDC"
    " BtwTotaalBedrag:CDT_TotaalBedragMetDC?",
    "Geboortedatum": "Datum:LDT_Datum DatumGebruik:LDT_DatumGebruik?",
    "GeslotenPeriode": "Begindatum:LDT_Datum Einddatum:LDT_Datum",
    "Grondslagen@-2.4": "Grondslag01:LDT_Grondslag Grondslag02:LDT_Grondslag?",
    "Huis": "Huisnummer:LDT_Huisnummer Huisletter:LDT_Huisletter?"
    " HuisnummerToevoeging:LDT_HuisnummerToevoeging? AanduidingWoonadres:LDT_AanduidingWoonadres?",
    _INGEDIEND: "GeleverdVolume:LDT_Volume Eenheid:LDT_Eenheid Verrekenpercentage:LDT_Percentage?"
    " ProductTarief:LDT_Bedrag? BerekendBedrag:CDT_BedragMetDC?"
    " BtwVrijstellingIndicatie:LDT_BtwVrijstellingIndicatie? BtwPercentage:LDT_Percentage?"
    " BtwBedrag:CDT_BedragMetDC? DeclaratieFactuurBedrag:CDT_BedragMetDC",
    "Omvang": "Volume:LDT_Volume Eenheid:LDT_Eenheid Frequentie:LDT_Frequentie",
    "OpenPeriode": "Begindatum:LDT_Datum? Einddatum:LDT_Datum?",
    "Product": "Categorie:LDT_ProductCategorie Code:LDT_ProductCode?",
    "Referentie": "ReferentieNummer:LDT_ReferentieNummer VorigReferentieNummer:LDT_ReferentieNummer?",
    "RetourBedragen@-2.4": "IngediendTotaalBedrag:CDT_TotaalBedragMetDC ToegekendTotaalBedrag:CDT_TotaalBedragMetDC",
    "RetourHeader@-2.4": "GemeenteReferentieNummer:LDT_GemeenteReferentieNummer RetourDagtekening:LDT_Datum",
    "Telefoon": "Telefoonnummer:LDT_Telefoonnummer Landnummer:LDT_Landnummer",
    "Telefoonnummers": "Telefoon01:CDT_Telefoon Telefoon02:CDT_Telefoon?",
    "ToegekendeBedragPrestatie@-2.4": "GemeenteBerekendBedrag:CDT_BedragMetDC ToegekendBedrag:CDT_BedragMetDC",
    "TotaalBedragMetDC": "TotaalBedrag:LDT_TotaalBedrag DebetCredit:LDT_DebetCredit",
    "VerkorteNaam": "Geslachtsnaam:CDT_Achternaam Voornamen:LDT_Naam? Voorletters:LDT_Voorletters?",
    "Verwijzer": "Type:LDT_TypeVerwijzer Naam:LDT_NaamVerwijzer? ZorgverlenerCode:LDT_AgbCode?@3.0-",
    "VolledigeNaam": "Geslachtsnaam:CDT_Achternaam Partnernaam:CDT_Achternaam? Voornamen:LDT_Naam?"
    " Voorletters:LDT_Voorletters? NaamGebruik:LDT_NaamGebruik",
    "XsdVersie@2.4-": "BasisschemaXsdVersie:LDT_Versie BerichtXsdVersie:LDT_Versie",
}


def _restricted(composed: ComplexType) -> ComplexType:
    if _FACTUUR.startswith(f"{composed.name}@"):
        return composed.restricted("DeclarantFactuurNummer", pattern="([a-zA-Z0-9])+")
    if _INGEDIEND.startswith(f"{composed.name}@"):
        return composed.restricted("BtwPercentage", max_value=9999)
    return composed


COMPLEX_TYPES = tuple(_restricted(c) for c in complex_types(_COMPOSED))
"""All composed types; the model adds the prefix CDT_."""
