"""Two runs side by side: what became better, what became worse, and whether they can be compared at all."""

from dataclasses import dataclass

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict
from ketentoets.reports.words import n_scenarios


@dataclass(frozen=True)
class Kant:
    """One side, with the name that people gave it."""

    naam: str
    run: RunRecord


@dataclass(frozen=True)
class Verschil:
    """A scenario that came out otherwise; None when that run did not have it."""

    naam: str
    rol: str
    een: Verdict | None
    ander: Verdict | None
    weg: tuple[str, ...]
    nieuw: tuple[str, ...]


@dataclass(frozen=True)
class Vergelijking:
    """What the page shows."""

    een: Kant
    ander: Kant
    verschillen: tuple[Verschil, ...]

    @property
    def tellingen(self) -> list[tuple[Verdict, int, int]]:
        """Per verdict how many scenarios have it, on each side."""
        left, right = self.een.run.counts(), self.ander.run.counts()
        return [(v, left[str(v)], right[str(v)]) for v in ROLL_UP_ORDER]

    @property
    def samenvatting(self) -> str:
        """One sentence: better, worse, otherwise."""
        both = [(v.een, v.ander) for v in self.verschillen if v.een and v.ander and v.een is not v.ander]
        worse = sum(ROLL_UP_ORDER.index(b) < ROLL_UP_ORDER.index(a) for a, b in both)
        better = sum(b is Verdict.GESLAAGD for _a, b in both)
        if not self.verschillen:
            return _("Er is niets veranderd: elk scenario heeft hetzelfde oordeel en dezelfde bevindingen.")
        return _(
            "{better} geslaagd die dat eerst niet waren; {worse} met een slechter oordeel; in totaal {n} anders.",
            better=n_scenarios(better), worse=n_scenarios(worse), n=n_scenarios(len(self.verschillen)),
        )  # fmt: skip

    @property
    def let_op(self) -> list[str]:
        """In what the runs themselves differ, so that nobody compares apples and pears."""
        a, b = self.een.run, self.ander.run
        pairs = [
            (_("profiel"), a.profiel.get("naam"), b.profiel.get("naam")),
            (_("inhoud van het profiel"), a.profiel.get("hash"), b.profiel.get("hash")),
            (_("regelset"), a.regelset, b.regelset),
            (_("klok"), a.klok, b.klok),
            (_("datum"), a.datum, b.datum),
            (_("rol"), ", ".join(a.rollen), ", ".join(b.rollen)),
            (_("versie van ketentoets"), a.ketentoets, b.ketentoets),
        ]
        found = [_("Verschil in {what}: {een} en {ander}.", what=w, een=x, ander=y) for w, x, y in pairs if x != y]
        stopped = [side.naam for side in (self.een, self.ander) if side.run.afgebroken]
        return found + [_("{name} is afgebroken; de rest is niet getoetst.", name=name) for name in stopped]


def vergelijk(een: Kant, ander: Kant) -> Vergelijking:
    """Compare by scenario and role; findings by what they say."""
    left, right = (_per_scenario(side.run) for side in (een, ander))
    pairs = ((left.get(key), right.get(key)) for key in {**left, **right})
    return Vergelijking(een, ander, tuple(d for pair in pairs if (d := _verschil(*pair))))


def _per_scenario(run: RunRecord) -> dict[tuple[str, str], ScenarioRecord]:
    return {(s.id, s.rol): s for s in run.scenarios}


def _verschil(een: ScenarioRecord | None, ander: ScenarioRecord | None) -> Verschil | None:
    known = een or ander
    if known is None:
        return None
    left, right = (_zegt(s) if s else {} for s in (een, ander))
    gone = tuple(text for key, text in left.items() if key not in right)
    new = tuple(text for key, text in right.items() if key not in left)
    verdicts = (een.oordeel if een else None, ander.oordeel if ander else None)
    if verdicts[0] is verdicts[1] and not gone and not new:
        return None
    return Verschil(known.naam, known.rol, *verdicts, gone, new)


def _zegt(scenario: ScenarioRecord) -> dict[tuple[str, ...], str]:
    """The findings by what makes them the same, with their text; moments and ids differ per run."""
    return {(f.soort, f.regel, f.bericht, f.pad): f.tekst for f in scenario.bevindingen} or (
        {("reden",): scenario.reden} if scenario.reden else {}
    )
