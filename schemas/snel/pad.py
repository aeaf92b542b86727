"""The fast path itself: every part of a message goes to the schema check and to the columns.

With two threads the schema check has one of its own (it runs outside the interpreter's lock).
"""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.message import Bericht, lees_begin, parse
from ketentoets.schemas.rules.context import MINUUT, Context
from ketentoets.schemas.rules.declaratie_bedrag import bedrag_volgens_tarief
from ketentoets.schemas.rules.feiten import Prestatie, bedrag
from ketentoets.schemas.snel.dekking import SOORT, ongedekt, op_waarden
from ketentoets.schemas.snel.kolommen import GeeftOp, Kolommen, lees_kop, waarden, zonder_wit
from ketentoets.schemas.snel.kolomregels import Kolomregels, Minuten
from ketentoets.schemas.snel.stroom import Fout, Stroom
from ketentoets.schemas.validator import schema_van

_BEGIN = 64 * 1024
_VOORUIT = 2
_GROOTSTE_RIJ = 1024 * 1024

MaakContext = Callable[[Bericht], Context]


@dataclass(frozen=True)
class Uitslag:
    """What the fast path can say of a message.

    `context` is there when nothing at all was found, with a message that has the same head and only
    as many rows as the rules needed. `geldig` tells whether the schema check reached the end and found
    nothing, `goede_delen` how many parts it passed. `bekend`: there is a schema for this message.
    """

    bericht: Bericht
    context: Context | None = None
    bekend: bool = True
    geldig: bool = False
    goede_delen: int = 0


def beoordeel(
    delen: Iterable[bytes],
    maak_context: MaakContext,
    zoek_schema: Callable[[Bericht], Any | None] = schema_van,
    *,
    draden: int = 1,
    volledig: bool = False,
) -> Uitslag:
    """Judge a message that comes in parts of about a million bytes, without ever holding the whole.

    It stops as soon as it cannot say "nothing found"; `volledig` lets the schema check go on.
    Raises `MessageUnreadable` when the first part does not hold the start of a message.
    """
    rest = iter(delen)
    begin = next(rest, b"")
    bericht = lees_begin(begin[:_BEGIN])
    schema = zoek_schema(bericht)
    if schema is None:
        return Uitslag(bericht, bekend=False)
    rijen = _Rijen(begin, bericht, maak_context)
    with _Controle(Stroom(schema), draden) as controle:
        for deel in chain([begin], rest):
            if not controle.voed(deel):
                break
            rijen.neem(deel)
            if rijen.gaf_op and not volledig:
                return Uitslag(bericht)
        context = rijen.sluit()
        geldig = controle.sluit()
        return Uitslag(bericht, context if geldig else None, geldig=geldig, goede_delen=controle.goede_delen)


class _Controle(AbstractContextManager["_Controle"]):
    """The schema check, here or in a thread of its own; a few parts may wait."""

    def __init__(self, stroom: Stroom, draden: int) -> None:
        self.goede_delen = 0
        self._stroom, self._fout = stroom, False
        self._pool = ThreadPoolExecutor(1) if draden > 1 else None
        self._wacht: deque[Future[list[Fout]]] = deque()

    def __exit__(self, *_error: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def voed(self, deel: bytes) -> bool:
        """Check the next part; False when a part was found wrong."""
        if self._pool is None:
            self._tel(self._stroom.voed(deel))
        else:
            self._wacht.append(self._pool.submit(self._stroom.voed, deel))
            self._wacht_tot(_VOORUIT)
        return not self._fout

    def sluit(self) -> bool:
        """Whether all parts, and the whole, are right."""
        self._wacht_tot(0)
        if not self._fout:
            self._fout = bool(self._pool.submit(self._stroom.sluit).result() if self._pool else self._stroom.sluit())
        return not self._fout

    def _wacht_tot(self, n: int) -> None:
        while len(self._wacht) > n:
            self._tel(self._wacht.popleft().result())

    def _tel(self, fouten: list[Fout]) -> None:
        self._fout = self._fout or bool(fouten)
        self.goede_delen += not self._fout


class _Rijen:
    """The columns and rules of one message; `gaf_op` once it cannot say "nothing found"."""

    def __init__(self, begin: bytes, bericht: Bericht, maak_context: MaakContext) -> None:
        self.gaf_op = bericht.soort != SOORT
        self._maak_context = maak_context
        self._probeer(lambda: self._open(begin))

    def neem(self, deel: bytes) -> None:
        """Judge the rows in the next part."""
        self._probeer(lambda: self._neem(deel))

    def sluit(self) -> Context | None:
        """After the last part: the context in which nothing was found, None when it gave up."""
        self._probeer(self._sluit)
        return None if self.gaf_op else self._context

    def _probeer(self, stap: Callable[[], object]) -> None:
        if self.gaf_op:
            return
        try:
            stap()
        except (GeeftOp, MessageUnreadable):
            self.gaf_op = True

    def _open(self, begin: bytes) -> None:
        self._kop, self._vorm = lees_kop(begin)
        self._over = self._kop
        self._context = self._maak_context(parse(self._vorm.bericht(self._kop, [])))
        if ongedekt(self._context):
            raise GeeftOp
        self._regels = Kolomregels(_minuten(self._context) if self._context.contract else None)
        self._eerste, self._wit = True, False

    def _neem(self, deel: bytes) -> None:
        if self._eerste:
            deel = self._vorm.voor_client + deel[len(self._kop) :]
            self._over, self._eerste = b"", False
        kolommen, self._over = self._splits(self._over + deel)
        if kolommen:
            self._regels.neem(kolommen)
        if len(self._over) > _GROOTSTE_RIJ:
            raise GeeftOp

    def _splits(self, stuk: bytes) -> tuple[Kolommen, bytes]:
        """The columns of what is complete; most large messages have no white space to take out."""
        try:
            return self._vorm.splits(zonder_wit(stuk) if self._wit else stuk)
        except GeeftOp:
            if self._wit:
                raise
        self._wit = True
        return self._vorm.splits(zonder_wit(stuk))

    def _sluit(self) -> None:
        if zonder_wit(self._over).strip() != self._vorm.staart:
            raise GeeftOp
        total = bedrag(self._context.root, "Declaratie/TotaalIngediendBedrag", "TotaalBedrag")
        rows = self._regels.sluit(total)
        self._context = self._maak_context(parse(self._vorm.bericht(self._kop, rows)))
        for rule in op_waarden(self._context):
            breaches, _seen = rule.run(self._context, rule.zoek(self._context))
            if breaches:
                raise GeeftOp


def _minuten(ctx: Context) -> Minuten:
    """What a line in minutes should cost, by the rule itself (TR346)."""

    def kosten(product: bytes, periode: bytes, volume: int, rate: int | None) -> int | None:
        try:
            day = date.fromisoformat(waarden(periode)[0])
        except ValueError as error:
            raise GeeftOp from error
        code = waarden(product)[1]
        line = Prestatie("", "", "", "", "", "", "", code, day, day, volume, MINUUT, rate, 0, credit=False)
        return bedrag_volgens_tarief(ctx, line)

    return kosten
