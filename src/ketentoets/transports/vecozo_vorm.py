"""What goes over the line with VECOZO: metadata, references, search paths, forms and statuses."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ketentoets.core.bsn import shown
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.jsonobject import lees_object
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, is_uuid
from ketentoets.transports.pak import pak_in
from ketentoets.transports.route import Route

_ACTIES = {"315": "VerzoekToewijzing"}
_REFERENTIES = ("conversatieId", "traceerId", "alsAntwoordOp", "referentieId")
_ROLLEN = {4: "Gemeente", 8: "Instelling"}


@dataclass
class Post:
    """What is known of one message: its ids, its stream, and how far it is."""

    traceer: str
    conversatie: str
    route: Route
    ontvangen: datetime
    antwoord_op: str = ""
    referentie: str = ""
    status: str = "Ontvangen"
    gewijzigd: datetime = field(default_factory=lambda: datetime.now(AMSTERDAM))
    melding: str = ""

    def wordt(self, status: str, melding: str = "") -> None:
        """Set the status."""
        self.status, self.melding, self.gewijzigd = status, melding, datetime.now(AMSTERDAM)

    def referenties(self) -> dict[str, str]:
        """The object referentiegegevens."""
        alle = {"conversatieId": self.conversatie, "traceerId": self.traceer, "alsAntwoordOp": self.antwoord_op,
                "referentieId": self.referentie}  # fmt: skip
        return {naam: waarde for naam, waarde in alle.items() if waarde}

    def stroom(self) -> dict[str, Any]:
        """The object berichtstroom."""
        return {
            "berichttype": self.route.functie.rstrip("0123456789") or "onbekend",
            "berichtsubtype": self.route.functie,
            "berichtversie": self.route.versie,
            "berichtsubversie": self.route.subversie,
            "actie": _ACTIES.get(self.route.soort, "Bericht"),
        }

    def toestand(self) -> dict[str, Any]:
        """The object BerichtstatusGegevens."""
        meldingen = {"meldingen": [{"code": "XSD", "omschrijving": self.melding}]} if self.melding else {}
        return {
            "referentiegegevens": self.referenties(), "berichtstroom": self.stroom(), "berichtstatus": self.status,
            "berichtstatusGewijzigdOp": self.gewijzigd.isoformat(), "berichtOntvangenOp": self.ontvangen.isoformat(),
            **meldingen,
        }  # fmt: skip


class Weigering(Exception):
    """A request that cannot be taken, with its status."""

    def __init__(self, status: HTTPStatus, tekst: str) -> None:
        super().__init__(tekst)
        self.status = status


def antwoordt(call: Any) -> Any:
    """An endpoint whose refusals become answers."""

    async def answer(request: Request) -> Response:
        try:
            response: Response = await call(request)
        except Weigering as error:
            content = {"title": _("Niet aangenomen"), "status": int(error.status), "detail": str(error)}
            return JSONResponse(content, int(error.status))
        return response

    return answer


class _Formulier(MultiPartParser):
    """Parts stay in memory: what came in is not written anywhere before it is masked."""

    spool_max_size = MAX_BYTES + 1


async def lees_delen(request: Request, body: bytes) -> tuple[dict[str, Any], bytes]:
    """The metadata and the payload of a multipart request."""

    async def stroom() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await _Formulier(request.headers, stroom(), max_files=2, max_fields=2, max_part_size=MAX_BYTES).parse()
    except (MultiPartException, KeyError, ValueError, AssertionError) as error:
        tekst = _("dit is geen multipart/form-data met berichtMetadata en payload ({reden})", reden=error)
        raise Weigering(HTTPStatus.BAD_REQUEST, tekst) from error
    try:
        metadata, payload = [await _bytes(form.get(naam)) for naam in ("berichtMetadata", "payload")]
    finally:
        await form.close()
    return json_object(metadata), payload


async def _bytes(deel: UploadFile | str | None) -> bytes:
    if deel is None:
        raise Weigering(HTTPStatus.BAD_REQUEST, _("berichtMetadata of payload ontbreekt"))
    return deel.encode() if isinstance(deel, str) else await deel.read()


def json_object(body: bytes) -> dict[str, Any]:
    """A JSON object, or a refusal."""
    try:
        return lees_object(body)
    except ValueError as error:
        raise Weigering(HTTPStatus.BAD_REQUEST, str(error)) from error


def lees_referenties(metadata: dict[str, Any]) -> dict[str, str]:
    """The ids of a message; the routing must be there too."""
    found = metadata.get("referentiegegevens")
    if not isinstance(found, dict) or not isinstance(metadata.get("routeringgegevens"), dict):
        raise Weigering(HTTPStatus.BAD_REQUEST, _("routeringgegevens en referentiegegevens zijn verplicht"))
    for naam in ("conversatieId", "traceerId", "alsAntwoordOp"):
        if (naam in found or naam != "alsAntwoordOp") and not is_uuid(str(found.get(naam))):
            raise Weigering(HTTPStatus.BAD_REQUEST, _("{naam} is geen UUID", naam=naam))
    return {
        naam: shown(str(waarde)[:150]) if naam == "referentieId" else str(waarde)
        for naam, waarde in found.items()
        if naam in _REFERENTIES
    }


_ZOEKPADEN = {
    "ZoekpadOpBerichtstroom": {"berichttype", "berichtsubtype", "berichtversie", "berichtsubversie", "actie",
                               "geadresseerdeRol", "geadresseerdeCode"},
    "ZoekpadOpConversatieId": {"conversatieId"},
    "ZoekpadOpAlsAntwoordOp": {"alsAntwoordOp"},
}  # fmt: skip


def lees_zoekpad(gegevens: dict[str, Any]) -> dict[str, Any]:
    """What to search by: one of the three kinds of the API, and nothing else."""
    soort = gegevens.pop("zoekpadType", None)
    if not isinstance(soort, str) or soort not in _ZOEKPADEN or not gegevens or set(gegevens) - _ZOEKPADEN[soort]:
        raise Weigering(HTTPStatus.BAD_REQUEST, _("dit zoekpad bestaat niet: {soort}", soort=shown(str(soort)[:60])))
    return gegevens


def past(metadata: dict[str, Any], zoek: dict[str, Any]) -> bool:
    """Whether a message is one that was searched for."""
    routering = metadata["routeringgegevens"]
    ontvanger = routering["geadresseerden"][0]
    plat = {**routering["berichtstroom"], **metadata["referentiegegevens"],
            "geadresseerdeRol": ontvanger["rol"], "geadresseerdeCode": ontvanger.get("code")}  # fmt: skip
    return all(str(plat.get(naam)).lower() == str(waarde).lower() for naam, waarde in zoek.items())


def relatie(code: str) -> dict[str, str]:
    """A party by its code: four digits are a municipality, eight a provider."""
    rol = _ROLLEN.get(len(code), "Onbekend")
    return {"rol": rol, "code": code} if code else {"rol": rol}


def zip_van(envelope: Envelope) -> bytes:
    """The payload of a message."""
    return pak_in(f"{envelope.id}.xml", envelope.xml)
