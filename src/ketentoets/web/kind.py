"""Runs in processes of their own: they go on when the server stops, and are found again when it starts.

Whether one is at work is known by the lock that it holds on its session: gone when the process is gone. The store
tries that lock for a session that should be running; so one that was broken off is written down as such before it
is started again, and nobody who looks at the page is in the way of the new process.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from threading import Lock
from time import monotonic

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.session.sessies import Sessie, Sessies, Staat
from ketentoets.suite.meekijken import PAUZE
from ketentoets.web.instellingen import TOKEN_VARIABLE

UITVOER = "uitvoer.txt"
MAX_UITVOER = 8 * 1024
SESSIE_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{4,32}")
"""The number of a session."""
GEDULD = 180
KIJK_ELKE = 0.05
"""Seconds that a session may take to begin, and between two looks whether it has."""


class Kinderen:
    """The processes that this server started, and those that an earlier one left at work."""

    def __init__(self, sessies: Sessies) -> None:
        self._sessies = sessies
        self._eigen: dict[str, subprocess.Popen[bytes]] = {}
        self._beurt = Lock()

    def begin(self, argumenten: Sequence[str]) -> str:
        """Start a new session; its number when it has one. Raises `ConfigurationError` when it cannot begin."""
        log = self._sessies.map / f".begin-{token_hex(8)}.txt"
        try:
            child = _start(["sessie", "start", *argumenten, *self._vast()], log)
            sessie_id = self._nummer(child, log)
            with self._beurt:
                self._eigen[sessie_id] = child
            with suppress(OSError):
                log.replace(self._sessies.map / sessie_id / UITVOER)
        finally:
            log.unlink(missing_ok=True)
        return sessie_id

    def _vast(self) -> list[str]:
        return ["--sessies", str(self._sessies.map), "--zonder-vragen"]

    def _nummer(self, child: "subprocess.Popen[bytes]", log: Path) -> str:
        until = monotonic() + GEDULD
        while True:
            stopped = _gestopt(child)
            text = log.read_text(encoding="utf-8", errors="replace")
            if found := SESSIE_ID.search(text):
                return found[0]
            if stopped:
                raise ConfigurationError(waarom_niet(text) or _("De toets kon niet beginnen."))
            if monotonic() > until:
                child.kill()
                child.wait()
                raise ConfigurationError(_("Het systeem gaf binnen {n} seconden geen antwoord.", n=GEDULD))

    def vervolg(self, sessie: Sessie) -> None:
        """Let a session go on; raises `ConfigurationError` when it is at work already."""
        with self._beurt:
            if self._bezig(sessie):
                raise ConfigurationError(_("Deze toets loopt al."))
            (sessie.map / PAUZE).unlink(missing_ok=True)
            if sessie.staat is Staat.AFGEBROKEN:
                self._sessies.zet(sessie.id, Staat.AFGEBROKEN, reden=sessie.reden)
            self._eigen[sessie.id] = _start(["sessie", "vervolg", sessie.id, *self._vast()], sessie.map / UITVOER)

    def stop(self, sessie: Sessie) -> None:
        """End a session for good, its report tells what was not played; `ConfigurationError` while it is at work."""
        with self._beurt:
            if self._bezig(sessie):
                raise ConfigurationError(_("Deze toets loopt al."))
            command = ["sessie", "stop", sessie.id, "--sessies", str(self._sessies.map)]
            self._eigen[sessie.id] = _start(command, sessie.map / UITVOER)

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
        return sessie.staat is Staat.LOOPT

    def sluit(self) -> None:
        """Let go of the processes; they go on, and are not ours to wait for any more."""
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


def _start(argumenten: Sequence[str], log: Path) -> "subprocess.Popen[bytes]":
    """A process that goes on without us; what it says is added to a file."""
    with log.open("ab") as stream:
        return subprocess.Popen(  # noqa: S603 - our own interpreter; every choice was checked
            opdracht(argumenten),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=omgeving(),
            start_new_session=True,
        )


def _gestopt(child: "subprocess.Popen[bytes]") -> bool:
    """Whether a process has ended; waits a moment for it."""
    try:
        child.wait(KIJK_ELKE)
    except subprocess.TimeoutExpired:
        return False
    return True


def omgeving() -> dict[str, str]:
    """The environment of a child: ours, without the secret of the page."""
    return {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}


def opdracht(argumenten: Sequence[str]) -> list[str]:
    """The command line of a child."""
    return [sys.executable, "-m", "ketentoets", *argumenten]


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
    before, after = _("ketentoets: {text}", text="\n").split("\n")[0], _("Hulp: ketentoets --help")
    return fout.rpartition(before)[2].partition(after)[0].strip() if before in fout else ""
