"""Which elements of a message say who somebody is, and masking them when that somebody may be real.

A message with a BSN outside the test range may be about a real person: before it is stored, its
names, addresses, contact data and remarks are masked too, with values that the schema still takes.
"""

import re
from contextlib import suppress
from typing import Any

from lxml import etree

from ketentoets.core.bsn import MASK, is_test_bsn, mask_xml, passes_eleven_proof
from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.message import VEILIG, parse

MASKERS = {
    "Achternaam": "Gemaskeerd",
    "Voorvoegsel": "x",
    "Voornamen": "Gemaskeerd",
    "Voorletters": "X",
    "Naam": "Gemaskeerd",
    "Straatnaam": "Gemaskeerd",
    "Plaatsnaam": "Gemaskeerd",
    "Postcode": "1000AA",
    "Huisnummer": "1",
    "Huisletter": "X",
    "HuisnummerToevoeging": "X",
    "Telefoonnummer": "0000000000",
    "Emailadres": "gemaskeerd@example.invalid",
    "Commentaar": "(gemaskeerd)",
}
"""Element -> what it is masked with; every value fits its type in every release."""
GEBOORTE = "Geboortedatum"
ELEMENT = re.compile(rb"(<(?:[\w.-]+:)?(" + "|".join([*MASKERS, GEBOORTE]).encode() + rb")(?:\s[^<>]*)?>)([^<]*)(</)")
"""Such an element with its text: opening tag, name, text, beginning of the closing tag."""
_VERSTOPT = (b"&#", b"<![CDATA[", b"<!--", b"<?")
_NEGEN = re.compile(rb"(?<![0-9])(?<![0-9]\0)[0-9](?:\0{0,3}[0-9]){8}(?!\0{0,3}[0-9])")
"""Nine digits, also in an encoding of two or four bytes per character."""
_BUITEN = re.compile(rb"<!--.*?-->|<\?.*?\?>|<[^/!?<>][^<>]*>", re.DOTALL)
"""What of a message is no text of an element: remarks, instructions, and tags with their attributes."""
_BREED = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def maskeer(raw: bytes) -> tuple[bytes, int]:
    """A message as it may be stored, and how many BSNs outside the test range it had.

    Without such a BSN the bytes are returned as they are.
    """
    if (codering := _BREED.get(raw[:2])) is not None:
        return _breed(raw, codering)
    return _maskeer(raw, raw)


def _maskeer(raw: bytes, gezonden: bytes) -> tuple[bytes, int]:
    masked, count = mask_xml(raw)
    if any(raw.find(teken, 1) > 0 for teken in _VERSTOPT):
        masked, count = _verstopt(masked, count)
    masked, loose = _los(masked, gezonden)
    count += loose
    return (ELEMENT.sub(_een, masked), count) if count else (raw, 0)


def _los(raw: bytes, gezonden: bytes) -> tuple[bytes, int]:
    """Mask numbers that are in no element: in remarks and attributes, and anywhere in what is no message.

    Of a message the other elements stay: nine digits may be the number of an assignment there.
    """
    count = 0

    def one(match: re.Match[bytes]) -> bytes:
        nonlocal count
        echt = _echt(match[0].replace(b"\0", b"").decode())
        count += echt
        return re.sub(rb"[0-9]", b"0", match[0]) if echt else match[0]

    if not any(_echt(match[0].replace(b"\0", b"").decode()) for match in _NEGEN.finditer(raw)):
        return raw, 0
    if _is_bericht(gezonden):
        return _BUITEN.sub(lambda part: _NEGEN.sub(one, part[0]), raw), count
    return _NEGEN.sub(one, raw), count


def _is_bericht(raw: bytes) -> bool:
    try:
        return bool(parse(raw).soort)
    except MessageUnreadable:
        return False


def _een(match: re.Match[bytes]) -> bytes:
    masker = _masker(match[2].decode(), match[3].decode("utf-8", "replace"))
    return match[1] + masker.encode() + match[4] if match[3].strip() else match[0]


def _masker(naam: str, tekst: str) -> str:
    """What comes in the place of a text; of a birthday only the year stays."""
    return MASKERS[naam] if naam != GEBOORTE else re.sub(r"(\d{4})-\d\d-\d\d", r"\1-01-01", tekst)


def _breed(raw: bytes, codering: str) -> tuple[bytes, int]:
    try:
        masked, count = _maskeer(raw.decode(codering).encode(), raw)
    except UnicodeError:
        return _los(raw, raw)
    return (masked.decode().encode(codering), count) if count else (raw, 0)


def _verstopt(raw: bytes, count: int) -> tuple[bytes, int]:
    """Mask what hides in references, in CDATA or around comments; the message is then written anew."""
    with suppress(etree.XMLSyntaxError, ValueError, LookupError):
        root = etree.fromstring(raw, etree.XMLParser(**VEILIG))
        hidden = [e for e in root.iter("{*}Bsn") if _echt(_tekst(e))]
        for element in hidden:
            _zet(element, MASK)
        if count + len(hidden):
            for naam in (*MASKERS, GEBOORTE):
                for element in [e for e in root.iter("{*}" + naam) if _tekst(e) and not _klassen(e)]:
                    _zet(element, _masker(naam, _tekst(element)))
            return etree.tostring(root, encoding="UTF-8", xml_declaration=True), count + len(hidden)
    return raw, count


def _tekst(element: Any) -> str:
    return str(element.xpath("string()")).strip()


def _klassen(element: Any) -> bool:
    """Whether it is a class: an element with elements in it."""
    return any(isinstance(child.tag, str) for child in element)


def _zet(element: Any, tekst: str) -> None:
    tail = element.tail
    element.clear()
    element.text, element.tail = tekst, tail


def _echt(bsn: str) -> bool:
    return bsn != MASK and passes_eleven_proof(bsn) and not is_test_bsn(bsn)
