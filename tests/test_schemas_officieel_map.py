"""`--xsd MAP`: the schemas of a user in place of the bundled ones, read safely."""

import csv
import io
import json
import shutil
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from test_schemas_official import official_dir
from voorbeelden import geschreven

from ketentoets.cli.main import main
from ketentoets.cli.valideren import Opties, schrijf, toets
from ketentoets.core.errors import ConfigurationError
from ketentoets.schemas import officieel
from ketentoets.schemas.officieel import MAX_BYTES, Schemamap
from ketentoets.schemas.standaard import soorten, standaarden
from ketentoets.schemas.validator import level1
from ketentoets.schemas.xsd import XSD_DIR
from ketentoets.session.validatie import Gevalideerd

OP = date(2021, 12, 31)


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    """The iJw 3.2 set as users find it: in a subfolder, and the basisschema with a capital."""
    folder = tmp_path / "officieel"
    shutil.copytree(XSD_DIR / "ijw-3.2", folder / "ijw")
    (folder / "ijw" / "basisschema.xsd").rename(folder / "ijw" / "Basisschema.xsd")
    return folder


def edit(pad: Path, old: str, new: str) -> None:
    text = pad.read_text("utf-8")
    assert old in text
    pad.write_text(text.replace(old, new, 1), "utf-8")


def bekijk(map_: Path | None, *berichten: Path, formaat: str = "tabel") -> tuple[list[Gevalideerd], str]:
    uitkomsten = toets([str(b) for b in berichten], Opties(op=OP, los=True, xsd=map_), BytesIO())
    return uitkomsten, schrijf(uitkomsten, formaat)


def bericht(folder: Path, soort: str, release: str = "3.2", domain: str = "ijw") -> Path:
    pad = folder / f"{domain}{release}-{soort}.xml"
    pad.write_bytes(geschreven(soort, release, domain))
    return pad


def test_the_whole_folder_is_used_whatever_its_shape(map_: Path) -> None:
    shutil.copytree(XSD_DIR / "iwmo-2.3", map_ / "wmo")
    found = Schemamap(map_)
    assert found.inhoud() == {s: list(soorten(s)) for s in ("ijw-3.2", "iwmo-2.3")}
    assert found.bestand("ijw-3.2", "305") == str(Path("ijw", "JW305.xsd"))
    assert (found.bestand("ijw-3.0", "305"), found.schema("ijw-3.0", "305")) == ("", None)


def test_the_user_s_schema_decides_and_is_named(map_: Path) -> None:
    raw = geschreven("305")
    assert level1(raw, Schemamap(map_))[1] == []
    edit(map_ / "ijw" / "JW305.xsd", 'value="438"', 'value="439"')
    (finding,) = level1(raw, Schemamap(map_))[1]
    assert (finding.soort, finding.pad, finding.verwacht) == ("xsd", "Bericht/Header/BerichtCode", "439")
    assert finding.bron == f"{Path('ijw', 'JW305.xsd')} (ijw-3.2, uit {map_})"
    assert level1(raw)[1] == []


def test_also_the_basisschema_is_the_user_s(map_: Path) -> None:
    edit(map_ / "ijw" / "Basisschema.xsd", 'value="[0-9]{9}"', 'value="[0-9]{8}"')
    assert {f.pad for f in level1(geschreven("305"), Schemamap(map_))[1]} == {"Bericht/Client/Bsn"}


def test_every_report_says_which_schema_was_used(map_: Path, tmp_path: Path) -> None:
    own, bundled = bericht(tmp_path, "305"), bericht(tmp_path, "305", "3.0")
    uitkomsten, table = bekijk(map_, own, bundled)
    assert [u.xsd for u in uitkomsten] == [str(Path("ijw", "JW305.xsd")), "meegeleverd"]
    assert f"(JW305 3.2, schema {Path('ijw', 'JW305.xsd')})" in table
    assert "getoetst met het meegeleverde schema: JW305 3.0." in table
    data = json.loads(bekijk(map_, own, bundled, formaat="json")[1])
    assert [b["xsd"] for b in data["bestanden"]] == [str(Path("ijw", "JW305.xsd")), "meegeleverd"]
    suite = etree.fromstring(bekijk(map_, own, formaat="junit")[1].encode())
    assert [p.get("value") for p in suite.iter("property") if p.get("name") == "xsd"] == [str(Path("ijw", "JW305.xsd"))]


def test_without_the_option_nothing_is_said_of_it(tmp_path: Path) -> None:
    (uitkomst,), table = bekijk(None, bericht(tmp_path, "305"))
    assert (uitkomst.xsd, "--xsd" in table, "afgeleid" in table) == ("", False, False)


def test_the_word_and_the_reasons_stand_on_every_form(tmp_path: Path) -> None:
    pad = bericht(tmp_path, "305", "3.0")
    pad.write_bytes(pad.read_bytes().replace(b"<jw305:Geslacht>2", b"<jw305:Geslacht>7"))
    (uitkomst,), table = bekijk(None, pad)
    assert len(uitkomst.afgeleid) > 1
    flat = " ".join(table.split())
    assert "(JW305 3.0, afgeleid): 1 bevinding" in flat
    assert all(reden in flat for reden in uitkomst.afgeleid)
    data = json.loads(bekijk(None, pad, formaat="json")[1])
    assert tuple(data["bestanden"][0]["afgeleid"]) == uitkomst.afgeleid
    (row,) = csv.DictReader(io.StringIO(bekijk(None, pad, formaat="csv")[1]))
    assert row["afgeleid"] == "; ".join(uitkomst.afgeleid)
    suite = etree.fromstring(bekijk(None, pad, formaat="junit")[1].encode())
    assert [p.get("value") for p in suite.iter("property") if p.get("name") == "afgeleid"] == [row["afgeleid"]]


def test_an_official_schema_leaves_only_the_doubt_about_the_rules(tmp_path: Path) -> None:
    shutil.copytree(XSD_DIR / "ijw-3.0", tmp_path / "xsd")
    pad = bericht(tmp_path, "305", "3.0")
    bundled, own = bekijk(None, pad)[0][0], bekijk(tmp_path / "xsd", pad)[0][0]
    assert own.afgeleid == bundled.afgeleid[-1:]
    assert "regellijst" in own.afgeleid[0]


@pytest.mark.parametrize("release", ["2.3", "3.2"])
def test_only_what_is_derived_is_marked(tmp_path: Path, release: str) -> None:
    (jw, wmo), _table = bekijk(None, bericht(tmp_path, "302", release), bericht(tmp_path, "302", release, "iwmo"))
    rules = release == "2.3"
    assert (len(jw.afgeleid), len(wmo.afgeleid)) == (int(rules), 1)


# What cannot be used is refused, with file, line and reason.


def weiger(map_: Path, match: str) -> None:
    with pytest.raises(ConfigurationError, match=match):
        Schemamap(map_)


def test_text_around_the_schema(map_: Path) -> None:
    pad = map_ / "ijw" / "JW301.xsd"
    whole = pad.read_text("utf-8")
    pad.write_text("# JW301\n\n" + whole, "utf-8")
    weiger(map_, r"JW301\.xsd, lijn 1: geen welgevormde XML.* haal weg wat ervoor of erna staat")
    pad.write_text(whole + "\n<voorbeeld/>\n", "utf-8")
    weiger(map_, r"JW301\.xsd, lijn \d+: geen welgevormde XML")


@pytest.mark.parametrize(
    "place", ["http://example.com/basisschema.xsd", "/etc/basisschema.xsd", "../../../basisschema.xsd", "weg.xsd"]
)
def test_an_import_never_leaves_the_folder(map_: Path, place: str, tmp_path: Path) -> None:
    outside = tmp_path / "basisschema.xsd"
    (map_ / "ijw" / "Basisschema.xsd").rename(outside)
    edit(map_ / "ijw" / "JW301.xsd", 'schemaLocation="basisschema.xsd"', f'schemaLocation="{place}"')
    weiger(map_, r"JW301\.xsd, lijn \d+: .*staat niet in de map")
    outside.rename(map_ / "elders.xsd")
    assert Schemamap(map_).schema("ijw-3.2", "301") is not None


def test_a_link_out_of_the_folder_is_not_followed(map_: Path, tmp_path: Path) -> None:
    outside = tmp_path / "b.xsd"
    (map_ / "ijw" / "Basisschema.xsd").rename(outside)
    (map_ / "ijw" / "basisschema.xsd").symlink_to(outside)
    weiger(map_, "staat niet in de map")


def test_two_different_versions_of_one_schema(map_: Path) -> None:
    shutil.copy(map_ / "ijw" / "JW301.xsd", map_ / "kopie.xsd")
    edit(map_ / "kopie.xsd", 'value="436"', 'value="437"')
    weiger(map_, r"JW301\.xsd en .*kopie\.xsd zijn hetzelfde schema, maar verschillen")
    shutil.copy(map_ / "ijw" / "JW301.xsd", map_ / "kopie.xsd")
    assert Schemamap(map_).schema("ijw-3.2", "301") is not None


@pytest.mark.parametrize(
    ("raw", "match"),
    [
        (b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><x>&a;</x>", "DTD"),
        (b"<a>" * 100 + b"</a>" * 100, "dieper genest"),
        (b" " * (MAX_BYTES + 1), "groter dan 4 MB"),
        (b"<a/>", "geen XML-schema"),
        (b"", "geen welgevormde XML"),
    ],
    ids=["dtd", "diep", "groot", "iets anders", "leeg"],
)
def test_hostile_files(map_: Path, raw: bytes, match: str) -> None:
    (map_ / "raar.XSD").write_bytes(raw)
    weiger(map_, rf"raar\.XSD.*{match}")


def test_a_schema_that_does_not_compile(map_: Path) -> None:
    edit(map_ / "ijw" / "JW301.xsd", 'type="ijw:LDT_Gemeente"', 'type="ijw:LDT_Onzin"')
    weiger(map_, r"JW301\.xsd: .*LDT_Onzin")


@pytest.mark.parametrize(("limit", "match"), [("MAX_ALLES", "te veel bestanden"), ("MAX_BESTANDEN", "meer dan 3 XSD")])
def test_too_many_files(map_: Path, monkeypatch: pytest.MonkeyPatch, limit: str, match: str) -> None:
    monkeypatch.setattr(officieel, limit, 3)
    weiger(map_, match)


def test_no_folder_and_no_schemas(tmp_path: Path) -> None:
    weiger(tmp_path / "weg", "is geen map")
    weiger(tmp_path, "geen schema van een bericht van een bekende release")


def test_the_published_sets_can_be_used_as_they_are() -> None:
    root = official_dir("ijw-3.2").parents[1]
    if not root.is_dir():
        pytest.skip("no official schemas: set KETENTOETS_STANDAARD to the folder that has ijw-3.2/xsd")
    found = Schemamap(root)
    assert {"ijw-2.3", "ijw-3.2", "iwmo-2.3", "iwmo-3.2"} <= set(found.inhoud()) <= set(standaarden())
    for standaard, here in found.inhoud().items():
        domain, release = standaard.split("-")
        for soort in here:
            assert level1(geschreven(soort, release, domain), found)[1] == []


def test_the_option_on_the_command_line(
    map_: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = bericht(tmp_path, "305")
    monkeypatch.setattr("sys.argv", ["ketentoets", "valideer", str(pad), "--xsd", str(map_), "--op", "2021-12-31"])
    with pytest.raises(SystemExit, match="0"):
        main()
    assert "Alle berichten zijn getoetst met de schema's van --xsd." in capsys.readouterr().out
    (map_ / "ijw" / "JW301.xsd").write_bytes(b"geen xml")
    with pytest.raises(SystemExit, match="3"):
        main()
    assert "JW301.xsd, lijn 1" in capsys.readouterr().err
