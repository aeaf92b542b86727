"""The report folder: run.json, rapport.html, files for CI and spreadsheets, the journal and the messages."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from ketentoets.core.record import RunRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.reports.badge import to_badge
from ketentoets.reports.json_report import to_json
from ketentoets.reports.junit import to_junit
from ketentoets.reports.samenvatting import to_markdown
from ketentoets.reports.tabellen import bevindingen_csv, scenarios_csv
from ketentoets.suite.rapport import RAPPORT, met_bestanden, rapport

SAMENVATTING = "samenvatting.md"
STAP_VAR = "GITHUB_STEP_SUMMARY"
"""GitHub Actions names here the file whose text it shows with the job."""
_SCHRIJVERS: dict[str, Callable[[RunRecord], str]] = {
    "run.json": to_json,
    "junit.xml": to_junit,
    "scenarios.csv": scenarios_csv,
    "bevindingen.csv": bevindingen_csv,
    "badge.svg": to_badge,
    SAMENVATTING: to_markdown,
}


def schrijf(run: RunRecord, map_: Path, tegen: RunRecord | None = None) -> RunRecord:
    """Write all files; the run record with the place of every message filled in. The page compares with `tegen`."""
    run = met_bestanden(run)
    _berichten(run, map_)
    (map_ / RAPPORT).write_text(rapport(run, tegen), encoding="utf-8", newline="\n")
    for name, writer in _SCHRIJVERS.items():
        (map_ / name).write_text(writer(run), encoding="utf-8")
    _stapsamenvatting(map_ / SAMENVATTING)
    return run


def _stapsamenvatting(bestand: Path) -> None:
    """Show the summary with the job, in GitHub Actions; that it cannot be shown is no reason to fail."""
    if not (path := os.environ.get(STAP_VAR)):
        return
    try:
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.write(bestand.read_text(encoding="utf-8"))
    except OSError as error:
        reason = waarom(error)
        print(
            _("Let op: kan de samenvatting niet toevoegen aan {path}: {reason}", path=path, reason=reason),
            file=sys.stderr,
        )


def _berichten(run: RunRecord, map_: Path) -> None:
    for message in (m for s in run.scenarios for m in s.berichten):
        file = map_ / message.bestand
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(message.xml.encode())
