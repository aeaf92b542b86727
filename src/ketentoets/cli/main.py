"""The command line: `ketentoets run | valideer | oordeel | sut | …`. Texts are Dutch.

Exit codes are a promise: 0 passed, 1 failed, 2 undecided, 3 wrong use, 4 harness fault,
130 interrupted. Each command imports what it needs itself: looking at one message should not load a web server.
"""

import errno
import json
import os
import sys
import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
import typer.core
import typer.rich_utils

from ketentoets import __version__
from ketentoets.cli import (
    anonimiseren,
    certificaten,
    controleren,
    inrichten,
    profielen,
    sessieopdrachten,
    vergelijken,
)
from ketentoets.cli.opties import Ca, Certificaat, Geheimen, Luister, Sleutel, dag, keuze, toegang
from ketentoets.cli.web import HELP_WEB, web
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import BRON, VARIABELE, _
from ketentoets.core.verdict import EXIT_CODES, EXIT_CONFIGURATION, EXIT_INTERRUPTED, Verdict

if TYPE_CHECKING:
    from ketentoets.suite.uitvoering import Keuzes

UsageError: type[Exception] = next(k for k in typer.BadParameter.__mro__ if k.__name__ == "UsageError")
"""The parser's own exception, wherever this version of typer keeps it."""

GEWOON = "gewoon"


class _Opdrachten(typer.core.TyperGroup):
    """The commands. Typer makes a silent exit of Ctrl-C, and a failure of a reader that has seen enough."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise typer.Abort from error
        except BrokenPipeError as error:
            raise typer.Exit from error


app = typer.Typer(
    cls=_Opdrachten,
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

  ketentoets run --scenario afwijking-1.feature
  een eigen scenario, bijvoorbeeld een dat ketentoets verken vond

  ketentoets run --rol aanbieder --sut map:/srv/uitwisseling
  een systeem dat alleen bestanden in- en uitvoert; zie docs/aansluiten.md voor alle manieren

  ketentoets run --rol gemeente --sut ggk:https://gemeente.example/soap --luister 127.0.0.1:8750
  ketentoets run --rol aanbieder --sut vecozo: --luister 127.0.0.1:8750
  ketentoets als GGK (StUF) of als VECOZO (REST); wat daarvan niet officieel bekend is, staat op het rapport

Geheimen komen uit de omgeving (KETENTOETS_BEARER, KETENTOETS_GEBRUIKER met KETENTOETS_WACHTWOORD,
KETENTOETS_SLEUTEL_WACHTWOORD, KETENTOETS_LUISTER_TOKEN; of met _BESTAND erachter uit een bestand) of uit
--geheim-uit, en zijn overal gemaskeerd.

Afsluitcodes: 0 geslaagd of niet van toepassing; 1 gezakt; 2 onbeslist;
3 verkeerd gebruik of verkeerde instelling; 4 fout in het harnas; 130 onderbroken."""
)

SUT_HELP = _(
    "Adres van het systeem: http(s)://…, map:PAD, 'command OPDRACHT', python:pakket.module:functie,"
    " ggk:https://… (StUF), vecozo: (REST), of 'ingebouwd'; meer met een komma. Zie docs/aansluiten.md."
)

typer.rich_utils.OPTIONS_PANEL_TITLE = _("Opties")
typer.rich_utils.ARGUMENTS_PANEL_TITLE = _("Waarden")
typer.rich_utils.COMMANDS_PANEL_TITLE = _("Opdrachten")

Profiel = Annotated[str, typer.Option("--profiel", help=_("Naam van een profiel, of een YAML-bestand."))]
RolOptie = Annotated[str, typer.Option("--rol", help=_("gemeente, aanbieder of beide."))]
Gebreken = Annotated[
    list[str] | None, typer.Option("--gebrek", help=_("Laat het ingebouwde systeem zich misdragen; mag vaker."))
]
Gedrag = Annotated[str, typer.Option("--gedrag", help=_("Een manier van werken die mag; zie sut --gebreken."))]


@app.command(help=HELP_RUN)
def run(
    profiel: Profiel = "alkmaar",
    sut: Annotated[str, typer.Option("--sut", help=SUT_HELP)] = "ingebouwd",
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
    scenario: Annotated[
        list[Path] | None,
        typer.Option("--scenario", help=_("Eigen .feature-bestand of map, in plaats van onze scenario's; mag vaker.")),
    ] = None,
    met: Annotated[
        Path | None, typer.Option("--met", help=_("Map van een eerdere run; het rapport zegt wat er verschilt."))
    ] = None,
    gebrek: Gebreken = None,
    gedrag: Gedrag = GEWOON,
    ca: Ca = None,
    certificaat: Certificaat = None,
    sleutel: Sleutel = None,
    geheimen: Geheimen = None,
    luister: Luister = "",
    vraag_mens: Annotated[
        bool, typer.Option("--vraag-mens", help=_("Vraag in de terminal in te voeren wat het systeem niet aanneemt."))
    ] = False,
) -> None:
    """Play the scenarios and judge."""
    from ketentoets.cli import uitvoeren
    from ketentoets.transports.adres import adressen

    keuze("--rol", rol, {"", "gemeente", "aanbieder", "beide"})
    keuzes = keuzes_van(profiel, adressen(sut), rol, klok, datum, zaad, gebrek, gedrag)
    keuzes = replace(keuzes, toegang=toegang(ca, certificaat, sleutel, geheimen, luister))
    bestanden = uitvoeren.scenariobestanden(scenario or ())
    keus = uitvoeren.Keus(tekst, tuple(label or ()), bestanden)
    raise typer.Exit(uitvoeren.voer_uit(keuzes, keus, rapport, met, vraag_mens=vraag_mens))


HELP_VERKEN = _(
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


@app.command(help=HELP_VERKEN)
def verken(
    profiel: Profiel = "alkmaar",
    sut: Annotated[str, typer.Option("--sut", help=_("Adres van het systeem, of 'ingebouwd'."))] = "ingebouwd",
    rol: Annotated[str, typer.Option("--rol", help=_("gemeente of aanbieder."))] = "",
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


@app.command(
    help=_("Start een referentiesysteem: een gemeente of aanbieder die zich aan de regels houdt, of juist niet.")
)
def sut(
    rol: RolOptie = "",
    poort: Annotated[int, typer.Option("--poort", help=_("Poort; 0 kiest een vrije."), min=0, max=65535)] = 8701,
    adres: Annotated[str, typer.Option("--adres", help=_("Adres waarop wordt geluisterd."))] = "127.0.0.1",
    profiel: Profiel = "alkmaar",
    gebrek: Gebreken = None,
    gedrag: Gedrag = GEWOON,
    zonder: Annotated[
        list[str] | None,
        typer.Option("--zonder", help=_("Wat het niet kan: klok, opdrachten of inrichting; mag vaker.")),
    ] = None,
    staat: Annotated[
        Path | None, typer.Option("--staat", help=_("Map waarin het bewaart wat het weet, ook na stroomuitval."))
    ] = None,
    toon_gebreken: Annotated[
        bool, typer.Option("--gebreken", help=_("Toon de gebreken die dit systeem kent."))
    ] = False,
    stop_bij_eof: Annotated[bool, typer.Option("--stop-bij-eof", hidden=True)] = False,
) -> None:
    """Start a reference system over HTTP."""
    from ketentoets.actors.beperkt import BeperktSysteem
    from ketentoets.actors.blijvend import BlijvendSysteem
    from ketentoets.actors.server import serve
    from ketentoets.cli import oordelen
    from ketentoets.fixtures.lader import laad_profiel
    from ketentoets.suite.partijen import READY, referentie
    from ketentoets.transports.base import Rol

    if toon_gebreken:
        typer.echo(oordelen.gebrekentabel())
        return
    if rol not in set(Rol):
        raise ConfigurationError(_("Geef --rol gemeente of --rol aanbieder op."))
    actor = referentie(Rol(rol), laad_profiel(profiel), gebrek or (), gedrag)
    systeem = BeperktSysteem(BlijvendSysteem(actor, staat) if staat else actor, zonder or ())
    serve(systeem, adres, poort, lambda url: print(f"{READY}{url}", flush=True), stop_on_eof=stop_bij_eof)


HELP_OORDEEL = _(
    """Oordeel opnieuw over een bewaard journaal; met hetzelfde profiel is het oordeel hetzelfde als toen.

Voorbeelden:

  ketentoets oordeel uit/journaal.jsonl
  met het profiel van de run

  ketentoets oordeel uit/journaal.jsonl --profiel alkmaar --tegen noordrand.yaml
  onder twee profielen; alleen wat verschilt (afsluitcode 0 geen verschil, 1 wel verschil),
  met --rapport ook als pagina"""
)


@app.command(help=HELP_OORDEEL)
def oordeel(
    journaal: Annotated[Path, typer.Argument(help=_("Het bestand journaal.jsonl uit een rapportmap."))],
    rapport: Annotated[Path | None, typer.Option("--rapport", help=_("Map voor het nieuwe rapport."))] = None,
    profiel: Profiel = "",
    tegen: Annotated[str, typer.Option("--tegen", help=_("Een tweede profiel om mee te vergelijken."))] = "",
) -> None:
    """Judge a stored journal again."""
    from ketentoets.cli import oordelen

    if tegen:
        raise typer.Exit(oordelen.oordeel_tegen(journaal, profiel, tegen, rapport))
    raise typer.Exit(oordelen.oordeel_opnieuw(journaal, rapport, profiel))


schema_app = typer.Typer(no_args_is_help=True, help=_("De meegeleverde schema's."))
app.add_typer(schema_app, name="schema")
app.add_typer(profielen.app, name="profiel")
app.command(help=HELP_WEB)(web)
certificaten.meld_aan(app)
app.command("anonimiseer", help=anonimiseren.HELP)(anonimiseren.anonimiseer)
app.command("controle", help=controleren.HELP)(controleren.controle)
app.command("inrichting", help=inrichten.HELP)(inrichten.inrichting)
app.add_typer(sessieopdrachten.sessie_app, name="sessie")
app.command("vervolg", help=sessieopdrachten.HELP_RUN_VERVOLG)(sessieopdrachten.vervolg_run)

app.command("vergelijk", help=vergelijken.HELP)(vergelijken.vergelijk)

HELP_VALIDEER = _(
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


HELP_GENEREER = _(
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


@app.command(help=HELP_GENEREER)
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


@app.command(
    help=_("Beproef de toets zelf: vangt hij elk ingebouwd gebrek, en keurt hij goed wat mag?"),
    epilog=_(
        "Voorbeelden: ketentoets zelfproef; ketentoets zelfproef geen-316 301-onvolledig; "
        "ketentoets zelfproef --rol aanbieder --steekproef 20; ketentoets zelfproef --gedrag laatste-moment; "
        "ketentoets zelfproef --formaat markdown > docs/zelfproef.md. "
        "Code 0: elk gebrek is gevangen en niets gezonds is afgekeurd; 1: niet alles; 4: ketentoets brak zelf af."
    ),
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


@app.command(help=_("Toon het koppelvlak als OpenAPI 3.1 (JSON)."))
def koppelvlak() -> None:
    """Print the contract."""
    from ketentoets.actors.openapi import openapi

    typer.echo(json.dumps(openapi(), ensure_ascii=False, indent=2))


@schema_app.command("vergelijk", help=_("Vergelijk de meegeleverde schema's met een map van officiële XSD's."))
def schema_vergelijk(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help=_("Map met XSD's van één domein en release."))],
) -> None:
    """Compare the bundled schemas with official ones."""
    from ketentoets.cli import schema

    raise typer.Exit(schema.vergelijk(map_))


@schema_app.command("rapport", help=_("Toon het JSON Schema van run.json."))
def schema_rapport() -> None:
    """Print the schema of the run record."""
    from ketentoets.reports.json_schema import schema_text

    typer.echo(schema_text(), nl=False)


@schema_app.callback()
def _schema() -> None:
    """Keep `schema` a group, also while it has one command."""


@app.command(help=_("Toon een codelijst, bijvoorbeeld RedenBeeindiging of Gemeente."))
def codelijst(
    naam: Annotated[str, typer.Argument(metavar="NAAM", help=_("Naam van de codelijst."))],
    release: Annotated[str, typer.Option("--release", help=_("Standaard en release, zoals ijw-3.2."))] = "ijw-3.2",
    op: Annotated[str, typer.Option("--op", help=_("Gemeenten die op deze dag bestaan, JJJJ-MM-DD."))] = "",
) -> None:
    """Show a code list."""
    from ketentoets.cli import schema

    typer.echo(schema.codelijst(naam, release, op))


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
    from ketentoets.cli import dekken

    if retourcodes and profiel:
        raise ConfigurationError(_("--profiel en --retourcodes gaan niet samen: een code hoort bij een release."))
    if release and not retourcodes:
        raise ConfigurationError(_("--release hoort bij --retourcodes."))
    tekst, code = dekken.toon_codes(release, run, formaat) if retourcodes else dekken.toon(profiel, run, formaat)
    typer.echo(tekst, nl=False)
    raise typer.Exit(code)


HELP_STAPPEN = _(
    """Toon de zinnen waarmee scenario's worden geschreven.

Voorbeelden:

  ketentoets stappen
  alle zinnen, met wat zij doen

  ketentoets stappen declaratie
  alleen zinnen met 'declaratie' in de zin of de uitleg

  ketentoets stappen --formaat markdown > stappen.md
  de hele lijst als document"""
)


@app.command(help=HELP_STAPPEN)
def stappen(
    zoek: Annotated[str, typer.Argument(help=_("Alleen zinnen waar dit in staat."))] = "",
    formaat: Annotated[str, typer.Option("--formaat", help=_("tabel of markdown."))] = "tabel",
) -> None:
    """Show the sentences."""
    from ketentoets.cli.stappen import toon

    typer.echo(toon(zoek, formaat), nl=False)


@app.callback(invoke_without_command=True)
def _basis(
    versie: Annotated[bool, typer.Option("--versie", "--version", help=_("Toon de versie."), is_eager=True)] = False,
    taal: Annotated[
        str, typer.Option("--taal", envvar=VARIABELE, help=_("Taal van alles wat u leest: nl of en (English)."))
    ] = BRON,
) -> None:
    """Global options; the language was chosen by `start` already, before the words were read."""
    if versie:
        typer.echo(f"ketentoets {__version__}")
        raise typer.Exit


def keuzes_van(
    profiel: str,
    adressen: tuple[str, ...],
    rol: str,
    klok: str,
    datum: str,
    zaad: int,
    gebrek: list[str] | None,
    gedrag: str,
) -> "Keuzes":
    """The choices that a run and an exploration share; a wrong one is a sentence."""
    from ketentoets.actors import gebreken
    from ketentoets.actors.gedrag import gedrag_van
    from ketentoets.suite.uitvoering import Keuzes
    from ketentoets.transports.base import Rol

    keuzes = Keuzes(
        profiel=profiel,
        sut=adressen,
        rol=rol,
        klok=keuze("--klok", klok, {"", "virtueel", "berichtdatum", "werkelijk"}),
        datum=dag(datum, "--datum"),
        zaad=zaad,
        gebreken=tuple(gebrek or ()),
        gedrag=gedrag_van(gedrag).naam,
    )
    if keuzes.gebreken:
        if rol not in set(Rol):
            raise ConfigurationError(_("Kies bij --gebrek ook een rol: --rol gemeente of --rol aanbieder."))
        gebreken.controleer(Rol(rol), keuzes.gebreken)
    return keuzes


def main() -> None:
    """Run the command line; a user's mistake is a sentence, never a stack trace."""
    code = _uitgevoerd()
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError) and code != EXIT_CONFIGURATION:
            code = _vol(error)
    sys.exit(code)


def _vol(error: OSError) -> int:
    _meld(_("Kan de uitvoer niet schrijven: {reason}", reason=error.strerror or error))
    return EXIT_CONFIGURATION


def _uitgevoerd() -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except typer.Exit as error:
        return error.exit_code
    except (UsageError, ConfigurationError) as error:
        _meld(_gebruiksfout(error))
        return EXIT_CONFIGURATION
    except (KeyboardInterrupt, typer.Abort):
        _meld(_("Onderbroken."))
        return EXIT_INTERRUPTED
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            return _vol(error)
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
        text = _("Geef een opdracht: {all}.", all=_opdrachten())
    elif kind == "NoSuchOption":
        close = ", ".join(getattr(error, "possibilities", None) or ())
        hint = _(" Bedoelt u {names}?", names=close) if close else ""
        text = _("Onbekende optie {name}.{hint}", name=getattr(error, "option_name", ""), hint=hint)
    elif "No such command" in message:
        text = _("Onbekende opdracht {name}. Kies uit {all}.", name=message.split("'")[1], all=_opdrachten())
    elif parameter is not None and kind == "MissingParameter":
        text = _("Er ontbreekt een waarde: {name}.", name=str(parameter.name).upper())
    elif parameter is not None:
        text = _("Verkeerde waarde voor {name}: {reason}", name=" / ".join(parameter.opts), reason=error)
    else:
        text = _("Verkeerd gebruik: {reason}", reason=message)
    return text


def _opdrachten() -> str:
    """All commands by name: 'run, verken of sut'."""
    group = typer.main.get_command(app)
    names = [name for name, command in getattr(group, "commands", {}).items() if not command.hidden]
    return _(" of ").join([", ".join(names[:-1]), names[-1]])


def _meld(tekst: str) -> None:
    print(_("ketentoets: {text}", text=tekst), file=sys.stderr)
    print(_("Hulp: ketentoets --help"), file=sys.stderr)
