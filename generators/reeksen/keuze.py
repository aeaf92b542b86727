"""Where a history takes its choices from: a seed, or Hypothesis."""

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

T = TypeVar("T")


class Keuze(Protocol):
    """A source of choices."""

    def getal(self, lo: int, hi: int) -> int:
        """A number from `lo` up to and including `hi`."""
        ...

    def kies(self, opties: Sequence[T]) -> T:
        """One of these, of which there is at least one."""
        ...

    def ja(self, kans: int) -> bool:
        """Yes, in `kans` of a hundred cases."""
        ...


class Loting:
    """Choices from a seed: the same seed, the same choices."""

    def __init__(self, zaad: int) -> None:
        self._bron = Random(zaad)  # noqa: S311 - test data, nothing secret

    def getal(self, lo: int, hi: int) -> int:
        """A number from `lo` up to and including `hi`."""
        return self._bron.randint(lo, hi)

    def kies(self, opties: Sequence[T]) -> T:
        """One of these."""
        return self._bron.choice(opties)

    def ja(self, kans: int) -> bool:
        """Yes, in `kans` of a hundred cases."""
        return self.getal(0, 99) >= 100 - kans
