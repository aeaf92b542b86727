"""Reading messages: a small view on elements, and input that means harm."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from voorbeelden import geschreven

from ketentoets.core import message
from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.message import MAX_DEPTH, Node, datum, parse
from ketentoets.core.xmlfout import zin


def node(text: str) -> Node:
    return Node(etree.fromstring(text.encode()))


LIJST = """<B xmlns="urn:a" xmlns:q="urn:b">
  <Kop><q:Nr>1</q:Nr></Kop>
  <P><Code>a</Code></P>
  <!-- tussendoor -->
  <P><Code>b</Code><Dag>2021-03-01</Dag></P>
  <Los/>
  <P><Code>c</Code></P>
</B>"""


def test_find_all_every_and_get_ignore_namespaces() -> None:
    root = node(LIJST)
    assert root.get("Kop/Nr") == "1"
    assert [p.get("Code") for p in root.all("P")] == ["a", "b", "c"]
    assert [c.text for c in root.every("Code")] == ["a", "b", "c"]
    assert root.find("Kop/Ontbreekt") is None
    assert root.get("Kop/Ontbreekt") == root.get("Los") == ""
    assert [c.name for c in root.children()] == ["Kop", "P", "P", "Los", "P"]


def test_the_path_numbers_elements_that_repeat() -> None:
    root = node("<B><Kop><Nr/></Kop><P/><P><Code/></P><P/></B>")
    assert [p.path for p in root.all("P")] == ["B/P[1]", "B/P[2]", "B/P[3]"]
    assert root.all("P/Code")[0].path == "B/P[2]/Code"
    assert root.all("Kop/Nr")[0].path == "B/Kop/Nr"
    assert root.path == "B"


@pytest.mark.parametrize("between", ["", "<!-- x -->", "<?pi?>", "<Los/>"])
def test_a_path_is_the_same_whatever_stands_in_between(between: str) -> None:
    assert [p.path for p in node(f"<B><P/>{between}<P/></B>").all("P")] == ["B/P[1]", "B/P[2]"]


def test_parent_and_line() -> None:
    code = node(LIJST).all("P")[1].find("Code")
    assert code is not None
    assert code.line == 5
    above = code.parent()
    assert above is not None and above.name == "P"
    assert node("<B/>").parent() is None


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<A/>", ""),
        ("<A>abc</A>", "abc"),
        ("<A>ab<!-- weg -->c</A>", "abc"),
        ("<A><!-- weg -->abc</A>", "abc"),
        ("<A>a<?pi weg?>b<!-- weg -->c</A>", "abc"),
        ("<A><![CDATA[a<b]]></A>", "a<b"),
        ("<A>&#97;&amp;b</A>", "a&b"),
    ],
)
def test_a_comment_does_not_cut_off_the_text(xml: str, text: str) -> None:
    assert node(xml).text == text


@pytest.mark.parametrize(
    ("text", "value"), [("12", 12), ("-3", -3), ("+4", 4), ("007", 7), ("", None), ("1.0", None), ("١", None)]
)
def test_integers(text: str, value: int | None) -> None:
    assert node(f"<A><N>{text}</N></A>").int("N") == value


def test_a_number_of_a_mile_long_is_no_integer() -> None:
    assert node(f"<A><N>{'9' * 19}</N></A>").int("N") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("2021-03-01", date(2021, 3, 1)), ("2021-02-29", None), ("", None), ("morgen", None), ("01-03-2021", None)],
)
def test_dates(text: str, value: date | None) -> None:
    assert node(f"<A><D>{text}</D></A>").date("D") == value


def test_as_data_makes_lists_of_what_repeats() -> None:
    root = node("<A><P>1</P><P>2</P><P><Q>3</Q></P><R/></A>")
    assert root.as_data() == {"P": ["1", "2", {"Q": "3"}], "R": ""}


@pytest.mark.parametrize("release", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize("soort", ["301", "302", "315", "323", "325"])
def test_a_message_knows_what_it_is(soort: str, release: str) -> None:
    raw = geschreven(soort, release)
    found = parse(raw)
    assert (found.domain, found.release, found.soort) == ("ijw", release, soort)
    assert (found.naam, found.standaard) == (f"JW{soort}", f"ijw-{release}")
    assert found.raw == raw


def test_identification_and_date() -> None:
    found = parse(geschreven("315"))
    assert found.identificatie == "B315"
    assert found.dagtekening == date(2021, 5, 3)


def test_something_else_is_a_message_of_no_standard() -> None:
    found = parse(b"<html><body>mis</body></html>")
    assert (found.domain, found.release, found.soort, found.naam) == ("", "", "", "")
    assert found.identificatie == ""
    assert found.dagtekening is None


def diep(n: int) -> bytes:
    return b"<a>" * n + b"</a>" * n


BILLION_LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><l>&c;</l>"""
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "XML"),
    "no-xml": (lambda: b"geen xml", "XML"),
    "json": (lambda: b'{"a": 1}', "XML"),
    "nul": (lambda: b"\x00" * 64, "XML"),
    "half": (lambda: geschreven("301")[:400], "XML"),
    "two-roots": (lambda: b"<a/><b/>", "XML"),
    "wrong-encoding": (lambda: b'<?xml version="1.0" encoding="UTF-8"?><a>\xff\xfe</a>', "XML"),
    "unknown-encoding": (lambda: b'<?xml version="1.0" encoding="klingon"?><a/>', "XML"),
    "unknown-entity": (lambda: b"<a>&weet-ik-veel;</a>", "XML"),
    "undeclared-prefix": (lambda: b"<a:b/>", "XML"),
    "dtd": (lambda: b"<!DOCTYPE a><a/>", "DTD"),
    "internal-entity": (lambda: b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "DTD"),
    "external-entity": (lambda: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DTD"),
    "external-dtd": (lambda: b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', "DTD"),
    "billion-laughs": (lambda: BILLION_LAUGHS, "DTD"),
    "one-too-deep": (lambda: diep(MAX_DEPTH + 1), str(MAX_DEPTH)),
    "very-deep": (lambda: diep(200_000), "XML"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_input_is_refused_with_a_reason(case: str) -> None:
    make, word = HOSTILE[case]
    with pytest.raises(MessageUnreadable) as refused:
        parse(make())
    assert word in str(refused.value)


def test_the_deepest_that_is_allowed() -> None:
    assert parse(diep(MAX_DEPTH)).root.name == "a"


def test_the_line_of_a_fault_is_given() -> None:
    with pytest.raises(MessageUnreadable) as refused:
        parse(b"<a>\n<b>\n</a>")
    assert refused.value.line == 3
    assert refused.value.column > 0


def test_the_limit_on_size_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = geschreven("301")
    monkeypatch.setattr(message, "MAX_BYTES", len(raw))
    assert parse(raw).soort == "301"
    with pytest.raises(MessageUnreadable, match="OP179"):
        parse(raw + b" ")


def test_the_limit_is_25_mb() -> None:
    assert message.MAX_BYTES == 25 * 1024 * 1024


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        found = parse(raw)
    except MessageUnreadable as error:
        assert str(error)
    else:
        assert found.root.name


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" 2022-01-31\r\n\t", date(2022, 1, 31)),
        (" " * 300 + "2022-01-31", date(2022, 1, 31)),
        ("12022-01-31", date.max),
        ("-0044-03-15", date.min),
        ("2022-02-30", None),
        ("2022-01-31\u00a0", None),
        (" ", None),
    ],
)
def test_a_date_is_read_as_a_schema_reads_it(text: str, day: date | None) -> None:
    assert datum(text) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [(" 7\n", 7), ("+007", 7), ("-0", 0), ("0" * 5000 + "12", 12), ("9" * 19, None), ("7 7", None), ("", None)],
)
def test_a_number_is_read_as_a_schema_reads_it(text: str, number: int | None) -> None:
    root = etree.Element("a")
    etree.SubElement(root, "b").text = text
    assert Node(root).int("b") == number


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<a>\n<b></a>", "<b> van lijn 2 wordt afgesloten met </a>"),
        (b"<a>", "het bericht houdt op, maar <a> van lijn 1 is niet afgesloten"),
        (b"<x:a/>", "de prefix x van a hoort bij geen namespace"),
        (b"<a>&nbsp;</a>", "&nbsp; is niet bekend; schrijf het teken zelf"),
        (b"<a b='1' b='2'/>", "attribuut b staat er tweemaal"),
        (b"", "er staat geen bericht in, of het begint niet met een <"),
        (b"<a>\xff</a>", "een teken past niet bij de tekencodering van het bestand"),
        (b"<a xmlns:p=''/>", "xmlns:p: Empty XML namespace is not allowed"),  # no sentence of ours
    ],
)
def test_what_is_not_xml_is_said_in_dutch(raw: bytes, reason: str) -> None:
    with pytest.raises(MessageUnreadable) as fault:
        parse(raw)
    assert str(fault.value) == f"geen welgevormde XML: {reason}"


def test_a_sentence_of_the_parser_that_reads_otherwise_is_passed_on() -> None:
    error = etree.XMLSyntaxError("Tags do not match, line 3, column 9", 76, 3, 9)
    assert zin(error) == "Tags do not match"
    assert zin(ValueError("?")) == "?"
