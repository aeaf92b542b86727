"""Bring `src/ketentoets/talen/*.po` up to date: `make talen`.

New sentences come in without a translation and are listed, sentences that are gone are removed. The catalogues are
sorted by sentence and hold no line numbers, so that branches merge. To fill in many at once:
`python tools/talen.py en vertaald.json`, a JSON object of sentence -> translation.
"""

import ast
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
TALEN = ROOT / "src" / "ketentoets" / "talen"
FOLDERS = ("src", "features", "steps", "generators", "schemas", "fixtures", "reports")
METHODS = (("**.py", "python"), ("**.j2", "jinja2.ext:babel_extract"))
LOS = (
    *("geslaagd", "gezakt", "onbeslist", "niet van toepassing", "overgeslagen", "fout"),
    *("aangenomen", "geweigerd", "strijdig", "neergelegd", "mislukt"),
    *(
        "tegenspraak",
        "gat",
        "deels getoetst",
        "nog niet getoetst",
        "niet onder dit profiel",
        "niet toetsbaar",
        "getoetst",
    ),
    *("nog niet uitgelokt", "deels uitgelokt", "verklaard", "uitgelokt", "elders gezakt"),
    *("goed", "niet goed", "niet mogelijk"),
)
"""Words that are translated by their value: the verdicts, what a receiver did with a message, how far a requirement or
a return code is covered, and what came of a check before a run."""
KOP = """msgid ""
msgstr ""
"Language: {taal}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def zinnen() -> dict[str, list[str]]:
    """Every sentence that passes through `_`, with where it stands ('reports/words.py:12')."""
    found: dict[str, list[str]] = {zin: [] for zin in LOS}
    for zin, plaats in _gevonden():
        found.setdefault(zin, []).append(plaats)
    return found


def _velden() -> Iterator[tuple[str, str]]:
    """Title and explanation of the fields of a profile, which `veld` of fixtures/waarden.py translates."""
    for path in sorted((ROOT / "fixtures").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "veld":
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and argument.value:
                        yield str(argument.value), f"fixtures/{path.name}:{argument.lineno}"


def _gevonden() -> Iterator[tuple[str, str]]:
    yield from _velden()
    for folder in FOLDERS:
        hits = extract_from_dir(ROOT / folder, method_map=METHODS, keywords={"_": None})
        for file, line, message, _comments, _context in hits:
            yield str(message), f"{folder}/{file}:{line}"


def catalogus(path: Path) -> dict[str, str]:
    """Sentence -> translation, '' for one that is not translated yet."""
    with path.open("rb") as stream:
        return {str(m.id): str(m.string) for m in read_po(stream) if m.id}


def schrijf(path: Path, vertaald: dict[str, str]) -> None:
    """Write a catalogue, sorted."""
    made = Catalog(locale=path.stem)
    for zin, vertaling in vertaald.items():
        made.add(zin, vertaling)
    stream = io.BytesIO()
    write_po(stream, made, width=0, omit_header=True, sort_output=True, no_location=True)
    path.write_text(KOP.format(taal=path.stem) + stream.getvalue().decode("utf-8"), encoding="utf-8")


def vul(taal: str, bestand: Path) -> None:
    """Put translations from a JSON object of sentence -> translation into a catalogue."""
    path = TALEN / f"{taal}.po"
    known = catalogus(path) if path.exists() else {}
    schrijf(path, {**known, **json.loads(bestand.read_text(encoding="utf-8"))})


def main(arguments: list[str]) -> int:
    """Update every catalogue; 1 when a translation is missing."""
    if arguments:
        vul(arguments[0], Path(arguments[1]))
    nu, missing = zinnen(), 0
    for path in sorted(TALEN.glob("*.po")):
        known = catalogus(path)
        schrijf(path, {zin: known.get(zin, "") for zin in nu})
        for zin, plaatsen in nu.items():
            if not known.get(zin):
                missing += 1
                print(f"{path.name}: {', '.join(plaatsen)}: {zin}")
    print(f"{len(nu)} sentences, {missing} without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
