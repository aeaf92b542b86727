"""The words in which the standard is written down: types, elements, messages and their scope.

Everything may carry a `Scope`: in which domain and from or until which release it exists.
That way releases and domains are differences on one model instead of copies.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

Base = Literal["string", "integer", "date", "time"]
Partij = Literal["gemeente", "aanbieder"]


@dataclass(frozen=True)
class Scope:
    """Where something exists. Empty fields do not restrict; releases are inclusive ('3.1')."""

    domain: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def read(cls, text: str) -> "Scope":
        """Read the short form: '', '3.1-', '-3.0', 'ijw', 'ijw,3.1-'."""
        scope = cls()
        for part in filter(None, text.split(",")):
            if "-" in part:
                first, last = part.split("-")
                scope = replace(scope, first=first, last=last)
            else:
                scope = replace(scope, domain=part)
        return scope

    def holds(self, domain: str, release: str) -> bool:
        """Whether it exists in this domain and release."""
        in_domain = self.domain in {"", domain}
        return in_domain and self.first <= release and (not self.last or release <= self.last)


EVERYWHERE = Scope()


@dataclass(frozen=True)
class Code:
    """A value of a code list with its official short label."""

    value: str
    label: str
    scope: Scope = EVERYWHERE


@dataclass(frozen=True)
class SimpleType:
    """A data type of the basisschema (LDT_...). None or '' or empty means: no such facet."""

    name: str
    base: Base
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    min_value: int | None = None
    max_value: int | None = None
    codes: tuple[Code, ...] = ()
    scope: Scope = EVERYWHERE


@dataclass(frozen=True)
class Element:
    """An element in a class. `type` is an LDT_ or CDT_ name or a class of the same message.

    `maximum` None is unbounded. `pattern` and `max_value` restrict the type for this one element.
    """

    name: str
    type: str
    minimum: int = 1
    maximum: int | None = 1
    pattern: str = ""
    max_value: int | None = None
    scope: Scope = EVERYWHERE

    @property
    def repeats(self) -> bool:
        """Whether more than one may follow each other."""
        return self.maximum is None


@dataclass(frozen=True)
class ComplexType:
    """An ordered list of elements: a CDT_ type of the basisschema or a class of a message."""

    name: str
    elements: tuple[Element, ...]
    scope: Scope = EVERYWHERE

    @property
    def is_wrapper(self) -> bool:
        """Whether it only groups a repeating element, like StartProducten."""
        return len(self.elements) == 1 and self.elements[0].repeats

    def element(self, name: str) -> Element | None:
        """The element with this name, or None."""
        return next((e for e in self.elements if e.name == name), None)

    def restricted(self, name: str, pattern: str = "", max_value: int | None = None) -> "ComplexType":
        """The same, with one element restricted further than its type."""
        if self.element(name) is None:
            raise ValueError(f"{self.name} has no element {name}")
        made = (replace(e, pattern=pattern, max_value=max_value) if e.name == name else e for e in self.elements)
        return replace(self, elements=tuple(made))


@dataclass(frozen=True)
class Message:
    """A message ('301') and its classes; the class 'Root' is the content of Bericht."""

    soort: str
    afzender: Partij
    classes: tuple[ComplexType, ...]
    scope: Scope = EVERYWHERE

    def klasse(self, name: str) -> ComplexType | None:
        """The class with this name, or None."""
        return next((c for c in self.classes if c.name == name), None)


@dataclass(frozen=True)
class Ingang:
    """When a release went live, and where that is written; not `zeker`: the day is assumed."""

    dag: date
    bron: str
    zeker: bool = True


@dataclass(frozen=True)
class Standaard:
    """One release of one domain. `afgeleid`: no official schema was at hand, see `redenen`.

    `afgeleide_berichten` are the messages of a published release that had no schema at hand.

    `basis_versie` is the version of the basisschema, `bericht_versie` that of the messages, as
    a sender states them in XsdVersie. `regels_afgeleid`: why the rules of this release were
    derived, whatever schema is used; empty when there is a list of them.
    """

    domain: str
    release: str
    basis_versie: str
    bericht_versie: str
    ingang: Ingang
    afgeleid: bool = False
    redenen: tuple[str, ...] = field(default=())
    afgeleide_berichten: frozenset[str] = frozenset()
    regels_afgeleid: tuple[str, ...] = ()

    def is_afgeleid(self, soort: str) -> bool:
        """Whether the schema of this message was derived."""
        return self.afgeleid or soort in self.afgeleide_berichten

    @property
    def naam(self) -> str:
        """'ijw-3.2'."""
        return f"{self.domain}-{self.release}"

    @property
    def versie(self) -> str:
        """BerichtVersie."""
        return self.release.split(".")[0]

    @property
    def subversie(self) -> str:
        """BerichtSubversie."""
        return self.release.split(".")[1]


_CARDINALITY: dict[str, tuple[int, int | None]] = {"": (1, 1), "?": (0, 1), "+": (1, None), "*": (0, None)}
_TOKEN = re.compile(r"(?P<name>\w+)(?::(?P<type>\w+))?(?P<mark>[?+*]?)(?:@(?P<scope>\S+))?")


def elements(text: str) -> tuple[Element, ...]:
    """Read elements from their short form, separated by white space.

    'Bsn:LDT_BurgerServicenummer' is one element, 'Relaties?' an optional one with its own class,
    '+' and '*' repeat, '@3.1-' limits it to a scope (see `Scope.read`).
    """
    return tuple(_element(token) for token in text.split())


def complex_types(classes: dict[str, str]) -> tuple[ComplexType, ...]:
    """Read classes from {name: elements in short form}; 'Beschikking@-2.4' limits a class to a scope."""
    split = ((key.partition("@"), text) for key, text in classes.items())
    return tuple(ComplexType(name, elements(text), Scope.read(scope)) for (name, _at, scope), text in split)


def _element(token: str) -> Element:
    match = _TOKEN.fullmatch(token)
    if match is None:
        raise ValueError(f"not an element: {token}")
    minimum, maximum = _CARDINALITY[match["mark"]]
    scope = Scope.read(match["scope"] or "")
    return Element(match["name"], match["type"] or match["name"], minimum, maximum, scope=scope)
