"""What messages that differ only in their values have in common: all markup, and so every structural question.

A small message is split into its markup and its values by one pattern. Messages with the same markup
have the same elements in the same places, so what was looked up in one holds for all: `Vlak` is a `Node`
that finds an element once per sjabloon, and a value by its number.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Any, TypeVar

from ketentoets.core.message import Node, datum

_WAARDE = re.compile(r">([^<>&\r\n\t ][^<>&\r\n]*)<")
"""A text between tags that means what it says; any other text is taken for markup."""
_WIT = " \t\r\n"
_LEEMTE = "\0"
"""Stands in the markup for a value; XML cannot hold it."""


def splits(raw: bytes) -> tuple[str, list[str]] | None:
    """The markup of a message, in one text, and its values in document order; None when it is not UTF-8."""
    try:
        delen = _WAARDE.split(raw.decode())
    except UnicodeDecodeError:
        return None
    return _LEEMTE.join(delen[::2]), delen[1::2]


class Plek:
    """An element of every message with one markup: what rules may use `Node.element` for."""

    __slots__ = ("boven", "kinderen", "naam", "nummer", "tekst")

    def __init__(self, naam: str, boven: "Plek | None", nummer: int, tekst: int) -> None:
        self.naam, self.boven = naam, boven
        self.nummer, self.tekst = nummer, tekst
        self.kinderen: list[Plek] = []

    def getparent(self) -> "Plek | None":
        """The element around this one."""
        return self.boven


class Sjabloon:
    """The elements of the messages with one markup; `waarden` are those of the message at hand.

    It is for one message at a time, and for one thread. The text of an element is a value of the message, or one
    that is part of the markup (white space, or nothing).
    """

    def __init__(self, root: Any, aantal: int, waarden: list[str] | None = None) -> None:
        self.waarden: list[str] = [] if waarden is None else waarden
        self._aantal, self._vast = aantal, [""]
        self.gelezen: list[str] = []
        self.plekken: list[Plek] = []
        self._neem(Node(root), None)
        self.vlakken: list[Node] = [Vlak(plek, self) for plek in self.plekken]

    @property
    def root(self) -> Node:
        """The root of the message at hand."""
        return self.vlakken[0]

    @property
    def leeg(self) -> int:
        """The number of the text of what is absent."""
        return self._aantal

    def zet(self, waarden: list[str]) -> None:
        """Go to the next message."""
        self.waarden[:] = [*waarden, *self._vast]

    def _neem(self, node: Node, boven: Plek | None) -> None:
        text = node.text
        plek = Plek(node.name, boven, len(self.plekken), self._tekst(text))
        self.plekken.append(plek)
        if boven is not None:
            boven.kinderen.append(plek)
        for child in node.children():
            self._neem(child, plek)

    def _tekst(self, text: str) -> int:
        """The number of the text of an element among the values, or among what is part of the markup."""
        if text and text[0] not in _WIT:
            self.gelezen.append(text)
            return len(self.gelezen) - 1
        if text not in self._vast:
            self._vast.append(text)
        return self._aantal + self._vast.index(text)


_Soort = TypeVar("_Soort", bound=Sjabloon)


def maak_sjabloon(opmaak: str, waarden: Sequence[str], root: Any, soort: type[_Soort]) -> _Soort | None:
    """The sjabloon of a message that was read; None when its values are not exactly the texts of its elements.

    That is so with entities, comments, processing instructions, CDATA and text beside elements: those have no sjabloon.
    """
    if "<!" in opmaak or opmaak.count("<?") > opmaak.startswith("<?xml "):
        return None
    if any(element.tail and element.tail.strip(_WIT) for element in root.iter()):
        return None
    sjabloon = soort(root, len(waarden))
    return sjabloon if sjabloon.gelezen == list(waarden) else None


class Vlak(Node):
    """An element of the message that its sjabloon is at."""

    __slots__ = ("_gevonden", "_plaatsen", "_sjabloon", "_teksten", "_waarden", "element")

    def __init__(self, plek: Plek, sjabloon: Sjabloon) -> None:
        self.element: Plek = plek
        self._sjabloon, self._waarden = sjabloon, sjabloon.waarden
        self._teksten: dict[str, int] = {}
        self._gevonden: dict[str, list[Node]] = {}
        self._plaatsen: dict[str, Node | None] = {}

    @property
    def name(self) -> str:
        """The local name."""
        return self.element.naam

    @property
    def text(self) -> str:
        """The text of the element."""
        return self._waarden[self.element.tekst]

    def get(self, path: str) -> str:
        """The text at `path`, '' when the element is absent or empty."""
        try:
            return self._waarden[self._teksten[path]]
        except KeyError:
            found = self.find(path)
            at = self._teksten[path] = self._sjabloon.leeg if found is None else found.element.tekst
            return self._waarden[at]

    def date(self, path: str) -> date | None:
        """The date at `path`, None when absent or not a calendar date."""
        at = self._teksten.get(path)
        return datum(self.get(path) if at is None else self._waarden[at])

    def find(self, path: str) -> Node | None:
        """The first element at `path`, or None."""
        if path not in self._plaatsen:
            self._plaatsen[path] = next(iter(self.all(path)), None)
        return self._plaatsen[path]

    def all(self, path: str) -> list[Node]:
        """All elements at `path`, in document order; not to be changed."""
        found = self._gevonden.get(path)
        if found is None:
            plekken = [self.element]
            for step in path.split("/"):
                plekken = [kind for plek in plekken for kind in plek.kinderen if kind.naam == step]
            found = self._gevonden[path] = self._vlakken(plekken)
        return found

    def every(self, name: str) -> Iterator[Node]:
        """All elements with this name in and below this one ('*' is any), in document order."""
        key = f"//{name}"
        if key not in self._gevonden:
            plekken = _eronder(self.element)
            self._gevonden[key] = self._vlakken(plek for plek in plekken if name in {"*", plek.naam})
        return iter(self._gevonden[key])

    def parent(self) -> Node | None:
        """The element around this one."""
        above = self.element.boven
        return None if above is None else self._sjabloon.vlakken[above.nummer]

    def children(self) -> list[Node]:
        """The direct child elements."""
        return self._vlakken(self.element.kinderen)

    def onder(self) -> dict[str, list[Node]]:
        """The direct child elements by their local names."""
        found: dict[str, list[Node]] = {}
        for child in self.children():
            found.setdefault(child.name, []).append(child)
        return found

    @property
    def line(self) -> int | None:
        """Unknown here: what has a finding is judged as a tree."""
        return None

    @property
    def path(self) -> str:
        """The names from the root, without numbers; see `line`."""
        above = self.parent()
        return f"{above.path}/{self.name}" if above else self.name

    def _vlakken(self, plekken: "Iterator[Plek] | Sequence[Plek] | Any") -> list[Node]:
        return [self._sjabloon.vlakken[plek.nummer] for plek in plekken]


def _eronder(plek: Plek) -> Iterator[Plek]:
    return chain([plek], chain.from_iterable(map(_eronder, plek.kinderen)))
