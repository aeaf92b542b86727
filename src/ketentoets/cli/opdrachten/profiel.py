"""`ketentoets profiel`: list, show, check, compare and start profiles."""

import sys
from typing import Annotated

import typer

from ketentoets.cli.hulp import App
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CONFIGURATION

HELP = _(
    """Profielen: wat een regio afspreekt naast de landelijke standaard.

Voorbeelden:

  ketentoets profiel lijst
  ketentoets profiel toon alkmaar
  ketentoets profiel verschil alkmaar eindhoven
  ketentoets profiel nieuw noordrand --op alkmaar
  ketentoets profiel controleer noordrand.yaml

Een profiel is de naam van een meegeleverd profiel of een YAML-bestand.
Afsluitcodes: 0 in orde; 3 het profiel is niet goed of verkeerd gebruik."""
)
app = App(help=HELP)
Naam = Annotated[str, typer.Argument(metavar="PROFIEL", help=_("Naam van een profiel, of een YAML-bestand."))]
Formaat = Annotated[str, typer.Option("--formaat", help=_("tabel, json, csv of markdown."))]


@app.command(help=_("Noem de meegeleverde profielen."))
def lijst() -> None:
    """List the bundled profiles."""
    from ketentoets.cli import profielwerk

    typer.echo(profielwerk.lijst())


@app.command(help=_("""Toon een profiel: elke waarde, haar bron, uit welk profiel zij komt, en of zij wordt getoetst.

Voorbeeld: ketentoets profiel toon alkmaar --formaat markdown"""))  # fmt: skip
def toon(profiel: Naam, formaat: Formaat = "tabel") -> None:
    """Show a profile."""
    from ketentoets.cli import profielwerk

    typer.echo(profielwerk.toon(profiel, formaat))


@app.command(help=_("""Controleer een profiel: alle fouten tegelijk, met bestand, regel en wat u kunt doen.

Voorbeeld: ketentoets profiel controleer noordrand.yaml

Afsluitcodes: 0 in orde; 3 niet goed."""))  # fmt: skip
def controleer(bestand: Naam) -> None:
    """Check a profile."""
    from ketentoets.cli import profielwerk

    try:
        lines = profielwerk.controleer(bestand)
    except ConfigurationError as error:
        problems = str(error).splitlines()
        print("\n".join(problems), file=sys.stderr)
        total = _("1 fout") if len(problems) == 1 else _("{n} fouten", n=len(problems))
        print(_("{bestand}: {n}.", bestand=bestand, n=total), file=sys.stderr)
        raise typer.Exit(EXIT_CONFIGURATION) from error
    typer.echo("\n".join(lines))


@app.command(help=_("""Toon wat twee profielen anders zeggen, per onderwerp, met beide bronnen.

Voorbeelden:

  ketentoets profiel verschil alkmaar eindhoven
  ketentoets profiel verschil landelijk noordrand.yaml --formaat csv"""))  # fmt: skip
def verschil(een: Naam, ander: Naam, formaat: Formaat = "tabel") -> None:
    """Compare two profiles."""
    from ketentoets.cli import profielwerk

    typer.echo(profielwerk.verschil(een, ander, formaat))


@app.command(help=_("""Begin een profiel: schrijf een klein bestand dat op een ander voortbouwt, met uitleg.

Voorbeeld: ketentoets profiel nieuw noordrand --op alkmaar"""))  # fmt: skip
def nieuw(
    naam: Annotated[str, typer.Argument(metavar="NAAM", help=_("Kleine letters, cijfers en streepjes."))],
    op: Annotated[str, typer.Option("--op", help=_("Het meegeleverde profiel waarop u voortbouwt."))] = "landelijk",
) -> None:
    """Start a profile in the current folder."""
    from ketentoets.cli import profielwerk

    path = profielwerk.nieuw(naam, op)
    typer.echo(_("{path} is geschreven. Vul het in en kijk het na: ketentoets profiel controleer {path}", path=path))


@app.command(help=_("Toon het JSON-schema van een profiel, voor een editor die helpt bij het invullen."))
def schema() -> None:
    """Print the JSON Schema for editors."""
    from ketentoets.cli import profielwerk

    typer.echo(profielwerk.editor())
