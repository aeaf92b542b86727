"""Rules on requests (315, 317) and their answer (319)."""

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import Verzoek
from ketentoets.schemas.rules.lezen import tekst
from ketentoets.schemas.rules.product import AANGEVRAAGD
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule

AFWIJZEN, IN_ONDERZOEK = "1", "2"
WOONPLAATSBEGINSEL = "8"


@rule("CD085", "319", op="Antwoord")
def afwijzing_heeft_reden(_ctx: Context, node: Node) -> Result:
    """A rejection has a reason."""
    if node.get("VerzoekAntwoord") != AFWIJZEN:
        return NVT
    if node.get("RedenAfwijzingVerzoek"):
        return None
    text = _("Een afwijzing (VerzoekAntwoord 1) heeft een RedenAfwijzingVerzoek.")
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("CD086", "319", op="Antwoord")
def onderzoek_heeft_geen_reden(_ctx: Context, node: Node) -> Result:
    """'In onderzoek' carries no reason for rejection."""
    if node.get("VerzoekAntwoord") != IN_ONDERZOEK:
        return NVT
    if not node.get("RedenAfwijzingVerzoek"):
        return None
    text = _("Bij een aanvraag in onderzoek (VerzoekAntwoord 2) blijft RedenAfwijzingVerzoek leeg.")
    return Breach(node, _("leeg"), node.get("RedenAfwijzingVerzoek"), text)


@rule("TR377", "319", op="Antwoord", domeinen=("ijw",))
def woonplaatsbeginsel_noemt_gemeente(_ctx: Context, node: Node) -> Result:
    """Reason 8 comes with the class Woonplaatsbeginsel."""
    if node.get("RedenAfwijzingVerzoek") != WOONPLAATSBEGINSEL:
        return NVT
    if node.find("Woonplaatsbeginsel"):
        return None
    text = _("Bij reden 8 hoort de klasse Woonplaatsbeginsel met de verantwoordelijke gemeente.")
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("TR409", "319", op="Antwoord", domeinen=("ijw",))
def woonplaatsbeginsel_alleen_bij_8(_ctx: Context, node: Node) -> Result:
    """No other reason comes with the class Woonplaatsbeginsel."""
    reason = node.get("RedenAfwijzingVerzoek")
    if reason == WOONPLAATSBEGINSEL:
        return NVT
    if not node.find("Woonplaatsbeginsel"):
        return None
    text = _("De klasse Woonplaatsbeginsel hoort alleen bij reden 8.")
    return Breach(node, _("geen Woonplaatsbeginsel"), tekst(reason), text)


@rule("TR347", "315", "317", op=(AANGEVRAAGD, "Client/Verzoek"), level=3, retour="9347")
def referentie_is_nieuw(ctx: Context, node: Node) -> Result:
    """A provider uses a ReferentieAanbieder once."""
    reference = node.get("ReferentieAanbieder")
    if ctx.admin.verzoek(ctx.aanbieder, reference) is None:
        return None
    text = _("ReferentieAanbieder {reference} is al gebruikt.", reference=reference)
    return Breach(node, _("een nieuwe referentie"), reference, text)


@rule("TR374", "315", "317", op="Client", level=3, retour="9374")
def geen_ander_verzoek_onderhanden(ctx: Context, node: Node) -> Result:
    """No request while an earlier one for this client waits for a decision."""
    pending = ctx.admin.open_verzoek(ctx.gemeente, node.get("Bsn"), ctx.aanbieder)
    if pending is None:
        return None
    text = _("Voor deze client is verzoek {reference} nog in behandeling.", reference=pending.referentie)
    return Breach(node, _("geen onderhanden verzoek"), f"{pending.referentie}: {pending.status}", text)


@rule("TR304", "317", op="Client", level=3, retour="8187")
def verzoek_voor_bekende_client(ctx: Context, node: Node) -> Result:
    """A request for change is about a known client."""
    if ctx.admin.kent_client(ctx.gemeente, node.get("Bsn")):
        return None
    text = _("De gemeente heeft aan deze client niets toegewezen.")
    return Breach(node, _("een bekende client"), node.get("Bsn"), text)


@rule("TR355", "319", op="Antwoord", level=3, retour="9355")
def antwoord_op_bekend_verzoek(ctx: Context, node: Node) -> Result:
    """An answer answers a request of this provider."""
    if _verzoek(ctx, node):
        return None
    reference = node.get("ReferentieAanbieder")
    text = _("Er is geen verzoek met ReferentieAanbieder {reference}.", reference=reference)
    return Breach(node, _("de referentie van een verzoek"), reference, text)


@rule("TR359", "319", op="Antwoord", level=3, retour="9359")
def antwoord_niet_na_toewijzing(ctx: Context, node: Node) -> Result:
    """No answer to a request that was already honoured."""
    if _verzoek(ctx, node) is None:
        return NVT
    assigned = ctx.admin.toegewezen_op(ctx.aanbieder, node.get("ReferentieAanbieder"))
    if assigned is None:
        return None
    text = _("Op dit verzoek is al toewijzing {number} verstuurd.", number=assigned.nummer)
    return Breach(node, _("geen toewijzing"), assigned.nummer, text)


@rule("TR360", "319", op="Antwoord", level=3, retour="9360")
def eenmaal_in_onderzoek(ctx: Context, node: Node) -> Result:
    """'In onderzoek' is only the first answer."""
    request = _verzoek(ctx, node)
    if request is None or node.get("VerzoekAntwoord") != IN_ONDERZOEK:
        return NVT
    if not request.antwoorden:
        return None
    text = _("VerzoekAntwoord 2 (in onderzoek) kan alleen het eerste antwoord op een verzoek zijn.")
    return Breach(node, _("geen eerder antwoord"), ", ".join(request.antwoorden), text)


@rule("TR365", "319", op="Antwoord", level=3, retour="9365")
def geen_antwoord_na_afwijzing(ctx: Context, node: Node) -> Result:
    """An earlier answer to the request was 'in onderzoek'."""
    request = _verzoek(ctx, node)
    if request is None or not request.antwoorden:
        return NVT
    if AFWIJZEN not in request.antwoorden:
        return None
    text = _("Het verzoek is al afgewezen.")
    return Breach(node, _("een eerder antwoord 2"), ", ".join(request.antwoorden), text)


def _verzoek(ctx: Context, node: Node) -> Verzoek | None:
    return ctx.admin.verzoek(ctx.aanbieder, node.get("ReferentieAanbieder"))
