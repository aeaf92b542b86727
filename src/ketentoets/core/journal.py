"""The journal: the only truth. Append-only, one JSON object per line, on disk before it counts.

A message is acknowledged to its sender only after `append(..., durable=True)` returned.
After a crash the last line may be half written; reading stops there and says so, and `heropen` cuts it off.

Scenarios that take turns write in one journal: each of their lines has a `spoor` (track) that says whose it
is. A line `vervallen` says which lines before it no longer count: a scenario that was started over.
"""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import ConfigurationError, JournalFault
from ketentoets.core.geheim import ZONDER, Masker
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

FORMAT_VERSION = 1
VERVALLEN = "vervallen"


@dataclass(frozen=True)
class Event:
    """One line. `tijd` is the moment on the clock of the chain, `data` the rest of the line."""

    n: int
    soort: str
    tijd: datetime
    data: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value of `key`, or `default`."""
        return self.data.get(key, default)


class Journal:
    """Writes events to a file and keeps them in memory for whoever follows along; without secrets."""

    def __init__(self, path: Path, masker: Masker = ZONDER) -> None:
        self._masker = masker
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.events: list[Event] = []
        self._file = path.open("xb", buffering=0)
        self._stuk = ""

    @classmethod
    def heropen(cls, path: Path, masker: Masker = ZONDER) -> tuple["Journal", bool]:
        """Go on in a journal; also whether it was whole (False: a half-written last line was cut off).

        Raises `ConfigurationError` when it cannot be read.
        """
        events, whole = read_journal(path)
        if not whole:
            _kap_af(path)
        journal = cls.__new__(cls)
        journal.path, journal.events, journal._stuk, journal._masker = path, events, "", masker
        journal._file = path.open("ab", buffering=0)
        return journal, whole

    @property
    def stuk(self) -> str:
        """Why nothing more can be written; '' while it can."""
        return self._stuk

    def append(self, soort: str, tijd: datetime, *, durable: bool = False, **data: Any) -> Event:
        """Add a line; with `durable` it is on disk when this returns. The event is what will be read back.

        Raises `JournalFault` when the disk is full or gone: what is not written is not acknowledged either.
        """
        head = {"n": len(self.events), "soort": soort, "tijd": tijd.isoformat()}
        line = json.dumps({**head, **self._masker.data(data)}, ensure_ascii=False).encode("utf-8", "replace")
        self._schrijf(line + b"\n", durable=durable)
        written = {key: value for key, value in json.loads(line).items() if key not in head}
        event = Event(len(self.events), soort, tijd, written)
        self.events.append(event)
        return event

    def _schrijf(self, line: bytes, *, durable: bool) -> None:
        """Write a whole line or nothing; after a failure nothing more is written."""
        if self._stuk:
            raise JournalFault(self._stuk)
        begin = self._file.seek(0, os.SEEK_END)
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[self._file.write(rest) :]
            if durable:
                os.fsync(self._file.fileno())
        except OSError as error:
            reason = waarom(error)
            self._stuk = _("kan niet schrijven in journaal {path}: {reason}", path=self.path, reason=reason)
            with suppress(OSError):
                self._file.truncate(begin)
            raise JournalFault(self._stuk) from error

    def close(self) -> None:
        """Write everything to disk and let go of the file."""
        if not self._file.closed:
            if not self._stuk:
                os.fsync(self._file.fileno())
            self._file.close()

    def __enter__(self) -> "Journal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read_journal(path: Path) -> tuple[list[Event], bool]:
    """Read a journal; also whether it is whole (False: the last line was cut off).

    Raises `ConfigurationError` with the line when anything else cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(_("Kan journaal {path} niet lezen: {reason}", path=path, reason=reason)) from error
    whole = lines[-1] == b""
    events = [_event(path, number, line) for number, line in enumerate(lines[:-1], 1)]
    if not events:
        raise ConfigurationError(_("Journaal {path} is leeg.", path=path))
    return events, whole


def _event(path: Path, number: int, line: bytes) -> Event:
    try:
        data = json.loads(line)
        return Event(int(data.pop("n")), str(data.pop("soort")), parse_moment(data.pop("tijd")), data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ConfigurationError(
            _(
                "Journaal {path}, regel {n}: geen geldige journaalregel ({reason}).",
                path=path,
                n=number,
                reason=_mankement(error),
            )
        ) from error


def _mankement(error: Exception) -> str:
    """What is wrong with a line; where in the line the parser stumbled helps nobody."""
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError):
        return _("dit is geen JSON")
    return _("{name} ontbreekt", name=error.args[0]) if isinstance(error, KeyError) else str(error)


def _kap_af(path: Path) -> None:
    """Take away what stands after the last whole line."""
    with path.open("r+b") as file:
        file.truncate(file.read().rfind(b"\n") + 1)
        os.fsync(file.fileno())


def geldig(events: Iterable[Event]) -> list[Event]:
    """The lines that count: without what was abandoned, and without the lines that say so."""
    lines = list(events)
    gone = [(int(e["van"]), int(e["tot"])) for e in lines if e.soort == VERVALLEN]
    return [e for e in lines if e.soort != VERVALLEN and not any(van <= e.n <= tot for van, tot in gone)]


def by_scenario(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Group the lines per scenario, each group from its 'scenario' line; abandoned lines are left out.

    Lines of a track belong together wherever they stand, other lines until the next 'scenario' line.
    """
    los: list[Event] = []
    sporen: dict[str, list[Event]] = {}
    for event in geldig(events):
        spoor = event.get("spoor")
        (los if spoor is None else sporen.setdefault(spoor, [])).append(event)
    yield from _achtereen(los)
    for lines in sporen.values():
        yield from islice(_achtereen(lines), 1)


def _achtereen(events: Iterable[Event]) -> Iterator[list[Event]]:
    group: list[Event] = []
    for event in events:
        if event.soort == "scenario":
            if group:
                yield group
            group = []
        if group or event.soort == "scenario":
            group.append(event)
    if group:
        yield group


def last_scenario(events: list[Event]) -> list[Event]:
    """The lines of the scenario that was written last; only those are looked at."""
    start = next(n for n in range(len(events) - 1, -1, -1) if events[n].soort == "scenario")
    return events[start:]
