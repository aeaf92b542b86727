"""One door for words: every sentence a user sees passes through `_`.

Dutch is the source language, so without a catalogue the sentence itself comes back. Another language is a
file `talen/XX.po`, chosen by the environment variable KETENTOETS_TAAL (the option `--taal` sets it) before
this module is loaded, because help texts are made while modules load.
Values are always arguments (`_("Termijn {n} verstreken", n=3)`): findings can then be
grouped, compared and translated by their template.
"""

import json
import os
from pathlib import Path

VARIABELE = "KETENTOETS_TAAL"
BRON = "nl"
_MAP = Path(__file__).resolve().parent.parent / "talen"


def talen() -> tuple[str, ...]:
    """The languages there are: ('nl', 'en')."""
    return (BRON, *sorted(path.stem for path in _MAP.glob("*.po")))


def lees_po(text: str) -> dict[str, str]:
    """Sentence -> translation, of a catalogue as `make talen` writes it: no plurals, no contexts, quoted as JSON is.

    A sentence without a translation is left out, and so comes back in Dutch.
    """
    found: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    field = ""
    for line in [*text.splitlines(), 'msgid ""']:
        head, _sep, rest = line.partition(" ")
        if head in {"msgid", "msgstr"}:
            if head == "msgid" and parts:
                found["".join(parts["msgid"])] = "".join(parts["msgstr"])
            parts[head] = [json.loads(rest)]
            field = head
        elif line.startswith('"'):
            parts[field].append(json.loads(line))
    return {source: target for source, target in found.items() if source and target}


def _lees(taal: str) -> dict[str, str]:
    path = _MAP / f"{taal}.po"
    known = taal != BRON and taal in talen()
    return lees_po(path.read_text(encoding="utf-8")) if known else {}


_vertaald = _lees(os.environ.get(VARIABELE, BRON))


def kies(taal: str) -> None:
    """Speak this language from now on, and let the processes that are started from here do so too."""
    os.environ[VARIABELE] = taal
    _vertaald.clear()
    _vertaald.update(_lees(taal))


def _(template: str, /, **values: object) -> str:
    """Return the sentence in the user's language, with `values` filled in."""
    sentence = _vertaald.get(template, template)
    return sentence.format(**values) if values else sentence
