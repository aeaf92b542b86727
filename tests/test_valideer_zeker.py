"""What the fast path takes for certainly right must be right for libxml2, for every data type of every release."""

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from ketentoets.schemas.bladen import Blad, bladen
from ketentoets.schemas.model import model
from ketentoets.schemas.shapes import Element, SimpleType
from ketentoets.schemas.snel import zeker
from ketentoets.schemas.snel.zeker import Zeker, zekerheden
from ketentoets.schemas.standaard import standaarden
from ketentoets.schemas.xsd import XSD_DIR

XS = "{http://www.w3.org/2001/XMLSchema}"
VREEMD = ["", " ", "x ", " x", "a  b", "a\tb", "a\nb", "\u00e9", "\u1ef3", "\u00a0",
          "%", "-", "0", "00", "007", "-1", "+1",
          "1.0", "9" * 12, "9" * 13, "2022-02-28", "2022-02-29", "2020-02-29", "2022-04-31", "2022-12-31", "2022-13-01",
          "1899-12-31", "2022-01-01Z", "23:59:59", "24:00:00", "10:15", "12345678", "0363", "NL123456789B01", "1.2.3",
          "3.02.1", "A" * 300, "\0", "a\0b"]  # fmt: skip


def plekken(standaard: str) -> Iterator[Blad]:
    """Each data type as each element restricts it, once."""
    standard = model(standaard)
    found = {
        (b.simple.name, b.element.pattern, b.element.max_value): b
        for m in standard.messages
        for b in bladen(standard, m)
    }
    yield from found.values()


@cache
def los_schema(standaard: str) -> Any:
    """A schema with an element for each of the `plekken`, made of the committed basisschema."""
    basis = etree.parse(str(XSD_DIR / standaard / "basisschema.xsd")).getroot()
    for n, blad in enumerate(plekken(standaard)):
        element = etree.SubElement(basis, f"{XS}element", name=f"e{n}")
        naam = f"{standaard.partition('-')[0]}:{blad.simple.name}"
        limiet = etree.SubElement(etree.SubElement(element, f"{XS}simpleType"), f"{XS}restriction", base=naam)
        if blad.element.pattern:
            etree.SubElement(limiet, f"{XS}pattern", value=blad.element.pattern)
        if blad.element.max_value is not None:
            etree.SubElement(limiet, f"{XS}maxInclusive", value=str(blad.element.max_value))
    return etree.XMLSchema(basis)


def mag(standaard: str, n: int, tekst: str) -> bool:
    element = etree.Element(f"{{{model(standaard).namespace}}}e{n}")
    try:
        element.text = tekst
    except ValueError:  # XML cannot hold it
        return False
    return bool(los_schema(standaard).validate(element))


def zekerheid(blad: Blad) -> Zeker | None:
    return zeker._zeker(blad.simple, blad.element)


@pytest.mark.parametrize("standaard", standaarden())
def test_what_is_certain_is_allowed(standaard: str) -> None:
    bron, aantal = random.Random(standaard), 0  # noqa: S311
    for n, blad in enumerate(plekken(standaard)):
        check = zekerheid(blad)
        assert check is not None, blad
        lengtes = (blad.simple.max_length, blad.simple.min_length)
        randen = ["A1"[k] * (m + d) for m in lengtes if m is not None for d in (-1, 0, 1) for k in (0, 1) if m + d >= 0]
        grenzen = [
            str(m + d) for m in (blad.simple.max_value, blad.element.max_value) if m is not None for d in (-1, 0, 1)
        ]
        willekeurig = ["".join(bron.choices("019aZ -.:\u00e9", k=bron.randint(1, 12))) for _ in range(40)]
        codes = [c.value for c in blad.simple.codes]
        for tekst in [*VREEMD, *randen, *grenzen, *willekeurig, *codes, blad.element.pattern]:
            aantal += bool(check(tekst))
            assert mag(standaard, n, tekst) or not check(tekst), (blad, tekst)
        assert all(map(check, codes)), blad
    assert aantal > 500


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.data())
def test_what_is_drawn_from_a_certainty_is_allowed(data: st.DataObject) -> None:
    standaard = data.draw(st.sampled_from(standaarden()))
    found = [(n, b) for n, b in enumerate(plekken(standaard)) if not b.simple.codes]
    n, blad = data.draw(st.sampled_from(found))
    check = zekerheid(blad)
    assert check is not None
    tekst = data.draw(st.from_regex(check.__self__, fullmatch=True))  # type: ignore[attr-defined]
    assert mag(standaard, n, tekst), (blad, tekst)


@pytest.mark.parametrize(
    ("simple", "element"),
    [
        (SimpleType("X", "string", pattern=r"\i\c*"), Element("E", "X")),
        (SimpleType("X", "string", pattern="[^a]"), Element("E", "X")),
        (SimpleType("X", "string"), Element("E", "X", pattern="a.b")),
        (SimpleType("X", "date", pattern=".{10}"), Element("E", "X")),
    ],
)
def test_a_pattern_that_may_mean_something_else_is_left_to_the_schema(simple: SimpleType, element: Element) -> None:
    assert zeker._zeker(simple, element) is None


def test_a_number_that_may_be_too_low_or_too_high_is_not_certain() -> None:
    def van(laag: int, hoog: int) -> Zeker:
        found = zeker._zeker(SimpleType("X", "integer", min_value=laag, max_value=hoog), Element("E", "X"))
        assert found is not None
        return found

    assert [bool(van(0, 250)(str(n))) for n in (0, 99, 100, 250, 251)] == [True, True, False, False, False]
    assert not any(map(van(5, 99), ("4", "5", "50")))
    assert not any(map(van(0, 5), ("0", "5", "6")))


def test_the_schemas_hold_nothing_but_places_and_values() -> None:
    """What is allowed of one value never depends on another."""
    names = {e.tag for path in XSD_DIR.rglob("*.xsd") for e in etree.parse(str(path)).getroot().iter(f"{XS}*")}
    assert f"{XS}element" in names
    assert not {name.removeprefix(XS) for name in names} & {"key", "keyref", "unique", "assert", "alternative", "any"}


def test_every_value_of_a_message_has_its_certainty() -> None:
    for standaard in standaarden():
        for soort in model(standaard).messages:
            paths = {blad.pad for blad in bladen(model(standaard), soort)}
            assert zekerheden(standaard, soort).keys() == paths
