"""`valideer` as a vendor meets it: walk, formats, history, answers."""

import csv
import errno
import io
import json
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from test_rules_berichten import maak
from test_rules_vectors import FOUT

from ketentoets.cli.main import main
from ketentoets.cli.opties import dag
from ketentoets.cli.start import main as begin
from ketentoets.cli.valideren import FORMATEN, Opties, schrijf, toets, valideer
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import parse
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.session import validatie as validatie_module
from ketentoets.session.validatie import Gevalideerd
from ketentoets.session.validatie_antwoord import schrijf_antwoord

OP = date(2022, 12, 31)
SP = "Client/StartProducten/StartProduct"
KOP = "Header/BerichtIdentificatie"
LEEG = BytesIO()
FILE_KEYS = ["bestand", "release", "bericht", "bevindingen", "signalen", "afgeleid", "xsd"]


def zet(map_: Path, naam: str, soort: str, changes: dict[str, Any] | None = None, release: str = "3.2") -> Path:
    pad = map_ / naam
    pad.write_bytes(maak(soort, changes, release).raw)
    return pad


def bekijk(*paden: object, **keuzes: Any) -> list[Gevalideerd]:
    return toets([str(p) for p in paden], Opties(op=keuzes.pop("op", OP), **keuzes), LEEG)


def regels(uitkomst: Gevalideerd) -> list[str]:
    return [f.regel or f.soort for f in uitkomst.bevindingen]


def per_bestand(*paden: object, **keuzes: Any) -> dict[str, list[str]]:
    return {Path(u.bestand).name: regels(u) for u in bekijk(*paden, **keuzes)}


# The walk of a vendor.


def test_three_mistakes_of_three_levels_are_mended_one_by_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    zet(tmp_path, "1.xml", "301")
    mistakes = {f"{SP}/0/StatusAanlevering": "2", f"{SP}/0/ToewijzingNummer": 9, f"{KOP}/Dagtekening": "2023-01-01"}
    seen = []
    for _ in range(4):
        zet(tmp_path, "2.xml", "305", mistakes)
        code = valideer([str(tmp_path)], Opties(op=OP, formaat="json"), LEEG)
        (_first, start) = json.loads(capsys.readouterr().out)["bestanden"]
        seen.append((code, sorted((f["regel"], f["niveau"]) for f in start["bevindingen"])))
        if mistakes:
            mistakes.popitem()
    assert seen == [
        (1, [("CS058", 2), ("TR019", 3), ("TR135", 4)]),
        (1, [("CS058", 2), ("TR019", 3)]),
        (1, [("CS058", 2)]),
        (0, []),
    ]


def test_a_finding_says_where_and_what(tmp_path: Path) -> None:
    pad = zet(tmp_path, "a.xml", "305", {f"{SP}/0/StatusAanlevering": "2"})
    (uitkomst,) = bekijk(pad)
    (finding,) = uitkomst.bevindingen
    assert (finding.regel, finding.niveau, finding.retourcode) == ("CS058", 2, "0001")
    assert finding.pad.startswith(f"Bericht/{SP}")
    assert finding.lijn
    assert finding.kolom
    assert pad.read_bytes().splitlines()[finding.lijn - 1][finding.kolom - 1 :] == b"<jw305:StartProduct>"
    assert finding.bron == "iJw 3.2, constraint CS058"
    assert finding.tekst
    assert finding.verwacht
    assert finding.gevonden


def test_a_fault_of_level_1_keeps_the_rules_out(tmp_path: Path) -> None:
    (uitkomst,) = bekijk(zet(tmp_path, "a.xml", "305", {"Client/Geslacht": "7", f"{SP}/0/StatusAanlevering": "2"}))
    assert [(f.soort, f.niveau) for f in uitkomst.bevindingen] == [("xsd", 1)]
    assert uitkomst.bevindingen[0].lijn and uitkomst.bevindingen[0].kolom
    assert uitkomst.bevindingen[0].bron == "JW305.xsd (ijw-3.2), LDT_Geslacht"


# History and --los.


def test_a_folder_is_a_history_and_los_is_not(tmp_path: Path) -> None:
    zet(tmp_path, "b.xml", "301", {f"{KOP}/Dagtekening": "2022-01-02"})
    zet(tmp_path, "a.xml", "305", {f"{SP}/0/ToewijzingNummer": 9})
    assert per_bestand(tmp_path) == {"b.xml": [], "a.xml": ["TR019"]}
    assert list(per_bestand(tmp_path)) == ["b.xml", "a.xml"]
    assert per_bestand(tmp_path, los=True) == {"a.xml": [], "b.xml": []}


def test_one_file_has_no_history(tmp_path: Path) -> None:
    pad = zet(tmp_path, "a.xml", "305")
    (uitkomst,) = bekijk(pad)
    assert uitkomst.bevindingen == ()
    assert ("TR019", "administratie") in uitkomst.niet_gedraaid
    assert per_bestand(tmp_path) == {"a.xml": ["TR019"]}


def test_what_is_refused_leaves_no_trace(tmp_path: Path) -> None:
    zet(tmp_path, "1.xml", "301")
    zet(tmp_path, "2.xml", "305", {f"{SP}/0/StatusAanlevering": "2"})
    zet(tmp_path, "3.xml", "305")
    zet(tmp_path, "4.xml", "305")
    found = per_bestand(tmp_path)
    assert (found["2.xml"], found["3.xml"]) == (["CS058"], [])
    assert "TR056" in found["4.xml"]


def test_an_answer_in_the_folder_counts_whatever_its_name(tmp_path: Path) -> None:
    heen = zet(tmp_path, "z.xml", "301")
    bericht = parse(heen.read_bytes())
    vector = next(v for v in FOUT if v.id.startswith("TR332"))
    refused = prescribe(vector.context())
    terug = schrijf_antwoord(bericht, refused, "T1", date(2022, 7, 1))
    (tmp_path / "a.xml").write_bytes(terug)
    zet(tmp_path, "zz.xml", "305", {f"{KOP}/Dagtekening": "2022-07-02"})
    assert list(per_bestand(tmp_path).items()) == [
        ("z.xml", []),
        ("a.xml", ["TR332"]),
        ("zz.xml", ["TR019"]),
    ]


def test_a_325_is_judged_against_its_claim(tmp_path: Path) -> None:
    zet(tmp_path, "1.xml", "301")
    zet(tmp_path, "2.xml", "323")
    zet(tmp_path, "3.xml", "325", {"DeclaratieAntwoord/DeclaratieNummer": "D9"})
    assert per_bestand(tmp_path) == {"1.xml": [], "2.xml": [], "3.xml": ["TR376"]}


def test_too_much_for_one_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zet(tmp_path, "1.xml", "301")
    monkeypatch.setattr(validatie_module, "MAX_GESCHIEDENIS", 100)
    with pytest.raises(ConfigurationError, match="--los"):
        bekijk(tmp_path)
    assert per_bestand(tmp_path, los=True) == {"1.xml": []}


def test_a_zip_and_standard_input(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "alles.zip", "w") as archief:
        archief.writestr("2.xml", maak("305", {f"{SP}/0/ToewijzingNummer": 9}).raw)
        archief.writestr("map/1.xml", maak("301").raw)
    assert per_bestand(tmp_path / "alles.zip", los=True) == {"alles.zip!2.xml": [], "1.xml": []}
    found = bekijk(tmp_path / "alles.zip")
    assert {f.regel for u in found for f in u.bevindingen} == {"TR019"}
    (one,) = toets(["-"], Opties(op=OP), BytesIO(maak("305").raw))
    assert (one.bestand, one.bericht, one.release) == ("<stdin>", "JW305", "3.2")


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    pad = zet(tmp_path, "1.xml", "301")
    assert len(bekijk(pad, tmp_path, pad)) == 1


# The profile and the releases.


def test_the_contract_comes_from_the_profile(tmp_path: Path) -> None:
    pad = zet(tmp_path, "1.xml", "323", {"Declaratie/Clienten/Client/0/Prestaties/Prestatie/0/ProductCategorie": "50"})
    (zonder,) = bekijk(pad)
    (met,) = bekijk(pad, profiel="alkmaar")
    lacked = {rule for rule, reason in zonder.niet_gedraaid if reason == "contract"}
    assert lacked
    assert not any(reason == "contract" for _rule, reason in met.niet_gedraaid)
    assert "--profiel" in schrijf([zonder], "tabel")


@pytest.mark.parametrize("domain", ["iwmo", "ijw"])
def test_a_release_without_rules_is_never_a_silent_pass(tmp_path: Path, domain: str) -> None:
    prefix = {"iwmo": "wmo", "ijw": "jw"}[domain]
    pad = tmp_path / "oud.xml"
    pad.write_bytes(f"<Bericht xmlns='http://www.istandaarden.nl/{domain}/2_1/{prefix}305/schema'/>".encode())
    (uitkomst,) = bekijk(pad)
    assert "niet-getoetst" in [f.soort for f in uitkomst.bevindingen]
    assert uitkomst.release == "2.1"
    assert valideer([str(pad)], Opties(op=OP, formaat="csv"), LEEG) == 1


# Formats.


@pytest.fixture
def gemengd(tmp_path: Path) -> list[Gevalideerd]:
    zet(tmp_path, "1.xml", "301")
    zet(tmp_path, "2.xml", "305", {f"{SP}/0/ToewijzingNummer": 9})
    (tmp_path / "3.xml").write_bytes(b"<a><b></a>")
    return bekijk(tmp_path)


def test_json_has_exactly_these_keys(gemengd: list[Gevalideerd]) -> None:
    data = json.loads(schrijf(gemengd, "json"))
    assert list(data) == ["versie", "bestanden"]
    assert data["versie"] == 1
    assert [list(b) for b in data["bestanden"]] == [FILE_KEYS] * 3
    names = ["regel", "niveau", "retourcode", "pad", "lijn", "kolom", "verwacht", "gevonden", "tekst"]
    names += ["bron", "pagina"]
    assert [list(f) for b in data["bestanden"] for f in b["bevindingen"]] == [names] * 2
    kapot = data["bestanden"][2]
    assert (kapot["release"], kapot["bericht"], kapot["bevindingen"][0]["lijn"]) == ("", "", 1)


def test_csv_and_junit_and_table(gemengd: list[Gevalideerd]) -> None:
    rows = list(csv.DictReader(io.StringIO(schrijf(gemengd, "csv"))))
    assert [(r["bericht"], r["regel"], r["niveau"]) for r in rows] == [("JW305", "TR019", "3"), ("", "OP192", "1")]
    suite = etree.fromstring(schrijf(gemengd, "junit").encode())
    assert (suite.get("tests"), suite.get("failures")) == ("3", "2")
    assert [case.find("failure") is None for case in suite.iter("testcase")] == [True, False, False]
    table = schrijf(gemengd, "tabel")
    for part in ("1.xml (JW301 3.2): geen bevindingen", "TR019", "Samenvatting per regel", "bevindingen: 2"):
        assert part in table


@pytest.mark.parametrize("formaat", FORMATEN)
def test_odd_names_and_texts_stay_harmless(tmp_path: Path, formaat: str) -> None:
    (tmp_path / "=1+1\x1b[31m\n\udcff.xml").write_bytes(b"<a>")
    text = schrijf(bekijk(tmp_path), formaat)
    text.encode()
    assert "\x1b" not in text


def test_progress_only_for_who_watches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Scherm(io.StringIO):
        def isatty(self) -> bool:
            return True

    for n in range(21):
        zet(tmp_path, f"{n}.xml", "301")
    screen = Scherm()
    monkeypatch.setattr("sys.stderr", screen)
    bekijk(tmp_path, los=True)
    assert "21/?" in screen.getvalue()
    quiet = io.StringIO()
    monkeypatch.setattr("sys.stderr", quiet)
    bekijk(tmp_path, los=True)
    assert quiet.getvalue() == ""


# Wrong use.


def test_the_system_date() -> None:
    assert (dag(""), dag("2022-12-31")) == (None, OP)
    with pytest.raises(ConfigurationError, match="--op"):
        dag("morgen")


def test_wrong_use(tmp_path: Path) -> None:
    for paden, keuzes in (
        ([], {}),
        ([tmp_path / "weg.xml"], {}),
        (["a\0b"], {}),
        ([tmp_path], {}),
        ([tmp_path], {"formaat": "pdf"}),
        ([tmp_path], {"profiel": "nergens"}),
    ):
        with pytest.raises(ConfigurationError):
            bekijk(*paden, **keuzes)


def test_a_rule_that_breaks_is_a_fault_of_the_harness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = zet(tmp_path, "1.xml", "301")

    def stuk(*_args: object) -> None:
        raise OverflowError("stuk")

    monkeypatch.setattr(validatie_module, "apply", stuk)
    assert valideer([str(pad)], Opties(op=OP), LEEG) == 4


# What befalls a program.


@pytest.mark.parametrize(
    ("ramp", "code", "zin"),
    [
        (KeyboardInterrupt(), 130, "Onderbroken."),
        (OSError(errno.ENOSPC, "vol"), 3, "Kan de uitvoer niet schrijven: "),
    ],
)
def test_what_stops_it_is_said_in_a_sentence(
    ramp: BaseException, code: int, zin: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object) -> int:
        raise ramp

    monkeypatch.setattr("ketentoets.cli.valideren.valideer", stop)
    monkeypatch.setattr("sys.argv", ["ketentoets", "valideer", "-"])
    with pytest.raises(SystemExit) as einde:
        main()
    told = capsys.readouterr().err
    assert einde.value.code == code
    assert told.startswith(f"ketentoets: {zin}")
    assert "Traceback" not in told


def test_streams_that_were_closed_are_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["ketentoets", "valideer", "-"])
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.setattr("sys.stdout", None)
    with pytest.raises(SystemExit) as einde:
        begin()
    sys.stdin.close()
    sys.stdout.close()
    assert einde.value.code == 1  # nothing comes in, and that is no message
