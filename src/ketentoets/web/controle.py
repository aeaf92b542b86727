"""Is the system there, and is it what somebody thinks it is? Asked by a process of its own, like a run."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.suite.partijen import verbind
from ketentoets.transports.base import Rol
from ketentoets.web.keuzes import INGEBOUWD, Keuzes


@dataclass(frozen=True)
class Regel:
    """One thing that was looked at."""

    naam: str
    woord: str
    tekst: str
    klasse: str
    teken: str


@dataclass(frozen=True)
class Controle:
    """The answer: whether a test makes sense, in one sentence, with what was looked at."""

    goed: bool
    tekst: str
    regels: tuple[Regel, ...] = ()


async def controleer(keuzes: Keuzes) -> Controle:
    """Reach the system and ask who it is; never raises for what a system does."""
    if keuzes.sut == INGEBOUWD:
        return Controle(True, _("Het oefensysteem van ketentoets staat klaar."))
    try:
        partij = await run_in_threadpool(verbind, keuzes.adres, Rol(keuzes.rol))
    except ConfigurationError as error:
        return Controle(False, str(error))
    partij.systeem.close()
    return Controle(True, _("Het systeem antwoordt en zegt dat het een {rol} is.", rol=partij.rol))
