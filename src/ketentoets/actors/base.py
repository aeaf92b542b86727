"""What both reference actors share: test clock, agenda, outbox, delivery and sending.

Work is done in the order of the clock: `set_clock` runs everything that is due, with the clock
standing at each moment of work. The same run gives the same bytes and the same message ids.
"""

import hashlib
import heapq
import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any, ClassVar
from uuid import UUID, uuid5

from ketentoets import __version__
from ketentoets.actors import gebreken as catalogus
from ketentoets.actors import gedrag as werkwijzen
from ketentoets.actors.gedrag import GEWOON, gedrag_van
from ketentoets.actors.ingrepen import Uitgaand, pas_toe
from ketentoets.actors.inrichting import STANDAARDEN, Contractproduct, Inrichting, lees
from ketentoets.actors.opdrachten import OPDRACHTEN
from ketentoets.actors.regio import Regio
from ketentoets.actors.retour import Oordeel, retourbericht
from ketentoets.actors.termijnen import RETOUR_WERKDAGEN, einde, kalenderdagen, om, vrije_dagen, werkdag
from ketentoets.core.bsn import mask_text
from ketentoets.core.calendar import AMSTERDAM, moment_text
from ketentoets.core.errors import OrderRefused, SutContractError
from ketentoets.core.message import Bericht, Node
from ketentoets.core.taal import _
from ketentoets.schemas import writer
from ketentoets.schemas.standaard import Vorm, retour_van, standaard_van
from ketentoets.schemas.validator import level1
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt, Rol

_NAAMRUIMTE = UUID("5b0e2a2c-7f53-5d0e-9a41-5d1f5f0c3230")
_CIJFERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MAX_REDENEN = 3
WERKUUR, OCHTEND, MIDDAG = 10, 9, 16
EEN_MINUUT, EEN_DAG = timedelta(minutes=1), timedelta(days=1)

Taak = Callable[[], None]
Verwerker = Callable[[Bericht, datetime], None]


def in_letters(number: int) -> str:
    """A number in base 36, short enough to fit the identifications of the standard."""
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _CIJFERS[rest] + digits
    return digits or "0"


class ReferentieActor(ABC):
    """One actor of the chain, implementing `ketentoets.transports.base.System`."""

    rol: ClassVar[Rol]
    naam: ClassVar[str]
    _uitbak: list[Envelope]
    _agenda: list[tuple[datetime, int, Taak]]
    _verzonden: set[str]
    _ontvangen: dict[str, str]
    _verwerkers: dict[str, Verwerker]
    _opdrachten: dict[str, Callable[[Any], None]]

    def __init__(
        self,
        regio: Regio = Regio(),  # noqa: B008 - frozen
        gebreken: Collection[str] = frozenset(),
        gedrag: str = GEWOON,
    ) -> None:
        self._gebreken = catalogus.controleer(self.rol, gebreken)
        planted = catalogus.geplant(self.rol, self._gebreken)
        self.regio = replace(regio, **{naam: waarde for g in planted for naam, waarde in g.regio})
        self.gedrag = gedrag_van(gedrag if gedrag != GEWOON else next((g.gedrag for g in planted if g.gedrag), GEWOON))
        self._ingrepen = (*self.gedrag.ingrepen, *(i for g in planted for i in g.ingrepen))
        self._blind = frozenset(code for g in planted for code in g.blind)
        self._trekken = frozenset(g.trek for g in planted if g.trek)
        self.reeks = 0
        self._inrichting: Inrichting | None = None
        self._klok: datetime | None = None
        self._leeg("")

    # --- the contract -----------------------------------------------------------------------

    def identify(self) -> Identity:
        """Who this is; the planted defects are part of the name."""
        toevoeging = f" ({', '.join(sorted(self._gebreken))})" if self._gebreken else ""
        kan = frozenset({"klok", "opdrachten", "inrichting"})
        return Identity(self.naam + toevoeging, __version__, self.rol, STANDAARDEN, kan)

    def deliver(self, envelope: Envelope) -> Receipt:
        """Take one message; the same id again is not processed again."""
        vingerafdruk = hashlib.sha256(envelope.xml).hexdigest()
        bekend = self._ontvangen.get(envelope.id)
        if bekend is not None:
            zelfde = bekend == vingerafdruk
            return Receipt(Outcome.AANGENOMEN if zelfde else Outcome.STRIJDIG, "" if zelfde else _strijdig(envelope))
        bericht, reden = self._lees(envelope.xml)
        if bericht is None:
            return Receipt(Outcome.AANGENOMEN if self.heeft("alles-aangenomen") else Outcome.GEWEIGERD, reden)
        self._ontvangen[envelope.id] = vingerafdruk
        self._verwerkers[bericht.soort](bericht, min(envelope.tijd.astimezone(AMSTERDAM), self.nu))
        return Receipt(Outcome.AANGENOMEN)

    def fetch(self) -> Envelope | None:
        """The oldest message that stands ready and was not acknowledged."""
        return self._uitbak[0] if self._uitbak else None

    def acknowledge(self, message_id: str) -> None:
        """Take the message out of the outbox; raises `SutContractError` for an unknown id."""
        if message_id not in self._verzonden:
            raise SutContractError(_("onbekend bericht-id {id}", id=message_id))
        self._uitbak = [e for e in self._uitbak if e.id != message_id]

    def set_clock(self, moment: datetime) -> None:
        """Do all work up to this moment; the clock moves back only through `set_up`."""
        doel = moment.astimezone(AMSTERDAM)
        if self._klok is not None and doel < self._klok:
            nu = moment_text(self._klok)
            raise SutContractError(_("de klok staat op {nu} en gaat alleen terug met een nieuwe inrichting", nu=nu))
        if self._klok is not None and doel.date() > self._klok.date():
            self._nacht()
        while self._agenda and self._agenda[0][0] <= doel:
            self._klok, _nummer, taak = heapq.heappop(self._agenda)
            taak()
        self._klok = doel

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over; raises `OrderRefused` and changes nothing when the set-up is not right."""
        nieuw = lees(Inrichting, inrichting)
        self._inrichting, self._klok = nieuw, nieuw.nu
        self._leeg(hashlib.sha256(json.dumps(inrichting, sort_keys=True, default=str).encode()).hexdigest())
        self._begin()

    def order(self, order: Order) -> None:
        """Carry out an order at the moment of the clock; raises `OrderRefused` or `SutCannot`."""
        model = OPDRACHTEN[self.rol].get(order.naam)
        if model is None:
            raise OrderRefused(_("onbekende opdracht {naam} voor {rol}", naam=order.naam, rol=self.rol))
        if self._inrichting is None:
            raise OrderRefused(_("er is nog geen inrichting"))
        self._opdrachten[order.naam](lees(model, order.gegevens))

    def close(self) -> None:  # noqa: B027 - part of the protocol, nothing to do
        """Nothing to release."""

    # --- what a role fills in ---------------------------------------------------------------

    @abstractmethod
    def _begin(self) -> None:
        """Make the empty administration of a new set-up, and fill the two tables below."""

    @property
    @abstractmethod
    def code(self) -> str:
        """The own code in a Header."""

    @property
    @abstractmethod
    def code_ander(self) -> str:
        """The code of the other party in a Header."""

    # --- for the processes ------------------------------------------------------------------

    @property
    def inrichting(self) -> Inrichting:
        """The set-up in force."""
        if self._inrichting is None:
            raise OrderRefused(_("er is nog geen inrichting"))
        return self._inrichting

    @property
    def is_ingericht(self) -> bool:
        """Whether there is a set-up."""
        return self._inrichting is not None

    @property
    def nu(self) -> datetime:
        """The clock: the real one until the first set-up or `set_clock`."""
        return self._klok or datetime.now(AMSTERDAM)

    @property
    def vandaag(self) -> date:
        """The day of the clock."""
        return self.nu.date()

    @property
    def release(self) -> str:
        """'3.2'."""
        return self.inrichting.release

    def heeft(self, gebrek: str) -> bool:
        """Whether this defect was planted."""
        return gebrek in self._gebreken or gebrek in self._trekken

    def verwerkt(self, soort: str, verwerker: Verwerker) -> None:
        """Say who processes a message type."""
        self._verwerkers[soort] = verwerker

    def doet(self, naam: str, uitvoerder: Callable[[Any], None]) -> None:
        """Say who carries out an order."""
        self._opdrachten[naam] = uitvoerder

    @property
    def volgende_moment(self) -> datetime | None:
        """When there is something to do that nobody asks for; None when there is not."""
        return self._agenda[0][0] if self._agenda else None

    def uitvoerder(self, naam: str) -> Callable[[Any], None]:
        """Who carries out an order so far."""
        return self._opdrachten[naam]

    def plan(self, moment: datetime, taak: Taak) -> None:
        """Do this at that moment, or at once when it has come."""
        if moment <= self.nu:
            taak()
        else:
            heapq.heappush(self._agenda, (moment, next(self._volgorde), taak))

    def beoordeel(self, antwoord: datetime, taak: Taak) -> None:
        """Judge a claim now, or when it is answered: no rule says when (OP080)."""
        self.plan(antwoord if self.gedrag.pas_bij_antwoord else self.nu, taak)

    def termijn(self, begin: date, werkdagen: int) -> datetime:
        """The last second of a term in working days."""
        if self.heeft("termijn-in-kalenderdagen"):
            return einde(kalenderdagen(begin, werkdagen))
        return einde(werkdag(begin, werkdagen, self._vrij(begin)))

    def werkmoment(self, begin: date, werkdagen: int, uur: int = WERKUUR) -> datetime:
        """The start of work on the n-th working day after `begin`."""
        return om(werkdag(begin, werkdagen, self._vrij(begin)), uur)

    def moment_binnen(self, begin: date, werkdagen: int, gewoon: datetime, tempo: str = "") -> datetime:
        """When something goes out that may take so many working days; `gewoon` when nothing else was asked."""
        return self.moment_voor(self.termijn(begin, werkdagen), gewoon, tempo)

    def moment_voor(self, uiterst: datetime, gewoon: datetime, tempo: str = "") -> datetime:
        """When something goes out that is due at the last second of a day."""
        match tempo or self.gedrag.tempo:
            case werkwijzen.METEEN:
                return self.nu
            case werkwijzen.OP_DE_LAATSTE_DAG:
                return max(self.nu, om(uiterst.date(), MIDDAG))
            case werkwijzen.LAATSTE_MOMENT:
                return max(self.nu, uiterst)
        return gewoon

    def tarief(self, product: Contractproduct, eenheid: str, dag: date) -> int | None:
        """The tariff in eurocents on a day, None when there is none."""
        eerste = product.tarieven[0].van if product.tarieven else None
        return product.tarief(eenheid, (eerste or dag) if self.heeft("oud-tarief-na-einde") else dag)

    def ziet(self, codes: list[str]) -> list[str]:
        """What this system notices of the rules that were broken."""
        return [code for code in codes if code not in self._blind]

    def nummer(self, voorvoegsel: str) -> str:
        """A number that was not used before in this set-up: 'G0000001'.

        With `reeks` it is new for a partner that is not started over as well (at most 12 characters).
        """
        number = next(self._nummers)
        return f"{voorvoegsel}{in_letters(self.reeks)}{number:03d}" if self.reeks else f"{voorvoegsel}{number:07d}"

    def release_van(self, soort: str) -> str:
        """The release in which a message goes: a 303 and 304 stay in 2.4."""
        return standaard_van(self.inrichting.standaard, soort).partition("-")[2]

    def identificatie(self) -> str:
        """A new identification of a message."""
        return self.nummer(self.rol[0].upper())

    def stuur(self, soort: str, inhoud: dict[str, Any], vorm: Vorm = "D") -> str:
        """Send a message now; returns its Identificatie."""
        identificatie = self.identificatie()
        domein, release = self.inrichting.domein, self.release_van(soort)
        kop = writer.header(domein, release, soort, self.code, self.code_ander, identificatie, self.vandaag, vorm)
        self.zet_klaar(soort, identificatie, {**inhoud, "Header": samen(kop, inhoud.get("Header", {}))})
        return identificatie

    def retourneer(self, bericht: Bericht, oordeel: Oordeel, ontvangen: datetime) -> None:
        """Send the return message within its term (OP090)."""
        client = bericht.root.find("Client")
        if client is not None and self.heeft("weigert-andere-naam") and self._heet_anders(client):
            oordeel.fout(client, "8187")
        oordeel.vergeet(self._blind)
        soort = retour_van(bericht.soort)
        if soort is None:
            return
        identificatie = self.identificatie()

        def taak() -> None:
            gegevens = retourbericht(bericht, soort, oordeel, identificatie, self.vandaag)
            self.zet_klaar(soort, identificatie, gegevens)

        self.plan(self._retour_moment(soort, ontvangen), taak)

    def _heet_anders(self, client: Node) -> bool:
        """Whether the person has another name here; only a defect minds (OP039)."""
        hier = self.inrichting.client(client.get("Bsn"))
        return hier is not None and client.get("Naam/Geslachtsnaam/Achternaam") != hier.achternaam

    def zet_klaar(self, soort: str, identificatie: str, gegevens: dict[str, Any]) -> None:
        """Write a message and put it in the outbox; in a silent window it waits for the end."""
        stil = [s.tot for s in self.inrichting.stil if soort in s.berichten and s.van <= self.nu < s.tot]
        if stil and not self.heeft("bevriezing-genegeerd"):
            self.plan(max(stil), lambda: self.zet_klaar(soort, identificatie, gegevens))
            return
        for uit in pas_toe(self._ingrepen, Uitgaand(soort, identificatie, gevuld(gegevens)), self.identificatie):
            self.plan(self._verzendmoment(uit), partial(self._verzend, uit))

    def _verzendmoment(self, uit: Uitgaand) -> datetime:
        dag = self.werkmoment(self.vandaag, uit.werkdagen, OCHTEND) if uit.werkdagen else self.nu
        if self.gedrag.bundel is None:
            return dag + uit.minuten * EEN_MINUUT
        vanavond = om(dag.date(), self.gedrag.bundel)
        return vanavond if dag <= vanavond else om(dag.date() + EEN_DAG, self.gedrag.bundel)

    def _verzend(self, uit: Uitgaand) -> None:
        xml = writer.write(self.inrichting.domein, self.release_van(uit.soort), uit.soort, uit.gegevens)
        if self.heeft("andere-codering"):
            xml = xml.decode().replace("UTF-8", "ISO-8859-1", 1).encode("iso-8859-1", "replace")
        sleutel = f"{self.rol}:{self._zaad}:{len(self._verzonden)}:{uit.soort}:{uit.identificatie}"
        envelope = Envelope(str(uuid5(_NAAMRUIMTE, sleutel)), self.nu, xml)
        self._verzonden.add(envelope.id)
        self._uitbak.insert(0 if self.gedrag.achterstevoren else len(self._uitbak), envelope)

    # --- inside -----------------------------------------------------------------------------

    def _leeg(self, zaad: str) -> None:
        self._zaad = zaad
        self._volgorde, self._nummers = count(), count(self.gedrag.nummers)
        self._agenda, self._uitbak, self._verzonden = [], [], set()
        self._ontvangen, self._verwerkers, self._opdrachten = {}, {}, {}

    def _lees(self, xml: bytes) -> tuple[Bericht | None, str]:
        if self._inrichting is None:
            return None, _("er is nog geen inrichting")
        bericht, bevindingen = level1(xml)
        if bericht is None or bevindingen:
            reden = "; ".join(b.tekst for b in bevindingen[:_MAX_REDENEN])
            return None, mask_text(reden) or _("het bericht is niet te lezen")
        if bericht.standaard != standaard_van(self._inrichting.standaard, bericht.soort):
            return None, _("{naam} wordt hier niet verwerkt", naam=bericht.standaard)
        if bericht.soort not in self._verwerkers or self.heeft(f"weigert-{bericht.soort}"):
            return None, _("{naam} is geen bericht voor een {rol}", naam=bericht.naam, rol=self.rol)
        return bericht, ""

    def _retour_moment(self, soort: str, ontvangen: datetime) -> datetime:
        return self.moment_binnen(ontvangen.date(), RETOUR_WERKDAGEN, self.nu, self.gedrag.retour)

    def _vrij(self, begin: date) -> frozenset[date]:
        """The holidays this system knows of, around a day."""
        erkend = frozenset(self.inrichting.feestdagen) if self.gedrag.feestdagen else frozenset()
        return erkend | vrije_dagen(begin) if self.heeft("goede-vrijdag-als-feestdag") else erkend

    def _nacht(self) -> None:
        """What a system that keeps things in memory loses when it starts anew every night."""
        if self.heeft("agenda-kwijt-na-herstart"):
            self._agenda = []
        if self.heeft("administratie-kwijt-na-herstart"):
            self._begin()
        if self.heeft("nummers-opnieuw-na-herstart"):
            self._nummers = count(self.gedrag.nummers)


def _strijdig(envelope: Envelope) -> str:
    return _("bericht-id {id} is bekend met een andere inhoud", id=envelope.id)


def samen(een: dict[str, Any], ander: dict[str, Any]) -> dict[str, Any]:
    """Both, class by class; the second holds where they differ."""
    binnen = {
        n: samen(een[n], w) if isinstance(w, dict) and isinstance(een.get(n), dict) else w for n, w in ander.items()
    }
    return {**een, **binnen}


def gevuld(gegevens: dict[str, Any]) -> dict[str, Any]:
    """The content without what was left out: None, and classes that have nothing in them."""
    schoon = {naam: gevuld(w) if isinstance(w, dict) else _deel(w) for naam, w in gegevens.items()}
    return {naam: waarde for naam, waarde in schoon.items() if waarde not in (None, {}, [])}


def _deel(waarde: Any) -> Any:
    if isinstance(waarde, list):
        return [gevuld(w) if isinstance(w, dict) else w for w in waarde]
    return waarde
