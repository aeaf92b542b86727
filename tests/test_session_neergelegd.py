"""A message that was only laid down: it counts as delivered, and what is said of it later is judged then."""

from collections import deque
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from verhaal import NU, Verhaal, retour, xml

from ketentoets.core.calendar import at
from ketentoets.core.journal import Journal
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.session.keten import BERICHTDATUM, Keten, Partij
from ketentoets.transports.base import Envelope, Outcome, Receipt, Rol, ZonderBesturing

LAATST = at(date(2021, 3, 31))


def later(verhaal: Verhaal, uitkomst: str, n: int = 1) -> None:
    ident = next(e["id"] for e in verhaal.events if e.soort == "bericht")
    for _n in range(n):
        verhaal.noteer("aflevering", id=ident, uitkomst=uitkomst, reden="zei het later")


def verzoek(*gezegd: str) -> ScenarioRecord:
    """A valid request that was laid down and answered; then this was said of it."""
    verhaal = Verhaal(regels=("OP090",))
    vraag, besluit = xml("315"), xml("319")
    verhaal.bericht(vraag, NU, uitkomst="neergelegd")
    for uitkomst in gezegd:
        later(verhaal, uitkomst)
    verhaal.bericht(retour(vraag, NU.date()), NU)
    verhaal.bericht(besluit, NU)
    verhaal.bericht(retour(besluit, NU.date()), NU)
    return verhaal.einde(LAATST).oordeel()


@pytest.mark.parametrize("gezegd", [(), ("aangenomen",)])
def test_a_valid_message_is_processed_once_whatever_is_said(gezegd: tuple[str, ...]) -> None:
    verslag = verzoek(*gezegd)
    assert (verslag.oordeel, verslag.bevindingen) == (Verdict.GESLAAGD, ())
    assert verslag.bewijs["OP090"] == 1
    assert verslag.berichten[0].uitkomst == (gezegd[-1] if gezegd else "neergelegd")


def test_a_valid_message_that_is_refused_later_is_a_finding() -> None:
    verslag = verzoek("geweigerd")
    assert verslag.oordeel is Verdict.GEZAKT
    assert [f.soort for f in verslag.bevindingen] == ["aflevering"]
    assert "zei het later" in verslag.bevindingen[0].tekst


def test_an_answer_that_never_comes_is_missed_all_the_same() -> None:
    verhaal = Verhaal()
    verhaal.bericht(xml("315"), NU, uitkomst="neergelegd")
    verslag = verhaal.einde(LAATST).oordeel()
    assert {f.soort for f in verslag.bevindingen} == {"termijn.ontbreekt"}


def kapot(*gezegd: str) -> ScenarioRecord:
    verhaal = Verhaal(regels=("CS015",))
    raw = xml("315", {"Header/BerichtSubversie": "9"})
    mutatie = {"naam": "CS015-315", "regel": "CS015", "niveau": 1}
    verhaal.bericht(raw, NU, uitkomst="neergelegd", mutatie=mutatie)
    for uitkomst in gezegd:
        later(verhaal, uitkomst)
    return verhaal.einde(LAATST).oordeel()


def test_a_broken_message_of_which_nothing_is_said_never_passes_and_blames_nobody() -> None:
    verslag = kapot()
    assert verslag.oordeel is Verdict.ONBESLIST
    assert verslag.bevindingen == ()


def test_a_broken_message_that_is_refused_later_passes() -> None:
    assert kapot("geweigerd").oordeel is Verdict.GESLAAGD


def test_a_broken_message_that_is_taken_fails() -> None:
    assert kapot("aangenomen").oordeel is Verdict.GEZAKT


# In the chain.


class Stil(ZonderBesturing):
    """Sends what it is given, and says later what it made of what it got."""

    adres = "stil"

    def __init__(self, *berichten: Envelope) -> None:
        self.uit = deque(berichten)
        self.gezegd: list[tuple[str, Receipt]] = []
        self.geweigerd: list[tuple[str, str]] = []
        self.antwoord = Receipt(Outcome.NEERGELEGD)

    def deliver(self, envelope: Envelope) -> Receipt:
        return self.antwoord

    def receipts(self) -> list[tuple[str, Receipt]]:
        found, self.gezegd = self.gezegd, []
        return found

    def weiger(self, message_id: str, reden: str) -> None:
        self.geweigerd.append((message_id, reden))

    def fetch(self) -> Envelope | None:
        return self.uit[0] if self.uit else None

    def acknowledge(self, message_id: str) -> None:
        self.uit.popleft()

    def close(self) -> None:
        """Nothing to release."""


def keten(tmp_path: Path, **systemen: Any) -> Keten:
    partijen = {rol: Partij(rol, systemen[str(rol)], False, "stil") for rol in Rol}
    return Keten(partijen, Journal(tmp_path / "j"), NU, BERICHTDATUM)


def afleveringen(k: Keten) -> list[tuple[str, str]]:
    return [(e["id"], e["uitkomst"]) for e in k.journal.events if e.soort == "aflevering"]


ID = "fcc2d465-e29b-459f-8454-d5aa41221177"


def test_what_is_said_later_is_written_down_once_and_only_of_this_scenario(tmp_path: Path) -> None:
    gemeente, aanbieder = Stil(), Stil(Envelope(ID, NU, xml("315")))
    k = keten(tmp_path, gemeente=gemeente, aanbieder=aanbieder)
    k.wissel()
    gemeente.gezegd = [(ID, Receipt(Outcome.GEWEIGERD, "nee")), ("van een ander", Receipt(Outcome.AANGENOMEN))]
    k.wissel()
    k.wissel()
    k.journal.close()
    assert afleveringen(k) == [(ID, "neergelegd"), (ID, "geweigerd")]
    assert not k.wacht_op_weigering()


def test_a_sender_behind_an_envelope_hears_of_a_refusal(tmp_path: Path) -> None:
    gemeente, aanbieder = Stil(), Stil(Envelope(ID, NU, xml("315")))
    gemeente.antwoord = Receipt(Outcome.GEWEIGERD, "niet volgens het schema")
    k = keten(tmp_path, gemeente=gemeente, aanbieder=aanbieder)
    k.wissel()
    k.journal.close()
    assert aanbieder.geweigerd == [(ID, "niet volgens het schema")]
    assert gemeente.geweigerd == []


def test_what_was_masked_on_the_way_is_counted(tmp_path: Path) -> None:
    gemeente, aanbieder = Stil(), Stil(Envelope(ID, NU, xml("315"), gemaskeerd=2))
    k = keten(tmp_path, gemeente=gemeente, aanbieder=aanbieder)
    k.wissel()
    k.journal.close()
    assert [e["gemaskeerd"] for e in k.journal.events if e.soort == "bericht"] == [2]
