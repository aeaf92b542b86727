"""`ketentoets verken`: search for a sequence in which a system goes wrong."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.keuzes import keuzes_van
from ketentoets.cli.opties import GEWOON, EenRol, Gebreken, Gedrag, Profiel, keuze
from ketentoets.core.taal import _

HELP = _(
    """Zoek zelf: verzin reeksen die het protocol toelaat, met fouten ertussen, tot een systeem afwijkt.

Een afwijking wordt verkleind tot de kortste reeks, verteld als verhaal, en bewaard als scenario en journaal.

Voorbeelden:

  ketentoets verken --sut http://localhost:8080 --tijd 10m
  tien minuten lang; stopt bij de eerste afwijking

  ketentoets verken --sut http://localhost:8080 --stappen 2000 --zaad 7 --alle
  een vast aantal stappen; gaat na een afwijking verder met andere oorzaken

  ketentoets verken --rol gemeente --gebrek 301-onvolledig
  proberen, met het ingebouwde systeem

Afsluitcodes: 0 niets gevonden; 1 een afwijking; 2 onbeslist; 3 verkeerd gebruik;
4 fout in het harnas; 130 onderbroken."""
)


def verken(
    profiel: Profiel = "alkmaar",
    sut: Annotated[str, typer.Option("--sut", help=_("Adres van het systeem, of 'ingebouwd'."))] = "ingebouwd",
    rol: EenRol = "",
    tijd: Annotated[str, typer.Option("--tijd", help=_("Hoe lang: 90s, 10m of 1u; wordt na elke reeks bekeken."))] = "",
    stappen: Annotated[
        int, typer.Option("--stappen", help=_("Hoeveel gebeurtenissen in alle reeksen samen; 0 is geen grens."), min=0)
    ] = 0,
    zaad: Annotated[int, typer.Option("--zaad", help=_("Startgetal: hetzelfde getal geeft dezelfde reeksen."))] = 1,
    alle: Annotated[bool, typer.Option("--alle", help=_("Ga na een afwijking verder met andere oorzaken."))] = False,
    klok: Annotated[str, typer.Option("--klok", help=_("virtueel of berichtdatum."))] = "",
    datum: Annotated[str, typer.Option("--datum", help=_("Dag waarop de reeksen beginnen, JJJJ-MM-DD."))] = "",
    rapport: Annotated[Path | None, typer.Option("--rapport", help=_("Map voor het rapport."))] = None,
    gebrek: Gebreken = None,
    gedrag: Gedrag = GEWOON,
) -> None:
    """Explore a system."""
    from ketentoets.cli import verkennen
    from ketentoets.verken.verkenning import Grens

    keuze("--rol", rol, {"", "gemeente", "aanbieder"})
    keuzes = keuzes_van(profiel, (sut.strip(),), rol, klok, datum, zaad, gebrek, gedrag)
    duur = verkennen.seconden(tijd or "10m") if tijd or not stappen else None
    raise typer.Exit(verkennen.verken(keuzes, Grens(duur, stappen or None), rapport, alle=alle))
