"""A system over HTTP, as the contract says. No answer ever waits without end.

Server errors (5xx) and broken connections are tried again with a growing pause, a hang is tried
again once; then `SutUnreachable`. An answer outside the contract is a `SutContractError` that
says what was expected and what came. Redirects are not followed.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Event as Signal
from typing import Any

import httpx

from ketentoets.core.errors import ConfigurationError, OrderRefused, SutCannot, SutContractError, SutUnreachable
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.base import BERICHT_ID, TIJD, Envelope, Identity, Order, Outcome, Receipt, Rol
from ketentoets.transports.tls import uitleg
from ketentoets.transports.toegang import Beveiliging
from ketentoets.transports.waakhond import Waakhond

_OK, _ACCEPTED, _NO_CONTENT, _SERVER_ERROR = 200, 202, 204, 500
_ABSENT = frozenset({404, 405, 501})
_TE_TONEN = 64 * 1024
_GEEN_TOEGANG = frozenset({401, 403, 407})
_MISSCHIEN = _(
    "; vraagt de server een clientcertificaat (--certificaat en --sleutel), of kent hij de CA van het uwe niet?"
)
_GEEF_TOEGANG = _(
    " Het systeem geeft geen toegang: geef KETENTOETS_BEARER, of KETENTOETS_GEBRUIKER en KETENTOETS_WACHTWOORD, of een"
    " clientcertificaat (--certificaat) op dat daar bekend is."
)


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to try."""

    answer: float = 10.0
    work: float = 30.0
    attempts: int = 5
    first_pause: float = 0.1
    hangs: int = 2


@dataclass(frozen=True)
class Reply:
    """An answer with its body read, at most 25 MB."""

    status: int
    kind: str
    headers: httpx.Headers
    body: bytes


def _pause(seconds: float) -> None:
    Signal().wait(seconds)


class HttpSystem:
    """The contract over HTTP for one system at `url`."""

    def __init__(
        self,
        url: str,
        patience: Patience = Patience(),
        pause: Callable[[float], None] = _pause,
        transport: httpx.BaseTransport | None = None,
        beveiliging: Beveiliging = Beveiliging(),  # noqa: B008 - frozen
    ) -> None:
        address = lees_adres(url)
        self.url = str(address.copy_with(username=None, password=None)).rstrip("/")
        self.masker = beveiliging.masker
        self._patience = patience
        self._pause = pause
        self._maak = partial(
            httpx.Client, base_url=address, transport=transport, follow_redirects=False, trust_env=False,
            verify=beveiliging.ssl or True, auth=beveiliging.auth,
        )  # fmt: skip
        self._client = self._maak()
        self._waakhond = Waakhond(self._verbreek)

    @property
    def adres(self) -> str:
        """The address without credentials."""
        return self.url

    def identify(self) -> Identity:
        """`GET /`; raises `SutCannot` when the system does not offer it."""
        reply = self._send("GET", "/")
        if reply.status in _ABSENT:
            raise SutCannot(_("{url} zegt niet wie het is (status {status})", url=self.url, status=reply.status))
        self._expect(reply, _OK, "application/json")
        try:
            data = json.loads(reply.body)
            return Identity(
                naam=str(data["naam"]),
                versie=str(data.get("versie", "")),
                rol=Rol(data["rol"]),
                standaarden=tuple(data.get("standaarden", ())),
                kan=frozenset(data.get("kan", ())),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise SutContractError(
                _(
                    "het antwoord op GET / van {url} is niet volgens het koppelvlak: {reason}",
                    url=self.url,
                    reason=error,
                )
            ) from error

    def deliver(self, envelope: Envelope) -> Receipt:
        """`POST /berichten`."""
        headers = {
            "Content-Type": "application/xml",
            BERICHT_ID: envelope.id,
            TIJD: envelope.tijd.isoformat(),
        }
        reply = self._send("POST", "/berichten", content=envelope.xml, headers=headers)
        if reply.status == httpx.codes.BAD_REQUEST and "problem+json" in reply.kind:
            return Receipt(Outcome.GEWEIGERD, self._problem(reply))
        if reply.status == httpx.codes.CONFLICT:
            return Receipt(Outcome.STRIJDIG, self._problem(reply))
        self._expect(reply, _ACCEPTED)
        return Receipt(Outcome.AANGENOMEN)

    def fetch(self) -> Envelope | None:
        """`GET /berichten`."""
        reply = self._send("GET", "/berichten")
        if reply.status == _NO_CONTENT:
            return None
        self._expect(reply, _OK, "xml")
        try:
            return Envelope.uit(reply.headers, reply.body)
        except (KeyError, ValueError) as error:
            raise SutContractError(
                _(
                    "een bericht van {url} heeft geen goede Keten-Bericht-Id of Keten-Tijd: {reason}",
                    url=self.url,
                    reason=error,
                )
            ) from error

    def acknowledge(self, message_id: str) -> None:
        """`DELETE /berichten/{id}`; 404 is fine, a second try may follow a lost answer."""
        reply = self._send("DELETE", f"/berichten/{message_id}")
        if reply.status != httpx.codes.NOT_FOUND:
            self._expect(reply, _NO_CONTENT)

    def set_clock(self, moment: datetime) -> None:
        """`PUT /klok`."""
        self._expect(self._command("PUT", "/klok", {"nu": moment.isoformat()}), _NO_CONTENT)

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """`PUT /inrichting`."""
        self._expect(self._command("PUT", "/inrichting", inrichting), _NO_CONTENT)

    def order(self, order: Order) -> None:
        """`POST /opdrachten`."""
        reply = self._command("POST", "/opdrachten", {"opdracht": order.naam, **order.gegevens})
        if reply.status == httpx.codes.UNPROCESSABLE_ENTITY:
            raise OrderRefused(self._problem(reply))
        self._expect(reply, _ACCEPTED)

    def probe(self) -> frozenset[str]:
        """What a system can do that does not say so: an empty request shows whether the address exists."""
        calls = {"klok": ("PUT", "/klok"), "inrichting": ("PUT", "/inrichting"), "opdrachten": ("POST", "/opdrachten")}
        return frozenset(name for name, (method, path) in calls.items() if self._offers(method, path))

    def _offers(self, method: str, path: str) -> bool:
        return self._send(method, path, json={}).status not in _ABSENT

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _command(self, method: str, path: str, body: dict[str, Any]) -> Reply:
        reply = self._send(method, path, timeout=self._patience.work, json=body)
        if reply.status in _ABSENT:
            raise SutCannot(_("{url} kent {path} niet (status {status})", url=self.url, path=path, status=reply.status))
        return reply

    def _send(self, method: str, path: str, *, timeout: float = 0.0, **content: Any) -> Reply:
        seconds = timeout or self._patience.answer
        hangs = 0
        failure = ""
        for attempt in range(self._patience.attempts):
            if attempt:
                self._pause(self._patience.first_pause * 2 ** (attempt - 1))
            try:
                reply = self._once(method, path, seconds, content)
            except httpx.TimeoutException:
                hangs += 1
                failure = _("geen antwoord binnen {n} seconden", n=f"{seconds:g}")
                if hangs >= self._patience.hangs:
                    break
            except httpx.HTTPError as error:
                if certificaat := uitleg(error):
                    failure = certificaat
                    break
                failure = _verbroken(error) + (_MISSCHIEN if self._zweeg(error) else "")
            else:
                if self._is_antwoord(reply):
                    return reply
                failure = _("serverfout {status}", status=reply.status)
        raise SutUnreachable(
            _("{method} {url}{path}: {failure}", method=method, url=self.url, path=path, failure=failure)
        )

    def _is_antwoord(self, reply: Reply) -> bool:
        """Whether it makes no sense to ask again."""
        return reply.status < _SERVER_ERROR or reply.status in _ABSENT

    def _zweeg(self, error: httpx.HTTPError) -> bool:
        """Whether a server hung up over TLS without a word: with TLS 1.3 that is how many refuse a client."""
        return self.url.startswith("https:") and isinstance(error, httpx.RemoteProtocolError | httpx.ReadError)

    def _once(self, method: str, path: str, seconds: float, content: dict[str, Any]) -> Reply:
        """One request; each wait takes at most `seconds`, the whole at most three times that."""
        try:
            with self._waakhond.bewaak(3 * seconds):
                return self._lees(method, path, httpx.Timeout(seconds), content)
        except (httpx.HTTPError, OSError) as error:
            if not self._waakhond.gebeten:
                raise
            raise httpx.ReadTimeout("drip") from error
        finally:
            if self._waakhond.gebeten:
                self._client = self._maak()

    def _lees(self, method: str, path: str, limit: httpx.Timeout, content: dict[str, Any]) -> Reply:
        with self._client.stream(method, path, timeout=limit, **content) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MAX_BYTES:
                    raise SutContractError(_("een antwoord van {url} is groter dan 25 MB", url=self.url))
            kind = response.headers.get("Content-Type", "")
            return Reply(response.status_code, kind, response.headers, bytes(body))

    def _verbreek(self) -> None:
        """Break off the request that is under way."""
        self._client.close()

    def _expect(self, reply: Reply, status: int, kind: str = "") -> None:
        if reply.status != status or kind not in reply.kind:
            raise SutContractError(
                _(
                    "{url} antwoordt met status {got} ({kind}); het koppelvlak verwacht {status}. Antwoord: {start}",
                    url=self.url,
                    got=reply.status,
                    kind=reply.kind or _("geen inhoudstype"),
                    status=status,
                    start=self._excerpt(reply.body),
                )
                + (_GEEF_TOEGANG if reply.status in _GEEN_TOEGANG else "")
            )

    def _excerpt(self, body: bytes, length: int = 120) -> str:
        text = " ".join(body[:_TE_TONEN].decode("utf-8", "replace").split())
        return self.masker.toon(text)[:length] or _("(leeg)")

    def _problem(self, reply: Reply) -> str:
        try:
            data = json.loads(reply.body)
            text = str(data.get("detail") or data.get("title") or "")
        except (ValueError, AttributeError, RecursionError):
            text = ""
        return self.masker.toon(text)[:500] or self._excerpt(reply.body)


def lees_adres(url: str) -> httpx.URL:
    """The address with its credentials; they stay out of every message, journal and report."""
    fout = ConfigurationError(_("'{url}' is geen adres; schrijf bijvoorbeeld http://localhost:8080.", url=url))
    try:
        address = httpx.URL(url)
    except (httpx.InvalidURL, TypeError) as error:
        raise fout from error
    if address.scheme not in {"http", "https"} or not address.host:
        raise fout
    return address


def _verbroken(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.ConnectError):
        return _("geen verbinding ({reason})", reason=waarom(error))
    return _("verbinding afgebroken ({reason})", reason=error or type(error).__name__)
