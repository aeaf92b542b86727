"""A message as numbered lines, and the few lines around the one that a finding points to.

The lines themselves are packed into the page (`pakket`): its script writes them out when a message is opened.
"""

import re
from dataclasses import dataclass

from lxml import etree

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, parse
from ketentoets.reports.words import clean

MAX_LINES = 2000
MAX_LINE = 2000
_SQUEEZED = 3
_AROUND = 3
_DECLARATION = re.compile(r"^\s*<\?xml\s[^>]*\?>")


@dataclass(frozen=True)
class XmlView:
    """The lines that are shown. `tidied`: the message came on one line and was indented here.

    `paths` gives the line of an element by its path, only when tidied; otherwise the lines are
    those of the message as it was received.
    """

    lines: tuple[str, ...]
    tidied: bool
    cut: int
    paths: dict[str, int]

    def line_of(self, finding: Finding) -> int | None:
        """The shown line a finding points to; None when there is none."""
        line = self.paths.get(finding.pad) if self.tidied else finding.lijn
        return line if line and 1 <= line <= len(self.lines) else None

    def around(self, line: int) -> list[tuple[int, str, bool]]:
        """The lines around one of them: number, text, and whether it is the one."""
        first, last = max(line - _AROUND, 1), min(line + _AROUND, len(self.lines))
        return [(n, self.lines[n - 1], n == line) for n in range(first, last + 1)]


def view(xml: str) -> XmlView:
    """Cut a message into lines. XML squeezed on one or two lines is indented to be readable."""
    lines = _split(clean(xml))
    paths: dict[str, int] = {}
    tidied = False
    if len(lines) < _SQUEEZED:
        message = _parsed(xml)
        if message is not None and len(message.root.children()):
            text, paths = _tidy(message)
            lines, tidied = _split(text), True
    shown = tuple(line if len(line) <= MAX_LINE else line[:MAX_LINE] + "…" for line in lines[:MAX_LINES])
    return XmlView(shown, tidied, max(len(lines) - MAX_LINES, 0), paths)


def _split(text: str) -> list[str]:
    return text.rstrip().replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _parsed(xml: str) -> Bericht | None:
    try:
        return parse(_DECLARATION.sub("", xml, count=1).encode("utf-8", "replace"))
    except MessageUnreadable:
        return None


def _tidy(message: Bericht) -> tuple[str, dict[str, int]]:
    root = message.root.element
    etree.indent(root, space="  ")
    raw = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    again = parse(raw)
    paths = {node.path: node.line or 0 for node in again.root.every("*")}
    return clean(raw.decode("utf-8")), paths
