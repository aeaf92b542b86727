"""Every scenario has persons of its own, from the test range only."""

import json
import subprocess
import sys
from pathlib import Path

from ketentoets.core.bsn import is_test_bsn


def test_no_two_scenarios_of_a_run_share_a_client(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ketentoets", "run", "-k", "voor", "--rapport", str(tmp_path / "r")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    lines = (tmp_path / "r" / "journaal.jsonl").read_text(encoding="utf-8").splitlines()
    heads = [json.loads(line) for line in lines if '"soort": "scenario"' in line]
    clients = [bsn for head in heads for bsn in head["clienten"]]
    assert len(heads) > 1
    assert len(clients) == len(set(clients))
    assert all(is_test_bsn(bsn) for bsn in clients)
