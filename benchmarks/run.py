"""How long a run takes, as ratios measured in one go: nothing here is a test.

Interleaved, by medians: one scenario with one role (mostly start-up), a handful, everything with both
roles, and judging the stored journal of everything again. Usage: benchmarks/run.py [ROUNDS]
"""

import contextlib
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ketentoets.core.journal import read_journal
from ketentoets.suite.uitvoering import verslag

CHOICE = ("-k", "Patroon")


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        work()
    return time.perf_counter() - start


def play(folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "ketentoets", "run", *options, "--rapport", str(folder)]
    subprocess.run(command, check=True, capture_output=True)


def main(rounds: int) -> None:
    taken: dict[str, list[float]] = {"leeg": [], "scenarios": [], "alles": [], "oordeel": []}
    with tempfile.TemporaryDirectory() as name:
        for n in range(rounds):
            root = Path(name) / str(n)
            taken["leeg"].append(seconds(lambda r=root: play(r / "leeg", "-k", "Patroon 1", "--rol", "gemeente")))
            taken["scenarios"].append(seconds(lambda r=root: play(r / "deel", *CHOICE)))
            taken["alles"].append(seconds(lambda r=root: play(r / "alles")))
            events, _whole = read_journal(root / "alles" / "journaal.jsonl")
            taken["oordeel"].append(seconds(lambda e=events: verslag(e)))
    base = median(taken["alles"])
    for what, times in taken.items():
        print(f"{what:10} mediaan {median(times):6.2f} s  {median(times) / base:5.2f} x een hele run  (n={len(times)})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
