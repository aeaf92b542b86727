"""The fast path for small messages against the tree path: the same rules on other elements.

What counts is one thing: a message that it calls right, the tree path must find nothing in; and an outcome
that it gives must be what the tree path would have given.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rules_berichten import VOORAF, Vector
from test_rules_vectors import FOUT, GOED

from ketentoets.core.message import Bericht, Node, parse
from ketentoets.generators.declaraties import Vorm, declaratie
from ketentoets.schemas.rules import registry
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import ALL_LEVELS, Outcome, apply
from ketentoets.schemas.snel import geheugen, klein
from ketentoets.schemas.snel.geheugen import PROEF
from ketentoets.schemas.snel.klein import Sjablonen
from ketentoets.schemas.snel.sjabloon import Sjabloon, maak_sjabloon, splits
from ketentoets.schemas.validator import schema_van
from ketentoets.session.validatie import Gevalideerd, Stuk, Validatie

OP = date(2023, 2, 1)
ALLE = [*GOED, *FOUT]


def naam(vector: Vector) -> str:
    return f"{vector.id} {vector.soort} {vector.release}"


def sjabloon_van(bericht: Bericht) -> Sjabloon | None:
    delen = splits(bericht.raw)
    assert delen is not None
    made = maak_sjabloon(*delen, bericht.root.element, Sjabloon)
    if made is not None:
        made.zet(delen[1])
    return made


def feiten(outcome: Outcome) -> tuple[object, ...]:
    """What rules say of a message, but for the place."""
    found = [(f.regel, f.retourcode, f.tekst, f.verwacht, f.gevonden) for f in outcome.findings]
    return found, outcome.evidence, [breach.ook for _rule, breach in outcome.breaches]


@pytest.mark.parametrize("vector", ALLE, ids=naam)
def test_rules_say_the_same_of_a_sjabloon(vector: Vector) -> None:
    ctx = vector.context()
    made = sjabloon_van(ctx.bericht)
    assert made is not None
    flat = replace(ctx, bericht=replace(ctx.bericht, root=made.root))
    assert feiten(apply(flat)) == feiten(apply(ctx))


@pytest.mark.parametrize("vector", ALLE, ids=naam)
def test_it_calls_right_exactly_what_the_tree_path_calls_right(vector: Vector) -> None:
    bericht, ctx = vector.bericht(), vector.context()
    los = replace(ctx, administratie=None)
    known = Sjablonen(lambda b: replace(los, bericht=b), schema_van)
    for _ in range(2):
        known.leer(bericht.raw, "goed")
    right = apply(los, ALL_LEVELS - {3}).findings == ()
    assert known.oordeel(bericht.raw) == ("goed" if right else None)


@pytest.mark.parametrize("vector", GOED, ids=naam)
def test_an_element_gives_what_a_node_gives(vector: Vector) -> None:
    bericht = vector.bericht()
    made = sjabloon_van(bericht)
    assert made is not None
    nodes, flat = list(bericht.root.every("*")), list(made.root.every("*"))
    assert [n.name for n in nodes] == [n.name for n in flat]
    for node, vlak in zip(nodes, flat, strict=True):
        _gelijk(node, vlak)


def _gelijk(node: Node, vlak: Node) -> None:
    assert (vlak.text, vlak.as_data(), list(vlak.onder())) == (node.text, node.as_data(), list(node.onder()))
    above, also = node.parent(), vlak.parent()
    assert (above and above.name) == (also and also.name)
    for path in _paden(node):
        assert [n.text for n in vlak.all(path)] == [n.text for n in node.all(path)]
        assert (vlak.get(path), vlak.date(path), vlak.int(path)) == (node.get(path), node.date(path), node.int(path))
        first, also = node.find(path), vlak.find(path)
        assert (first and first.text) == (also and also.text)
    for name in ("Bsn", "Contact", "Afwezig", node.name):
        assert [n.text for n in vlak.every(name)] == [n.text for n in node.every(name)]


def _paden(node: Node) -> Iterator[str]:
    yield from ("Afwezig", "Afwezig/Ook")
    for child in node.children():
        yield child.name
        yield from (f"{child.name}/{below.name}" for below in child.children())


# What has no sjabloon.


EINDE = b"</jw305:Bericht>"


@cache
def goed(soort: str = "305") -> bytes:
    return Vector("goed", soort).bericht().raw


@pytest.mark.parametrize(
    "doe",
    [
        lambda raw: raw.replace(EINDE, b"<!-- x -->" + EINDE),
        lambda raw: raw.replace(EINDE, b"<?x y?>" + EINDE),
        lambda raw: raw.replace(EINDE, b"tekst" + EINDE),
        lambda raw: raw.replace(b">Test<", b"><![CDATA[Test]]><"),
        lambda raw: raw.replace(b">Test<", b">T&#101;st<"),
        lambda raw: raw.replace(b">Test<", b">Te>st<"),
        lambda raw: raw.replace(b">Test<", b">Te\rst<"),
        lambda raw: raw.replace(b">Test<", b">Te&amp;st<"),
    ],
)
def test_anything_unusual_has_no_sjabloon(doe: object) -> None:
    assert callable(doe)
    raw = doe(goed())
    assert raw != goed()
    assert sjabloon_van(parse(goed())) is not None
    assert sjabloon_van(parse(raw)) is None


def test_an_empty_element_is_another_markup_than_a_filled_one() -> None:
    filled, empty = splits(b"<a><b>x</b><b></b></a>"), splits(b"<a><b></b><b>x</b></a>")
    assert filled is not None
    assert empty is not None
    assert filled[1] == empty[1] == ["x"]
    assert filled[0] != empty[0]
    assert splits(b"<a>\xff</a>") is None


# Through the front door: a validation that has seen the markup against one that has not.


def wijs(keren: int = 2) -> Validatie:
    """A validation that has seen a right message of every type so many times."""
    check = Validatie(OP, geschiedenis=False)
    for raw in alle_goede():
        for _ in range(keren):
            assert check.toets(Stuk("x.xml", raw)).bevindingen == ()
    return check


@cache
def alle_goede() -> tuple[bytes, ...]:
    return (*(goed(soort) for soort in VOORAF), b"".join(declaratie(Vorm(per_client=2), 5)))


WIJS = wijs()
GELEERD = wijs(2 + PROEF)
"""It asks no question again about values that came by."""


def vers(raw: bytes, naam: str = "x.xml") -> Gevalideerd:
    return Validatie(OP, geschiedenis=False).toets(Stuk(naam, raw))


WAARDE = st.sampled_from(
    ["", " ", "0", "1", "2", "3", "04", "31", "45", "45A04", "999900006", "999900018", "123456782", "0363", "9999", "x",
     "2019-01-01", "2022-02-30", "2022-07-01", "2030-01-01", "&amp;", "a\nb", "\u00e9", "-1", "C", "60050", "1" * 300]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_other_values_in_any_place(data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(alle_goede()))
    places = list(re.finditer(rb">([^<\s]+)<", raw))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places))
        value = b">" + data.draw(WAARDE).encode() + b"<"
        raw = raw.replace(place[0], value, data.draw(st.sampled_from([1, -1])))
    assert WIJS.toets(Stuk("x.xml", raw)) == GELEERD.toets(Stuk("x.xml", raw)) == vers(raw)


def test_whatever_happens_to_the_bytes_the_paths_agree() -> None:
    source = random.Random(5)  # noqa: S311
    for raw in alle_goede():
        for _ in range(60):
            at = source.randrange(len(raw))
            other = source.choice([b"", b"<", b">", b"&", b"\r", b"\n", b" ", b"9", b"\xff", b"\0", b"<!--"])
            changed = raw[:at] + other + raw[at + source.choice([0, 1, 1]) :]
            assert WIJS.toets(Stuk("x.xml", changed)) == GELEERD.toets(Stuk("x.xml", changed)) == vers(changed)


@pytest.mark.parametrize("bestand", ["x.xml", "x.txt", "map.zip!lid", "standaardinvoer", "a/b"])
def test_signals_are_those_of_the_message_at_hand(bestand: str) -> None:
    check = Validatie(OP, geschiedenis=False)
    spaced = b"".join(declaratie(Vorm(per_client=2, wit="\n"), 3))
    longer = spaced.replace(b">D0<", b">D000000<")
    for _ in range(3):
        for raw in (spaced, longer, goed()):
            assert check.toets(Stuk(bestand, raw)) == vers(raw, bestand)


def test_no_tree_is_walked_for_a_markup_that_was_seen_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    other = goed().replace(b"12345678", b"12345679")
    assert other != goed()
    check = wijs()
    monkeypatch.setattr("ketentoets.session.validatie.level1", lambda *_: pytest.fail("the tree path was taken"))
    assert check.toets(Stuk("y.xml", other)).bestand == "y.xml"
    with pytest.raises(pytest.fail.Exception):
        Validatie(OP, geschiedenis=False).toets(Stuk("y.xml", other))


def test_a_rule_that_cannot_cope_is_told_by_the_tree_path(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Sjablonen(lambda b: Context(b, None, OP, None), schema_van)

    def kapot(_ctx: Context, _node: Node) -> registry.Result:
        raise ZeroDivisionError

    extra = replace(next(r for r in registry.CATALOGUE if r.code == "CS002"), check=kapot)
    monkeypatch.setattr(klein, "toepasselijk", lambda *_: ((extra,),))
    for _ in range(2):
        known.leer(goed(), "goed")
    assert known.oordeel(goed()) is None


class Streng:
    """A schema of the user's own that allows nothing."""

    def validate(self, _root: object) -> bool:
        return False


@pytest.mark.parametrize(("eigen", "verwacht"), [(False, "goed"), (True, None)])
def test_a_schema_of_the_users_own_is_always_asked(eigen: bool, verwacht: str | None) -> None:
    known = Sjablonen(lambda b: Context(b, None, OP, None), (lambda _: Streng()) if eigen else schema_van)
    for _ in range(2):
        known.leer(goed(), "goed")
    assert known.oordeel(goed()) == verwacht


# What is remembered of values.


def geteld(monkeypatch: pytest.MonkeyPatch, check: registry.Check) -> tuple[Sjablonen, list[str]]:
    """A validation with this one rule on the root, and a line for every time it ran."""
    asked: list[str] = []

    def met_telling(ctx: Context, node: Node) -> registry.Result:
        asked.append(node.name)
        return check(ctx, node)

    rule = replace(next(r for r in registry.CATALOGUE if r.code == "CS002"), op=(".",), check=met_telling)
    monkeypatch.setattr(klein, "toepasselijk", lambda *_: ((rule,),))
    return Sjablonen(lambda b: Context(b, None, OP, None), schema_van), asked


def met(afzender: int, geslacht: str = "1") -> bytes:
    raw = goed().replace(b">12345678<", b">%d<" % afzender)
    return raw.replace(b"Geslacht>2<", b"Geslacht>" + geslacht.encode() + b"<")


def niet_van_een(_ctx: Context, node: Node) -> registry.Result:
    """Reads the Afzender only where the Geslacht is 1."""
    wrong = node.get("Client/Geslacht") == "1" and node.get("Header/Afzender") == "12345001"
    return registry.Breach(node, "", "", "") if wrong else None


def test_a_rule_does_not_run_again_on_values_it_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    known, asked = geteld(monkeypatch, niet_van_een)
    for _ in range(2):
        known.leer(met(12345678), "goed")
    for _ in range(PROEF + 1):
        assert known.oordeel(met(12345678)) == "goed"
    asked.clear()
    for _ in range(5):
        assert known.oordeel(met(12345678)) == "goed"
    assert asked == []
    assert known.oordeel(met(12345001)) is None
    assert known.oordeel(met(12345002)) == "goed"
    assert len(asked) == 2


def test_a_rule_that_reads_something_else_for_other_values_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    known, _asked = geteld(monkeypatch, niet_van_een)
    first = met(12345678, "2")
    for _ in range(2):
        known.leer(first, "goed")
    for _ in range(PROEF + 1):
        assert known.oordeel(first) == "goed"
    assert known.oordeel(met(12345002)) == "goed"
    assert known.oordeel(met(12345001)) is None
    assert known.oordeel(met(12345001, "2")) == "goed"


def test_values_that_never_come_back_are_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    known, asked = geteld(monkeypatch, niet_van_een)
    for _ in range(2):
        known.leer(met(12345678), "goed")
    for n in range(PROEF):
        assert known.oordeel(met(20000000 + n)) == "goed"
    asked.clear()
    for _ in range(3):
        assert known.oordeel(met(12345678)) == "goed"
    assert len(asked) == 3


def test_only_so_many_values_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geheugen, "MAX_BEKEND", 3)
    known, asked = geteld(monkeypatch, niet_van_een)
    for _ in range(2):
        known.leer(met(12345678), "goed")
    for n in range(PROEF + 8):
        assert known.oordeel(met(20000000 + n * (n >= PROEF))) == "goed"
    asked.clear()
    assert known.oordeel(met(20000000 + PROEF)) == "goed"
    assert known.oordeel(met(12345001)) is None
    assert len(asked) == 2


def test_only_so_many_markups_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(klein, "MAX_SJABLONEN", 2)
    known = Sjablonen(lambda b: Context(b, None, OP, None), schema_van)
    raws = [goed(soort) for soort in ("305", "307", "301")]
    for raw in raws:
        known.leer(raw, "goed")
        assert known.oordeel(raw) is None
        known.leer(raw, "goed")
        assert known.oordeel(raw) == "goed"
    assert [known.oordeel(raw) for raw in raws] == [None, "goed", "goed"]


def test_an_answer_or_a_history_needs_the_tree() -> None:
    for check in (Validatie(OP, geschiedenis=True), Validatie(OP, geschiedenis=False, antwoorden=True)):
        for _ in range(3):
            outcome = check.toets(Stuk("x.xml", goed()))
        assert (outcome.antwoord is not None) == check.antwoorden
