"""The fast path for small messages: for a markup that was seen before, it says "nothing found", or nothing.

The rules themselves run, on the elements of a sjabloon (`sjabloon.Vlak`): no second judgement of what is right.
A message in which one of them finds anything is left to the tree.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from lxml import etree

from ketentoets.core.message import Bericht, boom_van, parse
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import ALL_LEVELS, toepasselijk
from ketentoets.schemas.rules.registry import BERICHTFORMAAT, BERICHTOVERSTIJGEND
from ketentoets.schemas.snel.geheugen import Geheugen, Spoor, Vraag
from ketentoets.schemas.snel.sjabloon import Sjabloon, maak_sjabloon, splits
from ketentoets.schemas.validator import is_geldig

MAX_SJABLONEN = 512
"""How many markups are remembered, and twice as many of which only one message came by."""
_NIVEAUS = ALL_LEVELS - {BERICHTFORMAAT, BERICHTOVERSTIJGEND}

MaakContext = Callable[[Bericht], Context]


@dataclass(frozen=True)
class _Plan:
    """How messages with one markup are judged: `voorbeeld` is what the tree path made of one of them."""

    schema: Any
    geheugen: Geheugen
    voorbeeld: Any


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
            if not is_geldig(boom_van(raw), plan.schema):
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
        return _Plan(self._zoek_schema(bericht), geheugen, voorbeeld)


def _vragen(ctx: Context) -> Iterator[Vraag]:
    for rule in chain.from_iterable(toepasselijk(ctx, _NIVEAUS)):
        plaatsen = tuple(node.element.nummer for node in rule.zoek(ctx))
        if rule.check is None:
            yield Vraag(None, rule.run, plaatsen)
        else:
            yield from (Vraag(rule.check, rule.run, (n,)) for n in plaatsen)
