"""`ketentoets koppelvlak`: the contract of the HTTP connection."""

import json

import typer

from ketentoets.core.taal import _

HELP = _("Toon het koppelvlak als OpenAPI 3.1 (JSON).")


def koppelvlak() -> None:
    """Print the contract."""
    from ketentoets.actors.openapi import openapi

    typer.echo(json.dumps(openapi(), ensure_ascii=False, indent=2))
