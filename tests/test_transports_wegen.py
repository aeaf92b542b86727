"""Directory, command and Python as ways to reach a system, and how `--sut` is read."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ketentoets.core.calendar import at
from ketentoets.core.errors import ConfigurationError, SutCannot, SutContractError, SutUnreachable
from ketentoets.core.geheim import Masker
from ketentoets.core.message import MAX_BYTES
from ketentoets.transports.adres import adressen, verbinding
from ketentoets.transports.base import Envelope, Identity, Order, Outcome, Receipt, Rol
from ketentoets.transports.map import RUST, MapSysteem
from ketentoets.transports.opdrachtregel import OpdrachtSysteem
from ketentoets.transports.pak import pak_in, pak_uit
from ketentoets.transports.python import PythonSysteem
from ketentoets.transports.toegang import Toegang

NU = at(date(2026, 11, 23))
ID = "fcc2d465-e29b-559f-8454-d5aa41221177"
XML = b'<?xml version="1.0"?>\r\n<a xmlns="http://www.istandaarden.nl/ijw/3_2/jw315/schema">\xc3\xa9</a>\r\n'
GEHEIM = "zeer-geheim-wachtwoord"
ECHT_BSN = "123456782"


def envelop(xml: bytes = XML, id_: str = ID) -> Envelope:
    return Envelope(id_, NU, xml)


def zip_met(*delen: tuple[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as zipped:
        for naam, inhoud in delen:
            zipped.writestr(naam, inhoud)
    return buffer.getvalue()


# How --sut is read.


@pytest.mark.parametrize(
    ("tekst", "delen"),
    [
        ("http://a,http://b:81/x", ("http://a", "http://b:81/x")),
        ("http://a , map:/x,y/z", ("http://a", "map:/x,y/z")),
        ("command python s.py --x a,b,http://c", ("command python s.py --x a,b", "http://c")),
        ("ingebouwd", ("ingebouwd",)),
        ("", ()),
    ],
)
def test_addresses_are_parted_at_the_commas_between_them(tekst: str, delen: tuple[str, ...]) -> None:
    assert adressen(tekst) == delen


@pytest.mark.parametrize("adres", ["", "ftp://x", "foo", "map:", "command ", "python:", "C:\\map", "http:/"])
def test_what_is_no_address_says_what_is(adres: str) -> None:
    with pytest.raises(ConfigurationError, match=r"geen adres"):
        verbinding(adres, Toegang())


def test_credentials_do_not_belong_on_the_command_line() -> None:
    with pytest.raises(ConfigurationError, match="KETENTOETS_WACHTWOORD") as error:
        verbinding(f"https://ik:{GEHEIM}@sut.example", Toegang())
    assert GEHEIM not in str(error.value)


def test_a_listener_belongs_to_http(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="--luister"):
        verbinding(f"map:{tmp_path}", Toegang(luister="127.0.0.1:0"))


# Directory.


@pytest.fixture
def systeem(tmp_path: Path) -> MapSysteem:
    return MapSysteem(tmp_path / "uit", Masker([GEHEIM]))


def lever_uit(systeem: MapSysteem, naam: str, inhoud: bytes, oud: float = 60) -> Path:
    path = systeem.map / "van-sut" / naam
    path.write_bytes(inhoud)
    os.utime(path, (time.time() - oud, time.time() - oud))
    return path


def test_a_message_is_laid_down_once_and_whole(systeem: MapSysteem) -> None:
    assert systeem.deliver(envelop()) == Receipt(Outcome.NEERGELEGD)
    assert systeem.deliver(envelop()) == Receipt(Outcome.NEERGELEGD)
    (path,) = (systeem.map / "naar-sut").iterdir()
    assert path.name == f"20261123T090000-JW315-{ID}.xml"
    assert path.read_bytes() == XML
    assert systeem.receipts() == []


def test_where_the_system_moves_a_message_is_its_answer_given_once(systeem: MapSysteem) -> None:
    other = ID.replace("f", "e")
    systeem.deliver(envelop())
    systeem.deliver(envelop(id_=other))
    first, second = sorted((systeem.map / "naar-sut").iterdir(), key=lambda p: ID not in p.name)
    first.replace(systeem.map / "geweigerd" / first.name)
    (systeem.map / "geweigerd" / f"{first.stem}.txt").write_text(f"BSN {ECHT_BSN} met {GEHEIM}\nklopt niet")
    second.replace(systeem.map / "verwerkt" / second.name)
    assert dict(systeem.receipts()) == {
        ID: Receipt(Outcome.GEWEIGERD, "BSN 000000000 met ***** klopt niet"),
        other: Receipt(Outcome.AANGENOMEN),
    }
    assert systeem.receipts() == []


def test_the_oldest_file_comes_first_and_moves_when_it_is_stored(systeem: MapSysteem) -> None:
    lever_uit(systeem, "b.xml", b"<b/>", oud=10)
    lever_uit(systeem, "a.xml", b"<a/>", oud=5)
    lever_uit(systeem, "c.zip", zip_met(("x.XML", b"<c/>")), oud=2)
    seen = []
    while (envelope := systeem.fetch()) is not None:
        again = systeem.fetch()
        assert again is not None and again == envelope
        seen.append(envelope.xml)
        systeem.acknowledge(envelope.id)
    assert seen == [b"<b/>", b"<a/>", b"<c/>"]
    assert {p.name for p in (systeem.map / "verwerkt").iterdir()} == {"a.xml", "b.xml", "c.zip"}


def test_the_same_content_in_another_file_is_another_message(systeem: MapSysteem) -> None:
    ids = set()
    for naam, oud in (("a.xml", 10), ("b.xml", 10), ("a.xml", 5)):
        lever_uit(systeem, naam, XML, oud)
        envelope = systeem.fetch()
        assert envelope is not None
        ids.add(envelope.id)
        systeem.acknowledge(envelope.id)
    assert len(ids) == 3
    assert {p.name for p in (systeem.map / "verwerkt").iterdir()} == {"a.xml", "b.xml", "a-1.xml"}


def test_the_moment_of_a_file_is_the_moment_of_delivery(systeem: MapSysteem) -> None:
    path = lever_uit(systeem, "a.xml", XML)
    os.utime(path, (NU.timestamp(), NU.timestamp()))
    envelope = systeem.fetch()
    assert envelope is not None and envelope.tijd == NU


def test_unfinished_hidden_linked_and_foreign_files_are_left_alone(systeem: MapSysteem, tmp_path: Path) -> None:
    for naam in (".a.xml", "a.xml.tmp", "~a.xml", "a.txt"):
        lever_uit(systeem, naam, XML)
    (tmp_path / "geheim.xml").write_bytes(b"<geheim/>")
    (systeem.map / "van-sut" / "link.xml").symlink_to(tmp_path / "geheim.xml")
    (systeem.map / "van-sut" / "map.xml").mkdir()
    assert systeem.fetch() is None


BOM = zip_met(("a.xml", b"0" * (MAX_BYTES + 1)))
ONLEESBAAR = {
    "leeg.xml": (b"", "leeg"),
    "stuk.zip": (b"PK\x03\x04 stuk", "niet te lezen"),
    "twee.zip": (zip_met(("a.xml", XML), ("b.xml", XML)), "precies één"),
    "geen.zip": (zip_met(("a.txt", XML)), "precies één"),
    "bom.zip": (BOM, "25 MB"),
    "groot.xml": (b"0" * (MAX_BYTES + 1), "25 MB"),
}


@pytest.mark.parametrize("naam", ONLEESBAAR)
def test_what_cannot_be_read_is_set_aside_with_the_reason(systeem: MapSysteem, naam: str) -> None:
    inhoud, reden = ONLEESBAAR[naam]
    lever_uit(systeem, naam, inhoud)
    with pytest.raises(SutContractError, match=reden):
        systeem.fetch()
    assert reden in (systeem.map / "geweigerd" / f"{naam}.txt").read_text(encoding="utf-8")
    assert (systeem.map / "geweigerd" / naam).read_bytes() == inhoud
    assert systeem.fetch() is None


def test_a_file_that_is_still_being_written_gets_time(systeem: MapSysteem) -> None:
    path = lever_uit(systeem, "a.zip", zip_met(("a.xml", XML))[:40], oud=0)
    assert systeem.fetch() is None
    path.write_bytes(zip_met(("a.xml", XML)))
    os.utime(path, (time.time() - 2 * RUST,) * 2)
    envelope = systeem.fetch()
    assert envelope is not None and envelope.xml == XML


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(ConfigurationError, match="bestand"):
        MapSysteem(tmp_path / "bestand")


def test_a_folder_has_no_clock_and_no_name(systeem: MapSysteem) -> None:
    for call in (systeem.identify, lambda: systeem.set_clock(NU), lambda: systeem.set_up({}),
                 lambda: systeem.order(Order("lever"))):  # fmt: skip
        with pytest.raises(SutCannot):
            call()
    assert systeem.probe() == frozenset()


def test_packing_and_unpacking_are_each_others_reverse() -> None:
    assert pak_uit(pak_in("a.xml", XML)) == XML
    assert pak_in("a.xml", XML) == pak_in("a.xml", XML)


# Command.


def opdracht(tmp_path: Path, code: str, seconden: float = 30) -> OpdrachtSysteem:
    script = tmp_path / "sut.py"
    script.write_text("import os, subprocess, sys, time\n" + code, encoding="utf-8")
    return OpdrachtSysteem(f"{sys.executable} '{script}'", seconden, Masker([GEHEIM]))


def test_a_command_gets_the_message_and_says_its_answers(tmp_path: Path) -> None:
    systeem = opdracht(
        tmp_path, "x = sys.stdin.buffer.read()\n"
        "sys.stdout.buffer.write(x + b'\\0' + os.environ['KETEN_BERICHT_ID'].encode() + b'\\0\\n')",
    )  # fmt: skip
    assert systeem.deliver(envelop()) == Receipt(Outcome.AANGENOMEN)
    seen = []
    while (envelope := systeem.fetch()) is not None:
        seen.append(envelope)
        systeem.acknowledge(envelope.id)
    assert [e.xml for e in seen] == [XML, ID.encode()]
    assert len({e.id for e in seen}) == 2
    assert {e.tijd for e in seen} == {NU}


def test_the_same_message_gives_the_same_ids(tmp_path: Path) -> None:
    ids = []
    for _n in range(2):
        systeem = opdracht(tmp_path, "print('<a/>')")
        systeem.deliver(envelop())
        found = systeem.fetch()
        assert found is not None
        ids.append(found.id)
    assert ids[0] == ids[1]


def test_a_command_may_refuse_and_what_it_says_is_masked(tmp_path: Path) -> None:
    systeem = opdracht(tmp_path, f"print('bsn {ECHT_BSN} {GEHEIM}', file=sys.stderr); sys.exit(2)")
    assert systeem.deliver(envelop()) == Receipt(Outcome.GEWEIGERD, "bsn 000000000 *****")


def test_a_command_that_breaks_down_says_how(tmp_path: Path) -> None:
    systeem = opdracht(tmp_path, f"raise ValueError('{GEHEIM} en {ECHT_BSN}')")
    with pytest.raises(SutContractError, match="ValueError") as error:
        systeem.deliver(envelop())
    assert GEHEIM not in str(error.value) and ECHT_BSN not in str(error.value)
    assert systeem.fetch() is None


def test_a_command_does_not_get_our_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENTOETS_BEARER", GEHEIM)
    systeem = opdracht(tmp_path, "print(sorted(os.environ))")
    systeem.deliver(envelop())
    found = systeem.fetch()
    assert found is not None and b"KETEN_TIJD" in found.xml and b"KETENTOETS" not in found.xml


HANGT = {
    "hangs": "time.sleep(600)",
    "leaves a child with its pipes": "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "time.sleep(600)",
}


@pytest.mark.parametrize("hoe", HANGT)
def test_a_command_that_hangs_is_stopped(tmp_path: Path, hoe: str) -> None:
    systeem = opdracht(tmp_path, HANGT[hoe], seconden=0.5)
    with pytest.raises(SutUnreachable, match=r"niet klaar binnen 0\.5"):
        systeem.deliver(envelop())


def test_a_command_that_does_not_read_or_never_stops_writing_cannot_block(tmp_path: Path) -> None:
    systeem = opdracht(tmp_path, "while True: sys.stdout.buffer.write(b'0' * 1000000)")
    with pytest.raises(SutContractError, match="100 MB"):
        systeem.deliver(envelop(b"0" * MAX_BYTES))


@pytest.mark.parametrize(("tekst", "kind"), [("", ConfigurationError), ("'open", ConfigurationError),
                                             ("/bestaat/niet", SutUnreachable)])  # fmt: skip
def test_a_command_that_cannot_be_started_is_said(tekst: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        OpdrachtSysteem(tekst).deliver(envelop())


def test_arguments_of_a_command_are_not_shown() -> None:
    assert OpdrachtSysteem(f"/opt/sut --wachtwoord {GEHEIM}").adres == "command sut"


# Python.


class Klein:
    """The smallest system there is."""

    def __init__(self) -> None:
        self.uit: list[Envelope] = []

    def deliver(self, envelope: Envelope) -> None:
        self.uit.append(envelope)

    def fetch(self) -> Envelope | None:
        return self.uit[0] if self.uit else None

    def acknowledge(self, message_id: str) -> None:
        self.uit = [e for e in self.uit if e.id != message_id]


class Groot(Klein):
    """One that says who it is and takes orders."""

    def identify(self) -> Identity:
        return Identity("X", "1", Rol.GEMEENTE)

    def order(self, order: Order) -> None:
        raise NotImplementedError


class Stuk(Klein):
    """One that fails in every way."""

    def deliver(self, envelope: Envelope) -> None:
        raise ValueError(f"{GEHEIM} {ECHT_BSN}")

    def fetch(self) -> Envelope | None:
        return "<a/>"  # type: ignore[return-value]

    def acknowledge(self, message_id: str) -> None:
        time.sleep(600)


class Mist:
    """One that lacks what is needed."""

    deliver = None


def python(naam: str, seconden: float = 30) -> PythonSysteem:
    return PythonSysteem(f"{__name__}:{naam}", seconden, Masker([GEHEIM]))


def test_three_methods_are_enough() -> None:
    systeem = python("Klein")
    assert systeem.deliver(envelop()) == Receipt(Outcome.AANGENOMEN)
    assert systeem.fetch() == envelop()
    systeem.acknowledge(ID)
    assert systeem.fetch() is None
    assert systeem.probe() == frozenset()
    with pytest.raises(SutCannot):
        systeem.identify()
    systeem.close()


def test_an_object_may_say_who_it_is_and_what_it_can() -> None:
    systeem = python("Groot")
    assert systeem.identify().naam == "X"
    assert systeem.probe() == {"opdrachten"}
    with pytest.raises(SutCannot):
        systeem.order(Order("lever"))


def test_what_an_object_does_wrong_is_its_own_fault() -> None:
    systeem = python("Stuk", seconden=0.2)
    with pytest.raises(SutContractError, match="ValueError") as error:
        systeem.deliver(envelop())
    assert GEHEIM not in str(error.value) and ECHT_BSN not in str(error.value)
    with pytest.raises(SutContractError, match="str"):
        systeem.fetch()
    with pytest.raises(SutUnreachable):
        systeem.acknowledge(ID)
    with pytest.raises(SutUnreachable):
        systeem.fetch()
    systeem.close()


@pytest.mark.parametrize("verwijzing", ["geen", "a:b:c", "1a:b", "bestaat.niet:x", f"{__name__}:Niets",
                                        f"{__name__}:ID", f"{__name__}:Mist"])  # fmt: skip
def test_a_wrong_reference_says_what_is_right(verwijzing: str) -> None:
    with pytest.raises(ConfigurationError, match=r"pakket\.module:functie|mist deliver"):
        PythonSysteem(verwijzing)


MAKERS: dict[str, Callable[[Path], str]] = {
    "map": lambda path: f"map:{path}",
    "command": lambda path: f"command {sys.executable} -c pass",
    "python": lambda path: f"python:{__name__}:Klein",
}


@pytest.mark.parametrize("soort", MAKERS)
def test_every_way_can_be_named_in_sut(soort: str, tmp_path: Path) -> None:
    systeem = verbinding(MAKERS[soort](tmp_path), Toegang())
    assert systeem.adres.startswith(soort)
    systeem.close()
