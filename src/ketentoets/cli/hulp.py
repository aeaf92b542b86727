"""Help in the language of the reader: what the parser itself says of a command, it says in English."""

from collections.abc import Callable
from typing import Any

import typer
import typer.core
import typer.rich_utils

from ketentoets.core.taal import _

typer.rich_utils.OPTIONS_PANEL_TITLE = _("Opties")
typer.rich_utils.ARGUMENTS_PANEL_TITLE = _("Waarden")
typer.rich_utils.COMMANDS_PANEL_TITLE = _("Opdrachten")
typer.rich_utils.DEFAULT_STRING = _("[standaard: {}]")
typer.rich_utils.ENVVAR_STRING = _("[omgeving: {}]")
typer.rich_utils.REQUIRED_LONG_STRING = _("[verplicht]")


class Opdracht(typer.core.TyperCommand):
    """A command."""

    def get_usage(self, ctx: Any) -> str:
        """The line with the usage."""
        return _gebruik(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`."""
        return _hulp(super().get_help_option(ctx))


class Groep(typer.core.TyperGroup):
    """A command with commands below it."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; typer would make a silent exit of Ctrl-C."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise typer.Abort from error

    def get_usage(self, ctx: Any) -> str:
        """The line with the usage."""
        return _gebruik(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`."""
        return _hulp(super().get_help_option(ctx))


def _gebruik(regel: str) -> str:
    for was, wordt in (
        ("Usage: ", _("Gebruik: ")),
        ("[OPTIONS]", _("[OPTIES]")),
        ("COMMAND [ARGS]...", _("OPDRACHT [WAARDEN]...")),
    ):
        regel = regel.replace(was, wordt, 1)
    return regel


def _hulp(optie: Any) -> Any:
    if optie is not None:
        optie.help = _("Toon deze hulp.")
    return optie


class App(typer.Typer):
    """A group of commands of which all help is in the language of the reader."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(cls=Groep, no_args_is_help=True, **opties)

    def command(self, name: str | None = None, **opties: Any) -> Callable[[Any], Any]:
        """Register a command, as typer does."""
        return super().command(name, cls=Opdracht, **opties)
