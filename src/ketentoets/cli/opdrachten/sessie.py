"""The commands of `ketentoets sessie` and `ketentoets vervolg`: options and help."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.hulp import App
from ketentoets.cli.keuzes import keuzes_van
from ketentoets.cli.opties import GEWOON, Gebreken, Labels, Profiel, Rollen, Tekst, Zaad, keuze
from ketentoets.core.taal import _

app = App(
    help=_("Toetsen die dagen of weken duren: start vandaag, ga morgen verder, ook vanuit cron."),
)

Map = Annotated[
    Path | None, typer.Option("--sessies", help=_("Map met sessies; anders de gegevensmap van de gebruiker."))
]
Id = Annotated[str, typer.Argument(metavar="SESSIE", help=_("Nummer of naam; zie 'ketentoets sessie lijst'."))]
ZonderVragen = Annotated[
    bool, typer.Option("--zonder-vragen", help=_("Vraag niets in de terminal; open vragen wachten in de sessie."))
]
Sut = Annotated[str, typer.Option("--sut", help=_("Een ander adres dan bij het begin; meer met een komma."))]

HELP_START = _(
    """Begin een sessie: stuur wat vandaag kan, en zeg wie er nu aan zet is en tot wanneer.

Voorbeelden:

  ketentoets sessie start --sut http://localhost:8080 -k "Patroon 1"
  zonder verzetbare klok in echte tijd; anders meteen tot het einde

  ketentoets sessie start --sut http://localhost:8080 --klok werkelijk --naam najaar
  in echte tijd, ook als het systeem een klok heeft die verzet kan worden

  ketentoets sessie start --sut http://localhost:8080 --zonder-vragen
  opdrachten voor een mens wachten in de sessie, bijvoorbeeld op een webpagina

Alle gekozen scenario's lopen naast elkaar, elk met eigen personen en nummers.

Afsluitcodes: als bij run, en 5: de sessie wacht (op tijd, op het systeem of op een mens)."""
)
HELP_VERVOLG = _(
    """Ga verder met een sessie, zover als het nu kan.

Voorbeelden:

  ketentoets sessie vervolg najaar
  haalt op wat er klaarstaat, stuurt wat vandaag moet, en zegt waarop nu gewacht wordt

  0 * * * * ketentoets sessie vervolg najaar --zonder-vragen
  elk uur vanuit cron; is er niets te doen, dan is het meteen klaar

Een sessie die is afgebroken (stroom weg, kill -9) gaat verder waar haar journaal eindigt.

Afsluitcodes: als bij run, en 5: de sessie wacht nog."""
)
HELP_ANTWOORD = _(
    """Beantwoord een vraag van een sessie: is ingevoerd wat gevraagd werd?

Voorbeelden:

  ketentoets sessie antwoord najaar 3 klaar
  ketentoets sessie antwoord najaar 3 "lukt niet" --toelichting "veld bestaat niet"
  ketentoets sessie antwoord najaar 3 overslaan"""
)
HELP_RUN = _(
    """Ga verder met een run die is afgebroken, vanuit zijn journaal.

Voorbeelden:

  ketentoets vervolg rapport/2026-11-23-091500
  wat af was wordt niet opnieuw gespeeld; wat half was begint opnieuw

Een systeem dat niet opnieuw kan beginnen (geen PUT /inrichting) krijgt voor het halve scenario 'onbeslist'."""
)


@app.command("start", help=HELP_START)
def start(
    profiel: Profiel = "alkmaar",
    sut: Annotated[str, typer.Option("--sut", help=_("Adres van het systeem; meer met een komma."))] = "ingebouwd",
    rol: Rollen = "",
    tekst: Tekst = "",
    label: Labels = None,
    klok: Annotated[
        str, typer.Option("--klok", help=_("virtueel, werkelijk of berichtdatum; zonder keuze wat het systeem kan."))
    ] = "",
    datum: Annotated[str, typer.Option("--datum", help=_("Met een verzetbare klok: dag waarop wordt begonnen."))] = "",
    zaad: Zaad = 1,
    scenario: Annotated[
        list[Path] | None, typer.Option("--scenario", help=_("Eigen .feature-bestand of map; mag vaker."))
    ] = None,
    naam: Annotated[str, typer.Option("--naam", help=_("Een naam om haar aan te herkennen."))] = "",
    gebrek: Gebreken = None,
    sessies: Map = None,
    zonder_vragen: ZonderVragen = False,
) -> None:
    """Begin a session."""
    from ketentoets.cli import sessies as werk
    from ketentoets.cli import uitvoeren
    from ketentoets.session.sessies import Sessies

    keuze("--rol", rol, {"", "gemeente", "aanbieder", "beide"})
    keuzes = keuzes_van(profiel, _adressen(sut), rol, klok, datum, zaad, gebrek, GEWOON)
    keus = uitvoeren.Keus(tekst, tuple(label or ()), uitvoeren.scenariobestanden(scenario or ()))
    raise typer.Exit(werk.start(Sessies(sessies), naam, keuzes, keus, zonder_vragen=zonder_vragen))


@app.command("vervolg", help=HELP_VERVOLG)
def vervolg(sessie: Id, sut: Sut = "", sessies: Map = None, zonder_vragen: ZonderVragen = False) -> None:
    """Go on with a session."""
    from ketentoets.cli import sessies as werk
    from ketentoets.session.sessies import Sessies

    raise typer.Exit(werk.vervolg(Sessies(sessies), sessie, _adressen(sut), zonder_vragen=zonder_vragen))


@app.command("status", help=_("Toon waar elk scenario staat, wie aan zet is, en welke vragen open staan."))
def status(sessie: Id, sessies: Map = None) -> None:
    """Show a session."""
    from ketentoets.cli import sessies as werk
    from ketentoets.session.sessies import Sessies

    raise typer.Exit(werk.status(Sessies(sessies), sessie))


@app.command("antwoord", help=HELP_ANTWOORD)
def antwoord(
    sessie: Id,
    vraag: Annotated[int, typer.Argument(metavar="VRAAG", help=_("Nummer van de vraag; zie 'sessie status'."))],
    uitkomst: Annotated[str, typer.Argument(metavar="UITKOMST", help=_("klaar, lukt niet of overslaan."))],
    toelichting: Annotated[str, typer.Option("--toelichting", help=_("Waarom het niet lukte."))] = "",
    sessies: Map = None,
) -> None:
    """Answer a question."""
    from ketentoets.cli import sessies as werk
    from ketentoets.session.sessies import Sessies

    raise typer.Exit(werk.antwoord(Sessies(sessies), sessie, vraag, uitkomst, toelichting))


@app.command("stop", help=_("Beëindig een sessie; wat al beoordeeld is blijft bewaard."))
def stop(sessie: Id, sessies: Map = None) -> None:
    """End a session."""
    from ketentoets.cli import sessies as werk
    from ketentoets.session.sessies import Sessies

    raise typer.Exit(werk.stop(Sessies(sessies), sessie))


@app.command("lijst", help=_("Toon alle sessies en wat ze doen."))
def lijst(sessies: Map = None) -> None:
    """List the sessions."""
    from ketentoets.cli import sessies as werk
    from ketentoets.session.sessies import Sessies

    raise typer.Exit(werk.lijst(Sessies(sessies)))


def vervolg_run(
    map_: Annotated[Path, typer.Argument(metavar="MAP", help=_("De map van het rapport, met journaal.jsonl."))],
    sut: Sut = "",
) -> None:
    """Go on with a run."""
    from ketentoets.cli.vervolgen import vervolg as ga_verder

    raise typer.Exit(ga_verder(map_, _adressen(sut)))


def _adressen(sut: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in sut.split(",") if part.strip())
