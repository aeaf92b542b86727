"""The formal demands of OP192 and OP179: what is a fault, what only a signal, what is fine."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from test_rules_berichten import maak
from voorbeelden import geschreven

from ketentoets.cli.valideren import Opties, toets, valideer
from ketentoets.core.message import MAX_BYTES, parse
from ketentoets.generators.declaraties import Vorm as Claimvorm
from ketentoets.generators.declaraties import declaratie, regels_in
from ketentoets.schemas.standaard import soorten, standaarden
from ketentoets.schemas.vorm import Regeleinden, Vorm, vorm
from ketentoets.session.validatie import SNEL_VANAF, Gevalideerd, Stuk, Validatie

GOED = maak("305").raw
CLAIM = Claimvorm(per_client=5)
LF = GOED.replace(b"\r\n", b"\n")


def bekijk(*paden: Path, stdin: bytes = b"") -> list[Gevalideerd]:
    return toets([str(p) for p in paden] or ["-"], Opties(los=True), BytesIO(stdin))


def zet(map_: Path, naam: str, raw: bytes) -> Path:
    pad = map_ / naam
    pad.write_bytes(raw)
    return pad


@pytest.mark.parametrize("standaard", standaarden())
def test_what_the_project_writes_has_the_right_form(standaard: str) -> None:
    domain, release = standaard.split("-")
    for soort in soorten(standaard):
        raw = geschreven(soort, release, domain)
        assert vorm(raw, parse(raw), "a.xml") == Vorm()


@pytest.mark.parametrize(
    "raw",
    [
        b"".join(line.strip() for line in GOED.splitlines()),
        GOED.replace(b'encoding="UTF-8"', b'encoding="us-ascii"'),
        GOED.replace(b'encoding="UTF-8"', b'encoding="utf-8"'),
        GOED.partition(b"\r\n")[2],
    ],
    ids=["without line ends", "ascii", "lower case", "without declaration"],
)
def test_right(raw: bytes) -> None:
    assert vorm(raw, parse(raw), "map/A.XML") == Vorm()


@pytest.mark.parametrize(
    ("raw", "verwacht", "gevonden"),
    [
        (b"\xef\xbb\xbf" + GOED, "zonder BOM", "met BOM"),
        (GOED.decode().replace("UTF-8", "UTF-16").encode("utf-16"), "UTF-8", "UTF-16"),
        (GOED.replace(b"UTF-8", b"windows-1252"), "UTF-8", "WINDOWS-1252"),
    ],
)
def test_the_encoding_is_a_fault(raw: bytes, verwacht: str, gevonden: str) -> None:
    found = vorm(raw, parse(raw), "a.xml")
    (fout,) = found.fouten
    assert (fout.regel, fout.niveau, fout.lijn, fout.kolom) == ("OP192", 1, 1, 1)
    assert (fout.verwacht, fout.gevonden) == (verwacht, gevonden)
    assert found.signalen == ()


@pytest.mark.parametrize(
    ("raw", "gevonden", "plaats"),
    [
        (LF, "LF", (1, 39)),
        (GOED.replace(b"</jw305:Header>\r\n", b"</jw305:Header>\n"), "LF", (17, 18)),
        (GOED.replace(b"\r\n", b"\r"), "CR", (1, 39)),
        (b"<a>\r\n\xc3\xa9\xc3\xa9\n</a>", "LF", (2, 3)),
    ],
)
def test_other_line_ends_are_a_signal(raw: bytes, gevonden: str, plaats: tuple[int, int]) -> None:
    found = vorm(raw, parse(raw))
    (signaal,) = found.signalen
    assert found.fouten == ()
    assert (signaal.regel, signaal.niveau, signaal.verwacht, signaal.gevonden) == ("OP192", 1, "CR/LF", gevonden)
    assert (signaal.lijn, signaal.kolom) == plaats


@pytest.mark.parametrize("stap", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("raw", [LF, GOED, b"\xc3\xa9\r\n\xc3\xa9\xc3\xa9\rx", b"a\r\nb\r\nc\nd", b"a\r"])
def test_a_message_in_parts_has_the_same_line_ends(raw: bytes, stap: int) -> None:
    geheel, delen = Regeleinden(), Regeleinden()
    geheel.neem(raw)
    for at in range(0, len(raw), stap):
        delen.neem(raw[at : at + stap])
    assert (delen.fout, geheel.fout is None) == (geheel.fout, raw == GOED)


def test_the_fast_path_gives_the_same_signals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = tmp_path / "groot.txt"
    large = b"".join(declaratie(CLAIM, regels_in(CLAIM, 3 * SNEL_VANAF)))
    claim.write_bytes(large.replace(b"</jw323:Header>", b"</jw323:Header>\n"))
    with monkeypatch.context() as only_fast:
        only_fast.delattr(Validatie, "_met_boom")
        (quick,) = bekijk(claim)
    tree = Validatie(date.today(), geschiedenis=False, antwoorden=True).toets(Stuk(str(claim), claim.read_bytes()))
    assert quick.bevindingen == tree.bevindingen == ()
    assert {f.gevonden for f in quick.signalen} == {"LF", ".txt"}
    assert quick.signalen == tree.signalen


@pytest.mark.parametrize(
    ("bestand", "gevonden"), [("a.txt", ".txt"), ("map.xml/bericht", "geen extensie"), ("a.xml.bak", ".bak")]
)
def test_another_extension_is_a_signal(bestand: str, gevonden: str) -> None:
    found = vorm(GOED, parse(GOED), bestand)
    assert [(f.verwacht, f.gevonden, f.lijn) for f in found.signalen] == [(".xml", gevonden, None)]
    assert found.fouten == ()


# As a vendor sees it.


def test_a_signal_fails_nothing_and_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    zet(tmp_path, "a.xml", LF)
    zet(tmp_path, "b.xml", LF)
    assert valideer([str(tmp_path)], Opties(los=True), BytesIO()) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.count("Signaal OP192, geen fout: Een regel eindigt op LF") == 1
    assert "In 2 van de bestanden; als eerste " in shown and "a.xml:1:39." in shown
    valideer([str(tmp_path)], Opties(los=True, formaat="json"), BytesIO())
    for bestand in json.loads(capsys.readouterr().out)["bestanden"]:
        assert bestand["bevindingen"] == []
        assert [(s["regel"], s["lijn"], s["bron"]) for s in bestand["signalen"]] == [
            ("OP192", 1, "iJw 3.2, bedrijfsregel OP192")
        ]
    valideer([str(tmp_path)], Opties(los=True, formaat="junit"), BytesIO())
    out = capsys.readouterr().out
    assert out.count("<system-out>") == 2 and "<failure" not in out


def test_the_extension_of_files_and_members_only(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.zip", "w") as archief:
        archief.writestr("een.dat", GOED)
        archief.writestr("map.dat/twee.xml", GOED)
    found = bekijk(tmp_path / "a.zip", zet(tmp_path, "los.bericht", GOED))
    assert [[f.gevonden for f in u.signalen] for u in found] == [[".dat"], [], [".bericht"]]
    assert [u.signalen for u in bekijk(stdin=GOED)] == [()]


@pytest.mark.parametrize("waar", ["bestand", "zip", "stdin"])
def test_too_large_is_op179(tmp_path: Path, waar: str) -> None:
    raw = b"<a>" + b"x" * MAX_BYTES + b"</a>"
    if waar == "zip":
        with ZipFile(tmp_path / "a.zip", "w") as archief:
            archief.writestr("a.xml", raw)
        (uitkomst,) = bekijk(tmp_path / "a.zip")
    elif waar == "bestand":
        (uitkomst,) = bekijk(zet(tmp_path, "a.xml", raw))
    else:
        (uitkomst,) = bekijk(stdin=raw)
    assert ("OP179", 1, "bedrijfsregel OP179") in {(f.regel, f.niveau, f.bron) for f in uitkomst.bevindingen}


def test_what_is_no_xml_is_op192() -> None:
    (uitkomst,) = bekijk(stdin=GOED.replace(b"</jw305:Header>", b"</jw305:Kop>"))
    (fout,) = uitkomst.bevindingen
    assert (fout.regel, fout.niveau, fout.verwacht) == ("OP192", 1, "welgevormde XML")
    assert fout.lijn == 17 and fout.kolom


def test_what_is_only_not_safe_breaks_no_rule_of_the_standard() -> None:
    (uitkomst,) = bekijk(stdin=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")
    assert [(f.soort, f.regel) for f in uitkomst.bevindingen] == [("onleesbaar", "")]
