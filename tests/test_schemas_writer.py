from datetime import date, time

import pytest
from lxml import etree
from voorbeelden import AGB, BSN, GEMEENTE, geschreven, voorbeeld

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import parse
from ketentoets.schemas.standaard import berichtcode, soorten, standaarden
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import fragment, header, write, xsd_versie

ALLES = [(*standaard.split("-"), soort) for standaard in standaarden() for soort in soorten(standaard)]
ALLE_BERICHTEN = pytest.mark.parametrize(("domain", "release", "soort"), ALLES)


def start(**changes):
    data = voorbeeld("305")
    data["Client"].update(changes)
    return data


def test_all_messages_of_all_releases_are_tried():
    assert len(ALLES) == 2 * (3 * 10 + 3 * 14)


@ALLE_BERICHTEN
def test_every_example_is_valid(domain, release, soort):
    bericht, findings = level1(geschreven(soort, release, domain))
    assert findings == []
    assert (bericht.standaard, bericht.soort) == (f"{domain}-{release}", soort)


@ALLE_BERICHTEN
def test_round_trip(domain, release, soort):
    raw = geschreven(soort, release, domain)
    assert write(domain, release, soort, parse(raw).root.as_data()) == raw


@ALLE_BERICHTEN
def test_the_order_of_the_dict_does_not_matter(domain, release, soort):
    raw = geschreven(soort, release, domain)
    assert write(domain, release, soort, backwards(parse(raw).root.as_data())) == raw


def by_lxml(raw):
    """The same message, put into bytes again by another program."""
    root = etree.fromstring(raw, etree.XMLParser(remove_blank_text=True))
    etree.indent(root, "  ")
    lines = [b'<?xml version="1.0" encoding="UTF-8"?>', *etree.tostring(root, encoding="UTF-8").split(b"\n"), b""]
    return b"\r\n".join(line for line in lines if not line.startswith(b"<?xml version='"))


@ALLE_BERICHTEN
def test_lxml_writes_the_same_bytes(domain, release, soort):
    raw = geschreven(soort, release, domain)
    assert by_lxml(raw) == raw


@pytest.mark.parametrize("text", ["<&>\"'", "Zoë ỳ €", "twee\nregels", "een\r\ttab", "]]>", "\U0001f600", ""])
def test_lxml_writes_the_same_text(text):
    raw = write("ijw", "3.2", "305", start(Geslacht=text))
    assert by_lxml(raw) == raw


def test_a_class_without_anything_is_one_empty_tag():
    raw = write("ijw", "3.2", "305", {"Client": {"Naam": {"Geslachtsnaam": None}}})
    assert b"\r\n    <jw305:Naam/>\r\n" in raw and by_lxml(raw) == raw
    assert write("ijw", "3.2", "305", {}).endswith(b'basisschema/schema"/>\r\n')


def test_a_fragment_is_the_element_as_it_stands_in_the_message():
    data = start()
    part = fragment("ijw", "3.2", "305", "Bericht/Client/Naam", data["Client"]["Naam"])
    assert part.startswith("\r\n    <jw305:Naam>\r\n      <ijw:Geslachtsnaam>")
    assert part.encode() in write("ijw", "3.2", "305", data)


def backwards(data):
    if isinstance(data, list):
        return [backwards(part) for part in data]
    if not isinstance(data, dict):
        return data
    return {name: backwards(value) for name, value in reversed(data.items())}


def test_the_bytes_look_like_a_message():
    raw = geschreven("305", "3.0")
    lines = raw.split(b"\r\n")
    assert lines[0] == b'<?xml version="1.0" encoding="UTF-8"?>'
    assert lines[1].startswith(b"<jw305:Bericht xmlns:")
    assert lines[2] == b"  <jw305:Header>"
    assert lines[-1] == b"" and b"\n" not in raw.replace(b"\r\n", b"")
    assert b"<ijw:Datum>2008-05-17</ijw:Datum>" in raw


def test_elements_of_composed_types_are_in_the_namespace_of_the_basisschema():
    root = etree.fromstring(geschreven("301"))
    spaces = {etree.QName(e).localname: etree.QName(e).namespace.split("/")[-2] for e in root.iter("*")}
    assert spaces["Bericht"] == spaces["Contact"] == spaces["Bsn"] == "jw301"
    assert spaces["Achternaam"] == spaces["Huisnummer"] == spaces["Identificatie"] == "basisschema"


def test_nothing_is_left_out_but_what_is_empty():
    raw = write("ijw", "3.2", "305", start(Bsn=None, Naam={}, StartProducten=[], Geslacht=""))
    client = parse(raw).root.find("Client")
    assert [child.name for child in client.children()] == ["Geboortedatum", "Geslacht"]
    assert client.get("Geslacht") == ""


def test_invalid_values_can_be_written():
    raw = write("ijw", "3.2", "305", start(Bsn=["1", "2"], Geslacht="x" * 99, StartProducten="tekst"))
    root = parse(raw).root
    assert [n.text for n in root.all("Client/Bsn")] == ["1", "2"]
    assert root.get("Client/Geslacht") == "x" * 99
    assert root.get("Client/StartProducten") == "tekst"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "7"),
        (date(2021, 4, 1), "2021-04-01"),
        (time(10, 15), "10:15:00"),
        ("<&>\"'", "<&>\"'"),
        ("Zoë ỳ €", "Zoë ỳ €"),
        ("twee\nregels", "twee\nregels"),
        ("  spaties ", "  spaties "),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_values(value, text):
    assert parse(write("ijw", "3.2", "305", start(Geslacht=value))).root.get("Client/Geslacht") == text


@pytest.mark.parametrize(
    ("client", "path"),
    [
        ({"Foo": "1"}, "Bericht/Client/Foo"),
        ({"bsn": "1"}, "Bericht/Client/bsn"),
        ({"Naam": {"Geslachtsnaam": {"Roepnaam": "x"}}}, "Bericht/Client/Naam/Geslachtsnaam/Roepnaam"),
        ({"Bsn": {"Nummer": "1"}}, "Bericht/Client/Bsn"),
        ({"Bsn": 1.5}, "Bericht/Client/Bsn"),
        ({"Bsn": [["1"]]}, "Bericht/Client/Bsn"),
        ({"Bsn": "\x00"}, "Bericht/Client/Bsn"),
        ({"Bsn": "\ud800"}, "Bericht/Client/Bsn"),
    ],
)
def test_what_cannot_be_written_names_the_path(client, path):
    with pytest.raises(ValueError, match=f"^{path}:"):
        write("ijw", "3.2", "305", {"Client": client})


def test_a_budget_cannot_be_asked_for_in_3_0():
    data = voorbeeld("315", "3.0")
    data["Client"]["AangevraagdeProducten"]["AangevraagdProduct"][0]["Budget"] = 1
    with pytest.raises(ValueError, match="AangevraagdProduct/Budget"):
        write("ijw", "3.0", "315", data)
    assert b"Budget" in write("ijw", "3.1", "315", data)


def test_an_unknown_message_or_release_is_a_configuration_error():
    for domain, release, soort in [("ijw", "2.5", "301"), ("wlz", "3.2", "301"), ("ijw", "3.2", "303")]:
        with pytest.raises(ConfigurationError):
            write(domain, release, soort, {})


@pytest.mark.parametrize(
    ("release", "subversie", "versies"),
    [("3.0", "0", ("1.2.0", "1.0.2")), ("3.1", "1", ("1.0.0", "1.0.0")), ("3.2", "2", ("1.0.0", "1.0.0"))],
)
def test_header(release, subversie, versies):
    made = header("ijw", release, "315", AGB, GEMEENTE, "V1", date(2021, 5, 3))
    assert made == {
        "BerichtCode": "446",
        "BerichtVersie": "3",
        "BerichtSubversie": subversie,
        "Afzender": AGB,
        "Ontvanger": GEMEENTE,
        "BerichtIdentificatie": {"Identificatie": "V1", "Dagtekening": date(2021, 5, 3)},
        "XsdVersie": dict(zip(("BasisschemaXsdVersie", "BerichtXsdVersie"), versies, strict=True)),
    }
    assert xsd_versie("ijw", release) == made["XsdVersie"]


def test_an_example_is_new_every_time():
    voorbeeld("305")["Client"]["Bsn"] = "x"
    assert voorbeeld("305")["Client"]["Bsn"] == BSN


def test_header_of_2_3_has_no_xsd_version():
    made = header("iwmo", "2.3", "315", AGB, GEMEENTE, "V1", date(2020, 5, 4))
    assert "XsdVersie" not in made and xsd_versie("iwmo", "2.3") == {}
    assert (made["BerichtCode"], made["BerichtVersie"], made["BerichtSubversie"]) == ("444", "2", "3")


def test_header_of_a_declaration_and_an_invoice():
    made = header("ijw", "2.3", "303", AGB, GEMEENTE, "F1", date(2020, 5, 4), "F")
    assert made == {
        "BerichtCode": "450",
        "BerichtVersie": "2",
        "BerichtSubversie": "3",
        "Gemeente": GEMEENTE,
        "Aanbieder": AGB,
        "DeclaratieFactuurIdentificatie": {"DeclarantFactuurNummer": "F1", "FactuurDagtekening": date(2020, 5, 4)},
    }


@pytest.mark.parametrize("domain", ["ijw", "iwmo"])
@pytest.mark.parametrize("soort", ["303", "304"])
def test_the_invoice_is_valid_in_the_same_schema(domain, soort):
    data = voorbeeld(soort, "2.3", domain)
    data["Header"]["BerichtCode"] = berichtcode(domain, soort, "F")
    assert level1(write(domain, "2.3", soort, data))[1] == []
