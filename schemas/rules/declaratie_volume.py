"""Rules on how much is claimed: per period, over the assignment, within the budget (level 3).

What is counted over lines (TR322, TR369) runs in phase 3 and leaves out every line that was
refused before.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction

from ketentoets.core.message import Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import MINUUT, UUR, Context, Regel
from ketentoets.schemas.rules.declaratie import PRESTATIE
from ketentoets.schemas.rules.declaratie_historie import staand
from ketentoets.schemas.rules.declaratie_toewijzing import toewijzing_van
from ketentoets.schemas.rules.feiten import Prestatie, Toewijzing
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule, rule_over
from ketentoets.schemas.rules.volume import (
    FREQUENTIES,
    MINUTEN_PER_UUR,
    WEEK,
    Omvang,
    in_eenheid,
    maximum_in_period,
    maximum_total,
)

OUTPUT = frozenset({"82", "83"})
"""Units in which output is assigned: pieces, and euros (OP262, OP263, IV042)."""
HUISHOUDELIJKE_HULP = "01"
RUIMTE_HULP = 6
"""How many weekly volumes of household help (iWmo) one line may hold, whatever its period."""


def _omvang(assignment: Toewijzing) -> Omvang | None:
    if assignment.volume is None or assignment.ingangsdatum is None:
        return None
    if assignment.frequentie not in FREQUENTIES:
        return None
    begin, end = assignment.ingangsdatum, assignment.einddatum
    output = assignment.eenheid in OUTPUT
    return Omvang(assignment.volume, assignment.frequentie, begin, end, output)


def _geleverd(line: Prestatie, assignment: Toewijzing) -> Fraction | None:
    ratio = in_eenheid(line.volume, line.eenheid, assignment.eenheid)
    return Fraction(*ratio) if ratio else None


def _toon(amount: Fraction | int, line: Prestatie, assignment: Toewijzing) -> str:
    """A volume in the unit of the line: minutes when an assignment in hours is claimed in minutes."""
    minutes = (line.eenheid, assignment.eenheid) == (MINUUT, UUR)
    return str(amount * MINUTEN_PER_UUR if minutes else amount)


@rule("TR321", "323", op=PRESTATIE, level=3, retour="9321")
def volume_past_in_periode(ctx: Context, node: Node) -> Result:
    """A line claims no more than its period allows."""
    assignment, line = toewijzing_van(ctx, node), ctx.prestatie(node)
    volume = _omvang(assignment) if assignment else None
    delivered = _geleverd(line, assignment) if assignment else None
    if assignment is None or volume is None or delivered is None or not line.begindatum or not line.einddatum:
        return NVT
    most = max(maximum_in_period(volume, line.begindatum, line.einddatum), _ruimte(ctx, assignment))
    if delivered <= most:
        return None
    text = _("Het gedeclareerde volume is groter dan in deze periode is toegewezen.")
    most_shown, found = _toon(most, line, assignment), _toon(delivered, line, assignment)
    total = maximum_total(volume)
    also = frozenset({"9322"}) if total is not None and delivered > total else frozenset()
    return Breach(node, _("ten hoogste {most}", most=most_shown), found, text, also)


def _ruimte(ctx: Context, assignment: Toewijzing) -> int:
    """What a line of household help may hold at least: weeks may be made up for later (iWmo)."""
    weekly = (assignment.categorie, assignment.frequentie) == (HUISHOUDELIJKE_HULP, WEEK)
    return RUIMTE_HULP * (assignment.volume or 0) if weekly and ctx.bericht.domain == "iwmo" else 0


def _cumulatief(
    ctx: Context, nodes: list[Node], count: Callable[[Prestatie, Toewijzing], Fraction | int | None]
) -> Iterator[tuple[Regel, Toewijzing, Fraction, Callable[[], None]]]:
    """Each debit line with the sum up to and including it; call the last value to accept it."""
    sums: dict[str, Fraction] = {}
    added: dict[str, Fraction] = defaultdict(Fraction)
    for node in nodes:
        assignment, line = toewijzing_van(ctx, node), ctx.prestatie(node)
        now = count(line, assignment) if assignment else None
        if assignment is None or now is None or ctx.is_afgekeurd(node):
            continue
        if line.nummer not in sums:
            earlier = (count(p, assignment) for p in staand(ctx, line.nummer))
            sums[line.nummer] = sum((Fraction(e) for e in earlier if e is not None), Fraction())

        def accept(number: str = line.nummer, amount: Fraction | int = now) -> None:
            added[number] += amount

        yield Regel(node, line), assignment, sums[line.nummer] + added[line.nummer] + now, accept


@rule_over("TR322", "323", op=PRESTATIE, level=3, retour="9322", fase=3)
def volume_past_in_toewijzing(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """All lines together claim no more than the whole assignment allows."""
    for regel, assignment, total, accept in _cumulatief(ctx, nodes, _geleverd):
        volume = _omvang(assignment)
        most = maximum_total(volume) if volume else None
        if most is None or total <= most:
            accept()
            continue
        text = _("De som van de volumes is groter dan over de hele toewijzing is toegewezen.")
        shown = _toon(most, regel.prestatie, assignment), _toon(total, regel.prestatie, assignment)
        yield Breach(regel.node, _("ten hoogste {most}", most=shown[0]), shown[1], text)


@rule_over("TR369", "323", op=PRESTATIE, level=3, retour="9369", fase=3)
def bedrag_past_in_budget(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """All lines together claim no more than the budget of the assignment."""
    for regel, assignment, total, accept in _cumulatief(ctx, nodes, lambda line, _t: line.bedrag):
        if assignment.budget is None or total <= assignment.budget:
            accept()
            continue
        text = _("De som van de bedragen is groter dan het budget van de toewijzing.")
        expected = _("ten hoogste {most}", most=euro(assignment.budget))
        yield Breach(regel.node, expected, euro(int(total)), text)
