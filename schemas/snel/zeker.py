"""Values that a data type certainly allows; of any other value the schema decides.

It need not know all that is right, so it keeps to what nobody reads otherwise: ASCII, one way to write a number,
days that every month has. An element without such a certainty is left to the schema in every message.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import cache

from ketentoets.schemas.bladen import bladen
from ketentoets.schemas.model import model
from ketentoets.schemas.shapes import Element, SimpleType

Zeker = Callable[[str], object]
"""True of a text that is certainly right."""

_TEKST = r"[!-~](?:[ -~]*[!-~])?"
_DAG = (
    r"(?:19|20)[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    r"|(?:0[469]|11)-(?:29|30)|(?:0[13578]|1[02])-(?:29|30|31))"
)
_TIJD = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
_NIETS = r"[^\s\S]"
_RUIM = {
    "string": {"", r".*[^\s].*", r"([.\s]*\S+[.\s]*)+"},
    "date": {"", "[^:Z]*"},
    "time": {"", "[^Z+-]+"},
    "integer": {""},
}
"""The patterns that all that is certain of a base fits anyway."""
_EENDER = re.compile(r"(?:[0-9A-Za-z(){},*+|]|\[(?:[0-9A-Za-zÀ-ỳ]-[0-9A-Za-zÀ-ỳ])+\]|\\\.)+")
"""Patterns that mean the same in XML Schema and here."""


@cache
def zekerheden(standaard: str, soort: str) -> Mapping[str, Zeker]:
    """By path below the root, for a message ('ijw-3.2', '301') judged by the bundled schema."""
    found = ((blad.pad, _zeker(blad.simple, blad.element)) for blad in bladen(model(standaard), soort))
    return {pad: zeker for pad, zeker in found if zeker is not None}


def _zeker(simple: SimpleType, element: Element) -> Zeker | None:
    """What is certain of a data type as this element restricts it; None when nothing is."""
    patterns = {simple.pattern, element.pattern} - _RUIM[simple.base]
    if not all(_EENDER.fullmatch(p) for p in patterns):
        return None
    if simple.codes:
        return None if patterns or element.max_value is not None else _codes(simple)
    basis = _BASIS[simple.base](simple, element)
    return re.compile("".join(rf"(?=(?:{p})\Z)" for p in sorted(patterns)) + basis).fullmatch


def _codes(simple: SimpleType) -> Zeker:
    low, high = simple.min_length or 0, simple.max_length or math.inf
    return frozenset(c.value for c in simple.codes if low <= len(c.value) <= high).__contains__


def _tekst(simple: SimpleType, _element: Element) -> str:
    return rf"(?=.{{{simple.min_length or 0},{simple.max_length or ''}}}\Z){_TEKST}"


def _getal(simple: SimpleType, element: Element) -> str:
    """Numbers with so few digits that they cannot be too high."""
    highest = min(m for m in (simple.max_value, element.max_value, 10**18) if m is not None)
    digits = len(str(highest + 1)) - 1
    if not digits or (simple.min_value or 0) > 0:
        return _NIETS
    return rf"(?:0|[1-9][0-9]{{0,{digits - 1}}})"


_BASIS: Mapping[str, Callable[[SimpleType, Element], str]] = {
    "string": _tekst,
    "integer": _getal,
    "date": lambda *_: _DAG,
    "time": lambda *_: _TIJD,
}
