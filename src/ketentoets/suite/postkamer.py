"""The mail of a tested system in a session: every message is stored for the scenario it belongs to.

A message is on disk, in the lines of its scenario, before it is acknowledged; what came twice is stored
once. What waits for the same turn comes with one tick of the clock: a scenario that looks at its mail late sees all
of it before it says that something did not come. Nothing is judged or passed on here.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ketentoets.core.errors import SutContractError
from ketentoets.core.journal import Event, Journal
from ketentoets.core.message import Bericht
from ketentoets.core.persoonsgegevens import maskeer
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import heen_van
from ketentoets.session.berichten import Ketenbericht, lees
from ketentoets.session.herhaling import BERICHT, KLOK
from ketentoets.session.keten import BERICHTDATUM, berichtregel
from ketentoets.suite.spoor import Spoor
from ketentoets.transports.base import Envelope, Rol, System

LEEG, ZWERF = "leeg", "zwerfbericht"
"""Lines of no scenario: when there was no mail, and a message that belongs to none."""
GENOEG = 100_000
"""More messages than this in one go is a flood; the rest waits for the next time."""


@dataclass
class Postkamer:
    """Fetches for all scenarios in which this actor is tested; `leeg_om` is when there was nothing last."""

    rol: Rol
    systeem: System
    journal: Journal
    modus: str
    leeg_om: datetime
    sporen: list[Spoor] = field(default_factory=list)
    _gezien: dict[str, str] = field(default_factory=dict)
    _getikt: set[str] = field(default_factory=set)

    def herinner(self, events: list[Event]) -> None:
        """Take in what the journal says was fetched before."""
        for event in events:
            if event.soort in {BERICHT, ZWERF} and event["van"] == self.rol:
                self._gezien[event["id"]] = event["sha256"]
            elif event.soort == LEEG and event["rol"] == self.rol:
                self.leeg_om = max(self.leeg_om, event.tijd)

    def haal(self, nu: datetime) -> list[tuple[Spoor | None, Event]]:
        """Fetch, store and acknowledge until there is nothing left; what was new, with its scenario.

        Raises `SutError` when the system cannot be reached or breaks the contract.
        """
        new: list[tuple[Spoor | None, Event]] = []
        self._getikt = {s.sleutel for s in self.sporen if s.heeft_invoer}
        for _n in range(GENOEG):
            envelope = self.systeem.fetch()
            if envelope is None:
                self.leeg_om = nu
                break
            if not self._is_bekend(envelope):
                new.append(self._bewaar(envelope, nu))
            self.systeem.acknowledge(envelope.id)
        return new

    def _is_bekend(self, envelope: Envelope) -> bool:
        digest = hashlib.sha256(maskeer(envelope.xml)[0]).hexdigest()
        known = self._gezien.get(envelope.id)
        if known not in {None, digest}:
            raise SutContractError(_("bericht-id {id} komt voor met twee verschillende inhouden", id=envelope.id))
        return known is not None

    def _bewaar(self, envelope: Envelope, nu: datetime) -> tuple[Spoor | None, Event]:
        bericht = lees(envelope.xml)
        tijd = envelope.tijd if self.modus == BERICHTDATUM else min(max(envelope.tijd, self.leeg_om), nu)
        regel = berichtregel(envelope, self.rol, bericht.soort if bericht else "", tijd, nu, envelope.tijd)
        self._gezien[envelope.id] = regel["sha256"]
        spoor = self._spoor(envelope)
        if spoor is None:
            return None, self.journal.append(ZWERF, nu, durable=True, **regel)
        if spoor.sleutel not in self._getikt:
            self._getikt.add(spoor.sleutel)
            self.journal.append(KLOK, nu, spoor=spoor.sleutel)
        return spoor, self.journal.append(BERICHT, nu, durable=True, spoor=spoor.sleutel, **regel, mutatie={})

    def _spoor(self, envelope: Envelope) -> Spoor | None:
        """Whose message this is: it answers one of theirs, or is about one of their requests or persons.

        When only one scenario is under way it is that one's, whatever it says.
        """
        begonnen = [s for s in self.sporen if s.kop is not None]
        lopend = [s for s in begonnen if not s.af]
        found = next(self._kandidaten(envelope, [*lopend, *(s for s in begonnen if s.af)]), None)
        return found or (lopend[0] if len(lopend) == 1 else None)

    def _kandidaten(self, envelope: Envelope, sporen: list[Spoor]) -> Iterator[Spoor]:
        bericht = lees(envelope.xml)
        if bericht is None:
            return
        pad = "DeclaratieIdentificatie" if bericht.soort == "325" else "BerichtIdentificatie"
        ident = bericht.root.get(f"Header/{pad}/Identificatie")
        heen = "323" if bericht.soort == "325" else heen_van(bericht.soort)
        if heen:
            yield from (s for s in sporen if any(b.identificatie == ident for b in _gestuurd(s, heen)))
        refs = _teksten(bericht, "ReferentieAanbieder")
        vragen = ("315", "317") if refs else ()
        yield from (s for s in sporen if any(refs & _teksten(b, "ReferentieAanbieder") for b in _gestuurd(s, *vragen)))
        personen = _teksten(bericht, "Bsn")
        yield from (s for s in sporen if s.kop is not None and personen & set(s.kop["clienten"]))


def _gestuurd(spoor: Spoor, *soorten: str) -> Iterator[Bericht]:
    """The messages of these types that the simulated actor sent in a scenario."""
    for event in spoor.regels:
        if event.soort == BERICHT and event["van"] != spoor.rol and event["bericht"] in soorten:
            bericht = Ketenbericht.uit(event).bericht
            if bericht is not None:
                yield bericht


def _teksten(bericht: Bericht, element: str) -> set[str]:
    """The texts of every element of this name."""
    return {node.text.strip() for node in bericht.root.every(element)}
