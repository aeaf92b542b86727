"""Playing a story against a system: every sentence is the step of a scenario, the judge has the last word."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from ketentoets.core.finding import Finding
from ketentoets.core.journal import Event
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.session.gesprek import Kop
from ketentoets.steps.zinnen import speel
from ketentoets.suite.uitvoering import GIVE_UP_AFTER, Uitvoering
from ketentoets.transports.base import Rol
from ketentoets.verken.verhaal import Verhaal

MISLUKTE_FOUT = "mutatie"
"""The kind of finding of a planted fault that was not one in this message."""
EERSTE_NUMMER = 500
"""The persons of explored stories come after those of the scenarios, for systems that are not started over."""


class Geheugen:
    """A journal that is kept in memory only: what is worth keeping is played again with a real one."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def append(self, soort: str, tijd: datetime, *, durable: bool = False, **data: Any) -> Event:
        """Add a line."""
        event = Event(len(self.events), soort, tijd, data)
        self.events.append(event)
        return event

    def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True)
class Oorzaak:
    """What went wrong, as far as it can be told apart: kind of finding, rule, message type."""

    soort: str
    regel: str
    bericht: str

    @classmethod
    def van(cls, finding: Finding) -> "Oorzaak":
        """The cause of a finding."""
        return cls(finding.soort, finding.regel, finding.bericht)


@dataclass(frozen=True)
class Uitslag:
    """What came of playing a story. `oorzaken` has no doubles, in the order of the findings."""

    verslag: ScenarioRecord
    oorzaken: tuple[Oorzaak, ...]
    events: tuple[Event, ...] = ()

    @property
    def oordeel(self) -> Verdict:
        """The verdict."""
        return self.verslag.oordeel

    @property
    def past_niet(self) -> bool:
        """Whether a planted fault was none in this message: then the story says nothing."""
        return self.oordeel is Verdict.FOUT and any(o.soort == MISLUKTE_FOUT for o in self.oorzaken)

    @property
    def leeg(self) -> bool:
        """Whether nothing went over the line and nothing was expected, so that there is nothing to judge."""
        return not self.verslag.berichten and not self.verslag.bewijs


@dataclass
class Speler:
    """Plays stories one after another on the same systems; nothing is written to disk."""

    uitvoering: Uitvoering
    rol: Rol
    gespeeld: int = 0

    @property
    def verbroken(self) -> bool:
        """Whether the connection was lost too often to go on."""
        return self.uitvoering.mislukt >= GIVE_UP_AFTER

    def speel(self, verhaal: Verhaal) -> Uitslag:
        """Play a story from a fresh start."""
        self.gespeeld += 1
        self.uitvoering.journal = Geheugen()  # type: ignore[assignment]
        uitslag = speel_verhaal(self.uitvoering, kop(self.rol, "verken/verhaal", "", self.gespeeld), verhaal)
        self.uitvoering.verslagen[-1] = replace(uitslag.verslag, berichten=(), gebeurtenissen=(), bevindingen=())
        return replace(uitslag, events=tuple(self.uitvoering.journal.events))


def kop(rol: Rol, verhaal_id: str, naam: str, volgnummer: int) -> Kop:
    """The head of a story."""
    return Kop(verhaal_id, naam or verhaal_id, "Verkenning", rol, nummer=EERSTE_NUMMER + volgnummer)


def speel_verhaal(uitvoering: Uitvoering, kop: Kop, verhaal: Verhaal) -> Uitslag:
    """Play all sentences of a story and judge it."""
    gesprek = uitvoering.gesprek(kop)

    def stappen() -> None:
        for zin in verhaal.zinnen:
            speel(gesprek, zin)

    verslag = uitvoering.speel(gesprek, stappen)
    return Uitslag(verslag, oorzaken(verslag))


def oorzaken(verslag: ScenarioRecord) -> tuple[Oorzaak, ...]:
    """The causes of a verdict gezakt or fout; a fault without a finding is known by its reason."""
    if verslag.oordeel not in {Verdict.GEZAKT, Verdict.FOUT}:
        return ()
    found = [Oorzaak.van(f) for f in _telt(verslag)]
    if not found:
        found = [Oorzaak("storing", "", verslag.reden.partition(":")[0])]
    return tuple(dict.fromkeys(found))


def _telt(verslag: ScenarioRecord) -> Sequence[Finding]:
    return [f for f in verslag.bevindingen if f.gevolg is verslag.oordeel]
