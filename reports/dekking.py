"""Coverage as a table, Markdown, CSV or a page. Pure functions of the rows."""

import csv
import io
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from jinja2 import Environment, PackageLoader, StrictUndefined
from tabulate import tabulate

from ketentoets.core.taal import _


@dataclass(frozen=True)
class Rij:
    """A requirement as it is shown; everything is text. `scenarios` are ids, each with its rol."""

    lijst: str
    eis: str
    feit: str
    bindt: str
    gewicht: str
    stand: str
    reden: str
    oordeel: str
    scenarios: tuple[str, ...]


KOPPEN = (_("eis"), _("wat er staat"), _("bindt"), _("stand"), _("laatste oordeel"), _("scenario's, of de reden"))
_BREED, _SMAL = 44, 34


def samenvatting(rijen: Sequence[Rij]) -> str:
    """'91 eisen: 30 getoetst, 12 niet toetsbaar, 49 nog niet getoetst'."""
    counts = Counter(rij.stand for rij in rijen)
    parts = ", ".join(f"{n} {stand}" for stand, n in counts.most_common())
    return _("{n} eisen: {parts}", n=len(rijen), parts=parts)


def als_tabel(rijen: Sequence[Rij]) -> str:
    """A table for a terminal."""
    cells = [
        (r.eis, textwrap.fill(r.feit, _BREED), r.bindt, r.stand, r.oordeel, textwrap.fill(_waarom(r), _SMAL))
        for r in rijen
    ]
    return f"{tabulate(cells, headers=KOPPEN, disable_numparse=True)}\n\n{samenvatting(rijen)}\n"


def _waarom(rij: Rij) -> str:
    return " ".join(filter(None, (rij.reden, ", ".join(rij.scenarios))))


def als_csv(rijen: Sequence[Rij]) -> str:
    """One row per requirement; several scenarios in one cell, separated by a space."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([f.name for f in fields(Rij)])
    writer.writerows([*astuple(rij)[:-1], " ".join(rij.scenarios)] for rij in rijen)
    return stream.getvalue()


def als_markdown(rijen: Sequence[Rij]) -> str:
    """The committed matrix: without verdicts, because those belong to a run."""
    lines = [
        _("# Dekking: welke eis door welk scenario wordt getoetst"),
        "",
        _("Dit bestand wordt gemaakt met `ketentoets dekking --formaat markdown`; pas het niet met de hand aan."),
    ]
    for lijst in dict.fromkeys(rij.lijst for rij in rijen):
        own = [rij for rij in rijen if rij.lijst == lijst]
        lines += ["", f"## {lijst}", "", samenvatting(own), "", *_mdrij(_MDKOPPEN), *_mdrij(("---",) * len(_MDKOPPEN))]
        lines += [line for r in own for line in _mdrij((r.eis, r.feit, r.bindt, r.gewicht, r.stand, _waarom(r)))]
    return "\n".join([*lines, ""])


_MDKOPPEN = (_("eis"), _("wat er staat"), _("bindt"), _("gewicht"), _("stand"), _("scenario's, of de reden"))


def _mdrij(cells: Sequence[str]) -> list[str]:
    return [f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"]


def als_html(rijen: Sequence[Rij]) -> str:
    """A page on its own."""
    loader = Environment(loader=PackageLoader("ketentoets.reports", "."), autoescape=True, undefined=StrictUndefined)
    page = loader.get_template("dekking.html.j2")
    return page.render(rijen=rijen, titel=_("Dekking van de eisen"), samenvatting=samenvatting(rijen), _=_)
