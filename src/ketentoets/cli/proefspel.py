"""Playing the suite against a reference system in this process, and many such plays at once.

What comes back is small: verdicts and findings, and which messages the system sent. Nothing is kept on disk.
"""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gedrag import GEWOON, Gedrag
from ketentoets.cli.uitvoeren import JOURNAAL, Keus, Voortgang, speel_scenarios
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import MessageRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.session.gesprek import Kop
from ketentoets.session.validatie_werkers import begin_werker, startwijze
from ketentoets.suite.uitvoering import Keuzes, begin
from ketentoets.transports.base import Rol

ALKMAAR = "alkmaar"
TECHNISCH = "0001"
_CODE = re.compile(r"RetourCode>([^<]+)<")
_EIGEN_CODE = re.compile(r"[0-9S][0-9]{3}$")
_REGEL = re.compile(r"(?:TR|CS|CD)[0-9]{3}")


@dataclass(frozen=True)
class Gestuurd:
    """What the tested system sent in one scenario: message types, and the return codes in them."""

    soorten: frozenset[str]
    codes: frozenset[str]

    @classmethod
    def van(cls, berichten: Sequence[MessageRecord], rol: str) -> "Gestuurd":
        """From the messages of a scenario."""
        eigen = [m for m in berichten if m.van == rol]
        codes = frozenset(code for m in eigen for code in _CODE.findall(m.xml))
        return cls(frozenset(m.soort[-3:] for m in eigen), codes)


@dataclass(frozen=True)
class Spel:
    """A play: the verdicts, in order, and what was sent per scenario."""

    verslagen: tuple[ScenarioRecord, ...]
    gestuurd: dict[str, Gestuurd] = field(default_factory=dict)

    def met(self, gezond: "Spel") -> "Spel":
        """With the scenarios of a healthy play that were not played again."""
        gespeeld = {s.id for s in self.verslagen}
        return Spel((*self.verslagen, *(s for s in gezond.verslagen if s.id not in gespeeld)))


@dataclass(frozen=True)
class Deze(Keus):
    """Scenarios by id."""

    ids: frozenset[str] = frozenset()

    def past(self, kop: Kop, tags: set[str]) -> bool:
        """Whether this is one of them."""
        return kop.id in self.ids


@dataclass(frozen=True)
class Genoemd(Keus):
    """The scenarios that name the rule and a message of a defect."""

    regel: str = ""
    berichten: tuple[str, ...] = ()

    def past(self, kop: Kop, tags: set[str]) -> bool:
        """Whether this is one of them."""
        return self.regel in tags and not tags.isdisjoint(self.berichten)


@dataclass(frozen=True)
class Proef:
    """One play of the suite: against which role, with which defects or way of working, and which scenarios."""

    rol: Rol
    gebreken: tuple[str, ...] = ()
    gedrag: str = GEWOON
    profiel: str = ALKMAAR
    keus: Keus = Keus()  # noqa: RUF009 - frozen

    @classmethod
    def zo(cls, gedrag: Gedrag, rol: Rol) -> "Proef":
        """The whole suite against a healthy system that works this way."""
        return cls(rol, gedrag=gedrag.naam)

    @classmethod
    def met(cls, gebrek: Gebrek, gezond: Spel) -> "Proef":
        """Every scenario that one defect can touch, seen from how the system plays without it."""
        raakt = raakvlak(gebrek)
        keus = Keus() if raakt is None else Deze(ids=frozenset(i for i, g in gezond.gestuurd.items() if raakt(g)))
        return cls(gebrek.rol, (gebrek.naam,), profiel=gebrek.profiel, keus=keus)

    @classmethod
    def snel(cls, gebrek: Gebrek) -> "Proef":
        """Only the scenarios that name the rule of a defect."""
        keus = Genoemd(regel=gebrek.regel, berichten=tuple(gebrek.bericht.split()))
        return cls(gebrek.rol, (gebrek.naam,), profiel=gebrek.profiel, keus=keus)

    @property
    def naam(self) -> str:
        """The defects, or the way of working."""
        return ", ".join(self.gebreken) or self.gedrag


def raakvlak(gebrek: Gebrek) -> Callable[[Gestuurd], bool] | None:
    """Which scenarios a defect can change, by what the system sends without it; None when it can be any.

    A message that is not sent cannot be sent wrongly, and a rule that is not broken cannot be overlooked.
    """
    if gebrek.gedrag or gebrek.regio or gebrek.trek or not (gebrek.ingrepen or gebrek.blind):
        return None
    soorten = frozenset(s for ingreep in gebrek.ingrepen for s in ingreep.soorten.split())
    codes = frozenset(TECHNISCH if _REGEL.match(c) else c for c in gebrek.blind)
    if not all(_EIGEN_CODE.match(code) for code in codes):
        return None
    return lambda gestuurd: not (soorten.isdisjoint(gestuurd.soorten) and codes.isdisjoint(gestuurd.codes))


def speel_een(proef: Proef) -> Spel:
    """Play it; raises `ConfigurationError` when the suite itself broke down."""
    keuzes = Keuzes(proef.profiel, rol=str(proef.rol), gebreken=proef.gebreken, gedrag=proef.gedrag, ingebed=True)
    with tempfile.TemporaryDirectory(prefix="ketentoets-") as folder:
        uitvoering = begin(keuzes, Path(folder) / JOURNAAL)
        voortgang = Voortgang(uitvoering, proef.keus, stil=True)
        try:
            speel_scenarios(voortgang)
        finally:
            uitvoering.sluit()
    if voortgang.fouten:
        reden = "\n".join(voortgang.fouten)
        raise ConfigurationError(_("De proef met {naam} kwam niet af: {reden}", naam=proef.naam, reden=reden))
    gestuurd = {v.id: Gestuurd.van(v.berichten, v.rol) for v in uitvoering.verslagen}
    return Spel(tuple(replace(v, berichten=(), gebeurtenissen=(), bewijs={}) for v in uitvoering.verslagen), gestuurd)


def speel_alle(proeven: Sequence[Proef], werkers: int) -> Iterator[tuple[Proef, Spel]]:
    """Play them side by side in so many processes; in the order asked. Stopping early stops the processes."""
    pool = ProcessPoolExecutor(werkers, mp_context=get_context(startwijze()), initializer=begin_werker)
    try:
        yield from zip(proeven, pool.map(speel_een, proeven), strict=True)
    finally:
        pool.shutdown(cancel_futures=True)
