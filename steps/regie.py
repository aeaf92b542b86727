"""Sentences about start and stop."""

from pytest_bdd import given, then, when

from ketentoets.session import regie
from ketentoets.session.gesprek import Gesprek
from ketentoets.steps.zinsvorm import Zinsvorm as Zin

HOE = "|".join(regie.REDENEN)


@when(Zin("(de zorg start|blijkt dat de zorg {weken:getal} weken geleden is gestart)"))
def start(gesprek: Gesprek, weken: int = 0) -> None:
    """De aanbieder krijgt opdracht de start te melden, van vandaag of van een eerdere dag."""
    regie.start(gesprek, weken_geleden=weken)


@given(Zin("de zorg is {hoe:gestart|tijdelijk gestopt}"))
def is_gestart(gesprek: Gesprek, hoe: str) -> None:
    """De zorg is vandaag gestart of tijdelijk gestopt, en beide partijen weten het."""
    if hoe == "gestart":
        regie.gestart(gesprek)
    else:
        regie.gestopt(gesprek, regie.TIJDELIJK)


@then(Zin("stuurt de aanbieder het {wat:startbericht|stopbericht}"))
def stuurt_melding(gesprek: Gesprek, wat: str) -> None:
    """Er komt een 305- of 307-bericht met de dag (en de reden) van de laatste start of stop."""
    if wat == "startbericht":
        regie.verwacht_start(gesprek)
    else:
        regie.verwacht_stop(gesprek)


@when(Zin(f"de zorg[ {{hoe:{HOE}}}][ {{laatst:op de einddatum van de toewijzing}}] stopt[ met reden {{reden:code}}]"))
def stopt(gesprek: Gesprek, hoe: str = "voortijdig", laatst: str = "", reden: str = "") -> None:
    """De aanbieder krijgt opdracht de stop te melden, van vandaag of van de einddatum van de toewijzing.

    De RedenBeeindiging volgt uit de woorden, per domein; 'voortijdig' is in overeenstemming. Een reden die is
    uitgeschreven gaat voor.
    """
    code = reden or regie.reden_van(gesprek, hoe)
    if laatst:
        regie.stop_op_einddatum(gesprek, code)
    else:
        regie.stop(gesprek, code)


@when(Zin("de aanbieder de start corrigeert naar {dagen:getal} dagen later"))
def corrigeert_start(gesprek: Gesprek, dagen: int) -> None:
    """De aanbieder krijgt opdracht de gemelde begindatum te verbeteren."""
    regie.corrigeer_start(gesprek, dagen)


@when(Zin("de aanbieder het stopbericht (intrekt|{verboden:moet intrekken})"))
def trekt_stop_in(gesprek: Gesprek, verboden: str = "") -> None:
    """De aanbieder krijgt opdracht de laatste stop te verwijderen; met 'moet intrekken' mag dat niet meer."""
    regie.trek_stop_in(gesprek, verboden=bool(verboden))


@then(Zin("trekt de aanbieder {wat:de oude start in en meldt hij de juiste|de stop in}"))
def trekt_in(gesprek: Gesprek, wat: str) -> None:
    """Er komt een verwijdering met de oorspronkelijke inhoud, en na een verkeerde start ook de juiste."""
    if wat == "de stop in":
        regie.verwacht_intrekking(gesprek)
    else:
        regie.verwacht_correctie(gesprek)
