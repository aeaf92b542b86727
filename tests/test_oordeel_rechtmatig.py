"""Ways of working that no rule forbids, played whole: the judge may not call them wrong, nor the wrong ones right."""

from datetime import date

import pytest
from vertelling import bevindingen, van, vertel

from ketentoets.core.calendar import at, end_of
from ketentoets.core.verdict import Verdict
from ketentoets.transports.base import Rol

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
