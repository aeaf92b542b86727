"""One process's share of a run: the journal, the parties, and a verdict per scenario.

Under pytest-xdist every worker has its own; nothing is shared, nothing is global.
"""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ketentoets import __version__
from ketentoets.core.calendar import AMSTERDAM, at
from ketentoets.core.errors import ConfigurationError, JournalFault, NotApplicable, SutError, SutUnreachable, Undecided
from ketentoets.core.journal import FORMAT_VERSION, Event, Journal, by_scenario, last_scenario
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.tijd import nu, werkelijke_tijd
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.lader import laad_profiel, profiel_uit_data
from ketentoets.fixtures.profiel import Profiel
from ketentoets.schemas.rules.engine import RULESET_VERSION
from ketentoets.schemas.standaard import onzeker, standaarden
from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.session.herhaling import WACHT
from ketentoets.session.judge import oordeel_scenario
from ketentoets.session.keten import BERICHTDATUM, VIRTUEEL, WERKELIJK, Keten, Mens, Partij
from ketentoets.session.sessieketen import Wacht
from ketentoets.suite.hervatten import Hervatketen, vraagt
from ketentoets.suite.partijen import INGEBOUWD, Partijen, verbind
from ketentoets.suite.samenloop import met_samenloop
from ketentoets.suite.spel import Mensen
from ketentoets.transports.adres import onofficieel, zegt_rol
from ketentoets.transports.base import Rol
from ketentoets.transports.toegang import Toegang

GIVE_UP_AFTER = 2
"""So many scenarios in a row without connection, and the rest is not tried any more."""


@dataclass(frozen=True)
class Keuzes:
    """What the user chose. `sut` holds addresses, or 'ingebouwd'; `rol` is '' when not given.

    `ingebed` runs a built-in system in this process instead of in one of its own.
    """

    profiel: str = "alkmaar"
    sut: tuple[str, ...] = (INGEBOUWD,)
    rol: str = ""
    klok: str = ""
    datum: date | None = None
    zaad: int = 1
    gebreken: tuple[str, ...] = ()
    gedrag: str = "gewoon"
    ingebed: bool = False
    toegang: Toegang = field(default_factory=Toegang.uit)

    def rollen(self) -> tuple[Rol, ...]:
        """The roles under test."""
        if self.rol in {"", "beide"}:
            return (Rol.GEMEENTE, Rol.AANBIEDER)
        return (Rol(self.rol),)


@dataclass
class Uitvoering:
    """Runs scenarios one by one and judges each from the journal."""

    keuzes: Keuzes
    profiel: Profiel
    partijen: Partijen
    journal: Journal
    rollen: tuple[Rol, ...]
    klok: str
    datum: date
    begonnen: datetime
    verslagen: list[ScenarioRecord] = field(default_factory=list)
    mislukt: int = 0
    storing: str = ""
    mens: Mens | None = None
    mensen: Mensen | None = None
    hangend: list[Event] = field(default_factory=list)
    wacht: str = ""

    def gesprek(self, kop: Kop) -> Gesprek:
        """A conversation for one scenario, at nine o'clock on the first Monday from the date."""
        vanaf = self._eerste_dag()
        parties = self.partijen.voor(kop.rol)
        keten = self._keten(kop, parties, at(vanaf))
        if self.klok == BERICHTDATUM:
            keten.nu = werkelijke_tijd()
        return Gesprek(kop, keten, self.profiel, self.keuzes.zaad, vanaf)

    def _keten(self, kop: Kop, parties: dict[Rol, Partij], begin: datetime) -> Keten:
        """The chain of a scenario; with `mensen` one that can stop at a question, and go on from there."""
        eerder, self.hangend = self.hangend, []
        reeks = eerder[-1]["reeks"] if eerder else self._reeks()
        self.partijen.nieuwe_nummers(kop.rol, reeks)
        if self.mensen is None or self.klok != VIRTUEEL:
            return Keten(parties, self.journal, begin, self.klok, mens=self.mens)
        lines = deque(e for e in eerder if e.soort != WACHT)
        keten = Hervatketen(parties, self.journal, begin, self.klok, sut=kop.rol, regels=lines, wachtend=bool(eerder))
        keten.mens = vraagt(keten, kop, self.mensen, reeks)
        return keten

    def _reeks(self) -> int:
        """A number that no earlier scenario of any run had: milliseconds of the start, plus this one."""
        return reeks_van(self.begonnen) + len(self.verslagen)

    def _eerste_dag(self) -> date:
        if self.klok == BERICHTDATUM:
            return werkelijke_tijd().date()
        return self.datum + timedelta(days=-self.datum.weekday() % 7)

    def speel(self, gesprek: Gesprek, stappen: Callable[[], None]) -> ScenarioRecord:
        """Play a scenario and judge it; whatever happens ends in a verdict."""
        try:
            self.nog_bereikbaar()
            stappen()
            gesprek.rond_af()
            self.mislukt = 0
        except JournalFault:
            raise
        except Wacht as wacht:
            self.wacht = str(wacht)
        except NotApplicable as error:
            gesprek.storing(Verdict.NIET_VAN_TOEPASSING, str(error))
        except Undecided as error:
            gesprek.storing(Verdict.ONBESLIST, str(error), verbinding=self.mislukt >= GIVE_UP_AFTER)
        except SutError as error:
            self._verbinding_kwijt(error)
            gesprek.storing(Verdict.ONBESLIST, str(error), verbinding=isinstance(error, SutUnreachable))
        except Exception as error:
            gesprek.storing(Verdict.FOUT, _("{kind}: {error}", kind=type(error).__name__, error=error))
        verslag = oordeel_scenario(last_scenario(self.journal.events), self.profiel, self.klok)
        self.verslagen.append(verslag)
        return verslag

    def nog_bereikbaar(self) -> None:
        """Raise `Undecided` when the connection was lost too often to try again."""
        if self.mislukt >= GIVE_UP_AFTER:
            raise Undecided(_("het systeem was niet meer bereikbaar: {reason}", reason=self.storing))

    def _verbinding_kwijt(self, error: SutError) -> None:
        if isinstance(error, SutUnreachable):
            self.mislukt += 1
            self.storing = str(error)

    def sluit(self) -> None:
        """Close the journal and the systems."""
        self.partijen.sluit()
        if self.journal.events and self.journal.events[-1].soort not in {"klaar", WACHT} and not self.journal.stuk:
            self.journal.append("klaar", self._nu(), echt=nu().isoformat())
        self.journal.close()

    def _nu(self) -> datetime:
        return self.journal.events[-1].tijd


def reeks_van(begonnen: datetime) -> int:
    """Milliseconds since a day before any run: no two runs of one system begin with the same."""
    return int((begonnen - datetime(2026, 1, 1, tzinfo=AMSTERDAM)) / timedelta(milliseconds=1))


def begin(keuzes: Keuzes, journaal: Path, *, zonder_klok: str = BERICHTDATUM) -> Uitvoering:
    """Load the profile, reach the systems and open the journal; `zonder_klok` is the mode for a system without one."""
    profiel = laad_profiel(keuzes.profiel)
    datum = keuzes.datum or profiel.datum
    profiel.standaard_op(datum)
    rollen, adressen = rollen_en_adressen(keuzes)
    partijen = Partijen(profiel, adressen, keuzes.profiel, keuzes.gebreken, keuzes.gedrag, keuzes.ingebed,
                        keuzes.toegang.in_map(journaal.parent))  # fmt: skip
    try:
        parties = [partijen.voor(rol)[rol] for rol in rollen]
        klok = _klok(keuzes.klok, parties, zonder_klok)
        datum = datum if klok == VIRTUEEL else werkelijke_tijd().date()
        journal = Journal(journaal, keuzes.toegang.masker())
    except FileExistsError as error:
        partijen.sluit()
        raise ConfigurationError(
            _("Journaal {path} bestaat al; kies een andere map voor --rapport.", path=journaal)
        ) from error
    except BaseException:
        partijen.sluit()
        raise
    begonnen = nu()
    _kop(journal, keuzes, profiel, partijen, klok, datum, begonnen)
    return Uitvoering(keuzes, profiel, partijen, journal, rollen, klok, datum, begonnen)


def heropen(keuzes: Keuzes, journaal: Path) -> tuple[Uitvoering, bool]:
    """Go on with a run: its own profile and clock, the systems reached again; also whether the journal was whole."""
    journal, heel = Journal.heropen(journaal, keuzes.toegang.masker())
    try:
        kop = journal.events[0]
        if kop.soort != "run" or kop.get("formaat") != FORMAT_VERSION:
            raise ConfigurationError(_("Dit is geen journaal van ketentoets, of van een andere versie."))
        if kop["ketentoets"] != __version__:
            raise ConfigurationError(
                _("Deze run is begonnen met ketentoets {was}; dit is {nu}. Ga verder met diezelfde versie.",
                  was=kop["ketentoets"], nu=__version__)
            )  # fmt: skip
        profiel = profiel_uit_data(kop["profiel"])
        rollen, adressen = rollen_en_adressen(keuzes)
        partijen = Partijen(profiel, adressen, keuzes.profiel, keuzes.gebreken, keuzes.gedrag, keuzes.ingebed,
                            keuzes.toegang.in_map(journaal.parent))  # fmt: skip
    except BaseException:
        journal.close()
        raise
    try:
        for rol in rollen:
            partijen.voor(rol)
    except BaseException:
        partijen.sluit()
        journal.close()
        raise
    datum = date.fromisoformat(kop["datum"])
    return Uitvoering(keuzes, profiel, partijen, journal, rollen, kop["klok"], datum, nu()), heel


def rollen_en_adressen(keuzes: Keuzes) -> tuple[tuple[Rol, ...], dict[Rol, str]]:
    """The roles under test and the address of each."""
    if keuzes.sut == (INGEBOUWD,):
        return keuzes.rollen(), dict.fromkeys(keuzes.rollen(), INGEBOUWD)
    found: dict[Rol, str] = {}
    asked = Rol(keuzes.rol) if keuzes.rol in set(Rol) else None
    for adres in keuzes.sut:
        rol = _rol_van(adres, asked, keuzes.toegang)
        if rol in found:
            raise ConfigurationError(_("Twee adressen zijn allebei een {rol}; geef per rol een adres op.", rol=rol))
        found[rol] = adres
    if keuzes.toegang.luister and len(found) > 1:
        raise ConfigurationError(_("--luister kan met één systeem tegelijk; test de rollen na elkaar."))
    if keuzes.rol == "beide" and len(found) < len(Rol):
        raise ConfigurationError(_("Voor --rol beide zijn twee adressen nodig, of laat --sut weg."))
    return tuple(rol for rol in Rol if rol in found), found


def _rol_van(adres: str, gevraagd: Rol | None, toegang: Toegang) -> Rol:
    """The role at an address; what cannot say so must be told."""
    if gevraagd is not None and not zegt_rol(adres):
        return gevraagd
    partij = verbind(adres, gevraagd, replace(toegang, luister=""))
    partij.systeem.close()
    return partij.rol


def _klok(gevraagd: str, parties: list[Partij], zonder_klok: str) -> str:
    zonder = [p for p in parties if not p.heeft("klok")]
    if gevraagd == WERKELIJK != zonder_klok:
        raise ConfigurationError(
            _("--klok werkelijk duurt dagen of weken; gebruik daarvoor: ketentoets sessie start --klok werkelijk.")
        )
    if gevraagd == VIRTUEEL and zonder:
        raise ConfigurationError(
            _(
                "Het systeem van de {rol} heeft geen klok die verzet kan worden; kies --klok berichtdatum.",
                rol=zonder[0].rol,
            )
        )
    return gevraagd or (zonder_klok if zonder else VIRTUEEL)


def _kop(
    journal: Journal, keuzes: Keuzes, profiel: Profiel, partijen: Partijen, klok: str, datum: date, begonnen: datetime
) -> None:
    data = profiel.model_dump(mode="json")
    journal.append(
        "run",
        at(datum),
        formaat=FORMAT_VERSION,
        run=f"{begonnen:%Y%m%d-%H%M%S}",
        ketentoets=__version__,
        regelset=RULESET_VERSION,
        begonnen=begonnen.isoformat(timespec="seconds"),
        profiel=data,
        profiel_hash=_hash(data),
        klok=klok,
        datum=datum.isoformat(),
        zaad=keuzes.zaad,
        rollen=[str(s["rol"]) for s in partijen.beschrijving()],
        sut=list(partijen.beschrijving()),
    )


def _hash(data: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:16]


def verslag(
    events: list[Event],
    scenarios: list[ScenarioRecord] | None = None,
    *,
    heel: bool = True,
    onder: Profiel | None = None,
) -> RunRecord:
    """The run record of a journal; the scenarios are judged again unless they are given.

    `onder` is another profile to judge by than the one of the run itself.
    """
    kop = events[0]
    if kop.soort != "run" or kop.get("formaat") != FORMAT_VERSION:
        raise ConfigurationError(_("Dit is geen journaal van ketentoets, of van een andere versie."))
    profiel = onder or profiel_uit_data(kop["profiel"])
    judged = scenarios if scenarios is not None else list(_oordeel(events, profiel, kop["klok"]))
    last = events[-1]
    return RunRecord(
        run=kop["run"],
        ketentoets=kop["ketentoets"],
        begonnen=kop["begonnen"],
        klaar=last.get("echt", "") if last.soort == "klaar" else "",
        profiel={
            "naam": profiel.naam,
            "titel": profiel.titel,
            "hash": _hash(onder.model_dump(mode="json")) if onder else kop["profiel_hash"],
        },
        regelset=kop["regelset"],
        klok=kop["klok"],
        datum=kop["datum"],
        zaad=kop["zaad"],
        rollen=tuple(kop["rollen"]),
        sut=tuple(kop["sut"]),
        scenarios=tuple(judged),
        afgebroken=not heel or last.soort != "klaar",
        afgeleid={s: r for s in sorted({j.standaard for j in judged} & {*standaarden()}) if (r := onzeker(s))}
        | {naam: redenen for s in kop["sut"] for naam, redenen in onofficieel(str(s["adres"])).items()},
    )


def _oordeel(events: list[Event], profiel: Profiel, klok: str) -> Iterator[ScenarioRecord]:
    for group in by_scenario(e for e in events if e.soort != "klaar"):
        yield met_samenloop(oordeel_scenario(group, profiel, klok), group, events)


def overgeslagen(kop: Kop, reden: str) -> ScenarioRecord:
    """A scenario that was chosen but not run."""
    data: dict[str, Any] = {"id": kop.id, "naam": kop.naam, "proces": kop.proces, "rol": str(kop.rol)}
    return ScenarioRecord(
        **data, bron=kop.bron, regels=kop.regels, soorten=kop.soorten, oordeel=Verdict.OVERGESLAGEN, reden=reden
    )
