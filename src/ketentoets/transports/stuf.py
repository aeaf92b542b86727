"""The envelopes of the GGK: StUF 03.01, koppelvlak ggk0210, in SOAP 1.1.

Names and patterns follow the public specification (GGk0210 2.1.04). The official XSDs are not with
this project, so an envelope is checked against a table here and not against a schema.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as BinasciiError
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from lxml import etree

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.message import MAX_BYTES, VEILIG
from ketentoets.core.taal import _
from ketentoets.transports.route import Route

GGK = "http://www.stufstandaarden.nl/koppelvlak/ggk0210"
STUF = "http://www.egem.nl/StUF/StUF0301"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
DI01, DU01, FO01, BV03, FO03 = "Di01", "Du01", "Fo01", "Bv03", "Fo03"
WORTELS = {
    DI01: f"{{{GGK}}}envelopHeenbericht-ggk_Di01",
    DU01: f"{{{GGK}}}envelopRetourbericht-ggk_Du01",
    FO01: f"{{{STUF}}}Fo01Bericht",
    BV03: f"{{{STUF}}}Bv03Bericht",
    FO03: f"{{{STUF}}}Fo03Bericht",
}
ACTIES = {DI01: f"{GGK}/ggk_Di01", DU01: f"{GGK}/ggk_Du01", FO01: f"{STUF}/Fo01"}
"""The SOAPAction of each operation."""
APPLICATIE = "GGk"
NIET_VOLGENS_SCHEMA = "StUF055"
NIET_VERWERKT = "StUF058"
_NS = {"g": GGK, "s": STUF}
_UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
_VERSIE = r"[0-9]{4}"
_STUUR = "*[local-name()='stuurgegevens']"
_EISEN: dict[str, str] = {
    f"{_STUUR}/s:zender/s:organisatie": r".{1,200}",
    f"{_STUUR}/s:zender/s:applicatie": r".{3,50}",
    f"{_STUUR}/s:ontvanger/s:organisatie": r".{1,200}",
    f"{_STUUR}/s:ontvanger/s:applicatie": r"(?i:ggk)",
    f"{_STUUR}/s:referentienummer": _UUID4,
    f"{_STUUR}/s:tijdstipBericht": r"[0-9]{8,17}",
    f"{_STUUR}/s:functie": r".{1,30}",
    "g:parameters/g:applicatieVersie": _VERSIE,
    "g:parameters/g:applicatieSubversie": _VERSIE,
    "g:parameters/g:functieVersie": _VERSIE,
    "g:parameters/g:functieSubversie": _VERSIE,
}
"""What an envelope with a message must hold: path -> pattern."""
_CROSSREF = {f"{_STUUR}/s:crossRefnummer": _UUID4}
MAX_OMSCHRIJVING = 200


class EnvelopFout(Exception):
    """An envelope that cannot be taken; `code` is that of StUF. The text is Dutch."""

    def __init__(self, tekst: str, code: str = NIET_VOLGENS_SCHEMA) -> None:
        super().__init__(tekst)
        self.code = code


@dataclass(frozen=True)
class Stuf:
    """A StUF message: an envelope with `xml` in it, a fault with `code` and `tekst`, or a confirmation."""

    soort: str
    referentie: str
    zender: str = ""
    crossref: str = ""
    functie: str = ""
    xml: bytes = b""
    code: str = ""
    tekst: str = ""


def als_uuid4(message_id: str) -> str:
    """An id as the GGK wants it; of an id that is no UUID of version 4 always the same other one."""
    try:
        found = UUID(message_id)
    except ValueError:
        found = UUID(int=0)
    return str(found) if found.version == 4 else str(UUID(bytes=sha256(message_id.encode()).digest()[:16], version=4))  # noqa: PLR2004


def envelop(route: Route, referentie: str, nu: datetime, xml: bytes, crossref: str = "") -> bytes:
    """A message in a Di01, or with `crossref` in a Du01."""
    soort = DU01 if crossref else DI01
    root = etree.Element(WORTELS[soort], nsmap={"GGK": GGK, "StUF": STUF})
    stuur = _stuur(root, f"{{{GGK}}}stuurgegevens", soort, (route.afzender, route.ontvanger), referentie, nu, crossref)
    _onder(stuur, STUF, "functie", route.functie[:30])
    parameters = _onder(root, GGK, "parameters")
    versies = {"applicatieVersie": 1, "applicatieSubversie": 0, "functieVersie": route.versie,
               "functieSubversie": route.subversie}  # fmt: skip
    for naam, nummer in versies.items():
        _onder(parameters, GGK, naam, f"{nummer:04d}")
    _onder(_onder(parameters, GGK, "bericht"), GGK, "xmlBestand", b64encode(xml).decode())
    return _soap(root)


def bevestiging(op: Stuf, nu: datetime) -> bytes:
    """The Bv03 that says a message was taken."""
    root = etree.Element(WORTELS[BV03], nsmap={"StUF": STUF})
    _stuur(root, f"{{{STUF}}}stuurgegevens", BV03, ("GGK", op.zender), str(uuid4()), nu, op.referentie)
    return _soap(root)


def fout(
    soort: str, code: str, tekst: str, nu: datetime, naar: str = "", crossref: str = "", details: str = ""
) -> bytes:
    """A fault: Fo01 as a message of its own, Fo03 as the answer (inside a SOAP fault)."""
    root = etree.Element(WORTELS[soort], nsmap={"StUF": STUF})
    wie = ("GGK", naar or "onbekend")
    _stuur(root, f"{{{STUF}}}stuurgegevens", soort, wie, str(uuid4()), nu, crossref or str(uuid4()))
    body = _onder(root, STUF, "body")
    _onder(body, STUF, "code", code[:7])
    _onder(body, STUF, "plek", "client")
    _onder(body, STUF, "omschrijving", _schoon(tekst)[:MAX_OMSCHRIJVING])
    if details:
        _onder(body, STUF, "details", _schoon(details)[:MAX_OMSCHRIJVING])
    return _soap(root, soapfout=soort == FO03)


def lees(raw: bytes) -> Stuf:
    """A StUF message out of its SOAP envelope; raises `EnvelopFout` that says what is wrong."""
    root = _inhoud(_veilig(raw))
    soort = next((naam for naam, tag in WORTELS.items() if tag == root.tag), None)
    if soort is None:
        raise EnvelopFout(_("{naam} is geen bericht van ggk0210", naam=etree.QName(root).localname))
    if soort in {DI01, DU01}:
        _controleer(root, _EISEN | (_CROSSREF if soort == DU01 else {}))
    if _tekst(root, f"{_STUUR}/s:berichtcode") != soort:
        raise EnvelopFout(_("berichtcode is {code}; bij dit bericht hoort {soort}",
                            code=_tekst(root, f"{_STUUR}/s:berichtcode") or _("leeg"), soort=soort))  # fmt: skip
    return Stuf(
        soort=soort,
        referentie=_tekst(root, f"{_STUUR}/s:referentienummer"),
        zender=_tekst(root, f"{_STUUR}/s:zender/s:organisatie"),
        crossref=_tekst(root, f"{_STUUR}/s:crossRefnummer"),
        functie=_tekst(root, f"{_STUUR}/s:functie"),
        xml=_payload(root) if soort in {DI01, DU01} else b"",
        code=_tekst(root, "s:body/s:code"),
        tekst=_tekst(root, "s:body/s:omschrijving"),
    )


def _veilig(raw: bytes) -> Any:
    """Parse: no DTD, nothing from outside; a payload is one text that may be as large as a message."""
    if len(raw) > MAX_BYTES:
        raise EnvelopFout(_("de envelop is groter dan 25 MB"))
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"\0" in raw:
        raise EnvelopFout(_("een DTD is niet toegestaan, en de envelop moet UTF-8 zijn"))
    try:
        return etree.fromstring(raw, etree.XMLParser(**{**VEILIG, "huge_tree": True}))
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise EnvelopFout(_("geen welgevormde XML: {reden}", reden=error)) from error


def _inhoud(root: Any) -> Any:
    """The first element in the body, or in the detail of a fault; without SOAP the element itself."""
    if root.tag != f"{{{SOAP}}}Envelope":
        return root
    body = root.find(f"{{{SOAP}}}Body")
    first = next((e for e in body if isinstance(e.tag, str)), None) if body is not None else None
    if first is not None and first.tag == f"{{{SOAP}}}Fault":
        detail = first.find("detail")
        inside = next((e for e in detail if isinstance(e.tag, str)), None) if detail is not None else None
        if inside is None:
            raise EnvelopFout(_("SOAP-fout: {tekst}", tekst=first.findtext("faultstring") or _("zonder tekst")))
        return inside
    if first is None:
        raise EnvelopFout(_("de SOAP-envelop is leeg"))
    return first


def _controleer(root: Any, eisen: dict[str, str]) -> None:
    for pad, patroon in eisen.items():
        tekst = _tekst(root, pad)
        if not re.fullmatch(patroon, tekst, re.DOTALL):
            naam = pad.rsplit(":", 1)[-1]
            raise EnvelopFout(_("{naam} is niet goed: '{tekst}'", naam=naam, tekst=tekst[:60] or _("leeg")))


def _payload(root: Any) -> bytes:
    delen = root.xpath("g:parameters/g:bericht/*[self::g:xmlBestand or self::g:tekstBestand]", namespaces=_NS)
    if len(delen) != 1:
        raise EnvelopFout(_("bericht moet precies één xmlBestand of tekstBestand hebben"))
    try:
        return b64decode("".join((delen[0].text or "").split()), validate=True)
    except (BinasciiError, ValueError) as error:
        raise EnvelopFout(_("de inhoud van het bericht is geen base64")) from error


def _tekst(root: Any, pad: str) -> str:
    found = root.xpath(pad, namespaces=_NS)
    return str(found[0].xpath("string()")).strip() if found else ""


def _stuur(root: Any, tag: str, soort: str, wie: tuple[str, str], referentie: str, nu: datetime, crossref: str) -> Any:
    stuur = etree.SubElement(root, tag)
    _onder(stuur, STUF, "berichtcode", soort)
    heen = soort in {DI01, DU01}
    applicaties = ("ketentoets", APPLICATIE) if heen else ("GGK", _("gemeentesoftware"))
    for rol, organisatie, applicatie in zip(("zender", "ontvanger"), wie, applicaties, strict=True):
        systeem = _onder(stuur, STUF, rol)
        _onder(systeem, STUF, "organisatie", organisatie or "onbekend")
        _onder(systeem, STUF, "applicatie", applicatie)
    _onder(stuur, STUF, "referentienummer", referentie)
    _onder(stuur, STUF, "tijdstipBericht", f"{nu.astimezone(AMSTERDAM):%Y%m%d%H%M%S}")
    if crossref:
        _onder(stuur, STUF, "crossRefnummer", crossref)
    return stuur


def _onder(ouder: Any, ns: str, naam: str, tekst: str = "") -> Any:
    element = etree.SubElement(ouder, f"{{{ns}}}{naam}")
    element.text = tekst or None
    return element


def _soap(inhoud: Any, *, soapfout: bool = False) -> bytes:
    root = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    body = etree.SubElement(root, f"{{{SOAP}}}Body")
    if soapfout:
        fault = etree.SubElement(body, f"{{{SOAP}}}Fault")
        etree.SubElement(fault, "faultcode").text = "soapenv:Client"
        etree.SubElement(fault, "faultstring").text = _("het bericht is niet aangenomen")
        body = etree.SubElement(fault, "detail")
    body.append(inhoud)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _schoon(tekst: str) -> str:
    return "".join(teken for teken in tekst if teken.isprintable())
