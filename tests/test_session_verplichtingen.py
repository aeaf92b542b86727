"""Obligations: what a message or order makes somebody owe, until when, and what fulfils it."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from verhaal import NU, PROFIEL, VANDAAG, Verhaal, retour, xml
from voorbeelden import BSN, REFERENTIE

from ketentoets.core.calendar import at, end_of
from ketentoets.fixtures.termijnen import AlgemeneTermijn
from ketentoets.session.verplichtingen import Verplichting, Verplichtingen
from ketentoets.transports.base import Rol

VERZOEK = "Client/AangevraagdeProducten/AangevraagdProduct"
PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"
GOEDE_WEEK = at(date(2021, 4, 1), 15, 2)


def een(boek: Verplichtingen, *soorten: str) -> Verplichting:
    """The one obligation for exactly these message types."""
    (found,) = [v for v in boek.alle if v.soorten == soorten]
    return found


def twee_producten() -> bytes:
    eerste = aangevraagd("A")
    return xml("315", {VERZOEK: [eerste, aangevraagd("B")]})


def aangevraagd(ref: str) -> dict[str, Any]:
    return {
        "ReferentieAanbieder": ref,
        "Product": {"Categorie": "45", "Code": "45A04"},
        "ToewijzingIngangsdatum": date(2021, 4, 1),
        "ToewijzingEinddatum": date(2021, 12, 31),
        "Omvang": {"Volume": 120, "Eenheid": "01", "Frequentie": "2"},
        "Verwijzer": {"Type": "02", "ZorgverlenerCode": "01023456"},
    }


def start(begin: date, op: datetime, *eerder: bytes) -> Verplichting:
    verhaal = Verhaal(Rol.AANBIEDER, nu=op)
    for raw in eerder:
        verhaal.bericht(raw, op)
    verhaal.opdracht(Rol.AANBIEDER, "start-zorg", toewijzingNummer=1001, begindatum=begin.isoformat())
    return een(verhaal.boek(), "305")


# Return messages.


def test_the_return_of_a_301_from_the_thursday_before_easter() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(xml("301"), GOEDE_WEEK)
    v = een(verhaal.boek(), "302")
    assert (v.wie, v.regel, v.open) == (Rol.AANBIEDER, "OP090", True)
    assert v.termijn.moment == end_of(date(2021, 4, 7))
    assert [d.day for d in v.termijn.counted] == [2, 6, 7]
    assert [d.day for d, _why in v.termijn.skipped] == [3, 4, 5]


@pytest.mark.parametrize("soort", ["301", "305", "307", "315", "319"])
def test_each_message_is_answered_by_its_receiver(soort: str) -> None:
    verhaal = Verhaal()
    event = verhaal.bericht(xml(soort))
    v = een(verhaal.boek(), str(int(soort) + 1))
    assert str(v.wie) == event["naar"]
    assert v.termijn.moment == end_of(date(2021, 3, 4))
    assert v.aanleiding == event.n


@pytest.mark.parametrize("soort", ["302", "306", "308", "316", "320", "325"])
def test_an_answer_makes_nobody_owe_anything(soort: str) -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml(soort))
    assert verhaal.boek().alle == []


def test_a_claim_is_answered_within_ten_working_days() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("323"))
    v = een(verhaal.boek(), "325")
    assert (v.wie, v.regel) == (Rol.GEMEENTE, "OP090x4")
    assert v.termijn.moment == end_of(date(2021, 3, 15))
    assert len(v.termijn.counted) == 10


@pytest.mark.parametrize("uitkomst", ["geweigerd", "strijdig", ""])
def test_what_was_not_taken_is_not_owed(uitkomst: str) -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"), uitkomst=uitkomst)
    assert verhaal.boek().alle == []


def test_a_message_that_cannot_be_read_makes_nobody_owe_anything() -> None:
    verhaal = Verhaal()
    verhaal.bericht(b"geen xml", soort="315")
    assert verhaal.boek().alle == []


def test_the_return_fulfils_the_obligation_of_its_own_message_only() -> None:
    verhaal = Verhaal()
    een_, ander = xml("301", ident="A"), xml("301", ident="B")
    verhaal.bericht(een_)
    verhaal.bericht(ander)
    verhaal.bericht(retour(ander, VANDAAG))
    first, second = [v for v in verhaal.boek().alle if v.soorten == ("302",)]
    assert first.open
    assert second.vervuld is not None and second.vervuld.soort == "302"


def test_the_other_actor_cannot_fulfil_it() -> None:
    verhaal = Verhaal()
    vraag = xml("301")
    verhaal.bericht(vraag)
    verhaal.bericht(retour(vraag, VANDAAG), van=Rol.GEMEENTE)
    assert een(verhaal.boek(), "302").open


# What counts as receipt.


def test_receipt_is_when_it_stood_ready_unless_the_profile_says_fetched() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"), at(date(2021, 3, 1), 16), opgehaald=at(date(2021, 3, 3), 9))
    assert een(verhaal.boek(), "316").termijn.moment == end_of(date(2021, 3, 4))
    opgehaald = PROFIEL.model_copy(update={"ontvangst": PROFIEL.ontvangst.model_copy(update={"waarde": "opgehaald"})})
    boek = Verplichtingen(opgehaald)
    for event in verhaal.events:
        boek.volg(event)
    assert een(boek, "316").termijn.moment == end_of(date(2021, 3, 8))


def test_in_mode_berichtdatum_the_dates_in_the_messages_count() -> None:
    verhaal = Verhaal()
    vraag = xml("315", dag=date(2021, 2, 22))
    verhaal.bericht(vraag)
    verhaal.bericht(retour(vraag, date(2021, 2, 26)))
    v = een(verhaal.boek("berichtdatum"), "316")
    assert v.termijn.moment == end_of(date(2021, 2, 25))
    assert v.vervuld is not None
    assert v.termijn.is_late(verhaal.boek("berichtdatum").moment(v.vervuld))


# Decisions on a request.


def test_every_requested_product_is_decided_on_its_own() -> None:
    verhaal = Verhaal()
    verhaal.bericht(twee_producten())
    besluiten = [v for v in verhaal.boek().alle if v.soorten == ("301", "319")]
    assert len(besluiten) == 2
    assert {v.regel for v in besluiten} == {"OP274"}
    assert all(v.termijn.moment == end_of(date(2021, 3, 8)) for v in besluiten)
    assert all(v.wie is Rol.GEMEENTE for v in besluiten)
    assert ["A" in v.wat for v in besluiten] == [True, False]


@pytest.mark.parametrize(
    ("soort", "velden", "over"),
    [
        ("319", {"Antwoord/ReferentieAanbieder": "A"}, "B"),
        ("319", {"Antwoord/ReferentieAanbieder": "B"}, "A"),
        ("319", {"Antwoord/ReferentieAanbieder": "C"}, "AB"),
        ("301", {f"{PRODUCT}/0/ReferentieAanbieder": "A"}, "B"),
        ("301", {f"{PRODUCT}/0/ReferentieAanbieder": "C"}, "AB"),
    ],
)
def test_a_301_or_a_319_settles_the_product_it_names(soort: str, velden: dict[str, Any], over: str) -> None:
    verhaal = Verhaal()
    verhaal.bericht(twee_producten())
    verhaal.bericht(xml(soort, velden))
    still = [v for v in verhaal.boek().alle if v.soorten == ("301", "319") and v.open]
    assert [ref for v in still for ref in "AB" if f" {ref}" in v.wat] == list(over)


def test_a_301_for_the_same_product_without_a_reference_settles_it_too() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"))
    verhaal.bericht(xml("301"))
    assert een(verhaal.boek(), "301", "319").vervuld is not None


def test_a_301_for_another_product_does_not() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"))
    verhaal.bericht(xml("301", {f"{PRODUCT}/0/Product": {"Categorie": "45", "Code": "45A05"}}))
    assert een(verhaal.boek(), "301", "319").open


def test_a_0001_return_takes_the_decision_away() -> None:
    verhaal = Verhaal()
    vraag = xml("315")
    verhaal.bericht(vraag)
    verhaal.bericht(retour(vraag, VANDAAG, "0001"))
    besluit = een(verhaal.boek(), "301", "319")
    assert besluit.vervallen and not besluit.open
    assert verhaal.boek().openstaand(Rol.GEMEENTE) == []


@pytest.mark.parametrize("codes", [(), ("0200",)])
def test_a_good_return_does_not(codes: tuple[str, ...]) -> None:
    verhaal = Verhaal()
    vraag = xml("315")
    verhaal.bericht(vraag)
    verhaal.bericht(retour(vraag, VANDAAG, *codes))
    assert een(verhaal.boek(), "301", "319").open


def test_a_0001_on_another_request_takes_nothing_away() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315", ident="A"))
    verhaal.bericht(retour(xml("315", ident="B"), VANDAAG, "0001"))
    assert een(verhaal.boek(), "301", "319").open


@pytest.mark.parametrize("soort", ["305", "301"])
def test_a_refusal_of_another_message_with_that_identification_takes_nothing_away(soort: str) -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315", ident="1"))
    verhaal.bericht(retour(xml(soort, ident="1"), VANDAAG, "0001"))
    assert een(verhaal.boek(), "301", "319").open


def in_onderzoek(dag: date, op: datetime) -> Verhaal:
    verhaal = Verhaal()
    verhaal.bericht(xml("315", dag=dag), NU)
    onderzoek = {"Antwoord/VerzoekAntwoord": "2", "Antwoord/RedenAfwijzingVerzoek": None}
    verhaal.bericht(xml("319", onderzoek), op)
    return verhaal


def test_an_investigation_lasts_eight_weeks_from_the_date_of_the_request() -> None:
    verhaal = in_onderzoek(date(2021, 2, 26), at(date(2021, 3, 4)))
    onderzoek = verhaal.boek().alle[-1]
    assert (onderzoek.wie, onderzoek.regel) == (Rol.GEMEENTE, "OP274")
    assert onderzoek.termijn.moment == end_of(date(2021, 4, 23))
    assert onderzoek.open


@pytest.mark.parametrize(
    ("velden", "open_"),
    [
        ({"Antwoord/VerzoekAntwoord": "1"}, False),
        ({"Antwoord/VerzoekAntwoord": "2", "Antwoord/RedenAfwijzingVerzoek": None}, True),
        ({"Antwoord/ReferentieAanbieder": "ANDERS"}, True),
    ],
)
def test_only_a_decision_ends_the_investigation(velden: dict[str, Any], open_: bool) -> None:
    verhaal = in_onderzoek(VANDAAG, at(date(2021, 3, 4)))
    verhaal.bericht(xml("319", velden, ident="LATER"), at(date(2021, 4, 6)))
    onderzoek = next(v for v in verhaal.boek().alle if "onderzoek" in v.wat)
    assert onderzoek.open is open_


def test_an_assignment_ends_the_investigation() -> None:
    verhaal = in_onderzoek(VANDAAG, at(date(2021, 3, 4)))
    verhaal.bericht(xml("301", {f"{PRODUCT}/0/ReferentieAanbieder": REFERENTIE}), at(date(2021, 4, 6)))
    assert not next(v for v in verhaal.boek().alle if "onderzoek" in v.wat).open


@pytest.mark.parametrize(
    ("besteld", "uiterlijk"), [(date(2021, 4, 26), date(2021, 4, 26)), (date(2021, 5, 3), date(2021, 5, 10))]
)
def test_a_decision_that_is_asked_for_after_the_investigation_has_the_term_of_an_order(
    besteld: date, uiterlijk: date
) -> None:
    verhaal = in_onderzoek(VANDAAG, at(date(2021, 3, 4)))
    verhaal.nu = at(besteld)
    verhaal.opdracht(Rol.GEMEENTE, "beoordeel-verzoek", referentieAanbieder=REFERENTIE, besluit="toewijzen")
    onderzoek = next(v for v in verhaal.boek().alle if "onderzoek" in v.wat)
    assert onderzoek.termijn.moment == end_of(uiterlijk)
    assert onderzoek.te_laat_gegeven is (uiterlijk > besteld)


@pytest.mark.parametrize(("door", "excuus"), [("systeem", False), ("mens", True)])
def test_a_request_asks_for_a_decision_itself_unless_a_person_must_be_told_which(door: str, excuus: bool) -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"))
    verhaal.nu = at(date(2021, 3, 22))
    gegevens = {"referentieAanbieder": REFERENTIE, "besluit": "afwijzen"}
    verhaal.noteer("opdracht", partij="gemeente", naam="beoordeel-verzoek", gegevens=gegevens, uitkomst="aangenomen",
                   reden="", proef=False, door=door)  # fmt: skip
    besluit = een(verhaal.boek(), "301", "319")
    assert besluit.te_laat_gegeven is excuus
    assert besluit.termijn.moment == end_of(date(2021, 3, 29) if excuus else date(2021, 3, 8))


def test_an_investigation_of_an_unknown_request_leads_to_nothing() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("319", {"Antwoord/VerzoekAntwoord": "2", "Antwoord/RedenAfwijzingVerzoek": None}))
    assert [v.soorten for v in verhaal.boek().alle] == [("320",)]


def test_a_request_for_change_is_decided_within_five_working_days() -> None:
    verhaal = Verhaal()
    vraag = xml("317")
    verhaal.bericht(vraag)
    v = een(verhaal.boek(), "301", "319")
    assert (v.regel, v.termijn.moment) == ("OP346", end_of(date(2021, 3, 8)))
    verhaal.bericht(retour(vraag, VANDAAG, "0001"))
    assert een(verhaal.boek(), "301", "319").vervallen


# Start and stop.


def test_a_start_counts_from_the_start_itself() -> None:
    v = start(date(2021, 3, 1), at(date(2021, 3, 1)), xml("301", dag=date(2021, 3, 1)))
    assert (v.wie, v.regel, v.termijn.moment) == (Rol.AANBIEDER, "OP271", end_of(date(2021, 3, 8)))


def test_a_start_that_lies_ahead_counts_from_its_day() -> None:
    assert start(date(2021, 4, 1), NU, xml("301")).termijn.moment == end_of(date(2021, 4, 9))


def test_a_start_before_its_301_came_counts_from_receipt_of_the_301() -> None:
    v = start(date(2021, 2, 1), GOEDE_WEEK, xml("301"))
    assert v.termijn.start == GOEDE_WEEK
    assert v.termijn.moment == end_of(date(2021, 4, 9))


def test_the_first_301_counts_not_the_latest_version() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(xml("301", ident="A"), at(date(2021, 3, 1)))
    verhaal.bericht(xml("301", ident="B"), at(date(2021, 3, 8)))
    verhaal.opdracht(Rol.AANBIEDER, "start-zorg", toewijzingNummer=1001, begindatum="2021-02-22")
    assert een(verhaal.boek(), "305").termijn.moment == end_of(date(2021, 3, 8))


def test_a_start_without_any_301_counts_from_its_day() -> None:
    assert start(date(2021, 3, 1), NU).termijn.moment == end_of(date(2021, 3, 8))


def stop(reden: str, *eerder: bytes, op: date = date(2021, 5, 4)) -> Verplichting:
    verhaal = Verhaal(Rol.AANBIEDER)
    for raw in eerder:
        verhaal.bericht(raw, NU)
    verhaal.nu = at(op)
    gegevens = {"toewijzingNummer": 1001, "einddatum": "2021-05-03", "redenBeeindiging": reden}
    verhaal.opdracht(Rol.AANBIEDER, "stop-zorg", **gegevens)
    return een(verhaal.boek(), "307")


TIJDELIJK = {"Client/StopProducten/StopProduct/0/RedenBeeindiging": "20"}


def test_a_stop_counts_from_the_last_day_of_care() -> None:
    v = stop("31")
    assert (v.wie, v.regel, v.termijn.moment) == (Rol.AANBIEDER, "OP272", end_of(date(2021, 5, 10)))


def test_a_definitive_stop_after_a_temporary_one_counts_from_the_day_it_is_known() -> None:
    assert stop("31", xml("307", TIJDELIJK), op=date(2021, 5, 12)).termijn.moment == end_of(date(2021, 5, 20))


def test_a_definitive_stop_after_a_new_start_counts_from_its_own_day() -> None:
    assert stop("31", xml("305"), xml("307", TIJDELIJK), xml("305")).termijn.moment == end_of(date(2021, 5, 10))
    assert stop("31", xml("305"), xml("307", TIJDELIJK)).termijn.start == at(date(2021, 5, 4))


def test_a_second_temporary_stop_counts_from_its_own_day() -> None:
    assert stop("20", xml("307", TIJDELIJK)).termijn.moment == end_of(date(2021, 5, 10))


def test_a_stop_after_a_definitive_one_counts_from_its_own_day() -> None:
    assert stop("31", xml("307")).termijn.moment == end_of(date(2021, 5, 10))


def test_a_stop_that_is_ordered_after_its_term_has_the_term_of_an_order() -> None:
    v = stop("31", op=date(2021, 5, 12))
    assert (v.te_laat_gegeven, v.regel, v.termijn.moment) == (True, "koppelvlak", end_of(date(2021, 5, 20)))
    assert not stop("31", op=date(2021, 5, 10)).te_laat_gegeven


def test_a_start_that_is_ordered_after_its_term_has_the_term_of_an_order() -> None:
    v = start(date(2021, 3, 1), at(date(2021, 3, 22)))
    assert (v.te_laat_gegeven, v.regel, v.termijn.moment) == (True, "koppelvlak", end_of(date(2021, 3, 29)))


def test_the_305_of_that_assignment_and_day_fulfils_the_start() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.opdracht(Rol.AANBIEDER, "start-zorg", toewijzingNummer=1001, begindatum="2021-04-06")
    verhaal.bericht(xml("305", {"Client/StartProducten/StartProduct/0/ToewijzingNummer": 1002}, ident="ANDER"))
    verhaal.bericht(xml("305", {"Client/StartProducten/StartProduct/0/StatusAanlevering": "3"}, ident="WEG"))
    assert een(verhaal.boek(), "305").open
    verhaal.bericht(xml("305"))
    found = een(verhaal.boek(), "305").vervuld
    assert found is not None and found.bericht is not None and found.bericht.identificatie == "B305"


# Claims.


@pytest.mark.parametrize(
    ("periode", "nu", "uiterlijk"),
    [
        ("2021-03", at(date(2021, 4, 1)), date(2021, 4, 30)),
        ("2021-01", at(date(2021, 2, 1)), date(2021, 2, 28)),
        ("2024-01", at(date(2024, 2, 1)), date(2024, 2, 29)),
        ("2021-11", at(date(2021, 12, 1)), date(2021, 12, 31)),
        ("2021-12", at(date(2022, 1, 3)), date(2022, 1, 31)),
        ("2021-03", at(date(2021, 4, 28)), date(2021, 5, 3)),
        ("2021-03", at(date(2021, 8, 2)), date(2021, 8, 7)),
    ],
)
def test_a_claim_is_sent_in_the_month_after_the_period(periode: str, nu: datetime, uiterlijk: date) -> None:
    verhaal = Verhaal(Rol.AANBIEDER, nu=nu)
    verhaal.opdracht(Rol.AANBIEDER, "declareer", periode=periode)
    v = een(verhaal.boek(), "323")
    assert (v.wie, v.regel, v.termijn.moment) == (Rol.AANBIEDER, "SAP-2.7.1", end_of(uiterlijk))
    assert v.termijn.term.n == (uiterlijk - nu.date()).days


@pytest.mark.parametrize(
    ("n", "eenheid", "uiterlijk"),
    [
        (3, "maanden", date(2021, 6, 30)), (15, "werkdagen", date(2021, 4, 22)), (30, "dagen", date(2021, 4, 30)),
        (2, "weken", date(2021, 4, 14)), (0, "maanden", date(2021, 4, 6)),
    ],
)  # fmt: skip
def test_the_term_of_a_claim_is_that_of_the_profile(n: int, eenheid: str, uiterlijk: date) -> None:
    termijn = AlgemeneTermijn(n=n, eenheid=eenheid, regel="P-1", bron="P 1: termijn", vanaf="gebeurtenis")
    verhaal = Verhaal(Rol.AANBIEDER, nu=at(date(2021, 4, 1)))
    verhaal.opdracht(Rol.AANBIEDER, "declareer", periode="2021-03")
    v = een(onder(verhaal, termijn), "323")
    assert (v.regel, v.bron, v.termijn.moment) == ("P-1", "P 1: termijn", end_of(uiterlijk))


def test_a_region_without_a_term_for_claims_owes_none() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.opdracht(Rol.AANBIEDER, "declareer", periode="2021-03")
    assert onder(verhaal, None).alle == []


def onder(verhaal: Verhaal, termijn: AlgemeneTermijn | None) -> Verplichtingen:
    """The obligations of a story in a region with this term for claims."""
    termijnen = PROFIEL.termijnen.model_copy(update={"declaratie_indienen": termijn})
    boek = Verplichtingen(PROFIEL.model_copy(update={"termijnen": termijnen}))
    for event in verhaal.events:
        boek.volg(event)
    return boek


def test_the_claim_of_that_period_fulfils_it() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.opdracht(Rol.AANBIEDER, "declareer", periode="2021-04")
    verhaal.opdracht(Rol.AANBIEDER, "declareer", periode="2021-03")
    verhaal.bericht(xml("323"))
    april, maart = [v for v in verhaal.boek().alle if v.soorten == ("323",)]
    assert not april.open
    assert maart.open


# Other orders.


@pytest.mark.parametrize(
    ("rol", "naam", "gegevens", "soort", "regel"),
    [
        (Rol.AANBIEDER, "verzoek-om-toewijzing", {"bsn": BSN}, "315", "SAP-2.3.2.1"),
        (Rol.AANBIEDER, "verwijder-start", {"toewijzingNummer": 1001}, "305", "koppelvlak"),
        (Rol.AANBIEDER, "corrigeer-start", {"toewijzingNummer": 1001}, "305", "koppelvlak"),
        (Rol.AANBIEDER, "verwijder-stop", {"toewijzingNummer": 1001}, "307", "koppelvlak"),
        (Rol.AANBIEDER, "corrigeer-stop", {"toewijzingNummer": 1001}, "307", "koppelvlak"),
        (Rol.GEMEENTE, "wijs-toe", {"bsn": BSN}, "301", "koppelvlak"),
        (Rol.GEMEENTE, "wijzig-toewijzing", {"toewijzingNummer": 1001}, "301", "koppelvlak"),
        (Rol.GEMEENTE, "verwijder-toewijzing", {"toewijzingNummer": 1001}, "301", "koppelvlak"),
    ],
)
def test_an_order_leads_to_a_message(rol: Rol, naam: str, gegevens: dict[str, Any], soort: str, regel: str) -> None:
    verhaal = Verhaal()
    verhaal.opdracht(rol, naam, **gegevens)
    v = een(verhaal.boek(), soort)
    assert (v.wie, v.regel, v.termijn.moment) == (rol, regel, end_of(date(2021, 3, 8)))


@pytest.mark.parametrize("naam", ["lever", "crediteer", "beoordeel-verzoek"])
def test_an_order_that_only_records_leads_to_nothing(naam: str) -> None:
    verhaal = Verhaal()
    verhaal.opdracht(Rol.AANBIEDER, naam)
    assert verhaal.boek().alle == []


def test_an_order_that_was_refused_or_is_a_trial_leads_to_nothing() -> None:
    verhaal = Verhaal()
    verhaal.opdracht(Rol.GEMEENTE, "wijs-toe", "geweigerd", bsn=BSN)
    verhaal.opdracht(Rol.GEMEENTE, "wijs-toe", proef=True, bsn=BSN)
    assert verhaal.boek().alle == []


def test_a_message_that_came_before_does_not_fulfil_a_later_order() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("301"))
    verhaal.opdracht(Rol.GEMEENTE, "wijs-toe", bsn=BSN)
    assert een(verhaal.boek(), "301").open


def test_the_same_events_give_the_same_obligations() -> None:
    verhaal = in_onderzoek(VANDAAG, at(date(2021, 3, 4)))
    verhaal.nu += timedelta(days=1)
    verhaal.opdracht(Rol.AANBIEDER, "declareer", periode="2021-02")
    assert verhaal.boek().alle == verhaal.boek().alle
    assert len(verhaal.boek().alle) == 5
