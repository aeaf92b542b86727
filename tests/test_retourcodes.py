"""Every return code, in every message and release, is provoked by a scenario or explained; the matrix says so."""

from pathlib import Path

import pytest
from pydantic import ValidationError
from voorbeeldrun import run

from ketentoets.cli.dekken import toon_codes
from ketentoets.core.errors import ConfigurationError
from ketentoets.fixtures.retourverklaring import Verklaring, verklaring_van, verklaringen
from ketentoets.reports.json_report import to_json
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.standaard import codelijst, standaarden
from ketentoets.steps import Step
from ketentoets.suite import retourcodes
from ketentoets.suite.retourcodes import Codedekking, Codestand, Uitlokking, codedekking, uitlokkingen
from ketentoets.suite.verzamel import Uitgewerkt
from ketentoets.transports.base import Rol

MATRIX = Path(__file__).parents[1] / "docs" / "retourcodes.md"
IN_316 = Codedekking("ijw-3.2", "0001", "Afgekeurd", "JW315", "JW316", ("CS002", "CS003"))


@pytest.fixture
def leeg(tmp_path: Path) -> Path:
    """A run without scenarios that provoke anything, so that no report in the folder is taken."""
    path = tmp_path / "run.json"
    path.write_text(to_json(run()), encoding="utf-8")
    return path


def test_no_code_of_any_release_is_left_unexplained() -> None:
    assert [(d.standaard, d.code) for d in codedekking(standaarden()) if d.stand is Codestand.GAT] == []


@pytest.mark.parametrize("standaard", standaarden())
def test_every_code_of_the_list_is_there(standaard: str) -> None:
    assert {d.code for d in codedekking([standaard])} == set(codelijst("RetourCode", standaard))


def test_every_rule_with_a_code_is_there() -> None:
    found = {(d.heen, regel) for d in codedekking(["ijw-3.2"]) for regel in d.regels}
    wanted = {
        (f"JW{soort}", rule.code)
        for rule in catalogue()
        for soort in rule.berichten
        if rule.retourcode and rule.geldt(soort, "3.2", "ijw")
    }
    assert found == wanted


def test_the_committed_matrix_is_up_to_date(leeg: Path) -> None:
    text, code = toon_codes("", leeg, "markdown")
    opdracht = "ketentoets dekking --retourcodes --formaat markdown > docs/retourcodes.md"
    assert MATRIX.read_text(encoding="utf-8") == text, f"run {opdracht}"
    assert code == 0


def test_a_code_that_nobody_explains_fails(leeg: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retourcodes, "verklaring_van", lambda _code, _standaard: None)
    text, code = toon_codes("ijw-3.2", leeg, "csv")
    assert code == 1
    assert "ijw-3.2,0200," in text
    assert ",gat," in text


def test_every_explanation_explains_something() -> None:
    bare = {(d.code, d.standaard) for d in codedekking(standaarden()) if not d.regels}
    for verklaring in verklaringen():
        assert any(verklaring.past(*item) for item in bare), verklaring.reden
    assert verklaring_van("0200", "ijw-3.2") is not None
    assert verklaring_van("9321", "ijw-3.2") is None


@pytest.mark.parametrize("fout", [{}, {"reden": "a", "open": "b"}, {"reden": "a", "bericht": "301"}])
def test_a_wrong_explanation_is_refused(fout: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Verklaring.model_validate(fout)


def test_what_is_missing_is_not_called_explained() -> None:
    stand = {d.code: d.stand for d in codedekking(["ijw-2.3"])}
    assert stand["0200"] is Codestand.VERKLAARD
    assert stand["9321"] is Codestand.OPEN


def test_a_scenario_that_breaks_the_rule_provokes_its_code() -> None:
    (row,) = (d for d in codedekking(["ijw-3.2"]) if d.code == "9019" and d.heen == "JW305")
    assert (row.stand, row.bericht, row.regels) == (Codestand.UITGELOKT, "JW306", ("TR019",))
    assert "start-en-stop/een-start-bij-een-toewijzing-die-niet-bestaat" in {u.id for u in row.uitlokkingen}


def test_a_scenario_that_only_names_the_rule_provokes_nothing() -> None:
    assert "start-en-stop/de-aanbieder-meldt-de-start" not in {u.id for u in uitlokkingen()}


def test_a_national_scenario_provokes_in_both_domains_where_the_rule_is_in_both() -> None:
    (both,) = (u for u in uitlokkingen() if u.id.endswith("klopt-niet-cd085"))
    (one,) = (u for u in uitlokkingen() if u.id.endswith("klopt-niet-tr377"))
    assert both.standaarden == DRIE
    assert one.standaarden == {"ijw-3.0", "ijw-3.1", "ijw-3.2"}


def uitgewerkt(tags: set[str], zinnen: tuple[str, ...]) -> Uitgewerkt:
    stappen = (Step(name=zin, type="given", indent=0, line_number=1, keyword="Gegeven") for zin in zinnen)
    return Uitgewerkt("a/b", "b", tags, tuple(stappen))


def test_a_scenario_of_one_region_provokes_in_its_domain() -> None:
    scenario = uitgewerkt({"sut-gemeente", "JW315", "vanaf-3.0", "alkmaar"}, (f"{VOLGENDE} CS002",))
    (found,) = retourcodes._uit(scenario)
    assert found.standaarden == {"ijw-3.0", "ijw-3.1", "ijw-3.2"}


def test_a_message_without_return_message_is_explained() -> None:
    (row,) = (d for d in codedekking(["ijw-3.2"]) if d.code == "9366")
    assert (row.heen, row.bericht, row.stand) == ("JW325", "", Codestand.VERKLAARD)
    assert "TR366" in row.reden


VOLGENDE = "het volgende 315-bericht van de aanbieder schendt regel"
DRIE = {f"{domein}-3.{n}" for domein in ("ijw", "iwmo") for n in range(3)}


def hit(regel: str) -> Uitlokking:
    return Uitlokking("a/b", (Rol.GEMEENTE,), regel, "315", frozenset({"ijw-3.2"}))


@pytest.mark.parametrize(
    ("regels", "stand", "reden"),
    [
        ((), Codestand.OPEN, "CS002, CS003"),
        (("CS002",), Codestand.DEELS, "CS003"),
        (("CS002", "CS003"), Codestand.UITGELOKT, ""),
    ],
)
def test_how_far_a_code_is_provoked(regels: tuple[str, ...], stand: Codestand, reden: str) -> None:
    uitlokkingen = tuple(map(hit, regels))
    row = Codedekking("ijw-3.2", "0001", "Afgekeurd", "JW315", "JW316", IN_316.regels, uitlokkingen)
    assert row.stand is stand
    assert reden in row.reden
    assert bool(reden) == bool(row.reden)


@pytest.mark.parametrize(
    ("zinnen", "gevonden"),
    [
        (('het volgende JW305 van de aanbieder bevat de fout "onbekende toewijzing"',), [("TR019", DRIE)]),
        (("het volgende 305-bericht van de aanbieder schendt regel TR063",), [("TR063", DRIE)]),
        (("het volgende JW307 van de aanbieder schendt regel TR063",), []),
        (
            ("het is dinsdag 12 oktober 2021", "het volgende JW305 van de aanbieder schendt regel TR063"),
            [("TR063", {"ijw-3.0", "iwmo-3.0"})],
        ),
        (("de zorg start",), []),
    ],
)
def test_what_a_scenario_provokes(zinnen: tuple[str, ...], gevonden: list[tuple[str, set[str]]]) -> None:
    scenario = uitgewerkt({"sut-gemeente", "JW305", "vanaf-3.0"}, zinnen)
    assert [(u.regel, u.standaarden) for u in retourcodes._uit(scenario)] == gevonden


@pytest.mark.parametrize(
    ("formaat", "deel"), [("tabel", "9321 in JW325"), ("csv", "lijst,retourcode,"), ("html", "<h1>")]
)
def test_formats(formaat: str, deel: str, leeg: Path) -> None:
    text, code = toon_codes("ijw-3.2", leeg, formaat)
    assert deel in text
    assert code == 0


def test_an_unknown_release_is_a_sentence(leeg: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"ijw-9\.9.*ijw-3\.2"):
        toon_codes("ijw-9.9", leeg, "tabel")
