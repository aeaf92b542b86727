"""Rules on the assignment (301) against what was known, and on the product list."""

from collections.abc import Iterator

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import (
    AFGEWEZEN,
    GOEDGEKEURD,
    TOEGEWEZEN,
    Toewijzing,
    Verzoek,
    lees_toewijzing,
)
from ketentoets.schemas.rules.lezen import tekst
from ketentoets.schemas.rules.product import TOEGEWEZEN as PRODUCT
from ketentoets.schemas.rules.regie import VERWIJDEREN
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule


@rule("TR332", "301", op=PRODUCT, level=3, retour="9332")
def nummer_is_van_dit_product(ctx: Context, node: Node) -> Result:
    """A ToewijzingNummer stays with its client, provider and product."""
    new = lees_toewijzing(ctx.bericht, node)
    known = ctx.admin.toewijzing(new.gemeente, new.nummer)
    if known is None or _van_wie(known) == _van_wie(new):
        return None
    text = _("ToewijzingNummer {number} is al van een andere toewijzing.", number=new.nummer)
    return Breach(node, _("een nieuw nummer"), new.nummer, text)


def _van_wie(toewijzing: Toewijzing) -> tuple[str, ...]:
    return (toewijzing.bsn, toewijzing.aanbieder, toewijzing.categorie, toewijzing.code)


@rule("TR379", "301", op=PRODUCT, level=3, retour="9379")
def referentie_van_gehonoreerd_verzoek(ctx: Context, node: Node) -> Result:
    """ReferentieAanbieder is that of the request being honoured, and empty otherwise."""
    new = lees_toewijzing(ctx.bericht, node)
    wrong = _verkeerde_referentie(ctx, new) if new.referentie else _ontbrekende_referentie(ctx, new)
    if wrong is None:
        return None
    expected, text = wrong
    return Breach(node, expected, tekst(new.referentie), text)


def _verkeerde_referentie(ctx: Context, new: Toewijzing) -> tuple[str, str] | None:
    request = ctx.admin.verzoek(new.aanbieder, new.referentie)
    if request is None or (request.gemeente, request.bsn) != (new.gemeente, new.bsn):
        text = _("Er is geen verzoek voor deze client met ReferentieAanbieder {ref}.", ref=new.referentie)
        return _("de referentie van een verzoek, of leeg"), text
    if request.status in {TOEGEWEZEN, AFGEWEZEN}:
        text = _("Het verzoek {ref} is al {status}.", ref=new.referentie, status=request.status)
        return _("leeg"), text
    if request.soort == "315" and not new.reden_wijziging and ctx.admin.toewijzing(new.gemeente, new.nummer):
        text = _("Toewijzing {number} bestond al en wijzigt niet: zij honoreert geen verzoek.", number=new.nummer)
        return _("leeg"), text
    return None


def _ontbrekende_referentie(ctx: Context, new: Toewijzing) -> tuple[str, str] | None:
    """An open request asks for exactly this product, or is a request for change that another product names.

    What honours a request for change (317) is one whole: all its assignments carry the reference, also the unchanged.
    """
    known = ctx.admin.toewijzing(new.gemeente, new.nummer)
    for request in ctx.admin.verzoeken:
        same = (request.gemeente, request.bsn, request.aanbieder) == (new.gemeente, new.bsn, new.aanbieder)
        if not (same and request.loopt):
            continue
        named = request.referentie in _referenties(ctx)
        asked = not known and (new.categorie, new.code, new.ingangsdatum) in _gevraagd(ctx, request)
        if (request.soort == "317" and named) or (asked and not named):
            text = _("De toewijzing honoreert verzoek {ref}, maar noemt het niet.", ref=request.referentie)
            return request.referentie, text
    return None


def _gevraagd(ctx: Context, request: Verzoek) -> Iterator[tuple[object, ...]]:
    """Category, code and first day of what is asked; of an assignment that is to change, its own product."""
    for asked in request.producten:
        known = ctx.admin.toewijzing(request.gemeente, asked.nummer) if asked.nummer else asked
        if known is not None:
            yield known.categorie, known.code, asked.begindatum


def _referenties(ctx: Context) -> set[str]:
    return {node.text for node in ctx.root.every("ReferentieAanbieder")}


@rule("TR385", "301", op=PRODUCT, level=3, retour="9385", since="3.1")
def verwijdert_geen_gedeclareerde(ctx: Context, node: Node) -> Result:
    """An assignment with approved claims is not deleted."""
    if node.get("RedenWijziging") != "13":
        return NVT
    new = lees_toewijzing(ctx.bericht, node)
    lines = [p for p in ctx.admin.debetregels(new.gemeente, new.nummer) if p.status == GOEDGEKEURD]
    if not lines:
        return None
    text = _("Op toewijzing {number} is al gedeclareerd; zij kan niet worden verwijderd.", number=new.nummer)
    found = ", ".join(line.referentie for line in lines)
    return Breach(node, _("geen goedgekeurde prestaties"), found, text)


PRODUCTEN = (
    PRODUCT,
    "Client/StartProducten/StartProduct",
    "Client/StopProducten/StopProduct",
    "Client/AangevraagdeProducten/AangevraagdProduct",
    "Client/Verzoek/NieuweProducten/NieuwProduct",
    "Declaratie/Clienten/Client/Prestaties/Prestatie",
)
MELDINGEN = frozenset({"StartProduct", "StopProduct"})


@rule(
    "TR381",
    "301",
    "305",
    "307",
    "315",
    "317",
    "323",
    op=PRODUCTEN,
    level=4,
    retour="S329",
    nodig=("contract",),
)
def code_past_bij_categorie(ctx: Context, node: Node) -> Result:
    """A product code belongs to its category, by the product list in use; what deletes repeats an earlier message."""
    code = node.get("Product/Code") or node.get("ProductCode")
    category = node.get("Product/Categorie") or node.get("ProductCategorie")
    listed = ctx.contract.categorie(code) if ctx.contract and code else None
    deleting = node.name in MELDINGEN and node.get("StatusAanlevering") == VERWIJDEREN
    if listed is None or deleting:
        return NVT
    if listed == category:
        return None
    text = _("ProductCode {code} hoort bij categorie {category}.", code=code, category=listed)
    return Breach(node, listed, category, text)
