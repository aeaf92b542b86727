"""Persons and addresses (CD005-CD034, CS050, CS089, CS139, CS318, TR002, TR006, TR061)."""

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.generators.voorraad import ADRES, GEBOREN, PERSOON

VASTE_ADRESSEN = ("01", "02", "03")
BRP, VERBLIJF, TIJDELIJK = "01", "03", "04"
TOLK = "1"
MET_PARTNER, ZONDER_PARTNER, ORGANISATIE = ("1", "2", "3", "4"), "1", "6"
_ONBEKEND = date(1900, 1, 1)
_OUDSTE = relativedelta(years=120)
_NA_VOORRAAD = date(2016, 1, 1)


@maakt("CDT_VerkorteNaam")
def verkorte_naam(b: Bouwer) -> Inhoud:
    """A name whose initials are those of the first names."""
    persoon = b.bron.uit(PERSOON)
    return {
        "Geslachtsnaam": _naam(b, persoon.achternaam, persoon.voorvoegsel),
        "Voornamen": b.misschien(lambda: persoon.voornamen),
        "Voorletters": b.misschien(lambda: persoon.voorletters),
    }


def _naam(b: Bouwer, achternaam: str, voorvoegsel: str) -> Inhoud:
    return {"Achternaam": achternaam, "Voorvoegsel": b.misschien(lambda: voorvoegsel)}


@maakt("CDT_VolledigeNaam")
def volledige_naam(b: Bouwer) -> Inhoud:
    """A name with perhaps that of a partner; NaamGebruik follows (CS050)."""
    made = verkorte_naam(b)
    if not b.bron.ja():
        return {**made, "Partnernaam": None, "NaamGebruik": ZONDER_PARTNER}
    partner = b.bron.uit(PERSOON)
    made["Partnernaam"] = _naam(b, partner.achternaam, partner.voorvoegsel)
    return {**made, "NaamGebruik": b.bron.code(MET_PARTNER)}


@maakt("CDT_Geboortedatum")
def geboortedatum(b: Bouwer) -> Inhoud:
    """A date of birth, at times partly unknown (CS139); never more than 120 years ago (TR002)."""
    if b.dagtekening >= _NA_VOORRAAD and not b.bron.ja(40):
        return {"Datum": b.bron.uit(GEBOREN).tekst, "DatumGebruik": None}
    oldest = b.dagtekening - _OUDSTE
    if not b.bron.ja():
        return {"Datum": b.bron.kies((b.dagtekening, b.bron.dag(oldest, b.dagtekening), oldest)), "DatumGebruik": None}
    used = b.code("DatumGebruik")
    born = b.bron.dag(date(oldest.year + 1, 1, 1), b.dagtekening)
    first = {"1": born.replace(day=1), "2": born.replace(month=1, day=1), "3": _ONBEKEND}
    return {"Datum": first[used], "DatumGebruik": used}


@maakt("CDT_Communicatie")
def communicatie(b: Bouwer) -> Inhoud:
    """The language goes with an interpreter of a language (CD007)."""
    vorm = b.code("Communicatievorm")
    return {"Vorm": vorm, "Taal": b.tekst("LDT_Taal") if vorm == TOLK else None}


@maakt("Relaties")
def relaties(b: Bouwer) -> Inhoud:
    """Relations, each with its own number (TR101)."""
    numbers = iter(("1", "N" * 20, "R-3", "4"))
    return {"Relatie": b.bron.lijst(lambda: b.klasse("Relatie", Nummer=next(numbers)))}


@maakt("Relatie")
def relatie(b: Bouwer) -> Inhoud:
    """A relation may be an organisation; a client never is (CS318)."""
    naam = b.klasse("CDT_VolledigeNaam")
    if not naam["Partnernaam"] and b.bron.ja(20):
        naam["NaamGebruik"] = ORGANISATIE
    return {"Naam": naam, "Contact": contact(b, b.code("AdresSoort"))}


@maakt("Contactgegevens")
def contactgegevens(b: Bouwer) -> Inhoud:
    """Addresses of different kinds, the first of which lasts (TR061, TR101)."""
    first = b.bron.code(VASTE_ADRESSEN)
    others = b.bron.meer(b.codes("AdresSoort", {first}))
    return {"Contact": [contact(b, soort) for soort in (first, *others)]}


def contact(b: Bouwer, soort: str) -> Inhoud:
    """A Contact that can be reached (TR006); only a temporary one has a Periode (CD009)."""
    adres = _adres(b, soort)
    reachable = bool(adres and adres["Huis"] and adres["Postcode"])
    return b.klasse(
        "Contact",
        Soort=soort,
        Adres=adres,
        Telefoon=b.misschien(lambda: b.klasse("CDT_Telefoonnummers"), 50 if reachable else 100),
        Periode=b.misschien(lambda: b.klasse("CDT_OpenPeriode"), 60) if soort == TIJDELIJK else None,
    )


def _adres(b: Bouwer, soort: str) -> Inhoud | None:
    """An address; that of a BRP or residential contact has a postal code (CD034)."""
    kinds = ("nederland", "buitenland") if soort in {BRP, VERBLIJF} else ("nederland", "buitenland", "geen", "plaats")
    match b.bron.kies(kinds):
        case "nederland":
            return _nederlands(b)
        case "buitenland":
            return _buitenlands(b)
        case "plaats":
            return b.klasse("CDT_Adres", Postcode=None, LandCode=None)
        case _:
            return None


def _nederlands(b: Bouwer) -> Inhoud:
    """A Dutch address has a house, a postal code and LandCode NL (CD005, CD025, CS089)."""
    adres = b.bron.uit(ADRES)
    return b.klasse(
        "CDT_Adres",
        Huis=b.klasse("CDT_Huis", Huisnummer=adres.huisnummer),
        Postcode=adres.postcode,
        Straatnaam=b.misschien(lambda: adres.straat),
        Plaatsnaam=b.misschien(lambda: adres.plaats),
        LandCode="NL",
    )


def _buitenlands(b: Bouwer) -> Inhoud:
    return b.klasse("CDT_Adres", Postcode=b.tekst("LDT_Postcode"), LandCode=b.code("LandCode", {"NL"}))


@maakt("CDT_OpenPeriode")
def open_periode(b: Bouwer) -> Inhoud:
    """A period of which the begin and the end may be left out, but not both here."""
    begin = b.voor(b.dagtekening, 365)
    einde: Any = b.misschien(lambda: b.na(begin, 365))
    return {"Begindatum": begin if einde is None else b.misschien(lambda: begin), "Einddatum": einde}


@maakt("CDT_GeslotenPeriode")
def gesloten_periode(b: Bouwer) -> Inhoud:
    """A period that does not end before it begins."""
    begin = b.voor(b.dagtekening, 365)
    return {"Begindatum": begin, "Einddatum": b.bron.dag(begin, b.dagtekening)}
