"""What a system is configured with for its region and the set-up does not carry (Alkmaar, iJw)."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from ketentoets.schemas.standaard import Vorm


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
    volume_bij_code: bool = True
    """Whether CD041 is kept; only a planted defect breaks it."""
    verwijzers_zonder_verzoek: tuple[str, ...] = ("01", "06")
    vervalt_na_maanden: int | None = 12
    factuurvorm: Vorm = "D"
    """How this provider claims with a 303."""
    factuurvormen: frozenset[str] = frozenset({"D", "F"})
    """What the municipality takes."""
    afgekeurd_crediteren: frozenset[str] = frozenset({"F"})
    """In which forms a rejected line is credited before it is claimed again."""
    verlengde_perioden: tuple[tuple[str, date], ...] = ()
    """Four-week periods that end later here: ('2020-P13', its last day)."""
    vierwekelijks: bool = False
    """Whether a 303 is about four weeks of the CAK, and not about a month."""
    zorg_303_tot: date = date(2020, 12, 31)
    indienen_303_tot: date = date.max
    antwoord_303: tuple[int, str] = (20, "werkdagen")
    indicaties_gescheiden: bool = False
    """Whether an old and a new indication of a client may not be in one claim."""
    opsparen_geparkeerd: bool = False
    """Whether claims over several periods that come together are left unanswered."""
    standaardfrequentie: bool = True
    correctie_maanden: int | None = 2
    """So many months after its approval a line may be corrected (2.7.3); None: however late."""
    toetst_vooraf: bool = True
    """Whether this provider checks contract, place, stacking and combination before it asks (2.3.2.1)."""

    def vroegste_ingang(self, dag: date) -> date:
        """The first day that may be asked for on a day (V-1); any day when the region sets no limit."""
        if self.terugwerkende_kracht_maanden is None:
            return date.min
        return dag - relativedelta(months=self.terugwerkende_kracht_maanden)

    def mag_nog_corrigeren(self, goedgekeurd: date, dag: date) -> bool:
        """Whether a line that was approved on one day may still be corrected on another (2.7.3)."""
        return self.correctie_maanden is None or dag <= goedgekeurd + relativedelta(months=self.correctie_maanden)
