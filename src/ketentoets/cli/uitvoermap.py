"""An output folder with a manifest: complete files with their checksums, or no file."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from ketentoets.cli.voortgang import Voortgang
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

MANIFEST = "manifest.json"
FORMAAT = 1
"""The version of the manifest; it goes up when a field changes its meaning."""
_MB = 1024 * 1024


@dataclass(frozen=True)
class Bestand:
    """A file to be written, perhaps in a folder of its own ('0001/a.xml').

    `gegevens` is added to its line in the manifest; `grootte` is about how large it gets, when that is much.
    """

    naam: str
    delen: Iterable[bytes]
    gegevens: dict[str, Any] | None = None
    grootte: int = 0


def schrijf_map(map_: Path, bestanden: Iterable[Bestand], opdracht: dict[str, Any], aantal: int | None) -> int:
    """Write the files and then the manifest; the number of bytes.

    The manifest comes last and holds no times: the same order gives the same bytes. A file gets its
    name when it is complete. Raises ConfigurationError for a folder that is not empty, or that
    cannot be written.
    """
    total = 0
    with _vertaald(map_):
        _lege_map(map_)
        with Voortgang(_("genereren")) as progress, _geheel(map_ / MANIFEST) as manifest:
            head = json.dumps({"formaat": FORMAAT, **opdracht}, ensure_ascii=False, indent=1)
            manifest.write(head.removesuffix("\n}").encode() + b',\n "bestanden": [')
            for n, bestand in enumerate(progress.volg(bestanden, aantal)):
                line = _schrijf(map_, bestand, progress)
                total += line["omvang"]
                manifest.write((",\n  " if n else "\n  ").encode() + json.dumps(line, ensure_ascii=False).encode())
            manifest.write(b"\n ]\n}\n")
    return total


def _schrijf(map_: Path, bestand: Bestand, progress: Voortgang) -> dict[str, Any]:
    digest, size = sha256(), 0
    with _geheel(map_ / bestand.naam) as stream:
        for part in bestand.delen:
            stream.write(part)
            digest.update(part)
            size += len(part)
            if bestand.grootte > _MB:
                progress.gelezen(bestand.naam, size, bestand.grootte)
    return {"naam": bestand.naam, "sha256": digest.hexdigest(), "omvang": size, **(bestand.gegevens or {})}


def _lege_map(map_: Path) -> None:
    if map_.exists() and not map_.is_dir():
        raise ConfigurationError(_("{path} is geen map. Kies bij --uit een lege of nieuwe map.", path=map_))
    if map_.is_dir() and (found := next(map_.iterdir(), None)) is not None:
        raise ConfigurationError(
            _("Map {path} is niet leeg (er staat {name}). Kies een lege of nieuwe map.", path=map_, name=found.name)
        )
    map_.mkdir(parents=True, exist_ok=True)


@contextmanager
def _geheel(path: Path) -> Iterator[BinaryIO]:
    """A stream to a file that gets its name when all went well, and is gone otherwise."""
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        with temporary.open("xb") as stream:
            yield stream
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _vertaald(map_: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(_("Kan niet schrijven in {path}: {reason}.", path=map_, reason=reason)) from error
