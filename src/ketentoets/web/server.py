"""Serve the web page until somebody stops it; runs go on without it."""

import socket
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.server import Server, bind
from ketentoets.web.app import app
from ketentoets.web.instellingen import Instellingen
from ketentoets.web.verbinding import Verbinding

_OVERAL = frozenset({"0.0.0.0", "::"})  # noqa: S104 - what the user asked for
AFSCHEID = 3
"""Seconds that open pages get when the server stops."""


class _Server(Server):
    """Lets those who watch go before it stops."""

    def __init__(self, config: uvicorn.Config, on_ready: Callable[[], None], on_stop: Callable[[], None]) -> None:
        super().__init__(config, on_ready)
        self._on_stop = on_stop

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye first."""
        self._on_stop()
        await super().shutdown(sockets)


def instelling(made: Starlette, instellingen: Instellingen) -> uvicorn.Config:
    """How the site is served: nobody can hold it with slow or with many requests."""
    return uvicorn.Config(
        made,
        http=Verbinding,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=AFSCHEID,
        ssl_certfile=instellingen.tls_certificaat,
        ssl_keyfile=instellingen.tls_sleutel,
    )


def serveer(instellingen: Instellingen, on_ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `on_ready` gets the address when connections are accepted.

    Raises `ConfigurationError` when the address cannot be used.
    """
    made = app(instellingen)
    host, scheme = instellingen.adres, "https" if instellingen.https else "http"
    try:
        bound = bind(host, instellingen.poort)
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(
            _("Kan niet luisteren op {adres}, poort {poort}: {reason}. Kies een andere --poort of --adres.",
              adres=host, poort=instellingen.poort, reason=reason)
        ) from error  # fmt: skip
    with bound:
        name = socket.gethostname() if host in _OVERAL else f"[{host}]" if ":" in host else host
        config = instelling(made, instellingen)
        url = f"{scheme}://{name}:{bound.getsockname()[1]}"
        server = _Server(config, lambda: on_ready(url), made.state.paginas.kijkers.stoppen.set)
        server.run(sockets=[bound])
