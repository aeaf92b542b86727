"""JUnit XML: counts, outcomes, properties; nothing that is unproven is green."""

from dataclasses import replace

import pytest
import voorbeeldrun
from lxml import etree

from ketentoets.core.verdict import Verdict
from ketentoets.reports.junit import to_junit


def tree(**more: object) -> etree._Element:
    return etree.fromstring(to_junit(voorbeeldrun.run(**more)).encode())


def case(root: etree._Element, name: str) -> etree._Element:
    return next(c for c in root.iter("testcase") if c.get("name").startswith(name))


def test_counts_agree_with_the_cases() -> None:
    root = tree()
    assert [s.get("name") for s in root] == ["Verzoek om toewijzing", "Declareren", "Leveren"]
    assert dict(root.attrib) == {
        "name": "ketentoets", "tests": "13", "failures": "7", "errors": "1", "skipped": "1", "time": "53.000",
    }  # fmt: skip
    assert sum(int(s.get("tests")) for s in root) == 13
    assert sum(int(s.get("failures")) for s in root) == 7


def test_a_case_per_scenario_and_role() -> None:
    found = case(tree(), "Rond Pasen")
    assert found.get("classname") == "ketentoets.Verzoek om toewijzing"
    assert found.get("name") == "Rond Pasen telt Tweede paasdag niet als werkdag [gemeente]"
    properties = {p.get("name"): p.get("value") for p in found.iter("property")}
    assert properties["regels"] == "OP090, TR355"
    assert properties["profiel"] == "Regio Alkmaar 2021"
    assert properties["standaard"] == "ijw-3.0"
    assert properties["klok"] == "virtueel"
    assert "paragraaf 2.3" in properties["bron"]


def test_a_failure_has_the_first_finding_and_all_of_them() -> None:
    both = replace(voorbeeldrun.scenarios()[2], bevindingen=(voorbeeldrun.LATE_316, voorbeeldrun.NO_REASON))
    failure = case(tree(scenarios=(both,)), "Rond").find("failure")
    assert failure.get("message") == "Het retourbericht JW316 kwam na het einde van de termijn."
    assert failure.get("type") == "gezakt"
    first, second, again = failure.text.splitlines()
    assert "OP090" in first and "CD084" in second
    assert again.startswith("Alleen dit opnieuw: ketentoets run -k verzoek-")
    assert "di 06-04 (2)" in failure.text


@pytest.mark.parametrize(
    ("verdict", "tag", "kind"),
    [
        (Verdict.GEZAKT, "failure", "gezakt"),
        (Verdict.ONBESLIST, "failure", "onbeslist"),
        (Verdict.FOUT, "error", "fout"),
        (Verdict.NIET_VAN_TOEPASSING, "skipped", None),
        (Verdict.OVERGESLAGEN, "skipped", None),
    ],
)
def test_only_a_pass_is_green(verdict: Verdict, tag: str, kind: str | None) -> None:
    one = replace(voorbeeldrun.scenarios()[0], oordeel=verdict, reden="omdat het zo is")
    outcome = case(tree(scenarios=(one,)), "Een").find(tag)
    assert outcome.get("type") == kind
    assert outcome.get("message") == "omdat het zo is"


def test_an_outcome_without_a_finding_has_its_reason_as_text_too() -> None:
    """GitLab shows the text and not the message."""
    one = replace(voorbeeldrun.scenarios()[0], oordeel=Verdict.ONBESLIST, reden="geen antwoord", bevindingen=())
    failure = case(tree(scenarios=(one,)), "Een").find("failure")
    assert failure.text.splitlines()[0] == failure.get("message") == "geen antwoord"


def test_a_pass_has_no_outcome() -> None:
    assert [child.tag for child in case(tree(), "Een verzoek binnen")] == ["properties"]


def test_an_aborted_run_is_not_green() -> None:
    root = tree(scenarios=voorbeeldrun.scenarios()[:2], afgebroken=True)
    assert (root.get("tests"), root.get("errors")) == ("3", "1")
    assert "afgebroken" in case(root, "de hele run").find("error").get("message")


def test_an_empty_run_is_not_green() -> None:
    root = tree(scenarios=())
    assert (root.get("tests"), root.get("failures")) == ("1", "1")


def test_text_that_xml_cannot_hold_is_replaced() -> None:
    evil = replace(voorbeeldrun.LATE_316, tekst="nul\x00 <b> & \ud800\x1b", gevonden="]]>")
    one = replace(voorbeeldrun.scenarios()[2], naam="a\x08<b>", bevindingen=(evil,))
    failure = case(tree(scenarios=(one,)), "a\ufffd<b>").find("failure")
    assert failure.get("message") == "nul\ufffd <b> & \ufffd\ufffd"
    assert "]]>" in failure.text


def test_unreadable_moments_leave_the_time_out() -> None:
    assert tree(begonnen="", klaar="gisteren").get("time") is None
