"""A reference system that survives a power cut: every call that changes it is on disk before it answers.

The actors are deterministic, so their state is what the calls so far lead to. Started again on the same
file, it makes those calls again. A half-written last line was never answered, and is cut off.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ketentoets.actors.base import ReferentieActor
from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import ConfigurationError, OrderRefused, SutContractError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Identity, Order, Receipt

BESTAND = "staat.jsonl"


class BlijvendSysteem:
    """A reference actor whose calls are kept in a folder, implementing `ketentoets.transports.base.System`."""

    def __init__(self, actor: ReferentieActor, map_: Path) -> None:
        self._actor = actor
        self._path = map_ / BESTAND
        self._klok: datetime | None = None
        try:
            map_.mkdir(parents=True, exist_ok=True)
            self._path.touch()
        except OSError as error:
            raise ConfigurationError(
                _("Kan {path} niet schrijven: {reason}", path=self._path, reason=waarom(error))
            ) from error
        self._herstel(self._path)

    @property
    def is_ingericht(self) -> bool:
        """Whether there is a set-up."""
        return self._actor.is_ingericht

    @property
    def nu(self) -> datetime:
        """The clock."""
        return self._klok or self._actor.nu

    def identify(self) -> Identity:
        """Who this is."""
        return self._actor.identify()

    def fetch(self) -> Envelope | None:
        """The oldest unacknowledged message."""
        return self._actor.fetch()

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver one message."""
        xml = b64encode(envelope.xml).decode()
        self._schrijf("deliver", id=envelope.id, tijd=envelope.tijd.isoformat(), xml=xml)
        return self._actor.deliver(envelope)

    def acknowledge(self, message_id: str) -> None:
        """The harness has stored this message."""
        self._schrijf("acknowledge", id=message_id)
        self._actor.acknowledge(message_id)

    def set_clock(self, moment: datetime) -> None:
        """Set the test clock; it is written down when something comes of it."""
        due = self._actor.volgende_moment
        if due is not None and due <= moment:
            self._klok = None
            self._schrijf("set_clock", tijd=moment.isoformat())
            self._actor.set_clock(moment)
        else:
            self._actor.set_clock(moment)
            self._klok = moment

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over."""
        self._actor.set_up(inrichting)
        self._klok = None
        self._path.write_bytes(b"")
        self._schrijf("set_up", inrichting=inrichting)

    def order(self, order: Order) -> None:
        """Take an order."""
        self._schrijf("order", naam=order.naam, gegevens=order.gegevens)
        self._actor.order(order)

    def close(self) -> None:
        """Nothing to release."""

    def _schrijf(self, roep: str, **gegevens: Any) -> None:
        lines = [{"roep": roep, **gegevens}]
        if self._klok is not None:
            lines.insert(0, {"roep": "set_clock", "tijd": self._klok.isoformat()})
            self._klok = None
        with self._path.open("ab") as file:
            file.write(b"".join(json.dumps(line).encode() + b"\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())

    def _herstel(self, path: Path) -> None:
        """Make the calls of before again; one that was refused is refused again."""
        raw = path.read_bytes()
        os.truncate(path, raw.rfind(b"\n") + 1)
        for number, line in enumerate(raw.split(b"\n")[:-1], 1):
            try:
                data = json.loads(line)
                roep = self._roepen()[data["roep"]]
            except (ValueError, KeyError, TypeError) as error:
                raise ConfigurationError(
                    _("{path}, regel {n}: dit is geen bewaarde staat ({reason}).", path=path, n=number, reason=error)
                ) from error
            with suppress(OrderRefused, SutContractError):
                roep(data)

    def _roepen(self) -> dict[str, Callable[[dict[str, Any]], object]]:
        actor = self._actor
        return {
            "set_up": lambda d: actor.set_up(d["inrichting"]),
            "set_clock": lambda d: actor.set_clock(parse_moment(d["tijd"])),
            "order": lambda d: actor.order(Order(d["naam"], d["gegevens"])),
            "acknowledge": lambda d: actor.acknowledge(d["id"]),
            "deliver": lambda d: actor.deliver(Envelope(d["id"], parse_moment(d["tijd"]), b64decode(d["xml"]))),
        }
