"""The report folder: run.json, junit.xml, rapport.html, the journal and the messages as files."""

from dataclasses import replace
from pathlib import Path

from ketentoets.cli.bijlage import bijlage
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.reports.html_report import to_html
from ketentoets.reports.json_report import to_json
from ketentoets.reports.junit import to_junit


def schrijf(run: RunRecord, map_: Path, tegen: RunRecord | None = None) -> RunRecord:
    """Write all files; the run record with the place of every message filled in. The page compares with `tegen`."""
    run = replace(run, scenarios=tuple(_berichten(s, map_) for s in run.scenarios))
    (map_ / "run.json").write_text(to_json(run), encoding="utf-8")
    (map_ / "junit.xml").write_text(to_junit(run), encoding="utf-8")
    (map_ / "rapport.html").write_text(to_html(run, bijlage(run, tegen)), encoding="utf-8")
    return run


def _berichten(scenario: ScenarioRecord, map_: Path) -> ScenarioRecord:
    folder = Path("berichten") / scenario.id / scenario.rol
    placed = []
    for n, message in enumerate(scenario.berichten, 1):
        (map_ / folder).mkdir(parents=True, exist_ok=True)
        file = folder / f"{n:02d}-{message.soort}.xml"
        (map_ / file).write_bytes(message.xml.encode())
        placed.append(replace(message, bestand=file.as_posix()))
    return replace(scenario, berichten=tuple(placed))
