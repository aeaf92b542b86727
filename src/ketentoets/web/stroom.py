"""Server-sent events: the parts of a page that changed, as long as somebody watches and something can change."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

KIJK_ELKE = 0.25
"""Seconds between two looks at the journal."""
TEKEN_VAN_LEVEN = 60
"""So many looks without news, and a comment is sent: a proxy keeps the line open, a lost reader is noticed."""
MAX_KIJKERS = 64

Maker = Callable[[], tuple[dict[str, str], bool]]


class Kijkers:
    """Counts who watches, so that nobody can exhaust the server by opening pages."""

    def __init__(self) -> None:
        self.aantal = 0
        self.stoppen = asyncio.Event()

    @property
    def vol(self) -> bool:
        """Whether nobody else can watch now."""
        return self.aantal >= MAX_KIJKERS

    def stroom(self, maak: Maker) -> StreamingResponse:
        """`maak` gives the parts of the page, and whether they can still change."""
        return StreamingResponse(
            self._berichten(maak), media_type="text/event-stream", headers={"X-Accel-Buffering": "no"}
        )

    async def _berichten(self, maak: Maker) -> AsyncIterator[str]:
        self.aantal += 1
        try:
            yield "retry: 2000\n\n"
            known: dict[str, str] = {}
            quiet = 0
            while not self.stoppen.is_set():
                parts, open_ = await run_in_threadpool(maak)
                new = {name: html for name, html in parts.items() if known.get(name) != html}
                known |= new
                quiet = 0 if new else quiet + 1
                if new:
                    yield f"event: delen\ndata: {json.dumps(new)}\n\n"
                elif quiet % TEKEN_VAN_LEVEN == 0:
                    yield ": leeft\n\n"
                if not open_:
                    yield "event: einde\ndata: {}\n\n"
                    return
                await self._wacht()
        finally:
            self.aantal -= 1

    async def _wacht(self) -> None:
        try:
            await asyncio.wait_for(self.stoppen.wait(), KIJK_ELKE)
        except TimeoutError:
            return
