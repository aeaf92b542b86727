"""Runs in processes of their own: they go on when the server stops, and are found again when it starts.

Whether one is busy is known by a lock that the child holds: it is gone when the child is gone, whatever happened.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.web.instellingen import TOKEN_VARIABLE

SLOT, PID, UITVOER = ".bezig", ".pid", "uitvoer.txt"
MAX_UITVOER = 8 * 1024
_kinderen: dict[Path, "subprocess.Popen[bytes]"] = {}
_beurt = Lock()


def omgeving() -> dict[str, str]:
    """The environment of a child: ours, without the secret of the page."""
    return {name: value for name, value in os.environ.items() if name != TOKEN_VARIABLE}


def opdracht(argumenten: Sequence[str]) -> list[str]:
    """The command line of a child."""
    return [sys.executable, "-m", "ketentoets", *argumenten]


def start(map_: Path, argumenten: Sequence[str]) -> None:
    """Start a child for the session in this folder; raises `ConfigurationError` when one is busy already."""
    map_.mkdir(parents=True, exist_ok=True)
    with _beurt, (map_ / SLOT).open("ab") as slot:
        if not _pak(slot.fileno()):
            raise ConfigurationError(_("Deze toets loopt al."))
        with (map_ / UITVOER).open("ab") as uitvoer:
            child = subprocess.Popen(  # noqa: S603 - our own interpreter; every choice was checked
                opdracht(argumenten),
                stdin=subprocess.DEVNULL,
                stdout=uitvoer,
                stderr=subprocess.STDOUT,
                env=omgeving(),
                start_new_session=True,
                pass_fds=[slot.fileno()],
            )
        (map_ / PID).write_text(str(child.pid), encoding="ascii")
        _kinderen[map_] = child


def bezig(map_: Path) -> bool:
    """Whether a child is at work for this session, started by us or by an earlier server."""
    child = _kinderen.get(map_)
    if child is not None and child.poll() is not None:
        del _kinderen[map_]
    try:
        with (map_ / SLOT).open("rb") as slot:
            return not _pak(slot.fileno())
    except FileNotFoundError:
        return False


def onderbreek(map_: Path) -> None:
    """Ask the child to stop; it writes down what it has. Nothing happens when there is none."""
    if not bezig(map_):
        return
    try:
        os.kill(int((map_ / PID).read_text(encoding="ascii")), signal.SIGINT)
    except (OSError, ValueError) as error:
        raise ConfigurationError(_("De toets laat zich niet onderbreken: {reason}", reason=error)) from error


def uitvoer(map_: Path) -> str:
    """The last words of the child, for when it went wrong."""
    try:
        with (map_ / UITVOER).open("rb") as stream:
            stream.seek(max(0, stream.seek(0, os.SEEK_END) - MAX_UITVOER))
            return stream.read().decode("utf-8", "replace").strip()
    except FileNotFoundError:
        return ""


def _pak(descriptor: int) -> bool:
    """Take the lock, for as long as this file stays open here or in a child."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
