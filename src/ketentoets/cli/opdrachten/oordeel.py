"""`ketentoets oordeel`: judge a stored journal again, by one profile or two."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import Journaal, Profiel
from ketentoets.core.taal import _

HELP = _(
    """Oordeel opnieuw over een bewaard journaal; met hetzelfde profiel is het oordeel hetzelfde als toen.

Voorbeelden:

  ketentoets oordeel uit/journaal.jsonl
  met het profiel van de run

  ketentoets oordeel uit/journaal.jsonl --profiel alkmaar --tegen noordrand.yaml
  onder twee profielen; alleen wat verschilt (afsluitcode 0 geen verschil, 1 wel verschil),
  met --rapport ook als pagina"""
)


def oordeel(
    journaal: Journaal,
    rapport: Annotated[Path | None, typer.Option("--rapport", help=_("Map voor het nieuwe rapport."))] = None,
    profiel: Profiel = "",
    tegen: Annotated[str, typer.Option("--tegen", help=_("Een tweede profiel om mee te vergelijken."))] = "",
) -> None:
    """Judge a stored journal again."""
    from ketentoets.cli import oordelen

    if tegen:
        raise typer.Exit(oordelen.oordeel_tegen(journaal, profiel, tegen, rapport))
    raise typer.Exit(oordelen.oordeel_opnieuw(journaal, rapport, profiel))
