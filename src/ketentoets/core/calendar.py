"""Working days and terms. Dates are dates, moments are Europe/Amsterdam.

The day of receipt is day 0; a term ends at 23:59:59 on its last day (contract, *Time*;
national rule OP090 for the three working days of a return message).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ketentoets.core.taal import _

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
END_OF_DAY = time(23, 59, 59)
SATURDAY = 5

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
"""As scenarios and profiles write them."""
SHORT_DAYS = (_("ma"), _("di"), _("wo"), _("do"), _("vr"), _("za"), _("zo"))
"""As people read them; two small letters in every language, so that a written moment can be read back."""
_WEEKEND = {5: _("zaterdag"), 6: _("zondag")}
_UNITS = {
    "werkdagen": (_("{n} werkdag"), _("{n} werkdagen")),
    "dagen": (_("{n} dag"), _("{n} dagen")),
    "weken": (_("{n} week"), _("{n} weken")),
}


def _no_holiday(_day: date) -> str | None:
    return None


@dataclass(frozen=True)
class WorkCalendar:
    """Which days count. `holiday` gives the Dutch name of a public holiday, or None."""

    holiday: Callable[[date], str | None] = field(default=_no_holiday)

    def reason_free(self, day: date) -> str | None:
        """Why `day` is not a working day, in words; None when it is one."""
        if day.weekday() >= SATURDAY:
            return _WEEKEND[day.weekday()]
        return self.holiday(day)

    def is_workday(self, day: date) -> bool:
        """Whether `day` counts in a term of working days."""
        return self.reason_free(day) is None


@dataclass(frozen=True)
class Term:
    """A length of time: `n` working days, calendar days or weeks."""

    n: int
    unit: str = "werkdagen"

    def __post_init__(self) -> None:
        if self.unit not in _UNITS:
            raise ValueError(f"unknown unit of a term: {self.unit}")

    def __str__(self) -> str:
        return _UNITS[self.unit][self.n != 1].format(n=self.n)


@dataclass(frozen=True)
class Due:
    """A term laid on the calendar: where it starts, ends, and which days counted."""

    start: datetime
    term: Term
    moment: datetime
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]

    def is_late(self, moment: datetime) -> bool:
        """Whether `moment` lies after the last second of the term."""
        return moment.replace(microsecond=0) > self.moment

    def arithmetic(self) -> str:
        """The count in one line: what day it started, which days counted, when it ends."""
        free = ", ".join(_("{day} telt niet ({why})", day=day_text(d), why=why) for d, why in self.skipped)
        parts = [_("ontvangst {start}", start=moment_text(self.start)), str(self.term)]
        if free:
            parts.append(free)
        return "; ".join([*parts, _("uiterlijk {moment}", moment=moment_text(self.moment))])


def due(start: datetime, term: Term, calendar: WorkCalendar) -> Due:
    """Lay `term` on the calendar from `start` (day 0). Weeks and days count every day."""
    first = start.astimezone(AMSTERDAM).date()
    if term.unit != "werkdagen":
        days = term.n * (7 if term.unit == "weken" else 1)
        last = first + timedelta(days=days)
        return Due(start, term, end_of(last), (last,), ())
    counted: list[date] = []
    skipped: list[tuple[date, str]] = []
    day = first
    while len(counted) < term.n:
        day += timedelta(days=1)
        reason = calendar.reason_free(day)
        if reason is None:
            counted.append(day)
        else:
            skipped.append((day, reason))
    return Due(start, term, end_of(day), tuple(counted), tuple(skipped))


def end_of(day: date) -> datetime:
    """The last second of a day in Amsterdam."""
    return datetime.combine(day, END_OF_DAY, AMSTERDAM)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment on a day in Amsterdam."""
    return datetime.combine(day, time(hour, minute), AMSTERDAM)


def parse_moment(text: str) -> datetime:
    """Read an RFC 3339 moment; raises ValueError when it has no time zone, or is beyond the calendar."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"moment without time zone: {text}")
    try:
        return moment.astimezone(AMSTERDAM)
    except OverflowError as error:
        raise ValueError(f"moment out of reach: {text}") from error


def day_text(day: date) -> str:
    """'ma 05-04-2021'."""
    return f"{SHORT_DAYS[day.weekday()]} {day:%d-%m-%Y}"


def moment_text(moment: datetime) -> str:
    """'ma 05-04-2021 23:59' in Amsterdam; the last second of a minute is shown as that minute."""
    local = moment.astimezone(AMSTERDAM)
    return f"{day_text(local.date())} {local:%H:%M}"
