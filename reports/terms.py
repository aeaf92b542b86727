"""A term as a finding carries it: its arithmetic in words, and its days as calendar cells.

The dict has the keys start, termijn, uiterlijk, gekomen, geteld and overgeslagen; any of them
may be missing, and what cannot be read as a date is shown as it stands.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from ketentoets.core.taal import _
from ketentoets.reports.words import clean, moment, short_day, shown

MAX_DAYS = 400
_KEEP = 8
_DEFAULT_SKIP = ("zaterdag", "zondag")


@dataclass(frozen=True)
class Cell:
    """One day on the strip. `kind`: start, geteld, vrij, uiterlijk, na, laat, or gat (`n` days)."""

    kind: str
    day: date | None = None
    text: str = ""
    n: int = 0


@dataclass(frozen=True)
class TermView:
    """A term read from a finding. `counted` are the working days, `skipped` day and reason."""

    start: datetime | None
    term: str
    due: datetime | None
    came: datetime | None
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]
    raw: dict[str, Any]

    @property
    def missing(self) -> bool:
        """Whether nothing had come when the verdict was given."""
        return not self.raw.get("gekomen")

    def overrun(self) -> str:
        """'1 dag te laat', or '' when it came in time or not at all."""
        return overrun(self.due, self.came)

    def sentences(self) -> list[str]:
        """The count in words: start and term, counted days, free days, due, and what came."""
        counted = ", ".join(f"{short_day(d)} ({i})" for i, d in enumerate(self.counted, 1))
        free = ", ".join(f"{short_day(d)} ({why})" for d, why in self.skipped)
        lines = [_("Ontvangst {start}, termijn {term}", start=self._text("start"), term=self.term)]
        if len(self.counted) > 1 or self.skipped:
            lines.append(_("geteld: {days}", days=counted))
        if free:
            lines.append(_("telt niet: {days}", days=free))
        lines.append(_("uiterlijk {due}", due=self._text("uiterlijk")))
        if self.missing:
            lines.append(_("niet gekomen"))
        else:
            late = self.overrun()
            lines.append(_("gekomen {came}", came=self._text("gekomen")) + (f" ({late})" if late else ""))
        return lines

    def arithmetic(self) -> str:
        """The whole count on one line."""
        return "; ".join(self.sentences())

    def cells(self) -> list[Cell]:
        """The days from start to due or arrival; long stretches of one kind become one gap."""
        if self.start is None or self.due is None:
            return []
        first, due = self.start.date(), self.due.date()
        last = max(due, self.came.date()) if self.came else due
        if not first <= due or (last - first).days > MAX_DAYS:
            return []
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return _with_gaps([self._cell(day, first, due) for day in days])

    def _cell(self, day: date, first: date, due: date) -> Cell:
        number = self.counted.index(day) + 1 if day in self.counted and len(self.counted) > 1 else 0
        if self.came and day == self.came.date() and self.came > self.due_or_came():
            return Cell("laat", day, _("gekomen {time}", time=f"{self.came:%H:%M}"), number)
        if day == due:
            return Cell("uiterlijk", day, _("uiterlijk {time}", time=f"{self.due_or_came():%H:%M}"), number)
        if day == first:
            return Cell("start", day, _("ontvangst"))
        reason = dict(self.skipped).get(day)
        if reason is not None:
            return Cell("vrij", day, "" if reason in _DEFAULT_SKIP else reason)
        if day > due:
            return Cell("na", day, _("over tijd"))
        return Cell("geteld", day, _("dag {n}", n=number) if number else "", number)

    def due_or_came(self) -> datetime:
        """The due moment; only called when one of both is known."""
        known = self.due or self.came
        if known is None:
            raise ValueError("a term without moments has no cells")
        return known

    def _text(self, key: str) -> str:
        return shown(self.raw.get(key)) or _("onbekend")


def overrun(due: datetime | None, came: datetime | None) -> str:
    """How much later than due something came, in calendar days: '1 dag te laat'; '' when it was in time."""
    if due is None or came is None or came <= due:
        return ""
    days = (came.date() - due.date()).days
    if days == 0:
        return _("te laat")
    return _("1 dag te laat") if days == 1 else _("{n} dagen te laat", n=days)


def read_term(raw: dict[str, Any]) -> TermView | None:
    """Read the `termijn` of a finding; None when it has none."""
    if not raw:
        return None
    return TermView(
        moment(raw.get("start")),
        clean(raw.get("termijn") or _("onbekend")),
        moment(raw.get("uiterlijk")),
        moment(raw.get("gekomen")),
        tuple(day for day in map(_day, raw.get("geteld") or ()) if day),
        tuple((day, clean(why)) for day, why in _pairs(raw.get("overgeslagen")) if day),
        raw,
    )


def _pairs(raw: Any) -> list[tuple[date | None, str]]:
    return [(_day(pair[0]), str(pair[1])) for pair in raw or ()]


def _day(text: Any) -> date | None:
    value = moment(text)
    return value.date() if value else None


def _with_gaps(cells: list[Cell]) -> list[Cell]:
    short: list[Cell] = []
    plain = {"geteld", "vrij", "na"}
    for kind, run in groupby(cells, key=lambda cell: "plain" if cell.kind in plain else cell.kind):
        part = list(run)
        if kind == "plain" and len(part) > 2 * _KEEP:
            hidden = len(part) - 2 * (_KEEP // 2)
            part = [*part[: _KEEP // 2], Cell("gat", None, "", hidden), *part[-(_KEEP // 2) :]]
        short.extend(part)
    return short
