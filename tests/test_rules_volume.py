"""How much may be claimed, and what it costs."""

from datetime import date

import pytest
from test_rules_berichten import Vector

from ketentoets.core.errors import HarnessFault
from ketentoets.generators.fouten.basis import prestatie
from ketentoets.generators.fouten.verhaal import Stap
from ketentoets.schemas.rules.factuur_volume import vierwekenperioden
from ketentoets.schemas.rules.volume import Omvang, in_eenheid, maximum_in_period, maximum_total

BEGIN, EINDE = date(2021, 10, 12), date(2021, 12, 13)
OKTOBER = (date(2021, 10, 12), date(2021, 10, 31))
NOVEMBER = (date(2021, 11, 1), date(2021, 11, 30))
DECEMBER = (date(2021, 12, 1), date(2021, 12, 13))


@pytest.mark.parametrize(
    ("volume", "frequentie", "periode", "verwacht"),
    [
        pytest.param(3, "2", OKTOBER, 9, id="week: 41, 42 en 43"),
        pytest.param(3, "2", NOVEMBER, 15, id="week: 44 tot en met 48"),
        pytest.param(3, "2", DECEMBER, 9, id="week: 48, 49 en 50"),
        pytest.param(15, "4", OKTOBER, 15, id="maand: ook een gebroken maand heel"),
        pytest.param(15, "4", DECEMBER, 15, id="maand: de laatste gebroken maand"),
        pytest.param(2, "1", OKTOBER, 40, id="dag"),
        pytest.param(80, "6", OKTOBER, 80, id="totaal"),
    ],
)
def test_maximum_in_period(volume: int, frequentie: str, periode: tuple[date, date], verwacht: int) -> None:
    assert maximum_in_period(Omvang(volume, frequentie, BEGIN, EINDE), *periode) == verwacht


@pytest.mark.parametrize(
    ("volume", "frequentie", "verwacht"),
    [(3, "2", 30), (15, "4", 45), (2, "1", 126), (80, "6", 80)],
    ids=["10 weken", "3 maanden", "63 dagen", "totaal"],
)
def test_maximum_total(volume: int, frequentie: str, verwacht: int) -> None:
    assert maximum_total(Omvang(volume, frequentie, BEGIN, EINDE)) == verwacht


def test_no_total_without_end_unless_it_is_one() -> None:
    assert maximum_total(Omvang(3, "4", BEGIN, None)) is None
    assert maximum_total(Omvang(3, "6", BEGIN, None)) == 3


@pytest.mark.parametrize(
    ("periode", "verwacht"),
    [(OKTOBER, 3), (NOVEMBER, 4), (DECEMBER, 3)],
    ids=["drie zondagen", "vier zondagen", "twee zondagen en de gebroken laatste week"],
)
def test_output_counts_sundays(periode: tuple[date, date], verwacht: int) -> None:
    assert maximum_in_period(Omvang(1, "2", BEGIN, EINDE, output=True), *periode) == verwacht


def test_output_that_ends_on_sunday_has_no_tail() -> None:
    sunday = date(2021, 12, 12)
    assert maximum_in_period(Omvang(1, "2", BEGIN, sunday, output=True), date(2021, 12, 1), sunday) == 2


def test_output_without_any_sunday() -> None:
    begin, end = date(2021, 10, 11), date(2021, 10, 14)
    assert maximum_in_period(Omvang(1, "2", begin, end, output=True), begin, end) == 1


def test_the_first_and_the_last_day_there_is() -> None:
    first = date.min
    assert maximum_in_period(Omvang(1, "2", first, first, output=True), first, first) == 1
    assert maximum_in_period(Omvang(1, "2", first, date.max), first, date.max) == 521_723
    assert vierwekenperioden(first, date.max) == 9999 * 13


def test_unknown_frequency() -> None:
    with pytest.raises(HarnessFault):
        maximum_in_period(Omvang(1, "3", BEGIN, EINDE), *OKTOBER)


def test_units() -> None:
    assert in_eenheid(3, "04", "04") == (3, 1)
    assert in_eenheid(90, "01", "04") == (90, 60)
    assert in_eenheid(2, "04", "01") == (120, 1)
    assert in_eenheid(2, "14", "04") is None


TP, D = "Client/ToegewezenProducten/ToegewezenProduct", "Declaratie"
PR = f"{D}/Clienten/Client/0/Prestaties/Prestatie"


def _declareer(minuten: int, cent: int) -> Vector:
    """Three hours a week from 12-10-2021 to 13-12-2021, claimed in minutes over October."""
    line = prestatie(
        GeleverdVolume=minuten,
        Eenheid="01",
        ProductTarief=100,
        ProductPeriode={"Begindatum": "2021-10-12", "Einddatum": "2021-10-31"},
        IngediendBedrag={"Bedrag": cent, "DebetCredit": "D"},
    )
    month = {"Begindatum": "2021-10-01", "Einddatum": "2021-10-31"}
    changes = {f"{PR}/0": line, f"{D}/TotaalIngediendBedrag/TotaalBedrag": cent, f"{D}/DeclaratiePeriode": month}
    dates = {f"{TP}/0/Ingangsdatum": "2021-10-12", f"{TP}/0/Einddatum": "2021-12-13"}
    return Vector("minuten", "323", changes, vooraf=(Stap("301", dates),))


def test_minutes_against_hours() -> None:
    assert _declareer(540, 54045).oordeel().broken == set()
    outcome = _declareer(541, 54145).oordeel()
    assert outcome.broken == {"TR321"}
    assert (outcome.findings[0].verwacht, outcome.findings[0].gevonden) == ("ten hoogste 540", "541")


@pytest.mark.parametrize(
    ("minuten", "cent"),
    [(30, 3003), (6, 601), (1, 100)],
    ids=["3002,5 naar boven", "600,5 naar boven", "100,08 naar beneden"],
)
def test_amount_of_minutes_is_rounded_once(minuten: int, cent: int) -> None:
    assert _declareer(minuten, cent).oordeel().broken == set()
    assert _declareer(minuten, cent - 1).oordeel().broken == {"TR346"}


@pytest.mark.parametrize(
    ("eenheid", "volume", "fout"), [("83", 4, ""), ("83", 5, "TR321"), ("14", 5, ""), ("14", 6, "TR321")]
)
def test_euros_per_week_are_output(eenheid: str, volume: int, fout: str) -> None:
    """February 2022 touches five weeks and has four Sundays."""
    assigned = {f"{TP}/0/Omvang": {"Volume": 100, "Eenheid": eenheid, "Frequentie": "2"}}
    period = {"Begindatum": "2022-02-01", "Einddatum": "2022-02-28"}
    amount = 100 * volume
    line = prestatie(GeleverdVolume=amount, Eenheid=eenheid, ProductTarief=1, ProductPeriode=period)
    line |= {"IngediendBedrag": {"Bedrag": amount, "DebetCredit": "D"}} | (
        {"ProductTarief": None} if eenheid == "83" else {}
    )
    changes = {f"{PR}/0": line, f"{D}/TotaalIngediendBedrag/TotaalBedrag": amount, f"{D}/DeclaratiePeriode": period}
    outcome = Vector("week", "323", changes, vooraf=(Stap("301", assigned),)).oordeel()
    assert outcome.broken == ({fout} if fout else set())
