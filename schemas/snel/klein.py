"""The fast path for small messages: for a markup that was seen before, it says "nothing found", or nothing.

The rules themselves run, on the elements of a sjabloon (`sjabloon.Vlak`): no second judgement of what is right.
A message in which one of them finds anything is left to the tree.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ketentoets.core.message import Bericht, Node, boom_van, parse
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import ALL_LEVELS, toepasselijk
from ketentoets.schemas.rules.registry import BERICHTFORMAAT, BERICHTOVERSTIJGEND, NVT, Check, Run
from ketentoets.schemas.snel.sjabloon import Sjabloon, maak_sjabloon, splits
from ketentoets.schemas.validator import is_geldig

MAX_SJABLONEN = 512
"""How many markups are remembered, and twice as many of which only one message came by."""
_NIVEAUS = ALL_LEVELS - {BERICHTFORMAAT, BERICHTOVERSTIJGEND}

MaakContext = Callable[[Bericht], Context]


@dataclass(frozen=True)
class _Plan:
    """How messages with one markup are judged: `voorbeeld` is what the tree path made of one of them."""

    sjabloon: Sjabloon
    schema: Any
    bericht: Bericht
    los: tuple[tuple[Check, Node], ...]
    samen: tuple[tuple[Run, list[Node]], ...]
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
        plan.sjabloon.zet(waarden)
        known = plan.bericht
        ctx = self._maak_context(Bericht(raw, known.root, known.domain, known.release, known.soort))
        try:
            for check, node in plan.los:
                result = check(ctx, node)
                if result is not None and result is not NVT:
                    return False
            return not any(run(ctx, nodes)[0] for run, nodes in plan.samen)
        except Exception:  # what a rule cannot cope with is for the tree path to tell
            return False

    def leer(self, raw: bytes, voorbeeld: Any) -> None:
        """Remember the markup of a message in which the tree path found nothing; `voorbeeld` is what it made of it.

        The first message with a markup only leaves a trace: many a markup comes once.
        """
        delen = splits(raw)
        if delen is None or not self._kwam_eerder(hash(delen[0])):
            return
        plan = self._plan(delen, parse(raw), voorbeeld)
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
        sjabloon = maak_sjabloon(*delen, bericht.root.element)
        if sjabloon is None:
            return None
        known = Bericht(b"", sjabloon.root, bericht.domain, bericht.release, bericht.soort)
        ctx = self._maak_context(known)
        rules = [rule for phase in toepasselijk(ctx, _NIVEAUS) for rule in phase]
        los = tuple((rule.check, node) for rule in rules if rule.check for node in rule.zoek(ctx))
        samen = tuple((rule.run, rule.zoek(ctx)) for rule in rules if rule.check is None)
        return _Plan(sjabloon, self._zoek_schema(bericht), known, los, samen, voorbeeld)
