"""Nested data -> message bytes, in the order and the namespaces of the standard.

Validity is not its business: values are written as they are, elements may be absent or repeat.
"""

from datetime import date, time
from typing import Any

from lxml import etree

from ketentoets.schemas.model import Model, model
from ketentoets.schemas.shapes import ComplexType, Element
from ketentoets.schemas.standaard import Vorm, berichtcode

_FACTUREN = {"303", "304"}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\r\n'


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
    return _Writer(model(f"{domain}-{release}"), soort).message(data)


class _Writer:
    def __init__(self, standard: Model, soort: str) -> None:
        self.standard = standard
        self.soort = soort
        self.namespace = standard.message_namespace(soort)
        self.prefixes = {
            standard.prefix(soort): self.namespace,
            standard.standaard.domain: standard.namespace,
        }

    def message(self, data: dict[str, Any]) -> bytes:
        root = etree.Element(f"{{{self.namespace}}}Bericht", nsmap=self.prefixes)
        klasse = self.standard.message(self.soort).klasse("Root")
        assert klasse is not None  # noqa: S101 - every message has a Root
        self.children(root, klasse, data, "Bericht")
        etree.indent(root, "  ")
        body: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=False)
        return _DECLARATION + body.replace(b"\n", b"\r\n") + b"\r\n"

    def children(self, parent: Any, klasse: ComplexType, data: dict[str, Any], path: str) -> None:
        for name in data:
            if klasse.element(name) is None:
                raise ValueError(f"{path}/{name}: no such element in {self.standard.prefix(self.soort)}")
        for element in klasse.elements:
            value = data.get(element.name)
            for one in value if isinstance(value, list) else [value]:
                self.one(parent, element, one, f"{path}/{element.name}", klasse.name)

    def one(self, parent: Any, element: Element, value: Any, path: str, owner: str) -> None:
        if value is None or value == {}:
            return
        namespace = self.standard.namespace if owner.startswith("CDT_") else self.namespace
        made = etree.SubElement(parent, f"{{{namespace}}}{element.name}")
        klasse = self.standard.children(self.soort, element.type)
        if isinstance(value, dict):
            if klasse is None:
                raise ValueError(f"{path}: has no elements of its own")
            self.children(made, klasse, value, path)
        else:
            made.text = _text(value, path)


def _text(value: Any, path: str) -> str | None:
    if not isinstance(value, str | int | date | time):
        raise ValueError(f"{path}: cannot write a {type(value).__name__}")
    text = value.isoformat() if isinstance(value, date | time) else str(value)
    if not all(_is_xml(c) for c in text):
        raise ValueError(f"{path}: a character that XML does not allow")
    return text or None


def _is_xml(char: str) -> bool:
    return char in "\t\n\r" or " " <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"
