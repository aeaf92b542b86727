"""TR378: the municipality code is in the division of CBS that counts for the message.

That is the division of the Dagtekening. From 3.2 a code from before a reorganisation may be used as
long as it held on the Ingangsdatum of the assignment (301), or on the ToewijzingIngangsdatum of the
request (315). A message that only names an assignment or request is held against that when it is
known; an old code whose assignment is not known is not judged.
"""

from collections.abc import Iterator
from datetime import date

from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.schemas.gemeenten import bestaat, gemeenten
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.feiten import nummer, partijen
from ketentoets.schemas.rules.header import HEEN
from ketentoets.schemas.rules.lezen import dag
from ketentoets.schemas.rules.registry import NVT, Breach, Result, rule

OUDE_CODES = "3.2"
"""The first release in which a code may be older than the message."""
_EERSTE_DAG = {
    "301": "Client/ToegewezenProducten/ToegewezenProduct/Ingangsdatum",
    "315": "Client/AangevraagdeProducten/AangevraagdProduct/ToewijzingIngangsdatum",
}


@rule("TR378", *HEEN, op=("Header", "Antwoord/Woonplaatsbeginsel"), level=4, retour="S300")
def gemeente_bestaat(ctx: Context, node: Node) -> Result:
    """The code holds on the Dagtekening, or (from 3.2) on the first day of what the message is about."""
    code = node.get("Gemeente") if node.name == "Woonplaatsbeginsel" else ctx.gemeente
    signed = ctx.bericht.dagtekening
    if signed is None:
        return NVT
    if bestaat(code, signed):
        return None
    dagen = list(_eerste_dagen(ctx)) if ctx.release >= OUDE_CODES else []
    if any(bestaat(code, day) for day in dagen if day):
        return None
    if None in dagen and _was_er(code, signed):
        return NVT
    return Breach(
        node, _("een gemeentecode van CBS die geldt op {days}", days=_dagen(signed, dagen)), code, _uitleg(code)
    )


def _was_er(code: str, signed: date) -> bool:
    gemeente = gemeenten().get(code)
    return gemeente is not None and gemeente.einde is not None and gemeente.einde <= signed


def _dagen(signed: date, dagen: list[date | None]) -> str:
    return _(" of ").join(dag(day) for day in sorted({signed, *(d for d in dagen if d)}))


def _uitleg(code: str) -> str:
    gemeente = gemeenten().get(code)
    if gemeente is None:
        return _("Gemeentecode {code} bestaat niet.", code=code)
    if gemeente.einde is None:
        return _("Gemeentecode {code} ({name}) bestaat pas sinds {day}.",
                 code=code, name=gemeente.naam, day=dag(gemeente.ingang))  # fmt: skip
    return _("Gemeentecode {code} ({name}) is op {day} opgegaan in {successor}.",
             code=code, name=gemeente.naam, day=dag(gemeente.einde), successor=gemeente.opvolger)  # fmt: skip


def _eerste_dagen(ctx: Context) -> Iterator[date | None]:
    """The first days of the assignments or requests in or behind the message; None for one not known."""
    own = _EERSTE_DAG.get(ctx.bericht.soort)
    if own:
        path, _slash, name = own.rpartition("/")
        yield from (node.date(name) for node in ctx.root.all(path))
    elif ctx.bericht.soort == "319":
        yield from _van_verzoek(ctx)
    else:
        found = {_van_toewijzing(ctx, node) for node in ctx.root.every("ToewijzingNummer")}
        yield from found or {None}


def _van_toewijzing(ctx: Context, node: Node) -> date | None:
    above = node.parent()
    known = ctx.administratie
    if above is None or known is None:
        return None
    toewijzing = known.toewijzing(ctx.gemeente, nummer(above))
    return toewijzing.ingangsdatum if toewijzing else None


def _van_verzoek(ctx: Context) -> Iterator[date | None]:
    known, reference = ctx.administratie, ctx.root.get("Antwoord/ReferentieAanbieder")
    verzoek = known.verzoek(partijen(ctx.bericht)[1], reference) if known else None
    yield from (product.begindatum for product in verzoek.producten) if verzoek else (None,)
