"""Two runs next to each other, as a function and as a command."""

import json
import shlex
from dataclasses import replace
from pathlib import Path

import pytest
import voorbeeldrun
from typer.testing import CliRunner, Result

from ketentoets.cli.main import app
from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.runlezen import lees_run
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.vergelijking import Paar, Vergelijking, als_tekst

GOOD, BAD, NA, UNSURE = Verdict.GESLAAGD, Verdict.GEZAKT, Verdict.NIET_VAN_TOEPASSING, Verdict.ONBESLIST


def run(*scenarios: ScenarioRecord) -> RunRecord:
    return voorbeeldrun.run(scenarios=scenarios)


def with_verdict(verdict: Verdict) -> ScenarioRecord:
    return replace(voorbeeldrun.scenarios()[0], oordeel=verdict)


@pytest.mark.parametrize(
    ("was", "now", "direction"),
    [(GOOD, BAD, 1), (BAD, GOOD, -1), (GOOD, NA, 0), (NA, UNSURE, 1), (UNSURE, BAD, 1), (BAD, UNSURE, -1),
     (Verdict.FOUT, BAD, -1), (BAD, BAD, 0), (Verdict.OVERGESLAGEN, GOOD, -1)],
)  # fmt: skip
def test_worse_and_better(was: Verdict, now: Verdict, direction: int) -> None:
    assert Paar(with_verdict(was), with_verdict(now)).richting == direction


def test_a_run_with_itself_has_no_difference_even_with_other_message_ids() -> None:
    scenarios = [
        replace(s, bevindingen=tuple(replace(f, bericht_id="x") for f in s.bevindingen))
        for s in voorbeeldrun.scenarios()
    ]
    found = Vergelijking(voorbeeldrun.run(), run(*scenarios))
    assert found.gelijk
    assert found.groepen() == []
    assert [len(group) for group in found.oorzaken] == [0, 0, 5]
    assert "Geen verschil: 13 scenario's" in als_tekst(found, 80)


def test_every_difference_stands_in_its_group() -> None:
    passed, late, refused = (voorbeeldrun.scenarios()[n] for n in (0, 2, 5))
    mended = replace(late, oordeel=GOOD, bevindingen=())
    other = replace(refused, bevindingen=(replace(refused.bevindingen[0], gevonden="leeg"),))
    extra = replace(passed, id="nieuw")
    found = Vergelijking(run(passed, late, refused), run(mended, other, extra))
    assert [(title, [p.scenario.id for p in pairs]) for title, pairs in found.groepen()] == [
        ("Beter geworden", [late.id]),
        ("Zelfde oordeel, andere bevindingen", [refused.id]),
        ("Alleen in deze run", ["nieuw"]),
        ("Alleen in de andere run", [passed.id]),
    ]
    new, gone, stayed = found.oorzaken
    assert ([c.regels for c in new], [c.regels for c in gone], [c.regels for c in stayed]) == (
        [],
        [["OP090"]],
        [["CD084"]],
    )
    assert found.samenvatting() == "1 beter, 1 anders, 1 alleen in deze run, 1 alleen in de andere run."


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_text_fits_the_terminal(width: int) -> None:
    was = replace(voorbeeldrun.run(), klok="berichtdatum", scenarios=voorbeeldrun.scenarios()[:4])
    text = als_tekst(Vergelijking(was, voorbeeldrun.run()), width)
    assert max(map(len, text.splitlines())) <= width
    assert "klok: berichtdatum, nu virtueel" in text


def test_the_terminal_names_twenty_and_counts_the_rest() -> None:
    many = [replace(voorbeeldrun.scenarios()[0], id=f"n{n}") for n in range(25)]
    text = als_tekst(Vergelijking(run(), run(*many)), 100)
    assert text.count("  - Een verzoek") == 20
    assert "en nog 5" in text


@pytest.fixture
def mappen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two report folders: in the second one a scenario got worse."""
    monkeypatch.chdir(tmp_path)
    passed, late = voorbeeldrun.scenarios()[0], voorbeeldrun.scenarios()[2]
    for name, scenarios in (("een", (passed, replace(late, oordeel=GOOD, bevindingen=()))), ("twee", (passed, late))):
        (tmp_path / name).mkdir()
        schrijf(run(*scenarios), tmp_path / name)
    return tmp_path


def do(command: str) -> Result:
    return CliRunner().invoke(app, shlex.split(command))


def test_the_command_says_what_differs_and_with_a_page(mappen: Path) -> None:
    same = do("vergelijk een een/run.json")
    assert (same.exit_code, same.stdout.count("Geen verschil")) == (0, 1)
    found = do("vergelijk een twee --rapport uit")
    assert found.exit_code == 1
    assert "geslaagd werd gezakt" in " ".join(found.stdout.split())
    page = (mappen / "uit" / "rapport.html").read_text(encoding="utf-8")
    assert "1 slechter, 1 gelijk." in page
    assert list((mappen / "uit").glob("berichten/*/*/*.xml"))
    assert isinstance(do("vergelijk een twee --rapport uit").exception, ConfigurationError)


def test_the_messages_come_back_from_their_files_and_from_nowhere_else(mappen: Path) -> None:
    assert lees_run(mappen / "een").scenarios[0].berichten[0].xml == voorbeeldrun.scenarios()[0].berichten[0].xml
    (mappen / "geheim.xml").write_text("geheim", encoding="utf-8")
    file = mappen / "een" / "run.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    places = ("../geheim.xml", str(mappen / "geheim.xml"), "", "weg.xml")
    for message, place in zip(data["scenarios"][0]["berichten"], places, strict=True):
        message["bestand"] = place
    file.write_text(json.dumps(data), encoding="utf-8")
    assert {m.xml for m in lees_run(mappen / "een").scenarios[0].berichten} == {""}


@pytest.mark.parametrize("content", [None, "", "{}", '{"versie": 99}', "\x00", "[]"])
def test_what_is_no_run_is_refused_by_name(mappen: Path, content: str | None) -> None:
    if content is not None:
        (mappen / "kapot.json").write_text(content, encoding="utf-8")
    error = do("vergelijk een kapot.json").exception
    assert isinstance(error, ConfigurationError)
    assert "kapot.json" in str(error)


def test_a_run_to_compare_with_that_is_not_there_stops_before_anything_runs(mappen: Path) -> None:
    error = do("run --met nergens --rapport uit").exception
    assert isinstance(error, ConfigurationError)
    assert "nergens" in str(error)
    assert not (mappen / "uit").exists()
