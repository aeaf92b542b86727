"""`valideer` against broken and hostile input: a finding or a refusal, never a crash."""

import os
import struct
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_rules_berichten import maak

from ketentoets.cli.valideren import Opties, toets
from ketentoets.core.finding import Finding
from ketentoets.session import validatie_invoer
from ketentoets.session.validatie import HARNAS, Gevalideerd, Stuk, Validatie

OP = date(2022, 12, 31)
GOED = maak("305").raw
START = b"<Bericht xmlns='http://www.istandaarden.nl/ijw/3_2/jw305/schema'>"


def bekijk(*paden: object, **keuzes: Any) -> list[Gevalideerd]:
    return toets([str(p) for p in paden], Opties(op=OP, **keuzes), BytesIO())


def een(raw: bytes) -> list[Finding]:
    (uitkomst,) = toets(["-"], Opties(op=OP), BytesIO(raw))
    return list(uitkomst.bevindingen)


def teksten(*paden: object) -> str:
    return "\n".join(f.tekst for u in bekijk(*paden) for f in u.bevindingen)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00",
        b"geen xml",
        b"<a>",
        GOED[:-20],
        GOED.replace(b"UTF-8", b"klinkklaar"),
        GOED.replace(b"Test", b"\xff\xfe"),
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        START + b"<a>" * 100 + b"</a>" * 100 + b"</Bericht>",
        START + b"<a>" * 100_000,
        b" " * (25 * 1024 * 1024 + 1),
    ],
    ids=[
        "leeg", "nul", "tekst", "open", "afgekapt", "codering", "geen utf-8",
        "dtd", "entiteiten", "diep", "heel diep", "groot",
    ],
)  # fmt: skip
def test_broken_bytes_are_a_finding_of_level_1(raw: bytes) -> None:
    found = een(raw)
    assert found
    assert {f.niveau for f in found} == {1}
    assert "root:" not in "".join(f.tekst + f.gevonden for f in found)


def test_bom_and_other_encodings_are_findings_though_xml_allows_them() -> None:
    text = GOED.decode()
    (bom,) = een(b"\xef\xbb\xbf" + GOED)
    assert (bom.regel, bom.niveau, bom.verwacht) == ("OP192", 1, "zonder BOM")
    (wide,) = een(text.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert (wide.regel, wide.niveau, wide.gevonden) == ("OP192", 1, "UTF-16")
    (latin,) = een(text.replace("UTF-8", "ISO-8859-1").encode("latin-1"))
    assert (latin.regel, latin.gevonden) == ("OP192", "ISO-8859-1")
    assert een(GOED) == []


def test_a_bom_gets_no_answer() -> None:
    check = Validatie(OP, geschiedenis=False, antwoorden=True)
    answer = check.toets(Stuk("a", b"\xef\xbb\xbf" + GOED)).antwoord
    assert answer is not None
    assert not answer.xml
    assert "niveau 1" in answer.reden


# Zips.


def zip_met(pad: Path, leden: dict[str, bytes], methode: int = ZIP_DEFLATED) -> Path:
    with ZipFile(pad, "w", methode) as archief:
        for naam, inhoud in leden.items():
            archief.writestr(naam, inhoud)
    return pad


def test_path_tricks_in_a_zip_are_only_names(tmp_path: Path) -> None:
    names = ["../../weg.xml", "/etc/weg.xml", "C:\\weg.xml", "map\n\x1b[2J.xml"]
    pad = zip_met(tmp_path / "a.zip", dict.fromkeys(names, GOED))
    before = sorted(tmp_path.rglob("*"))
    found = bekijk(pad, antwoord=tmp_path / "uit")
    assert len(found) == 4
    assert sorted(tmp_path.rglob("*")) == before


def test_zip_bombs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "sterk ingepakt" in teksten(zip_met(tmp_path / "a.zip", {"a.xml": b" " * 5_000_000}))
    assert "groter dan 25 MB" in teksten(zip_met(tmp_path / "b.zip", {"a.xml": b" " * (26 * 1024 * 1024)}))
    monkeypatch.setattr(validatie_invoer, "MAX_ZIP_BYTES", 2 * len(GOED))
    many = {f"{n}.xml": GOED for n in range(3)}
    assert "samen groter" in teksten(zip_met(tmp_path / "c.zip", many))


def test_too_many_members(tmp_path: Path) -> None:
    pad = zip_met(tmp_path / "a.zip", {f"{n}.xml": b"" for n in range(1001)})
    (uitkomst,) = bekijk(pad)
    assert "meer dan 1000 leden" in uitkomst.bevindingen[0].tekst


def test_a_size_that_lies(tmp_path: Path) -> None:
    pad = zip_met(tmp_path / "a.zip", {"a.xml": GOED})
    raw = bytearray(pad.read_bytes())
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 24 : at + 28] = struct.pack("<L", 10)
    pad.write_bytes(raw)
    assert "beschadigd" in teksten(pad)


def test_nested_encrypted_strange_and_empty_zips(tmp_path: Path) -> None:
    inner = zip_met(tmp_path / "in.zip", {"a.xml": GOED}).read_bytes()
    outer = zip_met(tmp_path / "uit.zip", {"in.zip": inner, "in.xml": inner})
    assert teksten(outer).count("zipbestand in een zipbestand") == 2
    locked = bytearray(inner)
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "slot.zip").write_bytes(locked)
    assert "versleuteld" in teksten(tmp_path / "slot.zip")
    assert "onbekende manier" in teksten(zip_met(tmp_path / "bz.zip", {"a.xml": GOED}, ZIP_BZIP2))
    assert "leeg" in teksten(zip_met(tmp_path / "leeg.zip", {}))
    (tmp_path / "geen.zip").write_bytes(GOED)
    assert "inhoudsopgave" in teksten(tmp_path / "geen.zip")
    with ZipFile(tmp_path / "map.zip", "w") as archief:
        archief.writestr(ZipInfo("map/"), b"")
    assert "leeg" in teksten(tmp_path / "map.zip")


def test_a_zip_on_standard_input(tmp_path: Path) -> None:
    raw = zip_met(tmp_path / "a.zip", {"a.xml": GOED}).read_bytes()
    (uitkomst,) = toets(["-"], Opties(op=OP), BytesIO(raw))
    assert (uitkomst.bestand, uitkomst.bevindingen) == ("<stdin>!a.xml", ())


# Files.


def test_links_that_go_round_and_things_that_are_no_file(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "a.xml").write_bytes(GOED)
    (tmp_path / "map" / "rond").symlink_to(tmp_path)
    (tmp_path / "zelf.xml").symlink_to(tmp_path / "zelf.xml")
    (tmp_path / "weg.xml").symlink_to(tmp_path / "nergens")
    os.mkfifo(tmp_path / "pijp.xml")
    found = {Path(u.bestand).name: [f.soort for f in u.bevindingen] for u in bekijk(tmp_path, los=True)}
    assert found == {"a.xml": [], "pijp.xml": ["onleesbaar"], "weg.xml": ["onleesbaar"], "zelf.xml": ["onleesbaar"]}


def test_a_file_that_disappears_or_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pad = tmp_path / "a.xml"
    pad.write_bytes(GOED)

    def weg(self: Path, *_args: object, **_rest: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", weg)
    (uitkomst,) = bekijk(pad)
    assert uitkomst.bevindingen[0].soort == "onleesbaar"


# Fuzz.

BERICHTEN = [maak(soort).raw for soort in ("301", "305", "307", "315", "317", "319", "323", "325")]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_mutated_bytes_never_crash(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(BERICHTEN)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        end = min(len(raw), at + data.draw(st.integers(0, 12)))
        raw[at:end] = data.draw(st.binary(max_size=12) | st.sampled_from([b"9999-12-31", b"0001-01-01", b"<", b"&#0;"]))
    check = Validatie(OP, geschiedenis=True, antwoorden=True)
    for _ in range(2):
        outcome = check.toets(Stuk("fuzz", bytes(raw)))
        assert HARNAS not in {f.soort for f in outcome.bevindingen}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_mutated_zips_never_crash(data: st.DataObject) -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archief:
        archief.writestr("a.xml", GOED)
        archief.writestr("b.xml", GOED)
    raw = bytearray(buffer.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(4, len(raw) - 1))] = data.draw(st.integers(0, 255))
    assert toets(["-"], Opties(op=OP), BytesIO(bytes(raw)))
