"""Findings grouped by cause, and coverage by rule: both derived from the run record alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict, roll_up

_Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Hit:
    """One finding in one scenario."""

    scenario: ScenarioRecord
    finding: Finding


@dataclass
class Cause:
    """One defect as far as the reports can tell: same soort, rule, message type and role."""

    rol: str
    hits: list[Hit] = field(default_factory=list)

    @property
    def first(self) -> Finding:
        """The finding that speaks for the group."""
        return self.hits[0].finding

    @property
    def gevolg(self) -> Verdict:
        """The worst verdict that follows from the group."""
        return roll_up(hit.finding.gevolg for hit in self.hits)

    def scenario_count(self) -> int:
        """How many scenarios the cause touches."""
        return len({id(hit.scenario) for hit in self.hits})


def causes(scenarios: Iterable[ScenarioRecord]) -> list[Cause]:
    """Group all findings; the worst first, then the ones that touch most scenarios."""
    groups: dict[_Key, Cause] = {}
    for scenario in scenarios:
        for finding in scenario.bevindingen:
            key = (finding.soort, finding.regel, finding.bericht, scenario.rol)
            groups.setdefault(key, Cause(scenario.rol)).hits.append(Hit(scenario, finding))
    return sorted(groups.values(), key=lambda c: (ROLL_UP_ORDER.index(c.gevolg), -c.scenario_count()))


@dataclass
class RuleCoverage:
    """What a run did with one rule: scenarios that name it, checks made, verdicts per scenario.

    `untouched` counts scenarios that name the rule and left no check of it behind: no evidence,
    so no verdict.
    """

    regel: str
    scenarios: int = 0
    checks: int = 0
    untouched: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    @property
    def oordeel(self) -> Verdict | None:
        """The verdict over all scenarios; None when no scenario touched the rule."""
        return roll_up(self.verdicts) if self.verdicts else None


def coverage(run: RunRecord) -> list[RuleCoverage]:
    """One line per rule that a scenario names, checked or broke, sorted by code."""
    table: dict[str, RuleCoverage] = {}
    for scenario in run.scenarios:
        broken = {f.regel for f in scenario.bevindingen if f.regel}
        for rule in {*scenario.regels, *scenario.bewijs, *broken}:
            line = table.setdefault(rule, RuleCoverage(rule))
            line.scenarios += 1
            line.checks += scenario.bewijs.get(rule, 0)
            verdict = _verdict_of_rule(scenario, rule)
            if verdict is None:
                line.untouched += 1
            else:
                line.verdicts[verdict] += 1
    return sorted(table.values(), key=lambda line: line.regel)


def _verdict_of_rule(scenario: ScenarioRecord, rule: str) -> Verdict | None:
    found = [f.gevolg for f in scenario.bevindingen if f.regel == rule]
    if found:
        return roll_up(found)
    if scenario.bewijs.get(rule, 0):
        return Verdict.GESLAAGD
    decided = scenario.oordeel in {Verdict.GESLAAGD, Verdict.GEZAKT}
    return None if decided else scenario.oordeel
