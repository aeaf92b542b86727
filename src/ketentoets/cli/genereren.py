"""`ketentoets genereer`: valid messages as files, with a manifest."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Any

from ketentoets import __version__
from ketentoets.cli.schema import controleer
from ketentoets.cli.uitvoermap import Bestand, schrijf_map
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import Kader, controleer_dagtekening, kader
from ketentoets.generators.omvang import GROOT, grote_declaratie
from ketentoets.schemas.model import model
from ketentoets.schemas.releases import PREFIX
from ketentoets.schemas.standaard import soorten, standaarden

AANTAL = 10
_OMVANG = re.compile(r"([1-9][0-9]{0,11})\s*(B|KB|MB|GB)", re.IGNORECASE)
_EENHEDEN = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}
_BERICHT = re.compile(r"(jw|wmo)?([0-9]{3})", re.IGNORECASE)


@dataclass(frozen=True)
class Opdracht:
    """The options. `aantal` is None when it was not given, `omvang` '' ('25MB') as well."""

    bericht: str
    uit: Path
    release: str = ""
    aantal: int | None = None
    zaad: int = 1
    omvang: str = ""
    profiel: str = "alkmaar"
    datum: date | None = None


@dataclass(frozen=True)
class Werk:
    """What is to be written: the files, how many these are, and how the manifest describes them."""

    bestanden: Iterator[Bestand]
    aantal: int
    gegevens: dict[str, Any]
    omschrijving: str


def genereer(opdracht: Opdracht) -> int:
    """Make the files and say what was made; the exit code.

    Raises ConfigurationError for wrong use, before anything is written.
    """
    werk = next(maak(opdracht) for naam, maak in MAKERS.items() if getattr(opdracht, naam))
    versies = {"ketentoets": __version__, "faker": version("faker")}
    size = schrijf_map(opdracht.uit, werk.bestanden, {**versies, **werk.gegevens}, werk.aantal)
    print(
        _(
            "{what} in {path} ({size} bytes).",
            what=werk.omschrijving,
            path=opdracht.uit,
            size=f"{size:,}".replace(",", "."),
        )
    )
    return 0


def _berichten(opdracht: Opdracht) -> Werk:
    frame, soort, naam = _kader(opdracht)
    n = AANTAL if opdracht.aantal is None else opdracht.aantal
    if n < 1:
        raise ConfigurationError(_("-n {n} kan niet: maak er ten minste één.", n=n))
    width = max(4, len(str(n)))
    messages = enumerate(islice(stroom(frame, soort, opdracht.zaad), n), 1)
    files = (Bestand(f"{naam}-{number:0{width}d}.xml", (raw,)) for number, raw in messages)
    told = _(
        "{n} berichten {name} ({standaard}, zaad {seed})", n=n, name=naam, standaard=frame.standaard, seed=opdracht.zaad
    )
    return Werk(files, n, _gegevens(opdracht, frame, naam), told)


def _groot(opdracht: Opdracht) -> Werk:
    frame, soort, naam = _kader(opdracht)
    if opdracht.aantal is not None:
        raise ConfigurationError(_("--omvang maakt één groot bericht; laat -n weg."))
    if soort not in GROOT:
        names = _(" en ").join(f"{naam[:-3]}{soort}" for soort in GROOT)
        raise ConfigurationError(_("--omvang kan alleen bij {names}, niet bij {name}.", names=names, name=naam))
    size = omvang(opdracht.omvang)
    if size > MAX_BYTES:
        print(_("Let op: meer dan 25 MB mag een bericht niet zijn (OP179); een ontvanger hoort het te weigeren."))
    text = opdracht.omvang.replace(" ", "").upper()
    file = Bestand(f"{naam}-{text}.xml", grote_declaratie(frame, soort, opdracht.zaad, size))
    told = _("1 bericht {name} ({standaard}, zaad {seed})", name=naam, standaard=frame.standaard, seed=opdracht.zaad)
    return Werk(iter([file]), 1, {**_gegevens(opdracht, frame, naam), "omvang": size}, told)


MAKERS: dict[str, Callable[[Opdracht], Werk]] = {"omvang": _groot, "bericht": _berichten}
"""Option -> who makes what it asks for; the first option that is given decides."""


def _gegevens(opdracht: Opdracht, frame: Kader, naam: str) -> dict[str, Any]:
    return {
        "bericht": naam,
        "standaard": frame.standaard,
        "zaad": opdracht.zaad,
        "profiel": frame.profiel.naam,
        "datum": opdracht.datum.isoformat() if opdracht.datum else None,
    }


def _kader(opdracht: Opdracht) -> tuple[Kader, str, str]:
    """The frame, the message type ('315') and its name ('JW315')."""
    standaard, soort = kies_bericht(opdracht.bericht, opdracht.release)
    controleer_dagtekening(soort, opdracht.datum)
    frame = kader(standaard, laad_profiel(opdracht.profiel), opdracht.datum)
    return frame, soort, model(standaard).prefix(soort).upper()


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


def omvang(tekst: str) -> int:
    """'25MB' -> bytes; a MB is 1024 x 1024 bytes, as in the limit of OP179."""
    match = _OMVANG.fullmatch(tekst.strip())
    if match is None:
        raise ConfigurationError(
            _("--omvang '{value}' is geen omvang; schrijf het zoals 500KB, 25MB of 1GB.", value=tekst)
        )
    return int(match[1]) * _EENHEDEN[match[2].upper()]
