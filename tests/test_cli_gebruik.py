"""The command line as somebody meets it who has never seen it: help, mistakes, a port that is taken, a pipe."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main
from opdracht import ketentoets

from ketentoets.cli.main import app
from ketentoets.core.storing import waarom

ENGELS = ("Usage", "OPTIONS", "ARGS", "Show this", "default:", "env var", "required")


def groepen() -> list[tuple[str, ...]]:
    """Every command, and every command below a group."""
    found: list[tuple[str, ...]] = [()]
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        found += [(name,), *((name, below) for below in getattr(command, "commands", {}))]
    return found


@pytest.mark.parametrize("woorden", groepen(), ids=" ".join)
def test_the_help_is_dutch_to_the_last_word(woorden: tuple[str, ...], tmp_path: Path) -> None:
    done = ketentoets(*woorden, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Gebruik: " in done.stdout and "Toon deze hulp." in done.stdout
    assert [word for word in ENGELS if word in done.stdout] == []


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("run", "--profiel"), "Optie --profiel heeft een waarde nodig."),
        (("genereer",), "Er ontbreekt een waarde: --uit MAP."),
        (("valideer",), "Er ontbreekt een waarde: PAD."),
        (("oordeel",), "Er ontbreekt een waarde: JOURNAAL."),
        (
            ("profiel", "lijsd"),
            "Onbekende opdracht lijsd. Kies uit lijst, toon, controleer, verschil, nieuw of schema.",
        ),
        (("sessie",), "Geef een opdracht: start, vervolg, status, antwoord, stop of lijst."),
        (("oordeel", "weg.jsonl"), "Kan journaal weg.jsonl niet lezen: bestaat niet"),
        (("oordeel", "."), "Kan journaal . niet lezen: is een map"),
        (("certificaat", "weg"), "weg bestaat niet. Geef de map van een rapport op."),
        (("run", "--sut", "http://127.0.0.1:9", "--ca", "weg.pem"), "--ca: bestand weg.pem bestaat niet."),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else "",
)
def test_a_mistake_is_told_where_it_was_made(woorden: tuple[str, ...], zin: str, tmp_path: Path) -> None:
    done = ketentoets(*woorden, cwd=tmp_path, omgeving={"XDG_CONFIG_HOME": str(tmp_path / "instellingen")})
    assert (done.returncode, done.stderr.splitlines()[0]) == (3, f"ketentoets: {zin}")
    assert list(tmp_path.iterdir()) == [], "no key is made for a run that is not there"


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("onzin\n", "Journaal j.jsonl, regel 1: geen geldige journaalregel (dit is geen JSON)."),
        ('{"n":0}\n', "Journaal j.jsonl, regel 1: geen geldige journaalregel (soort ontbreekt)."),
    ],
)
def test_a_broken_journal_is_told_in_words(inhoud: str, zin: str, tmp_path: Path) -> None:
    (tmp_path / "j.jsonl").write_text(inhoud, encoding="utf-8")
    done = ketentoets("oordeel", "j.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()[0]) == (3, f"ketentoets: {zin}")


@pytest.mark.parametrize(
    ("codering", "woorden", "code"),
    [("ascii", ("controle", "--help"), 0), ("cp1252", ("controle", "--sut", "http://127.0.0.1:1"), 1)],
)
def test_an_old_code_page_breaks_nothing(codering: str, woorden: tuple[str, ...], code: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ketentoets", *woorden]
    env = {**os.environ, "PYTHONIOENCODING": codering}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (code, b"")
    assert b"verbinding" in done.stdout


def test_a_port_that_is_taken_is_no_fault_of_ours(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        poort = str(taken.getsockname()[1])
        done = ketentoets("sut", "--rol", "gemeente", "--poort", poort, cwd=tmp_path)
    assert done.returncode == 3
    assert f"poort {poort}: het adres is al in gebruik. Kies een andere --poort" in done.stderr


def test_the_reason_is_found_below_what_somebody_else_made_of_it() -> None:
    try:
        raise ValueError("[Errno 111] Connection refused") from ConnectionRefusedError(111, "Connection refused")
    except ValueError as error:
        assert waarom(error) == "de verbinding is geweigerd"
    assert waarom(OSError(5, "Input/output error")) == "Input/output error"
    assert waarom(ValueError("anders")) == "anders"


@pytest.mark.parametrize(("woorden", "code"), [(("stappen",), 0), (("valideer", "x.xml"), 1), (("fietsen",), 3)])
def test_who_stops_reading_does_not_change_the_exit_code(woorden: tuple[str, ...], code: int, tmp_path: Path) -> None:
    """As `2>&1 | head` does; a failed check may not pass because of it, nor be a fault of ours."""
    (tmp_path / "x.xml").write_text("<geen>", encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "ketentoets", *woorden]
    done = subprocess.run(command, cwd=tmp_path, stdout=write, stderr=write, check=False)
    os.close(write)
    assert done.returncode == code
