"""The harness as the GGK for the software of a municipality (StUF ggk0210).

A message for the municipality is posted to its endpoint as Di01 or Du01; its own come in at the
listener and hear Bv03 after they are on disk, or Fo03. A Fo01 of the municipality (StUF055: the
message fails its schema) refuses what was delivered before; a message of the municipality that the
other side refuses gets a Fo01.
"""

from datetime import datetime
from http import HTTPStatus
from threading import Lock
from typing import Any

import httpx
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import SutCannot, SutContractError
from ketentoets.core.taal import _
from ketentoets.transports import stuf
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt
from ketentoets.transports.http import HttpSystem, Reply, lees_adres
from ketentoets.transports.luister import Grenzen, Luisteraar
from ketentoets.transports.push import open_spoel
from ketentoets.transports.route import Route, lees_route
from ketentoets.transports.server import lees_body
from ketentoets.transports.stuf import EnvelopFout, Stuf
from ketentoets.transports.toegang import Toegang

SOAP_XML = "text/xml; charset=utf-8"
ONZEKER = (
    _("de envelop is nagemaakt naar de openbare specificatie van ggk0210 (2.1.04); de officiële XSD's zijn hier niet"),
    _("foutcodes van GGK en VECOZO verschillen per jaargang; alleen StUF055 en StUF058 worden gebruikt"),
    _("Digikoppeling (WUS) en de koppeling via RINIS worden niet nagebootst, alleen de SOAP-berichten"),
)
"""What is not officially known of this way to connect; every report says so."""
_SOORTEN = {True: stuf.DU01, False: stuf.DI01}


class GgkSysteem(HttpSystem):
    """The software of a municipality behind its SOAP endpoint `url`."""

    def __init__(self, url: str, toegang: Toegang, grenzen: Grenzen = Grenzen()) -> None:  # noqa: B008
        super().__init__(url, beveiliging=toegang.beveiliging(lees_adres(url)))
        self._seconden = grenzen.seconden
        self._lock = Lock()
        self._geleverd: dict[str, str] = {}
        self._heen: dict[str, str] = {}
        self._zenders: dict[str, tuple[str, Route]] = {}
        self._oordelen: list[tuple[str, Receipt]] = []
        self._spoel = open_spoel(toegang)
        try:
            self._luisteraar = Luisteraar(toegang, [("POST", path, self._ontvang) for path in ("/", "/ggk")], grenzen)
        except BaseException:
            self._spoel.close()
            raise
        self.luistert_op = self._luisteraar.url

    @property
    def adres(self) -> str:
        """The address, with what is spoken there."""
        return f"ggk:{self.url}"

    # --- to the municipality ------------------------------------------------------------------

    def deliver(self, envelope: Envelope) -> Receipt:
        """Post it as Di01 or Du01. Bv03 means it was taken in; about its content only a Fo01 speaks."""
        route = lees_route(envelope.xml)
        referentie = stuf.als_uuid4(envelope.id)
        crossref = self._crossref(route) if route.retour else ""
        with self._lock:
            self._geleverd[referentie] = envelope.id
            if not route.retour:
                self._heen[route.identificatie] = referentie
        soort = _SOORTEN[bool(crossref)]
        antwoord = self._post(soort, stuf.envelop(route, referentie, envelope.tijd, envelope.xml, crossref))
        if antwoord.soort == stuf.BV03:
            return Receipt(Outcome.NEERGELEGD)
        if antwoord.soort == stuf.FO03:
            return Receipt(Outcome.GEWEIGERD, self.masker.toon(f"{antwoord.code} {antwoord.tekst}".strip()))
        raise SutContractError(_("{url} antwoordt met {soort}; verwacht was Bv03", url=self.url, soort=antwoord.soort))

    def _crossref(self, route: Route) -> str:
        """The reference of the message that is answered; of an answer to nothing a new one."""
        with self._lock:
            return self._heen.get(route.identificatie, stuf.als_uuid4(f"onbekend {route.identificatie}"))

    def weiger(self, message_id: str, reden: str) -> None:
        """Tell the municipality with a Fo01 that its message was refused."""
        zender, route = self._zenders.get(message_id, ("", Route()))
        details = f"{route.functie}-{route.versie:04d}{route.subversie:04d}"
        nu = datetime.now(AMSTERDAM)
        self._post(stuf.FO01, stuf.fout(stuf.FO01, stuf.NIET_VOLGENS_SCHEMA, reden, nu, zender, message_id, details))

    def _post(self, soort: str, body: bytes) -> Stuf:
        headers = {"Content-Type": SOAP_XML, "SOAPAction": f'"{stuf.ACTIES[soort]}"'}
        reply = self._send("POST", "", content=body, headers=headers)
        if reply.status not in {HTTPStatus.OK, HTTPStatus.INTERNAL_SERVER_ERROR}:
            self._expect(reply, HTTPStatus.OK, "xml")
        try:
            return stuf.lees(reply.body)
        except EnvelopFout as error:
            raise SutContractError(
                _("het antwoord van {url} is geen StUF: {reden}. Antwoord: {start}", url=self.url, reden=error,
                  start=self._excerpt(reply.body))
            ) from error  # fmt: skip

    def _lees(self, method: str, path: str, limit: httpx.Timeout, content: dict[str, Any]) -> Reply:
        """There is one address, taken as it was given."""
        return super()._lees(method, path or self.url, limit, content)

    def _is_antwoord(self, reply: Reply) -> bool:
        """A SOAP fault comes with status 500 and is an answer all the same."""
        return super()._is_antwoord(reply) or (reply.status == HTTPStatus.INTERNAL_SERVER_ERROR and "xml" in reply.kind)

    # --- from the municipality ----------------------------------------------------------------

    async def _ontvang(self, request: Request) -> Response:
        body = await lees_body(request, self._seconden)
        nu = datetime.now(AMSTERDAM)
        crossref = ""
        try:
            bericht = await run_in_threadpool(stuf.lees, body)
            crossref = bericht.referentie
            _past_bij(request.headers.get("SOAPAction", ""), bericht.soort)
            await run_in_threadpool(self._neem_aan, bericht, nu)
        except EnvelopFout as error:
            return _antwoord(stuf.fout(stuf.FO03, error.code, str(error), nu, crossref=crossref), 500)
        except SutContractError as error:
            return _antwoord(stuf.fout(stuf.FO03, stuf.NIET_VERWERKT, str(error), nu, crossref=crossref), 500)
        return _antwoord(stuf.bevestiging(bericht, nu), 200)

    def _neem_aan(self, bericht: Stuf, nu: datetime) -> None:
        if bericht.soort == stuf.FO01:
            self._fo01(bericht)
            return
        if bericht.soort not in {stuf.DI01, stuf.DU01}:
            raise EnvelopFout(_("{soort} hoort niet naar de GGK gestuurd te worden", soort=bericht.soort))
        route = lees_route(bericht.xml)
        hoort = _SOORTEN[route.retour]
        if route.soort and bericht.soort != hoort and route.soort != "325":
            raise EnvelopFout(_("een {functie} hoort in een {soort}", functie=route.functie, soort=hoort))
        self._spoel.neem_aan(Envelope(bericht.referentie, nu, bericht.xml))
        with self._lock:
            self._zenders[bericht.referentie] = (bericht.zender, route)
            if not route.retour:
                self._heen[route.identificatie] = bericht.referentie

    def _fo01(self, bericht: Stuf) -> None:
        with self._lock:
            message_id = self._geleverd.get(bericht.crossref)
            if message_id is None:
                raise EnvelopFout(_("crossRefnummer {id} is geen bericht van hier", id=bericht.crossref[:40]))
            reden = self.masker.toon(f"{bericht.code} {bericht.tekst}".strip())
            self._oordelen.append((message_id, Receipt(Outcome.GEWEIGERD, reden)))

    def receipts(self) -> list[tuple[str, Receipt]]:
        """The Fo01s since the last time."""
        with self._lock:
            found, self._oordelen = self._oordelen, []
        return found

    def fetch(self) -> Envelope | None:
        """The oldest message that came in."""
        return self._spoel.oudste()

    def acknowledge(self, message_id: str) -> None:
        """It is in the journal."""
        self._spoel.bevestig(message_id)

    # --- what the GGK does not offer ----------------------------------------------------------

    def identify(self) -> Identity:
        """Nobody says who is at the other end."""
        raise SutCannot(_("{adres} zegt niet wie het is", adres=self.adres))

    def probe(self) -> frozenset[str]:
        """Nothing but messages."""
        return frozenset()

    def set_clock(self, moment: datetime) -> None:
        """There is no clock to set."""
        raise SutCannot(_("de GGK heeft geen klok die verzet kan worden"))

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """The set-up is loaded by hand."""
        raise SutCannot(_("via de GGK gaat geen inrichting; laad haar met de hand in"))

    def order(self, order: Order) -> None:
        """A person has to key it in."""
        raise SutCannot(_("via de GGK gaan geen opdrachten"))

    def close(self) -> None:
        """Stop listening."""
        self._luisteraar.close()
        self._spoel.close()
        super().close()


def _past_bij(actie: str, soort: str) -> None:
    """The SOAPAction, when there is one, is that of the message."""
    if actie.strip('" ') not in {"", stuf.ACTIES.get(soort, "")}:
        raise EnvelopFout(_("SOAPAction {actie} hoort niet bij {soort}", actie=actie[:80], soort=soort))


def _antwoord(body: bytes, status: int) -> Response:
    return Response(body, status, media_type=SOAP_XML)
