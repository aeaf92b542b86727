"""`ketentoets valideer`: which rule does this message break, and at which line?"""

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.reports.validatie import als_csv, als_json, als_junit, als_tabel
from ketentoets.session.judge import contract_van
from ketentoets.session.validatie import HARNAS, Gevalideerd, Stuk, Validatie, op_volgorde
from ketentoets.session.validatie_invoer import controleer_paden, is_geschiedenis, lees, toonbaar

FORMATEN = ("tabel", "json", "junit", "csv")
_PROGRESS_FROM = 20


@dataclass(frozen=True)
class Opties:
    """The choices of `valideer`. `op` is the system date; None is today in Amsterdam."""

    profiel: str = ""
    op: date | None = None
    los: bool = False
    formaat: str = "tabel"
    antwoord: Path | None = None


def dag(tekst: str) -> date | None:
    """Read the value of --op; None when it is empty."""
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError as error:
        raise ConfigurationError(_("--op '{value}' is geen dag; schrijf JJJJ-MM-DD.", value=tekst)) from error


def valideer(paden: Sequence[str], opties: Opties, stdin: BinaryIO | None = None) -> int:
    """Validate and print; 0 nothing found, 1 findings, 4 a fault of ketentoets itself.

    Raises ConfigurationError (exit code 3) for wrong use: no such path, nothing to validate.
    """
    uitkomsten = toets(paden, opties, stdin or sys.stdin.buffer)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(schrijf(uitkomsten, opties.formaat).encode(encoding, "replace").decode(encoding))
    if opties.antwoord is not None:
        schrijf_antwoorden(uitkomsten, opties.antwoord)
    if any(f.soort == HARNAS for u in uitkomsten for f in u.bevindingen):
        return EXIT_CODES[Verdict.FOUT]
    return EXIT_CODES[Verdict.GEZAKT if any(u.bevindingen for u in uitkomsten) else Verdict.GESLAAGD]


def toets(paden: Sequence[str], opties: Opties, stdin: BinaryIO) -> list[Gevalideerd]:
    """Read and judge everything behind `paden`, in the order of the history."""
    if not paden:
        raise ConfigurationError(_("Geef een of meer bestanden, mappen of zipbestanden, of - voor de invoer."))
    if opties.formaat not in FORMATEN:
        names = ", ".join(FORMATEN)
        raise ConfigurationError(_("--formaat '{f}' bestaat niet; kies uit {names}.", f=opties.formaat, names=names))
    controleer_paden(paden)
    if opties.antwoord is not None:
        _controleer_map(opties.antwoord)
    contract = contract_van(laad_profiel(opties.profiel)) if opties.profiel else None
    geschiedenis = not opties.los and is_geschiedenis(list(paden))
    nu = opties.op or datetime.now(AMSTERDAM).date()
    validatie = Validatie(nu, contract, geschiedenis=geschiedenis, antwoorden=opties.antwoord is not None)
    stukken: Iterable[Stuk] = lees(paden, stdin)
    if geschiedenis:
        stukken = op_volgorde(stukken)
    uitkomsten = [validatie.toets(stuk) for stuk in _met_voortgang(stukken)]
    if not uitkomsten:
        raise ConfigurationError(_("Niets te valideren: geen .xml- of .zip-bestand gevonden."))
    return uitkomsten


def schrijf(uitkomsten: Sequence[Gevalideerd], formaat: str) -> str:
    """The outcome in one of the formats."""
    if formaat == "tabel":
        return als_tabel(uitkomsten, shutil.get_terminal_size((100, 40)).columns)
    return {"json": als_json, "junit": als_junit, "csv": als_csv}[formaat](uitkomsten)


def schrijf_antwoorden(uitkomsten: Sequence[Gevalideerd], map_: Path) -> None:
    """Write the prescribed answers, and say on standard error which answers what, or why there is none.

    Names are made here (number and type), never taken from what was read.
    """
    for n, uitkomst in enumerate(uitkomsten, 1):
        antwoord = uitkomst.antwoord
        if antwoord is None:
            continue
        if not antwoord.xml:
            _zeg(_("{file}: geen antwoord, want {reason}.", file=uitkomst.bestand, reason=antwoord.reden))
            continue
        doel = map_ / f"{n:04d}-{antwoord.soort}.xml"
        try:
            map_.mkdir(parents=True, exist_ok=True)
            with doel.open("xb") as stream:
                stream.write(antwoord.xml)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ConfigurationError(_("Kan {path} niet schrijven: {reason}", path=doel, reason=reason)) from error
        _zeg(_("{file}: antwoord in {path}", file=uitkomst.bestand, path=toonbaar(doel)))


def _controleer_map(map_: Path) -> None:
    """An answer never replaces a file that is there."""
    if map_.exists() and not map_.is_dir():
        raise ConfigurationError(_("{path} is geen map.", path=toonbaar(map_)))
    if map_.is_dir() and any(map_.glob("*.xml")):
        raise ConfigurationError(
            _("Map {path} bevat al berichten. Kies een andere map of maak haar leeg.", path=toonbaar(map_))
        )


def _met_voortgang(stukken: Iterable[Stuk]) -> Iterator[Stuk]:
    """Pass on, and show how far it is when someone watches."""
    total = len(stukken) if isinstance(stukken, list) else 0
    show = sys.stderr.isatty()
    shown = False
    for n, stuk in enumerate(stukken, 1):
        if show and n % _PROGRESS_FROM == 0:
            shown = True
            done = _("{n} van {total}", n=n, total=total) if total else str(n)
            sys.stderr.write(f"\r\x1b[2K{_('valideren: {done}', done=done)}")
            sys.stderr.flush()
        yield stuk
    if shown:
        sys.stderr.write("\r\x1b[2K")
        sys.stderr.flush()


def _zeg(tekst: str) -> None:
    clean = "".join(c if c.isprintable() else "\ufffd" for c in tekst)
    print(clean, file=sys.stderr)
