"""Every planted defect is caught, with a finding in plain words; six of them by the whole suite."""

from pathlib import Path

import pytest

from ketentoets.actors.gebreken import CATALOGUS, Gebrek
from ketentoets.cli.zelfproef import noemt, speel, uitslag

WHOLE_SUITE = {
    "geen-316",
    "316-werkdag-te-laat",
    "319-zonder-reden",
    "301-zonder-referentie",
    "325-met-goedgekeurde-regel",
    "verwijderde-start-telt",
}


@pytest.mark.parametrize("gebrek", [g for g in CATALOGUS if g.naam in WHOLE_SUITE], ids=lambda g: g.naam)
def test_defect_fails_exactly_the_scenarios_that_name_its_rule(gebrek: Gebrek, tmp_path: Path) -> None:
    found = uitslag(gebrek, speel(gebrek, tmp_path))
    assert found.precies, found.afwijking()


@pytest.mark.parametrize("gebrek", [g for g in CATALOGUS if g.naam not in WHOLE_SUITE], ids=lambda g: g.naam)
def test_defect_fails_the_scenarios_that_name_its_rule(gebrek: Gebrek, tmp_path: Path) -> None:
    labels = [gebrek.regel, *([gebrek.bericht] if " " not in gebrek.bericht else [])]
    run = speel(gebrek, tmp_path, *(part for label in labels for part in ("-m", label)))
    named = [s for s in run["scenarios"] if noemt(gebrek, s) and s["oordeel"] != "niet van toepassing"]
    assert named
    for scenario in named:
        assert scenario["oordeel"] == "gezakt", scenario["id"]
        assert scenario["bevindingen"]
        for finding in scenario["bevindingen"]:
            assert finding["tekst"].endswith(".")
            assert finding["verwacht"]
            assert finding["gevonden"]


def test_every_defect_of_the_promise_is_there() -> None:
    assert {g.naam for g in CATALOGUS} >= WHOLE_SUITE
