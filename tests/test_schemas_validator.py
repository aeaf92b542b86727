import pytest
from hypothesis import given
from hypothesis import strategies as st
from voorbeelden import geschreven, voorbeeld

from ketentoets.core.verdict import Verdict
from ketentoets.schemas import validator
from ketentoets.schemas.uitleg import uitleg
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import write

VALID = geschreven("305")
PRODUCT = "Client/StartProducten/StartProduct"


def changed(path, value, soort="305", release="3.2"):
    """The example with one value changed, and the line at which its element now stands."""
    data = voorbeeld(soort, release)
    *above, last = path.split("/")
    part = data
    for step in above:
        part = part[step]
        part = part[0] if isinstance(part, list) else part
    part[last] = value
    raw = write("ijw", release, soort, data)
    lines = raw.decode().splitlines()
    at = [n for n, text in enumerate(lines, 1) if f":{last}>" in text or f":{last}/>" in text]
    return raw, at


FACETS = [
    # path, value, text, verwacht, gevonden
    (
        "Client/Geslacht",
        "7",
        "de waarde '7' van Geslacht komt niet voor in de codelijst",
        "0, 1, 2",
        "7",
    ),
    (
        "Client/Bsn",
        "99990000x",
        "de waarde '99990000x' van Bsn heeft niet de vereiste vorm",
        "[0-9]{9}",
        "99990000x",
    ),
    (
        "Header/BerichtCode",
        "436",
        "de waarde '436' van BerichtCode heeft niet de vereiste vorm",
        "438",
        "436",
    ),
    (
        "Header/BerichtIdentificatie/Identificatie",
        "A" * 13,
        "Identificatie is te lang: lengte 13, hoogstens 12",
        "lengte hoogstens 12",
        "lengte 13",
    ),
    (
        f"{PRODUCT}/Product/Code",
        "",
        "Code is te kort: lengte 0, minstens 1",
        "lengte minstens 1",
        "lengte 0",
    ),
    (
        f"{PRODUCT}/ToewijzingNummer",
        -1,
        "ToewijzingNummer is te klein: -1, minstens 0",
        "minstens 0",
        "-1",
    ),
    (
        f"{PRODUCT}/ToewijzingNummer",
        1_000_000_000,
        "ToewijzingNummer is te groot: 1000000000, hoogstens 999999999",
        "hoogstens 999999999",
        "1000000000",
    ),
    (
        f"{PRODUCT}/ToewijzingNummer",
        "een",
        "de waarde 'een' van ToewijzingNummer is geen geheel getal",
        "een geheel getal",
        "een",
    ),
    (
        f"{PRODUCT}/Begindatum",
        "2021-02-30",
        "de waarde '2021-02-30' van Begindatum is geen geldige datum",
        "een datum (JJJJ-MM-DD)",
        "2021-02-30",
    ),
]


@pytest.mark.parametrize(("path", "value", "text", "expected", "actual"), FACETS)
def test_every_kind_of_facet_is_refused(path, value, text, expected, actual):
    raw, lines = changed(path, value)
    bericht, (finding, *rest) = level1(raw)
    assert (finding.tekst, finding.verwacht, finding.gevonden) == (text, expected, actual)
    assert finding.pad == f"Bericht/{path}"
    assert finding.lijn in lines
    assert (finding.soort, finding.niveau, finding.bericht) == ("xsd", 1, "JW305")
    assert finding.bron == "JW305.xsd (ijw-3.2)"
    assert finding.gevolg is Verdict.GEZAKT
    assert all(f.pad == finding.pad for f in rest)
    assert bericht is not None and bericht.naam == "JW305"


def test_a_time_that_is_none():
    path = "Client/ToegewezenProducten/ToegewezenProduct/Toewijzingstijd"
    raw, lines = changed(path, "25:00:00", "301")
    _bericht, (finding,) = level1(raw)
    assert finding.tekst == "de waarde '25:00:00' van Toewijzingstijd is geen geldige tijd"
    assert finding.pad == "Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/Toewijzingstijd"
    assert finding.lijn == lines[0]


def test_a_missing_element():
    raw, _lines = changed("Client/Bsn", None)
    _bericht, (finding,) = level1(raw)
    assert finding.tekst == "Geboortedatum hoort hier niet; verwacht: Bsn"
    assert (finding.pad, finding.verwacht) == ("Bericht/Client/Geboortedatum", "Bsn")


def test_a_missing_element_at_the_end():
    raw, _lines = changed("Client/StartProducten", None)
    _bericht, (finding,) = level1(raw)
    assert finding.tekst == "in Client ontbreekt StartProducten"
    assert (finding.pad, finding.verwacht) == ("Bericht/Client", "StartProducten")


def replaced(old, new):
    raw = VALID.replace(old, new)
    assert raw != VALID
    return raw


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        (b"jw305:Geslacht>", b"jw305:Foo>", "Foo hoort hier niet; verwacht: Geslacht"),
        (b"jw305:Geslacht>", b"ijw:Geslacht>", "Geslacht staat in de verkeerde namespace"),
        (b"</jw305:Bericht>", b"<jw305:Client/></jw305:Bericht>", "Client hoort hier niet"),
        (b"jw305:Bericht", b"jw305:Client", "het bericht begint met Client in plaats van Bericht"),
        (b"<jw305:Bsn>", b'<jw305:Bsn a="1">', "attribuut a hoort niet in Bsn"),
        (b"<jw305:Bsn>", b"<jw305:Bsn><x/>", "in Bsn staan elementen waar alleen een waarde mag staan"),
        (
            b"<jw305:StartProducten>",
            b"<jw305:StartProducten>x",
            "in StartProducten staat tekst waar alleen elementen mogen staan",
        ),
    ],
)
def test_structure_that_is_wrong(old, new, text):
    _bericht, findings = level1(replaced(old, new))
    assert findings[0].tekst == text
    assert all(f.soort == "xsd" and f.lijn for f in findings)


def test_another_error_keeps_the_original_message():
    xsi = b'<jw305:Bsn xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">'
    _bericht, (finding,) = level1(replaced(b"<jw305:Bsn>", xsi))
    assert finding.tekst.startswith("Bsn voldoet niet aan het schema: ")
    assert "nillable" in finding.tekst


def test_a_schema_that_the_message_points_to_is_not_used(tmp_path):
    lax = tmp_path / "lax.xsd"
    lax.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x"'
        ' elementFormDefault="qualified"><xs:element name="Bericht"/></xs:schema>'
    )
    hint = (
        '<jw305:Bericht xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:schemaLocation="http://www.istandaarden.nl/ijw/3_2/jw305/schema {lax.as_uri()}" '
    )
    assert level1(replaced(b"<jw305:Bericht ", hint.encode()))[1] == []
    raw = changed("Client/Geslacht", "7")[0].replace(b"<jw305:Bericht ", hint.encode())
    assert [f.gevonden for f in level1(raw)[1]] == ["7"]


def test_one_finding_per_error_each_with_its_own_path():
    data = voorbeeld("305")
    product = data["Client"]["StartProducten"]["StartProduct"][0]
    data["Client"]["StartProducten"]["StartProduct"] = [{**product, "StatusAanlevering": "5"}] * 2
    _bericht, findings = level1(write("ijw", "3.2", "305", data))
    step = "Bericht/Client/StartProducten/StartProduct"
    assert [f.pad for f in findings] == [f"{step}[{n}]/StatusAanlevering" for n in (1, 2)]
    assert findings[0].lijn < findings[1].lijn


@pytest.mark.parametrize(("declaration", "prefix"), [(b"xmlns=", b""), (b"xmlns:x=", b"x:")])
def test_other_prefixes_give_the_same_path(declaration, prefix):
    raw = changed("Client/Geslacht", "7")[0].replace(b"xmlns:jw305=", declaration)
    raw = raw.replace(b"<jw305:", b"<" + prefix).replace(b"</jw305:", b"</" + prefix)
    _bericht, (finding,) = level1(raw)
    assert (finding.pad, finding.gevonden) == ("Bericht/Client/Geslacht", "7")


def test_a_prefix_declared_on_the_spot_is_found_by_its_line():
    own = b'<q:Geslacht xmlns:q="http://www.istandaarden.nl/ijw/3_2/jw305/schema">7</q:Geslacht>'
    _bericht, (finding,) = level1(replaced(b"<jw305:Geslacht>2</jw305:Geslacht>", own))
    assert finding.pad == "Bericht/Client/Geslacht"
    assert finding.tekst.startswith("de waarde '7' van Geslacht")


def test_the_source_says_that_a_schema_was_derived():
    raw, _lines = changed("Client/Geslacht", "7", release="3.0")
    assert level1(raw)[1][0].bron == "JW305.xsd (ijw-3.0, afgeleid)"


@pytest.mark.parametrize(("naam", "release", "n"), [("13", "3.0", 1), ("13", "3.1", 0), ("01", "3.0", 0)])
def test_a_code_is_judged_by_its_release(naam, release, n):
    path = "Client/ToegewezenProducten/ToegewezenProduct/RedenWijziging"
    assert len(level1(changed(path, naam, "301", release)[0])[1]) == n


def test_a_request_without_product_is_invalid_until_3_1():
    path = "Client/AangevraagdeProducten/AangevraagdProduct/Product"
    releases = ("2.2", "2.3", "2.4", "3.0", "3.1", "3.2")
    assert [len(level1(changed(path, None, "315", release)[0])[1]) for release in releases] == [1, 1, 1, 1, 0, 0]


def test_too_many_errors_end_in_one_that_counts_the_rest(monkeypatch):
    monkeypatch.setattr(validator, "MAX_FINDINGS", 2)
    data = voorbeeld("305")
    data["Client"]["Geslacht"] = "7"
    product = data["Client"]["StartProducten"]["StartProduct"][0]
    data["Client"]["StartProducten"]["StartProduct"] = [{**product, "StatusAanlevering": "5"}] * 3
    _bericht, findings = level1(write("ijw", "3.2", "305", data))
    assert len(findings) == 3
    assert findings[-1].tekst == "er zijn nog 2 fouten tegen het schema, die niet getoond worden"


def test_a_long_value_and_a_long_list_are_shortened():
    raw, _lines = changed("Client/Contactgegevens/Contact/Adres/LandCode", "X" * 5000, "301")
    findings = level1(raw)[1]
    codes = next(f for f in findings if "codelijst" in f.tekst)
    assert codes.verwacht.startswith("AD, AE, AF") and codes.verwacht.endswith("… (249 waarden)")
    assert len(codes.gevonden) < 300


HUGE = b"<a>" * 100 + b"</a>" * 100
BILLION = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">
]><lolz>&lol3;</lolz>"""
EXTERNAL = b"""<!DOCTYPE Bericht [<!ENTITY x SYSTEM "file:///etc/hostname">]><Bericht>&x;</Bericht>"""

UNREADABLE = {
    "leeg": b"",
    "spaties": b"  \r\n ",
    "geen xml": b"Beste gemeente,",
    "json": b'{"Bericht": {}}',
    "nullen": b"\x00" * 100,
    "zip": b"PK\x03\x04" + bytes(range(256)),
    "afgebroken": VALID[:500],
    "twee wortels": VALID + VALID.split(b"\r\n", 1)[1],
    "niet gesloten": b"<a><b></a>",
    "dtd": b"<!DOCTYPE a><a/>",
    "billion laughs": BILLION,
    "externe entiteit": EXTERNAL,
    "onbekende entiteit": b"<a>&euro;</a>",
    "diep genest": HUGE,
    "heel diep genest": b"<a>" * 100_000,
    "foute codering": b'<?xml version="1.0" encoding="UTF-8"?><a>\xff\xfe</a>',
    "onbekende codering": b'<?xml version="1.0" encoding="x-onzin"?><a/>',
    "stuurteken": b"<a>\x01</a>",
    "prefix zonder namespace": b"<jw305:Bericht/>",
    "namespace met spatie": b'<Bericht xmlns="http://www.istandaarden.nl/ijw/3_2/jw305/schema "/>',
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_a_finding(name):
    bericht, (finding,) = level1(UNREADABLE[name])
    assert bericht is None
    assert finding.soort == "onleesbaar"
    assert finding.tekst and finding.niveau == 1


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM")
    raw = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]><a>&x;</a>'.encode()
    _bericht, (finding,) = level1(raw)
    assert "GEHEIM" not in str(finding.as_dict())


def test_where_reading_stopped_is_told():
    _bericht, (finding,) = level1(b"<a>\n<b>\n</a>")
    assert finding.lijn == 3
    assert finding.tekst.startswith("geen welgevormde XML")


def test_a_byte_order_mark_is_no_error():
    assert level1(b"\xef\xbb\xbf" + VALID)[1] == []


def test_utf_16_is_read_as_well():
    text = VALID.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert level1(text.encode("utf-16"))[1] == []


@pytest.mark.parametrize(
    ("namespace", "naam"),
    [
        (b"", ""),
        (b"urn:x", ""),
        (b"http://www.istandaarden.nl/ijw/2_5/jw305/schema", "JW305"),
        (b"http://www.istandaarden.nl/ijw/3_9/jw305/schema", "JW305"),
        (b"http://www.istandaarden.nl/iwmo/2_5/wmo305/schema", "WMO305"),
        (b"http://www.istandaarden.nl/ijw/3_2/wmo305/schema", "JW305"),
        (b"http://www.istandaarden.nl/iwmo/3_2/jw305/schema", "WMO305"),
        (b"http://www.istandaarden.nl/ijw/2_3/jw323/schema", "JW323"),
        (b"http://www.istandaarden.nl/ijw/3_2/jw305/schema/3_2", "JW305"),
        (b"http://www.istandaarden.nl/ijw/3_2/jw303/schema", "JW303"),
    ],
)
def test_a_message_of_no_known_release(namespace, naam):
    raw = b'<Bericht xmlns="' + namespace + b'"/>'
    bericht, (finding,) = level1(raw)
    assert (finding.soort, finding.bericht, finding.niveau) == ("onbekend-bericht", naam, 1)
    assert finding.gevonden == namespace.decode()
    assert "ijw-3.2" in finding.verwacht
    assert bericht is not None


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall_over(raw):
    bericht, findings = level1(raw)
    assert findings
    assert bericht is None or findings[0].soort == "onbekend-bericht"


@given(st.integers(0, len(VALID) - 1), st.binary(min_size=1, max_size=3))
def test_no_damage_to_a_message_makes_it_fall_over(at, new):
    bericht, findings = level1(VALID[:at] + new + VALID[at + len(new) :])
    assert bericht is not None or findings[0].soort == "onleesbaar"
    assert all(f.tekst and f.niveau == 1 for f in findings)


def test_an_error_that_is_not_known_is_explained_with_its_own_words():
    made = uitleg("Something new " + "x" * 500, "Bsn", {})
    assert made.tekst.startswith("Bsn voldoet niet aan het schema: Something new")
    assert made.tekst.endswith("…") and len(made.tekst) < 300


def test_a_wrong_value_of_a_type_without_a_base():
    made = uitleg("Element 'a': 'b' is not a valid value of the local atomic type.", "a", {})
    assert (made.tekst, made.gevonden) == ("de waarde 'b' van a is niet geldig", "b")
