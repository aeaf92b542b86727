"""Rules on a 304, the answer to a 303 (levels 2 and 4). For their names and source see `factuur`.

Nobody answers a 304, so a rule without a return code of its own has none.
"""

from ketentoets.core.message import Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.factuur import KOP, PRESTATIE, is_factuur, nul_is_debet, regel
from ketentoets.schemas.rules.feiten import bedrag
from ketentoets.schemas.rules.lezen import dag
from ketentoets.schemas.rules.registry import NVT, Breach, Result

RETOUR, BEDRAGEN = "Header/RetourHeader", "Header/RetourBedragen"
NIET_WEIGEREND = frozenset({"0200", "8001"})
TOEGEKEND = "ToegekendeBedragPrestatie/ToegekendBedrag"


@regel("RC8454", "304", op=RETOUR, retour="")
def retour_niet_voor_factuur(ctx: Context, node: Node) -> Result:
    """8454 (2.1): the RetourDagtekening is not before the FactuurDagtekening."""
    signed, answered = ctx.root.date(f"{KOP}/FactuurDagtekening"), node.date("RetourDagtekening")
    if signed is None or answered is None or _weigert(ctx):
        return NVT
    if answered >= signed:
        return None
    text = _("De RetourDagtekening ligt voor de FactuurDagtekening.")
    return Breach(node, _("{day} of later", day=dag(signed)), dag(answered), text)


@regel("RC8849", "304", op=RETOUR, level=4, retour="8849", nodig=("nu",))
def retour_niet_in_toekomst(ctx: Context, node: Node) -> Result:
    """8849 (2.3): the RetourDagtekening is not later than today."""
    day = node.date("RetourDagtekening")
    if day is None or ctx.nu is None:
        return NVT
    if day <= ctx.nu:
        return None
    text = _("De RetourDagtekening ligt in de toekomst.")
    return Breach(node, _("{day} of eerder", day=dag(ctx.nu)), dag(day), text)


@regel("RC8455", "304", op=f"{BEDRAGEN}/ToegekendTotaalBedrag", retour="")
def toegekend_nul_is_debet(_ctx: Context, node: Node) -> Result:
    """8455 (2.1): an awarded total of zero is debit."""
    return nul_is_debet(node)


@regel("RC8456", "304", op=f"{BEDRAGEN}/IngediendTotaalBedrag", retour="")
def ingediend_nul_is_debet(ctx: Context, node: Node) -> Result:
    """8456 (2.1): a claimed total of zero is debit."""
    return NVT if _weigert(ctx) else nul_is_debet(node)


def _weigert(ctx: Context) -> bool:
    """Whether the 304 refuses the 303 as a whole: then it repeats what was wrong in its Header."""
    codes = {code.text for code in ctx.root.all("Header/RetourCodes/RetourCode")}
    return bool(codes - NIET_WEIGEREND)


@regel("F-GEHEEL", "304", op=PRESTATIE, retour="", since="2.3")
def factuurregel_geheel(ctx: Context, node: Node) -> Result:
    """From 2.3 a line of an invoice is awarded wholly or not at all; of a declaration also in part (feiten B.3)."""
    if not is_factuur(ctx):
        return NVT
    claimed, awarded = ctx.prestatie(node).met_teken, bedrag(node, TOEGEKEND)
    if awarded in {0, claimed}:
        return None
    text = _("Een factuurregel (303F) wordt vanaf 2.3 geheel toegekend of geheel afgewezen.")
    return Breach(node, _("{all} of {none}", all=euro(claimed), none=euro(0)), euro(awarded), text)
