"""Messages for the rule tests: one right message per type, and a small language to change it.

A change is `path -> value`: None removes, a number in a path picks a repeated element, and
`path/+` adds a copy of the first element with its own changes.
"""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from ketentoets.core.bsn import nth_test_bsn
from ketentoets.core.message import Bericht, parse
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import Outcome, apply
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import header, write, xsd_versie

GEMEENTE, AANBIEDER = "0363", "12345678"
BSN, ANDER_BSN, VREEMD_BSN = nth_test_bsn(0), nth_test_bsn(1), nth_test_bsn(2)
CONTRACT = Contract(
    (Tarief("45A04", "04", 6005), Tarief("45A05", "04", 7000), Tarief("45A06", "01", 100)),
    {"45A04": "45", "45A05": "45", "45A06": "45", "50X01": "50"},
)
NU = date(2022, 12, 31)
NAAM = {"Geslachtsnaam": {"Achternaam": "Test"}, "Voorletters": "A"}
GEBOREN = {"Datum": "2010-05-06"}
VAN_GEMEENTE = {"301", "302", "319", "320", "325"}

Data = dict[str, Any]


def kop(soort: str, release: str = "3.2", **anders: Any) -> Data:
    parties = (GEMEENTE, AANBIEDER) if soort in VAN_GEMEENTE else (AANBIEDER, GEMEENTE)
    return header("ijw", release, soort, *parties, f"B{soort}", "2022-07-01") | anders


def _client(**rest: Any) -> Data:
    return {"Bsn": BSN, "Geboortedatum": dict(GEBOREN), "Geslacht": "2", "Naam": deepcopy(NAAM), **rest}


def contact() -> Data:
    adres = {
        "Huis": {"Huisnummer": 1},
        "Postcode": "1011AB",
        "Straatnaam": "Straat",
        "Plaatsnaam": "Stad",
        "LandCode": "NL",
    }
    return {"Soort": "01", "Adres": adres}


def toegewezen(nummer: int = 1, **anders: Any) -> Data:
    return {
        "ToewijzingNummer": nummer,
        "Product": {"Categorie": "45", "Code": "45A04"},
        "Toewijzingsdatum": "2022-01-01",
        "Toewijzingstijd": "10:00:00",
        "Ingangsdatum": "2022-01-01",
        "Einddatum": "2022-06-30",
        "Omvang": {"Volume": 3, "Eenheid": "04", "Frequentie": "2"},
    } | anders


def prestatie(ref: str = "R1", **anders: Any) -> Data:
    return {
        "ProductReferentie": {"ReferentieNummer": ref},
        "ToewijzingNummer": 1,
        "ProductCategorie": "45",
        "ProductCode": "45A04",
        "ProductPeriode": {"Begindatum": "2022-01-01", "Einddatum": "2022-01-31"},
        "GeleverdVolume": 10,
        "Eenheid": "04",
        "ProductTarief": 6005,
        "IngediendBedrag": {"Bedrag": 60050, "DebetCredit": "D"},
    } | anders


def _basis(soort: str, release: str) -> Data:
    if soort == "301":
        names = {"Naam": deepcopy(NAAM) | {"NaamGebruik": "1"}}
        products = {"ToegewezenProducten": {"ToegewezenProduct": [toegewezen()]}}
        body = {"Client": _client(**names, Contactgegevens={"Contact": [contact()]}, **products)}
    elif soort == "305":
        start = {
            "ToewijzingNummer": 1,
            "Product": {"Categorie": "45", "Code": "45A04"},
            "Begindatum": "2022-01-10",
            "StatusAanlevering": "1",
        }
        body = {"Client": _client(StartProducten={"StartProduct": [start]})}
    elif soort == "307":
        stop = {
            "ToewijzingNummer": 1,
            "Product": {"Categorie": "45", "Code": "45A04"},
            "Begindatum": "2022-01-10",
            "RedenBeeindiging": "31",
            "Einddatum": "2022-06-30",
            "StatusAanlevering": "1",
        }
        body = {"Client": _client(StopProducten={"StopProduct": [stop]})}
    elif soort == "315":
        asked = {
            "ReferentieAanbieder": "V1",
            "Product": {"Categorie": "45", "Code": "45A04"},
            "ToewijzingIngangsdatum": "2022-07-01",
            "ToewijzingEinddatum": "2022-12-31",
            "Omvang": {"Volume": 3, "Eenheid": "04", "Frequentie": "2"},
            "Verwijzer": {"Type": "02", "ZorgverlenerCode": "87654321"},
        }
        body = {"Client": _client(AangevraagdeProducten={"AangevraagdProduct": [asked]})}
    elif soort == "317":
        changed = {
            "ToewijzingNummer": 1,
            "GewensteIngangsdatum": "2022-08-01",
            "Einddatum": "2022-12-31",
            "Omvang": {"Volume": 5, "Eenheid": "04", "Frequentie": "2"},
        }
        request = {
            "ReferentieAanbieder": "W1",
            "RedenVerzoek": "1",
            "TeWijzigenProducten": {"TeWijzigenProduct": [changed]},
        }
        body = {"Client": {"Bsn": BSN, "Verzoek": request}}
    elif soort == "319":
        body = {"Antwoord": {"ReferentieAanbieder": "V1", "VerzoekAntwoord": "2"}}
    elif soort == "323":
        body = {
            "Declaratie": {
                "DeclaratieNummer": "D1",
                "DeclaratiePeriode": {"Begindatum": "2022-01-01", "Einddatum": "2022-01-31"},
                "DeclaratieDagtekening": "2022-07-01",
                "TotaalIngediendBedrag": {"TotaalBedrag": 60050, "DebetCredit": "D"},
                "Clienten": {"Client": [{"Bsn": BSN, "Prestaties": {"Prestatie": [prestatie()]}}]},
            }
        }
    else:
        return antwoord_data("B323", release=release)
    return {"Header": kop(soort, release), **body}


def antwoord_data(
    van: str, regels: dict[str, str] | None = None, code: str = "", release: str = "3.2", **anders: Any
) -> Data:
    """A 325: `regels` are the ReferentieNummers that come back with their code; `code` is the whole's."""
    back = [prestatie(ref) | {"RetourCodes": {"RetourCode": [c]}} for ref, c in (regels or {}).items()]
    client = {"Bsn": BSN, "Prestaties": {"Prestatie": back}, "RetourCodes": {"RetourCode": ["0200"]}}
    granted = 60050 - 60050 * len(back)
    return {
        "Header": kop("325", release, BerichtIdentificatie={"Identificatie": f"A{van}", "Dagtekening": "2022-07-02"})
        | {
            "DeclaratieIdentificatie": {"Identificatie": van, "Dagtekening": "2022-07-01"},
            "XsdVersieDeclaratie": xsd_versie("ijw", release),
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


def maak(soort: str, changes: dict[str, Any] | None = None, release: str = "3.2", domain: str = "ijw") -> Bericht:
    return _in_domein(write("ijw", release, soort, pas_aan(_basis(soort, release), changes or {})), domain)


def _in_domein(raw: bytes, domain: str) -> Bericht:
    """The message as one of another domain: its namespaces, not the codes that only iJw has."""
    if domain == "iwmo":
        raw = re.sub(rb"/ijw/(\d_\d)/(jw)?", lambda m: b"/iwmo/" + m[1] + (b"/wmo" if m[2] else b"/"), raw)
    bericht = parse(raw)
    assert bericht.domain == domain
    return bericht


@dataclass(frozen=True)
class Stap:
    """An earlier message; `terug` are the codes of a refusing return message, or the 325 data."""

    soort: str
    changes: dict[str, Any] = field(default_factory=dict)
    goedgekeurd: bool = False
    afgekeurd: dict[str, str] | None = None
    id: str = ""


VOORAF = {
    "301": (),
    "305": (Stap("301"),),
    "307": (Stap("301"), Stap("305")),
    "315": (),
    "317": (Stap("301", {"Client/ToegewezenProducten/ToegewezenProduct/0/Einddatum": "2022-12-31"}),),
    "319": (Stap("315"),),
    "323": (Stap("301"),),
    "325": (Stap("301"), Stap("323", id="B323")),
}
"""What must have happened for the right message of each type to be right."""


def wereld(stappen: tuple[Stap, ...], release: str = "3.2", domain: str = "ijw") -> Administratie:
    state = Administratie()
    for n, stap in enumerate(stappen):
        number = stap.id or f"E{n}"
        identity = {"Header/BerichtIdentificatie/Identificatie": number}
        answer = None
        if stap.soort == "323" and (stap.goedgekeurd or stap.afgekeurd is not None):
            data = antwoord_data(number, stap.afgekeurd, release=release)
            answer = _in_domein(write("ijw", release, "325", data), domain)
        state.verwerk(maak(stap.soort, identity | stap.changes, release, domain), answer)
    return state


def context(bericht: Bericht, stappen: tuple[Stap, ...] | None = None, release: str = "3.2") -> Context:
    before = VOORAF[bericht.soort] if stappen is None else stappen
    return Context(bericht, wereld(before, release, bericht.domain), NU, CONTRACT)


@dataclass(frozen=True)
class Vector:
    """A message and the rules it must be reported for; no rules: a right message."""

    id: str
    soort: str
    changes: dict[str, Any] = field(default_factory=dict)
    regels: frozenset[str] = frozenset()
    vooraf: tuple[Stap, ...] | None = None
    release: str = "3.2"
    domain: str = "ijw"

    def data(self) -> Data:
        return pas_aan(_basis(self.soort, self.release), self.changes)

    def bericht(self) -> Bericht:
        return maak(self.soort, self.changes, self.release, self.domain)

    def context(self) -> Context:
        return context(self.bericht(), self.vooraf, self.release)

    def oordeel(self) -> Outcome:
        return apply(self.context())


@pytest.mark.parametrize("release", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize("soort", list(VOORAF))
def test_right_message_is_right(soort: str, release: str) -> None:
    vector = Vector("goed", soort, release=release)
    bericht, findings = level1(vector.bericht().raw)
    assert bericht is not None
    assert findings == []
    assert vector.oordeel().broken == set()


def test_changes() -> None:
    data = pas_aan({"a": [{"b": 1}]}, {"a/+": {"b": 2}, "a/0/b": None, "c/d": 3})
    assert data == {"a": [{}, {"b": 2}], "c": {"d": 3}}
