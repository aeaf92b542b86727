"""Templates: a message drawn once, with holes for whatever is free to vary, filled many times.

`Mal` is a source of choices that leaves marks in the place of records of the stock and of new
values of a series. What is chosen otherwise - structure, codes, periods, amounts - stays as it was
drawn, so a filled template is as valid as the message it came from.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from ketentoets.generators.bron import Toeval
from ketentoets.generators.nummerreeks import Nummerreeks
from ketentoets.generators.voorraad import Soort, Voorraad
from ketentoets.schemas.writer import escaped, fragment

Record = TypeVar("Record", bound=NamedTuple)
Vulling = Callable[[], tuple[bytes, ...]]
_MARK = re.compile("\ue000([0-9]+)\\.([0-9]+)\ue001")
START = '<?xml version="1.0" encoding="UTF-8"?>'
"""How every message begins."""
END = "\r\n"


class Sjabloon:
    """Text with holes; `vullingen[i]` gives a new record for hole i, in UTF-8 and escaped."""

    def __init__(self, tekst: str, vullingen: list[Vulling]) -> None:
        parts = _MARK.split(tekst)
        self._delen = [part.encode() for part in parts[::3]]
        marks = [(int(hole), int(field)) for hole, field in zip(parts[1::3], parts[2::3], strict=True)]
        used = sorted({hole for hole, _field in marks})
        self._vullingen = [vullingen[hole] for hole in used]
        self._plekken = [(2 * n + 1, used.index(hole), field) for n, (hole, field) in enumerate(marks)]
        self._vel = [b""] * (2 * len(self._delen) - 1)
        self._vel[::2] = self._delen

    def gevuld(self) -> bytes:
        """The text with every hole filled anew; a mark that occurs twice gets the same value."""
        records = [vulling() for vulling in self._vullingen]
        vel = self._vel.copy()
        for plek, hole, field in self._plekken:
            vel[plek] = records[hole][field]
        return b"".join(vel)


class Mal(Toeval):
    """Chance that leaves holes; `sjabloon` makes the template of what was drawn since the last one."""

    def __init__(self, zaad: str, voorraad: Voorraad) -> None:
        super().__init__(zaad, voorraad)
        self._vullingen: list[Vulling] = []
        self._trekkers: dict[Soort[Any] | Nummerreeks, Vulling] = {}

    def uit(self, soort: Soort[Record]) -> Record:
        """A record of marks."""
        if soort not in self._trekkers:
            self._trekkers[soort] = self._trekker(self.voorraad.records(soort))
        return soort.vorm._make(self._gat(self._trekkers[soort], len(soort.vorm._fields)))

    def _trekker(self, records: Sequence[tuple[str, ...]]) -> Vulling:
        """Draws a record of the stock, as it goes into the message."""
        ready = [tuple(escaped(field).encode() for field in record) for record in records]
        chance, n = self._random.random, len(ready)
        return lambda: ready[int(chance() * n)]

    def nieuw(self, reeks: Nummerreeks) -> str:
        """A mark for the next value of a series."""
        if reeks not in self._trekkers:
            self._trekkers[reeks] = ((value.encode(),) for value in reeks.waarden()).__next__
        return self._gat(self._trekkers[reeks], 1)[0]

    def _gat(self, vulling: Vulling, fields: int) -> list[str]:
        self._vullingen.append(vulling)
        return [f"\ue000{len(self._vullingen) - 1}.{field}\ue001" for field in range(fields)]

    def sjabloon(self, domain: str, release: str, soort: str, inhoud: Any) -> Sjabloon:
        """The template of a whole message."""
        tekst = START + fragment(domain, release, soort, "Bericht", inhoud) + END
        return self.deel(tekst)

    def deel(self, tekst: str) -> Sjabloon:
        """The template of a text with marks."""
        made = Sjabloon(tekst, self._vullingen)
        self._vullingen = []
        return made
