"""Real time: a session goes on from its journal, day after day, with the clock faked at the edge of the process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from ketentoets.actors.beperkt import BeperktSysteem
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.journal import Journal, read_journal
from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.session.keten import Partij
from ketentoets.suite.partijen import Partijen, referentie
from ketentoets.suite.sessiespel import maak_spel, tussenstand
from ketentoets.suite.spel import Mensen, Spel
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, _kop
from ketentoets.suite.verhalen import verhalen
from ketentoets.transports.base import Rol
from ketentoets.transports.embedded import EmbeddedSystem

MAANDAG = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
PROFIEL = laad_profiel("alkmaar")


class Wereld:
    """A tested system that keeps running, and a session about it that is taken up again and again."""

    def __init__(self, map_: Path, rol: Rol, *, zonder: tuple[str, ...] = ("klok",), gebreken: tuple[str, ...] = (),
                 klok: str = "werkelijk", gedrag: str = "gewoon") -> None:
        self.journaal = map_ / "journaal.jsonl"
        self.rol, self.klok = rol, klok
        self.systeem: Any = EmbeddedSystem(BeperktSysteem(referentie(rol, PROFIEL, gebreken, gedrag), zonder))
        self.tekst = ""

    def uitvoering(self, journal: Journal) -> Uitvoering:
        keuzes = Keuzes(sut=("http://eigen",), rol=str(self.rol), klok=self.klok)
        partijen = Partijen(PROFIEL, {self.rol: "http://eigen"}, "alkmaar")
        identity = self.systeem.identify()
        partijen._open[self.rol] = {self.rol: Partij(self.rol, self.systeem, False, "eigen", identity, identity.kan)}
        nu = datetime.now(AMSTERDAM)
        uitvoering = Uitvoering(keuzes, PROFIEL, partijen, journal, (self.rol,), self.klok, nu.date(), nu)
        if not journal.events:
            _kop(journal, keuzes, PROFIEL, partijen, self.klok, nu.date(), nu)
        return uitvoering

    def vervolg(self, wanneer: datetime, mensen: Mensen | None = None) -> RunRecord:
        with time_machine.travel(wanneer, tick=False):
            journal = Journal.heropen(self.journaal)[0] if self.journaal.exists() else Journal(self.journaal)
            with journal:
                gekozen = verhalen((self.rol,), lambda kop, _tags: self.tekst in kop.naam)
                spel = maak_spel(self.uitvoering(journal), gekozen, mensen or Mensen())
                spel.geduld = 0
                spel.ga_verder()
                self.spel = spel
                return tussenstand(spel)

    def tot_het_af_is(self, begin: datetime = MAANDAG, stap: timedelta = timedelta(days=1), hoogstens: int = 400) -> RunRecord:
        nu = begin
        for _n in range(hoogstens):
            run = self.vervolg(nu)
            if self.spel.af:
                return run
            wekkers = [s.wekker for s in self.spel.sporen if not s.af and s.wekker]
            nu = max(nu + timedelta(minutes=1), min(wekkers))
        raise AssertionError([s.reden for s in run.scenarios])


def oordelen(run: RunRecord) -> dict[str, str]:
    return {s.naam: f"{s.oordeel} {s.reden} {[b.tekst for b in s.bevindingen]}" for s in run.scenarios}


@pytest.mark.parametrize("rol", list(Rol))
def test_alles(rol: Rol, tmp_path: Path) -> None:
    w = Wereld(tmp_path, rol)
    w.tekst = ""
    run = w.tot_het_af_is()
    for n, s in oordelen(run).items():
        print(n, s)
    assert 0
