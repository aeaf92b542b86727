"""`ketentoets schema vergelijk` and `ketentoets codelijst`."""

import shutil
from pathlib import Path

import pytest

from ketentoets.cli.schema import codelijst, vergelijk
from ketentoets.core.errors import ConfigurationError
from ketentoets.schemas.standaard import standaarden
from ketentoets.schemas.xsd import XSD_DIR


@pytest.fixture
def kopie(tmp_path):
    return Path(shutil.copytree(XSD_DIR / "iwmo-2.3", tmp_path / "xsd"))


@pytest.mark.parametrize("standaard", standaarden())
def test_the_release_is_recognised(standaard, capsys):
    assert vergelijk(XSD_DIR / standaard) == 0
    assert capsys.readouterr().out.startswith(f"{standaard}: geen verschillen met ")


def test_every_difference_is_shown(kopie, capsys):
    path = kopie / "WMO305.xsd"
    path.write_text(path.read_text("utf-8").replace('value="418"', 'value="419"'), "utf-8")
    (kopie / "WMO303.xsd").unlink()
    assert vergelijk(kopie) == 1
    missing, changed, summary = capsys.readouterr().out.splitlines()
    assert missing == "wmo303.xsd: alleen meegeleverd"
    assert "meegeleverd 418, officieel 419" in changed
    assert summary == f"iwmo-2.3: 2 verschillen met {kopie}"


def test_a_folder_without_schemas(tmp_path):
    for folder in (tmp_path, tmp_path / "nergens"):
        with pytest.raises(ConfigurationError, match="geen XSD-bestanden"):
            vergelijk(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# kop\n<xs:schema/>", "geen leesbare XML"),
        ('<schema targetNamespace="urn:x"/>', "geen schema van iWmo of iJw"),
        ('<schema targetNamespace="http://www.istandaarden.nl/ijw/3_2/jw301/schema"/>', "meer dan één release"),
    ],
)
def test_a_folder_that_is_not_one_release(kopie, text, expected):
    (kopie / "extra.xsd").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=expected):
        vergelijk(kopie)


def test_a_release_that_is_not_bundled(tmp_path):
    namespace = "http://www.istandaarden.nl/iwmo/2_1/basisschema/schema/2_1"
    (tmp_path / "basisschema.xsd").write_text(f'<schema targetNamespace="{namespace}"/>', "utf-8")
    with pytest.raises(ConfigurationError, match=r"onbekende release iwmo-2\.1; bedoelt u .*iwmo-2\.3"):
        vergelijk(tmp_path)


def test_a_code_list_as_a_table():
    lines = codelijst("RedenBeeindiging", "ijw-3.2").splitlines()
    assert lines[0].split() == ["code", "omschrijving"]
    assert lines[2].split() == ["02", "Overlijden"]
    assert len(lines) == 2 + 11
    for naam in ("redenbeeindiging", "LDT_RedenBeeindiging"):
        assert codelijst(naam, "ijw-3.2").splitlines() == lines


@pytest.mark.parametrize(
    ("naam", "release", "expected"),
    [
        ("RedenBeindiging", "ijw-3.2", "onbekende codelijst RedenBeindiging; bedoelt u RedenBeeindiging"),
        ("Onzin", "ijw-3.2", "onbekende codelijst Onzin; bekend zijn AanduidingWoonadres, "),
        ("Datum", "ijw-3.2", "onbekende codelijst Datum; bekend zijn "),
        ("ValutaCode", "ijw-3.2", "onbekende codelijst ValutaCode"),
        ("JaNee", "ijw-3.3", r"onbekende release ijw-3\.3; bedoelt u ijw-3"),
        ("JaNee", "x", r"onbekende release x; bekend zijn ijw-2\.2, "),
    ],
)
def test_what_is_unknown_comes_with_suggestions(naam, release, expected):
    with pytest.raises(ConfigurationError, match=expected):
        codelijst(naam, release)


def test_a_derived_list_says_so_and_why():
    text = codelijst("RedenWijziging", "ijw-3.0")
    assert "ijw-3.0 is afgeleid: van deze release was geen officieel schema te vinden" in text
    assert "afgeleid" not in codelijst("RedenWijziging", "ijw-3.2")
    assert "afgeleid" not in codelijst("RetourCode", "iwmo-2.3")
