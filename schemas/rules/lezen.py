"""Small readers that several rules share: dates in words, periods, the sameness of products."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from ketentoets.core.message import Node
from ketentoets.core.taal import _


def dag(value: date | None) -> str:
    """A date as people write it, '' as 'leeg'."""
    return f"{value:%d-%m-%Y}" if value else _("leeg")


def tekst(value: object) -> str:
    """A value as it is shown in a finding; an absent one as 'leeg'."""
    return _("leeg") if value in {None, ""} else str(value)


def maandeinde(value: date) -> date:
    """The last day of the month of `value`."""
    return value.replace(day=monthrange(value.year, value.month)[1])


def jaren_eerder(value: date, jaren: int) -> date:
    """The same day some years earlier; 29 February becomes the 28th in a year without one."""
    year = max(1, value.year - jaren)
    return value.replace(year=year, day=min(value.day, monthrange(year, value.month)[1]))


@dataclass(frozen=True)
class Zorg:
    """A product with its period; an open end has None."""

    categorie: str
    code: str
    begin: date | None
    einde: date | None

    def zelfde_product(self, ander: "Zorg", vrij: frozenset[str] = frozenset()) -> bool:
        """Sameness for stacking: an empty category meets all, an empty code its whole category.

        The categories in `vrij` may be stacked with anything.
        """
        if self.categorie in vrij or ander.categorie in vrij:
            return False
        if not self.categorie or not ander.categorie:
            return True
        if self.categorie != ander.categorie:
            return False
        return not self.code or not ander.code or self.code == ander.code

    def overlapt(self, ander: "Zorg") -> bool:
        """Whether the two periods have a day in common."""
        first, second = (self.begin or date.min), (ander.begin or date.min)
        return first <= (ander.einde or date.max) and second <= (self.einde or date.max)


def zorg(node: Node, begin: str, einde: str) -> Zorg:
    """Read product and period of a ToegewezenProduct, AangevraagdProduct or NieuwProduct."""
    return Zorg(node.get("Product/Categorie"), node.get("Product/Code"), node.date(begin), node.date(einde))
