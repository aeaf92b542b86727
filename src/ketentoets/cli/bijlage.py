"""What the reports get besides the run: the sentences behind the rules, the coverage, and another run."""

from collections.abc import Iterable

from ketentoets.cli.dekken import coderijen, eisenrijen
from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.fixtures.eisenlijst import LANDELIJK, eisenlijst, lijsten
from ketentoets.reports import words
from ketentoets.reports.bijlage import Bijlage, Zin
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.standaard import codelijst, standaarden


def bijlage(run: RunRecord, tegen: RunRecord | None = None) -> Bijlage:
    """Look everything up that belongs to the profile and the releases of a run."""
    profiel = str(run.profiel.get("naam") or "")
    releases = [naam for naam in words.standards(run) if naam in standaarden()]
    oordelen = {(s.id, s.rol): s.oordeel for s in run.scenarios}
    return Bijlage(
        zinnen=_zinnen(run, profiel, releases),
        eisen=eisenrijen(profiel, oordelen),
        codes=coderijen(releases, oordelen),
        tegen=tegen,
    )


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
        for release in releases[-1:]:
            label = codelijst("RetourCode", release).get(code)
            if label:
                yield Zin(
                    _("Retourcode {code}: {label}", code=code, label=label), _("codelijst RetourCode, {r}", r=release)
                )
