"""What `--sut` may say, in one place: every way to reach a system, and clear words when it is none."""

import re
from collections.abc import Callable
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.transports.base import Kanaal
from ketentoets.transports.http import HttpSystem, lees_adres
from ketentoets.transports.map import MapSysteem
from ketentoets.transports.opdrachtregel import OpdrachtSysteem
from ketentoets.transports.push import PushSystem
from ketentoets.transports.python import PythonSysteem
from ketentoets.transports.toegang import Toegang

VORMEN = _("http(s)://ADRES, map:PAD, \"command OPDRACHT\", python:pakket.module:functie, of 'ingebouwd'")
"""What `--sut` takes, for help and errors."""
_VOLGENDE = re.compile(r",(?=\s*(?:https?://|map:|command\s|python:|ggk:|vecozo:|ingebouwd\s*(?:,|$)))", re.IGNORECASE)
_LUISTEREND = ("http:", "https:")
Maker = Callable[[str, Toegang], Kanaal]


def adressen(tekst: str) -> tuple[str, ...]:
    """The addresses of `--sut`; a comma inside a path or a command does not part them."""
    return tuple(deel.strip() for deel in _VOLGENDE.split(tekst) if deel.strip())


def zegt_rol(adres: str) -> bool:
    """Whether a system at such an address may say which role it plays."""
    return adres.casefold().startswith(("http:", "https:", "python:"))


def verbinding(adres: str, toegang: Toegang) -> Kanaal:
    """A system at this address; raises `ConfigurationError` that says what to mend."""
    soort, _rest, waarde = adres.partition(" " if adres.startswith("command ") else ":")
    maker = _MAKERS.get(soort.casefold())
    if maker is None or not waarde.strip():
        raise ConfigurationError(_("--sut '{adres}' is geen adres. Kies uit: {vormen}.", adres=adres, vormen=VORMEN))
    if toegang.luister and f"{soort.casefold()}:" not in _LUISTEREND:
        raise ConfigurationError(_("--luister hoort niet bij {soort}; laat het weg.", soort=soort))
    return maker(adres if maker is _http else waarde.strip(), toegang)


def _http(adres: str, toegang: Toegang) -> Kanaal:
    url = lees_adres(adres)
    if url.userinfo:
        raise ConfigurationError(
            _(
                "Zet geen gebruiker of wachtwoord in --sut: anderen op deze machine kunnen dat lezen. Gebruik"
                " KETENTOETS_GEBRUIKER en KETENTOETS_WACHTWOORD (of KETENTOETS_WACHTWOORD_BESTAND)."
            )
        )
    systeem = HttpSystem(adres, beveiliging=toegang.beveiliging(url))
    return PushSystem(systeem, toegang) if toegang.luister else systeem


def _map(pad: str, toegang: Toegang) -> Kanaal:
    return MapSysteem(Path(pad).expanduser(), toegang.masker())


def _command(opdracht: str, toegang: Toegang) -> Kanaal:
    return OpdrachtSysteem(opdracht, masker=toegang.masker())


def _python(verwijzing: str, toegang: Toegang) -> Kanaal:
    return PythonSysteem(verwijzing, masker=toegang.masker())


_MAKERS: dict[str, Maker] = {"http": _http, "https": _http, "map": _map, "command": _command, "python": _python}
