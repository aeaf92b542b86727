"""Comparing a 325 with what was prescribed for the claim (IV087, OP303, OP304, TR342)."""

from collections.abc import Iterator

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, Node
from ketentoets.core.taal import _
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context, Regel
from ketentoets.schemas.rules.engine import apply
from ketentoets.schemas.rules.feiten import partijen
from ketentoets.schemas.rules.reactie import (
    DECLARATIE,
    GOED,
    HEADER,
    IN_ORDE,
    NEUTRAAL,
    TECHNISCH,
    TOEGEWEZEN,
    Klasse,
    Voorschrift,
)
from ketentoets.schemas.rules.retour import bevinding, codes_van, gemist, onterecht, opsomming, past

ALLEEN_AFGEWEZEN, ALLEEN_CLIENTEN = "OP303", "OP304"
INHOUD = frozenset({"TR304", "TR337", "TR342", "TR366", "TR367", "TR371", "TR376"})
"""The rules on a 325 itself that are applied here, against the claim alone."""


def check_325(heen: Bericht, antwoord: Bericht, voorschrift: Voorschrift) -> list[Finding]:
    """Compare the answer to a claim with the claim and with the prescribed answer."""
    known = Administratie()
    known.verwerk(heen)
    ctx = Context(antwoord, known)
    content = [finding for finding in apply(ctx, {2, 3}).findings if finding.regel in INHOUD]
    codes = list(_geheel(ctx, voorschrift))
    if not codes and voorschrift.kind not in {TECHNISCH, HEADER}:
        codes = [*_regels(ctx, voorschrift), *_clienten(ctx, voorschrift)]
        codes += [] if codes else list(_antwoordcode(ctx, voorschrift))
    return [*_partijen(heen, antwoord), *content, *codes]


def _partijen(heen: Bericht, antwoord: Bericht) -> Iterator[Finding]:
    if partijen(heen) == partijen(antwoord):
        return
    node = antwoord.root.find("Header") or antwoord.root
    text = _("Het antwoord hoort van de ontvanger naar de afzender van de declaratie te gaan.")
    expected, found = " > ".join(partijen(heen)), " > ".join(partijen(antwoord))
    yield bevinding(ALLEEN_AFGEWEZEN, antwoord, node, expected, found, text)


def _geheel(ctx: Context, voorschrift: Voorschrift) -> Iterator[Finding]:
    """Findings on the Header and on an answer that grants or refuses the claim as a whole."""
    header, whole = ctx.root.find("Header") or ctx.root, ctx.root.find("DeclaratieAntwoord")
    found = codes_van(header)
    if voorschrift.kind in {TECHNISCH, HEADER}:
        if not past(voorschrift.klassen[0], found):
            yield gemist(ctx.bericht, header, voorschrift.klassen[0], found)
        if whole:
            text = _("Bij deze fout komt alleen de Header terug.")
            yield bevinding(ALLEEN_AFGEWEZEN, ctx.bericht, whole, _("alleen Header"), whole.name, text)
        return
    for code in found:
        if code != IN_ORDE:
            yield onterecht(ctx.bericht, header, code, "323", ALLEEN_AFGEWEZEN)
    if set(found) != {IN_ORDE}:
        return
    if whole is None:
        text = _("DeclaratieAntwoord ontbreekt.")
        yield bevinding(ALLEEN_AFGEWEZEN, ctx.bericht, header, "DeclaratieAntwoord", _("geen"), text)
    else:
        yield from _declaratie(ctx, whole, voorschrift)


def _declaratie(ctx: Context, whole: Node, voorschrift: Voorschrift) -> Iterator[Finding]:
    found = codes_van(whole)
    if voorschrift.kind == DECLARATIE:
        if not past(voorschrift.klassen[0], found):
            yield gemist(ctx.bericht, whole, voorschrift.klassen[0], found)
        return
    for code in found:
        if code not in {IN_ORDE, TOEGEWEZEN}:
            yield onterecht(ctx.bericht, whole, code, "323", ALLEEN_AFGEWEZEN)


def _antwoordcode(ctx: Context, voorschrift: Voorschrift) -> Iterator[Finding]:
    """8001 when everything was granted, 0200 when lines came back."""
    whole = ctx.root.find("DeclaratieAntwoord")
    if whole is None or voorschrift.kind == DECLARATIE:
        return
    expected, found = TOEGEWEZEN if voorschrift.kind == GOED else IN_ORDE, codes_van(whole)
    if found != [expected]:
        text = _("DeclaratieAntwoord hoort retourcode {code} te hebben.", code=expected)
        yield bevinding(ALLEEN_AFGEWEZEN, ctx.bericht, whole, expected, opsomming(found), text)


def _sleutel(regel: Regel) -> tuple[str, ...]:
    line = regel.prestatie
    return (line.bsn, line.referentie, "C" if line.credit else "D")


def _regels(ctx: Context, voorschrift: Voorschrift) -> Iterator[Finding]:
    """Refused lines come back with the right code, approved lines do not come back."""
    expected = [klasse for klasse in voorschrift.klassen if klasse.naam == "Prestatie"]
    known = {line.referentie for claim in ctx.admin.declaraties.alle for line in claim.prestaties}
    for regel in ctx.regels:
        klasse = _neem(expected, regel)
        found = codes_van(regel.node)
        if klasse is None:
            if regel.prestatie.referentie in known:
                yield from _niet_terug(ctx, regel, found)
        elif not past(klasse, found):
            yield _verkeerd(ctx, regel.node, klasse, found)
    around = ctx.root.find("DeclaratieAntwoord") or ctx.root
    for klasse in expected:
        yield _verkeerd(ctx, around, klasse, [])


def _neem(expected: list[Klasse], regel: Regel) -> Klasse | None:
    for klasse in expected:
        if klasse.sleutel == _sleutel(regel):
            expected.remove(klasse)
            return klasse
    return None


def _niet_terug(ctx: Context, regel: Regel, found: list[str]) -> Iterator[Finding]:
    wrong = [code for code in found if code not in NEUTRAAL]
    for code in wrong:
        yield onterecht(ctx.bericht, regel.node, code, "323", ALLEEN_AFGEWEZEN)
    if not wrong:
        reference = regel.prestatie.referentie
        text = _("Prestatie {ref} is goed en hoort niet terug te komen.", ref=reference)
        yield bevinding(ALLEEN_AFGEWEZEN, ctx.bericht, regel.node, _("geen"), opsomming(found), text)


def _verkeerd(ctx: Context, node: Node, klasse: Klasse, found: list[str]) -> Finding:
    if klasse.regels:
        return gemist(ctx.bericht, node, klasse, found)
    reference, expected = klasse.sleutel[1], opsomming(klasse.codes)
    text = _("Prestatie {ref} hoort terug te komen met {code}.", ref=reference, code=expected)
    return bevinding(ALLEEN_CLIENTEN, ctx.bericht, node, expected, opsomming(found), text)


def _clienten(ctx: Context, voorschrift: Voorschrift) -> Iterator[Finding]:
    """The code of each returned client; clients without refused classes are left to `_regels`."""
    expected = {k.sleutel[0]: k for k in voorschrift.klassen if k.naam == "Client"}
    for node in ctx.root.all("DeclaratieAntwoord/Clienten/Client"):
        klasse, found = expected.pop(node.get("Bsn"), None), codes_van(node)
        if klasse is None or past(klasse, found):
            continue
        if klasse.regels:
            yield gemist(ctx.bericht, node, klasse, found)
            continue
        for code in found:
            if code not in klasse.codes:
                yield onterecht(ctx.bericht, node, code, "323", ALLEEN_CLIENTEN)
    around = ctx.root.find("DeclaratieAntwoord") or ctx.root
    for klasse in expected.values():
        if klasse.regels:
            yield gemist(ctx.bericht, around, klasse, [])
