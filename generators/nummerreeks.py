"""Series of values that never repeat: test BSNs, numbers, references."""

import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, count, cycle, product
from typing import Literal

from ketentoets.core.bsn import all_test_bsns

Stijl = Literal["gewoon", "kort", "lang"]
STIJLEN: tuple[Stijl, ...] = ("gewoon", "kort", "lang")
_TEKENS = string.digits + string.ascii_uppercase
_STAP = 101


@cache
def bsns() -> tuple[str, ...]:
    """All test BSNs, neighbours far apart."""
    found = all_test_bsns()
    return tuple(found[n * _STAP % len(found)] for n in range(len(found)))


@dataclass(frozen=True)
class Nummerreeks:
    """One series. `soort` 'bsn', 'nummer' (up to `grens`) or the name of a kind of text.

    A text has a style: 'kort' is as short as it can be, 'lang' fills `grens` positions, 'gewoon'
    lies between; no two styles give the same text when `grens` is above 9. The BSNs start again
    after the last one.
    """

    soort: str
    grens: int = 0
    stijl: Stijl = "gewoon"

    def waarden(self) -> Iterator[str]:
        """The values, from the first."""
        if self.soort == "bsn":
            return cycle(bsns())
        if self.soort == "nummer":
            return chain.from_iterable((str(n + 1), str(self.grens - n)) for n in count())
        return self._teksten(self.soort[:1])

    def _teksten(self, letter: str) -> Iterator[str]:
        if self.stijl == "kort":
            return ("".join(signs) for size in count(1) for signs in product(_TEKENS, repeat=size))
        width = self.grens - 1 if self.stijl == "lang" else 7
        return (f"{letter}{n:0{width}d}" for n in count(1))
