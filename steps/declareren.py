"""Sentences about claims."""

from pytest_bdd import given, step, then, when

from ketentoets.session import declareren
from ketentoets.session.gesprek import Gesprek
from ketentoets.steps.zinsvorm import Zinsvorm as Zin


@when(Zin("de maand voorbij is"))
def maand_voorbij(gesprek: Gesprek) -> None:
    """De klok gaat naar de eerste werkdag van de volgende maand, om 09:00."""
    declareren.maand_voorbij(gesprek)


@step(Zin("de aanbieder heeft geleverd:"))
def heeft_geleverd(gesprek: Gesprek, datatable: list[list[str]]) -> None:
    """De aanbieder legt vast wat in een tabel staat: dag (1 is de eerste dag van de toewijzing) en uren of stuks."""
    declareren.lever_tabel(gesprek, datatable)


@when(
    Zin(
        "de aanbieder heeft[ {waar:op elke toewijzing|ook in die maand}]"
        " ({aantal:getal} {maat:uur|stuk|stuks|eurocent}|{keren:getal} keer {minuten:getal} minuten) geleverd"
    )
)
def geleverd(
    gesprek: Gesprek, waar: str = "", aantal: int = 0, maat: str = "uur", keren: int = 0, minuten: int = 0
) -> None:
    """De aanbieder legt zorg vast op de laatste toewijzing.

    Op elke toewijzing: op de eerste dag van elk. Ook in die maand: op de eerste dag van de vorige maand. Zoveel
    keer: op evenveel dagen vanaf de eerste.
    """
    if keren:
        declareren.lever_keren(gesprek, keren, minuten)
    elif waar == "op elke toewijzing":
        declareren.lever_op_elke(gesprek, aantal, maat)
    elif waar:
        declareren.lever_in_vorige_maand(gesprek, aantal, maat)
    else:
        declareren.lever(gesprek, 1, aantal, maat)


@given(Zin("de aanbieder heeft over de afgelopen maand {uren:getal} uur gedeclareerd en dat is goedgekeurd"))
def gedeclareerd(gesprek: Gesprek, uren: int) -> None:
    """De maand is voorbij, de uren van de eerste dag zijn gedeclareerd en de gemeente keurde alles goed."""
    declareren.gedeclareerd(gesprek, uren)


@when(Zin("de aanbieder de maand {hoe:declareert|moet declareren}"))
def declareert(gesprek: Gesprek, hoe: str) -> None:
    """De aanbieder krijgt opdracht de maand van de laatste levering te declareren.

    Met 'moet declareren' mag dat niet, en mag hij weigeren.
    """
    if hoe == "declareert":
        declareren.declareer(gesprek)
    else:
        declareren.verboden_declaratie(gesprek)


@when(Zin("de aanbieder de lopende maand moet declareren"))
def moet_te_vroeg_declareren(gesprek: Gesprek) -> None:
    """Er is deze maand geleverd, en de aanbieder krijgt opdracht de maand te declareren die nog niet voorbij is."""
    declareren.lever(gesprek, 1, 2, "uur")
    declareren.verboden_declaratie(gesprek)


@then(Zin("bevat de declaratie een prestatie van {aantal:getal} {maat:uur|stuks|eurocent} volgens {regel:regel}"))
def bevat_prestatie(gesprek: Gesprek, aantal: int, maat: str, regel: str) -> None:
    """Het 323-bericht heeft een debetregel met dit volume en de juiste productperiode; uren mogen in minuten.

    Stuks en euro's (in eurocenten) moeten in de eenheid van de toewijzing.
    """
    declareren.verwacht_volume(gesprek, aantal, maat, regel)


@then(Zin("bevat de declaratie {aantal:getal} (regel|regels)"))
def bevat_regels(gesprek: Gesprek, aantal: int) -> None:
    """Het laatste 323-bericht heeft precies zoveel regels."""
    declareren.verwacht_regels(gesprek, aantal)


@when(Zin("de aanbieder die regel (corrigeert|{verboden:moet corrigeren}) naar {uren:getal} uur"))
def corrigeert(gesprek: Gesprek, uren: int, verboden: str = "") -> None:
    """De aanbieder krijgt opdracht de laatste debetregel te crediteren en opnieuw in te dienen.

    Met 'moet corrigeren' kan dat nog niet, en mag hij weigeren of wachten.
    """
    declareren.crediteer(gesprek, uren, verboden=bool(verboden))


@then(Zin("bevat de declaratie {wat:de|geen} creditregel"))
def bevat_credit(gesprek: Gesprek, wat: str) -> None:
    """De laatste declaratie heeft de creditregel van de correctie, of juist geen enkele creditregel."""
    if wat == "de":
        declareren.verwacht_credit(gesprek)
    else:
        declareren.verwacht_geen_credit(gesprek)


@then(
    Zin(
        "(keurt de gemeente {alles:de hele declaratie goed}"
        "|keurt de gemeente alleen de foute regel af met {code:code}|wijst de gemeente de regel af)"
    )
)
def beoordeelt(gesprek: Gesprek, alles: str = "", code: str = "") -> None:
    """Er komt een 325-bericht: alles goed (8001), of met alleen de afgewezen regels en hun code."""
    if alles:
        declareren.verwacht_goedkeuring(gesprek)
    elif code:
        declareren.verwacht_afgewezen_regel(gesprek, code)
    else:
        declareren.verwacht_afwijzing_ontvangen(gesprek)
