"""`ketentoets zelfproef`: does the harness catch what it should, and nothing else?"""

import os
from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import keuze
from ketentoets.core.taal import _

HELP = _("Beproef de toets zelf: vangt hij elk ingebouwd gebrek, en keurt hij goed wat mag?")
EPILOOG = _(
    "Voorbeelden: ketentoets zelfproef; ketentoets zelfproef geen-316 301-onvolledig; "
    "ketentoets zelfproef --rol aanbieder --steekproef 20; ketentoets zelfproef --gedrag laatste-moment; "
    "ketentoets zelfproef --formaat markdown > docs/zelfproef.md. "
    "Code 0: elk gebrek is gevangen en niets gezonds is afgekeurd; 1: niet alles; 4: ketentoets brak zelf af."
)


def zelfproef(
    namen: Annotated[list[str] | None, typer.Argument(metavar="GEBREK", help=_("Alleen deze gebreken."))] = None,
    gedrag: Annotated[
        list[str] | None, typer.Option("--gedrag", help=_("Alleen deze manieren van werken; mag vaker."))
    ] = None,
    rol: Annotated[str, typer.Option("--rol", help=_("Alleen gemeente of aanbieder."))] = "",
    steekproef: Annotated[
        int, typer.Option("--steekproef", min=0, help=_("Zoveel gebreken, gespreid over de lijst; 0 is alle."))
    ] = 0,
    formaat: Annotated[str, typer.Option("--formaat", help=_("tabel, markdown of json."))] = "tabel",
    van: Annotated[
        Path | None, typer.Option("--van", help=_("Speel niets: maak de tabel van een eerdere proef (json)."))
    ] = None,
    snel: Annotated[
        bool, typer.Option("--snel", help=_("Speel per gebrek alleen de scenario's die de regel noemen."))
    ] = False,
    werkers: Annotated[
        int, typer.Option("--werkers", min=0, help=_("Zoveel processen; 0 is het aantal van de machine."))
    ] = 0,
) -> None:
    """Play the suite against every planted defect and every way of working that is allowed."""
    from ketentoets.cli.zelfproef import Beproeving, beproef, herhaal

    keuze("--formaat", formaat, {"tabel", "markdown", "json"})
    keuze("--rol", rol, {"", "gemeente", "aanbieder"})
    if van is not None:
        raise typer.Exit(herhaal(van, formaat))
    keus = Beproeving(tuple(namen or ()), tuple(gedrag or ()), rol, steekproef, snel)
    raise typer.Exit(beproef(keus, formaat, werkers or os.cpu_count() or 1))
