"""The catalogue of defects as data: every one changes something, and names what a scenario names."""

import ast
from collections import Counter
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from test_actors_keten import TOM, Keten, product

from ketentoets import actors
from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.actors.gedrag import GEDRAGINGEN, GEWOON
from ketentoets.actors.ingrepen import BEZORGING, DEEL, HEEL
from ketentoets.actors.regio import Regio
from ketentoets.schemas.model import Model, model
from ketentoets.steps import feature_files, read_feature
from ketentoets.suite.verzamel import uitgewerkt
from ketentoets.transports.base import Rol

INGREPEN = [i for g in CATALOGUS for i in g.ingrepen] + [i for g in GEDRAGINGEN.values() for i in g.ingrepen]
STANDAARDEN = tuple(map(model, ("ijw-3.2", "ijw-2.4")))


def _in_actoren() -> set[str]:
    """Every piece of text in the code of the actors, the lists of defects themselves left out."""
    folder = Path(str(actors.__file__)).parent
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in folder.glob("*.py") if "gebreken_" not in p.name]
    return {n.value for t in trees for n in ast.walk(t) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_there_are_many_of_both_roles_and_of_every_kind() -> None:
    assert len({g.naam for g in CATALOGUS}) == len(CATALOGUS) > 200
    assert min(Counter(g.rol for g in CATALOGUS).values()) >= 100
    soorten = {s for g in CATALOGUS for s in g.bericht.split()}
    assert soorten >= {f"JW{n}" for n in (301, 302, 305, 306, 307, 308, 315, 316, 318, 319, 320, 323, 325)}
    assert len({g.familie for g in CATALOGUS}) >= 12


def test_every_defect_changes_something() -> None:
    tekst = _in_actoren()
    for gebrek in CATALOGUS:
        if not (gebrek.ingrepen or gebrek.blind or gebrek.regio):
            naam = gebrek.trek or gebrek.naam
            assert naam in tekst or naam.startswith("weigert-"), gebrek.naam
        assert set(gebrek.blind) <= tekst, gebrek.naam
        assert {naam for naam, _waarde in gebrek.regio} <= {f.name for f in fields(Regio)}, gebrek.naam
        assert not gebrek.gedrag or gebrek.gedrag in GEDRAGINGEN


def test_every_setting_of_a_region_that_is_planted_is_another_one() -> None:
    for gebrek in CATALOGUS:
        for naam, waarde in gebrek.regio:
            assert getattr(Regio(), naam) != waarde, gebrek.naam


def test_every_defect_names_what_a_scenario_of_its_role_names() -> None:
    scenarios = [s.tags for path in feature_files() for s in uitgewerkt(path, read_feature(path))]
    for g in CATALOGUS:
        mine = [t for t in scenarios if f"sut-{g.rol}" in t and g.regel in t and t & set(g.bericht.split())]
        assert mine, (g.naam, g.regel, g.bericht)


def test_every_operator_is_known_and_its_path_is_in_the_standard() -> None:
    for ingreep in INGREPEN:
        assert ingreep.doe in {*DEEL, *HEEL, *BEZORGING}, ingreep
        assert (ingreep.doe in DEEL) == bool(ingreep.pad), ingreep
        soorten = ingreep.soorten.split()
        assert any(_bestaat(m, soort, ingreep.pad) for m in STANDAARDEN for soort in soorten if soort in m.messages)


def _bestaat(standaard: Model, soort: str, pad: str) -> bool:
    klasse = standaard.children(soort, "Root")
    for stap in pad.split("/") if pad else []:
        element = klasse.element(stap) if klasse else None
        if element is None:
            return False
        klasse = standaard.children(soort, element.type)
    return True


# --- ways of working ----------------------------------------------------------------------------


def verloop(gedrag: str) -> list[tuple[str, Any, bytes]]:
    """A request, a claim with two lines, a second assignment: everything that went over the line."""
    keten = Keten(gedrag=gedrag, nu="2021-04-01T09:00:00+02:00")
    eerste = keten.wijs_toe(ingangsdatum="2021-04-01")
    keten.wijs_toe(code="45A06", ingangsdatum="2021-04-01")
    keten.tot("2021-04-01T18:00:00")
    keten.zorg("start-zorg", toewijzingNummer=eerste, begindatum="2021-04-01")
    gevraagd = product(code="45X99", ingangsdatum="2021-04-01")
    keten.zorg("verzoek-om-toewijzing", bsn=TOM, producten=[gevraagd])
    keten.tot("2021-05-03T09:00:00")
    for bericht in list(keten.aanbieder.kluis.toewijzingen):
        keten.lever(bericht, "2021-04-01", 2)
    keten.zorg("declareer", periode="2021-04")
    keten.tot("2021-05-25T09:00:00")
    return [(bericht.soort, envelope.tijd, envelope.xml) for _rol, envelope, bericht in keten.post]


def test_every_way_of_working_is_another_one() -> None:
    gespeeld = {naam: verloop(naam) for naam in GEDRAGINGEN}
    ander = {naam: tuple(v) for naam, v in gespeeld.items() if not GEDRAGINGEN[naam].pas_bij_antwoord}
    assert len(set(ander.values())) == len(ander) == len(GEDRAGINGEN) - 1
    laat = gespeeld["oordeel-bij-antwoord"], gespeeld["laatste-moment"]
    assert laat[0] == laat[1], "nothing comes between receipt and answer here"
    gewoon = Counter(soort for soort, _tijd, _xml in gespeeld[GEWOON])
    assert {"301", "302", "305", "306", "315", "316", "319", "320", "323", "325"} <= set(gewoon)
    for naam, berichten in gespeeld.items():
        assert Counter(soort for soort, _tijd, _xml in berichten) == gewoon, naam


def test_what_comes_together_comes_at_five() -> None:
    tijden = {tijd.time() for soort, tijd, _xml in verloop("gebundeld") if soort in {"302", "306", "316", "325"}}
    assert {t.hour for t in tijden} == {17}


@pytest.mark.parametrize("rol", list(Rol), ids=str)
def test_a_defect_that_needs_a_way_of_working_brings_it_along(rol: Rol) -> None:
    gebrek: Gebrek = next(g for g in CATALOGUS if g.rol is rol and g.trek == "goede-vrijdag-als-feestdag")
    keten = Keten(gebreken=[gebrek.naam], rol=rol, nu="2021-04-01T09:00:00+02:00")
    actor = keten.gemeente if rol is Rol.GEMEENTE else keten.aanbieder
    assert actor.gedrag.naam == "laatste-moment"
    assert actor.termijn(actor.vandaag, 3).day == 8
