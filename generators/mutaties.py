"""Planted faults: one deviation in a message, as data.

A mutation says where (path), what is done (operator), which rule breaks, at which level, and which
return code must come back at which class. `breek` applies it and reports before and after.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from lxml import etree

from ketentoets.core.errors import ConfigurationError, HarnessFault
from ketentoets.core.message import Node
from ketentoets.core.taal import _


@dataclass(frozen=True)
class Mutatie:
    """One fault. `regel` is '' when no national rule but only the regional protocol is broken."""

    naam: str
    bericht: str
    pad: str
    operator: str
    waarde: str = ""
    regel: str = ""
    niveau: int | None = None
    retourcode: str = ""
    klasse: str = ""
    omschrijving: str = ""


_VOT = "Client/AangevraagdeProducten/AangevraagdProduct"
_PRESTATIE = "Declaratie/Clienten/Client/Prestaties/Prestatie"
_PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"

MUTATIES: tuple[Mutatie, ...] = (
    Mutatie(
        "een dag te ver terug",
        "315",
        f"{_VOT}/ToewijzingIngangsdatum",
        "dagen",
        "-1",
        omschrijving=_("een dag eerder dan het protocol toestaat (V-1)"),
    ),
    Mutatie(
        "maand zonder einddatum",
        "315",
        f"{_VOT}/ToewijzingEinddatum",
        "verwijder",
        omschrijving=_("zonder einddatum, wat de standaard bij een maandvolume wel toestaat"),
    ),
    Mutatie(
        "hoger volume",
        "301",
        f"{_PRODUCT}/Omvang/Volume",
        "zet",
        "6",
        omschrijving=_("een hoger volume dan de gemeente zelf heeft vastgelegd"),
    ),
    Mutatie(
        "zonder volume",
        "315",
        f"{_VOT}/Omvang",
        "verwijder",
        "",
        "CD041",
        2,
        "0001",
        "Header",
        _("product met code zonder omvang"),
    ),
    Mutatie(
        "zonder einddatum",
        "315",
        f"{_VOT}/ToewijzingEinddatum",
        "verwijder",
        "",
        "CD076",
        2,
        "0001",
        "Header",
        _("omvang per week zonder einddatum"),
    ),
    Mutatie(
        "aspecifiek",
        "315",
        _VOT,
        "aspecifiek",
        omschrijving=_("alleen een productcategorie, geen code en omvang"),
    ),
    Mutatie("generiek", "315", _VOT, "generiek", "250000", omschrijving=_("alleen een budget, geen product")),
    Mutatie(
        "verkeerd bsn",
        "315",
        "Client/Bsn",
        "zet",
        "999900007",
        "CS002",
        2,
        "0001",
        "Header",
        _("een bsn dat niet aan de elfproef voldoet"),
    ),
    Mutatie(
        "onbekende code",
        "315",
        f"{_VOT}/Omvang/Eenheid",
        "zet",
        "99",
        "XSD",
        1,
        "",
        "",
        _("een eenheid die niet in de codelijst staat"),
    ),
    Mutatie(
        "aspecifiek",
        "301",
        _PRODUCT,
        "aspecifiek",
        omschrijving=_("alleen een productcategorie, geen code en omvang"),
    ),
    Mutatie(
        "zonder volume",
        "301",
        f"{_PRODUCT}/Omvang",
        "verwijder",
        "",
        "CD041",
        2,
        "0001",
        "Header",
        _("product met code zonder omvang"),
    ),
    Mutatie(
        "zonder einddatum",
        "301",
        f"{_PRODUCT}/Einddatum",
        "verwijder",
        "",
        "CD076",
        2,
        "0001",
        "Header",
        _("omvang per week zonder einddatum"),
    ),
    Mutatie(
        "verwijdering zonder start",
        "305",
        "Client/StartProducten/StartProduct/StatusAanlevering",
        "zet",
        "3",
        "TR063",
        3,
        "9063",
        "StartProduct",
        _("verwijdert een start die er niet is"),
    ),
    Mutatie(
        "onbekende toewijzing",
        "305",
        "Client/StartProducten/StartProduct/ToewijzingNummer",
        "zet",
        "987654321",
        "TR019",
        3,
        "9019",
        "StartProduct",
        _("een toewijzingnummer dat niet bestaat"),
    ),
    Mutatie(
        "andere begindatum",
        "307",
        "Client/StopProducten/StopProduct/Begindatum",
        "dagen",
        "1",
        "TR382",
        3,
        "9069",
        "StopProduct",
        _("een begindatum waarvoor geen start is gemeld"),
    ),
    Mutatie(
        "te veel volume",
        "323",
        _PRESTATIE,
        "volume",
        "4",
        "TR321",
        3,
        "9321",
        "Prestatie",
        _("vier keer het geleverde volume"),
    ),
    Mutatie(
        "onbekende toewijzing",
        "323",
        f"{_PRESTATIE}/ToewijzingNummer",
        "zet",
        "987654321",
        "TR338",
        3,
        "9338",
        "Prestatie",
        _("een toewijzingnummer dat niet bestaat"),
    ),
    Mutatie(
        "andere productcode",
        "323",
        f"{_PRESTATIE}/ProductCode",
        "zet",
        "45A99",
        "TR340",
        3,
        "9340",
        "Prestatie",
        _("een andere productcode dan toegewezen"),
    ),
    Mutatie(
        "verkeerd totaal",
        "323",
        "Declaratie/TotaalIngediendBedrag/TotaalBedrag",
        "plus",
        "1",
        "TR358",
        2,
        "0001",
        "Header",
        _("het totaal is een cent te hoog"),
    ),
    Mutatie(
        "verkeerd bedrag",
        "323",
        _PRESTATIE,
        "bedrag",
        "100",
        "TR346",
        4,
        "9346",
        "Prestatie",
        _("het bedrag is niet volume maal tarief"),
    ),
)


def mutatie(bericht: str, naam: str) -> Mutatie:
    """Find a mutation; raises `ConfigurationError` with the known names."""
    known = [m for m in MUTATIES if m.bericht == bericht]
    for candidate in known:
        if candidate.naam == naam:
            return candidate
    names = ", ".join(m.naam for m in known) or "-"
    raise ConfigurationError(
        _("Onbekende fout '{naam}' voor {soort}; bekend: {all}", naam=naam, soort=bericht, all=names)
    )


def breek(fout: Mutatie, raw: bytes) -> tuple[bytes, dict[str, Any]]:
    """Apply a mutation to the first element it fits; the message and what was done to it."""
    root = etree.fromstring(raw)
    node = Node(root).find(fout.pad)
    if node is None:
        raise HarnessFault(_("de fout '{naam}' past niet: {pad} ontbreekt", naam=fout.naam, pad=fout.pad))
    before = _show(node)
    parent, path = node.element.getparent(), node.path
    _OPERATORS[fout.operator](node, fout.waarde)
    after = _show(node) if node.element.getparent() is parent else ""
    done = {
        "naam": fout.naam, "regel": fout.regel, "niveau": fout.niveau, "retourcode": fout.retourcode,
        "klasse": fout.klasse, "pad": path, "operator": fout.operator, "voor": before, "na": after,
        "omschrijving": fout.omschrijving,
    }  # fmt: skip
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return text.replace(b"\r\n", b"\n").replace(b"&#13;", b"").replace(b"\n", b"\r\n"), done


def _show(node: Node) -> str:
    text = node.text.strip()
    return text or " ".join(f"{c.name}={c.text.strip()}" for c in node.children() if c.text.strip())


def _set(node: Node, value: str) -> None:
    node.element.text = value


def _remove(node: Node, _value: str) -> None:
    node.element.getparent().remove(node.element)


def _days(node: Node, value: str) -> None:
    node.element.text = (date.fromisoformat(node.text) + timedelta(days=int(value))).isoformat()


def _plus(node: Node, value: str) -> None:
    node.element.text = str(int(node.text) + int(value))


def _drop(node: Node, *paths: str) -> None:
    for path in paths:
        found = node.find(path)
        if found is not None:
            _remove(found, "")


def _aspecific(node: Node, _value: str) -> None:
    _drop(node, "Product/Code", "Omvang")


def _generic(node: Node, value: str) -> None:
    omvang = node.find("Omvang")
    budget = deepcopy(node.find("ToewijzingIngangsdatum").element)  # type: ignore[union-attr]
    budget.tag = budget.tag.replace("ToewijzingIngangsdatum", "Budget")
    budget.text = value
    if omvang is not None:
        omvang.element.addnext(budget)
    _drop(node, "Product", "Omvang")


def _volume(node: Node, value: str) -> None:
    """Multiply the volume; amount and total follow, so that only the volume is wrong."""
    times = int(value)
    before = node.int("IngediendBedrag/Bedrag") or 0
    for path in ("GeleverdVolume", "IngediendBedrag/Bedrag"):
        found = node.find(path)
        if found is not None:
            _set(found, str(int(found.text) * times))
    _raise_total(node, before * (times - 1))


def _amount(node: Node, value: str) -> None:
    found = node.find("IngediendBedrag/Bedrag")
    if found is not None:
        _plus(found, value)
    _raise_total(node, int(value))


def _raise_total(node: Node, cents: int) -> None:
    root = Node(node.element.getroottree().getroot())
    total = root.find("Declaratie/TotaalIngediendBedrag/TotaalBedrag")
    if total is not None:
        _plus(total, str(cents))


_OPERATORS: dict[str, Callable[[Node, str], None]] = {
    "zet": _set,
    "verwijder": _remove,
    "dagen": _days,
    "plus": _plus,
    "aspecifiek": _aspecific,
    "generiek": _generic,
    "volume": _volume,
    "bedrag": _amount,
}
