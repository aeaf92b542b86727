"""The store of sessions: what is written comes back, in every process, and one process at a time holds a session."""

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.session.sessies import BESTAND, Sessies, Staat, standaardmap

HOUDT = """
import sys
from pathlib import Path
from ketentoets.session.sessies import Sessies
sessies = Sessies(Path(sys.argv[1]))
with sessies.houd(sessies.haal(sys.argv[2])):
    print("houdt", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def sessies(tmp_path: Path) -> Sessies:
    return Sessies(tmp_path / "diep" / "sessies")


def test_what_is_written_comes_back_in_another_process(sessies: Sessies) -> None:
    made = sessies.maak("Proef é", {"rol": "gemeente", "sut": ["http://a"], "zaad": 7})
    assert made.map.is_dir()
    assert made.staat is Staat.NIEUW
    tot = werkelijke_tijd() + timedelta(days=3)
    sessies.zet(made.id, Staat.WACHT_OP_TIJD, wacht_tot=tot, reden="de gemeente")
    again = Sessies(sessies.map).haal(made.id)
    assert (again.naam, again.staat, again.wacht_tot, again.reden) == ("Proef é", "wacht op tijd", tot, "de gemeente")
    assert again.keuzes == made.keuzes
    assert Sessies(sessies.map).haal("Proef é") == again
    with sessies.houd(made):
        assert sessies.zet(made.id, Staat.LOOPT).wacht_tot is None


def test_the_newest_session_comes_first(sessies: Sessies) -> None:
    ids = [sessies.maak(naam, {}).id for naam in ("een", "twee", "drie")]
    assert [s.id for s in sessies.lijst()] == ids[::-1]


def test_a_session_that_is_not_there_and_a_name_that_is_there_twice(sessies: Sessies) -> None:
    with pytest.raises(ConfigurationError, match="bestaat niet"):
        sessies.haal("weg")
    sessies.maak("a", {})
    sessies.maak("a", {})
    with pytest.raises(ConfigurationError, match="2 sessies"):
        sessies.haal("a")


def test_a_question_is_asked_once_and_answered_once(sessies: Sessies) -> None:
    a, b = sessies.maak("a", {}).id, sessies.maak("b", {}).id
    first = sessies.vraag(a, "s1", "Start de zorg", {"toewijzingNummer": 12})
    assert first.uitkomst is None
    assert sessies.vraag(a, "s1", "Start de zorg", {"toewijzingNummer": 12}) == first
    other = sessies.vraag(b, "s1", "Start de zorg", {})
    assert [v.id for v in sessies.open_vragen(a)] == [first.id]
    answered = sessies.beantwoord(first.id, "lukt niet", "onbekend nummer")
    assert (answered.uitkomst, answered.toelichting) == ("lukt niet", "onbekend nummer")
    assert sessies.vraag(a, "s1", "Start de zorg", {}) == answered
    assert sessies.open_vragen(a) == []
    assert [v.id for v in sessies.open_vragen(b)] == [other.id]
    assert sessies.beantwoord(first.id, "lukt niet") == answered
    with pytest.raises(ConfigurationError, match="al beantwoord"):
        sessies.beantwoord(first.id, "klaar")


def test_only_the_three_answers_and_only_to_a_question_that_was_asked(sessies: Sessies) -> None:
    vraag = sessies.vraag(sessies.maak("a", {}).id, "s", "?", {})
    with pytest.raises(ConfigurationError, match="klaar, lukt niet, overslaan"):
        sessies.beantwoord(vraag.id, "ja")
    with pytest.raises(ConfigurationError, match="Vraag 99"):
        sessies.beantwoord(99, "klaar")


def test_a_session_is_held_by_one_process_until_that_is_killed(sessies: Sessies) -> None:
    sessie = sessies.maak("a", {})
    command = [sys.executable, "-c", HOUDT, str(sessies.map), sessie.id]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "houdt\n"
        assert sessies.wordt_uitgevoerd(sessie)
        assert sessies.zet(sessie.id, Staat.LOOPT).staat is Staat.LOOPT
        with pytest.raises(ConfigurationError, match="ander proces"), sessies.houd(sessie):
            pass
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=120)
    assert sessies.haal(sessie.id).staat is Staat.AFGEBROKEN
    with sessies.houd(sessie):
        pass
    assert not sessies.wordt_uitgevoerd(sessie)


def test_many_writers_at_once_lose_nothing(sessies: Sessies) -> None:
    sessie = sessies.maak("a", {})

    def ask(n: int) -> None:
        sessies.vraag(sessie.id, f"s{n % 20}", str(n % 20), {})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(80)))
    assert sorted(int(v.tekst) for v in sessies.vragen(sessie.id)) == list(range(20))


def test_the_database_is_in_wal_mode(sessies: Sessies) -> None:
    with sqlite3.connect(sessies.map / BESTAND) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()


def test_a_database_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / BESTAND).write_bytes(b"geen database" * 100)
    with pytest.raises(ConfigurationError, match=BESTAND):
        Sessies(tmp_path)


def test_without_a_folder_sessions_are_in_the_data_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/ergens")
    assert standaardmap().parts[-2:] == ("ketentoets", "sessies")
