"""Every planted defect against the suite: which scenarios fail, and are they exactly the right ones?

A defect names a rule and a message; the scenarios that name both must fail, and no others.
Usage: python tools/zelfproef.py [DEFECT ...]
"""

import json
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tabulate import tabulate

from ketentoets.actors.gebreken import CATALOGUS, Gebrek

NIET_VAN_TOEPASSING, GEZAKT, GESLAAGD = "niet van toepassing", "gezakt", "geslaagd"


def noemt(gebrek: Gebrek, scenario: dict[str, Any]) -> bool:
    """Whether a scenario names the rule and a message of a defect."""
    regels = {*scenario["regels"], *(bron.replace("SAP ", "SAP-") for bron in scenario["bron"])}
    return gebrek.regel in regels and bool(set(gebrek.bericht.split()) & set(scenario["soorten"]))


def speel(gebrek: Gebrek, folder: Path) -> dict[str, Any]:
    """Run all scenarios against a system with this defect; its run.json."""
    command = [sys.executable, "-m", "ketentoets", "run", "--rol", str(gebrek.rol), "--gebrek", gebrek.naam]
    target = folder / gebrek.naam
    subprocess.run([*command, "--rapport", str(target)], capture_output=True, check=False)  # noqa: S603
    record = target / "run.json"
    return dict(json.loads(record.read_text(encoding="utf-8"))) if record.exists() else {"scenarios": []}


def vergelijk(gebrek: Gebrek, run: dict[str, Any]) -> tuple[set[str], set[str], set[str]]:
    """Scenarios that failed although they do not name the rule, that should have, and odd verdicts."""
    scenarios = [s for s in run["scenarios"] if s["oordeel"] != NIET_VAN_TOEPASSING]
    gezakt = {s["id"] for s in scenarios if s["oordeel"] == GEZAKT}
    gewenst = {s["id"] for s in scenarios if noemt(gebrek, s)}
    vreemd = {f"{s['id']} ({s['oordeel']})" for s in scenarios if s["oordeel"] not in {GEZAKT, GESLAAGD}}
    return gezakt - gewenst, gewenst - gezakt, vreemd


def main(names: list[str]) -> int:
    """Print the table; 1 when any defect is not caught by exactly the right scenarios."""
    chosen = [g for g in CATALOGUS if not names or g.naam in names]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        runs = list(pool.map(lambda g: speel(g, Path(folder)), chosen))
    rows, wrong = [], 0
    for gebrek, run in zip(chosen, runs, strict=True):
        te_veel, gemist, vreemd = vergelijk(gebrek, run)
        gezakt = [s for s in run["scenarios"] if s["oordeel"] == GEZAKT]
        good = bool(gezakt) and not te_veel and not gemist and not vreemd
        wrong += not good
        detail = "; ".join(sorted([f"+{s}" for s in te_veel] + [f"-{s}" for s in gemist] + list(vreemd)))
        rows.append((gebrek.rol, gebrek.naam, gebrek.regel, len(gezakt), "ja" if good else "NEE", detail))
    print(tabulate(rows, headers=("rol", "gebrek", "regel", "gezakt", "precies", "afwijking")))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
