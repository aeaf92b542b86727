"""Sentences about claims over a period by its name: 2020-P13, 2021-01."""

from pytest_bdd import given, parsers, then, when

from ketentoets.session import facturen, toewijzen
from ketentoets.session.gesprek import Gesprek


@when(parsers.parse("de aanbieder periode {periode} declareert"))
def declareert(gesprek: Gesprek, periode: str) -> None:
    facturen.declareer(gesprek, periode)


@when(parsers.parse("de aanbieder periode {periode} moet declareren"))
def moet_declareren(gesprek: Gesprek, periode: str) -> None:
    facturen.declareer_niet(gesprek, periode)


@then(parsers.parse("bevat de declaratie een regel van {bedrag} euro over {van} tot en met {tot}"))
def bevat_regel(gesprek: Gesprek, bedrag: str, van: str, tot: str) -> None:
    facturen.verwacht_regel(gesprek, facturen.cent(bedrag), gesprek.vanaf_dag(van), gesprek.vanaf_dag(tot))


@then(parsers.parse("bevat de declaratie {aantal:d} {wat}"))
def bevat_aantal(gesprek: Gesprek, aantal: int, wat: str) -> None:
    facturen.verwacht_aantal(gesprek, aantal, wat)


@when("de aanbieder die regel crediteert")
def crediteert(gesprek: Gesprek) -> None:
    facturen.crediteer(gesprek)


@given(parsers.parse("de volgende declaratie rekent {bedrag} euro"))
def rekent(gesprek: Gesprek, bedrag: str) -> None:
    facturen.reken_volgende(gesprek, facturen.cent(bedrag))


@when(
    parsers.re(
        r"de gemeente (?P<volume>\d+) (?:uur|stuks|stuk) \"(?P<product>[^\"]+)\" toewijst"
        r" van (?P<begin>.+) tot en met (?P<einde>.+)"
    ),
    converters={"volume": int},
)
def wijst_toe_van_tot(gesprek: Gesprek, volume: int, product: str, begin: str, einde: str) -> None:
    toewijzen.wijs_toe_van_tot(gesprek, product, volume, begin, einde)


@when(parsers.parse("de gemeente de toewijzing op {dag} laat eindigen met reden {reden}"))
def laat_eindigen(gesprek: Gesprek, dag: str, reden: str) -> None:
    toewijzen.beeindig(gesprek, dag, reden)


@given(
    parsers.re(r"(?P<n>\d+) cliënten met een lopende toewijzing van (?P<volume>\d+) stuks? \"(?P<product>[^\"]+)\""),
    converters={"n": int, "volume": int},
)
def lopend_voor(gesprek: Gesprek, n: int, volume: int, product: str) -> None:
    toewijzen.lopend_voor(gesprek, n, product, volume)


@when(parsers.parse("de aanbieder heeft op elke toewijzing {aantal:d} stuks geleverd"))
def op_elke_geleverd(gesprek: Gesprek, aantal: int) -> None:
    facturen.lever_op_elke(gesprek, aantal)
