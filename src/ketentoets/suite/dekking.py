"""Coverage: which requirement is tested by which scenario, and with what verdict the last time.

A scenario names what it tests in its tags. It only counts for a requirement that binds the actor
that is tested, and under the profile that the list of requirements belongs to.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ketentoets.core.verdict import Verdict, roll_up
from ketentoets.fixtures.eisenlijst import Eis, Eisenlijst
from ketentoets.steps import feature_files, read_feature
from ketentoets.suite.speelveld import Speelveld, speelveld
from ketentoets.suite.verzamel import EIS, Uitgewerkt, rollen_van, uitgewerkt
from ketentoets.transports.base import Rol


class Stand(StrEnum):
    """How far a requirement is covered, the worst first."""

    TEGENSPRAAK = "tegenspraak"
    GAT = "gat"
    DEELS = "deels getoetst"
    OPEN = "nog niet getoetst"
    ELDERS = "niet onder dit profiel"
    NIET_TOETSBAAR = "niet toetsbaar"
    GETOETST = "getoetst"


ONVERKLAARD = frozenset({Stand.TEGENSPRAAK, Stand.GAT})
"""What nobody gave a true reason for."""


@dataclass(frozen=True)
class Gedekt:
    """A scenario that tests a requirement with one actor; `oordeel` is None when no run is known."""

    id: str
    rol: Rol
    oordeel: Verdict | None = None


@dataclass(frozen=True)
class Dekking:
    """A requirement and what tests it; `elders`: only scenarios that are not played under the profile asked for."""

    lijst: str
    eis: Eis
    scenarios: tuple[Gedekt, ...]
    elders: bool = False

    @property
    def stand(self) -> Stand:
        """How far it is covered; a reason that the scenarios belie is a contradiction."""
        if self.elders and self._ontbreekt and not self.eis.open:
            return Stand.ELDERS
        if self.eis.niet or self.eis.open:
            belied = bool(self.scenarios) if self.eis.niet else not self._ontbreekt
            reden = Stand.NIET_TOETSBAAR if self.eis.niet else Stand.OPEN
            return Stand.TEGENSPRAAK if belied else reden
        if self.eis.deels:
            return Stand.DEELS if self.scenarios else Stand.TEGENSPRAAK
        return Stand.GAT if self._ontbreekt else Stand.GETOETST

    @property
    def _ontbreekt(self) -> set[str]:
        """The actors that are bound and in no scenario."""
        return {str(partij) for partij in self.eis.bindt} - {str(s.rol) for s in self.scenarios}

    @property
    def oordeel(self) -> Verdict | None:
        """The verdict of the last run over its scenarios; None when none of them was in it."""
        return oordeel_over(self.scenarios)


Oordelen = Mapping[tuple[str, str], Verdict]
"""The verdicts of a run, by id of the scenario and rol."""


def oordeel_over(scenarios: Iterable[Gedekt]) -> Verdict | None:
    """The worst verdict of these scenarios; None when none of them was in the run."""
    known = [s.oordeel for s in scenarios if s.oordeel is not None]
    return roll_up(known) if known else None


def dekking(gekozen: Iterable[Eisenlijst], oordelen: Oordelen, profiel: str = "") -> list[Dekking]:
    """Match requirements and scenarios; `oordelen` are the verdicts by (id of the scenario, rol).

    Only the scenarios that are played under a profile count: the one that a list is named after, or `profiel`.
    """
    alle = _genoemd()
    return [
        _van(lijst, eis, alle[eis.id], oordelen, speelveld(profiel or lijst.naam))
        for lijst in gekozen
        for eis in lijst.eisen
    ]


def _van(lijst: Eisenlijst, eis: Eis, genoemd: Sequence[Uitgewerkt], oordelen: Oordelen, veld: Speelveld) -> Dekking:
    eigen = speelveld(lijst.naam)
    hier = _gedekt(eis, (s for s in genoemd if veld.kent(s.tags)), oordelen)
    return Dekking(lijst.naam, eis, hier, elders=veld != eigen and any(eigen.kent(s.tags) for s in genoemd))


def _gedekt(eis: Eis, scenarios: Iterable[Uitgewerkt], oordelen: Oordelen) -> tuple[Gedekt, ...]:
    """The scenarios with the actors they can test and that are bound, in a stable order."""
    found = {(s.id, rol) for s in scenarios for rol in rollen_van(s.tags) if not eis.bindt or rol in eis.bindt}
    return tuple(Gedekt(id_, rol, oordelen.get((id_, rol))) for id_, rol in sorted(found))


def onbekend(alle: Iterable[Eisenlijst]) -> list[str]:
    """Requirements that scenarios name and that are in no list."""
    known = {eis.id for lijst in alle for eis in lijst.eisen}
    return sorted(set(_genoemd()) - known)


def _genoemd() -> dict[str, list[Uitgewerkt]]:
    """Requirement -> the scenarios that name it."""
    found: dict[str, list[Uitgewerkt]] = defaultdict(list)
    for path in feature_files():
        for scenario in uitgewerkt(path, read_feature(path)):
            for tag in filter(EIS.match, scenario.tags):
                found[tag].append(scenario)
    return found
