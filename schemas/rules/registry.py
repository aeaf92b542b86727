"""The registry: a rule is a small pure function that declares where it looks and what it needs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ketentoets.core.message import Node
from ketentoets.schemas.rules.context import Context

RELEASES = ("2.2", "2.3", "2.4", "3.0", "3.1", "3.2")
DOMEINEN = ("ijw", "iwmo")
ALL = "3.0"
LAST_PHASE = 3
BERICHTFORMAAT = 1
BERICHTOVERSTIJGEND = 3


class Skip(Enum):
    """An element the rule has nothing to say about: no evidence."""

    NVT = "niet van toepassing"


NVT = Skip.NVT


@dataclass(frozen=True)
class Breach:
    """One element that breaks the rule.

    `ook` holds return codes that are as right as the rule's own, where the texts leave room.
    """

    node: Node
    verwacht: str
    gevonden: str
    tekst: str
    ook: frozenset[str] = frozenset()


Result = Breach | Skip | None
Check = Callable[[Context, Node], Result]
Run = Callable[[Context, list[Node]], tuple[list[Breach], int]]


@dataclass(frozen=True)
class Rule:
    """A rule of the standard. `op` are the paths (below the root) of the elements it looks at.

    `nodig` names the parts of the context without which it is not run. Rules of a later `fase`
    see in `Context.afgekeurd` what broke a rule in an earlier one (OP366). A rule of level 1 never
    finds anything itself: the schema enforces it, and says so as a finding of the kind 'xsd'. It holds
    in the releases from `sinds` until `tot` (included); `tot` '' is without end. `check` is there when it
    looks at one element at a time: `run` does that for all of them.
    """

    code: str
    niveau: int
    retourcode: str
    berichten: tuple[str, ...]
    op: tuple[str, ...]
    sinds: str
    nodig: frozenset[str]
    fase: int
    domeinen: tuple[str, ...]
    run: Run
    tot: str = ""
    check: Check | None = None

    def geldt(self, soort: str, release: str, domain: str | None = None) -> bool:
        """Whether the rule exists for this message type and release, in this domain (None: in any)."""
        ended = bool(self.tot) and release > self.tot
        exists = release in RELEASES and release >= self.sinds and not ended
        return exists and soort in self.berichten and (domain is None or domain in self.domeinen)

    def zoek(self, ctx: Context) -> list[Node]:
        """The elements of the message that the rule looks at; not to be changed."""
        if len(self.op) == 1:
            return ctx.zoek(self.op[0])
        return [node for path in self.op for node in ctx.zoek(path)]

    def kan(self, ctx: Context) -> bool:
        """Whether the context holds all the rule needs."""
        return self.nodig <= ctx.aanwezig


CATALOGUE: list[Rule] = []


CheckOver = Callable[[Context, list[Node]], Iterable[Breach]]


def rule(code: str, *berichten: str, op: str | tuple[str, ...], **rest: Any) -> Callable[[Check], Check]:
    """Register a check of one element at a time: return a Breach, None (fine) or NVT.

    `rest`: level (2), retour ("0001"), since and until (releases), nodig (parts of the context; level 3
    needs the administration), fase and domeinen (both). Where the domains differ in messages, a
    check is registered once for each difference.
    """

    def register(check: Check) -> Check:
        def run(ctx: Context, nodes: list[Node]) -> tuple[list[Breach], int]:
            breaches: list[Breach] = []
            seen = 0
            for node in nodes:
                result = check(ctx, node)
                seen += result is not NVT
                if isinstance(result, Breach):
                    breaches.append(result)
            return breaches, seen

        CATALOGUE.append(_make(code, berichten, op, run, check=check, **rest))
        return check

    return register


def rule_over(code: str, *berichten: str, op: str | tuple[str, ...], **rest: Any) -> Callable[[CheckOver], CheckOver]:
    """Register a check of all elements together: yield a Breach for each one that is wrong."""

    def register(check: CheckOver) -> CheckOver:
        def run(ctx: Context, nodes: list[Node]) -> tuple[list[Breach], int]:
            return list(check(ctx, nodes)), len(nodes)

        CATALOGUE.append(_make(code, berichten, op, run, **rest))
        return check

    return register


def schema_rule(code: str, *berichten: str, op: str | tuple[str, ...]) -> None:
    """Register a rule that the schema enforces (level 1): no check of its own, no return code."""

    def run(_ctx: Context, nodes: list[Node]) -> tuple[list[Breach], int]:
        return [], len(nodes)

    CATALOGUE.append(_make(code, berichten, op, run, level=BERICHTFORMAAT, retour=""))


def _make(
    code: str,
    berichten: tuple[str, ...],
    op: str | tuple[str, ...],
    run: Run,
    *,
    level: int = 2,
    retour: str = "0001",
    since: str = ALL,
    until: str = "",
    nodig: tuple[str, ...] | None = None,
    fase: int = 1,
    domeinen: tuple[str, ...] = DOMEINEN,
    check: Check | None = None,
) -> Rule:
    paths = (op,) if isinstance(op, str) else op
    history = ("administratie",) if level == BERICHTOVERSTIJGEND else ()
    needs = frozenset(history if nodig is None else nodig)
    return Rule(code, level, retour, berichten, paths, since, needs, fase, domeinen, run, until, check)


def repeated(nodes: list[Node], key: Callable[[Node], object]) -> Iterator[Node]:
    """The elements whose key (not empty) occurred before."""
    seen: set[object] = set()
    for node in nodes:
        value = key(node)
        if value in seen and value:
            yield node
        seen.add(value)
