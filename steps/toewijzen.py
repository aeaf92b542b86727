"""Sentences about assignments and requests."""

from pytest_bdd import given, parsers, then, when

from ketentoets.session import toewijzen
from ketentoets.session.gesprek import Gesprek

PER = r"(?P<volume>\d+) (?:uur|eenheden|stuks?) \"(?P<product>[^\"]+)\"(?: per (?:week|maand))?"


@when(parsers.re(rf"de gemeente {PER} toewijst"), converters={"volume": int})
def wijst_toe(gesprek: Gesprek, volume: int, product: str) -> None:
    toewijzen.wijs_toe(gesprek, product, volume)


@when(parsers.parse('de gemeente "{product}" moet toewijzen zonder {velden}'))
def moet_toewijzen_zonder(gesprek: Gesprek, product: str, velden: str) -> None:
    toewijzen.wijs_toe_zonder(gesprek, product, velden)


@given(parsers.re(rf"een lopende toewijzing van {PER}"), converters={"volume": int})
def lopend(gesprek: Gesprek, volume: int, product: str) -> None:
    toewijzen.lopende_toewijzing(gesprek, product, volume)


@given(
    parsers.re(rf"een lopende toewijzing van {PER} die (?P<weken>\d+) weken geleden inging"),
    converters={"volume": int, "weken": int},
)
def lopend_sinds(gesprek: Gesprek, volume: int, product: str, weken: int) -> None:
    toewijzen.lopende_toewijzing(gesprek, product, volume, weken_geleden=weken)


@given(parsers.re(rf"een lopende toewijzing van {PER} tot en met (?P<einde>.+)"), converters={"volume": int})
def lopend_tot(gesprek: Gesprek, volume: int, product: str, einde: str) -> None:
    toewijzen.lopende_toewijzing(gesprek, product, volume, einde=einde)


@then("ontvangt de aanbieder die toewijzing")
def ontvangt_toewijzing(gesprek: Gesprek) -> None:
    toewijzen.verwacht_toewijzing(gesprek)


@then("staan de andere lopende toewijzingen in hetzelfde JW301")
def met_andere(gesprek: Gesprek) -> None:
    toewijzen.verwacht_met_andere(gesprek)


@when(parsers.parse("de gemeente de toewijzing inkort tot over {weken:d} weken"))
def kort_in(gesprek: Gesprek, weken: int) -> None:
    toewijzen.kort_in(gesprek, weken)


@then("ontvangt de aanbieder de toewijzing met die einddatum")
def met_die_einddatum(gesprek: Gesprek) -> None:
    toewijzen.verwacht_ingekort(gesprek)


@when("de gemeente de toewijzing intrekt")
def trekt_in(gesprek: Gesprek) -> None:
    toewijzen.trek_in(gesprek)


@then("ontvangt de aanbieder de ingetrokken toewijzing")
def ingetrokken(gesprek: Gesprek) -> None:
    toewijzen.verwacht_ingetrokken(gesprek)


@then("ontvangt de aanbieder de toewijzing die op de stopdatum eindigt")
def eindigt_op_stopdatum(gesprek: Gesprek) -> None:
    toewijzen.verwacht_einde_op_stop(gesprek)


@when(parsers.re(rf"de aanbieder {PER} aanvraagt"), converters={"volume": int})
def vraagt_aan(gesprek: Gesprek, volume: int, product: str) -> None:
    toewijzen.verzoek(gesprek, product, volume)


@when(parsers.re(rf"de aanbieder toch {PER} aanvraagt"), converters={"volume": int})
def vraagt_toch_aan(gesprek: Gesprek, volume: int, product: str) -> None:
    toewijzen.verzoek_toch(gesprek, product, volume)


@when(parsers.parse('de aanbieder "{product}" aanvraagt met een maand terugwerkende kracht'))
def vraagt_terug_aan(gesprek: Gesprek, product: str) -> None:
    toewijzen.verzoek_terug(gesprek, product)


@when(parsers.parse('de aanbieder "{product}" moet aanvragen met een maand en een dag terugwerkende kracht'))
def moet_te_ver_terug(gesprek: Gesprek, product: str) -> None:
    toewijzen.verboden_verzoek_terug(gesprek, product)


@when(parsers.parse('de aanbieder "{product}" moet aanvragen zonder {velden}'))
def moet_aanvragen_zonder(gesprek: Gesprek, product: str, velden: str) -> None:
    toewijzen.verboden_verzoek_zonder(gesprek, product, velden)


@when(parsers.parse('de aanbieder "{product}" moet aanvragen op een verwijzing van type {verwijzer}'))
def moet_aanvragen_op(gesprek: Gesprek, product: str, verwijzer: str) -> None:
    toewijzen.verboden_verwijzing(gesprek, product, verwijzer)


@when("de aanbieder een wijzigingsverzoek moet sturen")
def moet_wijziging_sturen(gesprek: Gesprek) -> None:
    toewijzen.verboden_wijzigingsverzoek(gesprek)


@when("de aanbieder een wijziging aanvraagt")
def vraagt_wijziging(gesprek: Gesprek) -> None:
    toewijzen.wijzigingsverzoek(gesprek)


@when("de aanbieder een wijziging en een nieuw product aanvraagt")
def vraagt_wijziging_en_nieuw(gesprek: Gesprek) -> None:
    toewijzen.wijzigingsverzoek(gesprek, nieuw=True)


@given(parsers.parse("de gemeente zal het wijzigingsverzoek afwijzen met reden {reden}"))
def zal_wijziging_afwijzen(gesprek: Gesprek, reden: str) -> None:
    toewijzen.besluit_vooraf(gesprek, "afwijzen", reden, "317")


@then(parsers.parse("ontvangt de aanbieder een afwijzing van de wijziging met reden {reden}"))
def wijziging_afgewezen(gesprek: Gesprek, reden: str) -> None:
    toewijzen.verwacht_wijziging_afgewezen(gesprek, reden)


@given("de gemeente zal het verzoek toewijzen")
def zal_toewijzen(gesprek: Gesprek) -> None:
    toewijzen.besluit_vooraf(gesprek, "toewijzen")


@given("de gemeente zal het verzoek in onderzoek nemen")
def zal_onderzoeken(gesprek: Gesprek) -> None:
    toewijzen.besluit_vooraf(gesprek, "onderzoek")


@given(parsers.parse("de gemeente zal het verzoek afwijzen met reden {reden}"))
def zal_afwijzen(gesprek: Gesprek, reden: str) -> None:
    toewijzen.besluit_vooraf(gesprek, "afwijzen", reden)


@when("de gemeente het verzoek toewijst")
def wijst_verzoek_toe(gesprek: Gesprek) -> None:
    toewijzen.beoordeel(gesprek, "toewijzen")


@when("de gemeente het eerdere verzoek toewijst")
def wijst_eerder_toe(gesprek: Gesprek) -> None:
    toewijzen.beoordeel_eerste(gesprek, "toewijzen")


@when(parsers.parse("de gemeente het verzoek afwijst met reden {reden}"))
def wijst_verzoek_af(gesprek: Gesprek, reden: str) -> None:
    toewijzen.beoordeel(gesprek, "afwijzen", reden)


@then("ontvangt de aanbieder een toewijzing op zijn verzoek")
def toegewezen(gesprek: Gesprek) -> None:
    toewijzen.verwacht_toegewezen(gesprek)


@then("ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is")
def in_onderzoek(gesprek: Gesprek) -> None:
    toewijzen.verwacht_antwoord(gesprek, "in onderzoek")


@then("ontvangt de aanbieder een afwijzing")
def afgewezen(gesprek: Gesprek) -> None:
    toewijzen.verwacht_antwoord(gesprek, "afgewezen")


@then(parsers.re(r"ontvangt de aanbieder een afwijzing met reden (?P<reden>\d)"))
def afgewezen_met_reden(gesprek: Gesprek, reden: str) -> None:
    toewijzen.verwacht_antwoord(gesprek, "afgewezen", reden)


@then("ontvangt de aanbieder een afwijzing met reden 8 en de verantwoordelijke gemeente")
def afgewezen_woonplaats(gesprek: Gesprek) -> None:
    toewijzen.verwacht_woonplaatsbeginsel(gesprek)


@then("wijst de gemeente op dat verzoek niets toe")
def niets_toegewezen(gesprek: Gesprek) -> None:
    toewijzen.verwacht_geen_toewijzing(gesprek)


@then("heeft de gemeente op het verzoek besloten")
def besloten(gesprek: Gesprek) -> None:
    toewijzen.verwacht_besluit(gesprek)


@given("de aanbieder heeft al een verzoek gestuurd voor een andere cliënt")
def verzoek_voor_ander(gesprek: Gesprek) -> None:
    toewijzen.verzoek_voor_ander(gesprek)


@given("generiek aanvragen bestaat in deze release")
def generiek_bestaat(gesprek: Gesprek) -> None:
    toewijzen.alleen_vanaf(gesprek, "3.1")


@given("generiek aanvragen bestaat nog niet in deze release")
def generiek_bestaat_niet(gesprek: Gesprek) -> None:
    toewijzen.alleen_voor(gesprek, "3.1")
