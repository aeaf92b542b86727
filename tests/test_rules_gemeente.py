"""The municipality codes, the days on which they hold, and rule TR378 on them."""

import csv
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from test_rules_berichten import NU, maak, wereld
from test_rules_berichten import Stap as Eerder

from ketentoets.cli.schema import codelijst
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.finding import Finding
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.gemeenten import bestaat, gemeenten
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import apply

TP = "Client/ToegewezenProducten/ToegewezenProduct/0"
AP = "Client/AangevraagdeProducten/AangevraagdProduct/0"
WEESP, BOXMEER, APPINGEDAM, CUIJK, VOORNE = "0457", "0756", "0003", "1982", "1992"
"""Ended 24-03-2022, 01-01-2022 and 01-01-2021; began 01-01-2022 and 01-01-2023."""


def _bron() -> Path:
    folder = os.environ.get("KETENTOETS_STANDAARD")
    base = Path(folder) if folder else Path(__file__).parents[2] / "shared" / "standaard"
    return base / "gemeentecodes.csv"


# The list.


def test_the_list_is_that_of_the_standard() -> None:
    if not _bron().is_file():
        pytest.skip("no official list: set KETENTOETS_STANDAARD to the folder that has gemeentecodes.csv")
    with _bron().open(encoding="utf-8", newline="") as stream:
        official = {
            row["code"]: (row["naam"], row["ingang"], row["einde"], row["nieuwe_code"], row["in_cbs_2026"] == "ja")
            for row in csv.DictReader(stream)
        }
    own = {
        g.code: (g.naam, str(g.ingang or ""), str(g.einde or ""), g.opvolger, g.geldt(date(2026, 1, 1)))
        for g in gemeenten().values()
    }
    assert own == official


def test_a_code_holds_from_its_begin_until_before_its_end() -> None:
    days = [date(2021, 12, 31), date(2022, 1, 1)]
    assert [bestaat(BOXMEER, day) for day in days] == [True, False]
    assert [bestaat(CUIJK, day) for day in days] == [False, True]
    assert [bestaat("0361", day) for day in days] == [True, True]
    assert not bestaat("9999", days[0])


def test_every_successor_is_known_and_follows_at_once() -> None:
    ended = [g for g in gemeenten().values() if g.einde]
    assert len(ended) > 50
    for gemeente in ended:
        assert gemeente.einde and bestaat(gemeente.opvolger, gemeente.einde), gemeente


# The rule.


def oordeel(
    soort: str, changes: dict[str, Any], release: str = "3.2", state: Administratie | None = None
) -> tuple[list[Finding], int]:
    outcome = apply(Context(maak(soort, changes, release), state, NU), {4})
    return [f for f in outcome.findings if f.regel == "TR378"], outcome.evidence["TR378"]


@pytest.mark.parametrize(
    ("soort", "changes", "release", "fout"),
    [
        ("301", {"Header/Afzender": WEESP}, "3.2", False),
        ("301", {"Header/Afzender": WEESP}, "3.1", True),
        ("301", {"Header/Afzender": CUIJK, f"{TP}/Ingangsdatum": "2021-05-01"}, "3.2", False),
        ("301", {"Header/Afzender": BOXMEER, f"{TP}/Ingangsdatum": "2021-12-31"}, "3.2", False),
        ("301", {"Header/Afzender": BOXMEER}, "3.2", True),
        ("315", {"Header/Ontvanger": VOORNE, f"{AP}/ToewijzingIngangsdatum": "2023-01-01"}, "3.2", False),
        ("315", {"Header/Ontvanger": VOORNE}, "3.2", True),
        ("305", {"Header/Ontvanger": VOORNE}, "3.2", True),
        ("305", {"Header/Ontvanger": BOXMEER}, "3.0", True),
        ("319", {"Antwoord/Woonplaatsbeginsel": {"Gemeente": "9999"}}, "3.2", True),
    ],
)
def test_the_day_that_counts(soort: str, changes: dict[str, Any], release: str, fout: bool) -> None:
    findings, evidence = oordeel(soort, changes, release)
    assert bool(findings) == fout
    assert evidence


@pytest.mark.parametrize("soort", ["305", "307", "323"])
def test_an_old_code_is_not_judged_when_the_assignment_is_not_known(soort: str) -> None:
    assert oordeel(soort, {"Header/Ontvanger": BOXMEER}) == ([], 0)


@pytest.mark.parametrize(("ingang", "fout"), [("2021-06-01", False), ("2022-01-01", True)])
def test_an_old_code_is_held_against_the_assignment(ingang: str, fout: bool) -> None:
    assigned = Eerder("301", {"Header/Afzender": BOXMEER, f"{TP}/Ingangsdatum": ingang})
    findings, evidence = oordeel("305", {"Header/Ontvanger": BOXMEER}, state=wereld((assigned,)))
    assert (bool(findings), evidence) == (fout, 1)


@pytest.mark.parametrize(("ingang", "fout"), [("2021-12-01", False), ("2022-07-01", True)])
def test_the_answer_is_held_against_the_request(ingang: str, fout: bool) -> None:
    asked = Eerder("315", {f"{AP}/ToewijzingIngangsdatum": ingang})
    changes = {"Antwoord/Woonplaatsbeginsel": {"Gemeente": BOXMEER}}
    findings, evidence = oordeel("319", changes, state=wereld((asked,)))
    assert (bool(findings), evidence) == (fout, 2)
    assert oordeel("319", changes) == ([], 1)


def test_a_finding_says_what_became_of_the_code() -> None:
    (ended,), _evidence = oordeel("301", {"Header/Afzender": APPINGEDAM})
    assert (ended.niveau, ended.retourcode, ended.gevonden) == (4, "S300", APPINGEDAM)
    assert ended.tekst == "Gemeentecode 0003 (Appingedam) is op 01-01-2021 opgegaan in 1979."
    assert ended.verwacht.endswith("01-01-2022 of 01-07-2022")
    (early,), _evidence = oordeel("305", {"Header/Ontvanger": VOORNE})
    assert "bestaat pas sinds 01-01-2023" in early.tekst


# The command.


def test_the_list_shows_validity_and_successor() -> None:
    lines = codelijst("gemeente", "ijw-3.2").splitlines()
    assert len(lines) == 2 + len(gemeenten())
    assert next(line for line in lines if line.startswith(WEESP)).split() == [
        "0457", "Weesp", "24-03-2022", "0363", "Amsterdam"]  # fmt: skip


def test_the_list_of_a_day() -> None:
    shown = codelijst("LDT_Gemeente", "iwmo-3.0", "2022-03-24")
    assert f"\n{CUIJK} " in shown
    assert not any(f"\n{code} " in shown for code in (WEESP, VOORNE))


@pytest.mark.parametrize(
    ("naam", "op", "tekst"), [("Gemeente", "morgen", "geen dag"), ("Geslacht", "2022-01-01", "alleen")]
)
def test_wrong_use_of_op(naam: str, op: str, tekst: str) -> None:
    with pytest.raises(ConfigurationError, match=tekst):
        codelijst(naam, "ijw-3.2", op)
