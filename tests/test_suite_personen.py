"""Every scenario has persons of its own, from the test range only."""

import json
from pathlib import Path

from ketentoets.cli.uitvoeren import Keus, voer_uit
from ketentoets.core.bsn import is_test_bsn
from ketentoets.suite.uitvoering import Keuzes


def test_no_two_scenarios_of_a_run_share_a_client(tmp_path: Path) -> None:
    assert voer_uit(Keuzes(ingebed=True), Keus("voor"), tmp_path / "r") == 0
    lines = (tmp_path / "r" / "journaal.jsonl").read_text(encoding="utf-8").splitlines()
    heads = [json.loads(line) for line in lines if '"soort": "scenario"' in line]
    clients = [bsn for head in heads for bsn in head["clienten"]]
    assert len(heads) > 1
    assert len(clients) == len(set(clients))
    assert all(is_test_bsn(bsn) for bsn in clients)
