"""Expectations: what must come, must not come, or how many; as data, there and back."""

import json
from datetime import date, timedelta

import pytest
from verhaal import NU, Verhaal, xml
from voorbeelden import BSN, REFERENTIE, voorbeeld

from ketentoets.core.finding import Finding
from ketentoets.core.verdict import Verdict
from ketentoets.schemas.writer import write
from ketentoets.session.berichten import PRODUCT, Eis, Zoek, gevuld, is_, leeg
from ketentoets.session.verwachtingen import AANTAL, KOMT, KOMT_NIET, Verwachting, oordeel
from ketentoets.transports.base import Rol

TOEWIJZING = Zoek("301", PRODUCT, (is_("ToewijzingNummer", 1001),), (is_("Product/Code", "45A04"),))


def komt(*zoek: Zoek, **rest: object) -> Verwachting:
    return Verwachting(KOMT, Rol.GEMEENTE, "de toewijzing", zoek, regel="OP086", **rest)  # type: ignore[arg-type]


def bevindingen(verwachting: Verwachting, verhaal: Verhaal, al_gemeld: tuple[str, ...] = ()) -> list[Finding]:
    again = Verwachting.uit(json.loads(json.dumps(verwachting.as_dict())))
    assert again == verwachting
    return list(oordeel(again, verhaal.berichten(), set(al_gemeld), "ijw"))


def met(*berichten: bytes) -> Verhaal:
    verhaal = Verhaal()
    for raw in berichten:
        verhaal.bericht(raw)
    return verhaal


@pytest.mark.parametrize("getal", ["1001", "001001", "+1001"])
def test_an_integer_may_be_written_in_more_than_one_way(getal: str) -> None:
    (node,) = Zoek("301", PRODUCT).eenheden(met(xml("301").replace(b">1001<", f">{getal}<".encode())).berichten()[0])
    assert is_("ToewijzingNummer", 1001).geldt(node) and is_("ToewijzingNummer", "0001001").geldt(node)
    assert not Eis("ToewijzingNummer", "niet", ("1001",)).geldt(node)
    assert is_("Omvang/Volume", "0120").geldt(node)
    assert not is_("Omvang/Eenheid", "1").geldt(node)


# Something comes.


def test_it_comes() -> None:
    verhaal = met(xml("301"))
    assert bevindingen(komt(TOEWIJZING), verhaal) == []
    assert komt(TOEWIJZING).vervuld(verhaal.berichten())


def test_one_of_several_is_enough() -> None:
    assert bevindingen(komt(Zoek("319"), TOEWIJZING), met(xml("301"))) == []


def test_a_good_one_among_wrong_ones_is_enough() -> None:
    wrong = xml("301", {f"{PRODUCT}/0/Product": {"Categorie": "45", "Code": "45A05"}})
    assert bevindingen(komt(TOEWIJZING), met(wrong, xml("301"), wrong)) == []


def test_wrong_content_is_named_with_its_place() -> None:
    eisen = (
        is_("Product/Code", "45A05", "45A06"),
        leeg("Omvang"),
        gevuld("Begroting"),
        is_("Ingangsdatum", "2021-04-01"),
    )
    code, omvang, begroting = bevindingen(
        komt(Zoek("301", PRODUCT, TOEWIJZING.kies, eisen), bron="SAP 2.3.1"), met(xml("301"))
    )
    assert (code.soort, code.regel, code.bron, code.bericht) == ("inhoud", "OP086", "SAP 2.3.1", "JW301")
    assert (code.verwacht, code.gevonden) == ("45A05 of 45A06", "45A04")
    assert code.pad.endswith("ToegewezenProduct/Product/Code")
    assert code.lijn
    assert code.bericht_id
    assert code.tekst.startswith("De toewijzing: Code")
    assert (omvang.verwacht, omvang.gevonden) == ("leeg", "gevuld")
    assert (begroting.verwacht, begroting.gevonden) == ("gevuld", "leeg")
    assert begroting.pad.endswith("ToegewezenProduct")


def test_wrong_content_is_judged_on_the_last_candidate() -> None:
    eerst = xml("301", {f"{PRODUCT}/0/Product": {"Categorie": "45", "Code": "45A05"}})
    later = xml("301", {f"{PRODUCT}/0/Product": {"Categorie": "45", "Code": "45A06"}})
    (finding,) = bevindingen(komt(TOEWIJZING), met(eerst, later))
    assert finding.gevonden == "45A06"


def test_what_stays_away_is_missing() -> None:
    (finding,) = bevindingen(komt(Zoek("301"), Zoek("319")), met(xml("302")))
    assert (finding.soort, finding.bericht, finding.gevonden) == ("ontbreekt", "JW301 of JW319", "geen bericht")
    assert finding.gevolg is Verdict.GEZAKT
    assert "gemeente" in finding.tekst


def test_what_a_term_already_reported_is_not_said_twice() -> None:
    assert bevindingen(komt(TOEWIJZING), met(), ("301",)) == []
    assert len(bevindingen(komt(TOEWIJZING), met(), ("302",))) == 1


def test_what_came_before_does_not_count() -> None:
    verhaal = met(xml("301"))
    line = verhaal.berichten()[0].n
    assert bevindingen(komt(TOEWIJZING, sinds=line - 1), verhaal) == []
    assert [f.soort for f in bevindingen(komt(TOEWIJZING, sinds=line), verhaal)] == ["ontbreekt"]


def test_what_the_other_actor_sent_does_not_count() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("301"), van=Rol.AANBIEDER)
    assert [f.soort for f in bevindingen(komt(TOEWIJZING), verhaal)] == ["ontbreekt"]


def test_a_message_that_cannot_be_read_is_no_candidate() -> None:
    verhaal = Verhaal()
    verhaal.bericht(b"<half", soort="301", van=Rol.GEMEENTE)
    assert [f.soort for f in bevindingen(komt(Zoek("301")), verhaal)] == ["ontbreekt"]


# Something must not come.


def niet(tot: str = "", *zoek: Zoek) -> Verwachting:
    return Verwachting(KOMT_NIET, Rol.GEMEENTE, "een JW301", zoek or (Zoek("301", PRODUCT),), tot=tot, regel="T-1")


def test_what_may_not_come_did_not() -> None:
    assert bevindingen(niet(), met(xml("302"), xml("315"))) == []


def test_what_may_not_come_did() -> None:
    (finding,) = bevindingen(niet(), met(xml("301")))
    assert (finding.soort, finding.regel, finding.bericht) == ("ongevraagd", "T-1", "JW301")
    assert (finding.verwacht, finding.gevonden) == ("geen bericht", "JW301")
    assert finding.pad.endswith("ToegewezenProduct")
    assert finding.bericht_id


def test_every_one_that_came_is_reported() -> None:
    assert len(bevindingen(niet(), met(xml("301", ident="A"), xml("301", ident="B")))) == 2


def test_what_comes_after_the_last_moment_is_not_forbidden() -> None:
    verhaal = met(xml("301"))
    assert bevindingen(niet((NU - timedelta(seconds=1)).isoformat()), verhaal) == []
    assert len(bevindingen(niet(NU.isoformat()), verhaal)) == 1


def test_only_the_content_that_is_meant_is_forbidden() -> None:
    other = Zoek("301", PRODUCT, eisen=(is_("Product/Code", "45A05"),))
    assert bevindingen(niet("", other), met(xml("301"))) == []


# A number of units.


def aantal(n: int, sinds: int = -1) -> Verwachting:
    zoek = (Zoek("301", PRODUCT),)
    return Verwachting(AANTAL, Rol.GEMEENTE, "toewijzingen", zoek, aantal=n, sinds=sinds, regel="OP087")


@pytest.mark.parametrize("n", [0, 1, 2])
def test_the_number_is_right(n: int) -> None:
    assert bevindingen(aantal(n), met(*(xml("301", ident=str(i)) for i in range(n)))) == []


def test_the_number_is_wrong() -> None:
    verhaal = met(xml("301", ident="A"), xml("301", ident="B"))
    (finding,) = bevindingen(aantal(1), verhaal)
    assert (finding.soort, finding.verwacht, finding.gevonden) == ("aantal", "1", "2")
    assert finding.bericht_id == verhaal.berichten()[-1].id
    assert finding.tekst.startswith("Toewijzingen")


def test_none_at_all_is_counted_as_zero() -> None:
    (finding,) = bevindingen(aantal(1), met(xml("315")))
    assert (finding.gevonden, finding.bericht_id) == ("0", "")


def test_units_inside_one_message_are_counted_and_earlier_ones_are_not() -> None:
    verzoek = write("ijw", "3.0", "301", voorbeeld("301", "3.0"))
    verhaal = met(verzoek)
    assert bevindingen(aantal(2), verhaal) == []
    assert bevindingen(aantal(0, sinds=verhaal.berichten()[0].n), verhaal) == []


# Conditions.


@pytest.mark.parametrize(
    ("eis", "geldt"),
    [
        (is_("Client/Bsn", BSN), True),
        (is_("Client/Bsn", "x", BSN), True),
        (is_("Client/Bsn", "x"), False),
        (is_("Client/Weg", ""), True),
        (Eis("Client/Bsn", "niet", ("x",)), True),
        (Eis("Client/Bsn", "niet", (BSN, "")), False),
        (leeg("Client/Weg"), True),
        (leeg("Client/Bsn"), False),
        (leeg("Client/ToegewezenProducten"), False),
        (gevuld("Client/ToegewezenProducten"), True),
        (gevuld("Client/Bsn"), True),
        (gevuld("Client/Weg"), False),
        (is_(f"{PRODUCT}/ToewijzingNummer", "1001"), True),
        (Eis(f"{PRODUCT}/Omvang/Volume", "hoogstens", ("120",)), True),
        (Eis(f"{PRODUCT}/Omvang/Volume", "hoogstens", ("119",)), False),
        (Eis(f"{PRODUCT}/Weg", "hoogstens", ("0",)), True),
    ],
)
def test_conditions(eis: Eis, geldt: bool) -> None:
    root = met(xml("301")).berichten()[0].root
    assert root is not None
    assert eis.geldt(root) is geldt


def test_leading_zeros_of_a_number_do_not_matter() -> None:
    raw = xml("301", {f"{PRODUCT}/0/ToewijzingNummer": "0001001"})
    assert bevindingen(komt(TOEWIJZING), met(raw)) == []


def test_an_unknown_condition_is_a_mistake() -> None:
    root = met(xml("301")).berichten()[0].root
    assert root is not None
    with pytest.raises(ValueError, match="ongeveer"):
        Eis("Client/Bsn", "ongeveer", (REFERENTIE,)).geldt(root)


def test_a_condition_says_what_it_expects() -> None:
    assert [Eis("A", hoe, ("1", "2")).verwacht() for hoe in ("is", "niet", "leeg", "gevuld", "hoogstens")] == [
        "1 of 2", "niet 1 of 2", "leeg", "gevuld", "hoogstens 1 of 2",
    ]  # fmt: skip


def test_a_date_is_asked_for_as_text() -> None:
    assert is_("A", date(2021, 3, 1)).waarden == ("2021-03-01",)
