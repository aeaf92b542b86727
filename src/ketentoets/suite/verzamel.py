"""Collecting: every feature file becomes a pytest module, every scenario a test per actor.

Node ids read `toewijzing.feature::De gemeente wijst een product toe[gemeente]`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ketentoets.core.message import berichtnaam
from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.steps import Feature, Step, bind, feature_files, read_feature
from ketentoets.suite.speelveld import Speelveld
from ketentoets.transports.base import Rol

ROL_TAGS = {"sut-gemeente": Rol.GEMEENTE, "sut-aanbieder": Rol.AANBIEDER}
REGEL = re.compile(r"(?:(?:TR|CS|CD|OP|IV)[0-9]{3}(?:x[0-9])?|RC[0-9]{4}|[A-Z]-[0-9]+)$")
SOORT = re.compile(r"(?:JW|WMO)(?P<soort>[0-9]{3})$")
"""A tag that names a message type, in either domain."""
AFSPRAAK = re.compile(r"[A-Z]-[0-9]+$")
"""A tag that names a numbered agreement of the protocol of Alkmaar ('R-3')."""
BRON = re.compile(r"(?P<stuk>[A-Z]{2,})-(?P<plaats>[0-9][0-9.]*|bijlage-[0-9A-Z]+)$")
"""A tag that names a section of a protocol: 'SAP-2.3.1', 'EHV-7'."""
EIS = re.compile(r"OP[0-9]{3}(?:x[0-9])?$|.+/[0-9]+$")
"""A tag that names a requirement: a business rule, or a sentence of a protocol ('SAP-2.3.1/2')."""
REGEL_KOLOM = "regel"
"""A column of examples with this name holds the rule that a row is about: as good as a tag on the row."""


def feature_tags(bestanden: Iterable[Path]) -> set[str]:
    """All tags of these feature files."""
    tags: set[str] = set()
    for path in bestanden:
        feature = read_feature(path)
        tags |= feature.tags
        for scenario in feature.scenarios.values():
            tags |= scenario.tags
            tags |= {tag for examples in scenario.examples for tag in examples.tags}
            tags |= {row.get(REGEL_KOLOM, "") for examples in scenario.examples for row in examples.as_contexts()}
    return tags - {""}


@cache
def processen() -> tuple[str, ...]:
    """The names of our processes, one per feature file."""
    return tuple(name for path in feature_files() if (name := read_feature(path).name))


class FeatureFile(pytest.Module):
    """A feature file as a module whose functions are its scenarios."""

    def _getobj(self) -> ModuleType:
        module = ModuleType(f"ketentoets.features.{self.path.stem}")
        feature = read_feature(self.path)
        for name in feature.scenarios:
            setattr(module, name, _test(self.path, name))
        return module

    def istestfunction(self, obj: object, name: str) -> bool:
        """Whatever the module holds under a scenario's name is a test."""
        return callable(obj) and not name.startswith("_")


def _test(path: Path, name: str) -> Callable[..., Any]:
    def scenario(rol: Rol, gesprek: Gesprek) -> None:
        """The steps have run; the judge has the last word."""

    made: Callable[..., Any] = bind(path.name, name, features_base_dir=str(path.parent))(scenario)
    made.__name__ = name
    return made


def tags_van(item: pytest.Item) -> set[str]:
    """All tags of a scenario: of the feature, the scenario and its row of examples."""
    return {mark.name for mark in item.iter_markers()} | ({_voorbeeld(item).get(REGEL_KOLOM, "")} - {""})


def _voorbeeld(item: pytest.Item) -> dict[str, str]:
    """The row of examples of an outline; empty for a scenario without."""
    params: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    row: dict[str, str] = params.get("_pytest_bdd_example", {})
    return row


def rollen_van(tags: set[str]) -> tuple[Rol, ...]:
    """The actors that can be tested with this scenario."""
    return tuple(rol for tag, rol in ROL_TAGS.items() if tag in tags)


def kop_van(item: pytest.Function, veld: Speelveld, vreemd: int = 0) -> Kop:
    """What the head of the scenario says, from its tags, its row of examples and its place.

    `vreemd` is the place among the scenarios of a file that the user gave.
    """
    naam = _naam(item.originalname, _voorbeeld(item))
    params: dict[str, Any] = dict(item.callspec.params)
    return maak_kop(item.path, naam, tags_van(item), params["rol"], veld, vreemd)


def maak_kop(path: Path, naam: str, tags: set[str], rol: Rol, veld: Speelveld, vreemd: int = 0) -> Kop:
    """The head of the scenario with this name (its row of examples included) in a file, with an actor under test."""
    eigen_id = scenario_id(path.stem, naam)
    return Kop(
        id=eigen_id,
        naam=naam,
        proces=read_feature(path).name or path.stem,
        rol=rol,
        bron=_bron(tags),
        regels=_regels(tags, veld),
        soorten=_soorten(tags, veld.domein),
        nummer=scenario_nummer(eigen_id, rol, vreemd),
    )


def _regels(tags: set[str], veld: Speelveld) -> tuple[str, ...]:
    """The rules a scenario is about; the agreements of a region only where they hold."""
    return tuple(sorted(t for t in tags if REGEL.match(t) and (veld.eigen_afspraken or not AFSPRAAK.match(t))))


def _soorten(tags: set[str], domein: str) -> tuple[str, ...]:
    """The message types of a scenario, by the names of this domain: 'JW301' or 'WMO301'."""
    return tuple(sorted(berichtnaam(domein, match["soort"]) for match in map(SOORT.match, tags) if match))


def _bron(tags: set[str]) -> tuple[str, ...]:
    """The sections a scenario comes from; the sentences in them are for the coverage."""
    sections = (match for match in map(BRON.match, tags) if match)
    return tuple(sorted(f"{m['stuk']} {m['plaats'].replace('bijlage-', 'bijlage ')}" for m in sections))


def _naam(scenario: str, voorbeeld: dict[str, str]) -> str:
    return f"{scenario} ({', '.join(voorbeeld.values())})" if voorbeeld else scenario


@cache
def _nummering() -> dict[str, int]:
    """The place of every scenario among all there are, whatever was chosen."""
    ids = [scenario.id for path in feature_files() for scenario in uitgewerkt(path, read_feature(path))]
    return {id_: n for n, id_ in enumerate(sorted(ids))}


Gezegd = tuple[str, tuple[tuple[str, ...], ...]]
"""A sentence without its keyword, and the rows of its table."""


@dataclass(frozen=True)
class Uitgewerkt:
    """A scenario with its row of examples filled in; a row is a scenario of its own."""

    id: str
    naam: str
    tags: set[str]
    stappen: tuple[Step, ...]

    @property
    def zinnen(self) -> tuple[str, ...]:
        """The sentences without their keywords and tables."""
        return tuple(step.name for step in self.stappen)

    @property
    def gezegd(self) -> tuple[Gezegd, ...]:
        """The sentences with their tables, as the journal of a run has them."""
        return tuple((step.name, tabel_van(step)) for step in self.stappen)


def tabel_van(step: Step) -> tuple[tuple[str, ...], ...]:
    """The rows of the table under a sentence, the first is the head; none when there is no table."""
    return tuple(tuple(map(str, row)) for row in step.datatable.raw()) if step.datatable else ()


def uitgewerkt(path: Path, feature: Feature) -> Iterator[Uitgewerkt]:
    """Every scenario of a file."""
    for name, scenario in feature.scenarios.items():
        rows = [(dict(row), e.tags) for e in scenario.examples for row in e.as_contexts()] or [({}, set())]
        for row, own in rows:
            stappen = tuple(scenario.render(row).steps)
            labels = feature.tags | scenario.tags | own | _regel_van(row)
            yield Uitgewerkt(scenario_id(path.stem, _naam(name, row)), _naam(name, row), labels, stappen)


def _regel_van(voorbeeld: dict[str, str]) -> set[str]:
    return {voorbeeld[REGEL_KOLOM]} if voorbeeld.get(REGEL_KOLOM) else set()


def scenario_nummer(id_: str, rol: Rol, vreemd: int = 0) -> int:
    """A number that no other scenario with this or the other role has; those of a user come after ours."""
    place = _nummering().get(id_, len(_nummering()) + vreemd)
    return len(Rol) * place + list(Rol).index(rol)


def scenario_id(stem: str, naam: str) -> str:
    """The id of a scenario in a file: 'toewijzing/de-gemeente-wijst-een-product-toe'."""
    words = re.sub(r"[^a-z0-9]+", "-", naam.casefold().replace("ë", "e").replace("ï", "i"))
    return f"{stem}/{words.strip('-')}"


def is_scenario(item: pytest.Item) -> bool:
    """Whether a test item is one of our scenarios."""
    return isinstance(item, pytest.Function) and isinstance(item.parent, FeatureFile)


def scenarios(items: list[pytest.Item]) -> Iterator[pytest.Function]:
    """The scenarios among all test items."""
    return (item for item in items if isinstance(item, pytest.Function) and is_scenario(item))
