"""The closed set of verdicts, their roll-up and the exit codes that follow from them."""

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """What ketentoets can say about a scenario or a run. There is nothing else."""

    GESLAAGD = "geslaagd"
    GEZAKT = "gezakt"
    ONBESLIST = "onbeslist"
    NIET_VAN_TOEPASSING = "niet van toepassing"
    OVERGESLAGEN = "overgeslagen"
    FOUT = "fout"


ROLL_UP_ORDER = (
    Verdict.FOUT,
    Verdict.GEZAKT,
    Verdict.ONBESLIST,
    Verdict.OVERGESLAGEN,
    Verdict.GESLAAGD,
    Verdict.NIET_VAN_TOEPASSING,
)
"""The first verdict of this list that occurs in a group is the verdict of the group."""

EXIT_CODES = {
    Verdict.GESLAAGD: 0,
    Verdict.NIET_VAN_TOEPASSING: 0,
    Verdict.GEZAKT: 1,
    Verdict.ONBESLIST: 2,
    Verdict.OVERGESLAGEN: 2,
    Verdict.FOUT: 4,
}
EXIT_CONFIGURATION = 3
EXIT_WAITS = 5
"""A session is not done: it waits for time or for a person, and goes on with `ketentoets sessie vervolg`."""
EXIT_INTERRUPTED = 130


def roll_up(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict of a group. An empty group proves nothing: *onbeslist*."""
    present = set(verdicts)
    return next((v for v in ROLL_UP_ORDER if v in present), Verdict.ONBESLIST)
