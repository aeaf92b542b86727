"""rapport.html of a run: the same journal gives the same bytes."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.reports.html_report import to_html
from ketentoets.suite.bijlage import bijlage

RAPPORT = "rapport.html"
_KOP = 500
_TAAL = re.compile(rb'<html lang="([a-z]{2})"')
_VREEMD = re.compile(r"[^A-Za-z0-9_.-]|^\.+")


def met_bestanden(run: RunRecord) -> RunRecord:
    """The run with, for every message, where its file is in the folder of the report."""
    return replace(run, scenarios=tuple(map(_geplaatst, run.scenarios)))


def rapport(run: RunRecord, tegen: RunRecord | None = None) -> str:
    """The page of a run with its files placed; it compares with `tegen`."""
    return to_html(run, bijlage(run, tegen))


def opnieuw(run: RunRecord) -> bytes:
    """The report as it is written with a run that is compared with nothing."""
    return rapport(met_bestanden(run)).encode()


def taal_van(pagina: bytes) -> str:
    """The language a report says that it is in; '' when it says nothing."""
    match = _TAAL.search(pagina[:_KOP])
    return match[1].decode() if match else ""


def _geplaatst(scenario: ScenarioRecord) -> ScenarioRecord:
    """A journal from outside names no place but one below the folder of the messages."""
    parts = (_VREEMD.sub("-", part) for part in (*scenario.id.split("/"), scenario.rol))
    folder = PurePosixPath("berichten", *parts)
    names = (f"{n:02d}-{_VREEMD.sub('-', m.soort)}.xml" for n, m in enumerate(scenario.berichten, 1))
    placed = (replace(m, bestand=str(folder / name)) for m, name in zip(scenario.berichten, names, strict=True))
    return replace(scenario, berichten=tuple(placed))
