"""Where the choices of a generated message come from: chance with a seed, or Hypothesis.

A source has one thing of its own, `getal`; all other choices follow from it. Nought, the first
option and False are the simplest, so that Hypothesis shrinks towards them.
"""

import random
from abc import ABC, abstractmethod
from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple, TypeVar

from ketentoets.generators.nummerreeks import Nummerreeks
from ketentoets.generators.voorraad import Soort, Voorraad

T = TypeVar("T")
Record = TypeVar("Record", bound=NamedTuple)
_NOG_EEN = 35


class Bron(ABC):
    """The choices for one message, or for many after each other."""

    def __init__(self, voorraad: Voorraad) -> None:
        self.voorraad = voorraad
        self._reeksen: dict[Nummerreeks, Iterator[str]] = {}

    @abstractmethod
    def getal(self, lo: int, hi: int) -> int:
        """A number from `lo` up to and including `hi`."""

    def kies(self, opties: Sequence[T]) -> T:
        """One of the options."""
        return opties[self.getal(0, len(opties) - 1)]

    def code(self, codes: tuple[str, ...]) -> str:
        """One code of a list."""
        return self.kies(codes)

    def meer(self, opties: Sequence[T], hoogste: int = 3) -> list[T]:
        """None or more of the options, all different."""
        over, made = list(opties), list[T]()
        while over and len(made) < hoogste and self.ja(_NOG_EEN):
            made.append(over.pop(self.getal(0, len(over) - 1)))
        return made

    def lijst(self, maak: Callable[[], T], hoogste: int = 4) -> list[T]:
        """What `maak` makes, once or more: often once."""
        made = [self.stuk(maak)]
        while len(made) < hoogste:
            more = self.stuk(lambda: [maak()] if self.ja(_NOG_EEN) else [])
            if not more:
                break
            made += more
        return made

    def stuk(self, maak: Callable[[], T]) -> T:
        """What `maak` makes; its choices belong together and may be left out together."""
        return maak()

    def ja(self, kans: int = 50) -> bool:
        """Yes, in `kans` of a hundred cases."""
        return self.getal(0, 99) >= 100 - kans

    def aantal(self, lo: int, hi: int) -> int:
        """A number as people use it, mostly small; its bounds are as likely as the rest."""
        match self.getal(0, 9):
            case 8:
                return lo
            case 9:
                return hi
            case _:
                return self.getal(lo, min(hi, lo + 500))

    def dag(self, van: date, tot: date) -> date:
        """A day from `van` up to and including `tot`; leap days, month ends and `tot` come often."""
        day = van + timedelta(days=self.getal(0, max(0, (tot - van).days)))
        match self.getal(0, 9):
            case 7:
                return tot
            case 8:
                day, plain = maandeinde(day), day
            case 9:
                day, plain = schrikkeldag(day), day
            case _:
                plain = day
        return day if van <= day <= tot else plain

    def uit(self, soort: Soort[Record]) -> Record:
        """A record of the stock."""
        return self.kies(self.voorraad.records(soort))

    def nieuw(self, reeks: Nummerreeks) -> str:
        """The next value of a series: it did not occur before."""
        if reeks not in self._reeksen:
            self._reeksen[reeks] = reeks.waarden()
        return next(self._reeksen[reeks])


class Toeval(Bron):
    """Chance: the same seed gives the same choices, on every platform.

    Codes are dealt like cards: all of a list come by before one comes again.
    """

    def __init__(self, zaad: str, voorraad: Voorraad) -> None:
        super().__init__(voorraad)
        self._random = random.Random(zaad)  # noqa: S311 - test data, no secrets
        self._stapels: dict[tuple[str, ...], list[str]] = {}

    def getal(self, lo: int, hi: int) -> int:
        """A number from `lo` up to and including `hi`."""
        return lo + int(self._random.random() * (hi - lo + 1))

    def code(self, codes: tuple[str, ...]) -> str:
        """The next card of this list."""
        stapel = self._stapels.setdefault(codes, [])
        if not stapel:
            over = list(codes)
            stapel += [over.pop(self.getal(0, len(over) - 1)) for _n in codes]
        return stapel.pop()


def maandeinde(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def schrikkeldag(day: date) -> date:
    """The last 29 February up to this day."""
    year = day.year if (day.month, day.day) >= (2, 29) else day.year - 1
    while not isleap(year):
        year -= 1
    return date(year, 2, 29)
