"""An event: what it does to the state, in which sentences, and what those sentences expect."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin
from ketentoets.transports.base import Rol
from ketentoets.verken.stand import RETOUR, Dagen, Stand
from ketentoets.verken.wereld import Wereld


@dataclass(frozen=True)
class Keus:
    """What was drawn for an event: two small numbers, and whether the story waits for the answers."""

    a: int = 0
    b: int = 0
    wacht: bool = True

    def uit(self, *waarden: int) -> int:
        """One of these values, picked by the first number."""
        return waarden[self.a % len(waarden)]

    def ook_uit(self, *waarden: int) -> int:
        """One of these values, picked by the second number."""
        return waarden[self.b % len(waarden)]


@dataclass(frozen=True)
class Gevolg:
    """What an event leads to. `doen` makes it happen, `zien` is what must come of it.

    `bericht` is the type of the message it leads to, when a fault can be planted in that; `na_fout` is
    then the state after the faulty message.
    """

    stand: Stand
    doen: tuple[Zin, ...]
    zien: tuple[Zin, ...] = ()
    bericht: str = ""
    na_fout: Stand | None = None

    def daarna(self, *zinnen: Zin, dagen: Dagen = (0, 0)) -> "Gevolg":
        """With more to see, for which time goes by."""
        return replace(self, stand=self.stand.later(dagen), zien=(*self.zien, *zinnen))

    def retour(self, soort: str, keus: Keus) -> "Gevolg":
        """With a return message without remarks, when the story waits for it and nothing was broken."""
        if not keus.wacht:
            return replace(self, stand=replace(self.stand, rustig=False))
        if self.stand.vervuild:
            return replace(self, stand=replace(self.stand.later(RETOUR), rustig=False))
        wie = "gemeente" if soort in {"302", "320"} else "aanbieder"
        return self.daarna(dan(f"ontvangt de {wie} een {soort}-bericht zonder opmerkingen"), dagen=RETOUR)


Maker = Callable[[Wereld, Stand, Keus], Gevolg | None]


@dataclass(frozen=True)
class Gebeurtenis:
    """A kind of event. `gewicht` is how often it is tried; `sut` limits it to one tested actor."""

    naam: str
    maak: Maker
    gewicht: int = 1
    sut: Rol | None = None
    tijd: bool = False


ALFABET: dict[str, Gebeurtenis] = {}
"""All events by name, in the order in which their modules define them."""


def gebeurtenis(naam: str, gewicht: int = 1, sut: Rol | None = None, *, tijd: bool = False) -> Callable[[Maker], Maker]:
    """Register an event; `tijd` says that it moves the clock by itself."""

    def registreer(maak: Maker) -> Maker:
        ALFABET[naam] = Gebeurtenis(naam, maak, gewicht, sut, tijd)
        return maak

    return registreer


def gegeven(tekst: str) -> Zin:
    """A sentence that sets something up."""
    return Zin(GEGEVEN, tekst)


def als(tekst: str, *tabel: tuple[str, ...]) -> Zin:
    """A sentence in which something happens."""
    return Zin(ALS, tekst, tabel)


def dan(tekst: str) -> Zin:
    """A sentence that expects something."""
    return Zin(DAN, tekst)
