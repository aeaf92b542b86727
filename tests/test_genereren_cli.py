"""`ketentoets genereer`: files, manifest, and mistakes in Dutch."""

import errno
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ketentoets.cli import genereren
from ketentoets.cli.genereeropdracht import Opdracht, kies_bericht
from ketentoets.cli.genereren import genereer, omvang
from ketentoets.cli.main import main
from ketentoets.cli.uitvoermap import Bestand, schrijf_map
from ketentoets.cli.valideren import Opties, toets
from ketentoets.core.errors import ConfigurationError
from ketentoets.schemas.validator import level1


def ketentoets(monkeypatch, *arguments):
    monkeypatch.setattr("sys.argv", ["ketentoets", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        main()
    return stopped.value.code


def inhoud(map_):
    return {path.name: path.read_bytes() for path in map_.iterdir()}


def test_messages_and_a_manifest(tmp_path, monkeypatch, capsys):
    options = ("genereer", "--bericht", "JW315", "--release", "ijw-3.1", "-n", "12", "--zaad", "7")
    assert ketentoets(monkeypatch, *options, "--uit", tmp_path / "a") == 0
    assert "12 berichten JW315 (ijw-3.1, zaad 7)" in capsys.readouterr().out
    assert ketentoets(monkeypatch, *options, "--uit", tmp_path / "b") == 0
    made = inhoud(tmp_path / "a")
    assert made == inhoud(tmp_path / "b")
    manifest = json.loads(made.pop("manifest.json"))
    assert sorted(made) == [f"JW315-{n:04d}.xml" for n in range(1, 13)]
    assert (manifest["formaat"], manifest["bericht"], manifest["standaard"], manifest["zaad"]) == (
        1,
        "JW315",
        "ijw-3.1",
        7,
    )
    assert manifest["ketentoets"] and manifest["faker"] and manifest["profiel"] == "alkmaar"
    lines = {line["naam"]: (line["sha256"], line["omvang"]) for line in manifest["bestanden"]}
    assert lines == {name: (hashlib.sha256(raw).hexdigest(), len(raw)) for name, raw in made.items()}
    for raw in made.values():
        bericht, found = level1(raw)
        assert found == [] and bericht.naam == "JW315" and bericht.release == "3.1"


def test_one_large_message(tmp_path, capsys):
    assert genereer(Opdracht("WMO323", tmp_path, omvang="100 kb")) == 0
    assert "1 bericht WMO323 (iwmo-3.2, zaad 1)" in capsys.readouterr().out
    made = inhoud(tmp_path)
    assert sorted(made) == ["WMO323-100KB.xml", "manifest.json"]
    assert 90 * 1024 < len(made["WMO323-100KB.xml"]) <= 100 * 1024


def test_larger_than_allowed_is_made_and_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(genereren, "MAX_BYTES", 50_000)
    assert genereer(Opdracht("JW323", tmp_path, omvang="60KB")) == 0
    assert "OP179" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("bericht", "release", "expected"),
    [
        ("JW315", "", ("ijw-3.2", "315")),
        ("wmo323", "iwmo-3.0", ("iwmo-3.0", "323")),
        ("301", "iwmo-2.3", ("iwmo-2.3", "301")),
        ("301", "", ("ijw-3.2", "301")),
    ],
)
def test_which_message_is_meant(bericht, release, expected):
    assert kies_bericht(bericht, release) == expected
    assert kies_bericht("WMO303", "")[1] == "303"


@pytest.mark.parametrize(
    ("bericht", "release", "text"),
    [
        ("JW999", "", "onbekend bericht JW999; bekend zijn JW301, "),
        ("JW303", "ijw-3.2", "ijw-3.2 heeft geen JW303; wel: .*ijw-2.3"),
        ("WMO315", "ijw-3.2", "bedoelt u JW315"),
        ("JW315", "ijw-3.3", "bedoelt u ijw-3.2"),
        ("toewijzing", "", "schrijf het zoals JW315"),
    ],
)
def test_a_message_that_does_not_exist(bericht, release, text):
    with pytest.raises(ConfigurationError, match=text):
        kies_bericht(bericht, release)


@pytest.mark.parametrize(
    ("options", "text"),
    [
        ({"aantal": 0}, "-n 0 kan niet"),
        ({"omvang": "5MB"}, "--omvang kan alleen bij JW323 en JW303, niet bij JW315"),
        ({"bericht": "JW323", "omvang": "5MB", "aantal": 2}, "laat -n weg"),
        ({"bericht": "JW323", "omvang": "groot"}, "500KB, 25MB of 1GB"),
        ({"bericht": "JW323", "omvang": "1KB"}, "te klein"),
        ({"profiel": "nergens"}, "nergens"),
    ],
)
def test_wrong_use_is_one_sentence_and_leaves_nothing(tmp_path, options, text):
    map_ = tmp_path / "uit"
    with pytest.raises(ConfigurationError, match=text):
        genereer(Opdracht(**{"bericht": "JW315", "uit": map_, **options}))
    assert not map_.exists() or not any(map_.iterdir())


@pytest.mark.parametrize(
    ("text", "size"), [("1B", 1), ("500KB", 512_000), ("25 mb", 26_214_400), ("1GB", 1_073_741_824)]
)
def test_a_size(text, size):
    assert omvang(text) == size


def test_nothing_is_written_over(tmp_path, monkeypatch, capsys):
    (tmp_path / "iets.txt").write_text("van mij")
    assert ketentoets(monkeypatch, "genereer", "--bericht", "JW315", "--uit", tmp_path) == 3
    assert "is niet leeg (er staat iets.txt)" in capsys.readouterr().err
    assert ketentoets(monkeypatch, "genereer", "--bericht", "JW315", "--uit", tmp_path / "iets.txt") == 3
    assert "is geen map" in capsys.readouterr().err
    assert inhoud(tmp_path) == {"iets.txt": b"van mij"}


def breekt(error):
    yield b"half"
    raise error


@pytest.mark.parametrize(
    ("error", "raised", "text"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt, None),
        (OSError(errno.ENOSPC, "No space left on device"), ConfigurationError, "de schijf is vol"),
        (PermissionError(errno.EACCES, "Permission denied"), ConfigurationError, "geen toegang"),
    ],
)
def test_no_half_file_stays_behind(tmp_path, error, raised, text):
    files = [Bestand("een.xml", (b"heel",)), Bestand("twee.xml", breekt(error))]
    with pytest.raises(raised, match=text):
        schrijf_map(tmp_path, files, {}, 2)
    assert inhoud(tmp_path) == {"een.xml": b"heel"}


def test_what_else_a_file_has_to_say_is_in_the_manifest(tmp_path):
    assert schrijf_map(tmp_path, [Bestand("een.xml", (b"a", b"b"), {"regel": "TR316"})], {"zaad": 1}, 1) == 2
    (line,) = json.loads((tmp_path / "manifest.json").read_bytes())["bestanden"]
    assert line == {"naam": "een.xml", "sha256": hashlib.sha256(b"ab").hexdigest(), "omvang": 2, "regel": "TR316"}


def test_progress_only_for_who_watches(tmp_path, monkeypatch):
    class Scherm(io.StringIO):
        def isatty(self):
            return True

    screen = Scherm()
    monkeypatch.setattr("sys.stderr", screen)
    genereer(Opdracht("JW319", tmp_path / "a", aantal=3))
    assert "genereren" in screen.getvalue() and "3/3" in screen.getvalue()
    quiet = io.StringIO()
    monkeypatch.setattr("sys.stderr", quiet)
    genereer(Opdracht("JW319", tmp_path / "b", aantal=3))
    assert quiet.getvalue() == ""


def test_help_has_examples(monkeypatch, capsys):
    assert ketentoets(monkeypatch, "genereer", "--help") == 0
    assert "--zaad 7" in capsys.readouterr().out


def bevindingen(map_, *options):
    """The rules of what `valideer` finds in a folder, per file."""
    found = toets([str(map_)], Opties(**dict(options)), io.BytesIO())
    return {Path(u.bestand).name: {f.regel for f in u.bevindingen} for u in found if u.bevindingen}


@pytest.mark.parametrize("release", ["ijw-3.0", "iwmo-3.2"])
def test_a_fault_without_history_has_its_description_beside_it(tmp_path, release):
    assert genereer(Opdracht("", tmp_path / "a", release, aantal=2, regel="cd066")) == 0
    made = inhoud(tmp_path / "a")
    naam = "WMO315" if release.startswith("iwmo") else "JW315"
    assert sorted(made) == [
        *(f"CD066-{n:04d}-{naam}.{end}" for n in (1, 2) for end in ("json", "xml")),
        "manifest.json",
    ]
    told = json.loads(made[f"CD066-0001-{naam}.json"])
    assert (told["regel"], told["niveau"], told["antwoord"]["retourcode"]) == ("CD066", 2, "0001")
    assert made[f"CD066-0001-{naam}.xml"] != made[f"CD066-0002-{naam}.xml"]
    assert bevindingen(tmp_path / "a", ("los", True)) == {f"CD066-{n:04d}-{naam}.xml": {"CD066"} for n in (1, 2)}


def test_a_fault_with_a_history_is_a_folder_that_valideer_reads(tmp_path):
    assert genereer(Opdracht("JW307", tmp_path / "a", "ijw-3.2", regel="TR063")) == 0
    (case,) = [path for path in (tmp_path / "a").iterdir() if path.is_dir()]
    *earlier, last = sorted(path.name for path in case.glob("*.xml"))
    assert [name[3:8] for name in (*earlier, last)][-1] == "JW307" and earlier
    told = json.loads(case.joinpath(last).with_suffix(".json").read_text())
    assert bevindingen(case, ("op", date.fromisoformat(told["klok"]))) == {last: {"TR063", *told["samen_met"]}}


def test_a_history_is_a_folder_that_valideer_reads(tmp_path, capsys):
    opdracht = Opdracht("", tmp_path / "a", reeks=True, clienten=2, gebeurtenissen=("verhuizing",))
    assert genereer(opdracht) == 0
    assert "1 reeks, cliënten per reeks: 2" in capsys.readouterr().out
    assert bevindingen(tmp_path / "a", ("profiel", "alkmaar")) == {}
    assert genereer(replace(opdracht, uit=tmp_path / "b")) == 0
    assert inhoud(tmp_path / "a") == inhoud(tmp_path / "b")
    assert {"verhaal.txt", "reeks.json", "manifest.json"} < inhoud(tmp_path / "a").keys()


def test_more_histories_have_folders_of_their_own(tmp_path):
    assert genereer(Opdracht("", tmp_path / "a", "iwmo-2.3", aantal=2, reeks=True)) == 0
    folders = sorted(path.name for path in (tmp_path / "a").iterdir() if path.is_dir())
    assert folders == ["0001", "0002"]
    assert all(any((tmp_path / "a" / folder).glob("0001-WMO3*.xml")) for folder in folders)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({}, "--bericht, --regel of --reeks"),
        ({"regel": "TR999"}, "TR999"),
        ({"regel": "TR316", "release": "ijw-2.3"}, "TR316"),
        ({"regel": "TR316", "bericht": "JW305"}, "305"),
        ({"regel": "TR316", "omvang": "1MB"}, "gaan niet samen"),
        ({"reeks": True, "bericht": "JW305"}, "gaat niet samen"),
        ({"reeks": True, "clienten": 0}, "--clienten 0"),
        ({"reeks": True, "gebeurtenissen": ("maanlanding",)}, "maanlanding"),
        ({"reeks": True, "release": "iwmo-3.2", "profiel": "alkmaar"}, "ander profiel"),
        ({"omvang": "1MB"}, "--bericht"),
        ({"regel": "CD066", "aantal": 0}, "-n 0"),
    ],
)
def test_wrong_combinations_are_a_sentence_and_write_nothing(tmp_path, anders, zin):
    with pytest.raises(ConfigurationError, match=zin):
        genereer(Opdracht(**{"bericht": "", "uit": tmp_path / "a", **anders}))
    assert not (tmp_path / "a").exists()
