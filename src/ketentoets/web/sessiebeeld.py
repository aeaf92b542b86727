"""A session as a page shows it: its state in words, how far it is, what it waits for, what came out."""

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from markupsafe import Markup, escape

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict
from ketentoets.reports import words
from ketentoets.reports.causes import Cause, causes
from ketentoets.reports.json_report import from_json
from ketentoets.session.sessies import Sessie, Staat, Vraag
from ketentoets.suite.meekijken import VOORTGANG
from ketentoets.web import bestanden
from ketentoets.web.keuzes import INGEBOUWD, Keuzes
from ketentoets.web.kind import laatste_woorden

MAX_OORZAKEN = 5
MAX_UITKOMSTEN = 400
UITSLAG = "run.json"


class Toestand(StrEnum):
    """What a person needs to know about a session."""

    LOOPT = "loopt"
    PAUZEERT = "pauzeert"
    WACHT = "wacht"
    GEPAUZEERD = "gepauzeerd"
    KLAAR = "klaar"
    MISLUKT = "mislukt"

    @property
    def woord(self) -> str:
        """As a label."""
        return {
            Toestand.LOOPT: _("loopt"),
            Toestand.PAUZEERT: _("gaat pauzeren"),
            Toestand.WACHT: _("wacht"),
            Toestand.GEPAUZEERD: _("gepauzeerd"),
            Toestand.KLAAR: _("klaar"),
            Toestand.MISLUKT: _("niet gelukt"),
        }[self]


@dataclass(frozen=True)
class Uitkomst:
    """A scenario that was played, and the verdict that the run gave it; None for none."""

    naam: str
    oordeel: Verdict | None


@dataclass(frozen=True)
class Opdracht:
    """A question to a person, as a card."""

    id: int
    titel: str
    uitleg: Markup


@dataclass(frozen=True)
class SessieBeeld:
    """What the templates see. `bezig` says whether a process is at work for it."""

    sessie: Sessie
    bezig: bool
    pauze_gevraagd: bool
    open_vragen: tuple[Vraag, ...]

    @property
    def id(self) -> str:
        """Its number."""
        return self.sessie.id

    @property
    def naam(self) -> str:
        """What somebody called it."""
        return self.sessie.naam

    @property
    def gemaakt(self) -> str:
        """When it was made, RFC 3339."""
        return self.sessie.gemaakt.isoformat()

    @cached_property
    def keuzes(self) -> Keuzes:
        """What was chosen on the first page."""
        return Keuzes.uit_sessie(self.sessie.naam, self.sessie.keuzes)

    @property
    def omschrijving(self) -> str:
        """System, role and region in one line."""
        k = self.keuzes
        wie = _("oefensysteem van ketentoets") if k.systeem == INGEBOUWD else k.adres
        wat = _("met ‘{text}’ in de naam", text=k.tekst) if k.tekst else k.proces or _("alle scenario's")
        return _(
            "{rol}, {wie}, profiel {profiel}, {wat}",
            rol=k.rol.capitalize() or _("Beide rollen"),
            wie=wie,
            profiel=k.profiel,
            wat=wat,
        )

    @cached_property
    def staat(self) -> Toestand:
        """The state: what the store says, and whether a process is really there."""
        if self.bezig:
            return Toestand.PAUZEERT if self.pauze_gevraagd else Toestand.LOOPT
        known = {
            Staat.WACHT_OP_MENS: Toestand.WACHT,
            Staat.WACHT_OP_TIJD: Toestand.WACHT,
            Staat.GEPAUZEERD: Toestand.GEPAUZEERD,
            Staat.KLAAR: Toestand.KLAAR,
            Staat.GESTOPT: Toestand.KLAAR,
        }
        return known.get(self.sessie.staat, Toestand.MISLUKT)

    @property
    def loopt(self) -> bool:
        """Whether a process is at work."""
        return self.bezig

    @property
    def volgbaar(self) -> bool:
        """Whether the page can still change by itself."""
        return not self.sessie.staat.af or self.bezig

    @property
    def uitleg(self) -> str:
        """The state in a sentence, with what to do."""
        tot = self.sessie.wacht_tot
        if self.staat is Toestand.MISLUKT:
            said = self.sessie.reden or laatste_woorden(self.sessie.map)
            return said or _("De toets is onverwacht gestopt.")
        return {
            Toestand.LOOPT: _("Ketentoets speelt de scenario's. U kunt deze pagina sluiten; de toets loopt door."),
            Toestand.PAUZEERT: _("Het scenario dat nu loopt wordt afgemaakt."),
            Toestand.GEPAUZEERD: _("Er gebeurt niets tot u hervat. Wat al gespeeld is, blijft bewaard."),
            Toestand.WACHT: self._wacht(tot),
            Toestand.KLAAR: self.sessie.reden or _("De toets is gestopt."),
        }[self.staat]

    def _wacht(self, tot: datetime | None) -> str:
        if self.open_vragen:
            return _("Er is iets voor u te doen; daarna gaat de toets verder.")
        when = _(" De toets gaat verder op {moment}.", moment=words.shown(tot.isoformat())) if tot else ""
        return (self.sessie.reden or _("De toets wacht.")) + when

    @property
    def vragen(self) -> list[Opdracht]:
        """What a person is asked to do now."""
        return [] if self.sessie.staat.af else [Opdracht(v.id, _titel(v), _gegevens(v)) for v in self.open_vragen]

    @cached_property
    def _voortgang(self) -> tuple[int, list[Uitkomst]]:
        return _lees_voortgang(self.sessie.map / VOORTGANG)

    @property
    def totaal(self) -> int:
        """How many scenarios there are to play; 0 when that is not known yet."""
        return self._voortgang[0]

    @property
    def gespeeld(self) -> int:
        """How many were played."""
        return min(len(self._voortgang[1]), self.totaal)

    @property
    def uitkomsten(self) -> list[Uitkomst]:
        """What came of each, as far as there is no report yet; the last ones when there are many."""
        return [] if self.run else self._voortgang[1][-MAX_UITKOMSTEN:]

    @property
    def tellingen(self) -> list[tuple[Verdict, int]]:
        """Per verdict how many, without zeros."""
        seen = [u.oordeel for u in self._voortgang[1]]
        return [(v, seen.count(v)) for v in ROLL_UP_ORDER if v in seen]

    @cached_property
    def run(self) -> RunRecord | None:
        """The result; None while it can still change."""
        return None if self.staat is not Toestand.KLAAR else lees_run(self.sessie.map)

    @property
    def telling_run(self) -> list[tuple[Verdict, int]]:
        """The counts of the result."""
        return [(v, self.run.counts()[str(v)]) for v in ROLL_UP_ORDER] if self.run else []

    @cached_property
    def _oorzaken(self) -> list[Cause]:
        return causes(self.run.scenarios) if self.run else []

    @property
    def oorzaken(self) -> list[Cause]:
        """What to mend first."""
        return self._oorzaken[:MAX_OORZAKEN]

    @property
    def redenen(self) -> list[ScenarioRecord]:
        """The first scenarios that prove nothing, with their reason."""
        found = self.run.scenarios if self.run else ()
        return [s for s in found if s.reden and s.oordeel not in words.QUIET][:MAX_OORZAKEN]

    @property
    def meer_oorzaken(self) -> int:
        """How many more there are."""
        return max(0, len(self._oorzaken) - MAX_OORZAKEN)

    @property
    def bestanden(self) -> list[bestanden.Bestand]:
        """What can be taken home; nothing while a run still writes."""
        return [] if self.bezig else bestanden.lijst(self.sessie.map)


def lees_run(map_: Path) -> RunRecord | None:
    """The result in a folder, when there is one that can be read."""
    path = map_ / UITSLAG
    try:
        return _run(path, path.stat().st_mtime_ns)
    except (OSError, ConfigurationError):
        return None


@lru_cache(maxsize=32)
def _run(path: Path, _changed: int) -> RunRecord:
    return from_json(path.read_text(encoding="utf-8"))


def _lees_voortgang(path: Path) -> tuple[int, list[Uitkomst]]:
    """The total, and the outcome of each scenario; one that was played again counts once, by its last outcome."""
    total, found = 0, {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0, []
    for line in lines:
        try:
            data = json.loads(line)
        except ValueError:
            continue
        if "totaal" in data:
            total = max(total, int(data["totaal"]))
        elif "naam" in data:
            found[data.get("id"), data.get("rol")] = Uitkomst(str(data["naam"]), _oordeel(data.get("oordeel")))
    return total, list(found.values())


def _oordeel(tekst: object) -> Verdict | None:
    return next((v for v in Verdict if v == tekst), None)


def _titel(vraag: Vraag) -> str:
    """What to do, in one sentence."""
    return str(vraag.gegevens.get("doen") or vraag.tekst)


def _gegevens(vraag: Vraag) -> Markup:
    """What must be keyed in, as a list; escaped here. A sheet for a person has its fields in order."""
    fields = vraag.gegevens.get("velden", list(vraag.gegevens.items()))
    lines = [f"<div><dt>{escape(_veld(str(n)))}</dt><dd>{_waarde(w)}</dd></div>" for n, w in fields]
    if not lines:
        return Markup()
    return Markup(f'<dl class="feiten">{"".join(lines)}</dl>')  # noqa: S704 - both sides are escaped


def _veld(naam: str) -> str:
    return naam[:1].upper() + naam[1:]


def _waarde(waarde: object) -> Markup:
    if isinstance(waarde, dict):
        return escape(", ".join(f"{_veld(str(n))}: {w}" for n, w in waarde.items()))
    if isinstance(waarde, list):
        return Markup("<br>").join(_waarde(w) for w in waarde)
    return escape(waarde)
