"""Line and column of elements: exact, in one pass, and safe on anything."""

import random
from xml.parsers import expat

import pytest
from test_rules_berichten import maak
from voorbeelden import geschreven

from ketentoets.core import plaats
from ketentoets.core.finding import Finding
from ketentoets.core.message import Node, parse
from ketentoets.core.plaats import met_plaats, plaatsen
from ketentoets.schemas.standaard import soorten


def op(raw: bytes, lijn: int, kolom: int) -> str:
    """What stands at a place."""
    return raw.decode().splitlines()[lijn - 1][kolom - 1 :]


def elementen(raw: bytes) -> list[Node]:
    return [Node(e) for e in parse(raw).root.element.iter("*")]


@pytest.mark.parametrize("soort", soorten("ijw-3.2"))
@pytest.mark.parametrize("vorm", ["ingesprongen", "compact"])
def test_every_element_is_where_it_is_said_to_be(soort: str, vorm: str) -> None:
    raw = geschreven(soort)
    if vorm == "compact":
        raw = b"".join(line.strip() for line in raw.splitlines())
    nodes = elementen(raw)
    found = plaatsen(raw, [node.path for node in nodes])
    assert len(found) == len(nodes) > 10
    starts = [found[node.path] for node in nodes]
    assert starts == sorted(set(starts))
    for node in nodes:
        prefix = node.element.prefix
        assert op(raw, *found[node.path]).startswith(f"<{prefix}:{node.name}")


def test_twins_comments_and_letters_of_more_bytes() -> None:
    raw = "<a>\n<!-- <b/> é --><b>é</b><c/><b\n x='1'/><ns:b xmlns:ns='urn:x'/></a>".encode()
    paths = [node.path for node in elementen(raw)]
    assert paths == ["a", "a/b[1]", "a/c", "a/b[2]", "a/b"]
    found = plaatsen(raw, paths[:4])
    assert found == {"a": (1, 1), "a/b[1]": (2, 16), "a/c": (2, 24), "a/b[2]": (2, 28)}


def test_a_long_message_has_lines_beyond_65535() -> None:
    raw = b"<a>" + b"\n" * 70000 + b"  <b/></a>"
    assert plaatsen(raw, ["a/b"]) == {"a/b": (70001, 3)}
    (finding,) = met_plaats(raw, [Finding("regel", "", pad="a/b", lijn=65535)])
    assert (finding.lijn, finding.kolom) == (70001, 3)


def test_the_line_is_where_the_start_tag_begins() -> None:
    raw = b"<a\n x='1'\n y='2'><b/></a>"
    assert elementen(raw)[0].line == 3
    (finding,) = met_plaats(raw, [Finding("regel", "", pad="a", lijn=3)])
    assert (finding.lijn, finding.kolom) == (1, 1)


def test_a_finding_that_names_an_earlier_line_is_left_alone() -> None:
    finding = Finding("xsd", "", pad="a/b", lijn=1)
    assert met_plaats(b"<a>\n<b/></a>", [finding]) == [finding]


def test_one_pass_for_ten_thousand_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    passes = []
    create = expat.ParserCreate
    monkeypatch.setattr(plaats.expat, "ParserCreate", lambda **kw: passes.append(1) or create(**kw))
    raw = b"<a>" + b"<b><c/></b>\n" * 10_000 + b"</a>"
    findings = [Finding("regel", "", pad=f"a/b[{n}]/c", lijn=n) for n in range(1, 10_001)]
    placed = met_plaats(raw, findings)
    assert passes == [1]
    assert [(f.lijn, f.kolom) for f in placed] == [(1, 7)] + [(n, 4) for n in range(2, 10_001)]


def test_without_a_path_nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plaats, "plaatsen", lambda *_: pytest.fail("read"))
    finding = Finding("onleesbaar", "x", lijn=3)
    assert met_plaats(b"<a/>", [finding]) == [finding]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "cp1252"])
def test_other_encodings(encoding: str) -> None:
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    raw = f"<?xml version='1.0' encoding='{declared}'?>\n<a>é<b/></a>".encode(encoding)
    assert plaatsen(raw, ["a/b"])["a/b"][0] == 2


def test_whatever_the_bytes_and_paths_nothing_is_raised() -> None:
    chance = random.Random(7)  # noqa: S311
    good = maak("305").raw
    for _ in range(300):
        raw = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        plaatsen(bytes(raw), ["Bericht/Client/Bsn", "Bericht[x]//]", "", "Bericht/Client[²]"])
    assert plaatsen(b"<?xml version='1.0' encoding='nergens'?><a/>", ["a"]) == {}
    assert plaatsen(b"", ["a"]) == {}
