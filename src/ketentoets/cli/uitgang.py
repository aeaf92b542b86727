"""Standard output and error that break nothing.

They outlive their reader: after `| head` the command goes on, and keeps its exit code. A character that the terminal
does not know (→ in an old code page) becomes a question mark.
"""

import io
import os
import sys
from typing import Any


class Doorgaand(io.FileIO):
    """A file descriptor; when nobody reads it any more, the rest goes nowhere."""

    def write(self, data: Any) -> int:
        """Write, or throw away."""
        try:
            return super().write(data)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self.fileno())
            return len(data)


def bescherm() -> None:
    """Make both streams so of this process; streams that somebody put in their place are left alone."""
    if sys.stdout is sys.__stdout__:
        sys.stdout = _doorgaand(sys.stdout)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _doorgaand(sys.stderr)


def _doorgaand(stream: Any) -> Any:
    if stream is None:
        return None
    errors = "replace" if stream.errors in {"strict", "surrogateescape"} else stream.errors
    if stream.isatty():
        stream.reconfigure(errors=errors)
        return stream
    raw = Doorgaand(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors=errors,
        line_buffering=stream is sys.stderr,
    )
