"""Rules on a claim against earlier claims (level 3).

Credits are taken before debits (OP366): TR389 runs in phase 2, when it is known which credits
of the same message are right.
"""

from collections.abc import Iterator

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.declaratie import PERIODE, PRESTATIE
from ketentoets.schemas.rules.declaratie_toewijzing import toewijzing_van
from ketentoets.schemas.rules.feiten import AFGEWEZEN, GOEDGEKEURD, Prestatie
from ketentoets.schemas.rules.lezen import dag
from ketentoets.schemas.rules.registry import NVT, Breach, Result, repeated, rule, rule_over


@rule("TR319", "323", op=PRESTATIE, level=3, retour="9319")
def periode_niet_na_declaratieperiode(ctx: Context, node: Node) -> Result:
    """A ProductPeriode lies in the DeclaratiePeriode or before it."""
    end, last = ctx.prestatie(node).einddatum, ctx.root.date(f"{PERIODE}/Einddatum")
    if end is None or last is None:
        return NVT
    if end <= last:
        return None
    text = _("De ProductPeriode ligt na de DeclaratiePeriode.")
    return Breach(node, _("{day} of eerder", day=dag(last)), dag(end), text)


@rule("TR318", "323", op="Declaratie", level=3, retour="8214")
def periode_niet_voor_vorige(ctx: Context, node: Node) -> Result:
    """The DeclaratiePeriode is not before the last one submitted."""
    begin = node.date("DeclaratiePeriode/Begindatum")
    earlier = [d.begindatum for d in ctx.admin.declaraties.ingediend(ctx.gemeente, ctx.aanbieder) if d.begindatum]
    if begin is None or not earlier:
        return NVT
    if begin >= max(earlier):
        return None
    text = _("Er is al een declaratie over een latere DeclaratiePeriode ingediend.")
    return Breach(node, _("{day} of later", day=dag(max(earlier))), dag(begin), text)


@rule("TR333", "323", op="Declaratie", level=3, retour="9333")
def declaratienummer_is_nieuw(ctx: Context, node: Node) -> Result:
    """A provider uses a DeclaratieNummer once."""
    number = node.get("DeclaratieNummer")
    mine = (d for d in ctx.admin.declaraties.alle if d.aanbieder == ctx.aanbieder and d.status != AFGEWEZEN)
    if all(claim.nummer != number for claim in mine):
        return None
    text = _("DeclaratieNummer {number} is al gebruikt.", number=number)
    return Breach(node, _("een nieuw nummer"), number, text)


@rule_over("TR314", "323", op=PRESTATIE, level=3, retour="8021")
def referentienummer_is_nieuw(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """A provider uses a ReferentieNummer once, in this message and before it."""
    twice = {node.element for node in repeated(nodes, lambda n: ctx.prestatie(n).referentie)}
    for node in nodes:
        line = ctx.prestatie(node)
        if node.element in twice or ctx.admin.declaraties.regels(line.aanbieder, line.referentie):
            text = _("ReferentieNummer {ref} is al gebruikt.", ref=line.referentie)
            yield Breach(node, _("een nieuw nummer"), line.referentie, text)


@rule("TR323", "323", op=PRESTATIE, level=3, retour="8017")
def credit_hoort_bij_debet(ctx: Context, node: Node) -> Result:
    """A credit repeats a debit line that this municipality approved."""
    line = ctx.prestatie(node)
    if not line.credit:
        return NVT
    debit = _debet(ctx, line)
    if debit and debit.status == GOEDGEKEURD and debit.inhoud == line.inhoud:
        return None
    found = _("andere inhoud") if debit and debit.status == GOEDGEKEURD else _("geen")
    text = _("Bij deze creditregel hoort geen gelijke, goedgekeurde debetregel {ref}.", ref=line.vorige)
    return Breach(node, _("een goedgekeurde debetregel met dezelfde inhoud"), found, text)


def _debet(ctx: Context, line: Prestatie) -> Prestatie | None:
    debit = ctx.admin.declaraties.debet(line.aanbieder, line.vorige) if line.credit else None
    return debit if debit and debit.gemeente == line.gemeente else None


@rule("TR390", "323", op=PRESTATIE, level=3, retour="9390")
def credit_een_keer(ctx: Context, node: Node) -> Result:
    """A line is credited once."""
    line = ctx.prestatie(node)
    debit = _debet(ctx, line)
    if debit is None:
        return NVT
    earlier = ctx.admin.declaraties.credit_van(debit)
    if earlier is None:
        return None
    text = _("Prestatie {ref} is al gecrediteerd.", ref=line.vorige)
    return Breach(node, _("geen eerdere credit"), earlier.referentie, text)


def staand(ctx: Context, number: str) -> list[Prestatie]:
    """Earlier debit lines on an assignment that stand after the credits of this message."""
    earlier = ctx.admin.debetregels(ctx.gemeente, number)
    return [line for line in earlier if line.referentie not in ctx.gecrediteerd]


@rule("TR389", "323", op=PRESTATIE, level=3, retour="9389", fase=2)
def levering_een_keer_gedeclareerd(ctx: Context, node: Node) -> Result:
    """A product of an assignment is claimed once per period."""
    line = ctx.prestatie(node)
    if line.credit or toewijzing_van(ctx, node) is None:
        return NVT
    same = [p for p in staand(ctx, line.nummer) if p.levering == line.levering]
    if not same:
        return None
    text = _("Voor deze periode is toewijzing {number} al gedeclareerd.", number=line.nummer)
    return Breach(node, _("geen eerdere debetregel"), same[-1].referentie, text)
