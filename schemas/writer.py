"""Nested data -> message bytes, in the order and the namespaces of the standard.

Validity is not its business: values are written as they are, elements may be absent or repeat.
"""

import re
from datetime import date, time
from functools import cache
from typing import Any

from ketentoets.schemas.model import Model, model
from ketentoets.schemas.shapes import ComplexType
from ketentoets.schemas.standaard import Vorm, berichtcode

_FACTUREN = {"303", "304"}
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_NEWLINE = "\r\n"
_SPECIAL = re.compile("[&<>\r\n]")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def header(
    domain: str,
    release: str,
    soort: str,
    afzender: str,
    ontvanger: str,
    identificatie: str,
    dagtekening: Any,
    vorm: Vorm = "D",
) -> dict[str, Any]:
    """The Header all messages have. `dagtekening` is a date or its text.

    A return message needs its own elements added, and takes `afzender` and `ontvanger` from
    the forward message. In a 303 and 304 the parties and the identification have other names,
    and `vorm` says whether it is the declaration (D) or the invoice (F).
    """
    standaard = model(f"{domain}-{release}").standaard
    made: dict[str, Any] = {
        "BerichtCode": berichtcode(domain, soort, vorm),
        "BerichtVersie": standaard.versie,
        "BerichtSubversie": standaard.subversie,
    }
    if soort in _FACTUREN:
        factuur = {"DeclarantFactuurNummer": identificatie, "FactuurDagtekening": dagtekening}
        partijen = {"Gemeente": ontvanger, "Aanbieder": afzender}
        made |= {**partijen, "DeclaratieFactuurIdentificatie": factuur}
    else:
        bericht = {"Identificatie": identificatie, "Dagtekening": dagtekening}
        made |= {"Afzender": afzender, "Ontvanger": ontvanger, "BerichtIdentificatie": bericht}
    versie = xsd_versie(domain, release)
    return made | {"XsdVersie": versie} if versie else made


def retourheader(
    domain: str, release: str, soort: str, heen: dict[str, Any], identificatie: str, dag: Any
) -> dict[str, Any]:
    """The Header of a return message: that of the forward message, unchanged but for BerichtCode (IV028)."""
    versie = xsd_versie(domain, release)
    terug = {"IdentificatieRetour": identificatie, "DagtekeningRetour": dag}
    made = {**heen, "BerichtCode": berichtcode(domain, soort), **terug}
    return made | {"XsdVersieRetour": versie} if versie else made


def antwoordheader(
    domain: str, release: str, partijen: tuple[str, str], heen: dict[str, Any], identificatie: str, dag: Any
) -> dict[str, Any]:
    """The Header of a 325 to the claim with Header `heen`; `partijen` are (gemeente, aanbieder) (IV087)."""
    made = header(domain, release, "325", *partijen, identificatie, dag)
    return made | {"DeclaratieIdentificatie": heen["BerichtIdentificatie"], "XsdVersieDeclaratie": heen["XsdVersie"]}


def xsd_versie(domain: str, release: str) -> dict[str, str]:
    """The content of XsdVersie (and XsdVersieRetour); empty for a release that has none."""
    standaard = model(f"{domain}-{release}").standaard
    if not standaard.basis_versie:
        return {}
    return {
        "BasisschemaXsdVersie": standaard.basis_versie,
        "BerichtXsdVersie": standaard.bericht_versie,
    }


def write(domain: str, release: str, soort: str, data: dict[str, Any]) -> bytes:
    """Write the content of Bericht as XML: UTF-8, CR/LF, indented.

    `data` is nested dicts; a list repeats its element; None, empty dicts and empty lists are
    left out; leaves are str, int, date or time. Raises ValueError with the path for an element
    that the standard does not have, or a value that XML cannot hold.
    """
    return (_DECLARATION + fragment(domain, release, soort, "Bericht", data) + _NEWLINE).encode()


def fragment(domain: str, release: str, soort: str, pad: str, data: Any) -> str:
    """One element as it stands in the message, from the line break before it: ('Bericht/Header', {...})."""
    made: list[str] = []
    _one(_root(f"{domain}-{release}", soort).at(pad), data, made)
    return "".join(made)


def escaped(text: str) -> str:
    """Text as `write` puts it between two tags."""
    if not _SPECIAL.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;").replace("\n", _NEWLINE)


class _Plek:
    """An element at its place in a message: its tags, with their line breaks, and what may be in it."""

    __slots__ = ("close", "close_inside", "empty", "inside", "klasse", "open", "path")

    def __init__(self, path: str, name: str, attributes: str, *, klasse: bool) -> None:
        start = _NEWLINE + "  " * path.count("/")
        self.path = path
        self.open, self.empty = f"{start}<{name}{attributes}>", f"{start}<{name}{attributes}/>"
        self.close, self.close_inside = f"</{name}>", f"{start}</{name}>"
        self.klasse = klasse
        self.inside: dict[str, _Plek] = {}

    def at(self, path: str) -> "_Plek":
        found = self
        for step in path.split("/")[1:]:
            found = found.inside[step]
        return found


@cache
def _root(standaard: str, soort: str) -> _Plek:
    standard = model(standaard)
    prefixes = {
        standard.prefix(soort): standard.message_namespace(soort),
        standard.standaard.domain: standard.namespace,
    }
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in prefixes.items())
    root = _Plek("Bericht", f"{standard.prefix(soort)}:Bericht", spaces, klasse=True)
    _fill(root, standard, soort, standard.children(soort, "Root"))
    return root


def _fill(plek: _Plek, standard: Model, soort: str, klasse: ComplexType | None) -> None:
    if klasse is None:
        return
    prefix = standard.standaard.domain if klasse.name.startswith("CDT_") else standard.prefix(soort)
    for element in klasse.elements:
        below = standard.children(soort, element.type)
        name = f"{prefix}:{element.name}"
        made = _Plek(f"{plek.path}/{element.name}", name, "", klasse=below is not None)
        plek.inside[element.name] = made
        _fill(made, standard, soort, below)


def _children(plek: _Plek, data: dict[str, Any], made: list[str]) -> None:
    for name in data:
        if name not in plek.inside:
            raise ValueError(f"{plek.path}/{name}: the standard has no such element")
    for name, child in plek.inside.items():
        value = data.get(name)
        if isinstance(value, list):
            for one in value:
                _one(child, one, made)
        else:
            _one(child, value, made)


def _one(plek: _Plek, value: Any, made: list[str]) -> None:
    if isinstance(value, dict):
        if value or plek.path == "Bericht":
            _with_children(plek, value, made)
    elif value is not None:
        text = _text(value, plek.path)
        made += (plek.open, text, plek.close) if text else (plek.empty,)


def _with_children(plek: _Plek, value: dict[str, Any], made: list[str]) -> None:
    if not plek.klasse:
        raise ValueError(f"{plek.path}: has no elements of its own")
    before = len(made)
    made.append(plek.open)
    _children(plek, value, made)
    if len(made) == before + 1:
        made[before] = plek.empty
    else:
        made.append(plek.close_inside)


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str | int | date | time):
        raise ValueError(f"{path}: cannot write a {type(value).__name__}")
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    if _NOT_XML.search(text):
        raise ValueError(f"{path}: a character that XML does not allow")
    return escaped(text)
