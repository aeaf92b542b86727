"""Profiles: the bundled one, and errors that name file, line and remedy."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from voorbeelden import AGB, GEMEENTE

from ketentoets.core.calendar import Term, at
from ketentoets.core.errors import ConfigurationError
from ketentoets.fixtures.lader import MAX_PROFILE_BYTES, laad_profiel, lees_profiel, profiel_uit_data, profielnamen
from ketentoets.fixtures.profiel import Profiel

TEKST = (files("ketentoets.fixtures") / "profielen" / "alkmaar.yaml").read_text(encoding="utf-8")
PROFIEL = laad_profiel("alkmaar")


def regel_van(tekst: str, deel: str) -> int:
    return next(n for n, line in enumerate(tekst.splitlines(), 1) if deel in line)


def fout(tekst: str) -> str:
    with pytest.raises(ConfigurationError) as error:
        lees_profiel(tekst, "mijn.yaml")
    return str(error.value)


@pytest.mark.parametrize("naam", profielnamen())
def test_every_bundled_profile_loads_under_its_own_name(naam: str) -> None:
    assert laad_profiel(naam).naam == naam


def test_the_bundled_profile() -> None:
    assert "alkmaar" in profielnamen()
    assert (PROFIEL.gemeente.code, PROFIEL.aanbieder.agb) == (GEMEENTE, AGB)
    assert PROFIEL.termijnen.retour.term == Term(3, "werkdagen")
    assert PROFIEL.termijnen.onderzoek.term == Term(8, "weken")
    assert PROFIEL.ontvangst.waarde == "klaar"


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "eigen.yaml"
    path.write_text(TEKST, encoding="utf-8")
    assert laad_profiel(str(path)) == PROFIEL


def test_a_profile_comes_back_from_its_json_form() -> None:
    assert profiel_uit_data(PROFIEL.model_dump(mode="json")) == PROFIEL
    with pytest.raises(ConfigurationError, match="journaal"):
        profiel_uit_data({"naam": "x"})


# Errors.


def test_an_unknown_key_gets_its_line_and_a_suggestion() -> None:
    tekst = TEKST.replace("\ntermijnen:", "\ntermijen:")
    text = fout(tekst)
    assert f"mijn.yaml, regel {regel_van(tekst, 'termijen:')}: 'termijen' is onbekend. Bedoelt u 'termijnen'?" in text


def test_an_unknown_key_that_looks_like_nothing_gets_no_suggestion() -> None:
    tekst = TEKST + "\nqqqq: 1\n"
    text = fout(tekst)
    assert f"regel {regel_van(tekst, 'qqqq')}:" in text
    assert "Bedoelt" not in text


def test_an_unknown_key_deeper_down_gets_its_line() -> None:
    tekst = TEKST.replace('code: "0361", naam: Alkmaar,', 'code: "0361", naam: Alkmaar, nam: x,')
    assert f"regel {regel_van(tekst, 'nam: x')}: 'gemeente.nam' is onbekend. Bedoelt u 'naam'?" in fout(tekst)


def test_a_missing_key_is_named_at_its_parent() -> None:
    tekst = TEKST.replace('code: "0361", naam: Alkmaar,', 'code: "0361",')
    text = fout(tekst)
    assert f"regel {regel_van(tekst, 'gemeente:')}: 'gemeente.naam' ontbreekt" in text
    assert "vul het in" in text


@pytest.mark.parametrize(
    ("oud", "nieuw", "plek", "gevonden"),
    [
        ("retour: {n: 3,", "retour: {n: drie,", "termijnen.retour.n", "drie"),
        ("retour: {n: 3,", "retour: {n: -1,", "termijnen.retour.n", "-1"),
        ("retour: {n: 3,", "retour: {n: 10001,", "termijnen.retour.n", "10001"),
        ("retour: {n: 3, eenheid: werkdagen", "retour: {n: 3, eenheid: maanden", "termijnen.retour.eenheid", "maanden"),
        ("datum: 2021-03-01", "datum: morgen", "datum", "morgen"),
        ("domein: ijw", "domein: izo", "domein", "izo"),
        ('code: "0361"', "code: 361", "gemeente.code", "361"),
        ("soort: maand", "soort: [maand]", "claimperiode.0.soort", "maand"),
        ('waarde: ja, bron: "SAP 4.4.1', 'waarde: misschien, bron: "SAP 4.4.1', "regio.alleen_specifiek.waarde", "mis"),
        ("eurocent: 8500", "eurocent: 85.5", "contract.begeleiding.tarieven.0.eurocent", "85.5"),
    ],
)
def test_a_wrong_value_is_named_with_place_line_and_what_was_found(
    oud: str, nieuw: str, plek: str, gevonden: str
) -> None:
    assert oud in TEKST
    tekst = TEKST.replace(oud, nieuw, 1)
    text = fout(tekst)
    assert f"mijn.yaml, regel {regel_van(tekst, nieuw)}: '{plek}' is niet goed" in text
    assert f"gevonden: {gevonden!r}" in text or gevonden in text


def test_all_problems_are_reported_at_once() -> None:
    text = fout(TEKST.replace("domein: ijw", "domein: izo").replace("datum: 2021-03-01", "datum: morgen"))
    assert len(text.splitlines()) == 2


@pytest.mark.parametrize(
    ("tekst", "regel"),
    [("naam: alkmaar\n  titel: [", 2), ("naam: 'open\n", 2), ("a: *weg\n", 1), ("\tnaam: x", 1), ("a: b: c", 1)],
)
def test_bad_yaml_gets_its_line(tekst: str, regel: int) -> None:
    text = fout(tekst)
    assert text.startswith(f"mijn.yaml, regel {regel}: geen geldige YAML")


@pytest.mark.parametrize("tekst", ["", "# niets\n", "[]", "tekst", "12"])
def test_something_else_than_a_mapping_is_refused(tekst: str) -> None:
    assert fout(tekst).startswith("mijn.yaml, regel 1")


def test_yaml_of_a_thousand_levels_is_refused() -> None:
    assert "mijn.yaml" in fout("[" * 20_000)


def test_yaml_cannot_make_objects() -> None:
    assert "geen geldige YAML" in fout("naam: !!python/object/apply:os.getcwd []")


@pytest.mark.parametrize(
    ("maak", "woord"),
    [
        (lambda path: None, "lezen"),
        (lambda path: path.mkdir(), "lezen"),
        (lambda path: path.write_bytes(b"naam: \xff\xfe"), "UTF-8"),
        (lambda path: path.write_bytes(b"#" * (MAX_PROFILE_BYTES + 1)), "1 MB"),
        (lambda path: path.write_text("", encoding="utf-8"), "regel 1"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, maak: Callable[[Path], object], woord: str) -> None:
    path = tmp_path / "regio.yaml"
    maak(path)
    with pytest.raises(ConfigurationError, match=woord) as error:
        laad_profiel(str(path))
    assert "regio.yaml" in str(error.value)


@pytest.mark.parametrize(("naam", "hint"), [("alkmar", True), ("Alkmaar", True), ("zzz", False), ("../alkmaar", True)])
def test_an_unknown_name_gets_a_suggestion(naam: str, hint: bool) -> None:
    with pytest.raises(ConfigurationError, match="Onbekend profiel") as error:
        laad_profiel(naam)
    assert ("Bedoelt u 'alkmaar'?" in str(error.value)) is hint
    assert "alkmaar" in str(error.value).split("Bekend zijn")[1]


# Releases, calendar, contract.


@pytest.mark.parametrize(
    ("dag", "release"),
    [
        (date(2021, 1, 4), "3.0"), (date(2022, 4, 3), "3.0"), (date(2022, 4, 4), "3.1"), (date(2023, 3, 31), "3.1"),
        (date(2023, 4, 1), "3.2"), (date(2030, 1, 1), "3.2"),
    ],
)  # fmt: skip
def test_the_release_of_a_day(dag: date, release: str) -> None:
    assert PROFIEL.release_op(dag) == release
    assert PROFIEL.standaard_op(dag) == f"ijw-{release}"


def test_a_day_before_the_first_release_is_refused_with_a_remedy() -> None:
    with pytest.raises(ConfigurationError, match="--datum") as error:
        PROFIEL.release_op(date(2021, 1, 3))
    assert "03-01-2021" in str(error.value) and "04-01-2021" in str(error.value)


def test_the_order_of_the_releases_in_the_file_does_not_matter() -> None:
    turned = PROFIEL.model_copy(update={"standaarden": PROFIEL.standaarden[::-1]})
    assert turned.release_op(date(2022, 5, 1)) == "3.1"


def test_the_holidays_of_the_set_up() -> None:
    days = PROFIEL.feestdagen_tussen(date(2021, 4, 1), date(2021, 5, 1))
    assert days == [date(2021, 4, 4), date(2021, 4, 5), date(2021, 4, 27)]


def test_a_holiday_can_be_made_to_count() -> None:
    feestdagen = PROFIEL.feestdagen.model_copy(update={"tellen_wel": ("Koningsdag",)})
    other = Profiel.model_validate({**PROFIEL.model_dump(), "feestdagen": feestdagen.model_dump()})
    assert other.kalender.is_workday(date(2021, 4, 27))
    assert not PROFIEL.kalender.is_workday(date(2021, 4, 27))


def test_tariffs_hold_from_up_to_and_including() -> None:
    product = {**PROFIEL.contract["begeleiding"].model_dump(), "tarieven": [
        {"eenheid": "04", "eurocent": 1, "van": "2021-01-01", "tot": "2021-12-31"},
        {"eenheid": "04", "eurocent": 2, "van": "2022-01-01"},
    ]}  # fmt: skip
    other = Profiel.model_validate({**PROFIEL.model_dump(), "contract": {"begeleiding": product}})
    days = (date(2020, 12, 31), date(2021, 1, 1), date(2021, 12, 31), date(2022, 1, 1))
    assert [other.tarief("45A04", "04", day) for day in days] == [None, 1, 1, 2]
    assert other.tarief("45A04", "16", date(2021, 1, 1)) is None
    assert other.tarief("99X99", "04", date(2021, 1, 1)) is None
    assert (other.categorie("45A04"), other.categorie("99X99")) == ("45", None)


@pytest.mark.parametrize("dag", [date(2021, 3, 1), date(2024, 2, 29), date(2021, 12, 31)])
def test_the_set_up_as_the_contract_says(dag: date) -> None:
    made = PROFIEL.inrichting(at(dag), [])
    assert made["nu"] == at(dag).isoformat()
    assert made["standaard"] == PROFIEL.standaard_op(dag)
    assert made["gemeente"]["code"] == GEMEENTE
    assert made["feestdagen"][0].startswith(f"{dag.year}-01-01")
    assert {p["code"] for p in made["contract"]} == {p.code for p in PROFIEL.contract.values()}
