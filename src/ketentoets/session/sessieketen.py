"""The chain of a session: it never waits itself, and every step of it is in the journal.

Time and the messages of the tested system come from the journal only; whoever plays the session puts them
there. Where the scenario would have to wait it raises `Wacht`; playing it again later goes through the
same steps and on from there. Only what was never done before reaches the tested system.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ketentoets.core.errors import KetentoetsError, OrderRefused, SutCannot, SutUnreachable, Undecided
from ketentoets.core.journal import Event
from ketentoets.core.taal import _
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.herhaling import Herhaling
from ketentoets.session.keten import BERICHTDATUM, MENS, Keten, Partij
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt, Rol, System

POGING = "poging"
OP_TIJD, OP_MENS, OP_SYSTEEM = "tijd", "mens", "systeem"


class Wacht(KetentoetsError):
    """A scenario cannot go on now. `tot` is the moment from which it can, whatever happens; None: a person must act.

    `op` says who or what it waits for: tijd, mens or systeem. Waiting for a person or a system that is away,
    it stopped in the middle (`midden`) instead of where it waits for time. `vraag` is the key of the question.
    """

    def __init__(self, op: str, tekst: str = "", tot: datetime | None = None, vraag: str = "") -> None:
        super().__init__(tekst)
        self.op = op
        self.vraag = vraag
        self.tot = tot
        self.midden = op != OP_TIJD


@dataclass
class Sessieketen(Keten):
    """The conversation of one scenario (`spoor`) of a session.

    `volgende` tells when the simulated actor has something to do of its own accord.
    """

    spoor: str = ""
    herhaling: Herhaling = field(default_factory=lambda: Herhaling(Rol.GEMEENTE))
    volgende: Callable[[], datetime | None] = lambda: None

    def noteer(self, soort: str, *, durable: bool = False, **data: Any) -> Event:
        """Write a line, or take the one that was written here before; then tell who listens."""
        event = self.herhaling.neem(soort, data)
        if event is None:
            event = self.journal.append(soort, self.nu, durable=durable, spoor=self.spoor, **data)
        for luisteraar in self.luisteraars:
            luisteraar(event)
        while (tik := self.herhaling.hervat()) is not None:
            self._zet(tik)
        return event

    def verzet(self, moment: datetime) -> None:
        """Go on when this moment has really come."""
        self.wissel()
        while self.nu < moment:
            if self.modus == BERICHTDATUM:
                self._stap(moment)
            self._verder(moment)

    def wacht(self, klaar: Callable[[], bool], uiterst: datetime) -> bool:
        """Go on when `klaar`, or when the moment has passed; without a clock, when waiting takes too long."""
        self.wissel()
        geduld = True
        while not klaar():
            if not geduld or (self.modus != BERICHTDATUM and self.nu >= uiterst):
                return False
            geduld = self._verder(uiterst)
        return True

    def _verder(self, moment: datetime) -> bool:
        """Take the next tick; whether there is patience left after it. Raises `Wacht` when there is none."""
        tik = self.herhaling.klok()
        if tik is None:
            raise Wacht(OP_TIJD, tot=min(filter(None, (moment, self.volgende()))))
        self._zet(tik)
        self.wissel()
        return not tik.get("geduld_op")

    def _zet(self, tik: Event) -> None:
        self.nu = max(self.nu, tik.tijd)
        for partij in self.partijen.values():
            if partij.heeft("klok"):
                partij.systeem.set_clock(self.nu)

    def _geloofwaardig(self, partij: Partij, opgegeven: datetime) -> datetime:
        """A message of the simulated actor stands ready now; that of the system when its line says so."""
        return self.nu if partij.gesimuleerd else opgegeven


class GeboektSysteem:
    """The tested system as a scenario of a session sees it: what is in the journal is not done again."""

    def __init__(self, systeem: System, herhaling: Herhaling, keten: Callable[[], Sessieketen]) -> None:
        self._systeem = systeem
        self._herhaling = herhaling
        self._keten = keten

    def identify(self) -> Identity:
        """Who are you."""
        return self._systeem.identify()

    def fetch(self) -> Envelope | None:
        """The next message that was fetched for this scenario and is in the journal."""
        line = self._herhaling.bericht()
        if line is None:
            return None
        kb = Ketenbericht.uit(line)
        return Envelope(kb.id, kb.beschikbaar, kb.xml)

    def acknowledge(self, message_id: str) -> None:
        """Nothing: it was acknowledged when it was stored."""

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver, unless the journal says what came of it; a system that is away makes the scenario wait."""
        line = self._herhaling.kijk("aflevering")
        if line is not None:
            return Receipt(Outcome(line["uitkomst"]), line["reden"])
        try:
            return self._systeem.deliver(envelope)
        except SutUnreachable as error:
            raise Wacht(OP_SYSTEEM, _("het systeem is niet bereikbaar ({reason})", reason=error)) from error

    def order(self, order: Order) -> None:
        """Give an order once; when nobody knows whether it was taken, the scenario cannot be judged."""
        keten = self._keten()
        known = self._is_gepoogd(keten, order)
        line = self._herhaling.kijk("opdracht")
        if line is not None and line["door"] == MENS:
            raise SutCannot("")
        if line is None and known:
            raise Undecided(
                _("ketentoets is onderbroken bij opdracht '{naam}'; niemand weet of die is uitgevoerd", naam=order.naam)
            )
        if line is None:
            self._systeem.order(order)
        elif line["uitkomst"] != "aangenomen":
            raise OrderRefused(line["reden"])

    def _is_gepoogd(self, keten: Sessieketen, order: Order) -> bool:
        """Write down that the order is given; whether that was written before."""
        before = self._herhaling.kijk(POGING) is not None
        keten.noteer(POGING, durable=True, naam=order.naam)
        return before

    def set_clock(self, moment: datetime) -> None:
        """Nothing: time is real."""

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Nothing: it was set up once for all scenarios."""

    def close(self) -> None:
        """Nothing: the connection is not ours."""
