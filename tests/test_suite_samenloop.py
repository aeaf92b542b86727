"""Scenarios that share one administration: what another one caused is nobody's fault."""

from dataclasses import replace
from datetime import date

import pytest

from ketentoets.core.calendar import at
from ketentoets.core.journal import Event
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.suite.samenloop import met_samenloop

NU = at(date(2026, 12, 1))
KOP = {"rol": "gemeente", "clienten": []}
GEZAKT = ScenarioRecord("a/b", "n", "p", "gemeente", (), (), (), Verdict.GEZAKT)


def bericht(n: int, spoor: str, soort: str, binnen: str) -> Event:
    ns = f"http://www.istandaarden.nl/ijw/3_2/JW{soort}/schema"
    data = {"id": str(n), "van": "aanbieder", "naar": "gemeente", "bericht": soort, "spoor": spoor,
            "beschikbaar": NU.isoformat(), "ontvangen": NU.isoformat(),
            "xml": f'<Bericht xmlns="{ns}">{binnen}</Bericht>'}  # fmt: skip
    return Event(n, "bericht", NU, data)


def declaratie(n: int, spoor: str, maand: str) -> Event:
    periode = f"<DeclaratiePeriode><Begindatum>{maand}-01</Begindatum></DeclaratiePeriode>"
    return bericht(n, spoor, "323", f"<Declaratie>{periode}</Declaratie>")


def antwoord(n: int, code: str) -> Event:
    return bericht(n, "eigen", "325", f"<Header><RetourCodes><RetourCode>{code}</RetourCode></RetourCodes></Header>")


@pytest.mark.parametrize(
    ("ander", "code", "oordeel"),
    [
        (declaratie(1, "ander", "2026-12"), "8214", Verdict.ONBESLIST),
        (declaratie(1, "ander", "2026-12"), "9319", Verdict.GEZAKT),
        (declaratie(1, "ander", "2026-11"), "8214", Verdict.GEZAKT),
        (declaratie(1, "eigen", "2026-12"), "8214", Verdict.GEZAKT),
        (declaratie(9, "ander", "2026-12"), "8214", Verdict.GEZAKT),
    ],
    ids=["a later month before", "another code", "the same month", "its own", "after the answer"],
)
def test_only_a_later_claim_of_another_scenario_explains_a_refusal(ander: Event, code: str, oordeel: Verdict) -> None:
    own = [Event(0, "scenario", NU, {**KOP, "spoor": "eigen"}), declaratie(2, "eigen", "2026-11"), antwoord(3, code)]
    found = met_samenloop(GEZAKT, own, [*own, ander])
    assert found.oordeel is oordeel
    assert bool(found.reden) == (oordeel is Verdict.ONBESLIST)


def test_a_run_without_tracks_and_a_pass_stay_as_they_are() -> None:
    own = [Event(0, "scenario", NU), declaratie(2, "eigen", "2026-11"), antwoord(3, "8214")]
    other = declaratie(1, "ander", "2026-12")
    assert met_samenloop(GEZAKT, own, [*own, other]) is GEZAKT
    passed = replace(GEZAKT, oordeel=Verdict.GESLAAGD)
    own[0] = Event(0, "scenario", NU, {**KOP, "spoor": "eigen"})
    assert met_samenloop(passed, own, [*own, other]) is passed


@pytest.mark.parametrize(
    ("naam", "bsn", "van", "oordeel"),
    [
        ("lever", "999900110", "aanbieder", Verdict.ONBESLIST),
        ("lever", "999900122", "aanbieder", Verdict.GEZAKT),
        ("start-zorg", "999900110", "aanbieder", Verdict.GEZAKT),
        ("lever", "999900110", "gemeente", Verdict.GEZAKT),
    ],
    ids=["delivered elsewhere", "a client of nobody", "not delivered", "claimed by the simulated provider"],
)
def test_only_care_that_another_scenario_delivered_explains_a_foreign_client(
    naam: str, bsn: str, van: str, oordeel: Verdict
) -> None:
    claim = bericht(4, "eigen", "323", f"<Declaratie><Bsn>{bsn}</Bsn></Declaratie>")
    sut = "aanbieder" if van == "aanbieder" else "gemeente"
    own = [Event(0, "scenario", NU, {"spoor": "eigen", "rol": sut, "clienten": ["999900006"]}), claim]
    others = [
        Event(1, "scenario", NU, {"spoor": "ander", "rol": sut, "clienten": ["999900110"]}),
        Event(2, "opdracht", NU, {"spoor": "ander", "naam": naam}),
    ]
    found = met_samenloop(replace(GEZAKT, rol=sut), own, [*own, *others])
    assert found.oordeel is oordeel
    assert bool(found.reden) == (oordeel is Verdict.ONBESLIST)
