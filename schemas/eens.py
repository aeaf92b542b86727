"""Two schema processors on the same messages: lxml (which judges) and xmlschema; they have to agree.

Where they do not, one of them or the schema leaves room, and no verdict on such a value can be trusted:
that is a finding about the schema. The messages are one that is right and everything that differs from
it in one place: elements that are absent, doubled, swapped, renamed or of another namespace, values on
and just over every facet, codes that do not exist, white space, comments and attributes. Every element
is changed where it first occurs, and every data type is tried once.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

from lxml import etree

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.finding import Finding
from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.bladen import Blad, bladen
from ketentoets.schemas.model import model
from ketentoets.schemas.shapes import SimpleType
from ketentoets.schemas.validator import schema
from ketentoets.schemas.xsd import XSD_DIR

ONEENS = "schema-oneens"
BEKEND = (
    ("integer", "९", False, "cijfers zijn in XML Schema alleen 0-9; xmlschema leest ook die van andere schriften"),
    ("Commentaar", "a\u00a0b", True, r"\s is in XML Schema geen harde spatie; voor xmlschema wel"),
)
"""Where the two are known to differ: base or data type, value, whether lxml accepts it, and why lxml is right.

These are faults of xmlschema and no room in the schema, so `gevallen` leaves such values out.
"""
Geval = tuple[str, bytes]
"""What was changed and where, and the message."""

_DATUMS = ("2020-02-29", "2021-02-29", "2021-2-1", "2021-03-01Z", "2021-03-01+01:00", "21-03-01", "2021-03-01T00:00:00")
_TIJDEN = ("24:00:00", "24:00:01", "23:59:60", "10:15", "10:15:00.5", "10:15:00Z", "10:15:00+01:00", "00:00:00")
_GETALLEN = ("", "-0", "+1", "007", "1.0", "1e3", "0x1", "1 2", "9" * 30)
_TEKSTEN = ("", " ", "\n", "\t x \t", "é", "e\u0301", "𝔸", "a b", "A" * 300, "&amp;", "%", "-", ".", "١")


def gevallen(standaard: str, soort: str, raw: bytes) -> Iterator[Geval]:
    """`raw`, a message ('ijw-3.2', '301') that is right, and all that differs from it in one place."""
    yield _("ongewijzigd"), raw
    root = etree.fromstring(raw)
    types = {blad.pad: _beperkt(blad) for blad in bladen(model(standaard), soort)}
    tried: set[object] = set()
    for at, element in enumerate(root.iter("*")):
        place, where = _plek(element), Node(element).path
        if place in tried:
            continue
        tried.add(place)
        for name, change in _VORM.items():
            if (made := _gewijzigd(root, at, change)) is not None:
                yield f"{name}: {where}", made
        simple = types.get(place)
        if simple is None or simple in tried:
            continue
        tried.add(simple)
        for value in dict.fromkeys(_waarden(simple)):
            yield f"{value!r}: {where}", _met_tekst(root, at, value)


def oneens(standaard: str, soort: str, berichten: Iterable[Geval]) -> list[Finding]:
    """A finding for every message that one of the two accepts and the other does not.

    Raises ConfigurationError when the second processor is not installed.
    """
    first, second = schema(standaard, soort), tweede(standaard, soort)
    found = []
    for what, raw in berichten:
        ours, theirs = first.validate(etree.fromstring(raw)), second(raw)
        if ours != theirs:
            found.append(_oneens(standaard, soort, what, ours))
    return found


@cache
def tweede(standaard: str, soort: str) -> Callable[[bytes], bool]:
    """Whether xmlschema accepts a message of this kind."""
    try:
        import xmlschema
    except ImportError as error:
        raise ConfigurationError(_("Hiervoor is xmlschema nodig: pip install xmlschema")) from error
    compiled = xmlschema.XMLSchema(str(XSD_DIR / standaard / f"{model(standaard).prefix(soort).upper()}.xsd"))
    return lambda raw: bool(compiled.is_valid(raw.decode()))


def _oneens(standaard: str, soort: str, what: str, ours: bool) -> Finding:
    yes, no = _("goedgekeurd"), _("afgekeurd")
    return Finding(
        ONEENS,
        _("lxml en xmlschema zijn het niet eens over {what}", what=what),
        bron=f"{model(standaard).prefix(soort).upper()}.xsd ({standaard})",
        niveau=1,
        bericht=model(standaard).prefix(soort).upper(),
        verwacht=_("lxml: {verdict}", verdict=yes if ours else no),
        gevonden=_("xmlschema: {verdict}", verdict=no if ours else yes),
    )


def _plek(element: Any) -> str:
    """The path by local names, without numbers."""
    names = [etree.QName(e).localname for e in (element, *element.iterancestors())]
    return "/".join(reversed(names[:-1]))


def _beperkt(blad: Blad) -> SimpleType:
    simple, element = blad.simple, blad.element
    limit = simple.max_value if element.max_value is None else element.max_value
    return replace(simple, max_value=limit, pattern=element.pattern or simple.pattern)


def _waarden(simple: SimpleType) -> Iterator[str]:
    """Values on, and just over, every facet of a type, and what its base makes of odd ones."""
    for code in (simple.codes[:1] + simple.codes[-1:]) if simple.codes else ():
        yield from (code.value, code.value.lower(), f" {code.value}", code.value + "0", code.value[:-1])
    for length in (simple.min_length, simple.max_length):
        if length is not None:
            yield from ("A" * n for n in (length - 1, length, length + 1) if n >= 0)
            yield from ("1" * n for n in (length, length + 1))
    for value in (simple.min_value, simple.max_value):
        if value is not None:
            yield from (str(value - 1), str(value), str(value + 1), f" {value} ")
    yield from {"date": _DATUMS, "time": _TIJDEN, "integer": _GETALLEN, "string": _TEKSTEN}[simple.base]


def _gewijzigd(root: Any, at: int, change: Callable[[Any], bool]) -> bytes | None:
    made = deepcopy(root)
    element = next(e for n, e in enumerate(made.iter("*")) if n == at)
    return etree.tostring(made, encoding="UTF-8") if change(element) else None


def _met_tekst(root: Any, at: int, value: str) -> bytes:
    def change(element: Any) -> bool:
        element.text = value
        return True

    made = _gewijzigd(root, at, change)
    return made or b""


def _weg(element: Any) -> bool:
    above = element.getparent()
    if above is not None:
        above.remove(element)
    return above is not None


def _dubbel(element: Any) -> bool:
    if element.getparent() is None:
        return False
    element.addnext(deepcopy(element))
    return True


def _omgewisseld(element: Any) -> bool:
    following = element.getnext()
    if following is None or element.getparent() is None:
        return False
    following.addnext(element)
    return True


def _hernoemd(element: Any) -> bool:
    element.tag = f"{element.tag}X"
    return True


def _kleine_letter(element: Any) -> bool:
    name = etree.QName(element)
    element.tag = f"{{{name.namespace}}}{name.localname.lower()}"
    return True


def _zonder_namespace(element: Any) -> bool:
    element.tag = etree.QName(element).localname
    return True


def _andere_namespace(element: Any) -> bool:
    name = etree.QName(element)
    others = [uri for uri in element.nsmap.values() if uri != name.namespace]
    element.tag = f"{{{others[0] if others else 'urn:x'}}}{name.localname}"
    return True


def _leeg(element: Any) -> bool:
    for child in list(element):
        element.remove(child)
    element.text = None
    return True


def _tekst_erin(element: Any) -> bool:
    """Text between the elements of a class."""
    if len(element):
        element.text = "x"
    return len(element) > 0


def _element_erin(element: Any) -> bool:
    etree.SubElement(element, f"{{{etree.QName(element).namespace}}}Extra")
    return True


def _commentaar(element: Any) -> bool:
    """A comment in the middle of a value, or between elements."""
    element.insert(0, etree.Comment("x"))
    return True


def _attribuut(element: Any) -> bool:
    element.set("x", "1")
    return True


def _nil(element: Any) -> bool:
    element.set("{http://www.w3.org/2001/XMLSchema-instance}nil", "true")
    return True


_VORM: dict[str, Callable[[Any], bool]] = {
    "weg": _weg,
    "dubbel": _dubbel,
    "omgewisseld": _omgewisseld,
    "hernoemd": _hernoemd,
    "kleine letter": _kleine_letter,
    "zonder namespace": _zonder_namespace,
    "andere namespace": _andere_namespace,
    "leeg": _leeg,
    "tekst erin": _tekst_erin,
    "element erin": _element_erin,
    "commentaar": _commentaar,
    "attribuut": _attribuut,
    "nil": _nil,
}
