"""Between the pages and the rest: sessions from the store, runs in their own processes, journals that are followed."""

from collections import OrderedDict
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

    def start(self, keuzes: Keuzes) -> Sessie:
        """A new session, started."""
        self._nog_plaats()
        sessie = self._sessies.maak(keuzes.naam, keuzes.als_dict())
        self._ga(sessie)
        return sessie

    def doe(self, sessie_id: str, actie: str) -> None:
        """Pause, go on or stop; raises `ConfigurationError` for what cannot be done now."""
        beeld = self.beeld(sessie_id)
        if actie not in {name for name, _word, _quiet in self.acties(beeld)}:
            raise ConfigurationError(_("Dat kan nu niet bij deze toets."))
        {"pauze": self._pauzeer, "vervolg": self._vervolg, "certificaat": self._certificaat}[actie](beeld.sessie)

    def acties(self, beeld: SessieBeeld) -> list[tuple[str, str, bool]]:
        """What can be done now: the last part of the address, the word on the button, whether it is a quiet one."""
        if beeld.staat is Toestand.LOOPT:
            return [("pauze", _("Pauzeren"), True)]
        if beeld.staat in {Toestand.GEPAUZEERD, Toestand.MISLUKT}:
            return [("vervolg", _("Hervatten"), False)]
        if beeld.run and not certificaat.gemaakt(beeld.sessie.map) and not certificaat.redenen(beeld.sessie.map):
            return [("certificaat", _("Maak een certificaat"), False)]
        return []

    def beantwoord(self, beeld: SessieBeeld, vraag: str, uitkomst: str, toelichting: str) -> None:
        """Keep an answer to a question of this session, and go on when it was the last one."""
        if vraag not in {str(v.id) for v in beeld.open_vragen}:
            raise ConfigurationError(_("Deze opdracht is al beantwoord, of hoort niet bij deze toets."))
        self._sessies.beantwoord(int(vraag), uitkomst, toelichting)
        if not beeld.bezig and not self._sessies.open_vragen(beeld.id):
            self._ga(beeld.sessie)

    def wek(self) -> None:
        """Start what waited for a moment that has come."""
        nu = werkelijke_tijd()
        for sessie in self._sessies.lijst():
            due = sessie.staat is Staat.WACHT_OP_TIJD and sessie.wacht_tot is not None and sessie.wacht_tot <= nu
            if due and self._kinderen.aantal() < MAX_TEGELIJK and not self._kinderen.bezig(sessie):
                self._ga(sessie)

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

    def _certificaat(self, sessie: Sessie) -> None:
        certificaat.maak(sessie.map)

    def sluit(self) -> None:
        """The server stops; what runs goes on."""
        self._kinderen.sluit()

    def _nog_plaats(self) -> None:
        if self._kinderen.aantal() >= MAX_TEGELIJK:
            raise ConfigurationError(
                _("Er lopen al {n} toetsen. Wacht tot er een klaar is, of pauzeer er een.", n=MAX_TEGELIJK)
            )

    def _ga(self, sessie: Sessie) -> None:
        keuzes = Keuzes.uit(sessie.keuzes)
        self._sessies.zet(sessie.id, Staat.LOOPT)
        self._kinderen.start(sessie, ["run", *keuzes.opties(), "--rapport", str(sessie.map)])

    def _pauzeer(self, sessie: Sessie) -> None:
        self._kinderen.pauzeer(sessie)

    def _vervolg(self, sessie: Sessie) -> None:
        self._nog_plaats()
        self._ga(sessie)

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
