"""Amounts are integers; rounding is half up, once, on exact values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketentoets.core.money import euro, round_half_up


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Fraction(0), 0), (Fraction(1, 2), 1), (Fraction(3, 2), 2), (Fraction(5, 2), 3), (Fraction(49, 100), 0),
        (Fraction(-1, 2), -1), (Fraction(-3, 2), -2), (Fraction(-49, 100), 0), (Fraction(1, 3), 0),
        (Fraction(2, 3), 1), (Fraction(8500 * 7, 60), 992), (Fraction(10**20 + 1, 2), 5 * 10**19 + 1),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero(value: Fraction, rounded: int) -> None:
    assert round_half_up(value) == rounded


@given(st.fractions())
def test_rounding_is_never_more_than_a_half_away_and_symmetric(value: Fraction) -> None:
    rounded = round_half_up(value)
    assert isinstance(rounded, int)
    assert abs(rounded - value) <= Fraction(1, 2)
    assert round_half_up(-value) == -rounded


@given(st.integers())
def test_an_integer_is_itself(value: int) -> None:
    assert round_half_up(Fraction(value)) == value


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "€ 0,00"), (5, "€ 0,05"), (99, "€ 0,99"), (100, "€ 1,00"), (128095, "€ 1.280,95"),
        (123_456_789_00, "€ 123.456.789,00"), (-5, "-€ 0,05"), (-128095, "-€ 1.280,95"),
    ],
)  # fmt: skip
def test_euros_the_dutch_way(cents: int, text: str) -> None:
    assert euro(cents) == text
