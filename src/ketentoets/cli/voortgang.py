"""How far it is, on one line of a terminal; nothing when nobody watches."""

import sys
import time
from types import TracebackType

_EVERY = 100_000_000  # nanoseconds
_CLEAR = "\r\x1b[2K"


class Voortgang:
    """Used as a context: the line is gone afterwards, also after an error."""

    def __init__(self) -> None:
        self._watched = sys.stderr.isatty()
        self._last = 0

    def __enter__(self) -> "Voortgang":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._last:
            self._write("")

    def meld(self, tekst: str) -> None:
        """Show this text in place of the last, unless that was shown only just now."""
        now = time.monotonic_ns()
        if self._watched and now - self._last >= _EVERY:
            self._last = now
            self._write(tekst)

    @staticmethod
    def _write(tekst: str) -> None:
        sys.stderr.write(_CLEAR + tekst)
        sys.stderr.flush()
