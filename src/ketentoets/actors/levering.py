"""The starts and stops of one assignment that are in force; a deleted one is simply gone."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ketentoets.actors.toewijzing import Soort, product_gegevens

TIJDELIJK = "20"
EERSTE, VERWIJDEREN = "1", "3"


@dataclass(frozen=True)
class Start:
    """A reported start; together with client and assignment this is its key."""

    soort: Soort
    begin: date

    def als_gegevens(self, nummer: int, ingang: date | None, status: str) -> dict[str, Any]:
        """The class StartProduct."""
        return {
            "ToewijzingNummer": str(nummer),
            "Product": product_gegevens(self.soort),
            "ToewijzingIngangsdatum": ingang,
            "Begindatum": self.begin,
            "StatusAanlevering": status,
        }


@dataclass(frozen=True)
class Stop:
    """A reported stop; the end is not part of its key."""

    soort: Soort
    begin: date
    eind: date
    reden: str

    @property
    def sleutel(self) -> tuple[Soort, date, str]:
        """The key next to client and assignment."""
        return self.soort, self.begin, self.reden

    def als_gegevens(self, nummer: int, ingang: date | None, status: str) -> dict[str, Any]:
        """The class StopProduct."""
        return {
            "ToewijzingNummer": str(nummer),
            "Product": product_gegevens(self.soort),
            "ToewijzingIngangsdatum": ingang,
            "Begindatum": self.begin,
            "RedenBeeindiging": self.reden,
            "Einddatum": self.eind,
            "StatusAanlevering": status,
        }


@dataclass
class Levering:
    """What was reported about one assignment, in the order it came."""

    starts: list[Start] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)

    def stops_bij(self, begin: date) -> list[Stop]:
        """The stops of the start on this day."""
        return [s for s in self.stops if s.begin == begin]

    def huidig(self) -> Start | None:
        """The current start: not followed by a stop (TR326)."""
        return next((s for s in reversed(self.starts) if not self.stops_bij(s.begin)), None)

    def stop_met(self, sleutel: tuple[Soort, date, str]) -> Stop | None:
        """The stop with this key."""
        return next((s for s in self.stops if s.sleutel == sleutel), None)

    def kopie(self) -> "Levering":
        """A copy to try changes on."""
        return Levering(list(self.starts), list(self.stops))
