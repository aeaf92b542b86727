"""A sample of the planted defects is caught, with findings in plain words, and what is allowed is not failed.

One defect of every kind is played in the scenarios that name its rule, one of each role in the whole suite of
its side. Every defect in all it can touch, and every way of working, is `make zelfproef`.
"""

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.cli.proefspel import Proef, Spel, speel_alle
from ketentoets.cli.proefuitslag import PRECIES, Uitslag, noemt, uitslag, vals_alarm
from ketentoets.core.verdict import Verdict
from ketentoets.transports.base import Rol

HEEL = ("325-met-goedgekeurde-regel", "boven-het-maximum")
"""Played against the whole suite: exactly the scenarios that name their rule fail."""
MANIEREN = (("achterstevoren", Rol.GEMEENTE), ("besluit-achteraf", Rol.AANBIEDER))


def steekproef() -> list[Gebrek]:
    """A defect of every kind, of the roles in turn."""
    families = list(dict.fromkeys(g.familie for g in CATALOGUS))
    per_rol = {(g.familie, g.rol): g for g in CATALOGUS}
    beurt = [(f, list(Rol)[n % 2]) for n, f in enumerate(families)]
    return [per_rol.get((f, rol)) or per_rol[f, rol.ander] for f, rol in beurt]


def kijk(gebrek: Gebrek, spel: Spel) -> Uitslag:
    for scenario in spel.verslagen:
        if scenario.oordeel is Verdict.GEZAKT and noemt(gebrek, scenario):
            assert scenario.bevindingen
            for finding in scenario.bevindingen:
                assert finding.tekst.endswith(".") or finding.soort == "xsd", finding
                assert finding.verwacht, finding
    return uitslag(gebrek, spel, len(spel.verslagen))


def test_a_defect_fails_exactly_the_scenarios_that_name_its_rule() -> None:
    gebreken = [g for g in CATALOGUS if g.naam in HEEL]
    assert len(gebreken) == len(HEEL)
    gespeeld = speel_alle([Proef(g.rol, (g.naam,)) for g in gebreken], 1)
    for gebrek, (_proef, spel) in zip(gebreken, gespeeld, strict=True):
        found = kijk(gebrek, spel)
        assert (gebrek.naam, found.stand, found.vreemd) == (gebrek.naam, PRECIES, ())


def test_a_defect_of_every_kind_is_caught_by_a_scenario_that_names_its_rule() -> None:
    gebreken = steekproef()
    for gebrek, (_proef, spel) in zip(gebreken, speel_alle([Proef.snel(g) for g in gebreken], 1), strict=True):
        found = kijk(gebrek, spel)
        assert found.gevangen, gebrek.naam
        assert found.vreemd == (), gebrek.naam
        assert found.bevinding is not None, gebrek.naam


def test_what_a_defect_cannot_touch_stays_the_same() -> None:
    gebrek = next(g for g in CATALOGUS if g.naam == "320-technisch")
    proeven = [Proef(gebrek.rol), Proef(gebrek.rol, (gebrek.naam,))]
    (_p, gezond), (_q, heel) = speel_alle(proeven, 1)
    ((_r, deel),) = speel_alle([Proef.met(gebrek, gezond)], 1)
    assert len(deel.verslagen) < len(heel.verslagen) / 2
    assert {s.id: s for s in deel.met(gezond).verslagen} == {s.id: s for s in heel.verslagen}


def test_what_is_allowed_is_not_failed() -> None:
    for proef, spel in speel_alle([Proef(rol, gedrag=naam) for naam, rol in MANIEREN], 1):
        assert len(spel.verslagen) > 100
        assert vals_alarm(spel) == (), proef
