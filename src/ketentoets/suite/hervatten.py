"""A scenario on a test clock that stops at a question to a person, and goes on when there is an answer.

The clock stands still meanwhile, and the tested system keeps what it has. Going on is playing the scenario
again with the lines of the journal in their order; the system is asked nothing until they run out.
"""

import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import OrderRefused, SutCannot
from ketentoets.core.journal import Event
from ketentoets.core.taal import _
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.gesprek import Kop
from ketentoets.session.herhaling import BERICHT, WACHT, anders, zonder_spoor
from ketentoets.session.keten import MENS, Keten, Mens
from ketentoets.session.sessieketen import OP_MENS, Wacht
from ketentoets.suite.spel import Mensen, in_uitkomst
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt, Rol, System


@dataclass
class Hervatketen(Keten):
    """A chain that takes the lines that were written before, and then goes on from the question (`wachtend`)."""

    sut: Rol = Rol.GEMEENTE
    regels: deque[Event] = field(default_factory=deque)
    wachtend: bool = False

    def __post_init__(self) -> None:
        getest = self.partijen[self.sut]
        self.partijen = {**self.partijen, self.sut: replace(getest, systeem=HerhaaldSysteem(getest.systeem, self))}

    @property
    def herhaalt(self) -> bool:
        """Whether what happens now happened before."""
        return bool(self.regels) or self.wachtend

    def volgende(self, soort: str) -> Event | None:
        """The next line of the journal when it is of this kind."""
        return self.regels[0] if self.regels and self.regels[0].soort == soort else None

    def noteer(self, soort: str, *, durable: bool = False, **data: Any) -> Event:
        """Write a line, or take the one that was written here before; then tell who listens.

        Raises `ConfigurationError` when another line stands there; a scenario that ends early is at its end.
        """
        if soort == "storing":
            self.regels.clear()
        if not self.regels:
            return super().noteer(soort, durable=durable, **data)
        event = self.regels[0]
        if soort != event.soort or not (self._van_sut(event) or _gelijk(event, data)):
            raise anders(event, soort)
        self.regels.popleft()
        for luisteraar in self.luisteraars:
            luisteraar(event)
        return event

    def _van_sut(self, event: Event) -> bool:
        return event.soort == BERICHT and event["van"] == self.sut


def _gelijk(event: Event, data: dict[str, Any]) -> bool:
    return json.dumps(data, sort_keys=True) == json.dumps(zonder_spoor(event), sort_keys=True)


class HerhaaldSysteem:
    """The tested system: what is in the journal is not done again."""

    def __init__(self, systeem: System, keten: Hervatketen) -> None:
        self._systeem = systeem
        self._keten = keten

    def identify(self) -> Identity:
        """Who are you."""
        return self._systeem.identify()

    def fetch(self) -> Envelope | None:
        """The next message, when it was fetched here; later that of the system."""
        if not self._keten.herhaalt:
            return self._systeem.fetch()
        line = self._keten.volgende(BERICHT)
        if line is None or line["van"] != self._keten.sut:
            return None
        return Envelope(line["id"], parse_moment(line["opgegeven"]), Ketenbericht.uit(line).xml)

    def acknowledge(self, message_id: str) -> None:
        """Once."""
        if not self._keten.herhaalt:
            self._systeem.acknowledge(message_id)

    def deliver(self, envelope: Envelope) -> Receipt:
        """Once; again it is what the journal says of it."""
        line = self._keten.volgende("aflevering")
        return Receipt(Outcome(line["uitkomst"]), line["reden"]) if line else self._systeem.deliver(envelope)

    def order(self, order: Order) -> None:
        """Once; again it is what the journal says of it."""
        line = self._keten.volgende("opdracht")
        if line is None:
            self._systeem.order(order)
        elif line["door"] == MENS:
            raise SutCannot("")
        elif line["uitkomst"] != "aangenomen":
            raise OrderRefused(line["reden"])

    def set_clock(self, moment: datetime) -> None:
        """Once."""
        if not self._keten.herhaalt:
            self._systeem.set_clock(moment)

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Once."""
        if not self._keten.herhaalt:
            self._systeem.set_up(inrichting)

    def close(self) -> None:
        """The connection is not ours."""


def hangend(events: Iterable[Event]) -> list[Event]:
    """The lines of the scenario that stopped at a question, when that is the last thing that happened."""
    lines = [e for e in events if e.soort != "klaar"]
    if not lines or lines[-1].soort != WACHT:
        return []
    return lines[max(n for n, e in enumerate(lines) if e.soort == "scenario") :]


def vraagt(keten: Hervatketen, kop: Kop, mensen: Mensen, reeks: int) -> Mens:
    """Asks a person; the question is in the journal before it is asked, and stops the scenario without answer."""
    nummers = count(1)
    eerder = [e for e in keten.journal.events if e.soort == "scenario" and (e["id"], e["rol"]) == (kop.id, kop.rol)]
    poging = len(eerder) + (not keten.regels)

    def voer_in(rol: Rol, naam: str, gegevens: dict[str, Any]) -> tuple[str, str]:
        sleutel = f"{kop.rol}:{kop.id}/{poging}/{next(nummers)}"
        line = keten.volgende("opdracht")
        if line is not None:
            return line["uitkomst"], line["reden"]
        reden = _("iemand moet '{naam}' invoeren", naam=naam)
        if not keten.wachtend:
            keten.noteer(WACHT, durable=True, op=OP_MENS, tot=None, midden=True, vraag=sleutel, reden=reden,
                         reeks=reeks)  # fmt: skip
        antwoord = mensen.vraag(sleutel, rol, naam, gegevens)
        if antwoord is None:
            raise Wacht(OP_MENS, reden, vraag=sleutel)
        keten.wachtend = False
        return in_uitkomst(naam, *antwoord)

    return voer_in
