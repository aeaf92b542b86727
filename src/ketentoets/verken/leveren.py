"""Events about start and stop, the passing of time, and claims (SAP 2.4, 2.7, 3.1)."""

from dataclasses import replace

from ketentoets.transports.base import Rol
from ketentoets.verken.gebeurtenis import Gevolg, Keus, als, dan, gebeurtenis
from ketentoets.verken.stand import (
    AFGEWEZEN,
    ANTWOORD,
    BESLUIT,
    GEPAUZEERD,
    GESTART,
    GESTOPT,
    GOEDGEKEURD,
    INGEDIEND,
    NIET_GESTART,
    NIETS,
    ONBEKEND,
    RETOUR,
    Lopend,
    Stand,
)
from ketentoets.verken.wereld import Wereld

EINDREDENEN = ("voortijdig", "volgens plan", "op verzoek van de cliënt", "door overlijden")
MAAND = (1, 36)
OP_TIJD = 1
"""So many days after the 302 on an assignment, an earlier start can still be reported within 5 working days."""


def _na_start_of_stop(stand: Stand) -> Stand:
    """The state when a start or stop of the current assignment was broken: nobody knows how it stands."""
    return replace(stand.met(zorg=ONBEKEND), vervuild=True)


def _gemeld(stand: Stand, daarna: Stand, doen: str, keus: Keus, bericht: tuple[str, str, str]) -> Gevolg:
    """What is done is reported: by a message, in the words of a sentence, with a return message."""
    soort, naam, retour = bericht
    gevolg = Gevolg(daarna, (als(doen),), bericht=soort, na_fout=_na_start_of_stop(stand))
    if keus.wacht:
        gevolg = gevolg.daarna(dan(f"stuurt de aanbieder het {naam}"), dagen=BESLUIT)
    return gevolg.retour(retour, keus)


def _start(stand: Stand, doen: str, keus: Keus, weken: int = 0) -> Gevolg:
    gestart = stand.met(zorg=GESTART, start=7 * weken)
    return _gemeld(stand, gestart, doen, keus, ("305", "startbericht", "306"))


@gebeurtenis("start", 14)
def start(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Care starts today."""
    lopend = stand.loopt()
    return _start(stand, "de zorg start", keus) if lopend and lopend.zorg == NIET_GESTART else None


@gebeurtenis("start die al was", 8)
def start_terug(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Care turns out to have started before the assignment came (OP271)."""
    lopend, weken = stand.loopt(), keus.uit(1, 3)
    if lopend is None or lopend.zorg != NIET_GESTART or lopend.sinds - lopend.bekend < 7 * weken:
        return None
    if lopend.bekend > OP_TIJD:
        return None
    return _start(stand, f"blijkt dat de zorg {weken} weken geleden is gestart", keus, weken)


@gebeurtenis("hervatting", 10)
def hervat(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Care starts again after a temporary stop."""
    lopend = stand.loopt()
    past = lopend and lopend.zorg == GEPAUZEERD and lopend.pauze > 0
    return _start(stand, "de zorg start", keus) if past else None


def _stop(stand: Stand, doen: str, keus: Keus, zorg: str) -> Gevolg:
    gestopt = stand.met(zorg=zorg, pauze=0)
    return _gemeld(stand, gestopt, doen, keus, ("307", "stopbericht", "308"))


@gebeurtenis("tijdelijke stop", 9)
def tijdelijke_stop(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Care is interrupted (R-3)."""
    lopend = stand.loopt()
    return _stop(stand, "de zorg tijdelijk stopt", keus, GEPAUZEERD) if lopend and lopend.zorg == GESTART else None


@gebeurtenis("definitieve stop", 7)
def definitieve_stop(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Care ends before the planned end."""
    lopend = stand.loopt(BESLUIT[1])
    if lopend is None or lopend.zorg not in {GESTART, GEPAUZEERD}:
        return None
    reden = EINDREDENEN[keus.a % len(EINDREDENEN)]
    gevolg = _stop(stand, f"de zorg {reden} stopt", keus, GESTOPT)
    if keus.wacht and not stand.vervuild:
        zin = dan("ontvangt de aanbieder de toewijzing die op de stopdatum eindigt")
        gevolg = gevolg.daarna(zin, dagen=(0, max(lopend.nog[1], 0)))
    return replace(gevolg, stand=replace(gevolg.stand, rustig=False))


@gebeurtenis("stop op de einddatum", 1, tijd=True)
def stop_op_einddatum(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Care ends as planned."""
    lopend = stand.loopt(1)
    if lopend is None or lopend.zorg != GESTART or stand.vervuild:
        return None
    later = stand.later(lopend.nog)
    return _stop(later, "de zorg volgens plan op de einddatum van de toewijzing stopt", keus, GESTOPT)


@gebeurtenis("correctie van de start", 8)
def corrigeer_start(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The begin of care was wrong."""
    lopend, dagen = stand.loopt(), keus.uit(1, 2, 6)
    if lopend is None or lopend.zorg != GESTART or lopend.start < dagen or stand.vervuild:
        return None
    gevolg = Gevolg(
        stand.met(start=lopend.start - dagen), (als(f"de aanbieder de start corrigeert naar {dagen} dagen later"),)
    )
    zin = dan("trekt de aanbieder de oude start in en meldt hij de juiste")
    return gevolg.daarna(zin, dagen=(0, 2 * BESLUIT[1])).retour("306", replace(keus, wacht=True))


@gebeurtenis("intrekking van de stop", 8)
def trek_stop_in(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The temporary stop should not have been reported."""
    lopend = stand.loopt()
    if lopend is None or lopend.zorg != GEPAUZEERD or stand.vervuild:
        return None
    gevolg = Gevolg(stand.met(zorg=GESTART), (als("de aanbieder het stopbericht intrekt"),))
    gevolg = gevolg.daarna(dan("trekt de aanbieder de stop in"), dagen=BESLUIT)
    return gevolg.retour("308", replace(keus, wacht=True))


# Time.


@gebeurtenis("dagen", 1, tijd=True)
def dagen_verstrijken(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Days go by."""
    n = keus.uit(1, 2, 3, 6)
    zin = als("er 1 dag verstrijkt" if n == 1 else f"er {n} dagen verstrijken")
    return Gevolg(stand.later((n, n)), (zin,))


@gebeurtenis("weken", 2, tijd=True)
def weken_verstrijken(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Weeks go by; whatever was on its way has come."""
    n = keus.uit(1, 4, 10)
    later = replace(stand.later((7 * n, 7 * n)), rustig=stand.rustig or n > 1)
    return Gevolg(later, (als("er 1 week verstrijkt" if n == 1 else f"er {n} weken verstrijken"),))


@gebeurtenis("werkdagen", 1, tijd=True)
def werkdagen_verstrijken(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """Working days go by."""
    n = keus.uit(1, 3, 5, 10)
    return Gevolg(stand.later((n, 2 * n + 6)), (als(f"er {n} werkdagen verstrijken"),))


# Claims.


def _te_declareren(w: Wereld, stand: Stand) -> Lopend | None:
    """The assignment when it can be claimed on, in hours."""
    lopend = stand.toewijzing
    return lopend if lopend is not None and w.waar(lopend.product).per_uur else None


def _declareer(stand: Stand, doen: str, *tabel: tuple[str, ...]) -> Gevolg:
    na_fout = replace(stand.met(declaratie=ONBEKEND), vervuild=True, gedeclareerd=True)
    levering = als(doen, *tabel)
    zinnen = (levering, als("de aanbieder de maand declareert"))
    return Gevolg(replace(stand, gedeclareerd=True), zinnen, bericht="323", na_fout=na_fout)


def _na_maand(gevolg: Gevolg) -> Gevolg:
    return replace(gevolg, doen=(als("de maand voorbij is"), *gevolg.doen))


def _goed(gevolg: Gevolg, uren: int, regel: str, keus: Keus) -> Gevolg:
    """Expect the line and its approval; the volume only when it is the first claim of the story."""
    if not keus.wacht or gevolg.stand.vervuild:
        stand = replace(gevolg.stand.met(declaratie=INGEDIEND, uren=uren), rustig=False)
        return replace(gevolg, stand=stand)
    gevolg = replace(gevolg, stand=gevolg.stand.met(declaratie=GOEDGEKEURD, uren=uren))
    if regel:
        gevolg = gevolg.daarna(dan(f"bevat de declaratie een prestatie van {uren} uur volgens {regel}"))
    return gevolg.daarna(dan("keurt de gemeente de hele declaratie goed"), dagen=ANTWOORD)


def _vol(gevolg: Gevolg) -> Gevolg:
    """What was delivered and what was claimed differ from here on: nothing is added to it any more."""
    lopend = gevolg.stand.toewijzing
    return replace(gevolg, stand=gevolg.stand.met(uren=lopend.volume if lopend else 0))


@gebeurtenis("declaratie in uren", 6, tijd=True)
def declareer_uren(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The month is claimed in hours, within the volume of one week."""
    lopend = _te_declareren(w, stand)
    if lopend is None or lopend.declaratie != NIETS or lopend.hoger:
        return None
    uren = 1 + keus.a % lopend.volume
    regel = "" if stand.gedeclareerd else "TR321"
    gevolg = _declareer(stand.later(MAAND), "de aanbieder heeft geleverd:", ("dag", "uren"), ("1", f"{uren}"))
    return _goed(_na_maand(gevolg), uren, regel, keus)


@gebeurtenis("declaratie in minuten", 4, tijd=True)
def declareer_minuten(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The month is claimed for visits of some minutes, added up and then rounded (IV079)."""
    lopend = _te_declareren(w, stand)
    if lopend is None or lopend.declaratie != NIETS or lopend.hoger or stand.gedeclareerd:
        return None
    keren, minuten = ((1, 20), (3, 40), (2, 45), (3, 45), (1, 89))[keus.a % 5]
    uren = max(1, (keren * minuten + 30) // 60)
    if uren > lopend.volume or (keren > 1 and (not lopend.vroeg or lopend.zorg in {GESTOPT, ONBEKEND})):
        return None
    gevolg = _declareer(stand.later(MAAND), f"de aanbieder heeft {keren} keer {minuten} minuten geleverd")
    return _vol(_goed(_na_maand(gevolg), uren, "IV079", keus))


@gebeurtenis("levering boven het maximum", 3, tijd=True)
def declareer_teveel(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """More was delivered than may be claimed; the provider claims no more than the maximum (TR321)."""
    lopend = _te_declareren(w, stand)
    if lopend is None or lopend.declaratie != NIETS or lopend.hoger or stand.gedeclareerd:
        return None
    uren = lopend.volume * 7
    gevolg = _declareer(stand.later(MAAND), "de aanbieder heeft geleverd:", ("dag", "uren"), ("1", f"{uren}"))
    return _vol(_goed(_na_maand(gevolg), lopend.volume, "", keus))


@gebeurtenis("correctie van de declaratie", 10)
def corrigeer_declaratie(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """An approved line is credited and claimed anew (SAP 2.7.3)."""
    lopend = _te_declareren(w, stand)
    if lopend is None or lopend.declaratie != GOEDGEKEURD or stand.vervuild:
        return None
    uren = 1 + keus.a % lopend.volume
    gevolg = _declareer(stand, f"de aanbieder die regel corrigeert naar {uren} uur")
    if keus.wacht:
        gevolg = gevolg.daarna(dan("bevat de declaratie de creditregel"))
    return _vol(_goed(gevolg, uren, "", keus))


@gebeurtenis("aanvulling op de declaratie", 8)
def vul_declaratie_aan(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """More care of the same month is claimed: the old line is credited, a new one sent (TR389)."""
    lopend = _te_declareren(w, stand)
    if lopend is None or lopend.declaratie != GOEDGEKEURD or stand.vervuild or lopend.uren >= lopend.volume:
        return None
    gevolg = _declareer(stand, "de aanbieder heeft geleverd:", ("dag", "uren"), ("1", "1"))
    return _goed(gevolg, lopend.uren + 1, "", keus)


@gebeurtenis("declaratie die de gemeente afwijst", 8, Rol.AANBIEDER, tijd=True)
def declareer_afgewezen(_w: Wereld, stand: Stand, _keus: Keus) -> Gevolg | None:
    """The claim keeps to what the provider knows, and exceeds what the municipality knows."""
    lopend = stand.toewijzing
    if lopend is None or not lopend.hoger or lopend.declaratie != NIETS:
        return None
    stand = stand.later(MAAND).met(declaratie=AFGEWEZEN)
    gevolg = _na_maand(_declareer(stand, "de aanbieder heeft geleverd:", ("dag", "uren"), ("1", "23")))
    return replace(gevolg, bericht="").daarna(dan("wijst de gemeente de regel af"), dagen=ANTWOORD)


@gebeurtenis("declaratie na een afwijzing", 10, Rol.AANBIEDER)
def declareer_opnieuw(_w: Wereld, stand: Stand, _keus: Keus) -> Gevolg | None:
    """What was rejected is claimed anew, without credit (TR323)."""
    lopend = stand.toewijzing
    if lopend is None or lopend.declaratie != AFGEWEZEN:
        return None
    gevolg = _declareer(stand.met(declaratie=INGEDIEND), "de aanbieder heeft geleverd:", ("dag", "uren"), ("1", "2"))
    gevolg = replace(gevolg, bericht="").daarna(dan("bevat de declaratie geen creditregel"))
    return gevolg.daarna(dan("keurt de gemeente de hele declaratie goed"), dagen=RETOUR)
