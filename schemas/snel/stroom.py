"""Level 1 on a stream: is it XML, and valid? No tree is made and no callback is called.

The parser checks against the schema while it reads, so memory does not grow with the message. Its
errors have no line; feeding the part with the first one again in small pieces tells where it is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from lxml import etree

from ketentoets.core.message import VEILIG
from ketentoets.core.xmlfout import zin

MAX_FOUTEN = 100
_STUKJE = re.compile(rb"[^>\n]*[>\n]|[^>\n]+\Z")


class _GeenBoom:
    """A parser target that wants nothing: without callbacks no tree is built."""

    def close(self) -> None:
        """The one method a target must have."""


@dataclass(frozen=True)
class Fout:
    """What the parser said: not well-formed, or against the schema. `lijn` and `kolom` start at 1; 0 is unknown."""

    tekst: str
    welgevormd: bool = True
    lijn: int = 0
    kolom: int = 0


class Stroom:
    """One message that is fed in parts."""

    def __init__(self, schema: Any) -> None:
        target: Any = _GeenBoom()
        self._parser: Any = etree.XMLParser(schema=schema, target=target, **VEILIG)
        self._gezien = 0
        self._kapot = False

    def voed(self, deel: bytes) -> list[Fout]:
        """Feed the next part; what is wrong in it."""
        return self._doe(lambda: self._parser.feed(deel))

    def sluit(self) -> list[Fout]:
        """What is wrong now that nothing follows."""
        return self._doe(self._parser.close)

    def _doe(self, stap: Callable[[], object]) -> list[Fout]:
        if self._kapot:
            return []
        fatal: list[Fout] = []
        try:
            stap()
        except etree.XMLSyntaxError as error:
            self._kapot = True
            fatal = [Fout(zin(error), welgevormd=False)]
        log = self._parser.feed_error_log
        new = [Fout(entry.message) for entry in islice(log, self._gezien, self._gezien + MAX_FOUTEN)]
        self._gezien = len(log)
        return new + fatal


def plaats(schema: Any, delen: Iterable[bytes], goede_delen: int) -> list[Fout]:
    """The faults of the first wrong part with their places, at most `MAX_FOUTEN`; `goede_delen` come before it."""
    stroom, found = Stroom(schema), list[Fout]()
    lijn, kolom = 1, 1
    for n, deel in enumerate(islice(delen, goede_delen + 1)):
        for stukje in [deel] if n < goede_delen else _STUKJE.findall(deel):
            found += [replace(fout, lijn=lijn, kolom=kolom) for fout in stroom.voed(stukje)]
            if len(found) >= MAX_FOUTEN:
                return found
            lijn += stukje.count(b"\n")
            kolom = len(stukje) - stukje.rfind(b"\n") if b"\n" in stukje else kolom + len(stukje)
    return found or [replace(fout, lijn=lijn, kolom=kolom) for fout in stroom.sluit()]
