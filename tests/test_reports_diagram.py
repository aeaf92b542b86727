"""The sequence diagram and the arithmetic of terms."""

from dataclasses import replace

import voorbeeldrun
from lxml import etree

from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.diagram import sequence
from ketentoets.reports.terms import read_term

LATE, REFUSED, MISSING = 2, 11, 10


def svg(scenario: ScenarioRecord) -> etree._Element:
    return etree.fromstring(str(sequence(scenario, "d1", {})))


def lines(root: etree._Element, name: str) -> list[etree._Element]:
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def texts(root: etree._Element) -> list[str]:
    return ["".join(e.itertext()) for e in root.iter("text")]


def test_it_is_an_image_with_a_name_and_a_description() -> None:
    root = svg(voorbeeldrun.scenarios()[LATE])
    assert root.get("role") == "img"
    assert root[0].tag == "title"
    assert "Rond Pasen" in root[0].text
    assert "gemeente stuurt JW316 aan aanbieder, te laat (uiterlijk wo 07-04-2021 23:59)" in root[1].text


def test_the_system_under_test_is_marked() -> None:
    root = svg(voorbeeldrun.scenarios()[LATE])
    words = texts(root)
    assert words[words.index("Gemeente") + 1] == "getest systeem"
    assert words[words.index("Aanbieder") + 1] == "gespeeld door ketentoets"


def test_every_message_is_an_arrow_with_its_moment() -> None:
    root = svg(voorbeeldrun.scenarios()[0])
    arrows = lines(root, "pijl")
    assert [int(a.get("x1")) < int(a.get("x2")) for a in arrows] == [True, False, False, True]
    assert "4. JW302 09:05" in texts(root)
    assert "op tijd, uiterlijk do 08-04-2021 23:59" in texts(root)


def test_days_are_named_when_they_change() -> None:
    dates = [e.text for e in lines(svg(voorbeeldrun.scenarios()[0]), "datum")]
    assert dates == ["do 01-04", "vr 02-04", "di 06-04"]


def test_a_late_message_is_red_with_its_overrun() -> None:
    root = svg(voorbeeldrun.scenarios()[LATE])
    assert len([e for e in lines(root, "pijl") if "laat" in e.get("class")]) == 1
    overrun, legend = lines(root, "over")
    assert legend.get("y1") == legend.get("y2")
    assert int(overrun.get("y1")) < int(overrun.get("y2"))
    assert {"aan zet tot 23:59", "1 dag te laat, uiterlijk wo 07-04-2021 23:59"} <= set(texts(root))


def test_a_message_that_never_came_is_drawn_as_missing() -> None:
    root = svg(voorbeeldrun.scenarios()[MISSING])
    assert "JW305 bleef uit" in texts(root)


def test_what_may_still_come_is_not_called_missing() -> None:
    s = voorbeeldrun.scenarios()[MISSING]
    unsure = replace(s.bevindingen[0], gevolg=Verdict.ONBESLIST)
    assert "JW305 nog niet gezien" in texts(svg(replace(s, bevindingen=(unsure,))))


def test_a_planted_fault_and_a_refusal_are_marked() -> None:
    root = svg(voorbeeldrun.scenarios()[REFUSED])
    assert {"ingebrachte fout: TR074", "geweigerd"} <= set(texts(root))
    assert len(lines(root, "kruis")) == 1


def test_orders_are_notes_at_their_party() -> None:
    root = svg(voorbeeldrun.scenarios()[0])
    notes = [e for e in lines(root, "notitie") if e.tag == "text"]
    assert [(e.text, e.get("x")) for e in notes] == [
        ("Vraag toewijzing aan voor 45A04", "230"),
        ("Wijs toe: 45A04 vanaf 01-04-2021", "610"),
    ]


def test_odd_input_still_draws() -> None:
    s = voorbeeldrun.scenarios()[0]
    odd = (replace(s.berichten[0], van="vecozo", naar="", beschikbaar="ooit", soort="x" * 300),)
    root = svg(replace(s, rol="keten", berichten=odd, gebeurtenissen=()))
    assert len(lines(root, "pijl")) == 1
    assert "getest systeem" not in texts(root)
    assert "Er zijn geen berichten." in svg(replace(s, berichten=(), gebeurtenissen=()))[1].text


def test_the_count_across_easter() -> None:
    term = read_term(voorbeeldrun.EASTER)
    assert term is not None
    assert term.arithmetic() == (
        "Ontvangst do 01-04-2021 15:02, termijn 3 werkdagen; geteld: vr 02-04 (1), di 06-04 (2), "
        "wo 07-04 (3); telt niet: za 03-04 (zaterdag), zo 04-04 (zondag), ma 05-04 (Tweede paasdag); "
        "uiterlijk wo 07-04-2021 23:59; gekomen do 08-04-2021 09:12 (1 dag te laat)"
    )


def test_moments_as_people_write_them_are_read_too() -> None:
    written = {
        "start": "do 01-04-2021 15:02",
        "uiterlijk": "wo 07-04-2021 23:59",
        "gekomen": "do 08-04-2021 09:12",
    }
    term = read_term({**voorbeeldrun.EASTER, **written})
    exact = read_term(voorbeeldrun.EASTER)
    assert term is not None
    assert exact is not None
    assert term.arithmetic() == exact.arithmetic()
    assert term.cells() == exact.cells()


def test_a_term_in_weeks_is_shortened_to_a_gap() -> None:
    term = read_term(
        {
            "start": "2021-03-01T09:00:00+01:00",
            "termijn": "8 weken",
            "uiterlijk": "2021-04-26T23:59:59+02:00",
            "gekomen": "2021-04-29T08:00:00+02:00",
            "geteld": ["2021-04-26"],
        }
    )
    assert term is not None
    assert [cell.kind for cell in term.cells() if cell.kind not in {"geteld", "vrij"}] == [
        "start", "gat", "uiterlijk", "na", "na", "laat",
    ]  # fmt: skip
    assert sum(cell.n for cell in term.cells() if cell.kind == "gat") == 47
    assert term.overrun() == "3 dagen te laat"
    assert "geteld" not in term.arithmetic()


def test_an_incomplete_term_is_said_as_it_is() -> None:
    assert read_term({}) is None
    term = read_term({"termijn": "3 werkdagen", "start": "ooit"})
    assert term is not None
    assert term.cells() == []
    assert term.arithmetic() == "Ontvangst ooit, termijn 3 werkdagen; uiterlijk onbekend; niet gekomen"


def test_a_bar_shows_who_had_to_act_from_question_to_answer() -> None:
    s = voorbeeldrun.scenarios()[0]
    question, answer = s.berichten[0], replace(s.berichten[1], antwoord_op=s.berichten[0].id)
    root = svg(replace(s, berichten=(question, answer), gebeurtenissen=()))
    bar, legend = lines(root, "zet")
    arrows = [int(a.get("y1")) for a in lines(root, "pijl")]
    assert [int(bar.get("y")), int(bar.get("y")) + int(bar.get("height"))] == arrows
    assert int(bar.get("x")) + 5 == 610
    assert int(legend.get("y")) > arrows[-1]
    assert "aan zet" in texts(root)


def test_no_text_leaves_the_drawing() -> None:
    for s in voorbeeldrun.scenarios():
        for text in svg(s).iter("text"):
            x, half = int(text.get("x")), 3.4 * len("".join(text.itertext()))
            left = {"start": x, "middle": x - half, "end": x - 2 * half}[text.get("text-anchor")]
            assert left >= 0, text.text
            assert left + 2 * half <= 760, text.text
