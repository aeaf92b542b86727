"""Applying the rules: findings, and for every rule how many elements it looked at."""

from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import import_module
from typing import Any

from ketentoets.core.finding import Finding
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.registry import CATALOGUE, DOMEINEN, LAST_PHASE, Breach, Rule

for _module in (
    "antwoord",
    "client",
    "declaratie",
    "declaratie_bedrag",
    "declaratie_historie",
    "declaratie_toewijzing",
    "declaratie_volume",
    "factuur",
    "factuur_historie",
    "factuur_retour",
    "factuur_volume",
    "gemeente",
    "header",
    "omvang",
    "product",
    "regie",
    "toewijzing",
    "verzoek",
    "wijziging",
    "wijziging_historie",
    "schema",
):
    import_module(f"ketentoets.schemas.rules.{_module}")  # importing them registers their rules

RULESET_VERSION = "2026.4"
"""Changes whenever a rule changes; every report names it."""
ALL_LEVELS = frozenset({1, 2, 3, 4})
"""Level 1 finds nothing here, but its evidence counts: the rules are for messages that passed the schema."""
DOMAINS = frozenset(DOMEINEN)


@dataclass(frozen=True)
class Outcome:
    """What the rules had to say. `evidence` counts the elements per rule that was run.

    A rule that could not run (its context was absent) has no key in `evidence`; one that ran and
    met no element it applies to has 0.
    """

    findings: tuple[Finding, ...]
    evidence: dict[str, int]
    breaches: tuple[tuple[Rule, Breach], ...] = ()

    @property
    def broken(self) -> frozenset[str]:
        """The codes of the rules that were broken."""
        return frozenset(finding.regel for finding in self.findings)


def catalogue() -> list[Rule]:
    """All rules, ordered by code and message. A code may have several entries."""
    return sorted(CATALOGUE, key=lambda r: (r.code, r.berichten))


def apply(ctx: Context, levels: frozenset[int] | set[int] = ALL_LEVELS) -> Outcome:
    """Apply all rules of these levels to a message; nothing for an unknown domain or release."""
    breaches: list[tuple[Rule, Breach]] = []
    evidence: dict[str, int] = {}
    for rules in toepasselijk(ctx, levels):
        found = [(rule, breach) for rule in rules for breach in _run(rule, ctx, evidence)]
        breaches += found
        if found:
            wrong: set[Any] = {breach.node.element for _rule, breach in found}
            ctx = replace(ctx, afgekeurd=ctx.afgekeurd | wrong)
    findings = tuple(_finding(ctx, rule, breach) for rule, breach in breaches)
    return Outcome(findings, evidence, tuple(breaches))


def toepasselijk(ctx: Context, levels: frozenset[int] | set[int]) -> tuple[tuple[Rule, ...], ...]:
    """The rules for a message of which the context holds all they need, phase by phase."""
    bericht = ctx.bericht
    return _toepasselijk(bericht.soort, bericht.release, bericht.domain, frozenset(levels), ctx.aanwezig)


@lru_cache(maxsize=1024)
def _toepasselijk(
    soort: str, release: str, domain: str, levels: frozenset[int], aanwezig: frozenset[str]
) -> tuple[tuple[Rule, ...], ...]:
    mine = [r for r in CATALOGUE if r.niveau in levels and r.geldt(soort, release, domain) and r.nodig <= aanwezig]
    return tuple(tuple(rule for rule in mine if rule.fase == phase) for phase in range(1, LAST_PHASE + 1))


def _run(rule: Rule, ctx: Context, evidence: dict[str, int]) -> list[Breach]:
    breaches, seen = rule.run(ctx, rule.zoek(ctx))
    evidence[rule.code] = evidence.get(rule.code, 0) + seen
    return breaches


def _finding(ctx: Context, rule: Rule, breach: Breach) -> Finding:
    return Finding(
        soort="regel",
        tekst=breach.tekst,
        regel=rule.code,
        niveau=rule.niveau,
        retourcode=rule.retourcode,
        bericht=ctx.bericht.naam,
        pad=breach.node.path,
        lijn=breach.node.line,
        verwacht=breach.verwacht,
        gevonden=breach.gevonden,
    )
