"""Every message type of every release: what is drawn is valid, on levels 1, 2 and 4.

`make proef` draws many more: KETENTOETS_TREKKINGEN per type and release, and as many with Hypothesis.
"""

import os
from datetime import date
from functools import cache
from itertools import islice

import pytest
from hypothesis import HealthCheck, given, settings
from test_schemas_official import official, official_dir

from ketentoets.core.bsn import is_test_bsn
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import Kader, kader
from ketentoets.generators.strategieen import berichten
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import apply
from ketentoets.schemas.standaard import is_afgeleid, soorten, standaarden
from ketentoets.schemas.validator import level1
from ketentoets.session.judge import contract_van

PROEF = os.environ.get("KETENTOETS_TREKKINGEN")
TREKKINGEN = int(PROEF or 200)
MET_HYPOTHESIS = int(PROEF or 12)
MET_OFFICIEEL = TREKKINGEN if PROEF else 25
ZAAD = 7
NU = date(2025, 1, 15)
ALLES = [(standaard, soort) for standaard in standaarden() for soort in soorten(standaard)]
ALLE_BERICHTEN = pytest.mark.parametrize(("standaard", "soort"), ALLES)
SNEL = settings(
    max_examples=MET_HYPOTHESIS, database=None, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)


@cache
def frame(standaard: str) -> Kader:
    return kader(standaard)


@cache
def contract():
    return contract_van(laad_profiel("alkmaar"))


def bevindingen(raw, standaard, soort):
    """What is wrong with a message by itself: with the schema, its content, the date and the contract."""
    bericht, found = level1(raw)
    if found:
        return found
    assert (bericht.standaard, bericht.soort) == (standaard, soort)
    agreed = contract() if bericht.domain == "ijw" else None
    return list(apply(Context(bericht, nu=NU, contract=agreed), {2, 4}).findings)


@ALLE_BERICHTEN
def test_what_chance_draws_is_valid(standaard, soort):
    seen = set()
    for raw in islice(stroom(frame(standaard), soort, ZAAD), TREKKINGEN):
        assert bevindingen(raw, standaard, soort) == [], raw.decode()
        seen.add(raw)
    assert len(seen) == TREKKINGEN


@ALLE_BERICHTEN
def test_what_hypothesis_draws_is_valid(standaard, soort):
    @SNEL
    @given(berichten(standaard, soort))
    def valid(raw):
        drawn.append(raw)
        assert bevindingen(raw, standaard, soort) == [], raw.decode()

    drawn = []
    valid()
    assert len(set(drawn)) > MET_HYPOTHESIS // 2


@pytest.mark.parametrize(("standaard", "soort"), [(s, m) for s, m in ALLES if not is_afgeleid(s, m)])
def test_the_official_schema_agrees(standaard, soort):
    if not official_dir(standaard).is_dir():
        pytest.skip(f"no official schemas: set KETENTOETS_STANDAARD to the folder that has {standaard}/xsd")
    schema = official(standaard, soort)
    for raw in islice(stroom(frame(standaard), soort, ZAAD), MET_OFFICIEEL):
        bericht, _found = level1(raw)
        assert schema.validate(bericht.root.element.getroottree()), f"{schema.error_log}\n{raw.decode()}"


@ALLE_BERICHTEN
def test_what_is_filled_from_a_template_is_valid_as_well(standaard, soort, monkeypatch):
    monkeypatch.setattr("ketentoets.generators.berichten.GETROKKEN", 15)
    numbers = []
    for raw in islice(stroom(frame(standaard), soort, ZAAD), 15, 45):
        assert bevindingen(raw, standaard, soort) == [], raw.decode()
        bericht, _found = level1(raw)
        header = bericht.root.find("Header")
        numbers += [
            node.text
            for name in ("Identificatie", "DeclarantFactuurNummer")
            for node in header.every(name)
            if node.parent().name in {"BerichtIdentificatie", "DeclaratieFactuurIdentificatie"}
        ]
        assert all(is_test_bsn(node.text) for node in bericht.root.every("Bsn"))
    assert len(numbers) == len(set(numbers)) == 30
