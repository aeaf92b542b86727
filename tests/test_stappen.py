"""The sentences of scenarios: few, explained, each with an example; the committed list is up to date."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ketentoets.cli.main import app
from ketentoets.cli.stappen import toon
from ketentoets.core.errors import ConfigurationError
from ketentoets.steps.zinnenlijst import zinnenlijst
from ketentoets.steps.zinsvorm import Zinsvorm
from ketentoets.transports.base import Rol

LIJST = Path(__file__).parents[1] / "docs" / "stappen.md"
HOOGSTENS = 60


def test_the_vocabulary_can_be_learnt_in_an_hour() -> None:
    zinnen = zinnenlijst()
    assert 40 < len(zinnen) <= HOOGSTENS
    assert len({z.zin for z in zinnen}) == len(zinnen)


def test_every_sentence_is_explained_and_used() -> None:
    for zin in zinnenlijst():
        assert len(zin.uitleg) > 20, zin.zin
        assert zin.voorbeeld, zin.zin
        assert zin.scenario, zin.zin


def test_the_committed_list_is_up_to_date() -> None:
    fix = "run ketentoets stappen --formaat markdown > docs/stappen.md"
    assert LIJST.read_text(encoding="utf-8") == toon("", "markdown"), fix


def test_a_word_picks_the_sentences_with_it() -> None:
    tekst = toon("declaratie", "tabel")
    assert "bevat de declaratie" in tekst
    assert "de zorg start" not in tekst
    assert re.search(r"^\d+ zinnen\.", tekst, re.MULTILINE)


@pytest.mark.parametrize(
    ("zoek", "formaat", "woord"), [("abracadabra", "tabel", "abracadabra"), ("", "pdf", "markdown")]
)
def test_wrong_use_is_a_sentence(zoek: str, formaat: str, woord: str) -> None:
    with pytest.raises(ConfigurationError, match=woord):
        toon(zoek, formaat)


def test_the_command_shows_them() -> None:
    result = CliRunner().invoke(app, ["stappen", "startbericht"])
    assert result.exit_code == 0
    assert "stuurt de aanbieder het" in result.stdout


VORM = Zinsvorm("de zorg[ {hoe:tijdelijk|volgens plan}] stopt[ met reden {reden:code}] na {n:getal} (dag|dagen)")


@pytest.mark.parametrize(
    ("zin", "waarden"),
    [
        ("de zorg stopt na 1 dag", {"n": 1}),
        ("de zorg volgens plan stopt na 12 dagen", {"hoe": "volgens plan", "n": 12}),
        ("de zorg stopt met reden 34 na 2 dagen", {"reden": "34", "n": 2}),
        ("de zorg ineens stopt na 2 dagen", None),
        ("de zorg stopt na twee dagen", None),
    ],
)
def test_a_form_reads_its_sentences(zin: str, waarden: dict[str, object] | None) -> None:
    assert VORM.parse_arguments(zin) == waarden
    assert VORM.is_matching(zin) == (waarden is not None)


def test_a_form_is_readable() -> None:
    assert VORM.leesbaar == "de zorg[ (tijdelijk|volgens plan)] stopt[ met reden <reden>] na <n> (dag|dagen)"
    assert set(VORM.vrij) == {"reden", "n"}


@pytest.mark.parametrize("naam", ["301-bericht", "JW301", "WMO301"])
def test_a_message_may_be_named_in_three_ways(naam: str) -> None:
    vorm = Zinsvorm("stuurt de {rol:rol} geen {soort:bericht}")
    assert vorm.parse_arguments(f"stuurt de gemeente geen {naam}") == {"rol": Rol.GEMEENTE, "soort": "301"}


def test_a_form_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="not a form"):
        Zinsvorm("de zorg {start")
