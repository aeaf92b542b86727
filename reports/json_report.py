"""run.json: the run record as JSON, and back. The messages' XML is not in it."""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.finding import Finding
from ketentoets.core.record import SCHEMA_VERSION, EventRecord, MessageRecord, RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.reports.json_schema import schema

__all__ = ["from_json", "schema", "to_json"]

_RUN_KEYS = (
    "run",
    "ketentoets",
    "begonnen",
    "klaar",
    "profiel",
    "regelset",
    "klok",
    "datum",
    "zaad",
    "rollen",
    "sut",
)


def to_json(run: RunRecord) -> str:
    """Write a run as JSON (UTF-8, indent 2, fixed key order), schema version 1."""
    data = {
        "versie": SCHEMA_VERSION,
        **{key: getattr(run, key) for key in _RUN_KEYS},
        "oordeel": str(run.oordeel),
        "tellingen": run.counts(),
        "afgebroken": run.afgebroken,
        "afgeleid": run.afgeleid,
        "scenarios": [_scenario(s) for s in run.scenarios],
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, default=_plain) + "\n"
    return text.encode("utf-8", "replace").decode("utf-8")


def _plain(value: Any) -> str:
    return str(value.isoformat()) if isinstance(value, date) else str(value)


def _scenario(scenario: ScenarioRecord) -> dict[str, Any]:
    return {
        "id": scenario.id,
        "naam": scenario.naam,
        "proces": scenario.proces,
        "rol": scenario.rol,
        "bron": scenario.bron,
        "regels": scenario.regels,
        "soorten": scenario.soorten,
        "oordeel": str(scenario.oordeel),
        "reden": scenario.reden,
        "bevindingen": [finding.as_dict() for finding in scenario.bevindingen],
        "berichten": [_message(message) for message in scenario.berichten],
        "gebeurtenissen": [asdict(event) for event in scenario.gebeurtenissen],
        "bewijs": dict(sorted(scenario.bewijs.items())),
        "standaard": scenario.standaard,
    }


def _message(message: MessageRecord) -> dict[str, Any]:
    data = asdict(message)
    del data["xml"]
    return data


def from_json(text: str) -> RunRecord:
    """Rebuild a run from run.json; the messages come back without their XML.

    Unknown keys are ignored. Raises `ConfigurationError` when the text is not a run.json of
    this schema version.
    """
    try:
        data = json.loads(text)
        version = data["versie"]
    except (ValueError, TypeError, KeyError) as error:
        raise ConfigurationError(_("dit is geen run.json van ketentoets")) from error
    if version != SCHEMA_VERSION:
        raise ConfigurationError(
            _(
                "run.json heeft versie {found}; deze ketentoets leest versie {known}",
                found=version,
                known=SCHEMA_VERSION,
            )
        )
    try:
        return _run(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigurationError(_("run.json is niet volledig: {reason}", reason=error)) from error


def _run(data: dict[str, Any]) -> RunRecord:
    values = {key: data[key] for key in _RUN_KEYS}
    return RunRecord(
        **{**values, "rollen": tuple(data["rollen"]), "sut": tuple(data["sut"])},
        scenarios=tuple(_scenario_from(s) for s in data["scenarios"]),
        afgebroken=bool(data.get("afgebroken", False)),
        afgeleid={str(name): tuple(reasons) for name, reasons in data.get("afgeleid", {}).items()},
    )


def _scenario_from(data: dict[str, Any]) -> ScenarioRecord:
    return ScenarioRecord(
        id=data["id"],
        naam=data["naam"],
        proces=data["proces"],
        rol=data["rol"],
        bron=tuple(data["bron"]),
        regels=tuple(data["regels"]),
        soorten=tuple(data["soorten"]),
        oordeel=Verdict(data["oordeel"]),
        reden=data.get("reden", ""),
        bevindingen=tuple(Finding.from_dict(f) for f in data.get("bevindingen", ())),
        berichten=tuple(MessageRecord(**{"xml": "", **_known(MessageRecord, m)}) for m in data.get("berichten", ())),
        gebeurtenissen=tuple(EventRecord(**_known(EventRecord, e)) for e in data.get("gebeurtenissen", ())),
        bewijs=dict(data.get("bewijs", {})),
        standaard=data.get("standaard", ""),
    )


def _known(kind: type[MessageRecord] | type[EventRecord], data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key in kind.__dataclass_fields__}
