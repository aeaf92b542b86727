"""What rules said of values that came by before: messages with one markup share most dates, codes and rates.

A rule is a pure function of the message, so it need not run again on values it passed before. Which values those
are is not declared but watched: the first time, it runs on elements that write down what is read of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, SupportsIndex, overload

from ketentoets.core.message import Node
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.registry import NVT, Check, Run
from ketentoets.schemas.snel.sjabloon import Sjabloon

PROEF = 64
"""So many messages are looked at before it is decided which values come back often enough to be remembered."""
MAX_BEKEND = 4096
"""So many different values are remembered per group."""


class Waarden(list[str]):
    """Values that write down by their numbers which of them are read."""

    def __init__(self) -> None:
        super().__init__()
        self.gelezen: set[int] = set()

    @overload
    def __getitem__(self, at: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: Any) -> Any:
        """The value, of which is known from now on that it was read."""
        self.gelezen.add(at)
        return super().__getitem__(at)


class Spoor(Sjabloon):
    """A sjabloon that writes down which values are read."""

    def __init__(self, root: Any, aantal: int) -> None:
        self._waarden = Waarden()
        super().__init__(root, aantal, self._waarden)

    def begin(self) -> set[int]:
        """The numbers of what is read from now on."""
        self._waarden.gelezen = set()
        return self._waarden.gelezen


@dataclass(frozen=True)
class Vraag:
    """A rule with the elements it looks at: one (`los`), or all of them together (`samen`)."""

    los: Check | None
    samen: Run
    plaatsen: tuple[int, ...]

    def breekt(self, ctx: Context, vlakken: list[Node]) -> bool:
        """Whether it finds anything."""
        nodes = [vlakken[n] for n in self.plaatsen]
        if self.los is None:
            return bool(self.samen(ctx, nodes)[0])
        result = self.los(ctx, nodes[0])
        return result is not None and result is not NVT


class Direct:
    """The questions that are asked of every message, on the elements of its sjabloon."""

    def __init__(self, sjabloon: Sjabloon) -> None:
        self.sjabloon = sjabloon
        self._los: list[tuple[Check, Node]] = []
        self._samen: list[tuple[Run, list[Node]]] = []

    def neem(self, vraag: Vraag) -> None:
        """Ask this one too from now on."""
        nodes = [self.sjabloon.vlakken[n] for n in vraag.plaatsen]
        if vraag.los is None:
            self._samen.append((vraag.samen, nodes))
        else:
            self._los.append((vraag.los, nodes[0]))

    def is_goed(self, context: Callable[[Sjabloon], Context], waarden: list[str]) -> bool:
        """Whether none of them finds anything in a message with these values."""
        self.sjabloon.zet(waarden)
        ctx = context(self.sjabloon)
        for check, node in self._los:
            result = check(ctx, node)
            if result is not None and result is not NVT:
                return False
        return not any(run(ctx, nodes)[0] for run, nodes in self._samen)


@dataclass
class Groep:
    """Questions that read the same values; `bekend` are the values that passed them all, or (in the trial) came by."""

    sleutel: Callable[[list[str]], Any]
    gelezen: frozenset[int]
    vragen: list[Vraag]
    bekend: set[Any] = field(default_factory=set)


class Geheugen:
    """All questions about messages with one markup; `spoor` is a sjabloon that writes down what is read of it."""

    def __init__(
        self, sjabloon: Sjabloon, spoor: Spoor, context: Callable[[Sjabloon], Context], vragen: Iterable[Vraag]
    ) -> None:
        self._spoor, self._context = spoor, context
        self._direct = Direct(sjabloon)
        self._groepen = self._verdeel(vragen)
        self._vergeet(self._groepen)
        self._gezien = 0

    def _verdeel(self, vragen: Iterable[Vraag]) -> list[Groep]:
        """Questions by the values they read of the message the `spoor` is at; it passes all of them."""
        samen: dict[frozenset[int], list[Vraag]] = {}
        for vraag in vragen:
            _breekt, read = self._volg(vraag)
            samen.setdefault(read, []).append(vraag)
        return [Groep(_sleutel(read), read, found) for read, found in samen.items()]

    def _volg(self, vraag: Vraag) -> tuple[bool, frozenset[int]]:
        """Whether a question finds anything, and the numbers of the values it read for that."""
        gelezen = self._spoor.begin()
        breekt = vraag.breekt(self._context(self._spoor), self._spoor.vlakken)
        return breekt, frozenset(n for n in gelezen if n < self._spoor.leeg)

    def is_goed(self, waarden: list[str]) -> bool:
        """Whether no question finds anything in a message with these values."""
        self._gezien += 1
        if self._gezien > PROEF:
            gemist = [g for g in self._groepen if g.sleutel(waarden) not in g.bekend]
            return (not gemist or self._is_nieuw_goed(gemist, waarden)) and self._is_direct_goed(waarden)
        for groep in self._groepen:
            groep.bekend.add(groep.sleutel(waarden))
        good = self._is_direct_goed(waarden)
        if self._gezien == PROEF:
            self._kies()
        return good

    def _is_direct_goed(self, waarden: list[str]) -> bool:
        return self._direct.is_goed(self._context, waarden)

    def _kies(self) -> None:
        """From now on remember what came back in the trial, and ask the rest of every message."""
        wisselend = [g for g in self._groepen if len(g.bekend) > PROEF // 2]
        self._groepen = [g for g in self._groepen if g not in wisselend]
        self._direct = Direct(self._direct.sjabloon)
        self._vergeet(wisselend)
        for groep in self._groepen:
            groep.bekend.clear()

    def _is_nieuw_goed(self, groepen: list[Groep], waarden: list[str]) -> bool:
        self._spoor.zet(waarden)
        return all(self._leer(groep, waarden) for groep in groepen)

    def _leer(self, groep: Groep, waarden: list[str]) -> bool:
        """Ask what was not asked before of these values, and remember that they pass."""
        for vraag in list(groep.vragen):
            breekt, read = self._volg(vraag)
            if breekt:
                return False
            if not read <= groep.gelezen:
                groep.vragen.remove(vraag)
                self._direct.neem(vraag)
        groep.bekend.add(groep.sleutel(waarden))
        if len(groep.bekend) > MAX_BEKEND:
            self._groepen.remove(groep)
            self._vergeet([groep])
        return True

    def _vergeet(self, groepen: Iterable[Groep]) -> None:
        """From now on these are asked of every message."""
        for groep in groepen:
            for vraag in groep.vragen:
                self._direct.neem(vraag)


def _sleutel(gelezen: frozenset[int]) -> Callable[[list[str]], Any]:
    return itemgetter(*sorted(gelezen)) if gelezen else lambda _waarden: ()
