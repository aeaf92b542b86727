"""Reading a finished run back: a report folder, its run.json, or its journal."""

from dataclasses import replace
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import read_journal
from ketentoets.core.record import MessageRecord, RunRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.reports.json_report import from_json
from ketentoets.suite.uitvoering import verslag

RUN = "run.json"


def lees_run(pad: Path) -> RunRecord:
    """The run of a report folder, a run.json or a journal; raises `ConfigurationError` that names the path."""
    if pad.suffix == ".jsonl":
        events, heel = read_journal(pad)
        return verslag(events, heel=heel)
    bestand = pad / RUN if pad.is_dir() else pad
    try:
        run = from_json(bestand.read_text(encoding="utf-8"))
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(
            _("Kan {path} niet lezen: {reason}. Geef de map van een rapport.", path=bestand, reason=reason)
        ) from error
    except (ConfigurationError, UnicodeDecodeError) as error:
        raise ConfigurationError(_("{path}: {reason}", path=bestand, reason=error)) from error
    return _met_berichten(run, bestand.parent)


def _met_berichten(run: RunRecord, map_: Path) -> RunRecord:
    """The same run with the XML of its messages, as far as their files are there."""
    scenarios = (replace(s, berichten=tuple(replace(m, xml=_xml(m, map_)) for m in s.berichten)) for s in run.scenarios)
    return replace(run, scenarios=tuple(scenarios))


def _xml(message: MessageRecord, map_: Path) -> str:
    """What is in the file of a message; '' when it is gone, or not inside the folder of the report."""
    file = (map_ / message.bestand).resolve()
    if not message.bestand or not file.is_relative_to(map_.resolve()) or not file.is_file():
        return ""
    return file.read_bytes().decode("utf-8", "replace")
