"""What happens to care that runs: interruptions, corrections, extension, and every way it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from ketentoets.core.taal import _
from ketentoets.generators.reeksen import berichten
from ketentoets.generators.reeksen.berichten import EERSTE, GEWIJZIGD, VERWIJDERD
from ketentoets.generators.reeksen.declareren import TOTAAL
from ketentoets.generators.reeksen.stand import TIJDELIJK, Client, Levering, Traject
from ketentoets.generators.reeksen.toewijzen import (
    KORTSTE_VERLENGING,
    laatste_dag,
    looptijd,
    meld_start,
    nieuw_traject,
    wijs_toe,
)
from ketentoets.generators.reeksen.wereld import Proces, Wereld

EEN_DAG = timedelta(days=1)


@dataclass(frozen=True)
class Einde:
    """Why care ends: RedenWijziging of the 301 and RedenBeeindiging of the 307 (JZ002), per domain."""

    wijziging: str
    stop: dict[str, str]
    stop_oud: dict[str, str]
    tekst: str
    wijziging_oud: str = ""


OVERLEDEN = Einde("02", {"ijw": "02", "iwmo": "02"}, {"ijw": "02", "iwmo": "02"}, _("de client is overleden"))
VERHUISD = Einde("07", {"ijw": "35", "iwmo": "31"}, {"ijw": "35", "iwmo": "31"}, _("de client is verhuisd"))
OVERGESTAPT = Einde(
    "09", {"ijw": "38", "iwmo": "38"}, {"ijw": "32", "iwmo": "21"}, _("de client stapt over naar een andere aanbieder")
)
VERKORT = Einde("05", {"ijw": "36", "iwmo": "36"}, {"ijw": "34", "iwmo": "23"}, _("de gemeente verkort de toewijzing"))
VOORTIJDIG = Einde(
    "12", {"ijw": "34", "iwmo": "23"}, {"ijw": "34", "iwmo": "23"}, _("de zorg stopt voortijdig"), wijziging_oud="05"
)
VOLGENS_PLAN = Einde("", {"ijw": "31", "iwmo": "19"}, {"ijw": "31", "iwmo": "19"}, _("de zorg eindigt volgens plan"))
VERZOEK = Einde("12", {"ijw": "37", "iwmo": "37"}, {}, _("de zorg eindigt door een wijzigingsverzoek"))
VANAF_3_1 = frozenset({"38", "39"})
GEMEENTE = "36"


def reden_stop(wereld: Wereld, einde: Einde) -> str:
    """The RedenBeeindiging in this release; what came with 3.1 was 36 in 3.0."""
    reden = (einde.stop_oud if wereld.oud else einde.stop)[wereld.domein]
    return GEMEENTE if reden in VANAF_3_1 and wereld.release < "3.1" else reden


def _open(client: Client) -> list[tuple[Traject, Levering]]:
    """The deliveries that were not stopped for good: they run, or are interrupted."""
    laatste = [(t, t.leveringen[-1]) for t in client.trajecten if t.leveringen]
    return [(t, lev) for t, lev in laatste if not any(reden != TIJDELIJK for reden, _eind in lev.gestopt)]


def meld_stop(
    wereld: Wereld, client: Client, stops: list[tuple[Traject, Levering]], reden: str, eind: date, tekst: str
) -> None:
    """Send a 307: these deliveries ended on `eind`."""
    producten = []
    for traject, levering in stops:
        dag = max([eind, levering.begin, *(d for _reden, d in levering.gestopt)])
        producten.append(berichten.stopproduct(wereld, traject, levering, reden, dag))
        levering.gestopt.append((reden, dag))
        levering.eind = min(levering.eind or dag, dag)
    data = berichten.regiebericht(wereld, client, "Stop", producten)
    wereld.stuur("307", client.aanbieder, data, tekst, (client.bsn,))


def kort_in(wereld: Wereld, client: Client, einde: Einde, eind: date) -> None:
    """Send a 301 in which all current assignments end on `eind`."""
    trajecten = [t for t in client.actueel(eind) if t.eind > eind]
    for traject in trajecten:
        traject.eind = eind
        traject.reden = einde.wijziging_oud if wereld.oud and einde.wijziging_oud else einde.wijziging
    if trajecten:
        wijs_toe(wereld, client, trajecten, einde.tekst)


def tijdelijke_stop(wereld: Wereld, client: Client) -> Proces:
    """Care is interrupted, and the provider reports that."""
    dag = wereld.vandaag
    yield wereld.binnen("stop")
    meld_stop(wereld, client, _open(client), TIJDELIJK, dag, _("tijdelijke stop gemeld"))
    client.toestand = "onderbroken"


def onderbroken_tot(wereld: Wereld, client: Client) -> date:
    """The first day on which care that was interrupted goes on."""
    return max(lev.eind for _t, lev in _open(client) if lev.eind) + timedelta(days=wereld.afspraken.tijdelijk_vanaf)


def kan_hervatten(wereld: Wereld, client: Client) -> bool:
    """Whether enough is left of the assignments after the interruption."""
    return client.resterend(max(wereld.vandaag, onderbroken_tot(wereld, client))) > KORTSTE_VERLENGING


def hervatting(wereld: Wereld, client: Client) -> Proces:
    """Care goes on: a new start."""
    dag = max(wereld.vandaag, onderbroken_tot(wereld, client)) + timedelta(days=wereld.keuze.getal(0, 7))
    yield wereld.op(dag)
    yield wereld.binnen_na(dag, "start")
    meld_start(wereld, client, [t for t, _lev in _open(client)], dag, _("hervatting na een tijdelijke stop gemeld"))
    client.toestand = "lopend"


def _correctiebaar(wereld: Wereld, client: Client) -> tuple[Traject, Levering] | None:
    """A current start whose day may be a later one, still not after today."""
    lopend = [(t, t.lopend) for t in client.gestart() if t.lopend]
    return next(((t, lev) for t, lev in lopend if lev.begin < wereld.vandaag and not lev.start_klopt), None)


def kan_start_corrigeren(wereld: Wereld, client: Client) -> bool:
    """Whether there is a start that can have been on another day."""
    return _correctiebaar(wereld, client) is not None


def correctie_start(wereld: Wereld, client: Client) -> Proces:
    """The start was on another day: a key element changes, so both go in one message (IV008)."""
    yield wereld.over(0, 3)
    found = _correctiebaar(wereld, client)
    if found:
        traject, oud = found
        later = min(oud.begin + timedelta(days=wereld.keuze.getal(1, 3)), wereld.vandaag)
        nieuw = Levering(later, start_klopt=True)
        producten = [
            berichten.startproduct(wereld, traject, oud, VERWIJDERD),
            berichten.startproduct(wereld, traject, nieuw, EERSTE),
        ]
        traject.leveringen[-1] = nieuw
        data = berichten.regiebericht(wereld, client, "Start", producten)
        wereld.stuur("305", client.aanbieder, data, _("de startdatum wordt gecorrigeerd"), (client.bsn,))


def kan_start_verwijderen(_wereld: Wereld, client: Client) -> bool:
    """Whether the only delivery so far was never claimed."""
    lopend = client.gestart()
    return bool(lopend) and all(len(t.leveringen) == 1 and not (t.regels or t.later) for t in lopend)


def verwijdering_start(wereld: Wereld, client: Client) -> Proces:
    """The start was reported by mistake and is deleted."""
    producten = []
    for traject in client.gestart():
        producten.append(berichten.startproduct(wereld, traject, traject.leveringen.pop(), VERWIJDERD))
    data = berichten.regiebericht(wereld, client, "Start", producten)
    wereld.stuur("305", client.aanbieder, data, _("de start was een vergissing en wordt verwijderd"), (client.bsn,))
    client.toestand = "toegewezen"
    yield wereld.over(0, 2)


def _te_corrigeren_stop(client: Client) -> tuple[Traject, Levering] | None:
    """A delivery whose last stop can have been a day earlier."""
    for traject in client.trajecten:
        levering = traject.leveringen[-1] if traject.leveringen else None
        if traject.aanbieder != client.aanbieder or levering is None or not levering.gestopt or levering.stop_klopt:
            continue
        vorige = [eind for _reden, eind in levering.gestopt[:-1]]
        if levering.gestopt[-1][1] - EEN_DAG >= max([levering.begin, *vorige]):
            return traject, levering
    return None


def kan_stop_corrigeren(_wereld: Wereld, client: Client) -> bool:
    """Whether there is a stop that can have been on another day."""
    return _te_corrigeren_stop(client) is not None


def correctie_stop(wereld: Wereld, client: Client) -> Proces:
    """The stop was a day earlier: deleted and sent again, in two messages because the key stays (IV008)."""
    found = _te_corrigeren_stop(client)
    if found is None:
        return
    levering = found[1]
    reden, eind = levering.gestopt[-1]
    tekst = _("de stopdatum wordt gecorrigeerd")
    nieuw = (reden, eind - EEN_DAG)
    if wereld.oud:
        _stuur_stop(wereld, client, found, nieuw, GEWIJZIGD, tekst)
    else:
        _stuur_stop(wereld, client, found, (reden, eind), VERWIJDERD, tekst)
        yield wereld.over(0, 1)
        _stuur_stop(wereld, client, found, nieuw, EERSTE, tekst)
    levering.gestopt[-1], levering.stop_klopt = nieuw, True
    levering.eind = min(levering.eind or eind, nieuw[1])
    yield wereld.over(0, 2)


def _stuur_stop(
    wereld: Wereld, client: Client, waarop: tuple[Traject, Levering], stop: tuple[str, date], status: str, tekst: str
) -> None:
    product = berichten.stopproduct(wereld, *waarop, *stop, status)
    data = berichten.regiebericht(wereld, client, "Stop", [product])
    wereld.stuur("307", client.aanbieder, data, tekst, (client.bsn,))


def _verlengbaar(wereld: Wereld, client: Client) -> list[Traject]:
    """What can be stretched: not a total, and not past the last day of this release (OP380)."""
    grens = laatste_dag(wereld) - timedelta(days=KORTSTE_VERLENGING)
    return [t for t in client.actueel(wereld.vandaag) if t.frequentie != TOTAAL and t.eind <= grens]


def kan_verlengen(wereld: Wereld, client: Client) -> bool:
    """Whether an assignment can be stretched."""
    return bool(_verlengbaar(wereld, client))


def verlenging(wereld: Wereld, client: Client) -> Proces:
    """The municipality stretches an assignment: same number, later end."""
    traject = wereld.keuze.kies(_verlengbaar(wereld, client))
    erbij = timedelta(days=wereld.keuze.getal(KORTSTE_VERLENGING, 6 * KORTSTE_VERLENGING))
    traject.eind = min(traject.eind + erbij, laatste_dag(wereld)) if wereld.oud else traject.eind + erbij
    traject.reden = "04"
    wijs_toe(wereld, client, [traject], _("de toewijzing wordt verlengd"))
    yield wereld.over(0, 2)


def _aangekondigd(naam: str, einde: Einde, daarna: str) -> Callable[[Wereld, Client], Proces]:
    """An end that is known beforehand: the 301 first, the 307 after the last day."""

    def verloop(wereld: Wereld, client: Client) -> Proces:
        eind = wereld.vandaag + timedelta(days=wereld.keuze.getal(7, 25))
        kort_in(wereld, client, einde, eind)
        yield wereld.op(eind + EEN_DAG)
        yield wereld.binnen_na(eind, "stop")
        meld_stop(wereld, client, _open(client), reden_stop(wereld, einde), eind, einde.tekst)
        client.toestand = daarna

    verloop.__name__ = naam
    return verloop


verhuizing = _aangekondigd("verhuizing", VERHUISD, "einde")
verkorting = _aangekondigd("verkorting", VERKORT, "gestopt")


def _plotseling(naam: str, einde: Einde, daarna: str) -> Callable[[Wereld, Client], Proces]:
    """An end that the provider sees first: the 307, and then the 301 that follows it."""

    def verloop(wereld: Wereld, client: Client) -> Proces:
        eind = wereld.vandaag
        yield wereld.binnen("stop")
        meld_stop(wereld, client, _open(client), reden_stop(wereld, einde), eind, einde.tekst)
        yield wereld.binnen("verzoek")
        kort_in(wereld, client, einde, eind)
        client.toestand = daarna

    verloop.__name__ = naam
    return verloop


overlijden = _plotseling("overlijden", OVERLEDEN, "einde")
voortijdige_stop = _plotseling("voortijdige_stop", VOORTIJDIG, "gestopt")


def overstap(wereld: Wereld, client: Client) -> Proces:
    """The client goes to another provider, which gets an assignment of its own."""
    eind = wereld.vandaag + timedelta(days=wereld.keuze.getal(7, 25))
    kort_in(wereld, client, OVERGESTAPT, eind)
    lopend, vorige = _open(client), client.aanbieder
    client.aanbieder = next(a for a in wereld.afspraken.aanbieders if a != vorige)
    begin = eind + EEN_DAG
    nieuw = nieuw_traject(wereld, client, begin, begin + timedelta(days=looptijd(wereld, client)), [])
    if nieuw:
        wijs_toe(wereld, client, [], _("toewijzing aan de nieuwe aanbieder"), nieuw=(nieuw,))
    client.aanbieder, volgende = vorige, client.aanbieder
    yield wereld.op(begin)
    yield wereld.binnen_na(eind, "stop")
    meld_stop(wereld, client, lopend, reden_stop(wereld, OVERGESTAPT), eind, OVERGESTAPT.tekst)
    client.aanbieder = volgende
    client.toestand = "toegewezen" if nieuw else "einde"


def volgens_plan(wereld: Wereld, client: Client) -> Proces:
    """The first assignment with care ends on its last day; what ended is stopped (OP288)."""
    eind = min(t.eind for t, _lev in _open(client))
    yield wereld.op(eind + EEN_DAG)
    yield wereld.binnen_na(eind, "stop")
    stops = [(t, lev) for t, lev in _open(client) if t.eind == eind]
    meld_stop(wereld, client, stops, reden_stop(wereld, VOLGENS_PLAN), eind, VOLGENS_PLAN.tekst)
    if not _open(client):
        client.toestand = "gestopt"
