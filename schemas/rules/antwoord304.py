"""Comparing a 304 with what was prescribed for the 303 (feiten B.2).

A code in the Header alone refuses the claim as a whole. Otherwise it says 8001 (or 0200), with or without the
lines; where a line is refused they all come back, each with what is awarded. Until 2.4 a credit may be of a
line of which nothing was awarded: whether the credit itself is awarded then, nobody says, so both are right.
"""

from collections import defaultdict
from collections.abc import Iterator

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.schemas.rules.feiten import INGEDIEND_BLOK, bedrag
from ketentoets.schemas.rules.reactie import GOED, HEADER, NEUTRAAL, TECHNISCH, TOEGEWEZEN, Klasse, Voorschrift
from ketentoets.schemas.rules.retour import bevinding, codes_van, gemist, onterecht, past

ANTWOORD = "SAP-bijlage-3"
"""A 303 is answered; there is no business rule of before 3.0 to name."""
CLIENT, PRESTATIE = "Clienten/Client", "Clienten/Client/Prestaties/Prestatie"
TOTAAL = "Header/RetourBedragen/ToegekendTotaalBedrag"
INGEDIEND = "Header/RetourBedragen/IngediendTotaalBedrag"
SOM = "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag"
ALLES_GOED = NEUTRAAL | {TOEGEWEZEN}
NIET_TERUG = frozenset({"DeclaratieFactuurBedragen", "BerichtCode"})
TOEGEVOEGD = frozenset({"RetourCodes", "ToegekendeBedragPrestatie"})


def check_304(
    heen: Bericht, antwoord: Bericht, voorschrift: Voorschrift, vrij: frozenset[str] = frozenset()
) -> list[Finding]:
    """Compare the answer to a 303; `vrij` are the ReferentieNummers of credits that may be awarded or not."""
    found = [*_header(heen, antwoord)]
    if voorschrift.kind in {TECHNISCH, HEADER}:
        return [*found, *_geheel_geweigerd(antwoord, voorschrift.klassen[0])]
    found += _kop_niet_geweigerd(antwoord, voorschrift)
    if not found and antwoord.root.find("Clienten"):
        found += _regels(heen, antwoord, voorschrift, vrij)
    elif not found and voorschrift.kind != GOED:
        header = antwoord.root.find("Header") or antwoord.root
        found += [gemist(antwoord, header, k, codes_van(header)) for k in voorschrift.klassen if k.regels]
    return found or [*_totaal(heen, antwoord, voorschrift, vrij)]


def _header(heen: Bericht, antwoord: Bericht) -> Iterator[Finding]:
    """What the Header takes over."""
    sent, back = heen.root.find("Header"), antwoord.root.find("Header")
    for field in sent.children() if sent and back else []:
        copied = back.find(field.name) if back else None
        if field.name in NIET_TERUG or (copied and copied.as_data() == field.as_data()):
            continue
        text = _("{name} in de Header hoort ongewijzigd uit het {heen} te komen.", name=field.name, heen=heen.naam)
        found = copied.text if copied else _("geen")
        yield bevinding(ANTWOORD, antwoord, copied or back or antwoord.root, field.text, found, text)
    claimed, repeated = bedrag(heen.root, SOM, "TotaalBedrag"), bedrag(antwoord.root, INGEDIEND, "TotaalBedrag")
    if claimed != repeated:
        text = _("IngediendTotaalBedrag is anders dan in het {heen}.", heen=heen.naam)
        node = antwoord.root.find(INGEDIEND) or antwoord.root
        yield bevinding(ANTWOORD, antwoord, node, euro(claimed), euro(repeated), text)


def _geheel_geweigerd(antwoord: Bericht, klasse: Klasse) -> Iterator[Finding]:
    header = antwoord.root.find("Header") or antwoord.root
    found = codes_van(header)
    if not past(klasse, found):
        yield gemist(antwoord, header, klasse, found)
    elif clients := antwoord.root.find("Clienten"):
        text = _("Bij deze fout komt alleen de Header terug.")
        yield bevinding(ANTWOORD, antwoord, clients, _("alleen Header"), clients.name, text)
    elif granted := bedrag(antwoord.root, TOTAAL, "TotaalBedrag"):
        yield _ander_totaal(antwoord, 0, granted)


def _kop_niet_geweigerd(antwoord: Bericht, voorschrift: Voorschrift) -> Iterator[Finding]:
    header = antwoord.root.find("Header") or antwoord.root
    found = codes_van(header)
    for code in found:
        if code not in ALLES_GOED:
            yield onterecht(antwoord, header, code, "303", ANTWOORD)
    if TOEGEWEZEN in found and voorschrift.kind != GOED:
        wrong = next(k for k in voorschrift.klassen if k.regels)
        yield gemist(antwoord, header, wrong, found)


def _regels(heen: Bericht, antwoord: Bericht, voorschrift: Voorschrift, vrij: frozenset[str]) -> Iterator[Finding]:
    """Every class comes back as it was, in any order, with its codes, and a line with what is awarded."""
    back: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node in [*antwoord.root.all(CLIENT), *antwoord.root.all(PRESTATIE)]:
        back[_sleutel(node)].append(node)
    for sent in [*heen.root.all(CLIENT), *heen.root.all(PRESTATIE)]:
        klasse, found = voorschrift.klasse(sent.path), _neem(back[_sleutel(sent)], sent)
        if found is None:
            text = _("{name} hoort in het antwoord terug te komen.", name=sent.name)
            yield bevinding(ANTWOORD, antwoord, antwoord.root, sent.path, _("geen"), text)
            continue
        yield from _codes(antwoord, found, klasse)
        if sent.name == "Prestatie":
            yield from _prestatie(antwoord, sent, found, _geweigerd(sent, voorschrift), vrij)
    for node in (extra for same in back.values() for extra in same):
        text = _("{name} komt niet voor in het {heen}.", name=node.name, heen=heen.naam)
        yield bevinding(ANTWOORD, antwoord, node, _("geen"), node.name, text)


def _neem(same: list[Node], sent: Node) -> Node | None:
    """One of the classes of the same client or line, taken out: the one in the same place when there are more."""
    plek = next((n for n, node in enumerate(same) if len(same) > 1 and node.path == sent.path), 0)
    return same.pop(plek) if same else None


def _sleutel(node: Node) -> tuple[str, ...]:
    if node.name == "Client":
        return (node.get("Bsn"),)
    around = node.parent()
    client = around.parent() if around else None
    kant = node.get(f"{INGEDIEND_BLOK}/DeclaratieFactuurBedrag/DebetCredit")
    return (client.get("Bsn") if client else "", node.get("ProductReferentie/ReferentieNummer"), kant)


def _geweigerd(sent: Node, voorschrift: Voorschrift) -> bool:
    """Whether a line, or its client, broke a rule."""
    client = sent.parent()
    around = client.parent() if client else None
    paths = [sent.path, *([around.path] if around else [])]
    return any((k := voorschrift.klasse(path)) is not None and k.regels for path in paths)


def _codes(antwoord: Bericht, node: Node, klasse: Klasse | None) -> Iterator[Finding]:
    found = codes_van(node)
    if klasse is not None and klasse.regels:
        if not past(klasse, found):
            yield gemist(antwoord, node, klasse, found)
        return
    for code in found:
        if code not in NEUTRAAL:
            yield onterecht(antwoord, node, code, "303", ANTWOORD)


def _prestatie(antwoord: Bericht, sent: Node, node: Node, refused: bool, vrij: frozenset[str]) -> Iterator[Finding]:
    same = {c.name: c.as_data() for c in sent.children()}
    other = {c.name: c.as_data() for c in node.children() if c.name not in TOEGEVOEGD}
    if same != other:
        text = _("{name} hoort ongewijzigd terug te komen.", name="Prestatie")
        reference = sent.get("ProductReferentie/ReferentieNummer")
        yield bevinding(ANTWOORD, antwoord, node, reference, _("gewijzigd"), text)
    claimed = bedrag(sent, f"{INGEDIEND_BLOK}/DeclaratieFactuurBedrag")
    awarded = bedrag(node, "ToegekendeBedragPrestatie/ToegekendBedrag")
    right = {0} if refused else {claimed}
    right |= {0} if sent.get("ProductReferentie/ReferentieNummer") in vrij else set()
    if awarded not in right:
        text = _("Het toegekende bedrag van een prestatie klopt niet.")
        expected = _(" of ").join(euro(value) for value in sorted(right))
        yield bevinding(ANTWOORD, antwoord, node, expected, euro(awarded), text)


def _totaal(heen: Bericht, antwoord: Bericht, voorschrift: Voorschrift, vrij: frozenset[str]) -> Iterator[Finding]:
    """The total is the sum of what is awarded; without lines, of what has to be."""
    granted = bedrag(antwoord.root, TOTAAL, "TotaalBedrag")
    lines = antwoord.root.all(PRESTATIE)
    if lines:
        expected = sum(bedrag(line, "ToegekendeBedragPrestatie/ToegekendBedrag") for line in lines)
        right = {expected}
    else:
        expected = voorschrift.toegekend or 0
        free = [n for n in heen.root.all(PRESTATIE) if n.get("ProductReferentie/ReferentieNummer") in vrij]
        right = {expected, expected - sum(bedrag(n, f"{INGEDIEND_BLOK}/DeclaratieFactuurBedrag") for n in free)}
    if granted not in right:
        yield _ander_totaal(antwoord, expected, granted)


def _ander_totaal(antwoord: Bericht, expected: int, granted: int) -> Finding:
    text = _("ToegekendTotaalBedrag {granted} klopt niet.", granted=euro(granted))
    return bevinding(
        ANTWOORD, antwoord, antwoord.root.find(TOTAAL) or antwoord.root, euro(expected), euro(granted), text
    )
