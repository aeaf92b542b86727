"""How much may be claimed: in one period, and over a whole assignment (IV077, IV078; TR321, TR322).

All functions are pure and count in the unit of the assignment. `None` means there is no maximum
that can be calculated (an open end).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ketentoets.core.errors import HarnessFault

DAG, WEEK, MAAND, TOTAAL = "1", "2", "4", "6"
FREQUENTIES = frozenset({DAG, WEEK, MAAND, TOTAAL})
ZONDAG = 7
MINUTEN_PER_UUR = 60
UUR, MINUUT = "04", "01"


@dataclass(frozen=True)
class Omvang:
    """What was assigned. `output`: weekly volumes are counted by Sundays, not by weeks touched."""

    volume: int
    frequentie: str
    begin: date
    einde: date | None
    output: bool = False


def maximum_in_period(omvang: Omvang, begin: date, einde: date) -> int:
    """The most that may be delivered from `begin` to `einde` (both included)."""
    if omvang.frequentie == DAG:
        return omvang.volume * ((einde - begin).days + 1)
    if omvang.frequentie == WEEK:
        weeks = _zondagen_met_staart(omvang, begin, einde) if omvang.output else iso_weken(begin, einde)
        return omvang.volume * weeks
    if omvang.frequentie == MAAND:
        return omvang.volume * maanden(begin, einde)
    if omvang.frequentie == TOTAAL:
        return omvang.volume
    raise HarnessFault(f"unknown frequency: {omvang.frequentie}")


def maximum_total(omvang: Omvang) -> int | None:
    """The most that may be delivered over the whole assignment; None without an end date."""
    if omvang.frequentie == TOTAAL:
        return omvang.volume
    if omvang.einde is None:
        return None
    return maximum_in_period(omvang, omvang.begin, omvang.einde)


def iso_weken(begin: date, einde: date) -> int:
    """How many ISO weeks (Monday to Sunday) the period touches."""
    first, last = _maandag(begin), _maandag(einde)
    return (last - first).days // 7 + 1


def maanden(begin: date, einde: date) -> int:
    """How many calendar months the period touches."""
    return (einde.year - begin.year) * 12 + einde.month - begin.month + 1


def zondagen(begin: date, einde: date) -> int:
    """How many Sundays lie in the period: the days whose ordinal is a multiple of seven."""
    return max(0, einde.toordinal() // 7 - (begin.toordinal() - 1) // 7)


def _zondagen_met_staart(omvang: Omvang, begin: date, einde: date) -> int:
    """Sundays, and one week more where the last Sunday lies of an assignment that ends later."""
    last = omvang.einde
    if last is None or last.isoweekday() == ZONDAG:
        return zondagen(begin, einde)
    last_sunday = last.toordinal() - last.isoweekday()
    counts = last.toordinal() if last_sunday < omvang.begin.toordinal() else last_sunday
    return zondagen(begin, einde) + int(begin.toordinal() <= counts <= einde.toordinal())


def _maandag(day: date) -> date:
    return day - timedelta(days=day.weekday())


def in_eenheid(volume: int, van: str, naar: str) -> tuple[int, int] | None:
    """(numerator, denominator) of a volume in another unit; None when they cannot be compared."""
    if van == naar:
        return volume, 1
    if (van, naar) == (UUR, MINUUT):
        return volume * MINUTEN_PER_UUR, 1
    if (van, naar) == (MINUUT, UUR):
        return volume, MINUTEN_PER_UUR
    return None
