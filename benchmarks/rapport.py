"""How long the report takes and how large it gets, as ratios measured in one go: nothing here is a test.

The scenarios of one real run are repeated under other ids until there are enough: once as they are (about all pass),
and once from a run with eight defects, so that more than a third fails. The page is set against run.json and against
the bare XML of the messages; time against that of one page of the real run. Usage: benchmarks/rapport.py [SCENARIOS]
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from statistics import median

from ketentoets.cli.runlezen import lees_run
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.reports.html_report import to_html
from ketentoets.reports.json_report import to_json
from ketentoets.suite.bijlage import bijlage

DEFECTS = (
    "316-werkdag-te-laat", "besluit-te-laat", "319-zonder-reden", "301-zonder-referentie", "verwijderde-start-telt",
    "geen-301-na-stop", "325-met-goedgekeurde-regel", "regels-zonder-start-afgewezen",
)  # fmt: skip
LIMIT = 5_000_000
ROUNDS = 3


def play(folder: Path, *options: str) -> RunRecord:
    command = [sys.executable, "-m", "ketentoets", "run", *options, "--rapport", str(folder)]
    subprocess.run(command, check=False, capture_output=True)
    return lees_run(folder)


def grown(run: RunRecord, total: int) -> RunRecord:
    """The run with its scenarios repeated, every one and every message of it under an id of its own."""
    copies = (_copy(s, n) for n in count(1) for s in run.scenarios)
    return replace(run, scenarios=tuple(islice(copies, total)))


def _copy(s: ScenarioRecord, n: int) -> ScenarioRecord:
    messages = tuple(
        replace(m, id=f"{m.id}-{n}", xml=m.xml.replace("0000", f"{n:04}"), antwoord_op=f"{m.antwoord_op}-{n}")
        for m in s.berichten
    )
    findings = tuple(replace(f, bericht_id=f"{f.bericht_id}-{n}" if f.bericht_id else "") for f in s.bevindingen)
    return replace(s, id=f"{s.id}-{n}", naam=f"{s.naam} ({n})", berichten=messages, bevindingen=findings)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(name: str, real: RunRecord, total: int) -> bool:
    big = grown(real, total)
    extra = bijlage(real), bijlage(big)
    taken = [
        (seconds(lambda: to_html(real, extra[0])), seconds(lambda: to_html(big, extra[1]))) for _n in range(ROUNDS)
    ]
    small, large = (median(times) for times in zip(*taken, strict=True))
    size = len(to_html(big, extra[1]).encode())
    data = len(to_json(big).encode())
    xml = sum(len(m.xml.encode()) for s in big.scenarios for m in s.berichten)
    more = f"{total / len(real.scenarios):.1f} x zoveel"
    failed = sum(bool(s.bevindingen) for s in big.scenarios)
    print(
        f"{name:12} {total} scenario's ({failed} met bevindingen): {size / 1e6:.2f} MB, "
        f"{size / data:.2f} x run.json, {size / xml:.2f} x de berichten; "
        f"{large:.2f} s, {large / small:.1f} x de pagina van {len(real.scenarios)} ({more})"
    )
    return size < LIMIT


def main(total: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        runs = {
            "zonder": play(Path(name) / "zonder"),
            "acht": play(Path(name) / "acht", "--rol", "gemeente", *(w for d in DEFECTS for w in ("--gebrek", d))),
        }
        fits = [measure(what, run, total) for what, run in runs.items()]
    return 0 if all(fits) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
