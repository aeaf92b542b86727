"""Rules on a 303 that the message itself, the day and the contract can answer (levels 2 and 4).

There is no official list of them. Their source are the labels of the return codes: release 2.1 listed
its rules for declaration and invoice as return codes, and 2.3 kept some (feiten B.4). The name of a rule
is RC with that code. A code that 2.3 no longer has came back as 0001. Not made, because what is known
of them is too little to judge by: 1110, 8222 (which date), 8214, 8855, 8856 (what was agreed on
period and form), 8817, 8835, 8837 and 8850 (when VAT amounts have to be there), 0013 (which codes exist).
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import partial

from ketentoets.core.message import Node
from ketentoets.core.money import euro, round_half_up
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import INGEDIEND_BLOK, bedrag
from ketentoets.schemas.rules.lezen import dag, tekst
from ketentoets.schemas.rules.registry import NVT, Breach, Result, repeated, rule, rule_over

EERSTE, LAATSTE = "2.2", "2.4"
regel = partial(rule, since=EERSTE, until=LAATSTE)
regel_over = partial(rule_over, since=EERSTE, until=LAATSTE)

KOP = "Header/DeclaratieFactuurIdentificatie"
BEDRAGEN = "Header/DeclaratieFactuurBedragen"
CLIENT = "Clienten/Client"
PRESTATIE = f"{CLIENT}/Prestaties/Prestatie"
SERVICEBUREAU = "01"
FACTUUR = {"448", "449", "450", "451"}
HONDERD_PROCENT = 10_000
"""BtwPercentage and Verrekenpercentage count in hundredths of a percent."""


def is_factuur(ctx: Context) -> bool:
    """Whether this 303 or 304 is about an invoice (F) and not a declaration (D)."""
    return ctx.root.get("Header/BerichtCode") in FACTUUR


def nul_is_debet(node: Node) -> Result:
    """A total of zero is debit."""
    if node.int("TotaalBedrag") != 0:
        return NVT
    if node.get("DebetCredit") == "D":
        return None
    return Breach(node, "D", node.get("DebetCredit"), _("Een bedrag van 0 is debet (D)."))


def _niet_later(node: Node, day: str, limit: Node | None, last: str, text: str) -> Result:
    first, end = node.date(day), limit.date(last) if limit else None
    if first is None or end is None:
        return NVT
    return None if first <= end else Breach(node, _("{day} of eerder", day=dag(end)), dag(first), text)


@regel("RC0150", "303", op=f"{BEDRAGEN}/DeclaratieFactuurTotaalBedrag")
def totaal_is_som(ctx: Context, node: Node) -> Result:
    """0150 (2.1): the total amount is right: the debit lines less the credit lines."""
    total = bedrag(node.parent() or node, node.name, "TotaalBedrag")
    lines = sum(line.prestatie.met_teken for line in ctx.regels)
    if total == lines:
        return None
    text = _("DeclaratieFactuurTotaalBedrag {total} is niet de som van de prestaties.", total=euro(total))
    return Breach(node, euro(lines), euro(total), text)


@regel("RC8171", "303", op="Header")
def servicebureau_bij_betaling(_ctx: Context, node: Node) -> Result:
    """8171 (2.1): the service bureau is named when it is paid."""
    if node.get("BetalingAanID") != SERVICEBUREAU:
        return NVT
    if node.get("Servicebureau"):
        return None
    return Breach(node, _("gevuld"), _("leeg"), _("Bij BetalingAanID 01 hoort de code van het servicebureau."))


@regel("RC8175", "303", op=f"{KOP}/DeclaratiePeriode")
def periode_eindigt_niet_voor_begin(_ctx: Context, node: Node) -> Result:
    """8175 (2.1): the period of the claim ends on or after its begin."""
    text = _("De DeclaratiePeriode eindigt voor haar begin.")
    return _niet_later(node, "Begindatum", node, "Einddatum", text)


@regel("RC8188", "303", op=f"{PRESTATIE}/ProductPeriode")
def productperiode_eindigt_niet_voor_begin(_ctx: Context, node: Node) -> Result:
    """8188 (2.1): the period of a line ends on or after its begin."""
    return _niet_later(node, "Begindatum", node, "Einddatum", _("De ProductPeriode eindigt voor haar begin."))


@regel("RC8177", "303", op=f"{PRESTATIE}/ProductPeriode")
def productperiode_begint_niet_na_factuur(ctx: Context, node: Node) -> Result:
    """8177 (2.1): a line begins on or before the FactuurDagtekening."""
    text = _("De ProductPeriode begint na de FactuurDagtekening.")
    return _niet_later(node, "Begindatum", ctx.root.find(KOP), "FactuurDagtekening", text)


@regel("RC8178", "303", op=f"{PRESTATIE}/ProductPeriode")
def productperiode_eindigt_niet_na_factuur(ctx: Context, node: Node) -> Result:
    """8178 (2.1): a line ends on or before the FactuurDagtekening."""
    text = _("De ProductPeriode eindigt na de FactuurDagtekening.")
    return _niet_later(node, "Einddatum", ctx.root.find(KOP), "FactuurDagtekening", text)


@regel("RC8193", "303", op=PRESTATIE)
def credit_noemt_debet(ctx: Context, node: Node) -> Result:
    """8193 (2.1): a credit line names the line it takes back."""
    line = ctx.prestatie(node)
    if not line.credit:
        return NVT
    if line.vorige:
        return None
    text = _("Een creditregel noemt in VorigReferentieNummer de regel die zij terugneemt.")
    return Breach(node, _("gevuld"), _("leeg"), text)


@regel("RC8194", "303", op=f"{BEDRAGEN}/DeclaratieFactuurTotaalBedrag")
def totaal_nul_is_debet(_ctx: Context, node: Node) -> Result:
    """8194 (2.1): a declared total of zero is debit."""
    return nul_is_debet(node)


@regel("RC8839", "303", op=f"{BEDRAGEN}/BtwTotaalBedrag")
def btw_nul_is_debet(_ctx: Context, node: Node) -> Result:
    """8839 (2.1): a VAT total of zero is debit."""
    return nul_is_debet(node)


@regel_over("RC8207", "303", op=PRESTATIE)
def referentie_een_keer(_ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """8207 (2.1): a ReferentieNummer occurs once in a message."""
    return _vaker(nodes, "ProductReferentie/ReferentieNummer")


@regel_over("RC8269", "303", op=PRESTATIE)
def vorige_referentie_een_keer(_ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """8269 (2.1): a VorigReferentieNummer occurs once in a message."""
    return _vaker(nodes, "ProductReferentie/VorigReferentieNummer")


@regel_over("RC8376", "303", op=CLIENT)
def client_een_keer(_ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """8376 (2.1): a client occurs once in a message."""
    return _vaker(nodes, "Bsn")


def _vaker(nodes: list[Node], path: str) -> Iterator[Breach]:
    """A breach for every class whose value at `path` occurred before."""
    name = path.rsplit("/", maxsplit=1)[-1]
    for node in repeated(nodes, lambda n: n.get(path)):
        value = node.get(path)
        text = _("{name} {value} komt in dit bericht vaker voor.", name=name, value=value)
        yield Breach(node, _("een keer"), value, text)


@regel_over("RC8062", "303", op=PRESTATIE)
def debet_niet_naast_gelijke_credit(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """8062 (2.1): a debit line and the credit line that is the same but for its sign are not in one message."""
    debits = {line.prestatie.inhoud for line in ctx.regels if not line.prestatie.credit}
    for node in nodes:
        line = ctx.prestatie(node)
        if line.credit and line.inhoud in debits:
            text = _("In hetzelfde bericht staat een debetregel die verder gelijk is aan deze creditregel.")
            yield Breach(node, _("geen gelijke debetregel"), tekst(line.vorige), text)


@regel("RC8064", "303", op=PRESTATIE)
def een_teken_per_regel(_ctx: Context, node: Node) -> Result:
    """8064 (2.1): debit and credit do not go together in a line; an amount of zero is always debit."""
    amounts = _bedragen(node)
    if not amounts:
        return NVT
    signs = sorted({amount.get("DebetCredit") for amount in amounts})
    if len(signs) == 1:
        return None
    text = _("De bedragen van deze prestatie zijn deels debet en deels credit.")
    return Breach(node, _("een teken"), ", ".join(signs), text)


def _bedragen(node: Node) -> list[Node]:
    names = ("BerekendBedrag", "BtwBedrag", "DeclaratieFactuurBedrag")
    found: Iterable[Node | None] = (node.find(f"{INGEDIEND_BLOK}/{name}") for name in names)
    return [amount for amount in found if amount and amount.int("Bedrag")]


@regel("RC8215", "303", op=f"{PRESTATIE}/{INGEDIEND_BLOK}")
def berekend_is_volume_maal_tarief(_ctx: Context, node: Node) -> Result:
    """8215 (2.1): BerekendBedrag is volume times rate, VAT included.

    Whether the rate itself holds the VAT is not known: both are right. Not judged with a
    Verrekenpercentage, of which the working is not known.
    """
    volume, rate, found = node.int("GeleverdVolume"), node.int("ProductTarief"), node.int("BerekendBedrag/Bedrag")
    if volume is None or rate is None or found is None or node.get("Verrekenpercentage"):
        return NVT
    plain = volume * rate
    with_vat = plain + round_half_up(Fraction(plain * (node.int("BtwPercentage") or 0), HONDERD_PROCENT))
    if found in {plain, with_vat}:
        return None
    text = _("BerekendBedrag is niet GeleverdVolume maal ProductTarief.")
    return Breach(node, euro(plain), euro(found), text)


@regel("RC8851", "303", op=f"{PRESTATIE}/{INGEDIEND_BLOK}")
def factuur_noemt_vrijstelling(ctx: Context, node: Node) -> Result:
    """8851 (2.1): a line of an invoice says whether it is free of VAT."""
    if not is_factuur(ctx):
        return NVT
    if node.get("BtwVrijstellingIndicatie"):
        return None
    text = _("Een regel van een factuur (303F) zegt of er btw-vrijstelling is.")
    return Breach(node, _("gevuld"), _("leeg"), text)


@regel("RC8847", "303", op=f"{KOP}/DeclaratiePeriode", level=4, retour="8847", nodig=("nu",))
def periode_begint_niet_in_toekomst(ctx: Context, node: Node) -> Result:
    """8847 (2.3): the period of the claim begins on or before today."""
    return _niet_na_vandaag(ctx, node, "Begindatum", _("De DeclaratiePeriode begint in de toekomst."))


@regel("RC8848", "303", op=KOP, level=4, retour="8848", nodig=("nu",))
def dagtekening_niet_in_toekomst(ctx: Context, node: Node) -> Result:
    """8848 (2.3): the FactuurDagtekening is not later than today."""
    return _niet_na_vandaag(ctx, node, "FactuurDagtekening", _("De FactuurDagtekening ligt in de toekomst."))


def _niet_na_vandaag(ctx: Context, node: Node, name: str, text: str) -> Result:
    day = node.date(name)
    if day is None or ctx.nu is None:
        return NVT
    return None if day <= ctx.nu else Breach(node, _("{day} of eerder", day=dag(ctx.nu)), dag(day), text)


@regel("RC0611", "303", op=PRESTATIE, level=4, retour="0611", nodig=("contract",))
def tarief_is_contractueel(ctx: Context, node: Node) -> Result:
    """0611 (2.3): the rate of a debit line is that of the contract, where the contract has this unit."""
    line = ctx.prestatie(node)
    agreed = ctx.contract.tarief(line.code, line.eenheid, line.begindatum) if ctx.contract else None
    if line.credit or line.tarief is None or agreed is None:
        return NVT
    if line.tarief == agreed:
        return None
    text = _("ProductTarief van {code} is niet het contractuele tarief.", code=tekst(line.code))
    return Breach(node, euro(agreed), euro(line.tarief), text)
