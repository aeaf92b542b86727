"""What the reports get besides the run: the sentences behind the rules, the coverage, and another run."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.eisenlijst import LANDELIJK, eisenlijst, lijsten
from ketentoets.reports import words
from ketentoets.reports.bijlage import ELDERS, Bijlage, Zin
from ketentoets.reports.dekking import Rij
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.standaard import codelijst, standaarden
from ketentoets.suite.dekking import Dekking
from ketentoets.suite.dekkingsrijen import coderijen, eisenrijen
from ketentoets.suite.retourcodes import Codedekking

Bevindingen = Mapping[tuple[str, str], Sequence[Finding]]
"""The findings of a run, by id of the scenario and rol."""


def bijlage(run: RunRecord, tegen: RunRecord | None = None) -> Bijlage:
    """Look everything up that belongs to the profile and the releases of a run."""
    profiel = str(run.profiel.get("naam") or "")
    releases = [naam for naam in words.standards(run) if naam in standaarden()]
    oordelen = {(s.id, s.rol): s.oordeel for s in run.scenarios}
    found = {(s.id, s.rol): s.bevindingen for s in run.scenarios}
    return Bijlage(
        zinnen=_zinnen(run, profiel, releases),
        eisen=[_eisrij(d, rij, found) for d, rij in eisenrijen(profiel, oordelen)],
        codes=[_coderij(d, rij, found) for d, rij in coderijen(releases, oordelen)],
        tegen=tegen,
    )


def _eisrij(gedekt: Dekking, rij: Rij, found: Bevindingen) -> Rij:
    """A requirement failed when a finding names it or its section; else its scenarios failed for something else."""
    section = gedekt.eis.id.partition("/")[0]
    source = re.compile(rf"{re.escape(section.replace('SAP-', 'SAP ').replace('-', ' '))}(:|,|$)")
    own = (f for s in gedekt.scenarios for f in found.get((s.id, s.rol), ()))
    named = any(f.regel in {gedekt.eis.id, section} or source.match(f.bron) for f in own)
    return _elders(rij) if not named else rij


def _coderij(gedekt: Codedekking, rij: Rij, found: Bevindingen) -> Rij:
    """A return code failed when a finding about that message misses it, or has it where it should not be."""
    places = {(u.id, str(rol)) for u in gedekt.uitlokkingen for rol in u.rollen}
    own = (f for place in places for f in found.get(place, ()) if f.bericht == gedekt.bericht)
    code = re.compile(rf"\b{re.escape(gedekt.code)}\b")
    named = any(bool(code.search(f.verwacht)) != bool(code.search(f.gevonden)) for f in own)
    return _elders(rij) if not named else rij


def _elders(rij: Rij) -> Rij:
    return replace(rij, oordeel=ELDERS) if rij.oordeel == Verdict.GEZAKT else rij


def _zinnen(run: RunRecord, profiel: str, releases: list[str]) -> dict[str, tuple[Zin, ...]]:
    """Per rule that was broken, what is written about it; a rule of which nothing is known is left out."""
    broken = {f.regel for s in run.scenarios for f in s.bevindingen if f.regel}
    found = {regel: (*_eisen(regel, profiel), *_codes(regel, releases)) for regel in broken}
    return {regel: zinnen for regel, zinnen in found.items() if zinnen}


def _eisen(regel: str, profiel: str) -> Iterable[Zin]:
    """The requirement itself, or all sentences of the section of a protocol ('SAP-3.1.3' has 'SAP-3.1.3/2')."""
    for naam in (LANDELIJK, profiel):
        lijst = eisenlijst(naam) if naam in lijsten() else None
        for eis in lijst.eisen if lijst else ():
            if eis.id == regel or eis.id.startswith(f"{regel}/"):
                yield Zin(eis.feit, _("{id}, {bron}", id=eis.id, bron=lijst.bron if lijst else ""))


def _codes(regel: str, releases: list[str]) -> Iterable[Zin]:
    """What the return code of a rule says; only of a code that is the rule's own."""
    codes = {rule.retourcode for rule in catalogue() if rule.code == regel and rule.retourcode not in {"", "0001"}}
    for code in sorted(codes):
        for release in sorted(releases)[-1:]:
            label = codelijst("RetourCode", release).get(code)
            if label:
                yield Zin(
                    _("Retourcode {code}: {label}", code=code, label=label), _("codelijst RetourCode, {r}", r=release)
                )
