"""Ways of working that no rule forbids, played whole: the judge may not call them wrong, nor the wrong ones right."""

from datetime import date

import pytest
from vertelling import bevindingen, van, vertel

from ketentoets.core.calendar import at, end_of
from ketentoets.core.message import Bericht, parse
from ketentoets.core.verdict import Verdict
from ketentoets.schemas.writer import write
from ketentoets.session.berichten import PRESTATIE, PRODUCT
from ketentoets.transports.base import Envelope, Rol

G, A = Rol.GEMEENTE, Rol.AANBIEDER


# A claim is judged by what is known on receipt, or by what is known when it is answered (OP080).


DECLARATIE = """
    Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
    Als de maand voorbij is
    En de aanbieder heeft 3 uur geleverd
    En de aanbieder de maand declareert
    En de gemeente de toewijzing op 15 maart 2021 laat eindigen met reden 05
"""
FACTUUR = """
    Gegeven het is maandag 30 november 2020
    En een lopende toewijzing van 1 stuk "lvb-a" tot en met 31 december 2020
    Als het is maandag 11 januari 2021
    En de aanbieder heeft 1 stuk geleverd
    En de aanbieder periode 2020-P13 declareert
    En de gemeente de toewijzing op 13 december 2020 laat eindigen met reden 05
"""


@pytest.mark.parametrize(("verhaal", "profiel", "soort"), [(DECLARATIE, "alkmaar", "325"), (FACTUUR, "almere", "304")])
@pytest.mark.parametrize(("gedrag", "goed"), [("laatste-moment", True), ("oordeel-bij-antwoord", False)])
def test_a_claim_may_be_judged_on_receipt_and_when_it_is_answered(
    verhaal: str, profiel: str, soort: str, gedrag: str, goed: bool
) -> None:
    verslag, events = vertel(G, verhaal, profiel=profiel, gedrag=gedrag)
    (antwoord,) = van(events, soort)
    assert antwoord.root is not None
    codes = {code.text for code in antwoord.root.every("RetourCode")}
    assert ("8001" in codes) is goed
    assert verslag.oordeel is Verdict.GESLAAGD, bevindingen(verslag)


def test_a_claim_that_was_right_all_the_time_may_not_be_refused() -> None:
    onschuldig = DECLARATIE.replace("15 maart", "31 maart")
    verslag, _events = vertel(G, onschuldig, gebreken=("regels-zonder-start-afgewezen",))
    assert verslag.oordeel is Verdict.GEZAKT


# What may not be done is not done later either.


@pytest.mark.parametrize(
    ("rol", "gebrek", "opdracht", "geen"),
    [
        (A, "verzoek-zonder-einddatum", 'aanbieder "maandbegeleiding" moet aanvragen zonder einddatum', "315"),
        (G, "301-open-einde", 'gemeente "maandbegeleiding" moet toewijzen zonder einddatum', "301"),
    ],
)
def test_a_forbidden_order_may_not_be_carried_out_in_the_last_second_either(
    rol: Rol, gebrek: str, opdracht: str, geen: str
) -> None:
    verhaal = f"""
        Als de {opdracht}
        En er 5 werkdagen verstrijken
        Dan stuurt de {rol} geen {geen}-bericht
    """
    laatste = end_of(date(2021, 3, 8))
    verslag, _events = vertel(rol, verhaal, gebreken=(gebrek,), traag=(geen, laatste))
    assert [f.soort for f in verslag.bevindingen] == ["ongevraagd"], bevindingen(verslag)


@pytest.mark.parametrize(("dag", "mag"), [(date(2021, 3, 31), False), (date(2021, 4, 1), True)])
def test_a_claim_that_is_ordered_too_early_may_wait_until_its_month_is_over(dag: date, mag: bool) -> None:
    verhaal = """
        Gegeven het is vrijdag 26 maart 2021
        En een lopende toewijzing van 3 uur "begeleiding" per week
        Als de aanbieder heeft 3 uur geleverd
        En de aanbieder de maand moet declareren
        Dan stuurt de aanbieder geen 323-bericht
        Als er 2 weken verstrijken
    """
    verslag, events = vertel(A, verhaal, gebreken=("declaratie-voor-einde-maand",), traag=("323", at(dag)))
    assert van(events, "323")
    assert ("ongevraagd" not in [f.soort for f in verslag.bevindingen]) is mag, bevindingen(verslag)


# A 301 holds all current assignments (OP087), in whatever order the messages come.


def gesplitst(envelope: Envelope) -> list[bytes]:
    """Every assignment in a 301 of its own, the last one first."""
    bericht = parse(envelope.xml)
    producten = bericht.root.all(PRODUCT)
    if bericht.soort != "301" or len(producten) == 1:
        return [envelope.xml]
    inhoud, gemaakt = bericht.root.as_data(), []
    for n, product in enumerate(reversed(producten)):
        inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"] = [product.as_data()]
        inhoud["Header"]["BerichtIdentificatie"]["Identificatie"] = f"{bericht.identificatie}{n}"
        gemaakt.append(write(bericht.domain, bericht.release, "301", inhoud))
    return gemaakt


def test_a_301_per_assignment_is_not_complete() -> None:
    verhaal = """
        Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
        Als de gemeente 10 uur "maandbegeleiding" per maand toewijst
        Dan ontvangt de aanbieder die toewijzing
        En staan de andere lopende toewijzingen in hetzelfde 301-bericht
    """
    assert vertel(G, verhaal)[0].oordeel is Verdict.GESLAAGD
    verslag, _events = vertel(G, verhaal, verander=gesplitst)
    assert {f.regel for f in verslag.bevindingen} == {"OP087"}, bevindingen(verslag)


# A credit and its new line may go in two claims, unless the region wants them together (SAP 2.7.3).


def credit_apart(envelope: Envelope) -> list[bytes]:
    """The credits of a claim first, in a claim of their own."""
    bericht = parse(envelope.xml)
    bedragen = bericht.root.all(f"{PRESTATIE}/IngediendBedrag") if bericht.soort == "323" else []
    if {b.get("DebetCredit") for b in bedragen} != {"C", "D"}:
        return [envelope.xml]
    return [_alleen(bericht, "C", "C"), _alleen(bericht, "D", "")]


def _alleen(bericht: Bericht, kant: str, achter: str) -> bytes:
    inhoud = bericht.root.as_data()
    declaratie, client = inhoud["Declaratie"], inhoud["Declaratie"]["Clienten"]["Client"]
    regels = [p for p in client["Prestaties"]["Prestatie"] if p["IngediendBedrag"]["DebetCredit"] == kant]
    client["Prestaties"]["Prestatie"] = regels
    totaal = sum(int(p["IngediendBedrag"]["Bedrag"]) for p in regels)
    declaratie["TotaalIngediendBedrag"] = {"TotaalBedrag": totaal, "DebetCredit": kant}
    declaratie["DeclaratieNummer"] += achter
    inhoud["Header"]["BerichtIdentificatie"]["Identificatie"] += achter
    return write(bericht.domain, bericht.release, "323", inhoud)


@pytest.mark.parametrize(("profiel", "oordeel"), [("eindhoven", Verdict.GESLAAGD), ("alkmaar", Verdict.GEZAKT)])
def test_a_credit_may_have_a_claim_of_its_own_where_no_region_forbids_it(profiel: str, oordeel: Verdict) -> None:
    verhaal = """
        Gegeven een lopende toewijzing van 3 uur "begeleiding" per week
        En de aanbieder heeft over de afgelopen maand 8 uur gedeclareerd en dat is goedgekeurd
        Als de aanbieder die regel corrigeert naar 6 uur
        En de aanbieder de maand declareert
        Dan bevat de declaratie de creditregel
        En bevat de declaratie een prestatie van 6 uur volgens TR389
        En keurt de gemeente de hele declaratie goed
    """
    verslag, events = vertel(A, verhaal, profiel=profiel, verander=credit_apart)
    assert len(van(events, "323")) == 3
    assert verslag.oordeel is oordeel, bevindingen(verslag)


# An investigation that is announced at the last moment gives eight weeks all the same (OP274).


def test_an_assignment_may_come_after_an_investigation_that_was_announced_at_the_last_moment() -> None:
    verhaal = """
        Gegeven de gemeente zal het verzoek in onderzoek nemen
        Als de aanbieder 3 uur "begeleiding" per week aanvraagt
        Dan ontvangt de aanbieder een toewijzing op zijn verzoek
        En ontvangt de gemeente een 302-bericht zonder opmerkingen
    """
    verslag, events = vertel(G, verhaal, gedrag="laatste-moment")
    (onderzoek,), (toewijzing,) = van(events, "319"), van(events, "301")
    assert (toewijzing.beschikbaar - onderzoek.beschikbaar).days == 49
    assert verslag.oordeel is Verdict.GESLAAGD, bevindingen(verslag)
    verslag, _events = vertel(G, verhaal, traag=("301", at(date(2021, 4, 27))))
    assert {f.regel for f in verslag.bevindingen} == {"OP274"}, bevindingen(verslag)


# Who is ordered something incomplete may fill in what is missing.


@pytest.mark.parametrize(("vult_in", "oordeel"), [(False, Verdict.GEZAKT), (True, Verdict.GESLAAGD)])
def test_a_municipality_may_fill_in_the_end_date_that_was_left_out(vult_in: bool, oordeel: Verdict) -> None:
    verhaal = """
        Als de gemeente "maandbegeleiding" moet toewijzen zonder einddatum
        En er 5 werkdagen verstrijken
        Dan stuurt de gemeente geen 301-bericht
    """

    def met_einde(envelope: Envelope) -> list[bytes]:
        bericht = parse(envelope.xml)
        inhoud = bericht.root.as_data()
        if bericht.soort != "301" or not vult_in:
            return [envelope.xml]
        inhoud["Client"]["ToegewezenProducten"]["ToegewezenProduct"]["Einddatum"] = date(2021, 12, 31)
        return [write(bericht.domain, bericht.release, "301", inhoud)]

    verslag, events = vertel(G, verhaal, gebreken=("301-open-einde",), verander=met_einde)
    assert len(van(events, "301")) == 1
    assert verslag.oordeel is oordeel, bevindingen(verslag)
