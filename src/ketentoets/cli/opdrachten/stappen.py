"""`ketentoets stappen`: the sentences that scenarios are written in."""

from typing import Annotated

import typer

from ketentoets.core.taal import _

HELP = _(
    """Toon de zinnen waarmee scenario's worden geschreven.

Voorbeelden:

  ketentoets stappen
  alle zinnen, met wat zij doen

  ketentoets stappen declaratie
  alleen zinnen met 'declaratie' in de zin of de uitleg

  ketentoets stappen --formaat markdown > stappen.md
  de hele lijst als document"""
)


def stappen(
    zoek: Annotated[str, typer.Argument(help=_("Alleen zinnen waar dit in staat."))] = "",
    formaat: Annotated[str, typer.Option("--formaat", help=_("tabel of markdown."))] = "tabel",
) -> None:
    """Show the sentences."""
    from ketentoets.cli.stappen import toon

    typer.echo(toon(zoek, formaat), nl=False)
