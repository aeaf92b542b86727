"""Every command in the README works as it is written there."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
EXPECTED_EXIT = {"--gebrek ": 1}
FULL_RUN = "--sut http://127.0.0.1:8701"


def start_sut() -> tuple[subprocess.Popen[str], str]:
    """A reference municipality on a free port, stopped by closing its standard input."""
    command = [sys.executable, "-m", "ketentoets", "sut", "--rol", "gemeente", "--poort", "0", "--stop-bij-eof"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    url = process.stdout.readline().removeprefix("Luistert op ").strip()
    return process, url


@pytest.fixture(scope="module")
def suts() -> Iterator[list[str]]:
    started = [start_sut(), start_sut()]
    yield [url for _process, url in started]
    for process, _url in started:
        process.communicate(timeout=30)


def test_readme_names_the_two_commands() -> None:
    assert COMMANDS[:2] == ["make run", "make test"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search("^run:", makefile, re.MULTILINE)
    assert re.search("^test:", makefile, re.MULTILINE)


def runnable() -> list[str]:
    """The commands that end by themselves; `make` and the server have tests of their own."""
    return [c for c in COMMANDS if not c.startswith("make ") and not c.startswith("ketentoets sut --rol")]


def test_examples_are_found() -> None:
    assert len(runnable()) >= 7


@pytest.mark.parametrize("command", runnable())
def test_example_runs(command: str, suts: list[str], tmp_path: Path) -> None:
    arguments = _prepared(command, suts, tmp_path)
    env = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, timeout=300, env=env, check=False)
    wanted = next((code for text, code in EXPECTED_EXIT.items() if text in command), 0)
    assert done.returncode == wanted, f"{command}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr


def test_finding_in_readme_is_what_the_tool_prints(tmp_path: Path) -> None:
    command = next(c for c in COMMANDS if "--gebrek " in c)
    env = {**os.environ, "COLUMNS": "100"}
    arguments = _prepared(command, [], tmp_path)
    done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, timeout=300, env=env, check=False)
    shown = next(block for block in re.findall(r"```text\n(.*?)```", README, re.DOTALL) if "GEZAKT" in block)
    assert shown.strip() in done.stdout


def _prepared(command: str, suts: list[str], tmp_path: Path) -> list[str]:
    """Fill in free ports; a run of everything is narrowed, because other tests run everything."""
    for number, url in zip(("8701", "8702"), suts, strict=False):
        command = command.replace(f"http://127.0.0.1:{number}", url)
    words = shlex.split(command)
    if words[:2] == ["ketentoets", "run"] and "-k" not in words and "-m" not in words:
        words += ["-k", "Patroon 1"]
    if words[0] == "pytest":
        words += ["-k", "Patroon", "-p", "no:cacheprovider"]
    if words[1] in {"anonimiseer", "oordeel", "valideer"}:
        _make_journal(tmp_path)
    return [sys.executable, "-m", *words]


def _make_journal(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "ketentoets", "run", "--rol", "gemeente", "-k", "Patroon 1", "--rapport", "uit"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
