"""The chain: two actors with the harness between them, relaying and writing everything down.

Each actor may be simulated or a real system; the chain treats them alike. A message is fetched,
stored on disk, acknowledged to its sender and delivered to the other side - in that order.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from datetime import time as daytime
from threading import Event as Signal
from time import monotonic
from typing import Any

from ketentoets.core.bsn import shown
from ketentoets.core.calendar import AMSTERDAM, moment_text
from ketentoets.core.errors import HarnessFault, OrderRefused, SutCannot, SutContractError, Undecided
from ketentoets.core.journal import Event, Journal
from ketentoets.core.message import Bericht
from ketentoets.core.persoonsgegevens import maskeer
from ketentoets.core.taal import _
from ketentoets.generators.fouten.breken import breek
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.session.berichten import Ketenbericht, lees
from ketentoets.transports.base import Envelope, Identity, Nakomend, Order, Outcome, Receipt, Rol, System, Weigerend

TICKS = (daytime(12), daytime(23, 59, 59))
"""Moments of a day at which the clocks are moved on and messages are exchanged."""

MAX_MESSAGES = 500
"""More than this in one exchange is a flood: no conversation of one client needs it."""

VIRTUEEL = "virtueel"
WERKELIJK = "werkelijk"
BERICHTDATUM = "berichtdatum"


SYSTEEM, MENS = "systeem", "mens"
Mens = Callable[[Rol, str, dict[str, Any]], tuple[str, str]]
"""Asks a person to carry out an order; the outcome (aangenomen, geweigerd) and why. Raises `Undecided`."""


@dataclass
class Partij:
    """One actor: the system that plays it and what that system can do."""

    rol: Rol
    systeem: System
    gesimuleerd: bool
    adres: str
    identity: Identity | None = None
    kan: frozenset[str] = frozenset()

    def heeft(self, kunde: str) -> bool:
        """Whether the system offers klok, opdrachten or inrichting."""
        return self.gesimuleerd or kunde in self.kan


@dataclass
class Keten:
    """The conversation between two actors in one scenario."""

    partijen: dict[Rol, Partij]
    journal: Journal
    nu: datetime
    modus: str = VIRTUEEL
    geduld: float = 5.0
    luisteraars: list[Callable[[Event], None]] = field(default_factory=list)
    mens: Mens | None = None
    _mutaties: dict[tuple[Rol, str], Mutatie] = field(default_factory=dict)
    _eerder: list[Bericht] = field(default_factory=list)
    _leeg_om: dict[Rol, datetime] = field(default_factory=dict)
    _gezien: dict[str, str] = field(default_factory=dict)
    _te_weigeren: set[str] = field(default_factory=set)
    _opgehouden: set[Rol] = field(default_factory=set)
    _vooraf: dict[tuple[Rol, str], Callable[[Ketenbericht], None]] = field(default_factory=dict)

    def noteer(self, soort: str, *, durable: bool = False, **data: Any) -> Event:
        """Write a line to the journal and tell who listens."""
        event = self.journal.append(soort, self.nu, durable=durable, **data)
        for luisteraar in self.luisteraars:
            luisteraar(event)
        return event

    def richt_in(self, inrichting: dict[str, Any]) -> None:
        """Start both actors over with this set-up; the clock stands at its `nu`."""
        for partij in self.partijen.values():
            if partij.heeft("inrichting"):
                partij.systeem.set_up(inrichting)
            elif partij.heeft("klok"):
                partij.systeem.set_clock(self.nu)
            self._leeg_om[partij.rol] = self.nu

    def opdracht(self, rol: Rol, naam: str, gegevens: dict[str, Any], *, proef: bool = False) -> Event:
        """Give an order; the journal line holds the outcome: aangenomen or geweigerd.

        `proef` marks an order that should not lead to a message: it creates no obligation.
        """
        event = self._geef(rol, naam, gegevens, proef=proef)
        self.wissel()
        return event

    def voor_aflevering(self, rol: Rol, soort: str, actie: Callable[[Ketenbericht], None]) -> None:
        """Do something once when the next message of this type is stored and not yet delivered.

        A person can only act on it when it is there: then it is done right after.
        """
        self._vooraf[(rol, soort)] = actie

    def opdracht_vooraf(self, rol: Rol, naam: str, gegevens: dict[str, Any]) -> Event:
        """Give an order about a message that is still on its way; nothing is exchanged yet."""
        return self._geef(rol, naam, gegevens, proef=False)

    def _geef(self, rol: Rol, naam: str, gegevens: dict[str, Any], *, proef: bool) -> Event:
        door, uitkomst, reden = self._voer_in(self.partijen[rol], Order(naam, gegevens))
        return self.noteer(
            "opdracht",
            partij=str(rol),
            naam=naam,
            gegevens=gegevens,
            uitkomst=uitkomst,
            reden=reden,
            proef=proef,
            door=door,
        )

    def _voer_in(self, partij: Partij, order: Order) -> tuple[str, str, str]:
        """Who carried out the order (systeem or mens), the outcome and the reason."""
        if partij.heeft("opdrachten"):
            try:
                partij.systeem.order(order)
                return SYSTEEM, "aangenomen", ""
            except OrderRefused as error:
                return SYSTEEM, "geweigerd", str(error)
            except SutCannot as error:
                if self.mens is None or partij.gesimuleerd:
                    raise Undecided(_("opdracht '{naam}' kan niet: {reason}", naam=order.naam, reason=error)) from error
        if self.mens is None:
            raise Undecided(
                _(
                    "het systeem van de {rol} neemt geen opdrachten aan; '{naam}' moet een mens invoeren",
                    rol=partij.rol,
                    naam=order.naam,
                )
            )
        uitkomst, reden = self.mens(partij.rol, order.naam, order.gegevens)
        return MENS, uitkomst, shown(reden)

    def breek_volgende(self, rol: Rol, soort: str, mutatie: Mutatie) -> None:
        """Plant a fault in the next message of this type from a simulated actor."""
        if not self.partijen[rol].gesimuleerd:
            raise HarnessFault(_("een fout kan alleen in een bericht van de gesimuleerde partij worden gelegd"))
        self._mutaties[(rol, soort)] = mutatie

    def gepland(self, soort: str) -> bool:
        """Whether a fault waits for a message of this type."""
        return any(key[1] == soort for key in self._mutaties)

    def verzet(self, moment: datetime) -> None:
        """Move on to a moment, exchanging messages on the way."""
        while self.nu < moment:
            self._stap(min(self._volgende_tik(), moment))

    def wacht(self, klaar: Callable[[], bool], uiterst: datetime) -> bool:
        """Move on until `klaar` or the moment `uiterst` has passed; whether it came to pass."""
        if self.modus == BERICHTDATUM:
            return self._wacht_in_werkelijkheid(klaar)
        self.wissel()
        while not klaar():
            if self.nu >= uiterst:
                return False
            self._stap(min(self._volgende_tik(), uiterst))
        return True

    def wissel(self) -> None:
        """Relay messages until neither actor has one left."""
        for _round in range(MAX_MESSAGES):
            self._nagekomen()
            fetched = [self._haal_een(p) for p in self.partijen.values() if p.rol not in self._opgehouden]
            if not any(fetched):
                return
        raise Undecided(_("de systemen blijven berichten sturen: meer dan {n} op één moment", n=MAX_MESSAGES))

    def houd_op(self, rol: Rol) -> None:
        """Let the messages of the simulated actor lie until `laat_door`."""
        if not self.partijen[rol].gesimuleerd:
            raise HarnessFault(_("alleen berichten van de gesimuleerde partij kunnen blijven liggen"))
        self._opgehouden.add(rol)

    def laat_door(self, rol: Rol) -> None:
        """Deliver what lay waiting, the newest first; the other side gets it now (OP080)."""
        systeem, wachtend = self.partijen[rol].systeem, list[Envelope]()
        while (envelope := systeem.fetch()) is not None:
            systeem.acknowledge(envelope.id)
            wachtend.insert(0, replace(envelope, tijd=self.nu))
        self._opgehouden.discard(rol)
        for envelope in wachtend:
            self._relay(self.partijen[rol], envelope)
        self.wissel()

    def wacht_op_weigering(self) -> bool:
        """Whether a message that must be refused was laid down, and nothing was said of it yet."""
        return bool(self._te_weigeren)

    def _nagekomen(self) -> None:
        """Write down what a system said later of messages of this scenario."""
        for partij in self.partijen.values():
            for message_id, receipt in partij.systeem.receipts() if isinstance(partij.systeem, Nakomend) else ():
                if message_id in self._gezien:
                    self._te_weigeren.discard(message_id)
                    self._noteer_aflevering(message_id, receipt)

    def _noteer_aflevering(self, message_id: str, receipt: Receipt) -> None:
        self.noteer("aflevering", id=message_id, uitkomst=str(receipt.uitkomst), reden=receipt.reden)

    def _volgende_tik(self) -> datetime:
        local = self.nu.astimezone(AMSTERDAM)
        for tick in TICKS:
            moment = datetime.combine(local.date(), tick, AMSTERDAM)
            if moment > local:
                return moment
        return datetime.combine(local.date() + timedelta(days=1), TICKS[0], AMSTERDAM)

    def _stap(self, moment: datetime) -> None:
        for partij in self.partijen.values():
            if not partij.heeft("klok") or self.modus == BERICHTDATUM:
                raise Undecided(
                    _(
                        "de klok van het systeem van de {rol} kan niet worden verzet naar {moment}",
                        rol=partij.rol,
                        moment=moment_text(moment),
                    )
                )
        for partij in self.partijen.values():
            partij.systeem.set_clock(moment)
        self.nu = moment
        self.wissel()

    def _wacht_in_werkelijkheid(self, klaar: Callable[[], bool]) -> bool:
        """Poll a system without a test clock, for at most `geduld` seconds in all."""
        tot = monotonic() + self.geduld
        pause = 0.02
        while True:
            self.wissel()
            if klaar():
                return True
            if monotonic() >= tot:
                return False
            Signal().wait(pause)
            pause = min(2 * pause, 0.5)

    def _haal_een(self, partij: Partij) -> bool:
        envelope = partij.systeem.fetch()
        if envelope is None:
            self._leeg_om[partij.rol] = self.nu
            return False
        self._relay(partij, envelope)
        return True

    def _relay(self, van: Partij, envelope: Envelope) -> None:
        """Store, acknowledge, deliver; a message that was seen before is only acknowledged again."""
        if self._is_bekend(envelope):
            van.systeem.acknowledge(envelope.id)
            return
        naar = self.partijen[van.rol.ander]
        bericht = lees(envelope.xml)
        soort = bericht.soort if bericht else ""
        mutatie = self._mutaties.pop((van.rol, soort), None)
        xml, gedaan = breek(mutatie, envelope.xml, self._eerder) if mutatie else (envelope.xml, {})
        gedaan.pop("ingrepen", None)
        tijd = self._geloofwaardig(van, envelope.tijd)
        event = self._bewaar(van, envelope, xml, soort, tijd, gedaan)
        van.systeem.acknowledge(envelope.id)
        actie = self._vooraf.pop((van.rol, soort), None)
        mens = self.mens is not None and not naar.heeft("opdrachten")
        if actie is not None and not mens:
            actie(Ketenbericht.uit(event))
        self._eerder += [bericht] if bericht else []
        receipt = naar.systeem.deliver(Envelope(envelope.id, tijd, xml))
        if receipt.uitkomst is Outcome.NEERGELEGD and gedaan.get("niveau") == 1:
            self._te_weigeren.add(envelope.id)
        self._noteer_aflevering(envelope.id, receipt)
        if actie is not None and mens:
            actie(Ketenbericht.uit(event))
        if receipt.uitkomst is Outcome.GEWEIGERD and isinstance(van.systeem, Weigerend):
            van.systeem.weiger(envelope.id, receipt.reden)

    def _is_bekend(self, envelope: Envelope) -> bool:
        digest = hashlib.sha256(envelope.xml).hexdigest()
        if envelope.id not in self._gezien:
            self._gezien[envelope.id] = digest
            return False
        if self._gezien[envelope.id] != digest:
            raise SutContractError(_("bericht-id {id} komt voor met twee verschillende inhouden", id=envelope.id))
        return True

    def _bewaar(
        self,
        van: Partij,
        envelope: Envelope,
        xml: bytes,
        soort: str,
        tijd: datetime,
        mutatie: dict[str, Any],
    ) -> Event:
        gegevens = berichtregel(replace(envelope, xml=xml), van.rol, soort, tijd, self.nu, envelope.tijd)
        return self.noteer("bericht", durable=True, **gegevens, mutatie=mutatie)

    def _geloofwaardig(self, partij: Partij, opgegeven: datetime) -> datetime:
        """The moment a sender gives, kept between the last time there was nothing and now."""
        if self.modus == BERICHTDATUM:
            return opgegeven
        earliest = self._leeg_om.get(partij.rol, self.nu)
        return min(max(opgegeven, earliest), self.nu)


def berichtregel(
    envelope: Envelope, van: Rol, soort: str, beschikbaar: datetime, ontvangen: datetime, opgegeven: datetime
) -> dict[str, Any]:
    """What a 'bericht' line says of a message, with foreign BSNs masked; `mutatie` is still to be added."""
    masked, count = maskeer(envelope.xml)
    return {
        "id": envelope.id,
        "van": str(van),
        "naar": str(van.ander),
        "bericht": soort,
        "beschikbaar": beschikbaar.isoformat(),
        "opgegeven": opgegeven.isoformat(),
        "ontvangen": ontvangen.isoformat(),
        **_storable(masked),
        "sha256": hashlib.sha256(masked).hexdigest(),
        "gemaskeerd": count + envelope.gemaskeerd,
    }


def _storable(xml: bytes) -> dict[str, str]:
    """Text as text; bytes that are not UTF-8 as base64, so that nothing is lost."""
    try:
        return {"xml": xml.decode("utf-8")}
    except UnicodeDecodeError:
        return {"base64": b64encode(xml).decode()}
