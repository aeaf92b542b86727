"""Options that commands share, and reading their values; what is not right becomes a sentence that names the option."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

if TYPE_CHECKING:
    from ketentoets.transports.toegang import Toegang

GEWOON = "gewoon"

Profiel = Annotated[str, typer.Option("--profiel", help=_("Naam van een profiel, of een YAML-bestand."))]
Rollen = Annotated[str, typer.Option("--rol", help=_("gemeente, aanbieder of beide."))]
EenRol = Annotated[str, typer.Option("--rol", help=_("gemeente of aanbieder."))]
Tekst = Annotated[str, typer.Option("-k", help=_("Alleen scenario's met deze tekst in naam of proces."))]
Labels = Annotated[
    list[str] | None, typer.Option("-m", help=_("Alleen scenario's met dit label (regel, paragraaf of bericht)."))
]
Zaad = Annotated[int, typer.Option("--zaad", help=_("Startgetal voor de testpersonen."))]
Gebreken = Annotated[
    list[str] | None, typer.Option("--gebrek", help=_("Laat het ingebouwde systeem zich misdragen; mag vaker."))
]
Gedrag = Annotated[str, typer.Option("--gedrag", help=_("Een manier van werken die mag; zie sut --gebreken."))]
Journaal = Annotated[Path, typer.Argument(help=_("Het bestand journaal.jsonl uit een rapportmap."))]

_VERBINDEN = _("Verbinden")
Ca = Annotated[
    Path | None,
    typer.Option("--ca", help=_("PEM-bestand met de CA van het systeem."), rich_help_panel=_VERBINDEN),
]
Certificaat = Annotated[
    Path | None,
    typer.Option("--certificaat", help=_("PEM-bestand met uw clientcertificaat."), rich_help_panel=_VERBINDEN),
]
Sleutel = Annotated[
    Path | None,
    typer.Option("--sleutel", help=_("PEM-bestand met de sleutel daarvan."), rich_help_panel=_VERBINDEN),
]
Geheimen = Annotated[
    Path | None,
    typer.Option(
        "--geheim-uit",
        help=_(
            "TOML-bestand met geheimen per adres; anders KETENTOETS_BEARER, _GEBRUIKER en _WACHTWOORD uit de omgeving."
        ),
        rich_help_panel=_VERBINDEN,
    ),
]
Luister = Annotated[
    str,
    typer.Option(
        "--luister",
        metavar="ADRES:POORT",
        help=_("Hier mag het systeem berichten naartoe sturen (push); van buiten alleen met KETENTOETS_LUISTER_TOKEN."),
        rich_help_panel=_VERBINDEN,
    ),
]


def dag(tekst: str, optie: str = "--op") -> date | None:
    """A day (JJJJ-MM-DD); None when it is empty."""
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError as error:
        raise ConfigurationError(
            _("{option} '{value}' is geen dag; schrijf JJJJ-MM-DD.", option=optie, value=tekst)
        ) from error


def keuze(optie: str, waarde: str, toegestaan: set[str]) -> str:
    """One of the values that are allowed."""
    if waarde not in toegestaan:
        names = ", ".join(sorted(toegestaan - {""}))
        raise ConfigurationError(
            _("{option} '{value}' bestaat niet; kies uit {names}.", option=optie, value=waarde, names=names)
        )
    return waarde


def toegang(
    ca: Path | None, certificaat: Path | None, sleutel: Path | None, geheimen: Path | None, luister: str
) -> "Toegang":
    """How to connect: what was asked for, and for the rest what the environment says."""
    from ketentoets.transports.toegang import Toegang

    for option, path in (("--ca", ca), ("--certificaat", certificaat), ("--sleutel", sleutel)):
        if path is not None and not path.is_file():
            raise ConfigurationError(_("{option}: bestand {path} bestaat niet.", option=option, path=path))
    return Toegang.uit(ca=ca, certificaat=certificaat, sleutel=sleutel, geheimen=geheimen, luister=luister)
