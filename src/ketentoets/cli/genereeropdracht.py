"""What was asked of `ketentoets genereer`, and the work that it comes down to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ketentoets.cli.schema import controleer
from ketentoets.cli.uitvoermap import Bestand
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.schemas.model import model
from ketentoets.schemas.releases import PREFIX
from ketentoets.schemas.standaard import soorten, standaarden

AANTAL = 10
_BERICHT = re.compile(r"(jw|wmo)?([0-9]{3})", re.IGNORECASE)


@dataclass(frozen=True)
class Opdracht:
    """The options. `aantal` is None when it was not given; texts like `bericht` and `omvang` ('25MB') are ''."""

    bericht: str
    uit: Path
    release: str = ""
    aantal: int | None = None
    zaad: int = 1
    omvang: str = ""
    profiel: str = ""
    datum: date | None = None
    regel: str = ""
    reeks: bool = False
    clienten: int = 1
    gebeurtenissen: tuple[str, ...] = ()

    def hoeveel(self, anders: int = AANTAL) -> int:
        """How many are asked for; `anders` when nothing was said."""
        n = anders if self.aantal is None else self.aantal
        if n < 1:
            raise ConfigurationError(_("-n {n} kan niet: maak er ten minste één.", n=n))
        return n


@dataclass(frozen=True)
class Werk:
    """What is to be written: the files, how many (None: not known beforehand), and what the manifest says."""

    bestanden: Iterator[Bestand]
    aantal: int | None
    gegevens: dict[str, Any]
    omschrijving: str


def kies_release(release: str) -> str:
    """The standard ('ijw-3.2'), without a choice the newest of iJw."""
    if not release:
        return [s for s in standaarden() if s.startswith("ijw")][-1]
    controleer(_("onbekende release"), release, standaarden())
    return release


def kies_bericht(bericht: str, release: str) -> tuple[str, str]:
    """('JW315', 'ijw-3.2') -> ('ijw-3.2', '315'); without a release the newest that has the message.

    Raises ConfigurationError with what comes near for a release or message that does not exist.
    """
    match = _BERICHT.fullmatch(bericht.strip())
    if match is None:
        raise ConfigurationError(
            _("--bericht '{name}' is geen bericht; schrijf het zoals JW315 of WMO323.", name=bericht)
        )
    prefix, soort = (match[1] or "").lower(), match[2]
    if not release:
        return _nieuwste(prefix or "jw", soort), soort
    controleer(_("onbekende release"), release, standaarden())
    own = PREFIX[model(release).standaard.domain]
    if prefix and prefix != own:
        raise ConfigurationError(
            _(
                "{name} is geen bericht van {release}; bedoelt u {other}?",
                name=bericht,
                release=release,
                other=f"{own.upper()}{soort}",
            )
        )
    if soort not in soorten(release):
        raise _geen_bericht(own, soort, release)
    return release, soort


def _nieuwste(prefix: str, soort: str) -> str:
    having = _releases(prefix, soort)
    if not having:
        raise _geen_bericht(prefix, soort, "")
    return having[-1]


def _releases(prefix: str, soort: str) -> list[str]:
    return [s for s in standaarden() if model(s).prefix(soort) == f"{prefix}{soort}" and soort in soorten(s)]


def _geen_bericht(prefix: str, soort: str, release: str) -> ConfigurationError:
    """Where the message does exist, or else which messages there are."""
    name = f"{prefix.upper()}{soort}"
    if having := _releases(prefix, soort):
        all_ = ", ".join(having)
        return ConfigurationError(_("{release} heeft geen {name}; wel: {all}.", release=release, name=name, all=all_))
    known = sorted({s for standaard in standaarden() for s in soorten(standaard) if _releases(prefix, s)})
    all_ = ", ".join(f"{prefix.upper()}{s}" for s in known)
    return ConfigurationError(_("onbekend bericht {name}; bekend zijn {all}", name=name, all=all_))
