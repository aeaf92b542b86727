"""The scenarios of the feature files outside pytest: their heads, and the sentences to play."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.steps import Step, feature_files, read_feature
from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin, speel
from ketentoets.suite.speelveld import Speelveld
from ketentoets.suite.verzamel import Uitgewerkt, maak_kop, rollen_van, tabel_van, uitgewerkt
from ketentoets.transports.base import Rol

_SOORTEN = {"given": GEGEVEN, "when": ALS, "then": DAN}


@dataclass(frozen=True)
class Verhaal:
    """A scenario with an actor under test."""

    kop: Kop
    zinnen: tuple[Zin, ...]

    @property
    def sleutel(self) -> str:
        """What its lines in a journal are known by."""
        return f"{self.kop.rol}:{self.kop.id}"

    def speel(self, gesprek: Gesprek) -> None:
        """Take every step, to the end."""
        for zin in self.zinnen:
            speel(gesprek, zin)
        gesprek.rond_af()


def verhalen(
    rollen: tuple[Rol, ...], veld: Speelveld, kies: Callable[[Kop, set[str]], bool], bestanden: tuple[Path, ...] = ()
) -> list[Verhaal]:
    """The scenarios of the field that were chosen, in the order of the files, one per actor that is under test."""
    chosen: list[Verhaal] = []
    for path, scenario, rol in _alle(rollen, bestanden):
        kop = maak_kop(path, scenario.naam, scenario.tags, rol, veld, len(chosen))
        if veld.kent(scenario.tags) and kies(kop, scenario.tags | set(kop.soorten)):
            chosen.append(Verhaal(kop, tuple(map(_zin, scenario.stappen))))
    return chosen


def _alle(rollen: tuple[Rol, ...], bestanden: tuple[Path, ...]) -> Iterator[tuple[Path, Uitgewerkt, Rol]]:
    for path in bestanden or feature_files():
        for scenario in uitgewerkt(path, read_feature(path)):
            yield from ((path, scenario, rol) for rol in rollen_van(scenario.tags) if rol in rollen)


def _zin(step: Step) -> Zin:
    return Zin(_SOORTEN[step.type], step.name, tabel_van(step))
