"""`ketentoets zelfproef`: does the suite catch every planted defect, with exactly the right scenarios?

A defect names a rule and a message. The scenarios that name both must fail, and no others.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tabulate import tabulate

from ketentoets.actors.gebreken import CATALOGUS, Gebrek
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict

JUDGED = {str(Verdict.GEZAKT), str(Verdict.GESLAAGD)}


@dataclass(frozen=True)
class Uitslag:
    """What became of one defect: failed, failed without naming the rule, missed, odd verdicts."""

    gezakt: frozenset[str]
    te_veel: frozenset[str]
    gemist: frozenset[str]
    vreemd: frozenset[str]

    @property
    def precies(self) -> bool:
        """Whether it was caught by exactly the scenarios that name its rule."""
        return bool(self.gezakt) and not (self.te_veel or self.gemist or self.vreemd)

    def afwijking(self) -> str:
        """What was not as it should be, in one line."""
        marked = [*(f"+{s}" for s in self.te_veel), *(f"-{s}" for s in self.gemist), *self.vreemd]
        return "; ".join(sorted(marked))


def noemt(gebrek: Gebrek, scenario: dict[str, Any]) -> bool:
    """Whether a scenario names the rule and a message of a defect."""
    regels = {*scenario["regels"], *(bron.replace("SAP ", "SAP-") for bron in scenario["bron"])}
    return gebrek.regel in regels and bool(set(gebrek.bericht.split()) & set(scenario["soorten"]))


def uitslag(gebrek: Gebrek, run: dict[str, Any]) -> Uitslag:
    """Compare who failed with who names the rule; `run` is the content of a run.json."""
    scenarios = [s for s in run["scenarios"] if s["oordeel"] != Verdict.NIET_VAN_TOEPASSING]
    gezakt = frozenset(s["id"] for s in scenarios if s["oordeel"] == Verdict.GEZAKT)
    gewenst = frozenset(s["id"] for s in scenarios if noemt(gebrek, s))
    vreemd = frozenset(f"{s['id']} ({s['oordeel']})" for s in scenarios if s["oordeel"] not in JUDGED)
    return Uitslag(gezakt, gezakt - gewenst, gewenst - gezakt, vreemd)


def speel(gebrek: Gebrek, folder: Path, *keuze: str) -> dict[str, Any]:
    """Run the suite in a process of its own against a system with this defect; its run.json."""
    command = [sys.executable, "-m", "ketentoets", "run", "--rol", str(gebrek.rol), "--gebrek", gebrek.naam]
    command += ["--rapport", str(folder / gebrek.naam), *keuze]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    record = folder / gebrek.naam / "run.json"
    if not record.exists():
        raise ConfigurationError(
            _("De run met gebrek {naam} kwam niet af: {reden}", naam=gebrek.naam, reden=done.stderr)
        )
    return dict(json.loads(record.read_text(encoding="utf-8")))


def beproef(namen: Iterable[str]) -> int:
    """Try the defects, all of them without names; print the table and return the exit code."""
    asked = set(namen)
    unknown = asked - {g.naam for g in CATALOGUS}
    if unknown:
        raise ConfigurationError(
            _("Onbekend gebrek: {namen}. Zie ketentoets sut --gebreken.", namen=", ".join(unknown))
        )
    chosen = [g for g in CATALOGUS if not asked or g.naam in asked]
    rows = []
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        runs = pool.map(lambda g: uitslag(g, speel(g, Path(name))), chosen)
        for n, (gebrek, found) in enumerate(zip(chosen, runs, strict=True), 1):
            print(f"{n}/{len(chosen)} {gebrek.naam}", file=sys.stderr)
            precies = _("ja") if found.precies else _("NEE")
            rows.append((gebrek.rol, gebrek.naam, gebrek.regel, len(found.gezakt), precies, found.afwijking()))
    print(tabulate(rows, headers=(_("rol"), _("gebrek"), _("regel"), _("gezakt"), _("precies"), _("afwijking"))))
    good = all(row[4] == _("ja") for row in rows)
    return EXIT_CODES[Verdict.GESLAAGD if good else Verdict.GEZAKT]
