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
class Onderwerp:
    """What the rows are about: the title of the matrix, the head of the first column, and what is counted."""

    titel: str
    kop: str
    wat: str
    opdracht: str


EISEN = Onderwerp(_("Dekking: welke eis door welk scenario wordt getoetst"), _("eis"), _("eisen"), "ketentoets dekking")
RETOURCODES = Onderwerp(
    _("Retourcodes: welke code door welk scenario wordt uitgelokt"),
    _("retourcode"),
    _("retourcodes, elk per bericht"),
    "ketentoets dekking --retourcodes",
)


@dataclass(frozen=True)
class Rij:
    """A requirement or return code as it is shown; everything is text. `scenarios` are ids, each with its rol."""

    lijst: str
    eis: str
    feit: str
    bindt: str
    gewicht: str
    stand: str
    reden: str
    oordeel: str
    scenarios: tuple[str, ...]


_FEIT, _BINDT, _GEWICHT, _STAND = _("wat er staat"), _("bindt"), _("gewicht"), _("stand")
_OORDEEL, _WAAROM = _("laatste oordeel"), _("scenario's, of de reden")
_BREED, _SMAL = 44, 34
_GENOEMD = 4
"""So many scenarios a table or the matrix names; the page and CSV have them all."""


def samenvatting(rijen: Sequence[Rij], onderwerp: Onderwerp) -> str:
    """'91 eisen: 30 getoetst, 12 niet toetsbaar, 49 nog niet getoetst'."""
    counts = Counter(rij.stand for rij in rijen)
    parts = ", ".join(f"{n} {_(stand)}" for stand, n in counts.most_common())
    return f"{len(rijen)} {onderwerp.wat}: {parts}"


def als_tabel(rijen: Sequence[Rij], onderwerp: Onderwerp) -> str:
    """A table for a terminal."""
    cells = [
        (r.eis, textwrap.fill(r.feit, _BREED), r.bindt, _(r.stand), _(r.oordeel), textwrap.fill(_waarom(r), _SMAL))
        for r in rijen
    ]
    koppen = (onderwerp.kop, _FEIT, _BINDT, _STAND, _OORDEEL, _WAAROM)
    return f"{tabulate(cells, headers=koppen, disable_numparse=True)}\n\n{samenvatting(rijen, onderwerp)}\n"


def _waarom(rij: Rij) -> str:
    """The reason, and some of the scenarios: a table is no place for two hundred."""
    names = [*rij.scenarios[:_GENOEMD]]
    if len(rij.scenarios) > _GENOEMD:
        names.append(_("en nog {n}", n=len(rij.scenarios) - _GENOEMD))
    return " ".join(filter(None, (rij.reden, ", ".join(names))))


def als_csv(rijen: Sequence[Rij], onderwerp: Onderwerp) -> str:
    """One row per requirement or code; several scenarios in one cell, separated by a space."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([onderwerp.kop if f.name == "eis" else f.name for f in fields(Rij)])
    writer.writerows([*astuple(rij)[:-1], " ".join(rij.scenarios)] for rij in rijen)
    return stream.getvalue()


def als_markdown(rijen: Sequence[Rij], onderwerp: Onderwerp) -> str:
    """The committed matrix: without verdicts, because those belong to a run."""
    opdracht = f"{onderwerp.opdracht} --formaat markdown"
    koppen = (onderwerp.kop, _FEIT, _BINDT, _GEWICHT, _STAND, _WAAROM)
    lines = [
        f"# {onderwerp.titel}",
        "",
        _("Dit bestand wordt gemaakt met `{opdracht}`; pas het niet met de hand aan.", opdracht=opdracht),
    ]
    for lijst in dict.fromkeys(rij.lijst for rij in rijen):
        own = [rij for rij in rijen if rij.lijst == lijst]
        lines += ["", f"## {lijst}", "", samenvatting(own, onderwerp), ""]
        lines += [*_mdrij(koppen), *_mdrij(("---",) * len(koppen))]
        lines += [line for r in own for line in _mdrij((r.eis, r.feit, r.bindt, r.gewicht, _(r.stand), _waarom(r)))]
    return "\n".join([*lines, ""])


def _mdrij(cells: Sequence[str]) -> list[str]:
    return [f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"]


def als_html(rijen: Sequence[Rij], onderwerp: Onderwerp) -> str:
    """A page on its own."""
    loader = Environment(loader=PackageLoader("ketentoets.reports", "."), autoescape=True, undefined=StrictUndefined)
    page = loader.get_template("dekking.html.j2")
    return page.render(rijen=rijen, onderwerp=onderwerp, samenvatting=samenvatting(rijen, onderwerp), _=_)
