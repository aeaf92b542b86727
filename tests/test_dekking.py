"""Every requirement is tested by a scenario or has a reason that holds; the committed matrix says so."""

import csv
import io
from pathlib import Path

import pytest
from pydantic import ValidationError
from voorbeeldrun import run

from ketentoets.cli.dekken import toon
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.eisenlijst import LANDELIJK, Eis, Eisenlijst, eisenlijst, lijsten
from ketentoets.reports.json_report import to_json
from ketentoets.suite.dekking import ONVERKLAARD, Dekking, Gedekt, Stand, dekking, onbekend
from ketentoets.transports.base import Rol

ROOT = Path(__file__).parents[1]
MATRIX = ROOT / "docs" / "dekking.md"
GEMEENTE, AANBIEDER = Gedekt("a/b", Rol.GEMEENTE), Gedekt("a/b", Rol.AANBIEDER)
FEIT = "Er moet iets gebeuren."


def test_no_requirement_is_left_without_scenario_or_reason() -> None:
    rows = dekking([eisenlijst(naam) for naam in lijsten()], {})
    assert {d.eis.id: d.stand for d in rows if d.stand in ONVERKLAARD} == {}


def test_scenarios_name_no_unknown_requirement() -> None:
    assert onbekend([eisenlijst(naam) for naam in lijsten()]) == []
    assert onbekend([]) != []


def test_the_committed_matrix_is_up_to_date(tmp_path: Path) -> None:
    text, code = toon("", _run_zonder_scenarios(tmp_path), "markdown")
    assert MATRIX.read_text(encoding="utf-8") == text, "run ketentoets dekking --formaat markdown > docs/dekking.md"
    assert code == 0


def test_every_business_rule_of_the_standard_is_in_the_national_list() -> None:
    path = ROOT.parent / "shared" / "standaard" / "bedrijfsregels-3.2.csv"
    if not path.exists():
        pytest.skip("de bedrijfsregels van de standaard staan niet naast dit project: niet vergeleken")
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8")))
    assert {row["code"] for row in rows} == {eis.id for eis in eisenlijst(LANDELIJK).eisen}


@pytest.mark.parametrize(
    ("eis", "scenarios", "stand"),
    [
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente",)), (GEMEENTE,), Stand.GETOETST),
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente", "aanbieder")), (GEMEENTE,), Stand.GAT),
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente",)), (), Stand.GAT),
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente", "aanbieder"), open="later"), (GEMEENTE,), Stand.OPEN),
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente",), open="later"), (GEMEENTE,), Stand.TEGENSPRAAK),
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente",), deels="een kant"), (GEMEENTE,), Stand.DEELS),
        (Eis(id="OP001", feit=FEIT, bindt=("gemeente",), deels="een kant"), (), Stand.TEGENSPRAAK),
        (Eis(id="OP001", feit=FEIT, niet="niet te zien"), (), Stand.NIET_TOETSBAAR),
        (Eis(id="OP001", feit=FEIT, niet="niet te zien"), (AANBIEDER,), Stand.TEGENSPRAAK),
    ],
)
def test_how_far_a_requirement_is_covered(eis: Eis, scenarios: tuple[Gedekt, ...], stand: Stand) -> None:
    assert Dekking("x", eis, scenarios).stand == stand


def test_the_verdict_is_that_of_the_worst_scenario() -> None:
    eis = Eis(id="OP001", feit=FEIT, bindt=("gemeente",))
    two = (Gedekt("a/b", Rol.GEMEENTE, Verdict.GESLAAGD), Gedekt("a/c", Rol.GEMEENTE, Verdict.GEZAKT))
    assert Dekking("x", eis, two).oordeel == Verdict.GEZAKT
    assert Dekking("x", eis, (GEMEENTE,)).oordeel is None


def test_a_scenario_only_counts_for_the_actor_that_is_bound() -> None:
    (row,) = (d for d in dekking([eisenlijst(LANDELIJK)], {}) if d.eis.id == "OP087")
    assert {s.rol for s in row.scenarios} == {Rol.GEMEENTE}


def test_verdicts_come_from_the_run() -> None:
    scenario = next(d for d in dekking([eisenlijst(LANDELIJK)], {}) if d.eis.id == "OP087").scenarios[0]
    rows = dekking([eisenlijst(LANDELIJK)], {(scenario.id, scenario.rol): Verdict.GEZAKT})
    assert {d.eis.id: d.oordeel for d in rows}["OP087"] == Verdict.GEZAKT


@pytest.mark.parametrize(
    "fout",
    [
        {"id": "OP001", "feit": FEIT},
        {"id": "OP001", "feit": FEIT, "bindt": ["gemeente"], "niet": "a", "open": "b"},
        {"id": "regel een", "feit": FEIT, "bindt": ["gemeente"]},
        {"id": "OP001", "feit": FEIT, "bindt": ["verzekeraar"]},
    ],
)
def test_a_wrong_requirement_is_refused(fout: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Eis.model_validate(fout)


def test_a_requirement_stands_once_in_a_list() -> None:
    eis = {"id": "OP001", "feit": FEIT, "bindt": ["gemeente"]}
    with pytest.raises(ValueError, match="meer dan eens"):
        Eisenlijst.model_validate({"naam": "x", "titel": "x", "bron": "x", "eisen": [eis, eis]})


@pytest.mark.parametrize(("formaat", "deel"), [("tabel", "91 eisen"), ("csv", "lijst,eis,feit"), ("html", "<h1>")])
def test_formats(formaat: str, deel: str, tmp_path: Path) -> None:
    text, code = toon(LANDELIJK, _run_zonder_scenarios(tmp_path), formaat)
    assert deel in text
    assert code == 0


@pytest.mark.parametrize(("profiel", "formaat"), [("atlantis", "tabel"), ("", "pdf")])
def test_wrong_use_is_a_sentence(profiel: str, formaat: str) -> None:
    with pytest.raises(ConfigurationError, match=r"atlantis|pdf"):
        toon(profiel, None, formaat)


def _run_zonder_scenarios(tmp_path: Path) -> Path:
    path = tmp_path / "run.json"
    path.write_text(to_json(run()), encoding="utf-8")
    return path
