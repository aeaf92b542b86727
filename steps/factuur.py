"""Sentences about claims over a period by its name: 2020-P13 (four weeks of the CAK) or 2021-01 (a month)."""

from pytest_bdd import given, then, when

from ketentoets.session import facturen, toewijzen
from ketentoets.session.gesprek import Gesprek
from ketentoets.steps.zinsvorm import Zinsvorm as Zin


@when(Zin("de aanbieder periode {periode:periode} {hoe:declareert|moet declareren}"))
def declareert(gesprek: Gesprek, periode: str, hoe: str) -> None:
    """De aanbieder krijgt opdracht deze periode te declareren, met een 303- of 323-bericht.

    2020-P13 is een periode van vier weken van het CAK, 2021-01 een maand. Met 'moet declareren' is het iets wat
    niet mag of waarvoor niets is geleverd; weigeren mag.
    """
    if hoe == "declareert":
        facturen.declareer(gesprek, periode)
    else:
        facturen.declareer_niet(gesprek, periode)


@then(
    Zin(
        "bevat de declaratie (een regel van {bedrag:bedrag} euro over {van:tekst} tot en met {tot:tekst}"
        "|{aantal:getal} {wat:regels|creditregels|berichten|regel|creditregel|bericht})"
    )
)
def bevat(gesprek: Gesprek, bedrag: str = "", van: str = "", tot: str = "", aantal: int = 0, wat: str = "") -> None:
    """De laatste declaratie heeft een debetregel met dit bedrag over deze dagen, of zoveel regels.

    Zoveel berichten: de declaratie bestaat uit zoveel berichten sinds de laatste opdracht.
    """
    if bedrag:
        dagen = gesprek.vanaf_dag(van), gesprek.vanaf_dag(tot)
        facturen.verwacht_regel(gesprek, facturen.cent(bedrag), *dagen)
    else:
        facturen.verwacht_aantal(gesprek, aantal, wat)


@when(Zin("de aanbieder die regel crediteert"))
def crediteert(gesprek: Gesprek) -> None:
    """De aanbieder krijgt opdracht de laatste debetregel te crediteren; dat gaat mee in de volgende declaratie."""
    facturen.crediteer(gesprek)


@given(Zin("de volgende declaratie rekent {bedrag:bedrag} euro"))
def rekent(gesprek: Gesprek, bedrag: str) -> None:
    """In het volgende 303-bericht van de gesimuleerde aanbieder staat dit tarief, dat daar niet hoort."""
    facturen.reken_volgende(gesprek, facturen.cent(bedrag))


@when(
    Zin(
        "de gemeente {volume:getal} (uur|stuk|stuks) {product:product} toewijst"
        " van {begin:tekst} tot en met {einde:tekst}"
    )
)
def wijst_toe_van_tot(gesprek: Gesprek, volume: int, product: str, begin: str, einde: str) -> None:
    """De gemeente krijgt opdracht dit product over deze dagen toe te wijzen."""
    toewijzen.wijs_toe_van_tot(gesprek, product, volume, begin, einde)


@when(Zin("de gemeente de toewijzing op {dag:tekst} laat eindigen met reden {reden:code}"))
def laat_eindigen(gesprek: Gesprek, dag: str, reden: str) -> None:
    """De gemeente krijgt opdracht de laatste toewijzing een andere einddatum te geven, met deze RedenWijziging."""
    toewijzen.beeindig(gesprek, dag, reden)


@given(Zin("{n:getal} cliënten met een lopende toewijzing van {volume:getal} (stuk|stuks) {product:product}"))
def lopend_voor(gesprek: Gesprek, n: int, volume: int, product: str) -> None:
    """Zoveel cliënten kregen elk dit product toegewezen, en de aanbieder bevestigde dat."""
    toewijzen.lopend_voor(gesprek, n, product, volume)
