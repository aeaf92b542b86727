"""What CI and spreadsheets read: CSV, badge, Markdown summary, and the published JSON Schema."""

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import voorbeeldrun
from lxml import etree

from ketentoets.cli.rapportmap import schrijf
from ketentoets.core.verdict import Verdict
from ketentoets.reports.badge import to_badge
from ketentoets.reports.json_report import to_json
from ketentoets.reports.json_schema import schema, schema_text
from ketentoets.reports.samenvatting import MAX_CAUSES, to_markdown
from ketentoets.reports.tabellen import bevindingen_csv, scenarios_csv

SCHEMA = Path(__file__).parent.parent / "docs" / "schema" / "run.schema.json"
EVIL = '=HYPERLINK("http://x") | <script>alert(1)</script>\n# kop @iemand `x` [a](http://x)'


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def hostile() -> Any:
    finding = replace(voorbeeldrun.LATE_316, tekst=EVIL, gevonden=EVIL, verwacht=EVIL, bron=EVIL)
    return voorbeeldrun.run(scenarios=(replace(voorbeeldrun.scenarios()[2], naam=EVIL, bevindingen=(finding,)),))


# CSV.


def test_a_row_per_scenario_and_per_finding() -> None:
    run = voorbeeldrun.run()
    found = rows(scenarios_csv(run))
    assert [(r["id"], r["rol"], r["oordeel"]) for r in found] == [(s.id, s.rol, s.oordeel) for s in run.scenarios]
    findings = rows(bevindingen_csv(run))
    assert len(findings) == sum(len(s.bevindingen) for s in run.scenarios) > 3
    late = next(r for r in findings if r["regel"] == "OP090")
    assert late["verwacht"] == "JW316 uiterlijk wo 07-04-2021 23:59"
    assert "di 06-04 (2)" in late["termijn"]


def test_a_cell_is_never_a_formula_and_a_row_is_one_line() -> None:
    (row,) = rows(bevindingen_csv(hostile()))
    assert row["tekst"].startswith("'=HYPERLINK")
    assert len(bevindingen_csv(hostile()).splitlines()) == 2


# Badge.


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_badge_says_the_verdict_in_readable_colours(verdict: Verdict) -> None:
    one = replace(voorbeeldrun.scenarios()[0], oordeel=verdict)
    root = etree.fromstring(to_badge(voorbeeldrun.run(scenarios=(one,))).encode())
    assert root.get("aria-label") == f"ketentoets: {verdict} 1/1"
    colour = root.find("{*}rect").get("fill")
    assert contrast(colour) >= 4.5


def contrast(colour: str) -> float:
    """With white, by WCAG."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


def test_an_aborted_run_has_no_green_badge() -> None:
    passed = tuple(replace(s, oordeel=Verdict.GESLAAGD) for s in voorbeeldrun.scenarios())
    whole, cut = (to_badge(voorbeeldrun.run(scenarios=passed, afgebroken=a)) for a in (False, True))
    assert "#1b7f4d" in whole and "#1b7f4d" not in cut
    assert "afgebroken" in cut


# Markdown.


def test_the_summary_has_verdict_counts_and_causes() -> None:
    text = to_markdown(voorbeeldrun.run())
    assert text.startswith("## ! ketentoets: fout\n")
    assert re.search(r"^\| ✕ gezakt \| 6 \|$", text, re.MULTILINE)
    assert "**OP090 in JW316, " in text
    assert "verwacht: JW316 uiterlijk wo 07-04-2021 23:59" in text
    assert "<details>" in text


def test_a_pass_has_no_causes() -> None:
    passed = tuple(replace(s, oordeel=Verdict.GESLAAGD, bevindingen=()) for s in voorbeeldrun.scenarios())
    text = to_markdown(voorbeeldrun.run(scenarios=passed))
    assert "Wat eerst" not in text and "<details>" not in text


def test_text_from_outside_is_no_markup() -> None:
    text = to_markdown(hostile())
    assert "<script" not in text
    assert "@iemand" not in text
    assert not re.search(r"^# kop", text, re.MULTILINE)
    assert not re.search(r"(?<!\\)`|(?<!\\)\[a", text)


def test_a_summary_stays_short() -> None:
    base = voorbeeldrun.scenarios()[2]
    many = tuple(
        replace(base, id=f"s{n}", bevindingen=(replace(voorbeeldrun.LATE_316, regel=f"R{n}", tekst="x" * 5000),))
        for n in range(500)
    )
    text = to_markdown(voorbeeldrun.run(scenarios=many))
    assert len(text) < 100_000
    assert f"en nog {500 - MAX_CAUSES}" in text


# The folder.


def test_everything_is_written_and_shown_with_the_job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = tmp_path / "stap.md"
    step.write_text("eerder\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(step))
    schrijf(voorbeeldrun.run(), tmp_path)
    assert {p.name for p in tmp_path.iterdir()} >= {
        "run.json", "junit.xml", "rapport.html", "scenarios.csv", "bevindingen.csv", "badge.svg", "samenvatting.md",
    }  # fmt: skip
    assert step.read_text(encoding="utf-8") == "eerder\n" + (tmp_path / "samenvatting.md").read_text(encoding="utf-8")


def test_a_summary_that_cannot_be_added_is_only_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "weg" / "stap.md"))
    schrijf(voorbeeldrun.run(), tmp_path)
    assert "Let op: kan de samenvatting niet toevoegen" in capsys.readouterr().err


# The schema.


def test_the_published_schema_is_the_one_that_is_used() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text(), (
        "ketentoets schema rapport > docs/schema/run.schema.json"
    )


def test_a_run_fits_the_schema_by_a_real_validator() -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    jsonschema.Draft202012Validator.check_schema(schema())
    validator = jsonschema.Draft202012Validator(schema())
    data = json.loads(to_json(voorbeeldrun.run()))
    assert list(validator.iter_errors(data)) == []
    del data["klok"]
    assert len(list(validator.iter_errors(data))) == 1
