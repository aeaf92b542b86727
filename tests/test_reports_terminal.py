"""The terminal report: table, findings with their arithmetic, totals, progress."""

from dataclasses import replace

import pytest
import voorbeeldrun

from ketentoets.core.verdict import Verdict
from ketentoets.reports.terminal import progress_line, table

FAILED = Verdict.GEZAKT


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = table(voorbeeldrun.run(), width, color=False)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text


@pytest.mark.parametrize("width", [60, 200])
def test_colour_changes_nothing_but_the_colour(width: int) -> None:
    colored = table(voorbeeldrun.run(), width, color=True)
    assert "\x1b[31;1mgezakt\x1b[0m" in colored
    plain = colored
    for code in ("32", "31;1", "33", "2", "36", "35;1", "0"):
        plain = plain.replace(f"\x1b[{code}m", "")
    assert plain == table(voorbeeldrun.run(), width, color=False)


def test_every_scenario_has_a_row_with_role_and_verdict() -> None:
    rows = table(voorbeeldrun.run(), 200, color=False).splitlines()
    assert rows[0].split() == ["scenario", "rol", "oordeel"]
    assert flat(rows[2]) == "Een verzoek binnen het contract wordt toegewezen aanbieder geslaagd"
    assert [flat(row) for row in rows[2:15] if row.endswith("niet van toepassing")] == [
        "Declareren per vier weken gemeente niet van toepassing"
    ]


def test_a_term_shows_the_days_counted_and_the_days_that_do_not_count() -> None:
    text = flat(table(voorbeeldrun.run(), 100, color=False))
    assert "geteld: vr 02-04 (1), di 06-04 (2), wo 07-04 (3)" in text
    assert "telt niet: za 03-04 (zaterdag), zo 04-04 (zondag), ma 05-04 (Tweede paasdag)" in text
    assert "uiterlijk wo 07-04-2021 23:59; gekomen do 08-04-2021 09:12 (1 dag te laat)" in text
    assert "ma 08-03 (5)" in text
    assert "uiterlijk ma 08-03-2021 23:59; niet gekomen" in text


def test_a_finding_shows_expected_actual_rule_and_source() -> None:
    text = flat(table(voorbeeldrun.run(), 300, color=False))
    assert "TR342 in JW325: JW325 stuurt een goedgekeurde Prestatie terug." in text
    assert "verwacht: alleen afgewezen Prestaties" in text
    assert "gevonden: Prestatie PR-0002" in text
    assert "bron: iJw 3.2, technische regel TR342" in text


def test_what_passed_or_does_not_apply_is_not_explained() -> None:
    text = table(voorbeeldrun.run(), 200, color=False)
    assert "GESLAAGD" not in text
    assert "Het profiel declareert per maand" not in text
    assert "ONBESLIST  Een verzoek gaat eerst in onderzoek" in text
    assert "Reden: De controle TR071 leverde geen bewijs op." in text


def test_the_totals_name_counts_verdict_and_what_was_run() -> None:
    text = flat(table(voorbeeldrun.run(), 200, color=False))
    assert "13 scenario's: 1 fout, 6 gezakt, 1 onbeslist, 4 geslaagd, 1 niet van toepassing" in text
    assert "Oordeel: fout" in text
    assert "Het geteste systeem zakte voor 6 scenario's." in text
    assert "regelset 2026.1 (iJw 3.0), klok virtueel" in text


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        (Verdict.GESLAAGD, "zijn geslaagd"),
        (Verdict.GEZAKT, "In 1 van de 1 scenario's deed het geteste systeem"),
        (Verdict.ONBESLIST, "te weinig om op te oordelen"),
        (Verdict.OVERGESLAGEN, "Overgeslagen telt niet als geslaagd"),
        (Verdict.NIET_VAN_TOEPASSING, "Geen enkel scenario is van toepassing"),
        (Verdict.FOUT, "Ketentoets zelf ging stuk"),
    ],
)
def test_every_verdict_is_said_in_plain_words(verdict: Verdict, says: str) -> None:
    one = replace(voorbeeldrun.scenarios()[0], oordeel=verdict)
    text = flat(table(voorbeeldrun.run(scenarios=(one,)), 200, color=False))
    assert f"1 scenario: 1 {verdict}" in text
    assert says in text


def test_an_aborted_or_empty_run_says_so() -> None:
    text = flat(table(voorbeeldrun.run(scenarios=(), afgebroken=True), 60, color=False))
    assert "Oordeel: onbeslist" in text
    assert "De run is afgebroken" in text
    assert "Er is geen enkel scenario gelopen" in text
    passed = voorbeeldrun.scenarios()[:2]
    text = flat(table(voorbeeldrun.run(scenarios=passed, afgebroken=True), 60, color=False))
    assert "Over de rest zegt deze run niets" in text


def test_text_from_outside_cannot_steer_the_terminal() -> None:
    evil = replace(voorbeeldrun.LATE_316, gevonden="\x1b[2J\x9b31mweg\r\nterug")
    one = replace(voorbeeldrun.scenarios()[2], naam="naam\x1b]0;titel\x07", bevindingen=(evil,))
    text = table(voorbeeldrun.run(scenarios=(one,)), 80, color=False)
    assert not {"\x1b", "\x9b", "\x07", "\r"} & set(text)
    assert "weg terug" in flat(text)


def test_progress_shows_bar_counts_and_what_runs_now() -> None:
    line = progress_line(3, 12, {"geslaagd": 2, "gezakt": 1, "fout": 0}, "Rond Pasen", 80)
    assert line == "[###---------] 3/12  1 gezakt, 2 geslaagd  Rond Pasen"
    assert len(progress_line(3, 12, {}, "x" * 200, 60)) == 60
    assert progress_line(0, 0, {}, "", 60) == "[------------] 0/0"
