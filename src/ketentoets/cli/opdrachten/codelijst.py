"""`ketentoets codelijst`: look up a code list."""

from typing import Annotated

import typer

from ketentoets.core.taal import _

HELP = _("Toon een codelijst, bijvoorbeeld RedenBeeindiging of Gemeente.")


def codelijst(
    naam: Annotated[str, typer.Argument(metavar="NAAM", help=_("Naam van de codelijst."))],
    release: Annotated[str, typer.Option("--release", help=_("Standaard en release, zoals ijw-3.2."))] = "ijw-3.2",
    op: Annotated[str, typer.Option("--op", help=_("Gemeenten die op deze dag bestaan, JJJJ-MM-DD."))] = "",
) -> None:
    """Show a code list."""
    from ketentoets.cli import schema

    typer.echo(schema.codelijst(naam, release, op))
