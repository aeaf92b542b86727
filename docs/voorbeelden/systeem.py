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
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import httpx

from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.transports.base import Envelope, Outcome, Receipt

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


def speel_push(systeem: Systeem, poort: int, naar: str, stop: Event) -> None:
    """Neem berichten aan op een eigen adres, en stuur de eigen berichten naar het harnas."""
    import uvicorn

    from ketentoets.actors.server import app
    from ketentoets.transports.server import bind

    kop = {"Authorization": f"Bearer {os.environ['TOKEN']}"} if "TOKEN" in os.environ else {}

    class Ontvanger:
        """Alleen wat `POST /berichten` nodig heeft; de rest van het koppelvlak is er niet."""

        def deliver(self, envelope: Envelope) -> Receipt:
            return systeem.neem_aan(envelope)

    applicatie = app(Ontvanger())  # type: ignore[arg-type]
    applicatie.router.routes[:] = [r for r in applicatie.router.routes if getattr(r, "path", "") == "/berichten"]
    socket = bind("127.0.0.1", poort)
    server = uvicorn.Server(uvicorn.Config(applicatie, log_level="critical", lifespan="off"))
    Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True).start()
    print(f"Luistert op http://127.0.0.1:{socket.getsockname()[1]}", flush=True)
    with httpx.Client(base_url=naar, headers=kop) as client:
        while not stop.wait(RUST):
            with suppress(httpx.HTTPError):
                for envelope in systeem.uitgaand():
                    hoofd = {"Keten-Bericht-Id": envelope.id, "Keten-Tijd": envelope.tijd.isoformat()}
                    client.post("/berichten", content=envelope.xml, headers=hoofd).raise_for_status()
    server.should_exit = True


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
    else:
        speel_push(systeem, keuze.poort, keuze.plek, stop)
    return 0


if __name__ == "__main__":
    sys.exit(main())
