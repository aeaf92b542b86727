"""`ketentoets genereer`: valid and faulty messages, and whole histories."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import dag
from ketentoets.core.taal import _

HELP = _(
    """Maak berichten: geldige van elk soort en elke release, foute naar keuze, en hele geschiedenissen.

Voorbeelden:

  ketentoets genereer --bericht JW315 --release ijw-3.2 -n 100 --uit map --zaad 7
  honderd verzoeken om toewijzing; hetzelfde zaad geeft dezelfde bytes

  ketentoets genereer --bericht WMO323 --omvang 25MB --uit map
  één grote declaratie, van de nieuwste release

  ketentoets genereer --regel TR413 -n 5 --uit map
  berichten die één regel schenden, met ernaast in JSON wat er fout is en wat er terug moet komen

  ketentoets genereer --reeks --clienten 3 --gebeurtenis tijdelijke_stop --uit map
  de geschiedenis van drie cliënten; valideer leest de map zoals hij is

De map moet leeg of nieuw zijn. manifest.json zegt wat er gemaakt is, met controlegetallen (SHA-256)."""
)


def genereer(
    uit: Annotated[Path, typer.Option("--uit", metavar="MAP", help=_("Lege of nieuwe map voor de berichten."))],
    bericht: Annotated[str, typer.Option("--bericht", help=_("Naam van het bericht, zoals JW315 of WMO323."))] = "",
    regel: Annotated[str, typer.Option("--regel", help=_("De regel die het bericht schendt, zoals TR316."))] = "",
    reeks: Annotated[bool, typer.Option("--reeks", help=_("Een geschiedenis van cliënten."))] = False,
    release: Annotated[str, typer.Option("--release", help=_("Zoals ijw-3.2; anders de nieuwste."))] = "",
    aantal: Annotated[
        int | None, typer.Option("-n", help=_("Hoeveel; zonder keuze 10 berichten, of 1 bij --regel en --reeks."))
    ] = None,
    zaad: Annotated[int, typer.Option("--zaad", help=_("Startgetal: hetzelfde zaad geeft dezelfde bytes."))] = 1,
    omvang: Annotated[
        str, typer.Option("--omvang", help=_("Eén groot 323 of 303 van deze omvang: 500KB, 25MB, 1GB."))
    ] = "",
    clienten: Annotated[int, typer.Option("--clienten", help=_("Hoeveel cliënten een reeks heeft."))] = 1,
    gebeurtenis: Annotated[
        list[str] | None, typer.Option("--gebeurtenis", help=_("Wat er in een reeks moet gebeuren; mag vaker."))
    ] = None,
    profiel: Annotated[
        str, typer.Option("--profiel", help=_("Profiel met de partijen en het contract; bij berichten anders alkmaar."))
    ] = "",
    datum: Annotated[
        str, typer.Option("--datum", help=_("Dagtekening van alle berichten, of begin van een reeks; JJJJ-MM-DD."))
    ] = "",
) -> None:
    """Make messages."""
    from ketentoets.cli import genereren
    from ketentoets.cli.genereeropdracht import Opdracht

    opdracht = Opdracht(
        bericht, uit, release, aantal, zaad, omvang, profiel, dag(datum, "--datum"), regel, reeks, clienten,
        tuple(gebeurtenis or ()),
    )  # fmt: skip
    raise typer.Exit(genereren.genereer(opdracht))
