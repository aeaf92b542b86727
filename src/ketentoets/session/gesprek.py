"""A conversation: what a scenario says, turned into orders, waiting and expectations.

Every method is one sentence of a scenario. Nothing is judged here: expectations go to the
journal and the judge reads them there. The conversation only waits until they can be judged.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.core.bsn import shown
from ketentoets.core.calendar import AMSTERDAM, Term, at, due, end_of, moment_text
from ketentoets.core.errors import NotApplicable, Undecided
from ketentoets.core.journal import Event
from ketentoets.core.message import Node, berichtnaam
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.profiel import ContractProduct, Profiel, VreemdProduct
from ketentoets.generators.fouten.register import mutatie, plaatsen
from ketentoets.generators.personen import geboren_op, persoon
from ketentoets.session.berichten import PRODUCT, VERZOEK, Ketenbericht, Zoek, als_getal, onder
from ketentoets.session.dagen import MAANDEN, dag, moment
from ketentoets.session.keten import BERICHTDATUM, WERKELIJK, Keten
from ketentoets.session.verplichtingen import Verplichtingen
from ketentoets.session.verwachtingen import KOMT, Verwachting
from ketentoets.transports.base import Rol

DIAGNOSE = timedelta(days=3)
"""How long to wait after a term: late or never makes a difference in the finding."""


CLIENTEN_PER_SCENARIO = 4
LEEFTIJD = {"ijw": 11, "iwmo": 45}
"""How old a client is when the scenario does not say."""


@dataclass(frozen=True)
class Kop:
    """What a scenario is: id, name, process, the actor that is tested, sources, rules, messages.

    `nummer` is unique among all scenarios and roles: it gives every scenario persons of its own.
    """

    id: str
    naam: str
    proces: str
    rol: Rol
    bron: tuple[str, ...] = ()
    regels: tuple[str, ...] = ()
    soorten: tuple[str, ...] = ()
    nummer: int = 0


@dataclass
class Gesprek:
    """One scenario on a chain."""

    kop: Kop
    keten: Keten
    profiel: Profiel
    zaad: int
    vanaf: date
    clienten: list[dict[str, Any]] = field(default_factory=list)
    berichten: list[Ketenbericht] = field(default_factory=list)
    nummers: list[str] = field(default_factory=list)
    aangevraagd: list[dict[str, Any]] = field(default_factory=list)
    vorige_opdracht: Event | None = None
    verboden: tuple[Zoek, ...] = ()
    onderwerp: Ketenbericht | None = None
    onderzocht: int = -1
    startdata: dict[str, date] = field(default_factory=dict)
    oude_startdatum: date = date.min
    stopdatum: date = date.min
    stopreden: str = ""
    einddatum: date = date.min
    leverdatum: date = date.min
    geleverd_minuten: int = 0
    declareer_vanaf: int | None = None
    te_crediteren: Node | None = None
    _gekozen: str = ""
    _anders: dict[str, Any] = field(default_factory=dict)
    _stappen: list[dict[str, Any]] = field(default_factory=list)
    _begonnen: bool = False
    _spreekt_niet: str = ""

    def __post_init__(self) -> None:
        self.boek = Verplichtingen(self.profiel, self.keten.modus)
        self.keten.luisteraars.append(self.boek.volg)
        self.keten.luisteraars.append(self._luister)

    # --- set-up -------------------------------------------------------------------------------

    @property
    def sut(self) -> Rol:
        """The actor that is tested."""
        return self.kop.rol

    @property
    def nu(self) -> datetime:
        """The clock of the chain."""
        return self.keten.nu

    @property
    def vandaag(self) -> date:
        """Today on the clock of the chain."""
        return self.keten.nu.astimezone(AMSTERDAM).date()

    @property
    def bsn(self) -> str:
        """The client of this scenario."""
        self._client()
        return str(self.clienten[0]["bsn"])

    def naam(self, soort: str) -> str:
        """A message type as people of this domain write it: 'JW301' or 'WMO301'."""
        return berichtnaam(self.profiel.domein, soort)

    def stap(self, tekst: str, tabel: Sequence[Sequence[str]] = ()) -> None:
        """Write down which sentence of the scenario comes next, with the rows of its table."""
        stap: dict[str, Any] = {"tekst": tekst, **({"tabel": [list(row) for row in tabel]} if tabel else {})}
        if self._begonnen:
            self.keten.noteer("stap", **stap)
        else:
            self._stappen.append(stap)

    def client(self, leeftijd: int = 0, gemeente: str = "") -> None:
        """A client of this age; `gemeente` is the municipality that is responsible."""
        code = gemeente or self.profiel.gemeente.code
        geboren = geboren_op(
            leeftijd or LEEFTIJD[self.profiel.domein], self.vanaf if self.keten.modus == WERKELIJK else self._peildag
        )
        sleutel = f"{self.kop.id}/{self.kop.rol}/{len(self.clienten)}"
        volgnummer = CLIENTEN_PER_SCENARIO * self.kop.nummer + len(self.clienten)
        self.clienten.append(persoon(self.zaad, sleutel, volgnummer, geboren=geboren, gemeente=code))

    @property
    def _peildag(self) -> date:
        """The day that ages are counted from: in real time the first of the month.

        A set-up that was loaded by hand then fits every run of that month.
        """
        return self.vandaag.replace(day=1) if self.keten.modus == BERICHTDATUM else self.vandaag

    def zonder_contract(self) -> None:
        """No product is contracted; only a system that is set up for every scenario can be tested on that."""
        if not self.keten.partijen[self.sut].heeft("inrichting"):
            raise Undecided(_("het systeem heeft zijn contract al: dit scenario vraagt om een inrichting zonder"))
        self._anders["contract"] = []

    def client_van_elders(self) -> None:
        """A client for whom another municipality is responsible."""
        self.client(gemeente=self.profiel.andere_gemeente.code)

    def het_is(self, tekst: str) -> None:
        """Let the scenario begin at this moment, or let time pass until it."""
        if self._begonnen:
            dan = moment(tekst, self.vandaag)
            if dan.date() < self.vandaag:
                raise Undecided(
                    _(
                        "het is al {nu}: de antwoorden kwamen op tijd, maar later dan dit scenario kan wachten",
                        nu=moment_text(self.nu),
                    )
                )
            self.keten.verzet(dan)
            return
        vast = any(part.isdigit() for part in tekst.split(" om ", maxsplit=1)[0].split())
        if self.keten.modus in {BERICHTDATUM, WERKELIJK} and vast:
            raise NotApplicable(_("dit scenario bestaat alleen op een vaste dag ({tekst})", tekst=tekst))
        if self.keten.modus == BERICHTDATUM:
            raise Undecided(_("'{tekst}' vraagt om een klok die verzet kan worden", tekst=tekst))
        if self.keten.modus == WERKELIJK:
            self.keten.verzet(moment(tekst, self.vandaag))
            return
        self.keten.nu = moment(tekst, self.vanaf)

    def begin(self) -> None:
        """Start both systems over; done once, before the first event."""
        if self._begonnen:
            return
        self._client()
        self.open()
        self._spreekt(self.profiel.standaard_op(self.vandaag))
        inrichting = self.profiel.inrichting(self.keten.nu, self.clienten)
        self.keten.richt_in({**inrichting, **self._anders})

    def open(self) -> None:
        """Write the head of the scenario to the journal, with the sentences so far."""
        if self._begonnen:
            return
        self._begonnen = True
        self.keten.noteer(
            "scenario", id=self.kop.id, naam=self.kop.naam, proces=self.kop.proces, rol=str(self.kop.rol),
            bron=self.kop.bron, regels=self.kop.regels, soorten=self.kop.soorten,
            standaard=self.profiel.standaard_op(self.vandaag), clienten=[c["bsn"] for c in self.clienten],
        )  # fmt: skip
        for stap in self._stappen:
            self.keten.noteer("stap", **stap)

    def storing(self, oordeel: Verdict, reden: str, *, verbinding: bool = False) -> None:
        """Write down why the scenario ended before its last sentence; `verbinding`: the system was away."""
        self.open()
        anders: dict[str, Any] = {"spreekt_niet": self._spreekt_niet} if self._spreekt_niet else {}
        self.keten.noteer("storing", oordeel=str(oordeel), reden=shown(reden), verbinding=verbinding, **anders)

    def _spreekt(self, standaard: str) -> None:
        identity = self.keten.partijen[self.sut].identity
        if identity and identity.standaarden and standaard not in identity.standaarden:
            self._spreekt_niet = standaard
            raise NotApplicable(
                _(
                    "het systeem spreekt geen {standaard} (wel: {all})",
                    standaard=standaard,
                    all=", ".join(identity.standaarden),
                )
            )

    def _client(self) -> None:
        if not self.clienten:
            self.client()

    def _luister(self, event: Event) -> None:
        if event.soort != "bericht":
            return
        kb = Ketenbericht.uit(event)
        self.berichten.append(kb)
        for product in onder(kb.root, PRODUCT) if kb.soort == "301" and kb.root else []:
            nummer = als_getal(product.get("ToewijzingNummer"))
            if nummer not in self.nummers:
                self.nummers.append(nummer)
                self._gekozen = ""

    # --- looking back -------------------------------------------------------------------------

    def laatste(self, soort: str) -> Ketenbericht:
        """The last message of a type; without it the scenario cannot go on."""
        found = next((kb for kb in reversed(self.berichten) if kb.soort == soort), None)
        if found is None:
            raise Undecided(_("er kwam geen {naam}, dus het vervolg kan niet worden beoordeeld", naam=self.naam(soort)))
        return found

    @property
    def nummer(self) -> str:
        """The number of the assignment that was issued last, or that the scenario went back to."""
        if not self.nummers:
            raise Undecided(_("er is geen toewijzing, dus het vervolg kan niet worden beoordeeld"))
        return self._gekozen or self.nummers[-1]

    def terug_naar_eerste(self) -> None:
        """From here on it is about the assignment that was issued first, until a new one comes."""
        self._gekozen = self.nummers[0] if self.nummers else self.nummer

    @property
    def startdatum(self) -> date:
        """The day on which care on the assignment started, as it was reported last."""
        return self.startdata.get(self.nummer, date.min)

    @startdatum.setter
    def startdatum(self, dag: date) -> None:
        self.startdata[self.nummer] = dag

    def toewijzing(self, nummer: str = "", *, eerste: bool = False) -> Node:
        """The version of an assignment that was decided last, whenever it arrived (OP033x1); or that came first."""
        wanted = als_getal(nummer or self.nummer)
        versies = [
            product
            for kb in self.berichten
            for product in (onder(kb.root, PRODUCT) if kb.soort == "301" and kb.root else [])
            if als_getal(product.get("ToewijzingNummer")) == wanted
        ]
        if not versies:
            raise Undecided(_("toewijzing {nummer} is niet te vinden", nummer=wanted))
        return versies[0] if eerste else max(reversed(versies), key=_besloten)

    def referentie(self, n: int = 0) -> str:
        """The ReferentieAanbieder of the n-th product of the last request."""
        root = self.laatste("315").root
        return root.all(VERZOEK)[n].get("ReferentieAanbieder") if root else ""

    # --- acting and waiting -------------------------------------------------------------------

    def opdracht(self, rol: Rol, naam: str, gegevens: dict[str, Any]) -> Event:
        """Give an order that must be taken; a refusal by the SUT leaves the rest undecided."""
        return self._aangenomen(self._opdracht(rol, naam, gegevens, proef=False))

    def opdracht_vooraf(self, naam: str, gegevens: dict[str, Any]) -> Event:
        """Give the municipality an order about a message that is on its way to it."""
        return self._aangenomen(self.keten.opdracht_vooraf(Rol.GEMEENTE, naam, gegevens))

    def _aangenomen(self, event: Event) -> Event:
        if event["uitkomst"] != "geweigerd":
            return event
        rol, naam, reden = Rol(event["partij"]), event["naam"], event["reden"]
        if rol is self.sut:
            raise Undecided(_("het systeem weigert opdracht '{naam}': {reden}", naam=naam, reden=reden))
        raise Undecided(
            _("de gesimuleerde {rol} kan '{naam}' niet uitvoeren: {reden}", rol=rol, naam=naam, reden=reden)
        )

    def proef(self, rol: Rol, naam: str, gegevens: dict[str, Any]) -> Event:
        """Give an order that the protocol does not allow; taking it creates no obligation."""
        return self._opdracht(rol, naam, gegevens, proef=True)

    def laat_verbod_uitwerken(self) -> None:
        """Let the term run out of a forbidden order that was taken all the same.

        A claim over a period that still runs may be sent when that is over: then only until its last day.
        """
        order = self.vorige_opdracht
        if order is None or not order["proef"] or order["uitkomst"] != "aangenomen":
            return
        tot = self.boek.opdrachttermijn(order).moment
        if order["naam"] == "declareer":
            eind = end_of(self.profiel.tijdvak(str(order["gegevens"]["periode"])).eind)
            tot = min(tot, eind) if eind > order.tijd else tot
        if self.keten.modus != BERICHTDATUM:
            self.keten.verzet(tot)

    def _opdracht(self, rol: Rol, naam: str, gegevens: dict[str, Any], *, proef: bool) -> Event:
        self.begin()
        self.verboden = ()
        self.vorige_opdracht = self.keten.opdracht(rol, naam, gegevens, proef=proef)
        return self.vorige_opdracht

    def verwacht(self, verwachting: Verwachting, uiterst: datetime | None = None) -> None:
        """Write an expectation down and wait until it can be judged."""
        self.begin()
        self.keten.noteer("verwachting", verwachting=verwachting.as_dict())
        if verwachting.soort == KOMT:
            self._wacht_op(verwachting, uiterst)
            found = verwachting.kandidaten(self.berichten)
            self.onderwerp = found[-1] if found else None

    def _wacht_op(self, verwachting: Verwachting, uiterst: datetime | None) -> None:
        """Wait for a candidate, as long as somebody owes one: an investigation gives more time on the way."""
        fallback = due(self.nu, self.profiel.termijnen.opdracht.term, self.profiel.kalender).moment + DIAGNOSE
        tot: datetime | None = uiterst or self._uiterst(verwachting) or fallback
        while tot is not None and not self.keten.wacht(lambda: bool(verwachting.kandidaten(self.berichten)), tot):
            later = None if uiterst else self._uiterst(verwachting)
            tot = later if later and later > tot and self.keten.modus != BERICHTDATUM else None

    def _uiterst(self, verwachting: Verwachting) -> datetime | None:
        """Until when somebody owes a message of these types, and some time more; None when nobody does."""
        soorten = {z.soort for z in verwachting.zoek}
        terms = [v.termijn.moment for v in self.boek.openstaand(verwachting.van) if soorten & set(v.soorten)]
        return max(terms) + DIAGNOSE if terms else None

    def rond_af(self) -> None:
        """Let every term of the SUT run out or be met, then close the scenario."""
        self.begin()
        if self.keten.modus == BERICHTDATUM:
            self.keten.wacht(self._niets_te_wachten, self.nu)
        else:
            self._laat_termijnen_aflopen()
        self.keten.noteer("einde")

    def _laat_termijnen_aflopen(self) -> None:
        self.keten.wissel()
        while owed := self.boek.openstaand(self.sut):
            last = max(v.termijn.moment for v in owed)
            if self.nu >= last + DIAGNOSE:
                return
            self.keten.wacht(self._niets_open, last + DIAGNOSE)

    def _niets_te_wachten(self) -> bool:
        return self._niets_open() and not self.keten.wacht_op_weigering()

    def _niets_open(self) -> bool:
        return not self.boek.openstaand(self.sut)

    def verstrijk(self, n: int, eenheid: str) -> None:
        """Let days, weeks or months pass."""
        self.begin()
        units: dict[str, Callable[[int], relativedelta]] = {
            "dag": lambda k: relativedelta(days=k),
            "week": lambda k: relativedelta(weeks=k),
            "maand": lambda k: relativedelta(months=k),
        }
        singular = {"dagen": "dag", "weken": "week", "maanden": "maand"}.get(eenheid, eenheid)
        self.keten.verzet(self.nu + units[singular](n))

    def verstrijk_werkdagen(self, n: int, tijd: str = "09:00") -> None:
        """Let working days pass; the clock then stands at this hour of the n-th."""
        self.begin()
        day = due(self.nu, Term(n), self.profiel.kalender).moment.date()
        self.keten.verzet(moment(f"{day.day} {_maand(day)} {day.year} om {tijd}", day))

    # --- products -----------------------------------------------------------------------------

    def product(self, naam: str, volume: int, *, ingang: date, duur: int = 26) -> dict[str, Any]:
        """A product of the profile as orders want it; it ends `duur` weeks later, on a Sunday."""
        known = self.profiel.contract.get(naam) or self.profiel.buiten_contract.get(naam)
        if known is None:
            raise Undecided(
                _(
                    "profiel {profiel} heeft geen product '{naam}' onder 'contract', en dit scenario heeft het nodig",
                    profiel=self.profiel.naam,
                    naam=naam,
                )
            )
        einde = ingang + timedelta(weeks=duur) - timedelta(days=ingang.weekday() + 1)
        return {
            "categorie": known.categorie,
            "code": known.code,
            "ingangsdatum": ingang.isoformat(),
            "einddatum": einde.isoformat(),
            "volume": volume,
            "eenheid": _eenheid(known),
            "frequentie": _frequentie(known),
        }

    def vanaf_dag(self, tekst: str) -> date:
        """A day seen from today."""
        return dag(tekst, self.vandaag)

    def breek_volgende(self, rol: Rol, soort: str, naam: str) -> None:
        """Plant a fault in the next message of the simulated actor."""
        self.keten.breek_volgende(rol, soort, mutatie(soort, naam))

    def schend_volgende(self, rol: Rol, soort: str, regel: str) -> None:
        """Plant the fault that breaks a rule, when that rule exists in the release of today."""
        standaard = self.profiel.standaard_op(self.vandaag)
        fout = mutatie(soort, regel)
        if tuple(standaard.split("-")) not in plaatsen(fout):
            raise NotApplicable(_("regel {regel} geldt hier niet in {standaard}", regel=regel, standaard=standaard))
        self.keten.breek_volgende(rol, soort, fout)

    def breekt(self, soort: str) -> bool:
        """Whether a fault was planted in a message of this type, or is about to be."""
        return self.keten.gepland(soort) or any(kb.mutatie and kb.soort == soort for kb in self.berichten)

    def gebroken(self, soort: str, pad: str) -> Node:
        """The first element at `pad` in the message that got a planted fault."""
        broken = next((kb for kb in reversed(self.berichten) if kb.soort == soort and kb.mutatie), None)
        node = broken.root.find(pad) if broken and broken.root else None
        if node is None:
            raise Undecided(_("er kwam geen {naam} met een geplante fout", naam=self.naam(soort)))
        return node

    def sinds_opdracht(self) -> int:
        """The journal line before the last order: what comes after it counts."""
        return self.vorige_opdracht.n - 1 if self.vorige_opdracht else -1

    def sinds_declaratie(self, claim: Ketenbericht) -> int:
        """The journal line after which the lines of this claim count: a 323 may be spread over messages.

        Not where a credit and its new line must go together. What is in one 303 and what is not, a region says.
        """
        if self.declareer_vanaf is None or self.regels_samen or claim.soort != "323":
            return claim.n - 1
        return min(claim.n - 1, self.declareer_vanaf)

    @property
    def regels_samen(self) -> bool:
        """Whether a credit and the line that replaces it must be in one message."""
        samen = self.profiel.declareren.credit_met_nieuwe_regel
        return samen is not None and samen.waarde

    def wacht_op_regels(self) -> datetime | None:
        """Until when to wait for a line of a claim that has come: not at all when all is in one message."""
        return self.nu if self.regels_samen else None

    def verzet_naar(self, day: date) -> None:
        """Let time pass until 09:00 on a day."""
        self.begin()
        self.keten.verzet(at(day))


def _besloten(product: Node) -> tuple[str, str]:
    """When an assignment was decided."""
    return product.get("Toewijzingsdatum"), product.get("Toewijzingstijd")


def _eenheid(product: ContractProduct | VreemdProduct) -> str:
    return product.eenheden[0] if isinstance(product, ContractProduct) else product.eenheid


def _frequentie(product: ContractProduct | VreemdProduct) -> str:
    return product.frequenties[0] if isinstance(product, ContractProduct) else product.frequentie


def _maand(day: date) -> str:
    return MAANDEN[day.month - 1]
