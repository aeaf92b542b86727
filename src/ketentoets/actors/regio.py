"""What a system is configured with for its region and the set-up does not carry (Alkmaar, iJw)."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta


@dataclass(frozen=True)
class Regio:
    """The choices of a region; the defaults are those of the Alkmaar protocol.

    Sources: V-1 (one month back), 3.1 (no request for change before 2023), T-1, T-2, T-4
    (code, end date and volume are always filled), V-2 (no request on these referrers), T-7 (an assignment without
    a start is withdrawn after a year), T-6 (only the frequencies of the catalogue).
    """

    terugwerkende_kracht_maanden: int | None = 1
    vow_vanaf: date = date(2023, 1, 1)
    alleen_specifiek: bool = True
    einddatum_verplicht: bool = True
    volume_verplicht: bool = True
    verwijzers_zonder_verzoek: tuple[str, ...] = ("01", "06")
    vervalt_na_maanden: int | None = 12
    standaardfrequentie: bool = True

    def vroegste_ingang(self, dag: date) -> date:
        """The first day that may be asked for on a day (V-1); any day when the region sets no limit."""
        if self.terugwerkende_kracht_maanden is None:
            return date.min
        return dag - relativedelta(months=self.terugwerkende_kracht_maanden)
