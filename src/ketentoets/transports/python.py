"""A system that is a Python object, for tests in the vendor's own process.

`package.module:factory` is called without arguments and gives an object with the methods of `System`;
only `deliver`, `fetch` and `acknowledge` are needed. Every call has a time limit, and what the object
raises is about the object, never about the harness.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from ketentoets.core.errors import (
    ConfigurationError,
    KetentoetsError,
    SutCannot,
    SutContractError,
    SutUnreachable,
)
from ketentoets.core.geheim import ZONDER, Masker
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt

_NODIG = ("deliver", "fetch", "acknowledge")
_KUNDEN = {"klok": "set_clock", "inrichting": "set_up", "opdrachten": "order"}
_VOORBEELD = _("Schrijf --sut python:pakket.module:functie; de functie geeft het systeem.")


def laad(verwijzing: str) -> Callable[[], object]:
    """The factory; raises `ConfigurationError` that says what to mend."""
    modulenaam, dubbelepunt, naam = verwijzing.partition(":")
    if not dubbelepunt or not all(part.isidentifier() for part in (*modulenaam.split("."), *naam.split("."))):
        raise ConfigurationError(_("'{tekst}' is geen verwijzing naar een functie. ", tekst=verwijzing) + _VOORBEELD)
    here = str(Path.cwd())
    sys.path.insert(0, here)
    try:
        found: Any = import_module(modulenaam)
        for part in naam.split("."):
            found = getattr(found, part)
    except Exception as error:
        raise ConfigurationError(
            _("Kan {tekst} niet laden: {soort}: {reden}. ", tekst=verwijzing, soort=type(error).__name__, reden=error)
            + _VOORBEELD
        ) from error
    finally:
        sys.path.remove(here)
    if not callable(found):
        raise ConfigurationError(_("{tekst} is geen functie of klasse. ", tekst=verwijzing) + _VOORBEELD)
    factory: Callable[[], object] = found
    return factory


class PythonSysteem:
    """An object of somebody else, called on one thread of its own."""

    def __init__(self, verwijzing: str, seconden: float = 30.0, masker: Masker = ZONDER) -> None:
        self.adres = f"python:{verwijzing}"
        self._seconden = seconden
        self._masker = masker
        self._vragen: SimpleQueue[Callable[[], Any] | None] = SimpleQueue()
        self._antwoorden: SimpleQueue[tuple[Any, BaseException | None]] = SimpleQueue()
        self._hangt = False
        factory = laad(verwijzing)
        Thread(target=self._werk, daemon=True, name="ketentoets-python").start()
        self._object = self._doe(factory)
        ontbreekt = [naam for naam in _NODIG if not callable(getattr(self._object, naam, None))]
        if ontbreekt:
            raise ConfigurationError(
                _("Het object van {adres} mist {namen}; het moet minstens {all} hebben.", adres=self.adres,
                  namen=", ".join(ontbreekt), all=", ".join(_NODIG))
            )  # fmt: skip

    def identify(self) -> Identity:
        """Who it is; raises `SutCannot` when it does not say."""
        found = self._roep("identify")
        if not isinstance(found, Identity):
            raise self._fout("identify", found, "Identity")
        return found

    def probe(self) -> frozenset[str]:
        """What it can do: the methods it has."""
        return frozenset(k for k, naam in _KUNDEN.items() if callable(getattr(self._object, naam, None)))

    def deliver(self, envelope: Envelope) -> Receipt:
        """Deliver one message; an object that returns nothing took it."""
        found = self._roep("deliver", envelope)
        if found is None:
            return Receipt(Outcome.AANGENOMEN)
        if not isinstance(found, Receipt):
            raise self._fout("deliver", found, "Receipt of None")
        return Receipt(found.uitkomst, self._masker.toon(found.reden))

    def fetch(self) -> Envelope | None:
        """The oldest message that was not acknowledged."""
        found = self._roep("fetch")
        if found is None:
            return None
        if not isinstance(found, Envelope) or not isinstance(found.xml, bytes) or found.tijd.tzinfo is None:
            raise self._fout("fetch", found, "Envelope (xml in bytes, tijd met tijdzone) of None")
        return found

    def acknowledge(self, message_id: str) -> None:
        """The harness has stored this message."""
        self._roep("acknowledge", message_id)

    def set_clock(self, moment: datetime) -> None:
        """Set the test clock."""
        self._roep("set_clock", moment)

    def set_up(self, inrichting: dict[str, Any]) -> None:
        """Start over with this set-up."""
        self._roep("set_up", inrichting)

    def order(self, order: Order) -> None:
        """Take an order."""
        self._roep("order", order)

    def close(self) -> None:
        """Let the object go."""
        if not self._hangt and callable(getattr(self._object, "close", None)):
            self._roep("close")
        self._vragen.put(None)

    def _roep(self, naam: str, *gegevens: Any) -> Any:
        method = getattr(self._object, naam, None)
        if not callable(method):
            raise SutCannot(_("{adres} heeft geen {naam}", adres=self.adres, naam=naam))
        return self._doe(lambda: method(*gegevens))

    def _doe(self, call: Callable[[], Any]) -> Any:
        """Call, with a limit; an object that hung once is not called again."""
        if not self._hangt:
            self._vragen.put(call)
            try:
                found, error = self._antwoorden.get(timeout=self._seconden)
            except Empty:
                self._hangt = True
            else:
                return self._antwoord(found, error)
        raise SutUnreachable(_("{adres} antwoordt niet binnen {n} seconden", adres=self.adres, n=f"{self._seconden:g}"))

    def _antwoord(self, found: Any, error: BaseException | None) -> Any:
        if error is None:
            return found
        if isinstance(error, KetentoetsError):
            error.args = (self._masker.toon(str(error)),)
            raise error
        if isinstance(error, NotImplementedError):
            raise SutCannot(_("{adres} biedt dit niet aan", adres=self.adres)) from error
        raise SutContractError(
            _("{adres} brak af: {soort}: {reden}", adres=self.adres, soort=type(error).__name__,
              reden=self._masker.toon(str(error))[:500])
        ) from error  # fmt: skip

    def _werk(self) -> None:
        while (call := self._vragen.get()) is not None:
            try:
                self._antwoorden.put((call(), None))
            except BaseException as error:
                self._antwoorden.put((None, error))

    def _fout(self, naam: str, found: object, verwacht: str) -> SutContractError:
        return SutContractError(
            _("{adres}: {naam} gaf {soort}; verwacht was {verwacht}", adres=self.adres, naam=naam,
              soort=type(found).__name__, verwacht=verwacht)
        )  # fmt: skip
