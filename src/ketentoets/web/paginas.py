"""One method per address. Whatever is asked, the answer is a page, a file, or a sentence that says why not."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER
from ketentoets.reports.vergelijking import Vergelijking
from ketentoets.suite.verzamel import processen
from ketentoets.web import bestanden, beveiliging, sjablonen
from ketentoets.web.controle import controleer
from ketentoets.web.instellingen import Instellingen
from ketentoets.web.keuzes import Keuzes, gebreken, profielen
from ketentoets.web.kind import SESSIE_ID
from ketentoets.web.sessiebeeld import SessieBeeld
from ketentoets.web.stroom import Kijkers
from ketentoets.web.werkplaats import Werkplaats

MAX_TOELICHTING = 2000
TWEE = 2
BEWAARD_RAPPORT = "; ".join(
    (
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "script-src 'unsafe-inline'",
        "img-src data:",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "sandbox allow-scripts allow-popups allow-downloads",
    )
)
"""A report brings its own style and script (and names its script by hash); it runs without access to this site."""
BEWAARD_BESTAND = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

Eindpunt = Callable[[Request], Awaitable[Response]]


class Paginas:
    """The endpoints; they only read the store, start processes and show files."""

    def __init__(self, instellingen: Instellingen, werkplaats: Werkplaats) -> None:
        self._instellingen = instellingen
        self._werkplaats = werkplaats
        self.kijkers = Kijkers()

    async def lijst(self, request: Request) -> Response:
        """All sessions."""
        beelden = await run_in_threadpool(self._werkplaats.beelden)
        met_uitslag = sum(b.run is not None for b in beelden)
        return self._pagina(request, "lijst.html.j2", hier="lijst", sessies=beelden, met_uitslag=met_uitslag)

    async def nieuw(self, request: Request) -> Response:
        """Step 1, empty or with what was chosen before."""
        keuzes = Keuzes.uit(await self._velden(request)) if request.method == "POST" else Keuzes()
        return await self._formulier(request, keuzes, {})

    async def _formulier(self, request: Request, keuzes: Keuzes, fouten: dict[str, str]) -> Response:
        extra = ("tekst", "klok", "datum", "gebrek")
        waarden: dict[str, Any] = {
            "k": keuzes,
            "fouten": fouten,
            "profielen": await run_in_threadpool(profielen),
            "processen": await run_in_threadpool(processen),
            "gebreken": gebreken(),
            "klokken": _klokken(),
            "open": any(getattr(keuzes, name) or name in fouten for name in extra),
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if fouten else HTTPStatus.OK
        return self._pagina(request, "nieuw.html.j2", status, hier="nieuw", **waarden)

    async def controle(self, request: Request) -> Response:
        """Step 2: look whether the system is there."""
        keuzes = Keuzes.uit(await self._velden(request))
        if fouten := keuzes.fouten():
            return await self._formulier(request, keuzes, fouten)
        waarden: dict[str, Any] = {"k": keuzes, "profielen": profielen(), "klokken": dict(_klokken())}
        gezien = await controleer(keuzes)
        return self._pagina(request, "controle.html.j2", hier="nieuw", controle=gezien, **waarden)

    async def start(self, request: Request) -> Response:
        """Step 3: make a session and start it."""
        keuzes = Keuzes.uit(await self._velden(request))
        if fouten := keuzes.fouten():
            return await self._formulier(request, keuzes, fouten)
        try:
            return _naar(await run_in_threadpool(self._werkplaats.start, keuzes))
        except ConfigurationError as error:
            return await self._formulier(request, keuzes, {"begin": str(error)})

    async def sessie(self, request: Request) -> Response:
        """Steps 4 and 5: follow it, and see what came out."""
        beeld = await self._beeld(request)
        waarden = self._waarden(request)
        parts = await run_in_threadpool(self._delen, beeld, waarden)
        return self._pagina(request, "sessie.html.j2", s=beeld, delen=parts)

    async def stroom(self, request: Request) -> Response:
        """The same parts, again and again while they change."""
        beeld = await self._beeld(request)
        if self.kijkers.vol:
            return PlainTextResponse(_("Er kijken te veel mensen mee."), HTTPStatus.SERVICE_UNAVAILABLE)
        waarden = self._waarden(request)

        def maak() -> tuple[dict[str, str], bool]:
            nu = self._werkplaats.beeld(beeld.id)
            return dict(self._delen(nu, waarden)), nu.volgbaar

        return self.kijkers.stroom(maak)

    async def actie(self, request: Request) -> Response:
        """Pause, go on, stop, or make a certificate."""
        await self._velden(request)
        beeld = await self._beeld(request)
        await run_in_threadpool(self._werkplaats.doe, beeld.id, str(request.path_params["actie"]))
        return _naar(beeld.id)

    async def opnieuw(self, request: Request) -> Response:
        """Step 1 again, with the choices of this session."""
        await self._velden(request)
        keuzes = (await self._beeld(request)).keuzes
        return await self._formulier(request, replace(keuzes, naam=_("{naam} (opnieuw)", naam=keuzes.naam)), {})

    async def antwoord(self, request: Request) -> Response:
        """What a person did with an order."""
        velden = await self._velden(request)
        beeld = await self._beeld(request)
        vraag, toelichting = velden.get("vraag", ""), velden.get("toelichting", "")
        if len(toelichting) > MAX_TOELICHTING:
            raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY, _("De toelichting is te lang."))
        uitkomst = velden.get("uitkomst", "")
        await run_in_threadpool(self._werkplaats.beantwoord, beeld, vraag, uitkomst, toelichting)
        return _naar(beeld.id)

    async def bestand(self, request: Request) -> Response:
        """One file of a session."""
        beeld = await self._beeld(request)
        path = await run_in_threadpool(bestanden.zoek, beeld.sessie.map, str(request.path_params["pad"]))
        if path is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        csp = BEWAARD_RAPPORT if path.suffix == ".html" else BEWAARD_BESTAND
        return FileResponse(path, media_type=bestanden.SOORTEN[path.suffix], headers={"Content-Security-Policy": csp})

    async def alles(self, request: Request) -> Response:
        """Everything in one zip."""
        beeld = await self._beeld(request)
        path = await run_in_threadpool(bestanden.ingepakt, beeld.sessie.map)
        return FileResponse(
            path,
            media_type="application/zip",
            filename=f"ketentoets-{beeld.id}.zip",
            background=BackgroundTask(_verwijder, path),
        )

    async def vergelijk(self, request: Request) -> Response:
        """Two sessions side by side."""
        beelden = [b for b in await run_in_threadpool(self._werkplaats.beelden) if b.run]
        bekend = {b.id: b for b in beelden}
        asked = [request.query_params.get(name, "") for name in ("eerst", "daarna")]
        ticked = request.query_params.getlist("sessie")
        asked = [b.id for b in reversed(beelden) if b.id in ticked] if ticked else asked
        chosen = [bekend[name] for name in asked if name in bekend] if len(set(asked)) == TWEE else []
        runs = [b.run for b in chosen if b.run]
        v = Vergelijking(*runs) if len(runs) == TWEE else None
        waarden: dict[str, Any] = {
            "keuzes": beelden,
            "gekozen": [b.id for b in (chosen if v else beelden[1::-1])],
            "v": v,
            "geen_twee": bool(any(asked)) and v is None,
            "tellingen": [(verdict, *(run.counts()[str(verdict)] for run in runs)) for verdict in ROLL_UP_ORDER],
            "namen": [b.naam for b in chosen],
        }
        return self._pagina(request, "vergelijk.html.j2", hier="vergelijk", **waarden)

    async def inloggen(self, request: Request) -> Response:
        """Ask for the token, and give a login for the right one."""
        if request.method == "GET":
            return self._login(request, request.query_params.get("terug", "/"))
        velden = await self._velden(request)
        terug = velden.get("terug", "/")
        if not beveiliging.juist_token(velden.get("token", ""), self._instellingen):
            return self._login(request, terug, _("Deze toegangscode klopt niet."))
        antwoord = RedirectResponse(_eigen_pad(terug), HTTPStatus.SEE_OTHER)
        beveiliging.log_in(antwoord, self._instellingen)
        return antwoord

    def _login(self, request: Request, terug: str, fout: str = "") -> Response:
        status = HTTPStatus.UNAUTHORIZED if fout else HTTPStatus.OK
        return self._pagina(request, "inloggen.html.j2", status, terug=_eigen_pad(terug), fout=fout)

    async def uitloggen(self, request: Request) -> Response:
        """Forget the login of this browser."""
        await self._velden(request)
        antwoord = RedirectResponse("/inloggen", HTTPStatus.SEE_OTHER)
        antwoord.delete_cookie(beveiliging.LOGIN_COOKIE)
        return antwoord

    async def fout(self, request: Request, error: Exception) -> Response:
        """Whatever went wrong, as a page."""
        status, tekst = HTTPStatus.UNPROCESSABLE_ENTITY, str(error)
        if isinstance(error, beveiliging.Formulierfout):
            status = error.status
        elif isinstance(error, HTTPException):
            status = HTTPStatus(error.status_code)
            tekst = _("Deze pagina of dit bestand is er niet.") if status == HTTPStatus.NOT_FOUND else str(error.detail)
        elif not isinstance(error, ConfigurationError):
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            tekst = _("Er ging iets mis in ketentoets. Wat er is vastgelegd, blijft bewaard.")
        kopje = _("Niet gevonden") if status == HTTPStatus.NOT_FOUND else _("Dit kan niet")
        return self._pagina(request, "fout.html.j2", status, kopje=kopje, tekst=tekst)

    async def _velden(self, request: Request) -> dict[str, str]:
        return await beveiliging.formulier(request, self._instellingen)

    async def _beeld(self, request: Request) -> SessieBeeld:
        """The session of this address; 404 for everything that is not the number of one."""
        sessie_id = str(request.path_params["id"])
        if SESSIE_ID.fullmatch(sessie_id):
            try:
                return await run_in_threadpool(self._werkplaats.beeld, sessie_id)
            except ConfigurationError:
                pass
        raise HTTPException(HTTPStatus.NOT_FOUND)

    def _delen(self, beeld: SessieBeeld, waarden: dict[str, Any]) -> dict[str, Markup]:
        scenario, svg = self._werkplaats.tekening(beeld)
        return sjablonen.delen(
            "sessie_delen.html.j2",
            waarden,
            stappen=(beeld,),
            stand=(beeld,),
            vragen=(beeld,),
            knoppen=(beeld, self._werkplaats.acties(beeld)),
            uitslag=(beeld,),
            voortgang=(beeld,),
            tekening=(beeld, scenario, svg),
            stapregels=(scenario,),
            gespeeld=(beeld,),
            bestanden=(beeld, self._werkplaats.geen_certificaat(beeld)),
        )

    def _waarden(self, request: Request) -> dict[str, Any]:
        cookie = beveiliging.formuliercookie(request)
        field = Markup('<input type="hidden" name="{}" value="{}">').format(
            beveiliging.FORM_FIELD, beveiliging.bewijs(cookie, self._instellingen)
        )
        return {
            "bewijsveld": field,
            "formuliercookie": cookie,
            "binnen": beveiliging.ingelogd(request.cookies, self._instellingen),
            "met_token": bool(self._instellingen.token),
        }

    def _pagina(self, request: Request, naam: str, status: HTTPStatus = HTTPStatus.OK, **waarden: Any) -> Response:
        general = self._waarden(request)
        antwoord = HTMLResponse(sjablonen.pagina(naam, **{"hier": "", **general, **waarden}), status)
        beveiliging.zet_formuliercookie(antwoord, general["formuliercookie"], self._instellingen)
        return antwoord


def _klokken() -> list[tuple[str, str]]:
    return [
        ("", _("Zoals het systeem kan")),
        ("virtueel", _("De klok van het systeem wordt gezet")),
        ("werkelijk", _("Echte dagen: de toets duurt dagen of weken")),
        ("berichtdatum", _("Alleen de datums in de berichten tellen")),
    ]


def _naar(sessie_id: str) -> Response:
    return RedirectResponse(f"/sessies/{sessie_id}", HTTPStatus.SEE_OTHER)


def _eigen_pad(terug: str) -> str:
    """A path of this site and nothing else; two slashes, also backward, would be another site."""
    return terug if re.fullmatch(r"/(?![/\\])[A-Za-z0-9/_.-]{0,300}", terug) else "/"


def _verwijder(path: Path) -> None:
    path.unlink(missing_ok=True)
