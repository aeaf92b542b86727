"""A reference system that cannot do everything: as most systems of practice, without a test clock for example.

Without a clock it works in real time: before each call it does what has come due by now.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.blijvend import BlijvendSysteem
from ketentoets.core.errors import ConfigurationError, SutCannot
from ketentoets.core.taal import _
from ketentoets.core.tijd import nu
from ketentoets.transports.base import Envelope, Identity, Order, Receipt

KAN = ("klok", "opdrachten", "inrichting")


class BeperktSysteem:
    """A reference actor without some of `KAN`, implementing `ketentoets.transports.base.System`."""

    def __init__(
        self, actor: ReferentieActor | BlijvendSysteem, zonder: Collection[str], tijd: Callable[[], datetime] = nu
    ) -> None:
        for naam in zonder:
            if naam not in KAN:
                raise ConfigurationError(
                    _("--zonder '{naam}' bestaat niet; kies uit {names}.", naam=naam, names=", ".join(KAN))
                )
        self._actor = actor
        self._zonder = frozenset(zonder)
        self._tijd = tijd

    def identify(self) -> Identity:
        """Who this is, and what is left that it can do."""
        identity = self._actor.identify()
        return replace(identity, kan=identity.kan - self._zonder)

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver one message."""
        self._bij()
        return self._actor.deliver(envelope)

    def fetch(self) -> Envelope | None:
        """The oldest unacknowledged message."""
        self._bij()
        return self._actor.fetch()

    def acknowledge(self, message_id: str) -> None:
        """The harness has stored this message."""
        self._actor.acknowledge(message_id)

    def set_clock(self, moment: datetime) -> None:
        """Set the test clock, when there is one."""
        self._kan("klok")
        self._actor.set_clock(moment)

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over, when that is possible."""
        self._kan("inrichting")
        self._actor.set_up(inrichting)

    def order(self, order: Order) -> None:
        """Take an order, when it takes any."""
        self._kan("opdrachten")
        self._bij()
        self._actor.order(order)

    def close(self) -> None:
        """Nothing to release."""

    def _kan(self, naam: str) -> None:
        if naam in self._zonder:
            raise SutCannot(_("dit systeem biedt {naam} niet aan", naam=naam))

    def _bij(self) -> None:
        """Do the work that has come due in real time."""
        if "klok" in self._zonder and self._actor.is_ingericht:
            self._actor.set_clock(max(self._tijd(), self._actor.nu))
