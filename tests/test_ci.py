"""CI: the examples work as they are written, and a run needs no network but the way to the system."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from opdracht import ketentoets

ROOT = Path(__file__).resolve().parent.parent
CI = ROOT / "docs" / "ci"
GEEN_NETWERK = """
import sys

LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}


def guard(event, args):
    if event == "socket.connect" or event == "socket.sendto":
        address = args[1]
        if isinstance(address, tuple) and address[0] not in LOCAL:
            raise PermissionError(f"network: {event} {address}")
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"} and args[0] not in LOCAL:
        raise PermissionError(f"network: {event} {args[0]}")


sys.addaudithook(guard)
"""
"""Refuses every connection and name but those of this machine; children get it too, by PYTHONPATH."""


@pytest.fixture
def afgesloten(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python reaches nothing but this machine."""
    (tmp_path / "slot").mkdir()
    (tmp_path / "slot" / "sitecustomize.py").write_text(GEEN_NETWERK, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "slot"), *filter(None, [os.environ.get("PYTHONPATH")])])
    return {**os.environ, "PYTHONPATH": path, "COLUMNS": "200", "NO_COLOR": "1"}


def python(*arguments: str, cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    "code",
    ["import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)",
     "import socket; socket.getaddrinfo('example.nl', 80)",
     "import subprocess, sys; subprocess.run([sys.executable, '-c',"
     " \"import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)\"], check=True)"],
)  # fmt: skip
def test_the_lock_holds(code: str, afgesloten: dict[str, str], tmp_path: Path) -> None:
    done = python("-c", code, cwd=tmp_path, env=afgesloten)
    assert done.returncode == 1
    assert "PermissionError: network: socket." in done.stderr


def test_a_run_and_a_new_verdict_need_no_network(afgesloten: dict[str, str], tmp_path: Path) -> None:
    done = python("-m", "ketentoets", "run", "-k", "Patroon 1", "--rapport", "uit", cwd=tmp_path, env=afgesloten)
    assert done.returncode == 0, done.stdout + done.stderr
    again = python("-m", "ketentoets", "oordeel", "uit/journaal.jsonl", cwd=tmp_path, env=afgesloten)
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_run_in_a_network_with_nothing_but_itself(tmp_path: Path) -> None:
    if not (shutil.which("unshare") and shutil.which("ip")):
        pytest.skip("no unshare and ip here: only the lock inside Python was tested")
    alone = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh"]
    if subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine allows no network namespace: only the lock inside Python was tested")
    run = [sys.executable, "-m", "ketentoets", "run", "-k", "Patroon 1", "--rapport", "uit"]
    done = subprocess.run([*alone, *run], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


# The examples.


def steps(name: str) -> list[str]:
    data: dict[str, Any] = yaml.safe_load((CI / name).read_text(encoding="utf-8"))
    if name == "github.yml":
        return [step["run"] for step in data["jobs"]["toets"]["steps"] if "run" in step]
    return [str(line) for line in data["ketentoets"]["script"]]


def documented() -> list[str]:
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


def commands() -> list[str]:
    return [c for c in (*steps("github.yml"), *steps("gitlab-ci.yml"), *documented()) if c.startswith("ketentoets ")]


def test_the_examples_run_ketentoets() -> None:
    assert len(commands()) >= 5


@pytest.mark.parametrize("command", sorted(set(commands())))
def test_every_option_of_an_example_exists(command: str, tmp_path: Path) -> None:
    _name, opdracht, *rest = shlex.split(command)
    shown = ketentoets(opdracht, "--help", cwd=tmp_path)
    assert shown.returncode == 0
    for option in (word for word in rest if word.startswith("-")):
        assert re.search(rf"(?<![\w-]){option}(?![\w-])", shown.stdout), option


def test_the_examples_keep_what_a_run_writes() -> None:
    gitlab = yaml.safe_load((CI / "gitlab-ci.yml").read_text(encoding="utf-8"))["ketentoets"]
    assert gitlab["artifacts"]["reports"]["junit"] == "uit/junit.xml"
    assert gitlab["artifacts"]["when"] == "always"
    assert "--rapport uit" in gitlab["script"][0]
    github = (CI / "github.yml").read_text(encoding="utf-8")
    assert "path: uit" in github and "!cancelled()" in github


def test_the_container_does_not_run_as_root() -> None:
    lines = (CI / "Containerfile").read_text(encoding="utf-8").splitlines()
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert users and users[-1] not in {"0", "root"}
    assert next(n for n, line in enumerate(lines) if line.startswith("USER ")) < next(
        n for n, line in enumerate(lines) if line.startswith("ENTRYPOINT ")
    )
    sources = [line.split()[1] for line in lines if line.startswith("COPY ")]
    assert sources == ["."]
