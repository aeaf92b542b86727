"""The run in a terminal: a table, what is not green with its findings, and the totals."""

import textwrap
from collections.abc import Mapping

from tabulate import tabulate

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict
from ketentoets.reports import words
from ketentoets.reports.causes import Cause, causes
from ketentoets.reports.lines import finding_line

MIN_WIDTH = 40
_MAX_NAME = 100
_GAP = 2
_BAR = 12
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
    found = causes(run.scenarios)
    if len({id(hit.scenario) for cause in found for hit in cause.hits}) > 1:
        parts.append(_causes(found, width, color))
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


def _causes(found: list[Cause], width: int, color: bool) -> str:
    """What to mend, the cause that touches most scenarios first: at the end, where it stays in sight."""
    lines = _wrap(_("Wat te herstellen, wat de meeste scenario's raakt eerst:"), width)
    for n, cause in enumerate(found, 1):
        rules = ", ".join(cause.regels)
        where = "; ".join(filter(None, (rules, words.n_scenarios(cause.scenario_count()))))
        text = _("{cause} ({where})", cause=cause.titel(), where=where)
        first, *rest = _item(words.one_line(text), width, f"{n:3}. ")
        lines += [_paint(first, cause.gevolg, color), *rest]
        lines += _item(words.one_line(cause.kort()), width, " " * 5)
    return "\n".join(lines)


def _totals(run: RunRecord, width: int, color: bool) -> str:
    verdict = _("Oordeel: {verdict}", verdict=_(run.oordeel))
    lines = [*_wrap(words.counts_sentence(run), width), _paint(verdict, run.oordeel, color)]
    if run.afgebroken:
        lines += _wrap(_("De run is afgebroken: wat nog moest lopen, telt niet mee."), width)
    closing = [words.meaning(run), words.run_facts(run), *words.derived(run)]
    return "\n".join([*lines, *(line for text in closing for line in _wrap(text, width))])


def progress_line(
    done: int, total: int, counts: Mapping[str, int], current: str, width: int, *, color: bool = False
) -> str:
    """One line while a run goes on: bar, done of total, counts that are not zero, what runs now.

    On a narrow terminal the bar is left out; the counts come before the name, which is cut off where it must.
    """
    tally = [(v, f"{counts[v]} {_(v)}") for v in ROLL_UP_ORDER if counts.get(v)]
    head = f"{done}/{total}"
    plain = "  ".join(filter(None, (head, ", ".join(text for _v, text in tally))))
    if len(plain) > width:
        return plain[: max(width - 1, 0)] + "…"
    painted = "  ".join(filter(None, (head, ", ".join(_paint(text, v, color) for v, text in tally))))
    room = width - len(plain)
    if room >= 2 * _BAR:
        filled = _BAR * done // total if total else 0
        painted = f"[{'#' * filled}{'-' * (_BAR - filled)}] {painted}"
        room -= _BAR + 3
    name, room = words.one_line(current), room - _GAP
    if not name or room < 1:
        return painted
    return f"{painted}  {name if len(name) <= room else name[: room - 1] + '…'}"


def _item(text: str, width: int, sign: str = "  - ") -> list[str]:
    room = " " * len(sign)
    return textwrap.wrap(text, width, initial_indent=sign, subsequent_indent=room, break_on_hyphens=False)


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def _paint(text: str, verdict: Verdict, color: bool) -> str:
    return f"\x1b[{_COLORS[verdict]}m{text}\x1b[0m" if color else text
