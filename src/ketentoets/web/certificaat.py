"""The certificate of a session: whether its run has gaps, and making it in a process of its own."""

import subprocess
from functools import lru_cache
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import read_journal
from ketentoets.core.taal import _
from ketentoets.suite.certificaat import JOURNAAL, PDF
from ketentoets.suite.certificering import gaten
from ketentoets.web.kind import omgeving, opdracht
from ketentoets.web.sessiebeeld import lees_run

GEDULD = 600
"""Seconds to judge a journal again and write the PDF."""


def gemaakt(map_: Path) -> bool:
    """Whether there is a certificate already."""
    return (map_ / PDF).exists()


def redenen(map_: Path) -> tuple[str, ...]:
    """Why this run cannot be certified, a sentence per gap; empty when it can."""
    path = map_ / JOURNAAL
    return _redenen(map_, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(maxsize=64)
def _redenen(map_: Path, changed: int) -> tuple[str, ...]:
    run = lees_run(map_) if changed else None
    if run is None:
        return (_("Er is nog geen uitslag."),)
    try:
        return tuple(gaten(run, read_journal(map_ / JOURNAAL)[0]))
    except ConfigurationError as error:
        return (str(error),)


def maak(map_: Path) -> None:
    """Make it beside the report, which is written anew; raises `ConfigurationError` with what the command said."""
    command = opdracht(["certificaat", str(map_), "--nieuw-rapport"])
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and a folder of our own
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=GEDULD, env=omgeving(), check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ConfigurationError(_("Het certificaat was niet op tijd klaar. Probeer het later opnieuw.")) from error
    if done.returncode:
        raise ConfigurationError(done.stderr.decode("utf-8", "replace").strip())
