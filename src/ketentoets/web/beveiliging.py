"""The doorman: who may come in, from which page, with how much, and what a browser may do with the answer."""

import hmac
import secrets
import time
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ketentoets.core.taal import _
from ketentoets.web.instellingen import LOOPBACK, Instellingen

MAX_FORM = 64 * 1024
MAX_FIELDS = 60
LOGIN_DAYS = 7
LOGIN_COOKIE, FORM_COOKIE = "ketentoets_login", "ketentoets_formulier"
FORM_FIELD = "bewijs"
OPEN_PATHS = ("/inloggen", "/statisch/")
CSP = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Portier:
    """ASGI middleware around the whole page."""

    def __init__(self, app: ASGIApp, instellingen: Instellingen) -> None:
        self._app = app
        self._instellingen = instellingen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what may not come in; put the headers on everything that goes out."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if self._instellingen.https:
                    headers.setdefault("Strict-Transport-Security", "max-age=31536000")
            await send(message)

        answer = self._refusal(Request(scope)) or self._app
        await answer(scope, receive, with_headers)

    def _refusal(self, request: Request) -> Response | None:
        if self._instellingen.loopback and not _loopback_host(request):
            text = _("Deze pagina is alleen bereikbaar als 127.0.0.1 of localhost.")
            return PlainTextResponse(text, HTTPStatus.MISDIRECTED_REQUEST)
        if request.method not in {"GET", "HEAD"} and not _same_origin(request):
            return PlainTextResponse(_("Dit verzoek komt van een andere website."), HTTPStatus.FORBIDDEN)
        path = str(request.scope["path"])
        if path.startswith(OPEN_PATHS) or ingelogd(request.cookies, self._instellingen):
            return None
        if request.method != "GET" or "text/html" not in request.headers.get("accept", "text/html"):
            return PlainTextResponse(_("Log eerst in."), HTTPStatus.UNAUTHORIZED)
        return RedirectResponse(f"/inloggen?terug={quote(path)}", HTTPStatus.SEE_OTHER)


def _loopback_host(request: Request) -> bool:
    """Against a foreign name that was made to point at this machine (DNS rebinding)."""
    try:
        return urlsplit(f"//{request.headers.get('host', '')}").hostname in LOOPBACK
    except ValueError:
        return False


def _same_origin(request: Request) -> bool:
    """What browsers say about where a form was sent from; both headers are out of reach of scripts."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("origin")
    try:
        return origin is None or urlsplit(origin).netloc == request.headers.get("host")
    except ValueError:
        return False


def ingelogd(cookies: Mapping[str, str], instellingen: Instellingen) -> bool:
    """Whether the login cookie is ours and not too old; always, where nobody has to log in."""
    if not instellingen.token:
        return True
    until, _dot, signature = cookies.get(LOGIN_COOKIE, "").partition(".")
    fresh = until.isascii() and until.isdigit() and int(until[:12]) > time.time()
    return fresh and _equal(signature, _sign(instellingen, f"login {until} {instellingen.token}"))


def juist_token(gegeven: str, instellingen: Instellingen) -> bool:
    """Whether this is the token."""
    return bool(instellingen.token) and _equal(gegeven.strip(), instellingen.token)


def log_in(antwoord: Response, instellingen: Instellingen) -> None:
    """Give the browser a login for a week."""
    seconds = LOGIN_DAYS * 24 * 3600
    until = str(int(time.time()) + seconds)
    value = f"{until}.{_sign(instellingen, f'login {until} {instellingen.token}')}"
    _cookie(antwoord, LOGIN_COOKIE, value, instellingen, seconds)


def formuliercookie(request: Request) -> str:
    """The random value that this browser's forms are tied to; a new one when it has none."""
    known = request.cookies.get(FORM_COOKIE, "")
    return known if known.isalnum() and len(known) == 2 * secrets.DEFAULT_ENTROPY else secrets.token_hex()


def zet_formuliercookie(antwoord: Response, value: str, instellingen: Instellingen) -> None:
    """Remember it, for as long as the browser is open."""
    _cookie(antwoord, FORM_COOKIE, value, instellingen, None)


def bewijs(cookie: str, instellingen: Instellingen) -> str:
    """What a form must carry: only our own pages can know it."""
    return _sign(instellingen, f"formulier {cookie}")


class Formulierfout(Exception):
    """A form that is too large, garbled, or not from one of our pages."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.status = status


async def formulier(request: Request, instellingen: Instellingen) -> dict[str, str]:
    """The fields of a form that was made by us; raises `Formulierfout`."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_FORM:
                raise Formulierfout(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("Het formulier is te groot."))
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except (ClientDisconnect, ValueError) as error:
        raise Formulierfout(HTTPStatus.BAD_REQUEST, _("Het formulier is niet te lezen.")) from error
    fields = dict(pairs)
    cookie = request.cookies.get(FORM_COOKIE, "")
    if not cookie or not _equal(fields.pop(FORM_FIELD, ""), bewijs(cookie, instellingen)):
        text = _("Deze pagina was te lang open. Ga terug, ververs de pagina en probeer het opnieuw.")
        raise Formulierfout(HTTPStatus.FORBIDDEN, text)
    return fields


def _cookie(antwoord: Response, naam: str, value: str, instellingen: Instellingen, seconds: int | None) -> None:
    antwoord.set_cookie(naam, value, max_age=seconds, httponly=True, samesite="lax", secure=instellingen.https)


def _sign(instellingen: Instellingen, text: str) -> str:
    return hmac.new(instellingen.sleutel, text.encode(), "sha256").hexdigest()


def _equal(een: str, ander: str) -> bool:
    return hmac.compare_digest(een.encode(), ander.encode())
