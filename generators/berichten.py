"""Valid messages: `inhoud` gives the content of one, `stroom` as many as you like as bytes."""

from collections.abc import Iterator
from typing import Any

from ketentoets.generators.bron import Bron, Toeval
from ketentoets.generators.inhoud import Bouwer, retourbericht
from ketentoets.generators.inhoud.bouwer import Inhoud
from ketentoets.generators.kader import Kader
from ketentoets.generators.sjabloon import Mal, Sjabloon
from ketentoets.generators.voorraad import voorraad
from ketentoets.schemas.standaard import heen_van
from ketentoets.schemas.writer import write

EIGEN_VORM = frozenset({"304"})
"""Return messages with content of their own, not just that of the forward message."""
GETROKKEN = 500
"""So many messages of a stream are each drawn in full; after these one in `_VERS`."""
_VERS = 200


def inhoud(kader: Kader, soort: str, bron: Bron) -> Inhoud:
    """The content of Bericht of a valid message: what `schemas.writer.write` takes.

    Valid on levels 1 and 2. What is absent has no key. Raises ConfigurationError when the release
    has no such message.
    """
    back = heen_van(soort) and soort not in EIGEN_VORM
    made: Inhoud = _gevuld(retourbericht(kader, soort, bron) if back else Bouwer(kader, soort, bron).bericht())
    return made


def _gevuld(part: Any) -> Any:
    """Without what is empty."""
    if isinstance(part, list):
        return [_gevuld(one) for one in part]
    if not isinstance(part, dict):
        return part
    filled = ((name, _gevuld(value)) for name, value in part.items())
    return {name: value for name, value in filled if value is not None and value not in ({}, [])}


def bericht(kader: Kader, soort: str, bron: Bron) -> bytes:
    """A valid message."""
    return write(kader.domain, kader.release, soort, inhoud(kader, soort, bron))


def toeval(kader: Kader, soort: str, zaad: int) -> Toeval:
    """The source of choices that goes with a seed."""
    return Toeval(f"{zaad}/{kader.standaard}/{soort}", voorraad(zaad))


def stroom(kader: Kader, soort: str, zaad: int) -> Iterator[bytes]:
    """Valid messages without end; the same seed gives the same bytes.

    The first `GETROKKEN` are drawn choice by choice. After these most take the structure of one of
    the last drawn and get new persons, numbers, dates of birth and texts.
    """
    mal = Mal(f"{zaad}/{kader.standaard}/{soort}", voorraad(zaad))
    recent: list[Sjabloon] = []
    while True:
        for _n in range(1 if len(recent) == GETROKKEN else GETROKKEN):
            made = mal.sjabloon(kader.domain, kader.release, soort, inhoud(kader, soort, mal))
            recent.append(made)
            yield made.gevuld()
        del recent[:-GETROKKEN]
        for _n in range(_VERS - 1):
            yield mal.kies(recent).gevuld()
