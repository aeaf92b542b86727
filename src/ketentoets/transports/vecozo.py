"""The harness as VECOZO for the software of a provider: the REST berichtenservice, pull and push.

The provider posts its messages (multipart: metadata and a zip with one XML) and hears 204 after they
are on disk; it fetches what waits for it, downloads the zip and confirms with DELETE. Paths, names and
statuses follow published copies of the OpenAPI documents, which are not official.
"""

import re
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import Any
from uuid import UUID, uuid5

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import SutContractError
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Outcome, Receipt, ZonderBesturing
from ketentoets.transports.luister import Grenzen, Luisteraar
from ketentoets.transports.pak import pak_uit
from ketentoets.transports.push import open_spoel
from ketentoets.transports.route import lees_route
from ketentoets.transports.server import lees_body
from ketentoets.transports.toegang import Toegang
from ketentoets.transports.vecozo_vorm import (
    Post,
    Weigering,
    antwoordt,
    json_object,
    lees_delen,
    lees_referenties,
    lees_zoekpad,
    past,
    relatie,
    zip_van,
)

PULL, PUSH, STATUS = (
    "/berichtenservice/berichten/rest-pull/v1",
    "/berichtenservice/berichten/rest-push/v1",
    "/berichtenservice/berichtstatus/rest-pull/v3",
)
MAX_LIJST = 250
UIT = "vecozo-uit.sqlite"
ONZEKER = (
    _("het koppelvlak is nagemaakt naar een openbare kopie van de OpenAPI-documenten van VECOZO, niet officieel"),
    _("de waarden van 'rol' en 'actie' zijn, op VerzoekToewijzing na, niet openbaar gevonden en hier gekozen"),
    _("in plaats van een systeemcertificaat van VECOZO geldt een certificaat of token van de test"),
)
"""What is not officially known of this way to connect; every report says so."""
_CONVERSATIE = UUID("6a9a3a5b-3a0e-5f0f-9a3b-0c1f3d2f7b44")


class VecozoSysteem(ZonderBesturing):
    """The software of a provider that comes to the listener for its messages."""

    def __init__(self, toegang: Toegang, grenzen: Grenzen = Grenzen()) -> None:  # noqa: B008
        self._seconden = grenzen.seconden
        self._masker = toegang.masker()
        self._lock = Lock()
        self._post: dict[str, Post] = {}
        self._heen: dict[str, str] = {}
        self._in = open_spoel(toegang)
        self._uit = open_spoel(toegang, UIT)
        wegen = [
            ("GET", f"{PULL}/berichten", self._lijst),
            ("POST", f"{PULL}/berichten/zoeken", self._zoek),
            ("GET", f"{PULL}/berichten/{{traceer}}/payload", self._payload),
            ("DELETE", f"{PULL}/berichten/{{traceer}}", self._bevestig),
            ("POST", f"{PUSH}/berichten", self._ontvang),
            ("GET", f"{STATUS}/berichtstatussen", self._statussen),
        ]
        try:
            self._luisteraar = Luisteraar(toegang, [(m, p, antwoordt(call)) for m, p, call in wegen], grenzen)
        except BaseException:
            self._sluit_spoelen()
            raise
        self.luistert_op = self._luisteraar.url
        self.adres = f"vecozo:{self.luistert_op}"
        for envelope in self._uit.wachtend(10 * MAX_LIJST):
            self._leg_vast(envelope)

    # --- to the provider ----------------------------------------------------------------------

    def deliver(self, envelope: Envelope) -> Receipt:
        """Let it wait to be fetched; what the provider makes of it is not said in this way."""
        try:
            self._uit.neem_aan(envelope)
        except SutContractError as error:
            return Receipt(Outcome.STRIJDIG, str(error))
        self._leg_vast(envelope)
        return Receipt(Outcome.NEERGELEGD)

    def _leg_vast(self, envelope: Envelope) -> None:
        route = lees_route(envelope.xml)
        with self._lock:
            antwoord_op = self._heen.get(route.identificatie, "") if route.retour else ""
            eerder = self._post.get(antwoord_op)
            conversatie = eerder.conversatie if eerder else str(uuid5(_CONVERSATIE, envelope.id))
            traceer = envelope.id.lower()
            post = Post(traceer, conversatie, route, envelope.tijd, antwoord_op, status="WordtAangeboden")
            self._post.setdefault(traceer, post)

    async def _lijst(self, request: Request) -> Response:
        return await self._toon(request, {})

    async def _zoek(self, request: Request) -> Response:
        zoekpad = json_object(await lees_body(request, self._seconden, MAX_BYTES))
        return await self._toon(request, lees_zoekpad(zoekpad))

    async def _toon(self, request: Request, zoek: dict[str, Any]) -> Response:
        limit = request.query_params.get("limit", str(MAX_LIJST))
        if not re.fullmatch(r"[0-9]{1,3}", limit) or not 1 <= int(limit) <= MAX_LIJST:
            raise Weigering(HTTPStatus.BAD_REQUEST, _("limit moet een getal zijn van 1 tot en met 250"))
        wachtend = await run_in_threadpool(self._uit.wachtend, MAX_LIJST)
        found = [self._metadata(envelope) for envelope in wachtend if envelope.id in self._post]
        return JSONResponse([m for m in found if past(m, zoek)][: int(limit)])

    def _metadata(self, envelope: Envelope) -> dict[str, Any]:
        post, zipped = self._post[envelope.id], zip_van(envelope)
        return {
            "basisgegevens": {
                "ontvangenOp": envelope.tijd.isoformat(),
                "payload": {
                    "url": f"{self.luistert_op}{PULL}/berichten/{envelope.id}/payload",
                    "grootte": len(zipped),
                    "checksum": {"algoritme": "SHA256", "waarde": sha256(zipped).hexdigest()},
                },
            },
            "routeringgegevens": {
                "afzender": relatie(post.route.afzender),
                "geadresseerden": [relatie(post.route.ontvanger)],
                "berichtstroom": post.stroom(),
            },
            "referentiegegevens": post.referenties(),
        }

    async def _payload(self, request: Request) -> Response:
        envelope = await run_in_threadpool(self._wachtend, request.path_params["traceer"])
        return Response(zip_van(envelope), media_type="application/octet-stream")

    async def _bevestig(self, request: Request) -> Response:
        envelope = await run_in_threadpool(self._wachtend, request.path_params["traceer"])
        await run_in_threadpool(self._uit.bevestig, envelope.id)
        self._zet(envelope.id, "Bezorgd")
        return Response(status_code=HTTPStatus.ACCEPTED)

    def _wachtend(self, traceer: str) -> Envelope:
        for envelope in self._uit.wachtend(MAX_LIJST):
            if envelope.id == traceer.lower():
                return envelope
        raise Weigering(HTTPStatus.NOT_FOUND, _("dit bericht staat niet (meer) klaar"))

    # --- from the provider --------------------------------------------------------------------

    async def _ontvang(self, request: Request) -> Response:
        metadata, payload = await lees_delen(request, await lees_body(request, self._seconden))
        referenties, nu = lees_referenties(metadata), datetime.now(AMSTERDAM)
        try:
            xml = await run_in_threadpool(pak_uit, payload)
            await run_in_threadpool(self._in.neem_aan, Envelope(referenties["traceerId"], nu, xml))
        except SutContractError as error:
            raise Weigering(HTTPStatus.UNPROCESSABLE_ENTITY, str(error)) from error
        route = lees_route(xml)
        with self._lock:
            traceer = referenties["traceerId"].lower()
            post = Post(traceer, referenties["conversatieId"], route, nu, referenties.get("alsAntwoordOp", ""),
                        referenties.get("referentieId", ""))  # fmt: skip
            self._post.setdefault(traceer, post)
            if not route.retour:
                self._heen[route.identificatie] = traceer
        return Response(status_code=HTTPStatus.NO_CONTENT)

    def fetch(self) -> Envelope | None:
        """The oldest message that came in."""
        return self._in.oudste()

    def acknowledge(self, message_id: str) -> None:
        """It is in the journal."""
        self._in.bevestig(message_id)
        self._zet(message_id, "VerwerkingVoltooid")

    def weiger(self, message_id: str, reden: str) -> None:
        """The receiver refused it on its schema: that is its status from now on."""
        self._zet(message_id, "AfgekeurdDoorDienst", self._masker.toon(reden)[:200])

    def _zet(self, message_id: str, status: str, melding: str = "") -> None:
        post = self._post.get(message_id.lower())
        if post is not None:
            post.wordt(status, melding)

    async def _statussen(self, request: Request) -> Response:
        traceer, conversatie = (request.query_params.get(n, "").lower() for n in ("traceerId", "conversatieId"))
        if bool(traceer) == bool(conversatie):
            raise Weigering(HTTPStatus.BAD_REQUEST, _("geef traceerId of conversatieId, niet allebei"))
        with self._lock:
            posten = [p for p in self._post.values() if traceer in {p.traceer, p.antwoord_op.lower()}
                      or conversatie == p.conversatie.lower()]  # fmt: skip
        return JSONResponse([p.toestand() for p in posten[:MAX_LIJST]])

    def close(self) -> None:
        """Stop listening."""
        self._luisteraar.close()
        self._sluit_spoelen()

    def _sluit_spoelen(self) -> None:
        self._in.close()
        self._uit.close()
