"""Where an element starts in the bytes of a message: line and column, for findings that have a path.

libxml2 keeps no column of an element, and gives the line where its start tag ends. When there are
findings, expat goes once over the same bytes, which the parser of `core.message` took already.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from xml.parsers import expat

from ketentoets.core.finding import Finding

_SCHEIDING = "}"
_HIER = ("", 0)
_MAX_LIJN = 65535
"""From here on some versions of libxml2 no longer count the lines of elements."""


def plaatsen(raw: bytes, paden: Iterable[str]) -> dict[str, tuple[int, int]]:
    """The line and column (from 1, in characters) of the elements at these paths (`Node.path`).

    One pass, whatever the number of paths. What is not found, or in an encoding that expat does not
    know, is left out; never raises on what is in `raw`.
    """
    zoeker = _Zoeker(paden)
    try:
        zoeker.parser.Parse(raw, True)
    except (expat.ExpatError, LookupError, ValueError):
        return {}
    return zoeker.gevonden


def met_plaats(raw: bytes, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the line and column where their element starts, as far as they can be told."""
    if not any(f.pad for f in findings):
        return list(findings)
    found = plaatsen(raw, {f.pad for f in findings if f.pad})
    return [_geplaatst(f, found.get(f.pad)) for f in findings]


def _geplaatst(finding: Finding, plaats: tuple[int, int] | None) -> Finding:
    """An element cannot start below the line where libxml2 saw its start tag end."""
    if plaats is None or (finding.lijn and plaats[0] > finding.lijn and finding.lijn < _MAX_LIJN):
        return finding
    return replace(finding, lijn=plaats[0], kolom=plaats[1])


class _Zoeker:
    """Follows the start tags along a tree of the wanted paths, and stops looking when all were met."""

    def __init__(self, paden: Iterable[str]) -> None:
        self.gevonden: dict[str, tuple[int, int]] = {}
        self._boom, self._over = _boom(paden)
        self._trap: list[tuple[dict[Any, Any] | None, Counter[str]]] = [(self._boom, Counter())]
        self.parser = expat.ParserCreate(namespace_separator=_SCHEIDING)
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._einde

    def _begin(self, naam: str, _attributen: object) -> None:
        boom, aantal = self._trap[-1]
        hier = None
        if boom is not None:
            aantal[naam] += 1
            hier = boom.get((naam.rpartition(_SCHEIDING)[2], aantal[naam]))
        self._trap.append((hier, Counter()))
        if hier is not None and _HIER in hier:
            self._meld(hier.pop(_HIER))

    def _meld(self, paden: list[str]) -> None:
        plaats = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.gevonden |= dict.fromkeys(paden, plaats)
        self._over -= 1
        if not self._over:
            self.parser.StartElementHandler = self.parser.EndElementHandler = None

    def _einde(self, _naam: str) -> None:
        self._trap.pop()


def _boom(paden: Iterable[str]) -> tuple[dict[Any, Any], int]:
    """Nested dicts by (name, number), with the paths themselves below `_HIER`; and how many ends it has."""
    root: dict[Any, Any] = {}
    ends = 0
    for pad in paden:
        at = root
        for stap in pad.split("/"):
            naam, _haak, nummer = stap.partition("[")
            number = nummer.removesuffix("]")
            at = at.setdefault((naam, int(number) if number.isdecimal() else 1), {})
        ends += _HIER not in at
        at.setdefault(_HIER, []).append(pad)
    return root, ends
