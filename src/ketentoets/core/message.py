"""Reading messages safely, and a small view on their elements.

A message is untrusted input: no DTD, no entities, no network, limits on size and depth
(OP179: at most 25 MB). What cannot be read gives `MessageUnreadable`, never a crash.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from threading import local
from typing import Any

from lxml import etree

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.taal import _
from ketentoets.core.xmlfout import zin

MAX_BYTES = 25 * 1024 * 1024
MAX_DEPTH = 64
VORM, GROOTTE = "OP192", "OP179"
"""The rules on the form of a message, and on its size."""
_ONTHOUD_TOT = 1024 * 1024
_KORT = 200
"""Texts from a message are only remembered between messages when they are no longer than this."""
_WIT = " \t\r\n"
_GEHEEL = re.compile(rf"[{_WIT}]*([+-]?)0*([0-9]{{1,18}})[{_WIT}]*").fullmatch
_VER_JAAR = re.compile("(?:(-)[0-9]{4,}|[1-9][0-9]{4,})-[0-9]{2}-[0-9]{2}").fullmatch
"""A day that schemas allow and a `date` cannot hold: of the year 10000 or later, or of before our era."""

_NAMESPACE = re.compile(
    r"http://www\.istandaarden\.nl/(?P<domain>iwmo|ijw)/(?P<major>\d)_(?P<minor>\d)"
    r"/(?:wmo|jw)(?P<soort>\d{3})/schema(?:/\d_\d)?"
)
_FACTUUR = "Header/DeclaratieFactuurIdentificatie"
VEILIG: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False, "huge_tree": False
}  # fmt: skip
"""How every parser of messages is set: nothing from outside the message, and the parser's own limits."""
_PREFIX = {"iwmo": "WMO", "ijw": "JW"}


def berichtnaam(domein: str, soort: str) -> str:
    """('ijw', '301') -> 'JW301', as people write it; without prefix when the domain is unknown."""
    return _PREFIX.get(domein, "") + soort


_Stappen = dict[Any, dict[Any, str]]


@dataclass(frozen=True)
class _Boom:
    """What the nodes of one parsed message share.

    `stappen`: element -> the step in a path of each of its children. `onthoudt`: whether nodes remember
    what they looked up; of a large message that would be more than the message itself.
    """

    onthoudt: bool
    stappen: _Stappen


class Node:
    """An element seen by local names; namespaces are the schema's business.

    The nodes of a message that was parsed remember what they looked up: nothing changes it any more. A node
    made of an element itself remembers nothing, so that the element may be changed.
    """

    __slots__ = ("_boom", "_memo", "_namen", "_onder", "element")

    def __init__(self, element: Any, boom: _Boom | None = None) -> None:
        self.element = element
        self._boom = boom
        self._memo: dict[str, Any] | None = {} if boom is not None and boom.onthoudt else None
        self._onder: dict[str, list[Node]] | None = None
        self._namen: dict[str, list[Node]] | None = None

    @property
    def name(self) -> str:
        """The local name, as in the standard: 'StartProduct'."""
        return _lokaal(self.element.tag)

    @property
    def text(self) -> str:
        """The text of the element, '' when empty; a comment in the middle does not cut it off."""
        element = self.element
        text: str = element.text or ""
        if not len(element):
            return text
        return text + "".join(child.tail or "" for child in element if not isinstance(child.tag, str))

    @property
    def line(self) -> int | None:
        """The line in the message, starting at 1."""
        line = self.element.sourceline
        return int(line) if line else None

    @property
    def path(self) -> str:
        """The path from the root by local names, with a number where a name repeats."""
        steps: list[str] = []
        numbered: _Stappen = {} if self._boom is None else self._boom.stappen
        element = self.element
        while (above := element.getparent()) is not None:
            if above not in numbered:
                numbered[above] = _nummer(above)
            steps.append(numbered[above][element])
            element = above
        return "/".join(reversed([*steps, _lokaal(element.tag)]))

    def find(self, path: str) -> "Node | None":
        """The first element at `path` ('Client/Bsn'), or None."""
        if self._memo is None:
            found = self.element.find(_zoekpad(path))
            return None if found is None else Node(found, self._boom)
        node = self
        for step in _stappen(path):
            children = node.onder().get(step)
            if children is None:
                return None
            if len(children) > 1:
                return next(iter(self.all(path)), None)
            node = children[0]
        return node

    def all(self, path: str) -> list["Node"]:
        """All elements at `path`, in document order."""
        if self._memo is None:
            return [Node(e, self._boom) for e in self.element.findall(_zoekpad(path))]
        nodes = [self]
        for step in _stappen(path):
            nodes = [child for node in nodes for child in node.onder().get(step, ())]
            if not nodes:
                break
        return nodes

    def every(self, name: str) -> Iterator["Node"]:
        """All descendants with this local name ('*' is any), in document order."""
        if self._memo is None or name == "*":
            return (Node(e, self._boom) for e in self.element.iter("{*}" + name))
        if self._namen is None:
            self._namen = {self.name: [self]}
            self._verzamel(self._namen)
        return iter(self._namen.get(name, ()))

    def _verzamel(self, found: dict[str, list["Node"]]) -> None:
        """Add all elements below this one by local name, in document order, and remember who is below whom."""
        self._onder = {}
        for child in self.element:
            if isinstance(child.tag, str):
                name, node = _lokaal(child.tag), Node(child, self._boom)
                self._onder.setdefault(name, []).append(node)
                found.setdefault(name, []).append(node)
                if len(child):
                    node._verzamel(found)

    def get(self, path: str) -> str:
        """The text at `path`, '' when the element is absent or empty."""
        memo = self._memo
        if memo is None:
            node = self.find(path)
            return node.text if node else ""
        text: str | None = memo.get(path)
        if text is None:
            node = self.find(path)
            text = memo[path] = node.text if node else ""
        return text

    def date(self, path: str) -> date | None:
        """The date at `path`, None when absent or not a calendar date; see `datum`."""
        return datum(self.get(path))

    def int(self, path: str) -> int | None:
        """The integer at `path`, None when absent or not an integer; white space around it is nothing."""
        found = _GEHEEL(self.get(path))
        return int(found[1] + found[2]) if found else None

    def parent(self) -> "Node | None":
        """The element around this one."""
        above = self.element.getparent()
        return None if above is None else Node(above, self._boom)

    def children(self) -> list["Node"]:
        """The direct child elements."""
        return [Node(e, self._boom) for e in self.element if isinstance(e.tag, str)]

    def onder(self) -> Mapping[str, list["Node"]]:
        """The direct child elements by their local names."""
        if self._onder is not None:
            return self._onder
        found: dict[str, list[Node]] = {}
        for child in self.element:
            if isinstance(child.tag, str):
                found.setdefault(_lokaal(child.tag), []).append(Node(child, self._boom))
        if self._memo is not None:
            self._onder = found
        return found

    def as_data(self) -> Any:
        """Nested dicts and lists of strings, the form the schema writer takes back."""
        children = self.children()
        if not children:
            return self.text
        data: dict[str, Any] = {}
        for child in children:
            value = child.as_data()
            if child.name not in data:
                data[child.name] = value
            elif isinstance(data[child.name], list):
                data[child.name].append(value)
            else:
                data[child.name] = [data[child.name], value]
        return data


def _nummer(above: Any) -> dict[Any, str]:
    """The step in a path of each child: its name, numbered when that name repeats."""
    children = list(above.iterchildren("{*}*"))
    total, seen = Counter(child.tag for child in children), Counter[str]()
    found: dict[Any, str] = {}
    for child in children:
        seen[child.tag] += 1
        name = _lokaal(child.tag)
        found[child] = f"{name}[{seen[child.tag]}]" if total[child.tag] > 1 else name
    return found


def datum(text: str) -> date | None:
    """The date that a text of a message is, None when it is none.

    As in a schema, white space around it is nothing. A year that a `date` cannot hold gives the last or first day
    there is: still after, or before, all others.
    """
    return _korte_datum(text) if 0 < len(text) <= _KORT else _korte_datum(text.strip(_WIT)[:_KORT])


@lru_cache(maxsize=4096)
def _korte_datum(text: str) -> date | None:
    text = text.strip(_WIT)
    try:
        return date.fromisoformat(text)
    except ValueError:
        far = _VER_JAAR(text)
        return (date.min if far[1] else date.max) if far else None


def _lokaal(tag: str) -> str:
    return _kort_lokaal(tag) if len(tag) <= _KORT else tag.rpartition("}")[2]


@lru_cache(maxsize=4096)
def _kort_lokaal(tag: str) -> str:
    return tag.rpartition("}")[2]


@lru_cache(maxsize=4096)
def _zoekpad(path: str) -> str:
    return "/".join("{*}" + step for step in path.split("/"))


@lru_cache(maxsize=4096)
def _stappen(path: str) -> tuple[str, ...]:
    return tuple(path.split("/"))


@dataclass(frozen=True)
class Bericht:
    """A parsed message. `domain` 'ijw', `release` '3.2', `soort` '301'; '' when unknown."""

    raw: bytes
    root: Node
    domain: str
    release: str
    soort: str

    @property
    def naam(self) -> str:
        """'JW301', as people write it."""
        return berichtnaam(self.domain, self.soort)

    @property
    def standaard(self) -> str:
        """'ijw-3.2'."""
        return f"{self.domain}-{self.release}"

    @cached_property
    def identificatie(self) -> str:
        """Header/BerichtIdentificatie/Identificatie; of a 303 or 304 its DeclarantFactuurNummer."""
        found = self.root.get("Header/BerichtIdentificatie/Identificatie")
        return found or self.root.get(f"{_FACTUUR}/DeclarantFactuurNummer")

    @cached_property
    def dagtekening(self) -> date | None:
        """Header/BerichtIdentificatie/Dagtekening; of a 303 or 304 its FactuurDagtekening."""
        found = self.root.date("Header/BerichtIdentificatie/Dagtekening")
        return found or self.root.date(f"{_FACTUUR}/FactuurDagtekening")


def parse(raw: bytes) -> Bericht:
    """Read bytes into a message; raises `MessageUnreadable` with the line when it cannot."""
    if len(raw) > MAX_BYTES:
        raise MessageUnreadable(
            _("het bericht is groter dan 25 MB (OP179)"), regel=GROOTTE, verwacht=_("hoogstens 25 MB")
        )
    return _bericht(raw, _lees_boom(raw))


def lees_begin(begin: bytes) -> Bericht:
    """A message by its first bytes: only its root can be asked for, with no more inside than was read.

    Raises `MessageUnreadable` when these bytes do not hold the start of a message.
    """
    parser: Any = etree.XMLPullParser(("start",), **VEILIG)
    with suppress(etree.XMLSyntaxError):  # what is wrong further on is not about the root
        parser.feed(begin)
    _event, root = next(parser.read_events(), (None, None))
    if root is None:
        raise MessageUnreadable(_("geen welgevormde XML: {reason}", reason=_("er is geen begin van een bericht")), 1)
    if root.getroottree().docinfo.doctype:
        raise MessageUnreadable(_("een DTD of entiteit is in een bericht niet toegestaan"), 1)
    return _bericht(begin, root)


def _bericht(raw: bytes, root: Any) -> Bericht:
    boom = _Boom(len(raw) <= _ONTHOUD_TOT, {})
    match = _NAMESPACE.fullmatch(root.tag.rpartition("}")[0].removeprefix("{"))
    if match is None:
        return Bericht(raw, Node(root, boom), "", "", "")
    release = f"{match['major']}.{match['minor']}"
    return Bericht(raw, Node(root, boom), match["domain"], release, match["soort"])


def _lees_boom(raw: bytes) -> Any:
    """The root element of a message of at most 25 MB; raises `MessageUnreadable`."""
    try:
        root = boom_van(raw)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        text = _("geen welgevormde XML: {reason}", reason=zin(error))
        raise MessageUnreadable(text, line, column, regel=VORM, verwacht=_("welgevormde XML")) from error
    except ValueError as error:
        raise MessageUnreadable(_("geen leesbare XML: {reason}", reason=error)) from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise MessageUnreadable(_("een DTD of entiteit is in een bericht niet toegestaan"), 1)
    if _TE_DIEP(root):
        raise MessageUnreadable(_("het bericht is dieper genest dan {n} niveaus", n=MAX_DEPTH))
    return root


def boom_van(raw: bytes) -> Any:
    """The root element of bytes with markup that was judged before; raises what lxml raises."""
    return etree.fromstring(raw, _PARSERS.parser)


class _PerDraad(local):
    """A parser works for one thread at a time, and costs more to make than a small message to read."""

    def __init__(self) -> None:
        self.parser = etree.XMLParser(**VEILIG)


_PARSERS = _PerDraad()
_TE_DIEP = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")
