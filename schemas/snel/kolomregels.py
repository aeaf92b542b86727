"""The rules of a 323 that compare or sum its rows, on whole columns; amounts in integer eurocents.

Each part of the message is taken once; what must be remembered over parts is kept as small as
it can be: hashes of eight bytes. Two values with one hash only make it look as if something was found.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate, compress
from operator import eq, mul, not_
from typing import Any

from ketentoets.core.bsn import passes_eleven_proof
from ketentoets.schemas.rules.context import EURO, MINUUT
from ketentoets.schemas.snel.dekking import CREDIT, PERIODE, PRODUCT, TARIEF
from ketentoets.schemas.snel.kolommen import GeeftOp, Kolommen, Rij, waarden

MAX_WAARDEN = 5000
"""More different periods, products and so on than this is no normal claim."""
_PER_KEER = 50_000
_CREDIT, _EURO, _MINUUT = b"C", EURO.encode(), MINUUT.encode()
_BIJZONDER = frozenset({_EURO, _MINUUT})

Minuten = Callable[[bytes, bytes, int, int | None], int | None]
"""What a line in minutes should cost: (product, periode, volume, rate); None when that cannot be told."""


class Kolomregels:
    """Judges the parts of one message in their order; every method raises `GeeftOp`."""

    def __init__(self, minuten: Minuten | None) -> None:
        self.totaal = 0
        self._minuten = minuten
        self._bsn = b""
        self._waarden: defaultdict[tuple[str, str], dict[Any, Rij]] = defaultdict(dict)
        self._clienten, self._regels, self._leveringen = _hashes(), _hashes(), _hashes()
        self._referenties, self._vorige = _hashes(), _hashes()

    def neem(self, kolommen: Kolommen) -> None:
        """Judge the rows of the next part (not empty)."""
        credit = list(map(_CREDIT.__eq__, kolommen["debetcredit"]))
        self._onthoud_waarden(kolommen)
        self._sleutels(kolommen, credit)
        self._referenties.extend(map(hash, kolommen["referentie"]))
        self._vorige.extend(map(hash, filter(None, kolommen["vorige"])))
        self._bedragen(kolommen, credit)

    def sluit(self, totaal: int) -> list[Rij]:
        """After the last part: rows that hold every combination of values that rules look at.

        Two lines of one client under one ReferentieNummer are right at level 2 (TR101) when they take back
        different lines, but not at level 3 (TR314); so rare a thing is left to the tree.
        """
        if self.totaal != totaal:  # TR358
            raise GeeftOp
        if any(map(_dubbel, (self._clienten, self._regels, self._leveringen, self._vorige))):
            raise GeeftOp  # TR101 of clients, TR101 of lines, TR416, TR315
        if self._vorige and not set(self._vorige).isdisjoint(self._referenties):  # TR316
            raise GeeftOp
        if not all(_is_dag(day) for periode in self._waarden[PERIODE, ""] for day in waarden(periode)):
            raise GeeftOp
        return [rij for found in self._waarden.values() for rij in found.values()]

    def _onthoud_waarden(self, kolommen: Kolommen) -> None:
        """Keep one row for every value that the rules of `dekking.WAARDEN` depend on."""
        values = (
            (PERIODE, "", kolommen["periode"]),
            (PRODUCT, "", kolommen["product"]),
            (CREDIT, *_met_gevuld(kolommen["vorige"], kolommen["debetcredit"])),
            (TARIEF, *_met_gevuld(kolommen["tarief"], kolommen["eenheid"])),
        )
        for name, filled, keys in values:
            found = self._waarden[name, filled]
            for key in set(keys) - found.keys():
                at = keys.index(key)
                found[key] = tuple(column[at] for column in kolommen.values())
            if len(found) > MAX_WAARDEN:
                raise GeeftOp

    def _sleutels(self, kolommen: Kolommen, credit: list[bool]) -> None:
        """CS002 on each new client, and the keys of TR101 and TR416."""
        new = list(filter(None, kolommen["bsn"]))
        if not all(passes_eleven_proof(bsn.decode()) for bsn in new):  # CS002
            raise GeeftOp
        self._clienten.extend(map(hash, new))
        bsns = list(accumulate(kolommen["bsn"], lambda before, now: now or before, initial=self._bsn))[1:]
        self._bsn = bsns[-1]
        self._regels.extend(map(hash, zip(bsns, kolommen["referentie"], strict=True)))
        delivered = zip(bsns, kolommen["nummer"], kolommen["product"], kolommen["periode"], strict=True)
        debits = compress(delivered, map(not_, credit)) if True in credit else delivered
        self._leveringen.extend(map(hash, debits))

    def _bedragen(self, columns: Kolommen, credit: list[bool]) -> None:
        amounts = list(map(int, columns["bedrag"]))
        credits = list(compress(amounts, credit))
        self.totaal += sum(amounts) - 2 * sum(credits)
        if 0 in credits:  # CS325
            raise GeeftOp
        volumes = list(map(int, columns["volume"]))
        rates = [int(value or b"0") for value in columns["tarief"]]
        right = map(eq, amounts, map(mul, volumes, rates))
        pairs = enumerate(zip(right, columns["eenheid"], strict=True))
        for n in [n for n, (ok, unit) in pairs if not ok or unit in _BIJZONDER]:
            self._bedrag(columns, n, volumes[n], amounts[n], credit=credit[n])

    def _bedrag(self, columns: Kolommen, n: int, volume: int, amount: int, *, credit: bool) -> None:
        """One amount that is not volume times rate, or whose unit has rules of its own (CS339, TR346)."""
        unit, rate = columns["eenheid"][n], columns["tarief"][n]
        expected: int | None = None
        if unit == _EURO:
            expected = volume
        elif unit != _MINUUT:
            expected = None if credit or not rate else volume * int(rate)
        elif self._minuten and not credit:
            expected = self._minuten(columns["product"][n], columns["periode"][n], volume, int(rate) if rate else None)
        if expected not in {None, amount}:
            raise GeeftOp


def _met_gevuld(optie: tuple[bytes, ...], values: tuple[bytes, ...]) -> tuple[str, Sequence[Any]]:
    """The values, kept apart by whether the optional column is filled: for all rows, for none, or row by row."""
    empty = optie.count(b"")
    if empty == len(optie):
        return "leeg", values
    if not empty:
        return "gevuld", values
    return "beide", list(zip(map(bool, optie), values, strict=True))


def _is_dag(value: str) -> bool:
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def _hashes() -> "array[int]":
    return array("q")


def _dubbel(hashes: "array[int]") -> bool:
    """Whether a value occurs twice; in turns, so that no more than a part is held as a set."""
    turns = len(hashes) // _PER_KEER + 1
    if turns == 1:
        return len(set(hashes)) != len(hashes)
    for turn in range(turns):
        mine = [value for value in hashes if value % turns == turn]
        if len(set(mine)) != len(mine):
            return True
    return False
