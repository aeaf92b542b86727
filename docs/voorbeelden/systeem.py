"""Een voorbeeld van een te testen systeem, in een eigen proces, met elke manier van aansluiten.

    ketentoets inrichting --rol aanbieder --formaat json > inrichting.json
    python docs/voorbeelden/systeem.py map uitwisseling --rol aanbieder --inrichting inrichting.json
    ketentoets run --rol aanbieder --sut map:uitwisseling -k "wijst een product toe"

Het gedrag komt van het referentiesysteem van ketentoets; wat hier staat is alleen hoe berichten
binnenkomen en naar buiten gaan. Het stopt als zijn standaardinvoer sluit.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.transports import stuf
from ketentoets.transports.base import Envelope, Outcome, Receipt
from ketentoets.transports.pak import pak_in, pak_uit
from ketentoets.transports.route import lees_route
from ketentoets.transports.server import bind, lees_envelop, problem

RUST = 0.02


class Systeem:
    """Een gemeente of aanbieder die in echte tijd werkt."""

    def __init__(self, rol: str, inrichting: Path) -> None:
        self._actor = ReferentieGemeente() if rol == "gemeente" else ReferentieAanbieder()
        gegevens = json.loads(inrichting.read_text(encoding="utf-8"))
        self._actor.set_up({**gegevens, "nu": datetime.now(AMSTERDAM).isoformat()})

    def neem_aan(self, envelope: Envelope) -> Receipt:
        """Verwerk één bericht."""
        self._actor.set_clock(datetime.now(AMSTERDAM))
        return self._actor.deliver(envelope)

    def uitgaand(self) -> Iterator[Envelope]:
        """De berichten die klaarstaan; elk wordt vergeten als het verstuurd is."""
        self._actor.set_clock(datetime.now(AMSTERDAM))
        while (envelope := self._actor.fetch()) is not None:
            yield envelope
            self._actor.acknowledge(envelope.id)


def nieuw(xml: bytes) -> Envelope:
    """Een bericht dat zonder kenmerk binnenkwam."""
    return Envelope(str(uuid4()), datetime.now(AMSTERDAM), xml)


def speel_map(systeem: Systeem, map_: Path, stop: Event) -> None:
    """Lees naar-sut/, schrijf van-sut/; wat gelezen is gaat naar verwerkt/ of geweigerd/."""
    for naam in ("naar-sut", "van-sut", "verwerkt", "geweigerd"):
        (map_ / naam).mkdir(parents=True, exist_ok=True)
    while not stop.wait(RUST):
        for path in sorted((map_ / "naar-sut").glob("[!.]*.xml")):
            receipt = systeem.neem_aan(nieuw(path.read_bytes()))
            goed = receipt.uitkomst is Outcome.AANGENOMEN
            if not goed:
                (map_ / "geweigerd" / f"{path.stem}.txt").write_text(receipt.reden, encoding="utf-8")
            path.replace(map_ / ("verwerkt" if goed else "geweigerd") / path.name)
        for envelope in systeem.uitgaand():
            tijdelijk = map_ / "van-sut" / f".{envelope.id}"
            tijdelijk.write_bytes(envelope.xml)
            tijdelijk.replace(map_ / "van-sut" / f"{envelope.id}.xml")


def speel_opdracht(rol: str, inrichting: Path) -> int:
    """Een bericht op de invoer, de antwoorden op de uitvoer: gestart per bericht."""
    systeem = Systeem(rol, inrichting)
    receipt = systeem.neem_aan(nieuw(sys.stdin.buffer.read()))
    if receipt.uitkomst is not Outcome.AANGENOMEN:
        print(receipt.reden, file=sys.stderr)
        return 2
    sys.stdout.buffer.write(b"\0".join(envelope.xml for envelope in systeem.uitgaand()))
    return 0


@contextmanager
def draait(applicatie: Starlette, poort: int) -> Iterator[str]:
    """Een webserver in een eigen draad; het adres."""
    with bind("127.0.0.1", poort) as socket:
        server = uvicorn.Server(uvicorn.Config(applicatie, log_level="critical", lifespan="off"))
        draad = Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
        draad.start()
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        server.should_exit = True
        draad.join(5)


def herhaal(naar: str, stop: Event, alles: Callable[[httpx.Client], None]) -> None:
    """Doe het werk telkens weer; is het harnas er even niet, dan later."""
    kop = {"Authorization": f"Bearer {os.environ['TOKEN']}"} if "TOKEN" in os.environ else {}
    with httpx.Client(base_url=naar, headers=kop) as client:
        while not stop.wait(RUST):
            with suppress(httpx.HTTPError):
                alles(client)


def speel_push(systeem: Systeem, poort: int, naar: str, stop: Event) -> None:
    """Neem berichten aan op een eigen adres, en stuur de eigen berichten naar het harnas."""

    async def ontvang(request: Request) -> Response:
        envelope = lees_envelop(request, await request.body())
        receipt = systeem.neem_aan(envelope)
        if receipt.uitkomst is Outcome.AANGENOMEN:
            return Response(status_code=202)
        return problem(HTTPStatus.BAD_REQUEST, receipt.reden)

    def alles(client: httpx.Client) -> None:
        for envelope in systeem.uitgaand():
            hoofd = {"Keten-Bericht-Id": envelope.id, "Keten-Tijd": envelope.tijd.isoformat()}
            client.post("/berichten", content=envelope.xml, headers=hoofd).raise_for_status()

    with draait(Starlette(routes=[Route("/berichten", ontvang, methods=["POST"])]), poort) as url:
        print(f"Luistert op {url}", flush=True)
        herhaal(naar, stop, alles)


def speel_ggk(systeem: Systeem, poort: int, naar: str, stop: Event) -> None:
    """Een gemeente achter de GGK: StUF in SOAP, heen en terug."""
    referenties: dict[str, str] = {}
    fouten: list[tuple[str, str]] = []

    async def ontvang(request: Request) -> Response:
        bericht = stuf.lees(await request.body())
        nu = datetime.now(AMSTERDAM)
        if bericht.soort in {stuf.DI01, stuf.DU01}:
            referenties[lees_route(bericht.xml).identificatie] = bericht.referentie
            receipt = systeem.neem_aan(Envelope(bericht.referentie, nu, bericht.xml))
            if receipt.uitkomst is Outcome.GEWEIGERD:
                fouten.append((bericht.referentie, receipt.reden))
        return Response(stuf.bevestiging(bericht, nu), media_type="text/xml")

    def stuur(client: httpx.Client, soort: str, envelop: bytes) -> None:
        kop = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{stuf.ACTIES[soort]}"'}
        client.post("/ggk", content=envelop, headers=kop).raise_for_status()

    def alles(client: httpx.Client) -> None:
        while fouten:
            nu = datetime.now(AMSTERDAM)
            stuur(client, stuf.FO01, stuf.fout(stuf.FO01, "StUF055", fouten[0][1], nu, crossref=fouten[0][0]))
            fouten.pop(0)
        for envelope in systeem.uitgaand():
            route, referentie = lees_route(envelope.xml), stuf.als_uuid4(envelope.id)
            op = referenties.get(route.identificatie, str(uuid4())) if route.retour else ""
            soort = stuf.DU01 if op else stuf.DI01
            stuur(client, soort, stuf.envelop(route, referentie, envelope.tijd, envelope.xml, op))

    with draait(Starlette(routes=[Route("/soap", ontvang, methods=["POST"])]), poort) as url:
        print(f"Luistert op {url}/soap", flush=True)
        herhaal(naar, stop, alles)


def speel_vecozo(systeem: Systeem, naar: str, stop: Event) -> None:
    """Een aanbieder die zijn berichten bij VECOZO haalt en brengt: zip met één XML."""
    pull, push = (f"/berichtenservice/berichten/rest-{richting}/v1/berichten" for richting in ("pull", "push"))

    def alles(client: httpx.Client) -> None:
        for gegevens in client.get(pull).raise_for_status().json():
            traceer = gegevens["referentiegegevens"]["traceerId"]
            payload = client.get(f"{pull}/{traceer}/payload").raise_for_status().content
            systeem.neem_aan(Envelope(traceer, datetime.now(AMSTERDAM), pak_uit(payload)))
            client.delete(f"{pull}/{traceer}").raise_for_status()
        for envelope in systeem.uitgaand():
            delen = {
                "berichtMetadata": ("m.json", json.dumps(_metadata(envelope)), "application/json"),
                "payload": ("p.zip", pak_in("bericht.xml", envelope.xml), "application/octet-stream"),
            }
            client.post(push, files=delen).raise_for_status()

    print("Klaar", flush=True)
    herhaal(naar, stop, alles)


def _metadata(envelope: Envelope) -> dict[str, object]:
    route = lees_route(envelope.xml)
    stroom = {"berichttype": "JW", "berichtsubtype": route.functie, "actie": "Bericht",
              "berichtversie": route.versie, "berichtsubversie": route.subversie}  # fmt: skip
    return {
        "routeringgegevens": {
            "afzender": {"rol": "Instelling", "code": route.afzender},
            "geadresseerden": [{"rol": "Gemeente", "code": route.ontvanger}],
            "berichtstroom": stroom,
        },
        "referentiegegevens": {"conversatieId": str(uuid4()), "traceerId": envelope.id},
    }


def maak() -> Systeem:
    """Voor `--sut python:…`: een object met deliver, fetch en acknowledge."""
    return PythonObject(os.environ.get("ROL", "aanbieder"), Path(os.environ["INRICHTING"]))


class PythonObject(Systeem):
    """Hetzelfde systeem, in het proces van de toets zelf."""

    def deliver(self, envelope: Envelope) -> Receipt:
        """Neem één bericht aan."""
        return self.neem_aan(envelope)

    def fetch(self) -> Envelope | None:
        """Het oudste bericht dat klaarstaat."""
        self._actor.set_clock(datetime.now(AMSTERDAM))
        return self._actor.fetch()

    def acknowledge(self, message_id: str) -> None:
        """Dat bericht is bewaard."""
        self._actor.acknowledge(message_id)


def main() -> int:
    """Speel het systeem tot de invoer sluit."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("manier", choices=["map", "command", "push", "ggk", "vecozo"])
    parser.add_argument("plek", nargs="?", default="", help="map of adres van het harnas")
    parser.add_argument("--rol", default="aanbieder", choices=["gemeente", "aanbieder"])
    parser.add_argument("--inrichting", type=Path, required=True)
    parser.add_argument("--poort", type=int, default=0)
    keuze = parser.parse_args()
    if keuze.manier == "command":
        return speel_opdracht(keuze.rol, keuze.inrichting)
    stop = Event()
    Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
    systeem = Systeem(keuze.rol, keuze.inrichting)
    if keuze.manier == "map":
        print("Klaar", flush=True)
        speel_map(systeem, Path(keuze.plek), stop)
    elif keuze.manier == "push":
        speel_push(systeem, keuze.poort, keuze.plek, stop)
    elif keuze.manier == "ggk":
        speel_ggk(systeem, keuze.poort, keuze.plek, stop)
    else:
        speel_vecozo(systeem, keuze.plek, stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
