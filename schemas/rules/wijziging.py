"""Rules on the request for change, 317 (level 2)."""

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.lezen import dag
from ketentoets.schemas.rules.product import NIEUW
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule

ONGEWIJZIGD = "OngewijzigdeProducten/OngewijzigdProduct"
GEWIJZIGD = "TeWijzigenProducten/TeWijzigenProduct"


@rule("TR352", "317", op="Client/Verzoek")
def wijziging_van_iets(_ctx: Context, node: Node) -> Result:
    """A request for change starts from at least one existing assignment."""
    if node.all(ONGEWIJZIGD) or node.all(GEWIJZIGD):
        return None
    text = _("Het verzoek om wijziging noemt geen enkele bestaande toewijzing.")
    return Breach(node, _("een OngewijzigdProduct of TeWijzigenProduct"), _("geen"), text)


@rule("TR353", "317", op="Client/Verzoek")
def wijziging_in_iets(_ctx: Context, node: Node) -> Result:
    """A request for change changes at least one thing."""
    if node.all(GEWIJZIGD) or node.all("NieuweProducten/NieuwProduct"):
        return None
    text = _("Het verzoek om wijziging wijzigt niets.")
    return Breach(node, _("een TeWijzigenProduct of NieuwProduct"), _("geen"), text)


@rule("TR380", "317", op=NIEUW)
def nieuw_in_de_toekomst(ctx: Context, node: Node) -> Result:
    """A new product starts after the Dagtekening."""
    begin, signed = node.date("GewensteIngangsdatum"), ctx.bericht.dagtekening
    if begin is None or signed is None:
        return NVT
    if begin > signed:
        return None
    text = _("GewensteIngangsdatum {begin} van het nieuwe product ligt niet na de Dagtekening.", begin=dag(begin))
    return Breach(node, _("later dan {day}", day=dag(signed)), dag(begin), text)
