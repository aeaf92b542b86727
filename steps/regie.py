"""Sentences about start and stop."""

from pytest_bdd import given, parsers, then, when

from ketentoets.session import regie
from ketentoets.session.gesprek import Gesprek


@when("de zorg start")
def start(gesprek: Gesprek) -> None:
    regie.start(gesprek)


@when(parsers.parse("blijkt dat de zorg {weken:d} weken geleden is gestart"))
def was_gestart(gesprek: Gesprek, weken: int) -> None:
    regie.start(gesprek, weken_geleden=weken)


@given("de zorg is gestart")
def is_gestart(gesprek: Gesprek) -> None:
    regie.gestart(gesprek)


@then("stuurt de aanbieder het startbericht")
def stuurt_start(gesprek: Gesprek) -> None:
    regie.verwacht_start(gesprek)


@when(parsers.parse("de zorg stopt met reden {reden}"))
def stopt(gesprek: Gesprek, reden: str) -> None:
    regie.stop(gesprek, reden)


@when("de zorg tijdelijk stopt")
def stopt_tijdelijk(gesprek: Gesprek) -> None:
    regie.stop(gesprek, regie.TIJDELIJK)


@given("de zorg is tijdelijk gestopt")
def is_tijdelijk_gestopt(gesprek: Gesprek) -> None:
    regie.gestopt(gesprek, regie.TIJDELIJK)


@when(parsers.parse("de zorg op de einddatum van de toewijzing stopt met reden {reden}"))
def stopt_op_einddatum(gesprek: Gesprek, reden: str) -> None:
    regie.stop_op_einddatum(gesprek, reden)


@then("stuurt de aanbieder het stopbericht")
def stuurt_stop(gesprek: Gesprek) -> None:
    regie.verwacht_stop(gesprek)


@when(parsers.parse("de aanbieder de start corrigeert naar {dagen:d} dagen later"))
def corrigeert_start(gesprek: Gesprek, dagen: int) -> None:
    regie.corrigeer_start(gesprek, dagen)


@then("trekt de aanbieder de oude start in en meldt hij de juiste")
def correctie(gesprek: Gesprek) -> None:
    regie.verwacht_correctie(gesprek)


@when("de aanbieder het stopbericht intrekt")
def trekt_stop_in(gesprek: Gesprek) -> None:
    regie.trek_stop_in(gesprek)


@then("trekt de aanbieder de stop in")
def intrekking(gesprek: Gesprek) -> None:
    regie.verwacht_intrekking(gesprek)
