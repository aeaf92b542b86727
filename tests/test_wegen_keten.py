"""Every way to connect, driven end to end: the reference system in another process, as if it were yours."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ketentoets.fixtures.lader import laad_profiel
from ketentoets.suite.inrichten import inrichting as maak_inrichting
from ketentoets.suite.inrichten import moment_van
from ketentoets.transports.base import Rol

TOKEN = "een-lang-en-geheim-token"
VOORBEELD = Path(__file__).parent.parent / "docs" / "voorbeelden" / "systeem.py"
OMGEVING = {**os.environ, "COLUMNS": "150", "NO_COLOR": "1"}


@pytest.fixture(scope="module")
def inrichting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inrichting") / "inrichting.json"
    gegevens = maak_inrichting(laad_profiel("alkmaar"), tuple(Rol), 1, moment_van(None))
    path.write_text(json.dumps(gegevens), encoding="utf-8")
    return path


def toets(sut: str, map_: Path, *meer: str, keus: str = "wijst een product toe", **omgeving: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "ketentoets", "run", "--sut", sut, "-k", keus, "--rapport"]
    command += [str(map_ / "rapport"), *meer]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env={**OMGEVING, **omgeving}, cwd=map_
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads((map_ / "rapport" / "run.json").read_text(encoding="utf-8"))
    return found


def geslaagd(run: dict[str, Any]) -> None:
    assert [s["oordeel"] for s in run["scenarios"]] == ["geslaagd"]
    assert [m["soort"] for s in run["scenarios"] for m in s["berichten"]] == ["JW301", "JW302"]


def start_voorbeeld(inrichting: Path, *manier: str) -> "subprocess.Popen[str]":
    command = [sys.executable, str(VOORBEELD), *manier, "--inrichting", str(inrichting)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=OMGEVING)


def test_a_provider_that_only_knows_files(inrichting: Path, tmp_path: Path) -> None:
    proces = start_voorbeeld(inrichting, "map", str(tmp_path / "uit"))
    try:
        assert proces.stdout is not None and proces.stdout.readline() == "Klaar\n"
        run = toets(f"map:{tmp_path / 'uit'}", tmp_path, "--rol", "aanbieder")
    finally:
        proces.communicate(timeout=30)
    geslaagd(run)
    assert run["sut"][0]["adres"] == f"map:{tmp_path / 'uit'}"
    assert len(list((tmp_path / "uit" / "verwerkt").iterdir())) == 2


def test_a_provider_that_is_a_command(inrichting: Path, tmp_path: Path) -> None:
    sut = f"command {sys.executable} {VOORBEELD} command --inrichting {inrichting}"
    geslaagd(toets(sut, tmp_path, "--rol", "aanbieder"))


def test_a_provider_that_is_a_python_object(inrichting: Path, tmp_path: Path) -> None:
    path = f"{VOORBEELD.parent}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    run = toets("python:systeem:maak", tmp_path, "--rol", "aanbieder", PYTHONPATH=path, INRICHTING=str(inrichting))
    geslaagd(run)


def test_a_provider_that_pushes(inrichting: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        luister = f"127.0.0.1:{free.getsockname()[1]}"
    omgeving = {"KETENTOETS_LUISTER_TOKEN": TOKEN}
    command = [sys.executable, str(VOORBEELD), "push", f"http://{luister}", "--inrichting", str(inrichting)]
    proces = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**OMGEVING, "TOKEN": TOKEN}
    )
    try:
        assert proces.stdout is not None
        url = proces.stdout.readline().removeprefix("Luistert op ").strip()
        run = toets(url, tmp_path, "--rol", "aanbieder", "--luister", luister, **omgeving)
    finally:
        proces.communicate(timeout=30)
    geslaagd(run)
    assert all(TOKEN.encode() not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def vrije_poort() -> str:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


def test_a_municipality_behind_the_ggk(inrichting: Path, tmp_path: Path) -> None:
    luister = vrije_poort()
    proces = start_voorbeeld(inrichting, "ggk", f"http://{luister}", "--rol", "gemeente")
    try:
        assert proces.stdout is not None
        url = proces.stdout.readline().removeprefix("Luistert op ").strip()
        keus = "inhoud van het verzoek klopt niet (TR002"
        run = toets(f"ggk:{url}", tmp_path, "--rol", "gemeente", "--luister", luister, keus=keus)
    finally:
        proces.communicate(timeout=30)
    assert [s["oordeel"] for s in run["scenarios"]] == ["geslaagd"]
    assert [m["soort"] for s in run["scenarios"] for m in s["berichten"]] == ["JW315", "JW316"]
    assert "ggk0210" in run["afgeleid"]
    assert "ggk0210" in (tmp_path / "rapport" / "rapport.html").read_text(encoding="utf-8")


def test_a_provider_behind_vecozo(inrichting: Path, tmp_path: Path) -> None:
    luister = vrije_poort()
    proces = start_voorbeeld(inrichting, "vecozo", f"http://{luister}")
    try:
        run = toets("vecozo:", tmp_path, "--rol", "aanbieder", "--luister", luister)
    finally:
        proces.communicate(timeout=30)
    geslaagd(run)
    assert "vecozo-rest" in run["afgeleid"]
