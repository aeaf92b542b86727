"""The registry and the engine: what exists when, and what counts as evidence."""

import re
from datetime import date

import pytest
from test_rules_berichten import Vector, context, maak

from ketentoets.core.errors import HarnessFault
from ketentoets.core.message import parse
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import RULESET_VERSION, apply, catalogue
from ketentoets.schemas.rules.lezen import jaren_eerder
from ketentoets.schemas.rules.volume import zondagen
from ketentoets.schemas.validator import level1

TP = "Client/ToegewezenProducten/ToegewezenProduct"


def test_catalogue_is_ordered_and_complete() -> None:
    rules = catalogue()
    assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)
    assert len({rule.code for rule in rules if not rule.tot}) == 121
    assert len({rule.code for rule in rules if rule.tot}) == 41
    assert RULESET_VERSION


def test_return_code_belongs_to_the_level() -> None:
    for rule in catalogue():
        unanswered = rule.berichten == ("304",) and not rule.retourcode
        assert (rule.retourcode == "0001" or unanswered) == (rule.niveau == 2), rule.code
        assert rule.niveau != 3 or "administratie" in rule.nodig, rule.code


@pytest.mark.parametrize(
    ("code", "sinds"),
    [("CS336", "3.1"), ("TR384", "3.1"), ("TR385", "3.1"), ("TR413", "3.2"), ("TR418", "3.2"), ("TR326", "3.0")],
)
def test_rules_exist_since_a_release(code: str, sinds: str) -> None:
    (rule,) = (r for r in catalogue() if r.code == code)
    soort = rule.berichten[0]
    assert [release for release in ("2.3", "3.0", "3.1", "3.2") if rule.geldt(soort, release, "ijw")] == [
        release for release in ("3.0", "3.1", "3.2") if release >= sinds
    ]
    assert not rule.geldt("302", "3.2", "ijw")
    assert not rule.geldt(soort, "3.2", "zvw")
    assert rule.geldt(soort, "3.2")


def test_levels_are_a_choice() -> None:
    ctx = context(maak("305", {"Client/StartProducten/StartProduct/0/StatusAanlevering": "2"}))
    assert apply(ctx).broken == {"CS058"}
    assert apply(ctx, {3, 4}).findings == ()
    assert "CS058" not in apply(ctx, {3, 4}).evidence


def test_what_did_not_run_has_no_evidence() -> None:
    evidence = apply(Context(maak("319"))).evidence
    assert evidence["CD086"] == 1
    assert evidence["CD085"] == 0
    assert "TR355" not in evidence
    assert "TR135" not in evidence


def test_other_releases_and_documents_are_not_judged() -> None:
    old = maak("305").raw.replace(b"/3_2/", b"/2_3/")
    for raw in (old, b"<Bericht/>"):
        outcome = apply(Context(parse(raw)))
        assert (outcome.findings, outcome.evidence) == ((), {})


def test_administration_must_be_declared() -> None:
    with pytest.raises(HarnessFault):
        _ = Context(maak("305")).admin


def test_contract() -> None:
    deal = Contract(
        (Tarief("A", "04", 1, einde=date(2021, 12, 31)), Tarief("A", "04", 2, ingang=date(2022, 1, 1))), {"A": "45"}
    )
    assert [deal.tarief("A", "04", date(year, 6, 1)) for year in (2021, 2022)] == [1, 2]
    assert deal.tarief("B", "04", date(2022, 1, 1)) is None
    assert deal.eenheden("A") == {"04"}
    assert (deal.categorie("A"), deal.categorie("B")) == ("45", None)


def test_dates_at_the_edges() -> None:
    assert jaren_eerder(date(2024, 2, 29), 5) == date(2019, 2, 28)
    assert jaren_eerder(date(2024, 2, 29), 120) == date(1904, 2, 29)
    assert jaren_eerder(date(50, 1, 1), 120) == date(1, 1, 1)
    assert zondagen(date(9999, 12, 30), date.max) == 0
    early = {"Header/BerichtIdentificatie/Dagtekening": "0001-01-01"}
    assert "TR134" in Vector("", "305", early).oordeel().broken


def test_white_space_and_zeros_around_numbers_and_dates_are_nothing() -> None:
    """The schema reads them so: what is right stays right, and two spellings are one key."""
    line = maak("323").raw
    spaced = re.sub(rb"(Bedrag|datum|Volume|Nummer)>([0-9-]+)<", rb"\1>\n 00\2 <", line).replace(b" 0020", b" 20")
    assert spaced != line
    assert level1(spaced)[1] == []
    assert apply(context(parse(spaced))).findings == ()
    twice = Vector("", "301", {f"{TP}/+": {"Product/Code": "45A05", "ToewijzingNummer": "0001"}})
    assert twice.oordeel().broken == {"TR101"}
