"""Comparing a return message (302, 306, 308, 316, 318, 320) with what was prescribed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, Node
from ketentoets.core.taal import _
from ketentoets.schemas.administratie import HEEN_VAN
from ketentoets.schemas.rules.reactie import (
    GOED,
    HEADER,
    KLASSE_NAMEN,
    NEUTRAAL,
    TECHNISCH,
    Klasse,
    Voorschrift,
)
from ketentoets.schemas.rules.registry import CATALOGUE

RETOURBERICHT = "OP090"
PRODUCTEN = frozenset({"OngewijzigdProduct", "TeWijzigenProduct", "NieuwProduct"})
ELDERS = {
    "TR349": ("9349", frozenset({"Client"})),
    "TR361": ("9361", PRODUCTEN),
    "TR374": ("9374", frozenset({"Verzoek", "AangevraagdProduct"})),
}
"""Rule -> its code, and the classes where that is as right: the texts do not say to which class these belong."""


def check_return(heen: Bericht, retour: Bericht, voorschrift: Voorschrift) -> list[Finding]:
    """Compare a return message with its forward message and with the prescribed reply."""
    if HEEN_VAN.get(retour.soort) != heen.soort:
        expected = next((r for r, h in HEEN_VAN.items() if h == heen.soort), "")
        text = _("Op een {heen} hoort een ander retourbericht.", heen=heen.naam)
        return [bevinding(RETOURBERICHT, retour, retour.root, expected, retour.soort, text)]
    found = [*_kopie_header(heen, retour)]
    if voorschrift.kind == GOED:
        return [*found, *_zonder_codes(retour, heen.soort)]
    if voorschrift.kind in {TECHNISCH, HEADER}:
        return [*found, *_alleen_header(retour, voorschrift.klassen[0], heen.soort)]
    return [*found, *_klassen(heen, retour, voorschrift)]


def bevinding(
    regel: str, bericht: Bericht, node: Node, verwacht: str, gevonden: str, tekst: str, code: str = ""
) -> Finding:
    """A finding about an element of a reply."""
    return Finding(
        soort="antwoord",
        tekst=tekst,
        regel=regel,
        retourcode=code,
        bericht=bericht.naam,
        pad=node.path,
        lijn=node.line,
        verwacht=verwacht,
        gevonden=gevonden,
    )


def codes_van(node: Node | None) -> list[str]:
    """The RetourCodes of a class itself."""
    return [] if node is None else [code.text for code in node.all("RetourCodes/RetourCode")]


def opsomming(codes: frozenset[str] | set[str] | list[str]) -> str:
    """'9326 of 9074'; 'geen' when there are none."""
    return _(" of ").join(sorted(codes)) or _("geen")


def regel_bij(code: str, soort: str, domain: str, anders: str) -> str:
    """The rule a return code stands for, for a forward message; `anders` when none does."""
    rules = (r for r in CATALOGUE if r.retourcode == code and soort in r.berichten)
    return next((r.code for r in rules if domain in r.domeinen), anders)


def onterecht(bericht: Bericht, node: Node, code: str, soort: str, anders: str = RETOURBERICHT) -> Finding:
    """A class was refused while it broke no rule."""
    regel = regel_bij(code, soort, bericht.domain, anders) if code != "0001" else anders
    text = _("Retourcode {code} bij {name} is niet terecht.", code=code, name=node.name)
    return bevinding(regel, bericht, node, _("geen opmerking"), code, text, code)


def gemist(bericht: Bericht, node: Node, klasse: Klasse, found: list[str]) -> Finding:
    """A class broke a rule, but came back without the code for it."""
    expected, shown = opsomming(klasse.codes), ", ".join(found) or _("geen")
    if klasse.codes.intersection(found) and node.name != klasse.naam:
        shown = _("{code} bij {name}", code=shown, name=node.name)
    regel = klasse.regels[0]
    text = _(
        "Regel {rule} is geschonden: verwacht retourcode {code} bij {name}, gevonden: {found}.",
        rule=regel,
        code=expected,
        name=klasse.naam,
        found=shown,
    )
    if klasse.codes.intersection(found) and node.name != klasse.naam:
        expected = _("{code} bij {name}", code=expected, name=klasse.naam)
    return bevinding(regel, bericht, node, expected, shown, text, min(klasse.codes))


def past(klasse: Klasse, found: list[str]) -> bool:
    """Whether these codes are right for a class: at least one, and nothing else."""
    return bool(found) and set(found) <= klasse.codes


def _kopie_header(heen: Bericht, retour: Bericht) -> Iterator[Finding]:
    sent, back = heen.root.find("Header"), retour.root.find("Header")
    if sent is None or back is None:
        return
    for field in sent.children():
        copied = back.find(field.name)
        if field.name == "BerichtCode" or (copied and copied.as_data() == field.as_data()):
            continue
        text = _("{name} in de Header hoort ongewijzigd uit het {heen} te komen.", name=field.name, heen=heen.naam)
        found = _waarde(copied) if copied else _("geen")
        yield bevinding(RETOURBERICHT, retour, copied or back, _waarde(field), found, text)


def _waarde(node: Node) -> str:
    children = node.children()
    return ", ".join(_waarde(child) for child in children) if children else node.text


def _lagere(retour: Bericht) -> list[Node]:
    return [child for child in retour.root.children() if child.name != "Header"]


def _zonder_codes(retour: Bericht, soort: str) -> Iterator[Finding]:
    found = list(retour.root.every("RetourCode"))
    refused = [code for code in found if code.text not in NEUTRAAL]
    for code in refused:
        yield onterecht(retour, _klasse_van(code), code.text, soort)
    if refused:
        return
    for node in (*found[:1], *_lagere(retour)[:1]):
        text = _("Een goed bericht krijgt alleen een Header terug, zonder RetourCodes.")
        yield bevinding(RETOURBERICHT, retour, node, _("geen"), node.text.strip() or node.name, text)
        return


def _klasse_van(code: Node) -> Node:
    around = code.parent()
    return (around.parent() if around else None) or code


def _alleen_header(retour: Bericht, klasse: Klasse, soort: str) -> Iterator[Finding]:
    node = retour.root.find("Header") or retour.root
    found = codes_van(node)
    if not past(klasse, found):
        yield gemist(retour, node, klasse, found)
    for below in _lagere(retour)[:1]:
        text = _("Bij deze fout komt alleen de Header terug.")
        yield bevinding(RETOURBERICHT, retour, below, _("alleen Header"), below.name, text)


def _klassen(heen: Bericht, retour: Bericht, voorschrift: Voorschrift) -> Iterator[Finding]:
    back = {node.path: node for node in _klasse_nodes(retour)}
    sent = {node.path: node for node in _klasse_nodes(heen)}
    header = retour.root.find("Header") or retour.root
    if not _lagere(retour):
        for klasse in voorschrift.klassen:
            if klasse.regels:
                yield gemist(retour, header, klasse, codes_van(header))
        return
    for klasse in _met_elders(voorschrift.klassen, back):
        node = back.pop(klasse.pad, None)
        if node is None:
            yield _ontbreekt(retour, header, klasse)
            continue
        yield from _codes(retour, node, klasse, heen.soort)
        if klasse.naam != "Header" and _eigen(node) != _eigen(sent[klasse.pad]):
            text = _("{name} hoort ongewijzigd terug te komen.", name=klasse.naam)
            expected, found = _toon(_eigen(sent[klasse.pad])), _toon(_eigen(node))
            yield bevinding(RETOURBERICHT, retour, node, expected, found, text)
    for node in back.values():
        text = _("{name} komt niet voor in het {heen}.", name=node.name, heen=heen.naam)
        yield bevinding(RETOURBERICHT, retour, node, _("geen"), node.name, text)


def _met_elders(klassen: tuple[Klasse, ...], back: Mapping[str, Node]) -> Iterator[Klasse]:
    """The classes with what is right for them, given where else this answer tells a fault (`ELDERS`)."""
    elders = {regel: ELDERS[regel] for klasse in klassen for regel in klasse.regels if regel in ELDERS}
    told = {
        klasse.pad: {regel for regel, (code, names) in elders.items()
                     if klasse.naam in names and regel not in klasse.regels and code in codes_van(back.get(klasse.pad))}
        for klasse in klassen
    }  # fmt: skip
    all_told = set().union(*told.values())
    for klasse in klassen:
        here = {elders[regel][0] for regel in told[klasse.pad]}
        only_elsewhere = bool(klasse.regels) and set(klasse.regels) <= all_told
        yield replace(klasse, codes=klasse.codes | here | (NEUTRAAL if only_elsewhere else frozenset()))


def _ontbreekt(retour: Bericht, header: Node, klasse: Klasse) -> Finding:
    if klasse.regels:
        return gemist(retour, header, klasse, [])
    text = _("{name} hoort met een RetourCode terug te komen.", name=klasse.naam)
    return bevinding(RETOURBERICHT, retour, header, klasse.pad, _("geen"), text)


def _codes(retour: Bericht, node: Node, klasse: Klasse, soort: str) -> Iterator[Finding]:
    found = codes_van(node)
    if past(klasse, found):
        return
    if klasse.regels:
        yield gemist(retour, node, klasse, found)
        return
    wrong = [code for code in found if code not in NEUTRAAL]
    for code in wrong:
        yield onterecht(retour, node, code, soort)
    if not found:
        text = _("{name} hoort een RetourCode te hebben.", name=klasse.naam)
        yield bevinding(RETOURBERICHT, retour, node, opsomming(klasse.codes), _("geen"), text)


def _klasse_nodes(bericht: Bericht) -> list[Node]:
    nodes = (Node(element) for element in bericht.root.element.iter("{*}*"))
    return [node for node in nodes if node.name in KLASSE_NAMEN]


def _eigen(node: Node, prefix: str = "") -> list[tuple[str, str]]:
    """The values of a class itself: without its RetourCodes and without the classes below it."""
    values: list[tuple[str, str]] = []
    for child in node.children():
        if child.name == "RetourCodes" or child.name in KLASSE_NAMEN:
            continue
        path = f"{prefix}{child.name}"
        below = _eigen(child, f"{path}/")
        leaf = not child.children()
        values += [(path, child.text)] if leaf else below
    return values


def _toon(values: list[tuple[str, str]]) -> str:
    return ", ".join(value for _path, value in values)
