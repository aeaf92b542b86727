"""Certificates: only a run without gaps gets one, and one changed byte anywhere is told."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import opdracht
import pytest
from opdracht import Klaar

pytest.importorskip("cryptography", reason="the extra 'certificaat' is not installed (cryptography)")
try:
    import weasyprint  # noqa: F401
except (ImportError, OSError) as error:
    pytest.skip(f"weasyprint does not work here: {error}", allow_module_level=True)

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ketentoets.core import handtekening
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import read_journal
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.reports import certificaat as pagina
from ketentoets.steps import feature_files, read_feature
from ketentoets.suite import certificering
from ketentoets.suite.certificaat import Certificaat, NietTeCertificeren, als_tekst, maak, vingerafdruk
from ketentoets.suite.certificaatcontrole import Uitslag, controleer
from ketentoets.suite.partijen import INGEBOUWD, Partijen
from ketentoets.suite.uitvoering import verslag
from ketentoets.suite.verzamel import uitgewerkt
from ketentoets.transports.base import Rol

PROCES = "Correctie van start en stop"
FEATURE = "correcties-regie"
pytestmark = pytest.mark.filterwarnings("ignore:.*sRGB2014:pytest.PytestUnraisableExceptionWarning")
"""WeasyPrint leaves the file of a colour profile open."""


def ketentoets(*arguments: str, cwd: Path) -> Klaar:
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("KETENTOETS_SLEUTEL", raising=False)
        return opdracht.ketentoets(*arguments, cwd=cwd, omgeving={"XDG_CONFIG_HOME": str(cwd / "instellingen")})


@pytest.fixture(scope="module")
def basis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of one process, played for real with both roles."""
    folder = tmp_path_factory.mktemp("run")
    done = ketentoets("run", "-k", PROCES, "--rapport", "uit", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "uit"


@pytest.fixture(scope="module")
def sleutel(tmp_path_factory: pytest.TempPathFactory) -> handtekening.Sleutel:
    return handtekening.eigen_sleutel(tmp_path_factory.mktemp("sleutel") / "s.pem")[0]


@pytest.fixture(scope="module")
def suite_van_een_proces() -> Iterator[None]:
    """As if the suite had only the scenarios of this process: then the small run is a whole one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certificering, "feature_files", lambda: [p for p in feature_files() if p.stem == FEATURE])
        yield


@pytest.fixture(scope="module")
def gemaakt(
    basis: Path, sleutel: handtekening.Sleutel, suite_van_een_proces: None, tmp_path_factory: pytest.TempPathFactory
) -> Certificaat:
    map_ = shutil.copytree(basis, tmp_path_factory.mktemp("cert") / "uit")
    return maak(map_, sleutel, uitgever="Regio <Noordrand>")


@pytest.fixture
def kopie(gemaakt: Certificaat, tmp_path: Path) -> Path:
    """A folder with a certificate that may be tampered with."""
    return shutil.copytree(gemaakt.json.parent, tmp_path / "uit", ignore=shutil.ignore_patterns("berichten"))


def fout(results: list[Uitslag]) -> dict[str, str]:
    return {r.wat: r.tekst for r in results if r.goed is False}


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


# Making one.


def test_a_certificate_says_what_was_tested_and_what_was_not(gemaakt: Certificaat) -> None:
    c = gemaakt.inhoud
    assert c["oordeel"] == "geslaagd"
    assert list(c["processen"]) == [PROCES]
    assert {s["rol"] for s in c["getest"]} == {"gemeente", "aanbieder"}
    assert c["herkomst"] == "meegeleverd"
    assert sum(c["standaarden"].values()) == sum(c["tellingen"].values()) == 5
    assert set(c["afgeleid"]) == {"ijw-3.0"}
    assert "TR342" in c["regels"]["niet_geraakt"]
    assert not set(c["regels"]["uitgelokt"]) & set(c["regels"]["bekeken"])
    (landelijk, alkmaar) = c["eisen"]
    assert alkmaar["standen"]["niet in deze run"] > 50, "requirements of processes that were not played"
    assert landelijk["aantal"] == sum(landelijk["standen"].values())


def test_the_pdf_is_pdf_a_with_embedded_fonts_on_at_most_four_pages(gemaakt: Certificaat) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed, so the PDF is not looked into")
    reader = pypdf.PdfReader(gemaakt.pdf)
    assert len(reader.pages) <= 4
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3"' in xmp and 'pdfaid:conformance="B"' in xmp
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert "/Encrypt" not in reader.trailer and "/AcroForm" not in root
    assert root["/Lang"] == "nl" and root["/MarkInfo"]["/Marked"]
    assert reader.trailer["/ID"]
    for said in reader.metadata.values():
        assert escape(str(said)) in xmp or str(said).startswith("D:"), (
            "the XMP says the same as the document information"
        )
    assert gemaakt.inhoud["gemaakt"] in xmp
    fonts = [f.get_object() for page in reader.pages for f in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert any(key.startswith("/FontFile") for key in inner["/FontDescriptor"].get_object()), font["/BaseFont"]
        assert "/ToUnicode" in font
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for said in ("Geslaagd", "Wat is niet aangetoond", "TR342", "Regio <Noordrand>", "alkmaar", "virtueel"):
        assert said in text
    for name in ("journaal.jsonl", "rapport.html", "run.json"):
        assert gemaakt.inhoud["bestanden"][name]["sha256"] in text
    assert gemaakt.inhoud["regelset"]["sha256"] in text


def test_long_lists_are_cut_until_it_fits(gemaakt: Certificaat, sleutel: handtekening.Sleutel) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed, so the pages are not counted")
    c = {**gemaakt.inhoud, "uitgever": "x" * 9000, "getest": [{**gemaakt.inhoud["getest"][0], "naam": "naam " * 2000}]}
    many = [{"naam": f"scenario {n}", "rol": "gemeente", "reden": "reden " * 9} for n in range(300)]
    pdf = pagina.to_pdf({**c, "niet_van_toepassing": many}, sleutel.vingerafdruk)
    reader = pypdf.PdfReader(BytesIO(pdf))
    assert len(reader.pages) <= 4
    assert "en nog " in "".join(page.extract_text() for page in reader.pages)


def test_nothing_is_fetched_for_the_pdf(gemaakt: Certificaat) -> None:
    page = pagina.to_html({**gemaakt.inhoud, "uitgever": '<img src="https://example.nl/x.png">'}, "0" * 64)
    assert "<img" not in page
    with pytest.raises(ValueError, match="example"):
        pagina._no_network("https://example.nl/")


def test_a_certificate_is_not_overwritten(gemaakt: Certificaat, sleutel: handtekening.Sleutel) -> None:
    with pytest.raises(ConfigurationError, match=r"staat al een certificaat\.pdf"):
        maak(gemaakt.json.parent, sleutel)


HEEL = """
import sys
from pathlib import Path
from ketentoets.cli.uitvoeren import Keus, voer_uit
from ketentoets.suite.uitvoering import Keuzes
sys.exit(voer_uit(Keuzes(rol="aanbieder", ingebed=True), Keus(), Path("uit")))
"""


def test_the_whole_suite_of_one_role_is_certified(sleutel: handtekening.Sleutel, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", HEEL], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certificering, "feature_files", feature_files)
        c = maak(tmp_path / "uit", sleutel).inhoud
    assert c["rollen"] == ["aanbieder"]
    assert c["tellingen"]["geslaagd"] > 50
    assert len(c["processen"]) > 10
    assert len(c["regels"]["uitgelokt"]) > 20
    assert {r.goed for r in controleer(tmp_path / "uit")} == {True}


# Gaps.


OUD = """
import sys
from pathlib import Path
from ketentoets.cli.uitvoeren import Keus, voer_uit
from ketentoets.suite.uitvoering import Keuzes
from ketentoets.transports.base import Identity
masked = Identity.__post_init__
def older(self):
    object.__setattr__(self, "standaarden", ("ijw-2.4",))
    masked(self)
Identity.__post_init__ = older
sys.exit(voer_uit(Keuzes(rol="aanbieder", ingebed=True), Keus("%s"), Path("uit")))
"""


def test_a_system_of_an_older_release_gets_no_certificate_for_a_newer_one(
    sleutel: handtekening.Sleutel, suite_van_een_proces: None, tmp_path: Path
) -> None:
    command = [sys.executable, "-c", OUD % PROCES]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "niet van toepassing" in done.stdout) == (0, True), done.stdout + done.stderr
    with pytest.raises(NietTeCertificeren, match=r"Op 01-03-2021 geldt ijw-3\.0, en het systeem zegt"):
        maak(tmp_path / "uit", sleutel)
    events, _whole = read_journal(tmp_path / "uit" / "journaal.jsonl")
    assert {e["spreekt_niet"] for e in events if e.soort == "storing"} == {"ijw-3.0"}
    run = verslag(events)
    since = replace(run, sut=tuple({**s, "standaarden": []} for s in run.sut))
    assert any("geldt ijw-3.0" in gat for gat in certificering.gaten(since, events)), "as after another restart"


def test_a_narrowed_run_is_refused_with_what_is_missing(basis: Path, tmp_path: Path) -> None:
    env = {**os.environ, "COLUMNS": "200", "XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "ketentoets", "certificaat", str(basis)]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 1
    assert "Niet gespeeld, want niet gekozen" in done.stderr
    assert "en nog " in done.stderr
    assert not (basis / "certificaat.json").exists()


GATEN: list[tuple[str, Callable[[Any], Any]]] = [
    ("De run is afgebroken", lambda run: replace(run, afgebroken=True)),
    *(
        (f"1 {verdict}: ", lambda run, v=verdict: replace(
            run, scenarios=(replace(run.scenarios[0], oordeel=v), *run.scenarios[1:])))
        for verdict in (Verdict.GEZAKT, Verdict.ONBESLIST, Verdict.FOUT, Verdict.OVERGESLAGEN)
    ),
    ("Niet gespeeld", lambda run: replace(run, scenarios=run.scenarios[1:])),
    ("Geen scenario's van ketentoets", lambda run: replace(
        run, scenarios=(*run.scenarios, replace(run.scenarios[0], id="eigen/x")))),
    ("gebreken: 316-te-laat", lambda run: replace(run, sut=({**run.sut[0], "gebreken": ["316-te-laat"]},))),
    ("regelset 2020.1", lambda run: replace(run, regelset="2020.1")),
    ("er is niets bewezen", lambda run: replace(
        run, scenarios=tuple(replace(s, oordeel=Verdict.NIET_VAN_TOEPASSING) for s in run.scenarios))),
]  # fmt: skip


@pytest.mark.parametrize(("says", "change"), GATEN, ids=[says for says, _ in GATEN])
def test_every_kind_of_gap_is_named(
    says: str, change: Callable[[Any], Any], basis: Path, suite_van_een_proces: None
) -> None:
    events, heel = read_journal(basis / "journaal.jsonl")
    run = verslag(events, heel=heel)
    assert certificering.gaten(run, events) == []
    assert any(says in gat for gat in certificering.gaten(change(run), events))


def test_other_sentences_than_those_of_the_suite_are_a_gap(basis: Path, suite_van_een_proces: None) -> None:
    events, heel = read_journal(basis / "journaal.jsonl")
    run = verslag(events, heel=heel)
    n = next(n for n, e in enumerate(events) if e.soort == "stap")
    events[n] = replace(events[n], data={**events[n].data, "tekst": "Gegeven iets makkelijkers"})
    assert any("andere zinnen" in gat for gat in certificering.gaten(run, events))


def test_a_built_in_system_tells_how_it_was_told_to_behave() -> None:
    told = Partijen(
        laad_profiel("alkmaar"), {Rol.GEMEENTE: INGEBOUWD}, "alkmaar", ("316-werkdag-te-laat",), ingebed=True
    )
    told.voor(Rol.GEMEENTE)
    assert told.beschrijving()[0]["gebreken"] == ["316-werkdag-te-laat"]
    plain = Partijen(laad_profiel("alkmaar"), {Rol.GEMEENTE: INGEBOUWD}, "alkmaar", ingebed=True)
    plain.voor(Rol.GEMEENTE)
    assert not {"gebreken", "gedrag"} & set(plain.beschrijving()[0])


def test_an_edited_report_is_not_believed(kopie: Path, sleutel: handtekening.Sleutel) -> None:
    for name in ("certificaat.pdf", "certificaat.json"):
        (kopie / name).unlink()
    run = kopie / "run.json"
    run.write_text(run.read_text(encoding="utf-8").replace('"oordeel": "geslaagd"', '"oordeel": "niet van toepassing"'))
    with pytest.raises(NietTeCertificeren, match=r"run\.json zegt iets anders dan het journaal"):
        maak(kopie, sleutel)


@pytest.mark.parametrize(("was", "wordt"), [("Alkmaar", "Almelo"), ('"zaad": 1', '"zaad": 2')])
def test_a_run_that_says_something_else_of_itself_is_not_believed(
    basis: Path, sleutel: handtekening.Sleutel, suite_van_een_proces: None, tmp_path: Path, was: str, wordt: str
) -> None:
    kopie = shutil.copytree(basis, tmp_path / "uit", ignore=shutil.ignore_patterns("berichten"))
    run = kopie / "run.json"
    text = run.read_text(encoding="utf-8")
    assert was in text
    run.write_text(text.replace(was, wordt), encoding="utf-8")
    with pytest.raises(NietTeCertificeren, match=r"run\.json zegt iets anders dan het journaal"):
        maak(kopie, sleutel)


def test_another_table_under_the_same_sentence_is_a_gap(basis: Path, suite_van_een_proces: None) -> None:
    events, _whole = read_journal(basis / "journaal.jsonl")
    stap = next(n for n, e in enumerate(events) if e.soort == "stap")
    events[stap] = replace(events[stap], data={**events[stap].data, "tabel": [["dag", "stuks"], ["1", "99"]]})
    assert any("andere zinnen" in gat for gat in certificering.gaten(verslag(events), events))


def test_the_tables_of_the_suite_are_in_the_journal() -> None:
    paths = [p for p in feature_files() if "| dag" in p.read_text(encoding="utf-8")]
    told = {s.gezegd for path in paths for s in uitgewerkt(path, read_feature(path))}
    assert any(tabel for gezegd in told for _zin, tabel in gezegd)


def test_a_remark_beside_the_signature_is_told(kopie: Path) -> None:
    path = kopie / "certificaat.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["handtekening"]["opmerking"] = "goedgekeurd door de minister"
    path.write_text(als_tekst(data), encoding="utf-8")
    assert "niet is getekend" in fout(controleer(path))["certificaat.json: vorm"]


def test_an_empty_key_is_not_the_right_one(kopie: Path) -> None:
    done = ketentoets("controleer-certificaat", str(kopie), "--sleutel", "", cwd=kopie)
    assert (done.returncode, "klopt NIET" in done.stdout) == (1, True)


@pytest.mark.parametrize(
    "line",
    [
        {"soort": "vervallen", "van": 0, "tot": 10**18},
        {"soort": "bericht", "xml": "\ud800"},
        {"soort": "klaar", "tijd": "9999-12-31T23:59:59+01:00"},
        {"soort": "scenario"},
    ],
)
def test_a_hostile_journal_is_told_and_breaks_nothing(kopie: Path, line: dict[str, Any]) -> None:
    with (kopie / "journaal.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"n": 99999, "tijd": "2021-03-01T09:00:00+01:00", **line}) + "\n")
    done = ketentoets("controleer-certificaat", str(kopie), cwd=kopie)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_changed_report_is_refused_and_made_again_when_asked_or_gone(
    kopie: Path, gemaakt: Certificaat, sleutel: handtekening.Sleutel, tmp_path: Path
) -> None:
    path, elders = kopie / "rapport.html", tmp_path / "elders"
    good = path.read_text(encoding="utf-8")
    for changed in (good.replace("geslaagd", "gezakt", 1), good.replace("Regio", "Stad", 1), "<html>leeg</html>"):
        assert changed != good
        path.write_text(changed, encoding="utf-8")
        with pytest.raises(NietTeCertificeren, match=r"rapport\.html .* het is bewerkt") as told:
            maak(kopie, sleutel, elders)
        assert len(told.value.gaten) == 1
    path.write_text(good.replace('<html lang="nl"', '<html lang="en"', 1), encoding="utf-8")
    with pytest.raises(NietTeCertificeren, match=r"geschreven met --taal en"):
        maak(kopie, sleutel, elders)
    assert not elders.exists()
    again = maak(kopie, sleutel, elders, nieuw_rapport=True)
    path.unlink()
    maak(kopie, sleutel, tmp_path / "nog eens")
    assert path.read_text(encoding="utf-8") == good
    assert again.inhoud["bestanden"]["rapport.html"] == gemaakt.inhoud["bestanden"]["rapport.html"]


def test_a_report_that_somebody_signed_but_that_does_not_follow_is_told(
    kopie: Path, sleutel: handtekening.Sleutel
) -> None:
    rapport, path = kopie / "rapport.html", kopie / "certificaat.json"
    rapport.write_text(rapport.read_text(encoding="utf-8").replace("geslaagd", "gezakt", 1), encoding="utf-8")
    data = json.loads(path.read_text(encoding="utf-8"))
    data["inhoud"]["bestanden"]["rapport.html"] = vingerafdruk(rapport.read_bytes())
    data["handtekening"] = sleutel.teken(data["inhoud"])
    path.write_text(als_tekst(data), encoding="utf-8")
    assert fout(controleer(kopie)) == {
        "rapport, opnieuw uit het journaal": "een ander rapport dan uit het journaal volgt"
    }
    data["inhoud"]["ketentoets"] = "0.0.1"
    data["handtekening"] = sleutel.teken(data["inhoud"])
    path.write_text(als_tekst(data), encoding="utf-8")
    assert [r.goed for r in controleer(kopie) if "van 0.0.1" in r.tekst] == [None]


@pytest.mark.parametrize(("zegt", "gat"), [(["ijw-2.4"], True), (["ijw-3.0"], False), ([], False)])
def test_a_system_that_does_not_speak_the_release_of_the_day_is_a_gap(
    basis: Path, suite_van_een_proces: None, zegt: list[str], gat: bool
) -> None:
    events, heel = read_journal(basis / "journaal.jsonl")
    run = verslag(events, heel=heel)
    quiet = replace(run.scenarios[0], oordeel=Verdict.NIET_VAN_TOEPASSING)
    assert quiet.standaard == "ijw-3.0"
    sut = tuple({**s, "standaarden": zegt} for s in run.sut)
    said = certificering.gaten(replace(run, sut=sut, scenarios=(quiet, *run.scenarios[1:])), events)
    assert ["Op 01-03-2021 geldt ijw-3.0" in line and quiet.naam in line for line in said] == [True] * gat
    later = replace(quiet, standaard="ijw-3.1")
    assert certificering.gaten(replace(run, sut=sut, scenarios=(later, *run.scenarios[1:])), events) == []


def test_without_a_journal_there_is_no_certificate(kopie: Path, sleutel: handtekening.Sleutel, tmp_path: Path) -> None:
    (kopie / "journaal.jsonl").unlink()
    with pytest.raises(ConfigurationError, match=r"journaal\.jsonl nodig"):
        maak(kopie, sleutel, tmp_path / "elders")


# Checking one.


def test_an_untouched_certificate_is_right(gemaakt: Certificaat, sleutel: handtekening.Sleutel) -> None:
    for bestand in (gemaakt.json, gemaakt.pdf, gemaakt.json.parent):
        results = controleer(bestand, sleutel=sleutel.vingerafdruk)
        assert {r.goed for r in results} == {True}
        assert any("hetzelfde" in r.tekst for r in results)


@pytest.mark.parametrize("part", [0.05, 0.5, 0.95])
def test_one_byte_of_the_pdf(kopie: Path, part: float) -> None:
    path = kopie / "certificaat.pdf"
    flip(path, int(path.stat().st_size * part))
    wrong = fout(controleer(kopie))
    assert list(wrong) == ["certificaat.pdf"]
    assert "gewijzigd: SHA-256" in wrong["certificaat.pdf"]


def test_one_byte_of_the_journal_is_told_with_the_scenario(kopie: Path) -> None:
    path = kopie / "journaal.jsonl"
    at = path.read_bytes().index(b"Tom") if b"Tom" in path.read_bytes() else path.read_bytes().index(b"JW302")
    flip(path, at)
    wrong = fout(controleer(kopie))
    assert "de wijziging zit in correcties-regie/" in wrong["journaal.jsonl"]


def test_a_journal_with_another_outcome_is_told_field_by_field(kopie: Path) -> None:
    path = kopie / "journaal.jsonl"
    lines = path.read_bytes().split(b"\n")
    n = next(n for n, line in enumerate(lines) if b'"soort": "einde"' in line)
    path.write_bytes(b"\n".join([*lines[:n], *lines[n + 1 :]]))
    wrong = controleer(kopie)
    assert any("tellingen.geslaagd: het certificaat zegt" in r.tekst for r in wrong if r.goed is False)


def test_a_journal_from_elsewhere_is_judged(gemaakt: Certificaat, tmp_path: Path) -> None:
    for path in (gemaakt.json, gemaakt.pdf):
        shutil.copy(path, tmp_path)
    assert {r.goed for r in controleer(tmp_path)} == {True, None}
    assert fout(controleer(tmp_path, gemaakt.json.parent / "journaal.jsonl")) == {}


def test_the_signature_can_be_checked_without_ketentoets(kopie: Path) -> None:
    doc = (Path(__file__).parent.parent / "docs" / "certificaat.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", doc, re.DOTALL)
    command = [sys.executable, "-W", "ignore", "-c", code]
    good = subprocess.run(command, cwd=kopie, capture_output=True, text=True, check=False)
    assert good.stdout.startswith("klopt, getekend met "), good.stderr
    flip(kopie / "rapport.html", 1000)
    bad = subprocess.run(command, cwd=kopie, capture_output=True, text=True, check=False)
    assert "AssertionError: rapport.html" in bad.stderr


def every_byte_kind(text: str) -> Iterator[int]:
    """Places in the JSON that are each of another kind: white space, structure, content, key, signature."""
    yield text.index("\n ") + 1
    yield text.index("geslaagd") + 2
    yield text.index('"uitgever"') + 3
    yield text.index('"waarde"') + 20
    yield text.index('"sleutel"') + 20
    yield text.index('"vingerafdruk"') + 30
    yield text.index('"algoritme"') + 16
    yield len(text) - 2


def test_one_byte_of_the_json(kopie: Path) -> None:
    path = kopie / "certificaat.json"
    good = path.read_bytes()
    for at in every_byte_kind(good.decode("utf-8")):
        path.write_bytes(good)
        flip(path, len(good.decode("utf-8")[:at].encode()))
        try:
            wrong = fout(controleer(path))
        except ConfigurationError as error:
            assert "geen leesbaar certificaat" in str(error)
            continue
        assert any(what.startswith("certificaat.json") for what in wrong), at


def test_content_that_is_signed_anew_by_somebody_else_is_told(
    kopie: Path, sleutel: handtekening.Sleutel, tmp_path: Path
) -> None:
    ander = handtekening.eigen_sleutel(tmp_path / "ander.pem")[0]
    path = kopie / "certificaat.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["inhoud"]["tellingen"]["geslaagd"] += 1
    data["handtekening"] = ander.teken(data["inhoud"])
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    wrong = fout(controleer(path, sleutel=sleutel.vingerafdruk))
    assert wrong["sleutel"] == "een andere sleutel dan u opgaf"
    assert "tellingen.geslaagd: het certificaat zegt" in wrong["oordeel, opnieuw uit het journaal"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"inhoud": {}, "handtekening": {}}'])
def test_what_is_no_certificate_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"geen (leesbaar )?certificaat"):
        controleer(path)


@pytest.mark.parametrize("depth", [300, 600, 900, 960, 990, 100_000])
def test_however_deep_it_is_never_believed_and_never_crashes(depth: int, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    nested = "[" * depth + "]" * depth
    head = '"handtekening": {}, "inhoud": {"formaat": "ketentoets-certificaat", "versie": 1, "regelset": '
    path.write_text("{" + head + nested + "}}", encoding="utf-8")
    try:
        results = controleer(path)
    except ConfigurationError as error:
        assert "geen leesbaar certificaat" in str(error)
    else:
        assert "certificaat.json: handtekening" in fout(results)


def test_a_hostile_certificate_steers_no_terminal(kopie: Path) -> None:
    path = kopie / "certificaat.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["inhoud"]["bestanden"] = {"journaal.jsonl": {"sha256": "\x1b[2J", "omvang": []}, "run.json": 3}
    data["inhoud"]["journaal"] = [{"deel": "\x1b[31m", "van": 1, "tot": "x", "sha256": 1}]
    data["inhoud"]["tellingen"] = data["inhoud"]["regelset"] = ["\x1b[0m"]
    data["handtekening"] = {"sleutel": "é", "waarde": None}
    path.write_text(json.dumps(data), encoding="utf-8")
    done = ketentoets("controleer-certificaat", str(path), cwd=kopie)
    assert done.returncode == 1, done.stderr
    assert "\x1b" not in done.stdout and "Traceback" not in done.stderr


def test_the_command_says_it_in_the_end(kopie: Path) -> None:
    good = ketentoets("controleer-certificaat", str(kopie), cwd=kopie)
    assert (good.returncode, "Dit certificaat klopt.\n" in good.stdout) == (0, True), good.stdout + good.stderr
    flip(kopie / "certificaat.pdf", 100)
    bad = ketentoets("controleer-certificaat", str(kopie), cwd=kopie)
    assert (bad.returncode, "klopt NIET" in bad.stdout) == (1, True)
    for name in ("certificaat.pdf", "journaal.jsonl"):
        (kopie / name).unlink()
    half = ketentoets("controleer-certificaat", str(kopie), cwd=kopie)
    assert (half.returncode, "niet alles kon worden gecontroleerd" in half.stdout) == (2, True)


# Keys.


def test_the_own_key_is_made_once_and_for_the_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "nieuw" / "sleutel.pem"
    first, made = handtekening.eigen_sleutel(path)
    again, made_again = handtekening.eigen_sleutel(path)
    assert (made, made_again) == (True, False)
    assert first.vingerafdruk == again.vingerafdruk
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        handtekening.eigen_sleutel(path)


def test_a_key_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sleutel.pem"
    with pytest.raises(ConfigurationError, match="Kan de sleutel"):
        handtekening.lees_sleutel(path)
    path.write_text("geen sleutel", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="Kan de sleutel"):
        handtekening.lees_sleutel(path)
    rsa = generate_private_key(public_exponent=65537, key_size=2048)
    path.write_bytes(rsa.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(ConfigurationError, match="geen Ed25519-sleutel"):
        handtekening.lees_sleutel(path)
