"""The fast path for small messages: for a markup that was seen before, it says "nothing found", or nothing.

The rules themselves run, on the elements of a sjabloon (`sjabloon.Vlak`): no second judgement of what is right.
A message in which one of them finds anything is left to the tree.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from operator import call
from typing import Any

from lxml import etree

from ketentoets.core.message import Bericht, boom_van, parse
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import ALL_LEVELS, toepasselijk
from ketentoets.schemas.rules.registry import BERICHTFORMAAT, BERICHTOVERSTIJGEND
from ketentoets.schemas.snel.geheugen import Geheugen, Spoor, Vraag
from ketentoets.schemas.snel.sjabloon import Sjabloon, maak_sjabloon, splits
from ketentoets.schemas.snel.zeker import Zeker, zekerheden
from ketentoets.schemas.validator import is_geldig, is_meegeleverd

MAX_SJABLONEN = 512
"""How many markups are remembered, and twice as many of which only one message came by."""
_NIVEAUS = ALL_LEVELS - {BERICHTFORMAAT, BERICHTOVERSTIJGEND}

MaakContext = Callable[[Bericht], Context]


@dataclass(frozen=True)
class _Plan:
    """How messages with one markup are judged: `voorbeeld` is what the tree path made of one of them.

    `zeker` has a check for each value, when there is one for all of them: what passes needs no schema, for a
    markup that the schema allowed before is allowed with any values that their data types allow.
    """

    schema: Any
    zeker: list[Zeker]
    geheugen: Geheugen
    voorbeeld: Any

    def is_zeker_geldig(self, waarden: list[str]) -> bool:
        """Whether the schema is sure to allow a message with these values; if not, it has to be asked."""
        return bool(self.zeker) and all(map(call, self.zeker, waarden))


class Sjablonen:
    """The markups that one validation has met. Not for several threads."""

    def __init__(self, maak_context: MaakContext, zoek_schema: Callable[[Bericht], Any | None]) -> None:
        self._maak_context, self._zoek_schema = maak_context, zoek_schema
        self._plannen: OrderedDict[str, _Plan] = OrderedDict()
        self._eenmaal: OrderedDict[int, None] = OrderedDict()

    def oordeel(self, raw: bytes) -> Any | None:
        """What the tree path made of a right message with this markup, when this one is right as well."""
        delen = splits(raw)
        plan = self._plannen.get(delen[0]) if delen else None
        if delen is None or plan is None:
            return None
        self._plannen.move_to_end(delen[0])
        return plan.voorbeeld if self._is_goed(plan, raw, delen[1]) else None

    def _is_goed(self, plan: _Plan, raw: bytes, waarden: list[str]) -> bool:
        try:
            if not plan.is_zeker_geldig(waarden) and not is_geldig(boom_van(raw), plan.schema):
                return False
        except (etree.XMLSyntaxError, ValueError):
            return False
        try:
            return plan.geheugen.is_goed(waarden)
        except Exception:  # what a rule cannot cope with is for the tree path to tell
            return False

    def leer(self, raw: bytes, voorbeeld: Any) -> None:
        """Remember the markup of a message in which the tree path found nothing; `voorbeeld` is what it made of it.

        The first message with a markup only leaves a trace: many a markup comes once.
        """
        delen = splits(raw)
        if delen is None or not self._kwam_eerder(hash(delen[0])):
            return
        try:
            plan = self._plan(delen, parse(raw), voorbeeld)
        except Exception:  # as above
            return
        if plan is not None:
            self._plannen[delen[0]] = plan
            if len(self._plannen) > MAX_SJABLONEN:
                self._plannen.popitem(last=False)

    def _kwam_eerder(self, opmaak: int) -> bool:
        if opmaak in self._eenmaal:
            return True
        self._eenmaal[opmaak] = None
        if len(self._eenmaal) > 2 * MAX_SJABLONEN:
            self._eenmaal.popitem(last=False)
        return False

    def _plan(self, delen: tuple[str, list[str]], bericht: Bericht, voorbeeld: Any) -> _Plan | None:
        spoor = maak_sjabloon(*delen, bericht.root.element, Spoor)
        sjabloon = maak_sjabloon(*delen, bericht.root.element, Sjabloon)
        if sjabloon is None or spoor is None:
            return None

        def context(sjabloon: Sjabloon) -> Context:
            return self._maak_context(Bericht(b"", sjabloon.root, bericht.domain, bericht.release, bericht.soort))

        spoor.zet(delen[1])
        geheugen = Geheugen(sjabloon, spoor, context, _vragen(context(spoor)))
        compiled = self._zoek_schema(bericht)
        zeker = _zekerheden(sjabloon, bericht) if is_meegeleverd(compiled, bericht) else []
        return _Plan(compiled, zeker, geheugen, voorbeeld)


def _zekerheden(sjabloon: Sjabloon, bericht: Bericht) -> list[Zeker]:
    """The check of each value; none at all when there is a value without."""
    known = zekerheden(bericht.standaard, bericht.soort)
    places = [known.get(vlak.path.partition("/")[2]) for vlak in sjabloon.vlakken if vlak.element.tekst < sjabloon.leeg]
    found = [zeker for zeker in places if zeker is not None]
    return found if len(found) == len(places) else []


def _vragen(ctx: Context) -> Iterator[Vraag]:
    for rule in chain.from_iterable(toepasselijk(ctx, _NIVEAUS)):
        plaatsen = tuple(node.element.nummer for node in rule.zoek(ctx))
        if rule.check is None:
            yield Vraag(None, rule.run, plaatsen)
        else:
            yield from (Vraag(rule.check, rule.run, (n,)) for n in plaatsen)
