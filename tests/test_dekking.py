"""Every requirement is tested by a scenario or has a reason that holds; the committed matrix says so."""

import csv
import io
import re
from itertools import groupby
from pathlib import Path

import pytest
from pydantic import ValidationError
from voorbeeldrun import run

from ketentoets.cli.dekken import toon
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.eisenlijst import LANDELIJK, Eis, Eisenlijst, eisenlijst, lijsten
from ketentoets.reports.json_report import to_json
from ketentoets.steps import feature_files
from ketentoets.suite.dekking import ONVERKLAARD, Dekking, Gedekt, Stand, dekking, onbekend
from ketentoets.suite.verzamel import BRON, feature_tags
from ketentoets.transports.base import Rol

ROOT = Path(__file__).parents[1]
MATRIX = ROOT / "docs" / "dekking.md"
PROTOCOLLEN = ROOT.parent / "shared" / "protocollen"
REGIO = [naam for naam in lijsten() if naam != LANDELIJK]
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


def tekst_van(naam: str) -> str:
    found = list(PROTOCOLLEN.glob(f"{naam}*.txt"))
    if not found:
        pytest.skip(f"de protocoltekst van {naam} staat niet naast dit project: niet vergeleken")
    return found[0].read_text(encoding="utf-8")


def sectie(eis: Eis) -> str:
    """'2.3.2.2' or 'bijlage-5' of 'SAP-2.3.2.2/3', 'SAP-bijlage-5/1'."""
    return eis.id.split("-", 1)[1].rpartition("/")[0]


def staat_in(nummer: str, tekst: str) -> bool:
    """Whether a line begins with this number, or with this 'Bijlage N'."""
    start = nummer.replace("bijlage-", "Bijlage ")
    return re.search(rf"^\W*{re.escape(start)}(?:[.:]?\s|$)", tekst, re.MULTILINE) is not None


@pytest.mark.parametrize("naam", REGIO)
def test_every_requirement_is_about_a_section_of_its_protocol(naam: str) -> None:
    tekst, lijst = tekst_van(naam), eisenlijst(naam)
    secties = dict.fromkeys(map(sectie, lijst.eisen))
    if lijst.secties:
        assert list(secties) == [str(nummer) for nummer in lijst.secties]
        plat = " ".join(tekst.split())
        assert [kop for kop in lijst.secties.values() if kop not in plat] == []
    else:
        assert [nummer for nummer in secties if not staat_in(nummer, tekst)] == []
    assert not staat_in("9.9.9", tekst)


@pytest.mark.parametrize("naam", REGIO)
def test_the_sentences_of_a_section_are_numbered_without_gaps(naam: str) -> None:
    for _sectie, eisen in groupby(eisenlijst(naam).eisen, sectie):
        numbers = [int(eis.id.rpartition("/")[2]) for eis in eisen]
        assert numbers == list(range(1, len(numbers) + 1)), _sectie


def test_the_sections_that_scenarios_name_are_in_the_protocol() -> None:
    tekst = tekst_van("alkmaar")
    tags = feature_tags(feature_files())
    named = {match["plaats"] for match in map(BRON.match, tags) if match and match["stuk"] == "SAP"}
    assert len(named) > 10
    assert [nummer for nummer in named if not staat_in(nummer, tekst)] == []


@pytest.mark.parametrize("naam", REGIO)
def test_no_requirement_copies_a_sentence_of_the_protocol(naam: str) -> None:
    source = _rijen(tekst_van(naam), 9)
    assert source
    assert [eis.id for eis in eisenlijst(naam).eisen if _rijen(eis.feit, 9) & source] == []


def _rijen(tekst: str, n: int) -> set[tuple[str, ...]]:
    """Every run of n words."""
    words = re.findall(r"\w+", tekst.casefold())
    return {tuple(words[i : i + n]) for i in range(len(words) - n + 1)}


def test_the_protocol_that_contradicts_itself_is_named_as_such() -> None:
    by_id = {eis.id: eis for eis in eisenlijst("alkmaar").eisen}
    assert "twee of meer" in by_id["SAP-3.1/2"].feit
    assert "een of meer" in by_id["SAP-4.3.3/3"].feit
    assert {"SAP-3.1/2", "SAP-4.3.3/3"} <= {id_ for id_, eis in by_id.items() if "spreekt" in eis.feit}


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
