"""The basisschema: the data types (LDT_) and the composed types (CDT_) all messages share."""

from ketentoets.schemas.codes import codes
from ketentoets.schemas.shapes import ComplexType, SimpleType, elements

_NOT_BLANK = r".*[^\s].*"


def _text(name: str, maximum: int | None = None, pattern: str = _NOT_BLANK) -> SimpleType:
    return SimpleType(name, "string", min_length=1, max_length=maximum, pattern=pattern)


def _number(name: str, maximum: int) -> SimpleType:
    return SimpleType(name, "integer", min_value=0, max_value=maximum)


def _coded(name: str, length: int) -> SimpleType:
    return SimpleType(name, "string", max_length=length, codes=codes(name))


_CODED = {
    1: "Communicatievorm DatumGebruik DebetCredit Frequentie Geslacht JaNee NaamGebruik RedenVerzoek"
    " StatusAanlevering VerzoekAntwoord",
    2: "AanduidingWoonadres AdresSoort Eenheid JuridischeStatus LandCode ProductCategorie"
    " RedenAfwijzingVerzoek RedenBeeindiging RedenWijziging SoortRelatie TypeVerwijzer"
    " WettelijkeVertegenwoordiging",
    4: "RetourCode",
}

_PLAIN = (
    _text("AgbCode", 8, "[0-9]{8}"),
    _text("BerichtCode", 3, ""),
    _text("BurgerServicenummer", 9, "[0-9]{9}"),
    _text("Commentaar", None, r"([.\s]*\S+[.\s]*)+"),
    _text("Emailadres", 80),
    _text("Gemeente", None, "[0-9]{4}"),
    _text("Huisletter", 1),
    _text("HuisnummerToevoeging", 4),
    _text("IdentificatieBericht", 12),
    _text("IdentificatieDeclaratie", 12, ""),
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
    _number("Budget", 99_999_999),
    _number("Huisnummer", 99_999),
    _number("Nummer", 999_999_999),
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

_COMPOSED = {
    "Achternaam": "Achternaam:LDT_Naam Voorvoegsel:LDT_Voorvoegsel?",
    "Adres": "Huis:CDT_Huis? Postcode:LDT_Postcode? Straatnaam:LDT_Straatnaam?"
    " Plaatsnaam:LDT_Plaatsnaam? LandCode:LDT_LandCode?",
    "BedragMetDC": "Bedrag:LDT_Bedrag DebetCredit:LDT_DebetCredit",
    "BerichtIdentificatie": "Identificatie:LDT_IdentificatieBericht Dagtekening:LDT_Datum",
    "Communicatie": "Vorm:LDT_Communicatievorm Taal:LDT_Taal?",
    "Geboortedatum": "Datum:LDT_Datum DatumGebruik:LDT_DatumGebruik?",
    "GeslotenPeriode": "Begindatum:LDT_Datum Einddatum:LDT_Datum",
    "Huis": "Huisnummer:LDT_Huisnummer Huisletter:LDT_Huisletter?"
    " HuisnummerToevoeging:LDT_HuisnummerToevoeging? AanduidingWoonadres:LDT_AanduidingWoonadres?",
    "Omvang": "Volume:LDT_Volume Eenheid:LDT_Eenheid Frequentie:LDT_Frequentie",
    "OpenPeriode": "Begindatum:LDT_Datum? Einddatum:LDT_Datum?",
    "Product": "Categorie:LDT_ProductCategorie Code:LDT_ProductCode?",
    "Referentie": "ReferentieNummer:LDT_ReferentieNummer VorigReferentieNummer:LDT_ReferentieNummer?",
    "Telefoon": "Telefoonnummer:LDT_Telefoonnummer Landnummer:LDT_Landnummer",
    "Telefoonnummers": "Telefoon01:CDT_Telefoon Telefoon02:CDT_Telefoon?",
    "TotaalBedragMetDC": "TotaalBedrag:LDT_TotaalBedrag DebetCredit:LDT_DebetCredit",
    "VerkorteNaam": "Geslachtsnaam:CDT_Achternaam Voornamen:LDT_Naam? Voorletters:LDT_Voorletters?",
    "Verwijzer": "Type:LDT_TypeVerwijzer Naam:LDT_NaamVerwijzer? ZorgverlenerCode:LDT_AgbCode?",
    "VolledigeNaam": "Geslachtsnaam:CDT_Achternaam Partnernaam:CDT_Achternaam? Voornamen:LDT_Naam?"
    " Voorletters:LDT_Voorletters? NaamGebruik:LDT_NaamGebruik",
    "XsdVersie": "BasisschemaXsdVersie:LDT_Versie BerichtXsdVersie:LDT_Versie",
}

COMPLEX_TYPES = tuple(ComplexType(name, elements(text)) for name, text in _COMPOSED.items())
"""All composed types; the model adds the prefix CDT_."""
