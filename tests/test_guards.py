"""Guards on the house itself: packages, layers, imports, the wheel, and the scenarios."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pytest_bdd.parser import Feature
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix

from ketentoets.fixtures.lader import profielnamen
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.standaard import soorten, standaarden
from ketentoets.steps import MODULES, feature_files, read_feature
from ketentoets.suite.speelveld import DOMEINEN

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = PYPROJECT["tool"]["setuptools"]
MAPPED = {name: folder for name, folder in SETUPTOOLS["package-dir"].items() if name}
FOLDERS = sorted(MAPPED.values())
SOURCES = sorted(p for folder in ("src", *FOLDERS) for p in (ROOT / folder).rglob("*.py"))


@cache
def boom(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def kort(path: Path) -> str:
    return str(path.relative_to(ROOT))


# Packages.


def op_schijf(folder: Path, name: str) -> Iterator[str]:
    for init in sorted(folder.rglob("__init__.py")):
        yield ".".join([name, *init.parent.relative_to(folder).parts])


def test_the_packages_are_the_folders_on_disk() -> None:
    found = [*op_schijf(ROOT / "src" / "ketentoets", "ketentoets")]
    for name, folder in MAPPED.items():
        found += op_schijf(ROOT / folder, name)
    assert sorted(SETUPTOOLS["packages"]) == sorted(found)


def test_no_module_lies_outside_a_package() -> None:
    assert [kort(p) for p in SOURCES if not (p.parent / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    "folder",
    ["features", "steps", "generators", "schemas", "fixtures", "reports", "tests", "src/ketentoets/core",
     "src/ketentoets/transports", "src/ketentoets/actors", "src/ketentoets/session", "src/ketentoets/cli"],
)  # fmt: skip
def test_every_folder_of_the_architecture_exists(folder: str) -> None:
    assert any((ROOT / folder).iterdir())


def test_pytest_looks_for_tests_only_in_tests() -> None:
    assert PYPROJECT["tool"]["pytest"]["ini_options"]["testpaths"] == ["tests"]
    names = [p for p in SOURCES if p.name == "conftest.py" or p.name.startswith("test_") or p.stem.endswith("_test")]
    assert [kort(p) for p in names] == []


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(boom(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


def test_nobody_imports_a_root_folder_by_its_bare_name() -> None:
    everywhere = [*SOURCES, *sorted((ROOT / "tests").glob("*.py"))]
    bare = [(kort(p), name) for p in everywhere for name in imports(p) if name.split(".")[0] in FOLDERS]
    assert bare == []


def test_only_steps_and_the_collector_know_pytest_bdd() -> None:
    know = {kort(p) for p in SOURCES if any(name.split(".")[0] == "pytest_bdd" for name in imports(p))}
    assert know
    assert all(name.startswith("steps/") for name in know)


def test_the_layers_hold() -> None:
    if not (ROOT / ".dev").exists():
        pytest.skip("no .dev folder with one link per package (make dev)")
    command = Path(sys.executable).with_name("lint-imports")
    if not command.exists():
        pytest.skip("import-linter is not installed")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".dev")}
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_every_module_can_be_imported() -> None:
    names = [name for name in SETUPTOOLS["packages"] if name != "ketentoets.steps"]
    for name in names:
        assert import_module(name).__name__ == name


# The wheel.


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if find_spec("setuptools") is None or find_spec("pip") is None:
        pytest.skip("setuptools or pip is not installed")
    if int(version("setuptools").split(".")[0]) < 77:
        pytest.skip("setuptools is too old for this pyproject.toml")
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "bron"
    for part in ("src", *FOLDERS):
        _kopieer(ROOT / part, source / part)
    for name in ("pyproject.toml", PYPROJECT["project"]["readme"]):
        (source / name).write_bytes((ROOT / name).read_bytes())
    command = [sys.executable, "-m", "pip", "wheel", str(source), "--no-deps", "--no-build-isolation", "--no-index"]
    done = subprocess.run([*command, "-q", "-w", str(folder)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


def _kopieer(bron: Path, doel: Path) -> None:
    """Copy without what a build or a test left behind, so that the wheel shows what is in the source."""
    for path in bron.rglob("*"):
        parts = path.relative_to(bron).parts
        if path.is_file() and not any(part == "__pycache__" or part.endswith(".egg-info") for part in parts):
            target = doel / path.relative_to(bron)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())


def test_the_wheel_has_one_top_level_name(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"ketentoets"}


def test_the_wheel_holds_every_module_and_all_data(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    expected = {f"ketentoets/{p.relative_to(ROOT / 'src' / 'ketentoets')}" for p in _data(ROOT / "src" / "ketentoets")}
    for folder in FOLDERS:
        expected |= {f"ketentoets/{folder}/{p.relative_to(ROOT / folder)}" for p in _data(ROOT / folder)}
    assert expected - names == set()
    for ending in (".feature", ".xsd", ".yaml", ".csv", ".j2", "py.typed"):
        assert any(name.endswith(ending) for name in names)


def _data(folder: Path) -> Iterator[Path]:
    endings = {".py", ".feature", ".xsd", ".yaml", ".csv", ".j2", ".typed"}
    return (p for p in folder.rglob("*") if p.suffix in endings or p.name == "py.typed")


# Scenarios.

REGEL = re.compile(r"(?:(?:TR|CS|CD)[0-9]{3}|RC[0-9]{4})$")
AFSPRAAK = re.compile(r"(?:(?:OP|IV)[0-9]{3}(?:x[0-9])?|[A-Z]-[0-9]+)$")
BERICHT = re.compile(r"(?:JW|WMO)([0-9]{3})$")
BRON = re.compile(r"[A-Z]{2,}-(?:[0-9]+(?:\.[0-9]+)*|bijlage-[0-9]+)$")
ZIN = re.compile(r"[A-Z]{2,}-(?:[0-9]+(?:\.[0-9]+)*|bijlage-(?:[0-9]+|[AB]))/[0-9]+$")
PLEK = re.compile(rf"(?:{'|'.join([*profielnamen(), *DOMEINEN])}|(?:vanaf|voor)-[0-9]\.[0-9])$")
FEATURES: list[Feature] = [read_feature(path) for path in feature_files()]
SCENARIOS = [(feature, scenario) for feature in FEATURES for scenario in feature.scenarios.values()]
BEKEND = {rule.code for rule in catalogue()}
BERICHTEN = {soort for standaard in standaarden() for soort in soorten(standaard)}


def tags(feature: Feature, scenario: Any) -> set[str]:
    return set(feature.tags | scenario.tags | {tag for e in scenario.examples for tag in e.tags})


def test_there_are_scenarios() -> None:
    assert len(FEATURES) == len(list((ROOT / "features").glob("*.feature"))) > 5
    assert len(SCENARIOS) > 50


@pytest.mark.parametrize(("feature", "scenario"), SCENARIOS, ids=lambda x: getattr(x, "name", ""))
def test_every_scenario_says_whom_it_tests_and_where_it_comes_from(feature: Feature, scenario: Any) -> None:
    found = tags(feature, scenario)
    assert found & {"sut-gemeente", "sut-aanbieder"}
    rest = {t for t in found - {"sut-gemeente", "sut-aanbieder"} if not PLEK.match(t)}
    unknown = {t for t in rest if not any(p.match(t) for p in (REGEL, AFSPRAAK, BERICHT, BRON, ZIN))}
    assert unknown == set()
    assert any(REGEL.match(t) or AFSPRAAK.match(t) or BERICHT.match(t) for t in rest)
    assert {t for t in rest if REGEL.match(t)} <= BEKEND
    assert {m[1] for t in rest if (m := BERICHT.match(t))} <= BERICHTEN


def test_every_scenario_names_its_section_of_the_protocol() -> None:
    without = {scenario.name for feature, scenario in SCENARIOS if not any(map(BRON.match, tags(feature, scenario)))}
    assert without == set()


def test_names_of_scenarios_are_unique() -> None:
    names = [(feature.filename, scenario.name) for feature, scenario in SCENARIOS]
    assert len(set(names)) == len(names)
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def definities() -> dict[str, StepFunctionContext]:
    found: dict[str, StepFunctionContext] = {}
    for name in MODULES:
        for key, value in vars(import_module(name)).items():
            if key.startswith(StepNamePrefix.step_def.value):
                found[f"{name}.{key}"] = value._get_wrapped_function()()
    return found


def zinnen() -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for feature, scenario in SCENARIOS:
        steps = [*(feature.background.steps if feature.background else []), *scenario.steps]
        rows = [row for e in scenario.examples for row in e.as_contexts()] or [{}]
        for row in rows:
            for step in steps:
                text = re.sub(r"<([^<>]+)>", lambda m, row=row: str(row.get(m[1], m[0])), step.name)
                found.add((step.type, text))
    return found


def test_every_sentence_is_defined_and_every_definition_is_used() -> None:
    contexts = definities()
    assert 40 < len(contexts) <= 60
    used: set[str] = set()
    missing = []
    for kind, text in zinnen():
        fits = {n for n, c in contexts.items() if c.type in {None, kind} and c.parser.is_matching(text)}
        if not fits:
            missing.append(f"{kind}: {text}")
        used |= fits
    assert missing == []
    assert set(contexts) - used == set()


# Amounts.

SECONDEN = ("src/ketentoets/transports/", "src/ketentoets/suite/")
MET_SECONDEN = {"src/ketentoets/session/keten.py"}


def test_nothing_is_counted_with_floats() -> None:
    counted = [
        p for p in SOURCES if not kort(p).startswith(SECONDEN) and kort(p) not in MET_SECONDEN
        and kort(p).split("/")[0] in {"src", "schemas", "generators", "fixtures"}
    ]  # fmt: skip
    assert len(counted) > 80
    assert [(kort(p), n.lineno) for p in counted for n in ast.walk(boom(p)) if _is_float(n)] == []


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
