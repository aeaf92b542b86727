"""The closed set of verdicts: every pair, and the exit codes that are a promise."""

from itertools import product

import pytest

from ketentoets.core.verdict import (
    EXIT_CODES,
    EXIT_CONFIGURATION,
    EXIT_INTERRUPTED,
    ROLL_UP_ORDER,
    Verdict,
    roll_up,
)

F, Z, B, S, G, N = (
    Verdict.FOUT,
    Verdict.GEZAKT,
    Verdict.ONBESLIST,
    Verdict.OVERGESLAGEN,
    Verdict.GESLAAGD,
    Verdict.NIET_VAN_TOEPASSING,
)
TABLE = {
    F: {F: F, Z: F, B: F, S: F, G: F, N: F},
    Z: {F: F, Z: Z, B: Z, S: Z, G: Z, N: Z},
    B: {F: F, Z: Z, B: B, S: B, G: B, N: B},
    S: {F: F, Z: Z, B: B, S: S, G: S, N: S},
    G: {F: F, Z: Z, B: B, S: S, G: G, N: G},
    N: {F: F, Z: Z, B: B, S: S, G: G, N: N},
}


@pytest.mark.parametrize(("one", "other"), list(product(Verdict, repeat=2)))
def test_every_pair(one: Verdict, other: Verdict) -> None:
    assert roll_up([one, other]) is TABLE[one][other]


@pytest.mark.parametrize("verdict", Verdict)
def test_one_alone_is_itself(verdict: Verdict) -> None:
    assert roll_up([verdict]) is verdict


def test_an_empty_group_is_not_green() -> None:
    assert roll_up([]) is Verdict.ONBESLIST


def test_everything_together_is_the_worst() -> None:
    assert roll_up(iter(Verdict)) is Verdict.FOUT


def test_the_order_and_the_exit_codes_know_every_verdict_once() -> None:
    assert sorted(ROLL_UP_ORDER) == sorted(Verdict)
    assert set(EXIT_CODES) == set(Verdict)


@pytest.mark.parametrize(("verdict", "code"), [(G, 0), (N, 0), (Z, 1), (B, 2), (S, 2), (F, 4)])
def test_exit_codes(verdict: Verdict, code: int) -> None:
    assert EXIT_CODES[verdict] == code


def test_only_green_verdicts_end_in_zero() -> None:
    assert {v for v, code in EXIT_CODES.items() if code == 0} == {G, N}
    assert {EXIT_CONFIGURATION, EXIT_INTERRUPTED}.isdisjoint(EXIT_CODES.values())
    assert (EXIT_CONFIGURATION, EXIT_INTERRUPTED) == (3, 130)


@pytest.mark.parametrize("verdict", Verdict)
def test_the_words_are_dutch_and_come_back(verdict: Verdict) -> None:
    assert Verdict(str(verdict)) is verdict
