"""A command in this process: all that `python -m ketentoets` does, without starting an interpreter and importing anew.

What a process of its own shows besides (signals, a terminal, the language of the help) has tests with real processes.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from ketentoets.cli import start
from ketentoets.core.taal import BRON, VARIABELE, kies

OMGEVING = {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", VARIABELE: ""}


@dataclass(frozen=True)
class Klaar:
    """What a shell sees of a command that ended."""

    returncode: int
    stdout: str
    stderr: str


def ketentoets(*arguments: str, cwd: Path, omgeving: Mapping[str, str] | None = None) -> Klaar:
    out, err = Uitvoer(), Uitvoer()
    with (
        chdir(cwd),
        patch.dict(os.environ, {**OMGEVING, **(omgeving or {})}),
        patch.object(sys, "argv", ["ketentoets", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            start.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            kies(BRON)
    return Klaar(code, out.tekst(), err.tekst())


class Uitvoer(TextIOWrapper):
    """A stream that keeps what was written, with the bytes below it that a real one has."""

    def __init__(self) -> None:
        self.bytes = BytesIO()
        super().__init__(self.bytes, encoding="utf-8")

    def tekst(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode("utf-8")
