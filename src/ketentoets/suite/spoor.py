"""One scenario of a session: its lines in the journal, and what they say about where it stands."""

from dataclasses import dataclass, field
from datetime import datetime

from ketentoets.core.calendar import parse_moment
from ketentoets.core.journal import Event
from ketentoets.session.herhaling import WACHT, Herhaling
from ketentoets.suite.verhalen import Verhaal
from ketentoets.transports.base import Rol

CLAIM = "JW323"


@dataclass
class Spoor:
    """A scenario that takes turns with others."""

    verhaal: Verhaal
    regels: list[Event] = field(default_factory=list)

    @property
    def sleutel(self) -> str:
        """What its lines in the journal are known by."""
        return self.verhaal.sleutel

    @property
    def rol(self) -> Rol:
        """The actor under test."""
        return self.verhaal.kop.rol

    @property
    def kop(self) -> Event | None:
        """Its 'scenario' line; None when it has not begun."""
        return next((e for e in self.regels if e.soort == "scenario"), None)

    @property
    def af(self) -> bool:
        """Whether it was played to its end, or ended before it."""
        return any(e.soort in {"einde", "storing"} for e in self.regels[-3:])

    @property
    def wacht(self) -> Event | None:
        """What it waits for: its last word, unless something happened since."""
        for event in reversed(self.regels):
            if event.soort == WACHT:
                return event
            if not Herhaling.is_invoer(event, self.rol):
                return None
        return None

    @property
    def heeft_invoer(self) -> bool:
        """Whether something came in since it last stopped."""
        return bool(self.regels) and self.wacht is not None and self.regels[-1].soort != WACHT

    @property
    def wekker(self) -> datetime | None:
        """The moment from which it can go on by itself; None when somebody has to act."""
        wacht = self.wacht
        return parse_moment(wacht["tot"]) if wacht and wacht["tot"] else None

    @property
    def alleen(self) -> bool:
        """Whether it cannot share the tested system: a claim holds everything that was delivered in a month."""
        return self.rol is Rol.AANBIEDER and CLAIM in self.verhaal.kop.soorten

    def tik(self) -> dict[str, bool] | None:
        """How the clock must tick before it is played again; None when it need not."""
        if self.kop is None:
            return None
        wacht = self.wacht
        if wacht is None or wacht["midden"]:
            return {"hervat": True}
        return None if self.regels[-1].soort != WACHT else {}
