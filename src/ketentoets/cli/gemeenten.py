"""`ketentoets codelijst Gemeente`: the municipality codes, when they hold and what came after."""

from tabulate import tabulate

from ketentoets.cli.opties import dag
from ketentoets.core.taal import _
from ketentoets.schemas.gemeenten import Gemeente, gemeenten

NAAM = "Gemeente"


def is_gemeente(codelijst: str) -> bool:
    """Whether this is the name of the list of municipalities: 'Gemeente', 'LDT_Gemeente'."""
    return codelijst.removeprefix("LDT_").lower() in {NAAM.lower(), "gemeenten"}


def tabel(op: str = "") -> str:
    """All codes as a table, or those that hold on the day `op` (JJJJ-MM-DD); the same for all releases.

    Raises ConfigurationError when `op` is not a day.
    """
    on = dag(op)
    rows = [_rij(g) for g in gemeenten().values() if on is None or g.geldt(on)]
    headers = (_("code"), _("gemeente"), _("vanaf"), _("tot"), _("opgevolgd door"))
    return tabulate(rows, headers=headers, disable_numparse=True)


def _rij(gemeente: Gemeente) -> tuple[str, ...]:
    opvolger = gemeenten().get(gemeente.opvolger)
    successor = f"{opvolger.code} {opvolger.naam}" if opvolger else gemeente.opvolger
    return (
        gemeente.code,
        gemeente.naam,
        *(f"{day:%d-%m-%Y}" if day else "" for day in (gemeente.ingang, gemeente.einde)),
        successor,
    )
