"""What a report may say besides the run itself; the caller looks it up and hands it over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ketentoets.core.record import RunRecord
from ketentoets.reports.dekking import Rij

ELDERS = "elders gezakt"
"""The verdict of a requirement whose scenarios failed, while none of their findings names it."""


@dataclass(frozen=True)
class Zin:
    """What a rule or a protocol says, in our own words, and where it is written."""

    tekst: str
    bron: str


@dataclass(frozen=True)
class Bijlage:
    """`zinnen`: by code of a rule; `eisen` and `codes`: the rows of both coverage matrices.

    `tegen` is an earlier run, or the same one judged by another profile, to compare with.
    """

    zinnen: Mapping[str, tuple[Zin, ...]] = field(default_factory=dict)
    eisen: Sequence[Rij] = ()
    codes: Sequence[Rij] = ()
    tegen: RunRecord | None = None
