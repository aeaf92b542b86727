"""A user's mistake on the command line as a sentence in Dutch."""

from typing import Any

import typer

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

UsageError: type[Exception] = next(k for k in typer.BadParameter.__mro__ if k.__name__ == "UsageError")
"""The parser's own exception, wherever this version of typer keeps it."""


def gebruiksfout(error: Exception) -> str:
    """The parser's complaint in Dutch; what is not known here is passed on as it is."""
    if isinstance(error, ConfigurationError):
        return str(error)
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    message = getattr(error, "format_message", lambda: str(error))()
    if kind == "NoArgsIsHelpError":
        text = _("Geef een opdracht: {all}.", all=_opdrachten(error))
    elif kind == "NoSuchOption":
        close = ", ".join(getattr(error, "possibilities", None) or ())
        hint = _(" Bedoelt u {names}?", names=close) if close else ""
        text = _("Onbekende optie {name}.{hint}", name=getattr(error, "option_name", ""), hint=hint)
    elif "No such command" in message:
        text = _("Onbekende opdracht {name}. Kies uit {all}.", name=message.split("'")[1], all=_opdrachten(error))
    elif parameter is not None and kind == "MissingParameter":
        text = _("Er ontbreekt een waarde: {name}.", name=_naam(parameter))
    elif kind == "BadOptionUsage" and "requires an argument" in message:
        text = _("Optie {name} heeft een waarde nodig.", name=getattr(error, "option_name", ""))
    elif parameter is not None:
        text = _("Verkeerde waarde voor {name}: {reason}", name=" / ".join(parameter.opts), reason=error)
    else:
        text = _("Verkeerd gebruik: {reason}", reason=message)
    return text


def _naam(parameter: Any) -> str:
    """An option as it is written ('--uit MAP'), or what the help calls a value ('PAD...')."""
    metavar = (parameter.metavar or str(parameter.name).upper()).rstrip(".")
    return f"{parameter.opts[0]} {metavar}" if parameter.param_type_name == "option" else metavar


def _opdrachten(error: Any) -> str:
    """The commands of the group where it went wrong: 'run, verken of sut'."""
    namen = [name for name, command in error.ctx.command.commands.items() if not command.hidden]
    return _(" of ").join([", ".join(namen[:-1]), namen[-1]])
