"""Reading what `valideer` was pointed at: files, folders, zips and standard input.

Everything here is untrusted. What cannot be read safely becomes a `Stuk` with a refusal, never a
crash; names inside a zip are only shown, nothing is ever unpacked to disk.
"""

import os
import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile, ZipInfo

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.finding import Finding
from ketentoets.core.message import GROOTTE, MAX_BYTES
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

STDIN = "-"
STDIN_NAAM = "<stdin>"
MAX_BESTAND = 1024 * 1024 * 1024
"""The most a file may be; above `MAX_BYTES` it is judged in parts."""
DEEL = 256 * 1024
"""How many bytes of a larger file are read at a time."""
MAX_ZIP_BYTES = 100 * 1024 * 1024
"""The most a zip may be, packed and unpacked (all members together)."""
MAX_ZIP_LEDEN = 1000
MAX_ZIP_INHOUD = 2 * 1024 * 1024
"""The most its table of contents may be."""
MAX_VERHOUDING = 200
"""How much smaller than its content a member may be, when the content is more than 1 MB."""

_KLEIN = 1024 * 1024
_MAGIC = b"PK\x03\x04"
_EINDE = struct.Struct("<4s4H2LH")
_LOCATOR = 20
_COMMENTAAR = 65535
_VERSLEUTELD = 0x1


@dataclass(frozen=True)
class Stuk:
    """One message as it came in, or why it was refused. `naam` is safe to encode, not to open.

    A larger file is not read yet: `bron` is where it is, `grootte` how many bytes it had.
    """

    naam: str
    raw: bytes = b""
    weigering: Finding | None = None
    bron: Path | None = None
    grootte: int = 0

    @property
    def te_groot(self) -> bool:
        """Whether it is a file that may only be read in parts (OP179)."""
        return self.bron is not None and self.grootte > MAX_BYTES

    def omvang(self) -> int:
        """How many bytes it has."""
        return self.grootte if self.bron else len(self.raw)

    def lees(self) -> bytes:
        """All its bytes, one more than `MAX_BYTES` at most; raises OSError."""
        if self.bron is None:
            return self.raw
        with self.bron.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)

    def delen(self) -> Iterator[bytes]:
        """Its bytes in parts, `MAX_BESTAND` at most; raises OSError."""
        if self.bron is None:
            yield from (self.raw[at : at + DEEL] for at in range(0, len(self.raw), DEEL))
            return
        with self.bron.open("rb") as stream:
            yield from islice(iter(lambda: stream.read(DEEL), b""), MAX_BESTAND // DEEL + 1)


def is_geschiedenis(paden: list[str]) -> bool:
    """Whether these arguments are more than one single message: several, a folder, or a zip."""
    return len(paden) > 1 or (paden[0] != STDIN and (Path(paden[0]).is_dir() or _is_zip(Path(paden[0]))))


def controleer_paden(paden: Iterable[str]) -> None:
    """Raise ConfigurationError for a path that does not exist."""
    for pad in paden:
        if pad != STDIN and not _bestaat(pad):
            raise ConfigurationError(_("{path} bestaat niet.", path=toonbaar(pad)))


def _bestaat(pad: str) -> bool:
    try:
        return os.path.lexists(pad)
    except ValueError:  # a NUL in the name
        return False


def lees(paden: Iterable[str], stdin: BinaryIO, lui_vanaf: int = MAX_BYTES) -> Iterator[Stuk]:
    """Every message behind these arguments, one at a time; a file that is named twice comes once.

    A file of more than `lui_vanaf` bytes is left for whoever judges it to read.
    """
    gezien: set[tuple[str, str]] = set()
    echte_map = cache(os.path.realpath)
    for pad in paden:
        if pad == STDIN:
            yield from _uit_bytes(STDIN_NAAM, stdin.read(MAX_BYTES + 1))
            continue
        for bestand in _bestanden(Path(pad)):
            own = os.path.islink(bestand) or bestand.name in {"", ".."}  # noqa: PTH114 - Path.is_symlink may raise
            echt = os.path.split(os.path.realpath(bestand)) if own else (echte_map(bestand.parent), bestand.name)
            if echt not in gezien:
                gezien.add(echt)
                yield from _bestand(bestand, lui_vanaf)


def toonbaar(pad: object) -> str:
    """A path as text that can be encoded, whatever its bytes are."""
    return str(pad).encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def weiger(naam: str, tekst: str, gevonden: str = "", regel: str = "") -> Stuk:
    """A message that was not read, with the reason, and the rule of the standard when that is why."""
    return Stuk(naam, weigering=Finding("onleesbaar", tekst, regel=regel, niveau=1, gevonden=gevonden))


def bestandsnaam(stuk: Stuk) -> str:
    """The name of the file or the member of a zip a message came in; '' for standard input."""
    return "" if stuk.naam == STDIN_NAAM else stuk.naam.rpartition("!")[2]


def _bestanden(pad: Path) -> Iterator[Path]:
    """The file itself, or the .xml and .zip files of a folder; links to folders are not followed."""
    if not pad.is_dir():
        yield pad
        return
    for folder, folders, names in os.walk(pad, followlinks=False, onerror=_geen_toegang):
        folders.sort()
        yield from (Path(folder, name) for name in sorted(names) if name.lower().endswith((".xml", ".zip")))


def _geen_toegang(error: OSError) -> None:
    """A folder that cannot be listed may hide messages: that is never passed over in silence."""
    reason = waarom(error)
    raise ConfigurationError(_("Kan map {path} niet lezen: {reason}", path=toonbaar(error.filename), reason=reason))


def _bestand(pad: Path, lui_vanaf: int) -> Iterator[Stuk]:
    naam = toonbaar(pad)
    try:
        found = pad.stat()
        if not stat.S_ISREG(found.st_mode):
            yield weiger(naam, _("dit is geen gewoon bestand"))
        elif found.st_size > lui_vanaf and _is_zip(pad):
            with pad.open("rb") as stream:
                yield from _uit_zip(naam, stream)
        elif found.st_size > MAX_BESTAND:
            yield weiger(naam, _("het bestand is groter dan {n} MB", n=MAX_BESTAND // _KLEIN))
        elif found.st_size > lui_vanaf:
            yield Stuk(naam, bron=pad, grootte=found.st_size)
        else:
            with pad.open("rb") as stream:
                raw = stream.read(MAX_BYTES + 1)
            yield from _uit_zip(naam, BytesIO(raw)) if _heet_zip(pad) else _uit_bytes(naam, raw)
    except OSError as error:
        yield onleesbaar(naam, error)


def onleesbaar(naam: str, error: OSError) -> Stuk:
    """A file that could not be read, with the reason."""
    return weiger(naam, _("het bestand kan niet gelezen worden: {reason}", reason=waarom(error)))


def _heet_zip(pad: Path) -> bool:
    return pad.suffix.lower() == ".zip"


def _is_zip(pad: Path) -> bool:
    if _heet_zip(pad):
        return True
    try:
        if not stat.S_ISREG(pad.stat().st_mode):
            return False
        with pad.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _uit_bytes(naam: str, raw: bytes) -> Iterator[Stuk]:
    if raw.startswith(_MAGIC):
        yield from _uit_zip(naam, BytesIO(raw))
    else:
        yield Stuk(naam, raw)


def _uit_zip(naam: str, stream: BinaryIO) -> Iterator[Stuk]:
    reden = _bezwaar_zip(stream)
    if reden:
        yield weiger(naam, reden)
        return
    try:
        with ZipFile(stream) as archief:
            yield from _leden(naam, archief)
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError, struct.error) as error:
        yield weiger(naam, _("dit is geen leesbaar zipbestand: {reason}", reason=error))


def _bezwaar_zip(stream: BinaryIO) -> str:
    """Why a zip is not even opened: its size, or a table of contents that is absurd or absent."""
    size = stream.seek(0, os.SEEK_END)
    if size > MAX_ZIP_BYTES:
        return _("het zipbestand is groter dan {n} MB", n=MAX_ZIP_BYTES // _KLEIN)
    stream.seek(-min(size, _LOCATOR + _EINDE.size + _COMMENTAAR), os.SEEK_END)
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _EINDE.size:
        return _("dit is geen leesbaar zipbestand: de inhoudsopgave ontbreekt")
    _sig, _disk, _start, _here, leden, inhoud, _offset, _comment = _EINDE.unpack_from(tail, at)
    if tail[max(at - _LOCATOR, 0) : at].startswith(b"PK\x06\x07") or inhoud > MAX_ZIP_INHOUD or leden > MAX_ZIP_LEDEN:
        return _("het zipbestand heeft meer dan {n} leden of een te grote inhoudsopgave", n=MAX_ZIP_LEDEN)
    return ""


def _leden(naam: str, archief: ZipFile) -> Iterator[Stuk]:
    leden = [lid for lid in archief.infolist() if not lid.is_dir()]
    if len(leden) > MAX_ZIP_LEDEN:
        yield weiger(naam, _("het zipbestand heeft meer dan {n} leden", n=MAX_ZIP_LEDEN))
    elif sum(lid.file_size for lid in leden) > MAX_ZIP_BYTES:
        yield weiger(naam, _("de inhoud van het zipbestand is samen groter dan {n} MB", n=MAX_ZIP_BYTES // _KLEIN))
    elif not leden:
        yield weiger(naam, _("het zipbestand is leeg"))
    else:
        yield from (_lid(f"{naam}!{_lidnaam(lid)}", archief, lid) for lid in leden)


def _lidnaam(lid: ZipInfo) -> str:
    return lid.filename.encode("utf-8", "replace").decode("utf-8")


def _lid(naam: str, archief: ZipFile, lid: ZipInfo) -> Stuk:
    if lid.file_size > MAX_BYTES:
        return weiger(naam, _("het bericht is groter dan 25 MB (OP179)"), f"{lid.file_size // _KLEIN} MB", GROOTTE)
    reden = _bezwaar_lid(lid)
    if reden:
        return weiger(naam, reden)
    try:
        with archief.open(lid) as stream:
            raw = stream.read(MAX_BYTES + 1)
    except (BadZipFile, OSError, EOFError, RuntimeError, ValueError, NotImplementedError, zlib.error) as error:
        return weiger(naam, _("dit lid van het zipbestand is beschadigd: {reason}", reason=error))
    if raw.startswith(_MAGIC):
        return weiger(naam, _("een zipbestand in een zipbestand wordt niet gelezen"))
    return Stuk(naam, raw)


def _bezwaar_lid(lid: ZipInfo) -> str:
    if lid.flag_bits & _VERSLEUTELD:
        return _("dit lid van het zipbestand is versleuteld")
    if lid.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        return _("dit lid van het zipbestand is op een onbekende manier ingepakt")
    if lid.filename.lower().endswith(".zip"):
        return _("een zipbestand in een zipbestand wordt niet gelezen")
    if lid.file_size > _KLEIN and lid.file_size > MAX_VERHOUDING * max(lid.compress_size, 1):
        return _("dit lid van het zipbestand is verdacht sterk ingepakt (meer dan {n} maal)", n=MAX_VERHOUDING)
    return ""
