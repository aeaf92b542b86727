"""`ketentoets sut --gebreken`: what the reference systems can do wrong, and how they may work."""

from tabulate import tabulate

from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.actors.gedrag import GEDRAGINGEN
from ketentoets.core.taal import _


def gebrekentabel() -> str:
    """All defects and behaviours as a table."""
    rows = [(str(g.rol), g.naam, g.regel, g.bericht, g.omschrijving) for g in CATALOGUS]
    head = (_("rol"), _("gebrek"), _("regel"), _("bericht"), _("wat het doet"))
    lines = [tabulate(rows, headers=head), "", _("Gedrag dat mag (--gedrag):")]
    return "\n".join([*lines, tabulate([(g.naam, g.omschrijving) for g in GEDRAGINGEN.values()], tablefmt="plain")])
