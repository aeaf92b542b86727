"""Expectations: what a scenario says must come, must not come, or how many. Plain data."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ketentoets.core.calendar import parse_moment
from ketentoets.core.finding import Finding
from ketentoets.core.message import Node, berichtnaam
from ketentoets.core.taal import _
from ketentoets.session.berichten import Eis, Ketenbericht, Zoek
from ketentoets.transports.base import Rol

KOMT, KOMT_NIET, AANTAL = "komt", "komt niet", "aantal"


@dataclass(frozen=True)
class Verwachting:
    """`soort` is komt, komt niet or aantal (that many units in all).

    Only messages after journal line `sinds` count; `tot` is the last moment for 'komt niet' and 'aantal'.
    """

    soort: str
    van: Rol
    wat: str
    zoek: tuple[Zoek, ...] = ()
    sinds: int = -1
    tot: str = ""
    aantal: int = 0
    regel: str = ""
    bron: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The JSON form for the journal."""
        return {**asdict(self), "van": str(self.van)}

    @classmethod
    def uit(cls, data: dict[str, Any]) -> "Verwachting":
        """From the JSON form."""
        values = {**data, "van": Rol(data["van"]), "zoek": tuple(Zoek.uit(z) for z in data["zoek"])}
        return cls(**values)

    def kandidaten(self, berichten: Iterable[Ketenbericht]) -> list[Ketenbericht]:
        """The messages that are meant, whatever they hold, in the order of the journal."""
        mine = (kb for kb in berichten if kb.van is self.van and kb.n > self.sinds)
        return [kb for kb in mine if any(z.past(kb) for z in self.zoek)]

    def vervuld(self, berichten: Iterable[Ketenbericht]) -> bool:
        """Whether a message came that is meant and holds what it must."""
        return any(self.klopt(kb) for kb in self.kandidaten(berichten))

    def klopt(self, kb: Ketenbericht) -> bool:
        """Whether this message is meant and holds what it must."""
        units = ((zoek, unit) for zoek in self.zoek for unit in zoek.eenheden(kb))
        return any(all(eis.geldt(unit) for eis in zoek.eisen) for zoek, unit in units)


def oordeel(
    verwachting: Verwachting, berichten: list[Ketenbericht], al_gemeld: set[str], domein: str
) -> Iterator[Finding]:
    """What is wrong with regard to an expectation, in the message names of the domain ('ijw', 'iwmo').

    `al_gemeld` are message types already reported missing.
    """
    match verwachting.soort:
        case "komt":
            yield from _komt(verwachting, berichten, al_gemeld, domein)
        case "komt niet":
            yield from _komt_niet(verwachting, berichten)
        case "aantal":
            yield from _aantal(verwachting, berichten, domein)


def _komt(v: Verwachting, berichten: list[Ketenbericht], al_gemeld: set[str], domein: str) -> Iterator[Finding]:
    if v.vervuld(berichten):
        return
    candidates = v.kandidaten(berichten)
    if candidates:
        yield from _inhoud(v, candidates[-1])
    elif not al_gemeld & (soorten := {z.soort for z in v.zoek}):
        wel = any(kb.soort in soorten and kb.van == v.van for kb in berichten)
        yield Finding(
            soort="ontbreekt",
            tekst=_("De {wie} stuurde niet wat verwacht was: {wat}.", wie=v.van, wat=v.wat),
            regel=v.regel,
            bron=v.bron,
            bericht=_naam(v, domein),
            verwacht=v.wat,
            gevonden=_("geen bericht met die inhoud") if wel else _("geen bericht"),
        )


def _inhoud(v: Verwachting, kb: Ketenbericht) -> Iterator[Finding]:
    zoek, unit = next((z, u) for z in v.zoek for u in z.eenheden(kb))
    for eis in zoek.eisen:
        if not eis.geldt(unit):
            yield _afwijking(v, kb, unit, eis)


def _afwijking(v: Verwachting, kb: Ketenbericht, unit: Node, eis: Eis) -> Finding:
    found = unit.find(eis.pad)
    actual = found.text.strip() or _("gevuld") if found else _("leeg")
    return Finding(
        soort="inhoud",
        tekst=_(
            "{wat}: {veld} is {actual}, verwacht {expected}.",
            wat=_zin(v.wat),
            veld=eis.pad.rsplit("/", 1)[-1],
            actual=actual,
            expected=eis.verwacht(),
        ),
        regel=v.regel,
        bron=v.bron,
        bericht=kb.bericht.naam if kb.bericht else kb.soort,
        bericht_id=kb.id,
        pad=f"{(found or unit).path}",
        lijn=(found or unit).line,
        verwacht=eis.verwacht(),
        gevonden=actual,
    )


def _komt_niet(v: Verwachting, berichten: list[Ketenbericht]) -> Iterator[Finding]:
    until = parse_moment(v.tot) if v.tot else None
    for kb in v.kandidaten(berichten):
        if (until is None or kb.beschikbaar <= until) and v.klopt(kb):
            unit = next(u for z in v.zoek for u in z.eenheden(kb))
            yield Finding(
                soort="ongevraagd",
                tekst=_("De {wie} stuurde een bericht dat niet mag: {wat}.", wie=v.van, wat=v.wat),
                regel=v.regel,
                bron=v.bron,
                bericht=kb.bericht.naam if kb.bericht else kb.soort,
                bericht_id=kb.id,
                pad=unit.path,
                lijn=unit.line,
                verwacht=_("geen bericht"),
                gevonden=kb.bericht.naam if kb.bericht else kb.soort,
            )


def _aantal(v: Verwachting, berichten: list[Ketenbericht], domein: str) -> Iterator[Finding]:
    until = parse_moment(v.tot) if v.tot else None
    mine = [kb for kb in berichten if kb.van is v.van and kb.n > v.sinds and (until is None or kb.beschikbaar <= until)]
    count = sum(len(zoek.eenheden(kb)) for zoek in v.zoek for kb in mine)
    if count != v.aantal:
        last = next((kb for kb in reversed(mine) if any(kb.soort == z.soort for z in v.zoek)), None)
        yield Finding(
            soort="aantal",
            tekst=_("{wat}: {count} gevonden, {expected} verwacht.", wat=_zin(v.wat), count=count, expected=v.aantal),
            regel=v.regel,
            bron=v.bron,
            bericht=_naam(v, domein),
            bericht_id=last.id if last else "",
            verwacht=str(v.aantal),
            gevonden=str(count),
        )


def _zin(wat: str) -> str:
    return wat[:1].upper() + wat[1:]


def _naam(v: Verwachting, domein: str) -> str:
    return _(" of ").join(dict.fromkeys(berichtnaam(domein, z.soort) for z in v.zoek))
