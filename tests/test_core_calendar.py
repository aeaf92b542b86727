"""Working days and terms, on the calendar of the Alkmaar profile."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketentoets.core.calendar import (
    AMSTERDAM,
    Due,
    Term,
    WorkCalendar,
    at,
    day_text,
    due,
    end_of,
    moment_text,
    parse_moment,
)
from ketentoets.fixtures.lader import laad_profiel

KALENDER = laad_profiel("alkmaar").kalender
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2030, 12, 31)).map(lambda m: m.replace(tzinfo=AMSTERDAM))


def laatste_dag(start: datetime, n: int, eenheid: str = "werkdagen") -> date:
    return due(start, Term(n, eenheid), KALENDER).moment.date()


@pytest.mark.parametrize(
    ("ontvangen", "n", "uiterlijk"),
    [
        pytest.param(date(2021, 3, 1), 3, date(2021, 3, 4), id="monday"),
        pytest.param(date(2021, 3, 5), 3, date(2021, 3, 10), id="friday-over-the-weekend"),
        pytest.param(date(2021, 3, 6), 3, date(2021, 3, 10), id="saturday-as-friday"),
        pytest.param(date(2021, 3, 7), 3, date(2021, 3, 10), id="sunday-as-friday"),
        pytest.param(date(2021, 4, 1), 1, date(2021, 4, 2), id="good-friday-counts"),
        pytest.param(date(2021, 4, 2), 1, date(2021, 4, 6), id="easter-monday-does-not"),
        pytest.param(date(2021, 4, 1), 3, date(2021, 4, 7), id="thursday-before-easter"),
        pytest.param(date(2021, 4, 26), 1, date(2021, 4, 28), id="kings-day-on-a-tuesday"),
        pytest.param(date(2025, 4, 24), 3, date(2025, 4, 29), id="kings-day-2025-is-saturday-26"),
        pytest.param(date(2025, 4, 25), 1, date(2025, 4, 28), id="monday-28-april-2025-counts"),
        pytest.param(date(2021, 5, 12), 1, date(2021, 5, 14), id="ascension-but-not-the-day-after"),
        pytest.param(date(2021, 5, 21), 1, date(2021, 5, 25), id="whit-monday"),
        pytest.param(date(2020, 12, 24), 1, date(2020, 12, 28), id="christmas-and-boxing-day"),
        pytest.param(date(2020, 12, 31), 3, date(2021, 1, 6), id="year-end"),
        pytest.param(date(2024, 2, 28), 1, date(2024, 2, 29), id="leap-day-counts"),
        pytest.param(date(2024, 2, 28), 2, date(2024, 3, 1), id="over-the-leap-day"),
        pytest.param(date(2023, 2, 28), 1, date(2023, 3, 1), id="no-leap-day"),
    ],
)
def test_working_days(ontvangen: date, n: int, uiterlijk: date) -> None:
    assert laatste_dag(at(ontvangen, 15, 2), n) == uiterlijk


@pytest.mark.parametrize(
    ("start", "term", "uiterlijk"),
    [
        (date(2021, 3, 1), Term(8, "weken"), date(2021, 4, 26)),
        (date(2021, 3, 2), Term(8, "weken"), date(2021, 4, 27)),
        (date(2021, 4, 1), Term(4, "dagen"), date(2021, 4, 5)),
        (date(2024, 2, 27), Term(2, "dagen"), date(2024, 2, 29)),
        (date(2021, 12, 31), Term(1, "dagen"), date(2022, 1, 1)),
        (date(2021, 3, 1), Term(0, "dagen"), date(2021, 3, 1)),
    ],
)
def test_weeks_and_days_count_every_day(start: date, term: Term, uiterlijk: date) -> None:
    found = due(at(start), term, KALENDER)
    assert found.moment == end_of(uiterlijk)
    assert found.counted == (uiterlijk,)
    assert found.skipped == ()


def test_a_free_day_has_its_reason() -> None:
    assert KALENDER.reason_free(date(2021, 4, 3)) == "zaterdag"
    assert KALENDER.reason_free(date(2021, 4, 4)) == "zondag"
    assert "paasdag" in str(KALENDER.reason_free(date(2021, 4, 5)))
    assert KALENDER.reason_free(date(2025, 4, 26)) == "zaterdag"
    assert KALENDER.holiday(date(2025, 4, 26)) == "Koningsdag"
    assert KALENDER.holiday(date(2025, 4, 27)) is None
    assert KALENDER.is_workday(date(2021, 4, 2))
    assert not KALENDER.is_workday(date(2021, 4, 27))


def test_without_holidays_only_weekends_are_free() -> None:
    assert due(at(date(2021, 4, 2)), Term(1), WorkCalendar()).moment.date() == date(2021, 4, 5)


def test_the_last_second_is_in_time_and_the_next_minute_is_late() -> None:
    term = due(at(date(2021, 3, 5), 15, 2), Term(3), KALENDER)
    assert term.moment == datetime(2021, 3, 10, 23, 59, 59, tzinfo=AMSTERDAM)
    assert not term.is_late(term.moment)
    assert not term.is_late(term.moment.replace(microsecond=999_999))
    assert term.is_late(term.moment + timedelta(seconds=1))
    assert term.is_late(term.moment + timedelta(minutes=1))
    assert term.is_late(at(date(2021, 3, 11), 9))


def test_arithmetic_of_the_example() -> None:
    text = due(at(date(2021, 3, 5), 15, 2), Term(3), KALENDER).arithmetic()
    for part in ("vr 05-03-2021 15:02", "3 werkdagen", "za 06-03-2021", "zaterdag", "wo 10-03-2021 23:59"):
        assert part in text


def test_arithmetic_without_free_days_names_none() -> None:
    text = due(at(date(2021, 3, 1), 9), Term(1), KALENDER).arithmetic()
    assert "1 werkdag;" in text
    assert "telt niet" not in text


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (Term(1), "1 werkdag"), (Term(3), "3 werkdagen"), (Term(1, "dagen"), "1 dag"),
        (Term(8, "weken"), "8 weken"), (Term(1, "weken"), "1 week"),
    ],
)  # fmt: skip
def test_a_term_in_words(term: Term, text: str) -> None:
    assert str(term) == text


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="maanden"):
        Term(1, "maanden")


def test_a_term_over_the_change_to_summer_time() -> None:
    term = due(parse_moment("2021-03-26T15:02:00+01:00"), Term(3), KALENDER)
    assert term.moment.isoformat() == "2021-03-31T23:59:59+02:00"
    assert not term.is_late(parse_moment("2021-03-31T21:59:59+00:00"))
    assert term.is_late(parse_moment("2021-03-31T22:00:00+00:00"))


def test_a_term_over_the_change_to_winter_time() -> None:
    term = due(parse_moment("2021-10-29T15:02:00+02:00"), Term(1), KALENDER)
    assert term.moment.isoformat() == "2021-11-01T23:59:59+01:00"
    assert not term.is_late(datetime(2021, 11, 1, 22, 59, 59, tzinfo=UTC))
    assert term.is_late(datetime(2021, 11, 1, 23, 0, tzinfo=UTC))


def test_the_day_of_receipt_is_the_day_in_amsterdam() -> None:
    assert laatste_dag(datetime(2021, 3, 1, 23, 30, tzinfo=UTC), 1) == date(2021, 3, 3)
    assert laatste_dag(datetime(2021, 7, 1, 21, 59, tzinfo=UTC), 1) == date(2021, 7, 2)
    assert laatste_dag(datetime(2021, 7, 1, 22, 0, tzinfo=UTC), 1) == date(2021, 7, 5)


def test_parse_moment_needs_a_time_zone() -> None:
    assert parse_moment("2021-03-01T08:00:00Z").isoformat() == "2021-03-01T09:00:00+01:00"
    with pytest.raises(ValueError, match="time zone"):
        parse_moment("2021-03-01T08:00:00")


def test_days_and_moments_in_words() -> None:
    assert day_text(date(2021, 4, 5)) == "ma 05-04-2021"
    assert moment_text(datetime(2021, 4, 5, 21, 59, 59, tzinfo=UTC)) == "ma 05-04-2021 23:59"


def between(term: Due) -> list[date]:
    first = term.start.astimezone(AMSTERDAM).date()
    return [first + timedelta(days=n) for n in range(1, (term.moment.date() - first).days + 1)]


@settings(max_examples=150)
@given(MOMENTS, st.integers(1, 30))
def test_exactly_n_working_days_are_counted_and_none_is_free(start: datetime, n: int) -> None:
    term = due(start, Term(n), KALENDER)
    assert len(term.counted) == n
    assert all(KALENDER.is_workday(day) for day in term.counted)
    assert all(not KALENDER.is_workday(day) for day, _why in term.skipped)
    assert sorted([*term.counted, *(day for day, _why in term.skipped)]) == between(term)
    assert term.counted[-1] == term.moment.date()


@settings(max_examples=150)
@given(DAYS, DAYS, st.integers(1, 20))
def test_a_later_receipt_is_never_due_earlier(one: date, other: date, n: int) -> None:
    first, second = sorted((one, other))
    assert due(at(first), Term(n), KALENDER).moment <= due(at(second), Term(n), KALENDER).moment


@settings(max_examples=150)
@given(MOMENTS, st.integers(1, 20))
def test_one_more_day_is_due_later(start: datetime, n: int) -> None:
    assert due(start, Term(n), KALENDER).moment < due(start, Term(n + 1), KALENDER).moment


@settings(max_examples=100)
@given(MOMENTS, st.integers(1, 10), st.timedeltas(timedelta(0), timedelta(days=60)))
def test_late_is_what_comes_on_a_later_day(start: datetime, n: int, after: timedelta) -> None:
    term = due(start, Term(n), KALENDER)
    moment = start + after
    assert term.is_late(moment) == (moment.date() > term.moment.date())
