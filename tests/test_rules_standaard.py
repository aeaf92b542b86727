"""The catalogue against the list of rules of release 3.2, for both domains.

That list is not part of this repository. It is looked for in ../shared/standaard next to it, or in
the folder that KETENTOETS_STANDAARD names; without it these tests are skipped.
"""

import csv
import os
from functools import cache
from pathlib import Path

import pytest

from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.registry import DOMEINEN

NIVEAU = {
    "berichtformaat (xsd)": 1,
    "bericht inhoud (xslt)": 2,
    "berichtoverstijgend": 3,
    "externe bron": 4,
}
Eis = tuple[int, str, frozenset[str]]


def official() -> Path:
    folder = os.environ.get("KETENTOETS_STANDAARD")
    base = Path(folder) if folder else Path(__file__).parents[2] / "shared" / "standaard"
    return base / "regels-3.2.csv"


needs_official = pytest.mark.skipif(
    not official().is_file(),
    reason="no official list of rules: set KETENTOETS_STANDAARD to the folder that has regels-3.2.csv",
)


@cache
def listed(domain: str) -> dict[str, Eis]:
    with official().open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["standaard"] == domain]
    return {
        row["code"]: (NIVEAU[row["controleniveau"]], row["retourcode"], frozenset(_soorten(row["berichten"])))
        for row in rows
    }


def _soorten(namen: str) -> list[str]:
    return [naam.removeprefix("JW").removeprefix("WMO") for naam in namen.split()]


def ours(domain: str) -> dict[str, Eis]:
    found: dict[str, Eis] = {}
    for rule in (rule for rule in catalogue() if domain in rule.domeinen and not rule.tot):
        known = found.get(rule.code, (rule.niveau, rule.retourcode, frozenset[str]()))
        assert known[:2] == (rule.niveau, rule.retourcode), rule.code
        found[rule.code] = (rule.niveau, rule.retourcode, known[2] | set(rule.berichten))
    return found


@needs_official
@pytest.mark.parametrize("domain", DOMEINEN)
def test_every_rule_of_the_standard_is_in_the_catalogue_as_it_is_listed(domain: str) -> None:
    assert len(listed(domain)) > 100
    assert ours(domain) == listed(domain)


def test_domains_differ_where_the_standard_says_so() -> None:
    first, second = ours("ijw"), ours("iwmo")
    assert (len(first), len(second)) == (121, 119)
    assert set(first) - set(second) == {"TR377", "TR409"}
    assert {code for code in second if first[code] != second[code]} == {"TR019"}
