"""A sample of the planted defects is caught, with findings in plain words, and what is allowed is not failed.

One defect of every kind is played in the scenarios that name its rule, one of each role in the whole suite of
its side. Every defect in all it can touch, and every way of working, is `make zelfproef`.
"""

import pytest

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.cli.proefspel import Proef, Spel, speel_alle
from ketentoets.cli.proefuitslag import PRECIES, Uitslag, noemt, uitslag, vals_alarm
from ketentoets.core.verdict import Verdict
from ketentoets.transports.base import Rol

HEEL = ("325-met-goedgekeurde-regel", "boven-het-maximum")
"""Played against the whole suite: exactly the scenarios that name their rule fail."""
MANIEREN = (("achterstevoren", Rol.GEMEENTE), ("besluit-achteraf", Rol.AANBIEDER))


RAAK = next(g for g in CATALOGUS if g.naam == "320-technisch")
GEZOND, RAAK_HEEL = Proef(Rol.AANBIEDER), Proef(Rol.AANBIEDER, (RAAK.naam,))


def steekproef() -> list[Gebrek]:
    """A defect of every kind, of the roles in turn."""
    families = list(dict.fromkeys(g.familie for g in CATALOGUS))
    per_rol = {(g.familie, g.rol): g for g in CATALOGUS}
    beurt = [(f, list(Rol)[n % 2]) for n, f in enumerate(families)]
    return [per_rol.get((f, rol)) or per_rol[f, rol.ander] for f, rol in beurt]


PROEVEN = [
    *(Proef(g.rol, (g.naam,)) for g in CATALOGUS if g.naam in HEEL),
    *(Proef(rol, gedrag=naam) for naam, rol in MANIEREN),
    GEZOND,
    RAAK_HEEL,
    *(Proef.snel(g) for g in steekproef()),
]


@pytest.fixture(scope="module")
def gespeeld() -> dict[Proef, Spel]:
    return dict(speel_alle(PROEVEN, 2))


def kijk(gebrek: Gebrek, proef: Proef, gespeeld: dict[Proef, Spel]) -> Uitslag:
    spel = gespeeld[proef]
    for scenario in spel.verslagen:
        if scenario.oordeel is Verdict.GEZAKT and noemt(gebrek, scenario):
            assert scenario.bevindingen
            for finding in scenario.bevindingen:
                assert finding.tekst.endswith(".") or finding.soort == "xsd", finding
                assert finding.verwacht, finding
    return uitslag(gebrek, spel, len(spel.verslagen))


@pytest.mark.parametrize("naam", HEEL)
def test_a_defect_fails_exactly_the_scenarios_that_name_its_rule(naam: str, gespeeld: dict[Proef, Spel]) -> None:
    gebrek = next(g for g in CATALOGUS if g.naam == naam)
    found = kijk(gebrek, Proef(gebrek.rol, (naam,)), gespeeld)
    assert (found.stand, found.vreemd) == (PRECIES, ())


@pytest.mark.parametrize("gebrek", steekproef(), ids=lambda g: g.naam)
def test_a_defect_of_every_kind_is_caught_by_a_scenario_that_names_its_rule(
    gebrek: Gebrek, gespeeld: dict[Proef, Spel]
) -> None:
    found = kijk(gebrek, Proef.snel(gebrek), gespeeld)
    assert found.gevangen
    assert not found.vreemd
    assert found.bevinding is not None


@pytest.mark.parametrize(("naam", "rol"), MANIEREN)
def test_what_a_defect_cannot_touch_stays_the_same(gespeeld: dict[Proef, Spel]) -> None:
    gezond, heel = gespeeld[GEZOND], gespeeld[RAAK_HEEL]
    ((_proef, deel),) = speel_alle([Proef.met(RAAK, gezond)], 1)
    assert len(deel.verslagen) < len(heel.verslagen) / 2
    assert {s.id: s for s in deel.met(gezond).verslagen} == {s.id: s for s in heel.verslagen}


def test_what_is_allowed_is_not_failed(naam: str, rol: Rol, gespeeld: dict[Proef, Spel]) -> None:
    spel = gespeeld[Proef(rol, gedrag=naam)]
    assert len(spel.verslagen) > 100
    assert vals_alarm(spel) == ()
