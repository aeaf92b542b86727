"""`ketentoets genereer`: valid and faulty messages and whole histories as files, with a manifest."""

import re
from collections.abc import Callable
from importlib.metadata import version
from itertools import islice
from typing import Any

from ketentoets import __version__
from ketentoets.cli.genereerfout import fouten
from ketentoets.cli.genereeropdracht import Opdracht, Werk, kies_bericht
from ketentoets.cli.genereerreeks import reeksen
from ketentoets.cli.uitvoermap import Bestand, schrijf_map
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import Kader, controleer_dagtekening, kader
from ketentoets.generators.omvang import GROOT, grote_declaratie
from ketentoets.schemas.model import model

PROFIEL = "alkmaar"
"""Where parties and contract of single messages come from when nothing was said."""
_OMVANG = re.compile(r"([1-9][0-9]{0,11})\s*(B|KB|MB|GB)", re.IGNORECASE)
_EENHEDEN = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


def genereer(opdracht: Opdracht) -> int:
    """Make the files and say what was made; the exit code.

    Raises ConfigurationError for wrong use, before anything is written.
    """
    gekozen = [maak for naam, maak in MAKERS.items() if getattr(opdracht, naam)]
    if not gekozen:
        raise ConfigurationError(_("Zeg wat er gemaakt moet worden: --bericht, --regel of --reeks."))
    werk = gekozen[0](opdracht)
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
    n = opdracht.hoeveel()
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
    file = Bestand(f"{naam}-{text}.xml", grote_declaratie(frame, soort, opdracht.zaad, size), grootte=size)
    told = _("1 bericht {name} ({standaard}, zaad {seed})", name=naam, standaard=frame.standaard, seed=opdracht.zaad)
    return Werk(iter([file]), 1, {**_gegevens(opdracht, frame, naam), "omvang": size}, told)


MAKERS: dict[str, Callable[[Opdracht], Werk]] = {
    "reeks": reeksen,
    "regel": fouten,
    "omvang": _groot,
    "bericht": _berichten,
}
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
    if not opdracht.bericht:
        raise ConfigurationError(_("--omvang vraagt ook om --bericht, zoals JW323."))
    standaard, soort = kies_bericht(opdracht.bericht, opdracht.release)
    controleer_dagtekening(soort, opdracht.datum)
    frame = kader(standaard, laad_profiel(opdracht.profiel or PROFIEL), opdracht.datum)
    return frame, soort, model(standaard).prefix(soort).upper()


def omvang(tekst: str) -> int:
    """'25MB' -> bytes; a MB is 1024 x 1024 bytes, as in the limit of OP179."""
    match = _OMVANG.fullmatch(tekst.strip())
    if match is None:
        raise ConfigurationError(
            _("--omvang '{value}' is geen omvang; schrijf het zoals 500KB, 25MB of 1GB.", value=tekst)
        )
    return int(match[1]) * _EENHEDEN[match[2].upper()]
