"""The gemeente gets a start (305) or a stop (307) (protocol 2.4, 3.1.1-3.1.3; IV008, OP033)."""

from dataclasses import dataclass
from datetime import date, datetime

from ketentoets.actors import controles
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gemeente_toewijzingen import Toewijzingen
from ketentoets.actors.levering import EERSTE, TIJDELIJK, VERWIJDEREN, Levering, Start, Stop
from ketentoets.actors.retour import Oordeel
from ketentoets.actors.toewijzing import lees_soort
from ketentoets.core.message import Bericht, Node

OVERLEDEN = "02"
"""RedenWijziging of an assignment that ends with a death."""
_PADEN = {"305": "Client/StartProducten/StartProduct", "307": "Client/StopProducten/StopProduct"}


@dataclass(frozen=True)
class Melding:
    """One class of a 305 or 307 with what it is about."""

    node: Node
    nummer: int
    wat: Start | Stop
    verwijderen: bool


class Regie:
    """Checks and keeps starts and stops; shortens the assignment after an early stop."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier, toewijzingen: Toewijzingen) -> None:
        self._actor, self._dossier, self._toewijzingen = actor, dossier, toewijzingen
        self._kop = controles.Kopcontrole(actor.code_ander, actor.code)
        self._jongste = date.min
        actor.verwerkt("305", self._ontvang)
        actor.verwerkt("307", self._ontvang)

    def _ontvang(self, bericht: Bericht, ontvangen: datetime) -> None:
        nieuw: dict[int, Levering] = {}
        meldingen = [_lees(n) for n in bericht.root.all(_PADEN[bericht.soort])]
        oordeel = Oordeel(_inhoud(bericht, meldingen))
        if not oordeel.inhoud:
            oordeel.kop = self._kop.codes(bericht, self._actor.vandaag)
        self._jongste = max(self._jongste, dagtekening := bericht.dagtekening or date.min)
        if dagtekening < self._jongste and self._actor.heeft("volgorde-geeist"):
            oordeel.kop = ["9056"]
        if oordeel.goed:
            for melding in sorted(meldingen, key=_volgorde):
                self._verwerk(bericht.root.get("Client/Bsn"), melding, nieuw, oordeel)
        self._actor.retourneer(bericht, oordeel, ontvangen)
        if oordeel.goed:
            self._dossier.leveringen.update(nieuw)
            self._na_stop(meldingen, ontvangen)

    def _verwerk(self, bsn: str, melding: Melding, nieuw: dict[int, Levering], oordeel: Oordeel) -> None:
        toewijzing = self._dossier.toewijzingen.get(melding.nummer)
        if not melding.verwijderen and (toewijzing is None or toewijzing.bsn != bsn):
            wmo_stop = self._actor.inrichting.domein == "iwmo" and isinstance(melding.wat, Stop)
            oordeel.fout(melding.node, "9069" if wmo_stop else "9019")  # TR019 is not about the WMO307
            return
        if not melding.verwijderen and self._actor.inrichting.past_niet(*melding.wat.soort):
            oordeel.fout(melding.node, "S329")
        levering = nieuw.setdefault(melding.nummer, self._dossier.levering(melding.nummer).kopie())
        for code in self._codes(levering, melding):
            oordeel.fout(melding.node, code)
        self._pas_toe(levering, melding)

    def _codes(self, levering: Levering, melding: Melding) -> list[str]:
        if isinstance(melding.wat, Start):
            return _start_codes(levering, melding.wat, melding.verwijderen)
        if melding.verwijderen:
            return [] if levering.stop_met(melding.wat.sleutel) else ["9063"]
        return _stop_codes(levering, melding.wat, self._actor.release == "3.2")

    def _pas_toe(self, levering: Levering, melding: Melding) -> None:
        if isinstance(melding.wat, Stop):
            bestaand = levering.stop_met(melding.wat.sleutel)
            if not melding.verwijderen:
                levering.stops.append(melding.wat)
            elif bestaand is not None:
                levering.stops.remove(bestaand)
        elif not melding.verwijderen:
            levering.starts.append(melding.wat)
        elif melding.wat in levering.starts and not self._actor.heeft("verwijderde-start-telt"):
            levering.starts.remove(melding.wat)

    def _na_stop(self, meldingen: list[Melding], ontvangen: datetime) -> None:
        for melding in meldingen:
            wat = melding.wat
            if melding.nummer not in self._dossier.toewijzingen:
                continue
            if isinstance(wat, Stop) and not melding.verwijderen and self._verkort_na(wat):
                self._plan_verkorting(melding.nummer, wat, ontvangen.date())
            if isinstance(wat, Start) and self._actor.heeft("301-na-start"):
                toewijzing = self._dossier.toewijzingen[melding.nummer]
                self._toewijzingen.stuur(toewijzing.bsn, [toewijzing])

    def _verkort_na(self, stop: Stop) -> bool:
        return stop.reden != TIJDELIJK or self._actor.heeft("301-na-tijdelijke-stop")

    def _plan_verkorting(self, nummer: int, stop: Stop, dag: date) -> None:
        if not self._actor.heeft("geen-301-na-stop"):
            self._actor.plan(self._actor.werkmoment(dag, 1), lambda: self._verkort(nummer, stop))

    def _verkort(self, nummer: int, stop: Stop) -> None:
        """Unless the stop was deleted, or the assignment ends then already (protocol 3.1.3)."""
        toewijzing = self._dossier.toewijzingen[nummer]
        overleden = toewijzing.reden == OVERLEDEN  # the municipality set this end itself
        later = not overleden and (toewijzing.eind is None or stop.eind < toewijzing.eind)
        if stop in self._dossier.levering(nummer).stops and later and stop.eind >= toewijzing.ingang:
            self._toewijzingen.verkort(nummer, stop.eind, stop.reden)


def _volgorde(melding: Melding) -> int:
    """What is deleted goes first, then a temporary stop before the definitive one that follows it."""
    tijdelijk = isinstance(melding.wat, Stop) and melding.wat.reden == TIJDELIJK
    return 0 if melding.verwijderen else 1 if tijdelijk else 2


def _start_codes(levering: Levering, start: Start, verwijderen: bool) -> list[str]:
    bekend = start in levering.starts
    if verwijderen:
        return controles.gebroken({"9063": not bekend, "9071": bekend and bool(levering.stops_bij(start.begin))})
    return controles.gebroken({"9074": bekend, "9326": levering.huidig() is not None})


def _stop_codes(levering: Levering, stop: Stop, drie_twee: bool) -> list[str]:
    """A stop needs a start; after a temporary stop a definitive one may follow."""
    eerder = levering.stops_bij(stop.begin)
    definitief = any(s.reden != TIJDELIJK for s in eerder)
    tijdelijk = any(s.reden == TIJDELIJK for s in eerder) and stop.reden == TIJDELIJK
    fouten = {
        "9069": Start(stop.soort, stop.begin) not in levering.starts,
        "9074": levering.stop_met(stop.sleutel) is not None,
    }
    if drie_twee:
        te_vroeg = any(stop.eind < s.eind for s in eerder)
        fouten |= {"9413": tijdelijk, "9414": te_vroeg, "9415": definitief}
    else:
        fouten["9069"] = fouten["9069"] or definitief or tijdelijk
    return controles.gebroken(fouten)


def _lees(node: Node) -> Melding:
    soort, begin = lees_soort(node), node.date("Begindatum") or date.min
    wat: Start | Stop = Start(soort, begin)
    if node.name == "StopProduct":
        wat = Stop(soort, begin, node.date("Einddatum") or date.min, node.get("RedenBeeindiging"))
    nummer = node.int("ToewijzingNummer")
    return Melding(node, -1 if nummer is None else nummer, wat, node.get("StatusAanlevering") == VERWIJDEREN)


def _inhoud(bericht: Bericht, meldingen: list[Melding]) -> list[str]:
    client = bericht.root.find("Client")
    assert client is not None  # noqa: S101 - level 1
    statussen = {m.node.get("StatusAanlevering") for m in meldingen}
    sleutels = [(m.nummer, m.wat.sleutel if isinstance(m.wat, Stop) else m.wat) for m in meldingen]
    dagen = [m.wat.eind if isinstance(m.wat, Stop) else m.wat.begin for m in meldingen if not m.verwijderen]
    dagtekening = bericht.dagtekening or date.max
    regels = {
        "CS058": not statussen <= {EERSTE, VERWIJDEREN},
        "TR018": any(isinstance(m.wat, Stop) and m.wat.eind < m.wat.begin for m in meldingen),
        "TR101": controles.dubbel(sleutels),
        "TR134": any(dag > dagtekening for dag in dagen),
    }
    return controles.client(client, dagtekening) + controles.gebroken(regels)
