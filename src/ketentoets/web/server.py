"""Serve the web page until somebody stops it; runs go on without it."""

import socket
from collections.abc import Callable

import uvicorn

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.server import Server, bind
from ketentoets.web.app import app
from ketentoets.web.instellingen import Instellingen

MAX_VERBINDINGEN = 200
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
        name = f"[{host}]" if ":" in host else host
        config = uvicorn.Config(
            made,
            log_level="error",
            access_log=False,
            server_header=False,
            limit_concurrency=MAX_VERBINDINGEN,
            timeout_graceful_shutdown=AFSCHEID,
            ssl_certfile=instellingen.tls_certificaat,
            ssl_keyfile=instellingen.tls_sleutel,
        )
        url = f"{scheme}://{name}:{bound.getsockname()[1]}"
        server = _Server(config, lambda: on_ready(url), made.state.paginas.kijkers.stoppen.set)
        server.run(sockets=[bound])
