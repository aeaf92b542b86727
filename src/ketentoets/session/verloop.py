"""What is known of the chain, step by step, and what a claim may be judged by.

No rule says whether a claim is judged by what is known on receipt or by what is known when it is answered, and
the moment at which a message is processed may have no meaning (OP080). So an answer is right when it is right at
one of the moments between.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.schemas.administratie import HEEN_VAN, Administratie
from ketentoets.session.berichten import Ketenbericht

CLAIMS = frozenset({"303", "323"})


@dataclass
class Verloop:
    """The administration of a chain, and the messages that led to it, in order."""

    administratie: Administratie = field(default_factory=Administratie)
    _gevolgd: list[Ketenbericht] = field(default_factory=list)

    def volg(self, kb: Ketenbericht) -> None:
        """Take in a message that was delivered, or an answer that was sent."""
        self._gevolgd.append(kb)
        _vouw(self.administratie, kb)

    def na(self, claim: Ketenbericht, antwoord: Ketenbericht) -> Iterator[tuple[Administratie, date]]:
        """What was known, and the day, after each message between a claim and its answer, and at the answer itself.

        Without later claims: those wait for their turn. The administration is one that goes on: use it at once.
        """
        known, later = Administratie(), False
        for kb in self._gevolgd:
            if kb.id == claim.id:
                later = True
            elif not (later and kb.soort in CLAIMS):
                _vouw(known, kb)
                if later:
                    yield known, _dag(kb)
        yield known, _dag(antwoord)


def _vouw(administratie: Administratie, kb: Ketenbericht) -> None:
    if kb.bericht is None:
        return
    if kb.soort in HEEN_VAN:
        administratie.verwerk_antwoord(kb.bericht)
    else:
        administratie.verwerk(kb.bericht)


def _dag(kb: Ketenbericht) -> date:
    return kb.ontvangen.astimezone(AMSTERDAM).date()
