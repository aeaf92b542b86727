"""One connection of a browser: a request that takes too long to arrive, or one connection too many, is ended."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_VERBINDINGEN = 200
GEDULD = 30.0
"""Seconds in which a whole request, head and body, must have come in."""
_BINNENKOMEND = frozenset({h11.IDLE, h11.SEND_BODY})


class Verbinding(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to its patience. An answer may take as long as it needs."""

    _wekker: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take it, unless there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MAX_VERBINDINGEN:
            transport.abort()
        else:
            self._let_op()

    def data_received(self, data: bytes) -> None:
        """More of a request; the clock runs until all of it is there."""
        super().data_received(data)
        self._let_op()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing to wait for any more."""
        self._rust()
        super().connection_lost(exc)

    def _let_op(self) -> None:
        if self.conn.their_state not in _BINNENKOMEND:
            self._rust()
        elif self._wekker is None:
            self._wekker = self.loop.call_later(GEDULD, self.transport.abort)

    def _rust(self) -> None:
        if self._wekker is not None:
            self._wekker.cancel()
            self._wekker = None
