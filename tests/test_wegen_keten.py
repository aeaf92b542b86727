"""Every way to connect, driven end to end: the reference system in another process, as if it were yours."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ketentoets.cli.uitvoeren import Keus, voer_uit
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.suite.inrichten import inrichting as maak_inrichting
from ketentoets.suite.inrichten import moment_van
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.transports.base import Rol
from ketentoets.transports.python import PythonSysteem
from ketentoets.transports.toegang import Toegang

TOKEN = "een-lang-en-geheim-token"
VOORBEELD = Path(__file__).parent.parent / "docs" / "voorbeelden" / "systeem.py"
OMGEVING = {**os.environ, "COLUMNS": "150", "NO_COLOR": "1"}


@pytest.fixture(scope="module")
def inrichting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inrichting") / "inrichting.json"
    gegevens = maak_inrichting(laad_profiel("alkmaar"), tuple(Rol), 1, moment_van(None))
    path.write_text(json.dumps(gegevens), encoding="utf-8")
    return path


def toets(
    sut: str, map_: Path, rol: str = "aanbieder", luister: str = "", keus: str = "wijst een product toe"
) -> dict[str, Any]:
    keuzes = Keuzes(sut=(sut,), rol=rol, toegang=Toegang.uit(luister=luister))
    assert voer_uit(keuzes, Keus(keus), map_ / "rapport") == 0
    return rapport(map_)


def rapport(map_: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((map_ / "rapport" / "run.json").read_text(encoding="utf-8"))
    return found


def geslaagd(run: dict[str, Any]) -> None:
    assert [s["oordeel"] for s in run["scenarios"]] == ["geslaagd"]
    assert [m["soort"] for s in run["scenarios"] for m in s["berichten"]] == ["JW301", "JW302"]


def start_voorbeeld(inrichting: Path, *manier: str, **omgeving: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(VOORBEELD), *manier, "--inrichting", str(inrichting)]
    env = {**OMGEVING, **omgeving}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env)


def adres(proces: "subprocess.Popen[str]") -> str:
    assert proces.stdout is not None
    return proces.stdout.readline().removeprefix("Luistert op ").strip()


def vrije_poort() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


def test_a_provider_that_only_knows_files(inrichting: Path, tmp_path: Path) -> None:
    proces = start_voorbeeld(inrichting, "map", str(tmp_path / "uit"))
    try:
        assert proces.stdout is not None and proces.stdout.readline() == "Klaar\n"
        run = toets(f"map:{tmp_path / 'uit'}", tmp_path)
    finally:
        proces.communicate(timeout=120)
    geslaagd(run)
    assert run["sut"][0]["adres"] == f"map:{tmp_path / 'uit'}"
    assert len(list((tmp_path / "uit" / "verwerkt").iterdir())) == 2


def test_a_provider_that_is_a_command(inrichting: Path, tmp_path: Path) -> None:
    sut = f"command {sys.executable} {VOORBEELD} command --inrichting {inrichting}"
    geslaagd(toets(sut, tmp_path))


def test_a_provider_that_is_a_python_object(inrichting: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(VOORBEELD.parent)
    monkeypatch.setenv("INRICHTING", str(inrichting))
    gemaakt: list[str] = []
    monkeypatch.setattr(PythonSysteem, "probe", lambda self: gemaakt.append(self.adres) or frozenset())
    geslaagd(toets("python:systeem:maak", tmp_path))
    assert gemaakt == ["python:systeem:maak"]


def test_a_provider_that_pushes(inrichting: Path, tmp_path: Path) -> None:
    """Through the command line, with a token; the harness too is a process of its own."""
    luister = vrije_poort()
    proces = start_voorbeeld(inrichting, "push", f"http://{luister}", TOKEN=TOKEN)
    try:
        command = [sys.executable, "-m", "ketentoets", "run", "--rol", "aanbieder", "--sut", adres(proces)]
        command += ["--luister", luister, "-k", "wijst een product toe", "--rapport", str(tmp_path / "rapport")]
        env = {**OMGEVING, "KETENTOETS_LUISTER_TOKEN": TOKEN}
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=env)
    finally:
        proces.communicate(timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    geslaagd(rapport(tmp_path))
    assert all(TOKEN.encode() not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_a_municipality_behind_the_ggk(inrichting: Path, tmp_path: Path) -> None:
    luister = vrije_poort()
    proces = start_voorbeeld(inrichting, "ggk", f"http://{luister}", "--rol", "gemeente")
    try:
        url = adres(proces)
        keus = "inhoud van het verzoek klopt niet (TR002"
        run = toets(f"ggk:{url}", tmp_path, "gemeente", luister, keus)
    finally:
        proces.communicate(timeout=120)
    assert [s["oordeel"] for s in run["scenarios"]] == ["geslaagd"]
    assert [m["soort"] for s in run["scenarios"] for m in s["berichten"]] == ["JW315", "JW316"]
    assert "ggk0210" in run["afgeleid"]
    assert "ggk0210" in (tmp_path / "rapport" / "rapport.html").read_text(encoding="utf-8")


def test_a_provider_behind_vecozo(inrichting: Path, tmp_path: Path) -> None:
    luister = vrije_poort()
    proces = start_voorbeeld(inrichting, "vecozo", f"http://{luister}")
    try:
        run = toets("vecozo:", tmp_path, luister=luister)
    finally:
        proces.communicate(timeout=120)
    geslaagd(run)
    assert "vecozo-rest" in run["afgeleid"]
