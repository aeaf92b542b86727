"""A scenario as an SVG sequence diagram: two lifelines, one numbered arrow per message, terms on the line.

A bar on a lifeline says who has to act: from the message that asks for an answer to the answer, red from the
moment it was due. Colours come from the classes of the page, so the diagram follows light, dark and print.
"""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from markupsafe import Markup, escape

from ketentoets.core.finding import Finding
from ketentoets.core.record import EventRecord, MessageRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.reports.terms import overrun
from ketentoets.reports.words import moment, one_line, short_day, shown

WIDTH = 760
_LEFT, _RIGHT = 230, 610
_X = {"aanbieder": _LEFT, "gemeente": _RIGHT}
_NOTE_CHARS = 34
_NOTE_WIDTH = 232
_NOTE_LINES = 3
_CHAR = 7
_MAX_TEXT = 46
_ABSENT = frozenset({Verdict.GEZAKT, Verdict.ONBESLIST})
_AXIS = 24
"""How far below the top of its row the arrow of a message is."""


@dataclass
class _Row:
    """One row of the diagram: when it was, how high it is, and how to draw it at a height y.

    `ends` is the id of its message, `asks` that of the message it answers, `actor` who had to act;
    `late_from` is the party whose message was due here and had not come.
    """

    when: datetime | None
    height: int
    draw: Callable[[int], list[str]]
    late_from: str = ""
    ends: str = ""
    asks: str = ""
    actor: str = ""
    n: int = 0
    y: int = field(default=0)


def sequence(scenario: ScenarioRecord, anchor: str, links: dict[str, str] | None = None) -> Markup:
    """Draw the scenario. `anchor` makes the ids unique; `links` gives per message id its anchor."""
    rows = _rows(scenario, links or {})
    bottom = _place(rows)
    legend = _legend(rows, bottom)
    height = bottom + (24 if legend else 0)
    body = [
        *_lifelines(scenario.rol, bottom),
        *_dates(rows),
        *_turns(rows),
        *_overruns(rows),
        *(line for row in rows for line in row.draw(row.y)),
        *legend,
    ]
    title = _("Volgorde van berichten: {name}", name=one_line(scenario.naam))
    head = (
        f'<svg class="volgorde" role="{"group" if links else "img"}" viewBox="0 0 {WIDTH} {height}" '
        f'aria-labelledby="{anchor}-t {anchor}-d">'
        f'<title id="{anchor}-t">{escape(title)}</title>'
        f'<desc id="{anchor}-d">{escape(describe(scenario))}</desc>'
    )
    return Markup(head + "".join(body) + "</svg>")  # noqa: S704 - every text goes through _text or escape


def describe(scenario: ScenarioRecord) -> str:
    """The diagram in words, for people who do not see it."""
    numbered = enumerate(scenario.berichten, 1)
    ordered = sorted(numbered, key=lambda pair: (_sortable(moment(pair[1].beschikbaar)), pair[0]))
    return " ".join(_sentence(n, m) for n, m in ordered) or _("Er zijn geen berichten.")


def _sentence(number: int, message: MessageRecord) -> str:
    text = _(
        "{n}. {when}: {sender} stuurt {kind} aan {receiver}",
        n=number,
        when=shown(message.beschikbaar),
        sender=one_line(message.van),
        kind=one_line(message.soort),
        receiver=one_line(message.naar),
    )
    late = _(", te laat (uiterlijk {due})", due=shown(message.uiterlijk)) if message.te_laat else ""
    fault = _(", met een ingebrachte fout") if message.mutatie else ""
    said = "" if message.uitkomst == "aangenomen" else f", {_(message.uitkomst)}"
    return f"{text}{late}{fault}{said}."


def _sortable(when: datetime | None) -> tuple[bool, float]:
    return (when is None, when.timestamp() if when else 0.0)


def _rows(scenario: ScenarioRecord, links: dict[str, str]) -> list[_Row]:
    notes = [_note(e) for e in scenario.gebeurtenissen if e.partij in _X]
    rows = [*notes, *(_arrow(n, m, links) for n, m in enumerate(scenario.berichten, 1))]
    rows += [_due(m) for m in scenario.berichten if m.te_laat and moment(m.uiterlijk)]
    for finding in scenario.bevindingen:
        due = moment(finding.termijn.get("uiterlijk"))
        if due and not finding.termijn.get("gekomen") and finding.gevolg in _ABSENT:
            rows.append(_absent(scenario.rol, finding, due))
    return sorted(rows, key=lambda row: (_sortable(row.when), row.n))


def _place(rows: list[_Row]) -> int:
    y = 62
    for before, row in pairwise([None, *rows]):
        if row is None:
            continue
        if before is not None and _day(before) != _day(row):
            y += 14
        row.y = y
        y += row.height
    return y + 16


def _day(row: _Row) -> date | None:
    return row.when.date() if row.when else None


def _lifelines(sut: str, height: int) -> list[str]:
    drawn = []
    for party, x in _X.items():
        tested = party == sut
        role = _("getest systeem") if tested else _("gespeeld door ketentoets") if sut in _X else ""
        drawn.append(f'<line class="lijn{" sut" if tested else ""}" x1="{x}" y1="46" x2="{x}" y2="{height}"/>')
        drawn.append(_text(x, 18, party.capitalize(), "partij", "middle"))
        drawn.append(_text(x, 36, role, "rol sut" if tested else "rol", "middle"))
    return drawn


def _dates(rows: list[_Row]) -> list[str]:
    drawn: list[str] = []
    last: date | None = None
    for row in rows:
        day = _day(row)
        if day and day != last:
            top = row.y - 7
            drawn.append(f'<line class="dag" x1="0" y1="{top}" x2="{WIDTH}" y2="{top}"/>')
            drawn.append(_text(0, row.y + 12, short_day(day), "datum"))
            if last is None or day.year != last.year:
                drawn.append(_text(0, row.y + 27, str(day.year), "jaar"))
            last = day
    return drawn


def _turns(rows: list[_Row]) -> list[str]:
    """A bar per answer on the lifeline of who had to give it, from the question on."""
    places = {row.ends: row.y + _AXIS for row in rows if row.ends and not row.late_from}
    drawn = []
    for row in rows:
        top, stop = places.get(row.asks), row.y + _AXIS
        if row.asks and row.actor in _X and top is not None and top < stop:
            drawn.append(
                f'<rect class="zet" x="{_X[row.actor] - 5}" y="{top}" width="10" height="{stop - top}" rx="2"/>'
            )
    return drawn


def _legend(rows: list[_Row], y: int) -> list[str]:
    """What the bars and the dashes mean, when there are any."""
    parts = []
    if _turns(rows):
        parts.append((_("aan zet"), f'<rect class="zet" x="{{x}}" y="{y + 2}" width="10" height="14" rx="2"/>'))
    if any(row.late_from for row in rows):
        parts.append((_("te laat"), f'<line class="over" x1="{{x}}" y1="{y + 9}" x2="{{end}}" y2="{y + 9}"/>'))
    drawn, x = [], _LEFT - 5
    for text, sign in parts:
        drawn += [sign.format(x=x, end=x + 18), _text(x + 26, y + 13, text, "onder")]
        x += 120
    return drawn


def _overruns(rows: list[_Row]) -> list[str]:
    """Dashed from the moment something was due to the moment it came, on the sender's line."""
    drawn = []
    for start in (row for row in rows if row.late_from):
        end = next((row for row in rows if row.ends == start.ends and not row.late_from), None)
        if end and end.y > start.y:
            x = _X.get(start.late_from, _LEFT)
            where = f'x1="{x}" y1="{start.y + 12}" x2="{x}" y2="{end.y + _AXIS}"'
            drawn += [f'<line class="wis" {where}/>', f'<line class="over" {where}/>']
    return drawn


def _note(event: EventRecord) -> _Row:
    text = one_line(event.tekst)
    lines = textwrap.wrap(text, _NOTE_CHARS, max_lines=_NOTE_LINES, placeholder="…") or [""]
    height = 16 * len(lines) + 10

    def draw(y: int) -> list[str]:
        x = _X[event.partij]
        width = min(_NOTE_WIDTH, max(len(line) for line in lines) * _CHAR + 20)
        box = f'<rect class="notitie" x="{x - width // 2}" y="{y}" width="{width}" height="{height}" rx="4"/>'
        return [box, *(_text(x, y + 18 + 16 * i, line, "notitie", "middle") for i, line in enumerate(lines))]

    return _Row(moment(event.tijd), height + 12, draw, n=event.n)


def _ends(message: MessageRecord) -> tuple[int, int]:
    start = _X.get(message.van)
    stop = _X.get(message.naar)
    if start is None:
        start = _LEFT if stop == _RIGHT else _RIGHT
    if stop is None or stop == start:
        stop = _RIGHT if start == _LEFT else _LEFT
    return start, stop


def _arrow(number: int, message: MessageRecord, links: dict[str, str]) -> _Row:
    when = moment(message.beschikbaar)
    under = _under(message)

    def draw(y: int) -> list[str]:
        start, stop = _ends(message)
        refused = message.uitkomst not in {"aangenomen", "neergelegd"}
        late = " laat" if message.te_laat else ""
        line_y = y + _AXIS
        time = f" {when:%H:%M}" if when else ""
        name = f"{number}. {one_line(message.soort)}"
        label = _text((start + stop) // 2, line_y - 8, name, f"soort{late}", "middle", extra=time)
        if message.id in links:
            label = f'<a href="#{links[message.id]}">{label}</a>'
        drawn = [
            f'<line class="pijl{late}" x1="{start}" y1="{line_y}" x2="{stop}" y2="{line_y}"/>',
            _head(start, stop, line_y, late, refused),
            label,
        ]
        middle = (start + stop) // 2
        return drawn + [
            _text(middle, line_y + 17 + 15 * i, text, name, "middle") for i, (text, name) in enumerate(under)
        ]

    asks = message.antwoord_op if message.uiterlijk else ""
    return _Row(when, 46 + 15 * len(under), draw, ends=message.id, asks=asks, actor=message.van, n=message.n)


def _under(message: MessageRecord) -> list[tuple[str, str]]:
    """The small lines below an arrow: due or late, planted fault, what the receiver said."""
    lines: list[tuple[str, str]] = []
    if message.uiterlijk and message.te_laat:
        late = overrun(moment(message.uiterlijk), moment(message.beschikbaar)) or _("te laat")
        lines.append((_("{late}, uiterlijk {due}", late=late, due=shown(message.uiterlijk)), "onder laat"))
    elif message.uiterlijk:
        lines.append((_("op tijd, uiterlijk {due}", due=shown(message.uiterlijk)), "onder"))
    if message.mutatie:
        rule = message.mutatie.get("regel") or message.mutatie.get("naam") or ""
        text = _("ingebrachte fout: {rule}", rule=one_line(rule)) if rule else _("ingebrachte fout")
        lines.append((text, "onder fout"))
    if message.uitkomst != "aangenomen":
        lines.append((_(message.uitkomst), "onder"))
    return lines


def _head(start: int, stop: int, y: int, late: str, refused: bool) -> str:
    back = -10 if stop > start else 10
    if refused:
        x = stop + back
        return f'<path class="kruis{late}" d="M{x - 5} {y - 5}l10 10m0 -10l-10 10"/>'
    return f'<path class="punt{late}" d="M{stop} {y}l{back} -5v10z"/>'


def _due(message: MessageRecord) -> _Row:
    due = moment(message.uiterlijk)

    def draw(y: int) -> list[str]:
        start, stop = _ends(message)
        side = 1 if stop < start else -1
        anchor = "start" if side > 0 else "end"
        text = _("aan zet tot {time}", time=f"{due:%H:%M}") if due else ""
        return [
            f'<path class="tik" d="M{start - 7} {y + 12}h14"/>',
            _text(start + side * 13, y + 16, text, "onder laat", anchor),
        ]

    return _Row(due, 30, draw, late_from=message.van, ends=message.id)


def _absent(sut: str, finding: Finding, due: datetime) -> _Row:
    def draw(y: int) -> list[str]:
        start = _X.get(sut, _LEFT)
        stop = _RIGHT if start == _LEFT else _LEFT
        middle = (start + stop) // 2
        end = middle + (90 if stop > start else -90)
        kind = one_line(finding.bericht) or _("antwoord")
        failed = finding.gevolg is Verdict.GEZAKT
        text = _("{kind} bleef uit", kind=kind) if failed else _("{kind} nog niet gezien", kind=kind)
        return [
            f'<line class="over" x1="{start}" y1="{y + 24}" x2="{end}" y2="{y + 24}"/>',
            f'<path class="kruis laat" d="M{end - 5} {y + 19}l10 10m0 -10l-10 10"/>',
            _text((start + end) // 2, y + 16, text, "soort laat", "middle"),
            _text((start + end) // 2, y + 41, _("aan zet tot {time}", time=f"{due:%H:%M}"), "onder laat", "middle"),
        ]

    return _Row(due, 60, draw)


def _text(x: int, y: int, text: str, name: str, anchor: str = "start", *, extra: str = "") -> str:
    short = text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"
    tail = f'<tspan class="tijd">{escape(extra)}</tspan>' if extra else ""
    return f'<text class="{name}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(short)}{tail}</text>'
