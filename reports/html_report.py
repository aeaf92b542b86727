"""The report as one self-contained HTML page in Dutch, for people who test and who decide."""

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property, lru_cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from ketentoets.core.finding import Finding
from ketentoets.core.record import MessageRecord, RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict, roll_up
from ketentoets.reports import words
from ketentoets.reports.causes import Cause, causes, coverage
from ketentoets.reports.diagram import sequence
from ketentoets.reports.terms import read_term
from ketentoets.reports.xmlview import XmlView, view

SIGNS = {
    Verdict.GESLAAGD: "✓",
    Verdict.GEZAKT: "✕",
    Verdict.ONBESLIST: "?",
    Verdict.NIET_VAN_TOEPASSING: "–",
    Verdict.OVERGESLAGEN: "»",
    Verdict.FOUT: "!",
}
_DATE = re.compile(r"\b[a-z]{2} \d\d-\d\d(-\d{4}( \d\d:\d\d)?)?( \([^)<&]{1,30}\))?")


@dataclass(frozen=True)
class MessageView:
    """A message with its anchor on the page and its lines cut once."""

    record: MessageRecord
    anchor: str
    xml: XmlView
    findings: tuple[Finding, ...]

    def html(self) -> Markup:
        """The numbered lines, those that a finding points to marked."""
        lines = (self.xml.line_of(f) for f in self.findings)
        return self.xml.html(self.anchor, (n for n in lines if n))

    def link(self, finding: Finding) -> str:
        """The anchor of the line a finding is about, else of the message."""
        line = self.xml.line_of(finding)
        return f"{self.anchor}-r{line}" if line else self.anchor

    @property
    def file_link(self) -> str:
        """A link to the message file, relative to the report; '' when it has none."""
        return quote(self.record.bestand.replace("\\", "/").lstrip("/"), safe="/")


@dataclass(frozen=True)
class ScenarioView:
    """A scenario with its anchor and its messages."""

    record: ScenarioRecord
    anchor: str
    messages: tuple[MessageView, ...]

    @cached_property
    def by_id(self) -> dict[str, MessageView]:
        """The messages by their id in the journal."""
        return {m.record.id: m for m in self.messages}

    def message_of(self, finding: Finding) -> MessageView | None:
        """The message a finding is about, when it is on the page."""
        return self.by_id.get(finding.bericht_id)

    def diagram(self) -> Markup:
        """The sequence diagram, its arrows linked to the messages."""
        return sequence(self.record, f"d{self.anchor}", {k: m.anchor for k, m in self.by_id.items()})

    @property
    def search_text(self) -> str:
        """What the search box looks in, in lower case."""
        s = self.record
        parts = (s.naam, s.proces, s.rol, s.id, s.oordeel, s.standaard, *s.regels, *s.soorten, *s.bron)
        return words.one_line(" ".join(parts)).lower()


def to_html(run: RunRecord) -> str:
    """Render a run as one page without external resources; safe for hostile text and empty runs."""
    views = _views(run)
    by_record = {id(v.record): v for v in views}
    environment = _environment()
    script = environment.get_template("rapport.js.j2").render()
    page = environment.get_template("rapport.html.j2")
    return page.render(
        run=run,
        views=views,
        groups=_groups(views),
        causes=causes(run.scenarios),
        quiet_reasons=[v for v in views if not v.record.bevindingen and v.record.oordeel not in words.QUIET],
        view_of=lambda scenario: by_record[id(scenario)],
        coverage=coverage(run),
        counts=[(v, run.counts()[str(v)]) for v in ROLL_UP_ORDER],
        duration=_duration(run),
        script=Markup(script),  # noqa: S704 - our own file, without a single value in it
        script_hash=_hash(script),
    )


def _hash(script: str) -> str:
    """The only script that the page may run, for its Content-Security-Policy."""
    return "sha256-" + b64encode(sha256(script.encode()).digest()).decode()


def _views(run: RunRecord) -> list[ScenarioView]:
    numbers = count(1)
    views = []
    for n, scenario in enumerate(run.scenarios, 1):
        messages = tuple(_message(m, next(numbers), scenario) for m in scenario.berichten)
        views.append(ScenarioView(scenario, f"s-{n}", messages))
    return views


def _message(message: MessageRecord, number: int, scenario: ScenarioRecord) -> MessageView:
    findings = tuple(f for f in scenario.bevindingen if f.bericht_id and f.bericht_id == message.id)
    return MessageView(message, f"b-{number}", view(message.xml), findings)


def _groups(views: list[ScenarioView]) -> list[tuple[str, Verdict, list[ScenarioView]]]:
    by_record = {id(v.record): v for v in views}
    groups = words.group_by_process(v.record for v in views)
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
    keys = ("tekst", "verwacht", "gevonden", "termijn")
    return any(getattr(finding, key) != getattr(first, key) for key in keys)


def _finalize(value: Any) -> Any:
    """Characters that are illegal in HTML never reach the page, whatever the template writes."""
    return words.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _dates(text: str) -> Markup:
    """Escaped text in which no date is broken over two lines."""
    return Markup(_DATE.sub(r"<span class=heel>\g<0></span>", str(escape(text))))  # noqa: S704


def _slug(verdict: Verdict | None) -> str:
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
        "weekdays": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    }
    environment.globals.update(helpers)
    environment.filters.update(dates=_dates, moment=words.shown, slug=_slug, n_scenarios=words.n_scenarios)
    return environment
