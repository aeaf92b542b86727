"""Relative days, as scenarios speak of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketentoets.core.calendar import WEEKDAYS, at
from ketentoets.core.errors import HarnessFault
from ketentoets.session.dagen import FEESTEN, MAANDEN, dag, koningsdag, moment

MAANDAG = date(2021, 3, 1)


@pytest.mark.parametrize(
    ("tekst", "vanaf", "wanneer"),
    [
        ("maandag", MAANDAG, MAANDAG),
        ("dinsdag", MAANDAG, date(2021, 3, 2)),
        ("zondag", MAANDAG, date(2021, 3, 7)),
        ("maandag", date(2021, 3, 2), date(2021, 3, 8)),
        ("vrijdag", date(2021, 12, 30), date(2021, 12, 31)),
        ("zaterdag", date(2021, 12, 31), date(2022, 1, 1)),
        ("de donderdag voor Pasen", MAANDAG, date(2021, 4, 1)),
        ("de vrijdag voor Pasen", MAANDAG, date(2021, 4, 2)),
        ("de zondag voor Pasen", MAANDAG, date(2021, 3, 28)),
        ("de donderdag voor Pasen", date(2021, 4, 1), date(2021, 4, 1)),
        ("de donderdag voor Pasen", date(2021, 4, 2), date(2022, 4, 14)),
        ("de maandag voor Koningsdag", MAANDAG, date(2021, 4, 26)),
        ("de dinsdag voor Koningsdag", MAANDAG, date(2021, 4, 20)),
        ("de vrijdag voor Koningsdag", date(2025, 1, 1), date(2025, 4, 25)),
        ("de zaterdag voor Koningsdag", date(2025, 1, 1), date(2025, 4, 19)),
        ("de maandag voor Koningsdag", date(2021, 4, 27), date(2022, 4, 25)),
        ("de woensdag voor Hemelvaart", MAANDAG, date(2021, 5, 12)),
        ("de vrijdag voor Kerst", MAANDAG, date(2021, 12, 24)),
        ("de vrijdag voor Kerst", date(2020, 12, 1), date(2020, 12, 18)),
        ("de donderdag voor Nieuwjaar", MAANDAG, date(2021, 12, 30)),
        ("de vrijdag voor Nieuwjaar", date(2021, 12, 31), date(2021, 12, 31)),
        ("de eerste maandag van maart", MAANDAG, MAANDAG),
        ("de tweede maandag van maart", MAANDAG, date(2021, 3, 8)),
        ("de derde vrijdag van april", MAANDAG, date(2021, 4, 16)),
        ("de vierde zondag van december", MAANDAG, date(2021, 12, 26)),
        ("de eerste dinsdag van januari", MAANDAG, date(2022, 1, 4)),
        ("de eerste maandag van maart", date(2021, 3, 2), date(2022, 3, 7)),
        ("de eerste van de maand", MAANDAG, MAANDAG),
        ("de eerste van de maand", date(2021, 3, 2), date(2021, 4, 1)),
        ("de eerste van de maand", date(2021, 12, 31), date(2022, 1, 1)),
        ("de eerste van de maand", date(2021, 1, 31), date(2021, 2, 1)),
        ("1 maart 2021", date(2030, 1, 1), MAANDAG),
        ("29 februari 2024", MAANDAG, date(2024, 2, 29)),
        ("zondag 4 april 2021", MAANDAG, date(2021, 4, 4)),
    ],
)  # fmt: skip
def test_every_form(tekst: str, vanaf: date, wanneer: date) -> None:
    assert dag(tekst, vanaf) == wanneer


@pytest.mark.parametrize(
    "tekst",
    ["", "morgen", "Maandag", "de vijfde maandag van mei", "de dag voor Pasen", "de maandag voor Pinksteren",
     "maandag om 09:00", "de eerste maandag van mrt", "1 maart"],
)  # fmt: skip
def test_what_it_does_not_know_it_names(tekst: str) -> None:
    with pytest.raises(HarnessFault, match="onbekende dagaanduiding"):
        dag(tekst, MAANDAG)


def test_a_date_with_the_wrong_weekday_is_a_mistake_in_the_scenario() -> None:
    with pytest.raises(HarnessFault, match="dinsdag"):
        dag("dinsdag 1 maart 2021", MAANDAG)


@pytest.mark.parametrize(
    ("jaar", "wanneer"),
    [(2021, date(2021, 4, 27)), (2025, date(2025, 4, 26)), (2031, date(2031, 4, 26)), (2026, date(2026, 4, 27))],
)
def test_kings_day_is_never_on_a_sunday(jaar: int, wanneer: date) -> None:
    assert koningsdag(jaar) == wanneer


@pytest.mark.parametrize(
    ("tekst", "uur", "minuut"), [("maandag", 9, 0), ("maandag om 16:55", 16, 55), ("1 maart 2021 om 00:00", 0, 0)]
)
def test_a_moment_has_an_hour(tekst: str, uur: int, minuut: int) -> None:
    assert moment(tekst, MAANDAG) == at(MAANDAG, uur, minuut)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_within_a_week(vanaf: date, naam: str) -> None:
    found = dag(naam, vanaf)
    assert vanaf <= found < vanaf + timedelta(days=7)
    assert WEEKDAYS[found.weekday()] == naam


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.sampled_from(WEEKDAYS), st.sampled_from(sorted(FEESTEN)))
def test_a_day_before_a_feast_is_in_the_week_before_it(vanaf: date, naam: str, feest: str) -> None:
    found = dag(f"de {naam} voor {feest}", vanaf)
    feasts = [FEESTEN[feest](year) for year in (found.year, found.year + 1)]
    assert vanaf <= found
    assert WEEKDAYS[found.weekday()] == naam
    assert any(0 < (feast - found).days <= 7 for feast in feasts)


@given(
    st.dates(date(2000, 1, 1), date(2098, 12, 31)),
    st.sampled_from(WEEKDAYS),
    st.sampled_from(["eerste", "tweede", "derde", "vierde"]),
    st.sampled_from(MAANDEN),
)
def test_the_nth_weekday_of_a_month(vanaf: date, naam: str, rang: str, maand: str) -> None:
    found = dag(f"de {rang} {naam} van {maand}", vanaf)
    assert vanaf <= found
    assert MAANDEN[found.month - 1] == maand
    assert (found.day - 1) // 7 == ["eerste", "tweede", "derde", "vierde"].index(rang)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_a_full_date_is_itself(day: date) -> None:
    full = f"{day.day} {MAANDEN[day.month - 1]} {day.year}"
    assert dag(full, date(2021, 1, 1)) == dag(f"{WEEKDAYS[day.weekday()]} {full}", date(2021, 1, 1)) == day
