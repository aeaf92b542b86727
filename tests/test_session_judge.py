"""The judge on journals made by hand: every way in which a scenario can end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from verhaal import NU, RELEASE, VANDAAG, Verhaal, retour, xml
from voorbeelden import BSN, voorbeeld

from ketentoets.core.calendar import at
from ketentoets.core.finding import Finding
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.session.berichten import Zoek, is_, leeg, lees, retour_op
from ketentoets.session.verwachtingen import AANTAL, KOMT, KOMT_NIET, Verwachting
from ketentoets.transports.base import Rol

VRIJDAG = at(date(2021, 3, 5), 15, 2)
DONDERDAG = at(date(2021, 3, 11), 9)
VRAAG = xml("315", dag=VRIJDAG.date())
KLAAR = at(date(2021, 3, 31))


BESLUIT = xml("319", dag=VRIJDAG.date())


def gesprek(*, retour_op_: date = date(2021, 3, 8), regels: tuple[str, ...] = ()) -> Verhaal:
    """A request on Friday 15:02, its return on a day at 09:00 and a decision in time."""
    verhaal = Verhaal(Rol.GEMEENTE, regels, VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    verhaal.bericht(BESLUIT, VRIJDAG)
    verhaal.bericht(retour(VRAAG, retour_op_), at(retour_op_))
    verhaal.bericht(retour(BESLUIT, retour_op_), at(retour_op_))
    return verhaal


def soorten(verslag: ScenarioRecord) -> list[str]:
    return [f.soort for f in verslag.bevindingen]


def een(verslag: ScenarioRecord, soort: str) -> Finding:
    (found,) = [f for f in verslag.bevindingen if f.soort == soort]
    return found


# In order.


def test_a_scenario_in_order_passes_with_its_evidence() -> None:
    verslag = gesprek(regels=("OP090", "TR135")).einde(KLAAR).oordeel()
    assert (verslag.oordeel, verslag.reden, verslag.bevindingen) == (Verdict.GESLAAGD, "", ())
    assert verslag.bewijs["OP090"] == 1
    assert verslag.bewijs["XSD"] == 2
    assert verslag.bewijs["niveau-1"] == 2
    assert (verslag.id, verslag.rol, verslag.standaard) == ("s/een", "gemeente", "ijw-3.0")


def test_the_messages_of_the_record_are_linked() -> None:
    vraag, _besluit, antwoord, _retour = gesprek().einde(KLAAR).oordeel().berichten
    assert antwoord.antwoord_op == vraag.id
    assert antwoord.uiterlijk == "2021-03-10T23:59:59+01:00"
    assert not antwoord.te_laat
    assert (vraag.soort, vraag.van, vraag.naar, vraag.uitkomst) == ("JW315", "aanbieder", "gemeente", "aangenomen")
    assert vraag.xml.encode() == VRAAG


def test_judging_twice_gives_the_same() -> None:
    verhaal = gesprek(retour_op_=DONDERDAG.date()).einde(KLAAR)
    assert verhaal.oordeel() == verhaal.oordeel()


# Terms.


def test_a_late_return_comes_with_its_arithmetic() -> None:
    verslag = gesprek(retour_op_=DONDERDAG.date(), regels=("OP090",)).einde(KLAAR).oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    finding = een(verslag, "termijn.te-laat")
    assert (finding.regel, finding.bericht) == ("OP090", "JW316")
    assert finding.termijn == {
        "start": "vr 05-03-2021 15:02",
        "termijn": "3 werkdagen",
        "uiterlijk": "wo 10-03-2021 23:59",
        "gekomen": "do 11-03-2021 09:00",
        "geteld": ["2021-03-08", "2021-03-09", "2021-03-10"],
        "overgeslagen": [["2021-03-06", "zaterdag"], ["2021-03-07", "zondag"]],
    }
    assert finding.bericht_id == verslag.berichten[2].id
    assert verslag.berichten[2].te_laat
    assert "te laat" in finding.tekst and "wo 10-03-2021 23:59" in finding.tekst


@pytest.mark.parametrize(("seconden", "oordeel"), [(0, Verdict.GESLAAGD), (1, Verdict.GEZAKT)])
def test_the_last_second_is_in_time(seconden: int, oordeel: Verdict) -> None:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    verhaal.bericht(BESLUIT, VRIJDAG)
    laatste = at(date(2021, 3, 10), 23, 59) + timedelta(seconds=59 + seconden)
    verhaal.bericht(retour(VRAAG, laatste.date()), laatste)
    verhaal.bericht(retour(BESLUIT, VRIJDAG.date()), laatste.replace(hour=9), van=Rol.AANBIEDER)
    assert verhaal.einde(KLAAR).oordeel().oordeel is oordeel


THUIS = {**voorbeeld("301", RELEASE)["Client"]["Contactgegevens"]["Contact"][0], "Soort": "01", "Periode": None}
TOEWIJZING = xml("301", {"Client/Contactgegevens": {"Contact": [THUIS]}})


def late_opdracht(gemeld: date | None) -> Verhaal:
    """A start of Tuesday 6 April that the provider is told of two weeks later, and reports on a day."""
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(TOEWIJZING)
    verhaal.bericht(retour(TOEWIJZING, VANDAAG))
    verhaal.nu = at(date(2021, 4, 20))
    verhaal.opdracht(Rol.AANBIEDER, "start-zorg", toewijzingNummer=1001, begindatum="2021-04-06")
    if gemeld:
        start = xml("305", dag=gemeld)
        verhaal.bericht(start, at(gemeld))
        verhaal.bericht(retour(start, gemeld), at(gemeld, 10))
    return verhaal.einde(at(date(2021, 5, 31)))


@pytest.mark.parametrize(
    ("gemeld", "virtueel", "werkelijk", "berichtdatum"),
    [
        (date(2021, 4, 28), [], [], []),
        (date(2021, 4, 29), *3 * [["termijn.te-laat"]]),
        (None, ["termijn.ontbreekt"], ["termijn.ontbreekt"], ["termijn.niet-te-bewijzen"]),
    ],
)
def test_who_is_asked_too_late_has_the_term_of_an_order_on_every_clock(
    gemeld: date | None, virtueel: list[str], werkelijk: list[str], berichtdatum: list[str]
) -> None:
    for modus, verwacht in (("virtueel", virtueel), ("werkelijk", werkelijk), ("berichtdatum", berichtdatum)):
        verslag = late_opdracht(gemeld).oordeel(modus)
        assert soorten(verslag) == verwacht, modus


def test_in_real_time_a_term_that_was_over_when_it_was_asked_stays_undecided() -> None:
    op_tijd = late_opdracht(date(2021, 4, 28))
    assert op_tijd.oordeel().oordeel is Verdict.GESLAAGD
    verslag = op_tijd.oordeel("werkelijk")
    assert verslag.oordeel is Verdict.ONBESLIST and "duurde te lang" in verslag.reden


def test_without_a_clock_the_harness_is_not_wrong_when_its_own_answer_could_not_come_yet() -> None:
    verhaal = Verhaal(Rol.AANBIEDER, (), VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    verhaal.bericht(retour(VRAAG, VRIJDAG.date()), VRIJDAG)
    verhaal.einde(VRIJDAG)
    verslag = verhaal.oordeel("berichtdatum")
    assert (verslag.oordeel, verslag.bevindingen) == (Verdict.ONBESLIST, ())
    assert "klok" in verslag.reden


def zonder_antwoord(tot: date) -> Verhaal:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    return verhaal.einde(at(tot, 12))


def test_what_never_came_is_missing_when_its_term_is_over() -> None:
    verslag = zonder_antwoord(date(2021, 3, 11)).oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    finding = een(verslag, "termijn.ontbreekt")
    assert (finding.regel, finding.bericht, finding.gevonden) == ("OP090", "JW316", "niet ontvangen")
    assert finding.termijn["gekomen"] == ""
    assert finding.bericht_id == ""


def test_both_the_return_and_the_decision_are_missing_when_both_terms_are_over() -> None:
    verslag = zonder_antwoord(date(2021, 3, 31)).oordeel()
    assert [(f.soort, f.regel) for f in verslag.bevindingen] == [
        ("termijn.ontbreekt", "OP090"),
        ("termijn.ontbreekt", "OP274"),
    ]


def test_while_the_term_runs_nothing_is_missing() -> None:
    verslag = zonder_antwoord(date(2021, 3, 10)).oordeel()
    assert verslag.bevindingen == ()
    assert verslag.oordeel is Verdict.GESLAAGD


def test_a_missing_message_is_not_reported_again_by_an_expectation() -> None:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    bericht = lees(VRAAG)
    assert bericht is not None
    verhaal.verwacht(Verwachting(KOMT, Rol.GEMEENTE, "JW316", (retour_op(bericht),), regel="OP090"))
    assert soorten(verhaal.einde(DONDERDAG).oordeel()) == ["termijn.ontbreekt"]


def test_without_a_clock_a_missing_message_is_undecided() -> None:
    verslag = zonder_antwoord(date(2021, 3, 31)).oordeel("berichtdatum")
    assert verslag.oordeel is Verdict.ONBESLIST
    assert set(soorten(verslag)) == {"termijn.niet-te-bewijzen"}


def test_in_mode_berichtdatum_the_date_in_the_message_is_late() -> None:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    verhaal.bericht(BESLUIT, VRIJDAG)
    verhaal.bericht(retour(VRAAG, DONDERDAG.date()), DONDERDAG)
    verhaal.bericht(retour(BESLUIT, VRIJDAG.date()), DONDERDAG)
    finding = een(verhaal.einde().oordeel("berichtdatum"), "termijn.te-laat")
    assert finding.termijn["gekomen"].startswith("do 11-03-2021")


# Content.


def test_a_wrong_return_code_names_the_rule_that_asks_for_another() -> None:
    verhaal = Verhaal(regels=("CS002",))
    vraag = xml("315", {"Client/Bsn": str(int(BSN) + 1)})
    verhaal.bericht(vraag, NU, mutatie={"naam": "verkeerd bsn", "regel": "CS002", "niveau": 2})
    verhaal.bericht(retour(vraag, VANDAAG), NU)
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    finding = een(verslag, "antwoord")
    assert (finding.regel, finding.verwacht, finding.bericht) == ("CS002", "0001", "JW316")
    assert finding.pad.endswith("Header")


def test_the_right_return_code_on_a_planted_fault_passes() -> None:
    verhaal = Verhaal(regels=("CS002",))
    vraag = xml("315", {"Client/Bsn": str(int(BSN) + 1)})
    verhaal.bericht(vraag, NU, mutatie={"naam": "verkeerd bsn", "regel": "CS002", "niveau": 2})
    verhaal.bericht(retour(vraag, VANDAAG, "0001"), NU)
    verslag = verhaal.einde().oordeel()
    assert (verslag.oordeel, verslag.bevindingen) == (Verdict.GESLAAGD, ())


def test_a_rejection_of_a_message_in_order_fails() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"), NU)
    verhaal.bericht(retour(xml("315"), VANDAAG, "0001"), NU)
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    assert "antwoord" in soorten(verslag)


def test_a_message_of_the_sut_against_the_schema_fails() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(xml("315", {"Client/Bsn": "kort"}), NU, uitkomst="geweigerd")
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    assert set(soorten(verslag)) == {"xsd"}
    assert {f.niveau for f in verslag.bevindingen} == {1}


def test_a_message_of_the_sut_against_a_rule_fails() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(xml("315", {"Client/Bsn": str(int(BSN) + 1)}), NU)
    finding = een(verhaal.einde().oordeel(), "regel")
    assert (finding.regel, finding.retourcode, finding.bericht) == ("CS002", "0001", "JW315")


@pytest.mark.parametrize("raw", [b"geen xml", b"<!DOCTYPE a><a/>", b"<a/>"])
def test_rubbish_of_the_sut_fails(raw: bytes) -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(raw, NU, soort="315", uitkomst="geweigerd")
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    assert verslag.bevindingen[0].niveau == 1


def test_a_return_to_nothing_fails() -> None:
    verhaal = Verhaal()
    verhaal.bericht(retour(xml("315"), VANDAAG), NU)
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    assert een(verslag, "zonder-aanleiding").regel == "OP090"


def test_a_second_return_fails_and_the_first_does_not() -> None:
    verhaal = gesprek()
    verhaal.bericht(retour(VRAAG, date(2021, 3, 9)), at(date(2021, 3, 9)))
    verslag = verhaal.einde(KLAAR).oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    finding = een(verslag, "dubbel-antwoord")
    assert (finding.regel, finding.bericht, finding.bericht_id) == ("OP090", "JW316", verslag.berichten[4].id)
    assert soorten(verslag) == ["dubbel-antwoord"]


def test_two_messages_with_the_same_identification_both_get_a_return() -> None:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    for _n in range(2):
        verhaal.bericht(VRAAG, VRIJDAG)
        verhaal.bericht(retour(VRAAG, VRIJDAG.date(), *["9056"] * _n), VRIJDAG)
    assert "dubbel-antwoord" not in soorten(verhaal.einde(KLAAR).oordeel())


def test_a_message_to_somebody_else_fails() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(xml("315", {"Header/Ontvanger": "0363"}), NU)
    finding = een(verhaal.einde().oordeel(), "partijen")
    assert finding.verwacht.endswith("> 0361") and finding.gevonden.endswith("> 0363")


def test_another_release_fails() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.events[1] = replace(verhaal.events[1], data={**verhaal.events[1].data, "standaard": "ijw-3.2"})
    verhaal.bericht(xml("315"), NU)
    finding = een(verhaal.einde().oordeel(), "release")
    assert (finding.verwacht, finding.gevonden) == ("ijw-3.2", "ijw-3.0")


def test_a_bsn_that_had_to_be_masked_fails() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    verhaal.bericht(xml("315"), NU, gemaskeerd=2)
    assert een(verhaal.einde().oordeel(), "bsn").gevonden.startswith("2")


# Delivery.


@pytest.mark.parametrize("uitkomst", ["geweigerd", "strijdig"])
def test_a_sut_that_refuses_a_valid_message_fails(uitkomst: str) -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"), NU, uitkomst=uitkomst, reden="ik wil niet")
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    finding = een(verslag, "aflevering")
    assert (finding.regel, finding.niveau, finding.gevonden) == ("XSD", 1, uitkomst)
    assert "weigert" in finding.tekst and "ik wil niet" in finding.tekst


def ongeldig(uitkomst: str) -> ScenarioRecord:
    verhaal = Verhaal()
    mutatie = {"naam": "onbekende code", "regel": "XSD", "niveau": 1}
    verhaal.bericht(xml("315", {"Client/Geslacht": "7"}), NU, uitkomst=uitkomst, mutatie=mutatie)
    return verhaal.einde().oordeel()


def test_a_sut_that_takes_an_invalid_message_fails() -> None:
    verslag = ongeldig("aangenomen")
    assert verslag.oordeel is Verdict.GEZAKT
    finding = een(verslag, "aflevering")
    assert (finding.regel, finding.gevonden) == ("XSD", "aangenomen (202)")
    assert "schema" in finding.tekst


def test_a_sut_that_refuses_an_invalid_message_passes() -> None:
    verslag = ongeldig("geweigerd")
    assert (verslag.oordeel, verslag.bevindingen) == (Verdict.GESLAAGD, ())


# Evidence.


def test_no_evidence_is_a_fault_of_the_harness() -> None:
    verslag = Verhaal().einde().oordeel()
    assert verslag.oordeel is Verdict.FOUT
    assert "geen enkele controle" in verslag.reden


@pytest.mark.parametrize("regel", ["TR326", "OP271", "CS058", "IV060", "OP033x1"])
def test_a_rule_that_is_named_and_not_looked_at_is_undecided(regel: str) -> None:
    verhaal = gesprek(regels=("OP090", regel))
    verslag = verhaal.einde(KLAAR).oordeel()
    assert verslag.oordeel is Verdict.ONBESLIST
    assert regel in verslag.reden
    assert "OP090" not in verslag.reden


def test_an_expectation_of_the_sut_is_evidence_for_the_agreements_it_names() -> None:
    verhaal = gesprek(regels=("OP274", "T-1"))
    verhaal.verwacht(Verwachting(KOMT, Rol.GEMEENTE, "het besluit", (Zoek("319"),), regel="OP274"))
    verslag = verhaal.einde(KLAAR).oordeel()
    assert verslag.oordeel is Verdict.GESLAAGD
    assert verslag.bewijs["T-1"] == 1


# Expectations.


def test_an_expectation_that_is_not_met_fails() -> None:
    verhaal = gesprek()
    eisen = (is_("Header/RetourCodes/RetourCode", "0001"), leeg("Client"))
    verhaal.verwacht(Verwachting(KOMT, Rol.GEMEENTE, "de afkeur", (Zoek("316", eisen=eisen),), regel="OP286"))
    verhaal.verwacht(Verwachting(KOMT_NIET, Rol.GEMEENTE, "een JW319", (Zoek("319"),), regel="T-1"))
    verhaal.verwacht(Verwachting(AANTAL, Rol.GEMEENTE, "antwoorden", (Zoek("319"),), aantal=2, regel="OP274"))
    verhaal.verwacht(Verwachting(KOMT, Rol.GEMEENTE, "de toewijzing", (Zoek("301"),), regel="OP086"))
    verslag = verhaal.einde(KLAAR).oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    assert soorten(verslag) == ["inhoud", "ongevraagd", "aantal", "ontbreekt"]


def test_what_is_sent_after_it_was_said_not_to_come_is_no_breach() -> None:
    verhaal = Verhaal(Rol.GEMEENTE, nu=VRIJDAG)
    niet = Verwachting(KOMT_NIET, Rol.GEMEENTE, "een JW301", (Zoek("301"),), tot=VRIJDAG.isoformat())
    verhaal.verwacht(niet)
    verhaal.bericht(xml("301", dag=VRIJDAG.date()), VRIJDAG)
    assert "ongevraagd" not in soorten(verhaal.einde().oordeel())
    verhaal.verwacht(niet)
    assert soorten(verhaal.oordeel()).count("ongevraagd") == 1


def test_an_expectation_without_a_rule_is_evidence_too() -> None:
    verhaal = Verhaal(Rol.GEMEENTE)
    verhaal.verwacht(Verwachting(KOMT_NIET, Rol.GEMEENTE, "een JW301", (Zoek("301"),)))
    verslag = verhaal.einde().oordeel()
    assert (verslag.oordeel, verslag.bewijs) == (Verdict.GESLAAGD, {"verwachting": 1})


# Whose fault it is.


def test_a_simulated_partner_that_breaks_a_rule_is_a_fault_of_the_harness() -> None:
    verhaal = Verhaal()
    vraag = xml("315", {"Client/Bsn": str(int(BSN) + 1)})
    verhaal.bericht(vraag, NU)
    verhaal.bericht(retour(vraag, VANDAAG, "0001"), NU)
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.FOUT
    assert "harnas" in verslag.reden
    assert {(f.regel, f.gevolg) for f in verslag.bevindingen} == {("CS002", Verdict.FOUT)}


def test_a_simulated_partner_that_is_late_is_a_fault_of_the_harness() -> None:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    verhaal.bericht(VRAAG, VRIJDAG)
    verhaal.bericht(BESLUIT, VRIJDAG)
    verhaal.bericht(retour(VRAAG, VRIJDAG.date()), VRIJDAG)
    verhaal.bericht(retour(BESLUIT, DONDERDAG.date()), DONDERDAG)
    verslag = verhaal.einde(KLAAR).oordeel()
    assert verslag.oordeel is Verdict.FOUT
    assert een(verslag, "termijn.te-laat").gevolg is Verdict.FOUT


def test_a_planted_fault_that_breaks_nothing_is_noticed() -> None:
    verhaal = Verhaal()
    vraag = xml("315")
    verhaal.bericht(vraag, NU, mutatie={"naam": "verkeerd bsn", "regel": "CS002", "niveau": 2})
    verhaal.bericht(retour(vraag, VANDAAG), NU)
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.FOUT
    assert een(verslag, "mutatie").regel == "CS002"


def test_the_system_is_not_blamed_when_the_fault_was_not_one() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"), NU, mutatie={"naam": "verkeerd bsn", "regel": "CS002", "niveau": 2})
    verslag = verhaal.einde(KLAAR).oordeel()
    assert verslag.bevindingen
    assert verslag.oordeel is Verdict.FOUT


@pytest.mark.parametrize(("dag", "oordeel"), [(date(2021, 3, 3), Verdict.FOUT), (date(2021, 3, 8), Verdict.GEZAKT)])
def test_a_system_that_went_wrong_before_is_to_blame_for_a_fault_that_was_not_one(dag: date, oordeel: Verdict) -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315", ident="B1"), NU)
    verhaal.bericht(xml("315", ident="B2", dag=dag), at(dag), mutatie={"naam": "x", "regel": "CS002", "niveau": 2})
    assert verhaal.einde(KLAAR).oordeel().oordeel is oordeel


def test_a_fault_of_level_1_is_about_the_element_of_its_rule() -> None:
    for wat, goed in (({"Header/BerichtSubversie": "9"}, True), ({"Client/Geslacht": "7"}, False)):
        verhaal = Verhaal()
        mutatie = {"naam": "CS015-315", "regel": "CS015", "niveau": 1}
        verhaal.bericht(xml("315", wat), NU, uitkomst="geweigerd", mutatie=mutatie)
        verslag = verhaal.einde().oordeel()
        assert (verslag.oordeel is Verdict.FOUT) is not goed
        assert [f.regel for f in verslag.bevindingen if f.soort == "mutatie"] == ([] if goed else ["CS015"])


def test_what_the_sut_did_wrong_outweighs_what_the_partner_did_wrong() -> None:
    verhaal = Verhaal()
    vraag = xml("315", {"Client/Bsn": str(int(BSN) + 1)})
    verhaal.bericht(vraag, NU)
    verhaal.bericht(retour(vraag, VANDAAG), NU)
    verslag = verhaal.einde().oordeel()
    assert verslag.oordeel is Verdict.GEZAKT
    assert [(f.soort, f.regel) for f in verslag.bevindingen] == [("antwoord", "CS002")]


# How a scenario ends.


def test_a_scenario_that_was_cut_off_is_undecided() -> None:
    verslag = gesprek().oordeel()
    assert (verslag.oordeel, verslag.reden) == (Verdict.ONBESLIST, "het scenario is afgebroken")


def test_a_scenario_that_was_cut_off_after_a_failure_failed() -> None:
    assert gesprek(retour_op_=DONDERDAG.date()).oordeel().oordeel is Verdict.GEZAKT


@pytest.mark.parametrize("oordeel", [Verdict.ONBESLIST, Verdict.NIET_VAN_TOEPASSING, Verdict.FOUT])
def test_a_disturbance_sets_the_verdict_and_the_reason(oordeel: Verdict) -> None:
    verhaal = gesprek()
    verhaal.noteer("storing", oordeel=str(oordeel), reden="daarom")
    verslag = verhaal.oordeel()
    assert (verslag.oordeel, verslag.reden) == (oordeel, "daarom")
    assert [g.tekst for g in verslag.gebeurtenissen if g.soort == "storing"] == ["daarom"]


def test_steps_and_orders_are_in_the_record_in_order() -> None:
    verhaal = Verhaal(Rol.GEMEENTE, (), VRIJDAG)
    verhaal.noteer("stap", tekst="Als er iets gebeurt")
    verhaal.opdracht(Rol.GEMEENTE, "wijs-toe", "geweigerd", bsn=BSN)
    gebeurd = verhaal.einde().oordeel().gebeurtenissen
    assert [g.soort for g in gebeurd] == ["stap", "opdracht"]
    assert gebeurd[0].tekst == "Als er iets gebeurt"
    assert "wijs-toe" in gebeurd[1].tekst and "geweigerd" in gebeurd[1].tekst


# Findings are said once.


def test_the_same_finding_is_said_once() -> None:
    verhaal = gesprek()
    v = Verwachting(KOMT, Rol.GEMEENTE, "de toewijzing", (Zoek("301"),), regel="OP086")
    for _ in range(3):
        verhaal.verwacht(v)
    assert soorten(verhaal.einde(KLAAR).oordeel()) == ["ontbreekt"]


def test_the_same_rule_at_two_places_is_said_twice() -> None:
    verhaal = Verhaal(Rol.AANBIEDER)
    for ident in ("A", "B"):
        verhaal.bericht(xml("315", {"Client/Bsn": str(int(BSN) + 1)}, ident=ident), NU)
    regels = [f for f in verhaal.einde().oordeel().bevindingen if f.regel == "CS002"]
    assert len(regels) == 2
    assert len({f.bericht_id for f in regels}) == 2
