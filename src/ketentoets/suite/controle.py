"""Before a run: can this system be tested? Every line is fine, not fine, or not possible, with what to mend."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ketentoets.core.calendar import AMSTERDAM, at
from ketentoets.core.errors import (
    KetentoetsError,
    SutCannot,
    SutUnreachable,
)
from ketentoets.core.journal import Journal
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import Profiel
from ketentoets.schemas.validator import level1
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.keten import BERICHTDATUM, VIRTUEEL, Keten, Partij
from ketentoets.suite.inrichten import controlepersoon
from ketentoets.suite.referentie import referentie
from ketentoets.transports.adres import verbinding
from ketentoets.transports.base import Identity, Kanaal, Outcome, Rol
from ketentoets.transports.embedded import EmbeddedSystem
from ketentoets.transports.toegang import Toegang

GOED, NIET_GOED, NIET_MOGELIJK = "goed", "niet goed", "niet mogelijk"
TERMIJN = timedelta(days=14)
"""How long a return message may take on a clock that can be set."""


@dataclass(frozen=True)
class Regel:
    """One check. `doe` says what to mend, '' when there is nothing to do."""

    controle: str
    uitkomst: str
    tekst: str
    doe: str = ""

    def as_dict(self) -> dict[str, str]:
        """The JSON form."""
        return asdict(self)


@dataclass
class Controle:
    """Checks one system, line by line; it stops when going on makes no sense."""

    adres: str
    rol: Rol | None
    profiel: Profiel
    toegang: Toegang
    zaad: int = 1
    geduld: float = 5.0
    nu: datetime = field(default_factory=lambda: datetime.now(AMSTERDAM).replace(microsecond=0))
    toonbaar: str = ""
    _identity: Identity | None = None

    def regels(self) -> Iterator[Regel]:
        """The lines, as they become known; raises `ConfigurationError` for wrong settings."""
        with TemporaryDirectory(prefix="ketentoets-") as map_:
            kanaal = verbinding(self.adres, self.toegang.in_map(Path(map_)))
            self.toonbaar = kanaal.adres
            try:
                yield from self._alle(kanaal, Path(map_))
            finally:
                kanaal.close()

    def _alle(self, kanaal: Kanaal, map_: Path) -> Iterator[Regel]:
        verbonden = self._verbinding(kanaal)
        yield verbonden
        if verbonden.uitkomst == NIET_GOED:
            return
        rol = self._rol()
        yield rol
        if rol.uitkomst == NIET_GOED or self.rol is None:
            return
        yield self._release()
        kan = self._identity.kan if self._identity else kanaal.probe()
        partij = Partij(self.rol, kanaal, False, kanaal.adres, self._identity, kan)
        yield from self._gesprek(partij, map_)

    def _verbinding(self, kanaal: Kanaal) -> Regel:
        naam = _("verbinding")
        try:
            self._identity = kanaal.identify()
        except SutCannot:
            tekst = _("{adres} is te gebruiken; het zegt niet wie het is", adres=kanaal.adres)
            return Regel(naam, GOED, tekst)
        except SutUnreachable as error:
            doe = _("Controleer het adres, of het systeem aan staat, en wat er tussen zit (firewall, certificaat).")
            return Regel(naam, NIET_GOED, str(error), doe)
        except KetentoetsError as error:
            doe = _("Laat GET / antwoorden zoals 'ketentoets koppelvlak' het beschrijft, of met 404.")
            return Regel(naam, NIET_GOED, str(error), doe)
        wie = _("{naam} {versie} antwoordt op {adres}", naam=self._identity.naam, versie=self._identity.versie,
                adres=kanaal.adres)  # fmt: skip
        return Regel(naam, GOED, wie)

    def _rol(self) -> Regel:
        naam, gezegd = _("rol"), self._identity.rol if self._identity else None
        if gezegd is None and self.rol is None:
            doe = _("Geef --rol gemeente of --rol aanbieder op.")
            return Regel(naam, NIET_GOED, _("het systeem zegt niet welke rol het speelt"), doe)
        if gezegd is not None and self.rol not in {None, gezegd}:
            doe = _("Geef het juiste adres, of --rol {rol}.", rol=gezegd)
            return Regel(naam, NIET_GOED, _("het systeem is een {echt}, geen {rol}", echt=gezegd, rol=self.rol), doe)
        self.rol = gezegd or self.rol
        return Regel(naam, GOED, _("{rol}", rol=self.rol))

    def _release(self) -> Regel:
        naam, nodig = _("release"), self.profiel.standaard_op(self._dag().date())
        gezegd = self._identity.standaarden if self._identity else ()
        if not gezegd:
            tekst = _("het systeem zegt niet welke releases het kent; nodig is {standaard}", standaard=nodig)
            return Regel(naam, NIET_MOGELIJK, tekst)
        if nodig not in gezegd:
            tekst = _("nodig is {nodig}; het systeem noemt {all}", nodig=nodig, all=", ".join(gezegd))
            doe = _("Kies een profiel of --datum met een release die het systeem kent, of noem de release bij GET /.")
            return Regel(naam, NIET_GOED, tekst, doe)
        return Regel(naam, GOED, nodig)

    def _dag(self) -> datetime:
        """Where the check stands in time: the day of the profile on a clock that can be set, and else now."""
        kan = self._identity.kan if self._identity else frozenset()
        return at(self.profiel.datum) if {"klok", "inrichting"} <= kan else self.nu

    def _gesprek(self, partij: Partij, map_: Path) -> Iterator[Regel]:
        """Set-up, clock, and a message each way in a small conversation of its own."""
        actor = referentie(partij.rol.ander, self.profiel)
        actor.reeks = int(self.nu.timestamp())
        ander = Partij(partij.rol.ander, EmbeddedSystem(actor), True, "gesimuleerd")
        virtueel = partij.heeft("klok") and partij.heeft("inrichting")
        begin = self._dag() if virtueel else self.nu
        modus = VIRTUEEL if virtueel else BERICHTDATUM
        with Journal(map_ / "journaal.jsonl", self.toegang.masker()) as journal:
            keten = Keten({partij.rol: partij, ander.rol: ander}, journal, begin, modus, self.geduld)
            client = controlepersoon(self.profiel, self.zaad, begin)
            ingericht = self._inrichting(keten, partij, self.profiel.inrichting(begin, [client]))
            yield ingericht
            if ingericht.uitkomst == NIET_GOED:
                return
            yield self._klok(partij, begin)
            yield from self._heen_en_weer(keten, partij, client)

    def _inrichting(self, keten: Keten, partij: Partij, gegevens: dict[str, Any]) -> Regel:
        naam = _("inrichting")
        try:
            keten.richt_in(gegevens)
        except KetentoetsError as error:
            doe = _("Laat PUT /inrichting 204 antwoorden op een inrichting zoals 'ketentoets inrichting' die schrijft.")
            return Regel(naam, NIET_GOED, str(error), doe)
        if partij.heeft("inrichting"):
            return Regel(naam, GOED, _("het systeem begint opnieuw met de testinrichting"))
        doe = _("Laad met de hand in wat 'ketentoets inrichting --uit MAP' schrijft, elke maand opnieuw.")
        return Regel(naam, NIET_MOGELIJK, _("het systeem neemt geen inrichting aan"), doe)

    def _klok(self, partij: Partij, begin: datetime) -> Regel:
        naam = _("klok")
        if not partij.heeft("klok"):
            doe = _("Bied PUT /klok aan om termijnen te laten toetsen; anders oordeelt --klok berichtdatum.")
            return Regel(naam, NIET_MOGELIJK, _("het systeem heeft geen klok die verzet kan worden"), doe)
        if not partij.heeft("inrichting"):
            return Regel(naam, NIET_MOGELIJK, _("zonder inrichting kan de klok niet terug; hij is niet verzet"))
        try:
            partij.systeem.set_clock(begin + timedelta(minutes=1))
        except KetentoetsError as error:
            return Regel(naam, NIET_GOED, str(error), _("Laat PUT /klok 204 antwoorden als het werk gedaan is."))
        return Regel(naam, GOED, _("de klok kan worden verzet"))

    def _heen_en_weer(self, keten: Keten, partij: Partij, client: dict[str, Any]) -> Iterator[Regel]:
        heen, terug = _("bericht heen"), _("bericht terug")
        try:
            self._stuur(keten, partij, client)
            terug_er = keten.wacht(lambda: bool(self._van(keten, partij.rol)), keten.nu + TERMIJN)
        except KetentoetsError as error:
            doe = _("Kijk in het logboek van het systeem wat er met het bericht gebeurde.")
            yield Regel(heen, NIET_GOED, str(error), doe)
            return
        yield self._heen(keten, heen)
        found = self._van(keten, partij.rol)
        if not terug_er or not found:
            doe = _("Laat het systeem een retourbericht klaarzetten, of lever het met de hand uit en kijk opnieuw.")
            yield Regel(terug, self._zonder_antwoord(keten), _("er kwam geen bericht terug"), doe)
            return
        yield self._terug(found[0], terug)

    def _stuur(self, keten: Keten, partij: Partij, client: dict[str, Any]) -> None:
        """Let the simulated partner send the first message of the chain."""
        product = next(iter(self.profiel.contract.values()))
        begin = keten.nu.date()
        gegevens: dict[str, Any] = {
            "categorie": product.categorie, "code": product.code, "ingangsdatum": begin.isoformat(),
            "einddatum": (begin + timedelta(days=180)).isoformat(), "volume": 60,
            "eenheid": product.eenheden[0], "frequentie": product.frequenties[0],
        }  # fmt: skip
        if partij.rol is Rol.GEMEENTE:
            keten.opdracht(Rol.AANBIEDER, "verzoek-om-toewijzing", {"bsn": client["bsn"], "producten": [gegevens]})
        else:
            agb = self.profiel.aanbieder.agb
            order = {"bsn": client["bsn"], "aanbieder": agb, "producten": [gegevens]}
            keten.opdracht(Rol.GEMEENTE, "wijs-toe", order)

    def _heen(self, keten: Keten, naam: str) -> Regel:
        leveringen = [e for e in keten.journal.events if e.soort == "aflevering"]
        if not leveringen:
            return Regel(naam, NIET_GOED, _("er is niets afgeleverd"), _("Meld dit; het ligt aan ketentoets."))
        uitkomst, reden = leveringen[0]["uitkomst"], leveringen[0]["reden"]
        if uitkomst in {Outcome.GEWEIGERD, Outcome.STRIJDIG}:
            doe = _("Het bericht is geldig ('ketentoets valideer' zegt waarom); neem het aan met 202.")
            return Regel(naam, NIET_GOED, _("het systeem weigert een geldig bericht: {reden}", reden=reden), doe)
        return Regel(naam, GOED, _("{uitkomst}", uitkomst=uitkomst))

    def _zonder_antwoord(self, keten: Keten) -> str:
        return NIET_GOED if keten.modus == VIRTUEEL else NIET_MOGELIJK

    def _terug(self, kb: Ketenbericht, naam: str) -> Regel:
        bericht, bevindingen = level1(kb.xml)
        if bericht is None or bevindingen:
            doe = _("Valideer het bericht met 'ketentoets valideer' en verbeter het eerst op het schema.")
            return Regel(naam, NIET_GOED, bevindingen[0].tekst if bevindingen else _("onleesbaar"), doe)
        return Regel(naam, GOED, _("{naam} ontvangen en geldig", naam=bericht.naam))

    @staticmethod
    def _van(keten: Keten, rol: Rol) -> list[Ketenbericht]:
        berichten = (Ketenbericht.uit(e) for e in keten.journal.events if e.soort == "bericht")
        return [kb for kb in berichten if kb.van is rol]


def in_orde(regels: list[Regel]) -> bool:
    """Whether a run can begin: nothing is wrong, and there was something to look at."""
    return bool(regels) and all(r.uitkomst != NIET_GOED for r in regels)
