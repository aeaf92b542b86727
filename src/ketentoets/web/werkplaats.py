"""Between the pages and the rest: sessions from the store, runs in their own processes, journals that are followed."""

from collections import OrderedDict
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Lock

from markupsafe import Markup

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.reports.diagram import sequence
from ketentoets.session.sessies import Sessie, Sessies, Staat
from ketentoets.web import certificaat
from ketentoets.web.keuzes import Keuzes
from ketentoets.web.kind import Kinderen
from ketentoets.web.sessiebeeld import SessieBeeld, Toestand
from ketentoets.web.volgen import Volger

MAX_TEGELIJK = 6
"""So many runs at a time; more would only make each other late."""
MAX_GEVOLGD = 32
HAAL_ELKE = timedelta(minutes=15)
"""How often the messages of a waiting session are fetched."""
JOURNAAL = "journaal.jsonl"


class Werkplaats:
    """Everything that the pages can ask for. Safe from many threads."""

    def __init__(self, sessies: Sessies) -> None:
        self._sessies = sessies
        self._kinderen = Kinderen(sessies)
        self._volgers: OrderedDict[Path, Volger] = OrderedDict()
        self._slot = Lock()

    def beelden(self) -> list[SessieBeeld]:
        """All sessions, the newest first."""
        return [self._beeld(sessie) for sessie in self._sessies.lijst()]

    def beeld(self, sessie_id: str) -> SessieBeeld:
        """One session by its number; raises `ConfigurationError` when it is not there."""
        sessie = self._sessies.haal(sessie_id)
        if sessie.id != sessie_id:
            raise ConfigurationError(_("Deze toets bestaat niet."))
        return self._beeld(sessie)

    def _beeld(self, sessie: Sessie) -> SessieBeeld:
        bezig = self._kinderen.bezig(sessie)
        if not bezig:
            sessie = self._sessies.haal(sessie.id)
        vragen = () if sessie.staat.af else tuple(self._sessies.open_vragen(sessie.id))
        return SessieBeeld(sessie, bezig, self._kinderen.gevraagd_te_pauzeren(sessie), vragen)

    def start(self, keuzes: Keuzes) -> str:
        """A new session, started; its number. Raises `ConfigurationError` when it cannot begin."""
        self._nog_plaats()
        return self._kinderen.begin(keuzes.opties())

    def doe(self, sessie_id: str, actie: str) -> None:
        """Do something to a session; raises `ConfigurationError` for what cannot be done now."""
        beeld = self.beeld(sessie_id)
        if actie not in {name for name, _word, _quiet in self.acties(beeld)}:
            raise ConfigurationError(_("Dat kan nu niet bij deze toets."))
        doen = {"pauze": self._pauzeer, "vervolg": self._vervolg, "stop": self._stop, "certificaat": self._certificaat}
        doen[actie](beeld)

    def acties(self, beeld: SessieBeeld) -> list[tuple[str, str, bool]]:
        """What can be done now: the last part of the address, the word on the button, whether it is a quiet one."""
        pauze, stop = ("pauze", _("Pauzeren"), True), ("stop", _("Stoppen, maak de balans op"), True)
        known = {
            Toestand.LOOPT: [pauze],
            Toestand.WACHT: [("vervolg", _("Kijk nu of er iets is"), False), pauze, stop],
            Toestand.GEPAUZEERD: [("vervolg", _("Hervatten"), False), stop],
            Toestand.MISLUKT: [("vervolg", _("Hervatten"), False), stop],
        }
        if beeld.run and not certificaat.gemaakt(beeld.sessie.map) and not certificaat.redenen(beeld.sessie.map):
            return [("certificaat", _("Maak een certificaat"), False)]
        return known.get(beeld.staat, [])

    def beantwoord(self, beeld: SessieBeeld, vraag: str, uitkomst: str, toelichting: str) -> None:
        """Keep an answer to a question of this session, and go on when it was the last one."""
        if vraag not in {str(v.id) for v in beeld.open_vragen}:
            raise ConfigurationError(_("Deze opdracht is al beantwoord, of hoort niet bij deze toets."))
        self._sessies.beantwoord(int(vraag), uitkomst, toelichting)
        if not beeld.bezig and not self._sessies.open_vragen(beeld.id):
            self._kinderen.vervolg(beeld.sessie)

    def wek(self) -> None:
        """Let waiting sessions go on: answered, their moment come, and now and then to fetch what has come in."""
        nu = werkelijke_tijd()
        for sessie in self._sessies.lijst():
            if sessie.staat not in {Staat.WACHT_OP_TIJD, Staat.WACHT_OP_MENS}:
                continue
            due = (sessie.wacht_tot is not None and sessie.wacht_tot <= nu) or sessie.bijgewerkt + HAAL_ELKE <= nu
            answered = sessie.staat is Staat.WACHT_OP_MENS and not self._sessies.open_vragen(sessie.id)
            if (due or answered) and self._kinderen.aantal() < MAX_TEGELIJK and not self._kinderen.bezig(sessie):
                with suppress(ConfigurationError):  # somebody else was faster
                    self._kinderen.vervolg(sessie)

    def tekening(self, beeld: SessieBeeld) -> tuple[ScenarioRecord | None, Markup]:
        """The scenario that runs now and its diagram; nothing once there is a result."""
        if beeld.run or beeld.staat is Toestand.KLAAR:
            self._vergeet(beeld.sessie.map)
            return None, Markup()
        scenario = self._volger(beeld.sessie.map).bij().beeld()
        return scenario, sequence(scenario, "nu") if scenario else Markup()

    def geen_certificaat(self, beeld: SessieBeeld) -> list[str]:
        """Why there can be no certificate, when there can be none."""
        if not beeld.run or certificaat.gemaakt(beeld.sessie.map):
            return []
        return list(certificaat.redenen(beeld.sessie.map))

    def _certificaat(self, beeld: SessieBeeld) -> None:
        certificaat.maak(beeld.sessie.map)

    def sluit(self) -> None:
        """The server stops; what runs goes on."""
        self._kinderen.sluit()

    def _nog_plaats(self) -> None:
        if self._kinderen.aantal() >= MAX_TEGELIJK:
            raise ConfigurationError(
                _("Er lopen al {n} toetsen. Wacht tot er een klaar is, of pauzeer er een.", n=MAX_TEGELIJK)
            )

    def _pauzeer(self, beeld: SessieBeeld) -> None:
        if beeld.bezig:
            self._kinderen.pauzeer(beeld.sessie)
        else:
            with self._sessies.houd(beeld.sessie):
                self._sessies.zet(beeld.sessie.id, Staat.GEPAUZEERD, reden=_("door de gebruiker"))

    def _vervolg(self, beeld: SessieBeeld) -> None:
        self._nog_plaats()
        self._kinderen.vervolg(beeld.sessie)

    def _stop(self, beeld: SessieBeeld) -> None:
        self._kinderen.stop(beeld.sessie)

    def _volger(self, map_: Path) -> Volger:
        with self._slot:
            volger = self._volgers.setdefault(map_, Volger(map_ / JOURNAAL))
            self._volgers.move_to_end(map_)
            while len(self._volgers) > MAX_GEVOLGD:
                self._volgers.popitem(last=False)
            return volger

    def _vergeet(self, map_: Path) -> None:
        with self._slot:
            self._volgers.pop(map_, None)
