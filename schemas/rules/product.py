"""Rules on assigned and requested products inside one message (level 2)."""

from datetime import date

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import VERWIJDERD
from ketentoets.schemas.rules.lezen import Zorg, dag, tekst, zorg
from ketentoets.schemas.rules.registry import NVT, Breach, Result, repeated, rule, rule_over

TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct"
AANGEVRAAGD = "Client/AangevraagdeProducten/AangevraagdProduct"
TE_WIJZIGEN = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct"
NIEUW = "Client/Verzoek/NieuweProducten/NieuwProduct"
VERWIJZERS = frozenset({"02", "03", "04", "05"})
EINDE_2020 = date(2020, 12, 31)
STAPELBAAR = {"iwmo": frozenset({"11", "12", "13", "14"})}
"""Domain -> the categories that may be assigned more than once for the same day."""


def periode(node: Node) -> tuple[date | None, date | None]:
    """Begin and end of a product or Periode, whatever the message calls them."""
    begins = ("Ingangsdatum", "ToewijzingIngangsdatum", "GewensteIngangsdatum", "Begindatum")
    ends = ("Einddatum", "ToewijzingEinddatum")
    begin = next((node.date(name) for name in begins if node.get(name)), None)
    return begin, next((node.date(name) for name in ends if node.get(name)), None)


@rule(
    "CS003",
    "301",
    "315",
    "317",
    op=(
        "Client/Contactgegevens/Contact/Periode",
        "Client/Relaties/Relatie/Contact/Periode",
        TOEGEWEZEN,
        AANGEVRAAGD,
        NIEUW,
        TE_WIJZIGEN,
    ),
)
def einde_niet_voor_begin(_ctx: Context, node: Node) -> Result:
    """A period does not end before it begins."""
    begin, end = periode(node)
    if begin is None or end is None:
        return NVT
    if end >= begin:
        return None
    text = _("De einddatum {end} ligt voor de begindatum {begin}.", end=dag(end), begin=dag(begin))
    return Breach(node, _("{day} of later", day=dag(begin)), dag(end), text)


@rule("CS335", "301", op=TOEGEWEZEN, since="3.1")
def verwijderd_heeft_geen_duur(_ctx: Context, node: Node) -> Result:
    """A deleted assignment begins and ends on the same day."""
    if node.get("RedenWijziging") != "13":
        return NVT
    begin, end = periode(node)
    if begin == end:
        return None
    text = _("Een toewijzing met RedenWijziging 13 (verwijderd) eindigt op haar ingangsdatum.")
    return Breach(node, dag(begin), dag(end), text)


@rule("CS336", "301", op=TOEGEWEZEN, since="3.1")
def reden_01_is_vervallen(_ctx: Context, node: Node) -> Result:
    """RedenWijziging 01 is no longer used."""
    reason = node.get("RedenWijziging")
    if not reason:
        return NVT
    if reason != "01":
        return None
    return Breach(node, "13, 14", "01", _("RedenWijziging 01 is vervallen en wordt niet meer gebruikt."))


@rule("CD043", "315", op=AANGEVRAAGD)
def beschikking_heeft_datum(_ctx: Context, node: Node) -> Result:
    """BeschikkingIngangsdatum is filled exactly when BeschikkingNummer is."""
    wanted, day = bool(node.get("BeschikkingNummer")), node.get("BeschikkingIngangsdatum")
    if wanted == bool(day):
        return None
    text = _("BeschikkingIngangsdatum hoort gevuld te zijn bij een BeschikkingNummer, en anders leeg.")
    return Breach(node, _("gevuld") if wanted else _("leeg"), tekst(day), text)


@rule("CD066", "315", op=f"{AANGEVRAAGD}/Verwijzer")
def geen_naam_bij_code(_ctx: Context, node: Node) -> Result:
    """A referrer with a ZorgverlenerCode has no name."""
    if node.get("Type") not in VERWIJZERS or not node.get("ZorgverlenerCode"):
        return NVT
    if not node.get("Naam"):
        return None
    text = _("De naam van een verwijzer met ZorgverlenerCode blijft leeg.")
    return Breach(node, _("leeg"), node.get("Naam"), text)


@rule("CD067", "315", op=f"{AANGEVRAAGD}/Verwijzer")
def naam_zonder_code(_ctx: Context, node: Node) -> Result:
    """A referrer of type 02-05 without a ZorgverlenerCode has a name."""
    if node.get("Type") not in VERWIJZERS or node.get("ZorgverlenerCode"):
        return NVT
    if node.get("Naam"):
        return None
    text = _("Een verwijzer van Type {kind} heeft een ZorgverlenerCode of een Naam.", kind=node.get("Type"))
    return Breach(node, _("gevuld"), _("leeg"), text)


@rule("CD068", "315", op=f"{AANGEVRAAGD}/Verwijzer")
def code_alleen_bij_zorgverlener(_ctx: Context, node: Node) -> Result:
    """A referrer of another type has no ZorgverlenerCode."""
    if node.get("Type") in VERWIJZERS:
        return NVT
    if not node.get("ZorgverlenerCode"):
        return None
    text = _("Een verwijzer van Type {kind} heeft geen ZorgverlenerCode.", kind=node.get("Type"))
    return Breach(node, _("leeg"), node.get("ZorgverlenerCode"), text)


def botst(ctx: Context, care: Zorg, other: Zorg) -> bool:
    """Whether the same product occurs twice for one day, where this domain does not allow it."""
    return care.zelfde_product(other, STAPELBAAR.get(ctx.bericht.domain, frozenset())) and care.overlapt(other)


def gestapeld(node: Node, care: Zorg) -> Breach:
    """The breach of a product that occurs twice for one day."""
    text = _("Hetzelfde product komt vaker voor met overlappende perioden.")
    return Breach(node, _("perioden die niet overlappen"), f"{dag(care.begin)} - {dag(care.einde)}", text)


def _stapeling(ctx: Context, items: list[tuple[Node, Zorg]]) -> list[Breach]:
    earlier = ([other for _node, other in items[:index]] for index in range(len(items)))
    pairs = zip(items, earlier, strict=True)
    return [gestapeld(node, care) for (node, care), before in pairs if any(botst(ctx, care, o) for o in before)]


@rule_over("TR302", "301", op=TOEGEWEZEN)
def toewijzing_niet_gestapeld(ctx: Context, nodes: list[Node]) -> list[Breach]:
    """The same product is not assigned twice for one day; deleted assignments do not count."""
    reasons = {"01"} if ctx.release == "3.0" else VERWIJDERD
    items = [(node, zorg(node, "Ingangsdatum", "Einddatum")) for node in nodes]
    standing = [(n, z) for n, z in items if not (n.get("RedenWijziging") in reasons and z.begin == z.einde)]
    return _stapeling(ctx, standing)


@rule_over("TR386", "315", op=AANGEVRAAGD)
def aanvraag_niet_gestapeld(ctx: Context, nodes: list[Node]) -> list[Breach]:
    """The same product is not requested twice for one day."""
    return _stapeling(ctx, [(n, zorg(n, "ToewijzingIngangsdatum", "ToewijzingEinddatum")) for n in nodes])


@rule_over("TR410", "317", op=NIEUW)
def nieuw_niet_gestapeld(ctx: Context, nodes: list[Node]) -> list[Breach]:
    """The same new product is not asked twice for one day."""
    return _stapeling(ctx, [(n, zorg(n, "GewensteIngangsdatum", "Einddatum")) for n in nodes])


@rule_over("TR383", "315", op=AANGEVRAAGD)
def referentie_per_product(_ctx: Context, nodes: list[Node]) -> list[Breach]:
    """Each requested product has its own ReferentieAanbieder."""
    text = _("De ReferentieAanbieder komt in dit bericht al bij een ander AangevraagdProduct voor.")
    double = repeated(nodes, lambda n: n.get("ReferentieAanbieder"))
    return [Breach(n, _("een eigen referentie"), n.get("ReferentieAanbieder"), text) for n in double]
