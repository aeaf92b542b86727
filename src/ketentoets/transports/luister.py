"""The harness as a server, for systems that push: loopback unless told otherwise, and within limits.

Everything that comes in is a guest: size, rate, number of connections and time are limited, and who
is not on this machine must show a token. Nothing that came in can be read back here.
"""

import hmac
import re
import ssl
from asyncio import Transport
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from threading import Event as Signal
from threading import Thread
from time import monotonic
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from uvicorn.protocols.http.h11_impl import H11Protocol

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.server import Eindpunt, Problem, Server, bind, http_problem, problem
from ketentoets.transports.tls import laad_sleutel
from ketentoets.transports.toegang import Toegang, is_eigen_machine

MAX_POORT = 65535
Weg = tuple[str, str, Eindpunt]
"""Method, path, and what answers."""


@dataclass(frozen=True)
class Grenzen:
    """What one listener takes: seconds for a request, requests per second and at once, connections."""

    seconden: float = 30.0
    per_seconde: float = 200.0
    ineens: int = 1000
    verbindingen: int = 100
    afzenders: int = 1000


class Tempo:
    """How fast each sender may be: a bucket of `ineens` requests that fills at `per_seconde`."""

    def __init__(self, grenzen: Grenzen, nu: Callable[[], float] = monotonic) -> None:
        self._grenzen = grenzen
        self._nu = nu
        self._emmers: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def mag(self, afzender: str) -> bool:
        """Whether one more request is fine; it counts when it is."""
        now = self._nu()
        over, last = self._emmers.pop(afzender, (float(self._grenzen.ineens), now))
        over = min(self._grenzen.ineens, over + (now - last) * self._grenzen.per_seconde)
        ok = over >= 1
        self._emmers[afzender] = (over - ok, now)
        while len(self._emmers) > self._grenzen.afzenders:
            self._emmers.popitem(last=False)
        return ok


def ongeduldig(seconden: float) -> type[H11Protocol]:
    """Connections on which nothing is asked within `seconden` are closed, so that nobody keeps them all."""

    class Ongeduldig(H11Protocol):
        def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self.loop.call_later(seconden, self._sluit_als_er_niets_kwam)

        def _sluit_als_er_niets_kwam(self) -> None:
            if self.cycle is None:
                self.transport.close()

    return Ongeduldig


class Luisteraar:
    """A server in a thread of its own; `url` is where it can be reached."""

    def __init__(self, toegang: Toegang, routes: Sequence[Weg], grenzen: Grenzen = Grenzen()) -> None:
        host, port = adres_en_poort(toegang.luister)
        self._token = toegang.token()
        if not is_eigen_machine(host) and self._token is None:
            raise ConfigurationError(
                _(
                    "Op {host} kan iedereen in het netwerk berichten insturen. Geef een token in"
                    " KETENTOETS_LUISTER_TOKEN (of _BESTAND), of luister op 127.0.0.1.",
                    host=host,
                )
            )
        self._tempo = Tempo(grenzen)
        try:
            self._socket = bind(host, port)
        except (OSError, UnicodeError) as error:
            reden = waarom(error)
            raise ConfigurationError(
                _("Kan niet luisteren op {adres}: {reden}. Kies met --luister een ander adres of een andere poort.",
                  adres=toegang.luister, reden=reden)
            ) from error  # fmt: skip
        name = f"[{host}]" if ":" in host else host
        schema = "https" if toegang.luister_certificaat else "http"
        self.url = f"{schema}://{name}:{self._socket.getsockname()[1]}"
        self._start(toegang, routes, grenzen)

    def _start(self, toegang: Toegang, routes: Sequence[Weg], grenzen: Grenzen) -> None:
        paths = [Route(path, self._bewaakt(call), methods=[method]) for method, path, call in routes]
        application = Starlette(routes=paths, exception_handlers={HTTPException: http_problem})
        config = uvicorn.Config(
            application, log_level="critical", access_log=False, lifespan="off", server_header=False,
            proxy_headers=False, http=ongeduldig(grenzen.seconden),
            limit_concurrency=grenzen.verbindingen, timeout_keep_alive=5, timeout_graceful_shutdown=2,
            **_tls(toegang),
        )  # fmt: skip
        klaar = Signal()
        self._server = Server(config, klaar.set)
        self._thread = Thread(
            target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True, name="ketentoets-luister"
        )
        self._thread.start()
        klaar.wait(10)

    def _bewaakt(self, call: Eindpunt) -> Eindpunt:
        """Who may not come in does not get as far as the body of the request."""

        async def answer(request: Request) -> Response:
            try:
                self._controleer(request)
                return await call(request)
            except Problem as error:
                return problem(error.status, str(error))
            except OSError as error:
                return problem(HTTPStatus.INSUFFICIENT_STORAGE, _("kan niet bewaren: {reden}", reden=error))

        return answer

    def _controleer(self, request: Request) -> None:
        if not self._tempo.mag(request.client.host if request.client else ""):
            raise Problem(HTTPStatus.TOO_MANY_REQUESTS, _("te veel verzoeken; probeer het over een seconde opnieuw"))
        if self._token is None:
            return
        wanted = f"Bearer {self._token.waarde}"
        if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), wanted.encode()):
            raise Problem(HTTPStatus.UNAUTHORIZED, _("een geldig token is nodig (Authorization: Bearer …)"))

    def close(self) -> None:
        """Stop listening; what is under way is finished."""
        self._server.should_exit = True
        self._thread.join(timeout=10)
        with suppress(OSError):
            self._socket.close()


def adres_en_poort(luister: str) -> tuple[str, int]:
    """'127.0.0.1:8750', '[::1]:8750' or ':8750' (this machine only); raises `ConfigurationError`."""
    host, _dubbelepunt, poort = luister.rpartition(":")
    if not re.fullmatch(r"[0-9]{1,5}", poort) or int(poort) > MAX_POORT:
        raise ConfigurationError(
            _("--luister '{adres}' is geen ADRES:POORT; schrijf bijvoorbeeld 127.0.0.1:8750.", adres=luister)
        )
    return host.strip("[]") or "127.0.0.1", int(poort)


def _tls(toegang: Toegang) -> dict[str, Any]:
    """TLS for who comes in; with an own CA a client certificate is demanded."""
    if toegang.luister_certificaat is None:
        return {}
    laad_sleutel(ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), toegang.luister_certificaat, toegang.luister_sleutel)
    settings: dict[str, Any] = {"ssl_certfile": toegang.luister_certificaat, "ssl_keyfile": toegang.luister_sleutel}
    if toegang.luister_ca is not None:
        settings |= {"ssl_ca_certs": str(toegang.luister_ca), "ssl_cert_reqs": ssl.CERT_REQUIRED}
    return settings
