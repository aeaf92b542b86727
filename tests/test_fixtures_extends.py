"""Profiles that extend others, hostile YAML, what is tested today, and the schema for editors."""

import ast
import json
import os
import random
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from ketentoets.core.errors import ConfigurationError
from ketentoets.fixtures.beschrijving import beschrijf, modellen, toetswoord, verschillen
from ketentoets.fixtures.editorschema import BESTAND, editorschema
from ketentoets.fixtures.lader import laad, laad_profiel, lees_profiel, profiel_uit_data, profielnamen
from ketentoets.fixtures.perioden import BijzonderTarief
from ketentoets.fixtures.profiel import Profiel
from ketentoets.fixtures.termijnen import GETELD_VANAF, Termijnen
from ketentoets.schemas.rules.engine import catalogue

ROOT = Path(__file__).parent.parent
KOP = "naam: proef\ntitel: Proef\nextends: alkmaar\n"
DOCUMENT = KOP + 'documenten: {P: {titel: Proef, paragrafen: ["1", "2"]}}\n'


TEKST = (files("ketentoets.fixtures") / "profielen" / "alkmaar.yaml").read_text(encoding="utf-8")
BROKKEN = (
    "null",
    "[]",
    "{}",
    "-1",
    "'",
    '"',
    ": ",
    "- ",
    "\n",
    "  ",
    "&a ",
    "*a",
    "!x ",
    "2021-02-30",
    "\t",
    "? ",
    "<<: ",
)


def fout(text: str) -> str:
    with pytest.raises(ConfigurationError) as error:
        lees_profiel(text, "proef.yaml")
    return str(error.value)


# Extending.


def test_a_small_file_inherits_the_rest() -> None:
    proef = lees_profiel(KOP, "proef.yaml")
    assert (proef.naam, proef.extends) == ("proef", "alkmaar")
    assert verschillen(laad_profiel("alkmaar"), proef) == []


def test_an_own_value_replaces_the_whole_inherited_value() -> None:
    proef = lees_profiel(
        DOCUMENT + 'termijnen: {retour: {n: 5, eenheid: dagen, regel: P-1, bron: "P 1: vijf dagen"}}\n', "proef.yaml"
    )
    assert proef.termijnen.retour.woorden() == "5 dagen na ontvangst"
    assert proef.termijnen.verzoek == laad_profiel("alkmaar").termijnen.verzoek
    (anders,) = verschillen(laad_profiel("alkmaar"), proef)
    assert anders.ander is not None and anders.ander.bron == "P 1: vijf dagen"


def test_nobody_inherits_the_source_of_a_number_that_was_changed() -> None:
    text = fout(DOCUMENT + "termijnen:\n  retour: {n: 5}\n")
    assert "proef.yaml, regel 6: 'termijnen.retour.bron' ontbreekt" in text
    assert "'termijnen.retour.eenheid' ontbreekt" in text


def test_null_takes_an_inherited_value_away() -> None:
    proef = lees_profiel(KOP + "signalen: null\nregio: {tijdelijke_stop_maanden: null}\n", "proef.yaml")
    assert proef.signalen.aanmelding is None
    assert proef.regio.tijdelijke_stop_maanden is None
    assert "'ontvangst' ontbreekt" in fout(KOP + "ontvangst: null\n")


def test_an_own_catalogue_replaces_the_inherited_one() -> None:
    own = (
        'contract: {zorg: {categorie: "45", code: 45Z01, eenheden: ["04"], frequenties: ["2"], tarieven: [],'
        ' bron: "P 1: een product"}}\nsamenloop_verboden: {waarde: [], bron: "P 1: niets verboden"}\n'
    )
    assert list(lees_profiel(DOCUMENT + own, "proef.yaml").contract) == ["zorg"]
    without = fout(DOCUMENT + own.splitlines()[0] + "\n")
    assert "product '45A04' staat niet in het contract" in without and without.startswith("alkmaar.yaml, regel ")


def test_a_fault_is_named_in_the_file_that_has_it(tmp_path: Path) -> None:
    (tmp_path / "onder.yaml").write_text(KOP.replace("proef", "onder") + "claimperiode: maand\n", encoding="utf-8")
    boven = tmp_path / "boven.yaml"
    boven.write_text("naam: boven\ntitel: Boven\nextends: onder\ndomein: izo\n", encoding="utf-8")
    with pytest.raises(ConfigurationError) as error:
        laad(str(boven))
    text = str(error.value)
    assert f"{tmp_path / 'onder.yaml'}, regel 4: 'claimperiode'" in text
    assert f"{boven}, regel 4: 'domein' is niet goed (kies uit ijw, iwmo" in text


def test_a_file_in_the_same_folder_can_be_extended(tmp_path: Path) -> None:
    (tmp_path / "onder.yaml").write_text(KOP.replace("naam: proef", "naam: onder"), encoding="utf-8")
    boven = tmp_path / "boven.yaml"
    boven.write_text("naam: boven\ntitel: Boven\nextends: onder\n", encoding="utf-8")
    geladen = laad(str(boven))
    assert [laag.naam for laag in geladen.geheel.lagen] == ["landelijk", "alkmaar", "onder", "boven"]


def test_name_and_title_are_never_inherited() -> None:
    text = fout("extends: alkmaar\n")
    assert "'naam' ontbreekt" in text and "'titel' ontbreekt" in text


@pytest.mark.parametrize(
    "naam", ["../alkmaar", "/etc/passwd", "alkmaar.yaml", "C:\\x", "", "http://x/y", "~/x", "alk\u0430maar", "a" * 500]
)
def test_a_path_is_no_name_to_extend(naam: str) -> None:
    if naam:
        assert "'extends' is niet goed" in fout(f"naam: proef\ntitel: Proef\nextends: {json.dumps(naam)}\n")


@pytest.mark.parametrize("value", ["[alkmaar]", "{a: b}", "12", "true"])
def test_something_else_than_a_name_cannot_be_extended(value: str) -> None:
    assert "regel 3: 'extends' is niet goed" in fout(f"naam: proef\ntitel: Proef\nextends: {value}\n")


def test_an_unknown_profile_to_extend_gets_a_suggestion() -> None:
    assert "Bedoelt u 'alkmaar'?" in fout("naam: proef\ntitel: Proef\nextends: alkmar\n")


@pytest.mark.parametrize("paren", [[("a", "a")], [("a", "b"), ("b", "a")], [(f"p{n}", f"p{n + 1}") for n in range(20)]])
def test_a_circle_or_an_endless_chain_is_refused(tmp_path: Path, paren: list[tuple[str, str]]) -> None:
    for naam, basis in paren:
        (tmp_path / f"{naam}.yaml").write_text(f"naam: {naam}\ntitel: T\nextends: {basis}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="kring"):
        laad(str(tmp_path / f"{paren[0][0]}.yaml"))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    map_ = tmp_path / "map"
    map_.mkdir()
    (tmp_path / "geheim.yaml").write_text(KOP, encoding="utf-8")
    (map_ / "onder.yaml").symlink_to(tmp_path / "geheim.yaml")
    (map_ / "boven.yaml").write_text("naam: boven\ntitel: T\nextends: onder\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="profiel 'onder' is er niet"):
        laad(str(map_ / "boven.yaml"))


def test_a_pipe_is_no_profile(tmp_path: Path) -> None:
    path = tmp_path / "pijp.yaml"
    os.mkfifo(path)
    with pytest.raises(ConfigurationError, match="geen bestand"):
        laad(str(path))


# Hostile YAML.

BOM = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"


@pytest.mark.parametrize(
    ("text", "woord"),
    [
        (BOM, "& en *"),
        ("a: &a {b: *a}", "& en *"),
        ("naam: !!python/object/apply:os.getcwd []", "label met !"),
        ("naam: !!binary aGFsbG8=", "label met !"),
        ("? [a, b]\n: c\n", "moet een woord zijn"),
        ("naam: a\nnaam: b\n", "'naam' staat er twee keer"),
        ("termijnen:\n  retour: 1\n  retour: 2\n", "regel 3: 'retour' staat er twee keer"),
        ("a: " + "[" * 100 + "]" * 100, "te diep"),
        ("a: [" + "x," * 30_000 + "]", "te veel waarden"),
        ("titel: '" + "x" * 5_000 + "'", "langer dan"),
        ('titel: "\\e[31mrood"', "niet te zien"),
        ('titel: "\\u202Egek"', "niet te zien"),
        ("naam: a\n---\nnaam: b\n", "geen geldige YAML"),
        ("titel: \x00", "geen geldige YAML"),
    ],
)
def test_hostile_yaml_is_refused(text: str, woord: str) -> None:
    found = fout(text)
    assert woord in found and found.startswith("proef.yaml, regel ")


@pytest.mark.parametrize(
    "regel",
    [
        "datum: 2021-13-45", "datum: 2021-02-30", f"datum: {'9' * 5000}", "datum: .inf", "domein: 2021-01-01",
        "termijnen: []", "contract: 12", "standaarden: {}", "documenten: [x]", "1: 2", "null: 3",
        "documenten: {P: 3}", "gemeente: x", "claimperiode: [[]]", "bron: x", "documenten: null",
    ],
)  # fmt: skip
def test_a_wrong_kind_of_value_is_a_sentence(regel: str) -> None:
    found = fout(KOP + regel + "\n")
    assert all(line.split(",")[0].endswith(".yaml") and ", regel " in line for line in found.splitlines())


@pytest.mark.parametrize(
    ("regels", "woord"),
    [
        ('feestdagen: {land: NL, bron: "P 3: x"}', "document P kent geen paragraaf '3'"),
        ('feestdagen: {land: NL, bron: "Q 1: x"}', "document 'Q' van deze bron staat niet onder 'documenten'"),
        ("feestdagen: {land: NL, bron: los}", "schrijf 'document paragraaf: feit'"),
        ('feestdagen: {land: NL, bron: ""}', "de bron ontbreekt"),
        ("feestdagen: {land: NL}", "'feestdagen.bron' ontbreekt"),
        ("claimperiode: [{soort: maand}]", "de bron ontbreekt"),
        ('berichtenparen: [{declaratie: "999", antwoord: "325", bron: "P 1: x"}]', "berichtenparen.0.declaratie"),
        (
            'claimperiode: [{soort: maand, van: 2021-02-01, tot: 2021-01-01, bron: "P 1: x"}]',
            "het einde ligt voor het begin",
        ),
        (
            'bijzondere_tarieven: [{periode: 2020-P13, factor: "32/28", producten: [x], bron: "P 1: x"}]',
            "'x' staat niet",
        ),
        ('bijzondere_tarieven: [{periode: 2020-P14, factor: "32/0", bron: "P 1: x"}]', "bijzondere_tarieven.0.factor"),
    ],
)
def test_what_does_not_fit_is_named(regels: str, woord: str) -> None:
    found = fout(DOCUMENT + regels + "\n")
    assert woord in found and "proef.yaml, regel 5:" in found


def test_all_kinds_of_fault_are_reported_at_once() -> None:
    found = fout(DOCUMENT + 'termijen: {}\ndomein: izo\nfeestdagen: {land: NL, bron: "Q 1: x"}\n')
    assert len(found.splitlines()) == 3
    assert "Bedoelt u 'termijnen'?" in found


def test_half_a_cent_goes_up() -> None:
    tarief = BijzonderTarief(periode="2020-P13", factor="1/2", bron="P 1: half")
    assert [tarief.eurocent(n) for n in (1, 2, 3)] == [1, 1, 2]


def test_a_release_that_is_not_bundled_is_no_fault() -> None:
    text = DOCUMENT + 'standaarden: [{release: "9.9", van: 2030-01-01, bron: "P 1: ooit"}]\n'
    assert lees_profiel(text, "proef.yaml").standaard_op(date(2030, 1, 1)) == "ijw-9.9"


@pytest.mark.parametrize("zaad", range(60))
def test_a_broken_file_is_always_a_sentence_with_a_line(zaad: int) -> None:
    keus, text = random.Random(zaad), TEKST  # noqa: S311 - not for secrets
    for _n in range(keus.randint(1, 4)):
        at = keus.randrange(len(text))
        text = text[:at] + keus.choice(BROKKEN) + text[at + keus.choice((0, 0, 5)) :]
    try:
        lees_profiel(text, "proef.yaml")
    except ConfigurationError as error:
        assert all(".yaml, regel " in line for line in str(error).splitlines())


# Journals of before.


def test_a_profile_from_an_older_journal_is_still_read() -> None:
    data = laad_profiel("alkmaar").model_dump(mode="json")
    new = {name for name, info in Profiel.model_fields.items() if not info.is_required()}
    old: dict[str, Any] = {k: v for k, v in data.items() if k not in new}
    old |= {"claimperiode": "maand", "samenloop_verboden": [["45A04", "45A05"]]}
    for part in ("gemeente", "andere_gemeente", "aanbieder"):
        old[part] = {k: v for k, v in old[part].items() if k not in {"bron", "let_op"}}
    old["termijnen"] = {
        name: {k: term[k] for k in ("n", "eenheid", "regel", "bron")}
        for name, term in data["termijnen"].items() if name in GETELD_VANAF and name != "declaratie_indienen"
    }  # fmt: skip
    again = profiel_uit_data(old)
    assert again.claimperiode[0].soort == "maand"
    assert again.samenloop_verboden.waarde == (("45A04", "45A05"),)
    assert again.termijnen.declaratie_indienen is not None
    assert (again.termijnen.declaratie_indienen.n, again.termijnen.declaratie_indienen.eenheid) == (1, "maanden")
    assert again.termijnen.retour.term == laad_profiel("alkmaar").termijnen.retour.term


@pytest.mark.parametrize("naam", profielnamen())
def test_a_profile_comes_back_from_its_json_form(naam: str) -> None:
    profiel = laad_profiel(naam)
    assert profiel_uit_data(json.loads(json.dumps(profiel.model_dump(mode="json")))) == profiel


# What the harness acts on today.


def gelezen(*folders: str) -> set[str]:
    """The names of attributes that the code in these places reads."""
    paths = [
        p
        for folder in folders
        for p in ((ROOT / folder).rglob("*.py") if (ROOT / folder).is_dir() else [ROOT / folder])
    ]
    trees = [ast.parse(p.read_text(encoding="utf-8")) for p in paths if p.name != "profielen.py"]
    return {n.attr for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Attribute)}


def velden(toets: str) -> set[str]:
    return {name for _model, name, info in modellen() if (info.json_schema_extra or {}).get("toets") == toets}


def eigen_methoden(*names: str) -> set[str]:
    tree = ast.parse((ROOT / "fixtures" / "profiel.py").read_text(encoding="utf-8"))
    methods = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef) and n.name in names]
    return {n.attr for m in methods for n in ast.walk(m) if isinstance(n, ast.Attribute)}


CLI = [f"src/ketentoets/cli/{name}.py" for name in ("oordelen", "uitvoeren", "valideren")]
OORDEEL = gelezen("src/ketentoets/session", *CLI, "steps", "src/ketentoets/suite/uitvoering.py")
VIA_PROFIEL = eigen_methoden(
    "release_op", "standaard_op", "_holiday", "_known_holidays", "tarief", "categorie", "eenmalige_tarieven",
    "stilteperioden", "factuurvormen",
)  # fmt: skip
INRICHTING = gelezen("src/ketentoets/suite/partijen.py", "src/ketentoets/suite/referentie.py") | eigen_methoden(
    "inrichting", "claimperiode_op"
)


def test_what_is_said_to_be_judged_is_read_by_the_judge_or_the_scenarios() -> None:
    assert velden("oordeel") - OORDEEL - VIA_PROFIEL == set()
    assert len(velden("oordeel")) > 20


def test_what_is_said_to_be_set_up_is_read_where_systems_are_set_up_and_not_judged() -> None:
    assert velden("inrichting") <= INRICHTING
    assert velden("inrichting") & OORDEEL == set()


def test_what_is_said_not_to_be_tested_is_read_nowhere() -> None:
    blocks = {"termijnen", "regio", "toewijzen", "declareren", "stapeling", "afwezigheid", "overig", "signalen"}
    free = velden("nee") - blocks - {"extends", "documenten"}
    assert len(free) > 50
    assert free & (OORDEEL | INRICHTING | VIA_PROFIEL) == set()


def test_a_term_that_counts_from_something_else_than_the_judge_does_is_not_tested() -> None:
    toets = {r.sleutel: r.toets for r in beschrijf(laad_profiel("leidschendam-voorburg"))}
    assert (toets["termijnen.retour"], toets["termijnen.start"]) == ("oordeel", "oordeel")
    assert toets["termijnen.declaratie_indienen"] == "oordeel"
    assert toets["termijnen.afgekeurd_opnieuw"] == "nee"
    judged = {n for n, i in Termijnen.model_fields.items() if (i.json_schema_extra or {}).get("toets") == "oordeel"}
    assert set(GETELD_VANAF) == judged
    alkmaar = laad_profiel("alkmaar").termijnen
    assert {n: getattr(alkmaar, n).vanaf for n in GETELD_VANAF} == GETELD_VANAF


def test_without_scenarios_only_the_contract_is_tested() -> None:
    tested = {r.pad[0] for r in beschrijf(laad_profiel("almere"), gespeeld=False) if r.toets != "nee"}
    assert tested == {"contract", "buiten_contract"}


def test_the_rules_that_are_always_judged_exist() -> None:
    codes = {extra["regel"] for _m, _n, info in modellen() if "regel" in (extra := info.json_schema_extra or {})}
    assert len(codes) > 5
    assert codes <= {rule.code for rule in catalogue()}
    rows = {r.sleutel: toetswoord(r) for r in beschrijf(laad_profiel("eindhoven"))}
    assert rows["declareren.gelijke_eenheid"] == "nog niet getoetst; wel de landelijke regel TR341"


# The schema for editors.


def test_the_schema_on_disk_is_up_to_date() -> None:
    assert json.loads(BESTAND.read_text(encoding="utf-8")) == editorschema(), (
        "python -m ketentoets.fixtures.editorschema"
    )


def als_json(naam: str) -> Any:
    text = (files("ketentoets.fixtures") / "profielen" / f"{naam}.yaml").read_text(encoding="utf-8")
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


@pytest.mark.parametrize("naam", profielnamen())
def test_the_schema_accepts_the_profiles(naam: str) -> None:
    jsonschema.Draft202012Validator(editorschema()).validate(als_json(naam))


@pytest.mark.parametrize(
    "breek",
    [
        lambda data: data.pop("naam"),
        lambda data: data.update(termijen={}),
        lambda data: data["termijnen"]["retour"].pop("bron"),
        lambda data: data["termijnen"]["retour"].update(n="drie"),
        lambda data: data["contract"]["begeleiding"].pop("bron"),
        lambda data: data["regio"]["alleen_specifiek"].update(waarde="misschien"),
        lambda data: data["standaarden"][0].update(van=12),
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(breek: Callable[[Any], object]) -> None:
    data = als_json("alkmaar")
    breek(data)
    assert not jsonschema.Draft202012Validator(editorschema()).is_valid(data)


def test_every_field_is_explained_in_the_schema() -> None:
    schema = editorschema()
    parts = [schema, *schema["$defs"].values()]
    without = {name for part in parts for name, value in part["properties"].items() if "title" not in value}
    assert without == set()
