"""`ketentoets vervolg MAP`: go on with a run that was broken off, from its journal.

Scenarios that are whole are judged from the journal and not played again. What was half done is abandoned
and started over, when the tested system can be; otherwise it stays undecided, with the reason.
"""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ketentoets.cli.keuzedata import KEUS, uit_data
from ketentoets.cli.uitvoeren import JOURNAAL, Keus, Voortgang, rond_af, speel_scenarios
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import VERVALLEN, Event, by_scenario, geldig, read_journal
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.profiel import Profiel
from ketentoets.session.gesprek import Kop
from ketentoets.session.sessies import SLOT
from ketentoets.suite.hervatten import hangend
from ketentoets.suite.spel import Mensen
from ketentoets.suite.uitvoering import Uitvoering, heropen, verslag
from ketentoets.transports.base import Rol


@dataclass(frozen=True)
class Rest(Keus):
    """The scenarios of a choice that were not played to their end."""

    klaar: frozenset[tuple[str, str]] = frozenset()

    def past(self, kop: Kop, tags: set[str]) -> bool:
        """Whether this scenario was chosen and is not done."""
        return (kop.id, str(kop.rol)) not in self.klaar and super().past(kop, tags)


def vervolg(
    map_: Path, sut: tuple[str, ...] = (), *, gehouden: bool = False, mensen: Callable[[Profiel], Mensen] | None = None
) -> int:
    """Go on with the run in a report folder; the exit code is that of the whole run.

    `gehouden` says that this process holds the folder already, `mensen` makes who is asked what a system does not take.
    """
    journaal = map_ / JOURNAAL
    keus_line = next((e for e in read_journal(journaal)[0] if e.soort == KEUS), None)
    if keus_line is None:
        raise ConfigurationError(
            _("Journaal {path} zegt niet welke scenario's waren gekozen; begin een nieuwe run.", path=journaal)
        )
    keuzes, keus = uit_data(keus_line.data, sut)
    try:
        with nullcontext() if gehouden else FileLock(map_ / SLOT, timeout=0):
            uitvoering, heel = heropen(keuzes, journaal)
            uitvoering.mensen = mensen(uitvoering.profiel) if mensen else None
            return _ga_verder(uitvoering, keus, map_, heel=heel)
    except Timeout as error:
        raise ConfigurationError(_("De run in {map} wordt al uitgevoerd door een ander proces.", map=map_)) from error


def _ga_verder(uitvoering: Uitvoering, keus: Keus, map_: Path, *, heel: bool) -> int:
    if not heel:
        print(_("Let op: de laatste regel van het journaal was half geschreven en is afgekapt."), file=sys.stderr)
    over = _laat_vervallen(uitvoering)
    judged = verslag(uitvoering.journal.events).scenarios
    uitvoering.verslagen = list(judged[:-1] if uitvoering.hangend else judged)
    klaar = frozenset((s.id, s.rol) for s in uitvoering.verslagen)
    rest = Rest(keus.tekst, keus.labels, keus.bestanden, klaar)
    print(_("{n} scenario's zijn al af, {m} begonnen opnieuw.", n=len(uitvoering.verslagen), m=over), file=sys.stderr)
    voortgang = Voortgang(uitvoering, rest)
    code = speel_scenarios(voortgang)
    return rond_af(voortgang, map_, code)


def _laat_vervallen(uitvoering: Uitvoering) -> int:
    """Abandon what was half done, or say that it cannot be judged; how many start over."""
    journal = uitvoering.journal
    over = 0
    half = [g for g in by_scenario(e for e in journal.events if e.soort != "klaar") if _is_half(g)]
    if uitvoering.mensen is not None and len(half) == 1 and (waiting := hangend(geldig(journal.events))):
        uitvoering.hangend = waiting
        return 0
    for group in half:
        if uitvoering.partijen.voor(Rol(group[0]["rol"]))[Rol(group[0]["rol"])].heeft("inrichting"):
            reden = _("het scenario was niet af en begint opnieuw")
            journal.append(VERVALLEN, journal.events[-1].tijd, van=group[0].n, tot=group[-1].n, reden=reden)
            over += 1
        elif not any(e.soort == "storing" for e in group):
            reden = _("de run is onderbroken, en dit systeem kan niet opnieuw beginnen")
            journal.append("storing", group[-1].tijd, oordeel=str(Verdict.ONBESLIST), reden=reden)
    return over


def _is_half(group: list[Event]) -> bool:
    """Whether a scenario has no end, or ended because the system was away."""
    return not any(e.soort == "einde" or (e.soort == "storing" and not e.get("verbinding")) for e in group)
