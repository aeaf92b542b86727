"""Every sentence that scenarios are written in: its form, what it does, its values, and a scenario that uses it."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pytest_bdd.parser import Feature
from pytest_bdd.steps import StepFunctionContext

from ketentoets.steps import feature_files, read_feature
from ketentoets.steps.zinnen import in_gebruik
from ketentoets.steps.zinsvorm import Zinsvorm

SOORTEN = {"given": "Gegeven", "when": "Als", "then": "Dan", None: "elk"}


@dataclass(frozen=True)
class Zinsoort:
    """One sentence. `groep` is its process, `soort` Gegeven, Als, Dan or elk; `waarden` are (name, what it may be)."""

    groep: str
    soort: str
    zin: str
    uitleg: str
    waarden: tuple[tuple[str, str], ...]
    voorbeeld: str
    scenario: str


def zinnenlijst(zoek: str = "") -> list[Zinsoort]:
    """All sentences by process, or those with this text in their group, form or explanation."""
    gezocht = zoek.casefold()
    alle = [_zinsoort(context) for context in in_gebruik()]
    return [z for z in alle if gezocht in f"{z.groep} {z.soort} {z.zin} {z.uitleg}".casefold()]


def _zinsoort(context: StepFunctionContext) -> Zinsoort:
    parser = context.parser
    tekst, waarden = (parser.leesbaar, parser.vrij) if isinstance(parser, Zinsvorm) else (parser.name, {})
    found = ((zin, waar) for soort, zin, waar in _gebruikt() if _past(context, soort, zin))
    voorbeeld, scenario = next(found, ("", ""))
    return Zinsoort(
        context.step_func.__module__.rpartition(".")[2],
        SOORTEN[context.type],
        tekst,
        " ".join((inspect.getdoc(context.step_func) or "").split()),
        tuple(waarden.items()),
        voorbeeld,
        scenario,
    )


def _past(context: StepFunctionContext, soort: str, tekst: str) -> bool:
    return context.type in {None, soort} and context.parser.is_matching(tekst)


@cache
def _gebruikt() -> tuple[tuple[str, str, str], ...]:
    """(kind, sentence, file and name of the scenario) of every sentence of every scenario."""
    return tuple(use for path in feature_files() for use in _van(path.stem, read_feature(path)))


def _van(stem: str, feature: Feature) -> Iterator[tuple[str, str, str]]:
    vooraf = feature.background.steps if feature.background else []
    for naam, scenario in feature.scenarios.items():
        rows = [dict(row) for examples in scenario.examples for row in examples.as_contexts()] or [{}]
        for step in (*vooraf, *scenario.render(rows[0]).steps):
            yield step.type, step.name, f"{stem}.feature: {naam}"
