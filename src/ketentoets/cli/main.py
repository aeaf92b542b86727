"""The command line: `ketentoets run | valideer | oordeel | sut | …`. Texts are Dutch.

Exit codes are a promise: 0 passed, 1 failed, 2 undecided, 3 wrong use, 4 harness fault,
130 interrupted.
"""

import json
import os
import sys
import traceback
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
import typer.rich_utils

from ketentoets import __version__
from ketentoets.actors import gebreken
from ketentoets.actors.openapi import openapi
from ketentoets.actors.server import serve
from ketentoets.cli import dekken, oordelen, schema, uitvoeren, valideren
from ketentoets.cli.zelfproef import beproef
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, EXIT_CONFIGURATION, EXIT_INTERRUPTED, Verdict
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.suite.partijen import READY, referentie
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.transports.base import Rol

UsageError: type[Exception] = next(k for k in typer.BadParameter.__mro__ if k.__name__ == "UsageError")
"""The parser's own exception, wherever this version of typer keeps it."""

OPDRACHTEN = _("run, valideer, oordeel, sut, schema, codelijst, koppelvlak, dekking of zelfproef")

app = typer.Typer(
    name="ketentoets",
    help=_("Toets berichtenverkeer in de zorgketen (iWmo en iJw) op de standaard en op regionale protocollen."),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)

HELP_RUN = _(
    """Speel de scenario's en oordeel.

Voorbeelden:

  ketentoets run
  beide rollen, tegen de ingebouwde systemen

  ketentoets run --sut http://localhost:8080
  uw eigen systeem; het zegt zelf welke rol het speelt

  ketentoets run --rol gemeente -k onderzoek
  alleen scenario's met 'onderzoek' in de naam

  ketentoets run -m TR326 --datum 2026-11-23
  alleen scenario's die TR326 noemen, vanaf deze dag

Afsluitcodes: 0 geslaagd of niet van toepassing; 1 gezakt; 2 onbeslist;
3 verkeerd gebruik of verkeerde instelling; 4 fout in het harnas; 130 onderbroken."""
)

typer.rich_utils.OPTIONS_PANEL_TITLE = _("Opties")
typer.rich_utils.ARGUMENTS_PANEL_TITLE = _("Waarden")
typer.rich_utils.COMMANDS_PANEL_TITLE = _("Opdrachten")

Profiel = Annotated[str, typer.Option("--profiel", help=_("Naam van een profiel, of een YAML-bestand."))]
RolOptie = Annotated[str, typer.Option("--rol", help=_("gemeente, aanbieder of beide."))]
Gebreken = Annotated[
    list[str] | None, typer.Option("--gebrek", help=_("Laat het ingebouwde systeem zich misdragen; mag vaker."))
]
Gedrag = Annotated[str, typer.Option("--gedrag", help=_("gewoon of laatste-moment (mag van de standaard)."))]


@app.command(help=HELP_RUN)
def run(
    profiel: Profiel = "alkmaar",
    sut: Annotated[
        str, typer.Option("--sut", help=_("Adres van het systeem, of 'ingebouwd'; meer met een komma."))
    ] = "ingebouwd",
    rol: RolOptie = "",
    tekst: Annotated[str, typer.Option("-k", help=_("Alleen scenario's met deze tekst in naam of proces."))] = "",
    label: Annotated[
        list[str] | None, typer.Option("-m", help=_("Alleen scenario's met dit label (regel, paragraaf of bericht)."))
    ] = None,
    klok: Annotated[
        str, typer.Option("--klok", help=_("virtueel of berichtdatum; zonder keuze wat het systeem kan."))
    ] = "",
    datum: Annotated[str, typer.Option("--datum", help=_("Dag waarop de scenario's beginnen, JJJJ-MM-DD."))] = "",
    rapport: Annotated[
        Path | None,
        typer.Option("--rapport", help=_("Map voor rapport, journaal en berichten; anders rapport/DATUM-TIJD.")),
    ] = None,
    zaad: Annotated[int, typer.Option("--zaad", help=_("Startgetal voor de testpersonen."))] = 1,
    gebrek: Gebreken = None,
    gedrag: Gedrag = gebreken.GEWOON,
) -> None:
    """Play the scenarios and judge."""
    keuzes = Keuzes(
        profiel=profiel,
        sut=tuple(part.strip() for part in sut.split(",") if part.strip()),
        rol=_keuze("--rol", rol, {"", "gemeente", "aanbieder", "beide"}),
        klok=_keuze("--klok", klok, {"", "virtueel", "berichtdatum"}),
        datum=_dag(datum),
        zaad=zaad,
        gebreken=tuple(gebrek or ()),
        gedrag=gebreken.controleer_gedrag(gedrag),
    )
    _controleer_gebreken(keuzes)
    raise typer.Exit(uitvoeren.voer_uit(keuzes, uitvoeren.Keus(tekst, tuple(label or ())), rapport))


@app.command(
    help=_("Start een referentiesysteem: een gemeente of aanbieder die zich aan de regels houdt, of juist niet.")
)
def sut(
    rol: RolOptie = "",
    poort: Annotated[int, typer.Option("--poort", help=_("Poort; 0 kiest een vrije."), min=0, max=65535)] = 8701,
    adres: Annotated[str, typer.Option("--adres", help=_("Adres waarop wordt geluisterd."))] = "127.0.0.1",
    profiel: Profiel = "alkmaar",
    gebrek: Gebreken = None,
    gedrag: Gedrag = gebreken.GEWOON,
    toon_gebreken: Annotated[
        bool, typer.Option("--gebreken", help=_("Toon de gebreken die dit systeem kent."))
    ] = False,
    stop_bij_eof: Annotated[bool, typer.Option("--stop-bij-eof", hidden=True)] = False,
) -> None:
    """Start a reference system over HTTP."""
    if toon_gebreken:
        typer.echo(oordelen.gebrekentabel())
        return
    if rol not in set(Rol):
        raise ConfigurationError(_("Geef --rol gemeente of --rol aanbieder op."))
    systeem = referentie(Rol(rol), laad_profiel(profiel), gebrek or (), gedrag)
    serve(systeem, adres, poort, lambda url: print(f"{READY}{url}", flush=True), stop_on_eof=stop_bij_eof)


@app.command(help=_("Oordeel opnieuw over een bewaard journaal; het oordeel is hetzelfde als toen."))
def oordeel(
    journaal: Annotated[Path, typer.Argument(help=_("Het bestand journaal.jsonl uit een rapportmap."))],
    rapport: Annotated[Path | None, typer.Option("--rapport", help=_("Map voor het nieuwe rapport."))] = None,
) -> None:
    """Judge a stored journal again."""
    raise typer.Exit(oordelen.oordeel_opnieuw(journaal, rapport))


schema_app = typer.Typer(no_args_is_help=True, help=_("De meegeleverde schema's."))
app.add_typer(schema_app, name="schema")

HELP_VALIDEER = _(
    """Toets losse berichten: welke regel is geschonden, op welke lijn, en waarom?

Voorbeelden:

  ketentoets valideer bericht.xml
  één bericht: berichtformaat, berichtinhoud en systeemdatum

  ketentoets valideer map --profiel alkmaar
  een map als geschiedenis, in volgorde van dagtekening; ook de regels over berichten heen

  ketentoets valideer - --formaat json < bericht.xml
  van de invoer, voor een ander programma

Afsluitcodes: 0 niets gevonden; 1 bevindingen; 3 verkeerd gebruik; 4 fout in ketentoets."""
)


@app.command(help=HELP_VALIDEER)
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
) -> None:
    """Validate messages."""
    opties = valideren.Opties(profiel, valideren.dag(op), los, formaat, antwoord)
    raise typer.Exit(valideren.valideer(paden, opties))


@app.command(help=_("Beproef de toets zelf: vangt hij elk ingebouwd gebrek, met precies de goede scenario's?"))
def zelfproef(
    gebreken_: Annotated[list[str] | None, typer.Argument(metavar="GEBREK", help=_("Alleen deze gebreken."))] = None,
) -> None:
    """Run the suite against every planted defect."""
    raise typer.Exit(beproef(gebreken_ or ()))


@app.command(help=_("Toon het koppelvlak als OpenAPI 3.1 (JSON)."))
def koppelvlak() -> None:
    """Print the contract."""
    typer.echo(json.dumps(openapi(), ensure_ascii=False, indent=2))


@schema_app.command("vergelijk", help=_("Vergelijk de meegeleverde schema's met een map van officiële XSD's."))
def schema_vergelijk(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help=_("Map met XSD's van één domein en release."))],
) -> None:
    """Compare the bundled schemas with official ones."""
    raise typer.Exit(schema.vergelijk(map_))


@schema_app.callback()
def _schema() -> None:
    """Keep `schema` a group, also while it has one command."""


@app.command(help=_("Toon een codelijst, bijvoorbeeld RedenBeeindiging."))
def codelijst(
    naam: Annotated[str, typer.Argument(metavar="NAAM", help=_("Naam van de codelijst."))],
    release: Annotated[str, typer.Option("--release", help=_("Standaard en release, zoals ijw-3.2."))] = "ijw-3.2",
) -> None:
    """Show a code list."""
    typer.echo(schema.codelijst(naam, release))


HELP_DEKKING = _(
    """Toon welke eis door welk scenario wordt getoetst, met het laatste oordeel.

Voorbeelden:

  ketentoets dekking
  alle eisen, met het oordeel van de nieuwste run in de map rapport

  ketentoets dekking --profiel alkmaar --formaat html > dekking.html
  de landelijke eisen en die van Alkmaar, als pagina

  ketentoets dekking --retourcodes --release ijw-3.2
  elke retourcode per bericht: welk scenario lokt hem uit, of waarom geen

Afsluitcodes: 0 alles getoetst of verklaard; 1 onverklaarde gaten; 3 verkeerd gebruik."""
)


@app.command(help=HELP_DEKKING)
def dekking(
    profiel: Profiel = "",
    run: Annotated[Path | None, typer.Option("--run", help=_("Map van een rapport, of een run.json."))] = None,
    formaat: Annotated[str, typer.Option("--formaat", help=_("tabel, markdown, html of csv."))] = "tabel",
    retourcodes: Annotated[
        bool, typer.Option("--retourcodes", help=_("De retourcodes in plaats van de eisen."))
    ] = False,
    release: Annotated[str, typer.Option("--release", help=_("Met --retourcodes: alleen deze, zoals ijw-3.2."))] = "",
) -> None:
    """Show the coverage."""
    if retourcodes and profiel:
        raise ConfigurationError(_("--profiel en --retourcodes gaan niet samen: een code hoort bij een release."))
    if release and not retourcodes:
        raise ConfigurationError(_("--release hoort bij --retourcodes."))
    tekst, code = dekken.toon_codes(release, run, formaat) if retourcodes else dekken.toon(profiel, run, formaat)
    typer.echo(tekst, nl=False)
    raise typer.Exit(code)


@app.callback(invoke_without_command=True)
def _basis(
    versie: Annotated[bool, typer.Option("--versie", "--version", help=_("Toon de versie."), is_eager=True)] = False,
) -> None:
    if versie:
        typer.echo(f"ketentoets {__version__}")
        raise typer.Exit


def _keuze(optie: str, waarde: str, toegestaan: set[str]) -> str:
    if waarde not in toegestaan:
        names = ", ".join(sorted(toegestaan - {""}))
        raise ConfigurationError(
            _("{option} '{value}' bestaat niet; kies uit {names}.", option=optie, value=waarde, names=names)
        )
    return waarde


def _dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError as error:
        raise ConfigurationError(_("--datum '{value}' is geen dag; schrijf JJJJ-MM-DD.", value=tekst)) from error


def _controleer_gebreken(keuzes: Keuzes) -> None:
    if not keuzes.gebreken:
        return
    if keuzes.rol not in set(Rol):
        raise ConfigurationError(_("Kies bij --gebrek ook een rol: --rol gemeente of --rol aanbieder."))
    gebreken.controleer(Rol(keuzes.rol), keuzes.gebreken)


def main() -> None:
    """Run the command line; a user's mistake is a sentence, never a stack trace."""
    code = _uitgevoerd()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


def _uitgevoerd() -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except typer.Exit as error:
        return error.exit_code
    except (UsageError, ConfigurationError) as error:
        _meld(_gebruiksfout(error))
        return EXIT_CONFIGURATION
    except BrokenPipeError:
        return 0
    except (KeyboardInterrupt, typer.Abort):
        _meld(_("Onderbroken."))
        return EXIT_INTERRUPTED
    except Exception:
        traceback.print_exc()
        _meld(_("Dit is een fout in ketentoets zelf; meld haar met de tekst hierboven."))
        return EXIT_CODES[Verdict.FOUT]


def _gebruiksfout(error: Exception) -> str:
    """The parser's complaint in Dutch; what is not known here is passed on as it is."""
    if isinstance(error, ConfigurationError):
        return str(error)
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    message = getattr(error, "format_message", lambda: str(error))()
    if kind == "NoArgsIsHelpError":
        text = _("Geef een opdracht: {all}.", all=OPDRACHTEN)
    elif kind == "NoSuchOption":
        close = ", ".join(getattr(error, "possibilities", None) or ())
        hint = _(" Bedoelt u {names}?", names=close) if close else ""
        text = _("Onbekende optie {name}.{hint}", name=getattr(error, "option_name", ""), hint=hint)
    elif "No such command" in message:
        text = _("Onbekende opdracht {name}. Kies uit {all}.", name=message.split("'")[1], all=OPDRACHTEN)
    elif parameter is not None and kind == "MissingParameter":
        text = _("Er ontbreekt een waarde: {name}.", name=str(parameter.name).upper())
    elif parameter is not None:
        text = _("Verkeerde waarde voor {name}: {reason}", name=" / ".join(parameter.opts), reason=error)
    else:
        text = _("Verkeerd gebruik: {reason}", reason=message)
    return text


def _meld(tekst: str) -> None:
    print(_("ketentoets: {text}", text=tekst), file=sys.stderr)
    print(_("Hulp: ketentoets --help"), file=sys.stderr)
