"""Which rule the fast path covers, and how: nothing else makes its "nothing found" trustworthy.

A rule that looks at one row at a time is run itself, on one real row for every combination of
values in the columns that it reads (`WAARDEN`). What compares rows or sums them up is done on whole
columns in `kolomregels` (`KOLOMREGELS`). A rule of the catalogue in neither list makes the fast path give up.
"""

from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.registry import BERICHTOVERSTIJGEND, Rule

SOORT = "323"

KOP, PERIODE, PRODUCT = "kop", "periode", "product"
CREDIT, TARIEF = "vorige gevuld, debetcredit", "tarief gevuld, eenheid"

WAARDEN: dict[str, str] = {
    "CD060": CREDIT,
    "CD087": TARIEF,
    "CS100": PERIODE,
    "CS337": PERIODE,
    "CS340": KOP,
    "TR134": PERIODE,
    "TR135": KOP,
    "TR137": PERIODE,
    "TR335": PERIODE,
    "TR378": KOP,
    "TR381": PRODUCT,
}
"""Rule -> what its outcome depends on, apart from the head of the message."""

KOLOMREGELS = frozenset({"CS002", "CS325", "CS339", "TR101", "TR315", "TR316", "TR346", "TR358", "TR416"})
"""Rules that are judged on whole columns."""
OOK_OP_KOP = frozenset({"CS325"})
"""Those of them that look at the head as well: they are run like the others too."""
SCHEMA = frozenset({"CS015", "CS025", "CS319"})
"""Rules of level 1: the schema enforces them."""


def regels_van(ctx: Context) -> list[Rule]:
    """The rules of levels 1, 2 and 4 that the tree path would run on a 323 in this context."""
    key = SOORT, ctx.release, ctx.bericht.domain
    return [r for r in catalogue() if r.niveau != BERICHTOVERSTIJGEND and r.geldt(*key) and r.kan(ctx)]


def ongedekt(ctx: Context) -> frozenset[str]:
    """The codes of the rules that the fast path does not know."""
    return frozenset(rule.code for rule in regels_van(ctx)) - WAARDEN.keys() - KOLOMREGELS - SCHEMA


def op_waarden(ctx: Context) -> list[Rule]:
    """The rules to run on the head and the rows with different values."""
    return [rule for rule in regels_van(ctx) if rule.code in WAARDEN or rule.code in OOK_OP_KOP]
