"""How fast messages are generated, as ratios measured in one go: nothing here is a test.

For each message type the time per message, as bytes: drawn through Hypothesis, drawn choice by choice
with a seed, and in bulk. Then a claim of 25 and of 250 MB, each in a process of its own, with the most
memory it needed. Interleaved, by medians. Usage: benchmarks/genereer.py [ROUNDS]
"""

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from statistics import median

from hypothesis import HealthCheck, given, settings

from ketentoets.generators.berichten import GETROKKEN, bericht, stroom, toeval
from ketentoets.generators.kader import kader
from ketentoets.generators.strategieen import berichten
from ketentoets.schemas.standaard import soorten, standaarden

DRAWN, BULK = 100, 5000
EISEN = 100
RUSTIG = settings(
    max_examples=DRAWN, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
GROOT = """
import hashlib, resource, sys, time
from ketentoets.generators.kader import kader
from ketentoets.generators.omvang import grote_declaratie

start, size = time.process_time(), 0
for part in grote_declaratie(kader("ijw-3.2"), "323", 7, int(sys.argv[1]) * 1024 * 1024):
    size += len(part)
print(size, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def per_message(work: Callable[[], int]) -> float:
    start = time.process_time()
    n = work()
    return (time.process_time() - start) / n


def by_hypothesis(standaard: str, soort: str) -> int:
    seen = []

    @RUSTIG
    @given(berichten(standaard, soort))
    def draw(raw: bytes) -> None:
        seen.append(len(raw))

    draw()
    return len(seen)


def types() -> list[tuple[str, str]]:
    """Every message type once, in the newest release that has it."""
    newest = {
        soort: standaard for standaard in standaarden() if standaard.startswith("ijw") for soort in soorten(standaard)
    }
    return sorted((standaard, soort) for soort, standaard in newest.items())


def compare(standaard: str, soort: str, rounds: int) -> float:
    frame = kader(standaard)
    source, stream = toeval(frame, soort, 7), stroom(frame, soort, 7)
    deque(islice(stream, GETROKKEN), maxlen=0)
    taken: dict[str, list[float]] = {"hypothesis": [], "getrokken": [], "in het groot": []}
    for _n in range(rounds):
        taken["hypothesis"].append(per_message(lambda: by_hypothesis(standaard, soort)))
        taken["getrokken"].append(per_message(lambda: len([bericht(frame, soort, source) for _k in range(DRAWN)])))
        taken["in het groot"].append(per_message(lambda: len([None for _raw in islice(stream, BULK)])))
    drawn, full, bulk = (median(times) for times in taken.values())
    print(
        f"{standaard} {soort}: hypothesis {drawn * 1e6:7.0f} us  getrokken {full * 1e6:5.0f} us ({drawn / full:3.0f} x)"
        f"  in het groot {bulk * 1e6:5.1f} us ({drawn / bulk:4.0f} x)"
    )
    return drawn / bulk


def large(rounds: int) -> None:
    found: dict[int, list[tuple[float, int]]] = {25: [], 250: []}
    for _n in range(rounds):
        for megabytes, runs in found.items():
            done = subprocess.run(
                [sys.executable, "-c", GROOT, str(megabytes)], check=True, capture_output=True, text=True
            )
            _size, seconds, memory = done.stdout.split()
            runs.append((float(seconds), int(memory)))
    (small, big) = (median(memory for _s, memory in runs) for runs in found.values())
    for megabytes, runs in found.items():
        seconds, memory = (median(values) for values in zip(*runs, strict=True))
        print(f"JW323 van {megabytes} MB: {seconds:5.2f} s, {memory / 1024:.0f} MB geheugen")
    print(f"geheugen voor 250 MB: {big / small:.2f} x dat voor 25 MB")


def main(rounds: int) -> None:
    slowest = min(compare(standaard, soort, rounds) for standaard, soort in types())
    print(f"in het groot is ten minste {slowest:.0f} x zo snel als Hypothesis (eis: {EISEN} x)")
    large(rounds)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
