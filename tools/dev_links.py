"""Make `.dev/ketentoets/`: one link per package, so that type checkers see one package."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MAPPED = ("features", "steps", "generators", "schemas", "fixtures", "reports")


def main() -> None:
    """Make every link anew; links to what is gone are removed."""
    target = ROOT / ".dev" / "ketentoets"
    target.mkdir(parents=True, exist_ok=True)
    for link in target.iterdir():
        if link.is_symlink():
            link.unlink()
    own = [p for p in (ROOT / "src" / "ketentoets").iterdir() if p.name != "__pycache__"]
    for path in [*own, *(ROOT / name for name in MAPPED)]:
        (target / path.name).symlink_to(Path("../..") / path.relative_to(ROOT))


if __name__ == "__main__":
    main()
