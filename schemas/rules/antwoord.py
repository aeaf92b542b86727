"""Rules on the answer to a claim, 325."""

from ketentoets.core.message import Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.declaratie import PRESTATIE_TERUG
from ketentoets.schemas.rules.feiten import Declaratie, Prestatie, bedrag
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule

ANTWOORD = "DeclaratieAntwoord"
GOED = frozenset({"0200", "8001"})


def _declaratie(ctx: Context) -> Declaratie | None:
    identification = ctx.root.get("Header/DeclaratieIdentificatie/Identificatie")
    wanted = (identification, ctx.gemeente, ctx.aanbieder)
    claims = [d for d in ctx.admin.declaraties.alle if (d.identificatie, d.gemeente, d.aanbieder) == wanted]
    return claims[-1] if claims else None


def _regel(ctx: Context, node: Node) -> Prestatie | None:
    """The claimed line that a returned one is about."""
    claim, line = _declaratie(ctx), ctx.prestatie(node)
    lines = [p for p in claim.prestaties if p.referentie == line.referentie] if claim else []
    same = [p for p in lines if p.inhoud == line.inhoud]
    candidates = same or lines
    return candidates[0] if candidates else None


@rule("TR337", "325", op="Header", level=3, retour="")
def antwoord_op_bekende_declaratie(ctx: Context, node: Node) -> Result:
    """DeclaratieIdentificatie is that of a claim."""
    claim = _declaratie(ctx)
    signed = node.date("DeclaratieIdentificatie/Dagtekening")
    found = node.get("DeclaratieIdentificatie/Identificatie")
    if claim and claim.dagtekening == signed:
        return None
    text = _("DeclaratieIdentificatie {id} is niet die van een ontvangen declaratie.", id=found)
    return Breach(node, _("identificatie en dagtekening van het 323"), f"{found}, {signed}", text)


@rule("TR371", "325", op="Header", level=3, retour="")
def xsdversie_van_declaratie(ctx: Context, node: Node) -> Result:
    """XsdVersieDeclaratie is the XsdVersie of the claim."""
    claim = _declaratie(ctx)
    if claim is None:
        return NVT
    names = ("BasisschemaXsdVersie", "BerichtXsdVersie")
    found = tuple(node.get(f"XsdVersieDeclaratie/{name}") for name in names)
    if found == claim.xsd_versie:
        return None
    text = _("XsdVersieDeclaratie is niet de XsdVersie van de declaratie.")
    return Breach(node, " / ".join(claim.xsd_versie), " / ".join(found), text)


@rule("TR376", "325", op=ANTWOORD, level=3, retour="")
def nummer_van_declaratie(ctx: Context, node: Node) -> Result:
    """DeclaratieNummer is that of the claim."""
    claim, found = _declaratie(ctx), node.get("DeclaratieNummer")
    if claim is None:
        return NVT
    if found == claim.nummer:
        return None
    text = _("DeclaratieNummer {number} is niet dat van de declaratie.", number=found)
    return Breach(node, claim.nummer, found, text)


@rule("TR366", "325", op=PRESTATIE_TERUG, level=3, retour="9366")
def prestatie_uit_declaratie(ctx: Context, node: Node) -> Result:
    """A returned line was claimed."""
    if _declaratie(ctx) is None:
        return NVT
    if _regel(ctx, node):
        return None
    reference = ctx.prestatie(node).referentie
    text = _("Prestatie {ref} komt niet voor in de declaratie.", ref=reference)
    return Breach(node, _("een ReferentieNummer uit de declaratie"), reference, text)


@rule("TR367", "325", op=PRESTATIE_TERUG, level=3, retour="9367")
def prestatie_ongewijzigd(ctx: Context, node: Node) -> Result:
    """A returned line is as it was claimed."""
    claimed, line = _regel(ctx, node), ctx.prestatie(node)
    if claimed is None:
        return NVT
    if (claimed.inhoud, claimed.vorige, claimed.credit) == (line.inhoud, line.vorige, line.credit):
        return None
    text = _("Prestatie {ref} is anders dan in de declaratie.", ref=line.referentie)
    return Breach(node, _inhoud(claimed), _inhoud(line), text)


def _inhoud(line: Prestatie) -> str:
    return ", ".join(str(value) for value in (*line.inhoud, "C" if line.credit else "D"))


@rule("TR367", "325", op=ANTWOORD, level=3, retour="9367")
def totaal_ongewijzigd(ctx: Context, node: Node) -> Result:
    """TotaalIngediendBedrag is that of the claim."""
    claim, total = _declaratie(ctx), bedrag(node, "TotaalIngediendBedrag", "TotaalBedrag")
    if claim is None:
        return NVT
    if claim.totaal == total:
        return None
    text = _("TotaalIngediendBedrag is anders dan in de declaratie.")
    return Breach(node, euro(claim.totaal), euro(total), text)


@rule("TR342", "325", op=ANTWOORD)
def bedragen_kloppen(ctx: Context, node: Node) -> Result:
    """The returned lines explain what was not granted; a refused claim is granted nothing."""
    submitted = bedrag(node, "TotaalIngediendBedrag", "TotaalBedrag")
    granted = bedrag(node, "TotaalToegekendBedrag", "TotaalBedrag")
    codes = {code.text for code in node.all("RetourCodes/RetourCode")}
    returned = sum(line.prestatie.met_teken for line in ctx.regels)
    expected = submitted - returned if codes <= GOED else 0
    if granted == expected:
        return None
    text = _("TotaalToegekendBedrag {granted} past niet bij de teruggestuurde prestaties.", granted=euro(granted))
    return Breach(node, euro(expected), euro(granted), text)


@rule("TR342", "325", op=ANTWOORD)
def afgekeurde_declaratie_zonder_regels(ctx: Context, node: Node) -> Result:
    """A claim that is refused, or granted in full, comes back without lines."""
    codes = {code.text for code in node.all("RetourCodes/RetourCode")}
    if codes == {"0200"}:
        return NVT
    if not ctx.regels:
        return None
    text = _("Dit antwoord op de hele declaratie hoort geen prestaties te bevatten.")
    return Breach(node, "0", str(len(ctx.regels)), text)


@rule("TR304", "325", op=f"{ANTWOORD}/Clienten/Client", level=3, retour="8187")
def client_uit_declaratie(ctx: Context, node: Node) -> Result:
    """A returned client was in the claim."""
    claim, bsn = _declaratie(ctx), node.get("Bsn")
    if claim is None:
        return NVT
    if any(line.bsn == bsn for line in claim.prestaties):
        return None
    text = _("Deze client komt niet voor in de declaratie.")
    return Breach(node, _("een client uit de declaratie"), bsn, text)
