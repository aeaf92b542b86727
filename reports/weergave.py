"""Scenarios and messages as the page shows them: with an anchor, their lines, and how to find them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import count
from urllib.parse import quote

from markupsafe import Markup

from ketentoets.core.finding import Finding
from ketentoets.core.record import MessageRecord, RunRecord, ScenarioRecord
from ketentoets.reports import words
from ketentoets.reports.causes import Cause
from ketentoets.reports.diagram import sequence
from ketentoets.reports.opnieuw import opnieuw
from ketentoets.reports.pakket import stuk_van
from ketentoets.reports.xmlview import XmlView, view

MAX_VAST = 100
"""So many scenarios that need explaining stand open on the page itself; the others are packed like the rest."""


@dataclass(frozen=True)
class MessageView:
    """A message with its number in the scenario, its anchor on the page and its lines cut once."""

    record: MessageRecord
    n: int
    anchor: str
    xml: XmlView
    findings: tuple[Finding, ...]

    def marked(self) -> str:
        """The lines that findings point to, for the script of the page: '12 40'."""
        lines = {self.xml.line_of(f) for f in self.findings}
        return " ".join(str(n) for n in sorted(n for n in lines if n))

    def link(self, finding: Finding) -> str:
        """The anchor of the line a finding is about, else of the message."""
        line = self.xml.line_of(finding)
        return f"{self.anchor}-r{line}" if line else self.anchor

    @property
    def file_link(self) -> str:
        """A link to the message file, relative to the report; '' when it has none."""
        return quote(words.clean(self.record.bestand).replace("\\", "/").lstrip("/"), safe="/")


@dataclass(frozen=True)
class ScenarioView:
    """A scenario with its anchor and its messages.

    `vast`: its content stands in the page; otherwise it is in piece `stuk`, like the XML of its messages.
    """

    record: ScenarioRecord
    anchor: str
    stuk: int
    messages: tuple[MessageView, ...]
    vast: bool
    opnieuw: str

    @cached_property
    def by_id(self) -> dict[str, MessageView]:
        """The messages by their id in the journal."""
        return {m.record.id: m for m in self.messages}

    def message_of(self, finding: Finding) -> MessageView | None:
        """The message a finding is about, when it is on the page."""
        return self.by_id.get(finding.bericht_id)

    def diagram(self, prefix: str = "d") -> Markup:
        """The sequence diagram, its arrows linked to the messages; `prefix` keeps the ids of a second one apart."""
        return sequence(self.record, f"{prefix}{self.anchor}", {k: m.anchor for k, m in self.by_id.items()})

    @property
    def search_text(self) -> str:
        """What the search box looks in, in lower case."""
        s = self.record
        found = (f"{f.regel} {f.retourcode} {f.bericht}" for f in s.bevindingen)
        parts = (s.naam, s.proces, s.rol, s.id, s.oordeel, s.standaard, *s.regels, *s.soorten, *s.bron, *found)
        return " ".join(dict.fromkeys(words.one_line(" ".join(parts)).lower().split()))


def views(run: RunRecord, found: list[Cause]) -> list[ScenarioView]:
    """A view per scenario, in the order of the run."""
    fixed = _vast(run, found)
    made = []
    for n, scenario in enumerate(run.scenarios):
        anchor, numbers = f"s-{n + 1}", count(1)
        messages = tuple(_message(m, next(numbers), anchor, scenario) for m in scenario.berichten)
        vast = id(scenario) in fixed
        made.append(ScenarioView(scenario, anchor, stuk_van(n), messages, vast, opnieuw(run, scenario)))
    return made


def _vast(run: RunRecord, found: list[Cause]) -> set[int]:
    """The scenarios that stand on the page: those not green, and of too many the first of every cause first."""
    ranked = [cause.voorbeeld.scenario for cause in found]
    ranked += [s for s in run.scenarios if s.oordeel not in words.QUIET]
    return set(list(dict.fromkeys(id(s) for s in ranked))[:MAX_VAST])


def _message(message: MessageRecord, number: int, scenario: str, record: ScenarioRecord) -> MessageView:
    findings = tuple(f for f in record.bevindingen if f.bericht_id and f.bericht_id == message.id)
    return MessageView(message, number, f"{scenario}-b{number}", view(message.xml), findings)
