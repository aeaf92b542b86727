"""How much a 303 may claim of an assignment (level 3). For their names and source see `factuur`.

How weeks and four-week periods were counted before 3.0 is not written down: every ISO week, four-week
period, month or year that a line touches counts as a whole, the most that can be meant.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules import volume
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.factuur import PRESTATIE, regel, regel_over
from ketentoets.schemas.rules.factuur_historie import genoemd, toewijzing_van
from ketentoets.schemas.rules.feiten import Prestatie, Toewijzing
from ketentoets.schemas.rules.registry import NVT, Breach, Result

VIER_WEKEN, JAAR = "3", "5"
PERIODEN_PER_JAAR = 13


def vierwekenperioden(begin: date, einde: date) -> int:
    """How many four-week periods (of the CAK) a period touches; a week 53 belongs to the last of its year."""
    return _vierwekenperiode(einde) - _vierwekenperiode(begin) + 1


def _vierwekenperiode(dag: date) -> int:
    """The number of the four-week period of a day, counted on over the years."""
    year, week, _day = dag.isocalendar()
    return year * PERIODEN_PER_JAAR + min((week - 1) // 4, PERIODEN_PER_JAAR - 1)


def _keren(frequentie: str, begin: date, einde: date) -> int | None:
    match frequentie:
        case volume.DAG:
            return (einde - begin).days + 1
        case volume.WEEK:
            return volume.iso_weken(begin, einde)
        case volume.MAAND:
            return volume.maanden(begin, einde)
        case volume.TOTAAL:
            return 1
    return {VIER_WEKEN: vierwekenperioden(begin, einde), JAAR: einde.year - begin.year + 1}.get(frequentie)


def hoogstens(assignment: Toewijzing, begin: date, einde: date) -> int | None:
    """The most of an assignment in a period, in its own unit; None when it has no volume."""
    times = _keren(assignment.frequentie, begin, einde)
    return None if times is None or assignment.volume is None else assignment.volume * times


def _geleverd(line: Prestatie, assignment: Toewijzing) -> Fraction | None:
    ratio = volume.in_eenheid(line.volume, line.eenheid, assignment.eenheid)
    return Fraction(*ratio) if ratio else None


@regel("RC9321", "303", op=PRESTATIE, level=3, retour="9321")
def volume_past_in_periode(ctx: Context, node: Node) -> Result:
    """9321 (2.3): a line claims no more than its assignment allows in its period."""
    assignment, line = toewijzing_van(ctx, node), ctx.prestatie(node)
    if assignment is None or line.begindatum is None or line.einddatum is None or line.einddatum < line.begindatum:
        return NVT
    most, delivered = hoogstens(assignment, line.begindatum, line.einddatum), _geleverd(line, assignment)
    if most is None or delivered is None:
        return NVT
    if delivered <= most:
        return None
    text = _("Het ingediende volume is groter dan in deze periode is toegewezen.")
    return Breach(node, _("ten hoogste {most}", most=most), str(delivered), text)


@regel_over("RC9322", "303", op=PRESTATIE, level=3, retour="9322", fase=2)
def volume_past_in_toewijzing(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """9322 (2.3): all lines together claim no more than the whole assignment allows; a line too many does not count."""
    sums: dict[str, Fraction] = {}
    for node in nodes:
        assignment, line = toewijzing_van(ctx, node), ctx.prestatie(node)
        most = _in_alles(assignment) if assignment else None
        delivered = _geleverd(line, assignment) if assignment else None
        if assignment is None or most is None or delivered is None or ctx.is_afgekeurd(node):
            continue
        if assignment.sleutel not in sums:
            sums[assignment.sleutel] = _eerder(ctx, assignment, line)
        total = sums[assignment.sleutel] + delivered
        if total <= most:
            sums[assignment.sleutel] = total
            continue
        text = _("De som van de ingediende volumes is groter dan is toegewezen.")
        yield Breach(node, _("ten hoogste {most}", most=most), str(total), text)


def _in_alles(assignment: Toewijzing) -> int | None:
    begin, end = assignment.ingangsdatum, assignment.einddatum
    if begin is None or (end is None and assignment.frequentie != volume.TOTAAL):
        return None
    return hoogstens(assignment, begin, end or begin)


def _eerder(ctx: Context, assignment: Toewijzing, line: Prestatie) -> Fraction:
    """What earlier debit lines of this assignment claim that stand after the credits of this message."""
    numbers = {assignment.nummer, ""}
    earlier = (p for number in numbers for p in ctx.admin.facturen.debetregels(line.gemeente, number))
    mine = (p for p in earlier if p.nummer or genoemd(ctx, p) == assignment)
    amounts = (_geleverd(p, assignment) for p in mine if p.referentie not in ctx.gecrediteerd)
    return sum((amount for amount in amounts if amount is not None), Fraction())
