"""The journal: append-only, on disk before it counts, readable after a crash."""

import errno
import io
import json
import os
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from voorbeelden import geschreven

from ketentoets.core import journal as module
from ketentoets.core.calendar import at
from ketentoets.core.errors import ConfigurationError, JournalFault
from ketentoets.core.journal import Event, Journal, by_scenario, read_journal
from ketentoets.session.keten import Keten, Partij
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt, Rol

NU = at(date(2021, 3, 1))
ID = "fcc2d465-e29b-559f-8454-d5aa41221177"


def geschreven_journaal(path: Path) -> list[Event]:
    with Journal(path) as journal:
        journal.append("run", NU, zaad=1)
        journal.append("scenario", NU, id="a", naam="Cliënt € \u2028 '\"\\")
        journal.append("bericht", NU, durable=True, xml="<a>\r\n</a>", leeg=None, lijst=[1, "b"])
        return journal.events


def test_what_is_written_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "diep" / "journaal.jsonl"
    written = geschreven_journaal(path)
    assert read_journal(path) == (written, True)
    assert [e.n for e in written] == [0, 1, 2]
    assert written[2]["xml"] == "<a>\r\n</a>"
    assert written[2].get("weg", 7) == 7


def test_each_event_is_one_line_of_json(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    geschreven_journaal(path)
    lines = path.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert [json.loads(line)["soort"] for line in lines] == ["run", "scenario", "bericht"]


def test_a_journal_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    geschreven_journaal(path)
    before = path.read_bytes()
    with pytest.raises(FileExistsError):
        Journal(path)
    assert path.read_bytes() == before


def test_a_line_can_be_read_before_the_journal_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    with Journal(path) as journal:
        journal.append("run", NU)
        assert [e.soort for e in read_journal(path)[0]] == ["run"]


def test_closing_twice_is_fine(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journaal.jsonl")
    journal.append("run", NU)
    journal.close()
    journal.close()
    with pytest.raises(ValueError, match="closed"):
        journal.append("meer", NU)


@pytest.mark.parametrize("cut", [1, 2, 20])
def test_a_last_line_that_was_cut_off_is_left_out(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "journaal.jsonl"
    written = geschreven_journaal(path)
    path.write_bytes(path.read_bytes()[:-cut])
    assert read_journal(path) == (written[:2], False)


@pytest.mark.parametrize(
    "bad",
    [
        b"onzin",
        b"",
        b"[]",
        b'"tekst"',
        b"7",
        b'{"n": 1, "soort": "x"}',
        b'{"n": "x", "soort": "x", "tijd": "2021-03-01T09:00:00+01:00"}',
        b'{"n": 1, "soort": "x", "tijd": "2021-03-01T09:00:00"}',
        b'{"n": 1, "soort": "x", "tijd": 3}',
        b'{"n": 1, "soort": "\xff", "tijd": "2021-03-01T09:00:00+01:00"}',
    ],
)
def test_a_bad_line_is_named_with_its_number(tmp_path: Path, bad: bytes) -> None:
    path = tmp_path / "journaal.jsonl"
    geschreven_journaal(path)
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([lines[0], bad, *lines[2:]]))
    with pytest.raises(ConfigurationError, match=r"journaal\.jsonl, regel 2\b"):
        read_journal(path)


@pytest.mark.parametrize("content", [b"", b'{"n": 0, "soort": "run"'])
def test_an_empty_journal_is_said_to_be_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "journaal.jsonl"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="leeg"):
        read_journal(path)


def test_a_journal_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"weg\.jsonl"):
        read_journal(tmp_path / "weg.jsonl")
    with pytest.raises(ConfigurationError, match="lezen"):
        read_journal(tmp_path)


def events(*soorten: str) -> list[Event]:
    return [Event(n, soort, NU) for n, soort in enumerate(soorten)]


@pytest.mark.parametrize(
    ("soorten", "groepen"),
    [
        ((), []),
        (("run",), []),
        (("run", "scenario"), [[1]]),
        (("run", "scenario", "stap", "einde", "scenario", "stap"), [[1, 2, 3], [4, 5]]),
        (("scenario", "scenario"), [[0], [1]]),
    ],
)
def test_lines_are_grouped_by_scenario(soorten: tuple[str, ...], groepen: list[list[int]]) -> None:
    assert [[e.n for e in group] for group in by_scenario(events(*soorten))] == groepen


class Nep:
    """A system that notes every call, and what was on disk when it was acknowledged."""

    def __init__(self, naam: str, calls: list[str], journaal: Path, berichten: list[Envelope]) -> None:
        self.naam, self.calls, self.journaal, self.berichten = naam, calls, journaal, berichten
        self.op_schijf: list[dict[str, Any]] = []

    def identify(self) -> Identity:
        return Identity(self.naam, "1", Rol(self.naam))

    def fetch(self) -> Envelope | None:
        return self.berichten[0] if self.berichten else None

    def acknowledge(self, message_id: str) -> None:
        self.calls.append(f"{self.naam}.acknowledge")
        lines = self.journaal.read_bytes().splitlines()
        self.op_schijf = [json.loads(line) for line in lines]
        self.berichten = [b for b in self.berichten if b.id != message_id]

    def deliver(self, envelope: Envelope) -> Receipt:
        self.calls.append(f"{self.naam}.deliver")
        return Receipt(Outcome.AANGENOMEN)

    def set_clock(self, moment: datetime) -> None:
        self.calls.append(f"{self.naam}.set_clock {moment.isoformat()}")

    def set_up(self, inrichting: dict[str, Any]) -> None:
        self.calls.append(f"{self.naam}.set_up {len(inrichting)}")

    def order(self, order: Order) -> None:
        self.calls.append(f"{self.naam}.order {order.naam}")

    def close(self) -> None:
        self.calls.append(f"{self.naam}.close")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The calls in order, with every fsync among them."""
    noted: list[str] = []

    def fsync(number: int) -> None:
        noted.append("fsync")
        os.fdatasync(number)

    monkeypatch.setattr(module.os, "fsync", fsync)
    return noted


def keten_met(tmp_path: Path, calls: list[str], xml: bytes) -> tuple[Keten, Nep]:
    journal = Journal(tmp_path / "journaal.jsonl")
    gemeente = Nep("gemeente", calls, journal.path, [Envelope(ID, NU, xml)])
    aanbieder = Nep("aanbieder", calls, journal.path, [])
    samen = (gemeente, aanbieder)
    partijen = {Rol(s.naam): Partij(Rol(s.naam), s, False, "nep", s.identify(), frozenset({"klok"})) for s in samen}
    return Keten(partijen, journal, NU), gemeente


def test_a_message_is_on_disk_before_it_is_acknowledged(tmp_path: Path, calls: list[str]) -> None:
    keten, gemeente = keten_met(tmp_path, calls, geschreven("301", "3.0"))
    with keten.journal:
        keten.wissel()
        assert calls == ["fsync", "gemeente.acknowledge", "aanbieder.deliver"]
    assert [(line["soort"], line["id"]) for line in gemeente.op_schijf] == [("bericht", ID)]
    assert gemeente.op_schijf[0]["xml"].encode() == geschreven("301", "3.0")
    assert [e.soort for e in read_journal(keten.journal.path)[0]] == ["bericht", "aflevering"]


def test_bytes_that_are_not_utf_8_are_kept_too(tmp_path: Path, calls: list[str]) -> None:
    keten, gemeente = keten_met(tmp_path, calls, b"\xff\x00geen tekst")
    with keten.journal:
        keten.wissel()
    assert "xml" not in gemeente.op_schijf[0]
    assert gemeente.op_schijf[0]["base64"]


def test_an_ordinary_line_does_not_wait_for_the_disk(tmp_path: Path, calls: list[str]) -> None:
    with Journal(tmp_path / "journaal.jsonl") as journal:
        journal.append("stap", NU)
        assert calls == []
        journal.append("bericht", NU, durable=True)
        assert calls == ["fsync"]
    assert calls == ["fsync", "fsync"]


def test_a_half_written_last_line_is_cut_off_when_the_journal_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    written = geschreven_journaal(path)
    path.write_bytes(path.read_bytes()[:-7])
    journal, whole = Journal.heropen(path)
    with journal:
        assert not whole
        journal.append("bericht", NU, durable=True, xml="<b/>")
    events, whole = read_journal(path)
    assert whole
    assert [e.n for e in events] == [0, 1, 2]
    assert events[:2] == written[:2]
    assert events[2]["xml"] == "<b/>"


def test_a_whole_journal_goes_on_where_it_was(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    written = geschreven_journaal(path)
    journal, whole = Journal.heropen(path)
    with journal:
        assert whole
        assert journal.append("einde", NU).n == len(written)


class VolleSchijf(io.FileIO):
    """A file on a disk that has room for a few bytes more."""

    ruimte = 5

    def write(self, data: Any) -> int:
        if not self.ruimte:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        part, self.ruimte = bytes(data[: self.ruimte]), 0
        return super().write(part)


def test_on_a_full_disk_no_half_line_stays_and_nothing_more_is_written(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    written = geschreven_journaal(path)
    journal, _whole = Journal.heropen(path)
    journal._file.close()
    journal._file = VolleSchijf(path, "r+b")
    with pytest.raises(JournalFault, match="de schijf is vol"):
        journal.append("bericht", NU, durable=True, xml="<b/>")
    journal._file.ruimte = 10_000
    with pytest.raises(JournalFault, match="de schijf is vol"):
        journal.append("bericht", NU)
    journal.close()
    assert read_journal(path) == (written, True)


def test_tracks_are_grouped_wherever_their_lines_stand() -> None:
    rows = [
        ("run", None),
        ("wacht", "b"),
        ("scenario", "a"),
        ("scenario", "b"),
        ("stap", "a"),
        ("stap", "b"),
        ("x", None),
    ]
    lines = [Event(n, soort, NU, {"spoor": spoor} if spoor else {}) for n, (soort, spoor) in enumerate(rows)]
    assert [[e.n for e in group] for group in by_scenario(lines)] == [[3, 5], [2, 4]]


def test_abandoned_lines_do_not_count() -> None:
    lines = events("run", "scenario", "stap", "vervallen", "scenario", "einde")
    lines[3] = Event(3, "vervallen", NU, {"van": 1, "tot": 2})
    assert [[e.n for e in group] for group in by_scenario(lines)] == [[4, 5]]
