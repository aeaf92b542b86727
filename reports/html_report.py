"""The report as one self-contained HTML page, for people who test and who decide.

What needs explaining stands on the page and can be read and printed without a script. The scenarios that passed,
and the XML of all messages, are packed into it and written out when somebody opens them.
"""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict, roll_up
from ketentoets.reports import words
from ketentoets.reports.bijlage import ELDERS, Bijlage
from ketentoets.reports.causes import Cause, causes, coverage
from ketentoets.reports.dekking import Rij
from ketentoets.reports.pakket import stukken
from ketentoets.reports.terms import read_term
from ketentoets.reports.tijdlijn import tijdlijn
from ketentoets.reports.vergelijking import Vergelijking
from ketentoets.reports.weergave import ScenarioView, views

SIGNS: dict[str, str] = {
    Verdict.GESLAAGD: "✓",
    Verdict.GEZAKT: "✕",
    Verdict.ONBESLIST: "?",
    Verdict.NIET_VAN_TOEPASSING: "–",
    Verdict.OVERGESLAGEN: "»",
    Verdict.FOUT: "!",
    ELDERS: "~",
}
_GEDEKT = ("getoetst", "uitgelokt")
SHOWN_HITS = 5
"""So many scenarios a finding names at once; the others are one click away."""
_DATE = re.compile(r"\b[a-z]{2} \d\d-\d\d(-\d{4}( \d\d:\d\d)?)?( \([^)<&]{1,30}\))?")


def to_html(run: RunRecord, bijlage: Bijlage | None = None) -> str:
    """Render a run as one page without external resources; safe for hostile text and empty runs."""
    erbij = bijlage or Bijlage()
    found = causes(run.scenarios)
    shown = views(run, found)
    by_record = {id(v.record): v for v in shown}
    environment = _environment()
    script = environment.get_template("rapport.js.j2").render()
    values: dict[str, Any] = {
        "run": run,
        "views": shown,
        "groups": _groups(shown),
        "causes": found,
        "voorbeelden": {by_record[id(c.voorbeeld.scenario)].anchor for c in found},
        "aantallen": [c.scenario_count() for c in found],
        "erbij": erbij,
        "vergelijking": Vergelijking(erbij.tegen, run) if erbij.tegen else None,
        "view_of": lambda scenario: by_record[id(scenario)],
        "view_of_id": {(v.record.id, v.record.rol): v for v in shown},
        "coverage": coverage(run),
        "counts": [(v, run.counts()[str(v)]) for v in ROLL_UP_ORDER],
        "duration": _duration(run),
    }
    body = environment.get_template("scenario.html.j2")
    bodies = [body.render(v=v, **values) for v in shown]
    page = environment.get_template("rapport.html.j2")
    return page.render(
        **values,
        quiet_reasons=[v for v in shown if not v.record.bevindingen and v.record.oordeel not in words.QUIET],
        bodies={v.anchor: Markup(b) for v, b in zip(shown, bodies, strict=True)},  # noqa: S704 - our own template
        stukken=stukken([(v.anchor, _packed(v, b)) for v, b in zip(shown, bodies, strict=True)]),
        tijdlijn=tijdlijn([(name, members) for name, _verdict, members in values["groups"]]),
        script=Markup(script),  # noqa: S704 - our own file, without a single value in it
        script_hash=_hash(script),
    )


def _packed(view: ScenarioView, body: str) -> dict[str, Any]:
    """What the script needs of a scenario: its messages, and its content when that is not on the page."""
    messages = {m.anchor: "\n".join(m.xml.lines) for m in view.messages if m.record.xml}
    return {"x": messages} if view.vast else {"h": words.clean(body), "x": messages}


def _hash(script: str) -> str:
    """The only script that the page may run, for its Content-Security-Policy."""
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()


def _groups(shown: list[ScenarioView]) -> list[tuple[str, Verdict, list[ScenarioView]]]:
    by_record = {id(v.record): v for v in shown}
    groups = words.group_by_process(v.record for v in shown)
    return [
        (name, roll_up(s.oordeel for s in members), [by_record[id(s)] for s in members])
        for name, members in groups.items()
    ]


def _duration(run: RunRecord) -> str:
    start, stop = words.moment(run.begonnen), words.moment(run.klaar)
    if start is None or stop is None or stop < start:
        return ""
    whole = timedelta(seconds=round((stop - start).total_seconds()))
    if whole < timedelta(minutes=2):
        return _("{n} seconden", n=int(whole.total_seconds()))
    return _("{n} minuten", n=round(whole.total_seconds() / 60))


def differs(cause: Cause, finding: Finding) -> bool:
    """Whether a finding says something else than the one that speaks for its group."""
    first = cause.first
    return any(getattr(finding, key) != getattr(first, key) for key in ("tekst", "verwacht", "gevonden", "termijn"))


def _beoordeeld(row: Rij) -> bool:
    """Whether this run says something about a requirement."""
    return row.oordeel in {*Verdict, ELDERS}


def _eisstand(row: Rij) -> str:
    """The class of a requirement's chip: its verdict, when it has one."""
    return _slug(row.oordeel) if _beoordeeld(row) else "ongeraakt"


def _stand(row: Rij) -> str:
    """What the chip of a requirement says: its verdict, else why it has none."""
    if _beoordeeld(row):
        return row.oordeel
    return "niet in deze run" if row.stand in _GEDEKT else row.stand


def _standen(rows: Sequence[Rij]) -> list[tuple[str, int]]:
    """How many requirements have each verdict, or each state when they have none; the verdicts first."""
    counts = Counter(_stand(row) for row in rows)
    order = [*map(str, ROLL_UP_ORDER), ELDERS]
    return sorted(counts.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), -pair[1]))


def _lijsten(rows: Sequence[Rij]) -> list[tuple[str, list[Rij]]]:
    """The rows per list, in the order in which the lists first occur."""
    return [(name, [r for r in rows if r.lijst == name]) for name in dict.fromkeys(r.lijst for r in rows)]


def _finalize(value: Any) -> Any:
    """Characters that are illegal in HTML never reach the page, whatever the template writes."""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _dates(text: str) -> Markup:
    """Escaped text in which no date is broken over two lines."""
    return Markup(_DATE.sub(r"<span class=heel>\g<0></span>", str(escape(text))))  # noqa: S704


def _slug(verdict: str | None) -> str:
    return verdict.replace(" ", "-") if verdict else "ongeraakt"


def _source(name: str) -> str:
    """A template without its indentation, which a page of a hundred scenarios would repeat."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return "\n".join(line.strip() for line in text.splitlines())


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    helpers: dict[str, Any] = {
        "_": _,
        "words": words,
        "signs": SIGNS,
        "term": read_term,
        "differs": differs,
        "shown_hits": SHOWN_HITS,
        "beoordeeld": _beoordeeld,
        "eisstand": _eisstand,
        "stand": _stand,
        "lijsten": _lijsten,
        "standen": _standen,
    }
    environment.globals.update(helpers)
    environment.filters.update(dates=_dates, moment=words.shown, slug=_slug, n_scenarios=words.n_scenarios)
    return environment
