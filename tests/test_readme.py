"""Every command in the README works as it is written there."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from opdracht import Klaar, ketentoets

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.split("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip()
]
EXPECTED_EXIT = {"--gebrek ": 1}
MET_RAPPORT = "ketentoets run --sut http://127.0.0.1:8701 --rapport uit"


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
        process.communicate(timeout=120)


@pytest.fixture(scope="module")
def gedaan(suts: list[str], tmp_path_factory: pytest.TempPathFactory) -> "Lezer":
    return Lezer(suts, tmp_path_factory.mktemp("lezer"))


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
    assert MET_RAPPORT in runnable()


@pytest.mark.parametrize("command", runnable())
def test_example_runs(command: str, gedaan: "Lezer") -> None:
    done = gedaan(command)
    wanted = next((code for text, code in EXPECTED_EXIT.items() if text in command), 0)
    assert done.returncode == wanted, f"{command}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr


def test_finding_in_readme_is_what_the_tool_prints(gedaan: "Lezer") -> None:
    done = gedaan(next(c for c in COMMANDS if "--gebrek " in c))
    shown = next(block for block in re.findall(r"```text\n(.*?)```", README, re.DOTALL) if "GEZAKT" in block)
    assert shown.strip() in done.stdout


Gedaan = Klaar | subprocess.CompletedProcess[str]
ERNAAST = {"anonimiseer", "oordeel", "valideer"}
"""What needs the report folder that an earlier example wrote."""


@dataclass
class Lezer:
    """Somebody who tries the examples, each in a folder of its own, and does not play the same thing twice."""

    suts: list[str]
    map: Path
    gespeeld: dict[tuple[str, ...], tuple[Gedaan, Path]] = field(default_factory=dict)

    def __call__(self, command: str) -> Gedaan:
        return self._doe(command)[0]

    def _doe(self, command: str) -> tuple[Gedaan, Path]:
        words = tuple(_prepared(command, self.suts))
        if words not in self.gespeeld:
            map_ = self.map / str(len(self.gespeeld))
            if words[1] in ERNAAST:
                shutil.copytree(self._doe(MET_RAPPORT)[1], map_)
            map_.mkdir(exist_ok=True)
            self.gespeeld[words] = (_uitgevoerd(words, map_), map_)
        return self.gespeeld[words]


def _uitgevoerd(words: tuple[str, ...], map_: Path) -> Gedaan:
    if words[0] == "ketentoets":
        return ketentoets(*words[1:], cwd=map_, omgeving={"COLUMNS": "100"})
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=map_, capture_output=True, text=True, timeout=300, check=False)


def _prepared(command: str, suts: list[str]) -> list[str]:
    """Fill in free ports; a run of everything is narrowed, because other tests run everything."""
    for number, url in zip(("8701", "8702"), suts, strict=False):
        command = command.replace(f"http://127.0.0.1:{number}", url)
    words = shlex.split(command)
    if words[:2] == ["ketentoets", "run"] and "-k" not in words and "-m" not in words:
        words += ["-k", "Patroon 1"]
    if words[0] == "pytest":
        words += ["-k", "Patroon", "-p", "no:cacheprovider"]
    return words
