"""What became of a defect: which scenarios failed, which of them name its rule, and what they found."""

from collections import Counter
from dataclasses import dataclass

from ketentoets.actors.gebrek import Gebrek
from ketentoets.cli.proefspel import Spel
from ketentoets.core.finding import Finding
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict

PRECIES, RUIM, DEELS = _("precies"), _("ruim"), _("deels")
ELDERS, OVERLEEFD = _("elders"), _("OVERLEEFD")
STANDEN = {
    PRECIES: _("alle scenario's die de regel noemen zakken, en geen andere"),
    RUIM: _("alle scenario's die de regel noemen zakken, en ook andere"),
    DEELS: _("niet elk scenario dat de regel noemt zakt: in de andere doet het gebrek zich niet voor"),
    ELDERS: _("alleen scenario's die de regel niet noemen zakken"),
    OVERLEEFD: _("geen enkel scenario zakt"),
}


@dataclass(frozen=True)
class Uitslag:
    """One defect after the suite. Scenarios by id; `ook` are those that failed and do not name the rule.

    `gespeeld` counts the scenarios that were played with the defect; the others it cannot touch.
    """

    gebrek: Gebrek
    gespeeld: int
    raak: tuple[str, ...]
    gemist: tuple[str, ...]
    ook: tuple[str, ...]
    vreemd: tuple[str, ...]
    door: str
    bevinding: Finding | None
    ook_om: tuple[str, ...]

    @property
    def stand(self) -> str:
        """One of STANDEN."""
        if not self.raak:
            return ELDERS if self.ook else OVERLEEFD
        if self.gemist:
            return DEELS
        return RUIM if self.ook else PRECIES

    @property
    def gevangen(self) -> bool:
        """Whether a scenario that names the rule failed."""
        return bool(self.raak)


def noemt(gebrek: Gebrek, scenario: ScenarioRecord) -> bool:
    """Whether a scenario names the rule and a message of a defect."""
    regels = {*scenario.regels, *(bron.replace(" ", "-") for bron in scenario.bron)}
    return gebrek.regel in regels and bool(set(gebrek.bericht.split()) & set(scenario.soorten))


def uitslag(gebrek: Gebrek, spel: Spel, gespeeld: int) -> Uitslag:
    """Compare who failed with who names the rule; `gespeeld` scenarios of the play had the defect."""
    telt = [s for s in spel.verslagen if s.oordeel is not Verdict.NIET_VAN_TOEPASSING]
    gezakt = [s for s in telt if s.oordeel is Verdict.GEZAKT]
    raak = [s for s in gezakt if noemt(gebrek, s)]
    ook = [s for s in gezakt if not noemt(gebrek, s)]
    door, bevinding = _sprekendste(gebrek, raak or ook)
    redenen = Counter(r for s in ook for r in {f.regel or f.soort for f in s.bevindingen})
    return Uitslag(
        gebrek=gebrek,
        gespeeld=gespeeld,
        raak=tuple(s.id for s in raak),
        gemist=tuple(s.id for s in telt if noemt(gebrek, s) and s.oordeel is not Verdict.GEZAKT),
        ook=tuple(s.id for s in ook),
        vreemd=tuple(f"{s.id} ({s.oordeel}: {s.reden})" for s in telt if s.oordeel is Verdict.FOUT),
        door=door,
        bevinding=bevinding,
        ook_om=tuple(regel for regel, _n in redenen.most_common(3)),
    )


def vals_alarm(spel: Spel) -> tuple[str, ...]:
    """The scenarios on which a healthy system did not pass, each with what was said of it."""
    goed = {Verdict.GESLAAGD, Verdict.NIET_VAN_TOEPASSING}
    return tuple(f"{s.id} ({s.oordeel}: {_waarom(s)})" for s in spel.verslagen if s.oordeel not in goed)


def _waarom(scenario: ScenarioRecord) -> str:
    return scenario.reden or next((f.tekst for f in scenario.bevindingen), "")


def _sprekendste(gebrek: Gebrek, gezakt: list[ScenarioRecord]) -> tuple[str, Finding | None]:
    """The scenario and finding that say it best: with the rule of the defect, and as few others as can be."""
    paren = [(s, f) for s in gezakt for f in s.bevindingen]
    if not paren:
        return "", None
    scenario, finding = min(
        paren, key=lambda p: (p[1].regel != gebrek.regel, p[1].bericht not in gebrek.bericht, len(p[0].bevindingen))
    )
    return scenario.id, finding
