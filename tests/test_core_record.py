"""The run record: counts and the verdict of a whole run; findings to JSON and back."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from voorbeeldrun import EASTER

from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict, roll_up


def run_met(oordelen: list[Verdict]) -> RunRecord:
    scenarios = tuple(
        ScenarioRecord(f"s/{n}", f"s{n}", "p", "gemeente", (), (), (), verdict) for n, verdict in enumerate(oordelen)
    )
    return RunRecord("1", "0", "", "", {}, "", "virtueel", "2021-03-01", 1, ("gemeente",), (), scenarios)


@given(st.lists(st.sampled_from(list(Verdict))))
def test_counts_add_up_and_the_verdict_is_the_roll_up(oordelen: list[Verdict]) -> None:
    run = run_met(oordelen)
    assert list(run.counts()) == [str(v) for v in ROLL_UP_ORDER]
    assert sum(run.counts().values()) == len(oordelen)
    assert all(run.counts()[str(v)] == oordelen.count(v) for v in Verdict)
    assert run.oordeel is roll_up(oordelen)


def test_a_run_without_scenarios_is_not_green() -> None:
    assert run_met([]).oordeel is Verdict.ONBESLIST


def test_a_finding_survives_json() -> None:
    finding = Finding("termijn.te-laat", "te laat", regel="OP090", niveau=2, termijn=EASTER, gevolg=Verdict.ONBESLIST)
    assert Finding.from_dict(finding.as_dict()) == finding
    assert finding.as_dict()["gevolg"] == "onbeslist"


def test_unknown_fields_and_a_missing_consequence_are_no_problem() -> None:
    data = {"soort": "x", "tekst": "y", "later": "z"}
    assert Finding.from_dict(data) == Finding("x", "y")
    assert replace(Finding("x", "y"), regel="z") != Finding("x", "y")
