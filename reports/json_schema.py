"""JSON Schema (2020-12) of run.json, schema version 1."""

import json
from typing import Any

from ketentoets.core.record import SCHEMA_VERSION
from ketentoets.core.verdict import ROLL_UP_ORDER

_Schema = dict[str, Any]

_TEXT: _Schema = {"type": "string"}
_NUMBER: _Schema = {"type": "integer"}
_MAYBE_NUMBER: _Schema = {"type": ["integer", "null"]}
_FLAG: _Schema = {"type": "boolean"}
_FREE: _Schema = {"type": "object"}
_TEXTS: _Schema = {"type": "array", "items": _TEXT}
_VERDICTS = [str(verdict) for verdict in ROLL_UP_ORDER]
_VERDICT: _Schema = {"enum": _VERDICTS}


def _object(properties: dict[str, _Schema], **more: Any) -> _Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        **more,
    }


def _list_of(name: str) -> _Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _texts(names: str) -> dict[str, _Schema]:
    return dict.fromkeys(names.split(), _TEXT)


def _finding() -> _Schema:
    return _object(
        {
            **_texts("soort tekst regel bron"),
            "niveau": _MAYBE_NUMBER,
            **_texts("retourcode bericht bericht_id pad"),
            "lijn": _MAYBE_NUMBER,
            "kolom": _MAYBE_NUMBER,
            **_texts("verwacht gevonden"),
            "termijn": {"$ref": "#/$defs/termijn"},
            "gevolg": _VERDICT,
        }
    )


def _term() -> _Schema:
    day_and_reason = {"type": "array", "prefixItems": [_TEXT, _TEXT], "minItems": 2, "maxItems": 2}
    return {
        "type": "object",
        "properties": {
            **_texts("start termijn uiterlijk"),
            "gekomen": {"type": ["string", "null"]},
            "geteld": _TEXTS,
            "overgeslagen": {"type": "array", "items": day_and_reason},
        },
    }


def _message() -> _Schema:
    return _object(
        {
            **_texts("id soort van naar beschikbaar ontvangen sha256"),
            **_texts("uitkomst antwoord_op uiterlijk"),
            "te_laat": _FLAG,
            "mutatie": _FREE,
            "bestand": _TEXT,
            "n": _NUMBER,
        }
    )


def _scenario() -> _Schema:
    return _object(
        {
            **_texts("id naam proces rol"),
            "bron": _TEXTS,
            "regels": _TEXTS,
            "soorten": _TEXTS,
            "oordeel": _VERDICT,
            "reden": _TEXT,
            "bevindingen": _list_of("bevinding"),
            "berichten": _list_of("bericht"),
            "gebeurtenissen": _list_of("gebeurtenis"),
            "bewijs": {"type": "object", "additionalProperties": _NUMBER},
            "standaard": _TEXT,
        }
    )


def schema() -> _Schema:
    """The schema of run.json as a JSON-ready dict."""
    run = _object(
        {
            "versie": {"const": SCHEMA_VERSION},
            **_texts("run ketentoets begonnen klaar"),
            "profiel": _FREE,
            **_texts("regelset klok datum"),
            "zaad": _NUMBER,
            "rollen": _TEXTS,
            "sut": {"type": "array", "items": _FREE},
            "oordeel": _VERDICT,
            "tellingen": _object({name: {"type": "integer", "minimum": 0} for name in _VERDICTS}),
            "afgebroken": _FLAG,
            "afgeleid": {"type": "object", "additionalProperties": _TEXTS},
            "scenarios": _list_of("scenario"),
        }
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ketentoets:run:{SCHEMA_VERSION}",
        "title": "ketentoets run.json",
        **run,
        "$defs": {
            "scenario": _scenario(),
            "bevinding": _finding(),
            "termijn": _term(),
            "bericht": _message(),
            "gebeurtenis": _object({**_texts("soort tijd tekst partij"), "n": _NUMBER}),
        },
    }


def schema_text() -> str:
    """The schema as it is published in docs/schema/run.schema.json."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"
