"""`ketentoets oordeel`, and the list of defects of the reference systems."""

import sys
from pathlib import Path

from tabulate import tabulate

from ketentoets.actors.gebreken import CATALOGUS, GEDRAGINGEN
from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.uitvoeren import nieuwe_map, toon
from ketentoets.core.journal import read_journal
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES
from ketentoets.suite.uitvoering import verslag


def oordeel_opnieuw(journaal: Path, rapport: Path | None) -> int:
    """Judge a journal again and show the verdict; the exit code."""
    events, heel = read_journal(journaal)
    if not heel:
        print(_("Let op: de laatste regel van het journaal is afgebroken en telt niet mee."), file=sys.stderr)
    map_ = nieuwe_map(rapport, journaal.parent / "oordeel")
    run = schrijf(verslag(events, heel=heel), map_)
    toon(run, map_)
    return EXIT_CODES[run.oordeel]


def gebrekentabel() -> str:
    """All defects and behaviours as a table."""
    rows = [(str(g.rol), g.naam, g.regel, g.bericht, g.omschrijving) for g in CATALOGUS]
    head = (_("rol"), _("gebrek"), _("regel"), _("bericht"), _("wat het doet"))
    lines = [tabulate(rows, headers=head), "", _("Gedrag dat mag (--gedrag):")]
    return "\n".join([*lines, tabulate(list(GEDRAGINGEN.items()), tablefmt="plain")])
