"""The whole run on one axis of time: a row per process, and a lane of its own for a scenario with something late.

Scenarios begin on days of their own, so the axis counts days from the first message. It is the root of that
number: terms of days and sequences of months stay readable next to each other.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import sqrt

from markupsafe import Markup, escape

from ketentoets.core.record import MessageRecord
from ketentoets.core.taal import _
from ketentoets.reports.weergave import ScenarioView
from ketentoets.reports.words import moment, one_line, overrun_of, uitgebleven

WIDTH = 760
_NAMES = 270
_LANE = 9
_ROW = 20
_TOP = 24
_EDGE = 24
_MAX_NAME = 36
_MAX_LANES = 40
"""So many lanes a process gets at most; the findings name all scenarios."""
_DAY = timedelta(days=1)
_TICKS = (0, 1, 3, 7, 14, 28, 56, 98, 182, 365, 730, 1460)


@dataclass(frozen=True)
class Moment:
    """A message on a lane, in days after the first one; `due` when it was late."""

    day: float
    due: float | None = None


@dataclass(frozen=True)
class Baan:
    """A scenario on the timeline."""

    view: ScenarioView
    momenten: tuple[Moment, ...]
    gemist: tuple[float, ...]

    @property
    def eind(self) -> float:
        """The last day on which something happened or should have."""
        return max([0.0, *(m.day for m in self.momenten), *self.gemist])

    @property
    def rood(self) -> bool:
        """Whether something on it came late or not at all."""
        return bool(self.gemist) or any(m.due is not None for m in self.momenten)


def banen(views: Sequence[ScenarioView]) -> list[Baan]:
    """A lane per scenario that had messages."""
    return [lane for lane in map(_baan, views) if lane.momenten or lane.gemist]


def _baan(view: ScenarioView) -> Baan:
    timed = [(when, m) for m in view.record.berichten if (when := moment(m.beschikbaar))]
    if not timed:
        return Baan(view, (), ())
    start = min(when for when, _message in timed)
    missed = (moment(f.termijn.get("uiterlijk")) for f in uitgebleven(view.record))
    return Baan(
        view,
        tuple(Moment(_days(start, when), _due(start, m)) for when, m in timed),
        tuple(_days(start, due) for due in missed if due),
    )


def _due(start: datetime, message: MessageRecord) -> float | None:
    due = moment(message.uiterlijk) if message.te_laat else None
    return _days(start, due) if due else None


def _days(start: datetime, when: datetime) -> float:
    return max((when - start) / _DAY, 0.0)


def tijdlijn(processen: Sequence[tuple[str, Sequence[ScenarioView]]]) -> Markup | None:
    """All processes as one SVG; None when there were no messages. Lanes in which something was late are links."""
    rows = [(name, banen(members)) for name, members in processen]
    rows = [(name, lanes) for name, lanes in rows if lanes]
    if not rows:
        return None
    last = max(lane.eind for _name, lanes in rows for lane in lanes)
    scale = (WIDTH - _NAMES - _EDGE) / sqrt(max(last, 1.0))
    body, y = [], _TOP
    for name, lanes in rows:
        body += _proces(name, lanes, y, scale)
        late = [lane for lane in lanes if lane.rood]
        red, more = late[:_MAX_LANES], len(late) - _MAX_LANES
        body += [part for n, lane in enumerate(red) for part in _rood(lane, y + _ROW + _LANE * n, scale)]
        y += _ROW + _LANE * len(red) + 4
        if more > 0:
            body.append(f'<text x="{_NAMES}" y="{y + 6}">{escape(_("en nog {n} te laat", n=more))}</text>')
            y += 14
    label = escape(_("Tijdlijn van de run"))
    head = f'<svg class="tijdlijn" role="group" viewBox="0 0 {WIDTH} {y}" aria-label="{label}">'
    return Markup(head + "".join([*_axis(last, scale, y), *body]) + "</svg>")  # noqa: S704 - numbers and escaped text


def _proces(name: str, lanes: Sequence[Baan], y: int, scale: float) -> list[str]:
    """The name of a process and all its messages that were in time, a dot per day."""
    shown = one_line(name)
    short = shown if len(shown) <= _MAX_NAME else shown[: _MAX_NAME - 1] + "…"
    middle = y + _ROW // 2
    counts = Counter(_x(m.day, scale) for lane in lanes for m in lane.momenten if m.due is None)
    dots = [f'<circle cx="{x}" cy="{middle}" r="{round(1.5 + sqrt(n) / 2.5, 1)}"/>' for x, n in sorted(counts.items())]
    line = f'<path class="dag" d="M0 {y}H{WIDTH}"/>'
    return [
        line,
        f'<text class="naam" x="0" y="{middle + 4}">{escape(short)}</text>',
        f'<g class="op-tijd">{"".join(dots)}</g>',
    ]


def _rood(lane: Baan, y: int, scale: float) -> list[str]:
    """The lane of a scenario in which something was late, as a link to it."""
    middle = y + _LANE / 2
    marks = [f"M{_x(m.due, scale)} {middle:g}H{_x(m.day, scale)}" for m in lane.momenten if m.due is not None]
    marks += [f"M{_x(due, scale)} {middle:g}m-2 -2l4 4m0 -4l-4 4" for due in lane.gemist]
    title = escape(f"{one_line(lane.view.record.naam)}: {overrun_of(lane.view.record)}")
    where = f'x="{_NAMES - 6}" y="{y}" width="{WIDTH - _NAMES + 6}" height="{_LANE}"'
    return [
        f'<a href="#{lane.view.anchor}" aria-label="{title}"><title>{title}</title><rect class="baan" {where}/>',
        f'<path class="te-laat" d="{"".join(marks)}"/></a>',
    ]


def _axis(last: float, scale: float, height: int) -> list[str]:
    drawn, free = [], 0.0
    for day in _TICKS:
        x = _x(day, scale)
        if day > max(last, 1.0):
            break
        drawn.append(f'<path class="dag" d="M{x} {_TOP - 6}V{height}"/>')
        if x >= free:
            drawn.append(f'<text x="{x}" y="12" text-anchor="middle">{escape(_("dag {n}", n=day))}</text>')
            free = x + 40
    return drawn


def _x(day: float, scale: float) -> float:
    return round(_NAMES + sqrt(day) * scale, 1)
