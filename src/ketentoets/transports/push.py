"""A system that pushes: it gets its messages at its own address and posts its own to the harness."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ketentoets.core.errors import SutContractError
from ketentoets.transports.base import Envelope, Identity, Kanaal, Order, Receipt
from ketentoets.transports.luister import Grenzen, Luisteraar
from ketentoets.transports.server import Problem, lees_body, lees_envelop
from ketentoets.transports.spoel import Spoel
from ketentoets.transports.toegang import Toegang

SPOEL = "spoel.sqlite"


def open_spoel(toegang: Toegang, naam: str = SPOEL) -> Spoel:
    """A spool of this run, in its own folder."""
    map_ = toegang.map or Path(mkdtemp(prefix="ketentoets-"))
    return Spoel(map_ / naam, toegang.masker())


class PushSystem:
    """`systeem` for everything but its messages: those come in at the listener."""

    def __init__(self, systeem: Kanaal, toegang: Toegang, grenzen: Grenzen = Grenzen()) -> None:  # noqa: B008
        self._systeem = systeem
        self._seconden = grenzen.seconden
        self._spoel = open_spoel(toegang)
        try:
            self._luisteraar = Luisteraar(toegang, [("POST", "/berichten", self._ontvang)], grenzen)
        except BaseException:
            self._spoel.close()
            raise
        self.luistert_op = self._luisteraar.url
        self.adres = systeem.adres

    async def _ontvang(self, request: Request) -> Response:
        envelope = lees_envelop(request, await lees_body(request, self._seconden))
        await bewaar(self._spoel.neem_aan, envelope)
        return Response(status_code=HTTPStatus.ACCEPTED)

    def fetch(self) -> Envelope | None:
        """The oldest message that was pushed."""
        return self._spoel.oudste()

    def acknowledge(self, message_id: str) -> None:
        """It is in the journal."""
        self._spoel.bevestig(message_id)

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over; what it pushed before belongs to the past."""
        self._systeem.set_up(inrichting)
        self._spoel.leeg()

    def probe(self) -> frozenset[str]:
        """What it can do."""
        return self._systeem.probe()

    def identify(self) -> Identity:
        """Who it is."""
        return self._systeem.identify()

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver at its own address."""
        return self._systeem.deliver(envelope)

    def set_clock(self, moment: datetime) -> None:
        """Set its clock; what became due was pushed when it answers."""
        self._systeem.set_clock(moment)

    def order(self, order: Order) -> None:
        """Pass the order on."""
        self._systeem.order(order)

    def close(self) -> None:
        """Stop listening."""
        self._luisteraar.close()
        self._spoel.close()
        self._systeem.close()


async def bewaar(neem_aan: Callable[[Envelope], None], envelope: Envelope) -> None:
    """Keep a message before anything is answered; other content under the same id is a conflict."""
    try:
        await run_in_threadpool(neem_aan, envelope)
    except SutContractError as error:
        raise Problem(HTTPStatus.CONFLICT, str(error)) from error
