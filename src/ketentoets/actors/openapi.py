"""The contract (koppelvlak version 1) as an OpenAPI 3.1 document, made from the models in use."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ketentoets.actors.inrichting import Inrichting
from ketentoets.actors.opdrachten import OPDRACHTEN
from ketentoets.core.taal import _
from ketentoets.transports.base import CONTRACT_VERSION, Rol

_VERWIJZING = "#/components/schemas/{model}"
_XML = {"application/xml": {"schema": {"type": "string", "format": "binary", "maxLength": 26214400}}}


def openapi() -> dict[str, Any]:
    """The whole document; a fresh dict each time."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("Koppelvlak van ketentoets"),
            "version": CONTRACT_VERSION,
            "summary": _("Hoe een te testen systeem wordt aangesloten"),
            "description": _(
                "Alles behalve /berichten is optioneel: 404 of 501 betekent dat dit systeem het niet aanbiedt."
            ),
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": {
            "/": {"get": _identify()},
            "/berichten": {"post": _deliver(), "get": _fetch()},
            "/berichten/{id}": {"delete": _acknowledge()},
            "/klok": {"put": _command("zet_klok", _("Zet de testklok"), "Klok", "204")},
            "/inrichting": {"put": _command("richt_in", _("Begin opnieuw met deze inrichting"), "Inrichting", "204")},
            "/opdrachten": {
                "post": _command("geef_opdracht", _("Een gebeurtenis die een mens zou invoeren"), "Opdracht", "202")
            },
        },
        "webhooks": {"berichten": {"post": _push()}},
        "components": {
            "schemas": _schemas(),
            "headers": _headers(),
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer"},
                "basic": {"type": "http", "scheme": "basic"},
                "certificaat": {"type": "mutualTLS"},
            },
        },
        "security": [{}, {"bearer": []}, {"basic": []}, {"certificaat": []}],
    }


def _ref(naam: str) -> dict[str, str]:
    return {"$ref": _VERWIJZING.format(model=naam)}


def _problem(omschrijving: str) -> dict[str, Any]:
    return {"description": omschrijving, "content": {"application/problem+json": {"schema": _ref("Probleem")}}}


def _identify() -> dict[str, Any]:
    inhoud = {"application/json": {"schema": _ref("Identiteit")}}
    return {
        "operationId": "wie_ben_je",
        "summary": _("Wie is dit systeem"),
        "responses": {"200": {"description": _("Het systeem"), "content": inhoud}},
    }


def _push() -> dict[str, Any]:
    """A system may post its messages to the harness instead of letting them be fetched."""
    return {
        **_deliver(),
        "operationId": "push_bericht",
        "summary": _("In plaats van GET /berichten: stuur een bericht naar waar ketentoets luistert (--luister)"),
        "responses": {
            "202": {"description": _("Het bericht staat op schijf")},
            "401": _problem(_("Het token ontbreekt of klopt niet")),
            "409": _problem(_("Dit id is bekend met een andere inhoud")),
            "429": _problem(_("Te veel verzoeken; probeer het later opnieuw")),
        },
    }


def _deliver() -> dict[str, Any]:
    kop = [
        {"name": naam, "in": "header", "required": True, "schema": schema, "description": tekst}
        for naam, schema, tekst in _koppen()
    ]
    return {
        "operationId": "bezorg_bericht",
        "summary": _("Bezorg een bericht; hetzelfde id is hetzelfde bericht"),
        "parameters": kop,
        "requestBody": {"required": True, "content": _XML},
        "responses": {
            "202": {"description": _("Aangenomen")},
            "400": _problem(_("Het bericht faalt op niveau 1 (XSD); er is niets verwerkt")),
            "409": _problem(_("Dit id is bekend met een andere inhoud")),
            "413": _problem(_("Groter dan 25 MB (OP179)")),
        },
    }


def _fetch() -> dict[str, Any]:
    kop = {naam: {"$ref": f"#/components/headers/{naam}"} for naam, _schema, _tekst in _koppen()}
    return {
        "operationId": "haal_bericht",
        "summary": _("Het oudste bericht dat klaarstaat en niet is bevestigd"),
        "responses": {
            "200": {"description": _("Een bericht"), "headers": kop, "content": _XML},
            "204": {"description": _("Er is geen bericht")},
        },
    }


def _acknowledge() -> dict[str, Any]:
    sleutel = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "format": "uuid"}}
    return {
        "operationId": "bevestig_bericht",
        "summary": _("Het bericht is opgeslagen"),
        "parameters": [sleutel],
        "responses": {"204": {"description": _("Bevestigd")}, "404": _problem(_("Onbekend id"))},
    }


def _command(naam: str, summary: str, model: str, goed: str) -> dict[str, Any]:
    return {
        "operationId": naam,
        "summary": summary,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(model)}}},
        "responses": {
            goed: {"description": _("Gedaan")},
            "404": _problem(_("Dit systeem biedt dit niet aan")),
            "409": _problem(_("Kan niet in de huidige stand, bijvoorbeeld een klok die terug moet")),
            "422": _problem(_("Onjuiste of onbekende velden, of nu onmogelijk")),
            "501": _problem(_("Dit systeem biedt dit niet aan")),
        },
    }


def _koppen() -> list[tuple[str, dict[str, str], str]]:
    return [
        ("Keten-Bericht-Id", {"type": "string", "format": "uuid"}, _("Hetzelfde id is hetzelfde bericht")),
        ("Keten-Tijd", {"type": "string", "format": "date-time"}, _("Vanaf wanneer het bericht klaarstaat")),
    ]


def _headers() -> dict[str, Any]:
    return {naam: {"required": True, "schema": schema, "description": tekst} for naam, schema, tekst in _koppen()}


def _schemas() -> dict[str, Any]:
    modellen: dict[str, type[BaseModel]] = {m.__name__: m for o in OPDRACHTEN.values() for m in o.values()}
    gevraagd = [(m, "validation") for m in (Inrichting, *modellen.values())]
    _per_model, document = models_json_schema(gevraagd, by_alias=True, ref_template=_VERWIJZING)  # type: ignore[arg-type]
    schemas: dict[str, Any] = {naam: _kaal(schema) for naam, schema in document["$defs"].items()}
    opdrachten = {naam: m.__name__ for rol in Rol for naam, m in OPDRACHTEN[rol].items()}
    for naam, model in opdrachten.items():
        schemas[f"Opdracht-{naam}"] = _met_naam(naam, schemas[model])
    keuze = {naam: f"#/components/schemas/Opdracht-{naam}" for naam in opdrachten}
    schemas["Opdracht"] = {
        "oneOf": [{"$ref": ref} for ref in keuze.values()],
        "discriminator": {"propertyName": "opdracht", "mapping": keuze},
    }
    return schemas | _vaste_schemas()


def _kaal(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the words that pydantic takes from the code."""
    velden = {
        veld: {k: w for k, w in vorm.items() if k != "title"} for veld, vorm in schema.get("properties", {}).items()
    }
    return {**{k: w for k, w in schema.items() if k != "description"}, "properties": velden}


def _met_naam(naam: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The fields of an order with the field that names it."""
    velden = {"opdracht": {"const": naam, "type": "string"}, **schema.get("properties", {})}
    return {**schema, "title": naam, "properties": velden, "required": ["opdracht", *schema.get("required", [])]}


def _vaste_schemas() -> dict[str, Any]:
    tekst = {"type": "string"}
    lijst = {"type": "array", "items": tekst}
    return {
        "Klok": _object({"nu": {"type": "string", "format": "date-time"}}, ["nu"]),
        "Probleem": {
            "type": "object",
            "description": "RFC 9457",
            "properties": {"title": tekst, "detail": tekst, "status": {"type": "integer"}},
            "required": ["title", "status"],
        },
        "Identiteit": {
            "type": "object",
            "properties": {
                "naam": tekst,
                "versie": tekst,
                "rol": {"enum": [str(rol) for rol in Rol]},
                "standaarden": lijst,
                "kan": {"type": "array", "items": {"enum": ["inrichting", "klok", "opdrachten"]}},
            },
            "required": ["naam", "versie", "rol"],
        },
    }


def _object(velden: dict[str, Any], verplicht: list[str]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": velden, "required": verplicht}
