"""A system that only imports and exports files (contract, *Directory*).

`naar-sut/` holds what the system must import, `van-sut/` what it exported; every file is written
under a temporary name and renamed. What was taken moves to `verwerkt/`, what cannot be read to
`geweigerd/` with a text that says why - by the harness for `van-sut/`, by the system for `naar-sut/`,
which is how the harness learns what the system made of a message.
"""

import os
import re
import stat
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from time import time
from uuid import UUID, uuid5

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError, SutContractError, SutUnreachable
from ketentoets.core.geheim import ZONDER, Masker
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Outcome, Receipt, ZonderBesturing
from ketentoets.transports.pak import pak_uit

NAAR, VAN, VERWERKT, GEWEIGERD = "naar-sut", "van-sut", "verwerkt", "geweigerd"
MAX_BESTANDEN = 10_000
"""So many files in one folder are looked at; more wait until these are gone."""
MAX_UITLEG = 4096
MAX_NAAM = 220
RUST = 2.0
"""Seconds that a file which cannot be read yet is left alone: it may still be being written."""
_NAAMRUIMTE = UUID("1f3a8c0e-52a7-5d64-9e0b-7f2d5c7f6a11")
_SOORT = re.compile(rb"/(wmo|jw)([0-9]{3})/schema")


class MapSysteem(ZonderBesturing):
    """The folder at `path`; it is made when it is not there."""

    def __init__(self, path: Path, masker: Masker = ZONDER) -> None:
        self.map = path
        self.adres = f"map:{path}"
        self._masker = masker
        self._bezig: dict[str, Path] = {}
        self._neergelegd: dict[str, str] = {}
        try:
            for name in (NAAR, VAN, VERWERKT, GEWEIGERD):
                (path / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reden = waarom(error)
            raise ConfigurationError(_("Kan map {path} niet gebruiken: {reden}.", path=path, reden=reden)) from error

    def deliver(self, envelope: Envelope) -> Receipt:
        """Lay a message down; the same id is the same file. What becomes of it shows later."""
        found = _SOORT.search(envelope.xml[:MAX_UITLEG])
        soort = (found[1] + found[2]).decode().upper() if found else "bericht"
        naam = f"{envelope.tijd.astimezone(AMSTERDAM):%Y%m%dT%H%M%S}-{soort}-{envelope.id}.xml"
        try:
            if not any((self.map / place / naam).exists() for place in (NAAR, VERWERKT, GEWEIGERD)):
                _schrijf(self.map / NAAR / naam, envelope.xml)
        except OSError as error:
            raise _onbereikbaar(self.map / NAAR, error) from error
        self._neergelegd[naam] = envelope.id
        return Receipt(Outcome.NEERGELEGD)

    def receipts(self) -> list[tuple[str, Receipt]]:
        """What the system moved since the last time; a file that is simply gone says nothing."""
        return [item for naam in list(self._neergelegd) if (item := self._lot(naam)) is not None]

    def _lot(self, naam: str) -> tuple[str, Receipt] | None:
        geweigerd = self.map / GEWEIGERD / naam
        if geweigerd.exists():
            return self._neergelegd.pop(naam), Receipt(Outcome.GEWEIGERD, self._uitleg(geweigerd))
        if (self.map / VERWERKT / naam).exists():
            return self._neergelegd.pop(naam), Receipt(Outcome.AANGENOMEN)
        return None

    def _uitleg(self, geweigerd: Path) -> str:
        for path in (geweigerd.with_suffix(".txt"), geweigerd.with_name(geweigerd.name + ".txt")):
            with suppress(OSError, SutContractError):
                return self._masker.toon(" ".join(_inhoud(path)[:MAX_UITLEG].decode("utf-8", "replace").split()))
        return ""

    def fetch(self) -> Envelope | None:
        """The oldest file that was exported; one that cannot be used is set aside and raises."""
        for gewijzigd, path in self._klaar():
            if (envelope := self._lees(path, gewijzigd)) is not None:
                self._bezig[envelope.id] = path
                return envelope
        return None

    def _klaar(self) -> list[tuple[int, Path]]:
        """The exported files, oldest first, with when they were written (nanoseconds)."""
        found: list[tuple[int, Path]] = []
        try:
            with os.scandir(self.map / VAN) as entries:
                for entry in entries:
                    if len(found) < MAX_BESTANDEN and _is_bericht(entry):
                        found.append((entry.stat(follow_symlinks=False).st_mtime_ns, Path(entry.path)))
        except OSError as error:
            raise _onbereikbaar(self.map / VAN, error) from error
        return sorted(found, key=lambda item: (item[0], item[1].name))

    def _lees(self, path: Path, gewijzigd: int) -> Envelope | None:
        try:
            inhoud = _inhoud(path)
            xml = pak_uit(inhoud) if path.suffix.casefold() == ".zip" else inhoud
            if not inhoud:
                raise SutContractError(_("het bestand is leeg"))
        except OSError as error:
            raise _onbereikbaar(path, error) from error
        except SutContractError as error:
            if time() - gewijzigd / 1e9 < RUST:
                return None
            self._zet_opzij(path, GEWEIGERD, str(error))
            raise SutContractError(_("{path}: {reden}", path=_leesbaar(path.name), reden=error)) from error
        naam = f"{_leesbaar(path.name)}\0{gewijzigd}\0{sha256(xml).hexdigest()}"
        return Envelope(str(uuid5(_NAAMRUIMTE, naam)), datetime.fromtimestamp(gewijzigd // 10**9, AMSTERDAM), xml)

    def acknowledge(self, message_id: str) -> None:
        """It is in the journal: the file moves to `verwerkt/`."""
        path = self._bezig.pop(message_id, None)
        if path is not None:
            self._zet_opzij(path, VERWERKT)

    def _zet_opzij(self, path: Path, plek: str, reden: str = "") -> None:
        naam = _vrij(self.map / plek, path)
        try:
            if reden:
                _schrijf(naam.with_name(_kort(naam.name) + ".txt"), self._masker.toon(reden).encode() + b"\n")
            path.replace(naam)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _onbereikbaar(path, error) from error

    def close(self) -> None:
        """Nothing to release."""


def _is_bericht(entry: "os.DirEntry[str]") -> bool:
    """A finished file: no temporary name, no link, no folder."""
    finished = not entry.name.startswith((".", "~")) and entry.name.casefold().endswith((".xml", ".zip"))
    return finished and entry.is_file(follow_symlinks=False)


def _leesbaar(naam: str) -> str:
    """A file name as text; bytes in it that are no UTF-8 are written as escapes."""
    return naam.encode("utf-8", "backslashreplace").decode()


def _kort(naam: str) -> str:
    """A name to which endings can still be added: file systems take 255 bytes."""
    return naam if len(os.fsencode(naam)) <= MAX_NAAM else os.fsencode(naam)[:MAX_NAAM].decode("utf-8", "ignore")


def _inhoud(path: Path) -> bytes:
    """The bytes of an ordinary file of at most 25 MB; a link is not followed."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise SutContractError(_("dit is geen gewoon bestand"))
        inhoud = file.read(MAX_BYTES + 1)
    if len(inhoud) > MAX_BYTES:
        raise SutContractError(_("het bestand is groter dan 25 MB (OP179)"))
    return inhoud


def _schrijf(path: Path, inhoud: bytes) -> None:
    """Under a temporary name, to disk, then renamed: who looks sees a whole file or none."""
    tijdelijk = path.with_name(f".{path.name}.tijdelijk")
    with tijdelijk.open("wb") as file:
        file.write(inhoud)
        file.flush()
        os.fsync(file.fileno())
    tijdelijk.replace(path)


def _vrij(map_: Path, path: Path) -> Path:
    """A name that no earlier file has."""
    names = (map_ / (path.name if not n else f"{path.stem}-{n}{path.suffix}") for n in range(MAX_BESTANDEN * 10))
    return next(naam for naam in names if not naam.exists())


def _onbereikbaar(path: Path, error: OSError) -> SutUnreachable:
    reden = waarom(error)
    return SutUnreachable(_("{path}: {reden}", path=path, reden=reden))
