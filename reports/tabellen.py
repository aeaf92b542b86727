"""The run as CSV for a spreadsheet: one row per scenario, one row per finding. UTF-8, commas, a head in Dutch."""

import csv
import io
from collections.abc import Iterable

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.reports import words
from ketentoets.reports.terms import read_term

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SCENARIO = ("id", "rol", "proces", "scenario", "standaard", "oordeel", "reden", "bevindingen", "regels", "bron")
_FINDING = (
    "id", "rol", "scenario", "gevolg", "soort", "regel", "niveau", "retourcode", "bericht", "bestand", "lijn", "kolom",
    "pad", "tekst", "verwacht", "gevonden", "termijn", "bron",
)  # fmt: skip


def scenarios_csv(run: RunRecord) -> str:
    """A row per scenario and role."""
    return _csv(_SCENARIO, (_scenario(s) for s in run.scenarios))


def bevindingen_csv(run: RunRecord) -> str:
    """A row per finding; only the head when there is none."""
    return _csv(_FINDING, (_finding(s, f) for s in run.scenarios for f in s.bevindingen))


def _scenario(s: ScenarioRecord) -> tuple[object, ...]:
    rules, sources = ", ".join(s.regels), "; ".join(s.bron)
    return (s.id, s.rol, s.proces, s.naam, s.standaard, s.oordeel, s.reden, len(s.bevindingen), rules, sources)


def _finding(s: ScenarioRecord, f: Finding) -> tuple[object, ...]:
    file = next((m.bestand for m in s.berichten if f.bericht_id and m.id == f.bericht_id), "")
    term = read_term(f.termijn)
    return (
        s.id, s.rol, s.naam, f.gevolg, f.soort, f.regel, f.niveau, f.retourcode, f.bericht, file, f.lijn, f.kolom,
        f.pad, f.tekst, f.verwacht, f.gevonden, term.arithmetic() if term else "", f.bron,
    )  # fmt: skip


def _csv(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def cel(value: object) -> object:
    """Text from outside that a spreadsheet does not take for a formula."""
    if not isinstance(value, str):
        return value
    text = words.clean(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(value: object) -> object:
    """Text on one line, so that a row is one line too."""
    return "" if value is None else cel(words.one_line(value))
