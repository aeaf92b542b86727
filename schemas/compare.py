"""Compare the bundled schemas with a folder of official ones; annotations do not count."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from ketentoets.core.taal import _
from ketentoets.schemas.model import model
from ketentoets.schemas.xsd import XSD_DIR

_XS = "{http://www.w3.org/2001/XMLSchema}"
_KNOWN = {"import", "element", "complexType", "simpleType", "sequence", "restriction"}
_FACETS = {"minLength", "maxLength", "minInclusive", "maxInclusive", "pattern", "enumeration"}

Facts = dict[str, str]


def compare(official_dir: Path, domain: str, release: str) -> list[str]:
    """Every difference as a readable line in Dutch; an empty list means the two sets say the same.

    Files are matched by name, without regard to case. A message of which no official schema was
    published is only compared when the folder has it after all. Anything in a schema that this
    comparison does not understand is reported as a difference.
    """
    bundled_dir = XSD_DIR / f"{domain}-{release}"
    ours, theirs = _by_name(bundled_dir), _by_name(official_dir)
    absent = ours.keys() - theirs.keys() - _derived(domain, release)
    lines = [_("{naam}: alleen meegeleverd", naam=name) for name in sorted(absent)]
    lines += [_("{naam}: alleen officieel", naam=name) for name in sorted(theirs.keys() - ours.keys())]
    for name in sorted(ours.keys() & theirs.keys()):
        lines += [f"{name}: {line}" for line in _differences(_read(ours[name]), _read(theirs[name]))]
    return lines


def _derived(domain: str, release: str) -> set[str]:
    standard = model(f"{domain}-{release}")
    return {f"{standard.prefix(soort)}.xsd" for soort in standard.standaard.afgeleide_berichten}


def _by_name(folder: Path) -> dict[str, Path]:
    return {path.name.lower(): path for path in folder.glob("*.xsd")}


def _differences(ours: Facts, theirs: Facts) -> Iterator[str]:
    for key in sorted(ours.keys() | theirs.keys()):
        a, b = ours.get(key), theirs.get(key)
        if a is None:
            yield _("{plek}: alleen officieel: {tekst}", plek=key, tekst=b)
        elif b is None:
            yield _("{plek}: alleen meegeleverd: {tekst}", plek=key, tekst=a)
        elif a != b:
            yield _("{plek}: meegeleverd {een}, officieel {ander}", plek=key, een=a, ander=b)


def _read(path: Path) -> Facts:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    return dict(_schema(etree.parse(str(path), parser).getroot()))


def _schema(root: Any) -> Iterator[tuple[str, str]]:
    for name in ("targetNamespace", "elementFormDefault", "attributeFormDefault"):
        yield name, root.get(name, "")
    for child in _parts(root):
        kind = _kind(child)
        name = child.get("name") or child.get("namespace") or ""
        if kind == "import":
            yield f"import {name}", child.get("schemaLocation", "").lower()
        else:
            yield from _declaration(child, f"{kind} {name}")


def _declaration(node: Any, where: str) -> Iterator[tuple[str, str]]:
    """The facts of a type or element and all within it, each with the place at which it stands."""
    known = _kind(node) in _KNOWN
    yield where, _line(node) if known else _("{soort} wordt niet begrepen", soort=_kind(node))
    if _kind(node) == "restriction":
        yield from _facets(node, where)
        return
    for position, child in enumerate(_parts(node), 1):
        label = f"element {position}" if _kind(child) == "element" else _kind(child)
        yield from _declaration(child, f"{where}/{label}")


def _line(node: Any) -> str:
    """All attributes in one line: 'name=Bsn type={...}LDT_Bsn minOccurs=1 maxOccurs=1'."""
    defaults = {"minOccurs": "1", "maxOccurs": "1"} if _kind(node) == "element" else {}
    given = {str(k): _qualified(node, v) if k in {"type", "base"} else str(v) for k, v in node.attrib.items()}
    attributes = {**defaults, **given}
    return " ".join(f"{name}={attributes[name]}" for name in sorted(attributes)) or "present"


def _facets(node: Any, where: str) -> Iterator[tuple[str, str]]:
    values: dict[str, list[str]] = {}
    for child in _parts(node):
        kind = _kind(child)
        values.setdefault(kind if kind in _FACETS else _("{soort} (niet begrepen)", soort=kind), []).append(
            child.get("value", "")
        )
    for kind, found in values.items():
        yield f"{where} {kind}", " | ".join(sorted(found))


def _parts(node: Any) -> list[Any]:
    return [c for c in node if isinstance(c.tag, str) and _kind(c) != "annotation"]


def _kind(node: Any) -> str:
    return str(node.tag).removeprefix(_XS)


def _qualified(node: Any, value: str) -> str:
    prefix, _colon, local = value.rpartition(":")
    return f"{{{node.nsmap.get(prefix or None, '')}}}{local}"
