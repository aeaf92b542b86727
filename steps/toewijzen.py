"""Sentences about assignments and requests."""

from pytest_bdd import given, then, when

from ketentoets.session import toewijzen, wijzigen
from ketentoets.session.gesprek import Gesprek
from ketentoets.steps.zinsvorm import Zinsvorm as Zin

PER = "{volume:getal} (uur|stuk|stuks|eurocent|eenheden) {product:product}[ per (week|maand)]"
BESLUITEN = {"toewijzen": "toewijzen", "toewijst": "toewijzen", "afwijzen": "afwijzen", "afwijst": "afwijzen",
             "in onderzoek nemen": "onderzoek"}  # fmt: skip
WAARVAN = "|".join((wijzigen.VROEGER, wijzigen.LATER, wijzigen.HOGER, wijzigen.LAGER, wijzigen.ALLEEN_NIEUW))
VORMEN = {"als output in stuks": "82", "in euro's": "83", "met alleen een budget": ""}
SOORT_VERZOEK = {"verzoek": "315", "wijzigingsverzoek": "317"}


@when(Zin(f"de gemeente {PER} toewijst[ {{aansluitend:aansluitend op de lopende}}]"))
def wijst_toe(gesprek: Gesprek, volume: int, product: str, aansluitend: str = "") -> None:
    """De gemeente krijgt opdracht dit product toe te wijzen, vanaf vandaag of na het einde van de laatste toewijzing.

    Eenheid en frequentie zijn die van het product in het profiel; de woorden zijn voor de lezer.
    """
    toewijzen.wijs_toe(gesprek, product, volume, aansluitend=bool(aansluitend))


@when(
    Zin(
        "de gemeente {product:product} {hoe:moet toewijzen|toewijst} (zonder {velden:code en volume|einddatum|volume}"
        "|met een andere frequentie|{eenheid:als output in stuks|in euro's|met alleen een budget})"
    )
)
def moet_toewijzen(gesprek: Gesprek, product: str, hoe: str, velden: str = "", eenheid: str = "") -> None:
    """De gemeente krijgt opdracht toe te wijzen zoals het in deze regio niet mag; weigeren mag.

    'toewijst zonder code en volume' is een aspecifieke toewijzing; waar alleen specifiek wordt toegewezen is het
    scenario niet van toepassing.
    """
    if hoe == "toewijst":
        toewijzen.wijs_aspecifiek_toe(gesprek, product, velden)
    elif eenheid:
        toewijzen.wijs_toe_in_verboden_vorm(gesprek, product, VORMEN[eenheid])
    else:
        toewijzen.wijs_toe_verboden(gesprek, product, velden)


@given(
    Zin(
        f"een lopende toewijzing van {PER}[ die {{weken:getal}} weken geleden inging]"
        "[ tot en met {einde:tekst}]"
    )
)  # fmt: skip
def lopend(gesprek: Gesprek, volume: int, product: str, weken: int = 0, einde: str = "") -> None:
    """De gemeente wees dit product toe en de aanbieder bevestigde het met een 302-bericht zonder opmerkingen."""
    toewijzen.lopende_toewijzing(gesprek, product, volume, weken_geleden=weken, einde=einde)


@given(Zin("het gaat weer over de eerste toewijzing"))
def weer_eerste(gesprek: Gesprek) -> None:
    """De zinnen hierna gaan over de toewijzing die het eerst kwam, tot er een nieuwe komt."""
    gesprek.terug_naar_eerste()


@then(
    Zin(
        "ontvangt de aanbieder {welke:die toewijzing|de ingetrokken toewijzing|de toewijzing met die einddatum"
        "|de toewijzing die op de stopdatum eindigt|de toewijzing met dat volume|een toewijzing op zijn verzoek"
        "|het hele gewijzigde pakket}"
    )
)
def ontvangt_toewijzing(gesprek: Gesprek, welke: str) -> None:
    """Er komt een 301-bericht met deze toewijzing, met de inhoud die erbij hoort.

    Die toewijzing: zoals zij is opgedragen. Op zijn verzoek: met de ReferentieAanbieder en de inhoud van het
    verzoek. Het hele pakket: alles wat het wijzigingsverzoek noemt, één op één, met de ReferentieAanbieder ervan.
    De andere: met de nieuwe einddatum of het nieuwe volume, en een RedenWijziging.
    """
    {
        "die toewijzing": toewijzen.verwacht_toewijzing,
        "de ingetrokken toewijzing": toewijzen.verwacht_ingetrokken,
        "de toewijzing met die einddatum": toewijzen.verwacht_ingekort,
        "de toewijzing die op de stopdatum eindigt": toewijzen.verwacht_einde_op_stop,
        "de toewijzing met dat volume": toewijzen.verwacht_ander_volume,
        "een toewijzing op zijn verzoek": toewijzen.verwacht_toegewezen,
        "het hele gewijzigde pakket": wijzigen.verwacht_pakket,
    }[welke](gesprek)


@then(Zin("staan de andere lopende toewijzingen in hetzelfde {soort:bericht}"))
def met_andere(gesprek: Gesprek, soort: str) -> None:
    """Het laatste 301-bericht bevat ook elke andere lopende toewijzing van de cliënt (OP087)."""
    toewijzen.verwacht_met_andere(gesprek)


@when(
    Zin(
        "de gemeente de toewijzing (intrekt|{verboden:moet intrekken}|inkort tot over {weken:getal} weken"
        "|naar een volume van {volume:getal} moet wijzigen)"
    )
)
def verandert(gesprek: Gesprek, weken: int | None = None, volume: int | None = None, verboden: str = "") -> None:
    """De gemeente trekt de laatste toewijzing in, geeft haar een vroegere einddatum, of een ander volume.

    Een ander volume mag alleen bij een totaal over de hele looptijd; anders mag de gemeente de opdracht weigeren.
    Dat mag ook bij 'moet intrekken': dan zou gedeclareerde zorg haar toewijzing verliezen.
    """
    if volume is not None:
        toewijzen.moet_volume_wijzigen(gesprek, volume)
    elif weken is None:
        toewijzen.trek_in(gesprek, verboden=bool(verboden))
    else:
        toewijzen.kort_in(gesprek, weken)


@when(Zin(f"de aanbieder[ {{toch:toch}}] {PER} aanvraagt"))
def vraagt_aan(gesprek: Gesprek, volume: int, product: str, toch: str = "") -> None:
    """De aanbieder stuurt een verzoek om toewijzing, op verwijzing van een huisarts.

    Met 'toch': iets wat een zorgvuldige aanbieder niet aanvraagt; een geteste aanbieder die weigert maakt het
    scenario niet van toepassing.
    """
    if toch:
        toewijzen.verzoek_toch(gesprek, product, volume)
    else:
        toewijzen.verzoek(gesprek, product, volume)


@when(Zin("de aanbieder {product:product} aanvraagt met een maand terugwerkende kracht"))
def vraagt_terug_aan(gesprek: Gesprek, product: str) -> None:
    """De aanbieder vraagt aan vanaf de vroegste dag die het profiel toestaat."""
    toewijzen.verzoek_terug(gesprek, product)


@when(
    Zin(
        "de aanbieder {product:product} moet aanvragen (zonder {velden:code en volume|einddatum|volume}"
        "|op een verwijzing van type {verwijzer:code}|{terug:met een maand en een dag terugwerkende kracht}"
        "|{anders:met een andere frequentie}|terwijl een verzoek loopt|buiten het contract|voor een andere gemeente"
        "|bovenop wat al is toegewezen|naast een product waarmee het niet samengaat)"
    )
)
def moet_aanvragen(
    gesprek: Gesprek, product: str, velden: str = "", verwijzer: str = "", terug: str = "", anders: str = ""
) -> None:
    """De aanbieder krijgt opdracht aan te vragen wat in deze regio of op dat moment niet mag; weigeren mag.

    Wat er achter het product staat is voor de lezer als het uit het scenario zelf volgt: een verzoek dat loopt, een
    toewijzing die er al is, een cliënt van elders.
    """
    if velden:
        toewijzen.verboden_verzoek_zonder(gesprek, product, velden)
    elif anders:
        toewijzen.verboden_frequentie(gesprek, product)
    elif verwijzer:
        toewijzen.verboden_verwijzing(gesprek, product, verwijzer)
    elif terug:
        toewijzen.verboden_verzoek_terug(gesprek, product)
    else:
        toewijzen.verboden_verzoek(gesprek, product)


@when(
    Zin(
        f"de aanbieder een wijziging[ {{waarvan:{WAARVAN}}}][ met alleen {{product:product}} erbij]"
        "[ {nieuw:en een nieuw product}] {hoe:aanvraagt|moet aanvragen}"
    )
)
def vraagt_wijziging(gesprek: Gesprek, hoe: str, waarvan: str = "", nieuw: str = "", product: str = "") -> None:
    """De aanbieder stuurt een verzoek om wijziging: meer volume op de eerste toewijzing, over vier weken.

    Of, als dat er staat: een andere einddatum, een ander totaal over de hele looptijd, of alleen een product erbij.
    De andere toewijzingen blijven. Met 'moet aanvragen' krijgt hij daartoe opdracht voordat de regio het gebruikt;
    weigeren mag.
    """
    if hoe == "aanvraagt":
        anders = wijzigen.ALLEEN_NIEUW if product else waarvan
        wijzigen.vraag(gesprek, anders, nieuw=product or ("maandbegeleiding" if nieuw else ""))
    else:
        wijzigen.verboden(gesprek)


@given(
    Zin(
        "de gemeente zal het {wat:verzoek|wijzigingsverzoek} {besluit:toewijzen|in onderzoek nemen|afwijzen}"
        "[ met reden {reden:code}]"
    )
)
def zal_besluiten(gesprek: Gesprek, wat: str, besluit: str, reden: str = "") -> None:
    """De gemeente weet vóór het verzoek aankomt wat zij erover zal besluiten; een afwijzing noemt haar reden."""
    toewijzen.besluit_vooraf(gesprek, BESLUITEN[besluit], reden, SOORT_VERZOEK[wat])


@when(
    Zin(
        "de gemeente het {welk:verzoek|eerdere verzoek|wijzigingsverzoek} {besluit:toewijst|afwijst}"
        "[ met reden {reden:code}]"
    )
)
def besluit(gesprek: Gesprek, welk: str, besluit: str, reden: str = "") -> None:
    """De gemeente besluit over het laatste verzoek, of over het eerste van het scenario ('het eerdere')."""
    if welk == "eerdere verzoek":
        toewijzen.beoordeel_eerste(gesprek, BESLUITEN[besluit], reden)
    else:
        toewijzen.beoordeel(gesprek, BESLUITEN[besluit], reden, SOORT_VERZOEK[welk])


@then(
    Zin(
        "ontvangt de aanbieder een afwijzing[ {wijziging:van de wijziging}][ met reden {reden:code}]"
        "[ {woonplaats:en de verantwoordelijke gemeente}]"
    )
)
def afgewezen(gesprek: Gesprek, wijziging: str = "", reden: str = "", woonplaats: str = "") -> None:
    """Er komt een 319-bericht dat het verzoek afwijst, met deze reden of met een andere dan 8."""
    if wijziging:
        toewijzen.verwacht_antwoord(gesprek, "afgewezen", reden, regel="OP346", soort="317")
    elif woonplaats:
        toewijzen.verwacht_woonplaatsbeginsel(gesprek)
    else:
        toewijzen.verwacht_antwoord(gesprek, "afgewezen", reden)


@then(Zin("ontvangt de aanbieder het antwoord dat het {wat:verzoek|wijzigingsverzoek} in onderzoek is"))
def in_onderzoek(gesprek: Gesprek, wat: str) -> None:
    """Er komt een 319-bericht dat het verzoek in onderzoek is, zonder reden."""
    regel = "OP274" if wat == "verzoek" else "OP346"
    toewijzen.verwacht_antwoord(gesprek, "in onderzoek", regel=regel, soort=SOORT_VERZOEK[wat])


@given(Zin("de regio gebruikt het verzoek om wijziging"))
def wijziging_in_gebruik(gesprek: Gesprek) -> None:
    """Waar de regio het verzoek om wijziging op deze dag niet gebruikt, is het scenario niet van toepassing."""
    wijzigen.in_gebruik(gesprek)


@then(Zin("(wijst de gemeente op dat verzoek niets toe|houdt de toewijzing {volume:haar volume})"))
def niets_toegewezen(gesprek: Gesprek, volume: str = "") -> None:
    """Tot nu toe kwam er geen toewijzing op het laatste verzoek, of geen ander volume onder hetzelfde nummer."""
    if volume:
        toewijzen.verwacht_zelfde_volume(gesprek)
    else:
        toewijzen.verwacht_geen_toewijzing(gesprek)


@then(Zin("heeft de gemeente op het verzoek besloten"))
def besloten(gesprek: Gesprek) -> None:
    """Op elk aangevraagd product is er nu een toewijzing of een antwoord."""
    toewijzen.verwacht_besluit(gesprek)


@given(Zin("de aanbieder heeft al een verzoek gestuurd voor een andere cliënt"))
def verzoek_voor_ander(gesprek: Gesprek) -> None:
    """Er is een tweede cliënt met een verzoek waarover nog niet is besloten."""
    toewijzen.verzoek_voor_ander(gesprek)
