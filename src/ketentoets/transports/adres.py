"""What `--sut` may say, in one place: every way to reach a system, and clear words when it is none."""

import re
from collections.abc import Callable
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.transports import ggk, vecozo
from ketentoets.transports.base import Kanaal
from ketentoets.transports.ggk import GgkSysteem
from ketentoets.transports.http import HttpSystem, lees_adres
from ketentoets.transports.map import MapSysteem
from ketentoets.transports.opdrachtregel import OpdrachtSysteem
from ketentoets.transports.push import PushSystem
from ketentoets.transports.python import PythonSysteem
from ketentoets.transports.toegang import Toegang
from ketentoets.transports.vecozo import VecozoSysteem

VORMEN = _(
    "http(s)://ADRES, map:PAD, 'command OPDRACHT', python:pakket.module:functie, ggk:http(s)://ADRES, vecozo: of"
    " 'ingebouwd'"
)
"""What `--sut` takes, for help and errors."""
_VOLGENDE = re.compile(r",(?=\s*(?:https?://|map:|command\s|python:|ggk:|vecozo:|ingebouwd\s*(?:,|$)))", re.IGNORECASE)
_LUISTEREND = ("http", "https", "ggk", "vecozo")
_ALTIJD = ("ggk", "vecozo")
Maker = Callable[[str, Toegang], Kanaal]


def adressen(tekst: str) -> tuple[str, ...]:
    """The addresses of `--sut`; a comma inside a path or a command does not part them."""
    return tuple(deel.strip() for deel in _VOLGENDE.split(tekst) if deel.strip())


def zegt_rol(adres: str) -> bool:
    """Whether a role that was given should be checked with the system before anything is started.

    A Python object is only made when it is needed: it may not be made twice.
    """
    return adres.casefold().startswith(("http:", "https:"))


def verbinding(adres: str, toegang: Toegang) -> Kanaal:
    """A system at this address; raises `ConfigurationError` that says what to mend."""
    soort, _rest, waarde = adres.partition(" " if adres.startswith("command ") else ":")
    soort = soort.casefold()
    maker = _MAKERS.get(soort)
    if maker is None or (not waarde.strip() and soort != "vecozo"):
        raise ConfigurationError(_("--sut '{adres}' is geen adres. Kies uit: {vormen}.", adres=adres, vormen=VORMEN))
    if toegang.luister and soort not in _LUISTEREND:
        raise ConfigurationError(_("--luister hoort niet bij {soort}; laat het weg.", soort=soort))
    if not toegang.luister and soort in _ALTIJD:
        raise ConfigurationError(
            _(
                "Bij {soort} stuurt het systeem berichten hierheen: geef met --luister ADRES:POORT op waar.",
                soort=soort,
            )
        )
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


def _vecozo(_waarde: str, toegang: Toegang) -> Kanaal:
    return VecozoSysteem(toegang)


_MAKERS: dict[str, Maker] = {
    "http": _http, "https": _http, "map": _map, "command": _command, "python": _python, "ggk": GgkSysteem,
    "vecozo": _vecozo,
}  # fmt: skip


def onofficieel(adres: str) -> dict[str, tuple[str, ...]]:
    """What is not officially known of the way this system was reached; for the report."""
    found: dict[str, dict[str, tuple[str, ...]]] = {
        "ggk": {"ggk0210": ggk.ONZEKER},
        "vecozo": {"vecozo-rest": vecozo.ONZEKER},
    }
    return found.get(adres.partition(":")[0], {})
