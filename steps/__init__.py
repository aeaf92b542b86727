"""Step definitions: one sentence, one call. The only place that knows pytest_bdd."""

from importlib.resources import files
from pathlib import Path

from pytest_bdd import scenario as bind
from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Feature

MODULES = (
    "ketentoets.steps.algemeen",
    "ketentoets.steps.toewijzen",
    "ketentoets.steps.regie",
    "ketentoets.steps.declareren",
    "ketentoets.steps.factuur",
)
"""Loaded by name as pytest plugins: pytest_bdd keeps steps in the module that defines them."""


def feature_folder() -> Path:
    """The folder with the feature files."""
    return Path(str(files("ketentoets.features")))


def feature_files() -> list[Path]:
    """All feature files, in a stable order."""
    return sorted(feature_folder().glob("*.feature"))


def read_feature(path: Path) -> Feature:
    """Parse one feature file."""
    return get_feature(str(path.parent), path.name, encoding="utf-8")


__all__ = ["MODULES", "Feature", "bind", "feature_files", "feature_folder", "read_feature"]
