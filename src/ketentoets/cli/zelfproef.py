"""`ketentoets zelfproef`: does the suite catch every planted defect, and nothing that is allowed?"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.actors.gedrag import GEDRAGINGEN, gedrag_van
from ketentoets.cli.proefspel import Proef, Spel, speel_alle
from ketentoets.cli.proeftabel import MAKERS, Beproefd, Gezond, uit_json
from ketentoets.cli.proefuitslag import Uitslag, uitslag, vals_alarm
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, EXIT_INTERRUPTED, Verdict
from ketentoets.transports.base import Rol


@dataclass(frozen=True)
class Beproeving:
    """What to try: defects and ways of working by name (all of them without any), of one role or of both.

    `steekproef` takes so many defects, spread over the list; `snel` plays only the scenarios that name their rule.
    """

    namen: tuple[str, ...] = ()
    gedragingen: tuple[str, ...] = ()
    rol: str = ""
    steekproef: int = 0
    snel: bool = False

    def gebreken(self) -> list[Gebrek]:
        """The defects; raises `ConfigurationError` when a name is unknown."""
        if self.gedragingen and not self.namen:
            return []
        gekozen = [g for g in _gebreken(self.namen) if not self.rol or g.rol == self.rol]
        return gespreid(gekozen, self.steekproef)

    def gezond(self) -> list[Proef]:
        """The healthy systems; raises `ConfigurationError` when a name is unknown."""
        rollen = [Rol(self.rol)] if self.rol else list(Rol)
        namen = self.gedragingen or (() if self.namen else GEDRAGINGEN)
        return [Proef.zo(gedrag_van(naam), rol) for rol in rollen for naam in namen]


Basis = dict[tuple[Rol, str], Spel]
"""How the healthy systems play, per role and region."""


@dataclass
class Werkbank:
    """Plays, keeps the count, and says on standard error how far it is."""

    werkers: int
    totaal: int
    klaar: int = 0

    def gezond(self, proeven: Sequence[Proef]) -> Iterator[tuple[Gezond, Spel]]:
        """Healthy systems."""
        for proef, spel in speel_alle(proeven, self.werkers):
            gezond = Gezond(proef, len(spel.verslagen), vals_alarm(spel))
            self._toon(proef, _("{n} keer vals alarm", n=len(gezond.alarmen)))
            yield gezond, spel

    def gebreken(self, gebreken: Sequence[Gebrek], basis: Basis) -> Iterator[Uitslag]:
        """Defects, each in the scenarios it can touch; without `basis` in those that name its rule."""
        proeven = [Proef.met(g, basis[g.rol, g.profiel]) if basis else Proef.snel(g) for g in gebreken]
        for gebrek, (proef, spel) in zip(gebreken, speel_alle(proeven, self.werkers), strict=True):
            found = uitslag(gebrek, spel.met(basis[gebrek.rol, gebrek.profiel]) if basis else spel, len(spel.verslagen))
            self._toon(proef, found.stand)
            yield found

    def _toon(self, proef: Proef, stand: str) -> None:
        self.klaar += 1
        print(f"{self.klaar}/{self.totaal} {proef.rol} {proef.naam}: {stand}", file=sys.stderr, flush=True)


def beproef(beproeving: Beproeving, formaat: str, werkers: int) -> int:
    """Try what was asked, print the table; the exit code."""
    gebreken, gezond = beproeving.gebreken(), beproeving.gezond()
    if not gebreken and not gezond:
        raise ConfigurationError(_("Bij deze keuze is er niets te beproeven; laat --rol weg of kies een ander gebrek."))
    nodig = {} if beproeving.snel else dict.fromkeys(Proef(g.rol, profiel=g.profiel) for g in gebreken)
    gevraagd = [p for p in nodig if p not in gezond]
    bank = Werkbank(werkers, len(gebreken) + len(gezond) + len(gevraagd))
    uitslagen: list[Uitslag] = []
    gezonden: list[Gezond] = []
    basis: Basis = {}
    afgebroken = False
    try:
        for uitkomst, spel in bank.gezond([*gevraagd, *gezond]):
            gezonden.append(uitkomst)
            if uitkomst.proef in nodig:
                basis[uitkomst.proef.rol, uitkomst.proef.profiel] = spel
        uitslagen.extend(bank.gebreken(gebreken, basis))
    except KeyboardInterrupt:
        afgebroken = True
        print(_("Afgebroken; dit is wat tot dan toe is gespeeld."), file=sys.stderr)
    beproefd = Beproefd(tuple(uitslagen), tuple(gezonden))
    print(MAKERS[formaat](beproefd))
    return EXIT_INTERRUPTED if afgebroken else _code(beproefd)


def herhaal(bestand: Path, formaat: str) -> int:
    """Print the table of an earlier self-test (json) again; its exit code."""
    try:
        beproefd = uit_json(bestand.read_text(encoding="utf-8"))
    except OSError as error:
        reden = waarom(error)
        raise ConfigurationError(_("Kan {path} niet lezen: {reason}.", path=bestand, reason=reden)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(
            _("{path} is geen zelfproef in json van deze versie; maak hem met --formaat json.", path=bestand)
        ) from error
    print(MAKERS[formaat](beproefd))
    return _code(beproefd)


def _code(beproefd: Beproefd) -> int:
    if beproefd.stuk:
        return EXIT_CODES[Verdict.FOUT]
    return EXIT_CODES[Verdict.GEZAKT if beproefd.overlevenden or beproefd.vals else Verdict.GESLAAGD]


def _gebreken(namen: Iterable[str]) -> list[Gebrek]:
    asked = set(namen)
    unknown = sorted(asked - {g.naam for g in CATALOGUS})
    if unknown:
        raise ConfigurationError(
            _("Onbekend gebrek: {namen}. Zie ketentoets sut --gebreken.", namen=", ".join(unknown))
        )
    return [g for g in CATALOGUS if not asked or g.naam in asked]


def gespreid(gebreken: list[Gebrek], aantal: int) -> list[Gebrek]:
    """So many of them, from the whole length of the list; all of them with 0."""
    if not 0 < aantal < len(gebreken):
        return gebreken
    return [gebreken[n * len(gebreken) // aantal] for n in range(aantal)]
