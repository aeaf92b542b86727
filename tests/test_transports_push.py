"""The harness as a server: what is taken is on disk, what is too much is refused, and who may not comes not in."""

import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from ketentoets.core.calendar import at
from ketentoets.core.errors import ConfigurationError, HarnessFault
from ketentoets.core.message import MAX_BYTES
from ketentoets.transports.base import Envelope, Identity, Receipt, ZonderBesturing
from ketentoets.transports.luister import Grenzen, Tempo, adres_en_poort
from ketentoets.transports.push import SPOEL, PushSystem
from ketentoets.transports.spoel import Spoel
from ketentoets.transports.toegang import Toegang

NU = at(date(2026, 11, 23))
ID = "fcc2d465-e29b-559f-8454-d5aa41221177"
XML = b"<a>\xc3\xa9</a>"
TOKEN = "een-lang-en-geheim-token"
ECHT_BSN = b"123456782"


class Niemand(ZonderBesturing):
    """A system that only pushes."""

    adres = "niemand"

    def __init__(self) -> None:
        self.ingericht: list[dict[str, Any]] = []

    def identify(self) -> Identity:
        raise NotImplementedError

    def deliver(self, envelope: Envelope) -> Receipt:
        raise NotImplementedError

    def fetch(self) -> Envelope | None:
        raise NotImplementedError

    def acknowledge(self, message_id: str) -> None:
        raise NotImplementedError

    def set_up(self, inrichting: dict[str, Any]) -> None:
        self.ingericht.append(inrichting)

    def close(self) -> None:
        pass


Start = Callable[..., PushSystem]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    made: list[PushSystem] = []

    def make(luister: str = "127.0.0.1:0", grenzen: Grenzen = Grenzen(), **opties: Any) -> PushSystem:  # noqa: B008
        made.append(PushSystem(Niemand(), Toegang(luister=luister, map=tmp_path, **opties), grenzen))
        return made[-1]

    yield make
    for systeem in made:
        systeem.close()


def stuur(url: str, xml: bytes = XML, id_: str = ID, **koppen: str) -> httpx.Response:
    headers = {"Keten-Bericht-Id": id_, "Keten-Tijd": NU.isoformat(), **koppen}
    return httpx.post(f"{url}/berichten", content=xml, headers=headers, timeout=30, trust_env=False)


def test_a_pushed_message_is_on_disk_before_it_is_taken(start: Start, tmp_path: Path) -> None:
    systeem = start()
    assert stuur(systeem.luistert_op).status_code == 202
    other = Spoel(tmp_path / SPOEL)
    assert other.oudste() == Envelope(ID, NU, XML)
    other.close()
    assert systeem.fetch() == Envelope(ID, NU, XML)
    systeem.acknowledge(ID)
    assert systeem.fetch() is None


def test_the_same_message_again_is_taken_and_counts_once(start: Start) -> None:
    systeem = start()
    assert [stuur(systeem.luistert_op).status_code for _n in range(3)] == [202] * 3
    systeem.acknowledge(ID)
    assert stuur(systeem.luistert_op, id_=ID.upper()).status_code == 202
    assert systeem.fetch() is None


def test_other_content_under_the_same_id_is_a_conflict_also_after_it_was_fetched(start: Start) -> None:
    systeem = start()
    stuur(systeem.luistert_op)
    assert stuur(systeem.luistert_op, b"<b/>").status_code == 409
    systeem.acknowledge(ID)
    answer = stuur(systeem.luistert_op, b"<b/>")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert systeem.fetch() is None


def test_what_was_pushed_survives_a_restart_in_its_order(start: Start) -> None:
    ids = [f"{n:08d}-e29b-459f-8454-d5aa41221177" for n in (3, 1, 2)]
    systeem = start()
    for id_ in ids:
        stuur(systeem.luistert_op, id_=id_)
    systeem.close()
    systeem = start()
    seen = []
    while (envelope := systeem.fetch()) is not None:
        seen.append(envelope.id)
        systeem.acknowledge(envelope.id)
    assert seen == ids


def test_starting_over_forgets_what_belongs_to_the_past(start: Start) -> None:
    systeem = start()
    stuur(systeem.luistert_op)
    systeem.set_up({"nu": "x"})
    assert systeem.fetch() is None
    assert systeem._systeem.ingericht == [{"nu": "x"}]  # type: ignore[attr-defined]


def test_a_real_bsn_and_a_secret_never_reach_the_disk(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETENTOETS_BEARER", TOKEN)
    systeem = start()
    stuur(systeem.luistert_op, b"<a><Bsn>%s</Bsn><b>%s</b></a>" % (ECHT_BSN, TOKEN.encode()))
    envelope = systeem.fetch()
    assert envelope is not None
    assert (envelope.xml, envelope.gemaskeerd) == (b"<a><Bsn>000000000</Bsn><b>*****</b></a>", 1)
    systeem.close()
    disk = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert ECHT_BSN not in disk and TOKEN.encode() not in disk


@pytest.mark.parametrize(
    "koppen", [{"Keten-Bericht-Id": "x"}, {"Keten-Tijd": "gisteren"}, {"Keten-Tijd": "2026-01-01"}]
)
def test_wrong_headers_are_refused(start: Start, koppen: dict[str, str]) -> None:
    systeem = start()
    headers = {"Keten-Bericht-Id": ID, "Keten-Tijd": NU.isoformat(), **koppen}
    answer = httpx.post(f"{systeem.luistert_op}/berichten", content=XML, headers=headers, trust_env=False)
    assert answer.status_code == 422
    assert systeem.fetch() is None


def test_more_than_25_mb_is_refused(start: Start) -> None:
    systeem = start()
    assert stuur(systeem.luistert_op, b"0" * (MAX_BYTES + 1)).status_code == 413
    assert systeem.fetch() is None


def test_nothing_can_be_read_back(start: Start) -> None:
    systeem = start()
    stuur(systeem.luistert_op)
    for path in ("/", "/berichten", f"/berichten/{ID}", "/klok"):
        assert httpx.get(systeem.luistert_op + path, trust_env=False).status_code in {404, 405}
    assert httpx.delete(f"{systeem.luistert_op}/berichten/{ID}", trust_env=False).status_code == 404
    assert systeem.fetch() is not None


def test_too_many_requests_wait_their_turn(start: Start) -> None:
    systeem = start(grenzen=Grenzen(per_seconde=0.001, ineens=2))
    assert [stuur(systeem.luistert_op).status_code for _n in range(3)] == [202, 202, 429]


def test_the_bucket_fills_again_and_every_sender_has_its_own() -> None:
    now = [0.0]
    tempo = Tempo(Grenzen(per_seconde=2, ineens=1, afzenders=2), lambda: now[0])
    assert [tempo.mag("a"), tempo.mag("a"), tempo.mag("b")] == [True, False, True]
    now[0] = 0.5
    assert [tempo.mag("a"), tempo.mag("a")] == [True, False]
    for n in range(100):
        tempo.mag(str(n))
    assert len(tempo._emmers) == 2


def test_too_many_connections_are_refused_and_the_rest_goes_on(start: Start) -> None:
    systeem = start(grenzen=Grenzen(verbindingen=3))
    url = httpx.URL(systeem.luistert_op)
    with httpx.Client(trust_env=False) as client:
        assert client.post(f"{url}/berichten", content=XML).status_code == 422
        held = [httpx.Client(trust_env=False) for _n in range(4)]
        codes = [c.get(f"{url}/").status_code for c in held]
        for c in held:
            c.close()
    assert 503 in codes
    assert stuur(systeem.luistert_op).status_code == 202


def test_a_message_that_drips_is_broken_off(start: Start) -> None:
    systeem = start(grenzen=Grenzen(seconden=0.2))
    url = httpx.URL(systeem.luistert_op)
    with socket.create_connection((url.host, url.port or 80), timeout=120) as connection:
        head = f"POST /berichten HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\nKeten-Bericht-Id: {ID}\r\n"
        connection.sendall(f"{head}Keten-Tijd: {NU.isoformat()}\r\n\r\n<a>".encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 408")
    assert systeem.fetch() is None


def test_a_connection_that_asks_nothing_is_closed(start: Start) -> None:
    url = httpx.URL(start(grenzen=Grenzen(seconden=0.2)).luistert_op)
    with socket.create_connection((url.host, url.port or 80), timeout=120) as connection:
        connection.sendall(b"POST /berichten HTTP/1.1\r\nHost: x\r\nX-Druppel: ")
        assert connection.recv(4096) == b""


def test_a_message_that_is_cut_off_is_not_kept(start: Start) -> None:
    systeem = start()
    url = httpx.URL(systeem.luistert_op)
    with socket.create_connection((url.host, url.port or 80), timeout=120) as connection:
        head = f"POST /berichten HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\nKeten-Bericht-Id: {ID}\r\n"
        connection.sendall(f"{head}Keten-Tijd: {NU.isoformat()}\r\n\r\n<a>".encode())
    assert stuur(systeem.luistert_op, id_=ID.replace("f", "a")).status_code == 202
    envelope = systeem.fetch()
    assert envelope is not None and envelope.id != ID


def test_outside_this_machine_a_token_is_needed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="KETENTOETS_LUISTER_TOKEN"):
        start("0.0.0.0:0")
    monkeypatch.setenv("KETENTOETS_LUISTER_TOKEN", TOKEN)
    url = start("0.0.0.0:0").luistert_op.replace("0.0.0.0", "127.0.0.1")
    assert stuur(url).status_code == 401
    assert stuur(url, Authorization="Bearer fout").status_code == 401
    assert stuur(url, Authorization=f"Bearer {TOKEN}").status_code == 202


@pytest.mark.parametrize("luister", ["", "8750x", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:-1"])
def test_a_wrong_place_to_listen_is_said(luister: str) -> None:
    with pytest.raises(ConfigurationError, match="ADRES:POORT"):
        adres_en_poort(luister)


def test_loopback_unless_told_otherwise() -> None:
    assert adres_en_poort(":8750") == ("127.0.0.1", 8750)
    assert adres_en_poort("[::1]:1") == ("::1", 1)


def test_a_port_in_use_is_said(start: Start) -> None:
    port = httpx.URL(start().luistert_op).port
    with pytest.raises(ConfigurationError, match="--luister"):
        start(f"127.0.0.1:{port}")


def test_a_full_disk_is_not_taken(start: Start, tmp_path: Path) -> None:
    systeem = start()
    systeem._spoel._db.execute("PRAGMA max_page_count=4")
    assert stuur(systeem.luistert_op, b"0" * 100_000).status_code == 507
    assert systeem.fetch() is None


def test_a_spool_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("dit is geen database, en ook lang genoeg om dat te zien" * 20)
    with pytest.raises(HarnessFault):
        Spoel(tmp_path / "x")
