"""The state that follows from a row of messages."""

from datetime import date
from typing import Any

import pytest
from test_rules_berichten import maak, wereld
from voorbeelden import voorbeeld

from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten.basis import AANBIEDER, BSN, GEMEENTE, antwoord_data, kop, pas_aan, prestatie
from ketentoets.generators.fouten.basis_factuur import basis_factuur
from ketentoets.generators.fouten.verhaal import Stap
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import apply
from ketentoets.schemas.writer import write, xsd_versie

TP = "Client/ToegewezenProducten/ToegewezenProduct"
SP, ST = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"
D = "Declaratie"
PR = f"{D}/Clienten/Client/0/Prestaties/Prestatie"
DAG = date(2022, 3, 1)
START, STOP = Stap("305"), Stap("307")
WEG = Stap("305", {f"{SP}/0/StatusAanlevering": "3"})
CREDIT = {
    f"{D}/DeclaratieNummer": "D2",
    f"{D}/TotaalIngediendBedrag/DebetCredit": "C",
    f"{PR}/0": prestatie(
        ProductReferentie={"ReferentieNummer": "R2", "VorigReferentieNummer": "R1"},
        IngediendBedrag={"Bedrag": 60050, "DebetCredit": "C"},
    ),
}


def retour(heen: Bericht, code: str = "", klassen: str = "") -> Bericht:
    """A return message: good, with a code in the Header, or with the client's classes, the last with a code."""
    soort = str(int(heen.soort) + 1)
    head: dict[str, Any] = heen.root.as_data()["Header"] | {
        "BerichtCode": kop(soort)["BerichtCode"],
        "IdentificatieRetour": "T1",
        "DagtekeningRetour": "2022-07-02",
        "XsdVersieRetour": xsd_versie("ijw", "3.2"),
    }
    if code:
        head["RetourCodes"] = {"RetourCode": code}
    data: dict[str, Any] = {"Header": head}
    if klassen:
        client = heen.root.as_data()["Client"] | {"RetourCodes": {"RetourCode": "0200"}}
        client["StartProducten"]["StartProduct"]["RetourCodes"] = {"RetourCode": klassen}
        data["Client"] = client
    return parse(write("ijw", "3.2", soort, data))


def test_last_decision_holds_not_last_arrival() -> None:
    later = Stap("301", {f"{TP}/0/Toewijzingsdatum": "2022-03-01", f"{TP}/0/Einddatum": "2022-05-31"})
    for steps in ((Stap("301"), later), (later, Stap("301"))):
        known = wereld(steps).toewijzing(GEMEENTE, "1")
        assert known is not None
        assert known.einddatum == date(2022, 5, 31)
        assert [version.einddatum for version in known.eerdere] == [date(2022, 6, 30)]


def test_current_assignments() -> None:
    deleted = {f"{TP}/0/ToewijzingNummer": 2, f"{TP}/0/RedenWijziging": "13", f"{TP}/0/Einddatum": "2022-01-01"}
    state = wereld((Stap("301"), Stap("301", deleted)))
    assert [t.nummer for t in state.actuele_toewijzingen(BSN, AANBIEDER, DAG)] == ["1"]
    assert state.actuele_toewijzingen(BSN, AANBIEDER, date(2022, 7, 1)) == []
    assert state.kent_client(GEMEENTE, BSN)
    assert not state.kent_client("0599", BSN)


@pytest.mark.parametrize(
    ("stappen", "actueel"),
    [
        ((START,), "2022-01-10"),
        ((START, STOP), ""),
        ((START, WEG), ""),
        ((START, STOP, Stap("307", {f"{ST}/0/StatusAanlevering": "3"})), "2022-01-10"),
        ((START, STOP, Stap("305", {f"{SP}/0/Begindatum": "2022-07-01"})), "2022-07-01"),
        (
            (START, Stap("305", {f"{SP}/+": {"Begindatum": "2022-02-01"}, f"{SP}/0/StatusAanlevering": "3"})),
            "2022-02-01",
        ),
    ],
    ids=["start", "gestopt", "verwijderd", "stop verwijderd", "opnieuw begonnen", "verplaatst in een bericht"],
)
def test_current_start(stappen: tuple[Stap, ...], actueel: str) -> None:
    current = wereld((Stap("301"), *stappen)).actuele_start(GEMEENTE, "1")
    assert str(current.begindatum if current else "") == actueel


def test_request_goes_through_its_states() -> None:
    state = wereld((Stap("315"),))
    request = state.open_verzoek(GEMEENTE, BSN, AANBIEDER)
    assert request is not None
    assert (request.status, request.dagtekening) == ("open", date(2022, 7, 1))
    state.verwerk(maak("319"))
    assert (request.status, request.antwoorden, request.loopt) == ("in onderzoek", ["2"], True)
    state.verwerk(maak("301", {f"{TP}/0/ReferentieAanbieder": "V1"}))
    assert request.status == "toegewezen"
    assert state.open_verzoek(GEMEENTE, BSN, AANBIEDER) is None
    assigned = state.toegewezen_op(AANBIEDER, "V1")
    assert assigned is not None
    assert assigned.nummer == "1"


def test_request_for_change_is_one_request() -> None:
    state = wereld((Stap("301"), Stap("317")))
    request = state.verzoek(AANBIEDER, "W1")
    assert request is not None
    assert [product.nummer for product in request.producten] == ["1"]


@pytest.mark.parametrize(
    ("code", "klassen", "verwerkt", "gezien"),
    [
        ("", "", True, True),
        ("0001", "", False, False),
        ("9056", "", False, True),
        ("0200", "9326", False, True),
        ("0200", "0200", True, True),
    ],
    ids=["goed", "technisch", "header", "klassen", "klassen zonder fout"],
)
@pytest.mark.parametrize("later", [False, True], ids=["tegelijk", "later"])
def test_return_message(code: str, klassen: str, verwerkt: bool, gezien: bool, later: bool) -> None:
    heen = maak("305")
    back = retour(heen, code, klassen)
    state = wereld((Stap("301"),))
    state.verwerk(heen, None if later else back)
    if later:
        assert state.actuele_start(GEMEENTE, "1")
        assert state.verwerk_antwoord(back)
    assert bool(state.actuele_start(GEMEENTE, "1")) == verwerkt
    assert (("305", AANBIEDER, "B305") in state.gezien) == gezien


def test_answer_to_nothing() -> None:
    assert not Administratie().verwerk_antwoord(retour(maak("305")))
    state = Administratie()
    assert not state.verwerk_antwoord(_antwoord())
    assert ("325", GEMEENTE, "AB323") in state.gezien


def test_answers_come_in_the_order_of_what_they_answer() -> None:
    first, again = maak("305"), maak("305", {f"{SP}/0/Begindatum": "2022-01-11"})
    state = wereld((Stap("301"),))
    state.verwerk(first)
    state.verwerk(again)
    state.verwerk_antwoord(retour(first))
    state.verwerk_antwoord(retour(again, "9056"))
    current = state.actuele_start(GEMEENTE, "1")
    assert current is not None
    assert current.begindatum == date(2022, 1, 10)


def test_an_answer_that_was_replaced_was_sent_all_the_same() -> None:
    state = wereld((Stap("301"),))
    state.verwerk(maak("323"))
    state.verwerk(_antwoord())
    state.verwerk(maak("325", {"Header/BerichtIdentificatie/Identificatie": "A2"}))
    assert {("325", GEMEENTE, "AB323"), ("325", GEMEENTE, "A2")} <= state.gezien


def _status(state: Administratie) -> list[str]:
    return [line.status for claim in state.declaraties.alle for line in claim.prestaties]


def _antwoord(**anders: Any) -> Bericht:
    return parse(write("ijw", "3.2", "325", antwoord_data("B323", **anders)))


@pytest.mark.parametrize(
    ("antwoord", "status", "regels", "nummers"),
    [
        pytest.param(None, "ingediend", 1, 1, id="nog geen antwoord"),
        pytest.param({}, "goedgekeurd", 1, 1, id="goedgekeurd"),
        pytest.param({"regels": {"R1": "9321"}}, "afgewezen", 1, 1, id="regel afgewezen"),
        pytest.param({"regels": {"R1": "0200"}}, "goedgekeurd", 1, 1, id="goede regel teruggestuurd"),
        pytest.param({"regels": {"R1": "0233"}}, "afgewezen", 1, 1, id="client afgewezen"),
        pytest.param({"code": "9333"}, "afgewezen", 0, 0, id="declaratie afgewezen"),
    ],
)
def test_claim(antwoord: dict[str, Any] | None, status: str, regels: int, nummers: int) -> None:
    state = wereld((Stap("301"),))
    state.verwerk(maak("323"))
    if antwoord is not None:
        state.verwerk(_antwoord(**antwoord))
        assert ("325", GEMEENTE, "AB323") in state.gezien
    assert _status(state) == [status]
    assert len(state.declaraties.regels(AANBIEDER, "R1")) == regels
    assert len(state.declaraties.ingediend(GEMEENTE, AANBIEDER)) == nummers


def test_technically_refused_claim_was_never_sent() -> None:
    state = wereld((Stap("301"),))
    state.verwerk(maak("323"))
    data = antwoord_data("B323")
    data["Header"]["RetourCodes"] = {"RetourCode": "0001"}
    del data["DeclaratieAntwoord"]
    assert state.verwerk_antwoord(parse(write("ijw", "3.2", "325", data)))
    assert state.declaraties.alle == []
    assert ("323", AANBIEDER, "B323") not in state.gezien


def test_credit_takes_its_debit_away() -> None:
    state = wereld((Stap("301"), Stap("323", {}, goedgekeurd=True), Stap("323", CREDIT, goedgekeurd=True)))
    debit = state.declaraties.debet(AANBIEDER, "R1")
    assert debit is not None
    assert (debit.bedrag, debit.met_teken, debit.status) == (60050, 60050, "goedgekeurd")
    credit = state.declaraties.credit_van(debit)
    assert credit is not None
    assert (credit.referentie, credit.met_teken) == ("R2", -60050)
    assert state.declaraties.debetregels(GEMEENTE, "1") == []


def test_unknown_things() -> None:
    state = Administratie()
    assert state.toewijzing(GEMEENTE, "1") is None
    assert state.actuele_start(GEMEENTE, "1") is None
    assert state.verzoek(AANBIEDER, "V1") is None
    assert state.declaraties.debet(AANBIEDER, "R1") is None
    assert state.toegewezen_op(AANBIEDER, "") is None


def test_what_was_invoiced_before_3_0_counts_for_the_assignment() -> None:
    """An assignment from 2.4 that runs on into 2021 meets both a 303 and a 323."""
    total = {"Volume": 10, "Eenheid": "04", "Frequentie": "6"}
    state = wereld((Stap("301", {f"{TP}/0/Omvang": total}),))
    claim = maak("323")
    assert apply(Context(claim, state)).broken == set()
    state.verwerk(_oud("303", {}))
    assert [p.referentie for p in state.debetregels(GEMEENTE, "1")] == ["R1"]
    assert apply(Context(claim, state)).broken >= {"TR322"}


def test_an_assignment_without_a_number_is_not_asked_for() -> None:
    """Until 2.4 an assignment could be without a number; a request for change (3.0) names numbers."""
    state = wereld((Stap("301", {f"{TP}/0/Einddatum": "2022-12-31"}),))
    product = "Client/Beschikking/ToegewezenProducten/ToegewezenProduct/0"
    state.verwerk(_oud("301", {f"{product}/ToewijzingNummer": None, f"{product}/Einddatum": "2022-12-31"}))
    assert len(state.toewijzingen) == 2
    assert apply(Context(maak("317"), state)).broken == set()


def test_a_request_from_before_3_0_does_not_wait_for_an_answer() -> None:
    old = voorbeeld("315", "2.4")
    old["Header"] |= {"Afzender": AANBIEDER, "Ontvanger": GEMEENTE}
    old["Header"]["BerichtIdentificatie"]["Identificatie"] = "OUD"
    old["Client"]["Bsn"] = BSN
    state = Administratie()
    state.verwerk(parse(write("ijw", "2.4", "315", old)))
    assert len(state.verzoeken) == 1
    assert apply(Context(maak("315"), state)).broken == set()
    state.verwerk(maak("315"))
    again = maak("315", {"Client/AangevraagdeProducten/AangevraagdProduct/0/ReferentieAanbieder": "V2"})
    assert apply(Context(again, state), {3}).broken == {"TR056", "TR374"}


def _oud(soort: str, changes: dict[str, Any]) -> Bericht:
    return parse(write("ijw", "2.4", soort, pas_aan(basis_factuur(soort, "2.4", "ijw"), changes)))
