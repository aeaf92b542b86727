"""What the reference gemeente knows: assignments, deliveries, and claimed lines."""

from dataclasses import dataclass, field
from datetime import date

from ketentoets.actors.levering import Levering
from ketentoets.actors.prestatie import Prestatie
from ketentoets.actors.toewijzing import Soort, Toewijzing


@dataclass
class Dossier:
    """The administration of one municipality about one provider."""

    toewijzingen: dict[int, Toewijzing] = field(default_factory=dict)
    leveringen: dict[int, Levering] = field(default_factory=dict)
    ingediend: set[str] = field(default_factory=set)
    goedgekeurd: dict[str, Prestatie] = field(default_factory=dict)
    gecrediteerd: set[str] = field(default_factory=set)
    declaratienummers: set[str] = field(default_factory=set)
    laatste_periode: date = date.min

    def van(self, bsn: str) -> list[Toewijzing]:
        """The assignments of a client, by number."""
        return [t for t in self.toewijzingen.values() if t.bsn == bsn]

    def gestapeld(self, bsn: str, soort: Soort, van: date, tot: date | None) -> bool:
        """Whether the client already has this product in (part of) this period."""
        return any(t.overlapt(soort, van, tot) for t in self.van(bsn))

    def levering(self, nummer: int) -> Levering:
        """The starts and stops of an assignment."""
        return self.leveringen.setdefault(nummer, Levering())

    def betaald(self, nummer: int) -> list[Prestatie]:
        """The approved debit lines of an assignment that were not credited."""
        return [p for r, p in self.goedgekeurd.items() if p.nummer == nummer and r not in self.gecrediteerd]
