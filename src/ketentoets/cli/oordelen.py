"""`ketentoets oordeel`."""

import sys
from pathlib import Path

from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.uitvoeren import nieuwe_map, toon
from ketentoets.core.journal import Event, read_journal
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.suite.uitvoering import verslag


def oordeel_opnieuw(journaal: Path, rapport: Path | None, profiel: str = "") -> int:
    """Judge a journal again, by its own profile or another one, and show the verdict; the exit code."""
    onder = laad_profiel(profiel) if profiel else None
    events, heel = _lees(journaal)
    map_ = nieuwe_map(rapport, journaal.parent / "oordeel")
    run = schrijf(verslag(events, heel=heel, onder=onder), map_)
    toon(run, map_)
    return EXIT_CODES[run.oordeel]


def oordeel_tegen(journaal: Path, profiel: str, tegen: str, rapport: Path | None = None) -> int:
    """Judge a journal by two profiles and show only what differs: 0 when nothing does, else 1.

    Without `profiel` the first one is the profile of the run itself. The report, when asked for, is by the first
    profile and says what the second one makes different.
    """
    profielen = [laad_profiel(profiel) if profiel else None, laad_profiel(tegen)]
    events, heel = _lees(journaal)
    een, ander = (verslag(events, heel=heel, onder=onder) for onder in profielen)
    namen = (een.profiel["naam"], ander.profiel["naam"])
    verschillen = [pair for pair in zip(een.scenarios, ander.scenarios, strict=True) if _anders(*pair)]
    for left, right in verschillen:
        print(f"\n{left.naam} [{left.rol}]")
        print("\n".join(line for naam, s in zip(namen, (left, right), strict=True) for line in _oordeelregels(naam, s)))
    if any(s.oordeel is Verdict.FOUT for pair in verschillen for s in pair):
        print(_("\nLet op: 'fout' is hier de tegenspeler van ketentoets, die naar het profiel van de run speelde."))
    total = len(een.scenarios)
    print(
        _("\n{een} tegen {ander}: {n} van {total} scenario's worden anders beoordeeld.",
          een=namen[0], ander=namen[1], n=len(verschillen), total=total)
    )  # fmt: skip
    if rapport is not None:
        map_ = nieuwe_map(rapport)
        schrijf(een, map_, ander)
        print(_("Rapport: {path}", path=map_ / "rapport.html"))
    return 1 if verschillen else 0


def _lees(journaal: Path) -> tuple[list[Event], bool]:
    events, heel = read_journal(journaal)
    if not heel:
        print(_("Let op: de laatste regel van het journaal is afgebroken en telt niet mee."), file=sys.stderr)
    return events, heel


def _anders(een: ScenarioRecord, ander: ScenarioRecord) -> bool:
    return een.oordeel is not ander.oordeel or een.reden != ander.reden or een.bevindingen != ander.bevindingen


def _oordeelregels(naam: str, scenario: ScenarioRecord) -> list[str]:
    """What a profile makes of a scenario: the verdict, and every finding with its source."""
    reden = f" ({scenario.reden})" if scenario.reden else ""
    lines = [f"  {naam}: {_(scenario.oordeel)}{reden}"]
    for b in scenario.bevindingen:
        if b.tekst in scenario.reden:
            continue
        lines.append(
            _("    - {regel}: {tekst} (bron: {bron})", regel=b.regel or "-", tekst=b.tekst, bron=b.bron or "-")
        )
    return lines
