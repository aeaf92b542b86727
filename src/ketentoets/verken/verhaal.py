"""A story: a row of acts, each with the sentences that a scenario would use for it."""

from dataclasses import dataclass, field

from ketentoets.steps.zinnen import Zin


@dataclass(frozen=True)
class Daad:
    """One act. `van` and `naar` are the states before and after it, in words."""

    naam: str
    zinnen: tuple[Zin, ...]
    van: str = ""
    naar: str = ""


@dataclass(frozen=True)
class Verhaal:
    """What happens, in order. `daden` is empty once single sentences were taken out of a story.

    `vast` sentences (acts) at the begin are never taken out: they say when the story begins.
    """

    zinnen: tuple[Zin, ...]
    daden: tuple[Daad, ...] = field(default=(), compare=False)
    vast: int = 0

    def zonder(self, n: int) -> "Verhaal":
        """The story without its n-th sentence."""
        return Verhaal(self.zinnen[:n] + self.zinnen[n + 1 :], vast=self.vast)


BEGIN = "begin"


def verhaal(daden: tuple[Daad, ...]) -> Verhaal:
    """The story of these acts."""
    zinnen = tuple(zin for daad in daden for zin in daad.zinnen)
    return Verhaal(zinnen, daden, vast=int(bool(daden) and daden[0].naam == BEGIN))


def met_daad(heel: Verhaal, n: int, daad: Daad, breedte: int = 1) -> Verhaal:
    """The story with one other act in the place of the n-th, or of so many from there."""
    return verhaal((*heel.daden[:n], daad, *heel.daden[n + breedte :]))


def zonder_daad(heel: Verhaal, n: int) -> Verhaal:
    """The story without its n-th act."""
    return verhaal(heel.daden[:n] + heel.daden[n + 1 :])
