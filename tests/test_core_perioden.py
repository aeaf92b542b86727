from datetime import date, timedelta

import pytest

from ketentoets.core.perioden import maand, periode_op, perioden, periodetarief, vierweken

BEGIN = {
    2019: "2018-12-31 2019-01-28 2019-02-25 2019-03-25 2019-04-22 2019-05-20 2019-06-17 2019-07-15 2019-08-12"
    " 2019-09-09 2019-10-07 2019-11-04 2019-12-02",
    2020: "2019-12-30 2020-01-27 2020-02-24 2020-03-23 2020-04-20 2020-05-18 2020-06-15 2020-07-13 2020-08-10"
    " 2020-09-07 2020-10-05 2020-11-02 2020-11-30",
}
"""The first days of the CAK periods: 2019 as in the protocol of Leidschendam-Voorburg, 2020 continued."""
ALMERE = {
    30626: 35001, 46552: 53202, 104086: 118955, 30187: 34499, 46373: 52998, 87534: 100039, 31007: 35437,
    56940: 65074, 112083: 128095, 25543: 29192, 50820: 58080, 56143: 64163, 72651: 83030, 90930: 103920,
}  # fmt: skip
"""The regular rates of Almere and their rates for period 13 of 2020, in eurocents."""


@pytest.mark.parametrize("jaar", BEGIN)
def test_periods_of_four_weeks_begin_as_in_the_cak_calendar(jaar: int) -> None:
    found = [vierweken(jaar, n, verlengd=False) for n in range(1, 14)]
    assert [p.begin.isoformat() for p in found] == BEGIN[jaar].split()
    assert {p.dagen for p in found} == {28}
    assert [p.eind + timedelta(days=1) for p in found[:-1]] == [p.begin for p in found[1:]]


def test_period_thirteen_of_2020_holds_the_last_four_days() -> None:
    assert (vierweken(2020, 13).eind, vierweken(2020, 13).dagen) == (date(2020, 12, 31), 32)
    assert vierweken(2020, 13, verlengd=False).eind == date(2020, 12, 27)
    assert vierweken(2019, 13).eind == date(2019, 12, 29)


def test_a_period_that_does_not_exist_is_refused() -> None:
    for nummer in (0, 14):
        with pytest.raises(ValueError, match="no four-week period"):
            vierweken(2020, nummer)


def test_every_day_lies_in_the_period_around_it() -> None:
    for n in range(731):
        dag = date(2019, 1, 1) + timedelta(days=n)
        found = periode_op(dag, "4-weken")
        assert found
        assert found.begin <= dag <= found.eind
    assert periode_op(date(2020, 12, 28), "4-weken", verlengd=False) is None
    assert periode_op(date(2021, 1, 2), "4-weken") is None
    assert periode_op(date(2021, 1, 4), "4-weken") == vierweken(2021, 1)


def test_periods_between_two_days_follow_each_other() -> None:
    found = list(perioden(date(2020, 11, 15), date(2021, 1, 10), "4-weken"))
    assert [(p.jaar, p.nummer) for p in found] == [(2020, 12), (2020, 13), (2021, 1)]
    months = list(perioden(date(2020, 1, 31), date(2020, 3, 1), "maand"))
    assert [(p.begin, p.eind) for p in months] == [(maand(2020, n).begin, maand(2020, n).eind) for n in (1, 2, 3)]
    assert months[1].eind == date(2020, 2, 29)


@pytest.mark.parametrize(("gewoon", "eenmalig"), ALMERE.items())
def test_the_rates_of_period_thirteen_are_those_of_almere(gewoon: int, eenmalig: int) -> None:
    assert periodetarief(gewoon, vierweken(2020, 13)) == eenmalig
    assert periodetarief(gewoon, vierweken(2020, 12)) == gewoon
