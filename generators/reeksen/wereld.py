"""The course of a history: processes that wait for a moment, and the messages they send in order.

A process is a Python generator that yields the moment it wants to go on. The world always continues
the one with the earliest moment, so that messages come in the order of their moments.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Any

from ketentoets.core.calendar import Term, at, due, end_of
from ketentoets.core.taal import _
from ketentoets.generators.reeksen.afspraken import Afspraken
from ketentoets.generators.reeksen.keuze import Keuze
from ketentoets.generators.reeksen.stand import Client
from ketentoets.generators.reeksen.tijd import binnen, op_werkdag
from ketentoets.schemas.standaard import afzender, retour_van
from ketentoets.schemas.writer import header, retourheader, write

Proces = Generator[datetime, None, None]


@dataclass(frozen=True)
class Stap:
    """A message of a history: when it was sent, by whom to whom, why, and its bytes.

    `van` and `naar` are the codes of the parties; `verwacht` are the rules it breaks on purpose.
    """

    nummer: int
    moment: datetime
    van: str
    naar: str
    soort: str
    gebeurtenis: str
    clienten: tuple[str, ...]
    xml: bytes
    verwacht: tuple[str, ...] = ()


@dataclass
class Wereld:
    """Time, numbers and the log of a history. Nothing is sent after the day `tot`.

    `gebeurd` are the events so far: day, name, BSN ('' for one about several clients); `doelen` are
    the events about claims that must take place.
    """

    standaard: str
    afspraken: Afspraken
    keuze: Keuze
    nu: datetime
    tot: date
    stappen: list[Stap] = field(default_factory=list)
    gebeurd: list[tuple[date, str, str]] = field(default_factory=list)
    clienten: list[Client] = field(default_factory=list)
    doelen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.domein, _streep, self.release = self.standaard.partition("-")
        self._agenda: list[tuple[datetime, int, Proces]] = []
        self._volgorde = count()
        self._tellers: dict[str, Callable[[], int]] = {}

    @property
    def vandaag(self) -> date:
        """The day it is."""
        return self.nu.date()

    @property
    def oud(self) -> bool:
        """Whether this release still has decisions (Beschikking) and the 303."""
        return self.release < "3.0"

    def nummer(self, wat: str, eerste: int = 1) -> int:
        """The next number of a kind."""
        return self._tellers.setdefault(wat, count(eerste).__next__)()

    def start(self, proces: Proces) -> None:
        """Let a process begin now."""
        self._plan(self.nu, proces)

    def _plan(self, moment: datetime, proces: Proces) -> None:
        heappush(self._agenda, (moment, next(self._volgorde), proces))

    def draai(self) -> None:
        """Run until every process has ended or wants to go on after the last day."""
        einde = end_of(self.tot)
        while self._agenda and self._agenda[0][0] <= einde:
            self.nu, _nummer, proces = heappop(self._agenda)
            volgend = next(proces, None)
            if volgend is not None:
                self._plan(max(volgend, self.nu), proces)

    def binnen(self, naam: str) -> datetime:
        """A moment within a term of the agreements, from now."""
        return binnen(self.nu, self.afspraken.termijnen[naam], self.afspraken.kalender, self.keuze)

    def uiterlijk(self, dag: date, naam: str) -> date:
        """The last day of a term that began on `dag`."""
        return due(at(dag, 0), self.afspraken.termijnen[naam], self.afspraken.kalender).moment.date()

    def binnen_na(self, dag: date, naam: str) -> datetime:
        """A moment from now within a term that began on `dag`; now when today is its last day."""
        rest = (self.uiterlijk(dag, naam) - self.vandaag).days
        return binnen(self.nu, Term(rest, "dagen"), self.afspraken.kalender, self.keuze) if rest > 0 else self.nu

    def op(self, dag: date) -> datetime:
        """A moment on the first working day from `dag` on."""
        return op_werkdag(dag, self.nu, self.afspraken.kalender, self.keuze)

    def over(self, van: int, tot: int) -> datetime:
        """A moment on a working day, some days from now."""
        return self.op(self.vandaag + timedelta(days=self.keuze.getal(van, tot)))

    def noteer(self, naam: str, client: Client | None = None) -> None:
        """Write down that an event of the story took place."""
        self.gebeurd.append((self.vandaag, naam, client.bsn if client else ""))

    def wil(self, naam: str, kans: int) -> bool:
        """Whether an event that is possible now takes place: when it was asked for, or in `kans` of a hundred."""
        gewenst = naam in self.doelen
        self.doelen.discard(naam)
        return gewenst or self.keuze.ja(kans)

    def stuur(
        self,
        soort: str,
        aanbieder: str,
        inhoud: dict[str, Any],
        gebeurtenis: str,
        clienten: tuple[str, ...],
        verwacht: tuple[str, ...] = (),
    ) -> dict[str, Any]:
        """Send a forward message now, and plan its return message; the Header it got."""
        gemeente = self.afspraken.gemeente
        van, naar = (gemeente, aanbieder) if afzender(soort) == "gemeente" else (aanbieder, gemeente)
        nummer = f"{soort}R{self.nummer('bericht'):07d}"
        kop: dict[str, Any] = header(self.domein, self.release, soort, van, naar, nummer, self.vandaag)
        self.log(soort, van, naar, {"Header": kop, **inhoud}, gebeurtenis, clienten, verwacht)
        if retour_van(soort) and soort != "303":
            self.start(self._retour(soort, kop, naar, van, clienten))
        return kop

    def log(
        self,
        soort: str,
        van: str,
        naar: str,
        data: dict[str, Any],
        gebeurtenis: str,
        clienten: tuple[str, ...],
        verwacht: tuple[str, ...] = (),
    ) -> None:
        """Write a message and put it in the history."""
        xml = write(self.domein, self.release, soort, data)
        nummer = len(self.stappen) + 1
        self.stappen.append(Stap(nummer, self.nu, van, naar, soort, gebeurtenis, clienten, xml, verwacht))

    def _retour(self, heen: str, kop: dict[str, Any], van: str, naar: str, clienten: tuple[str, ...]) -> Proces:
        yield self.binnen("retour")
        soort = retour_van(heen) or ""
        nummer = f"{soort}R{self.nummer('bericht'):07d}"
        terug = retourheader(self.domein, self.release, soort, kop, nummer, self.vandaag)
        self.log(soort, van, naar, {"Header": terug}, _("{heen} ontvangen en goedgekeurd", heen=heen), clienten)
