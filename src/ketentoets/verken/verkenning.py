"""An exploration from begin to end: reach the system, search, play what was found once more, report."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.session.keten import VIRTUEEL
from ketentoets.suite.partijen import INGEBOUWD, Partijen
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, begin
from ketentoets.transports.base import Rol
from ketentoets.verken.dekking import Dekking
from ketentoets.verken.rapport import Afwijking, als_data, oordeel, schrijf_json, schrijf_scenario
from ketentoets.verken.speler import Geheugen, Speler, Uitslag, kop, speel_verhaal
from ketentoets.verken.verhaal import Verhaal
from ketentoets.verken.wereld import Wereld, wereld
from ketentoets.verken.zoeker import Vondst, Zoeker


@dataclass(frozen=True)
class Grens:
    """When it is enough: so many seconds, or so many acts; None is no limit. Looked at between stories."""

    seconden: int | None = None
    stappen: int | None = None


@dataclass
class Verkenning:
    """One exploration of one system. `meld` and `krimpt` hear how far it is."""

    uitvoering: Uitvoering
    grens: Grens
    alle: bool = False
    meld: Callable[[Dekking], None] = lambda _dekking: None
    krimpt: Callable[[Verhaal], None] = lambda _verhaal: None
    afwijkingen: list[Afwijking] = field(default_factory=list)
    onderbroken: bool = False
    _begonnen: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.rol: Rol = self.uitvoering.rollen[0]
        geheugen = replace(self.uitvoering, journal=Geheugen(), verslagen=[])  # type: ignore[arg-type]
        controle = Speler(_zonder_gebreken(geheugen, self.rol), self.rol)
        self.wereld: Wereld = wereld(geheugen.profiel, self.rol, geheugen.datum, klok=geheugen.klok == VIRTUEEL)
        zaad = self.uitvoering.keuzes.zaad
        self.zoeker = Zoeker(self.wereld, Speler(geheugen, self.rol), controle, zaad, self._op)
        self.zoeker.meld, self.zoeker.krimpt = self.meld, self.krimpt

    def zoek(self, map_: Path) -> None:
        """Search until it is enough, or until the first deviation; each one is written down at once."""
        try:
            for vondst in self.zoeker.vondsten():
                self._bewaar(vondst, map_)
                if not self.alle:
                    return
        except KeyboardInterrupt:
            self.onderbroken = True

    @property
    def oordeel(self) -> Verdict:
        """The verdict so far."""
        return oordeel(self.zoeker.dekking, self.afwijkingen, verbroken=self.zoeker.speler.verbroken)

    @property
    def reden_einde(self) -> str:
        """Why the search ended."""
        if self.onderbroken:
            return _("onderbroken")
        if self.zoeker.speler.verbroken:
            return _("het systeem was niet meer bereikbaar: {reden}", reden=self.zoeker.speler.uitvoering.storing)
        if self.afwijkingen and not self.alle:
            return _("een afwijking gevonden")
        return _("de tijd is op") if self.grens.seconden is not None else _("het aantal stappen is bereikt")

    def schrijf(self, map_: Path) -> None:
        """Write `verken.json`."""
        u = self.uitvoering
        head: dict[str, Any] = {
            "begonnen": u.begonnen.isoformat(timespec="seconds"),
            "profiel": u.profiel.naam,
            "rol": str(self.rol),
            "sut": list(u.partijen.beschrijving()),
            "klok": u.klok,
            "datum": u.datum.isoformat(),
            "zaad": u.keuzes.zaad,
            "einde": self.reden_einde,
            "oordeel": str(self.oordeel),
        }
        schrijf_json(map_, als_data(head, self.wereld, self.zoeker.dekking, self.afwijkingen))

    def _op(self, dekking: Dekking) -> bool:
        if self.grens.stappen is not None and dekking.stappen >= self.grens.stappen:
            return True
        return self.grens.seconden is not None and monotonic() - self._begonnen >= self.grens.seconden

    def _bewaar(self, vondst: Vondst, map_: Path) -> None:
        """Play the story once more, now with a journal on disk, and write the scenario."""
        nummer = len(self.afwijkingen) + 1
        hoofd = kop(self.rol, f"verken/afwijking-{nummer}", "", self.zoeker.speler.gespeeld + nummer)
        herhaald = self._herhaal(hoofd, vondst)
        afwijking = Afwijking(nummer, vondst, herhaald)
        self.afwijkingen.append(afwijking)
        schrijf_scenario(map_, afwijking, self.uitvoering.profiel.naam)

    def _herhaal(self, hoofd: Any, vondst: Vondst) -> Uitslag:
        """What came of playing it again; when that differs, the journal also gets what was seen first."""
        herhaald = speel_verhaal(self.uitvoering, hoofd, vondst.verhaal)
        if vondst.oorzaak not in herhaald.oorzaken:
            for event in vondst.eerste_uitslag.events:
                self.uitvoering.journal.append(event.soort, event.tijd, **event.data)
            self.uitvoering.verslagen.append(vondst.eerste_uitslag.verslag)
        return herhaald


def open_verkenning(keuzes: Keuzes, grens: Grens, journaal: Path, *, alle: bool) -> Verkenning:
    """Reach the system and open the journal; raises `ConfigurationError` that says what to mend."""
    uitvoering = begin(replace(keuzes, ingebed=True), journaal)
    if len(uitvoering.rollen) != 1:
        uitvoering.sluit()
        raise ConfigurationError(_("Verkennen gaat over één systeem: kies --rol gemeente of --rol aanbieder."))
    return Verkenning(uitvoering, grens, alle)


def _zonder_gebreken(voorbeeld: Uitvoering, rol: Rol) -> Uitvoering:
    """The reference system without defects, to tell a wrong story from a wrong system."""
    partijen = Partijen(voorbeeld.profiel, {rol: INGEBOUWD}, voorbeeld.keuzes.profiel, ingebed=True)
    journal: Any = Geheugen()
    return replace(voorbeeld, partijen=partijen, journal=journal, verslagen=[], klok=VIRTUEEL)
