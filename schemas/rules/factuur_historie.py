"""Rules on a 303 against what was known before: assignments, and earlier 303s with their 304 (level 3).

For their names and source see `factuur`. A credit takes back an earlier line, so it is judged against
that line and not against the assignment.
"""

from datetime import date

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.declaratie_toewijzing import gelijk
from ketentoets.schemas.rules.factuur import CLIENT, KOP, PRESTATIE, is_factuur, regel
from ketentoets.schemas.rules.feiten import AFGEWEZEN, Prestatie, Toewijzing
from ketentoets.schemas.rules.lezen import dag, jaren_eerder, tekst
from ketentoets.schemas.rules.registry import NVT, Breach, Result

JAREN = 5
"""How long a DeclarantFactuurNummer is not used again (feiten B.1)."""
TIJD = frozenset({"01", "04"})
"""Minutes and hours: whether one could be claimed for the other before 3.0 is not known."""


def genoemd(ctx: Context, line: Prestatie) -> Toewijzing | None:
    """The assignment with the number of a line, whoever it is of.

    Until 2.4 a line, and an assignment, need not have a number: then it is the only one of this client
    and provider for the same product, None when there is none or more than one.
    """
    if line.nummer:
        return ctx.admin.toewijzing(line.gemeente, line.nummer)
    same = [t for t in _van_client(ctx, line) if _zelfde_product(t, line)]
    return same[0] if len(same) == 1 else None


def _van_client(ctx: Context, line: Prestatie) -> list[Toewijzing]:
    return [t for t in ctx.admin.van_client(line.gemeente, line.bsn) if t.aanbieder == line.aanbieder]


def _zelfde_product(assignment: Toewijzing, line: Prestatie) -> bool:
    pairs = ((assignment.categorie, line.categorie), (assignment.code, line.code))
    return all(not a or not b or a == b for a, b in pairs)


def toewijzing_van(ctx: Context, node: Node) -> Toewijzing | None:
    """The assignment of a debit line, when it is of this client and provider."""
    line = ctx.prestatie(node)
    found = None if line.credit else genoemd(ctx, line)
    return found if found and (found.bsn, found.aanbieder) == (line.bsn, line.aanbieder) else None


@regel("RC0030", "303", op=KOP, level=3, retour="0030")
def factuurnummer_is_nieuw(ctx: Context, node: Node) -> Result:
    """0030 (2.3): a DeclarantFactuurNummer is used once in five years; a refused message does not count."""
    number, signed = ctx.bericht.identificatie, ctx.bericht.dagtekening
    if signed is None:
        return NVT
    since = jaren_eerder(signed, JAREN)
    mine = ctx.admin.facturen.ingediend(ctx.gemeente, ctx.aanbieder)
    if all(claim.nummer != number or (claim.dagtekening or signed) < since for claim in mine):
        return None
    text = _("DeclarantFactuurNummer {number} is in de laatste vijf jaar al gebruikt.", number=number)
    return Breach(node, _("een nieuw nummer"), number, text)


@regel("RC8004", "303", op=CLIENT, level=3, retour="8004")
def geboortedatum_hoort_bij_bsn(ctx: Context, node: Node) -> Result:
    """8004 (2.3): Bsn and date of birth go together, as in what the municipality sent last.

    A date of which only a part is known (DatumGebruik) is not compared.
    """
    known, found = ctx.admin.geboren.get((ctx.gemeente, node.get("Bsn"))), node.get("Geboortedatum/Datum")
    if not known or node.get("Geboortedatum/DatumGebruik"):
        return NVT
    if known == found:
        return None
    text = _("De geboortedatum is niet die van de client met dit Bsn in de toewijzing.")
    return Breach(node, known, found, text)


@regel("RC8021", "303", op=PRESTATIE, level=3, retour="8021")
def referentienummer_is_nieuw(ctx: Context, node: Node) -> Result:
    """8021 (2.3): a ReferentieNummer was not delivered before."""
    line = ctx.prestatie(node)
    if not ctx.admin.facturen.regels(line.aanbieder, line.referentie):
        return None
    text = _("ReferentieNummer {ref} is al eerder aangeleverd.", ref=line.referentie)
    return Breach(node, _("een nieuw nummer"), line.referentie, text)


def _debet(ctx: Context, node: Node) -> Prestatie | None:
    """The last debit line for this municipality that a credit takes back, refused or not."""
    line = ctx.prestatie(node)
    earlier = ctx.admin.facturen.regels(line.aanbieder, line.vorige) if line.credit and line.vorige else []
    return next((p for p in reversed(earlier) if not p.credit and p.gemeente == line.gemeente), None)


@regel("RC8017", "303", op=PRESTATIE, level=3, retour="8017")
def credit_heeft_debet(ctx: Context, node: Node) -> Result:
    """8017 (2.3): there is a debit line for a credit line."""
    line = ctx.prestatie(node)
    if not line.credit or not line.vorige:
        return NVT
    if _debet(ctx, node):
        return None
    text = _("Bij deze creditregel is geen debetregel {ref} bekend.", ref=line.vorige)
    return Breach(node, _("een bekende debetregel"), line.vorige, text)


@regel("RC8853", "303", op=PRESTATIE, level=3, retour="8853")
def credit_niet_van_afgekeurde_declaratie(ctx: Context, node: Node) -> Result:
    """8853 (2.3): in a declaration (D) a rejected line is not credited; in an invoice (F) it has to be."""
    debit = _debet(ctx, node)
    if debit is None or is_factuur(ctx):
        return NVT
    if debit.status != AFGEWEZEN:
        return None
    text = _(
        "Prestatie {ref} is afgekeurd; in een declaratie (303D) wordt zij niet gecrediteerd.", ref=debit.referentie
    )
    return Breach(node, _("een regel die niet is afgekeurd"), debit.referentie, text)


@regel("RC8854", "303", op=PRESTATIE, level=3, retour="8854")
def credit_een_keer(ctx: Context, node: Node) -> Result:
    """8854 (2.3): a line is credited once."""
    debit = _debet(ctx, node)
    if debit is None:
        return NVT
    earlier = ctx.admin.facturen.credit_van(debit)
    if earlier is None:
        return None
    text = _("Prestatie {ref} is al eerder gecrediteerd.", ref=debit.referentie)
    return Breach(node, _("geen eerdere credit"), earlier.referentie, text)


@regel("RC0551", "303", op=PRESTATIE, level=3, retour="0551")
def prestatie_hoort_bij_toewijzing(ctx: Context, node: Node) -> Result:
    """0551 (2.3): a line belongs to an assignment: the one it names, else any of this client and provider."""
    line = ctx.prestatie(node)
    if line.credit:
        return NVT
    if genoemd(ctx, line) or (not line.nummer and _van_client(ctx, line)):
        return None
    text = _("Er is geen toewijzing waar deze prestatie bij hoort.")
    return Breach(node, _("een bekende toewijzing"), tekst(line.nummer), text)


@regel("RC8187", "303", op=PRESTATIE, level=3, retour="8187")
def prestatie_is_van_client(ctx: Context, node: Node) -> Result:
    """8187 (2.3): the assignment of a line is of this client."""
    line = ctx.prestatie(node)
    assignment = None if line.credit else genoemd(ctx, line)
    if assignment is None:
        return NVT
    if assignment.bsn == line.bsn:
        return None
    text = _("Toewijzing {number} is van een andere client.", number=assignment.nummer)
    return Breach(node, _("een toewijzing van deze client"), assignment.nummer, text)


@regel("RC9311", "303", op=PRESTATIE, level=3, retour="9311")
def declarant_is_aanbieder(ctx: Context, node: Node) -> Result:
    """9311 (2.3): the declarant is the provider of the assignment.

    An administrative unit of that provider may claim too, but no message says which those are.
    """
    line = ctx.prestatie(node)
    assignment = None if line.credit else genoemd(ctx, line)
    if assignment is None or assignment.bsn != line.bsn:
        return NVT
    if assignment.aanbieder == line.aanbieder:
        return None
    text = _("De toewijzing is aan een andere aanbieder; dit mag alleen als de declarant daar een eenheid van is.")
    return Breach(node, assignment.aanbieder, line.aanbieder, text)


@regel("RC1112", "303", op=PRESTATIE, level=3, retour="1112")
def categorie_van_toewijzing(ctx: Context, node: Node) -> Result:
    """1112 (2.3): the category is that of the assignment."""
    assignment, found = toewijzing_van(ctx, node), ctx.prestatie(node).categorie
    return gelijk(node, "ProductCategorie", assignment.categorie, found) if assignment and found else NVT


@regel("RC1142", "303", op=PRESTATIE, level=3, retour="1142")
def code_van_toewijzing(ctx: Context, node: Node) -> Result:
    """1142 (2.3): the product code is that of the assignment, when it has one."""
    assignment, found = toewijzing_van(ctx, node), ctx.prestatie(node).code
    return gelijk(node, "ProductCode", assignment.code, found) if assignment and found else NVT


@regel("RC9309", "303", op=PRESTATIE, level=3, retour="9309")
def eenheid_van_toewijzing(ctx: Context, node: Node) -> Result:
    """9309 (2.3): the unit is that of the assignment, when it has one."""
    assignment, unit = toewijzing_van(ctx, node), ctx.prestatie(node).eenheid
    if assignment is None or (unit != assignment.eenheid and {unit, assignment.eenheid} == TIJD):
        return NVT
    return gelijk(node, "Eenheid", assignment.eenheid, unit)


@regel("RC9307", "303", op=PRESTATIE, level=3, retour="9307")
def periode_begint_in_toewijzing(ctx: Context, node: Node) -> Result:
    """9307 (2.3): a ProductPeriode begins between the first and the last day of the assignment."""
    return _binnen(node, toewijzing_van(ctx, node), ctx.prestatie(node).begindatum, _("Het begin"))


@regel("RC9308", "303", op=PRESTATIE, level=3, retour="9308")
def periode_eindigt_in_toewijzing(ctx: Context, node: Node) -> Result:
    """9308 (2.3): a ProductPeriode ends between the first and the last day of the assignment."""
    return _binnen(node, toewijzing_van(ctx, node), ctx.prestatie(node).einddatum, _("Het einde"))


def _binnen(node: Node, assignment: Toewijzing | None, day: date | None, what: str) -> Result:
    if assignment is None or day is None or assignment.ingangsdatum is None:
        return NVT
    first, last = assignment.ingangsdatum, assignment.einddatum
    if first <= day <= (last or date.max):
        return None
    text = _("{what} van de ProductPeriode ligt buiten de toewijzing.", what=what)
    return Breach(node, f"{dag(first)} - {dag(last)}", dag(day), text)


@regel("RC9319", "303", op=PRESTATIE, level=3, retour="9319")
def periode_in_declaratieperiode(ctx: Context, node: Node) -> Result:
    """9319 (2.3): a ProductPeriode lies wholly in the DeclaratiePeriode of its message (feiten B.4, note)."""
    line = ctx.prestatie(node)
    begin, end = (ctx.root.date(f"{KOP}/DeclaratiePeriode/{name}") for name in ("Begindatum", "Einddatum"))
    if line.credit or begin is None or end is None or line.begindatum is None or line.einddatum is None:
        return NVT
    if begin <= line.begindatum and line.einddatum <= end:
        return None
    text = _("De ProductPeriode ligt niet geheel binnen de DeclaratiePeriode.")
    return Breach(node, f"{dag(begin)} - {dag(end)}", f"{dag(line.begindatum)} - {dag(line.einddatum)}", text)
