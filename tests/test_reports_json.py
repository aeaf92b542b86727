"""run.json: keys, round trip and schema."""

import json
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest
import voorbeeldrun

from ketentoets.core.errors import ConfigurationError
from ketentoets.reports.html_report import to_html
from ketentoets.reports.json_report import from_json, schema, to_json
from ketentoets.reports.junit import to_junit
from ketentoets.reports.terminal import table

RUN_KEYS = [
    *("versie", "run", "ketentoets", "begonnen", "klaar", "profiel", "regelset", "klok", "datum", "zaad"),
    *("rollen", "sut", "oordeel", "tellingen", "afgebroken", "afgeleid", "scenarios"),
]
SCENARIO_KEYS = [
    *("id", "naam", "proces", "rol", "bron", "regels", "soorten", "oordeel", "reden", "bevindingen"),
    *("berichten", "gebeurtenissen", "bewijs", "standaard"),
]
TYPES = {"string": str, "integer": int, "boolean": bool, "object": dict, "array": list, "null": type(None)}


def errors(value: Any, rule: dict[str, Any], root: dict[str, Any], where: str = "$") -> list[str]:
    """A small structural check: as much of JSON Schema as the schema of run.json uses."""
    if "$ref" in rule:
        return errors(value, root["$defs"][rule["$ref"].rsplit("/", 1)[-1]], root, where)
    if "const" in rule:
        return [] if value == rule["const"] else [f"{where}: not {rule['const']}"]
    if "enum" in rule:
        return [] if value in rule["enum"] else [f"{where}: {value} not in the list"]
    allowed = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
    if not any(isinstance(value, TYPES[t]) and (t == "boolean" or value is not True) for t in allowed):
        return [f"{where}: {value!r} is no {allowed}"]
    found = []
    if isinstance(value, list):
        parts = rule.get("prefixItems") or [rule["items"]] * len(value)
        found += [e for i, (v, r) in enumerate(zip(value, parts)) for e in errors(v, r, root, f"{where}[{i}]")]  # noqa: B905
        found += [f"{where}: too short"] if len(value) < rule.get("minItems", 0) else []
    if isinstance(value, dict):
        known, extra = rule.get("properties", {}), rule.get("additionalProperties", True)
        found += [f"{where}: {k} is missing" for k in rule.get("required", ()) if k not in value]
        for key, item in value.items():
            inner = known.get(key, extra)
            if inner is False:
                found.append(f"{where}: {key} is unknown")
            elif inner is not True:
                found += errors(item, inner, root, f"{where}.{key}")
    return found


def without_xml(run: Any) -> Any:
    scenarios = (replace(s, berichten=tuple(replace(m, xml="") for m in s.berichten)) for s in run.scenarios)
    return replace(run, scenarios=tuple(scenarios))


def test_keys_stand_in_a_fixed_order() -> None:
    data = json.loads(to_json(voorbeeldrun.run()))
    assert list(data) == RUN_KEYS
    assert all(list(s) == SCENARIO_KEYS for s in data["scenarios"])
    assert data["versie"] == 1
    assert data["oordeel"] == "fout"
    assert data["tellingen"]["gezakt"] == 6


def test_text_is_readable_and_indented() -> None:
    text = to_json(voorbeeldrun.run())
    assert "Eén van drie prestaties" in text
    assert '\n  "run": ' in text
    assert text.endswith("}\n")


def test_messages_are_named_but_not_copied() -> None:
    text = to_json(voorbeeldrun.run())
    message = json.loads(text)["scenarios"][0]["berichten"][0]
    assert "xml" not in message
    assert len(message["sha256"]) == 64
    assert message["bestand"] == "berichten/verzoek-001/1-JW315.xml"
    assert "istandaarden.nl" not in text


def test_round_trip_keeps_everything_but_the_xml() -> None:
    run = voorbeeldrun.run(afgebroken=True)
    assert from_json(to_json(run)) == without_xml(run)
    assert to_json(from_json(to_json(run))) == to_json(run)


@pytest.mark.parametrize("run", [voorbeeldrun.run(), voorbeeldrun.run(scenarios=(), sut=())])
def test_output_fits_the_schema(run: Any) -> None:
    assert errors(json.loads(to_json(run)), schema(), schema()) == []


def test_the_schema_refuses_what_is_wrong() -> None:
    data = json.loads(to_json(voorbeeldrun.run()))
    del data["klok"]
    data["scenarios"][0]["oordeel"] = "groen"
    data["scenarios"][2]["bevindingen"][0]["termijn"]["overgeslagen"] = [["2021-04-03"]]
    data["onbekend"] = 1
    found = " ".join(errors(data, schema(), schema()))
    assert "klok is missing" in found
    assert "groen not in the list" in found
    assert "too short" in found
    assert "onbekend is unknown" in found


def test_dates_and_broken_text_do_not_stop_the_report() -> None:
    text = to_json(voorbeeldrun.run(profiel={"geldig": date(2021, 1, 1), "naam": "a\udc80b"}))
    assert json.loads(text)["profiel"] == {"geldig": "2021-01-01", "naam": "a?b"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("geen json", "geen run.json"),
        ("[]", "geen run.json"),
        ('{"versie": 9}', "versie 9"),
        ('{"versie": 1}', "niet volledig"),
    ],
)
def test_what_is_not_a_run_is_refused_with_a_reason(text: str, says: str) -> None:
    with pytest.raises(ConfigurationError, match=says):
        from_json(text)


def test_what_is_derived_stands_on_every_report() -> None:
    run = voorbeeldrun.run()
    for text in (to_html(run), table(run, 80, color=False), to_junit(run)):
        flat = " ".join(unescape(text).split())
        assert "ijw-3.0 is afgeleid: er was geen officieel schema; er was geen regellijst." in flat
    assert "ijw-3.0 (afgeleid)" in to_html(run)
    assert json.loads(to_json(run))["afgeleid"] == {"ijw-3.0": list(run.afgeleid["ijw-3.0"])}
    official = replace(run, afgeleid={})
    assert not any("is afgeleid" in text for text in (to_html(official), table(official, 80, color=False)))
