"""ketentoets: message conformance tests for the Dutch care chain (iWmo and iJw)."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("ketentoets")
except PackageNotFoundError:  # pragma: no cover - a source tree that was never installed
    __version__ = "0"
