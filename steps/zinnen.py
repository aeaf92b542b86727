"""Sentences outside pytest: find the step a sentence belongs to and take it; read them from a file.

The same step definitions as pytest_bdd uses, so that a story told here plays the same in a run.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.session.gesprek import Gesprek
from ketentoets.steps import MODULES, read_feature

GEGEVEN, ALS, DAN = "Gegeven", "Als", "Dan"
_TYPES = {GEGEVEN: "given", ALS: "when", DAN: "then"}


@dataclass(frozen=True)
class Zin:
    """One sentence: `soort` is Gegeven, Als or Dan; `tabel` holds rows of cells, the first is the head."""

    soort: str
    tekst: str
    tabel: tuple[tuple[str, ...], ...] = ()


def speel(gesprek: Gesprek, zin: Zin) -> None:
    """Take the step of a sentence; raises `ConfigurationError` when there is none."""
    context = _stap(zin.soort, zin.tekst)
    if context is None:
        raise ConfigurationError(_("onbekende zin: {tekst}", tekst=zin.tekst))
    gesprek.stap(f"{zin.soort} {zin.tekst}", zin.tabel)
    found = context.parser.parse_arguments(zin.tekst) or {}
    values = {name: context.converters.get(name, _zelf)(value) for name, value in found.items()}
    if zin.tabel:
        values["datatable"] = [list(row) for row in zin.tabel]
    context.step_func(gesprek, **values)


def is_zin(zin: Zin) -> bool:
    """Whether some step fits this sentence."""
    return _stap(zin.soort, zin.tekst) is not None


def onbekend(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a feature file whose sentence nobody knows; raises `ConfigurationError` when unreadable."""
    try:
        feature = read_feature(path)
    except GherkinParseError as error:
        raise ConfigurationError(
            _("{path}, regel {n}: dit is geen geldig scenario (Gherkin): {tekst}", path=path, n=error.line,
              tekst=error.line_content.strip())
        ) from error  # fmt: skip
    except (OSError, UnicodeDecodeError) as error:
        reden = waarom(error) if isinstance(error, OSError) else _("het is geen UTF-8")
        raise ConfigurationError(_("Kan scenario {path} niet lezen: {reden}", path=path, reden=reden)) from error
    if not feature.scenarios:
        raise ConfigurationError(_("In {path} staat geen enkel scenario.", path=path))
    for scenario in feature.scenarios.values():
        rows: list[Any] = [row for examples in scenario.examples for row in examples.as_contexts()] or [{}]
        for row in rows:
            for step in scenario.render(row).steps:
                if not is_zin(Zin(_SOORTEN[step.type], step.name)):
                    yield step.line_number, step.name


_SOORTEN = {name: soort for soort, name in _TYPES.items()}


@lru_cache(maxsize=4096)
def _stap(soort: str, tekst: str) -> StepFunctionContext | None:
    wanted = _TYPES[soort]
    return next((c for c in in_gebruik() if c.type in {None, wanted} and c.parser.is_matching(tekst)), None)


@cache
def in_gebruik() -> tuple[StepFunctionContext, ...]:
    """All step definitions of ketentoets, in the order of its modules and their lines."""
    for name in MODULES:
        import_module(name)
    mine = [c for c in step_function_context_registry.values() if c.step_func.__module__ in MODULES]
    return tuple(
        sorted(mine, key=lambda c: (MODULES.index(c.step_func.__module__), c.step_func.__code__.co_firstlineno))
    )


def _zelf(value: object) -> object:
    return value
