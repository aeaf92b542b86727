"""Any `System` over HTTP, as the contract (koppelvlak) says. One request at a time touches it."""

import json
import os
import socket
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from http import HTTPStatus
from threading import Lock, Thread
from typing import Any
from uuid import UUID

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import OrderRefused, SutCannot, SutContractError
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Order, Outcome, System

PROBLEM = "application/problem+json"
BERICHT_ID, TIJD = "Keten-Bericht-Id", "Keten-Tijd"
BACKLOG = 128
_INVOER = 4096
_TITELS = {
    HTTPStatus.BAD_REQUEST: _("Bericht geweigerd"),
    HTTPStatus.NOT_FOUND: _("Niet gevonden"),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Deze methode kan hier niet"),
    HTTPStatus.CONFLICT: _("Strijdig met wat er is"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Te groot"),
    HTTPStatus.UNPROCESSABLE_ENTITY: _("Kan niet worden uitgevoerd"),
    HTTPStatus.INTERNAL_SERVER_ERROR: _("Fout in dit systeem"),
    HTTPStatus.NOT_IMPLEMENTED: _("Niet aangeboden"),
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


def app(system: System) -> Starlette:
    """The contract as an application around one system."""
    calls = _Calls(system)
    routes = [
        Route("/", _answers(calls.identify), methods=["GET"]),
        Route("/berichten", _answers(calls.berichten), methods=["GET", "POST"]),
        Route("/berichten/{id}", _answers(calls.acknowledge), methods=["DELETE"]),
        Route("/klok", _answers(calls.klok), methods=["PUT"]),
        Route("/inrichting", _answers(calls.inrichting), methods=["PUT"]),
        Route("/opdrachten", _answers(calls.opdrachten), methods=["POST"]),
    ]
    return Starlette(routes=routes, exception_handlers={HTTPException: _http_problem})


def _answers(endpoint: Eindpunt) -> Eindpunt:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Problem as error:
            return problem(error.status, str(error))
        except OrderRefused as error:
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
        except SutCannot as error:
            return problem(HTTPStatus.NOT_IMPLEMENTED, str(error))
        except SutContractError as error:
            return problem(HTTPStatus.CONFLICT, str(error))
        except Exception as error:
            return problem(HTTPStatus.INTERNAL_SERVER_ERROR, f"{type(error).__name__}: {error}")

    return answer


def _http_problem(_request: Request, error: Exception) -> Response:
    status = HTTPStatus(error.status_code) if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
    return problem(status, _("dit adres of deze methode staat niet in het koppelvlak"))


class _Calls:
    """One method per path."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._lock = Lock()

    async def _locked(self, call: Callable[..., Any], *arguments: Any) -> Any:
        def work() -> Any:
            with self._lock:
                return call(*arguments)

        return await run_in_threadpool(work)

    async def identify(self, _request: Request) -> Response:
        identity = await self._locked(self._system.identify)
        return JSONResponse(
            {
                "naam": identity.naam,
                "versie": identity.versie,
                "rol": str(identity.rol),
                "standaarden": list(identity.standaarden),
                "kan": sorted(identity.kan),
            }
        )

    async def berichten(self, request: Request) -> Response:
        return await (self._deliver(request) if request.method == "POST" else self._fetch())

    async def _deliver(self, request: Request) -> Response:
        envelope = _envelope(request, await _body(request))
        receipt = await self._locked(self._system.deliver, envelope)
        if receipt.uitkomst is Outcome.GEWEIGERD:
            return problem(HTTPStatus.BAD_REQUEST, receipt.reden)
        if receipt.uitkomst is Outcome.STRIJDIG:
            return problem(HTTPStatus.CONFLICT, receipt.reden)
        return Response(status_code=HTTPStatus.ACCEPTED)

    async def _fetch(self) -> Response:
        envelope = await self._locked(self._system.fetch)
        if envelope is None:
            return Response(status_code=HTTPStatus.NO_CONTENT)
        headers = {BERICHT_ID: envelope.id, TIJD: envelope.tijd.isoformat()}
        return Response(envelope.xml, headers=headers, media_type="application/xml")

    async def acknowledge(self, request: Request) -> Response:
        try:
            await self._locked(self._system.acknowledge, request.path_params["id"])
        except SutContractError as error:
            raise Problem(HTTPStatus.NOT_FOUND, str(error)) from error
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def klok(self, request: Request) -> Response:
        gegevens = _json_object(await _body(request))
        try:
            moment = parse_moment(gegevens.pop("nu"))
        except (KeyError, TypeError, ValueError) as error:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY, _("nu moet een moment met tijdzone zijn (RFC 3339)")
            ) from error
        if gegevens:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("onbekend veld {veld}", veld=", ".join(gegevens)))
        await self._locked(self._system.set_clock, moment)
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def inrichting(self, request: Request) -> Response:
        await self._locked(self._system.set_up, _json_object(await _body(request)))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def opdrachten(self, request: Request) -> Response:
        gegevens = _json_object(await _body(request))
        naam = gegevens.pop("opdracht", None)
        if not isinstance(naam, str):
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("veld opdracht ontbreekt"))
        await self._locked(self._system.order, Order(naam, gegevens))
        return Response(status_code=HTTPStatus.ACCEPTED)


def _envelope(request: Request, body: bytes) -> Envelope:
    try:
        message_id = request.headers[BERICHT_ID]
        UUID(message_id)
        return Envelope(message_id, parse_moment(request.headers[TIJD]), body)
    except (KeyError, ValueError) as error:
        reden = _("{id} (een UUID) en {tijd} (RFC 3339) zijn verplicht", id=BERICHT_ID, tijd=TIJD)
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, reden) from error


async def _body(request: Request) -> bytes:
    body = bytearray()
    with suppress(ClientDisconnect):
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BYTES:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("groter dan 25 MB (OP179)"))
    return bytes(body)


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        gegevens = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("dit is geen JSON: {reden}", reden=error)) from error
    if not isinstance(gegevens, dict):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("een JSON-object werd verwacht"))
    return gegevens


class _Server(uvicorn.Server):
    """Says when it accepts connections, and treats a signal as a request to stop."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    def handle_exit(self, sig: int, frame: Any) -> None:
        self.should_exit = True


def serve(
    system: System,
    host: str = "127.0.0.1",
    port: int = 0,
    on_ready: Callable[[str], None] = lambda _url: None,
    stop_on_eof: bool = False,
) -> None:
    """Serve until Ctrl-C, SIGTERM or (with `stop_on_eof`) the end of standard input.

    Port 0 takes a free one; `on_ready` gets the address when connections are accepted.
    Raises OSError when the address cannot be bound.
    """
    with _bind(host, port) as bound:
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{bound.getsockname()[1]}"
        config = uvicorn.Config(app(system), log_level="critical", access_log=False, lifespan="off")
        server = _Server(config, lambda: on_ready(url))
        if stop_on_eof:
            Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
        server.run(sockets=[bound])


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    with suppress(OSError, ValueError, AttributeError):
        while os.read(sys.stdin.fileno(), _INVOER):
            pass
    server.should_exit = True
