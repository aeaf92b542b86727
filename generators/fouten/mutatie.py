"""What a mutation is: one deviation in a message, as data."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ingreep:
    """One change: where (`pad`, below the root), what is done (`operator`, see `ingrepen`), with which value."""

    pad: str
    operator: str
    waarde: Any = ""


@dataclass(frozen=True)
class Mutatie:
    """One fault: the changes, the rule that breaks, and what must come back.

    `naam` is what scenarios call it. `regel` is '' when no national rule but only the regional protocol
    is broken, 'XSD' for the schema in general. `retourcode` is expected at the class `klasse`; both are
    '' where no return message follows (level 1, and everything in a 325). `verhaal` names the history
    and the message that the changes are made on (see `verhalen`); `zonder` are the steps of that
    history, from 0, that are left out: then what is missing is (part of) the fault. `samen_met` are the
    rules that cannot but break along: a code, or 'code@where' with a domain or a release. `releases` and
    `domeinen` narrow down where the rule holds; empty is everywhere.
    """

    id: str
    bericht: str
    ingrepen: tuple[Ingreep, ...]
    regel: str = ""
    niveau: int | None = None
    retourcode: str = ""
    klasse: str = ""
    omschrijving: str = ""
    naam: str = ""
    verhaal: str = ""
    zonder: tuple[int, ...] = ()
    samen_met: tuple[str, ...] = ()
    releases: tuple[str, ...] = ()
    domeinen: tuple[str, ...] = ()

    def geldt(self, domein: str, release: str) -> bool:
        """Whether this is the mutation for this domain and release."""
        here = not self.domeinen or domein in self.domeinen
        return here and (not self.releases or release in self.releases)

    def samen(self, domein: str, release: str) -> frozenset[str]:
        """The rules that break along in this domain and release."""
        parts = (entry.partition("@") for entry in self.samen_met)
        return frozenset(code for code, _at, where in parts if where in {"", domein, release})


@dataclass(frozen=True)
class Zonder:
    """A rule for which there is no mutation in these messages, and why."""

    regel: str
    berichten: tuple[str, ...]
    reden: str
    releases: tuple[str, ...] = ()
    domeinen: tuple[str, ...] = ()

    def geldt(self, soort: str, domein: str, release: str) -> bool:
        """Whether the reason is about this message in this domain and release."""
        here = (not self.domeinen or domein in self.domeinen) and (not self.releases or release in self.releases)
        return here and soort in self.berichten
