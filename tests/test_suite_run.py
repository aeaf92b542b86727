"""The command line with real processes: files, exit codes, and what happens when something dies."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Event, Thread
from typing import Any
from xml.etree import ElementTree

import pytest
from opdracht import Klaar, ketentoets

from ketentoets.core.journal import read_journal

KETENTOETS = (sys.executable, "-m", "ketentoets")
WACHT = 300
GEWOON = "wijst een product toe"
LANG = "Antwoordtermijnen"
OMGEVING = {**os.environ, "PYTHONWARNINGS": "default", "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb"}


def proces(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*KETENTOETS, *arguments], cwd=cwd, env=OMGEVING, capture_output=True, text=True, timeout=WACHT, check=False
    )


def gelukt(done: subprocess.CompletedProcess[str] | Klaar, code: int) -> None:
    assert done.returncode == code, f"{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stdout + done.stderr


def run_json(map_: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((map_ / "run.json").read_text(encoding="utf-8"))
    return found


def oordelen(map_: Path) -> dict[tuple[str, str], tuple[str, str]]:
    return {(s["id"], s["rol"]): (s["oordeel"], s["reden"]) for s in run_json(map_)["scenarios"]}


@pytest.fixture(scope="module")
def gespeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report folder of a small run of both roles."""
    map_ = tmp_path_factory.mktemp("run") / "rapport"
    done = proces("run", "-k", GEWOON, "--rapport", str(map_), cwd=map_.parent)
    gelukt(done, 0)
    assert "geslaagd" in done.stdout and "rapport.html" in done.stdout
    return map_


def test_a_small_run_leaves_all_files(gespeeld: Path) -> None:
    assert {p.name for p in gespeeld.iterdir()} >= {
        "run.json", "junit.xml", "rapport.html", "journaal.jsonl", "berichten",
    }  # fmt: skip
    assert {rol for _id, rol in oordelen(gespeeld)} == {"gemeente", "aanbieder"}
    assert {verdict for verdict, _reden in oordelen(gespeeld).values()} == {"geslaagd"}
    assert list(run_json(gespeeld)["afgeleid"]) == ["ijw-3.0"]
    assert len(ElementTree.parse(gespeeld / "junit.xml").findall(".//testcase")) == 2
    assert "<html" in (gespeeld / "rapport.html").read_text(encoding="utf-8")


def test_the_report_names_sections_of_the_protocol_and_not_its_sentences(gespeeld: Path) -> None:
    assert {tuple(s["bron"]) for s in run_json(gespeeld)["scenarios"]} == {("SAP 2.3.1",)}


def test_every_message_is_a_file_with_its_own_bytes(gespeeld: Path) -> None:
    messages = [m for s in run_json(gespeeld)["scenarios"] for m in s["berichten"]]
    assert sorted(m["soort"] for m in messages) == ["JW301", "JW301", "JW302", "JW302"]
    for message in messages:
        assert hashlib.sha256((gespeeld / message["bestand"]).read_bytes()).hexdigest() == message["sha256"]
    journal = [e for e in read_journal(gespeeld / "journaal.jsonl")[0] if e.soort == "bericht"]
    assert [e["xml"].encode() for e in journal] == [(gespeeld / m["bestand"]).read_bytes() for m in messages]


def test_the_same_journal_gives_the_same_verdict(gespeeld: Path, tmp_path: Path) -> None:
    map_ = tmp_path / "opnieuw"
    gelukt(proces("oordeel", str(gespeeld / "journaal.jsonl"), "--rapport", str(map_), cwd=tmp_path), 0)
    assert run_json(map_) == run_json(gespeeld)


@pytest.fixture(scope="module")
def gezakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report folder of a run against a built-in system with a defect."""
    map_ = tmp_path_factory.mktemp("gebrek") / "rapport"
    options = ("--rol", "aanbieder", "--gebrek", "302-werkdag-te-laat", "-k", GEWOON, "--rapport", str(map_))
    gelukt(ketentoets("run", *options, cwd=map_.parent), 1)
    return map_


def test_a_real_run_fits_the_published_schema(gespeeld: Path, gezakt: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    published = Path(__file__).parent.parent / "docs" / "schema" / "run.schema.json"
    validator = jsonschema.Draft202012Validator(json.loads(published.read_text(encoding="utf-8")))
    for map_ in (gespeeld, gezakt):
        assert [error.message for error in validator.iter_errors(run_json(map_))] == []


def test_findings_are_the_same_when_judged_again(gezakt: Path, tmp_path: Path) -> None:
    (scenario,) = run_json(gezakt)["scenarios"]
    assert scenario["oordeel"] == "gezakt"
    assert scenario["bevindingen"]
    map_ = tmp_path / "opnieuw"
    gelukt(ketentoets("oordeel", str(gezakt / "journaal.jsonl"), "--rapport", str(map_), cwd=tmp_path), 1)
    assert run_json(map_) == run_json(gezakt)


# Wrong use.


@contextmanager
def webserver() -> Iterator[str]:
    """Something that answers every request with a web page."""
    page = b"<html><body>Welkom</body></html>"
    answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(
        page
    )
    server = socket.create_server(("127.0.0.1", 0))
    stop = Event()

    def serve() -> None:
        while not stop.is_set():
            connection, _address = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(answer + page)

    thread = Thread(target=serve)
    thread.start()
    address = server.getsockname()
    yield f"http://127.0.0.1:{address[1]}"
    stop.set()
    with socket.create_connection(address) as last:
        last.sendall(b"GET / HTTP/1.1\r\n\r\n")
    thread.join()
    server.close()


def een_zin(done: subprocess.CompletedProcess[str] | Klaar, *words: str) -> None:
    gelukt(done, 3)
    assert done.stdout == ""
    sentences = [line for line in done.stderr.splitlines() if not line.startswith(("Hulp:", "[---"))]
    assert len(sentences) == 1, done.stderr
    for word in words:
        assert word in sentences[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "--onzin"), ("optie", "--onzin")),
        (("run", "--ro", "gemeente"), ("optie", "--rol")),
        (("fietsen",), ("fietsen",)),
        (("run", "--rol", "burger"), ("--rol", "burger", "gemeente")),
        (("run", "--klok", "zon"), ("--klok", "zon", "virtueel")),
        (("run", "--profiel", "alkmar"), ("alkmar", "Bedoelt u 'alkmaar'?")),
        (("run", "--profiel", "weg.yaml"), ("weg.yaml", "lezen")),
        (("run", "--datum", "gisteren"), ("--datum", "gisteren", "JJJJ-MM-DD")),
        (("run", "--datum", "2020-01-01"), ("01-01-2020", "--datum")),
        (("run", "--zaad", "veel"), ("--zaad",)),
        (("run", "-k", "dit bestaat niet", "--rol", "gemeente"), ("Geen enkel scenario", "-k")),
        (("run", "-m", "TR999", "--rol", "gemeente"), ("Geen enkel scenario", "-m")),
        (("run", "--gebrek", "geen-302"), ("--gebrek", "--rol")),
        (("run", "--gebrek", "lui", "--rol", "gemeente"), ("lui",)),
        (("oordeel", "weg.jsonl"), ("weg.jsonl", "lezen")),
        (("oordeel",), ("JOURNAAL",)),
        (("sut",), ("--rol",)),
    ],
    ids=lambda x: " ".join(x) if x and x[0] in {"run", "oordeel", "sut", "fietsen"} else "",
)
def test_wrong_use_is_one_sentence_and_leaves_nothing_behind(
    arguments: tuple[str, ...], words: tuple[str, ...], tmp_path: Path
) -> None:
    een_zin(ketentoets(*arguments, cwd=tmp_path), *words)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_mistake_is_the_same_for_a_shell(tmp_path: Path) -> None:
    een_zin(proces("run", "--profiel", "alkmar", cwd=tmp_path), "alkmar", "Bedoelt u 'alkmaar'?")
    een_zin(proces("fietsen", cwd=tmp_path), "fietsen")


def test_nobody_at_the_address(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    een_zin(ketentoets("run", "--sut", url, cwd=tmp_path), "niet bereikbaar", url)


def test_a_web_page_at_the_address(tmp_path: Path) -> None:
    with webserver() as url:
        een_zin(ketentoets("run", "--sut", url, cwd=tmp_path), "koppelvlak", url, "text/html")


def test_a_folder_with_a_report_is_not_overwritten(gespeeld: Path, tmp_path: Path) -> None:
    before = (gespeeld / "run.json").read_bytes()
    een_zin(ketentoets("run", "-k", GEWOON, "--rapport", str(gespeeld), cwd=tmp_path), "bevat al een rapport")
    assert (gespeeld / "run.json").read_bytes() == before


@pytest.mark.parametrize(
    ("inhoud", "woord"),
    [(b"", "leeg"), (b"onzin\n", "regel 1"), (b'{"n":0,"soort":"x","tijd":"2021-03-01T09:00:00Z"}\n', "geen journaal")],
)
def test_a_file_that_is_no_journal(inhoud: bytes, woord: str, tmp_path: Path) -> None:
    (tmp_path / "j.jsonl").write_bytes(inhoud)
    een_zin(ketentoets("oordeel", "j.jsonl", cwd=tmp_path), woord)


# What dies halfway.


def _hoort_ctrl_c() -> None:
    """A shell that runs the tests in the background tells its children to ignore SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Proces:
    """A process of ours, with its output read to the end in the background."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self.popen = subprocess.Popen(
            [*KETENTOETS, *arguments], cwd=cwd, env=OMGEVING, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            preexec_fn=_hoort_ctrl_c,  # noqa: PLW1509 - one thread starts it, and it only sets a signal
        )  # fmt: skip
        self.regels: Queue[str] = Queue()
        self.tekst: list[str] = []
        self.threads = [Thread(target=self._lees, args=(pipe,)) for pipe in (self.popen.stdout, self.popen.stderr)]
        for thread in self.threads:
            thread.start()

    def _lees(self, pipe: Any) -> None:
        for line in pipe:
            self.tekst.append(line)
            self.regels.put(line)

    def klaar(self) -> int:
        code = self.popen.wait(timeout=WACHT)
        for thread in self.threads:
            thread.join(timeout=WACHT)
        return code

    def ruim_op(self) -> None:
        if self.popen.poll() is None:
            self.popen.kill()
        self.klaar()
        for pipe in (self.popen.stdout, self.popen.stderr):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Proces]]:
    """Start a process that is certainly gone after the test."""
    made: list[Proces] = []

    def make(*arguments: str) -> Proces:
        made.append(Proces(*arguments, cwd=tmp_path))
        return made[-1]

    yield make
    for proces in made:
        proces.ruim_op()


def wacht_op(proces: Proces, journaal: Path, genoeg: Callable[[list[dict[str, Any]]], bool]) -> None:
    """Look at the journal until it holds enough; not for ever, and not when the run has ended."""
    pauze = Event()
    for _n in range(WACHT * 20):
        lines = journaal.read_bytes().split(b"\n")[:-1] if journaal.exists() else []
        if genoeg([json.loads(line) for line in lines]):
            return
        assert proces.popen.poll() is None, "".join(proces.tekst)
        pauze.wait(0.05)
    pytest.fail("the journal did not get there")


def telt(soort: str, n: int) -> Callable[[list[dict[str, Any]]], bool]:
    return lambda events: sum(e["soort"] == soort for e in events) >= n


def na_het_eerste(events: list[dict[str, Any]]) -> bool:
    """Whether messages of the second scenario are being exchanged."""
    begun = [n for n, e in enumerate(events) if e["soort"] == "scenario"]
    return len(begun) > 1 and any(e["soort"] == "bericht" for e in events[begun[1] :])


def test_a_system_that_dies_halfway_leaves_the_rest_undecided(start: Callable[..., Proces], tmp_path: Path) -> None:
    sut = start("sut", "--rol", "gemeente", "--poort", "0")
    url = sut.regels.get(timeout=WACHT).removeprefix("Luistert op ").strip()
    run = start("run", "--sut", url, "-k", LANG, "--rapport", "rapport")
    wacht_op(run, tmp_path / "rapport" / "journaal.jsonl", na_het_eerste)
    sut.popen.kill()
    assert run.klaar() == 2, "".join(run.tekst)
    assert "Traceback" not in "".join(run.tekst)
    found = [s["oordeel"] for s in run_json(tmp_path / "rapport")["scenarios"]]
    assert found[0] == "geslaagd"
    assert found[-1] == "onbeslist"
    assert set(found) == {"geslaagd", "onbeslist"}
    reden = run_json(tmp_path / "rapport")["scenarios"][-1]["reden"]
    assert "bereikbaar" in reden


def test_ctrl_c_leaves_a_usable_report(start: Callable[..., Proces], tmp_path: Path) -> None:
    run = start("run", "--rol", "gemeente", "--rapport", "rapport")
    wacht_op(run, tmp_path / "rapport" / "journaal.jsonl", na_het_eerste)
    run.popen.send_signal(signal.SIGINT)
    assert run.klaar() == 130, "".join(run.tekst)
    assert "Traceback" not in "".join(run.tekst)
    verslag = run_json(tmp_path / "rapport")
    assert verslag["afgebroken"] is True
    found = [s["oordeel"] for s in verslag["scenarios"]]
    assert found[0] == "geslaagd"
    assert "overgeslagen" in found
    assert len(ElementTree.parse(tmp_path / "rapport" / "junit.xml").findall(".//testcase")) >= len(found)
    assert (tmp_path / "rapport" / "rapport.html").stat().st_size > 1000


def test_a_run_that_is_killed_leaves_a_journal_that_can_be_judged(start: Callable[..., Proces], tmp_path: Path) -> None:
    run = start("run", "--rol", "gemeente", "-k", LANG, "--rapport", "rapport")
    journaal = tmp_path / "rapport" / "journaal.jsonl"
    wacht_op(run, journaal, na_het_eerste)
    run.popen.kill()
    assert run.klaar() == -signal.SIGKILL
    events, _heel = read_journal(journaal)
    begun = sum(e.soort == "scenario" for e in events)
    gelukt(ketentoets("oordeel", str(journaal), "--rapport", "opnieuw", cwd=tmp_path), 2)
    verslag = run_json(tmp_path / "opnieuw")
    found = [s["oordeel"] for s in verslag["scenarios"]]
    assert found == ["geslaagd"] * (begun - 1) + ["onbeslist"]
    assert "afgebroken" in verslag["scenarios"][-1]["reden"]
    assert verslag["afgebroken"] is True


def test_a_journal_cut_in_its_last_line_can_still_be_judged(gespeeld: Path, tmp_path: Path) -> None:
    raw = (gespeeld / "journaal.jsonl").read_bytes()
    end = raw.rindex(b'"soort": "einde"')
    (tmp_path / "half.jsonl").write_bytes(raw[: end + 5])
    done = ketentoets("oordeel", "half.jsonl", "--rapport", "r", cwd=tmp_path)
    gelukt(done, 2)
    assert "afgebroken" in done.stderr
    assert [s["oordeel"] for s in run_json(tmp_path / "r")["scenarios"]] == ["geslaagd", "onbeslist"]


# In anybody's pytest.


def pytest_hier(tmp_path: Path, *extra: str) -> subprocess.CompletedProcess[str]:
    options = (
        "-p",
        "ketentoets.suite.plugin",
        "--sut",
        "ingebouwd",
        "--rol",
        "gemeente",
        "-k",
        "wijst and een and product and toe",
    )
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, "-v", "-p", "no:cacheprovider", *extra],
        cwd=tmp_path, env=OMGEVING, capture_output=True, text=True, timeout=WACHT, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("extra", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_as_a_pytest_plugin(tmp_path: Path, extra: tuple[str, ...]) -> None:
    done = pytest_hier(tmp_path, *extra)
    gelukt(done, 0)
    assert "toewijzing.feature::De gemeente wijst een product toe[gemeente]" in done.stdout
    assert "1 passed" in done.stdout
    assert "warning" not in done.stdout.lower()


def test_the_plugin_does_nothing_without_a_sut(tmp_path: Path) -> None:
    (tmp_path / "test_eigen.py").write_text("def test_eigen():\n    assert True\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "ketentoets.suite.plugin", "-p", "no:cacheprovider", "-v"],
        cwd=tmp_path, env=OMGEVING, capture_output=True, text=True, timeout=WACHT, check=False,
    )  # fmt: skip
    gelukt(done, 0)
    assert "1 passed" in done.stdout
    assert ".feature" not in done.stdout
