"""Rules on the Header and on dates and double classes in the whole message."""

from collections.abc import Iterator
from typing import Any

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import nummer
from ketentoets.schemas.rules.lezen import dag
from ketentoets.schemas.rules.registry import NVT, Breach, Result, repeated, rule, rule_over

HEEN = ("301", "305", "307", "315", "317", "319", "323", "325")


@rule("TR056", *HEEN, op="Header", level=3, retour="9056")
def identificatie_is_nieuw(ctx: Context, node: Node) -> Result:
    """A sender uses an Identificatie once per message type."""
    identification = ctx.bericht.identificatie
    if (ctx.bericht.soort, node.get("Afzender"), identification) not in ctx.admin.gezien:
        return None
    text = _(
        "De Identificatie {id} is al gebruikt voor een eerdere {message}.",
        id=identification,
        message=ctx.bericht.naam,
    )
    return Breach(node, _("een nieuwe Identificatie"), identification, text)


@rule("TR135", *HEEN, op="Header", level=4, retour="8848", nodig=("nu",))
def dagtekening_niet_in_toekomst(ctx: Context, node: Node) -> Result:
    """The Dagtekening is not later than today."""
    signed, today = ctx.bericht.dagtekening, ctx.nu
    if signed is None or today is None:
        return NVT
    if signed <= today:
        return None
    text = _("De Dagtekening {signed} ligt in de toekomst.", signed=dag(signed))
    return Breach(node, _("{day} of eerder", day=dag(today)), dag(signed), text)


DATUMS = (
    "Client/Geboortedatum/Datum",
    "Client/Relaties/Relatie/Geboortedatum/Datum",
    "Client/ToegewezenProducten/ToegewezenProduct/Toewijzingsdatum",
    "Client/StartProducten/StartProduct/Begindatum",
    "Client/StopProducten/StopProduct/Einddatum",
    "Declaratie/DeclaratiePeriode/Begindatum",
    "Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Begindatum",
    "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Begindatum",
)
"""The list of rules does not name the elements; the validation module of iStandaarden (3.2) looks at these."""


@rule("TR134", "301", "305", "307", "315", "323", "325", op=DATUMS)
def datum_niet_na_dagtekening(ctx: Context, node: Node) -> Result:
    """What has happened lies on or before the Dagtekening."""
    above, signed = node.parent(), ctx.bericht.dagtekening
    day = above.date(node.name) if above else None
    if above is None or day is None or signed is None or above.get("StatusAanlevering") == "3":
        return NVT
    if day <= signed:
        return None
    text = _("{name} {day} ligt na de Dagtekening van het bericht.", name=node.name, day=dag(day))
    return Breach(node, _("{day} of eerder", day=dag(signed)), dag(day), text)


SLEUTELS: dict[str, tuple[str, ...]] = {
    "Relatie": ("Nummer",),
    "Contact": ("Soort",),
    "ToegewezenProduct": ("ToewijzingNummer",),
    "StartProduct": ("ToewijzingNummer", "Product/Categorie", "Product/Code", "Begindatum"),
    "StopProduct": ("ToewijzingNummer", "Product/Categorie", "Product/Code", "Begindatum"),
    "AangevraagdProduct": ("ReferentieAanbieder",),
    "OngewijzigdProduct": ("ToewijzingNummer",),
    "TeWijzigenProduct": ("ToewijzingNummer",),
    "NieuwProduct": ("Product/Categorie", "Product/Code", "GewensteIngangsdatum"),
    "Client": ("Bsn",),
    "Prestatie": ("ProductReferentie/ReferentieNummer", "ProductReferentie/VorigReferentieNummer"),
}
"""The logical key of each class, within the class around it: its elements that are 'Id' in the informatiemodel 3.2."""


@rule_over(
    "TR101",
    "301",
    "305",
    "307",
    "315",
    "317",
    "323",
    "325",
    op=tuple(f"//{name}" for name in SLEUTELS),
)
def geen_dubbele_klassen(ctx: Context, nodes: list[Node]) -> Iterator[Breach]:
    """No two classes in a message have the same key."""
    for node in repeated(nodes, lambda n: _sleutel(ctx, n)):
        text = _("{name} komt dubbel voor: de sleutel is gelijk aan die van een eerdere.", name=node.name)
        yield Breach(node, _("een unieke sleutel"), ", ".join(_waarden(ctx, node)), text)


def _sleutel(ctx: Context, node: Node) -> tuple[Any, ...]:
    return (node.name, node.element.getparent(), *(_waarde(node, name) for name in _namen(ctx, node)))


def _waarde(node: Node, name: str) -> object:
    """A part of a key as what it means: 7 and 007 are one number."""
    if name == "ToewijzingNummer":
        return nummer(node)
    return node.date(name) if name.endswith("datum") else node.get(name)


def _waarden(ctx: Context, node: Node) -> list[str]:
    return [node.get(name) for name in _namen(ctx, node)]


def _namen(ctx: Context, node: Node) -> tuple[str, ...]:
    names = SLEUTELS[node.name]
    if node.name == "StopProduct" and ctx.release >= "3.2":
        return (*names, "RedenBeeindiging")
    return names
