"""Rules on a claim against the assignments (level 3).

Credits repeat an approved line, so these rules look at debits only. A line without a usable
assignment meets one rule (TR304, TR338 or TR384) and none of the others.
"""

from datetime import date

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import MINUUT, UUR, Context
from ketentoets.schemas.rules.declaratie import PRESTATIE
from ketentoets.schemas.rules.feiten import Prestatie, Toewijzing, nummer
from ketentoets.schemas.rules.lezen import dag, maandeinde
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule

CLIENT = "Declaratie/Clienten/Client"


def _van_client(ctx: Context, node: Node) -> Toewijzing | None:
    """The assignment of a debit line, when it is of this client and provider; credits have none."""
    line = ctx.prestatie(node)
    assignment = ctx.admin.toewijzing(line.gemeente, line.nummer)
    owner = (line.bsn, line.aanbieder)
    if line.credit or assignment is None or (assignment.bsn, assignment.aanbieder) != owner:
        return None
    return assignment


def toewijzing_van(ctx: Context, node: Node) -> Toewijzing | None:
    """As `_van_client`, without assignments on which nothing may be claimed (TR384)."""
    assignment = _van_client(ctx, node)
    return None if assignment is None or _is_verwijderd(ctx, assignment) else assignment


def _is_verwijderd(ctx: Context, assignment: Toewijzing) -> bool:
    return ctx.release >= "3.1" and assignment.reden_wijziging == "13"


@rule("TR304", "323", op=(CLIENT, PRESTATIE), level=3, retour="8187")
def client_is_bekend(ctx: Context, node: Node) -> Result:
    """The Bsn is that of a client with assignments, and of the client of the assignment."""
    client = node if node.name == "Client" else ctx.prestatie(node)
    bsn = client.get("Bsn") if isinstance(client, Node) else client.bsn
    known = ctx.admin.kent_client(ctx.gemeente, bsn)
    if node.name == "Client":
        text = _("De gemeente heeft aan deze client niets toegewezen.")
        return None if known else Breach(node, _("een bekende client"), bsn, text)
    assignment = ctx.admin.toewijzing(ctx.gemeente, nummer(node))
    if not known or assignment is None or ctx.prestatie(node).credit:
        return NVT
    if assignment.bsn == bsn:
        return None
    text = _("Toewijzing {number} is van een andere client.", number=assignment.nummer)
    return Breach(node, _("een toewijzing van deze client"), assignment.nummer, text, frozenset({"9338"}))


@rule("TR338", "323", op=PRESTATIE, level=3, retour="9338")
def prestatie_hoort_bij_toewijzing(ctx: Context, node: Node) -> Result:
    """A line names an assignment to this provider."""
    line = ctx.prestatie(node)
    if line.credit or not ctx.admin.kent_client(line.gemeente, line.bsn):
        return NVT
    assignment = ctx.admin.toewijzing(line.gemeente, line.nummer)
    if assignment and assignment.aanbieder == line.aanbieder:
        return None
    text = _("Er is geen toewijzing {number} aan deze aanbieder.", number=line.nummer)
    return Breach(node, _("een bekend ToewijzingNummer"), line.nummer, text)


@rule("TR384", "323", op=PRESTATIE, level=3, retour="9384", since="3.1")
def toewijzing_niet_verwijderd(ctx: Context, node: Node) -> Result:
    """Nothing is claimed on a deleted assignment; outside the one day it has left TR307 and TR308 are broken too."""
    assignment, line = _van_client(ctx, node), ctx.prestatie(node)
    if assignment is None:
        return NVT
    if not _is_verwijderd(ctx, assignment):
        return None
    text = _("Toewijzing {number} is verwijderd (RedenWijziging 13).", number=assignment.nummer)
    return Breach(node, _("een toewijzing die niet verwijderd is"), "13", text, _daarbuiten(assignment, line))


def _daarbuiten(assignment: Toewijzing, line: Prestatie) -> frozenset[str]:
    first, last = assignment.ingangsdatum or date.min, assignment.einddatum or date.max
    early, late = (line.begindatum or first) < first, (line.einddatum or last) > last
    return frozenset(code for code, wrong in (("9307", early), ("9308", late)) if wrong)


def gelijk(node: Node, name: str, expected: str, found: str) -> Result:
    """Whether a line has the value of its assignment; nothing to say when that has none."""
    if not expected:
        return NVT
    if expected == found:
        return None
    text = _("{name} {found} is niet die van de toewijzing.", name=name, found=found)
    return Breach(node, expected, found, text)


@rule("TR339", "323", op=PRESTATIE, level=3, retour="9339")
def categorie_van_toewijzing(ctx: Context, node: Node) -> Result:
    """The category is that of the assignment."""
    assignment = toewijzing_van(ctx, node)
    if assignment is None:
        return NVT
    return gelijk(node, "ProductCategorie", assignment.categorie, ctx.prestatie(node).categorie)


@rule("TR340", "323", op=PRESTATIE, level=3, retour="9340")
def code_van_toewijzing(ctx: Context, node: Node) -> Result:
    """The product code is that of the assignment."""
    assignment = toewijzing_van(ctx, node)
    if assignment is None:
        return NVT
    return gelijk(node, "ProductCode", assignment.code, ctx.prestatie(node).code)


@rule("TR341", "323", op=PRESTATIE, level=3, retour="9341")
def eenheid_van_toewijzing(ctx: Context, node: Node) -> Result:
    """The unit is that of the assignment, or of the contract without one; hours allow minutes."""
    assignment, line = toewijzing_van(ctx, node), ctx.prestatie(node)
    if assignment is None:
        return NVT
    contracted = ctx.contract.eenheden(line.code) if ctx.contract else frozenset()
    units = {assignment.eenheid} if assignment.eenheid else set(contracted)
    if not units:
        return NVT
    if UUR in units:
        units.add(MINUUT)
    if line.eenheid in units:
        return None
    text = _("Eenheid {unit} past niet bij die van de toewijzing.", unit=line.eenheid)
    return Breach(node, ", ".join(sorted(units)), line.eenheid, text)


@rule("TR307", "323", op=PRESTATIE, level=3, retour="9307")
def periode_niet_voor_toewijzing(ctx: Context, node: Node) -> Result:
    """A ProductPeriode does not begin before the assignment."""
    assignment, begin = toewijzing_van(ctx, node), ctx.prestatie(node).begindatum
    if assignment is None or begin is None or assignment.ingangsdatum is None:
        return NVT
    if begin >= assignment.ingangsdatum:
        return None
    text = _("De ProductPeriode begint voor de Ingangsdatum van de toewijzing.")
    expected = _("{day} of later", day=dag(assignment.ingangsdatum))
    return Breach(node, expected, dag(begin), text, frozenset({"9387"}))


@rule("TR308", "323", op=PRESTATIE, level=3, retour="9308")
def periode_niet_na_toewijzing(ctx: Context, node: Node) -> Result:
    """A ProductPeriode does not end after the assignment."""
    assignment, end = toewijzing_van(ctx, node), ctx.prestatie(node).einddatum
    if assignment is None or end is None or assignment.einddatum is None:
        return NVT
    if end <= assignment.einddatum:
        return None
    text = _("De ProductPeriode eindigt na de Einddatum van de toewijzing.")
    expected = _("{day} of eerder", day=dag(assignment.einddatum))
    return Breach(node, expected, dag(end), text, frozenset({"9388"}))


@rule("TR387", "323", op=PRESTATIE, level=3, retour="9387")
def periode_begint_met_maand(ctx: Context, node: Node) -> Result:
    """A ProductPeriode begins on the first of the month, or with the assignment."""
    assignment, begin = toewijzing_van(ctx, node), ctx.prestatie(node).begindatum
    if assignment is None or begin is None or begin < (assignment.ingangsdatum or date.min):
        return NVT
    expected = max(begin.replace(day=1), assignment.ingangsdatum or date.min)
    if begin == expected:
        return None
    text = _("De ProductPeriode begint niet op de eerste dag van de maand of van de toewijzing.")
    return Breach(node, dag(expected), dag(begin), text)


@rule("TR388", "323", op=PRESTATIE, level=3, retour="9388")
def periode_eindigt_met_maand(ctx: Context, node: Node) -> Result:
    """A ProductPeriode ends on the last of the month, or with the assignment."""
    assignment, end = toewijzing_van(ctx, node), ctx.prestatie(node).einddatum
    if assignment is None or end is None or end > (assignment.einddatum or date.max):
        return NVT
    expected = min(maandeinde(end), assignment.einddatum or date.max)
    if end == expected:
        return None
    text = _("De ProductPeriode eindigt niet op de laatste dag van de maand of van de toewijzing.")
    return Breach(node, dag(expected), dag(end), text)
