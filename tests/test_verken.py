"""Exploring: ten planted deviations are found and shrunk, the healthy system passes, files play again."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.cli.main import main
from ketentoets.cli.uitvoeren import scenariobestanden
from ketentoets.cli.verkennen import seconden
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import read_journal
from ketentoets.core.verdict import Verdict
from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin, is_zin
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.verken.strategie import Gen, alfabet, vertel
from ketentoets.verken.verhaal import Verhaal
from ketentoets.verken.verkenning import Grens, Verkenning, open_verkenning

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
