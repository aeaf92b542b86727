"""Secrets: never shown, and taken out of every text they turn up in.

A system may echo a password in an error or even in a message. Whatever is stored or shown goes
through a `Masker` that knows the secrets of this run; there is no list of secrets for the whole process.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ketentoets.core.bsn import shown
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

STERREN = "*****"
MINSTENS = 8
"""A shorter secret cannot be told from ordinary words, so it could not be masked honestly."""


@dataclass(frozen=True, repr=False)
class Geheim:
    """One secret; it does not print itself. `waarde` is for the one place that sends it."""

    waarde: str

    def __post_init__(self) -> None:
        if len(self.waarde) < MINSTENS:
            raise ConfigurationError(
                _("Een geheim moet minstens {n} tekens hebben: een korter woord is niet betrouwbaar te maskeren.",
                  n=MINSTENS)
            )  # fmt: skip
        if not self.waarde.isprintable():
            raise ConfigurationError(_("Een geheim mag geen regeleinde of ander stuurteken bevatten."))

    def __repr__(self) -> str:
        return STERREN

    __str__ = __repr__


class Masker:
    """Replaces the secrets of one run by stars; without secrets nothing changes."""

    def __init__(self, geheimen: Iterable[str] = ()) -> None:
        vormen = {vorm for geheim in geheimen if geheim for vorm in (geheim, quote(geheim, safe=""))}
        self._vormen = sorted(vormen, key=len, reverse=True)

    def tekst(self, tekst: str) -> str:
        """The text without secrets."""
        for vorm in self._vormen:
            tekst = tekst.replace(vorm, STERREN)
        return tekst

    def toon(self, tekst: str) -> str:
        """A text that a system sent back, as it may be shown: without secrets and without real BSNs."""
        return shown(self.tekst(tekst))

    def bytes(self, inhoud: bytes) -> bytes:
        """The bytes without secrets."""
        for vorm in self._vormen:
            inhoud = inhoud.replace(vorm.encode(), STERREN.encode())
        return inhoud

    def data(self, waarde: Any) -> Any:
        """The same for everything in a structure of dicts, lists and texts, names included."""
        if not self._vormen:
            return waarde
        if isinstance(waarde, str):
            return self.tekst(waarde)
        if isinstance(waarde, dict):
            return {self.data(naam): self.data(deel) for naam, deel in waarde.items()}
        if isinstance(waarde, list | tuple):
            return [self.data(deel) for deel in waarde]
        return waarde


ZONDER = Masker()
