"""Sentences about claims."""

from pytest_bdd import given, parsers, step, then, when

from ketentoets.session import declareren
from ketentoets.session.gesprek import Gesprek


@when("de maand voorbij is")
def maand_voorbij(gesprek: Gesprek) -> None:
    declareren.maand_voorbij(gesprek)


@step("de aanbieder heeft geleverd:")
def heeft_geleverd(gesprek: Gesprek, datatable: list[list[str]]) -> None:
    declareren.lever_tabel(gesprek, datatable)


@when(parsers.parse("de aanbieder heeft op elke toewijzing {uren:d} uur geleverd"))
def op_elke_geleverd(gesprek: Gesprek, uren: int) -> None:
    declareren.lever_op_elke(gesprek, uren)


@when(parsers.parse("de aanbieder heeft {keren:d} keer {minuten:d} minuten geleverd"))
def keren_geleverd(gesprek: Gesprek, keren: int, minuten: int) -> None:
    declareren.lever_keren(gesprek, keren, minuten)


@when(parsers.parse("de aanbieder heeft ook in die maand {uren:d} uur geleverd"))
def ook_geleverd(gesprek: Gesprek, uren: int) -> None:
    declareren.lever_in_vorige_maand(gesprek, uren)


@given(parsers.parse("de aanbieder heeft over de afgelopen maand {uren:d} uur gedeclareerd en dat is goedgekeurd"))
def gedeclareerd(gesprek: Gesprek, uren: int) -> None:
    declareren.gedeclareerd(gesprek, uren)


@when("de aanbieder de maand declareert")
def declareert(gesprek: Gesprek) -> None:
    declareren.declareer(gesprek)


@when("de aanbieder de lopende maand moet declareren")
def moet_te_vroeg_declareren(gesprek: Gesprek) -> None:
    declareren.verboden_declaratie(gesprek)


@then(parsers.parse("bevat de declaratie een prestatie van {uren:d} uur volgens {regel}"))
def bevat_prestatie(gesprek: Gesprek, uren: int, regel: str) -> None:
    declareren.verwacht_volume(gesprek, uren, regel)


@then("keurt de gemeente de hele declaratie goed")
def keurt_goed(gesprek: Gesprek) -> None:
    declareren.verwacht_goedkeuring(gesprek)


@then(parsers.parse("keurt de gemeente alleen de foute regel af met {code}"))
def keurt_regel_af(gesprek: Gesprek, code: str) -> None:
    declareren.verwacht_afgewezen_regel(gesprek, code)


@then("wijst de gemeente de regel af")
def wijst_regel_af(gesprek: Gesprek) -> None:
    declareren.verwacht_afwijzing_ontvangen(gesprek)


@when(parsers.parse("de aanbieder die regel corrigeert naar {uren:d} uur"))
def corrigeert(gesprek: Gesprek, uren: int) -> None:
    declareren.crediteer(gesprek, uren)


@then("bevat de declaratie de creditregel")
def bevat_credit(gesprek: Gesprek) -> None:
    declareren.verwacht_credit(gesprek)


@then("bevat de declaratie geen creditregel")
def bevat_geen_credit(gesprek: Gesprek) -> None:
    declareren.verwacht_geen_credit(gesprek)
