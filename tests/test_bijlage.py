"""What a report is handed besides the run: sentences, and verdicts on requirements that do not say too much."""

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
import voorbeeldrun

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.bijlage import ELDERS
from ketentoets.suite.bijlage import bijlage
from ketentoets.suite.rapport import met_bestanden

STOP = "start-en-stop/de-zorg-stopt-definitief-voor-de-geplande-einddatum"
CODE = "declaratie/een-van-twee-regels-is-fout-onbekende-toewijzing-9338"


def run(scenario_id: str, *findings: Finding, verdict: Verdict = Verdict.GEZAKT) -> RunRecord:
    s = replace(
        voorbeeldrun.scenarios()[2], id=scenario_id, rol="gemeente", bevindingen=findings, oordeel=verdict,
        standaard="ijw-3.2",
    )  # fmt: skip
    return voorbeeldrun.run(scenarios=(s,), profiel={"naam": "alkmaar"})


def verdict(run: RunRecord, eis: str) -> str:
    found = [rij.oordeel for rij in (*bijlage(run).eisen, *bijlage(run).codes) if rij.eis == eis]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        (Finding("ontbreekt", "x", regel="SAP-3.1.3", bron="SAP 3.1.3"), "gezakt"),
        (Finding("termijn.te-laat", "x", regel="OP274", bron="SAP 3.1.3: iets"), "gezakt"),
        (Finding("termijn.te-laat", "x", regel="OP090", bron="SAP bijlage 3: iets"), ELDERS),
        (Finding("ontbreekt", "x", regel="SAP-3.1.30", bron="SAP 3.1.30"), ELDERS),
    ],
)
def test_a_requirement_failed_only_when_a_finding_names_it(finding: Finding, expected: str) -> None:
    assert verdict(run(STOP, finding), "SAP-3.1.3/2") == expected


def test_a_requirement_that_passed_or_was_not_in_the_run_says_so() -> None:
    passed = run(STOP, verdict=Verdict.GESLAAGD)
    assert verdict(passed, "SAP-3.1.3/2") == "geslaagd"
    assert verdict(passed, "SAP-2.3.2.2/5") == "-"


@pytest.mark.parametrize(
    ("expected", "actual", "outcome"),
    [("9338", "geen opmerking", "gezakt"), ("geen opmerking", "9338", "gezakt"), ("9338", "9338, 9321", ELDERS)],
)
def test_a_return_code_failed_only_when_it_is_the_one_that_is_wrong(expected: str, actual: str, outcome: str) -> None:
    finding = Finding("antwoord", "x", regel="TR338", bericht="JW325", verwacht=expected, gevonden=actual)
    assert verdict(run(CODE, finding), "9338 in JW325") == outcome


def test_the_sentence_behind_a_rule_is_looked_up() -> None:
    findings = [Finding("regel", "x", regel=regel) for regel in ("OP090", "SAP-3.1.3", "TR338", "CD085", "XSD")]
    zinnen = bijlage(run(STOP, *findings)).zinnen
    assert set(zinnen) == {"OP090", "SAP-3.1.3", "TR338"}
    assert "binnen drie werkdagen" in zinnen["OP090"][0].tekst
    assert [zin.bron.split(",")[0] for zin in zinnen["SAP-3.1.3"]] == [f"SAP-3.1.3/{n}" for n in (1, 2, 3, 4)]
    assert zinnen["TR338"][0].tekst.startswith("Retourcode 9338: ")


def test_an_unknown_profile_or_standard_is_no_problem() -> None:
    unknown = replace(run(STOP), profiel={"naam": "eigen"})
    assert {rij.lijst for rij in bijlage(unknown).eisen} == {"landelijk"}
    odd = replace(unknown, scenarios=(replace(unknown.scenarios[0], standaard="ijw-9.9"),))
    assert bijlage(odd).codes == []


@pytest.mark.parametrize("id_", ["../../weg", "/etc/x", "..", "a/../b", "a\\..\\b", ""])
def test_a_journal_from_outside_places_its_messages_nowhere_else(id_: str) -> None:
    one = replace(voorbeeldrun.scenarios()[0], id=id_, rol="../rol")
    (placed,) = met_bestanden(voorbeeldrun.run(scenarios=(one,))).scenarios
    paths = [PurePosixPath(m.bestand) for m in placed.berichten]
    assert paths
    assert all(path.parts[0] == "berichten" and not {"..", "/"} & {*path.parts} for path in paths)
    assert all("\\" not in str(path) for path in paths)
