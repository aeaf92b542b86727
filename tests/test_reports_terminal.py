"""The terminal report: table, findings with their arithmetic, totals, progress."""

import io
import os
import pty
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import voorbeeldrun

from ketentoets.cli import uitvoeren
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
        (Verdict.GESLAAGD, "Het gespeelde scenario is geslaagd."),
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


COUNTS = {"geslaagd": 120, "gezakt": 7, "onbeslist": 2}
ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [12, 20, 40, 51, 52, 60, 79, 200])
def test_progress_never_passes_the_edge_and_colour_changes_nothing_else(width: int) -> None:
    plain = progress_line(129, 320, COUNTS, "Patroon 3, onderzoek en dan toegewezen", width)
    assert len(plain) <= width
    painted = progress_line(129, 320, COUNTS, "Patroon 3, onderzoek en dan toegewezen", width, color=True)
    assert ANSI.sub("", painted) == plain
    assert ("\x1b[31;1m7 gezakt\x1b[0m" in painted) == (width >= 44)


def test_a_narrow_terminal_keeps_the_counts_before_the_name() -> None:
    assert progress_line(129, 320, COUNTS, "Patroon 3", 50) == "129/320  7 gezakt, 2 onbeslist, 120 geslaagd  Pat…"
    assert progress_line(129, 320, COUNTS, "Patroon 3", 20) == "129/320  7 gezakt, …"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, columns: int, n: int = 25) -> str:
    """What the progress of a run of `n` scenarios writes."""
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("COLUMNS", str(columns))
    progress = uitvoeren.Voortgang(None, uitvoeren.Keus(), koppen=[None] * n)  # type: ignore[arg-type, list-item]
    verslag = SimpleNamespace(oordeel=Verdict.GEZAKT)
    kop = SimpleNamespace(naam="Een scenario met een lange naam die niet past")
    item: Any = SimpleNamespace(stash={uitvoeren.plugin.KOP: kop, uitvoeren.plugin.VERSLAG: verslag})
    for _n in range(n):
        step = progress.pytest_runtest_protocol(item)
        next(step)
        with pytest.raises(StopIteration):
            step.send(None)
    progress.wis()
    return stream.getvalue()


@pytest.mark.parametrize(("columns", "no_color"), [(120, ""), (60, ""), (120, "1")])
def test_progress_in_a_terminal_is_one_line_that_changes(
    monkeypatch: pytest.MonkeyPatch, columns: int, no_color: str
) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setenv("TERM", "xterm")
    text = shown(monkeypatch, Terminal(), columns)
    assert "\n" not in text
    lines = text.split("\r\x1b[2K")[1:]
    assert len(lines) == 26
    assert lines[-1] == ""
    assert "24/25" in lines[-2]
    assert max(len(ANSI.sub("", line)) for line in lines) < columns
    assert bool(ANSI.search(text)) == (not no_color)


def test_a_dumb_terminal_gets_no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not uitvoeren.kleurt(Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert uitvoeren.kleurt(Terminal())
    assert not uitvoeren.kleurt(io.StringIO())


def test_progress_in_a_pipe_is_plain_lines_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, io.StringIO(), 40)
    lines = text.splitlines()
    assert "\x1b" not in text and "\r" not in text
    assert [line.split()[1] for line in lines] == ["0/25", "10/25", "20/25", "25/25"]
    assert max(map(len, lines)) <= 100


def test_what_to_mend_stands_at_the_end_once_per_cause() -> None:
    text = table(voorbeeldrun.run(), 100, color=False)
    tail = flat(text[text.index("Wat te herstellen") :])
    assert "1. Het retourbericht JW316 kwam na het einde van de termijn. (OP090; 3 scenario's) 1 dag te laat" in tail
    assert Counter(re.findall(r" (\d)\. ", tail)) == Counter("12345")
    assert tail.index("5. ") < tail.index("Oordeel: fout")
    one = voorbeeldrun.run(scenarios=voorbeeldrun.scenarios()[:3])
    assert "Wat te herstellen" not in table(one, 100, color=False)


def test_a_run_in_a_real_terminal(tmp_path: Path) -> None:
    """The whole command on a pseudo-terminal of 70 columns: progress, colours, and nothing wider."""
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "ketentoets", "run", "--rol", "gemeente", "-k", "Patroon 1", "--rapport", "uit"]
    environment = {**os.environ, "COLUMNS": "70", "TERM": "xterm", "NO_COLOR": ""}
    with subprocess.Popen(command, stdout=slave, stderr=slave, cwd=tmp_path, env=environment) as process:
        os.close(slave)
        seen = b""
        while part := _read(master):
            seen += part
        assert process.wait() == 0, seen
    os.close(master)
    text = seen.decode()
    assert "\r\x1b[2K[------------] 0/1  Patroon 1" in text
    assert "\x1b[32mgeslaagd\x1b[0m" in text
    lines = ANSI.sub("", text.replace("\x1b[2K", "")).replace("\r", "\n").splitlines()
    assert max(len(line) for line in lines if not line.startswith("Rapport:")) <= 70


def _read(stream: int) -> bytes:
    """The next part; b'' when the other side has closed."""
    try:
        return os.read(stream, 65536)
    except OSError:
        return b""
