"""Beginning and going on with a session in real time: from choices and journal to scenarios that take turns."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import ConfigurationError, KetentoetsError
from ketentoets.core.journal import Event
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.core.verdict import Verdict
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.keten import VIRTUEEL, Keten, Partij
from ketentoets.suite.partijen import INGEBOUWD
from ketentoets.suite.referentie import referentie
from ketentoets.suite.spel import Mensen, Spel
from ketentoets.suite.spoor import Spoor
from ketentoets.suite.uitvoering import Uitvoering, overgeslagen, reeks_van, verslag
from ketentoets.suite.verhalen import Verhaal
from ketentoets.transports.embedded import EmbeddedSystem

INGERICHT = "ingericht"
"""The line that says a system was set up for all scenarios of the session."""


class _Begonnen(Exception):
    """A scenario is about to begin: its persons are known."""


@dataclass
class _Voorproef(Keten):
    """A chain that goes no further than the first event, and writes nothing."""

    def noteer(self, soort: str, *, durable: bool = False, **data: Any) -> Event:
        """Nothing is written."""
        return Event(0, soort, self.nu, data)

    def verzet(self, moment: datetime) -> None:
        """No time passes."""

    def richt_in(self, inrichting: dict[str, Any]) -> None:
        """This is far enough."""
        raise _Begonnen


def maak_spel(uitvoering: Uitvoering, verhalen: list[Verhaal], mensen: Mensen) -> Spel:
    """The scenarios of a session, where the journal says they stand; sets systems up that were not yet.

    Raises `ConfigurationError` for a built-in system: it would forget everything until tomorrow.
    """
    controleer(uitvoering)
    kop = uitvoering.journal.events[0]
    systemen = {rol: uitvoering.partijen.voor(rol)[rol] for rol in uitvoering.rollen}
    spel = Spel(
        [Spoor(v) for v in verhalen], systemen, uitvoering.journal, uitvoering.profiel, uitvoering.klok,
        uitvoering.keuzes.zaad, date.fromisoformat(kop["datum"]), reeks_van(parse_moment(kop["begonnen"])), mensen,
    )  # fmt: skip
    for rol, partij in systemen.items():
        _richt_in(uitvoering, partij, [v for v in verhalen if v.kop.rol is rol])
    return spel


def controleer(uitvoering: Uitvoering) -> None:
    """Raise `ConfigurationError` when a session in real time would forget its system until tomorrow."""
    if uitvoering.klok != VIRTUEEL and INGEBOUWD in uitvoering.partijen.adressen.values():
        raise ConfigurationError(
            _("Een sessie in werkelijke tijd toetst een systeem dat blijft draaien; geef het adres met --sut.")
        )


def _richt_in(uitvoering: Uitvoering, partij: Partij, verhalen: list[Verhaal]) -> None:
    """Start a system over once, with the persons of every scenario."""
    known = {e["rol"] for e in uitvoering.journal.events if e.soort == INGERICHT}
    if not partij.heeft("inrichting") or str(partij.rol) in known or not verhalen:
        return
    clienten = [c for v in verhalen for c in personen(uitvoering, partij, v)]
    nu = werkelijke_tijd()
    partij.systeem.set_up(uitvoering.profiel.inrichting(nu, clienten))
    uitvoering.journal.append(INGERICHT, nu, rol=str(partij.rol), clienten=[c["bsn"] for c in clienten])


def personen(uitvoering: Uitvoering, getest: Partij, verhaal: Verhaal) -> list[dict[str, Any]]:
    """The persons that a scenario begins with, on the day the session began."""
    rol = getest.rol
    partner = EmbeddedSystem(referentie(rol.ander, uitvoering.profiel))
    partijen = {rol: getest, rol.ander: Partij(rol.ander, partner, True, "gesimuleerd", partner.identify())}
    keten = _Voorproef(partijen, uitvoering.journal, werkelijke_tijd(), uitvoering.klok)
    gesprek = Gesprek(verhaal.kop, keten, uitvoering.profiel, uitvoering.keuzes.zaad, uitvoering.datum)
    with suppress(_Begonnen, KetentoetsError):
        verhaal.speel(gesprek)
    return gesprek.clienten


def tussenstand(spel: Spel) -> RunRecord:
    """The run record of a session as it stands: what has not begun is skipped, what is not done undecided."""
    events = spel.journal.events
    judged = {(s.id, s.rol): s for s in verslag(events).scenarios}
    return verslag(events, [_stand(spoor, judged) for spoor in spel.sporen])


def _stand(spoor: Spoor, judged: dict[tuple[str, str], ScenarioRecord]) -> ScenarioRecord:
    kop, wacht = spoor.verhaal.kop, spoor.wacht
    found = judged.get((kop.id, str(kop.rol)))
    if found is None:
        return overgeslagen(kop, _("nog niet begonnen: {reden}", reden=wacht["reden"] if wacht else _("wacht")))
    return found


def rondaf(spel: Spel, reden: str) -> None:
    """Write down of every scenario that is not done why it never will be."""
    for spoor in spel.sporen:
        if not spoor.af and spoor.kop is not None:
            spel.journal.append(
                "storing", werkelijke_tijd(), spoor=spoor.sleutel, oordeel=str(Verdict.ONBESLIST), reden=reden
            )
