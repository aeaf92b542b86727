"""A system that is never started over keeps what it knows; the next run must not trip over it."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.actors.server import app
from ketentoets.cli.uitvoeren import Keus, voer_uit
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.message import parse
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.personen import geboren_op, persoon
from ketentoets.session.gesprek import CLIENTEN_PER_SCENARIO
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.suite.verzamel import scenario_nummer
from ketentoets.transports.base import Rol

SCENARIO = "verzoek-om-toewijzing/patroon-2-het-verzoek-wordt-afgewezen"
ZAAD = 7


@pytest.fixture
def adres() -> Iterator[str]:
    """A municipality with messages and orders only: no clock, no set-up, no word on who it is."""
    profiel = laad_profiel("alkmaar")
    nu = datetime.now(AMSTERDAM)
    volgnummer = CLIENTEN_PER_SCENARIO * scenario_nummer(SCENARIO, Rol.GEMEENTE)
    geboren = geboren_op(11, nu.date().replace(day=1))
    client = persoon(ZAAD, f"{SCENARIO}/gemeente/0", volgnummer, geboren=geboren, gemeente="0361")
    systeem = ReferentieGemeente()
    systeem.set_up(profiel.inrichting(nu, [client]))
    routes = [r for r in app(systeem).routes if isinstance(r, Route) and r.path not in {"/", "/klok", "/inrichting"}]
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), port=0, log_level="error"))
    socket = server.config.bind_socket()
    thread = Thread(target=server.run, kwargs={"sockets": [socket]})
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=120)
    socket.close()


def test_two_runs_in_a_row_reach_the_same_verdict(adres: str, tmp_path: Path) -> None:
    keuzes = Keuzes(sut=(adres,), rol="gemeente", zaad=ZAAD)
    codes = [voer_uit(keuzes, Keus("Patroon 2"), tmp_path / name) for name in ("een", "twee")]
    assert codes == [0, 0]
    for name in ("een", "twee"):
        run = json.loads((tmp_path / name / "run.json").read_text(encoding="utf-8"))
        assert run["klok"] == "berichtdatum"
        assert [s["oordeel"] for s in run["scenarios"]] == ["geslaagd"]


def test_numbers_differ_between_runs(adres: str, tmp_path: Path) -> None:
    keuzes = Keuzes(sut=(adres,), rol="gemeente", zaad=ZAAD)
    seen: list[set[str]] = []
    for name in ("een", "twee"):
        voer_uit(keuzes, Keus("Patroon 2"), tmp_path / name)
        seen.append({parse(p.read_bytes()).identificatie for p in (tmp_path / name).rglob("*JW315.xml")})
    assert seen[0]
    assert not seen[0] & seen[1]
