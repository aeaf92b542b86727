"""How a client comes in: requests and their decisions, assignments, withdrawal, the start of care."""

from datetime import date, timedelta

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.generators.reeksen import berichten
from ketentoets.generators.reeksen.afspraken import Product
from ketentoets.generators.reeksen.declareren import DAG, MAAND, MINUUT, TOTAAL, UUR, VIER_WEKEN, WEEK
from ketentoets.generators.reeksen.stand import Client, Levering, Traject
from ketentoets.generators.reeksen.wereld import Proces, Wereld

EINDE_2020 = date(2020, 12, 31)
STUKS, ETMAAL, DAGDEEL = "82", "14", "16"
AFGEWEZEN, IN_ONDERZOEK = "1", "2"
REDENEN_AFWIJZING = ("1", "2", "4", "7")
WOONPLAATS = "8"
KORTST, RUIM, LANGST = 120, 240, 320
_VOLUMES = {
    UUR: {DAG: (1, 4), WEEK: (1, 8), MAAND: (4, 30), TOTAAL: (20, 150)},
    ETMAAL: {DAG: (1, 1), WEEK: (1, 7), MAAND: (4, 30), TOTAAL: (20, 90)},
    DAGDEEL: {DAG: (1, 2), WEEK: (1, 9), MAAND: (4, 36), TOTAAL: (20, 90)},
}
_STUKS = {DAG: (1, 1), WEEK: (1, 3), VIER_WEKEN: (1, 1), MAAND: (1, 2), TOTAAL: (1, 12)}
_MINUTEN = 60
KORTSTE_VERLENGING = 30
"""How many days an extension adds at least."""


def laatste_dag(wereld: Wereld) -> date:
    """Until when care may be assigned: what ran on after 2020 went over to release 3.0."""
    return EINDE_2020 if wereld.oud else date.max


def _uiterste_einde(wereld: Wereld, client: Client) -> date:
    """The last end of a new assignment: one that has to be extended leaves room for that."""
    last = laatste_dag(wereld)
    return last - timedelta(days=2 * KORTSTE_VERLENGING) if wereld.oud and "verlenging" in client.doelen else last


def nieuw_traject(wereld: Wereld, client: Client, ingang: date, eind: date, naast: list[Traject]) -> Traject | None:
    """An assignment of a product that may go with `naast`; None when there is none left."""
    eind, mag = min(eind, _uiterste_einde(wereld, client)), passend(wereld, client, ingang, naast)
    if not mag or (eind - ingang).days < KORTST // 2:
        return None
    product = wereld.keuze.kies(mag)
    soorten = [f for f in product.frequenties if wereld.oud or f != VIER_WEKEN]
    eenheid, frequentie = wereld.keuze.kies(product.eenheden), wereld.keuze.kies(soorten or (WEEK,))
    minuten = eenheid == UUR and MINUUT in product.eenheden and wereld.keuze.ja(50)
    return Traject(
        nummer=wereld.nummer("toewijzing", 100_001),
        aanbieder=client.aanbieder,
        product=product,
        eenheid=eenheid,
        declareert=MINUUT if minuten else eenheid,
        frequentie=frequentie,
        volume=volume(wereld, eenheid, frequentie),
        ingang=ingang,
        eind=eind,
        besluit=wereld.nu,
        beschikking=naast[0].beschikking if naast else wereld.nummer("beschikking", 5_001),
    )


def passend(wereld: Wereld, client: Client, dag: date, naast: list[Traject]) -> list[Product]:
    """The products that can be assigned from `dag`, beside those assignments.

    While something must still happen to the client or in a claim, those that leave room for it.
    """
    mag = [p for p in wereld.afspraken.leverbaar(dag) if _past(wereld, p, naast)]
    ruim = [p for p in mag if STUKS not in p.eenheden and TOTAAL not in p.frequenties]
    return ruim if ruim and (client.doelen or wereld.doelen) else mag


def looptijd(wereld: Wereld, client: Client) -> int:
    """For how many days is assigned; long while something must still happen."""
    return wereld.keuze.getal(RUIM if client.doelen else KORTST, LANGST)


def _past(wereld: Wereld, product: Product, naast: list[Traject]) -> bool:
    code, samen = product.code, wereld.afspraken.samenloop
    codes = [t.product.code for t in naast]
    return not any(code == c or (c, code) in samen or (code, c) in samen for c in codes)


def volume(wereld: Wereld, eenheid: str, frequentie: str) -> int:
    """A volume that a person could get."""
    keer = _MINUTEN if eenheid == MINUUT else 1
    lo, hi = _VOLUMES.get(UUR if eenheid == MINUUT else eenheid, _STUKS)[frequentie]
    return keer * wereld.keuze.getal(lo, hi)


def wijs_toe(
    wereld: Wereld, client: Client, gewijzigd: list[Traject], tekst: str, referenties: dict[int, str] | None = None,
    nieuw: tuple[Traject, ...] = (),
) -> None:  # fmt: skip
    """Send a 301 with what is new or changed, and all that is current (OP087)."""
    for traject in (*gewijzigd, *nieuw):
        traject.besluit = wereld.nu
    client.trajecten += nieuw
    actueel = client.actueel(wereld.vandaag)
    alle = [t for t in client.trajecten if t in actueel or t in gewijzigd]
    data = berichten.toewijzing(wereld, client, alle, gewijzigd, referenties or {})
    wereld.stuur("301", client.aanbieder, data, tekst, (client.bsn,))


def _verzoek(wereld: Wereld, client: Client, tweede_kans: int = 30) -> list[tuple[str, Traject]]:
    """Send a 315 for one or two products; what was asked, each with its reference."""
    terug = wereld.afspraken.terug
    ingang = wereld.vandaag + timedelta(days=wereld.keuze.getal(-terug, terug))
    eerdere = [t.eind for t in client.trajecten]
    ingang = max([ingang, *(eind + timedelta(days=1) for eind in eerdere)])
    eind = ingang + timedelta(days=looptijd(wereld, client))
    eerste = nieuw_traject(wereld, client, ingang, eind, [])
    if eerste is None:
        return []
    tweede = nieuw_traject(wereld, client, ingang, eind, [eerste]) if wereld.keuze.ja(tweede_kans) else None
    client.gezag_bekend = wereld.keuze.ja(50)
    gevraagd = [(f"VOT{wereld.nummer('verzoek'):08d}", t) for t in (eerste, tweede) if t]
    data = berichten.verzoek(wereld, client, gevraagd)
    tekst = _("verzoek om toewijzing van {n} product(en)", n=len(gevraagd))
    wereld.stuur("315", client.aanbieder, data, tekst, (client.bsn,))
    return gevraagd


def _honoreer(wereld: Wereld, client: Client, gevraagd: list[tuple[str, Traject]]) -> None:
    referenties = {t.nummer: ref for ref, t in gevraagd}
    nieuw = tuple(t for _ref, t in gevraagd)
    wijs_toe(wereld, client, [], _("het verzoek wordt toegewezen"), referenties, nieuw)


def _wijs_af(wereld: Wereld, client: Client, referentie: str) -> None:
    mogelijk = REDENEN_AFWIJZING if wereld.domein == "iwmo" else (*REDENEN_AFWIJZING, WOONPLAATS)
    reden = wereld.keuze.kies(mogelijk)
    elders = wereld.afspraken.andere_gemeente if reden == WOONPLAATS else ""
    data = berichten.antwoord(referentie, AFGEWEZEN, reden, elders)
    wereld.stuur("319", client.aanbieder, data, _("het verzoek wordt afgewezen"), (client.bsn,))


def onderzoek(
    wereld: Wereld, client: Client, referenties: list[str], verzoekdag: date, tot: date | None = None
) -> Proces:
    """Answer 'in onderzoek', and wait for a moment within eight weeks after the Dagtekening of the request."""
    for referentie in referenties:
        data = berichten.antwoord(referentie, IN_ONDERZOEK)
        wereld.stuur("319", client.aanbieder, data, _("het verzoek is in onderzoek"), (client.bsn,))
    over = wereld.keuze.getal(7, 42)
    uiterlijk = min(verzoekdag + timedelta(days=over + 7), tot or date.max)
    yield wereld.op(max(wereld.vandaag + timedelta(days=1), uiterlijk - timedelta(days=7)))


def verzoek(wereld: Wereld, client: Client) -> Proces:
    """A request that is honoured."""
    gevraagd = _verzoek(wereld, client)
    yield wereld.binnen("verzoek")
    if gevraagd:
        _honoreer(wereld, client, gevraagd)
    client.toestand = "toegewezen" if gevraagd else "einde"


def verzoek_in_onderzoek(wereld: Wereld, client: Client) -> Proces:
    """A request that is looked into first, and honoured then."""
    dag, gevraagd = wereld.vandaag, _verzoek(wereld, client)
    yield wereld.binnen("verzoek")
    if gevraagd:
        yield from onderzoek(wereld, client, [ref for ref, _t in gevraagd], dag)
        _honoreer(wereld, client, gevraagd)
    client.toestand = "toegewezen" if gevraagd else "einde"


def verzoek_deels(wereld: Wereld, client: Client) -> Proces:
    """A request for two products: one is assigned, the other refused (OP344)."""
    gevraagd = _verzoek(wereld, client, tweede_kans=100)
    yield wereld.binnen("verzoek")
    for referentie, _traject in gevraagd[1:]:
        _wijs_af(wereld, client, referentie)
    if gevraagd:
        _honoreer(wereld, client, gevraagd[:1])
    client.toestand = "toegewezen" if gevraagd else "einde"


def verzoek_afgewezen(wereld: Wereld, client: Client) -> Proces:
    """A request that is refused, sometimes after it was looked into."""
    dag, gevraagd = wereld.vandaag, _verzoek(wereld, client)
    yield wereld.binnen("verzoek")
    referenties = [ref for ref, _t in gevraagd]
    if referenties and wereld.keuze.ja(40):
        yield from onderzoek(wereld, client, referenties, dag)
    for referentie in referenties:
        _wijs_af(wereld, client, referentie)
    client.toestand = "nieuw" if gevraagd else "einde"


def toewijzing(wereld: Wereld, client: Client) -> Proces:
    """An assignment on the municipality's own initiative."""
    yield wereld.over(0, 3)
    ingang = max([wereld.vandaag, *(t.eind + timedelta(days=1) for t in client.trajecten)])
    ingang += timedelta(days=wereld.keuze.getal(0, 21))
    eind = ingang + timedelta(days=looptijd(wereld, client))
    traject = nieuw_traject(wereld, client, ingang, eind, [])
    if traject:
        wijs_toe(wereld, client, [], _("de gemeente wijst toe"), nieuw=(traject,))
    client.toestand = "toegewezen" if traject else "einde"


def intrekking(wereld: Wereld, client: Client) -> Proces:
    """The municipality withdraws what was assigned: no care was given on it."""
    yield wereld.over(1, 10)
    trajecten = client.actueel(wereld.vandaag)
    for traject in trajecten:
        traject.eind, traject.reden = traject.ingang, "13" if wereld.release >= "3.1" else "01"
    wijs_toe(wereld, client, trajecten, _("de toewijzing wordt ingetrokken"))
    client.toestand = "nieuw"


def start(wereld: Wereld, client: Client) -> Proces:
    """Care begins, and the provider reports that."""
    trajecten = [t for t in client.actueel(wereld.vandaag) if not t.leveringen or t.leveringen[-1].eind]
    ingang = max(t.ingang for t in trajecten)
    ontvangen = max(t.besluit.date() for t in trajecten)
    op_tijd = wereld.uiterlijk(ontvangen, "start") >= wereld.vandaag
    terugwerkend = ingang <= ontvangen and op_tijd and wereld.keuze.ja(50)
    dag = ingang if terugwerkend else max(ingang, wereld.vandaag) + timedelta(days=wereld.keuze.getal(0, 7))
    if not terugwerkend:
        yield wereld.op(dag)
    yield wereld.binnen_na(ontvangen if terugwerkend else dag, "start")
    meld_start(wereld, client, trajecten, dag, _("start van de zorg gemeld"))
    client.toestand = "lopend"


def meld_start(wereld: Wereld, client: Client, trajecten: list[Traject], dag: date, tekst: str) -> None:
    """Send a 305 for these assignments."""
    producten = []
    for traject in trajecten:
        levering = Levering(dag)
        traject.leveringen.append(levering)
        producten.append(berichten.startproduct(wereld, traject, levering))
    data = berichten.regiebericht(wereld, client, "Start", producten)
    wereld.stuur("305", client.aanbieder, data, tekst, (client.bsn,))


def eis_producten(wereld: Wereld) -> None:
    """Raise ConfigurationError when nothing can be assigned on the first day."""
    if not wereld.afspraken.leverbaar(wereld.vandaag):
        raise ConfigurationError(
            _("Er is geen product met een tarief op {day}; kies een ander profiel of een andere begindatum.",
              day=f"{wereld.vandaag:%d-%m-%Y}")
        )  # fmt: skip
