"""What the standard prescribes as the reply to a message (IV028, IV032, IV087, IV088).

`prescribe` applies the rules and says what reply follows.
"""

from dataclasses import dataclass

from ketentoets.core.finding import Finding
from ketentoets.core.message import Node
from ketentoets.schemas.klassen import klassen_met_retourcode
from ketentoets.schemas.rules import feiten
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import Outcome, apply

GOED, TECHNISCH, HEADER, DECLARATIE, KLASSEN = "goed", "technisch", "header", "declaratie", "klassen"
AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN = "0001", "0200", "0233", "8001"
NEUTRAAL = feiten.NEUTRAAL
BERICHTINHOUD = frozenset({2})
DAARBOVEN = frozenset({3, 4})
KLASSE_NAMEN = klassen_met_retourcode()


@dataclass(frozen=True)
class Klasse:
    """What a class must come back with: at least one of `codes` and nothing outside it.

    `pad` is its path in the forward message. `regels` are the rules it broke; none: it is fine.
    `sleutel` identifies a Client (Bsn) or a Prestatie (Bsn, ReferentieNummer, C or D) of a claim.
    """

    pad: str
    naam: str
    codes: frozenset[str]
    regels: tuple[str, ...] = ()
    sleutel: tuple[str, ...] = ()


@dataclass(frozen=True)
class Voorschrift:
    """The prescribed reply to a message of type `soort`.

    `kind`: 'goed' (nothing wrong), 'technisch' (level 2: Header only, 0001), 'header' (Header
    only, with its code), 'klassen' (all classes of the client, each with a code; for a 323 only
    what is refused) or, for a 323, 'declaratie' (refused as a whole in DeclaratieAntwoord).
    `toegekend`: for a 303 or 323 the signed sum of the approved lines in eurocents.
    """

    soort: str
    kind: str
    klassen: tuple[Klasse, ...]
    findings: tuple[Finding, ...]
    evidence: dict[str, int]
    toegekend: int | None = None

    @property
    def regels(self) -> tuple[str, ...]:
        """The rules that were broken, in order, each once."""
        return tuple(dict.fromkeys(finding.regel for finding in self.findings))

    def klasse(self, pad: str) -> Klasse | None:
        """The class at a path of the forward message."""
        return next((k for k in self.klassen if k.pad == pad), None)


def prescribe(ctx: Context) -> Voorschrift:
    """Say what reply the standard prescribes for a message that is valid at level 1."""
    content = apply(ctx, BERICHTINHOUD)
    if content.findings:
        header = _header(ctx, frozenset({AFGEKEURD}), tuple(dict.fromkeys(f.regel for f in content.findings)))
        return _voorschrift(ctx, TECHNISCH, (header,), content, content)
    outcome = apply(ctx, DAARBOVEN)
    broken = _per_klasse(outcome)
    in_header = next((wrong for node, wrong in broken if node.name == "Header"), None)
    if in_header:
        return _voorschrift(ctx, HEADER, (_header(ctx, *in_header),), content, outcome)
    if ctx.bericht.soort == "323":
        return _declaratie(ctx, broken, content, outcome)
    granted = _toegekend(ctx, {node.element for node, _fout in broken}) if ctx.bericht.soort == "303" else None
    if not broken:
        return _voorschrift(ctx, GOED, (), content, outcome, granted)
    return _voorschrift(ctx, KLASSEN, tuple(_alle_klassen(ctx, broken)), content, outcome, granted)


def zonder_fouten(ctx: Context, outcome: Outcome) -> Voorschrift:
    """What `prescribe` says when the rules of all levels were applied and found nothing (`outcome`)."""
    nothing = Outcome((), {})
    if ctx.bericht.soort == "323":
        return _declaratie(ctx, [], nothing, outcome)
    return _voorschrift(ctx, GOED, (), nothing, outcome)


Fout = tuple[frozenset[str], tuple[str, ...]]


def _voorschrift(
    ctx: Context,
    kind: str,
    klassen: tuple[Klasse, ...],
    content: Outcome,
    outcome: Outcome,
    toegekend: int | None = None,
) -> Voorschrift:
    evidence = {**content.evidence, **outcome.evidence}
    return Voorschrift(ctx.bericht.soort, kind, klassen, outcome.findings, evidence, toegekend)


def _toegekend(ctx: Context, wrong: set[object]) -> int:
    """The signed sum of the lines of a 303 without fault, under a client without fault."""
    fine = (r for r in ctx.regels if not wrong & {r.node.element, *r.node.element.iterancestors()})
    return sum(regel.prestatie.met_teken for regel in fine)


def _header(ctx: Context, codes: frozenset[str], regels: tuple[str, ...]) -> Klasse:
    return Klasse(f"{ctx.root.name}/Header", "Header", codes, regels)


def klasse_van(node: Node) -> Node:
    """The class an element lies in: itself or the nearest around it."""
    above = node
    while above.name not in KLASSE_NAMEN:
        around = above.parent()
        if around is None:
            return above
        above = around
    return above


def _per_klasse(outcome: Outcome) -> list[tuple[Node, Fout]]:
    found: dict[str, tuple[Node, set[str], list[str]]] = {}
    for rule, breach in outcome.breaches:
        node = klasse_van(breach.node)
        _node, codes, regels = found.setdefault(node.path, (node, set(), []))
        codes |= {rule.retourcode} | breach.ook
        if rule.code not in regels:
            regels.append(rule.code)
    return [(node, (frozenset(codes), tuple(regels))) for node, codes, regels in found.values()]


def _alle_klassen(ctx: Context, broken: list[tuple[Node, Fout]]) -> list[Klasse]:
    wrong = {node.path: fout for node, fout in broken}
    nodes = [Node(e) for e in ctx.root.element.iter("{*}*")]
    fine: Fout = (NEUTRAAL, ())
    return [Klasse(node.path, node.name, *wrong.get(node.path, fine)) for node in nodes if node.name in KLASSE_NAMEN]


def _declaratie(ctx: Context, broken: list[tuple[Node, Fout]], content: Outcome, outcome: Outcome) -> Voorschrift:
    evidence = {**content.evidence, **outcome.evidence}
    whole = [Klasse(n.path, n.name, *fout) for n, fout in broken if n.name == "Declaratie"]
    if whole:
        return Voorschrift("323", DECLARATIE, tuple(whole), outcome.findings, evidence, 0)
    returned = _afgewezen(ctx, {node.element: fout for node, fout in broken})
    refused = {node.element for node, _klasse in returned}
    granted = sum(r.prestatie.met_teken for r in ctx.regels if r.node.element not in refused)
    klassen = tuple(klasse for _node, klasse in returned)
    kind = KLASSEN if klassen else GOED
    return Voorschrift("323", kind, klassen, outcome.findings, evidence, granted)


def _afgewezen(ctx: Context, wrong: dict[object, Fout]) -> list[tuple[Node, Klasse]]:
    """The clients and lines that come back: refused lines, or all lines of a refused client."""
    returned: list[tuple[Node, Klasse]] = []
    for client in ctx.root.all("Declaratie/Clienten/Client"):
        bsn = client.get("Bsn")
        own = wrong.get(client.element)
        lines: list[tuple[Node, Klasse]] = []
        for node in client.all("Prestaties/Prestatie"):
            codes, regels = wrong.get(node.element, (frozenset[str](), ()))
            if own or regels:
                unjudged = {NIET_BEOORDEELD} if own else set()
                line = ctx.prestatie(node)
                key = (bsn, line.referentie, "C" if line.credit else "D")
                lines.append((node, Klasse(node.path, node.name, codes | unjudged, regels, key)))
        if lines:
            head = own or (frozenset({IN_ORDE}), ())
            returned += [(client, Klasse(client.path, "Client", *head, sleutel=(bsn,))), *lines]
    return returned
