"""Messages for the rule tests: the right message per type of the generators, and changes to it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten.basis import (
    Data,
    antwoord_data,
    basis,
    pas_aan,
)
from ketentoets.generators.fouten.verhaal import Stap
from ketentoets.generators.fouten.verhalen import VOORAF
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import Outcome, apply
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import write

CONTRACT = Contract(
    (Tarief("45A04", "04", 6005), Tarief("45A05", "04", 7000), Tarief("45A06", "01", 100)),
    {"45A04": "45", "45A05": "45", "45A06": "45", "50X01": "50"},
)
NU = date(2022, 12, 31)


def maak(soort: str, changes: dict[str, Any] | None = None, release: str = "3.2", domain: str = "ijw") -> Bericht:
    return _in_domein(write("ijw", release, soort, pas_aan(basis(soort, release), changes or {})), domain)


def _in_domein(raw: bytes, domain: str) -> Bericht:
    """The message as one of another domain: its namespaces, not the codes that only iJw has."""
    if domain == "iwmo":
        raw = re.sub(rb"/ijw/(\d_\d)/(jw)?", lambda m: b"/iwmo/" + m[1] + (b"/wmo" if m[2] else b"/"), raw)
    bericht = parse(raw)
    assert bericht.domain == domain
    return bericht


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
        return pas_aan(basis(self.soort, self.release), self.changes)

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
