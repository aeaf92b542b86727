"""Let others look along with a run: a line per scenario in a file, and a pause when they ask for one.

The journal says what happened and the report what it is worth; this file only says how far a run is, so that
a page can show it before the report is there. Nothing is judged by it.
"""

import json
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ketentoets.suite.plugin import KOP, VERSLAG

VOORTGANG, PAUZE = "voortgang.jsonl", ".pauze"


@dataclass
class Meekijker:
    """A pytest plugin for the run that writes in this folder."""

    map: Path

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """How many scenarios there are to play."""
        self._schrijf(totaal=len(session.items))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """What came of a scenario; and stop after it when somebody asked to."""
        result = yield
        kop, verslag = item.stash[KOP], item.stash.get(VERSLAG, None)
        oordeel = str(verslag.oordeel) if verslag else ""
        self._schrijf(id=kop.id, rol=str(kop.rol), naam=kop.naam, oordeel=oordeel)
        if (self.map / PAUZE).exists():
            (self.map / PAUZE).unlink()
            item.session.shouldstop = "pauze"
        return result

    def _schrijf(self, **regel: Any) -> None:
        with (self.map / VOORTGANG).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(regel, ensure_ascii=False) + "\n")
