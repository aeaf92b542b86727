"""Level 1: is it XML, a message that we know, and valid against its schema?"""

from collections.abc import Mapping
from functools import cache, lru_cache
from threading import Lock
from typing import Any

from lxml import etree

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, Node, parse
from ketentoets.core.taal import _
from ketentoets.schemas.model import Model, model
from ketentoets.schemas.officieel import Schemamap
from ketentoets.schemas.standaard import standaarden
from ketentoets.schemas.uitleg import uitleg
from ketentoets.schemas.xsd import XSD_DIR

MAX_FINDINGS = 1000
"""More findings than this help nobody; the last one then says how many are left out."""

_LEVEL = 1
_lock = Lock()  # a compiled schema keeps its error log on itself


def level1(raw: bytes, officieel: Schemamap | None = None) -> tuple[Bericht | None, list[Finding]]:
    """Read and validate a message. Never raises on what is in `raw`.

    Gives the message (None when it is not readable) and the findings: 'onleesbaar',
    'onbekend-bericht', or one 'xsd' per schema error. No findings: the message is valid.
    `officieel` are schemas of the user: where these have the message they are used, not the bundled one.
    """
    try:
        bericht = parse(raw)
    except MessageUnreadable as error:
        return None, [_unreadable(error)]
    standard = _standard(bericht)
    if standard is None:
        return bericht, [_unknown(bericht)]
    return bericht, _validate(bericht, standard, officieel)


def _unreadable(error: MessageUnreadable) -> Finding:
    return Finding(
        "onleesbaar", str(error), regel=error.regel, niveau=_LEVEL,
        lijn=error.line or None, kolom=error.column or None, verwacht=error.verwacht,
    )  # fmt: skip


def _standard(bericht: Bericht) -> Model | None:
    return _van_namespace(bericht.standaard, bericht.soort, _namespace(bericht)) if bericht.domain else None


@lru_cache(maxsize=256)
def _van_namespace(standaard: str, soort: str, namespace: str) -> Model | None:
    if standaard not in standaarden():
        return None
    standard = model(standaard)
    known = soort in standard.messages and namespace == standard.message_namespace(soort)
    return standard if known else None


def _namespace(bericht: Bericht) -> str:
    return str(etree.QName(bericht.root.element).namespace or "")


def _unknown(bericht: Bericht) -> Finding:
    found = _namespace(bericht)
    return Finding(
        "onbekend-bericht",
        _("dit is geen bericht van een bekende release: namespace '{namespace}'", namespace=found),
        niveau=_LEVEL,
        bericht=bericht.naam,
        pad=bericht.root.path,
        lijn=bericht.root.line,
        verwacht=_("een bericht van {standaarden}", standaarden=", ".join(standaarden())),
        gevonden=found,
    )


@cache
def schema(standaard: str, soort: str) -> Any:
    """The compiled schema of a message: ('ijw-3.2', '301')."""
    name = f"{model(standaard).prefix(soort).upper()}.xsd"
    return etree.XMLSchema(etree.parse(str(XSD_DIR / standaard / name)))


def schema_van(bericht: Bericht, officieel: Schemamap | None = None) -> Any | None:
    """The compiled schema of a message, the user's own when he has it; None when it is of no known release."""
    return _schema(bericht, officieel) if _standard(bericht) else None


def is_meegeleverd(compiled: Any, bericht: Bericht) -> bool:
    """Whether a compiled schema is the one that was made from the model for this message."""
    return compiled is schema(bericht.standaard, bericht.soort)


def is_geldig(root: Any, compiled: Any) -> bool:
    """Whether an element is valid against a compiled schema."""
    with _lock:
        return bool(compiled.validate(root))


def _schema(bericht: Bericht, officieel: Schemamap | None) -> Any:
    own = officieel.schema(bericht.standaard, bericht.soort) if officieel else None
    return own or schema(bericht.standaard, bericht.soort)


def _validate(bericht: Bericht, standard: Model, officieel: Schemamap | None) -> list[Finding]:
    compiled = _schema(bericht, officieel)
    with _lock:
        if compiled.validate(bericht.root.element):
            return []
        errors = list(compiled.error_log)
    bases = {name: simple.base for name, simple in standard.simple.items()}
    source = _source(bericht, standard, officieel)
    findings = [_finding(bericht, source, error, bases) for error in errors[:MAX_FINDINGS]]
    if len(errors) > MAX_FINDINGS:
        findings.append(_rest(bericht, len(errors) - MAX_FINDINGS))
    return findings


def _finding(bericht: Bericht, source: str, error: Any, bases: Mapping[str, str]) -> Finding:
    node = _node(bericht, error)
    explained = uitleg(error.message, node.name, bases)
    return Finding(
        "xsd",
        explained.tekst,
        bron=source,
        niveau=_LEVEL,
        bericht=bericht.naam,
        pad=node.path,
        lijn=error.line or None,
        kolom=error.column or None,
        verwacht=explained.verwacht,
        gevonden=explained.gevonden,
    )


def _source(bericht: Bericht, standard: Model, officieel: Schemamap | None) -> str:
    if officieel and officieel.schema(bericht.standaard, bericht.soort):
        return officieel.bron(bericht.standaard, bericht.soort)
    if standard.standaard.is_afgeleid(bericht.soort):
        return _("{naam}.xsd ({standaard}, afgeleid)", naam=bericht.naam, standaard=bericht.standaard)
    return _("{naam}.xsd ({standaard})", naam=bericht.naam, standaard=bericht.standaard)


def _node(bericht: Bericht, error: Any) -> Node:
    """The element of an error; the root when it cannot be found."""
    root = bericht.root.element
    found = _at_path(root, error.path or "") or [e for e in root.iter("*") if e.sourceline == error.line]
    return Node(found[0]) if found else bericht.root


def _at_path(root: Any, path: str) -> list[Any]:
    prefixes = {prefix: uri for prefix, uri in root.nsmap.items() if prefix}
    try:
        return [e for e in root.getroottree().xpath(path, namespaces=prefixes) if isinstance(e.tag, str)]
    except etree.XPathError:  # empty, or a prefix that is declared further down
        return []


def _rest(bericht: Bericht, n: int) -> Finding:
    text = _("er zijn nog {n} fouten tegen het schema, die niet getoond worden", n=n)
    return Finding("xsd", text, niveau=_LEVEL, bericht=bericht.naam)
