"""The addresses of the web page, behind the doorman."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.resources import files

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ketentoets.core.errors import ConfigurationError
from ketentoets.session.sessies import Sessies
from ketentoets.web import sjablonen
from ketentoets.web.beveiliging import Formulierfout, Portier
from ketentoets.web.instellingen import Instellingen
from ketentoets.web.paginas import Paginas
from ketentoets.web.werkplaats import Werkplaats

WEK_ELKE = 5.0
"""Seconds between two looks for sessions that can go on."""


def app(instellingen: Instellingen) -> Starlette:
    """The whole site for the sessions in one folder."""
    werkplaats = Werkplaats(Sessies(instellingen.map))
    paginas = Paginas(instellingen, werkplaats)
    s = "/sessies/{id}"
    routes = [
        Route("/", paginas.lijst),
        Route("/nieuw", paginas.nieuw, methods=["GET", "POST"]),
        Route("/nieuw/controle", paginas.controle, methods=["POST"]),
        Route("/sessies", paginas.start, methods=["POST"]),
        Route(s, paginas.sessie),
        Route(f"{s}/stroom", paginas.stroom),
        Route(f"{s}/antwoord", paginas.antwoord, methods=["POST"]),
        Route(f"{s}/opnieuw", paginas.opnieuw, methods=["POST"]),
        Route(f"{s}/alles.zip", paginas.alles),
        Route(f"{s}/bestanden/{{pad:path}}", paginas.bestand),
        Route(f"{s}/{{actie}}", paginas.actie, methods=["POST"]),
        Route("/vergelijk", paginas.vergelijk),
        Route("/inloggen", paginas.inloggen, methods=["GET", "POST"]),
        Route("/uitloggen", paginas.uitloggen, methods=["POST"]),
        Route("/statisch/diagram.css", _diagramstijl),
        Mount("/statisch", StaticFiles(directory=str(files("ketentoets.web") / "statisch"))),
    ]
    handlers = dict.fromkeys((HTTPException, Formulierfout, ConfigurationError, Exception), paginas.fout)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        wekker = asyncio.create_task(_wek(werkplaats))
        yield
        paginas.kijkers.stoppen.set()
        wekker.cancel()
        with suppress(asyncio.CancelledError):
            await wekker
        werkplaats.sluit()

    made = Starlette(
        routes=routes,
        middleware=[Middleware(Portier, instellingen=instellingen)],
        exception_handlers=handlers,
        lifespan=lifespan,
    )
    made.state.paginas = paginas
    return made


async def _wek(werkplaats: Werkplaats) -> None:
    """Let sessions go on whose moment has come, also those from before a restart."""
    while True:
        with suppress(ConfigurationError):  # the store cannot be read now; the pages say so
            await run_in_threadpool(werkplaats.wek)
        await asyncio.sleep(WEK_ELKE)


async def _diagramstijl(_request: Request) -> Response:
    return Response(sjablonen.diagramstijl(), media_type="text/css; charset=utf-8")
