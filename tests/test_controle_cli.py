"""`ketentoets controle` and `ketentoets inrichting`: what a person sees before the first run."""

import csv
import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route
from typer.testing import CliRunner

from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.actors.inrichting import Inrichting, lees
from ketentoets.actors.server import app as koppelvlak
from ketentoets.cli.main import app
from ketentoets.core.bsn import is_test_bsn
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import OrderRefused
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.suite.controle import GOED, NIET_GOED, NIET_MOGELIJK, Controle
from ketentoets.suite.inrichten import controlepersoon, inrichting, moment_van
from ketentoets.transports.base import Identity, Outcome, Receipt, Rol, System
from ketentoets.transports.server import Server, bind
from ketentoets.transports.toegang import Toegang

ALKMAAR = laad_profiel("alkmaar")


@contextmanager
def draait(systeem: System, zonder: tuple[str, ...] = ()) -> Iterator[str]:
    routes = [r for r in koppelvlak(systeem).routes if isinstance(r, Route) and r.path not in zonder]
    klaar: Queue[None] = Queue()
    config = uvicorn.Config(Starlette(routes=routes), log_level="critical", lifespan="off")
    with bind("127.0.0.1", 0) as bound:
        server = Server(config, lambda: klaar.put(None))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        klaar.get(timeout=120)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def lijst(adres: str, rol: Rol | None = None, geduld: float = 0.2) -> dict[str, str]:
    regels = list(Controle(adres, rol, ALKMAAR, Toegang(), geduld=geduld).regels())
    assert all(r.doe for r in regels if r.uitkomst == NIET_GOED)
    return {r.controle: r.uitkomst for r in regels}


ALLES = ("verbinding", "rol", "release", "inrichting", "klok", "bericht heen", "bericht terug")


@pytest.mark.parametrize("actor", [ReferentieGemeente, ReferentieAanbieder])
def test_a_system_that_can_do_all_is_fine(actor: type[Any]) -> None:
    with draait(actor()) as url:
        assert lijst(url) == dict.fromkeys(ALLES, GOED)


def test_nobody_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    assert lijst(url) == {"verbinding": NIET_GOED}


def test_the_wrong_role_and_no_role() -> None:
    with draait(ReferentieGemeente()) as url:
        assert lijst(url, Rol.AANBIEDER) == {"verbinding": GOED, "rol": NIET_GOED}
    with draait(ReferentieGemeente(), zonder=("/",)) as url:
        assert lijst(url) == {"verbinding": GOED, "rol": NIET_GOED}


def test_messages_only_and_loaded_by_hand() -> None:
    systeem = ReferentieGemeente()
    nu = datetime.now(AMSTERDAM)
    systeem.set_up(ALKMAAR.inrichting(nu, [controlepersoon(ALKMAAR, 1, nu)]))
    with draait(systeem, zonder=("/", "/klok", "/inrichting")) as url:
        found = lijst(url, Rol.GEMEENTE, geduld=5)
    assert found == {
        "verbinding": GOED, "rol": GOED, "release": NIET_MOGELIJK, "inrichting": NIET_MOGELIJK,
        "klok": NIET_MOGELIJK, "bericht heen": GOED, "bericht terug": GOED,
    }  # fmt: skip


class Weigert(ReferentieGemeente):
    """Refuses what is valid."""

    def deliver(self, envelope: Any) -> Receipt:
        return Receipt(Outcome.GEWEIGERD, "nee")


class Zwijgt(ReferentieGemeente):
    """Takes everything and says nothing."""

    def deliver(self, envelope: Any) -> Receipt:
        return Receipt(Outcome.AANGENOMEN)


class Oud(ReferentieGemeente):
    """Knows another release."""

    def identify(self) -> Identity:
        return Identity("X", "1", Rol.GEMEENTE, ("ijw-2.4",), frozenset({"klok", "inrichting"}))


class Dicht(ReferentieGemeente):
    """Takes no set-up although it says so."""

    def set_up(self, inrichting: dict[str, Any]) -> None:
        raise OrderRefused("nee")


@pytest.mark.parametrize(
    ("actor", "mis"), [(Weigert, "bericht heen"), (Zwijgt, "bericht terug"), (Oud, "release"), (Dicht, "inrichting")]
)
def test_what_is_wrong_is_named(actor: type[Any], mis: str) -> None:
    with draait(actor()) as url:
        found = lijst(url)
    assert found[mis] == NIET_GOED


def draai(*woorden: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(woorden))
    return done.exit_code, done.stdout


def test_the_command_says_what_to_mend_and_ends_with_its_code() -> None:
    with draait(ReferentieGemeente()) as url:
        assert draai("controle", "--sut", url)[0] == 0
        code, tekst = draai("controle", "--sut", url, "--rol", "aanbieder", "--formaat", "json")
    data = json.loads(tekst)
    assert code == 1
    assert (data["versie"], data["adres"], data["goed"]) == (1, url, False)
    assert data["regels"][-1]["uitkomst"] == NIET_GOED and "--rol gemeente" in data["regels"][-1]["doe"]


# The set-up.


def test_the_set_up_is_one_that_a_system_takes() -> None:
    gegevens = inrichting(ALKMAAR, tuple(Rol), 1, moment_van(date(2026, 11, 23)))
    assert lees(Inrichting, gegevens).clienten
    bsns = [c["bsn"] for c in gegevens["clienten"]]
    assert len(set(bsns)) == len(bsns) > 100
    assert all(map(is_test_bsn, bsns))


def test_the_persons_are_those_of_a_run_all_month() -> None:
    eerste, laatste = (inrichting(ALKMAAR, (Rol.GEMEENTE,), 1, moment_van(date(2026, 11, d))) for d in (1, 30))
    volgende = inrichting(ALKMAAR, (Rol.GEMEENTE,), 1, moment_van(date(2026, 12, 1)))
    assert eerste["clienten"] == laatste["clienten"] != volgende["clienten"]


def test_it_is_written_as_json_csv_and_a_sheet(tmp_path: Path) -> None:
    keuze = ("inrichting", "--rol", "gemeente", "-k", "Patroon 2", "--datum", "2026-11-23")
    assert draai(*keuze, "--uit", str(tmp_path))[0] == 0
    data = json.loads((tmp_path / "inrichting.json").read_text(encoding="utf-8"))
    assert data == json.loads(draai(*keuze, "--formaat", "json")[1])
    with (tmp_path / "clienten.csv").open(encoding="utf-8", newline="") as file:
        assert [row["bsn"] for row in csv.DictReader(file)] == [c["bsn"] for c in data["clienten"]]
    blad = (tmp_path / "blad.txt").read_text(encoding="utf-8")
    assert all(c["bsn"] in blad and c["achternaam"] in blad for c in data["clienten"])
    assert draai(*keuze, "--formaat", "csv", "--tabel", "tarieven")[1] == (tmp_path / "tarieven.csv").read_text()
    assert {p.suffix for p in tmp_path.iterdir()} == {".json", ".csv", ".txt"}
