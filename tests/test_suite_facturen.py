"""Every agreement about the 303 is caught when a system does not keep it.

The systems are the reference ones, set up for another region or with a set-up that leaves something out: what a
vendor does who read only part of the protocol. The same scenario passes with the right set-up.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.gemeente_factuurregels import Factuurregels
from ketentoets.core.calendar import at
from ketentoets.core.errors import Undecided
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.session.judge import oordeel_scenario
from ketentoets.session.keten import Keten, Partij
from ketentoets.steps import feature_files, read_feature
from ketentoets.steps.zinnen import Zin, speel
from ketentoets.suite.referentie import referentie
from ketentoets.suite.verzamel import REGEL
from ketentoets.transports.base import Rol
from ketentoets.transports.embedded import EmbeddedSystem
from ketentoets.verken.speler import Geheugen

G, A = Rol.GEMEENTE, Rol.AANBIEDER
ALTIJD = date(9999, 12, 31)
SOORT = {"given": "Gegeven", "when": "Als", "then": "Dan"}
LAAT = {"gedrag": "laatste-moment"}
Regels = tuple[str, ...]


@cache
def scenario(bestand: str, begin: str) -> tuple[str, tuple[Zin, ...], Regels]:
    """Profile, sentences and rules of the first scenario (or row) of which the name begins like this."""
    feature = read_feature(next(p for p in feature_files() if p.stem == bestand))
    found = next(s for name, s in feature.scenarios.items() if name.startswith(begin))
    row: dict[str, Any] = next((dict(r) for e in found.examples for r in e.as_contexts()), {})
    zinnen = tuple(
        Zin(
            SOORT[s.type],
            s.name,
            tuple(tuple(c.value for c in r.cells) for r in s.datatable.rows) if s.datatable else (),
        )
        for s in found.render(row).steps
    )
    profielen = {"almere", "leidschendam-voorburg", "wmo-begeleiding", "eindhoven"}
    return next(iter(feature.tags & profielen)), zinnen, tuple(t for t in found.tags if REGEL.match(t))


def _tabel(step: Any) -> tuple[tuple[str, ...], ...]:
    rows = step.datatable.rows if step.datatable else ()
    return tuple(tuple(cell.value for cell in row.cells) for row in rows)


class ZonderDeel(EmbeddedSystem):
    """A system that leaves part of its set-up out."""

    def __init__(self, actor: ReferentieActor, pas_aan: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
        super().__init__(actor)
        self._pas_aan = pas_aan

    def set_up(self, inrichting: dict[str, Any]) -> None:
        super().set_up(self._pas_aan(inrichting))


def zonder_eenmalig(inrichting: dict[str, Any]) -> dict[str, Any]:
    """Only the regular tariffs."""
    contract = [{**p, "tarieven": [t for t in p["tarieven"] if "periode" not in t]} for p in inrichting["contract"]]
    return {**inrichting, "contract": contract}


def zonder_stilte(inrichting: dict[str, Any]) -> dict[str, Any]:
    """No silent windows."""
    return {**inrichting, "stil": []}


def speel_scenario(
    bestand: str,
    begin: str,
    rol: Rol,
    *,
    gedrag: str = "gewoon",
    gebreken: tuple[str, ...] = (),
    pas_aan: Any = None,
    **regio: Any,
) -> ScenarioRecord:
    """Play a scenario in which the tested system is set up otherwise."""
    naam, zinnen, regels = scenario(bestand, begin)
    profiel = laad_profiel(naam)
    actor = referentie(rol, profiel, gebreken, gedrag)
    actor.regio = replace(actor.regio, **regio)
    getest = ZonderDeel(actor, pas_aan) if pas_aan else EmbeddedSystem(actor)
    partijen = {
        rol: Partij(rol, getest, False, "test", getest.identify(), getest.identify().kan),
        rol.ander: Partij(rol.ander, EmbeddedSystem(referentie(rol.ander, profiel)), True, "harnas"),
    }
    geheugen = Geheugen()
    keten = Keten(partijen, geheugen, at(profiel.datum))  # type: ignore[arg-type]
    gesprek = Gesprek(Kop("test/facturen", begin, "facturen", rol, regels=regels), keten, profiel, 1, profiel.datum)
    try:
        for zin in zinnen:
            speel(gesprek, zin)
        gesprek.rond_af()
    except Undecided as error:
        gesprek.storing(Verdict.ONBESLIST, str(error))
    return oordeel_scenario(geheugen.events, profiel, "virtueel")


GEVALLEN = [
    (G, "almere-2020", "Het eenmalige", {"verlengde_perioden": ()}),
    (A, "almere-2020", "Het eenmalige", {"verlengde_perioden": ()}),
    (G, "almere-2020", "Het eenmalige", {"pas_aan": zonder_eenmalig}),
    (A, "almere-2020", "Het eenmalige", {"pas_aan": zonder_eenmalig}),
    (A, "almere-2020", "Het eenmalige", {"factuurvorm": "F"}),
    (G, "almere-2020", "Een factuur (303F)", {"factuurvormen": frozenset("DF")}),
    (G, "almere-2020", "Periode 13 tegen het gewone tarief", {"pas_aan": zonder_eenmalig}),
    (A, "leidschendam-voorburg-facturen", "De factuur over", {"factuurvorm": "D"}),
    (G, "leidschendam-voorburg-facturen", "Een declaratie (303D)", {"factuurvormen": frozenset("DF")}),
    (A, "leidschendam-voorburg-facturen", "De oude en de nieuwe indicatie gaan", {"indicaties_gescheiden": False}),
    (G, "leidschendam-voorburg-facturen", "De oude en de nieuwe indicatie samen", {"indicaties_gescheiden": False}),
    (G, "leidschendam-voorburg-facturen", "Een credit met een ander", {"indicaties_gescheiden": False}),
    (G, "leidschendam-voorburg-facturen", "Opgespaarde", {"opsparen_geparkeerd": False}),
    (G, "leidschendam-voorburg-facturen", "Het WMO304", {"antwoord_303": (16, "werkdagen"), **LAAT}),
    (G, "wmo-begeleiding", "Het WMO304 staat", {"antwoord_303": (21, "dagen"), **LAAT}),
    (A, "leidschendam-voorburg-berichten", "De start wordt", {"gebreken": ("start-te-laat",)}),
    (A, "leidschendam-voorburg-berichten", "Einde van", {"gebreken": ("stop-te-laat",)}),
    (A, "leidschendam-voorburg-berichten", "Het WMO302", {"gebreken": ("geen-302",)}),
    (A, "wmo-begeleiding", "Een afgewezen factuurregel", {"afgekeurd_crediteren": frozenset()}),
    (G, "eindhoven-overgang", "Zorg van 2021 in een 303", {"zorg_303_tot": ALTIJD}),
    (A, "eindhoven-overgang", "Na 2021", {"indienen_303_tot": ALTIJD}),
    (A, "eindhoven-overgang", "Na 21 december", {"pas_aan": zonder_stilte}),
]  # fmt: skip


@pytest.mark.parametrize(("rol", "bestand", "begin", "anders"), GEVALLEN)
def test_what_does_not_keep_the_protocol_fails(rol: Rol, bestand: str, begin: str, anders: dict[str, Any]) -> None:
    goed = speel_scenario(bestand, begin, rol)
    assert goed.oordeel is Verdict.GESLAAGD, [f.tekst for f in goed.bevindingen] or goed.reden
    fout = speel_scenario(bestand, begin, rol, **anders)
    assert fout.oordeel is Verdict.GEZAKT, fout.reden
    for finding in fout.bevindingen:
        assert finding.tekst.endswith(".")
        assert finding.verwacht
        assert finding.gevonden


def test_a_return_message_on_the_fourth_working_day_is_in_time_where_five_are_agreed() -> None:
    met = {"gebreken": ("302-werkdag-te-laat",)}
    vier = speel_scenario("leidschendam-voorburg-berichten", "Het WMO302", A, **met)
    assert vier.oordeel is Verdict.GESLAAGD, vier.reden
    drie = speel_scenario("almere-2020", "Wat in december", A, **met)
    assert [f.regel for f in drie.bevindingen] == ["OP090", "OP090"]


@pytest.mark.parametrize("begin", ["De automatische controles", "De periode na een einde", "Een tweede regel"])
def test_a_municipality_that_approves_everything_fails(begin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Factuurregels, "codes", lambda _self, _factuur: {})
    assert speel_scenario("leidschendam-voorburg-facturen", begin, G).oordeel is Verdict.GEZAKT
