"""Valid messages as Hypothesis strategies; they shrink to the simplest message that still does it.

The only module of the generators that needs Hypothesis.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from hypothesis import strategies as st

from ketentoets.generators import berichten as geldig
from ketentoets.generators.bron import Bron
from ketentoets.generators.kader import Kader, kader
from ketentoets.generators.voorraad import voorraad
from ketentoets.schemas.model import model

T = TypeVar("T")


class Getrokken(Bron):
    """Choices drawn by Hypothesis, from the fixed stock."""

    def __init__(self, draw: st.DrawFn) -> None:
        super().__init__(voorraad())
        self.draw = draw

    def getal(self, lo: int, hi: int) -> int:
        """A number from `lo` up to and including `hi`."""
        return lo if lo == hi else self.draw(st.integers(lo, hi))

    def stuk(self, maak: Callable[[], T]) -> T:
        """What `maak` makes, drawn as one part so that Hypothesis can leave it out as one."""
        return self.draw(_deel(self, maak))


@st.composite
def _deel(draw: st.DrawFn, bron: Getrokken, maak: Callable[[], T]) -> T:
    bron.draw = draw
    return maak()


def inhouden(standaard: str, soort: str, kader_: Kader | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """The contents of valid messages: ('ijw-3.2', '315').

    Raises ConfigurationError at once for a release or message that does not exist.
    """
    model(standaard).message(soort)
    frame = kader_ or kader(standaard)

    @st.composite
    def strategie(draw: st.DrawFn) -> dict[str, Any]:
        return geldig.inhoud(frame, soort, Getrokken(draw))

    return strategie()


def berichten(standaard: str, soort: str, kader_: Kader | None = None) -> st.SearchStrategy[bytes]:
    """Valid messages as bytes."""
    model(standaard).message(soort)
    frame = kader_ or kader(standaard)

    @st.composite
    def strategie(draw: st.DrawFn) -> bytes:
        return geldig.bericht(frame, soort, Getrokken(draw))

    return strategie()
