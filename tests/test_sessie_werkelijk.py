"""Real time: a session goes on from its journal, day after day, with the clock faked at the edge of the process."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from ketentoets.actors.beperkt import BeperktSysteem
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError, SutUnreachable
from ketentoets.core.journal import Journal, read_journal
from ketentoets.core.record import RunRecord
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.session.keten import Partij
from ketentoets.suite.partijen import Partijen
from ketentoets.suite.referentie import referentie
from ketentoets.suite.sessiespel import maak_spel, tussenstand
from ketentoets.suite.speelveld import speelveld
from ketentoets.suite.spel import Mensen
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, _kop
from ketentoets.suite.verhalen import verhalen
from ketentoets.transports.base import Order, Rol
from ketentoets.transports.embedded import EmbeddedSystem

MAANDAG = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
PROFIEL = laad_profiel("alkmaar")


class Wereld:
    """A tested system that keeps running, and a session about it that is taken up again and again."""

    def __init__(
        self,
        map_: Path,
        rol: Rol,
        *,
        zonder: tuple[str, ...] = ("klok",),
        gebreken: tuple[str, ...] = (),
        klok: str = "werkelijk",
        gedrag: str = "gewoon",
    ) -> None:
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
                gekozen = verhalen(
                    (self.rol,), speelveld(PROFIEL.naam, MAANDAG.date()), lambda kop, _tags: self.tekst in kop.naam
                )
                spel = maak_spel(self.uitvoering(journal), gekozen, mensen or Mensen())
                spel.geduld = 0
                spel.ga_verder()
                self.spel = spel
                return tussenstand(spel)

    def tot_het_af_is(
        self, begin: datetime = MAANDAG, stap: timedelta = timedelta(days=1), hoogstens: int = 400
    ) -> RunRecord:
        nu = begin
        for _n in range(hoogstens):
            run = self.vervolg(nu)
            if self.spel.af:
                return run
            wekkers = [s.wekker for s in self.spel.sporen if not s.af and s.wekker]
            nu = max(nu + timedelta(minutes=1), min(wekkers))
        raise AssertionError([s.reden for s in run.scenarios])


PATROON_1 = "Patroon 1, het verzoek wordt toegewezen"


def stand(run: RunRecord) -> dict[str, tuple[str, str]]:
    return {s.naam: (str(s.oordeel), s.reden) for s in run.scenarios}


def berichten(journaal: Path) -> list[str]:
    return [e["id"] for e in read_journal(journaal)[0] if e.soort in {"bericht", "zwerfbericht"}]


def test_six_weeks_pass_with_every_scenario_at_its_own_pace(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE, gedrag="laatste-moment")
    wereld.tekst = "Patroon"
    first = stand(wereld.vervolg(MAANDAG))
    assert len(first) == 4
    for oordeel, reden in first.values():
        assert oordeel == "onbeslist"
        assert reden.startswith(
            "nog niet af: de gemeente stuurt nog: een retourbericht op JW315, uiterlijk do 26-11-2026"
        )
    last = wereld.tot_het_af_is(MAANDAG + timedelta(hours=1))
    assert {o for o, _reden in stand(last).values()} == {"geslaagd"}
    assert last.klok == "werkelijk"
    tijden = [e.tijd for e in read_journal(wereld.journaal)[0] if e.soort == "einde"]
    assert (max(tijden) - min(tijden)).days >= 42
    ids = berichten(wereld.journaal)
    assert len(ids) == len(set(ids))


def test_nothing_to_do_is_nothing_done(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.AANBIEDER)
    wereld.tekst = "Patroon 3"
    wereld.vervolg(MAANDAG)
    (spoor,) = wereld.spel.sporen
    assert spoor.wekker is not None
    lines = len(read_journal(wereld.journaal)[0])
    wereld.vervolg(spoor.wekker - timedelta(minutes=1))
    added = read_journal(wereld.journaal)[0][lines:]
    assert [e.soort for e in added] == ["leeg"]


def test_a_system_that_is_late_fails_with_the_days_that_counted(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE, gebreken=("316-werkdag-te-laat",))
    wereld.tekst = "Patroon 1"
    (scenario,) = wereld.tot_het_af_is().scenarios
    assert str(scenario.oordeel) == "gezakt"
    (finding,) = scenario.bevindingen
    assert finding.regel == "OP090"
    assert finding.termijn["geteld"] == ["2026-11-24", "2026-11-25", "2026-11-26"]
    assert finding.gevonden.startswith("vr 27-11-2026")


def test_the_last_second_of_a_term_is_in_time(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE, gedrag="laatste-moment")
    wereld.tekst = "Patroon 1"
    assert stand(wereld.tot_het_af_is()) == {PATROON_1: ("geslaagd", "")}


def test_mail_that_was_fetched_days_later_still_counts_from_when_it_stood_ready(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE, gedrag="laatste-moment")
    wereld.tekst = "Patroon 2"
    wereld.vervolg(MAANDAG)
    wereld.vervolg(MAANDAG + timedelta(days=1))
    wereld.vervolg(MAANDAG + timedelta(days=40))
    ((oordeel, reden),) = stand(wereld.tot_het_af_is(MAANDAG + timedelta(days=41))).values()
    assert (oordeel, reden) == ("geslaagd", "")


def test_a_session_that_was_left_alone_does_not_blame_the_system(tmp_path: Path) -> None:
    """The provider's next steps came far too late, because nobody went on with the session."""
    wereld = Wereld(tmp_path, Rol.AANBIEDER)
    wereld.tekst = "De maand wordt gedeclareerd en goedgekeurd"
    nu = MAANDAG
    while '"bericht": "323"' not in (wereld.journaal.read_text(encoding="utf-8") if wereld.journaal.exists() else ""):
        wereld.vervolg(nu)
        nu = wereld.spel.sporen[0].wekker or nu
    ((oordeel, reden),) = stand(wereld.tot_het_af_is(nu + timedelta(days=40))).values()
    assert oordeel == "onbeslist"
    assert "niet op tijd vervolgd" in reden


def test_a_scenario_of_the_past_does_not_apply(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE)
    wereld.tekst = "Voorbeeld 1, een gebroken week"
    ((oordeel, reden),) = stand(wereld.vervolg(MAANDAG)).values()
    assert oordeel == "niet van toepassing"
    assert "vaste dag" in reden


class Doodgegaan(BaseException):
    """The process is gone: nothing catches this, nothing is written any more."""


@contextmanager
def dood_bij(monkeypatch: pytest.MonkeyPatch, n: int, *, erna: bool) -> Iterator[None]:
    """Die at the n-th line of the journal, just before or just after it is written."""
    original = Journal.append

    def append(self: Journal, *arguments: Any, **data: Any) -> Any:
        if len(self.events) == n and not erna:
            raise Doodgegaan
        event = original(self, *arguments, **data)
        if event.n == n:
            raise Doodgegaan
        return event

    with monkeypatch.context() as patch:
        patch.setattr(Journal, "append", append)
        yield


@pytest.mark.parametrize("rol", list(Rol))
def test_wherever_it_dies_the_verdict_is_the_same_or_undecided_with_the_reason(
    rol: Rol, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of the journal, before and after: each message once, and the same verdict."""
    (tmp_path / "heel").mkdir()
    heel = Wereld(tmp_path / "heel", rol)
    heel.tekst = "Patroon 1"
    assert stand(heel.vervolg(MAANDAG))[PATROON_1] == ("geslaagd", "")
    lines = read_journal(heel.journaal)[0]
    begin = next(e.n for e in lines if e.soort == "scenario")
    einde = next(e.n for e in lines if e.soort == "einde")
    verloren = []
    for n in range(begin, einde + 1, 1 if rol is Rol.GEMEENTE else 3):
        for erna in (False, True):
            (tmp_path / f"{n}{erna}").mkdir()
            wereld = Wereld(tmp_path / f"{n}{erna}", rol)
            wereld.tekst = "Patroon 1"
            with dood_bij(monkeypatch, n, erna=erna), pytest.raises(Doodgegaan):
                wereld.vervolg(MAANDAG)
            oordeel, reden = stand(wereld.tot_het_af_is(MAANDAG + timedelta(minutes=1)))[PATROON_1]
            ids = berichten(wereld.journaal)
            assert len(ids) == len(set(ids)), n
            if oordeel == "geslaagd":
                assert len(ids) == len(berichten(heel.journaal)), n
            else:
                assert (oordeel, "niemand weet of die is uitgevoerd" in reden) == ("onbeslist", True), (
                    n,
                    oordeel,
                    reden,
                )
                verloren.append((n, erna))
    soorten = {lines[n].soort if not erna else lines[n + 1].soort for n, erna in verloren}
    assert soorten <= {"opdracht"}, "only between giving an order and writing it down"


def test_another_outcome_than_the_journal_says_stops_with_the_line(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE, gedrag="laatste-moment")
    wereld.tekst = "Patroon 2"
    wereld.vervolg(MAANDAG)
    text = wereld.journaal.read_text(encoding="utf-8")
    wereld.journaal.write_text(
        re.sub('("gegevens": {"bsn": "[0-9]+", "producten": .*?"volume": )3', r"\g<1>4", text), encoding="utf-8"
    )
    with pytest.raises(ConfigurationError, match=r"regel \d+ \(opdracht\).*andere versie"):
        wereld.vervolg(MAANDAG + timedelta(days=4))


class Weg:
    """A system whose cable was pulled."""

    def __getattr__(self, naam: str) -> Any:
        def roep(*_arguments: Any) -> Any:
            raise SutUnreachable("geen verbinding")

        return roep


def test_while_the_system_is_away_no_term_runs_out(tmp_path: Path) -> None:
    """The mail may hold the answer: nothing is judged that was not fetched."""
    wereld = Wereld(tmp_path, Rol.GEMEENTE, gedrag="laatste-moment")
    wereld.tekst = "Patroon 2"
    wereld.vervolg(MAANDAG)
    echt = wereld.systeem
    with time_machine.travel(MAANDAG + timedelta(days=4), tick=False):
        assert echt.fetch() is not None
    identity = echt.identify()
    wereld.systeem = Weg()
    wereld.systeem.identify = lambda: identity
    lines = len(read_journal(wereld.journaal)[0])
    run = wereld.vervolg(MAANDAG + timedelta(days=60))
    assert "geen verbinding" in wereld.spel.storing[Rol.GEMEENTE]
    assert len(read_journal(wereld.journaal)[0]) == lines
    assert stand(run)["Patroon 2, het verzoek wordt afgewezen"][0] == "onbeslist"
    wereld.systeem = echt
    assert [o for o, _r in stand(wereld.tot_het_af_is(MAANDAG + timedelta(days=61))).values()] == ["geslaagd"]


class Dubbel:
    """A system that gives every message twice, and a message of somebody else before each."""

    def __init__(self, systeem: Any) -> None:
        self._systeem = systeem
        self.vergeet = True

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._systeem, naam)

    def acknowledge(self, message_id: str) -> None:
        """The first time, it does not listen."""
        self.vergeet = not self.vergeet
        if self.vergeet:
            self._systeem.acknowledge(message_id)


def test_a_message_that_comes_twice_is_stored_once(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.GEMEENTE)
    wereld.systeem = Dubbel(wereld.systeem)
    wereld.tekst = "Patroon"
    run = wereld.tot_het_af_is()
    assert {o for o, _r in stand(run).values()} == {"geslaagd"}
    ids = berichten(wereld.journaal)
    assert len(ids) == len(set(ids))


class Mens(Mensen):
    """Gives the same answer to everything, or none."""

    def __init__(self, systeem: Any, antwoord: tuple[str, str] | None) -> None:
        self.systeem, self.antwoord = systeem, antwoord
        self.gevraagd: list[str] = []

    def vraag(self, sleutel: str, rol: Rol, naam: str, gegevens: dict[str, Any]) -> tuple[str, str] | None:
        self.gevraagd.append(sleutel)
        if self.antwoord and self.antwoord[0] == "klaar":
            self.systeem.order(Order(naam, gegevens))
        return self.antwoord

    def is_beantwoord(self, sleutel: str) -> bool:
        return self.antwoord is not None


def met_mens(tmp_path: Path, antwoord: tuple[str, str] | None) -> tuple[Wereld, Mens]:
    wereld = Wereld(tmp_path, Rol.GEMEENTE, zonder=("klok", "opdrachten"))
    wereld.tekst = "Patroon 1"
    return wereld, Mens(wereld.systeem._system._actor, antwoord)


def test_a_person_is_asked_once_and_the_answer_counts(tmp_path: Path) -> None:
    wereld, mens = met_mens(tmp_path, None)
    first = wereld.vervolg(MAANDAG, mens)
    assert "iemand moet 'beoordeel-verzoek' invoeren" in first.scenarios[0].reden
    n = len(mens.gevraagd)
    wereld.vervolg(MAANDAG + timedelta(hours=1), mens)
    assert len(mens.gevraagd) == n
    mens.antwoord = ("klaar", "")
    wereld.vervolg(MAANDAG + timedelta(hours=2), mens)
    assert len(set(mens.gevraagd)) == 1
    run = wereld.tot_het_af_is(MAANDAG + timedelta(days=1))
    assert stand(run) == {PATROON_1: ("geslaagd", "")}
    assert len(mens.gevraagd) == n + 1


@pytest.mark.parametrize(
    ("antwoord", "woorden"), [(("overslaan", "geen tijd"), "overgeslagen"), (("lukt niet", "geen knop"), "geen knop")]
)
def test_what_a_person_did_not_do_leaves_it_undecided(antwoord: tuple[str, str], woorden: str, tmp_path: Path) -> None:
    wereld, mens = met_mens(tmp_path, antwoord)
    ((oordeel, reden),) = stand(wereld.vervolg(MAANDAG, mens)).values()
    assert oordeel == "onbeslist"
    assert woorden in reden


def test_by_the_dates_in_the_messages_it_does_not_wait_for_days(tmp_path: Path) -> None:
    wereld = Wereld(tmp_path, Rol.AANBIEDER, klok="berichtdatum")
    wereld.tekst = "Patroon"
    run = wereld.vervolg(MAANDAG)
    assert wereld.spel.af
    found = stand(run)
    assert found[PATROON_1][0] == "geslaagd"
    assert found["Patroon 3, onderzoek en dan toegewezen"][0] == "onbeslist"
    assert run.klok == "berichtdatum"


def test_an_order_that_comes_after_its_own_term_blames_nobody(tmp_path: Path) -> None:
    """Slow but lawful answers put the stop off until its term is over."""
    wereld = Wereld(tmp_path, Rol.AANBIEDER, gedrag="laatste-moment")
    wereld.tekst = "De zorg stopt volgens plan"
    ((oordeel, _reden),) = stand(wereld.tot_het_af_is()).values()
    assert oordeel == "onbeslist"
