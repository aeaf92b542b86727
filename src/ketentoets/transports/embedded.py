"""A system in this process: the object already speaks the protocol; its failures become ours."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from ketentoets.core.errors import HarnessFault, KetentoetsError
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Identity, Order, Receipt, System

T = TypeVar("T")


class EmbeddedSystem:
    """Wraps an object with the methods of `System`, such as a reference actor."""

    def __init__(self, system: System) -> None:
        self._system = system

    def identify(self) -> Identity:
        """Who are you."""
        return self._call(self._system.identify)

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver one message."""
        return self._call(lambda: self._system.deliver(envelope))

    def fetch(self) -> Envelope | None:
        """The oldest unacknowledged message."""
        return self._call(self._system.fetch)

    def acknowledge(self, message_id: str) -> None:
        """The harness has stored this message."""
        self._call(lambda: self._system.acknowledge(message_id))

    def set_clock(self, moment: datetime) -> None:
        """Set the test clock."""
        self._call(lambda: self._system.set_clock(moment))

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over with this set-up."""
        self._call(lambda: self._system.set_up(inrichting))

    def order(self, order: Order) -> None:
        """Take an order."""
        self._call(lambda: self._system.order(order))

    def close(self) -> None:
        """Nothing to release."""
        self._system.close()

    @staticmethod
    def _call(action: Callable[[], T]) -> T:
        try:
            return action()
        except KetentoetsError:
            raise
        except Exception as error:
            raise HarnessFault(
                _("het ingebouwde systeem brak af: {kind}: {error}", kind=type(error).__name__, error=error)
            ) from error
