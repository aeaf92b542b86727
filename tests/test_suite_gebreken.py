"""Every planted defect is caught, with a finding in plain words; most of them by the whole suite of their side.

Defects of which no scenario names two are planted together: then whoever fails tells which one it was.
Each defect by itself against everything is `make zelfproef`.
"""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from ketentoets.actors.gebreken import CATALOGUS, Gebrek
from ketentoets.cli.zelfproef import JUDGED, noemt, speel
from ketentoets.transports.base import Rol

SAMEN = {
    Rol.GEMEENTE: (
        "301-zonder-referentie", "woonplaats-zonder-gemeente", "stapeling-niet-gezien", "te-ver-terug-toegewezen",
        "verwijderde-start-telt", "geen-301-na-stop", "325-met-goedgekeurde-regel",
    ),
    Rol.AANBIEDER: (
        "tijdelijke-stop-als-definitief", "correctie-zonder-verwijdering", "verzoek-te-ver-terug",
        "verzoek-op-verwijzing-gemeente", "verzoek-zonder-einddatum", "credit-op-afgewezen-regel",
        "credit-zonder-vorige", "uren-per-levering-afgerond", "boven-het-maximum",
    ),
}  # fmt: skip
"""Whole suite; no scenario names two of them."""
PROCES = {
    **dict.fromkeys(("geen-316", "316-werkdag-te-laat", "316-minuut-te-laat", "besluit-te-laat"), "Antwoordtermijnen"),
    **dict.fromkeys(("geen-302", "302-werkdag-te-laat"), "Antwoordtermijnen"),
    **dict.fromkeys(("325-te-laat", "regels-zonder-start-afgewezen"), "Maandelijkse declaratie"),
}
"""Where dozens of scenarios name a defect: those of one process."""
ALLEEN = [g for g in CATALOGUS if all(g.naam not in namen for namen in SAMEN.values())]


def genoemd(gebrek: Gebrek, run: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The scenarios that name a defect and apply, by id."""
    return {s["id"]: s for s in run["scenarios"] if noemt(gebrek, s) and s["oordeel"] != "niet van toepassing"}


def gezakt_in_gewone_woorden(scenario: dict[str, Any]) -> None:
    assert scenario["oordeel"] == "gezakt", scenario["id"]
    assert scenario["bevindingen"]
    for finding in scenario["bevindingen"]:
        assert finding["tekst"].endswith(".")
        assert finding["verwacht"]
        assert finding["gevonden"]


@pytest.mark.parametrize("rol", SAMEN, ids=str)
def test_defects_fail_exactly_the_scenarios_that_name_their_rules(rol: Rol, tmp_path: Path) -> None:
    first, *rest = (g for g in CATALOGUS if g.naam in SAMEN[rol])
    run = speel(first, tmp_path, *(part for g in rest for part in ("--gebrek", g.naam)))
    named = [genoemd(g, run) for g in (first, *rest)]
    assert all(named)
    assert not any(set(one) & set(other) for one, other in combinations(named, 2))
    failed = {s["id"] for s in run["scenarios"] if s["oordeel"] == "gezakt"}
    assert failed == {name for one in named for name in one}
    assert {s["oordeel"] for s in run["scenarios"]} <= {*JUDGED, "niet van toepassing"}
    for scenario in (s for one in named for s in one.values()):
        gezakt_in_gewone_woorden(scenario)


@pytest.mark.parametrize("gebrek", ALLEEN, ids=lambda g: g.naam)
def test_defect_fails_the_scenarios_that_name_its_rule(gebrek: Gebrek, tmp_path: Path) -> None:
    labels = [gebrek.regel, *([gebrek.bericht] if " " not in gebrek.bericht else [])]
    run = speel(gebrek, tmp_path, "-k", PROCES.get(gebrek.naam, ""), *(x for label in labels for x in ("-m", label)))
    named = genoemd(gebrek, run)
    assert named
    for scenario in named.values():
        gezakt_in_gewone_woorden(scenario)


def test_every_defect_is_planted_once() -> None:
    planted = [naam for namen in SAMEN.values() for naam in namen] + [g.naam for g in ALLEEN]
    assert sorted(planted) == sorted(g.naam for g in CATALOGUS)
    assert set(PROCES) <= {g.naam for g in ALLEEN}
