"""Claim periods: calendar months, and the four-week periods of the CAK.

Period p of year y runs from Monday of ISO week 4p-3 up to and including Sunday of ISO week 4p (CAK
period calendar). 2020 had 53 weeks: the days after period 13 were added to it on the advice of the
national programme, with a rate of 32/28; whether a region does that is its own setting.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from ketentoets.core.money import round_half_up

PERIODEN_PER_JAAR = 13
WEKEN = 4
GEWONE_DAGEN = 7 * WEKEN
VERLENGD = {(2020, 13): date(2020, 12, 31)}
"""Periods that a region may end later, (year, period) -> last day."""

Ritme = Literal["maand", "4-weken"]


@dataclass(frozen=True)
class Periode:
    """A claim period; both days are included. `nummer` is the month or the CAK period."""

    jaar: int
    nummer: int
    begin: date
    eind: date

    @property
    def dagen(self) -> int:
        """How many days it has."""
        return (self.eind - self.begin).days + 1


def maand(jaar: int, nummer: int) -> Periode:
    """A calendar month."""
    last = monthrange(jaar, nummer)[1]
    return Periode(jaar, nummer, date(jaar, nummer, 1), date(jaar, nummer, last))


def vierweken(jaar: int, nummer: int, *, verlengd: bool = True) -> Periode:
    """A four-week period; `verlengd` adds the last days of 2020 to its period 13.

    Raises ValueError for a number that is not 1-13.
    """
    if not 1 <= nummer <= PERIODEN_PER_JAAR:
        raise ValueError(f"no four-week period {nummer}")
    begin = date.fromisocalendar(jaar, WEKEN * (nummer - 1) + 1, 1)
    eind = begin + timedelta(days=GEWONE_DAGEN - 1)
    return Periode(jaar, nummer, begin, VERLENGD.get((jaar, nummer), eind) if verlengd else eind)


def periode_op(dag: date, ritme: Ritme, *, verlengd: bool = True) -> Periode | None:
    """The period a day lies in; None for a day of week 53 outside every four-week period."""
    if ritme == "maand":
        return maand(dag.year, dag.month)
    jaar, week, _weekdag = dag.isocalendar()
    laatste = vierweken(jaar, min(PERIODEN_PER_JAAR, (week - 1) // WEKEN + 1), verlengd=verlengd)
    return laatste if laatste.begin <= dag <= laatste.eind else None


def perioden(van: date, tot: date, ritme: Ritme, *, verlengd: bool = True) -> Iterator[Periode]:
    """The periods with a day from `van` up to and including `tot`, in order."""
    dag = van
    while dag <= tot:
        periode = periode_op(dag, ritme, verlengd=verlengd)
        if periode:
            yield periode
        dag = periode.eind + timedelta(days=1) if periode else dag + timedelta(days=1)


def periodetarief(eurocent: int, periode: Periode) -> int:
    """A four-weekly rate in eurocents for this period: more days cost more, rounded half up to the cent."""
    return round_half_up(Fraction(eurocent * max(periode.dagen, GEWONE_DAGEN), GEWONE_DAGEN))
