"""Events about assignments and requests (SAP 2.3, 3.2 and bijlage 5)."""

from dataclasses import replace

from ketentoets.transports.base import Rol
from ketentoets.verken.gebeurtenis import Gevolg, Keus, als, dan, gebeurtenis, gegeven
from ketentoets.verken.stand import (
    BESLUIT,
    DUUR,
    GEEN,
    GESTART,
    GESTOPT,
    NIET_GESTART,
    NIETS,
    ONBEKEND,
    ONDERZOEK,
    RETOUR,
    VROEG,
    Lopend,
    Stand,
)
from ketentoets.verken.wereld import Waar, Wereld

VOLUMES = (3, 1, 2, 12)
REDENEN = ("7", "1", "2")
"""Reasons to reject a request that say nothing about the contract, place or combination."""


def _vrij(w: Wereld, stand: Stand, keus: Keus) -> Waar | None:
    """A product that may be assigned now: not assigned already, and allowed beside what was."""
    bezet = {naam for naam, _nog in stand.bezet}
    botst = {ander for paar in w.botst for ander in paar if bezet & set(paar)}
    vrij = [waar for waar in w.aanbod if waar.naam not in bezet | botst]
    return vrij[keus.a % len(vrij)] if vrij and not stand.elders else None


def _lopend(stand: Stand, waar: Waar, volume: int, weken: int = 0, speling: int = 0) -> Lopend:
    """A new assignment; `stand` is the state on the day it begins, or `weken` weeks later."""
    nog = (DUUR[0] - 7 * weken - speling, DUUR[1] - 7 * weken)
    return Lopend(waar.naam, volume, nog, sinds=7 * weken, vroeg=not weken and stand.maanddag <= VROEG)


@gebeurtenis("toewijzing", 4)
def toewijzing(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The municipality assigns a product, perhaps beside others."""
    waar, volume = _vrij(w, stand, keus), keus.ook_uit(*VOLUMES)
    if waar is None or stand.verzoek == ONDERZOEK:
        return None
    nieuw = stand.nieuwe(_lopend(stand, waar, volume))
    gevolg = Gevolg(nieuw, (als(f"de gemeente {waar.zin(volume)} toewijst"),), bericht="301", na_fout=nieuw.kwijt())
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder die toewijzing"), dagen=BESLUIT)
    if nieuw.samen() and not stand.vervuild:
        gevolg = gevolg.daarna(dan("staan de andere lopende toewijzingen in hetzelfde JW301"))
    return gevolg.retour("302", keus)


@gebeurtenis("toewijzing die al inging", 2)
def toewijzing_terug(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The municipality assigns with a begin in the past; both sides know it."""
    waar, weken = _vrij(w, stand, keus), keus.ook_uit(1, 3)
    if waar is None or stand.verzoek == ONDERZOEK or stand.vervuild or stand.gedeclareerd:
        return None
    zin = gegeven(f"een lopende toewijzing van {waar.zin(3)} die {weken} weken geleden inging")
    lopend = _lopend(stand, waar, 3, weken, BESLUIT[1] + RETOUR[1])
    return Gevolg(stand.later(BESLUIT).later(RETOUR).nieuwe(lopend), (zin,))


@gebeurtenis("toewijzing met een volume dat de gemeente niet kent", 2, Rol.AANBIEDER)
def toewijzing_hoger(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider learns a higher volume than the municipality has: a later claim will be rejected."""
    if stand.begonnen or ("301", "hoger volume") not in w.regionaal:
        return None
    waar = next((waar for waar in w.aanbod if waar.per_uur and waar.per == "week"), None)
    if waar is None:
        return None
    gevolg = Gevolg(
        replace(stand.nieuwe(replace(_lopend(stand, waar, 3), hoger=True)), vervuild=True),
        (
            gegeven('het volgende JW301 van de gemeente bevat de fout "hoger volume"'),
            als(f"de gemeente {waar.zin(3)} toewijst"),
        ),
    )
    return gevolg.daarna(dan("ontvangt de aanbieder die toewijzing"), dagen=BESLUIT)


@gebeurtenis("inkorten", 2)
def inkorten(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The municipality lets the assignment end earlier."""
    weken = keus.uit(4, 1, 8)
    lopend = stand.loopt(7 * weken + 1)
    if lopend is None or lopend.zorg not in {NIET_GESTART, GESTART} or stand.vervuild:
        return None
    gevolg = Gevolg(stand.korter(7 * weken), (als(f"de gemeente de toewijzing inkort tot over {weken} weken"),))
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder de toewijzing met die einddatum"), dagen=BESLUIT)
    return gevolg.retour("302", keus)


@gebeurtenis("intrekken")
def intrekken(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The municipality takes back an assignment on which nothing happened."""
    lopend = stand.loopt()
    if lopend is None or lopend.zorg != NIET_GESTART or lopend.declaratie != NIETS or stand.vervuild:
        return None
    gevolg = Gevolg(stand.kwijt(), (als("de gemeente de toewijzing intrekt"),))
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder de ingetrokken toewijzing"), dagen=BESLUIT)
    return gevolg.retour("302", keus)


# Requests.


def _mag_vragen(stand: Stand) -> bool:
    return stand.verzoek == GEEN and not stand.elders


def _vraag(stand: Stand, doen: str, keus: Keus, *vooraf: str) -> Gevolg:
    """A request; when a fault was planted in it, whatever it asks for may or may not be assigned."""
    zinnen = (*(gegeven(tekst) for tekst in vooraf), als(doen))
    naam = doen.split('"')[1]
    na_fout = replace(stand, verzoek=ONBEKEND, bezet=(*stand.bezet, (naam, DUUR[1])))
    return Gevolg(stand, zinnen, bericht="315", na_fout=na_fout).retour("316", keus)


@gebeurtenis("verzoek, toegewezen", 3)
def verzoek_toegewezen(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks, the municipality assigns (pattern 1)."""
    waar, volume = _vrij(w, stand, keus), keus.ook_uit(*VOLUMES)
    if waar is None or not _mag_vragen(stand):
        return None
    gevolg = _vraag(stand, f"de aanbieder {waar.zin(volume)} aanvraagt", keus, "de gemeente zal het verzoek toewijzen")
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder een toewijzing op zijn verzoek"), dagen=BESLUIT)
    return replace(gevolg, stand=gevolg.stand.nieuwe(_lopend(stand, waar, volume, speling=BESLUIT[1]))).retour(
        "302", keus
    )


@gebeurtenis("verzoek, afgewezen", 1)
def verzoek_afgewezen(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks, the municipality rejects (pattern 2)."""
    waar, reden = _vrij(w, stand, keus), REDENEN[keus.b % len(REDENEN)]
    if waar is None or not _mag_vragen(stand):
        return None
    vooraf = f"de gemeente zal het verzoek afwijzen met reden {reden}"
    gevolg = _vraag(stand, f"de aanbieder {waar.zin(3)} aanvraagt", keus, vooraf)
    gevolg = gevolg.daarna(dan(f"ontvangt de aanbieder een afwijzing met reden {reden}"), dagen=BESLUIT)
    return gevolg.retour("320", keus)


@gebeurtenis("verzoek, in onderzoek", 2)
def verzoek_onderzoek(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks, the municipality investigates (patterns 3 and 4)."""
    waar = _vrij(w, stand, keus)
    if waar is None or not _mag_vragen(stand):
        return None
    gevolg = _vraag(
        stand, f"de aanbieder {waar.zin(3)} aanvraagt", keus, "de gemeente zal het verzoek in onderzoek nemen"
    )
    gevolg = replace(gevolg, stand=replace(gevolg.stand, verzoek=ONDERZOEK, gevraagd=(waar.naam, 3), onderzoek=0))
    zin = dan("ontvangt de aanbieder het antwoord dat het verzoek in onderzoek is")
    return gevolg.daarna(zin, dagen=BESLUIT).retour("320", keus)


@gebeurtenis("na onderzoek toegewezen", 6)
def na_onderzoek_toegewezen(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The investigation ends with an assignment (pattern 3)."""
    if stand.verzoek != ONDERZOEK:
        return None
    naam, volume = stand.gevraagd
    gevraagd = replace(stand, verzoek=GEEN)
    gevolg = Gevolg(gevraagd, (als("de gemeente het verzoek toewijst"),))
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder een toewijzing op zijn verzoek"), dagen=BESLUIT)
    lopend = _lopend(replace(stand, maanddag=VROEG + 1), w.waar(naam), volume, speling=stand.onderzoek + BESLUIT[1])
    return replace(gevolg, stand=gevolg.stand.nieuwe(lopend)).retour("302", keus)


@gebeurtenis("na onderzoek afgewezen", 6)
def na_onderzoek_afgewezen(_w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The investigation ends with a rejection (pattern 4)."""
    if stand.verzoek != ONDERZOEK:
        return None
    gevolg = Gevolg(replace(stand, verzoek=GEEN), (als("de gemeente het verzoek afwijst met reden 7"),))
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder een afwijzing met reden 7"), dagen=BESLUIT)
    return gevolg.retour("320", keus)


@gebeurtenis("verzoek van een maand terug", 1, Rol.GEMEENTE)
def verzoek_terug(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks with the longest retroactivity that is allowed (V-1)."""
    waar = _vrij(w, stand, keus)
    if waar is None or not _mag_vragen(stand) or stand.begonnen:
        return None
    gevolg = _vraag(stand, f'de aanbieder "{waar.naam}" aanvraagt met een maand terugwerkende kracht', keus)
    gevolg = gevolg.daarna(dan("ontvangt de aanbieder een toewijzing op zijn verzoek"), dagen=BESLUIT)
    lopend = _lopend(stand, waar, 3, weken=4, speling=3 + BESLUIT[1])
    return replace(gevolg, stand=gevolg.stand.nieuwe(lopend)).retour("302", keus)


# Requests that must be rejected.


def _afgewezen(gevolg: Gevolg, met: str, keus: Keus) -> Gevolg:
    return gevolg.daarna(dan(f"ontvangt de aanbieder een afwijzing{met}"), dagen=BESLUIT).retour("320", keus)


@gebeurtenis("verzoek dat stapelt", 4, Rol.GEMEENTE)
def verzoek_stapelt(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks for what was assigned already (SAP 4.4.3)."""
    lopend = stand.loopt(BESLUIT[1])
    if lopend is None or lopend.zorg == GESTOPT or not _mag_vragen(stand) or stand.vervuild:
        return None
    gevolg = _vraag(stand, f"de aanbieder toch {w.waar(lopend.product).zin(2)} aanvraagt", keus)
    return _afgewezen(gevolg, " met reden 6", keus)


@gebeurtenis("verzoek dat niet samengaat", 3, Rol.GEMEENTE)
def verzoek_samenloop(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks for a product that may not go with the current one (T-3)."""
    lopend = stand.loopt(BESLUIT[1])
    if lopend is None or lopend.zorg == GESTOPT or not _mag_vragen(stand) or stand.vervuild:
        return None
    paar = next((paar for paar in w.botst if lopend.product in paar), None)
    if paar is None:
        return None
    ander = next(naam for naam in paar if naam != lopend.product)
    return _afgewezen(_vraag(stand, f"de aanbieder toch {w.waar(ander).zin(2)} aanvraagt", keus), "", keus)


@gebeurtenis("verzoek buiten het contract", 1, Rol.GEMEENTE)
def verzoek_vreemd(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks for a product that was not bought."""
    if not w.vreemd or not _mag_vragen(stand):
        return None
    gevolg = _vraag(stand, f'de aanbieder toch 3 uur "{w.vreemd[0]}" per week aanvraagt', keus)
    return _afgewezen(gevolg, " met reden 4", keus)


@gebeurtenis("verzoek voor een cliënt van elders", 2, Rol.GEMEENTE)
def verzoek_elders(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider asks for somebody for whom another municipality is responsible (SAP 5.2)."""
    if stand.begonnen:
        return None
    vooraf = "een cliënt voor wie een andere gemeente verantwoordelijk is"
    gevolg = _vraag(replace(stand, elders=True), f"de aanbieder toch {w.aanbod[0].zin(3)} aanvraagt", keus, vooraf)
    return _afgewezen(gevolg, " met reden 8 en de verantwoordelijke gemeente", keus)


def _met_afspraakfout(stand: Stand, fout: str, doen: str, keus: Keus) -> Gevolg:
    """A request that breaks an agreement of the region: received in good order, and rejected."""
    zin = f'het volgende JW315 van de aanbieder bevat de fout "{fout}"'
    gevolg = replace(_vraag(stand, doen, keus, zin), bericht="", na_fout=None)
    gevolg = _afgewezen(gevolg, "", replace(keus, wacht=False))
    gevolg = gevolg.daarna(dan("wijst de gemeente op dat verzoek niets toe"))
    bezet = (*stand.bezet, (doen.split('"')[1], DUUR[1]))
    return replace(gevolg, stand=replace(gevolg.stand, verzoek=ONBEKEND, vervuild=True, bezet=bezet))


@gebeurtenis("verzoek dat te ver terug gaat", 1, Rol.GEMEENTE)
def verzoek_te_ver_terug(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """A request of more than a month back (V-1)."""
    waar = _vrij(w, stand, keus)
    if waar is None or not _mag_vragen(stand) or ("315", "een dag te ver terug") not in w.regionaal:
        return None
    doen = f'de aanbieder "{waar.naam}" aanvraagt met een maand terugwerkende kracht'
    return _met_afspraakfout(stand, "een dag te ver terug", doen, keus)


@gebeurtenis("aspecifiek verzoek", 1, Rol.GEMEENTE)
def verzoek_aspecifiek(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """A request for a category only (T-1)."""
    waar = _vrij(w, stand, keus)
    if waar is None or not _mag_vragen(stand) or ("315", "aspecifiek") not in w.regionaal:
        return None
    return _met_afspraakfout(stand, "aspecifiek", f"de aanbieder {waar.zin(3)} aanvraagt", keus)


# Orders that the region does not allow.


def _niets_gestuurd(stand: Stand, doen: str, wie: str, soort: str) -> Gevolg:
    gevolg = Gevolg(stand.later((5, BESLUIT[1])), (als(doen), als("er 5 werkdagen verstrijken")))
    return gevolg.daarna(dan(f"stuurt de {wie} geen JW{soort}"))


@gebeurtenis("verboden toewijzing", 1, Rol.GEMEENTE, tijd=True)
def verboden_toewijzing(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The municipality is told to assign without what the region demands."""
    waar = _vrij(w, stand, keus)
    if waar is None or stand.verzoek != GEEN or not stand.rustig:
        return None
    velden = ("einddatum", "volume", "code en volume")[keus.b % 3]
    return _niets_gestuurd(stand, f'de gemeente "{waar.naam}" moet toewijzen zonder {velden}', "gemeente", "301")


VERBODEN_VERZOEKEN = (
    "met een maand en een dag terugwerkende kracht",
    "zonder einddatum",
    "zonder volume",
    "zonder code en volume",
    "op een verwijzing van type 01",
    "op een verwijzing van type 06",
)


@gebeurtenis("verboden verzoek", 2, Rol.AANBIEDER, tijd=True)
def verboden_verzoek(w: Wereld, stand: Stand, keus: Keus) -> Gevolg | None:
    """The provider is told to ask for what the region does not allow."""
    waar = _vrij(w, stand, keus)
    if waar is None or not _mag_vragen(stand):
        return None
    hoe = VERBODEN_VERZOEKEN[keus.b % len(VERBODEN_VERZOEKEN)]
    return _niets_gestuurd(stand, f'de aanbieder "{waar.naam}" moet aanvragen {hoe}', "aanbieder", "315")


@gebeurtenis("verboden wijzigingsverzoek", 1, Rol.AANBIEDER, tijd=True)
def verboden_wijzigingsverzoek(w: Wereld, stand: Stand, _keus: Keus) -> Gevolg | None:
    """The provider is told to ask for a change before the region uses that (SAP 3)."""
    if not w.wijzigingsverzoek or stand.loopt(BESLUIT[1]) is None:
        return None
    return _niets_gestuurd(stand, "de aanbieder een wijziging moet aanvragen", "aanbieder", "317")
