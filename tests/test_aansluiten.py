"""docs/aansluiten.md: every command in it exists with the options it names, and every file it names is there."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from ketentoets.cli.main import app
from ketentoets.transports.adres import adressen
from ketentoets.transports.toegang import GEHEIMEN, INSTELLINGEN, VOORVOEGSEL, ZONDER_TLS

ROOT = Path(__file__).parent.parent
TEKST = (ROOT / "docs" / "aansluiten.md").read_text(encoding="utf-8")
REGELS = [line for block in re.findall(r"```sh\n(.*?)```", TEKST, re.DOTALL) for line in block.splitlines() if line]
COMMANDO = typer.main.get_command(app)


@pytest.mark.parametrize("regel", [r for r in REGELS if r.startswith("ketentoets ")])
def test_every_command_exists_with_its_options(regel: str) -> None:
    woorden = shlex.split(regel.split(" > ", maxsplit=1)[0])
    opdracht = COMMANDO.commands[woorden[1]]  # type: ignore[attr-defined]
    bekend = {name for parameter in opdracht.params for name in parameter.opts}
    assert {w for w in woorden[2:] if w.startswith("-")} <= bekend
    for sut in (woorden[n + 1] for n, w in enumerate(woorden) if w == "--sut"):
        assert adressen(sut) == (sut,)


def test_the_example_is_there() -> None:
    assert (ROOT / "docs" / "voorbeelden" / "systeem.py").is_file()
    assert len(REGELS) > 8


def test_every_variable_is_one_that_is_read() -> None:
    named = set(re.findall(r"`(KETENTOETS_[A-Z_]+)", TEKST))
    known = {VOORVOEGSEL + name.upper() for name in (*GEHEIMEN, *INSTELLINGEN, "gebruiker", "luister", ZONDER_TLS)}
    assert named and named <= known
