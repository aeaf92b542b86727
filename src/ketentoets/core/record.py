"""The run record: the single source of every report (`run.json`, schema version 1)."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ketentoets.core.finding import Finding
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict, roll_up

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class MessageRecord:
    """A message as a report shows it. Moments are RFC 3339 in Europe/Amsterdam.

    `uitkomst` is what the receiver said: aangenomen, geweigerd, strijdig, or neergelegd (nothing yet).
    `antwoord_op` is the id of the message this one answers, `uiterlijk` the moment it was due,
    `te_laat` whether it came after that. `mutatie` describes the planted fault of a message that the harness broke.
    `n` is its line in the journal.
    """

    id: str
    soort: str
    van: str
    naar: str
    beschikbaar: str
    ontvangen: str
    xml: str
    sha256: str
    uitkomst: str = "aangenomen"
    antwoord_op: str = ""
    uiterlijk: str = ""
    te_laat: bool = False
    mutatie: dict[str, Any] = field(default_factory=dict)
    bestand: str = ""
    n: int = 0


@dataclass(frozen=True)
class EventRecord:
    """A line between the messages: an order, a scenario step, a disturbance. `n` as above."""

    soort: str
    tijd: str
    tekst: str
    partij: str = ""
    n: int = 0


@dataclass(frozen=True)
class ScenarioRecord:
    """What happened in one scenario with one actor as the SUT, and what it was worth."""

    id: str
    naam: str
    proces: str
    rol: str
    bron: tuple[str, ...]
    regels: tuple[str, ...]
    soorten: tuple[str, ...]
    oordeel: Verdict
    reden: str = ""
    bevindingen: tuple[Finding, ...] = ()
    berichten: tuple[MessageRecord, ...] = ()
    gebeurtenissen: tuple[EventRecord, ...] = ()
    bewijs: dict[str, int] = field(default_factory=dict)
    standaard: str = ""


@dataclass(frozen=True)
class RunRecord:
    """One run. `sut` has per role: rol, adres, naam, versie, standaarden, kan.

    `afgeleid` tells of each standard that the run relied on what is not officially known of it.
    """

    run: str
    ketentoets: str
    begonnen: str
    klaar: str
    profiel: dict[str, Any]
    regelset: str
    klok: str
    datum: str
    zaad: int
    rollen: tuple[str, ...]
    sut: tuple[dict[str, Any], ...]
    scenarios: tuple[ScenarioRecord, ...]
    afgebroken: bool = False
    afgeleid: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def oordeel(self) -> Verdict:
        """The verdict of the whole run."""
        return roll_up(s.oordeel for s in self.scenarios)

    def counts(self) -> dict[str, int]:
        """How many scenarios have each verdict, in the order of the roll-up, zeros included."""
        found = Counter(s.oordeel for s in self.scenarios)
        return {str(v): found[v] for v in ROLL_UP_ORDER}
