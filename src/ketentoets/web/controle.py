"""Is the system there, and is it what somebody thinks it is? Asked by a process of its own, like a run."""

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from ketentoets.core.taal import _
from ketentoets.suite.controle import GOED, NIET_GOED
from ketentoets.web.keuzes import INGEBOUWD, Keuzes
from ketentoets.web.kind import omgeving, opdracht, waarom_niet

GEDULD = 120
"""Seconds for the whole check."""
MAX_ANTWOORD = 256 * 1024


@dataclass(frozen=True)
class Regel:
    """One thing that was looked at, and what to do about it."""

    naam: str
    woord: str
    tekst: str
    doe: str
    klasse: str
    teken: str


@dataclass(frozen=True)
class Controle:
    """Whether a test makes sense, in one sentence, with everything that was looked at."""

    goed: bool
    tekst: str
    regels: tuple[Regel, ...] = ()


async def controleer(keuzes: Keuzes) -> Controle:
    """Run `ketentoets controle` and read what it says; never raises for what a system does."""
    if keuzes.sut == INGEBOUWD:
        return Controle(True, _("Het oefensysteem zit in ketentoets; er is niets te verbinden."))
    command = opdracht(["controle", *keuzes.verbinding(), "--profiel", keuzes.profiel, "--formaat", "json"])
    child = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, env=omgeving())
    try:
        uit, fout = await asyncio.wait_for(child.communicate(), GEDULD)
    except TimeoutError:
        return Controle(False, _("Het systeem gaf binnen {n} seconden geen uitsluitsel.", n=GEDULD))
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError):
                child.kill()
            await child.wait()
    return lees(uit[:MAX_ANTWOORD], fout.decode("utf-8", "replace"))


def lees(uit: bytes, fout: str) -> Controle:
    """What the command wrote, as a page shows it; without an answer, why there is none."""
    try:
        data: dict[str, Any] = json.loads(uit)
        lines = tuple(_regels(data["regels"]))
        good = bool(data["goed"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return Controle(False, waarom_niet(fout) or _("De controle is niet gelukt."))
    text = _("Er kan getest worden.") if good else _("Er is iets niet goed. Hieronder staat wat u kunt doen.")
    return Controle(good, text, lines)


def _regels(data: list[dict[str, str]]) -> Iterator[Regel]:
    for line in data:
        outcome = line["uitkomst"]
        style, sign = {GOED: ("goed", "✓"), NIET_GOED: ("mis", "✕")}.get(outcome, ("kan-niet", "–"))
        yield Regel(line["controle"].capitalize(), outcome, line["tekst"], line.get("doe", ""), style, sign)
