"""The report folder: run.json, rapport.html, files for CI and spreadsheets, the journal and the messages."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from ketentoets.cli.bijlage import bijlage
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.reports.badge import to_badge
from ketentoets.reports.html_report import to_html
from ketentoets.reports.json_report import to_json
from ketentoets.reports.junit import to_junit
from ketentoets.reports.samenvatting import to_markdown
from ketentoets.reports.tabellen import bevindingen_csv, scenarios_csv

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
    run = replace(run, scenarios=tuple(_berichten(s, map_) for s in run.scenarios))
    (map_ / "rapport.html").write_text(to_html(run, bijlage(run, tegen)), encoding="utf-8")
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


def _berichten(scenario: ScenarioRecord, map_: Path) -> ScenarioRecord:
    folder = Path("berichten") / scenario.id / scenario.rol
    placed = []
    for n, message in enumerate(scenario.berichten, 1):
        (map_ / folder).mkdir(parents=True, exist_ok=True)
        file = folder / f"{n:02d}-{message.soort}.xml"
        (map_ / file).write_bytes(message.xml.encode())
        placed.append(replace(message, bestand=file.as_posix()))
    return replace(scenario, berichten=tuple(placed))
