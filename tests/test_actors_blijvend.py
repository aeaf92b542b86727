"""Reference systems as in practice: without a test clock, and with a memory that survives a power cut."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from voorbeelden import geschreven

from ketentoets.actors.beperkt import BeperktSysteem
from ketentoets.actors.blijvend import BESTAND, BlijvendSysteem
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError, SutCannot
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.personen import persoon
from ketentoets.suite.referentie import referentie
from ketentoets.transports.base import Envelope, Order, Outcome, Rol

NU = datetime(2026, 11, 23, 9, tzinfo=AMSTERDAM)
PROFIEL = laad_profiel("alkmaar")
CLIENT = persoon(1, "a", 0, geboren=NU.date().replace(year=2015), gemeente="0361")
INRICHTING = PROFIEL.inrichting(NU, [CLIENT])
PRODUCT = {"categorie": "45", "code": "45A04", "ingangsdatum": "2026-11-23", "einddatum": "2027-05-23",
           "volume": 3, "eenheid": "04", "frequentie": "2"}  # fmt: skip
TOE = Order("wijs-toe", {"bsn": CLIENT["bsn"], "aanbieder": PROFIEL.aanbieder.agb, "producten": [PRODUCT]})


def gemeente(map_: Path) -> BlijvendSysteem:
    return BlijvendSysteem(referentie(Rol.GEMEENTE, PROFIEL), map_)


def test_what_was_answered_is_known_after_a_power_cut(tmp_path: Path) -> None:
    first = gemeente(tmp_path)
    first.set_up(INRICHTING)
    first.order(TOE)
    waiting = first.fetch()
    assert waiting is not None
    again = gemeente(tmp_path)
    assert again.fetch() == waiting
    again.acknowledge(waiting.id)
    assert gemeente(tmp_path).fetch() is None


def test_the_same_message_is_known_after_a_power_cut(tmp_path: Path) -> None:
    first = gemeente(tmp_path)
    first.set_up(INRICHTING)
    envelope = Envelope(str(uuid4()), NU, b"<onzin/>")
    assert first.deliver(envelope).uitkomst is Outcome.GEWEIGERD
    good = Envelope(str(uuid4()), NU, geschreven("315", "3.2"))
    first.deliver(good)
    replies = gemeente(tmp_path), first
    assert replies[0].fetch() == replies[1].fetch()


def test_a_half_written_call_was_never_answered(tmp_path: Path) -> None:
    first = gemeente(tmp_path)
    first.set_up(INRICHTING)
    first.order(TOE)
    path = tmp_path / BESTAND
    path.write_bytes(path.read_bytes()[:-5])
    again = gemeente(tmp_path)
    assert again.is_ingericht
    assert again.fetch() is None
    again.order(TOE)
    assert gemeente(tmp_path).fetch() is not None


def test_a_file_that_holds_something_else_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / BESTAND).write_bytes(b"onzin\n")
    with pytest.raises(ConfigurationError, match="regel 1"):
        gemeente(tmp_path)


def test_the_clock_comes_back_too(tmp_path: Path) -> None:
    first = gemeente(tmp_path)
    first.set_up(INRICHTING)
    first.set_clock(NU + timedelta(days=3))
    first.order(TOE)
    again = gemeente(tmp_path)
    assert again.nu == NU + timedelta(days=3)
    assert again.fetch() == first.fetch()


@pytest.mark.parametrize("zonder", ["klok", "opdrachten", "inrichting"])
def test_what_it_cannot_do_it_says(zonder: str) -> None:
    systeem = BeperktSysteem(referentie(Rol.GEMEENTE, PROFIEL), [zonder], lambda: NU)
    assert zonder not in systeem.identify().kan
    calls = {
        "klok": lambda: systeem.set_clock(NU),
        "opdrachten": lambda: systeem.order(TOE),
        "inrichting": lambda: systeem.set_up(INRICHTING),
    }
    with pytest.raises(SutCannot, match=zonder):
        calls[zonder]()


def test_without_a_clock_time_is_real() -> None:
    tijd = [NU]
    systeem = BeperktSysteem(referentie(Rol.GEMEENTE, PROFIEL, gedrag="laatste-moment"), ["klok"], lambda: tijd[0])
    systeem.set_up(INRICHTING)
    systeem.deliver(Envelope(str(uuid4()), NU, geschreven("315", "3.2")))
    assert systeem.fetch() is None
    tijd[0] = NU + timedelta(days=7)
    assert systeem.fetch() is not None
    with pytest.raises(ConfigurationError, match="--zonder 'zon'"):
        BeperktSysteem(referentie(Rol.GEMEENTE, PROFIEL), ["zon"])
