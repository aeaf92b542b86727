"""Playing the whole suite against a reference system in this process, and many such plays at once.

What comes back is small: verdicts and findings, no messages. Nothing is kept on disk.
"""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gedrag import GEWOON, Gedrag
from ketentoets.cli.uitvoeren import JOURNAAL, Keus, Voortgang, speel
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.session.gesprek import Kop
from ketentoets.session.validatie_werkers import begin_werker, startwijze
from ketentoets.suite.uitvoering import Keuzes, begin
from ketentoets.transports.base import Rol

Gespeeld = tuple[ScenarioRecord, ...]


@dataclass(frozen=True)
class Genoemd(Keus):
    """The scenarios that name the rule and a message of a defect."""

    regel: str = ""
    berichten: tuple[str, ...] = ()

    def past(self, kop: Kop, tags: set[str]) -> bool:
        """Whether this is one of them."""
        return super().past(kop, tags) and self.regel in tags and not tags.isdisjoint(self.berichten)


@dataclass(frozen=True)
class Proef:
    """One play of the suite: against which role, with which defects or way of working, and which scenarios."""

    rol: Rol
    gebreken: tuple[str, ...] = ()
    gedrag: str = GEWOON
    keus: Keus = Keus()  # noqa: RUF009 - frozen

    @classmethod
    def met(cls, gebrek: Gebrek, *, snel: bool = False) -> "Proef":
        """The whole suite against one defect; with `snel` only the scenarios that name its rule."""
        keus = Genoemd(regel=gebrek.regel, berichten=tuple(gebrek.bericht.split())) if snel else Keus()
        return cls(gebrek.rol, (gebrek.naam,), keus=keus)

    @classmethod
    def zo(cls, gedrag: Gedrag, rol: Rol) -> "Proef":
        """The whole suite against a healthy system that works this way."""
        return cls(rol, gedrag=gedrag.naam)

    @property
    def naam(self) -> str:
        """The defects, or the way of working."""
        return ", ".join(self.gebreken) or self.gedrag


def speel_een(proef: Proef) -> Gespeeld:
    """Play it; raises `ConfigurationError` when the suite itself broke down."""
    keuzes = Keuzes(rol=str(proef.rol), gebreken=proef.gebreken, gedrag=proef.gedrag, ingebed=True)
    with tempfile.TemporaryDirectory(prefix="ketentoets-") as folder:
        uitvoering = begin(keuzes, Path(folder) / JOURNAAL)
        voortgang = Voortgang(uitvoering, proef.keus, stil=True)
        try:
            speel(voortgang)
        finally:
            uitvoering.sluit()
    if voortgang.fouten or not (uitvoering.verslagen or isinstance(proef.keus, Genoemd)):
        reden = "\n".join(voortgang.fouten) or _("geen enkel scenario is gespeeld")
        raise ConfigurationError(_("De proef met {naam} kwam niet af: {reden}", naam=proef.naam, reden=reden))
    return tuple(replace(v, berichten=(), gebeurtenissen=(), bewijs={}) for v in uitvoering.verslagen)


def speel_alle(proeven: Sequence[Proef], werkers: int) -> Iterator[tuple[Proef, Gespeeld]]:
    """Play them side by side in so many processes; in the order asked. Stopping early stops the processes."""
    pool = ProcessPoolExecutor(werkers, mp_context=get_context(startwijze()), initializer=begin_werker)
    try:
        yield from zip(proeven, pool.map(speel_een, proeven), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)
