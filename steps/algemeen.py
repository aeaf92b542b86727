"""Sentences that every process shares: time, persons, planted faults, return messages, terms."""

from pytest_bdd import given, parsers, step, then, when

from ketentoets.session import algemeen
from ketentoets.session.gesprek import Gesprek
from ketentoets.transports.base import Rol


@given(parsers.re(r"een cliënt van (?P<leeftijd>\d+) jaar"), converters={"leeftijd": int})
def een_client(gesprek: Gesprek, leeftijd: int) -> None:
    gesprek.client(leeftijd)


@given("een cliënt voor wie een andere gemeente verantwoordelijk is")
def een_client_van_elders(gesprek: Gesprek) -> None:
    gesprek.client_van_elders()


@step(parsers.parse("het is {moment}"))
def het_is(gesprek: Gesprek, moment: str) -> None:
    gesprek.het_is(moment)


@step(
    parsers.re(
        r"er (?:zijn )?(?P<n>\d+) (?P<eenheid>dag|dagen|week|weken|maand|maanden) (?:verstrijkt|verstrijken|verstreken)"
    ),
    converters={"n": int},
)
def er_verstrijkt(gesprek: Gesprek, n: int, eenheid: str) -> None:
    gesprek.verstrijk(n, eenheid)


@when(parsers.parse("er {n:d} werkdagen verstrijken"))
def er_verstrijken_werkdagen(gesprek: Gesprek, n: int) -> None:
    gesprek.verstrijk_werkdagen(n)


@given(parsers.parse('het volgende JW{soort} van de {rol} bevat de fout "{fout}"'))
def het_volgende_bevat(gesprek: Gesprek, soort: str, rol: str, fout: str) -> None:
    gesprek.breek_volgende(Rol(rol), soort, fout)


@step(parsers.parse("het volgende JW{soort} van de {rol} schendt regel {regel}"))
def het_volgende_schendt(gesprek: Gesprek, soort: str, rol: str, regel: str) -> None:
    gesprek.schend_volgende(Rol(rol), soort, regel)


@then(parsers.parse("ontvangt de {rol} een JW{soort:d} zonder opmerkingen"))
def zonder_opmerkingen(gesprek: Gesprek, rol: str, soort: int) -> None:
    algemeen.goed_ontvangen(gesprek, str(soort))


@then(parsers.parse("ontvangt de {rol} een JW{soort:d} met retourcode {code} bij {klasse}"))
def met_retourcode(gesprek: Gesprek, rol: str, soort: int, code: str, klasse: str) -> None:
    algemeen.afgekeurd(gesprek, str(soort), code, klasse)


@then(parsers.parse("ontvangt de {rol} een JW{soort:d} met alleen retourcode {code}"))
def alleen_kop(gesprek: Gesprek, rol: str, soort: int, code: str) -> None:
    algemeen.alleen_kop(gesprek, str(soort), code)


@then(parsers.parse("stuurt de {rol} geen JW{soort:d}"))
def stuurt_geen(gesprek: Gesprek, rol: str, soort: int) -> None:
    algemeen.stuurt_niet(gesprek, Rol(rol), str(soort))


@then(parsers.parse("weigert de {rol} het JW{soort:d} op het berichtformaat"))
def weigert_op_formaat(gesprek: Gesprek, rol: str, soort: int) -> None:
    algemeen.weigert_op_formaat(gesprek, str(soort))


@when(parsers.parse("de klok op het laatste moment van de termijn voor het JW{soort:d} staat"))
def laatste_moment(gesprek: Gesprek, soort: int) -> None:
    algemeen.tot_einde_termijn(gesprek, str(soort))


@then(parsers.parse("staat het JW{soort:d} van de {rol} klaar"))
def staat_klaar(gesprek: Gesprek, soort: int, rol: str) -> None:
    algemeen.al_ontvangen(gesprek, Rol(rol), str(soort))
