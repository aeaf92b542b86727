"""Reading the values of options; what is not right becomes a sentence that names the option."""

from datetime import date

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _


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
