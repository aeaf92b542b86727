"""The run in Markdown, for a pull request or the summary of a CI job: verdict, counts, causes."""

import re

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.reports import words
from ketentoets.reports.causes import Cause, causes
from ketentoets.reports.html_report import SIGNS

MAX_CAUSES = 20
MAX_SCENARIOS = 50
_SPECIAL = re.compile(r"([\\`*_\[\]#|~])")
_MAX_TEXT = 300


def to_markdown(run: RunRecord) -> str:
    """One page of GitHub Markdown, well below its limit of 1 MB whatever the run was."""
    found = causes(run.scenarios)
    head = (_("oordeel"), _("scenario's"))
    lines = [
        f"## {SIGNS[run.oordeel]} ketentoets: {_(run.oordeel)}",
        "",
        _text(words.meaning(run)),
        "",
        f"| {head[0]} | {head[1]} |",
        "| --- | ---: |",
        *(f"| {SIGNS[Verdict(verdict)]} {_(verdict)} | {n} |" for verdict, n in run.counts().items() if n),
    ]
    if run.afgebroken:
        lines += ["", f"**{_text(_('De run is afgebroken: wat nog moest lopen, telt niet mee.'))}**"]
    if found:
        lines += ["", f"### {_('Wat eerst')}", "", *(line for c in found[:MAX_CAUSES] for line in _cause(c))]
        lines += _more(len(found) - MAX_CAUSES)
    lines += _quiet([s for s in run.scenarios if not s.bevindingen and s.oordeel not in words.QUIET])
    lines += ["", f"<sub>{_text(words.run_facts(run))}</sub>"]
    lines += [f"<br><sub>{_text(line)}</sub>" for line in words.derived(run)]
    return "\n".join(lines) + "\n"


def _cause(cause: Cause) -> list[str]:
    first = cause.first
    where = _("{cause}, {role}, in {n}", cause=words.label(first) or first.soort, role=cause.rol,
              n=words.n_scenarios(cause.scenario_count()))  # fmt: skip
    lines = [f"- **{_text(where)}**: {_text(first.tekst)}"]
    if first.verwacht or first.gevonden:
        lines.append(f"  <br>{_text(_('verwacht: {value}', value=first.verwacht or '-'))}")
        lines.append(f"  <br>{_text(_('gevonden: {value}', value=first.gevonden or '-'))}")
    if first.bron:
        lines.append(f"  <br><sub>{_text(_('bron: {source}', source=first.bron))}</sub>")
    lines.append(f"  <br><sub>{_text(_('bijvoorbeeld: {name}', name=cause.hits[0].scenario.naam))}</sub>")
    return lines


def _quiet(scenarios: list[ScenarioRecord]) -> list[str]:
    """What has no finding and still is not green: the reasons, folded away."""
    if not scenarios:
        return []
    items = [f"- {_(s.oordeel)}: {_text(s.naam)} [{_text(s.rol)}]: {_text(s.reden)}" for s in scenarios]
    head = _("{n} zonder bevinding, maar niet geslaagd", n=words.n_scenarios(len(scenarios)))
    rest = _more(len(items) - MAX_SCENARIOS)
    return ["", f"<details><summary>{head}</summary>", "", *items[:MAX_SCENARIOS], *rest, "", "</details>"]


def _more(rest: int) -> list[str]:
    return ["- " + _("en nog {n}", n=rest)] if rest > 0 else []


def _text(text: object) -> str:
    """Text from outside as plain text on one line: no markup, no mention, no HTML."""
    line = words.one_line(text)
    line = line if len(line) <= _MAX_TEXT else line[:_MAX_TEXT] + "…"
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")
    return _SPECIAL.sub(r"\\\1", line)
