"""Follow a journal while a run writes it: what is new since last time, never what it is worth."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from ketentoets.core.calendar import parse_moment
from ketentoets.core.journal import Event
from ketentoets.core.record import MessageRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.session.verslag import gebeurtenissen

CHUNK = 4 * 1024 * 1024
MAX_LINE = 64 * 1024 * 1024
MAX_SHOWN = 120
"""So many messages of one scenario are drawn; a longer one is cut, and says so."""


@dataclass
class Volger:
    """Reads the lines that were added, and keeps the scenario that runs now."""

    pad: Path
    scenario: list[Event] = field(default_factory=list)
    _sporen: dict[str, list[Event]] = field(default_factory=dict)
    _offset: int = 0
    _rest: bytes = b""
    _slot: Lock = field(default_factory=Lock)

    def bij(self) -> "Volger":
        """Read what was added; a journal that is not there yet is empty."""
        with self._slot:
            try:
                with self.pad.open("rb") as stream:
                    stream.seek(self._offset)
                    while chunk := stream.read(CHUNK):
                        self._offset += len(chunk)
                        self._lees(chunk)
            except FileNotFoundError:
                pass
        return self

    def _lees(self, chunk: bytes) -> None:
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        if len(self._rest) > MAX_LINE:
            self._rest = b""
        for line in lines:
            event = _event(line)
            if event is not None:
                self._neem(event)

    def _neem(self, event: Event) -> None:
        """Scenarios follow each other; in a session they take turns, and every line says whose it is."""
        key = str(event.get("spoor", ""))
        if event.soort == "scenario":
            self._sporen[key] = [event]
        elif key in self._sporen:
            self._sporen[key].append(event)
        self.scenario = self._sporen.get(key, self.scenario)

    def beeld(self) -> ScenarioRecord | None:
        """The scenario that runs now, as far as it came, for the diagram; it has no verdict yet."""
        with self._slot:
            events = list(self.scenario)
        return _beeld(events) if events else None


def _event(line: bytes) -> Event | None:
    try:
        data = json.loads(line)
        return Event(int(data.pop("n")), str(data.pop("soort")), parse_moment(data.pop("tijd")), data)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _beeld(events: list[Event]) -> ScenarioRecord:
    kop, standaard = events[0], str(events[0].get("standaard", ""))
    outcomes = {e.get("id"): str(e.get("uitkomst", "")) for e in events if e.soort == "aflevering"}
    messages = [e for e in events if e.soort == "bericht"]
    return ScenarioRecord(
        id=str(kop.get("id", "")),
        naam=str(kop.get("naam", "")),
        proces=str(kop.get("proces", "")),
        rol=str(kop.get("rol", "")),
        bron=(),
        regels=(),
        soorten=(),
        oordeel=Verdict.ONBESLIST,
        berichten=tuple(_bericht(e, standaard, outcomes) for e in messages[-MAX_SHOWN:]),
        gebeurtenissen=tuple(gebeurtenissen(events))[-MAX_SHOWN:],
        standaard=standaard,
    )


def _bericht(event: Event, standaard: str, outcomes: dict[Any, str]) -> MessageRecord:
    prefix = "WMO" if standaard.startswith("iwmo") else "JW"
    kind = str(event.get("bericht", ""))
    return MessageRecord(
        id=str(event.get("id", "")),
        soort=f"{prefix}{kind}" if kind else _("onleesbaar"),
        van=str(event.get("van", "")),
        naar=str(event.get("naar", "")),
        beschikbaar=str(event.get("beschikbaar", "")),
        ontvangen=str(event.get("ontvangen", "")),
        xml="",
        sha256="",
        uitkomst=outcomes.get(event.get("id"), "aangenomen"),
        mutatie=event.get("mutatie") or {},
        n=event.n,
    )
