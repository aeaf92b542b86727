"""Rules on the request for change (317) against the assignments (level 3).

An assignment is current when it ends on or after the Dagtekening of the request, or not at all:
the day that the sender knew, not the day of arrival (OP080, OP095). What names no assignment of
this client meets TR350 or TR351 and none of the others; of a client that is unknown (TR304) it
need not be judged.
"""

from collections.abc import Iterator

from ketentoets.core.message import Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import Toewijzing, nummer
from ketentoets.schemas.rules.lezen import Zorg, dag, tekst, zorg
from ketentoets.schemas.rules.omvang import loopt_na_2020
from ketentoets.schemas.rules.product import NIEUW, TE_WIJZIGEN, botst, gestapeld
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule, rule_over
from ketentoets.schemas.rules.volume import TOTAAL

ONGEWIJZIGD = "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct"
NIET_BEOORDEELD = "0233"
BESTAAND = (ONGEWIJZIGD, TE_WIJZIGEN)


def _actueel(ctx: Context) -> dict[str, Toewijzing]:
    """The current assignments of this client by this municipality to this provider.

    One from before 3.0 may have no number; a request cannot name it.
    """
    day = ctx.bericht.dagtekening
    if day is None:
        return {}
    known = ctx.admin.actuele_toewijzingen(ctx.root.get("Client/Bsn"), ctx.aanbieder, day)
    return {t.nummer: t for t in known if t.gemeente == ctx.gemeente and t.nummer}


@rule("TR349", "317", op="Client/Verzoek", level=3, retour="9349")
def noemt_alle_toewijzingen(ctx: Context, node: Node) -> Result:
    """A request for change names every current assignment."""
    named = {nummer(product) for path in BESTAAND for product in ctx.root.all(path)}
    missing = sorted(set(_actueel(ctx)) - named, key=int)
    if not missing:
        return None
    text = _("Het verzoek noemt niet alle actuele toewijzingen: {numbers} ontbreekt.", numbers=", ".join(missing))
    return Breach(node, ", ".join(sorted(_actueel(ctx), key=int)), tekst(", ".join(sorted(named, key=int))), text)


def _is_actueel(ctx: Context, node: Node) -> Result:
    number, current = nummer(node), _actueel(ctx)
    if number in current:
        return None
    text = _("{name}: toewijzing {number} is geen actuele toewijzing van deze client.", name=node.name, number=number)
    known = ctx.admin.kent_client(ctx.gemeente, ctx.root.get("Client/Bsn"))
    unjudged = frozenset[str]() if known else frozenset({NIET_BEOORDEELD})
    return Breach(node, tekst(", ".join(sorted(current, key=int))), tekst(number), text, unjudged)


@rule("TR350", "317", op=ONGEWIJZIGD, level=3, retour="9350")
def ongewijzigd_is_actueel(ctx: Context, node: Node) -> Result:
    """What stays as it is, is a current assignment."""
    return _is_actueel(ctx, node)


@rule("TR351", "317", op=TE_WIJZIGEN, level=3, retour="9351")
def te_wijzigen_is_actueel(ctx: Context, node: Node) -> Result:
    """What changes, is a current assignment."""
    return _is_actueel(ctx, node)


@rule("TR357", "317", op=TE_WIJZIGEN, level=3, retour="9357")
def terugwerkend_vanaf_ingang(ctx: Context, node: Node) -> Result:
    """A change that does not lie in the future is one from the first day of the assignment."""
    assignment, wanted = _actueel(ctx).get(nummer(node)), node.date("GewensteIngangsdatum")
    signed = ctx.bericht.dagtekening
    if assignment is None or wanted is None or signed is None or wanted > signed:
        return NVT
    if wanted == assignment.ingangsdatum:
        return None
    text = _("Een wijziging die niet in de toekomst ingaat, geldt vanaf de ingangsdatum van de toewijzing.")
    return Breach(node, dag(assignment.ingangsdatum), dag(wanted), text)


@rule_over("TR361", "317", op=(*BESTAAND, NIEUW), level=3, retour="9361")
def wijziging_niet_gestapeld(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """The request does not ask the same product twice for one day.

    Two assignments that both stay as they are were not asked, and two new products meet TR410.
    """
    before: list[tuple[str, Zorg]] = []
    for node in nodes:
        care = _zorg(ctx, node)
        if care is None:
            continue
        others = (o for name, o in before if name != node.name or node.name == "TeWijzigenProduct")
        if any(botst(ctx, care, other) for other in others):
            yield gestapeld(node, care)
        before.append((node.name, care))


def _zorg(ctx: Context, node: Node) -> Zorg | None:
    """Product and period: as asked, with the product (and for what stays the period) of the assignment."""
    asked = zorg(node, "GewensteIngangsdatum", "Einddatum")
    if node.name == "NieuwProduct":
        return asked
    known = _actueel(ctx).get(nummer(node))
    if known is None:
        return None
    if node.name == "OngewijzigdProduct":
        return Zorg(known.categorie, known.code, known.ingangsdatum, known.einddatum)
    return Zorg(known.categorie, known.code, asked.begin, asked.einde)


@rule("TR373", "317", op=TE_WIJZIGEN, level=3, retour="9373")
def totaal_wijzigt_vanaf_ingang(ctx: Context, node: Node) -> Result:
    """A budget or a total changes for the whole assignment."""
    assignment = _actueel(ctx).get(nummer(node))
    change = _gewijzigd_totaal(assignment, node) if assignment else ""
    if assignment is None or not change:
        return NVT
    wanted = node.date("GewensteIngangsdatum")
    if wanted == assignment.ingangsdatum:
        return None
    text = _("{change}: een budget of totaal wijzigt voor de hele looptijd van de toewijzing.", change=change)
    return Breach(node, dag(assignment.ingangsdatum), dag(wanted), text)


def _gewijzigd_totaal(assignment: Toewijzing, node: Node) -> str:
    """What changes in a budget or total, '' when nothing does (or there is none to compare)."""
    budget, volume = node.int("Budget"), node.int("Omvang/Volume")
    if budget is not None and assignment.budget is not None and budget != assignment.budget:
        return f"{euro(assignment.budget)} - {euro(budget)}"
    asked = (volume, node.get("Omvang/Eenheid"), node.get("Omvang/Frequentie"))
    known = (assignment.volume, assignment.eenheid, assignment.frequentie)
    if volume is not None and assignment.frequentie == TOTAAL and asked != known:
        return f"{assignment.volume} - {volume}"
    return ""


def _geen_omvang(assignment: Toewijzing | None, node: Node, ook: frozenset[str]) -> Result:
    if assignment is None or not loopt_na_2020(node):
        return NVT
    if not node.find("Omvang"):
        return None
    text = _("Toewijzing {number} is zonder productcode; Omvang blijft leeg.", number=assignment.nummer)
    return Breach(node, _("leeg"), _("gevuld"), text, ook)


@rule("TR375", "317", op=TE_WIJZIGEN, level=3, retour="9375")
def geen_omvang_zonder_product(ctx: Context, node: Node) -> Result:
    """A generic assignment (no Product) is changed without Omvang."""
    assignment = _actueel(ctx).get(nummer(node))
    generic = assignment if assignment and not assignment.categorie else None
    return _geen_omvang(generic, node, frozenset({"9412"}))


@rule("TR412", "317", op=TE_WIJZIGEN, level=3, retour="9412")
def geen_omvang_zonder_code(ctx: Context, node: Node) -> Result:
    """An assignment of a category (no Code) is changed without Omvang."""
    assignment = _actueel(ctx).get(nummer(node))
    aspecific = assignment if assignment and assignment.categorie and not assignment.code else None
    return _geen_omvang(aspecific, node, frozenset())


@rule("TR411", "317", op=TE_WIJZIGEN, level=3, retour="9411")
def omvang_bij_toegewezen_code(ctx: Context, node: Node) -> Result:
    """A specific assignment is changed with an Omvang."""
    assignment = _actueel(ctx).get(nummer(node))
    if assignment is None or not assignment.code:
        return NVT
    if node.find("Omvang"):
        return None
    text = _("Toewijzing {number} heeft een productcode; Omvang is verplicht.", number=assignment.nummer)
    return Breach(node, _("gevuld"), _("leeg"), text)
