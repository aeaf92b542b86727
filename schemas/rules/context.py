"""What a rule may look at: the message, what was known before it, the day, the contract."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from ketentoets.core.errors import HarnessFault
from ketentoets.core.message import Bericht, Node
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.feiten import Prestatie, lees_prestaties, partijen

UUR, MINUUT, EURO = "04", "01", "83"


@dataclass(frozen=True)
class Tarief:
    """An agreed price in eurocents for one unit of a product, from `ingang` to `einde` included."""

    code: str
    eenheid: str
    eurocenten: int
    ingang: date = date.min
    einde: date = date.max


@dataclass(frozen=True)
class Contract:
    """What municipality and provider agreed: prices, and the product list."""

    tarieven: tuple[Tarief, ...] = ()
    categorieen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def tarief(self, code: str, eenheid: str, dag: date | None) -> int | None:
        """The price in eurocents on a day, None when nothing was agreed."""
        day = dag or date.min
        found = (t for t in self.tarieven if (t.code, t.eenheid) == (code, eenheid))
        return next((t.eurocenten for t in found if t.ingang <= day <= t.einde), None)

    def eenheden(self, code: str) -> frozenset[str]:
        """The units in which a product was contracted."""
        return frozenset(t.eenheid for t in self.tarieven if t.code == code)

    def categorie(self, code: str) -> str | None:
        """The category of a product in the product list, None when it is not in it."""
        return self.categorieen.get(code)


@dataclass(frozen=True)
class Regel:
    """A claimed line in the message at hand, with its element."""

    node: Node
    prestatie: Prestatie


@dataclass(frozen=True)
class Context:
    """The message and all there is to judge it by; what is None was not available.

    `administratie` is the state before this message. `afgekeurd` holds the elements that broke a
    rule in an earlier phase; the engine fills it.
    """

    bericht: Bericht
    administratie: Administratie | None = None
    nu: date | None = None
    contract: Contract | None = None
    afgekeurd: frozenset[Any] = frozenset()

    @property
    def root(self) -> Node:
        """The root of the message."""
        return self.bericht.root

    @property
    def release(self) -> str:
        """'3.2'."""
        return self.bericht.release

    @cached_property
    def aanwezig(self) -> frozenset[str]:
        """The names of the parts that rules may need (`Rule.nodig`) and that are there."""
        parts = ("administratie", "nu", "contract")
        return frozenset(name for name in parts if getattr(self, name) is not None)

    @property
    def admin(self) -> Administratie:
        """The administration; only rules that declare they need it may ask."""
        if self.administratie is None:
            raise HarnessFault("a rule used the administration without declaring so")
        return self.administratie

    def zoek(self, path: str) -> list[Node]:
        """The elements at a path below the root ('.' is the root, '//Bsn' every Bsn); many rules ask for the same."""
        found = self._gezocht.get(path)
        if found is None:
            found = self._gezocht[path] = _op(self.root, path)
        return found

    @cached_property
    def _gezocht(self) -> dict[str, list[Node]]:
        return {}

    @cached_property
    def gemeente(self) -> str:
        """The municipality in the Header."""
        return partijen(self.bericht)[0]

    @cached_property
    def aanbieder(self) -> str:
        """The provider in the Header."""
        return partijen(self.bericht)[1]

    @cached_property
    def regels(self) -> tuple[Regel, ...]:
        """The lines of a 323 or 325, in document order."""
        return tuple(Regel(node, line) for node, line in lees_prestaties(self.bericht))

    @cached_property
    def _per_element(self) -> dict[Any, Prestatie]:
        return {regel.node.element: regel.prestatie for regel in self.regels}

    def prestatie(self, node: Node) -> Prestatie:
        """The line that belongs to a Prestatie element of this message."""
        return self._per_element[node.element]

    @cached_property
    def gecrediteerd(self) -> frozenset[str]:
        """The ReferentieNummers that this message credits with a credit that broke no rule (OP366)."""
        credits = (r for r in self.regels if r.prestatie.credit and not self.is_afgekeurd(r.node))
        return frozenset(credit.prestatie.vorige for credit in credits)

    def is_afgekeurd(self, node: Node) -> bool:
        """Whether this element, or one around it, broke a rule in an earlier phase."""
        above: Node | None = node
        while above is not None:
            if above.element in self.afgekeurd:
                return True
            above = above.parent()
        return False


def _op(root: Node, path: str) -> list[Node]:
    if path == ".":
        return [root]
    return list(root.every(path[2:])) if path.startswith("//") else root.all(path)
