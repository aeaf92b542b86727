"""Reading messages safely, and a small view on their elements.

A message is untrusted input: no DTD, no entities, no network, limits on size and depth
(OP179: at most 25 MB). What cannot be read gives `MessageUnreadable`, never a crash.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from lxml import etree

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.taal import _

MAX_BYTES = 25 * 1024 * 1024
MAX_DEPTH = 64

_NAMESPACE = re.compile(
    r"http://www\.istandaarden\.nl/(?P<domain>iwmo|ijw)/(?P<major>\d)_(?P<minor>\d)"
    r"/(?:wmo|jw)(?P<soort>\d{3})/schema(?:/\d_\d)?"
)
VEILIG: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "dtd_validation": False, "huge_tree": False
}  # fmt: skip
"""How every parser of messages is set: nothing from outside the message, and the parser's own limits."""
_PREFIX = {"iwmo": "WMO", "ijw": "JW"}


class Node:
    """An element seen by local names; namespaces are the schema's business."""

    __slots__ = ("element",)

    def __init__(self, element: Any) -> None:
        self.element = element

    @property
    def name(self) -> str:
        """The local name, as in the standard: 'StartProduct'."""
        return str(etree.QName(self.element).localname)

    @property
    def text(self) -> str:
        """The text of the element, '' when empty; a comment in the middle does not cut it off."""
        tails = (child.tail or "" for child in self.element if not isinstance(child.tag, str))
        return "".join([self.element.text or "", *tails])

    @property
    def line(self) -> int | None:
        """The line in the message, starting at 1."""
        line = self.element.sourceline
        return int(line) if line else None

    @property
    def path(self) -> str:
        """The path from the root by local names, with a number where a name repeats."""
        steps: list[str] = []
        element = self.element
        while element is not None:
            steps.append(_step(element))
            element = element.getparent()
        return "/".join(reversed(steps))

    def find(self, path: str) -> "Node | None":
        """The first element at `path` ('Client/Bsn'), or None."""
        found = self.element.find("/".join("{*}" + step for step in path.split("/")))
        return None if found is None else Node(found)

    def all(self, path: str) -> list["Node"]:
        """All elements at `path`, in document order."""
        return [Node(e) for e in self.element.findall("/".join("{*}" + s for s in path.split("/")))]

    def every(self, name: str) -> Iterator["Node"]:
        """All descendants with this local name, in document order."""
        return (Node(e) for e in self.element.iter("{*}" + name))

    def get(self, path: str) -> str:
        """The text at `path`, '' when the element is absent or empty."""
        node = self.find(path)
        return node.text if node else ""

    def date(self, path: str) -> date | None:
        """The date at `path`, None when absent or not a calendar date."""
        try:
            return date.fromisoformat(self.get(path))
        except ValueError:
            return None

    def int(self, path: str) -> int | None:
        """The integer at `path`, None when absent or not an integer."""
        text = self.get(path)
        return int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else None

    def parent(self) -> "Node | None":
        """The element around this one."""
        above = self.element.getparent()
        return None if above is None else Node(above)

    def children(self) -> list["Node"]:
        """The direct child elements."""
        return [Node(e) for e in self.element if isinstance(e.tag, str)]

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


def _step(element: Any) -> str:
    name = str(etree.QName(element).localname)
    before = sum(1 for _e in element.itersiblings(element.tag, preceding=True))
    twins = before or next(element.itersiblings(element.tag), None) is not None
    return f"{name}[{before + 1}]" if twins else name


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
        return _PREFIX.get(self.domain, "") + self.soort

    @property
    def standaard(self) -> str:
        """'ijw-3.2'."""
        return f"{self.domain}-{self.release}"

    @cached_property
    def identificatie(self) -> str:
        """Header/BerichtIdentificatie/Identificatie."""
        return self.root.get("Header/BerichtIdentificatie/Identificatie")

    @cached_property
    def dagtekening(self) -> date | None:
        """Header/BerichtIdentificatie/Dagtekening."""
        return self.root.date("Header/BerichtIdentificatie/Dagtekening")


def parse(raw: bytes) -> Bericht:
    """Read bytes into a message; raises `MessageUnreadable` with the line when it cannot."""
    if len(raw) > MAX_BYTES:
        raise MessageUnreadable(_("het bericht is groter dan 25 MB (OP179)"))
    return _bericht(raw, _safe_root(raw))


def lees_begin(begin: bytes) -> Bericht:
    """A message by its first bytes: only its root can be asked for, with no more inside than was read.

    Raises `MessageUnreadable` when these bytes do not hold the start of a message.
    """
    parser: Any = etree.XMLPullParser(("start",), **VEILIG)
    try:
        parser.feed(begin)
    except (etree.XMLSyntaxError, ValueError):
        pass  # what is wrong further on is not about the root
    _event, root = next(parser.read_events(), (None, None))
    if root is None:
        raise MessageUnreadable(_("geen welgevormde XML: {reason}", reason=_("er is geen begin van een bericht")), 1)
    if root.getroottree().docinfo.doctype:
        raise MessageUnreadable(_("een DTD of entiteit is in een bericht niet toegestaan"), 1)
    return _bericht(b"", root)


def _bericht(raw: bytes, root: Any) -> Bericht:
    match = _NAMESPACE.fullmatch(etree.QName(root).namespace or "")
    if match is None:
        return Bericht(raw, Node(root), "", "", "")
    release = f"{match['major']}.{match['minor']}"
    return Bericht(raw, Node(root), match["domain"], release, match["soort"])


def _safe_root(raw: bytes) -> Any:
    parser = etree.XMLParser(**VEILIG)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise MessageUnreadable(_("geen welgevormde XML: {reason}", reason=error.msg or ""), line, column) from error
    except ValueError as error:
        raise MessageUnreadable(_("geen leesbare XML: {reason}", reason=error)) from error
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise MessageUnreadable(_("een DTD of entiteit is in een bericht niet toegestaan"), 1)
    if _depth(root) > MAX_DEPTH:
        raise MessageUnreadable(_("het bericht is dieper genest dan {n} niveaus", n=MAX_DEPTH))
    return root


def _depth(root: Any) -> int:
    deepest = depth = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
