"""Rules on a claim that the 323 itself can answer (level 2)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ketentoets.core.message import Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import EURO, Context
from ketentoets.schemas.rules.feiten import bedrag
from ketentoets.schemas.rules.lezen import dag, jaren_eerder, tekst
from ketentoets.schemas.rules.registry import NVT, Breach, Result, repeated, rule, rule_over

PRESTATIE = "Declaratie/Clienten/Client/Prestaties/Prestatie"
PRESTATIE_TERUG = "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie"
PERIODE = "Declaratie/DeclaratiePeriode"
PERIODEN = (PERIODE, f"{PRESTATIE}/ProductPeriode")
BEGIN_3_0 = date(2021, 1, 1)
JAREN = 5


@rule("CS100", "323", op=PERIODEN)
def periode_vanaf_2021(_ctx: Context, node: Node) -> Result:
    """Nothing before 2021 is claimed with a 323."""
    days = [day for day in (node.date("Begindatum"), node.date("Einddatum")) if day]
    if not days:
        return NVT
    if min(days) >= BEGIN_3_0:
        return None
    text = _("{name} ligt voor 01-01-2021.", name=node.name)
    return Breach(node, _("{day} of later", day=dag(BEGIN_3_0)), dag(min(days)), text)


@rule("CS337", "323", op=f"{PRESTATIE}/ProductPeriode")
def productperiode_in_een_maand(_ctx: Context, node: Node) -> Result:
    """A ProductPeriode lies in one calendar month."""
    begin, end = node.date("Begindatum"), node.date("Einddatum")
    if begin is None or end is None:
        return NVT
    if (begin.year, begin.month) == (end.year, end.month):
        return None
    text = _("De ProductPeriode loopt over meer dan een kalendermaand.")
    return Breach(node, f"{begin:%m-%Y}", f"{end:%m-%Y}", text)


@rule("CS340", "323", op=PERIODE)
def declaratieperiode_is_maand(_ctx: Context, node: Node) -> Result:
    """The DeclaratiePeriode is exactly one calendar month."""
    begin, end = node.date("Begindatum"), node.date("Einddatum")
    if begin is None or end is None:
        return NVT
    first = begin.replace(day=1)
    last = begin.replace(day=monthrange(begin.year, begin.month)[1])
    if (begin, end) == (first, last):
        return None
    text = _("De DeclaratiePeriode is niet precies een kalendermaand.")
    return Breach(node, f"{dag(first)} - {dag(last)}", f"{dag(begin)} - {dag(end)}", text)


@rule("TR137", "323", "325", op=(*PERIODEN, f"{PRESTATIE_TERUG}/ProductPeriode"))
def einddatum_tussen_begin_en_dagtekening(ctx: Context, node: Node) -> Result:
    """A period ends on or after its begin, and not after the Dagtekening."""
    begin, end, signed = node.date("Begindatum"), node.date("Einddatum"), ctx.bericht.dagtekening
    if begin is None or end is None or signed is None:
        return NVT
    if begin <= end <= signed:
        return None
    text = _("{name} eindigt op {end}: voor het begin of na de Dagtekening.", name=node.name, end=dag(end))
    return Breach(node, _("vanaf {begin}, tot en met {day}", begin=dag(begin), day=dag(signed)), dag(end), text)


@rule("TR335", "323", op=PRESTATIE)
def niet_ouder_dan_vijf_jaar(ctx: Context, node: Node) -> Result:
    """Care of more than five years ago is not claimed."""
    end, signed = node.date("ProductPeriode/Einddatum"), ctx.root.date("Declaratie/DeclaratieDagtekening")
    if end is None or signed is None:
        return NVT
    earliest = jaren_eerder(signed, JAREN)
    if end >= earliest:
        return None
    text = _("De ProductPeriode eindigde meer dan vijf jaar voor de DeclaratieDagtekening.")
    return Breach(node, _("{day} of later", day=dag(earliest)), dag(end), text)


@rule("CD060", "323", "325", op=(PRESTATIE, PRESTATIE_TERUG))
def credit_noemt_debet(_ctx: Context, node: Node) -> Result:
    """VorigReferentieNummer is filled exactly for a credit."""
    credit = node.get("IngediendBedrag/DebetCredit") == "C"
    previous = node.get("ProductReferentie/VorigReferentieNummer")
    if credit == bool(previous):
        return None
    text = _("VorigReferentieNummer hoort gevuld te zijn bij een creditregel, en anders leeg.")
    return Breach(node, _("gevuld") if credit else _("leeg"), tekst(previous), text)


@rule("CD087", "323", op=PRESTATIE)
def tarief_behalve_bij_euro(_ctx: Context, node: Node) -> Result:
    """ProductTarief is filled, except for the unit euro."""
    wanted, price = node.get("Eenheid") != EURO, node.get("ProductTarief")
    if wanted == bool(price):
        return None
    text = _("ProductTarief hoort gevuld te zijn, behalve bij Eenheid 83 (euro's).")
    return Breach(node, _("gevuld") if wanted else _("leeg"), tekst(price), text)


@rule("CS339", "323", op=PRESTATIE)
def bedrag_is_volume_bij_euro(_ctx: Context, node: Node) -> Result:
    """With the unit euro the amount is the volume."""
    if node.get("Eenheid") != EURO:
        return NVT
    volume, amount = node.int("GeleverdVolume"), node.int("IngediendBedrag/Bedrag")
    if volume == amount:
        return None
    text = _("Bij Eenheid 83 is IngediendBedrag gelijk aan GeleverdVolume.")
    return Breach(node, euro(volume or 0), euro(amount or 0), text)


NULBEDRAGEN = (
    "Declaratie/TotaalIngediendBedrag",
    f"{PRESTATIE}/IngediendBedrag",
    "DeclaratieAntwoord/TotaalIngediendBedrag",
    "DeclaratieAntwoord/TotaalToegekendBedrag",
    f"{PRESTATIE_TERUG}/IngediendBedrag",
)


@rule("CS325", "323", "325", op=NULBEDRAGEN)
def nul_is_debet(_ctx: Context, node: Node) -> Result:
    """Nothing is debit, never credit."""
    amount = node.int("TotaalBedrag") if node.name.startswith("Totaal") else node.int("Bedrag")
    if amount != 0:
        return NVT
    if node.get("DebetCredit") == "D":
        return None
    return Breach(node, "D", node.get("DebetCredit"), _("Een bedrag van 0 is debet (D)."))


@rule("TR358", "323", op="Declaratie")
def totaal_is_som(ctx: Context, node: Node) -> Result:
    """The total is the sum of the debit lines less the credit lines."""
    total = bedrag(node, "TotaalIngediendBedrag", "TotaalBedrag")
    lines = sum(line.prestatie.met_teken for line in ctx.regels)
    if total == lines:
        return None
    text = _("TotaalIngediendBedrag {total} is niet de som van de prestaties.", total=euro(total))
    return Breach(node, euro(lines), euro(total), text)


@rule_over("TR315", "323", op=PRESTATIE)
def credit_een_keer_in_bericht(_ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """A message credits a line once."""
    for node in repeated(nodes, lambda n: n.get("ProductReferentie/VorigReferentieNummer")):
        previous = node.get("ProductReferentie/VorigReferentieNummer")
        text = _("VorigReferentieNummer {ref} komt in dit bericht vaker voor.", ref=previous)
        yield Breach(node, _("een keer"), previous, text)


@rule_over("TR316", "323", op=PRESTATIE)
def credit_niet_naast_debet(_ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """A line and its credit are not in one message."""
    own = {node.get("ProductReferentie/ReferentieNummer") for node in nodes}
    for node in nodes:
        previous = node.get("ProductReferentie/VorigReferentieNummer")
        if previous and previous in own:
            text = _("Prestatie {ref} wordt in hetzelfde bericht ingediend en gecrediteerd.", ref=previous)
            yield Breach(node, _("een prestatie uit een eerder bericht"), previous, text)


@rule_over("TR416", "323", op=PRESTATIE)
def een_debet_per_levering(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """A message claims a product of an assignment once per period."""
    debits = [node for node in nodes if not ctx.prestatie(node).credit]
    for node in repeated(debits, lambda n: ctx.prestatie(n).levering):
        line = ctx.prestatie(node)
        text = _(
            "Toewijzing {number} wordt in dit bericht tweemaal voor deze periode gedeclareerd.",
            number=line.nummer,
        )
        yield Breach(node, _("een debetregel"), f"{dag(line.begindatum)} - {dag(line.einddatum)}", text)
