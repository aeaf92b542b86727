"""Replay: the lines that a scenario wrote before, taken one by one while it is played again.

A scenario in a session is a function of what came in: the ticks of the clock, the messages of the tested
system, its answers. Those are lines of the journal, so playing the scenario again gives the same steps,
and going on is playing again until the lines run out. What comes out must be what stands there; when it
is not, this is another version, profile or scenario than the one that began.

Two kinds of lines wait in two rows. What came in while nobody was playing (`klok`, messages of the tested
system) is taken where the scenario waits; everything else is taken where the scenario writes it.
"""

import json
from collections import deque
from collections.abc import Iterable
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import Event
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol

KLOK, WACHT, BERICHT = "klok", "wacht", "bericht"


class Herhaling:
    """The lines of one scenario that were written before, for the actor `sut` under test."""

    def __init__(self, sut: Rol, events: Iterable[Event] = ()) -> None:
        self._sut = sut
        lines = [e for e in events if e.soort != WACHT]
        self._in = deque(e for e in lines if self.is_invoer(e, sut))
        self._uit = deque(e for e in lines if not self.is_invoer(e, sut))

    @staticmethod
    def is_invoer(event: Event, sut: Rol) -> bool:
        """Whether a line came in from outside while the scenario waited."""
        if event.soort == KLOK:
            return not event.get("hervat")
        return event.soort == BERICHT and event["van"] == sut

    def klok(self) -> Event | None:
        """The next tick, when the scenario waits and a tick is what came next."""
        return self._in.popleft() if self._in and self._in[0].soort == KLOK else None

    def hervat(self) -> Event | None:
        """The tick of a new start in the middle, when that is what stands here."""
        return self._uit.popleft() if self._uit and self._uit[0].soort == KLOK else None

    def bericht(self) -> Event | None:
        """The next message of the tested system that has come in; it stays until `neem` takes it."""
        return self._in[0] if self._in and self._in[0].soort == BERICHT else None

    def kijk(self, soort: str) -> Event | None:
        """The line that the scenario is about to write, when it wrote it before.

        Raises `ConfigurationError` when something else stands there.
        """
        if not self._uit:
            return None
        if self._uit[0].soort != soort:
            raise anders(self._uit[0], soort)
        return self._uit[0]

    def neem(self, soort: str, data: dict[str, Any]) -> Event | None:
        """The line that was written before in the place of this one; None when that is still to be written."""
        if soort == BERICHT and data["van"] == self._sut:
            return self._in.popleft()
        line = self.kijk(soort)
        if line is None:
            return None
        if json.dumps(data, sort_keys=True) != json.dumps(zonder_spoor(line), sort_keys=True):
            raise anders(line, soort)
        return self._uit.popleft()


def zonder_spoor(event: Event) -> dict[str, Any]:
    """What a line says, whoever it is of."""
    return {key: value for key, value in event.data.items() if key != "spoor"}


def anders(event: Event, soort: str) -> ConfigurationError:
    """That this line is not what would happen now."""
    return ConfigurationError(
        _(
            "Kan niet verder met het journaal: regel {n} ({was}) is niet wat er nu zou gebeuren ({nu}). Deze sessie is "
            "begonnen met een andere versie, een ander profiel of een ander scenario; ga verder met diezelfde versie, "
            "of begin een nieuwe sessie.",
            n=event.n + 1, was=event.soort, nu=soort,
        )
    )  # fmt: skip
