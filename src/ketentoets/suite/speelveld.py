"""Where scenarios are played: a profile on a day, and which scenarios belong there.

A scenario without the name of a profile among its tags is national. `@alkmaar` limits it to that profile and
the ones that extend it, `@ijw` or `@iwmo` to a domain, `@vanaf-3.1` and `@voor-3.1` to the releases from, or
before, that one.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from ketentoets.fixtures.lader import laad, profielnamen

DOMEINEN = frozenset({"ijw", "iwmo"})
MET_AFSPRAKEN = "alkmaar"
"""The profile whose protocol numbers its agreements (R-3, V-1)."""
_RELEASE = re.compile(r"(?P<hoe>vanaf|voor)-(?P<release>[0-9]\.[0-9])$")
_PAST: dict[str, Callable[[str, str], bool]] = {
    "vanaf": lambda hier, grens: hier >= grens,
    "voor": lambda hier, grens: hier < grens,
}


@dataclass(frozen=True)
class Speelveld:
    """A profile with the ones it builds on (`namen`), its domain, and the release in force ('3.0')."""

    namen: frozenset[str]
    domein: str
    release: str

    @property
    def eigen_afspraken(self) -> bool:
        """Whether the numbered agreements of a protocol hold here."""
        return MET_AFSPRAKEN in self.namen

    def kent(self, tags: Iterable[str]) -> bool:
        """Whether a scenario with these tags is played here."""
        labels = set(tags)
        regionaal, domeinen = labels & (_profielen() | self.namen), labels & DOMEINEN
        hier = not regionaal or bool(regionaal & self.namen)
        return hier and (not domeinen or self.domein in domeinen) and all(map(self._release_past, labels))

    def _release_past(self, label: str) -> bool:
        match = _RELEASE.match(label)
        return match is None or _PAST[match["hoe"]](self.release, match["release"])


@lru_cache(maxsize=256)
def speelveld(naam: str, dag: date | None = None) -> Speelveld:
    """The field of a profile (a name, or a file) on a day; by default the first day of its scenarios."""
    geladen = laad(naam)
    profiel = geladen.profiel
    namen = frozenset(laag.naam for laag in geladen.geheel.lagen)
    return Speelveld(namen, profiel.domein, profiel.release_op(dag or profiel.datum))


@cache
def _profielen() -> frozenset[str]:
    return frozenset(profielnamen())
