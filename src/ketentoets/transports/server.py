"""What everything that serves the contract over HTTP shares: problems, headers, bodies, sockets."""

import asyncio
import socket
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any

import uvicorn
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from ketentoets.core.jsonobject import lees_object
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _
from ketentoets.transports.base import BERICHT_ID, TIJD, Envelope

PROBLEM = "application/problem+json"
BACKLOG = 128
_TITELS = {
    HTTPStatus.BAD_REQUEST: _("Bericht geweigerd"),
    HTTPStatus.UNAUTHORIZED: _("Geen toegang"),
    HTTPStatus.NOT_FOUND: _("Niet gevonden"),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Deze methode kan hier niet"),
    HTTPStatus.REQUEST_TIMEOUT: _("Te langzaam"),
    HTTPStatus.CONFLICT: _("Strijdig met wat er is"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Te groot"),
    HTTPStatus.UNPROCESSABLE_ENTITY: _("Kan niet worden uitgevoerd"),
    HTTPStatus.TOO_MANY_REQUESTS: _("Te veel verzoeken"),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Fout in dit systeem"),
    HTTPStatus.NOT_IMPLEMENTED: _("Niet aangeboden"),
    HTTPStatus.INSUFFICIENT_STORAGE: _("Kan niet bewaren"),
}

Eindpunt = Callable[[Request], Awaitable[Response]]


class Problem(Exception):
    """An answer that is not a success."""

    def __init__(self, status: HTTPStatus, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def problem(status: HTTPStatus, detail: str) -> Response:
    """A problem document (RFC 9457)."""
    title = _TITELS.get(status, str(int(status)))
    content = {"title": title, "status": int(status), "detail": detail}
    return JSONResponse(content, int(status), media_type=PROBLEM)


def http_problem(_request: Request, error: Exception) -> Response:
    """The answer to an address or method that does not exist."""
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return problem(status, _("dit adres of deze methode staat niet in het koppelvlak"))


def lees_envelop(request: Request, body: bytes) -> Envelope:
    """The message of a delivery; the two headers must be there and be right."""
    try:
        return Envelope.uit(request.headers, body)
    except (KeyError, ValueError) as error:
        reden = _("{id} (een UUID) en {tijd} (RFC 3339) zijn verplicht", id=BERICHT_ID, tijd=TIJD)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, reden) from error


async def lees_body(request: Request, seconden: float | None = None, grens: int = MAX_BYTES) -> bytes:
    """The body, at most `grens` bytes and, when given, within `seconden`."""
    try:
        async with asyncio.timeout(seconden):
            return await _body(request, grens)
    except TimeoutError as error:
        raise Problem(HTTPStatus.REQUEST_TIMEOUT, _("het verzoek kwam te langzaam binnen")) from error


async def _body(request: Request, grens: int) -> bytes:
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > grens:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("groter dan 25 MB (OP179)"))
    except ClientDisconnect as error:
        raise Problem(HTTPStatus.BAD_REQUEST, _("het verzoek is halverwege afgebroken")) from error
    return bytes(body)


def json_object(body: bytes) -> dict[str, Any]:
    """A JSON object, or a problem."""
    try:
        return lees_object(body)
    except ValueError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error


class Server(uvicorn.Server):
    """Says when it accepts connections, and treats a signal as a request to stop."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell who waits for it."""
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop in good order."""
        self.should_exit = True


def bind(host: str, port: int) -> socket.socket:
    """A listening socket; raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)
