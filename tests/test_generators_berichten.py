"""Streams, strategies and large claims as a whole."""

import hashlib
import os
import subprocess
import sys
from datetime import date
from itertools import islice

import pytest
from hypothesis import find, settings

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import parse
from ketentoets.generators.berichten import inhoud, stroom, toeval
from ketentoets.generators.kader import kader
from ketentoets.generators.omvang import grote_declaratie
from ketentoets.generators.strategieen import berichten, inhouden
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import apply
from ketentoets.schemas.standaard import soorten, standaarden
from ketentoets.schemas.validator import level1

KLEINST = settings(max_examples=500, database=None, deadline=None, derandomize=True)
GROOT = [(s, soort) for s in standaarden() for soort in ("303", "323") if soort in soorten(s)]
MAAK = """
import hashlib
from itertools import islice
from ketentoets.generators.berichten import stroom
from ketentoets.generators.kader import kader
from ketentoets.generators.omvang import grote_declaratie

digest = hashlib.sha256()
for standaard, soort in [("ijw-3.2", "301"), ("iwmo-2.3", "304"), ("ijw-3.1", "325"), ("iwmo-3.0", "308")]:
    for raw in islice(stroom(kader(standaard), soort, 7), 30):
        digest.update(raw)
for part in grote_declaratie(kader("ijw-3.2"), "323", 7, 100_000):
    digest.update(part)
print(digest.hexdigest())
"""


def python(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_same_seed_gives_the_same_bytes_in_another_process():
    assert python(MAAK, PYTHONHASHSEED="1") == python(MAAK, PYTHONHASHSEED="2", LC_ALL="C", TZ="Asia/Tokyo")


def test_a_shorter_stream_is_the_beginning_of_a_longer_one_and_another_seed_gives_another():
    frame = kader("ijw-3.2")
    long, short, other = (list(islice(stroom(frame, "315", zaad), n)) for zaad, n in [(7, 30), (7, 10), (8, 10)])
    assert long[:10] == short and not set(short) & set(other)


def test_bulk_goes_without_hypothesis():
    code = "import sys; sys.modules['hypothesis'] = None; import ketentoets.cli.main; print('goed')"
    assert python(code) == "goed"


def test_the_content_has_no_keys_for_what_is_absent():
    def leaves(part):
        if isinstance(part, dict):
            return [leaf for value in part.values() for leaf in leaves(value)] or [None]
        return [leaf for one in part for leaf in leaves(one)] if isinstance(part, list) else [part]

    frame = kader("ijw-3.2")
    bron = toeval(frame, "301", 1)
    for _n in range(50):
        assert all(leaf not in (None, "") for leaf in leaves(inhoud(frame, "301", bron)))


def test_the_dagtekening_can_be_fixed():
    frame = kader("ijw-3.2", dagtekening=date(2024, 2, 29))
    for soort in ("315", "323", "306"):
        assert {parse(raw).dagtekening for raw in islice(stroom(frame, soort, 1), 20)} == {date(2024, 2, 29)}


@pytest.mark.parametrize(("standaard", "soort"), [("ijw-3.2", "303"), ("ijw-2.3", "323"), ("ijw-9.9", "315")])
def test_what_does_not_exist_cannot_be_drawn(standaard, soort):
    for strategie in (berichten, inhouden):
        with pytest.raises(ConfigurationError):
            strategie(standaard, soort)


def test_hypothesis_shrinks_to_the_simplest_message():
    data = find(inhouden("ijw-3.2", "305"), lambda _data: True, settings=KLEINST)
    assert list(data["Client"]) == ["Bsn", "Geboortedatum", "Geslacht", "Naam", "StartProducten"]
    assert data["Client"]["Naam"] == {"Geslachtsnaam": {"Achternaam": "Bakker"}}
    assert len(data["Client"]["StartProducten"]["StartProduct"]) == 1


def test_hypothesis_shrinks_to_what_matters():
    """How far it gets differs a little: Hypothesis draws on constants in whatever modules were loaded."""

    def temporary(data):
        return [stop for stop in data["Client"]["StopProducten"]["StopProduct"] if stop["RedenBeeindiging"] == "20"]

    data = find(inhouden("ijw-3.2", "307"), temporary, settings=KLEINST)
    assert len(data["Client"]["StopProducten"]["StopProduct"]) <= 2
    assert any("Product" not in stop and stop["Begindatum"] == stop["Einddatum"] for stop in temporary(data))


@pytest.mark.parametrize(("standaard", "soort"), GROOT)
@pytest.mark.parametrize("omvang", [20_000, 400_000])
def test_a_large_claim_is_valid_and_of_its_size(standaard, soort, omvang):
    raw = b"".join(grote_declaratie(kader(standaard), soort, 7, omvang))
    assert omvang - 8_000 < len(raw) <= omvang
    bericht, found = level1(raw)
    assert found == []
    assert apply(Context(bericht, nu=date(2025, 1, 1)), {2, 4}).findings == ()
    clients = [node.text for node in bericht.root.every("Bsn")]
    references = [node.text for node in bericht.root.every("ReferentieNummer")]
    assert len(set(clients)) == len(clients) and len(set(references)) == len(references) > omvang // 3000
    assert som(bericht, soort) == 0


def som(bericht, soort):
    """The total in the Header or Declaratie less all lines, counted here."""
    names = {
        "323": ("TotaalIngediendBedrag", "IngediendBedrag"),
        "303": ("DeclaratieFactuurTotaalBedrag", "DeclaratieFactuurBedrag"),
    }
    total, line = names[soort]
    (node,) = bericht.root.every(total)
    lines = sum(signed(one, "Bedrag") for one in bericht.root.every(line))
    return signed(node, "TotaalBedrag") - lines


def signed(node, name):
    return node.int(name) * (-1 if node.get("DebetCredit") == "C" else 1)


def test_a_claim_of_25_mb_needs_no_more_bsns_than_there_are():
    digest, size = hashlib.sha256(), 0
    for part in grote_declaratie(kader("ijw-3.2"), "323", 7, 25 * 1024 * 1024):
        size += len(part)
        digest.update(part)
    assert 25 * 1024 * 1024 - 20_000 < size <= 25 * 1024 * 1024


@pytest.mark.parametrize(("soort", "omvang", "text"), [("315", 10_000, "323"), ("323", 500, "te klein")])
def test_a_large_claim_that_cannot_be_made(soort, omvang, text):
    with pytest.raises(ConfigurationError, match=text):
        next(grote_declaratie(kader("ijw-3.2"), soort, 7, omvang))
