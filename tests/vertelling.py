"""A story in the sentences of the scenarios, played against a system that may be wrapped, and judged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from ketentoets.core.calendar import AMSTERDAM, at
from ketentoets.core.errors import Undecided
from ketentoets.core.journal import Event
from ketentoets.core.message import parse
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.session.judge import oordeel_scenario
from ketentoets.session.keten import Keten, Partij
from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin, is_zin, speel
from ketentoets.suite.partijen import referentie
from ketentoets.transports.base import Envelope, Rol, System
from ketentoets.transports.embedded import EmbeddedSystem
from ketentoets.verken.speler import Geheugen

Verander = Callable[[Envelope], list[bytes]]


class Veranderd(EmbeddedSystem):
    """A reference system of which every message becomes the messages that a test makes of it."""

    def __init__(self, actor: System, verander: Verander) -> None:
        super().__init__(actor)
        self._verander = verander
        self._rij: list[Envelope] = []

    def fetch(self) -> Envelope | None:
        """What was made of the messages that stand ready."""
        while not self._rij and (envelope := super().fetch()):
            super().acknowledge(envelope.id)
            made = self._verander(envelope)
            self._rij = [Envelope(str(uuid4()), envelope.tijd, xml) for xml in made]
        return self._rij[0] if self._rij else None

    def acknowledge(self, message_id: str) -> None:
        """Forget it."""
        self._rij = [envelope for envelope in self._rij if envelope.id != message_id]


class Traag(EmbeddedSystem):
    """A reference system that keeps its messages from one of a type on to itself until a moment of its clock."""

    def __init__(self, actor: System, soort: str, tot: datetime) -> None:
        super().__init__(actor)
        self._soort, self._tot, self._nu = soort, tot, datetime.min.replace(tzinfo=AMSTERDAM)

    def set_clock(self, moment: datetime) -> None:
        """The test clock."""
        self._nu = moment
        super().set_clock(moment)

    def fetch(self) -> Envelope | None:
        """Nothing of that type before its moment."""
        envelope = super().fetch()
        if envelope is None or parse(envelope.xml).soort != self._soort:
            return envelope
        return replace(envelope, tijd=self._nu) if self._nu >= self._tot else None


def vertel(
    rol: Rol,
    verhaal: str,
    *,
    profiel: str = "alkmaar",
    gedrag: str = "gewoon",
    gebreken: tuple[str, ...] = (),
    verander: Verander = lambda envelope: [envelope.xml],
    traag: tuple[str, datetime] | None = None,
    datum: date | None = None,
) -> tuple[ScenarioRecord, list[Event]]:
    """The verdict on a system in this role, and the journal; `verhaal` has a sentence on every line."""
    regio = laad_profiel(profiel)
    actor = referentie(rol, regio, gebreken, gedrag)
    getest = Traag(actor, *traag) if traag else Veranderd(actor, verander)
    partijen = {
        rol: Partij(rol, getest, False, "test", getest.identify(), getest.identify().kan),
        rol.ander: Partij(rol.ander, EmbeddedSystem(referentie(rol.ander, regio)), True, "harnas"),
    }
    geheugen = Geheugen()
    keten = Keten(partijen, geheugen, at(datum or regio.datum))  # type: ignore[arg-type]
    gesprek = Gesprek(Kop("test/verhaal", "verhaal", "test", rol), keten, regio, 1, datum or regio.datum)
    try:
        for regel in verhaal.strip().splitlines():
            speel(gesprek, _zin(regel.strip()))
        gesprek.rond_af()
    except Undecided as error:
        gesprek.storing(Verdict.ONBESLIST, str(error))
    return oordeel_scenario(geheugen.events, regio, "virtueel"), geheugen.events


def _zin(regel: str) -> Zin:
    """A sentence with whichever word it begins."""
    tekst = regel.partition(" ")[2]
    return next(zin for soort in (GEGEVEN, ALS, DAN) if is_zin(zin := Zin(soort, tekst)))


def van(events: list[Event], soort: str) -> list[Ketenbericht]:
    """The messages of a type in a journal."""
    return [Ketenbericht.uit(e) for e in events if e.soort == "bericht" and e["bericht"] == soort]


def bevindingen(verslag: ScenarioRecord) -> list[str]:
    """What was found, in words: for the message of a failing test."""
    return [f"{f.regel} {f.bericht}: {f.tekst}" for f in verslag.bevindingen]
