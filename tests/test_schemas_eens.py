"""lxml and xmlschema agree on every message of every release, right and changed in one place.

The whole sweep takes minutes: it runs with KETENTOETS_PROEF=1. Otherwise a few
messages of each release get a sample of the changes, each another one.
"""

import os

import pytest
from lxml import etree
from voorbeelden import geschreven

from ketentoets.schemas import eens
from ketentoets.schemas.model import model
from ketentoets.schemas.standaard import soorten, standaarden
from ketentoets.schemas.validator import schema

PROEF = os.environ.get("KETENTOETS_PROEF") == "1"
ALLES = [(standaard, soort) for standaard in standaarden() for soort in soorten(standaard)]
STAP = 61


def steekproef():
    """Every message twice, in releases that go round, so that each of them has its turn."""
    for n, soort in enumerate(sorted({soort for _s, soort in ALLES})):
        known = [pair for pair in ALLES if pair[1] == soort]
        yield from {known[(5 * n) % len(known)], known[(5 * n + len(known) // 2) % len(known)]}


STEEKPROEF = sorted(steekproef())


def voorbeeld(standaard, soort):
    domain, release = standaard.split("-")
    return geschreven(soort, release, domain)


def gekozen(standaard, soort):
    """As it is and every so many changes, from another start for each release and message."""
    first, *changed = eens.gevallen(standaard, soort, voorbeeld(standaard, soort))
    return [first, *changed[ALLES.index((standaard, soort)) * 7 % STAP :: STAP]]


def test_the_sample_has_every_release_and_every_message():
    assert {s for s, _soort in STEEKPROEF} == set(standaarden())
    assert {soort for _s, soort in STEEKPROEF} == {soort for _s, soort in ALLES}


@pytest.mark.parametrize(("standaard", "soort"), STEEKPROEF)
def test_a_sample_of_changes(standaard, soort):
    cases = gekozen(standaard, soort)
    assert len(cases) > 2
    assert [f.tekst for f in eens.oneens(standaard, soort, cases)] == []


@pytest.mark.skipif(not PROEF, reason="the whole sweep takes minutes: set KETENTOETS_PROEF=1")
@pytest.mark.parametrize(("standaard", "soort"), ALLES)
def test_every_change(standaard, soort):
    cases = eens.gevallen(standaard, soort, voorbeeld(standaard, soort))
    assert [f.tekst for f in eens.oneens(standaard, soort, cases)] == []


@pytest.mark.parametrize("soort", ["303", "304", "305"])
def test_the_changes_are_of_every_kind_and_not_all_right(soort):
    cases = list(eens.gevallen("ijw-2.4", soort, voorbeeld("ijw-2.4", soort)))
    for kind in ("weg", "dubbel", "omgewisseld", "hernoemd", "andere namespace", "leeg", "commentaar", "attribuut"):
        assert any(what.startswith(f"{kind}: ") for what, _raw in cases)
    compiled = schema("ijw-2.4", soort)
    verdicts = [compiled.validate(etree.fromstring(raw)) for _what, raw in cases]
    assert verdicts[0] is True
    assert 20 < sum(verdicts) < len(verdicts) / 2
    assert len({what for what, _raw in cases}) == len(cases)


def test_facets_are_tried_on_and_over_their_edge():
    cases = dict(eens.gevallen("ijw-2.3", "303", voorbeeld("ijw-2.3", "303")))
    compiled = schema("ijw-2.3", "303")
    edges = {
        "Clienten/Client/Prestaties/Prestatie/IngediendeBedragPrestatie/BtwPercentage": (9999, 10_000),
        "Clienten/Client/Prestaties/Prestatie/IngediendeBedragPrestatie/GeleverdVolume": (99_999_999, 100_000_000),
    }
    for path, (fits, over) in edges.items():
        right, wrong = (cases[f"'{value}': Bericht/{path}"] for value in (fits, over))
        assert compiled.validate(etree.fromstring(right))
        assert not compiled.validate(etree.fromstring(wrong))


def test_a_disagreement_is_a_finding_about_the_schema(monkeypatch):
    monkeypatch.setattr(eens, "tweede", lambda _standaard, _soort: lambda raw: b"7" not in raw)
    raw = voorbeeld("ijw-3.2", "305")
    cases = [("goed", raw.replace(b"7", b"8")), ("een zeven", raw)]
    (finding,) = eens.oneens("ijw-3.2", "305", cases)
    assert (finding.soort, finding.bericht, finding.niveau) == ("schema-oneens", "JW305", 1)
    assert "een zeven" in finding.tekst
    assert (finding.verwacht, finding.gevonden) == ("lxml: goedgekeurd", "xmlschema: afgekeurd")
    assert finding.bron == "JW305.xsd (ijw-3.2)"


@pytest.mark.parametrize(("kind", "value", "right", "_reason"), eens.BEKEND, ids=[b[0] for b in eens.BEKEND])
def test_the_known_faults_of_xmlschema_are_still_there(kind, value, right, _reason):
    standaard, soort = "ijw-3.2", "301"
    types = {name: simple.base for name, simple in model(standaard).simple.items()}
    path = {"integer": "Budget", "Commentaar": "Commentaar"}[kind]
    assert kind == "Commentaar" or types[f"LDT_{path}"] == kind
    root = etree.fromstring(voorbeeld(standaard, soort))
    element = next(root.iter(f"{{*}}{path}"))
    element.text = value
    raw = etree.tostring(root, encoding="UTF-8")
    assert schema(standaard, soort).validate(root) is right
    assert eens.tweede(standaard, soort)(raw) is not right
