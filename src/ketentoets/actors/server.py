"""Any `System` over HTTP, as the contract (koppelvlak) says. One request at a time touches it."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from threading import Lock, Thread
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import OrderRefused, SutCannot, SutContractError
from ketentoets.core.taal import _
from ketentoets.transports.base import BERICHT_ID, TIJD, Order, Outcome, System
from ketentoets.transports.server import (
    PROBLEM,
    Eindpunt,
    Problem,
    Server,
    bind,
    http_problem,
    json_object,
    lees_body,
    lees_envelop,
    problem,
)

__all__ = ["BERICHT_ID", "PROBLEM", "TIJD", "app", "problem", "serve"]
_INVOER = 4096


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
    return Starlette(routes=routes, exception_handlers={HTTPException: http_problem})


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
        envelope = lees_envelop(request, await lees_body(request))
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
        gegevens = json_object(await lees_body(request))
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
        await self._locked(self._system.set_up, json_object(await lees_body(request)))
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def opdrachten(self, request: Request) -> Response:
        gegevens = json_object(await lees_body(request))
        naam = gegevens.pop("opdracht", None)
        if not isinstance(naam, str):
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, _("veld opdracht ontbreekt"))
        await self._locked(self._system.order, Order(naam, gegevens))
        return Response(status_code=HTTPStatus.ACCEPTED)


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
    with bind(host, port) as bound:
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{bound.getsockname()[1]}"
        config = uvicorn.Config(app(system), log_level="critical", access_log=False, lifespan="off")
        server = Server(config, lambda: on_ready(url))
        if stop_on_eof:
            Thread(target=_stop_at_end_of_input, args=(server,), daemon=True).start()
        server.run(sockets=[bound])


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    with suppress(OSError, ValueError, AttributeError):
        while os.read(sys.stdin.fileno(), _INVOER):
            pass
    server.should_exit = True
