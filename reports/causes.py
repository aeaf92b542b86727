"""Findings grouped by cause, and coverage by rule: both derived from the run record alone.

One defect of a system shows up as many findings: in many scenarios, under several rules, and in what a
scenario expected besides. Findings are one cause when they agree in what is wrong (`_key`); a cause *follows*
another one when it only occurs in messages that have the other finding too (`_volgt`).
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict, roll_up
from ketentoets.reports.terms import read_term

_Key = tuple[str, str, str, str]

TERMIJN = "termijn."
"""How the soort of every finding about time starts."""
_TE_LAAT, _ONTBREEKT = "termijn.te-laat", "termijn.ontbreekt"
_ANTWOORD, _INHOUD = "antwoord", "inhoud"
_PLAATS = "@"
_CODE = re.compile(r"\b[0-9]{4}\b")
_VELD = re.compile(r"^ ([A-Z][A-Za-z]+)\b")
_INDEX = re.compile(r"\[[0-9]+\]")
_MIN_WORDS = 4
_MAX_KORT = 70


@dataclass(frozen=True)
class Hit:
    """One finding in one scenario."""

    scenario: ScenarioRecord
    finding: Finding


@dataclass
class Cause:
    """One defect as far as the reports can tell.

    `volgers` are causes that occur only in messages with this one: most likely the same defect.
    `sleutel` is what its findings have in common: the same in every run. `alleen` is the number of
    scenarios that have findings of this cause and its followers only.
    """

    rol: str
    sleutel: tuple[str, ...] = ()
    hits: list[Hit] = field(default_factory=list)
    volgers: list["Cause"] = field(default_factory=list)
    alleen: int = 0

    @cached_property
    def voorbeeld(self) -> Hit:
        """The hit that speaks for the group: what is said most, in the scenario with least else going on."""
        said = Counter(hit.finding.tekst for hit in self.hits)

        def rank(hit: Hit) -> tuple[int, int, int]:
            return -said[hit.finding.tekst], len(hit.scenario.bevindingen), len(hit.scenario.berichten)

        return min(self.hits, key=rank)

    @property
    def first(self) -> Finding:
        """The finding that speaks for the group."""
        return self.voorbeeld.finding

    @property
    def gevolg(self) -> Verdict:
        """The worst verdict that follows from the group."""
        return roll_up(hit.finding.gevolg for hit in self.hits)

    @property
    def regels(self) -> list[str]:
        """The rules in it, the one that is broken most first."""
        return _meest(hit.finding.regel for hit in self.hits)

    @property
    def berichten(self) -> list[str]:
        """The message types in it, the one that occurs most first."""
        return _meest(hit.finding.bericht for hit in self.hits)

    def alle_hits(self) -> list[Hit]:
        """The hits of the cause and of what follows from it."""
        return [*self.hits, *(hit for volger in self.volgers for hit in volger.hits)]

    def scenarios(self) -> list[ScenarioRecord]:
        """The scenarios that the cause touches, in the order of the run."""
        return list({id(hit.scenario): hit.scenario for hit in self.hits}.values())

    def scenario_count(self) -> int:
        """How many scenarios the cause touches."""
        return len(self.scenarios())

    def titel(self) -> str:
        """The defect in one sentence: without the values in which its findings differ."""
        terms = {str(hit.finding.termijn.get("termijn", "")) for hit in self.hits}
        kinds = _(" en ").join(self.berichten)
        if self.first.soort in {_TE_LAAT, _ONTBREEKT} and kinds and len(terms) == 1:
            if self.first.soort == _TE_LAAT:
                return _("{kinds} te laat: de termijn is {term}.", kinds=kinds, term=terms.pop())
            return _("{kinds} blijft uit: de termijn is {term}.", kinds=kinds, term=terms.pop())
        if len(self.regels) > 1 and self.sleutel[1:2] and self.sleutel[1].startswith(_PLAATS):
            place = self.sleutel[1].removeprefix(_PLAATS)
            return _("{kinds}: de retourcode staat bij {place}, niet bij wat fout was.", kinds=kinds, place=place)
        return _gemeen([hit.finding.tekst for hit in self.hits]) or self.first.tekst

    def kort(self) -> str:
        """What was expected and found in a few words, when that fits; of a term how much too late."""
        late = [days for hit in self.hits if (days := _dagen_te_laat(hit.finding)) is not None]
        if late:
            least, most = min(late), max(late)
            same = _("1 dag te laat") if most == 1 else _("{n} dagen te laat", n=most)
            return same if least == most else _("{least} tot {most} dagen te laat", least=least, most=most)
        first = self.first
        if first.soort.startswith(TERMIJN) or not first.verwacht or len(first.verwacht + first.gevonden) > _MAX_KORT:
            return ""
        return _(
            "verwacht: {expected}, gevonden: {actual}", expected=first.verwacht, actual=first.gevonden or _("niets")
        )


def _dagen_te_laat(finding: Finding) -> int | None:
    """Calendar days between due and arrival; None for what is no late message."""
    term = read_term(finding.termijn)
    if term is None or term.due is None or term.came is None or term.came <= term.due:
        return None
    return (term.came.date() - term.due.date()).days


def _meest(names: Iterable[str]) -> list[str]:
    return [name for name, _n in Counter(filter(None, names)).most_common()]


def _gemeen(texts: list[str]) -> str:
    """How all sentences start, when that is itself most of a sentence, and about which fields; else ''."""
    if len(set(texts)) == 1:
        return texts[0]
    words = []
    for column in zip(*(text.split() for text in texts), strict=False):
        if len(set(column)) > 1:
            break
        words.append(column[0])
    if not words or words[-1][-1] not in ":,;" or len(words) < _MIN_WORDS:
        return ""
    what = " ".join(words)
    fields = _meest(name for text in texts for name in _VELD.findall(text.removeprefix(what)))
    return (f"{what} {', '.join(fields)}" if fields and what.endswith(":") else what.rstrip(":,;")) + "."


def causes(scenarios: Iterable[ScenarioRecord]) -> list[Cause]:
    """Group all findings; the worst first, then the ones that touch most scenarios."""
    groups: dict[_Key, Cause] = {}
    for scenario in scenarios:
        for finding in scenario.bevindingen:
            key = _key(finding, scenario.rol)
            groups.setdefault(key, Cause(scenario.rol, key)).hits.append(Hit(scenario, finding))
    found = sorted(groups.values(), key=lambda c: (ROLL_UP_ORDER.index(c.gevolg), -c.scenario_count()))
    leaders = _onder_elkaar(found)
    _tel_alleen(leaders)
    return leaders


def _key(finding: Finding, rol: str) -> _Key:
    """What findings of one defect have in common.

    A term: the rule and where it is written, whatever message it is about. A return code: the codes that
    are missing or that should not be there, or else where the right one stands. Anything else: the rule and the
    message.
    """
    if finding.soort.startswith(TERMIJN):
        return finding.soort, finding.regel, finding.bron, rol
    if finding.soort == _ANTWOORD:
        expected, actual = (set(_CODE.findall(text)) for text in (finding.verwacht, finding.gevonden))
        if actual and actual <= expected:
            return finding.soort, _PLAATS + finding.pad.rpartition("/")[2], finding.bericht, rol
        wrong = [*(f"+{code}" for code in sorted(actual - expected)), *(f"-{c}" for c in sorted(expected - actual))]
        if wrong:
            return finding.soort, " ".join(wrong), finding.bericht, rol
    return finding.soort, finding.regel, finding.bericht, rol


def _onder_elkaar(found: list[Cause]) -> list[Cause]:
    """Put every cause that follows another one under it; what is left leads."""
    messages = {id(c): _berichten(c) for c in found}
    leaders = [c for c in found if not any(_volgt(c, other, messages) for other in found)]
    for cause in found:
        leader = next((other for other in leaders if _volgt(cause, other, messages)), None)
        if leader is not None:
            leader.volgers.append(cause)
    under = {id(volger) for leader in leaders for volger in leader.volgers}
    return [c for c in found if id(c) not in under]


def _berichten(cause: Cause) -> set[tuple[int, str]]:
    """The messages a cause is about; empty when one of its findings is about no message that came."""
    places = {(id(hit.scenario), hit.finding.bericht_id) for hit in cause.hits}
    return set() if any(not message for _scenario, message in places) else places


def _volgt(cause: Cause, other: Cause, messages: dict[int, set[tuple[int, str]]]) -> bool:
    """Whether a cause occurs only where the other one does, and says less.

    Findings about time never follow: a late message may be wrong besides. What a scenario expected of the content
    follows a broken rule in the same message; any other finding only one at the same element, in more messages.
    """
    own, theirs = messages[id(cause)], messages[id(other)]
    if cause is other or not own or not own <= theirs or cause.gevolg is not other.gevolg:
        return False
    kinds = cause.first.soort, other.first.soort
    if any(kind.startswith(TERMIJN) for kind in kinds):
        return False
    if kinds[1] == _INHOUD:
        return kinds[0] == _INHOUD and len(own) < len(theirs) and _paden(cause) <= _paden(other)
    return kinds[0] == _INHOUD or (len(own) < len(theirs) and _paden(cause) <= _paden(other))


def _paden(cause: Cause) -> set[str]:
    return {_INDEX.sub("", hit.finding.pad) or repr(id(cause)) for hit in cause.hits}


def _tel_alleen(leaders: list[Cause]) -> None:
    """Count per cause the scenarios in which nothing else is wrong."""
    touched: dict[int, set[int]] = {}
    for n, cause in enumerate(leaders):
        for hit in cause.alle_hits():
            touched.setdefault(id(hit.scenario), set()).add(n)
    for only in touched.values():
        if len(only) == 1:
            leaders[only.pop()].alleen += 1


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
