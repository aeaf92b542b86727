"""`ketentoets controle`: check a system before a run, line by line."""

import json
from typing import Annotated

import typer

from ketentoets.cli.opties import Ca, Certificaat, Geheimen, Luister, Profiel, Sleutel, keuze, toegang
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

HELP = _(
    """Kijk vóór een run of een systeem getest kan worden, en wat er anders aan te doen is.

Gekeken wordt naar verbinding, rol, release, inrichting en klok, en er gaat één bericht heen en één terug.
Let op: een systeem dat PUT /inrichting aanbiedt, begint hierdoor opnieuw.

Voorbeelden:

  ketentoets controle --sut http://localhost:8080

  ketentoets controle --sut https://sut.example --ca ca.pem --certificaat ik.pem --sleutel ik.key

  ketentoets controle --sut map:/srv/uitwisseling --rol aanbieder --formaat json

Afsluitcodes: 0 er kan getest worden; 1 er is iets niet goed; 3 verkeerd gebruik."""
)
TEKENS = {"goed": "[goed]         ", "niet goed": "[NIET GOED]    ", "niet mogelijk": "[niet mogelijk]"}


def controle(
    sut: Annotated[str, typer.Option("--sut", help=_("Adres van het systeem, zoals bij ketentoets run."))],
    profiel: Profiel = "alkmaar",
    rol: Annotated[str, typer.Option("--rol", help=_("gemeente of aanbieder, als het systeem dat niet zegt."))] = "",
    formaat: Annotated[str, typer.Option("--formaat", help=_("tekst of json."))] = "tekst",
    geduld: Annotated[int, typer.Option("--geduld", help=_("Hoeveel seconden op antwoord gewacht wordt."), min=0)] = 5,
    zaad: Annotated[int, typer.Option("--zaad", help=_("Startgetal, als bij de inrichting."))] = 1,
    ca: Ca = None,
    certificaat: Certificaat = None,
    sleutel: Sleutel = None,
    geheimen: Geheimen = None,
    luister: Luister = "",
) -> None:
    """Check a system."""
    from ketentoets.fixtures.lader import laad_profiel
    from ketentoets.suite.controle import Controle, in_orde
    from ketentoets.transports.adres import adressen
    from ketentoets.transports.base import Rol

    keuze("--rol", rol, {"", "gemeente", "aanbieder"})
    keuze("--formaat", formaat, {"tekst", "json"})
    adres = adressen(sut)
    if len(adres) != 1 or adres[0] == "ingebouwd":
        raise ConfigurationError(_("Geef bij controle één adres met --sut."))
    hoe = toegang(ca, certificaat, sleutel, geheimen, luister)
    onderzoek = Controle(adres[0], Rol(rol) if rol else None, laad_profiel(profiel), hoe, zaad, geduld)
    regels = []
    for regel in onderzoek.regels():
        regels.append(regel)
        if formaat == "tekst":
            typer.echo(f"{TEKENS[regel.uitkomst]} {regel.controle}: {regel.tekst}")
            if regel.doe:
                typer.echo(f"{'':15}   → {regel.doe}")
    goed = in_orde(regels)
    if formaat == "json":
        data = {"versie": 1, "adres": onderzoek.toonbaar, "goed": goed, "regels": [r.as_dict() for r in regels]}
        typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        typer.echo(_("Er kan getest worden.") if goed else _("Er kan nog niet getest worden."))
    raise typer.Exit(0 if goed else 1)
