"""The command line: `ketentoets run | valideer | oordeel | sut | …`. Texts are Dutch.

Exit codes are a promise: 0 passed, 1 failed, 2 undecided, 3 wrong use, 4 harness fault, 5 a session waits,
130 interrupted. The commands with their options are in `opdrachten`.
"""

import errno
import os
import sys
import traceback
from typing import Annotated

import typer

from ketentoets import __version__
from ketentoets.cli.gebruiksfout import UsageError, gebruiksfout
from ketentoets.cli.hulp import App
from ketentoets.cli.opdrachten import (
    anonimiseer,
    certificaat,
    codelijst,
    controle,
    dekking,
    genereer,
    inrichting,
    koppelvlak,
    oordeel,
    profiel,
    run,
    schema,
    sessie,
    stappen,
    sut,
    valideer,
    vergelijk,
    verken,
    web,
    zelfproef,
)
from ketentoets.cli.uitgang import bescherm
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import BRON, VARIABELE, _
from ketentoets.core.verdict import EXIT_CODES, EXIT_CONFIGURATION, EXIT_INTERRUPTED, Verdict

app = App(
    name="ketentoets",
    help=_("Toets berichtenverkeer in de zorgketen (iWmo en iJw) op de standaard en op regionale protocollen."),
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.command("run", help=run.HELP)(run.run)
app.command("verken", help=verken.HELP)(verken.verken)
app.command("sut", help=sut.HELP)(sut.sut)
app.command("oordeel", help=oordeel.HELP)(oordeel.oordeel)
app.command("web", help=web.HELP)(web.web)
app.command("certificaat", help=certificaat.HELP)(certificaat.certificaat)
app.command("controleer-certificaat", help=certificaat.HELP_CONTROLEER)(certificaat.controleer_certificaat)
app.command("anonimiseer", help=anonimiseer.HELP)(anonimiseer.anonimiseer)
app.command("controle", help=controle.HELP)(controle.controle)
app.command("inrichting", help=inrichting.HELP)(inrichting.inrichting)
app.command("vervolg", help=sessie.HELP_RUN)(sessie.vervolg_run)
app.command("vergelijk", help=vergelijk.HELP)(vergelijk.vergelijk)
app.command("valideer", help=valideer.HELP)(valideer.valideer)
app.command("genereer", help=genereer.HELP)(genereer.genereer)
app.command("zelfproef", help=zelfproef.HELP, epilog=zelfproef.EPILOOG)(zelfproef.zelfproef)
app.command("koppelvlak", help=koppelvlak.HELP)(koppelvlak.koppelvlak)
app.command("codelijst", help=codelijst.HELP)(codelijst.codelijst)
app.command("dekking", help=dekking.HELP)(dekking.dekking)
app.command("stappen", help=stappen.HELP)(stappen.stappen)
app.add_typer(schema.app, name="schema")
app.add_typer(profiel.app, name="profiel")
app.add_typer(sessie.app, name="sessie")


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


def main() -> None:
    """Run the command line; a user's mistake is a sentence, never a stack trace."""
    bescherm()
    code = _uitgevoerd()
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = _vol(error) if code != EXIT_CONFIGURATION else code
    sys.exit(code)


def _uitgevoerd() -> int:
    try:
        return int(app(standalone_mode=False) or 0)
    except typer.Exit as error:
        return error.exit_code
    except (UsageError, ConfigurationError) as error:
        _meld(gebruiksfout(error))
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


def _vol(error: OSError) -> int:
    _meld(_("Kan de uitvoer niet schrijven: {reason}", reason=waarom(error)))
    return EXIT_CONFIGURATION


def _meld(tekst: str) -> None:
    print(_("ketentoets: {text}", text=tekst), file=sys.stderr)
    print(_("Hulp: ketentoets --help"), file=sys.stderr)
