"""The self-test: what it plays, how it counts, and the table it prints."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from opdracht import ketentoets

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.actors.gedrag import GEDRAGINGEN
from ketentoets.actors.ingrepen import Ingreep
from ketentoets.cli.proefspel import Gestuurd, Proef, Spel, raakvlak
from ketentoets.cli.proeftabel import MAKERS, Beproefd, Gezond, uit_json
from ketentoets.cli.proefuitslag import DEELS, ELDERS, OVERLEEFD, PRECIES, RUIM, Uitslag, uitslag, vals_alarm
from ketentoets.cli.zelfproef import Beproeving, gespreid
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.finding import Finding
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.transports.base import Rol

DOCS = Path(__file__).parents[1] / "docs" / "zelfproef.md"
GEBREK = Gebrek("proef", Rol.GEMEENTE, "inhoud", "TR379", "JW301", "doet iets fout", (Ingreep("301", "niet"),))
NIET = Finding("ontbreekt", "Er kwam | niets.", regel="TR379", bericht="JW301")


def scenario(naam: str, oordeel: Verdict, *, genoemd: bool = True, bevinding: Finding | None = NIET) -> ScenarioRecord:
    found = (bevinding,) if bevinding and oordeel is Verdict.GEZAKT else ()
    return ScenarioRecord(
        naam, naam, "proces", "gemeente", (), ("TR379",) if genoemd else (), ("JW301",), oordeel, bevindingen=found
    )


def van(*scenarios: ScenarioRecord) -> Uitslag:
    return uitslag(GEBREK, Spel(scenarios), len(scenarios))


GOED, FOUT = Verdict.GESLAAGD, Verdict.GEZAKT


@pytest.mark.parametrize(
    ("een", "ander", "stand"),
    [(FOUT, GOED, PRECIES), (FOUT, FOUT, RUIM), (GOED, FOUT, ELDERS), (GOED, GOED, OVERLEEFD)],
)
def test_how_a_defect_came_out(een: Verdict, ander: Verdict, stand: str) -> None:
    found = van(scenario("a", een), scenario("b", ander, genoemd=False))
    assert found.stand == stand
    assert found.gevangen is (een is FOUT)


def test_a_scenario_that_names_the_rule_and_passes_is_shown() -> None:
    found = van(scenario("a", FOUT), scenario("b", GOED), scenario("c", Verdict.NIET_VAN_TOEPASSING))
    assert (found.stand, found.raak, found.gemist) == (DEELS, ("a",), ("b",))


def test_the_finding_with_the_rule_of_the_defect_is_shown() -> None:
    ander = Finding("inhoud", "Iets anders.", regel="OP090", bericht="JW302")
    found = van(scenario("a", FOUT, bevinding=ander), scenario("b", FOUT))
    assert (found.door, found.bevinding) == ("b", NIET)


def test_a_false_alarm_is_everything_but_a_pass() -> None:
    spel = Spel((scenario("a", GOED), scenario("b", Verdict.ONBESLIST), scenario("c", Verdict.NIET_VAN_TOEPASSING)))
    assert [alarm.split(" ")[0] for alarm in vals_alarm(spel)] == ["b"]


# --- what a defect can touch --------------------------------------------------------------------


def raakt(soorten: str, codes: str = "", **velden: object) -> bool | None:
    gebrek = Gebrek("x", Rol.GEMEENTE, "f", "r", "JW301", "w", **velden)  # type: ignore[arg-type]
    vraag = raakvlak(gebrek)
    return None if vraag is None else vraag(Gestuurd(frozenset(soorten.split()), frozenset(codes.split())))


def test_a_message_that_is_not_sent_cannot_be_sent_wrongly() -> None:
    assert raakt("301 306", ingrepen=(Ingreep("306 308", "niet"),)) is True
    assert raakt("301 316", ingrepen=(Ingreep("306 308", "niet"),)) is False


def test_a_rule_that_is_not_broken_cannot_be_overlooked() -> None:
    assert raakt("306", "0200 9326", blind=("9326",)) is True
    assert raakt("306", "0200 9019", blind=("9326",)) is False
    assert raakt("306", "0001", blind=("CS002",)) is True
    assert raakt("306", "9019", blind=("CS002",)) is False


@pytest.mark.parametrize("velden", [{}, {"trek": "x"}, {"regio": (("a", 1),)}, {"gedrag": "gewoon"},
                                    {"blind": ("samenloop",)}])  # fmt: skip
def test_of_other_defects_nothing_is_taken_for_granted(velden: dict[str, object]) -> None:
    assert raakt("301", **velden) is None


def test_what_was_not_played_again_is_that_of_the_healthy_system() -> None:
    gezond = Spel((scenario("a", GOED), scenario("b", GOED)))
    samen = Spel((scenario("a", FOUT),)).met(gezond)
    assert {s.id: s.oordeel for s in samen.verslagen} == {"a": FOUT, "b": GOED}


# --- what is asked ------------------------------------------------------------------------------


def test_without_a_choice_everything_is_tried() -> None:
    alles = Beproeving()
    assert alles.gebreken() == list(CATALOGUS)
    assert len(alles.gezond()) == 2 * len(GEDRAGINGEN)


def test_a_choice() -> None:
    assert [g.naam for g in Beproeving(("geen-316", "geen-302"), rol="aanbieder").gebreken()] == ["geen-302"]
    assert Beproeving(("geen-316",)).gezond() == []
    assert Beproeving(gedragingen=("meteen",)).gebreken() == []
    assert Beproeving(gedragingen=("meteen",), rol="gemeente").gezond() == [Proef(Rol.GEMEENTE, gedrag="meteen")]
    with pytest.raises(ConfigurationError, match="bestaat-niet"):
        Beproeving(("bestaat-niet",)).gebreken()
    with pytest.raises(ConfigurationError, match="laatste-moment"):
        Beproeving(gedragingen=("bestaat-niet",)).gezond()


def test_a_sample_is_spread() -> None:
    alles = list(CATALOGUS)
    assert gespreid(alles, 0) == gespreid(alles, len(alles)) == alles
    some = gespreid(alles, 20)
    assert len(some) == 20
    assert {g.rol for g in some} == set(Rol)
    assert len({g.familie for g in some}) > 5


# --- the table ----------------------------------------------------------------------------------


BEPROEFD = Beproefd(
    (van(scenario("a/b", FOUT)), van(scenario("a/b", GOED))),
    (Gezond(Proef(Rol.GEMEENTE), 2, ()), Gezond(Proef(Rol.AANBIEDER), 2, ("c/d (gezakt: iets)",))),
)


def test_the_formats_say_the_same() -> None:
    for maker in MAKERS.values():
        tekst = maker(BEPROEFD)
        for deel in ("proef", "TR379", "precies", "OVERLEEFD", "a/b", "c/d"):
            assert deel in tekst
    data = json.loads(MAKERS["json"](BEPROEFD))
    assert data["samenvatting"] == {"gebreken": 2, "gevangen": 1, "overlevenden": ["proef"], "vals_alarm": 1}
    assert "Er kwam \\| niets." in MAKERS["markdown"](BEPROEFD)


def test_a_table_can_be_made_again(tmp_path: Path) -> None:
    gebrek = next(g for g in CATALOGUS if g.naam == "301-andere-referentie")
    echt = Beproefd((uitslag(gebrek, Spel((scenario("a/b", FOUT),)), 1),), BEPROEFD.gezonden)
    assert uit_json(MAKERS["json"](echt)) == echt
    bestand = tmp_path / "proef.json"
    bestand.write_text(MAKERS["json"](echt), encoding="utf-8")
    done = ketentoets("zelfproef", "--van", str(bestand), "--formaat", "markdown", cwd=tmp_path)
    assert (done.returncode, done.stdout.strip()) == (1, MAKERS["markdown"](echt))


def test_the_page_of_the_docs_lists_exactly_the_catalogue() -> None:
    tekst = DOCS.read_text(encoding="utf-8")
    gemeente, rest = tekst.split("## Gebreken van de aanbieder")
    aanbieder, gezond = rest.split("## Gezonde systemen")
    for rol, deel in ((Rol.GEMEENTE, gemeente), (Rol.AANBIEDER, aanbieder)):
        rijen = re.findall(r"^\| `([^`]+)` \|", deel, re.MULTILINE)
        assert rijen == [g.naam for g in CATALOGUS if g.rol is rol]
    gespeeld = re.findall(r"^\| \w+ \| `([^`]+)` \| ([\w-]+) \|", gezond, re.MULTILINE)
    assert [naam for naam, profiel in gespeeld if profiel == "alkmaar"] == 2 * list(GEDRAGINGEN)
    assert {g.profiel for g in CATALOGUS if g.profiel} <= {profiel for _naam, profiel in gespeeld}


def test_from_the_command_line(tmp_path: Path) -> None:
    names = ("geen-318", "weigert-325", "--snel", "--formaat", "json", "--werkers", "2")
    command = [sys.executable, "-m", "ketentoets", "zelfproef", *names]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["samenvatting"]["gevangen"] == 2
    assert "2/2 aanbieder weigert-325" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("bestaat-niet",),
        ("--van", "bestaat-niet.json"),
        ("--formaat", "xml"),
        ("--gedrag", "lui"),
        ("geen-316", "--rol", "aanbieder"),
    ],
)
def test_wrong_use_is_a_sentence(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = ketentoets("zelfproef", *arguments, cwd=tmp_path)
    assert done.returncode == 3
    assert done.stderr.startswith("ketentoets: ") and "Traceback" not in done.stderr
