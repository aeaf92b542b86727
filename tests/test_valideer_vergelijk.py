"""An answer in a history is held against what the standard prescribes for the message it answers."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_rules_berichten import CONTRACT, NU, VOORAF, Stap, Vector, _in_domein, antwoord_data, maak
from test_rules_vectors import FOUT, GOED, PR, SP, TOTAAL, TP
from test_valideer_cli import KOP, bekijk, schrijf, zet
from voorbeelden import geschreven

from ketentoets.core.message import parse
from ketentoets.schemas.rules.context import Context, Contract
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.writer import write
from ketentoets.session.validatie import Gevalideerd, Stuk, Validatie
from ketentoets.session.validatie_antwoord import antwoordsoort, schrijf_antwoord
from ketentoets.session.validatie_vergelijk import (
    ANDERE_KLOK,
    HEEN_ONGELDIG,
    LOS,
    ZONDER_CONTRACT,
    ZONDER_HEEN,
    ZONDER_REGELS,
    Vergelijking,
)

DAG = date(2022, 7, 4)
"""The day of the answers."""


def vooraf(vector: Vector) -> Iterator[bytes]:
    """The messages before the one a vector is about, with answers: what is not refused was approved."""
    for n, stap in enumerate(VOORAF[vector.soort] if vector.vooraf is None else vector.vooraf):
        number = stap.id or f"E{n}"
        changes = {f"{KOP}/Identificatie": number} | stap.changes
        bericht = maak(stap.soort, changes, vector.release, vector.domain)
        yield bericht.raw
        if stap.soort != "323":
            yield schrijf_antwoord(bericht, prescribe(Context(maak("305"))), "V1", DAG)
        elif stap.goedgekeurd or stap.afgekeurd is not None:
            data = antwoord_data(number, stap.afgekeurd, release=vector.release)
            yield _in_domein(write("ijw", vector.release, "325", data), vector.domain).raw


def speel(*berichten: bytes, contract: Contract | None = CONTRACT, nu: date = NU) -> list[Gevalideerd]:
    validatie = Validatie(nu, contract, geschiedenis=True)
    return [validatie.toets(Stuk(f"{n}.xml", raw)) for n, raw in enumerate(berichten)]


def beantwoord(vector: Vector, dag: date = DAG) -> bytes:
    ctx = vector.context()
    return schrijf_antwoord(ctx.bericht, prescribe(ctx), "KT1", dag)


ALLE = [v for v in (*FOUT, *GOED) if antwoordsoort(v.soort)]


KLOK = [v for v in ALLE if v.regels == {"TR135"}]


@pytest.mark.parametrize(
    "vector", [v for v in ALLE if "TR135" not in v.regels], ids=lambda v: f"{v.id} {v.soort} {v.release}"
)
def test_the_prescribed_answer_is_right(vector: Vector) -> None:
    *_eerder, uitkomst = speel(*vooraf(vector), vector.bericht().raw, beantwoord(vector))
    assert uitkomst.bevindingen == ()
    assert uitkomst.niet_gedraaid == ()


@pytest.mark.parametrize("vector", [v for v in FOUT if antwoordsoort(v.soort)], ids=lambda v: f"{v.id} {v.soort}")
def test_approval_of_what_is_wrong_is_found(vector: Vector) -> None:
    """The answer to a right message, given to a wrong one."""
    heen = vector.bericht()
    right = prescribe(Vector("goed", vector.soort, release=vector.release).context())
    assert right.kind == "goed"
    *_eerder, uitkomst = speel(*vooraf(vector), heen.raw, schrijf_antwoord(heen, right, "KT1", NU))
    assert vector.regels & {f.regel for f in uitkomst.bevindingen}
    assert all(f.lijn and f.kolom and f.bron for f in uitkomst.bevindingen)


# What a sender of answers may do wrong, one of each kind.

T301 = maak("301").raw
GOED_305, GOED_323 = Vector("goed", "305"), Vector("goed", "323")
FOUT_305 = Vector("fout", "305", {f"{SP}/0/ToewijzingNummer": 9})
TECHNISCH_305 = Vector("technisch", "305", {f"{SP}/0/StatusAanlevering": "2"})
FOUT_323 = Vector("fout", "323", {f"{PR}/0/ProductCode": "45A99"})
DUUR_323 = Vector("duur", "323", {f"{PR}/0/ProductTarief": 6006, f"{PR}/0/IngediendBedrag/Bedrag": 60060,
                                  TOTAAL: 60060})  # fmt: skip
TOEGEKEND = b"<jw325:TotaalToegekendBedrag>\r\n      <ijw:TotaalBedrag>"


def laatste(*berichten: bytes, **rest: Any) -> tuple[list[tuple[str, str, str]], list[str]]:
    """The findings on the last message, and why it was not compared."""
    found = speel(*berichten, **rest)[-1]
    assert all(f.bericht == found.bericht and f.lijn and f.kolom and f.bron for f in found.bevindingen)
    reasons = [reason for name, reason in found.niet_gedraaid if name == found.bericht]
    return [(f.regel, f.verwacht, f.gevonden) for f in found.bevindingen], reasons


@pytest.mark.parametrize(
    ("vector", "was", "wordt", "verwacht"),
    [
        (FOUT_305, b">9019<", b">9069<", [("TR019", "9019", "9069")]),
        (FOUT_305, b">B305<", b">B305<", []),
        (FOUT_305, b"Begindatum>2022-01-10<", b"Begindatum>2022-01-11<", [
            ("OP090", "9, 45, 45A04, 2022-01-10, 1", "9, 45, 45A04, 2022-01-11, 1")]),
        (TECHNISCH_305, b">0001<", b">9019<", [("CS058", "0001", "9019")]),
        (FOUT_323, b">9340<", b">9321<", [("TR340", "9340", "9321")]),
        (FOUT_323, TOEGEKEND + b"0", TOEGEKEND + b"60050", [("TR342", "0,00", "600,50")]),
        (GOED_323, b">8001<", b">0200<", [("OP303", "8001", "0200")]),
        (GOED_323, b">B323<", b">B323<", []),
    ],
)  # fmt: skip
def test_an_answer_that_deviates(vector: Vector, was: bytes, wordt: bytes, verwacht: list[tuple[str, ...]]) -> None:
    raw = beantwoord(vector)
    assert was in raw
    found, reasons = laatste(T301, vector.bericht().raw, raw.replace(was, wordt, 1))
    assert ([row[:1] for row in found], reasons) == ([row[:1] for row in verwacht], [])
    for (_regel, expected, actual), (_rule, shown, seen) in zip(verwacht, found, strict=True):
        assert expected in shown and actual in seen


def test_an_approved_line_that_comes_back() -> None:
    good = GOED_323.bericht()
    back = _in_domein(write("ijw", "3.2", "325", antwoord_data("B323", {"R1": "9340"})), "ijw")
    found, _reasons = laatste(T301, good.raw, back.raw)
    assert ("TR340", "geen opmerking", "9340") in found


def test_the_prescription_is_that_of_the_moment_of_judging() -> None:
    """An assignment that comes later changes nothing about the answer to the start before it."""
    terug = beantwoord(FOUT_305)
    later = maak("301", {f"{TP}/0/ToewijzingNummer": 9, f"{KOP}/Identificatie": "E9"}).raw
    assert laatste(T301, FOUT_305.bericht().raw, later, terug) == ([], [])


def test_an_approval_counts_although_another_answer_was_prescribed() -> None:
    assigned, start = maak("301", {f"{TP}/0/Product/Categorie": "50"}), GOED_305.bericht()
    approved = schrijf_antwoord(assigned, prescribe(GOED_305.context()), "KT1", DAG)
    assert laatste(assigned.raw, start.raw)[0][0][0] == "TR019"
    assert laatste(assigned.raw, approved)[0] == [("TR381", "S329", "geen")]
    assert laatste(assigned.raw, approved, start.raw) == ([], [])


# Without evidence no finding, but a word.


def test_the_forward_message_is_absent() -> None:
    assert laatste(T301, beantwoord(FOUT_305)) == ([], [ZONDER_HEEN])


def test_the_forward_message_fails_the_schema() -> None:
    bad = FOUT_305.bericht().raw.replace(b"<jw305:Geslacht>2<", b"<jw305:Geslacht>7<")
    assert laatste(T301, bad, beantwoord(FOUT_305)) == ([], [HEEN_ONGELDIG])


def test_a_message_without_rules_has_no_prescription() -> None:
    heen, terug = parse(geschreven("301", "2.3")), parse(geschreven("302", "2.3").replace(b">B302<", b">B301<"))
    vergelijking = Vergelijking(NU)
    vergelijking.onthoud(heen, prescribe(Context(heen)))
    assert vergelijking.vergelijk(terug) == ([], ZONDER_REGELS)
    assert vergelijking.vergelijk(parse(geschreven("304", "2.3"))) == ([], ZONDER_REGELS)


def test_a_code_of_the_contract_needs_the_contract() -> None:
    claim, terug = DUUR_323.bericht().raw, beantwoord(DUUR_323)
    assert b">0611<" in terug
    assert laatste(T301, claim, terug) == ([], [])
    assert laatste(T301, claim, terug, contract=None) == ([], [ZONDER_CONTRACT])
    assert laatste(T301, claim, terug.replace(b">0611<", b">9340<"), contract=None)[0] != []
    wrong = laatste(T301, claim, terug.replace(b">0611<", b">9340<"))[0]
    assert ("TR418", "0611", "9340") in wrong


@pytest.mark.parametrize("vector", KLOK, ids=lambda v: f"{v.id} {v.soort}")
def test_what_lay_in_the_future_for_the_one_only(vector: Vector) -> None:
    found = speel(*vooraf(vector), vector.bericht().raw, beantwoord(vector, date(2023, 2, 1)))[-1]
    assert found.bevindingen == ()
    assert (found.bericht, ANDERE_KLOK) in found.niet_gedraaid
    assert speel(*vooraf(vector), vector.bericht().raw, beantwoord(vector, NU))[-1].niet_gedraaid == ()


def test_on_its_own_nothing_is_compared(tmp_path: Path) -> None:
    zet(tmp_path, "1.xml", "301")
    (tmp_path / "2.xml").write_bytes(beantwoord(FOUT_305))
    apart = bekijk(tmp_path, los=True)
    assert ("JW306", LOS) in apart[1].niet_gedraaid
    samen = bekijk(tmp_path)
    assert ("JW306", ZONDER_HEEN) in samen[1].niet_gedraaid
    shown = [" ".join(schrijf(found, "tabel").split()) for found in (apart, samen)]
    assert "Niet vergeleken met het heenbericht, want elk bestand is op zichzelf getoetst: JW306." in shown[0]
    assert "want het heenbericht is er niet bij: JW306." in shown[1]


@pytest.mark.parametrize("reden", [ZONDER_REGELS, ZONDER_HEEN, HEEN_ONGELDIG, ANDERE_KLOK, ZONDER_CONTRACT, LOS])
def test_every_reason_has_words(reden: str) -> None:
    shown = schrijf([Gevalideerd("a.xml", "3.2", "JW306", (), (("JW306", reden),))], "tabel")
    assert "Niet vergeleken" in shown
    assert f"{reden}:" not in shown


def test_the_same_identification_twice() -> None:
    """Which of the two an answer is about, its content says."""
    right, wrong = GOED_305.bericht(), FOUT_305.bericht()
    again = Vector("", "305", FOUT_305.changes, vooraf=(Stap("301"), Stap("305", id="B305")))
    terug = beantwoord(again)
    assert b">9056<" in terug
    assert laatste(T301, right.raw, wrong.raw, terug) == ([], [])
