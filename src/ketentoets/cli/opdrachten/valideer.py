"""`ketentoets valideer`: messages on their own."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import Profiel, dag
from ketentoets.core.taal import _

HELP = _(
    """Toets losse berichten: welke regel is geschonden, op welke lijn, en waarom?

Voorbeelden:

  ketentoets valideer bericht.xml
  één bericht: berichtformaat, berichtinhoud en systeemdatum

  ketentoets valideer map --profiel alkmaar
  een map als geschiedenis, in volgorde van dagtekening; ook de regels over berichten heen

  ketentoets valideer - --formaat json < bericht.xml
  van de invoer, voor een ander programma

  ketentoets valideer map --xsd officieel
  met de officiële XSD's in die map; wat daar niet in staat, toetst het meegeleverde schema

  ketentoets valideer map --los --werkers 4
  veel berichten, elk op zichzelf, verdeeld over vier processen

Afsluitcodes: 0 niets gevonden; 1 bevindingen; 3 verkeerd gebruik; 4 fout in ketentoets."""
)


def valideer(
    paden: Annotated[
        list[str], typer.Argument(metavar="PAD...", help=_("Bestanden, mappen, zipbestanden, of - voor de invoer."))
    ],
    profiel: Profiel = "",
    op: Annotated[str, typer.Option("--op", help=_("Systeemdatum, JJJJ-MM-DD; anders vandaag."))] = "",
    los: Annotated[bool, typer.Option("--los", help=_("Elk bestand op zichzelf, zonder geschiedenis."))] = False,
    formaat: Annotated[str, typer.Option("--formaat", help=_("tabel, json, junit of csv."))] = "tabel",
    antwoord: Annotated[
        Path | None, typer.Option("--antwoord", help=_("Map voor de antwoorden die de standaard voorschrijft."))
    ] = None,
    xsd: Annotated[
        Path | None,
        typer.Option("--xsd", help=_("Map met officiële XSD's; die gelden in plaats van de meegeleverde.")),
    ] = None,
    werkers: Annotated[
        int, typer.Option("--werkers", help=_("Hoeveel processen (met --los) of draden; 0 kiest zelf."))
    ] = 0,
    motor: Annotated[str, typer.Option("--motor", help=_("proces (deze machine) of dask (een cluster)."))] = "proces",
    cluster: Annotated[
        str, typer.Option("--cluster", help=_("Adres van een dask-cluster, zoals tcp://machine:8786."))
    ] = "",
) -> None:
    """Validate messages."""
    from ketentoets.cli import valideren

    opties = valideren.Opties(profiel, dag(op), los, formaat, antwoord, xsd, werkers, motor, cluster)
    raise typer.Exit(valideren.valideer(paden, opties))
