"""Sentences that every process shares: time, persons, planted faults, return messages, terms."""

from pytest_bdd import given, step, then, when

from ketentoets.session import algemeen
from ketentoets.session.gesprek import Gesprek
from ketentoets.steps.zinsvorm import Zinsvorm as Zin
from ketentoets.transports.base import Rol


@given(Zin("een cliënt van {leeftijd:getal} jaar"))
def een_client(gesprek: Gesprek, leeftijd: int) -> None:
    """De cliënt van dit scenario heeft deze leeftijd; zonder deze zin is hij 11 jaar (Jeugdwet) of 45 (Wmo)."""
    gesprek.client(leeftijd)


@given(Zin("een cliënt voor wie een andere gemeente verantwoordelijk is"))
def een_client_van_elders(gesprek: Gesprek) -> None:
    """De cliënt hoort bij de andere gemeente van het profiel."""
    gesprek.client_van_elders()


@given(Zin("een aanbieder zonder contract"))
def zonder_contract(gesprek: Gesprek) -> None:
    """In de inrichting van dit scenario staat geen enkel gecontracteerd product."""
    gesprek.zonder_contract()


@step(Zin("het is {moment:tekst}"))
def het_is(gesprek: Gesprek, moment: str) -> None:
    """Het scenario begint op dit moment, of de tijd verstrijkt tot dan.

    Een dag ('maandag 8 mei 2023', 'vrijdag', 'de eerste van de maand', 'de tweede dinsdag van oktober',
    'de donderdag voor Pasen'), met of zonder 'om 16:55'; zonder uur is het 09:00.
    """
    gesprek.het_is(moment)


@step(
    Zin(
        "er[ zijn] {n:getal} {eenheid:dag|dagen|werkdag|werkdagen|week|weken|maand|maanden}"
        " (verstrijkt|verstrijken|verstreken)"
    )
)
def er_verstrijkt(gesprek: Gesprek, n: int, eenheid: str) -> None:
    """De klok van beide partijen loopt verder, en alle berichten die in die tijd klaarstaan worden uitgewisseld."""
    if eenheid.startswith("werkdag"):
        gesprek.verstrijk_werkdagen(n)
    else:
        gesprek.verstrijk(n, eenheid)


@step(Zin("het volgende {soort:bericht} van de {rol:rol} (bevat de fout {fout:naam}|schendt regel {regel:regel})"))
def het_volgende_bevat(gesprek: Gesprek, soort: str, rol: Rol, fout: str = "", regel: str = "") -> None:
    """In het eerstvolgende bericht van de gesimuleerde partij wordt deze fout gelegd.

    De fouten staan in docs/mutaties.md. Een regel die in de release van dat moment niet bestaat maakt het
    scenario niet van toepassing.
    """
    if regel:
        gesprek.schend_volgende(rol, soort, regel)
    else:
        gesprek.breek_volgende(rol, soort, fout)


@then(
    Zin(
        "ontvangt de {rol:rol} een {soort:bericht}"
        " (zonder opmerkingen|met[ {alleen:alleen}] retourcode {code:code}[ bij {klasse:element}])"
    )
)
def ontvangt_retour(gesprek: Gesprek, rol: Rol, soort: str, alleen: str = "", code: str = "", klasse: str = "") -> None:
    """Op het laatste bericht komt dit retourbericht of declaratie-antwoord.

    Zonder opmerkingen: alleen een Header, zonder afkeurende code. Met alleen een code: de Header draagt haar en
    er komt niets bij. Met een code bij een element: het bericht noemt dat element met die code ('9307 of 9387':
    een van beide).
    """
    if alleen:
        algemeen.alleen_kop(gesprek, soort, code)
    elif code:
        algemeen.afgekeurd(gesprek, soort, code, klasse or "Header")
    else:
        algemeen.goed_ontvangen(gesprek, soort)


@step(Zin("de berichten van de {rol:rol} {wat:blijven liggen|komen in omgekeerde volgorde aan}"))
def volgorde(gesprek: Gesprek, rol: Rol, wat: str) -> None:
    """De berichten van de gesimuleerde partij wachten, en komen dan alle tegelijk, het nieuwste eerst."""
    gesprek.begin()
    if wat == "blijven liggen":
        gesprek.keten.houd_op(rol)
    else:
        gesprek.keten.laat_door(rol)


@then(Zin("stuurt de {rol:rol} geen {soort:bericht}"))
def stuurt_geen(gesprek: Gesprek, rol: Rol, soort: str) -> None:
    """Sinds de laatste opdracht en tot nu toe kwam zo'n bericht niet."""
    algemeen.stuurt_niet(gesprek, rol, soort)


@then(Zin("weigert de {rol:rol} het {soort:bericht} op het berichtformaat"))
def weigert_op_formaat(gesprek: Gesprek, rol: Rol, soort: str) -> None:
    """Het bericht voldoet niet aan het schema: het wordt bij aflevering geweigerd en er volgt niets op."""
    algemeen.weigert_op_formaat(gesprek, soort)


@when(Zin("de klok op het laatste moment van de termijn voor het {soort:bericht} staat"))
def laatste_moment(gesprek: Gesprek, soort: str) -> None:
    """De klok gaat naar de laatste seconde van de termijn waarbinnen dat bericht moet komen."""
    algemeen.tot_einde_termijn(gesprek, soort)


@then(Zin("staat het {soort:bericht} van de {rol:rol} klaar"))
def staat_klaar(gesprek: Gesprek, soort: str, rol: Rol) -> None:
    """Het bericht is er nu al; er wordt niet verder gewacht."""
    algemeen.al_ontvangen(gesprek, rol, soort)
