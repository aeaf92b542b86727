"""`ketentoets inrichting`: the test set-up as JSON, CSV and a readable sheet."""

import csv
import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Annotated, Any

import typer
from tabulate import tabulate

from ketentoets.cli.opties import Profiel, dag, keuze
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

HELP = _(
    """Schrijf de testinrichting: personen, contract en partijen, om in een systeem in te laden.

Voorbeelden:

  ketentoets inrichting --profiel alkmaar --rol aanbieder
  een leesbaar blad, om over te typen

  ketentoets inrichting --profiel alkmaar --uit inrichting
  alles in een map: inrichting.json, een CSV per tabel, en blad.txt

  ketentoets inrichting --formaat csv --tabel clienten > clienten.csv
  één tabel

Een run met hetzelfde profiel, hetzelfde zaad en in dezelfde kalendermaand gebruikt dezelfde personen."""
)
FORMATEN = {"json", "csv", "blad"}


RolKeuze = Annotated[str, typer.Option("--rol", help=_("gemeente, aanbieder of beide: de rol van uw systeem."))]
Begin = Annotated[str, typer.Option("--datum", help=_("Dag waarop de run begint, JJJJ-MM-DD; anders vandaag."))]


def inrichting(
    profiel: Profiel = "alkmaar",
    rol: RolKeuze = "beide",
    formaat: Annotated[str, typer.Option("--formaat", help=_("json, csv of blad."))] = "blad",
    tabel: Annotated[str, typer.Option("--tabel", help=_("Bij csv: welke tabel."))] = "clienten",
    tekst: Annotated[str, typer.Option("-k", help=_("Alleen wat scenario's met deze tekst nodig hebben."))] = "",
    datum: Begin = "",
    zaad: Annotated[int, typer.Option("--zaad", help=_("Startgetal voor de testpersonen, als bij de run."))] = 1,
    uit: Annotated[Path | None, typer.Option("--uit", metavar="MAP", help=_("Schrijf alles in deze map."))] = None,
) -> None:
    """Write the set-up."""
    from ketentoets.suite.inrichten import TITELS

    keuze("--formaat", formaat, FORMATEN)
    keuze("--rol", rol, {"gemeente", "aanbieder", "beide"})
    keuze("--tabel", tabel, set(TITELS))
    gegevens = _gegevens(profiel, rol, zaad, dag(datum, "--datum"), tekst)
    if uit is not None:
        typer.echo(_("Inrichting: {path}", path=_schrijf(uit, gegevens)))
    elif formaat == "csv":
        typer.echo(_csv(gegevens, tabel), nl=False)
    else:
        typer.echo(_json(gegevens) if formaat == "json" else _blad(gegevens))


def _gegevens(profiel: str, rol: str, zaad: int, datum: date | None, tekst: str) -> dict[str, Any]:
    from ketentoets.fixtures.lader import laad_profiel
    from ketentoets.suite.inrichten import inrichting as maak
    from ketentoets.suite.inrichten import moment_van
    from ketentoets.transports.base import Rol

    rollen = tuple(Rol) if rol == "beide" else (Rol(rol),)
    return maak(laad_profiel(profiel), rollen, zaad, moment_van(datum), tekst)


def _json(gegevens: dict[str, Any]) -> str:
    return json.dumps(gegevens, ensure_ascii=False, indent=2)


def _csv(gegevens: dict[str, Any], tabel: str) -> str:
    from ketentoets.reports.tabellen import cel
    from ketentoets.suite.inrichten import tabellen

    rijen = tabellen(gegevens)[tabel]
    stream = StringIO()
    writer = csv.DictWriter(stream, list(rijen[0]) if rijen else [], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cel(value) for name, value in row.items()} for row in rijen)
    return stream.getvalue()


def _blad(gegevens: dict[str, Any]) -> str:
    from ketentoets.suite.inrichten import TITELS, tabellen

    rijen = tabellen(gegevens)
    delen = [_("Testinrichting voor {standaard}, vanaf {nu}", standaard=gegevens["standaard"], nu=gegevens["nu"][:10])]
    delen.append(_("Alle personen zijn verzonnen; alle bsn's komen uit de testreeks."))
    delen.append(_("Declaratieperiode: {periode}", periode=gegevens["claimperiode"]))
    for naam, titel in TITELS.items():
        if rijen[naam]:
            table = tabulate(rijen[naam], headers="keys", disable_numparse=True)
            delen.append(f"{titel}\n{'=' * len(titel)}\n{table}")
    return "\n\n".join(delen)


def _schrijf(map_: Path, gegevens: dict[str, Any]) -> Path:
    from ketentoets.suite.inrichten import TITELS

    bestanden = {"inrichting.json": _json(gegevens) + "\n", "blad.txt": _blad(gegevens) + "\n"}
    bestanden |= {f"{naam}.csv": _csv(gegevens, naam) for naam in TITELS}
    try:
        map_.mkdir(parents=True, exist_ok=True)
        for naam, inhoud in bestanden.items():
            (map_ / naam).write_text(inhoud, encoding="utf-8", newline="")
    except OSError as error:
        reden = waarom(error)
        raise ConfigurationError(_("Kan niet schrijven in {path}: {reden}", path=map_, reden=reden)) from error
    return map_
