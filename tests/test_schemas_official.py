"""The bundled schemas against the official ones.

The official schemas are not part of this repository. They are looked for in ../shared/standaard
next to it, or in the folder that KETENTOETS_STANDAARD names; without them those tests are skipped.
A release that was not published, or of which no schema was found, has nothing to compare with.
"""

import os
import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from voorbeelden import geschreven

from ketentoets.schemas.compare import compare
from ketentoets.schemas.model import model
from ketentoets.schemas.standaard import is_afgeleid, soorten, standaarden
from ketentoets.schemas.validator import schema
from ketentoets.schemas.xsd import XSD_DIR

VALUES = ("", " ", "0", "-1", "+1", "00", "1.0", "x", "é", "999999999999", "9999999999999", "2021-02-29")
VALUES += ("2021-03-01Z", "2021-3-1", "24:00:00", "10:15:00+01:00", "1.0.0", "01.0.0", "A" * 201, " 1 ")


GEPUBLICEERD = tuple(s for s in standaarden() if not is_afgeleid(s))
MET_OFFICIEEL = [(s, soort) for s in GEPUBLICEERD for soort in soorten(s) if not is_afgeleid(s, soort)]


def official_dir(standaard):
    folder = os.environ.get("KETENTOETS_STANDAARD")
    base = Path(folder) if folder else Path(__file__).parents[2] / "shared" / "standaard"
    return base / standaard / "xsd"


def needs_official(standaard):
    if not official_dir(standaard).is_dir():
        pytest.skip(f"no official schemas: set KETENTOETS_STANDAARD to the folder that has {standaard}/xsd")


def xsd_name(standaard, soort):
    return f"{model(standaard).prefix(soort).upper()}.xsd"


@pytest.mark.parametrize("standaard", GEPUBLICEERD)
def test_the_bundled_schemas_say_what_the_official_ones_say(standaard):
    needs_official(standaard)
    assert compare(official_dir(standaard), *standaard.split("-")) == []


@cache
def official(standaard, soort):
    return etree.XMLSchema(etree.parse(str(official_dir(standaard) / xsd_name(standaard, soort))))


def mutations(raw):
    """Every message that differs from `raw` in one place: values, and absent or doubled elements."""
    lines = raw.split(b"\r\n")
    for at, line in enumerate(lines):
        leaf = re.fullmatch(rb"(\s*<([\w:]+)>)([^<]*)(</\2>)", line)
        if leaf is None:
            continue
        yield "absent", b"\r\n".join([*lines[:at], *lines[at + 1 :]])
        yield "doubled", b"\r\n".join([*lines[: at + 1], *lines[at:]])
        for value in VALUES:
            new = leaf[1] + value.encode() + leaf[4]
            yield value, b"\r\n".join([*lines[:at], new, *lines[at + 1 :]])
    for name in sorted(set(re.findall(rb"</([\w:]+)>", raw)) - {b""}):
        block = re.compile(rb"<%s>.*?</%s>" % (name, name), re.DOTALL)
        yield f"without {name.decode()}", block.sub(b"", raw, count=1)
        yield f"twice {name.decode()}", block.sub(lambda m: m[0] * 2, raw, count=1)


@pytest.mark.parametrize(("standaard", "soort"), MET_OFFICIEEL)
def test_bundled_and_official_accept_the_same_messages(standaard, soort):
    needs_official(standaard)
    domain, release = standaard.split("-")
    answers = set()
    for what, raw in mutations(geschreven(soort, release, domain)):
        tree = etree.fromstring(raw)
        ours = schema(standaard, soort).validate(tree)
        assert ours == official(standaard, soort).validate(tree), f"{standaard} {soort} {what}: {raw.decode()}"
        answers.add(ours)
    assert answers == {True, False}


@pytest.fixture
def copy(tmp_path):
    return Path(shutil.copytree(XSD_DIR / "ijw-3.2", tmp_path / "xsd"))


def edit(folder, name, old, new):
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")


def test_a_set_is_equal_to_itself(copy):
    assert compare(copy, "ijw", "3.2") == []


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("basisschema.xsd", '<xs:maxLength value="12"/>', '<xs:maxLength value="13"/>', "maxLength: meegeleverd"),
        ("basisschema.xsd", 'value="[0-9]{9}"', 'value="[0-9]{8}"', "pattern: meegeleverd [0-9]{9}, officieel"),
        ("basisschema.xsd", '<xs:enumeration value="AB">', '<xs:enumeration value="AC">', "enumeration: "),
        (
            "basisschema.xsd",
            'base="xs:date"',
            'base="xs:string"',
            "LDT_Datum/restriction: meegeleverd base={http://www.w3.org/2001/XMLSchema}date, officieel",
        ),
        ("basisschema.xsd", "<xs:minLength", "<xs:length", "length (niet begrepen): alleen officieel"),
        (
            "basisschema.xsd",
            "<xs:sequence>",
            "<xs:sequence><xs:any/>",
            "any: alleen officieel: any wordt niet begrepen",
        ),
        ("JW305.xsd", ' minOccurs="0"', "", "officieel maxOccurs=1 minOccurs=1 name=ToewijzingNummer"),
        (
            "JW305.xsd",
            'maxOccurs="unbounded"',
            'maxOccurs="2"',
            "officieel maxOccurs=2 minOccurs=1 name=StartProduct",
        ),
        ("JW305.xsd", 'name="Begindatum"', 'name="Begin"', "minOccurs=1 name=Begin type"),
        ("JW305.xsd", '"ijw:LDT_Geslacht"', '"ijw:LDT_JaNee"', "LDT_JaNee"),
        ("JW305.xsd", 'value="438"', 'value="439"', "pattern: meegeleverd 438, officieel 439"),
        ("JW305.xsd", 'elementFormDefault="qualified"', "", "elementFormDefault: meegeleverd qualified"),
        ("JW305.xsd", 'targetNamespace="http', 'targetNamespace="https', "targetNamespace: meegeleverd"),
        ("JW305.xsd", 'xmlns:ijw="http', 'xmlns:ijw="https', "type={https:"),
        ("JW305.xsd", 'schemaLocation="basisschema.xsd"', 'schemaLocation="b.xsd"', "officieel b.xsd"),
        ("JW305.xsd", 'type="jw305:Root"', 'type="jw305:Client"', "element Bericht: meegeleverd"),
    ],
)
def test_every_kind_of_difference_is_seen(copy, name, old, new, expected):
    edit(copy, name, old, new)
    lines = compare(copy, "ijw", "3.2")
    assert lines and all(line.startswith(f"{name.lower()}: ") for line in lines)
    assert any(expected in line for line in lines), lines


def test_another_order_is_a_difference(copy):
    first = '      <xs:element name="Begindatum" type="ijw:LDT_Datum"/>\n'
    second = '      <xs:element name="StatusAanlevering" type="ijw:LDT_StatusAanlevering"/>\n'
    edit(copy, "JW305.xsd", first + second, second + first)
    assert len(compare(copy, "ijw", "3.2")) == 2


def test_annotations_and_comments_do_not_count(copy):
    text = "<xs:annotation><xs:documentation>tekst</xs:documentation></xs:annotation><!-- x -->"
    edit(copy, "JW305.xsd", "<xs:sequence>", text + "<xs:sequence>")
    assert compare(copy, "ijw", "3.2") == []


def test_a_missing_and_an_extra_file_are_differences(copy):
    (copy / "JW305.xsd").rename(copy / "JW303.xsd")
    assert compare(copy, "ijw", "3.2") == ["jw305.xsd: alleen meegeleverd", "jw303.xsd: alleen officieel"]


def test_a_derived_message_of_a_published_release_may_be_absent(tmp_path):
    folder = Path(shutil.copytree(XSD_DIR / "iwmo-3.2", tmp_path / "xsd"))
    (folder / "WMO302.xsd").unlink()
    assert compare(folder, "iwmo", "3.2") == []
    edit(folder, "WMO306.xsd", 'value="419"', 'value="418"')
    (folder / "WMO301.xsd").unlink()
    lines = compare(folder, "iwmo", "3.2")
    assert lines[0] == "wmo301.xsd: alleen meegeleverd" and len(lines) == 2


def test_a_capital_in_a_file_name_is_no_difference(copy):
    (copy / "basisschema.xsd").rename(copy / "Basisschema.xsd")
    assert compare(copy, "ijw", "3.2") == []


@pytest.mark.parametrize("standaard", standaarden())
def test_every_bundled_schema_compiles(standaard):
    for soort in model(standaard).messages:
        assert schema(standaard, soort) is schema(standaard, soort)
