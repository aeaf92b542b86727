"""A watchdog: an answer that comes in drops never times out by itself, so somebody has to look.

One thread per system. It sleeps until the nearest deadline; most requests are over long before.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Condition, Thread
from time import monotonic


class Waakhond:
    """Calls `verlopen` when a guarded block takes longer than it may."""

    def __init__(self, verlopen: Callable[[], None]) -> None:
        self._verlopen = verlopen
        self._condition = Condition()
        self._deadline: float | None = None
        self._wakes_at = 0.0
        self._thread: Thread | None = None
        self.gebeten = False

    @contextmanager
    def bewaak(self, seconds: float) -> Generator[None, None, None]:
        """Guard a block; `gebeten` tells afterwards whether it was cut off."""
        self._set(monotonic() + seconds)
        try:
            yield
        finally:
            self._set(None)

    def _set(self, deadline: float | None) -> None:
        with self._condition:
            self._deadline = deadline
            if deadline is None:
                return
            self.gebeten = False
            if self._thread is None:
                self._thread = Thread(target=self._watch, daemon=True, name="ketentoets-waakhond")
                self._thread.start()
            elif deadline < self._wakes_at:
                self._condition.notify()

    def _watch(self) -> None:
        with self._condition:
            while True:
                now = monotonic()
                if self._deadline is not None and self._deadline <= now:
                    self._deadline, self.gebeten = None, True
                    self._verlopen()
                pause = self._deadline - now if self._deadline is not None else None
                self._wakes_at = float("inf") if pause is None else now + pause
                self._condition.wait(pause)
