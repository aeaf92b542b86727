"""Sessions and interrupted runs from the command line, with real processes; and a person at a terminal."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ketentoets.cli import sessies
from ketentoets.cli.main import app
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import read_journal
from ketentoets.core.verdict import EXIT_CONFIGURATION
from ketentoets.suite.sessiespel import maak_spel
from ketentoets.suite.spel import Spel

KETENTOETS = (sys.executable, "-m", "ketentoets")
OMGEVING = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}
WACHT = 300


def _storingen() -> Any:
    path = Path(__file__).parents[1] / "benchmarks" / "storingen.py"
    spec = spec_from_file_location("storingen", path)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["storingen"] = module
    spec.loader.exec_module(module)
    return module


storingen = _storingen()
storingen.KEUS = ("--rol", "gemeente", "-k", "Patroon 1")


@dataclass(frozen=True)
class Klaar:
    returncode: int
    stdout: str
    stderr: str


def ketentoets(*arguments: str, cwd: Path) -> Klaar:
    """A command in this process, in a folder; the tested systems are processes of their own."""
    with chdir(cwd):
        done = CliRunner().invoke(app, arguments, env={"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"})
    if isinstance(done.exception, ConfigurationError):
        return Klaar(EXIT_CONFIGURATION, done.stdout, str(done.exception))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Klaar(done.exit_code, done.stdout, done.stderr)


@pytest.fixture(autouse=True)
def ongeduldig(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session in real time does not give the systems five seconds to answer."""

    def maak(*arguments: Any) -> Spel:
        spel = maak_spel(*arguments)
        spel.geduld = 0.2
        return spel

    monkeypatch.setattr(sessies, "maak_spel", maak)


@contextmanager
def systeem(*opties: str) -> Iterator[str]:
    with storingen.systeem(*opties) as (_process, poort):
        yield f"http://127.0.0.1:{poort}"


def test_a_session_waits_for_a_person_and_goes_on_with_the_answer(tmp_path: Path) -> None:
    with systeem("--zonder", "klok", "--zonder", "opdrachten") as url:
        options = ("--sessies", "s", "--zonder-vragen")
        done = ketentoets("sessie", "start", "--sut", url, "-k", "Patroon 2", "--naam", "proef", *options, cwd=tmp_path)
        assert done.returncode == 5, done.stderr
        assert "iemand moet 'beoordeel-verzoek' invoeren" in done.stdout
        status = ketentoets("sessie", "status", "proef", "--sessies", "s", cwd=tmp_path)
        assert status.returncode == 5
        assert "wacht op mens" in status.stdout
        assert "RedenAfwijzingVerzoek  7 (" in status.stdout
        other = ketentoets("sessie", "start", "--sut", url, "-k", "Patroon 1", *options, cwd=tmp_path)
        assert other.returncode == 3
        assert "nog niet af" in other.stderr
        answer = ketentoets("sessie", "antwoord", "proef", "1", "overslaan", "--sessies", "s", cwd=tmp_path)
        assert answer.returncode == 0
        done = ketentoets("sessie", "vervolg", "proef", *options, cwd=tmp_path)
        assert done.returncode == 2, done.stdout + done.stderr
    (run,) = (tmp_path / "s").glob("*/run.json")
    record = json.loads(run.read_text(encoding="utf-8"))
    assert (record["klok"], record["afgebroken"]) == ("werkelijk", False)
    assert "overgeslagen" in record["scenarios"][0]["reden"]
    assert "klaar" in ketentoets("sessie", "lijst", "--sessies", "s", cwd=tmp_path).stdout
    opnieuw = ketentoets("oordeel", str(run.with_name("journaal.jsonl")), "--rapport", "o", cwd=tmp_path)
    assert opnieuw.returncode == 2
    again = json.loads((tmp_path / "o" / "run.json").read_text(encoding="utf-8"))
    assert again["scenarios"] == record["scenarios"]


def test_a_session_with_a_test_clock_is_done_at_once_and_one_can_be_stopped(tmp_path: Path) -> None:
    with systeem() as url:
        done = ketentoets("sessie", "start", "--sut", url, "-k", "Patroon 1", "--sessies", "s", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "klok virtueel" in done.stdout
    with systeem("--zonder", "klok") as url:
        done = ketentoets(
            "sessie", "start", "--sut", url, "-k", "Patroon 3", "--naam", "x", "--sessies", "s", cwd=tmp_path
        )
        assert done.returncode == 5
        assert "uiterlijk" in done.stdout
        assert ketentoets("sessie", "stop", "x", "--sessies", "s", cwd=tmp_path).returncode == 0
        after = ketentoets("sessie", "vervolg", "x", "--sessies", "s", cwd=tmp_path)
        assert "gestopt" in after.stdout
    (run,) = [p for p in (tmp_path / "s").glob("*/run.json") if '"klok": "werkelijk"' in p.read_text(encoding="utf-8")]
    record = json.loads(run.read_text(encoding="utf-8"))
    assert record["afgebroken"] is True
    stand = {s["rol"]: (s["oordeel"], s["reden"]) for s in record["scenarios"]}
    assert stand == {"gemeente": ("onbeslist", "de sessie is gestopt door de gebruiker")}


def test_with_a_test_clock_it_waits_for_a_person_too_and_goes_on_where_it_was(tmp_path: Path) -> None:
    options = ("--sessies", "s", "--zonder-vragen")
    with systeem("--zonder", "opdrachten") as url:
        done = ketentoets("sessie", "start", "--sut", url, "-k", "Patroon 1", "--naam", "v", *options, cwd=tmp_path)
        assert done.returncode == 5, done.stderr
        assert "iemand moet 'beoordeel-verzoek' invoeren" in done.stdout
        (journaal,) = (tmp_path / "s").glob("*/journaal.jsonl")
        lines = read_journal(journaal)[0]
        assert ketentoets("sessie", "vervolg", "v", *options, cwd=tmp_path).returncode == 5
        assert [e.n for e in read_journal(journaal)[0]] == [e.n for e in lines]
        status = ketentoets("sessie", "status", "v", "--sessies", "s", cwd=tmp_path)
        assert "wacht op mens" in status.stdout
        assert status.stdout.count("Vraag ") == 1
        assert ketentoets("sessie", "antwoord", "v", "1", "klaar", "--sessies", "s", cwd=tmp_path).returncode == 0
        done = ketentoets("sessie", "vervolg", "v", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    events = read_journal(journaal)[0]
    assert [e["door"] for e in events if e.soort == "opdracht" and e["naam"] == "beoordeel-verzoek"] == ["mens"]
    assert len([e for e in events if e.soort == "scenario"]) == 1
    assert len({e["id"] for e in events if e.soort == "bericht"}) == len([e for e in events if e.soort == "bericht"])
    assert "klaar" in ketentoets("sessie", "lijst", "--sessies", "s", cwd=tmp_path).stdout


def test_a_stopped_session_names_what_was_not_played(tmp_path: Path) -> None:
    options = ("--sessies", "s", "--zonder-vragen")
    with systeem("--zonder", "opdrachten") as url:
        ketentoets("sessie", "start", "--sut", url, "-k", "Patroon", "--naam", "v", *options, cwd=tmp_path)
        assert ketentoets("sessie", "stop", "v", "--sessies", "s", cwd=tmp_path).returncode == 0
    (run,) = (tmp_path / "s").glob("*/run.json")
    found = [(s["oordeel"], s["reden"]) for s in json.loads(run.read_text(encoding="utf-8"))["scenarios"]]
    assert found == [
        ("onbeslist", "de sessie is gestopt door de gebruiker"),
        *[("overgeslagen", "gestopt voordat dit scenario begon")] * 3,
    ]
    assert "gestopt voordat dit scenario begon" in run.with_name("rapport.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("sessie", "start", "--klok", "werkelijk"), "--sut"),
        (("sessie", "start", "--rol", "gemeente", "-k", "dit is er niet"), "Geen enkel scenario"),
        (("sessie", "vervolg", "weg"), "weg"),
        (("run", "--klok", "werkelijk", "--rol", "gemeente"), "sessie start"),
        (("vervolg", "weg"), "weg"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else "",
)
def test_wrong_use_is_a_sentence_and_leaves_no_session(arguments: tuple[str, ...], word: str, tmp_path: Path) -> None:
    folder = ("--sessies", str(tmp_path / "s")) if arguments[0] == "sessie" else ()
    done = ketentoets(*arguments, *folder, cwd=tmp_path)
    assert done.returncode == 3, done.stdout + done.stderr
    assert word in done.stderr
    assert list(tmp_path.rglob("journaal.jsonl")) == []


Basis = dict[tuple[str, str], tuple[str, str]]


@pytest.fixture(scope="module")
def basis() -> Basis:
    """The verdicts of a run that nothing happens to."""
    found: Basis = storingen.basis_zonder_storing()
    assert {verdict for verdict, _reden in found.values()} == {"geslaagd"}
    return found


FAULTS = ("ketentoets kill -9, meermaals", "sessie: beide kill -9", "schijf vol", "breekt af na verwerking")


@pytest.fixture(scope="module")
def uitkomsten(basis: Basis, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Any]]]:
    """What came of every fault, all at the same time: mostly they wait."""
    with ThreadPoolExecutor() as pool:
        done = {naam: pool.submit(storingen.doe, naam, basis) for naam in FAULTS}
        vloed = pool.submit(storingen.stortvloed, tmp_path_factory.mktemp("vloed"), {}, "veel", 300)
        yield {**done, "veel": vloed}


@pytest.mark.parametrize("naam", FAULTS)
def test_a_fault_loses_nothing_and_changes_no_verdict(naam: str, uitkomsten: dict[str, Future[Any]]) -> None:
    uitkomst = uitkomsten[naam].result()
    assert uitkomst.gestoord > 0, uitkomst
    assert uitkomst.bevestigd > 0
    assert (uitkomst.verloren, uitkomst.dubbel, uitkomst.anders) == (0, 0, 0), uitkomst


def test_the_matrix_sees_a_message_that_was_lost(basis: Basis, tmp_path: Path) -> None:
    """Whatever counts must be able to count: a journal without its last message lacks one."""
    with storingen.systeem() as (_process, poort), storingen.relais(poort, storingen.niets) as r:
        map_ = tmp_path / "r"
        storingen.draai("run", "--sut", r.url, *storingen.KEUS, "--rapport", str(map_))
        journaal = map_ / "journaal.jsonl"
        lines = journaal.read_bytes().splitlines(keepends=True)
        last = next(n for n in range(len(lines) - 1, 0, -1) if b'"soort": "bericht"' in lines[n])
        journaal.write_bytes(b"".join(lines[:last] + lines[last + 1 :]))
        assert storingen.bekijk("kapot", map_, r, basis).verloren == 1


def test_many_messages_at_once_are_all_kept(uitkomsten: dict[str, Future[Any]]) -> None:
    uitkomst = uitkomsten["veel"].result()
    assert (uitkomst.bevestigd, uitkomst.verloren, uitkomst.dubbel) == (300, 0, 0)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., tuple[int, str]]]:
    """Runs ketentoets at a terminal where somebody gives these answers."""
    master, slave = pty.openpty()

    def draai(antwoorden: list[str], *arguments: str) -> tuple[int, str]:
        seen = ""
        with subprocess.Popen(
            [*KETENTOETS, *arguments], cwd=tmp_path, env=OMGEVING, stdin=slave, stderr=slave, stdout=subprocess.DEVNULL
        ) as process:
            for antwoord in antwoorden:
                part = ""
                while not part.rstrip().endswith(":"):
                    part = (part + os.read(master, 4096).decode())[-4000:]
                    seen += part[-200:] if len(part) > 2000 else part
                os.write(master, f"{antwoord}\n".encode())
            code = process.wait(timeout=WACHT)
        return code, seen

    yield draai
    os.close(master)
    os.close(slave)


def test_a_person_at_the_terminal_is_told_what_to_key_in(
    terminal: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    with systeem("--zonder", "opdrachten") as url:
        answers = ["misschien", "lukt niet", "geen scherm"]
        code, seen = terminal(answers, "run", "--sut", url, "-k", "Patroon 2", "--vraag-mens", "--rapport", "r")
    assert "Voer dit in het systeem van de gemeente in" in seen
    assert "ReferentieAanbieder" in seen
    assert "Antwoord met klaar (k), lukt niet (l) of overslaan (o)" in seen
    assert code == 2
    orders = [e for e in read_journal(tmp_path / "r" / "journaal.jsonl")[0] if e.soort == "opdracht"]
    assert [(e["door"], e["uitkomst"], e["reden"]) for e in orders][-1] == ("mens", "geweigerd", "geen scherm")
