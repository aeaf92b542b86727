"""The fast path against the tree path, what is too large for a tree, and many workers.

What counts is one thing: whatever the fast path calls right, the tree path must find nothing in.
"""

import multiprocessing
import os
import random
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO, StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rules_berichten import maak

from ketentoets.cli.valideren import Opties, toets
from ketentoets.core import message
from ketentoets.core.bsn import nth_test_bsn
from ketentoets.core.errors import ConfigurationError, MessageUnreadable
from ketentoets.core.finding import Finding
from ketentoets.core.message import MAX_DEPTH, Bericht, Node, parse
from ketentoets.generators.declaraties import Vorm, declaratie, regels_in
from ketentoets.schemas.rules import registry
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import ALL_LEVELS, apply, catalogue
from ketentoets.schemas.snel import dekking
from ketentoets.schemas.snel.dekking import CREDIT, KOLOMREGELS, KOP, PERIODE, PRODUCT, SCHEMA, TARIEF, WAARDEN
from ketentoets.schemas.snel.pad import beoordeel
from ketentoets.schemas.validator import level1
from ketentoets.session.validatie import HARNAS, SNEL_VANAF, Gevalideerd, Stuk, Validatie
from ketentoets.session.validatie_werkers import Instellingen, met_dask, met_processen

OP = date(2023, 2, 1)
CONTRACT = Contract(
    (Tarief("46B01", "04", 7500), Tarief("45A04", "04", 6005)),
    {"45A04": "45", "45A05": "45", "46B01": "46", "50X01": "50"},
)
KLEIN = Vorm(per_client=5, credit=7)


def bericht(vorm: Vorm = KLEIN, regels: int = 20) -> bytes:
    return b"".join(declaratie(vorm, regels))


GOED = bericht()


def context(raw: Bericht, **anders: Any) -> Context:
    return Context(raw, None, **{"nu": OP, "contract": CONTRACT, **anders})


def snel(raw: bytes, draden: int = 1, deel: int = 0, **anders: Any) -> bool:
    """Whether the fast path calls it right."""
    parts = [raw[at : at + deel] for at in range(0, len(raw), deel)] if deel else [raw]
    try:
        return beoordeel(parts, lambda b: context(b, **anders), draden=draden).context is not None
    except MessageUnreadable:
        return False


def boom(raw: bytes, **anders: Any) -> list[str]:
    """What the tree path finds: rule codes, or kinds."""
    read, found = level1(raw)
    if read is None or found:
        return [f.soort for f in found]
    outcome = apply(context(read, **anders), ALL_LEVELS - {3})
    vorm = Validatie(OP, geschiedenis=False).toets(Stuk("x", raw)).bevindingen
    return [f.regel for f in (*outcome.findings, *vorm)]


# What is right.


@pytest.mark.parametrize(("domain", "release"), list(product(["ijw", "iwmo"], ["3.0", "3.1", "3.2"])))
def test_a_right_claim_is_right_on_both_paths(domain: str, release: str) -> None:
    for credit, wit in ((0, ""), (7, ""), (0, "\n"), (7, "\r\n  "), (2, "\t")):
        raw = bericht(Vorm(domain, release, 5, credit, wit))
        assert snel(raw, contract=None)
        assert boom(raw, contract=None) == []


@pytest.mark.parametrize("draden", [1, 2])
def test_it_does_not_matter_where_the_parts_are_cut(draden: int) -> None:
    spaced = bericht(Vorm(per_client=5, wit=" \n"))
    for deel in [*range(2500, 2560, 9), 4096]:
        assert snel(GOED, draden, deel)
        assert snel(spaced, draden, deel)
        assert not snel(GOED.replace(b"<ijw:Bedrag>", b"<ijw:Bedrag>1", 1), draden, deel)


def test_other_prefixes_are_as_good() -> None:
    raw = GOED.replace(b"jw323:", b"").replace(b"xmlns:jw323", b"xmlns").replace(b"ijw:", b"b.-_1:")
    raw = raw.replace(b"xmlns:ijw=", b"xmlns:b.-_1=")
    assert snel(raw)
    assert boom(raw) == []


# What is wrong: each rule once, so that dropping one from the fast path is seen.


def vervang(oud: str, nieuw: str, keer: int = 1) -> Callable[[bytes], bytes]:
    def doe(raw: bytes) -> bytes:
        made, n = re.subn(oud.encode(), nieuw.encode(), raw, count=keer)
        assert n, oud
        return made

    return doe


def rij(raw: bytes, n: int) -> bytes:
    return re.findall(rb"<jw323:Prestatie>.*?</jw323:Prestatie>", raw)[n]


def met_rij(n: int, doe: Callable[[bytes], bytes], *, erbij: bool = False) -> Callable[[bytes], bytes]:
    """Change the n-th row, or put the changed one after it; the total follows."""

    def pas(raw: bytes) -> bytes:
        old = rij(raw, n)
        new = doe(old)
        raw = raw.replace(old, (old if erbij else b"") + new)
        rows = re.findall(rb"<ijw:Bedrag>(\d+)</ijw:Bedrag><ijw:DebetCredit>(.)", raw)
        total = sum(int(amount) * (-1 if dc == b"C" else 1) for amount, dc in rows)
        return re.sub(rb"(?<=<ijw:TotaalBedrag>)\d+", str(total).encode(), raw)

    return pas


def eenheid(code: str) -> int:
    """The first row that is no credit with this unit."""
    for n in range(20):
        row = rij(GOED, n)
        if f"Eenheid>{code}<".encode() in row and b"Vorig" not in row:
            return n
    raise AssertionError(code)


CREDITS = [n for n in range(20) if b"Vorig" in rij(GOED, n)]
UUR, MINUUT, EURO = eenheid("04"), eenheid("01"), eenheid("83")
NIEUW = vervang("REF[0-9]+", "ANDERS")
PERIODE_VAN = "(2022-..)-01</ijw:Begindatum><ijw:Einddatum>2022-..-.."
VORIG = "<ijw:VorigReferentieNummer>V</ijw:VorigReferentieNummer>"
VORIGE = "(?<=VorigReferentieNummer>)OUD[0-9]+"
FOUT: dict[str, tuple[Callable[[bytes], bytes], dict[str, Any]]] = {
    "CD060": (met_rij(UUR, vervang("(?<=</ijw:ReferentieNummer>)", VORIG)), {}),
    "CD060 credit": (met_rij(CREDITS[0], vervang("<ijw:VorigR.*?</ijw:VorigReferentieNummer>", "")), {}),
    "CD087": (met_rij(UUR, vervang("<jw323:ProductTarief>.*?</jw323:ProductTarief>", "")), {}),
    "CD087 euro": (met_rij(EURO, vervang("(?=<jw323:Ing)", "<jw323:ProductTarief>1</jw323:ProductTarief>")), {}),
    "CS002": (vervang(nth_test_bsn(1), "999900007"), {}),
    "CS100": (met_rij(UUR, vervang("2022-", "2020-", 2)), {}),
    "CS325": (met_rij(CREDITS[1], vervang("(Volume|Bedrag)>[0-9]+", r"\1>0", 2)), {}),
    "CS337": (met_rij(UUR, vervang("Einddatum>2022-..-..", "Einddatum>2022-12-31")), {}),
    "CS339": (met_rij(EURO, vervang("Volume>[0-9]+", "Volume>777777")), {}),
    "CS339 nul": (met_rij(EURO, vervang("Bedrag>[0-9]+", "Bedrag>0")), {}),
    "CS340": (vervang("Periode><ijw:Begindatum>2022-12-01", "Periode><ijw:Begindatum>2022-12-02"), {}),
    "TR101": (vervang(nth_test_bsn(1), nth_test_bsn(0)), {}),
    "TR101 regel": (met_rij(UUR, vervang("Einddatum>(2022-..)-..", r"Einddatum>\1-15"), erbij=True), {}),
    "TR134": (vervang("Dagtekening>2023-01-15</ijw", "Dagtekening>2022-02-10</ijw"), {}),
    "TR135": (lambda raw: raw, {"nu": date(2023, 1, 14)}),
    "TR137": (met_rij(UUR, vervang(PERIODE_VAN, r"\1-05</ijw:Begindatum><ijw:Einddatum>\1-04")), {}),
    "TR315": (met_rij(CREDITS[1], vervang(VORIGE, "OUD000000006")), {}),
    "TR316": (met_rij(CREDITS[1], vervang(VORIGE, "REF000000000")), {}),
    "TR335": (vervang("DeclaratieDagtekening>2023", "DeclaratieDagtekening>2029"), {}),
    "TR346": (met_rij(UUR, vervang("Bedrag>[0-9]+", "Bedrag>1")), {}),
    "TR346 minuten": (met_rij(MINUUT, vervang("Bedrag>[0-9]+", "Bedrag>1")), {}),
    "TR358": (vervang("TotaalBedrag>[0-9]+", "TotaalBedrag>5"), {}),
    "TR378": (vervang("Ontvanger>0363", "Ontvanger>9999"), {}),
    "TR381": (met_rij(UUR, vervang("Categorie>45", "Categorie>46")), {}),
    "TR416": (met_rij(UUR, NIEUW, erbij=True), {}),
}  # fmt: skip


@pytest.mark.parametrize("naam", FOUT)
def test_every_rule_that_is_broken_makes_the_fast_path_give_up(naam: str) -> None:
    doe, anders = FOUT[naam]
    raw = doe(GOED)
    found = boom(raw, **anders)
    assert naam.split(maxsplit=1)[0] in found
    assert not snel(raw, **anders)
    assert snel(GOED)


def test_the_vectors_break_every_rule_that_the_fast_path_covers() -> None:
    assert {naam.split()[0] for naam in FOUT} == (WAARDEN.keys() | KOLOMREGELS)


def test_minutes_under_an_hourly_rate_are_judged_by_the_contract() -> None:
    assert snel(GOED, contract=CONTRACT)
    other = Contract((Tarief("46B01", "04", 7501), *CONTRACT.tarieven[1:]), CONTRACT.categorieen)
    assert boom(GOED, contract=other) != []
    assert not snel(GOED, contract=other)


# What the fast path knows of the catalogue.


def test_every_rule_for_a_323_is_covered() -> None:
    known = WAARDEN.keys() | KOLOMREGELS | SCHEMA
    listed = {r.code for r in catalogue() if r.niveau != 3 and dekking.SOORT in r.berichten}
    assert listed == known


def test_an_unknown_rule_makes_it_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    assert snel(GOED)
    monkeypatch.setattr(registry, "CATALOGUE", registry.CATALOGUE)
    registry.rule("XX999", "323", op="Header")(lambda _ctx, _node: None)
    try:
        assert not snel(GOED)
    finally:
        assert registry.CATALOGUE.pop().code == "XX999"


LEEST = {
    KOP: set[str](),
    PERIODE: {"Begindatum", "Einddatum", "StatusAanlevering", "ProductPeriode/Einddatum"},
    PRODUCT: {"ProductCode", "ProductCategorie", "Product/Code", "Product/Categorie"},
    CREDIT: {"IngediendBedrag/DebetCredit", "ProductReferentie/VorigReferentieNummer"},
    TARIEF: {"Eenheid", "ProductTarief"},
}
"""What rules may ask of a row, by what they are said to depend on (other messages call it otherwise)."""


@pytest.mark.parametrize("code", WAARDEN)
def test_a_rule_reads_no_more_of_a_row_than_is_said(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read: set[str] = set()
    find = Node.find

    def spied(self: Node, path: str) -> Node | None:
        if "Prestatie" in self.path:
            read.add(path)
        return find(self, path)

    ctx = context(parse(GOED))
    monkeypatch.setattr(Node, "find", spied)
    rules = [r for r in dekking.regels_van(ctx) if r.code == code]
    assert rules
    for rule in rules:
        rule.run(ctx, rule.zoek(ctx))
    assert read <= LEEST[WAARDEN[code]]
    assert read or WAARDEN[code] == KOP


# Mutated messages.

LOS = [
    b"<!-- x -->", b"<![CDATA[x]]>", b"&amp;", b"&#32;", b"<?pi?>", b" ", b"\n", b"\r", b"\xc3\xa9", b"\xff", b"0",
    b"x", b"-", b"<", b">", b"/", b"=", b' a="b"', b' xmlns:q="urn:q"', b"\xef\xbb\xbf", b"\x00", b"+",
    b"<jw323:Eenheid>",
]  # fmt: skip


def eens(raw: bytes, **anders: Any) -> bool:
    """The agreement itself; whether the fast path called it right."""
    accepted = snel(raw, **anders)
    if accepted:
        assert boom(raw, **anders) == [], raw
    return accepted


def met_fouten(raw: bytes) -> Iterator[bytes]:
    for n, at in enumerate(range(0, len(raw), 11)):
        part = LOS[n % len(LOS)]
        yield raw[:at] + part + raw[at:]
        yield raw[:at] + part + raw[at + len(part) :]
        yield raw[:at] + raw[at + 1 + n % 40 :]


@pytest.mark.parametrize("wit", ["", "\n"])
def test_whatever_happens_to_the_bytes_the_paths_agree(wit: str) -> None:
    raw = bericht(Vorm(per_client=2, credit=3, wit=wit), 4)
    accepted = [eens(broken) for broken in met_fouten(raw)]
    assert 0 < sum(accepted) < len(accepted)


def test_elements_that_are_moved_doubled_or_left_out() -> None:
    raw = bericht(Vorm(per_client=2, credit=3), 4)
    elements = sorted({m[0] for m in re.finditer(rb"<([\w:]+)>[^<]*</\1>", raw)})
    groups = [
        m[0]
        for name in (b"Prestatie", b"ProductPeriode", b"Client")
        for m in re.finditer(rb"<jw323:%s>.*?</jw323:%s>" % (name, name), raw)
    ]
    accepted = 0
    for one in [*elements, *groups]:
        for new in (b"", one + one, one.replace(b">", b" >", 1), one.replace(b"1", b"2")):
            accepted += eens(raw.replace(one, new, 1))
    assert accepted


WAARDE = st.sampled_from([
    b"0", b"1", b"83", b"01", b"04", b"C", b"D", b"2022-02-29", b"2022-02-28", b"2022-01-31", b"2020-12-31",
    b"9999-12-31",    b"0000-01-01", b"REF000000001", b"OUD000000006",
    b"007", b" 1", b"+1", b"", b"999999990", b"45", b"46B01", b"&#49;",
])  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_other_values_in_any_place(data: st.DataObject) -> None:
    raw = bericht(Vorm(per_client=2, credit=3), 6)
    places = list(re.finditer(rb">([^<]+)<", raw))
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places))
        raw = raw.replace(place[0], b">" + data.draw(WAARDE) + b"<", data.draw(st.sampled_from([1, -1])))
    eens(raw, contract=data.draw(st.sampled_from([None, CONTRACT])))


def test_random_bytes_are_never_right() -> None:
    source = random.Random(3)  # noqa: S311
    for size in (0, 1, 100, 3000):
        assert not snel(source.randbytes(size))
        assert not snel(GOED[: source.randrange(len(GOED))])


# Through the front door.


def kijk(*paden: object, **keuzes: Any) -> list[Gevalideerd]:
    return toets([str(p) for p in paden], Opties(op=OP, **keuzes), BytesIO())


@pytest.mark.parametrize("werkers", [1, 2])
def test_the_same_outcome_with_and_without_the_fast_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, werkers: int
) -> None:
    vorm = Vorm(credit=50)
    right = bericht(vorm, regels_in(vorm, 3 * SNEL_VANAF))
    for naam, raw in (("goed", right), ("fout", vervang("TotaalBedrag>", "TotaalBedrag>1")(right))):
        pad = tmp_path / f"{naam}.xml"
        pad.write_bytes(raw)
        (fast,) = kijk(pad, werkers=werkers)
        with monkeypatch.context() as slow:
            slow.setattr(Validatie, "_snel", lambda *_: None)
            (tree,) = kijk(pad)
        assert fast == tree
        assert [f.regel for f in fast.bevindingen] == ([] if naam == "goed" else ["TR358"])


def test_no_tree_is_made_when_the_fast_path_is_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vorm = Vorm()
    pad = tmp_path / "a.xml"
    pad.write_bytes(bericht(vorm, regels_in(vorm, 2 * SNEL_VANAF)))

    def niet(*_args: object) -> None:
        raise AssertionError("the tree was made")

    monkeypatch.setattr(Validatie, "_met_boom", niet)
    assert kijk(pad)[0].bevindingen == ()


def test_how_far_a_large_message_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Scherm(StringIO):
        def isatty(self) -> bool:
            return True

    vorm = Vorm()
    pad = tmp_path / "[b]groot.xml"
    pad.write_bytes(bericht(vorm, regels_in(vorm, 1_500_000)))
    screen = Scherm()
    monkeypatch.setattr("sys.stderr", screen)
    kijk(pad)
    assert "valideren" in screen.getvalue()


# Too large for a tree.


def groot(tmp_path: Path, raw: bytes, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    monkeypatch.setattr("ketentoets.session.validatie_invoer.MAX_BYTES", 1000)
    monkeypatch.setattr(Validatie, "_met_boom", lambda *_: pytest.fail("a tree was made"))
    pad = tmp_path / "groot.xml"
    pad.write_bytes(raw)
    check = Validatie(OP, CONTRACT, geschiedenis=False)
    first, *rest = check.toets(Stuk("groot.xml", bron=pad, grootte=len(raw))).bevindingen
    assert (first.regel, first.niveau) == ("OP179", 1)
    return rest


def test_a_right_message_that_is_too_large_has_that_one_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert groot(tmp_path, GOED, monkeypatch) == []


def test_a_schema_error_in_it_has_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = bericht(Vorm(per_client=5, wit="\n")).replace(b"<jw323:Eenheid>83", b"<jw323:Eenheid>99", 1)
    note, error = groot(tmp_path, raw, monkeypatch)
    assert (error.soort, error.gevonden) == ("xsd", "99")
    assert error.lijn
    assert b">99<" in raw.split(b"\n")[error.lijn - 1]
    assert note.soort == "niet-getoetst"


@pytest.mark.parametrize(
    ("raw", "soort"),
    [
        (vervang("TotaalBedrag>", "TotaalBedrag>1")(GOED), "niet-getoetst"),
        (maak("301").raw, "niet-getoetst"),
        (GOED[:-20], "onleesbaar"),
        (GOED.replace(b"Prestatie>", b"Prestatie", 1), "onleesbaar"),
        (b"<a>" * 100_000, "onbekend-bericht"),
        (re.sub(rb"(<jw323:Bericht.*?>).*", rb"\1", GOED) + b"<a>" * 500_000, "xsd"),
        (GOED.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY x "xx">]>', 1), "onleesbaar"),
        (b" " * 500_000, "onleesbaar"),
        (os.urandom(5000), "onleesbaar"),
    ],
    ids=["regel", "301", "afgekapt", "tag", "onbekend", "diep", "dtd", "wit", "ruis"],
)
def test_anything_else_that_is_too_large_says_why(
    raw: bytes, soort: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert soort in {f.soort for f in groot(tmp_path, raw, monkeypatch)}


def test_a_million_elements_are_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begin = re.match(rb".*?<jw323:Clienten>", GOED)
    assert begin
    found = groot(tmp_path, begin[0] + b"<jw323:Client/>" * 1_000_000, monkeypatch)
    assert 1 < len(found) < 200


def test_a_large_file_that_is_gone_when_its_turn_comes(tmp_path: Path) -> None:
    outcome = Validatie(OP, geschiedenis=False).toets(Stuk("weg", bron=tmp_path / "weg", grootte=10**6))
    assert [f.soort for f in outcome.bevindingen] == ["onleesbaar"]


# Work that is counted, not timed.


def test_paths_number_the_children_of_a_parent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    numbered: list[Any] = []
    number = message._nummer

    def counted(above: Any) -> dict[Any, str]:
        numbered.append(above)
        return number(above)

    monkeypatch.setattr(message, "_nummer", counted)
    raw = bericht(Vorm(per_client=300), 300).replace(b"<ijw:Bedrag>", b"<ijw:Bedrag>1")
    read = parse(raw)
    outcome = apply(context(read), ALL_LEVELS - {3})
    assert len(outcome.findings) > 200
    assert len({f.pad for f in outcome.findings}) > 200
    assert len(numbered) == len(set(numbered)) < 10


def test_a_message_that_is_too_deep_is_refused() -> None:
    parse(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH)
    with pytest.raises(MessageUnreadable, match="dieper"):
        parse(b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1))


def test_small_and_large_messages_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    small = parse(GOED)
    monkeypatch.setattr(message, "_ONTHOUD_TOT", 0)
    large = parse(GOED)
    for path in ("Header", "Header/Afzender", "Declaratie/Clienten/Client/Prestaties/Prestatie", "Declaratie/Niet"):
        assert [n.path for n in small.root.all(path)] == [n.path for n in large.root.all(path)]
        first, same = small.root.find(path), large.root.find(path)
        assert (first and first.path) == (same and same.path)
    for name in ("Prestatie", "Client", "Bericht", "*"):
        assert [n.path for n in small.root.every(name)] == [n.path for n in large.root.every(name)]


# Workers.


class Dodelijk(Stuk):
    """A message on which a worker dies."""

    def lees(self) -> bytes:
        if multiprocessing.parent_process() is not None:
            os._exit(9)
        return self.raw


def stukken(n: int) -> list[Stuk]:
    soorten = ["301", "305", "307", "315"]
    raws = [maak(s).raw for s in soorten]
    return [Stuk(f"{k}.xml", raws[k % 4] if k % 5 else raws[k % 4].replace(b"Bericht", b"Berigt")) for k in range(n)]


INSTELLINGEN = Instellingen.van(OP, CONTRACT, antwoorden=True)


def test_workers_give_what_one_process_gives() -> None:
    given_ = stukken(230)
    check = Validatie(OP, CONTRACT, geschiedenis=False, antwoorden=True)
    assert list(met_processen(given_, INSTELLINGEN, 2)) == [check.toets(stuk) for stuk in given_]


def test_a_worker_that_dies_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ketentoets.session.validatie_werkers.PARTIJ", 3)
    given_ = stukken(7)
    given_[4] = Dodelijk("dood.xml", given_[4].raw)
    found = list(met_processen(given_, INSTELLINGEN, 2))
    assert [u.bestand for u in found] == [s.naam for s in given_]
    assert [[f.soort for f in u.bevindingen] == [HARNAS] for u in found] == [n == 4 for n in range(7)]


def test_a_folder_with_workers(tmp_path: Path) -> None:
    for stuk in stukken(8):
        (tmp_path / stuk.naam).write_bytes(stuk.raw)
    assert kijk(tmp_path, los=True, werkers=2) == kijk(tmp_path, los=True, werkers=1)


@pytest.mark.skipif(sys.platform != "linux", reason="alleen op Linux begint een werker als kopie")
def test_workers_that_begin_as_a_copy(tmp_path: Path) -> None:
    for stuk in stukken(8):
        (tmp_path / stuk.naam).write_bytes(stuk.raw)
    code = (
        "import sys; from ketentoets.session import validatie_werkers as w; from ketentoets.cli.main import app;"
        "assert w.startwijze() == 'fork'; w.get_context('fork').set_executable('/bestaat/niet'); app()"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code, "valideer", tmp_path, "--los", "--werkers", n, "--formaat", "json"],
            capture_output=True, check=False,
        )
        for n in ("1", "2")
    ]  # fmt: skip
    assert said[0].stdout == said[1].stdout
    assert [done.returncode for done in said] == [1, 1]
    assert said[0].stdout.count(b'"bestand":') == 8


@pytest.mark.parametrize(
    "keuzes",
    [{"werkers": 2}, {"werkers": -1, "los": True}, {"motor": "stoom", "los": True}, {"motor": "dask", "los": True},
     {"cluster": "tcp://x:1", "los": True}, {"motor": "dask", "cluster": "tcp://x:1"}],
)  # fmt: skip
def test_choices_that_cannot_be_kept(tmp_path: Path, keuzes: dict[str, Any]) -> None:
    (tmp_path / "a.xml").write_bytes(GOED)
    with pytest.raises(ConfigurationError):
        kijk(tmp_path, **keuzes)


@pytest.mark.filterwarnings("default")
def test_a_dask_cluster_of_two_workers() -> None:
    distributed = pytest.importorskip(
        "distributed", reason="dask is niet geinstalleerd: pip install 'ketentoets[dask]'"
    )
    given_ = stukken(230)
    check = Validatie(OP, CONTRACT, geschiedenis=False, antwoorden=True)
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        found = list(met_dask(given_, INSTELLINGEN, cluster.scheduler_address))
    assert found == [check.toets(stuk) for stuk in given_]
