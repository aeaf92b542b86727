"""Which scenarios a profile plays: the national ones and its own, in its domain and release."""

from datetime import date
from pathlib import Path

import pytest

from ketentoets.core.errors import ConfigurationError
from ketentoets.steps import feature_files, read_feature
from ketentoets.suite.speelveld import speelveld
from ketentoets.suite.verzamel import uitgewerkt

TAGS = {s.id: s.tags for path in feature_files() for s in uitgewerkt(path, read_feature(path))}


def gespeeld(naam: str, dag: date | None = None) -> set[str]:
    return {id_ for id_, tags in TAGS.items() if speelveld(naam, dag).kent(tags)}


@pytest.mark.parametrize(
    ("tags", "profielen"),
    [
        (set(), {"landelijk", "alkmaar", "eindhoven", "almere"}),
        ({"alkmaar"}, {"alkmaar"}),
        ({"alkmaar", "eindhoven"}, {"alkmaar", "eindhoven"}),
        ({"landelijk"}, {"landelijk", "alkmaar", "eindhoven", "almere"}),
        ({"iwmo"}, {"almere"}),
        ({"ijw", "eindhoven", "almere"}, {"eindhoven"}),
        ({"vanaf-3.1"}, set()),
        ({"voor-3.1", "vanaf-3.0"}, {"landelijk", "alkmaar", "eindhoven", "almere"}),
        ({"sut-gemeente", "JW301", "SAP-2.3.1/1"}, {"landelijk", "alkmaar", "eindhoven", "almere"}),
    ],
)
def test_tags_say_where_a_scenario_is_played(tags: set[str], profielen: set[str]) -> None:
    named = ("landelijk", "alkmaar", "eindhoven", "almere")
    assert {naam for naam in named if speelveld(naam).kent(tags)} == profielen


def test_a_region_that_builds_on_another_plays_its_scenarios_and_its_own(tmp_path: Path) -> None:
    path = tmp_path / "noordrand.yaml"
    path.write_text("naam: noordrand\ntitel: Noordrand\nextends: alkmaar\n", encoding="utf-8")
    veld = speelveld(str(path))
    assert veld.kent({"alkmaar"})
    assert veld.kent({"noordrand"})
    assert not veld.kent({"eindhoven"})
    assert not speelveld("eindhoven").kent({"noordrand", "alkmaar"})


def test_the_release_is_that_of_the_day() -> None:
    assert not speelveld("alkmaar").kent({"vanaf-3.1"})
    assert speelveld("alkmaar", date(2022, 5, 2)).kent({"vanaf-3.1"})
    assert not speelveld("alkmaar", date(2022, 5, 2)).kent({"voor-3.1"})
    with pytest.raises(ConfigurationError, match="nog geen release"):
        speelveld("alkmaar", date(2020, 1, 1))


def test_national_scenarios_are_the_same_everywhere_in_a_domain() -> None:
    landelijk = gespeeld("landelijk")
    assert len(landelijk) > 200
    assert landelijk < gespeeld("alkmaar")
    assert landelijk < gespeeld("eindhoven")
    assert {id_ for id_ in landelijk if "ijw" not in TAGS[id_]} <= gespeeld("almere")


def test_scenarios_of_release_3_are_not_played_before_it() -> None:
    assert gespeeld("alkmaar") & gespeeld("leidschendam-voorburg") == set()
