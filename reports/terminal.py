"""The run in a terminal: a table, what is not green with its findings, and the totals."""

import textwrap
from collections.abc import Mapping

from tabulate import tabulate

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict
from ketentoets.reports import words
from ketentoets.reports.lines import finding_line

MIN_WIDTH = 40
_MAX_NAME = 100
_GAP = 2
_COLORS = {
    Verdict.GESLAAGD: "32",
    Verdict.GEZAKT: "31;1",
    Verdict.ONBESLIST: "33",
    Verdict.NIET_VAN_TOEPASSING: "2",
    Verdict.OVERGESLAGEN: "36",
    Verdict.FOUT: "35;1",
}


def table(run: RunRecord, width: int, color: bool) -> str:
    """The whole run as text of at most `width` columns (never narrower than 40).

    ANSI colours only when `color`; control characters from outside never reach the terminal.
    """
    width = max(width, MIN_WIDTH)
    parts = [_overview(run, width, color)] if run.scenarios else []
    parts += [_explained(s, width, color) for s in run.scenarios if s.oordeel not in words.QUIET]
    return "\n\n".join([*parts, _totals(run, width, color)]) + "\n"


def _overview(run: RunRecord, width: int, color: bool) -> str:
    rows = [(words.one_line(s.naam), words.one_line(s.rol), _(s.oordeel)) for s in run.scenarios]
    headers = (_("scenario"), _("rol"), _("oordeel"))
    roles, verdicts = (max(len(row[i]) for row in [headers, *rows]) for i in (1, 2))
    room = min(max(width - roles - verdicts - 2 * _GAP, 10), _MAX_NAME)
    painted = [
        ("\n".join(_wrap(name, room)), role, _paint(verdict, s.oordeel, color))
        for (name, role, verdict), s in zip(rows, run.scenarios, strict=True)
    ]
    return tabulate(painted, headers=headers, tablefmt="simple", disable_numparse=True)


def _explained(scenario: ScenarioRecord, width: int, color: bool) -> str:
    title = f"{_(scenario.oordeel).upper()}  {words.one_line(scenario.naam)} [{words.one_line(scenario.rol)}]"
    first, *rest = _wrap(title, width)
    lines = [_paint(first, scenario.oordeel, color), *rest]
    if scenario.reden:
        lines += _item(_("Reden: {reason}", reason=words.one_line(scenario.reden)), width)
    for finding in scenario.bevindingen:
        lines += _item(finding_line(finding), width)
    if not scenario.reden and not scenario.bevindingen:
        lines += _item(_("Geen bevinding en geen reden vastgelegd."), width)
    return "\n".join(lines)


def _totals(run: RunRecord, width: int, color: bool) -> str:
    verdict = _("Oordeel: {verdict}", verdict=_(run.oordeel))
    lines = [*_wrap(words.counts_sentence(run), width), _paint(verdict, run.oordeel, color)]
    if run.afgebroken:
        lines += _wrap(_("De run is afgebroken: wat nog moest lopen, telt niet mee."), width)
    closing = [words.meaning(run), words.run_facts(run), *words.derived(run)]
    return "\n".join([*lines, *(line for text in closing for line in _wrap(text, width))])


def progress_line(done: int, total: int, counts: Mapping[str, int], current: str, width: int) -> str:
    """One line while a run goes on: bar, done of total, counts that are not zero, what runs now."""
    bar = 12
    filled = bar * done // total if total else 0
    tally = ", ".join(f"{counts[v]} {_(v)}" for v in ROLL_UP_ORDER if counts.get(v))
    parts = [f"[{'#' * filled}{'-' * (bar - filled)}] {done}/{total}", tally, words.one_line(current)]
    line = "  ".join(part for part in parts if part)
    return line if len(line) <= width else line[: max(width - 1, 0)] + "…"


def _item(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="  - ", subsequent_indent="    ", break_on_hyphens=False)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _paint(text: str, verdict: Verdict, color: bool) -> str:
    return f"\x1b[{_COLORS[verdict]}m{text}\x1b[0m" if color else text
