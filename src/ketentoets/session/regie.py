"""Start and stop of care (SAP 2.4 and 3.1.1-3.1.3)."""

from datetime import date, timedelta

from ketentoets.core.taal import _
from ketentoets.session.algemeen import goed_ontvangen
from ketentoets.session.berichten import START, STOP, Zoek, is_
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verwachtingen import KOMT, Verwachting
from ketentoets.transports.base import Rol

TIJDELIJK = "20"
REDENEN = {
    "tijdelijk": {"ijw": TIJDELIJK, "iwmo": TIJDELIJK},
    "volgens plan": {"ijw": "31", "iwmo": "19"},
    "voortijdig": {"ijw": "34", "iwmo": "23"},
    "op verzoek van de cliënt": {"ijw": "32", "iwmo": "21"},
    "door overlijden": {"ijw": "02", "iwmo": "02"},
}
"""How care stops -> RedenBeeindiging in each domain; 'voortijdig' is in agreement."""
EERSTE, VERWIJDEREN = "1", "3"


def start(g: Gesprek, *, weken_geleden: int = 0) -> None:
    """Care starts today, or turns out to have started some weeks ago."""
    day = g.vandaag - timedelta(weeks=weken_geleden)
    g.startdatum = day
    g.opdracht(Rol.AANBIEDER, "start-zorg", {"toewijzingNummer": int(g.nummer), "begindatum": day.isoformat()})


def verwacht_start(g: Gesprek, regel: str = "OP271") -> None:
    """Expect the 305 of the last start and a 306 without remarks."""
    eisen = (is_("Begindatum", g.startdatum.isoformat()), is_("StatusAanlevering", EERSTE))
    zoek = (Zoek("305", START, (is_("ToewijzingNummer", g.nummer), is_("StatusAanlevering", EERSTE)), eisen),)
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, _("het startbericht"), zoek, sinds=g.sinds_opdracht(), regel=regel))


def gestart(g: Gesprek) -> None:
    """Care has started and both sides know it."""
    start(g)
    verwacht_start(g)
    goed_ontvangen(g, "306")


def reden_van(g: Gesprek, hoe: str) -> str:
    """RedenBeeindiging of a way to stop, in the domain of the profile."""
    return REDENEN[hoe][g.profiel.domein]


def stop(g: Gesprek, reden: str, einde: date | None = None) -> None:
    """Care ends today, or ended on another day."""
    day = einde or g.vandaag
    g.stopdatum, g.stopreden = day, reden
    gegevens = {"toewijzingNummer": int(g.nummer), "einddatum": day.isoformat(), "redenBeeindiging": reden}
    g.opdracht(Rol.AANBIEDER, "stop-zorg", gegevens)


def stop_op_einddatum(g: Gesprek, reden: str) -> None:
    """Care ends on the planned last day of the assignment."""
    einde = g.toewijzing().date("Einddatum") or g.vandaag
    g.verzet_naar(max(einde, g.vandaag))
    stop(g, reden, einde)


def verwacht_stop(g: Gesprek) -> None:
    """Expect the 307 of the last stop, with its day and reason and the start it belongs to."""
    kies = (is_("ToewijzingNummer", g.nummer), is_("StatusAanlevering", EERSTE))
    eisen = (
        is_("Einddatum", g.stopdatum.isoformat()),
        is_("RedenBeeindiging", g.stopreden),
        is_("Begindatum", g.startdatum.isoformat()),
    )
    afspraak = "R-3" if "R-3" in g.kop.regels else "OP377"
    regel = afspraak if g.stopreden == TIJDELIJK else "OP272"
    zoek = (Zoek("307", STOP, kies, eisen),)
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, _("het stopbericht"), zoek, sinds=g.sinds_opdracht(), regel=regel))


def gestopt(g: Gesprek, reden: str) -> None:
    """Care has stopped and both sides know it."""
    stop(g, reden)
    verwacht_stop(g)
    goed_ontvangen(g, "308")


def corrigeer_start(g: Gesprek, dagen: int) -> None:
    """The provider corrects the start to so many days later."""
    g.oude_startdatum = g.startdatum
    g.startdatum += timedelta(days=dagen)
    gegevens = {"toewijzingNummer": int(g.nummer), "begindatum": g.startdatum.isoformat()}
    g.opdracht(Rol.AANBIEDER, "corrigeer-start", gegevens)


def verwacht_correctie(g: Gesprek) -> None:
    """Expect the old start deleted with its own content, then the right one (one or two messages)."""
    since = g.sinds_opdracht()
    nummer = is_("ToewijzingNummer", g.nummer)
    oud = Zoek(
        "305",
        START,
        (nummer, is_("StatusAanlevering", VERWIJDEREN)),
        (is_("Begindatum", g.oude_startdatum.isoformat()),),
    )
    nieuw = Zoek(
        "305",
        START,
        (nummer, is_("StatusAanlevering", EERSTE)),
        (is_("Begindatum", g.startdatum.isoformat()),),
    )
    g.verwacht(
        Verwachting(KOMT, Rol.AANBIEDER, _("de verwijdering van de oude start"), (oud,), sinds=since, regel="TR326")
    )
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, _("de juiste start"), (nieuw,), sinds=since, regel="TR326"))


def trek_stop_in(g: Gesprek, *, verboden: bool = False) -> None:
    """The provider deletes the last stop, or is told to where he may not any more (SAP 3.1.2)."""
    geef = g.proef if verboden else g.opdracht
    geef(Rol.AANBIEDER, "verwijder-stop", {"toewijzingNummer": int(g.nummer)})


def verwacht_intrekking(g: Gesprek) -> None:
    """Expect the stop deleted with its own content."""
    kies = (is_("ToewijzingNummer", g.nummer), is_("StatusAanlevering", VERWIJDEREN))
    eisen = (
        is_("Einddatum", g.stopdatum.isoformat()),
        is_("RedenBeeindiging", g.stopreden),
        is_("Begindatum", g.startdatum.isoformat()),
    )
    zoek = (Zoek("307", STOP, kies, eisen),)
    g.verwacht(
        Verwachting(
            KOMT,
            Rol.AANBIEDER,
            _("de verwijdering van de stop"),
            zoek,
            sinds=g.sinds_opdracht(),
            regel="OP033",
        )
    )
