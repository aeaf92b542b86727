"""`ketentoets zelfproef`: does the suite catch every planted defect, and nothing that is allowed?"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.actors.gedrag import GEDRAGINGEN, gedrag_van
from ketentoets.cli.proefspel import Gespeeld, Proef, speel_alle
from ketentoets.cli.proeftabel import MAKERS, Beproefd, Gezond
from ketentoets.cli.proefuitslag import Uitslag, uitslag, vals_alarm
from ketentoets.core.errors import ConfigurationError
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

    def proeven(self) -> list[Proef]:
        """Every play; raises `ConfigurationError` when a name is unknown or nothing is left."""
        rollen = [Rol(self.rol)] if self.rol else list(Rol)
        alles = not self.namen and not self.gedragingen
        gebreken = [g for g in _gebreken(self.namen) if g.rol in rollen] if alles or self.namen else []
        manieren = list(GEDRAGINGEN) if alles else self.gedragingen
        proeven = [Proef.zo(gedrag_van(naam), rol) for rol in rollen for naam in manieren]
        proeven += [Proef.met(g, snel=self.snel) for g in gespreid(gebreken, self.steekproef)]
        if not proeven:
            raise ConfigurationError(
                _("Bij deze keuze is er niets te beproeven; laat --rol weg of kies een ander gebrek.")
            )
        return proeven


def beproef(beproeving: Beproeving, formaat: str, werkers: int) -> int:
    """Try what was asked, print the table; the exit code."""
    proeven = beproeving.proeven()
    uitslagen: list[Uitslag] = []
    gezonden: list[Gezond] = []
    try:
        for n, (proef, gespeeld) in enumerate(speel_alle(proeven, werkers), 1):
            stand = _noteer(proef, gespeeld, uitslagen, gezonden)
            print(f"{n}/{len(proeven)} {proef.rol} {proef.naam}: {stand}", file=sys.stderr)
    except KeyboardInterrupt:
        print(_("Afgebroken; dit is wat tot dan toe is gespeeld."), file=sys.stderr)
        print(MAKERS[formaat](Beproefd(tuple(uitslagen), tuple(gezonden))))
        return EXIT_INTERRUPTED
    beproefd = Beproefd(tuple(uitslagen), tuple(gezonden))
    print(MAKERS[formaat](beproefd))
    if beproefd.stuk:
        return EXIT_CODES[Verdict.FOUT]
    return EXIT_CODES[Verdict.GEZAKT if beproefd.overlevenden or beproefd.vals else Verdict.GESLAAGD]


def _noteer(proef: Proef, gespeeld: Gespeeld, uitslagen: list[Uitslag], gezonden: list[Gezond]) -> str:
    """Keep what came of a play; how it stands, in a word."""
    if not proef.gebreken:
        gezonden.append(Gezond(proef, len(gespeeld), vals_alarm(gespeeld)))
        return _("{n} keer vals alarm", n=len(gezonden[-1].alarmen))
    gebrek = next(g for g in CATALOGUS if g.rol is proef.rol and g.naam in proef.gebreken)
    uitslagen.append(uitslag(gebrek, gespeeld))
    return uitslagen[-1].stand


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
