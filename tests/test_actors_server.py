"""The contract over real HTTP: in a thread with httpx, and as a process that stops with its input."""

import json
import subprocess
import sys
from collections.abc import Iterator
from queue import Queue
from threading import Thread
from typing import Any

import httpx
import pytest
import uvicorn
from test_actors_keten import TOM, Keten, inrichting, product

from ketentoets.actors import server as http
from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.actors.opdrachten import OPDRACHTEN
from ketentoets.actors.openapi import openapi
from ketentoets.core.errors import OrderRefused, SutContractError
from ketentoets.core.message import MAX_BYTES, parse
from ketentoets.transports.base import Order, Outcome, Rol
from ketentoets.transports.http import HttpSystem

ID = "b1f6f0a2-3a3d-4c55-8f3c-3f7f9b7e9f11"
MOMENT = "2021-03-01T09:00:00+01:00"
WACHT = 120


class Draaiend:
    """A server in a thread; `stop` ends it."""

    def __init__(self, system: Any) -> None:
        klaar: Queue[str] = Queue()
        self._socket = http.bind("127.0.0.1", 0)
        url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        config = uvicorn.Config(http.app(system), log_level="critical", access_log=False, lifespan="off")
        self._server = http.Server(config, lambda: klaar.put(url))
        self._thread = Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()
        self.url = klaar.get(timeout=WACHT)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(WACHT)
        self._socket.close()


@pytest.fixture
def gemeente() -> Iterator[httpx.Client]:
    draaiend = Draaiend(ReferentieGemeente())
    try:
        with httpx.Client(base_url=draaiend.url, trust_env=False) as klant:
            yield klant
    finally:
        draaiend.stop()


def probleem(antwoord: httpx.Response, status: int) -> str:
    assert antwoord.status_code == status, antwoord.text
    assert antwoord.headers["content-type"].startswith("application/problem+json")
    inhoud = antwoord.json()
    assert inhoud["status"] == status
    assert inhoud["title"]
    return str(inhoud["detail"])


def een_315() -> bytes:
    keten = Keten()
    keten.vraag()
    return keten.post[0][1].xml


def bezorg(klant: httpx.Client, xml: bytes, kop_id: str = ID) -> httpx.Response:
    kop = {"Keten-Bericht-Id": kop_id, "Keten-Tijd": MOMENT, "Content-Type": "application/xml"}
    return klant.post("/berichten", content=xml, headers=kop)


def test_een_heel_verzoek_over_http(gemeente: httpx.Client) -> None:
    wie = gemeente.get("/").json()
    assert (wie["rol"], wie["kan"]) == ("gemeente", ["inrichting", "klok", "opdrachten"])
    assert gemeente.put("/inrichting", json=inrichting()).status_code == 204
    assert gemeente.get("/berichten").status_code == 204
    assert bezorg(gemeente, een_315()).status_code == 202
    klaar = gemeente.get("/berichten")
    assert (klaar.status_code, klaar.headers["Keten-Tijd"]) == (200, MOMENT)
    assert parse(klaar.content).soort == "316"
    adres = f"/berichten/{klaar.headers['Keten-Bericht-Id']}"
    assert gemeente.delete(adres).status_code == 204
    assert gemeente.put("/klok", json={"nu": "2021-03-02T10:00:00+01:00"}).status_code == 204
    assert parse(gemeente.get("/berichten").content).soort == "301"


def test_fouten_zijn_problemen(gemeente: httpx.Client) -> None:
    assert "inrichting" in probleem(bezorg(gemeente, een_315()), 400)
    assert "onbekend veld onzin" in probleem(gemeente.put("/inrichting", json={**inrichting(), "onzin": 1}), 422)
    gemeente.put("/inrichting", json=inrichting())
    assert bezorg(gemeente, een_315()).status_code == 202
    assert bezorg(gemeente, een_315()).status_code == 202
    assert ID in probleem(bezorg(gemeente, een_315() + b"\n"), 409)
    probleem(bezorg(gemeente, b"<geen xml", "b1f6f0a2-3a3d-4c55-8f3c-3f7f9b7e9f12"), 400)
    probleem(gemeente.post("/berichten", content=b"<a/>"), 422)
    probleem(gemeente.delete("/berichten/onbekend"), 404)
    probleem(gemeente.get("/iets"), 404)
    probleem(gemeente.patch("/klok"), 405)
    probleem(gemeente.put("/klok", json={"nu": "2021-02-01T09:00:00+01:00"}), 409)
    probleem(gemeente.put("/klok", json={"nu": "morgen"}), 422)
    probleem(gemeente.put("/klok", json={"nu": MOMENT, "onzin": 1}), 422)
    assert "geen JSON" in probleem(gemeente.post("/opdrachten", content=b"{"), 422)
    probleem(gemeente.post("/opdrachten", json=[]), 422)
    probleem(gemeente.post("/opdrachten", json={"bsn": TOM}), 422)
    assert "onzin" in probleem(
        gemeente.post("/opdrachten", json={"opdracht": "verwijder-toewijzing", "toewijzingNummer": 1, "onzin": 1}), 422
    )


def test_meer_dan_25_mb_wordt_niet_gelezen(gemeente: httpx.Client) -> None:
    assert "25 MB" in probleem(bezorg(gemeente, b" " * (MAX_BYTES + 1)), 413)


def test_de_http_koppeling_van_ketentoets_spreekt_met_de_server() -> None:
    draaiend = Draaiend(ReferentieAanbieder())
    systeem = HttpSystem(draaiend.url)
    try:
        systeem.set_up(inrichting(nu="2023-05-01T09:00:00+02:00", standaard="ijw-3.2"))
        assert systeem.identify().rol is Rol.AANBIEDER
        vraag = {"bsn": TOM, "producten": [product(ingangsdatum="2023-05-01", einddatum="2023-06-30")]}
        systeem.order(Order("verzoek-om-toewijzing", vraag))
        envelope = systeem.fetch()
        assert envelope is not None
        assert systeem.deliver(envelope).uitkomst is Outcome.GEWEIGERD
        systeem.acknowledge(envelope.id)
        with pytest.raises(OrderRefused, match="TR374"):
            systeem.order(Order("verzoek-om-toewijzing", vraag))
        with pytest.raises(SutContractError):
            systeem.set_clock(Keten().gemeente.nu)
    finally:
        systeem.close()
        draaiend.stop()


PROGRAMMA = """
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.actors.server import serve
serve(ReferentieGemeente(), on_ready=lambda url: print(url, flush=True), stop_on_eof=True)
print("gestopt", flush=True)
"""


@pytest.mark.parametrize("manier", ["eof", "sigterm"])
def test_proces_stopt_netjes(manier: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAMMA],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as proces:
        assert proces.stdin is not None
        assert proces.stdout is not None
        url = proces.stdout.readline().strip()
        assert httpx.get(url, trust_env=False).json()["rol"] == "gemeente"
        if manier == "eof":
            proces.stdin.close()
        else:
            proces.terminate()
        assert proces.stdout.read().strip() == "gestopt"
        assert proces.wait(WACHT) == 0
        assert proces.stderr is not None
        assert proces.stderr.read() == ""


def test_openapi_noemt_alles_en_verwijst_naar_wat_er_is() -> None:
    document = openapi()
    schemas = document["components"]["schemas"]
    tekst = json.dumps(document)
    assert set(document["paths"]) == {"/", "/berichten", "/berichten/{id}", "/klok", "/inrichting", "/opdrachten"}
    assert set(document["webhooks"]["berichten"]["post"]["responses"]) == {"202", "401", "409", "429"}
    for rol in Rol:
        assert {f"Opdracht-{naam}" for naam in OPDRACHTEN[rol]} <= set(schemas)
    verwezen = {deel.split('"')[0] for deel in tekst.split("#/components/schemas/")[1:]}
    assert verwezen <= set(schemas)
    assert schemas["Opdracht-stop-zorg"]["additionalProperties"] is False
    assert "redenBeeindiging" in schemas["Opdracht-stop-zorg"]["properties"]
    assert schemas["Inrichting"]["required"] == ["nu", "standaard", "gemeente", "aanbieder"]
