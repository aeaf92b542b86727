"""Claims: per provider and period one message with the lines of all clients, corrections included."""

from datetime import date, timedelta
from fractions import Fraction

from ketentoets.core.money import round_half_up
from ketentoets.core.perioden import GEWONE_DAGEN, Periode, perioden, periodetarief
from ketentoets.generators.reeksen.declaratiebericht import dien_in
from ketentoets.generators.reeksen.stand import AFGEKEURD, GOEDGEKEURD, Client, Indiening, Regel, Traject, zondagen
from ketentoets.generators.reeksen.wereld import Proces, Wereld

MINUUT, UUR = "01", "04"
DAG, WEEK, VIER_WEKEN, MAAND, TOTAAL = "1", "2", "3", "4", "6"
MINUTEN = 60
CORRIGEERBAAR = timedelta(days=62)
"""How long after its period an approved line is still corrected without a new reason (SAP: two months)."""
MINSTENS = 60
"""The percentage of the volume that is delivered at least."""
TE_VEEL = {DAG: 32, WEEK: 7, VIER_WEKEN: 2, MAAND: 2, TOTAAL: 2}
"""How many times the volume of an assignment no period can hold, by Frequentie."""


def declaraties(wereld: Wereld, aanbieder: str) -> Proces:
    """The claims of a provider: after each period, on one of its first working days."""
    for periode in perioden(wereld.vandaag, wereld.tot, wereld.afspraken.ritme if wereld.oud else "maand"):
        yield wereld.op(periode.eind + timedelta(days=wereld.keuze.getal(1, 7)))
        for over, regels in _per_bericht(wereld, periode, _indieningen(wereld, aanbieder, periode)):
            wereld.start(dien_in(wereld, aanbieder, over, regels))


def _per_bericht(wereld: Wereld, periode: Periode, regels: list[Indiening]) -> list[tuple[Periode, list[Indiening]]]:
    """One message for all; before 3.0 every line lies in the period of its message (retourcode 9319)."""
    if not wereld.oud:
        return [(periode, regels)] if regels else []
    perioden = sorted({i.regel.periode for i in regels}, key=lambda p: p.begin)
    return [(p, [i for i in regels if i.regel.periode == p]) for p in perioden]


def _indieningen(wereld: Wereld, aanbieder: str, periode: Periode) -> list[Indiening]:
    made: list[Indiening] = []
    for client in wereld.clienten:
        for traject in client.trajecten:
            if traject.aanbieder != aanbieder or traject.ingetrokken:
                continue
            for regel in list(traject.regels):
                made += _herstel(wereld, client, traject, regel, periode)
            made += _nieuw(wereld, client, traject, periode)
    return made


def _nieuw(wereld: Wereld, client: Client, traject: Traject, periode: Periode) -> list[Indiening]:
    if _mogelijk(traject, periode)[2] and wereld.wil("nadeclaratie", 5):
        traject.later.append(periode)
        return []
    nog, traject.later = [*traject.later, periode], []
    made = [_debet(wereld, client, traject, p) for p in nog]
    if len(nog) > 1 and made[0]:
        wereld.noteer("nadeclaratie", client)
    return [m for m in made if m]


def _herstel(wereld: Wereld, client: Client, traject: Traject, regel: Regel, nu: Periode) -> list[Indiening]:
    """What is put right in this claim: a refused line, one that no longer fits, or a recent one that was wrong."""
    if regel.status == AFGEKEURD and not regel.hersteld:
        regel.hersteld = True
        wereld.noteer("afgekeurde_regel", client)
        return _opnieuw(wereld, client, traject, regel)
    if regel.status != GOEDGEKEURD or regel.gecrediteerd:
        return []
    recent = regel.eind >= nu.begin - CORRIGEERBAAR
    anders = recent and _kan_anders(traject, regel)
    if regel.eind > traject.eind or (anders and wereld.wil("correctie_declaratie", 6)):
        terug, nieuw = _credit(wereld, client, traject, regel), _opnieuw(wereld, client, traject, regel)
        wereld.noteer("correctie_declaratie" if nieuw else "creditering", client)
        return [terug, *nieuw]
    if recent and wereld.wil("creditering", 3):
        wereld.noteer("creditering", client)
        return [_credit(wereld, client, traject, regel)]
    return []


def _kan_anders(traject: Traject, regel: Regel) -> bool:
    """Whether another volume could have been claimed for the same period."""
    return traject.frequentie != VIER_WEKEN and _ruimte(traject, traject.geleverd(regel.begin, regel.eind)) > 1


def _opnieuw(wereld: Wereld, client: Client, traject: Traject, regel: Regel) -> list[Indiening]:
    """What is claimed instead of a line: something else than that, or nothing."""
    nieuw = _debet(wereld, client, traject, regel.periode, in_plaats_van=regel)
    return [nieuw] if nieuw else []


def _credit(wereld: Wereld, client: Client, traject: Traject, regel: Regel) -> Indiening:
    regel.gecrediteerd = True
    return Indiening(client, traject, regel, _referentie(wereld), vorige=regel.referentie)


def _referentie(wereld: Wereld) -> str:
    return f"P{wereld.nummer('prestatie'):08d}"


def _debet(
    wereld: Wereld, client: Client, traject: Traject, periode: Periode, *, in_plaats_van: Regel | None = None
) -> Indiening | None:
    """A line for what was delivered in a period; None when that is nothing."""
    begin, eind, ruimte = _mogelijk(traject, periode)
    if not ruimte:
        return None
    fout = in_plaats_van is None and "afgekeurde_regel" in wereld.doelen
    if fout:
        wereld.doelen.discard("afgekeurde_regel")
        volume = TE_VEEL[traject.frequentie] * traject.volume * _factor(traject)
    else:
        volume = _volume(wereld, traject, ruimte)
    if in_plaats_van and (in_plaats_van.eind, in_plaats_van.volume) == (eind, volume):
        volume = volume - 1 if volume > 1 else min(volume + 1, ruimte)
    if in_plaats_van and (in_plaats_van.eind, in_plaats_van.volume) == (eind, volume):
        return None
    tarief, bedrag = prijs(wereld, traject, begin, volume, periode)
    regel = Regel(_referentie(wereld), periode, begin, eind, volume, tarief, bedrag)
    traject.regels.append(regel)
    return Indiening(client, traject, regel, regel.referentie, fout=fout)


def _mogelijk(traject: Traject, periode: Periode) -> tuple[date, date, int]:
    """The ProductPeriode in a period, and how much can be claimed for it."""
    begin, eind = max(periode.begin, traject.ingang), min(periode.eind, traject.eind)
    return begin, eind, _ruimte(traject, traject.geleverd(begin, eind)) if begin <= eind else 0


def _factor(traject: Traject) -> int:
    return MINUTEN if (traject.eenheid, traject.declareert) == (UUR, MINUUT) else 1


def _ruimte(traject: Traject, geleverd: list[tuple[date, date]]) -> int:
    """The most that these stretches of delivery can hold, on the safe side, in the unit claimed in.

    Weeks are counted by their Sundays, so that no week counts in two months.
    """
    factor = _factor(traject)
    if not geleverd:
        return 0
    if traject.frequentie == WEEK:
        return traject.volume * factor * zondagen(geleverd)
    if traject.frequentie == DAG:
        return traject.volume * factor * sum((eind - begin).days + 1 for begin, eind in geleverd)
    if traject.frequentie == TOTAAL:
        return traject.volume * factor - sum(r.volume for r in traject.regels if r.staat)
    return traject.volume * factor


def _volume(wereld: Wereld, traject: Traject, ruimte: int) -> int:
    if traject.frequentie == VIER_WEKEN:
        return ruimte
    most = max(1, ruimte // 3) if traject.frequentie == TOTAAL else ruimte
    return wereld.keuze.getal(max(1, most * MINSTENS // 100), most)


def prijs(wereld: Wereld, traject: Traject, dag: date, volume: int, periode: Periode) -> tuple[int, int]:
    """(tarief, bedrag) in eurocents; minutes under an hourly rate are rounded once, at the end."""
    tarief = wereld.afspraken.tarief(traject.product, traject.declareert, dag)
    if tarief is None:
        uur = wereld.afspraken.tarief(traject.product, UUR, dag) or 0
        return round_half_up(Fraction(uur, MINUTEN)), round_half_up(Fraction(uur * volume, MINUTEN))
    if traject.frequentie == VIER_WEKEN and periode.dagen >= GEWONE_DAGEN:
        tarief = periodetarief(tarief, periode)
    return tarief, volume * tarief
