"""How far long work is, on standard error, when someone watches; nothing at all when it is piped."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from ketentoets.core.taal import _

T = TypeVar("T")
_MB = 1024 * 1024


class Voortgang(AbstractContextManager["Voortgang"]):
    """A bar for the messages or files, and one for the megabytes of a large one.

    It is drawn by a thread, which begins with the first thing there is to show: until then processes can be forked.
    """

    def __init__(self, werk: str) -> None:
        self._werk = werk
        self._progress = Progress(
            TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
            console=Console(file=sys.stderr), transient=True, disable=not sys.stderr.isatty(), refresh_per_second=5,
        )  # fmt: skip
        self._groot: TaskID | None = None

    def __exit__(self, *_error: object) -> None:
        self._progress.stop()

    def volg(self, uitkomsten: Iterable[T], total: int | None) -> Iterator[T]:
        """Pass on, and count; `total` when it is known."""
        task = self._progress.add_task(self._werk, total=total)
        for uitkomst in uitkomsten:
            self._progress.start()
            self._progress.advance(task)
            if self._groot is not None:
                self._progress.remove_task(self._groot)
                self._groot = None
            yield uitkomst

    def gelezen(self, naam: str, aantal: int, grootte: int) -> None:
        """So many bytes of a large message were read or written."""
        self._progress.start()
        if self._groot is None:
            shown = "".join(c if c.isprintable() else "\ufffd" for c in naam)
            self._groot = self._progress.add_task(_("{name} (MB)", name=shown), total=-(-grootte // _MB))
        self._progress.update(self._groot, completed=aantal // _MB)
