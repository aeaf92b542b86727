"""`ketentoets profiel` and `ketentoets oordeel --tegen`, and the steps of docs/profielen.md."""

import csv
import io
import json
import re
import shlex
from pathlib import Path

import pytest
from opdracht import ketentoets
from typer.testing import CliRunner, Result

from ketentoets.cli.main import app
from ketentoets.core.errors import ConfigurationError
from ketentoets.fixtures.lader import laad_profiel, profielnamen
from ketentoets.reports.profielen import FORMATEN

DOC = (Path(__file__).parent.parent / "docs" / "profielen.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")


def doe(opdracht: str) -> Result:
    return CliRunner().invoke(app, shlex.split(opdracht), catch_exceptions=True)


def goed(opdracht: str) -> str:
    done = doe(opdracht)
    assert done.exit_code == 0, done.output
    return done.stdout


def geweigerd(opdracht: str) -> str:
    done = doe(opdracht)
    assert isinstance(done.exception, ConfigurationError), done.output
    return str(done.exception)


def test_the_list_names_every_profile() -> None:
    text = goed("profiel lijst")
    assert all(naam in text for naam in profielnamen())
    assert "Leidschendam-Voorburg" in text


@pytest.mark.parametrize("naam", profielnamen())
def test_a_profile_is_shown_with_sources_and_where_they_come_from(naam: str) -> None:
    text = goed(f"profiel toon {naam}")
    profiel = laad_profiel(naam)
    assert text.startswith(f"{naam}: {profiel.titel}")
    assert f"uit profiel {naam}; " in text
    assert ("uit profiel landelijk; " in text) is True
    assert "nog niet getoetst" in text
    assert all(f"\n{key}: {document.titel[:30]}" in text for key, document in profiel.documenten.items())
    assert (f"Bouwt voort op: {profiel.extends}" in text) is (naam != "landelijk")
    assert "Termijnen\n---------\nRetourbericht: " in text


def test_what_is_tested_and_what_is_not() -> None:
    rows = {(r["onderwerp"], r["naam"]): r for r in json.loads(goed("profiel toon alkmaar --formaat json"))}
    assert rows["Termijnen", "Retourbericht"]["toets"] == "getoetst"
    assert rows["Verzoeken en toewijzen", "Alleen specifiek toewijzen"]["toets"] == "getoetst"
    assert rows["Verzoeken en toewijzen", "Volume altijd gevuld"]["toets"] == "alleen ingericht"
    treek = rows["Wachttijden (Treek), alleen als signaal", "Aanmeldingswachttijd"]
    assert treek["toets"] == "nog niet getoetst" and treek["bron"].startswith("SAP 2.3.1")
    stop = rows["Verzoeken en toewijzen", "Tijdelijke stop melden vanaf zoveel maanden zonder levering"]
    assert stop["waarde"] == "2" and "4.3.3" in stop["let op"]


def test_a_profile_that_cannot_be_played_says_so(tmp_path: Path) -> None:
    oud = tmp_path / "oud.yaml"
    oud.write_text(
        "naam: oud\ntitel: Oud\nextends: leidschendam-voorburg\ndatum: 2017-07-03\nstandaarden:\n"
        '  - {release: "2.1", van: 2017-06-12, bron: "Overgang 2.0 naar 2.1: live op 12-06-2017"}\n',
        encoding="utf-8",
    )
    text = goed(f"profiel toon {oud}")
    assert "de scenario's spelen nog niet met iwmo 2.1" in text
    assert text.count("; getoetst") == text.split("Productcatalogus")[1].count("; getoetst") > 0


@pytest.mark.parametrize("formaat", FORMATEN)
def test_every_format(formaat: str) -> None:
    for opdracht in ("toon eindhoven", "verschil alkmaar eindhoven"):
        text = goed(f"profiel {opdracht} --formaat {formaat}")
        assert "past niet binnen contract" in text
        if formaat == "csv":
            rows = list(csv.reader(io.StringIO(text)))
            assert len({len(row) for row in rows}) == 1 and len(rows) > 50
        if formaat == "json":
            assert len(json.loads(text)) > 50


def test_the_difference_has_both_values_in_words_with_their_sources() -> None:
    text = " ".join(goed("profiel verschil alkmaar eindhoven").split())
    assert (
        "Verzoek om wijziging in gebruik vanaf alkmaar: 01-01-2023 bron: SAP 3: VOW niet gebruikt tot en met"
        " 31 december 2022 eindhoven: nooit bron: Brief Afwijzing VOW-berichten: " in text
    )
    assert "Declaratie indienen alkmaar: 1 maand" in text and "eindhoven: niet genoemd" in text
    assert "Besluit op een verzoek om toewijzing" not in text


def test_a_difference_is_the_same_from_the_other_side() -> None:
    een = json.loads(goed("profiel verschil almere landelijk --formaat json"))
    ander = json.loads(goed("profiel verschil landelijk almere --formaat json"))
    assert {(r["onderwerp"], r["naam"], r["almere"], r["landelijk"]) for r in een} == {
        (r["onderwerp"], r["naam"], r["almere"], r["landelijk"]) for r in ander
    }
    assert json.loads(goed("profiel verschil almere almere --formaat json")) == []


def test_two_values_with_one_name_are_both_compared() -> None:
    head = "naam: {}\ntitel: T\nextends: eindhoven\ndocumenten: {{P: {{titel: P}}}}\nberichtenparen:\n"
    pair = '  - {{declaratie: "303", antwoord: "304", zorg_tot: 20{}-12-31, bron: "P 1: x"}}\n'
    Path("een.yaml").write_text(head.format("een") + pair.format(18) + pair.format(19), encoding="utf-8")
    Path("twee.yaml").write_text(head.format("twee") + pair.format(17) + pair.format(19), encoding="utf-8")
    (row,) = json.loads(goed("profiel verschil een.yaml twee.yaml --formaat json"))
    assert (row["een"], row["twee"]) == ("zorg t/m 31-12-2018", "zorg t/m 31-12-2017")


def test_wrong_use_is_a_sentence() -> None:
    assert "kies uit tabel, json, csv, markdown" in geweigerd("profiel toon alkmaar --formaat pdf")
    assert "Bedoelt u 'alkmaar'?" in geweigerd("profiel toon alkmar")
    assert "Bedoelt u 'eindhoven'?" in geweigerd("profiel verschil alkmaar eindhove")
    assert "het bestaat niet" in geweigerd("profiel toon weg.yaml")


# New, and checking it.


@pytest.mark.parametrize("basis", profielnamen())
def test_a_new_profile_is_valid_and_says_the_same(basis: str) -> None:
    goed(f"profiel nieuw proef --op {basis}")
    assert "is in orde" in goed("profiel controleer proef.yaml")
    assert "0 verschillen" in goed(f"profiel verschil {basis} proef.yaml")


def test_every_line_of_the_template_can_be_used() -> None:
    goed("profiel nieuw proef --op alkmaar")
    path = Path("proef.yaml")
    lines = path.read_text(encoding="utf-8").splitlines()
    used = [re.sub(r"^( *)#(?! )", r"\1", re.sub(r"^#(  +)", r"\1", line)) for line in lines]
    assert used != lines
    path.write_text("\n".join(used), encoding="utf-8")
    text = goed("profiel controleer proef.yaml")
    assert "is in orde" in text
    assert laad_profiel("proef.yaml").contract["begeleiding"].tarieven[0].eurocent == 9000


def test_nothing_is_overwritten() -> None:
    Path("proef.yaml").write_text("eigen werk", encoding="utf-8")
    assert "bestaat al" in geweigerd("profiel nieuw proef --op alkmaar")
    assert Path("proef.yaml").read_text(encoding="utf-8") == "eigen werk"


@pytest.mark.parametrize("naam", ["../proef", "Proef", "proef.yaml", "1e", "", "a b", "alkmaar"])
def test_a_name_that_cannot_be(naam: str, tmp_path: Path) -> None:
    geweigerd(f"profiel nieuw {shlex.quote(naam)}")
    assert list(tmp_path.iterdir()) == []


def test_the_base_must_exist() -> None:
    assert "kies uit alkmaar" in geweigerd("profiel nieuw proef --op nergens")


def test_all_faults_at_once_with_lines_and_suggestions() -> None:
    Path("fout.yaml").write_text(
        "naam: fout\ntitel: Fout\nextends: alkmaar\ndomein: izo\ntermijnen:\n  retor: {n: 1}\n", encoding="utf-8"
    )
    done = doe("profiel controleer fout.yaml")
    assert done.exit_code == 3
    assert "fout.yaml, regel 4: 'domein' is niet goed (kies uit ijw, iwmo" in done.stderr
    assert "fout.yaml, regel 6: 'termijnen.retor' is onbekend. Bedoelt u 'retour'?" in done.stderr
    assert done.stderr.endswith("fout.yaml: 2 fouten.\n")


def test_a_release_that_is_not_bundled_is_only_said() -> None:
    Path("later.yaml").write_text(
        "naam: later\ntitel: Later\nextends: alkmaar\ndocumenten: {P: {titel: P}}\n"
        'standaarden: [{release: "9.9", van: 2030-01-01, bron: "P 1: ooit"}]\n',
        encoding="utf-8",
    )
    text = goed("profiel controleer later.yaml")
    assert "heeft geen schema's van ijw 9.9" in text and "is in orde" in text


def test_the_schema_is_printed() -> None:
    assert json.loads(goed("profiel schema"))["required"] == ["naam", "titel"]


def test_a_formula_does_not_reach_a_spreadsheet() -> None:
    Path("rekent.yaml").write_text(
        "naam: rekent\ntitel: T\nextends: alkmaar\ndocumenten: {P: {titel: P}}\n"
        'overig: {commentaar: {waarde: "=1+1", bron: "P 1: een som"}}\n',
        encoding="utf-8",
    )
    assert ",=1+1" not in goed("profiel toon rekent.yaml --formaat csv")


# The manual.


def test_the_manual_does_what_it_says() -> None:
    commands = [line for block in re.findall(r"```sh\n(.*?)```", DOC, re.DOTALL) for line in block.splitlines()]
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    done = []
    for command in commands:
        words = command.removeprefix("ketentoets ").split(" > ")[0]
        if words.startswith("profiel"):
            goed(words)
            done.append(words.split()[1])
        if words.startswith("profiel nieuw"):
            Path("noordrand.yaml").write_text(example, encoding="utf-8")
    assert done == ["lijst", "toon", "nieuw", "schema", "controleer", "verschil", "verschil"]
    noordrand = laad_profiel("noordrand.yaml")
    assert (noordrand.termijnen.retour.n, noordrand.gemeente.code, noordrand.ontvangst.waarde) == (
        5,
        "0363",
        "opgehaald",
    )
    assert noordrand.signalen.aanmelding is None
    shown = goed("profiel verschil alkmaar noordrand.yaml --formaat json")
    assert {r["naam"] for r in json.loads(shown)} >= {"Retourbericht", "Gemeente", "Aanmeldingswachttijd"}


# The same run under two profiles.

STRENG = """naam: streng
titel: Streng
extends: alkmaar
documenten: {P: {titel: Proef}}
termijnen:
  retour: {n: 0, eenheid: werkdagen, regel: P-1, bron: "P 1: op de dag zelf"}
"""


def test_a_run_under_two_profiles_shows_only_what_differs() -> None:
    run = ketentoets(
        "run",
        "--rol",
        "gemeente",
        "-k",
        "Patroon 1",
        "--gebrek",
        "316-werkdag-te-laat",
        "--rapport",
        "uit",
        cwd=Path(),
    )
    assert run.returncode == 1, run.stderr
    Path("streng.yaml").write_text(STRENG, encoding="utf-8")
    Path("ruim.yaml").write_text(STRENG.replace("streng", "ruim").replace("n: 0", "n: 9"), encoding="utf-8")
    same = doe("oordeel uit/journaal.jsonl --profiel alkmaar --tegen alkmaar")
    assert (same.exit_code, same.stdout.strip()) == (
        0, "alkmaar tegen alkmaar: 0 van 1 scenario's worden anders beoordeeld.",
    )  # fmt: skip
    ruim = doe("oordeel uit/journaal.jsonl --tegen ruim.yaml")
    assert ruim.exit_code == 1
    assert "  alkmaar: gezakt\n" in ruim.stdout and "  ruim: geslaagd\n" in ruim.stdout
    assert "OP090" in ruim.stdout and "bron: SAP bijlage 3" in ruim.stdout
    streng = doe("oordeel uit/journaal.jsonl --profiel ruim.yaml --tegen streng.yaml")
    assert "P 1: op de dag zelf" in streng.stdout
    assert not list(Path().glob("uit/oordeel/*"))
    goed("oordeel uit/journaal.jsonl --profiel ruim.yaml --rapport ruim")
    assert json.loads(Path("ruim/run.json").read_text(encoding="utf-8"))["profiel"]["naam"] == "ruim"
    assert doe("oordeel uit/journaal.jsonl --tegen ruim.yaml --rapport x").exit_code == 1
    page = Path("x/rapport.html").read_text(encoding="utf-8")
    assert 'id="vergelijking"' in page
    assert "1 slechter." in page
    assert "Vergeleken met een oordeel onder profiel ruim" in page
