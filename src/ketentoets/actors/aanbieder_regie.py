"""The aanbieder reports starts (305) and stops (307), and corrects them (protocol 2.4, 3.1.1, 3.1.2)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from ketentoets.actors.base import OCHTEND, ReferentieActor, Taak
from ketentoets.actors.kluis import Kluis
from ketentoets.actors.levering import EERSTE, TIJDELIJK, VERWIJDEREN, Levering, Start, Stop
from ketentoets.actors.opdrachten import CorrigeerStart, CorrigeerStop, OpToewijzing, StartZorg, StopZorg
from ketentoets.actors.persoon import client_van, verkort
from ketentoets.actors.termijnen import REGIE_WERKDAGEN, om
from ketentoets.actors.toewijzing import Toewijzing
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import codelijst

VOLGENS_PLAN, ONGEWIJZIGD = "31", "9"
_KLASSEN = {"305": ("StartProducten", "StartProduct"), "307": ("StopProducten", "StopProduct")}


class Regie:
    """Keeps what was reported; a rejected report is undone when its return message comes."""

    def __init__(self, actor: ReferentieActor, kluis: Kluis) -> None:
        self._actor, self._kluis = actor, kluis
        self._wacht: dict[tuple[str, str], tuple[Taak, Taak]] = {}
        opdrachten: dict[str, Callable[[Any], None]] = {
            "start-zorg": self._start,
            "stop-zorg": self._stop,
            "verwijder-start": self._verwijder_start,
            "verwijder-stop": self._verwijder_stop,
            "corrigeer-start": self._corrigeer_start,
            "corrigeer-stop": self._corrigeer_stop,
        }
        for naam, uitvoerder in opdrachten.items():
            actor.doet(naam, uitvoerder)
        actor.verwerkt("306", self._retour)
        actor.verwerkt("308", self._retour)

    # --- orders -----------------------------------------------------------------------------

    def _start(self, opdracht: StartZorg) -> None:
        toewijzing = self._vind(opdracht.toewijzing_nummer)
        levering = self._kluis.levering(toewijzing.nummer)
        self._toets_begin(toewijzing, levering, opdracht.begindatum)
        if levering.huidig() is not None:
            raise OrderRefused(_("er is al een actueel startbericht voor deze toewijzing (TR326)"))
        self._meld_start(toewijzing, Start(toewijzing.soort, opdracht.begindatum))

    def _stop(self, opdracht: StopZorg) -> None:
        toewijzing = self._vind(opdracht.toewijzing_nummer)
        levering = self._kluis.levering(toewijzing.nummer)
        start = levering.huidig() or _na_tijdelijke_stop(levering, opdracht)
        if start is None:
            raise OrderRefused(_("er is geen actueel startbericht om te stoppen (TR382)"))
        if opdracht.einddatum < start.begin:
            raise OrderRefused(_("de einddatum ligt voor de begindatum (TR018)"))
        reden: str = opdracht.reden_beeindiging
        self._toets_reden(reden)
        if reden == TIJDELIJK and self._actor.heeft("tijdelijke-stop-als-definitief"):
            reden = VOLGENS_PLAN
        self._meld_stop(toewijzing, Stop(start.soort, start.begin, opdracht.einddatum, reden))

    def _verwijder_start(self, opdracht: OpToewijzing) -> None:
        toewijzing, start = self._laatste_start(opdracht.toewijzing_nummer)
        self._trek_in_start(toewijzing, start, _niets)

    def _verwijder_stop(self, opdracht: OpToewijzing) -> None:
        toewijzing, stop = self._laatste_stop(opdracht.toewijzing_nummer)
        voorbij = toewijzing.eind is not None and toewijzing.eind < self._actor.vandaag
        if voorbij and self._actor.regio.toetst_vooraf and not self._actor.heeft("stop-te-laat-ingetrokken"):
            raise OrderRefused(_("de toewijzing is voorbij: een stop wordt niet meer ingetrokken (SAP 3.1.2)"))
        self._trek_in_stop(toewijzing, stop, _niets)

    def _corrigeer_start(self, opdracht: CorrigeerStart) -> None:
        toewijzing, start = self._laatste_start(opdracht.toewijzing_nummer)
        levering = self._kluis.levering(toewijzing.nummer)
        self._toets_begin(toewijzing, Levering([s for s in levering.starts if s != start]), opdracht.begindatum)
        if opdracht.begindatum == start.begin:
            raise OrderRefused(_("de begindatum verandert niet"))
        nieuw = Start(start.soort, opdracht.begindatum)
        if self._actor.heeft("correctie-zonder-verwijdering"):
            self._meld_start(toewijzing, nieuw)
        elif self._actor.heeft("correctie-achterstevoren"):
            self._meld_start(toewijzing, nieuw)
            self._trek_in_start(toewijzing, start, _niets)
        else:
            self._trek_in_start(toewijzing, start, lambda: self._meld_start(toewijzing, nieuw))

    def _corrigeer_stop(self, opdracht: CorrigeerStop) -> None:
        toewijzing, stop = self._laatste_stop(opdracht.toewijzing_nummer)
        reden = opdracht.reden_beeindiging or stop.reden
        nieuw = Stop(stop.soort, stop.begin, opdracht.einddatum or stop.eind, reden)
        self._toets_reden(reden)
        if nieuw == stop:
            raise OrderRefused(_("er verandert niets aan de stop"))
        if nieuw.eind < nieuw.begin:
            raise OrderRefused(_("de einddatum ligt voor de begindatum (TR018)"))
        self._trek_in_stop(toewijzing, stop, lambda: self._meld_stop(toewijzing, nieuw))

    def meld_opnieuw(self, toewijzing: Toewijzing) -> None:
        """Report the start again, on the day the assignment has now (only a defect does)."""
        self._meld_start(toewijzing, Start(toewijzing.soort, toewijzing.ingang))

    # --- checks before sending ----------------------------------------------------------------

    def _vind(self, nummer: int) -> Toewijzing:
        toewijzing = self._kluis.toewijzing(nummer)
        client_van(self._actor, toewijzing.bsn)
        return toewijzing

    def _toets_begin(self, toewijzing: Toewijzing, levering: Levering, begin: date) -> None:
        if begin < toewijzing.ingang or (toewijzing.eind is not None and begin > toewijzing.eind):
            raise OrderRefused(_("de begindatum ligt buiten de toewijzing"))
        if Start(toewijzing.soort, begin) in levering.starts:
            raise OrderRefused(_("deze start is al gemeld (TR074)"))

    def _toets_reden(self, reden: str) -> None:
        if reden not in codelijst("RedenBeeindiging", self._actor.inrichting.standaard):
            standaard = self._actor.inrichting.standaard
            raise OrderRefused(
                _("reden beëindiging {code} bestaat niet in {standaard}", code=reden, standaard=standaard)
            )

    def _laatste_start(self, nummer: int) -> tuple[Toewijzing, Start]:
        toewijzing, levering = self._vind(nummer), self._kluis.levering(nummer)
        if not levering.starts:
            raise OrderRefused(_("er is geen start gemeld voor deze toewijzing"))
        if levering.huidig() != levering.starts[-1]:
            raise OrderRefused(_("na deze start is al een stop gemeld (TR071)"))
        return toewijzing, levering.starts[-1]

    def _laatste_stop(self, nummer: int) -> tuple[Toewijzing, Stop]:
        toewijzing, levering = self._vind(nummer), self._kluis.levering(nummer)
        if not levering.stops:
            raise OrderRefused(_("er is geen stop gemeld voor deze toewijzing"))
        if levering.huidig() is not None:
            raise OrderRefused(_("na deze stop is alweer een start gemeld"))
        return toewijzing, levering.stops[-1]

    # --- what goes out ------------------------------------------------------------------------

    def _meld_start(self, toewijzing: Toewijzing, start: Start) -> None:
        starts = self._kluis.levering(toewijzing.nummer).starts
        starts.append(start)
        moment = self._moment("start-te-laat", start.begin, max(start.begin, toewijzing.ontvangen))
        self._zend(moment, toewijzing, start, EERSTE, (_niets, lambda: starts.remove(start)))

    def _meld_stop(self, toewijzing: Toewijzing, stop: Stop) -> None:
        stops = self._kluis.levering(toewijzing.nummer).stops
        stops.append(stop)
        moment = self._moment("stop-te-laat", stop.eind, stop.eind)
        self._zend(moment, toewijzing, stop, EERSTE, (_niets, lambda: stops.remove(stop)))

    def _trek_in_start(self, toewijzing: Toewijzing, start: Start, daarna: Taak) -> None:
        starts = self._kluis.levering(toewijzing.nummer).starts
        starts.remove(start)
        self._zend(self._actor.nu, toewijzing, start, VERWIJDEREN, (daarna, lambda: starts.append(start)))

    def _trek_in_stop(self, toewijzing: Toewijzing, stop: Stop, daarna: Taak) -> None:
        stops = self._kluis.levering(toewijzing.nummer).stops
        stops.remove(stop)
        self._zend(self._actor.nu, toewijzing, stop, VERWIJDEREN, (daarna, lambda: stops.append(stop)))

    def _moment(self, gebrek: str, dag: date, ontvangst: date) -> datetime:
        """Now, or on the morning of the day itself when that has yet to come."""
        if self._actor.heeft(gebrek):
            return self._actor.werkmoment(ontvangst, REGIE_WERKDAGEN + 1, OCHTEND)
        gewoon = max(self._actor.nu, om(dag, OCHTEND)) if dag > self._actor.vandaag else self._actor.nu
        return max(gewoon, self._actor.moment_binnen(ontvangst, REGIE_WERKDAGEN, gewoon))

    def _zend(
        self, moment: datetime, toewijzing: Toewijzing, wat: Start | Stop, status: str, daarna: tuple[Taak, Taak]
    ) -> None:
        def taak() -> None:
            soort = "305" if isinstance(wat, Start) else "307"
            lijst, klasse = _KLASSEN[soort]
            product = wat.als_gegevens(toewijzing.nummer, toewijzing.ingang, status)
            client = verkort(client_van(self._actor, toewijzing.bsn)) | self._clientstatus()
            self._wacht[(soort, self._stuur(soort, client, {lijst: {klasse: [product]}}))] = daarna

        self._actor.plan(moment, taak)

    def _clientstatus(self) -> dict[str, Any]:
        """Until 2.4 a report also says whether the person changed."""
        return {"StatusAanlevering": ONGEWIJZIGD} if self._actor.inrichting.met_beschikking else {}

    def _stuur(self, soort: str, client: dict[str, Any], producten: dict[str, Any]) -> str:
        return self._actor.stuur(soort, {"Client": {**client, **producten}})

    def _retour(self, bericht: Bericht, _moment: datetime) -> None:
        soort = "305" if bericht.soort == "306" else "307"
        goed, fout = self._wacht.pop((soort, bericht.identificatie), (_niets, _niets))
        (goed if bericht.root.find("Header/RetourCodes") is None else fout)()


def _niets() -> None:
    return None


def _na_tijdelijke_stop(levering: Levering, opdracht: StopZorg) -> Start | None:
    """A definitive stop may follow a temporary one (protocol 3.1.2, TR414)."""
    if not levering.starts or opdracht.reden_beeindiging == TIJDELIJK:
        return None
    start = levering.starts[-1]
    stops = levering.stops_bij(start.begin)
    mag = all(s.reden == TIJDELIJK and s.eind <= opdracht.einddatum for s in stops)
    return start if mag else None
