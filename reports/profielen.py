"""Profiles and their differences as text, Markdown, CSV or JSON. Pure writers: nothing is printed here."""

import csv
import io
import json
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from ketentoets.core.taal import _
from ketentoets.fixtures.beschrijving import Regel, Verschil, toetswoord
from ketentoets.fixtures.profiel import Profiel
from ketentoets.reports.tabellen import cel

T = TypeVar("T")
FORMATEN = ("tabel", "json", "csv", "markdown")


@dataclass(frozen=True)
class Getoond:
    """A value of a profile and the name of the profile it was written in."""

    regel: Regel
    uit: str


def toon(profiel: Profiel, rijen: Sequence[Getoond], formaat: str, breedte: int, opmerkingen: Sequence[str]) -> str:
    """A whole profile, with where every value comes from; as text also what it extends and its documents."""
    titel = f"{profiel.naam}: {profiel.titel}"
    if formaat == "tabel":
        basis = [_("Bouwt voort op: {naam}", naam=profiel.extends)] if profiel.extends else []
        blocks = _blokken(rijen, lambda r: r.regel.onderwerp, _als_blok, breedte)
        return "\n".join([titel, *basis, *opmerkingen, *blocks, *_documenten(profiel, breedte)])
    head = ("onderwerp", "naam", "waarde", "bron", "let op", "uit profiel", "toets")
    cells = [(*_kern(r.regel), r.regel.let_op, r.uit, toetswoord(r.regel)) for r in rijen]
    return _rijen(titel, head, cells, formaat)


def verschil(een: str, ander: str, rijen: Sequence[Verschil], formaat: str, breedte: int) -> str:
    """What two profiles say differently, subject by subject, each with its source."""
    total = _("1 verschil") if len(rijen) == 1 else _("{n} verschillen", n=len(rijen))
    titel = _("{een} tegen {ander}: {n}", een=een, ander=ander, n=total)
    if formaat == "tabel":
        namen = (een, ander)
        blocks = _blokken(rijen, lambda v: v.onderwerp, lambda v, b: _naast_elkaar(v, namen, b), breedte)
        return "\n".join([titel, *blocks])
    head = ("onderwerp", "naam", een, _("bron {naam}", naam=een), ander, _("bron {naam}", naam=ander))
    cells = [(v.onderwerp, v.naam, *_zijde(v.een), *_zijde(v.ander)) for v in rijen]
    return _rijen(titel, head, cells, formaat)


def _documenten(profiel: Profiel, breedte: int) -> list[str]:
    titel = _("Documenten")
    lines = ["", titel, "-" * len(titel)]
    for naam, document in profiel.documenten.items():
        versie = _(", versie {versie}", versie=document.versie) if document.versie else ""
        lines += _inspringen(f"{naam}: {document.titel}{versie}", breedte, 0)
    return lines


def _blokken(
    rijen: Sequence[T], onderwerp: Callable[[T], str], blok: Callable[[T, int], Iterable[str]], breedte: int
) -> list[str]:
    lines: list[str] = []
    for name, group in groupby(rijen, onderwerp):
        lines += ["", name, "-" * len(name)]
        for row in group:
            lines += blok(row, breedte)
    return lines


def _als_blok(getoond: Getoond, breedte: int) -> list[str]:
    regel = getoond.regel
    naam = "" if regel.naam == regel.onderwerp else f"{regel.naam}: "
    status = _("uit profiel {uit}; {toets}", uit=getoond.uit, toets=toetswoord(regel))
    lines = _inspringen(f"{naam}{regel.waarde}", breedte, 0)
    if regel.bron:
        lines += _inspringen(_("bron: {bron}", bron=regel.bron), breedte, 4)
    if regel.let_op:
        lines += _inspringen(_("let op: {tekst}", tekst=regel.let_op), breedte, 4)
    return [*lines, *_inspringen(status, breedte, 4)]


def _naast_elkaar(verschil_: Verschil, namen: tuple[str, str], breedte: int) -> list[str]:
    lines = [verschil_.naam] if verschil_.naam != verschil_.onderwerp else []
    for naam, regel in zip(namen, (verschil_.een, verschil_.ander), strict=True):
        waarde, bron = _zijde(regel)
        lines += _inspringen(f"{naam}: {waarde}", breedte, 2)
        if bron:
            lines += _inspringen(_("bron: {bron}", bron=bron), breedte, 6)
    return lines


def _zijde(regel: Regel | None) -> tuple[str, str]:
    return (regel.waarde, regel.bron) if regel else (_("niet genoemd"), "")


def _kern(regel: Regel) -> tuple[str, str, str, str]:
    return regel.onderwerp, regel.naam, regel.waarde, regel.bron


def _inspringen(tekst: str, breedte: int, diep: int) -> list[str]:
    room = " " * diep
    return textwrap.wrap(tekst, max(40, breedte), initial_indent=room, subsequent_indent=f"{room}  ") or [room]


def _rijen(titel: str, head: Sequence[str], cells: Sequence[Sequence[str]], formaat: str) -> str:
    if formaat == "json":
        return json.dumps([dict(zip(head, row, strict=True)) for row in cells], ensure_ascii=False, indent=2)
    if formaat == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows([cel(value) for value in row] for row in cells)
        return out.getvalue().rstrip("\n")
    rows = [head, ["---"] * len(head), *cells]
    return "\n".join([f"# {titel}", "", *("| " + " | ".join(map(_markdown, row)) + " |" for row in rows)])


def _markdown(value: str) -> str:
    return " ".join(value.replace("|", "\\|").replace("<", "&lt;").split())
