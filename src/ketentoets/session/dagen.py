"""Relative days in Dutch, as scenarios speak of them: 'maandag', 'de donderdag voor Pasen'."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from ketentoets.core.calendar import WEEKDAYS, at
from ketentoets.core.errors import HarnessFault
from ketentoets.core.taal import _

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_RANG = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4}
_DAG = "|".join(WEEKDAYS)
_MAAND = "|".join(MAANDEN)


def koningsdag(year: int) -> date:
    """27 April, or the day before when that is a Sunday."""
    day = date(year, 4, 27)
    return day - timedelta(days=1) if day.weekday() == len(WEEKDAYS) - 1 else day


FEESTEN: dict[str, Callable[[int], date]] = {
    "Pasen": easter,
    "Koningsdag": koningsdag,
    "Hemelvaart": lambda year: easter(year) + timedelta(days=39),
    "Kerst": lambda year: date(year, 12, 25),
    "Nieuwjaar": lambda year: date(year, 1, 1),
}


def dag(tekst: str, vanaf: date) -> date:
    """The first day on or after `vanaf` that fits the text; a full date is itself."""
    for pattern, make in _FORMS:
        match = re.fullmatch(pattern, tekst)
        if match:
            return make(match, vanaf)
    raise HarnessFault(_("onbekende dagaanduiding '{tekst}'", tekst=tekst))


def moment(tekst: str, vanaf: date) -> datetime:
    """A day with an optional hour: 'maandag om 16:55'; without one it is 09:00."""
    day, _sep, clock = tekst.partition(" om ")
    hour, minute = (int(part) for part in (clock or "09:00").split(":"))
    return at(dag(day, vanaf), hour, minute)


def _weekday(match: re.Match[str], vanaf: date) -> date:
    return vanaf + timedelta(days=(WEEKDAYS.index(match["dag"]) - vanaf.weekday()) % 7)


def _before_feast(match: re.Match[str], vanaf: date) -> date:
    for year in range(vanaf.year, vanaf.year + 3):  # in the last days of December, New Year is two years on
        feast = FEESTEN[match["feest"]](year)
        back = (feast.weekday() - WEEKDAYS.index(match["dag"])) % 7 or 7
        if feast - timedelta(days=back) >= vanaf:
            return feast - timedelta(days=back)
    raise HarnessFault(_("geen {feest} gevonden na {dag}", feest=match["feest"], dag=vanaf))


def _nth_weekday(match: re.Match[str], vanaf: date) -> date:
    month = MAANDEN.index(match["maand"]) + 1
    for year in (vanaf.year, vanaf.year + 1):
        first = date(year, month, 1)
        ahead = (WEEKDAYS.index(match["dag"]) - first.weekday()) % 7
        day = first + timedelta(days=ahead + 7 * (_RANG[match["rang"]] - 1))
        if day >= vanaf:
            return day
    raise HarnessFault(_("geen passende dag na {dag}", dag=vanaf))


def _first_of_month(_match: re.Match[str], vanaf: date) -> date:
    return vanaf if vanaf.day == 1 else (vanaf + relativedelta(months=1)).replace(day=1)


def _full_date(match: re.Match[str], _vanaf: date) -> date:
    day = date(int(match["jaar"]), MAANDEN.index(match["maand"]) + 1, int(match["n"]))
    if match["dag"] and WEEKDAYS[day.weekday()] != match["dag"]:
        raise HarnessFault(_("{dag} is geen {naam}", dag=day, naam=match["dag"]))
    return day


_FORMS: tuple[tuple[str, Callable[[re.Match[str], date], date]], ...] = (
    (rf"(?P<dag>{_DAG})", _weekday),
    (rf"de (?P<dag>{_DAG}) voor (?P<feest>{'|'.join(FEESTEN)})", _before_feast),
    (rf"de (?P<rang>{'|'.join(_RANG)}) (?P<dag>{_DAG}) van (?P<maand>{_MAAND})", _nth_weekday),
    (r"de eerste van de maand", _first_of_month),
    (rf"(?:(?P<dag>{_DAG}) )?(?P<n>[0-9]{{1,2}}) (?P<maand>{_MAAND}) (?P<jaar>[0-9]{{4}})", _full_date),
)
