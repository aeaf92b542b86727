"""The journal: the only truth. Append-only, one JSON object per line, on disk before it counts.

A message is acknowledged to its sender only after `append(..., durable=True)` returned.
After a crash the last line may be half written; reading stops there and says so.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.geheim import ZONDER, Masker
from ketentoets.core.taal import _

FORMAT_VERSION = 1


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
        self._file: BinaryIO = path.open("xb")

    def append(self, soort: str, tijd: datetime, *, durable: bool = False, **data: Any) -> Event:
        """Add a line; with `durable` it is on disk when this returns."""
        data = self._masker.data(data)
        event = Event(len(self.events), soort, tijd, data)
        line = {"n": event.n, "soort": soort, "tijd": tijd.isoformat(), **data}
        self._file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
        self._file.flush()
        if durable:
            os.fsync(self._file.fileno())
        self.events.append(event)
        return event

    def close(self) -> None:
        """Write everything to disk and let go of the file."""
        if not self._file.closed:
            self._file.flush()
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
        reason = error.strerror or str(error)
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
                reason=error,
            )
        ) from error


def by_scenario(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Group the lines from each 'scenario' line up to the next; lines before the first are left out."""
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
