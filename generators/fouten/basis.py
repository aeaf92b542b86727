"""One right message per type, as data, and a small language to change it.

A change is `path -> value`: None removes, a number in a path picks a repeated element, and
`path/+` adds a copy of the first element with its own changes. The data is nested dicts in the
form that `schemas.writer.write` takes; repeated elements are always lists.
"""

from copy import deepcopy
from typing import Any

from ketentoets.core.bsn import nth_test_bsn
from ketentoets.schemas.rules.feiten import VAN_GEMEENTE
from ketentoets.schemas.standaard import Vorm
from ketentoets.schemas.writer import header, xsd_versie

Data = dict[str, Any]

GEMEENTE, AANBIEDER = "0363", "12345678"
BSN, ANDER_BSN, VREEMD_BSN = nth_test_bsn(0), nth_test_bsn(1), nth_test_bsn(2)
DAGTEKENING = "2022-07-01"
CATEGORIE, ANDERE_CATEGORIE = "45", "50"
PRODUCT = {"Categorie": CATEGORIE, "Code": "45A04"}
ANDER_PRODUCT = {"Categorie": CATEGORIE, "Code": "45A05"}
PER_WEEK = {"Volume": 3, "Eenheid": "04", "Frequentie": "2"}
NAAM = {"Geslachtsnaam": {"Achternaam": "Test"}, "Voorletters": "A"}
GEBOREN = {"Datum": "2010-05-06"}


def kop(soort: str, release: str = "3.2", domein: str = "ijw", vorm: Vorm = "D", **anders: Any) -> Data:
    """The Header of a message from its usual sender."""
    parties = (GEMEENTE, AANBIEDER) if soort in VAN_GEMEENTE else (AANBIEDER, GEMEENTE)
    return header(domein, release, soort, *parties, f"B{soort}", DAGTEKENING, vorm) | anders


def _client(**rest: Any) -> Data:
    return {"Bsn": BSN, "Geboortedatum": dict(GEBOREN), "Geslacht": "2", "Naam": deepcopy(NAAM), **rest}


def contact() -> Data:
    """A Contact of a 301: the address where the client is registered."""
    adres = {
        "Huis": {"Huisnummer": 1},
        "Postcode": "1011AB",
        "Straatnaam": "Straat",
        "Plaatsnaam": "Stad",
        "LandCode": "NL",
    }
    return {"Soort": "01", "Adres": adres}


def toegewezen(nummer: int = 1, **anders: Any) -> Data:
    """A ToegewezenProduct for the first half of 2022."""
    return {
        "ToewijzingNummer": nummer,
        "Product": dict(PRODUCT),
        "Toewijzingsdatum": "2022-01-01",
        "Toewijzingstijd": "10:00:00",
        "Ingangsdatum": "2022-01-01",
        "Einddatum": "2022-06-30",
        "Omvang": dict(PER_WEEK),
    } | anders


def prestatie(ref: str = "R1", **anders: Any) -> Data:
    """A debit line for January 2022."""
    return {
        "ProductReferentie": {"ReferentieNummer": ref},
        "ToewijzingNummer": 1,
        "ProductCategorie": CATEGORIE,
        "ProductCode": "45A04",
        "ProductPeriode": {"Begindatum": "2022-01-01", "Einddatum": "2022-01-31"},
        "GeleverdVolume": 10,
        "Eenheid": "04",
        "ProductTarief": 6005,
        "IngediendBedrag": {"Bedrag": 60050, "DebetCredit": "D"},
    } | anders


def basis(soort: str, release: str = "3.2", domein: str = "ijw") -> Data:
    """The right message of a type, given what `verhalen.VOORAF` says went before."""
    if soort == "325":
        return antwoord_data("B323", release=release, domein=domein)
    return {"Header": kop(soort, release, domein), **deepcopy(_INHOUD[soort])}


def antwoord_data(
    van: str,
    regels: dict[str, str] | None = None,
    code: str = "",
    release: str = "3.2",
    domein: str = "ijw",
    **anders: Any,
) -> Data:
    """A 325: `regels` are the ReferentieNummers that come back with their code; `code` is the whole's."""
    back = [prestatie(ref) | {"RetourCodes": {"RetourCode": [c]}} for ref, c in (regels or {}).items()]
    client = {"Bsn": BSN, "Prestaties": {"Prestatie": back}, "RetourCodes": {"RetourCode": ["0200"]}}
    granted = 60050 - 60050 * len(back)
    identification = {"Identificatie": f"A{van}", "Dagtekening": "2022-07-02"}
    return {
        "Header": kop("325", release, domein, BerichtIdentificatie=identification)
        | {
            "DeclaratieIdentificatie": {"Identificatie": van, "Dagtekening": DAGTEKENING},
            "XsdVersieDeclaratie": xsd_versie(domein, release),
            "RetourCodes": {"RetourCode": ["0200"]},
        },
        "DeclaratieAntwoord": {
            "DeclaratieNummer": anders.get("nummer", "D1"),
            "TotaalIngediendBedrag": {"TotaalBedrag": 60050, "DebetCredit": "D"},
            "TotaalToegekendBedrag": {"TotaalBedrag": granted, "DebetCredit": "D"},
            "Clienten": {"Client": [client]} if back else None,
            "RetourCodes": {"RetourCode": [code or ("0200" if back else "8001")]},
        },
    }


def pas_aan(data: Data, changes: dict[str, Any]) -> Data:
    """Apply changes to `data` itself, and give it back."""
    for path, value in changes.items():
        *steps, last = path.split("/")
        at: Any = data
        for step in steps:
            at = at[int(step)] if step.isdigit() else at.setdefault(step, {})
        if last == "+":
            at.append(pas_aan(deepcopy(at[0]), value))
        elif last.isdigit():
            at[int(last)] = deepcopy(value)
        elif value is None:
            at.pop(last, None)
        else:
            at[last] = deepcopy(value)
    return data


_START = {"ToewijzingNummer": 1, "Product": PRODUCT, "Begindatum": "2022-01-10", "StatusAanlevering": "1"}
_INHOUD: dict[str, Data] = {
    "301": {
        "Client": _client(
            Naam=deepcopy(NAAM) | {"NaamGebruik": "1"},
            Contactgegevens={"Contact": [contact()]},
            ToegewezenProducten={"ToegewezenProduct": [toegewezen()]},
        )
    },
    "305": {"Client": _client(StartProducten={"StartProduct": [_START]})},
    "307": {
        "Client": _client(
            StopProducten={"StopProduct": [_START | {"RedenBeeindiging": "31", "Einddatum": "2022-06-30"}]}
        )
    },
    "315": {
        "Client": _client(
            AangevraagdeProducten={
                "AangevraagdProduct": [
                    {
                        "ReferentieAanbieder": "V1",
                        "Product": PRODUCT,
                        "ToewijzingIngangsdatum": "2022-07-01",
                        "ToewijzingEinddatum": "2022-12-31",
                        "Omvang": PER_WEEK,
                        "Verwijzer": {"Type": "02", "ZorgverlenerCode": "87654321"},
                    }
                ]
            }
        )
    },
    "317": {
        "Client": {
            "Bsn": BSN,
            "Verzoek": {
                "ReferentieAanbieder": "W1",
                "RedenVerzoek": "1",
                "TeWijzigenProducten": {
                    "TeWijzigenProduct": [
                        {
                            "ToewijzingNummer": 1,
                            "GewensteIngangsdatum": "2022-08-01",
                            "Einddatum": "2022-12-31",
                            "Omvang": PER_WEEK | {"Volume": 5},
                        }
                    ]
                },
            },
        }
    },
    "319": {"Antwoord": {"ReferentieAanbieder": "V1", "VerzoekAntwoord": "2"}},
    "323": {
        "Declaratie": {
            "DeclaratieNummer": "D1",
            "DeclaratiePeriode": {"Begindatum": "2022-01-01", "Einddatum": "2022-01-31"},
            "DeclaratieDagtekening": DAGTEKENING,
            "TotaalIngediendBedrag": {"TotaalBedrag": 60050, "DebetCredit": "D"},
            "Clienten": {"Client": [{"Bsn": BSN, "Prestaties": {"Prestatie": [prestatie()]}}]},
        }
    },
}
