"""Rules on volume, budget and end date of a product (level 2)."""

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.lezen import tekst
from ketentoets.schemas.rules.product import (
    AANGEVRAAGD,
    EINDE_2020,
    NIEUW,
    TE_WIJZIGEN,
    TOEGEWEZEN,
    periode,
)
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule

MET_PRODUCT = (TOEGEWEZEN, AANGEVRAAGD, NIEUW)
ALLE = (*MET_PRODUCT, TE_WIJZIGEN)
PER_TIJD = frozenset({"14", "16", "83", "84"})


def loopt_na_2020(node: Node) -> bool:
    """Whether a product runs on after 2020; some rules came with release 3.0 and hold from then."""
    _begin, end = periode(node)
    return end is None or end > EINDE_2020


@rule("CD041", "301", "315", "317", op=MET_PRODUCT)
def omvang_bij_code(_ctx: Context, node: Node) -> Result:
    """A specific product has an Omvang."""
    if not node.get("Product/Code"):
        return NVT
    if node.find("Omvang"):
        return None
    text = _("Bij een product met een Code hoort een Omvang.")
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("CD075", "301", "315", "317", op=ALLE)
def einddatum_bij_budget(_ctx: Context, node: Node) -> Result:
    """A Budget holds until an end date."""
    if not node.get("Budget"):
        return NVT
    if periode(node)[1]:
        return None
    return Breach(node, _("gevuld"), _("leeg"), _("Bij een Budget hoort een einddatum."))


@rule("CD076", "301", "315", "317", op=ALLE)
def einddatum_bij_frequentie(ctx: Context, node: Node) -> Result:
    """A weekly volume holds until an end date; in 3.0 a total one too."""
    frequency = node.get("Omvang/Frequentie")
    if frequency not in ({"2", "6"} if ctx.release == "3.0" else {"2"}):
        return NVT
    if periode(node)[1]:
        return None
    text = _("Bij Frequentie {frequency} hoort een einddatum.", frequency=frequency)
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("CD077", "301", "315", "317", op=ALLE)
def geen_omvang_bij_budget(_ctx: Context, node: Node) -> Result:
    """A product with a Budget has no Omvang."""
    if not node.get("Budget"):
        return NVT
    if not node.find("Omvang"):
        return None
    return Breach(node, _("leeg"), _("gevuld"), _("Bij een Budget blijft Omvang leeg."))


@rule("CD078", "301", "315", "317", op=ALLE)
def geen_budget_bij_omvang(_ctx: Context, node: Node) -> Result:
    """A product with an Omvang has no Budget."""
    if not node.find("Omvang"):
        return NVT
    if not node.get("Budget"):
        return None
    return Breach(node, _("leeg"), node.get("Budget"), _("Bij een Omvang blijft Budget leeg."))


@rule("CD079", "301", "315", "317", op=MET_PRODUCT)
def product_zonder_budget(_ctx: Context, node: Node) -> Result:
    """Without a Budget there is a Product."""
    if node.get("Budget"):
        return NVT
    if node.find("Product"):
        return None
    return Breach(node, _("gevuld"), _("leeg"), _("Zonder Budget is Product verplicht."))


def _geen_omvang_zonder_code(node: Node) -> Result:
    if node.get("Product/Code") or not loopt_na_2020(node):
        return NVT
    if not node.find("Omvang"):
        return None
    text = _("Bij een product zonder Code blijft Omvang leeg.")
    return Breach(node, _("leeg"), _("gevuld"), text)


@rule("CD080", "301", op=TOEGEWEZEN)
def toegewezen_zonder_code(_ctx: Context, node: Node) -> Result:
    """An assignment without a product code has no Omvang (after 2020)."""
    return _geen_omvang_zonder_code(node)


@rule("CD095", "315", op=AANGEVRAAGD)
def aangevraagd_zonder_code(_ctx: Context, node: Node) -> Result:
    """A requested product without a code has no Omvang (after 2020)."""
    return _geen_omvang_zonder_code(node)


@rule("CD096", "317", op=NIEUW)
def nieuw_zonder_code(_ctx: Context, node: Node) -> Result:
    """A new product without a code has no Omvang (after 2020)."""
    return _geen_omvang_zonder_code(node)


def _frequentie(node: Node) -> Result:
    unit, frequency = node.get("Omvang/Eenheid"), node.get("Omvang/Frequentie")
    if unit not in PER_TIJD or not loopt_na_2020(node):
        return NVT
    if frequency in {"2", "4", "6"}:
        return None
    text = _("Eenheid {unit} gaat niet samen met Frequentie {frequency}.", unit=unit, frequency=frequency)
    return Breach(node, "2, 4, 6", tekst(frequency), text)


@rule("CS338", "301", "317", op=(TOEGEWEZEN, NIEUW, TE_WIJZIGEN))
def frequentie_van_toewijzing(_ctx: Context, node: Node) -> Result:
    """Units 14, 16, 83 and 84 go with a week, a month or a total (after 2020)."""
    return _frequentie(node)


@rule("CS343", "315", op=AANGEVRAAGD)
def frequentie_van_aanvraag(_ctx: Context, node: Node) -> Result:
    """Units 14, 16, 83 and 84 go with a week, a month or a total (after 2020)."""
    return _frequentie(node)
