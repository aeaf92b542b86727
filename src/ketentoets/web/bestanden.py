"""What can be taken home from a session: named files of its folder and its messages, nothing else."""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from ketentoets.core.taal import _
from ketentoets.suite.meekijken import VOORTGANG

SOORTEN = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".xml": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".md": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".pub": "text/plain; charset=utf-8",
}
"""The files that are handed out, by ending, and as what; a message is shown as text, never run."""
WOORDEN = {
    "rapport.html": _("Rapport"),
    "certificaat.pdf": _("Certificaat"),
    "certificaat.json": _("Certificaat, ondertekend (JSON)"),
    "journaal.jsonl": _("Journaal: alles wat er gebeurde"),
    "run.json": _("Uitslag voor programma's (JSON)"),
    "junit.xml": _("JUnit, voor CI"),
    "scenarios.csv": _("Scenario's (CSV)"),
    "bevindingen.csv": _("Bevindingen (CSV)"),
    "badge.svg": _("Badge"),
    "samenvatting.md": _("Samenvatting (Markdown)"),
}
BERICHTEN = "berichten"
_DEEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,200}")
MAX_DIEP = 6
EIGEN = frozenset({VOORTGANG})
"""What the page keeps for itself."""
_VEEL_KB = 10_000


@dataclass(frozen=True)
class Bestand:
    """A file as the page lists it."""

    naam: str
    woord: str
    grootte: str
    downloaden: bool


def lijst(map_: Path) -> list[Bestand]:
    """The files in the folder itself, the ones that people look for first."""
    found = [p for p in map_.iterdir() if _mag(p.name) and p.suffix in SOORTEN and _gewoon(p)] if map_.is_dir() else []
    order = list(WOORDEN)
    found.sort(key=lambda p: (order.index(p.name) if p.name in WOORDEN else len(order), p.name))
    return [Bestand(p.name, WOORDEN.get(p.name, p.name), _grootte(p.stat().st_size), p.suffix != ".html")
            for p in found]  # fmt: skip


def zoek(map_: Path, pad: str) -> Path | None:
    """The file of that name in the folder or among its messages; None for everything else.

    Every part of the path must be a plain name, and what it leads to must lie inside the folder.
    """
    parts = pad.split("/")
    if len(parts) > MAX_DIEP or not all(map(_mag, parts)) or (len(parts) > 1 and parts[0] != BERICHTEN):
        return None
    path = map_.joinpath(*parts)
    if path.suffix not in SOORTEN or not _gewoon(path):
        return None
    return path if path.resolve().is_relative_to(map_.resolve()) else None


def ingepakt(map_: Path) -> Path:
    """A zip of everything that can be taken home, in a temporary file that the caller removes."""
    with tempfile.NamedTemporaryFile(prefix="ketentoets-", suffix=".zip", delete=False) as stream:
        path = Path(stream.name)
        try:
            with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
                for file in _alles(map_):
                    archive.write(file, file.relative_to(map_).as_posix())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return path


def _alles(map_: Path) -> Iterator[Path]:
    yield from (map_ / file.naam for file in lijst(map_))
    for path in sorted((map_ / BERICHTEN).rglob("*")):
        if zoek(map_, path.relative_to(map_).as_posix()):
            yield path


def _mag(part: str) -> bool:
    return _DEEL.fullmatch(part) is not None and part not in EIGEN


def _gewoon(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _grootte(size: int) -> str:
    kb = -(-size // 1024)
    return _("{n} kB", n=kb) if kb < _VEEL_KB else _("{n} MB", n=-(-kb // 1024))
