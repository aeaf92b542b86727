"""`ketentoets valideer`: which rule does this message break, and at which line?"""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from ketentoets.cli.voortgang import Voortgang
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict
from ketentoets.reports.validatie import als_csv, als_json, als_junit, als_tabel
from ketentoets.schemas.officieel import Schemamap
from ketentoets.schemas.rules.context import Contract
from ketentoets.session.validatie import HARNAS, SNEL_VANAF, Gevalideerd, Stuk, Validatie, op_volgorde
from ketentoets.session.validatie_invoer import controleer_paden, is_geschiedenis, lees, toonbaar
from ketentoets.session.validatie_werkers import MOTOREN, Instellingen, met_dask, met_processen

FORMATEN = ("tabel", "json", "junit", "csv")
VEEL = 200
"""From how many files it is worth while to start processes without being asked."""


@dataclass(frozen=True)
class Opties:
    """The choices of `valideer`. `op` is the system date; None is today in Amsterdam.

    `werkers` 0: as many as there are processors, for `VEEL` files or more with `los`, or for one large message.
    """

    profiel: str = ""
    op: date | None = None
    los: bool = False
    formaat: str = "tabel"
    antwoord: Path | None = None
    xsd: Path | None = None
    werkers: int = 0
    motor: str = "proces"
    cluster: str = ""


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
    geschiedenis = not opties.los and is_geschiedenis(list(paden))
    werkers = _controleer_werkers(opties, geschiedenis=geschiedenis)
    contract = _contract(opties.profiel) if opties.profiel else None
    officieel = Schemamap(opties.xsd) if opties.xsd is not None else None
    nu = opties.op or datetime.now(AMSTERDAM).date()
    stukken: Iterable[Stuk] = lees(paden, stdin, MAX_BYTES if geschiedenis or opties.motor == "dask" else SNEL_VANAF)
    if geschiedenis:
        stukken = op_volgorde(stukken)
    with Voortgang(_("valideren")) as voortgang:
        validatie = Validatie(
            nu, contract, geschiedenis=geschiedenis, antwoorden=opties.antwoord is not None,
            officieel=officieel, draden=werkers, voortgang=voortgang.gelezen,
        )  # fmt: skip
        instellingen = Instellingen.van(nu, contract, antwoorden=opties.antwoord is not None, xsd=opties.xsd)
        uit = _verdeel(iter(stukken), opties, validatie, instellingen, werkers)
        uitkomsten = list(voortgang.volg(uit, len(stukken) if isinstance(stukken, list) else None))
    if not uitkomsten:
        raise ConfigurationError(_("Niets te valideren: geen .xml- of .zip-bestand gevonden."))
    return uitkomsten


def _contract(profiel: str) -> Contract:
    from ketentoets.fixtures.lader import laad_profiel
    from ketentoets.session.judge import contract_van

    return contract_van(laad_profiel(profiel))


def _controleer_werkers(opties: Opties, *, geschiedenis: bool) -> int:
    """How many processes or threads may work; raises ConfigurationError for a choice that cannot be kept."""
    if opties.motor not in MOTOREN:
        names = ", ".join(MOTOREN)
        raise ConfigurationError(_("--motor '{m}' bestaat niet; kies uit {names}.", m=opties.motor, names=names))
    if bool(opties.cluster) != (opties.motor == "dask"):
        raise ConfigurationError(_("--motor dask en --cluster ADRES horen bij elkaar."))
    if opties.cluster and opties.xsd is not None:
        raise ConfigurationError(
            _("Een dask-cluster kent de map van --xsd niet; laat --motor dask weg en gebruik --werkers.")
        )
    if opties.werkers < 0:
        raise ConfigurationError(_("--werkers is een aantal, of 0 voor vanzelf."))
    if geschiedenis and (opties.werkers > 1 or opties.cluster):
        raise ConfigurationError(
            _("Een geschiedenis wordt bericht na bericht opgebouwd; kies --los om het werk te verdelen.")
        )
    return opties.werkers or _kernen()


def _kernen() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _verdeel(
    stukken: Iterator[Stuk], opties: Opties, validatie: Validatie, instellingen: Instellingen, werkers: int
) -> Iterator[Gevalideerd]:
    """Judge here, or hand out: to a cluster, or to processes when there are several of both."""
    if opties.cluster:
        return met_dask(stukken, instellingen, opties.cluster)
    begin = list(islice(stukken, 2 if opties.werkers > 1 else VEEL)) if opties.los and werkers > 1 else []
    stukken = chain(begin, stukken)
    if len(begin) < (2 if opties.werkers > 1 else VEEL) or werkers == 1:
        return map(validatie.toets, stukken)
    return met_processen(stukken, instellingen, werkers)


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
            reason = waarom(error)
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


def _zeg(tekst: str) -> None:
    clean = "".join(c if c.isprintable() else "\ufffd" for c in tekst)
    print(clean, file=sys.stderr)
