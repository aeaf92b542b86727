"""`ketentoets schema`: the bundled schemas, and the schema of run.json."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.hulp import App
from ketentoets.core.taal import _

app = App(help=_("De meegeleverde schema's."))


@app.command("vergelijk", help=_("Vergelijk de meegeleverde schema's met een map van officiële XSD's."))
def vergelijk(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help=_("Map met XSD's van één domein en release."))],
) -> None:
    """Compare the bundled schemas with official ones."""
    from ketentoets.cli import schema

    raise typer.Exit(schema.vergelijk(map_))


@app.command("rapport", help=_("Toon het JSON Schema van run.json."))
def rapport() -> None:
    """Print the schema of the run record."""
    from ketentoets.reports.json_schema import schema_text

    typer.echo(schema_text(), nl=False)


@app.callback()
def _schema() -> None:
    """Keep `schema` a group, also while it has one command."""
