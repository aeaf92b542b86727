"""The state of a history: clients, their assignments, deliveries and claimed lines."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from ketentoets.core.perioden import Periode
from ketentoets.generators.reeksen.afspraken import Product

TIJDELIJK = "20"
OPEN, GOEDGEKEURD, AFGEKEURD = "open", "goedgekeurd", "afgekeurd"


@dataclass(eq=False)
class Levering:
    """Care that was started, and (when `eind` is known) stopped.

    `gestopt` are the stops reported on it (reason, day). What was put right once stays as it is:
    the start (`start_klopt`), the stop (`stop_klopt`).
    """

    begin: date
    eind: date | None = None
    gestopt: list[tuple[str, date]] = field(default_factory=list)
    start_klopt: bool = False
    stop_klopt: bool = False


@dataclass(eq=False)
class Regel:
    """A claimed line. `bedrag` and `tarief` in eurocents, `volume` in the unit claimed in.

    `hersteld`: it was refused, and a corrected line took its place.
    """

    referentie: str
    periode: Periode
    begin: date
    eind: date
    volume: int
    tarief: int
    bedrag: int
    status: str = OPEN
    gecrediteerd: bool = False
    hersteld: bool = False

    @property
    def staat(self) -> bool:
        """Whether it counts: not refused, not credited."""
        return self.status != AFGEKEURD and not self.gecrediteerd


@dataclass(eq=False)
class Traject:
    """An assignment and all that happened on it; `volume` per `frequentie` in `eenheid`.

    `declareert` is the unit claimed in: hours may be claimed in minutes. `later` are the periods
    that are still to be claimed.
    """

    nummer: int
    aanbieder: str
    product: Product
    eenheid: str
    declareert: str
    frequentie: str
    volume: int
    ingang: date
    eind: date
    besluit: datetime
    beschikking: int
    reden: str = ""
    leveringen: list[Levering] = field(default_factory=list)
    regels: list[Regel] = field(default_factory=list)
    later: list[Periode] = field(default_factory=list)

    @property
    def lopend(self) -> Levering | None:
        """The delivery that was started and not stopped."""
        return self.leveringen[-1] if self.leveringen and self.leveringen[-1].eind is None else None

    @property
    def ingetrokken(self) -> bool:
        """Withdrawn: it never had a length."""
        return self.eind == self.ingang and self.reden in {"01", "13"}

    def geleverd(self, van: date, tot: date) -> list[tuple[date, date]]:
        """The stretches of delivery from `van` up to and including `tot`, within the assignment."""
        laatste = min(tot, self.eind)
        found = ((max(van, lev.begin), min(laatste, lev.eind or laatste)) for lev in self.leveringen)
        return [(begin, eind) for begin, eind in found if begin <= eind]


@dataclass(eq=False)
class Client:
    """A client: the person (as in a test set-up), the provider, all assignments.

    `doelen` are the events that must still happen to this client.
    """

    persoon: dict[str, Any]
    aanbieder: str
    trajecten: list[Traject] = field(default_factory=list)
    gezag_bekend: bool = False
    gemeld: set[tuple[str, str]] = field(default_factory=set)
    toestand: str = "nieuw"
    doelen: list[str] = field(default_factory=list)

    @property
    def bsn(self) -> str:
        """The BSN, from the test range."""
        return str(self.persoon["bsn"])

    def actueel(self, dag: date) -> list[Traject]:
        """What is assigned to the client's present provider on this day or later (OP087)."""
        return [t for t in self.trajecten if t.aanbieder == self.aanbieder and not t.ingetrokken and t.eind >= dag]

    def gestart(self) -> list[Traject]:
        """The assignments on which care is being delivered."""
        return [t for t in self.trajecten if t.lopend]

    def resterend(self, dag: date) -> int:
        """In how many days the first current assignment ends; 0 when there is none."""
        return min(((t.eind - dag).days for t in self.actueel(dag)), default=0)


@dataclass(frozen=True)
class Indiening:
    """A line of a claim: a debit, or (with `vorige`) the credit of an earlier debit."""

    client: Client
    traject: Traject
    regel: Regel
    referentie: str
    vorige: str = ""
    fout: bool = False

    @property
    def credit(self) -> bool:
        """Whether it takes a line back."""
        return bool(self.vorige)

    @property
    def met_teken(self) -> int:
        """The amount in eurocents: a credit is negative."""
        return -self.regel.bedrag if self.credit else self.regel.bedrag


def zondagen(stukken: list[tuple[date, date]]) -> int:
    """How many Sundays there are in these stretches: a lower bound of the weeks they touch."""
    return sum((eind.toordinal() // 7) - ((begin - timedelta(days=1)).toordinal() // 7) for begin, eind in stukken)
