"""Moments in office hours on working days, within a term. Europe/Amsterdam."""

from datetime import date, datetime, timedelta

from ketentoets.core.calendar import AMSTERDAM, Term, WorkCalendar, at, due
from ketentoets.generators.reeksen.keuze import Keuze

OPEN, DICHT = 8, 18
UUR = 60


def werkdag_vanaf(dag: date, kalender: WorkCalendar) -> date:
    """The first working day on or after this one."""
    while not kalender.is_workday(dag):
        dag += timedelta(days=1)
    return dag


def binnen(vanaf: datetime, term: Term, kalender: WorkCalendar, keuze: Keuze) -> datetime:
    """A moment after `vanaf`, on a working day, at the latest on the last day of the term."""
    eerste = vanaf.date() if _nog_vandaag(vanaf, kalender) else vanaf.date() + timedelta(days=1)
    laatste = due(vanaf, term, kalender).moment.date()
    spreiding = (laatste - eerste).days
    werkdagen = [d for d in (eerste + timedelta(days=n) for n in range(spreiding + 1)) if kalender.is_workday(d)]
    return tijdstip(keuze.kies(werkdagen), vanaf, keuze)


def op_werkdag(dag: date, vanaf: datetime, kalender: WorkCalendar, keuze: Keuze) -> datetime:
    """A moment on the first working day from `dag` on, after `vanaf`."""
    eerste = vanaf.date() if _nog_vandaag(vanaf, kalender) else vanaf.date() + timedelta(days=1)
    return tijdstip(werkdag_vanaf(max(dag, eerste), kalender), vanaf, keuze)


def _nog_vandaag(vanaf: datetime, kalender: WorkCalendar) -> bool:
    return kalender.is_workday(vanaf.date()) and vanaf.hour < DICHT - 1


def tijdstip(dag: date, na: datetime, keuze: Keuze) -> datetime:
    """A minute in office hours on this day, after `na` (which is before the last office hour)."""
    begin = OPEN * UUR
    if na.astimezone(AMSTERDAM).date() == dag:
        begin = max(begin, na.hour * UUR + na.minute + 1)
    minuut = keuze.getal(begin, DICHT * UUR - 1)
    return at(dag, minuut // UUR, minuut % UUR)
