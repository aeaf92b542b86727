"""`ketentoets vergelijk`: what is worse, better or different between two runs."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict

HELP = _(
    """Vergelijk twee runs: wat is slechter, wat is beter, welke oorzaken zijn nieuw en welke zijn weg?

Voorbeelden:

  ketentoets vergelijk rapport/vorige rapport/nieuwe
  de tweede run tegen de eerste; een map, een run.json of een journaal

  ketentoets vergelijk vorige nieuwe --rapport verschil
  ook als rapport.html van de tweede run, met de vergelijking erin

Afsluitcodes: 0 geen verschil; 1 wel verschil; 3 verkeerd gebruik."""
)


def vergelijk(
    eerder: Annotated[Path, typer.Argument(metavar="EERDER", help=_("De run om mee te vergelijken."))],
    nu: Annotated[Path, typer.Argument(metavar="NU", help=_("De run waar het om gaat."))],
    rapport: Annotated[Path | None, typer.Option("--rapport", help=_("Map voor een rapport."))] = None,
) -> None:
    """Compare two runs."""
    from ketentoets.cli.rapportmap import schrijf
    from ketentoets.cli.runlezen import lees_run
    from ketentoets.cli.uitvoeren import nieuwe_map
    from ketentoets.reports.vergelijking import Vergelijking, als_tekst

    was, now = lees_run(eerder), lees_run(nu)
    found = Vergelijking(was, now)
    typer.echo(als_tekst(found, shutil.get_terminal_size((100, 40)).columns), nl=False)
    if rapport is not None:
        map_ = nieuwe_map(rapport)
        schrijf(now, map_, was)
        typer.echo(_("Rapport: {path}", path=map_ / "rapport.html"))
    raise typer.Exit(EXIT_CODES[Verdict.GESLAAGD if found.gelijk else Verdict.GEZAKT])
