"""English: no sentence is missing, none is left over, and nothing but the words changes."""

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from types import ModuleType

import pytest

from ketentoets.core.taal import VARIABELE, lees_po, talen
from ketentoets.core.verdict import Verdict
from ketentoets.reports.bijlage import ELDERS
from ketentoets.schemas.releases import STANDAARDEN
from ketentoets.suite.certificering import NIET_IN_DEZE_RUN
from ketentoets.suite.controle import GOED, NIET_GOED, NIET_MOGELIJK
from ketentoets.suite.dekking import Stand
from ketentoets.suite.retourcodes import Codestand
from ketentoets.transports.base import Outcome

pytest.importorskip("babel", reason="babel is not installed, so the catalogues are not compared with the source")

ROOT = Path(__file__).resolve().parent.parent
CATALOGI = sorted((ROOT / "src" / "ketentoets" / "talen").glob("*.po"))
BRONNEN = [p for map_ in ("src", "reports", "schemas", "fixtures", "generators", "steps")
           for p in sorted((ROOT / map_).rglob("*.py"))]  # fmt: skip


@cache
def gereedschap() -> ModuleType:
    """tools/talen.py, which `make talen` runs."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import talen as module
    finally:
        sys.path.pop(0)
    return module


@cache
def zinnen() -> dict[str, list[str]]:
    found: dict[str, list[str]] = gereedschap().zinnen()
    return found


def ketentoets(*arguments: str, cwd: Path, taal: str = "") -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", VARIABELE: taal}
    command = [sys.executable, "-m", "ketentoets", *arguments]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=300, check=False)


# The catalogues.


def test_there_is_english() -> None:
    assert talen() == ("nl", "en")
    assert len(zinnen()) > 1500


@pytest.mark.parametrize("path", CATALOGI, ids=lambda p: p.stem)
def test_no_sentence_is_missing_and_none_is_left_over(path: Path) -> None:
    known = gereedschap().catalogus(path)
    missing = {zin: plaatsen for zin, plaatsen in zinnen().items() if not known.get(zin)}
    assert missing == {}, "make talen"
    assert set(known) - set(zinnen()) == set(), "make talen"


def test_words_that_are_translated_by_their_value_are_all_known() -> None:
    words = {*Verdict, *Stand, *Codestand, *Outcome, ELDERS, NIET_IN_DEZE_RUN, GOED, NIET_GOED, NIET_MOGELIJK}
    assert {str(word) for word in words} - set(zinnen()) == set()


ENGELS = """
from datetime import date
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.core.calendar import Term, at, due
kalender = laad_profiel("alkmaar").kalender
print(due(at(date(2021, 4, 1)), Term(3), kalender).arithmetic())
print(kalender.is_workday(date(2021, 4, 2)), kalender.is_workday(date(2021, 4, 5)))
"""


def test_holidays_are_named_in_the_language_and_stay_the_same_days(tmp_path: Path) -> None:
    for taal, named in (("", "Tweede paasdag"), ("en", "Easter Monday")):
        env = {**os.environ, VARIABELE: taal}
        command = [sys.executable, "-c", ENGELS]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True)
        line, days = done.stdout.splitlines()
        assert named in line
        assert days == "True False", "Good Friday is a working day in Alkmaar's protocol"


@pytest.mark.parametrize("path", CATALOGI, ids=lambda p: p.stem)
def test_a_translation_has_the_same_values_and_edges(path: Path) -> None:
    for zin, vertaling in vertaald(path).items():
        assert velden(zin) == velden(vertaling), zin
        assert edges(zin) == edges(vertaling), zin


def vertaald(path: Path) -> dict[str, str]:
    """What is translated; that all of it is, another test says."""
    return {zin: vertaling for zin, vertaling in gereedschap().catalogus(path).items() if vertaling}


def velden(zin: str) -> list[tuple[str, str]]:
    return sorted((name, spec or "") for _text, name, spec, _how in Formatter().parse(zin) if name is not None)


def edges(zin: str) -> tuple[str, str]:
    return zin[: len(zin) - len(zin.lstrip())], zin[len(zin.rstrip()) :]


@pytest.mark.parametrize("path", CATALOGI, ids=lambda p: p.stem)
def test_a_catalogue_is_as_make_talen_writes_it(path: Path, tmp_path: Path) -> None:
    again = tmp_path / path.name
    gereedschap().schrijf(again, gereedschap().catalogus(path))
    assert path.read_text(encoding="utf-8") == again.read_text(encoding="utf-8"), "make talen"


@pytest.mark.parametrize("path", CATALOGI, ids=lambda p: p.stem)
def test_it_is_read_as_babel_reads_it(path: Path) -> None:
    assert lees_po(path.read_text(encoding="utf-8")) == vertaald(path)


def test_a_sentence_without_a_translation_stays_dutch() -> None:
    assert lees_po('msgid "a"\nmsgstr ""\n\nmsgid ""\n"b "\n"c"\nmsgstr "d\\n"\n') == {"b c": "d\n"}


def test_a_missing_sentence_would_be_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "src" / "x.py"
    source.parent.mkdir()
    source.write_text('print(_("Een gloednieuwe zin {n}", n=1))\n', encoding="utf-8")
    monkeypatch.setattr(gereedschap(), "ROOT", tmp_path)
    monkeypatch.setattr(gereedschap(), "FOLDERS", ("src",))
    assert gereedschap().zinnen()["Een gloednieuwe zin {n}"] == ["src/x.py:1"]


# The source.


def vertaalaanroepen(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_" and node.args:
            yield node


def test_a_sentence_is_never_put_together_before_it_is_translated() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in BRONNEN for call in vertaalaanroepen(path)
        if not isinstance(call.args[0], ast.Constant | ast.Name | ast.Attribute | ast.Subscript)
    ]  # fmt: skip
    assert wrong == []


# In use.


def test_the_help_is_english_wherever_the_option_stands(tmp_path: Path) -> None:
    for arguments in (("--taal", "en", "run", "--help"), ("run", "--help", "--taal=en")):
        done = ketentoets(*arguments, cwd=tmp_path)
        assert done.returncode == 0
        assert "Play the scenarios and judge." in done.stdout and "Speel" not in done.stdout
    assert "Play the scenarios" in ketentoets("run", "--help", cwd=tmp_path, taal="en").stdout
    assert "Speel de scenario's" in ketentoets("--taal", "nl", "run", "--help", cwd=tmp_path, taal="en").stdout


@pytest.mark.parametrize("arguments", [("--taal", "xx", "run"), ("run", "--taal=xx")])
def test_an_unknown_language_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = ketentoets(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert "kies uit nl, en" in done.stderr


def test_a_run_gives_the_same_verdicts_in_other_words(tmp_path: Path) -> None:
    options = ("run", "--rol", "gemeente", "--gebrek", "316-werkdag-te-laat", "-k", "Patroon 1", "--rapport", "uit")
    done = ketentoets("--taal", "en", *options, cwd=tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "FAILED  Patroon 1" in done.stdout and "1 day late" in done.stdout
    assert ketentoets("oordeel", "uit/journaal.jsonl", "--rapport", "nl", cwd=tmp_path).returncode == 1
    english, dutch = (json.loads((tmp_path / m / "run.json").read_text(encoding="utf-8")) for m in ("uit", "nl"))
    for een, ander in zip(english["scenarios"], dutch["scenarios"], strict=True):
        assert een["oordeel"] == ander["oordeel"] == "gezakt"
        assert een["bewijs"] == ander["bewijs"]
        assert [m["sha256"] for m in een["berichten"]] == [m["sha256"] for m in ander["berichten"]]
        assert [f["tekst"] for f in een["bevindingen"]] != [f["tekst"] for f in ander["bevindingen"]]
    junit = (tmp_path / "uit" / "junit.xml").read_text(encoding="utf-8")
    assert "expected: " in junit and not re.search(r"verwacht: ", junit)


@pytest.mark.parametrize("standaard", [STANDAARDEN[-1].naam])
def test_messages_are_the_same_bytes_in_every_language(standaard: str, tmp_path: Path) -> None:
    for taal in ("nl", "en"):
        options = ("--reeks", "--release", standaard, "--clienten", "2", "--zaad", "7", "--uit", taal)
        assert ketentoets("genereer", *options, cwd=tmp_path, taal=taal).returncode == 0
    made = {p.name: p.read_bytes() for p in (tmp_path / "nl").rglob("*.xml")}
    assert len(made) > 5
    assert made == {p.name: p.read_bytes() for p in (tmp_path / "en").rglob("*.xml")}
