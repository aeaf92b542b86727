"""Exploring: ten planted deviations are found and shrunk, the healthy system passes, files play again."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from opdracht import ketentoets
from voorbeeldrun import run

from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.cli.main import main
from ketentoets.cli.uitvoeren import scenariobestanden
from ketentoets.cli.verkennen import seconden
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import read_journal
from ketentoets.core.verdict import Verdict
from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin, is_zin
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.verken.dekking import Dekking
from ketentoets.verken.speler import Uitslag
from ketentoets.verken.strategie import Gen, alfabet, vertel
from ketentoets.verken.verhaal import Verhaal
from ketentoets.verken.verkenning import Grens, Verkenning, open_verkenning
from ketentoets.verken.zoeker import Jacht

HOOGSTENS: dict[str, tuple[int, str]] = {
    "geen-316": (3, "a request, and the assignment and its return message that follow anyway"),
    "319-zonder-reden": (4, "request, 316, rejection, 320"),
    "stapeling-niet-gezien": (6, "an assignment with its 302, a request with its 316, the stacked 301 with its 302"),
    "301-onvolledig": (4, "two assignments, each with its 302"),
    "verwijderde-start-telt": (8, "301/302, start 305/306, its deletion 305/306, the right start 305/306"),
    "geen-302": (1, "one assignment"),
    "tijdelijke-stop-als-definitief": (6, "301/302, 305/306, 307/308"),
    "correctie-zonder-verwijdering": (6, "301/302, 305/306 and the start that replaces it, with its 306"),
    "credit-zonder-vorige": (6, "301/302, a claim with its 325, the credit with its 325"),
    "boven-het-maximum": (4, "301/302, a claim with its 325"),
}
"""For every planted deviation: how many messages a person would need to show it, and why."""
STAPPEN = 2500
ROL = {g.naam: g.rol for g in CATALOGUS}


def verken(map_: Path, rol: str, *gebreken: str, stappen: int = STAPPEN, zaad: int = 1, **meer: Any) -> Verkenning:
    keuzes = Keuzes(rol=rol, gebreken=gebreken, zaad=zaad)
    verkenning = open_verkenning(keuzes, Grens(stappen=stappen), map_ / "journaal.jsonl", alle=False)
    for naam, waarde in meer.items():
        setattr(verkenning, naam, waarde)
    try:
        verkenning.zoek(map_)
    finally:
        verkenning.uitvoering.sluit()
    verkenning.schrijf(map_)
    return verkenning


@pytest.mark.parametrize("gebrek", HOOGSTENS)
def test_a_planted_deviation_is_found_and_shrunk(gebrek: str, tmp_path: Path) -> None:
    verkenning = verken(tmp_path, ROL[gebrek], gebrek)
    (afwijking,) = verkenning.afwijkingen
    assert verkenning.oordeel is Verdict.GEZAKT
    assert afwijking.reproduceerbaar
    assert not afwijking.vondst.fout
    most, _why = HOOGSTENS[gebrek]
    assert len(afwijking.uitslag.verslag.berichten) <= most, [z.tekst for z in afwijking.vondst.verhaal.zinnen]
    assert len(afwijking.vondst.verhaal.zinnen) <= len(afwijking.vondst.eerste.zinnen)


@pytest.mark.parametrize(("goed", "onspeelbaar"), [(Verdict.ONBESLIST, True), (Verdict.GESLAAGD, False)])
def test_a_story_that_no_system_can_be_judged_on_says_nothing(goed: Verdict, onspeelbaar: bool) -> None:
    def uitslag(oordeel: Verdict) -> Uitslag:
        return Uitslag(replace(run().scenarios[0], oordeel=oordeel, reden="opdracht 7 geweigerd"), ())

    dekking, controle = Dekking(), SimpleNamespace(speel=lambda _verhaal: uitslag(goed))
    zoeker: Any = SimpleNamespace(dekking=dekking, controle=controle, meld=lambda _dekking: None)
    Jacht(zoeker, frozenset())._tel(Verhaal(()), uitslag(Verdict.ONBESLIST))
    counted = {"opdracht … geweigerd": 1}
    assert (dekking.onspeelbaar, dekking.onbeslist) == ((counted, {}) if onspeelbaar else ({}, counted))
    assert bool(dekking.oordelen) != onspeelbaar


@pytest.mark.parametrize("rol", ["gemeente", "aanbieder"])
def test_nothing_is_found_in_a_healthy_system(rol: str, tmp_path: Path) -> None:
    verkenning = verken(tmp_path, rol, stappen=250, zaad=3)
    assert verkenning.afwijkingen == []
    assert verkenning.oordeel is Verdict.GESLAAGD, verkenning.zoeker.dekking.onbeslist
    data = json.loads((tmp_path / "verken.json").read_text(encoding="utf-8"))
    assert data["oordelen"] == {"geslaagd": sum(data["oordelen"].values())}
    assert data["stappen"] >= 250
    assert len(data["toestanden"]) > 5
    assert len(data["overgangen"]) > 20
    assert sum(f["keer"] for f in data["fouten"]) > 0


def test_the_same_seed_tells_the_same_stories(tmp_path: Path) -> None:
    found = []
    for folder in (tmp_path / "a", tmp_path / "b"):
        folder.mkdir()
        verken(folder, "gemeente", stappen=60, zaad=9)
        found.append(json.loads((folder / "verken.json").read_text(encoding="utf-8")))
    assert {**found[0], "begonnen": ""} == {**found[1], "begonnen": ""}
    assert not (tmp_path / ".hypothesis").exists()


# The model.


def test_every_sentence_of_every_event_is_one_that_scenarios_know(tmp_path: Path) -> None:
    for rol in ("gemeente", "aanbieder"):
        verkenning = open_verkenning(Keuzes(rol=rol), Grens(stappen=0), tmp_path / f"{rol}.jsonl", alle=False)
        verkenning.uitvoering.sluit()
        w, random = verkenning.wereld, Random(1)  # noqa: S311 - no secret
        letters = alfabet(w)
        zinnen: set[Zin] = set()
        namen: set[str] = set()
        for n in range(2000):
            wensen = [Gen(random.randrange(256), n, n // 3, n % 4 > 0, max(n % 9 - 5, 0)) for _n in range(10)]
            verhaal = vertel(w, letters, w.momenten[n % len(w.momenten)], wensen)
            zinnen |= set(verhaal.zinnen)
            namen |= {daad.naam for daad in verhaal.daden}
        assert [z for z in zinnen if not is_zin(z)] == []
        assert {letter.naam for letter in letters} - namen == set()


# What is left behind.


@pytest.fixture(scope="module")
def gevonden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report folder of a command that found a deviation."""
    map_ = tmp_path_factory.mktemp("verken") / "uit"
    done = ketentoets("verken", "--rol", "gemeente", "--gebrek", "geen-316", "--stappen", "400", "--rapport", str(map_),
                      cwd=map_.parent)  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "JW315" in done.stdout
    assert "Verkleind van" in done.stdout
    assert "ketentoets run --scenario" in done.stdout
    assert "Uitgelokt:" in done.stdout
    return map_


def test_the_scenario_plays_again_and_a_good_system_passes_it(gevonden: Path, tmp_path: Path) -> None:
    scenario = str(gevonden / "afwijking-1.feature")
    rol = ("--rol", "gemeente")
    slecht = ketentoets("run", "--scenario", scenario, *rol, "--gebrek", "geen-316", "--rapport", "1",
                       cwd=tmp_path)  # fmt: skip
    assert slecht.returncode == 1, slecht.stdout + slecht.stderr
    assert "OP090" in slecht.stdout
    goed = ketentoets("run", "--scenario", scenario, *rol, "--rapport", "2", cwd=tmp_path)
    assert goed.returncode == 0, goed.stdout + goed.stderr


def test_the_journal_is_judged_again_the_same(gevonden: Path, tmp_path: Path) -> None:
    done = ketentoets("oordeel", str(gevonden / "journaal.jsonl"), "--rapport", "r", cwd=tmp_path)
    assert done.returncode == 1
    eerst, later = (
        json.loads((map_ / "run.json").read_text(encoding="utf-8"))["scenarios"] for map_ in (gevonden, tmp_path / "r")
    )
    assert [s["bevindingen"] for s in eerst] == [s["bevindingen"] for s in later]


def test_a_report_is_not_overwritten(gevonden: Path) -> None:
    done = ketentoets("verken", "--rol", "gemeente", "--stappen", "5", "--rapport", str(gevonden), cwd=gevonden)
    assert done.returncode == 3
    assert "bevat al een rapport" in done.stderr


def test_what_cannot_be_repeated_is_said_and_shown_as_first_seen(tmp_path: Path) -> None:
    keuzes = Keuzes(rol="gemeente", gebreken=("geen-316",))
    verkenning = open_verkenning(keuzes, Grens(stappen=400), tmp_path / "journaal.jsonl", alle=False)
    verkenning.uitvoering = replace(verkenning.uitvoering, partijen=verkenning.zoeker.controle.uitvoering.partijen)  # type: ignore[union-attr]
    verkenning.zoek(tmp_path)
    verkenning.uitvoering.sluit()
    (afwijking,) = verkenning.afwijkingen
    assert not afwijking.reproduceerbaar
    events, heel = read_journal(tmp_path / "journaal.jsonl")
    assert heel
    assert sum(e.soort == "scenario" for e in events) == 2
    assert afwijking.uitslag.verslag.oordeel is Verdict.GEZAKT
    verkenning.schrijf(tmp_path)
    data = json.loads((tmp_path / "verken.json").read_text(encoding="utf-8"))
    assert [a["reproduceerbaar"] for a in data["afwijkingen"]] == [False]


def test_what_a_good_system_fails_too_is_a_fault_of_the_harness(tmp_path: Path) -> None:
    keuzes = Keuzes(rol="gemeente", gebreken=("geen-316",))
    verkenning = open_verkenning(keuzes, Grens(stappen=400), tmp_path / "journaal.jsonl", alle=False)
    verkenning.zoeker.controle = verkenning.zoeker.speler
    verkenning.zoek(tmp_path)
    verkenning.uitvoering.sluit()
    assert verkenning.oordeel is Verdict.FOUT


def test_an_interrupt_leaves_what_was_seen(tmp_path: Path) -> None:
    verkenning = open_verkenning(Keuzes(rol="gemeente"), Grens(), tmp_path / "journaal.jsonl", alle=False)

    def stop(_dekking: object) -> None:
        if verkenning.zoeker.dekking.reeksen == 3:
            raise KeyboardInterrupt

    verkenning.zoeker.meld = stop
    verkenning.zoek(tmp_path)
    verkenning.uitvoering.sluit()
    verkenning.schrijf(tmp_path)
    assert verkenning.onderbroken
    data = json.loads((tmp_path / "verken.json").read_text(encoding="utf-8"))
    assert (data["reeksen"], data["einde"]) == (3, "onderbroken")


# Wrong use.


def test_durations() -> None:
    assert [seconden(t) for t in ("90s", "10m", "1u")] == [90, 600, 3600]
    for wrong in ("10", "0m", "m", "-1s", "1d", ""):
        with pytest.raises(ConfigurationError, match="--tijd"):
            seconden(wrong)


@pytest.mark.parametrize(
    ("arguments", "tekst"),
    [
        ((), "kies --rol"),
        (("--rol", "beide"), "bestaat niet"),
        (("--rol", "gemeente", "--tijd", "lang"), "is geen duur"),
        (("--rol", "gemeente", "--gebrek", "geen-302"), "onbekend gebrek"),
        (("--rol", "gemeente", "--stappen", "-1"), "stappen"),
    ],
)
def test_wrong_use_ends_with_three(
    arguments: tuple[str, ...], tekst: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["ketentoets", "verken", *arguments])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 3
    assert tekst in capsys.readouterr().err
    assert not list(tmp_path.rglob("journaal.jsonl"))


@pytest.mark.parametrize(
    ("tekst", "melding"),
    [
        ("# language: nl\n@sut-gemeente\nFunctionaliteit: x\n  Scenario: y\n    Als de maan schijnt\n", "regel 5"),
        ("onzin\n", "regel 1"),
        ("# language: nl\n@sut-gemeente\nFunctionaliteit: x\n", "geen enkel scenario"),
        ("# language: nl\nFunctionaliteit: x\n  Scenario: y\n    Als de zorg start\n", "@sut-gemeente"),
    ],
)
def test_a_scenario_that_cannot_be_played_is_refused(tekst: str, melding: str, tmp_path: Path) -> None:
    path = tmp_path / "eigen.feature"
    path.write_text(tekst, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=melding):
        scenariobestanden([path])
    with pytest.raises(ConfigurationError, match="niet lezen"):
        scenariobestanden([tmp_path / "weg.feature"])


def test_a_folder_of_scenarios(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="geen enkel"):
        scenariobestanden([tmp_path])
    for naam in ("b", "a"):
        text = "# language: nl\n@sut-gemeente\nFunctionaliteit: x\n  Scenario: y\n    Als de zorg start\n"
        (tmp_path / f"{naam}.feature").write_text(text, encoding="utf-8")
    assert [p.stem for p in scenariobestanden([tmp_path])] == ["a", "b"]


def test_a_sentence_knows_its_kind() -> None:
    assert is_zin(Zin(ALS, "de zorg start"))
    assert not is_zin(Zin(DAN, "de zorg start"))
    assert is_zin(Zin(GEGEVEN, "de zorg is gestart"))
    assert Verhaal((Zin(ALS, "x"), Zin(ALS, "y"))).zonder(0) == Verhaal((Zin(ALS, "y"),))
