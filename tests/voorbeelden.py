"""Example content of every message in every bundled release of both domains."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from ketentoets.schemas.model import Model, model
from ketentoets.schemas.shapes import ComplexType
from ketentoets.schemas.standaard import afzender, heen_van
from ketentoets.schemas.writer import header, write, xsd_versie

BSN = "999900006"
AGB = "65656055"
GEMEENTE = "0361"
REFERENTIE = "VERZOEK-2021-0001"

_NAAM = {"Geslachtsnaam": {"Achternaam": "Bakker", "Voorvoegsel": "de"}, "Voorletters": "J"}
_CLIENT = {"Bsn": BSN, "Geboortedatum": {"Datum": date(2008, 5, 17)}, "Geslacht": "2", "Naam": _NAAM}
_PRODUCT = {"Categorie": "45", "Code": "45A04"}
_WMO = {"45": "02", "45A04": "02A04"}
"""What a Wmo message has in place of a product of the Jw."""
_OMVANG = {"Volume": 120, "Eenheid": "01", "Frequentie": "2"}
_PERIODE = {"Begindatum": date(2021, 4, 1), "Einddatum": date(2021, 4, 30)}
_BEDRAG = 64_000


def voorbeeld(soort: str, release: str = "3.2", domain: str = "ijw") -> dict[str, Any]:
    """The content of Bericht: a new dict every time, so that a test may change it."""
    body = _BODIES[soort if soort == "304" else heen_van(soort) or soort]()
    if heen_van(soort) and soort != "304":
        body = {naam: _met_retourcodes(inhoud) for naam, inhoud in body.items()}
    standard = model(f"{domain}-{release}")
    root = standard.children(soort, "Root")
    assert root is not None
    return _passend(standard, soort, {"Header": _header(soort, release, domain), **body}, root)


_VERSCHILLEN = {
    *("Beschikking", "BeschikkingNummer", "Budget", "GezagsdragerBekend", "StatusAanlevering"),
    *("Omvang", "ToegewezenProducten", "Woonplaatsbeginsel", "XsdVersieRetour", "ZorgverlenerCode"),
}
"""Elements that not every domain and release has where the examples have them."""


def _passend(standard: Model, soort: str, data: Any, klasse: ComplexType | None) -> Any:
    """A copy that shares nothing, not even within the message, without what is not in this release."""
    if isinstance(data, list):
        return [_passend(standard, soort, part, klasse) for part in data]
    if not isinstance(data, dict):
        return _WMO.get(data, data) if standard.standaard.domain == "iwmo" and isinstance(data, str) else data
    made = {}
    for name, value in data.items():
        element = klasse.element(name) if klasse else None
        if element or name not in _VERSCHILLEN:
            made[name] = _passend(standard, soort, value, standard.children(soort, element.type) if element else None)
    return made


def geschreven(soort: str, release: str = "3.2", domain: str = "ijw") -> bytes:
    """The example as XML."""
    return write(domain, release, soort, voorbeeld(soort, release, domain))


def _header(soort: str, release: str, domain: str) -> dict[str, Any]:
    partijen = (GEMEENTE, AGB) if afzender(heen_van(soort) or soort) == "gemeente" else (AGB, GEMEENTE)
    made = header(domain, release, soort, *partijen, f"B{soort}", date(2021, 5, 3))
    versie = {"XsltVersie": "1.0.0"}
    if soort in {"303", "304"}:
        return _factuur_header(made, soort) | (
            {"XsdVersieRetour": xsd_versie(domain, release)} if soort == "304" else {}
        )
    if soort == "325":
        declaratie = {"Identificatie": "B323", "Dagtekening": date(2021, 5, 3)}
        made |= {"DeclaratieIdentificatie": declaratie, "XsdVersieDeclaratie": xsd_versie(domain, release)}
        made |= versie | _codes("8001")
    elif heen_van(soort):
        made |= {"IdentificatieRetour": "R1", "DagtekeningRetour": date(2021, 5, 4)}
        made |= versie | {"XsdVersieRetour": xsd_versie(domain, release)} | _codes("0200")
    return made


def _factuur_header(made: dict[str, Any], soort: str) -> dict[str, Any]:
    made["DeclaratieFactuurIdentificatie"] |= {"DeclaratiePeriode": _PERIODE, "ValutaCode": "EUR"}
    made |= {"Servicebureau": "98000001", "BetalingAanID": "02"}
    if soort == "303":
        return made | {"DeclaratieFactuurBedragen": {"DeclaratieFactuurTotaalBedrag": _totaal()}}
    made["RetourHeader"] = {"GemeenteReferentieNummer": "G-1", "RetourDagtekening": date(2021, 5, 4)}
    made["RetourBedragen"] = {"IngediendTotaalBedrag": _totaal(), "ToegekendTotaalBedrag": _totaal()}
    return made | {"XsltVersie": "1.0.0"} | _codes("8001")


def _codes(*codes: str) -> dict[str, Any]:
    return {"RetourCodes": {"RetourCode": list(codes)}}


_KLASSEN = {
    *("Client", "Relatie", "Contact", "ToegewezenProduct", "StartProduct", "StopProduct"),
    *(
        "Beschikking",
        "Beperking",
        "BeperkingScore",
        "AangevraagdProduct",
        "Verzoek",
        "OngewijzigdProduct",
        "TeWijzigenProduct",
        "NieuwProduct",
    ),
    *("Antwoord", "Woonplaatsbeginsel"),
}


def _met_retourcodes(inhoud: Any, naam: str = "Client") -> Any:
    if isinstance(inhoud, list):
        return [_met_retourcodes(deel, naam) for deel in inhoud]
    if not isinstance(inhoud, dict):
        return inhoud
    nieuw = {deel: _met_retourcodes(waarde, deel) for deel, waarde in inhoud.items()}
    return nieuw | _codes("0200") if naam in _KLASSEN else nieuw


def _toewijzing() -> dict[str, Any]:
    naam = {**_NAAM, "NaamGebruik": "1"}
    adres = {
        "Huis": {"Huisnummer": 12, "Huisletter": "a"},
        "Postcode": "1811AA",
        "Straatnaam": "Langestraat",
        "Plaatsnaam": "Alkmaar",
        "LandCode": "NL",
    }
    contact = {
        "Soort": "01",
        "Adres": adres,
        "Telefoon": {"Telefoon01": {"Telefoonnummer": "0725488888", "Landnummer": "31"}},
        "Emailadres": "ouder@example.nl",
        "Periode": {"Begindatum": date(2021, 1, 1)},
    }
    relatie = {"Nummer": "1", "Volgorde": 1, "Soort": "10", "Geslacht": "1", "Naam": naam, "Contact": contact}
    product = {
        "ToewijzingNummer": 1001,
        "ReferentieAanbieder": REFERENTIE,
        "Product": _PRODUCT,
        "Toewijzingsdatum": date(2021, 3, 29),
        "Toewijzingstijd": time(10, 15),
        "Ingangsdatum": date(2021, 4, 1),
        "Einddatum": date(2021, 12, 31),
        "RedenWijziging": "05",
        "Omvang": _OMVANG,
        "Budget": 250_000,
        "Commentaar": "Afgestemd met de huisarts.",
    }
    client = {
        **_CLIENT,
        "Naam": naam,
        "Communicatie": {"Vorm": "1", "Taal": "Pools"},
        "JuridischeStatus": "04",
        "WettelijkeVertegenwoordiging": "06",
        "Commentaar": "Broer volgt hetzelfde traject.",
        "Relaties": {"Relatie": [relatie]},
        "Contactgegevens": {"Contact": [contact, {**contact, "Soort": "03"}]},
    }
    producten = {"ToegewezenProducten": {"ToegewezenProduct": [product, {**product, "ToewijzingNummer": 1002}]}}
    client |= {"Beschikking": {**_beschikking(), **producten}, **producten}
    return {"Client": client}


def _beschikking() -> dict[str, Any]:
    beperking = {
        "Categorie": "1",
        "Duur": "4",
        "BeperkingScores": {"BeperkingScore": [{"Vraag": "0101", "Score": "2"}]},
    }
    return {
        "BeschikkingNummer": 501,
        "Grondslagen": {"Grondslag01": "07"},
        "Afgiftedatum": date(2021, 3, 29),
        "Ingangsdatum": date(2021, 4, 1),
        "Beperkingen": {"Beperking": [beperking]},
    }


def _regie() -> dict[str, Any]:
    return {
        "BeschikkingNummer": 501,
        "ToewijzingNummer": 1001,
        "Product": _PRODUCT,
        "ToewijzingIngangsdatum": date(2021, 4, 1),
        "Begindatum": date(2021, 4, 6),
        "StatusAanlevering": "1",
    }


def _start() -> dict[str, Any]:
    return {
        "Client": {
            **_CLIENT,
            "StatusAanlevering": "1",
            "StartProducten": {"StartProduct": [_regie() | {"Omvang": _OMVANG}]},
        }
    }


def _stop() -> dict[str, Any]:
    product = {**_regie(), "RedenBeeindiging": "31", "Einddatum": date(2021, 9, 30)}
    return {"Client": {**_CLIENT, "StatusAanlevering": "1", "StopProducten": {"StopProduct": [product]}}}


def _verzoek() -> dict[str, Any]:
    product = {
        "ReferentieAanbieder": REFERENTIE,
        "Product": _PRODUCT,
        "ToewijzingIngangsdatum": date(2021, 4, 1),
        "ToewijzingEinddatum": date(2021, 12, 31),
        "Omvang": _OMVANG,
        "Verwijzer": {"Type": "02", "Naam": "Huisartsenpraktijk Noord", "ZorgverlenerCode": "01023456"},
        "Raamcontract": "1",
        "Commentaar": "Spoed.",
    }
    client = {
        **_CLIENT,
        "GezagsdragerBekend": "1",
        "AangevraagdeProducten": {"AangevraagdProduct": [product]},
    }
    return {"Client": client}


def _wijziging() -> dict[str, Any]:
    gewenst = {"GewensteIngangsdatum": date(2021, 7, 1), "Einddatum": date(2021, 12, 31), "Omvang": _OMVANG}
    verzoek = {
        "ReferentieAanbieder": REFERENTIE,
        "RedenVerzoek": "1",
        "OngewijzigdeProducten": {"OngewijzigdProduct": [{"ToewijzingNummer": 1001}]},
        "TeWijzigenProducten": {"TeWijzigenProduct": [{"ToewijzingNummer": 1002, **gewenst}]},
        "NieuweProducten": {"NieuwProduct": [{"Product": _PRODUCT, **gewenst}]},
    }
    return {"Client": {"Bsn": BSN, "Verzoek": verzoek}}


def _antwoord() -> dict[str, Any]:
    antwoord = {
        "ReferentieAanbieder": REFERENTIE,
        "VerzoekAntwoord": "1",
        "RedenAfwijzingVerzoek": "8",
        "Woonplaatsbeginsel": {"Gemeente": "0363"},
    }
    return {"Antwoord": antwoord}


def _prestatie() -> dict[str, Any]:
    return {
        "ProductReferentie": {"ReferentieNummer": "P-2021-04-0001"},
        "ToewijzingNummer": 1001,
        "ProductCategorie": "45",
        "ProductCode": "45A04",
        "ProductPeriode": _PERIODE,
        "GeleverdVolume": 400,
        "Eenheid": "01",
        "ProductTarief": 160,
        "IngediendBedrag": {"Bedrag": _BEDRAG, "DebetCredit": "D"},
    }


def _totaal() -> dict[str, Any]:
    return {"TotaalBedrag": _BEDRAG, "DebetCredit": "D"}


def _declaratie() -> dict[str, Any]:
    declaratie = {
        "DeclaratieNummer": "D202104",
        "DeclaratiePeriode": _PERIODE,
        "DeclaratieDagtekening": date(2021, 5, 3),
        "TotaalIngediendBedrag": _totaal(),
        "Clienten": {"Client": [{"Bsn": BSN, "Prestaties": {"Prestatie": [_prestatie()]}}]},
    }
    return {"Declaratie": declaratie}


def _declaratie_antwoord() -> dict[str, Any]:
    prestatie = _prestatie() | _codes("9319")
    antwoord = {
        "DeclaratieNummer": "D202104",
        "TotaalIngediendBedrag": _totaal(),
        "TotaalToegekendBedrag": {"TotaalBedrag": 0, "DebetCredit": "D"},
        "Clienten": {"Client": [{"Bsn": BSN, "Prestaties": {"Prestatie": [prestatie]}} | _codes("0200")]},
        **_codes("0200"),
    }
    return {"DeclaratieAntwoord": antwoord}


def _factuur() -> dict[str, Any]:
    prestatie = {
        "BeschikkingNummer": 501,
        "ToewijzingNummer": 1001,
        "ProductCategorie": "45",
        "ProductCode": "45A04",
        "ProductPeriode": _PERIODE,
        "IngediendeBedragPrestatie": {
            "GeleverdVolume": 400,
            "Eenheid": "01",
            "ProductTarief": 160,
            "BtwVrijstellingIndicatie": "1",
            "BtwPercentage": 2100,
            "DeclaratieFactuurBedrag": {"Bedrag": _BEDRAG, "DebetCredit": "D"},
        },
        "ProductReferentie": {"ReferentieNummer": "P-2021-04-0001"},
    }
    return {"Clienten": {"Client": [{**_CLIENT, "Prestaties": {"Prestatie": [prestatie]}}]}}


def _factuur_retour() -> dict[str, Any]:
    body = _factuur()
    (client,) = body["Clienten"]["Client"]
    (prestatie,) = client["Prestaties"]["Prestatie"]
    bedrag = {"Bedrag": _BEDRAG, "DebetCredit": "D"}
    prestatie |= {"ToegekendeBedragPrestatie": {"GemeenteBerekendBedrag": bedrag, "ToegekendBedrag": bedrag}}
    prestatie |= _codes("0200")
    client |= _codes("0200")
    return body


_BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "301": _toewijzing,
    "303": _factuur,
    "304": _factuur_retour,
    "305": _start,
    "307": _stop,
    "315": _verzoek,
    "317": _wijziging,
    "319": _antwoord,
    "323": _declaratie,
    "325": _declaratie_antwoord,
}
