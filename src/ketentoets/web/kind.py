"""Runs in processes of their own: they go on when the server stops, and are found again when it starts.

Whether one is at work is known by the lock that it holds on its session: gone when the process is gone. The lock
is only tried for a session that should be running, so that nobody who starts one finds us in the way.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.session.sessies import Sessie, Sessies, Staat
from ketentoets.suite.meekijken import PAUZE
from ketentoets.web.beurt import MODULE
from ketentoets.web.instellingen import TOKEN_VARIABLE

UITVOER = "uitvoer.txt"
MAX_UITVOER = 8 * 1024
ZEGT, HULP = "ketentoets: ", "\nHulp: "
"""Between these two stands why a command could not be carried out."""


class Kinderen:
    """The processes that this server started, and those that an earlier one left at work."""

    def __init__(self, sessies: Sessies) -> None:
        self._sessies = sessies
        self._eigen: dict[str, subprocess.Popen[bytes]] = {}
        self._beurt = Lock()

    def start(self, sessie: Sessie, argumenten: Sequence[str]) -> None:
        """Start a process for a session; raises `ConfigurationError` when there is one already."""
        with self._beurt:
            if self._bezig(sessie):
                raise ConfigurationError(_("Deze toets loopt al."))
            (sessie.map / PAUZE).unlink(missing_ok=True)
            with (sessie.map / UITVOER).open("ab") as uitvoer:
                self._eigen[sessie.id] = subprocess.Popen(  # noqa: S603 - our own interpreter; every choice was checked
                    beurt(sessie, argumenten),
                    stdin=subprocess.DEVNULL,
                    stdout=uitvoer,
                    stderr=subprocess.STDOUT,
                    env=omgeving(),
                    start_new_session=True,
                )

    def bezig(self, sessie: Sessie) -> bool:
        """Whether some process is at work for this session."""
        with self._beurt:
            return self._bezig(sessie)

    def aantal(self) -> int:
        """How many of our own processes are at work."""
        with self._beurt:
            return sum(child.poll() is None for child in self._eigen.values())

    def _bezig(self, sessie: Sessie) -> bool:
        child = self._eigen.get(sessie.id)
        if child is not None and child.poll() is None:
            return True
        self._eigen.pop(sessie.id, None)
        return sessie.staat is Staat.LOOPT and self._sessies.wordt_uitgevoerd(sessie)

    def sluit(self) -> None:
        """Let go of the processes; they go on."""
        with self._beurt:
            for child in self._eigen.values():
                if child.poll() is None:
                    child.returncode = 0
            self._eigen.clear()

    def pauzeer(self, sessie: Sessie) -> None:
        """Ask to stop after the scenario that runs now."""
        (sessie.map / PAUZE).touch()

    def gevraagd_te_pauzeren(self, sessie: Sessie) -> bool:
        """Whether a pause was asked for."""
        return (sessie.map / PAUZE).exists()


def omgeving() -> dict[str, str]:
    """The environment of a child: ours, without the secret of the page."""
    return {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}


def opdracht(argumenten: Sequence[str]) -> list[str]:
    """The command line of a child."""
    return [sys.executable, "-m", "ketentoets", *argumenten]


def beurt(sessie: Sessie, argumenten: Sequence[str]) -> list[str]:
    """The command line of a turn of a session."""
    return [sys.executable, "-m", MODULE, str(sessie.map.parent), sessie.id, *argumenten]


def laatste_woorden(map_: Path) -> str:
    """What the process said last about itself, for when it went wrong; '' when it said nothing."""
    try:
        with (map_ / UITVOER).open("rb") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - MAX_UITVOER))
            text = stream.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""
    return waarom_niet(text)


def waarom_niet(fout: str) -> str:
    """Why a command could not be carried out, from what it wrote; '' when it did not say."""
    return fout.rpartition(ZEGT)[2].partition(HULP)[0].strip() if ZEGT in fout else ""
