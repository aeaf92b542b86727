"""What a hostile or careless system may send, in every place where it can say something."""

import json
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from ketentoets.cli.opdrachten.inrichting import _csv
from ketentoets.core.bsn import shown
from ketentoets.core.calendar import at, parse_moment
from ketentoets.core.errors import ConfigurationError, OrderRefused, SutContractError
from ketentoets.core.geheim import Masker
from ketentoets.core.journal import Event, Journal, geldig, read_journal
from ketentoets.core.persoonsgegevens import maskeer
from ketentoets.session.sessies import Sessies
from ketentoets.suite import inrichten
from ketentoets.suite.inrichten import TITELS
from ketentoets.transports.base import Envelope, Identity, Rol
from ketentoets.transports.http import HttpSystem, Patience
from ketentoets.transports.luister import Grenzen, Luisteraar, adres_en_poort
from ketentoets.transports.map import RUST, MapSysteem
from ketentoets.transports.python import PythonSysteem
from ketentoets.transports.toegang import Toegang
from ketentoets.transports.vecozo import PULL, VecozoSysteem
from ketentoets.transports.vecozo_vorm import Weigering, lees_referenties

NU = at(date(2026, 11, 23))
ECHT = "123456782"
HALF = "\ud800"
"""Half a character: JSON can hold it, UTF-8 cannot."""
ID = "fcc2d465-e29b-459f-8454-d5aa41221177"
JW301 = b'<a xmlns="http://www.istandaarden.nl/ijw/3_2/jw301/schema">%s</a>'


def antwoord(status: int, headers: dict[str, str], body: bytes) -> HttpSystem:
    transport = httpx.MockTransport(lambda _request: httpx.Response(status, headers=headers, content=body))
    return HttpSystem("http://sut", Patience(attempts=1), transport=transport)


# Numbers of real people.


@pytest.mark.parametrize("codering", ["utf-8", "utf-16", "utf-32", "utf-32-be", "utf-16-be"])
@pytest.mark.parametrize(
    "tekst",
    [
        f"cliënt {ECHT} bestaat niet",
        f"<html>{ECHT}</html>",
        f"<a><Bsn>{ECHT}",
        f"<!DOCTYPE a [<!ENTITY b '{ECHT}'>]><a><Bsn>&b;</Bsn></a>",
    ],
)
def test_what_is_no_message_keeps_no_real_number(tekst: str, codering: str) -> None:
    masked, count = maskeer(tekst.encode(codering))
    assert count
    assert ECHT not in masked.decode(codering)


@pytest.mark.parametrize("binnen", [f"<!-- {ECHT} -->", f'<b c="{ECHT}"/>', f"<?x {ECHT}?>"])
def test_beside_the_elements_of_a_message_nothing_stays_either(binnen: str) -> None:
    masked, count = maskeer(JW301 % binnen.encode())
    assert count == 1 and ECHT.encode() not in masked


def test_the_number_of_an_assignment_is_not_taken_for_that_of_a_person() -> None:
    message = JW301 % f"<ToewijzingNummer>{ECHT}</ToewijzingNummer>".encode()
    assert maskeer(message) == (message, 0)


def test_whatever_a_system_says_of_itself_or_of_its_faults_is_masked() -> None:
    said = Identity(f"Pakket van {ECHT}", ECHT, Rol.GEMEENTE, (ECHT,))
    assert ECHT not in repr(said)
    assert ECHT not in str(SutContractError(f"bestand {ECHT}.xml")) + str(OrderRefused(ECHT))


def test_what_a_person_writes_with_an_order_is_masked(tmp_path: Path) -> None:
    sessies = Sessies(tmp_path)
    with sessies._db() as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute("INSERT INTO vraag (sessie, sleutel, tekst, gegevens, gesteld) VALUES ('s', 'k', 't', '{}', ?)",
                   (NU.isoformat(),))  # fmt: skip
    sessies.beantwoord(1, "lukt niet", f"cliënt {ECHT} bestaat niet")
    assert not [p for p in tmp_path.iterdir() if p.is_file() and ECHT.encode() in p.read_bytes()]


def test_an_object_that_raises_our_own_fault_does_not_show_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent)
    systeem = PythonSysteem("test_vijandig:Klikspaan", masker=Masker(["zeer-geheim-wachtwoord"]))
    with pytest.raises(SutContractError) as caught:
        systeem.fetch()
    assert "zeer-geheim" not in str(caught.value) and ECHT not in str(caught.value)


class Klikspaan:
    """Raises with a secret and a number in it."""

    def deliver(self, envelope: Envelope) -> None:
        """Never used."""

    def fetch(self) -> None:
        """Raise."""
        raise SutContractError(f"zeer-geheim-wachtwoord {ECHT}")

    def acknowledge(self, message_id: str) -> None:
        """Never used."""


# Texts that break things.


def test_half_characters_do_not_break_the_journal(tmp_path: Path) -> None:
    body = json.dumps({"naam": HALF, "rol": "gemeente", "versie": HALF, "standaarden": [HALF]}).encode()
    said = antwoord(200, {"Content-Type": "application/json"}, body).identify()
    body = json.dumps({"detail": f"nee{HALF}"}).encode()
    refused = antwoord(400, {"Content-Type": "application/problem+json"}, body).deliver(Envelope(ID, NU, b"<a/>"))
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.append("sut", NU, naam=said.naam, versie=said.versie, reden=refused.reden, direct=HALF)
    (event,), whole = read_journal(tmp_path / "j.jsonl")
    assert whole and event["naam"] == "?" and event["reden"] == "nee?"
    assert shown(HALF) == "?"


@pytest.mark.parametrize("tijd", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "9999-01-01T00:00:00Z"])
def test_a_moment_at_the_end_of_the_calendar_is_a_fault_of_the_system(tijd: str) -> None:
    headers = {"Content-Type": "application/xml", "Keten-Tijd": tijd, "Keten-Bericht-Id": ID}
    with pytest.raises(SutContractError):
        antwoord(200, headers, b"<a/>").fetch()


def test_a_moment_beyond_the_calendar_is_no_moment() -> None:
    with pytest.raises(ValueError, match="out of reach"):
        parse_moment("0001-01-01T00:00:00+14:00")


@pytest.mark.parametrize("naam", [ID.replace("-", "_"), "{" + ID + "}", "urn:uuid:" + ID, ID.replace("-", "")])
def test_an_id_has_one_form(naam: str) -> None:
    headers = {"Content-Type": "application/xml", "Keten-Tijd": NU.isoformat(), "Keten-Bericht-Id": naam}
    with pytest.raises(SutContractError):
        antwoord(200, headers, b"<a/>").fetch()


@pytest.mark.parametrize("traceer", [ID.replace("4", "\uff14"), "{" + ID + "}", None, [], 5])
def test_an_id_with_digits_of_another_script_is_none(traceer: Any) -> None:
    gegevens = {"routeringgegevens": {}, "referentiegegevens": {"conversatieId": ID, "traceerId": traceer}}
    with pytest.raises(Weigering):
        lees_referenties(gegevens)


def test_a_reference_is_kept_short_and_clean() -> None:
    referenties = {"conversatieId": ID, "traceerId": ID, "referentieId": f"{ECHT} {HALF}", "nog iets": ECHT}
    found = lees_referenties({"routeringgegevens": {}, "referentiegegevens": referenties})
    assert set(found) == {"conversatieId", "traceerId", "referentieId"} and found["referentieId"] == "000000000 ?"


@pytest.fixture
def vecozo(tmp_path: Path) -> Iterator[VecozoSysteem]:
    made = VecozoSysteem(Toegang(luister="127.0.0.1:0", map=tmp_path))
    yield made
    made.close()


def test_odd_questions_are_refused_and_not_a_fault_of_ours(vecozo: VecozoSysteem) -> None:
    with httpx.Client(base_url=vecozo.luistert_op, trust_env=False) as client:
        for body in ({"zoekpadType": []}, {"zoekpadType": {}}, {"zoekpadType": HALF}):
            assert client.post(f"{PULL}/berichten/zoeken", content=json.dumps(body).encode()).status_code == 400
        assert client.get(f"{PULL}/berichten", params={"limit": "1" * 5000}).status_code == 400


def test_a_port_of_a_thousand_digits_is_told() -> None:
    with pytest.raises(ConfigurationError, match="ADRES:POORT"):
        adres_en_poort("127.0.0.1:" + "1" * 5000)


def test_a_sender_cannot_pretend_to_be_another(tmp_path: Path) -> None:
    async def weg(_request: Any) -> Any:
        raise AssertionError

    luisteraar = Luisteraar(Toegang(luister="127.0.0.1:0"), [("POST", "/x", weg)], Grenzen(per_seconde=0, ineens=0))
    try:
        made = httpx.post(luisteraar.url + "/x", headers={"X-Forwarded-For": "10.0.0.1"}, trust_env=False)
        assert made.status_code == 429
        assert list(luisteraar._tempo._emmers) == ["127.0.0.1"]
    finally:
        luisteraar.close()


def test_abandoned_lines_cost_nothing_however_many_are_named() -> None:
    events = [Event(0, "run", NU), Event(1, "stap", NU), Event(2, "vervallen", NU, {"van": 1, "tot": 10**18})]
    assert [e.n for e in geldig(events)] == [0]


# The folder.


@pytest.fixture
def map_(tmp_path: Path) -> MapSysteem:
    return MapSysteem(tmp_path / "uitwisseling")


def oud(path: Path) -> None:
    past = time.time() - RUST - 1
    os.utime(path, (past, past))


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_no_text_is_a_message_all_the_same(map_: MapSysteem) -> None:
    path = os.fsencode(map_.map / "van-sut") + b"/\xff\xfe.xml"
    Path(os.fsdecode(path)).write_bytes(b"<a/>")
    envelope = map_.fetch()
    assert envelope is not None
    map_.acknowledge(envelope.id)
    assert map_.fetch() is None


def test_a_file_with_the_longest_name_is_set_aside_too(map_: MapSysteem) -> None:
    path = map_.map / "van-sut" / ("a" * 251 + ".zip")
    path.write_bytes(b"geen zip")
    oud(path)
    with pytest.raises(SutContractError):
        map_.fetch()
    assert map_.fetch() is None and len(list((map_.map / "geweigerd").glob("*.txt"))) == 1


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made on POSIX only")
@pytest.mark.parametrize("soort", ["link", "pijp"])
def test_a_reason_is_an_ordinary_file(map_: MapSysteem, tmp_path: Path, soort: str) -> None:
    map_.deliver(Envelope(ID, NU, b"<a/>"))
    (laid,) = (map_.map / "naar-sut").iterdir()
    refused = map_.map / "geweigerd" / laid.name
    laid.replace(refused)
    (tmp_path / "privé").write_text("van een ander")
    if soort == "link":
        refused.with_suffix(".txt").symlink_to(tmp_path / "privé")
    else:
        os.mkfifo(refused.with_suffix(".txt"))
    ((_id, receipt),) = map_.receipts()
    assert receipt.reden == ""


# Spreadsheets.


def test_the_set_up_holds_no_formula() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inrichten, "tabellen", lambda _g: {name: [{"naam": "=HYPERLINK(1)"}] for name in TITELS})
        assert "\n=" not in _csv({}, next(iter(TITELS)))
