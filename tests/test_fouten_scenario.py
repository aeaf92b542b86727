"""The scenarios try every mutation on the side that receives the message, or the data says why not."""

import re
from collections import Counter

import pytest
from pytest_bdd.parser import Feature

from ketentoets.generators.fouten.register import mutatie, regelmutaties
from ketentoets.generators.fouten.scenario import reden_buiten_scenario
from ketentoets.schemas.rules.feiten import VAN_GEMEENTE
from ketentoets.steps import feature_files, read_feature

GEPLANT = re.compile(r"het volgende (\d{3})-bericht van de (\w+) schendt regel (\w+)")
FEATURES = [read_feature(path) for path in feature_files() if path.stem.startswith("regels-")]


def rijen(feature: Feature) -> list[tuple[str, set[str], str, dict[str, str]]]:
    """(sentences, tags, name, row) of every scenario and every row of an outline."""
    found = []
    for scenario in feature.scenarios.values():
        text = "\n".join(step.name for step in scenario.steps)
        for row in [dict(r) for e in scenario.examples for r in e.as_contexts()] or [{}]:
            filled = re.sub("<([^<>]+)>", lambda m, row=row: row[m[1]], text)
            found.append((filled, set(feature.tags | scenario.tags), scenario.name, row))
    return found


ALLE = [rij for feature in FEATURES for rij in rijen(feature)]


def test_every_mutation_is_tried_or_has_a_reason() -> None:
    tried = Counter((m[3], m[1]) for text, *_rest in ALLE for m in GEPLANT.finditer(text))
    wanted = {(m.regel, m.bericht) for m in regelmutaties() if not reden_buiten_scenario(m)}
    assert set(tried) == wanted
    assert [pair for pair, n in tried.items() if n > 1] == []


@pytest.mark.parametrize(("text", "tags", "naam", "rij"), ALLE, ids=lambda x: x if isinstance(x, str) else "")
def test_a_row_expects_what_the_mutation_says(text: str, tags: set[str], naam: str, rij: dict[str, str]) -> None:
    (planted,) = GEPLANT.finditer(text)
    soort, sender, regel = planted.groups()
    fout = mutatie(soort, regel)
    assert sender == ("gemeente" if soort in VAN_GEMEENTE else "aanbieder")
    assert tags & {"sut-gemeente", "sut-aanbieder"} == {"sut-aanbieder" if sender == "gemeente" else "sut-gemeente"}
    assert f"JW{soort}" in tags
    after = text[planted.end() :]
    if fout.niveau == 1:
        assert f"het {soort}-bericht op het berichtformaat" in after
    elif fout.klasse == "Header":
        assert f"met alleen retourcode {fout.retourcode}" in after
    else:
        code, klasse = re.search(r"met retourcode (.+) bij (\w+)", after).groups()  # type: ignore[union-attr]
        assert (code.split(" of ")[0], klasse) == (fout.retourcode, fout.klasse)
