"""Rules on rates and amounts of a claim (level 4, and TR418)."""

from fractions import Fraction

from ketentoets.core.message import Node
from ketentoets.core.money import euro, round_half_up
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import EURO, MINUUT, UUR, Context
from ketentoets.schemas.rules.declaratie import PRESTATIE
from ketentoets.schemas.rules.feiten import Prestatie
from ketentoets.schemas.rules.lezen import tekst
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule
from ketentoets.schemas.rules.volume import MINUTEN_PER_UUR


def _uurtarief(ctx: Context, line: Prestatie) -> int | None:
    """The agreed rate per hour of a line in minutes, when no rate per minute was agreed."""
    if line.eenheid != MINUUT or ctx.contract is None:
        return None
    if ctx.contract.tarief(line.code, MINUUT, line.begindatum) is not None:
        return None
    return ctx.contract.tarief(line.code, UUR, line.begindatum)


def bedrag_volgens_tarief(ctx: Context, line: Prestatie) -> int | None:
    """What a line should cost; None when that cannot be told."""
    hourly = _uurtarief(ctx, line)
    if hourly is not None:
        return round_half_up(Fraction(hourly * line.volume, MINUTEN_PER_UUR))
    per_minute = ctx.contract.tarief(line.code, MINUUT, line.begindatum) if ctx.contract else None
    if line.tarief is None or (line.eenheid == MINUUT and per_minute is None):
        return None
    return line.volume * line.tarief


@rule("TR346", "323", op=PRESTATIE, level=4, retour="9346")
def bedrag_is_volume_maal_tarief(ctx: Context, node: Node) -> Result:
    """The amount is volume times rate; minutes under an hourly rate are rounded once, at the end."""
    line = ctx.prestatie(node)
    expected = bedrag_volgens_tarief(ctx, line)
    if line.eenheid == EURO or line.credit or expected is None:
        return NVT
    if line.bedrag == expected:
        return None
    text = _("IngediendBedrag is niet GeleverdVolume maal het tarief.")
    return Breach(node, euro(expected), euro(line.bedrag), text)


@rule("TR418", "323", op=PRESTATIE, level=3, retour="0611", since="3.2", nodig=("administratie", "contract"))
def tarief_is_contractueel(ctx: Context, node: Node) -> Result:
    """ProductTarief is the agreed rate; for minutes under an hourly rate its rounded sixtieth."""
    line = ctx.prestatie(node)
    if ctx.contract is None or line.credit or line.tarief is None:
        return NVT
    hourly = _uurtarief(ctx, line)
    agreed = ctx.contract.tarief(line.code, line.eenheid, line.begindatum)
    expected = round_half_up(Fraction(hourly, MINUTEN_PER_UUR)) if hourly is not None else agreed
    if expected is None:
        return NVT
    if line.tarief == expected:
        return None
    text = _("ProductTarief van {code} is niet het contractuele tarief.", code=tekst(line.code))
    return Breach(node, euro(expected), euro(line.tarief), text)
