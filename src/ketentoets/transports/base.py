"""The contract with a system (koppelvlak version 1) as one small protocol.

Every way to reach a system - embedded, HTTP, push, directory, command, Python, GGK, VECOZO - offers
these calls and raises only the exceptions of `ketentoets.core.errors`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from ketentoets.core.bsn import shown
from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import SutCannot
from ketentoets.core.taal import _

CONTRACT_VERSION = "1"
BERICHT_ID, TIJD = "Keten-Bericht-Id", "Keten-Tijd"
JAREN = range(1900, 2201)
"""A moment in another year is a mistake, and would not leave room to count terms from."""
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def is_uuid(text: str) -> bool:
    """Whether this is a UUID as everybody writes it: no braces, no underscores, no digits of other scripts."""
    return _UUID.fullmatch(text) is not None


class Rol(StrEnum):
    """The two actors of the chain."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"

    @property
    def ander(self) -> "Rol":
        """The other actor."""
        return Rol.AANBIEDER if self is Rol.GEMEENTE else Rol.GEMEENTE


@dataclass(frozen=True)
class Identity:
    """Who a system says it is (`GET /`), real BSNs masked. `kan` holds klok, opdrachten, inrichting."""

    naam: str
    versie: str
    rol: Rol
    standaarden: tuple[str, ...] = ()
    kan: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in ("naam", "versie"):
            object.__setattr__(self, name, shown(str(getattr(self, name))))
        object.__setattr__(self, "standaarden", tuple(shown(str(s)) for s in self.standaarden))


@dataclass(frozen=True)
class Envelope:
    """A message on its way: `id` is a UUID, `tijd` the moment it stood ready (Amsterdam).

    `gemaskeerd` counts the BSNs and names that were masked before it was stored by a transport.
    """

    id: str
    tijd: datetime
    xml: bytes
    gemaskeerd: int = 0

    @classmethod
    def uit(cls, headers: Mapping[str, str], xml: bytes) -> "Envelope":
        """A message with its two headers; raises KeyError or ValueError when they are not there or not right."""
        message_id, tijd = headers[BERICHT_ID], parse_moment(headers[TIJD])
        if not is_uuid(message_id) or tijd.year not in JAREN:
            raise ValueError(f"{message_id}, {tijd.isoformat()}")
        return cls(message_id, tijd, xml)


class Outcome(StrEnum):
    """What a receiver said of a delivery. NEERGELEGD: it stands ready, and nothing was said of it (yet)."""

    AANGENOMEN = "aangenomen"
    GEWEIGERD = "geweigerd"
    STRIJDIG = "strijdig"
    NEERGELEGD = "neergelegd"


@dataclass(frozen=True)
class Receipt:
    """The answer to a delivery: taken (202), refused at level 1 (400) or known otherwise (409)."""

    uitkomst: Outcome
    reden: str = ""


@dataclass(frozen=True)
class Order:
    """A business event that a person would key in (contract, table *Opdrachten*)."""

    naam: str
    gegevens: dict[str, Any] = field(default_factory=dict)


class System(Protocol):
    """A system that plays one actor."""

    def identify(self) -> Identity:
        """Who are you; raises `SutCannot` when the system does not say."""

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver one message; the same id may come more than once."""

    def fetch(self) -> Envelope | None:
        """The oldest message that was not acknowledged, or None."""

    def acknowledge(self, message_id: str) -> None:
        """The harness has stored this message."""

    def set_clock(self, moment: datetime) -> None:
        """Set the test clock; returns when all work up to that moment is done."""

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over with this set-up; the clock stands at its `nu`."""

    def order(self, order: Order) -> None:
        """Take an order; raises `OrderRefused` (422) or `SutCannot` (404, 501)."""

    def close(self) -> None:
        """Release connections."""


class Kanaal(System, Protocol):
    """A system that was reached at an address."""

    @property
    def adres(self) -> str:
        """The address as a report may show it: without credentials or arguments."""

    def probe(self) -> frozenset[str]:
        """What a system can do that does not say who it is."""


@runtime_checkable
class Nakomend(Protocol):
    """A system that says what it made of a delivery only later: it moves a file, or sends a Fo01."""

    def receipts(self) -> list[tuple[str, Receipt]]:
        """What was said since the last time, by id of the message; everything once."""


@runtime_checkable
class Weigerend(Protocol):
    """A chain between the systems that tells a sender afterwards that its message was refused."""

    def weiger(self, message_id: str, reden: str) -> None:
        """This message failed level 1 at the receiver."""


class ZonderBesturing:
    """What a way of connecting without clock, set-up and orders answers to them."""

    adres = ""

    def probe(self) -> frozenset[str]:
        """Nothing but messages."""
        return frozenset()

    def identify(self) -> Identity:
        """Nobody says who is at the other end."""
        raise SutCannot(_("{adres} zegt niet wie het is", adres=self.adres))

    def set_clock(self, moment: datetime) -> None:
        """There is no clock to set."""
        raise SutCannot(_("{adres} heeft geen klok die verzet kan worden", adres=self.adres))

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """The set-up is loaded by hand."""
        raise SutCannot(_("{adres} neemt geen inrichting aan; laad haar met de hand in", adres=self.adres))

    def order(self, order: Order) -> None:
        """A person has to key it in."""
        raise SutCannot(_("{adres} neemt geen opdrachten aan", adres=self.adres))
