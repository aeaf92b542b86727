"""Working days as the reference actors count them: Monday to Friday minus the set-up's holidays.

This is on purpose not the calendar the judge uses (`ketentoets.core.calendar.WorkCalendar`).
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from dateutil.easter import easter

from ketentoets.core.calendar import AMSTERDAM

EEN_DAG = timedelta(days=1)
LAATSTE_SECONDE = time(23, 59, 59)
RETOUR_WERKDAGEN = 3
BESLUIT_WERKDAGEN = 5
REGIE_WERKDAGEN = 5
DECLARATIE_WERKDAGEN = 10
_VRIJDAG = 4
_WEEK, _WERKWEEK = 7, 5


def is_werkdag(dag: date, feestdagen: Collection[date]) -> bool:
    """Whether people work on this day."""
    return dag.weekday() <= _VRIJDAG and dag not in feestdagen


def werkdag(dag: date, n: int, feestdagen: Collection[date]) -> date:
    """The n-th working day after `dag`; with n = 0 the day itself or the first one after it."""
    if n == 0:
        return dag if is_werkdag(dag, feestdagen) else werkdag(dag, 1, feestdagen)
    while n:
        dag += EEN_DAG
        n -= is_werkdag(dag, feestdagen)
    return dag


def kalenderdagen(dag: date, werkdagen: int) -> date:
    """So many working days counted as if a week were always five of them: what a term is not."""
    return dag + timedelta(days=-(-werkdagen * _WEEK // _WERKWEEK))


def vrije_dagen(dag: date) -> frozenset[date]:
    """Good Friday of this year: no holiday for the terms of the standard."""
    return frozenset({easter(dag.year) - 2 * EEN_DAG})


def om(dag: date, uur: int, minuut: int = 0) -> datetime:
    """A moment on a day in Amsterdam."""
    return datetime.combine(dag, time(uur, minuut), AMSTERDAM)


def einde(dag: date) -> datetime:
    """The last second of a day in Amsterdam."""
    return datetime.combine(dag, LAATSTE_SECONDE, AMSTERDAM)
