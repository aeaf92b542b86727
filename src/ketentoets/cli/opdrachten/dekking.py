"""`ketentoets dekking`: which requirement, or which return code, is tested by which scenario."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import Profiel
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

HELP = _(
    """Toon welke eis door welk scenario wordt getoetst, met het laatste oordeel.

Voorbeelden:

  ketentoets dekking
  alle eisen, met het oordeel van de nieuwste run in de map rapport

  ketentoets dekking --profiel alkmaar --formaat html > dekking.html
  de landelijke eisen en die van Alkmaar, als pagina

  ketentoets dekking --retourcodes --release ijw-3.2
  elke retourcode per bericht: welk scenario lokt hem uit, of waarom geen

Afsluitcodes: 0 alles getoetst of verklaard; 1 onverklaarde gaten; 3 verkeerd gebruik."""
)


def dekking(
    profiel: Profiel = "",
    run: Annotated[Path | None, typer.Option("--run", help=_("Map van een rapport, of een run.json."))] = None,
    formaat: Annotated[str, typer.Option("--formaat", help=_("tabel, markdown, html of csv."))] = "tabel",
    retourcodes: Annotated[
        bool, typer.Option("--retourcodes", help=_("De retourcodes in plaats van de eisen."))
    ] = False,
    release: Annotated[str, typer.Option("--release", help=_("Met --retourcodes: alleen deze, zoals ijw-3.2."))] = "",
) -> None:
    """Show the coverage."""
    from ketentoets.cli import dekken

    if retourcodes and profiel:
        raise ConfigurationError(_("--profiel en --retourcodes gaan niet samen: een code hoort bij een release."))
    if release and not retourcodes:
        raise ConfigurationError(_("--release hoort bij --retourcodes."))
    tekst, code = dekken.toon_codes(release, run, formaat) if retourcodes else dekken.toon(profiel, run, formaat)
    typer.echo(tekst, nl=False)
    raise typer.Exit(code)
