"""HttpSystem against real sockets that misbehave in every way we could think of."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from threading import Event, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketentoets.core import message
from ketentoets.core.bsn import passes_eleven_proof
from ketentoets.core.calendar import at
from ketentoets.core.errors import (
    KetentoetsError,
    OrderRefused,
    SutCannot,
    SutContractError,
    SutUnreachable,
)
from ketentoets.transports import http as module
from ketentoets.transports.base import Envelope, Order, Outcome, Rol
from ketentoets.transports.http import HttpSystem, Patience

NU = at(date(2021, 3, 1))
ID = "fcc2d465-e29b-559f-8454-d5aa41221177"
XML = b'<?xml version="1.0" encoding="UTF-8"?>\r\n<a>\xc3\xa9 \r\n\t</a>\r\n'
RUIM = Patience(answer=30, work=30, attempts=5, first_pause=0)
KORT = Patience(answer=0.2, work=0.2, attempts=5, first_pause=0, hangs=2)
Antwoord = Callable[[socket.socket, Event], None] | bytes


def http(status: str, body: bytes = b"", kind: str = "", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers]
    lines += [f"Content-Type: {kind}"] if kind else []
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def problem(status: str, detail: str) -> bytes:
    return http(status, json.dumps({"title": "T", "detail": detail}).encode(), "application/problem+json")


WIE = http("200 OK", b'{"naam": "X", "versie": "1", "rol": "gemeente", "kan": ["klok"]}', "application/json")
GOED = {"Keten-Bericht-Id": ID, "Keten-Tijd": NU.isoformat()}
STUK = http("500 Internal Server Error", b"au")


def klaar(xml: bytes, kind: str = "application/xml") -> bytes:
    """A message that stands ready."""
    return http("200 OK", xml, kind, *(f"{name}: {value}" for name, value in GOED.items()))


class Rauw:
    """A server that gives the n-th connection the n-th answer, and the last one for ever."""

    def __init__(self, *antwoorden: Antwoord) -> None:
        self.antwoorden = antwoorden
        self.vragen: list[bytes] = []
        self.stop = Event()
        self.threads: list[Thread] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.threads.append(Thread(target=self._accept))
        self.threads[0].start()

    def _accept(self) -> None:
        with suppress(OSError):
            for n in range(10_000):
                connection, _address = self.socket.accept()
                antwoord = self.antwoorden[min(n, len(self.antwoorden) - 1)]
                self.threads.append(Thread(target=self._answer, args=(connection, antwoord)))
                self.threads[-1].start()

    def _answer(self, connection: socket.socket, antwoord: Antwoord) -> None:
        with connection, suppress(OSError):
            self.vragen.append(_lees(connection))
            if isinstance(antwoord, bytes):
                connection.sendall(antwoord)
            else:
                antwoord(connection, self.stop)

    def sluit(self) -> None:
        self.stop.set()
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        for thread in self.threads:
            thread.join()

    @property
    def regels(self) -> list[str]:
        """The first line of every request."""
        return [vraag.split(b" HTTP/")[0].decode() for vraag in self.vragen]


def _lees(connection: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw and (part := connection.recv(65536)):
        raw += part
    head, _sep, body = raw.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]) and (part := connection.recv(65536)):
        body += part
    return head + b"\r\n\r\n" + body


Start = Callable[..., tuple[HttpSystem, Rauw]]


@pytest.fixture
def start() -> Iterator[Start]:
    """Make a server with these answers and a client for it; both are closed afterwards."""
    made: list[tuple[HttpSystem, Rauw]] = []

    def make(*antwoorden: Antwoord, geduld: Patience = RUIM) -> tuple[HttpSystem, Rauw]:
        server = Rauw(*antwoorden)
        made.append((HttpSystem(server.url, geduld, pause=lambda _seconds: None), server))
        return made[-1]

    yield make
    for system, server in made:
        system.close()
        server.sluit()


def envelop(xml: bytes = XML) -> Envelope:
    return Envelope(ID, NU, xml)


CALLS: dict[str, Callable[[HttpSystem], object]] = {
    "identify": lambda s: s.identify(),
    "deliver": lambda s: s.deliver(envelop()),
    "fetch": lambda s: s.fetch(),
    "acknowledge": lambda s: s.acknowledge(ID),
    "set_clock": lambda s: s.set_clock(NU),
    "set_up": lambda s: s.set_up({"nu": NU.isoformat()}),
    "order": lambda s: s.order(Order("lever", {})),
}
every_call = pytest.mark.parametrize("call", CALLS)


def faalt(system: HttpSystem, call: str, kind: type[KetentoetsError]) -> str:
    with pytest.raises(kind) as error:
        CALLS[call](system)
    assert type(error.value) is kind
    return str(error.value)


# Nobody there, broken, or slow.


@every_call
def test_nobody_there(call: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    system = HttpSystem(f"http://127.0.0.1:{port}", RUIM, pause=lambda _seconds: None)
    text = faalt(system, call, SutUnreachable)
    assert "geen verbinding" in text and str(port) in text
    system.close()


def test_pauses_grow_and_there_are_as_many_as_promised() -> None:
    pauses: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as taken:
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
    system = HttpSystem(url, Patience(attempts=4, first_pause=0.5), pause=pauses.append)
    faalt(system, "fetch", SutUnreachable)
    assert pauses == [0.5, 1, 2]
    system.close()


def test_three_server_errors_and_then_it_works(start: Start) -> None:
    system, server = start(STUK, STUK, STUK, WIE)
    assert system.identify().rol is Rol.GEMEENTE
    assert server.regels == ["GET /"] * 4


def test_a_delivery_is_tried_again_with_the_same_id_and_bytes(start: Start) -> None:
    system, server = start(STUK, STUK, http("202 Accepted"))
    assert system.deliver(envelop()).uitkomst is Outcome.AANGENOMEN
    assert len(server.vragen) == 3
    assert all(vraag.endswith(b"\r\n\r\n" + XML) for vraag in server.vragen)
    assert all(f"keten-bericht-id: {ID}".encode() in vraag.lower() for vraag in server.vragen)


@every_call
@pytest.mark.parametrize("status", ["500 Au", "502 Bad Gateway", "503 Service Unavailable"])
def test_server_errors_for_ever(start: Start, call: str, status: str) -> None:
    system, server = start(http(status))
    text = faalt(system, call, SutUnreachable)
    assert "serverfout" in text and status[:3] in text
    assert len(server.vragen) == RUIM.attempts


def hang(_connection: socket.socket, stop: Event) -> None:
    stop.wait()


def drip(connection: socket.socket, stop: Event) -> None:
    connection.sendall(http("200 OK", b"", "application/xml").replace(b"Length: 0", b"Length: 100000"))
    while not stop.wait(0.02):
        connection.sendall(b"x")


@every_call
def test_a_system_that_hangs_is_left_after_the_second_time(start: Start, call: str) -> None:
    system, server = start(hang, geduld=KORT)
    text = faalt(system, call, SutUnreachable)
    assert "geen antwoord binnen 0.2 seconden" in text
    assert len(server.vragen) <= KORT.hangs


def test_a_system_that_hangs_once_is_forgiven(start: Start) -> None:
    system, _server = start(hang, WIE, geduld=Patience(answer=1, hangs=2, first_pause=0))
    assert system.identify().naam == "X"


def test_an_answer_in_drops_does_not_keep_us(start: Start) -> None:
    system, _server = start(drip, geduld=KORT)
    assert "geen antwoord" in faalt(system, "fetch", SutUnreachable)


def test_a_head_in_drops_does_not_keep_us_either(start: Start) -> None:
    over: list[int] = []

    def drip_head(connection: socket.socket, stop: Event) -> None:
        for n, byte in enumerate(b"HTTP/1.1 204 No Content\r\nX-Lang: " + b"x" * 60):
            over.append(n)
            if stop.wait(0.03):
                return
            connection.sendall(bytes([byte]))
        connection.sendall(b"\r\nConnection: close\r\n\r\n")

    system, _server = start(drip_head, geduld=KORT)
    faalt(system, "fetch", SutUnreachable)


@pytest.mark.parametrize(
    "half",
    [
        b"",
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<half",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<half\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
    ],
)
def test_a_connection_that_breaks_off(start: Start, half: bytes) -> None:
    system, server = start(half)
    assert "verbinding afgebroken" in faalt(system, "fetch", SutUnreachable)
    assert len(server.vragen) == RUIM.attempts


def test_a_connection_that_breaks_off_once_is_forgiven(start: Start) -> None:
    system, _server = start(b"HTTP/1.1 2", http("202 Accepted"))
    assert system.deliver(envelop()).uitkomst is Outcome.AANGENOMEN


def test_too_large_an_answer(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    headers = (f"Keten-Bericht-Id: {ID}", f"Keten-Tijd: {NU.isoformat()}")
    system, _server = start(
        http("200 OK", b"x" * 1000, "application/xml", *headers),
        http("200 OK", b"x" * 1001, "application/xml", *headers),
    )
    found = system.fetch()
    assert found is not None and len(found.xml) == 1000
    assert "25 MB" in faalt(system, "fetch", SutContractError)
    assert message.MAX_BYTES == 25 * 1024 * 1024


# Answers outside the contract.


@every_call
@pytest.mark.parametrize(
    "status", ["200 OK", "301 Moved", "302 Found", "401 Unauthorized", "403 Forbidden", "418 Theepot", "429 Kalm aan"]
)
def test_an_answer_outside_the_contract_says_what_came(start: Start, call: str, status: str) -> None:
    system, server = start(
        http(status, b"<html><title>Inloggen</title></html>", "text/html", "Location: http://a.example/")
    )
    text = faalt(system, call, SutContractError)
    for part in (status[:3], "text/html", "koppelvlak verwacht", "Inloggen", server.url):
        assert part in text
    assert len(server.vragen) == 1


def test_an_answer_without_content_says_so(start: Start) -> None:
    system, _server = start(http("200 OK"))
    text = faalt(system, "deliver", SutContractError)
    assert "geen inhoudstype" in text and "(leeg)" in text


def test_a_long_answer_is_cut_and_a_bsn_in_it_is_masked(start: Start) -> None:
    echt = next(str(n) for n in range(300_000_000, 300_000_100) if passes_eleven_proof(str(n)))
    system, _server = start(http("403 Forbidden", f"geen toegang {echt} {'x' * 5000}".encode(), "text/plain"))
    text = faalt(system, "deliver", SutContractError)
    assert echt not in text
    assert len(text) < 400


@pytest.mark.parametrize(
    "body",
    [b"", b"geen json", b"[]", b"7", b"{}", b'{"naam": "x"}', b'{"naam": "x", "rol": "burger"}', b"\xff\xfe",
     b'{"naam": "x", "rol": "gemeente", "kan": 7}', b'{"naam": "x", "rol": "gemeente", "standaarden": null}',
     b"[" * 100_000],
    ids=lambda body: body[:40].decode("latin-1"),
)  # fmt: skip
def test_who_are_you_in_another_form(start: Start, body: bytes) -> None:
    system, _server = start(http("200 OK", body, "application/json"))
    assert "GET /" in faalt(system, "identify", SutContractError)


def test_who_are_you(start: Start) -> None:
    system, _server = start(WIE)
    found = system.identify()
    assert (found.naam, found.versie, found.rol, found.standaarden) == ("X", "1", Rol.GEMEENTE, ())
    assert found.kan == {"klok"}


@pytest.mark.parametrize(
    "anders",
    [
        {"Keten-Bericht-Id": None},
        {"Keten-Bericht-Id": ""},
        {"Keten-Bericht-Id": "1"},
        {"Keten-Bericht-Id": "../klok"},
        {"Keten-Tijd": None},
        {"Keten-Tijd": ""},
        {"Keten-Tijd": "gisteren"},
        {"Keten-Tijd": "2021-03-01T09:00:00"},
        {"Keten-Tijd": "2021-13-01T09:00:00+01:00"},
    ],
)
def test_a_message_with_wrong_headers(start: Start, anders: dict[str, str | None]) -> None:
    headers = [f"{name}: {value}" for name, value in {**GOED, **anders}.items() if value is not None]
    system, _server = start(http("200 OK", XML, "application/xml", *headers))
    text = faalt(system, "fetch", SutContractError)
    assert "Keten-Bericht-Id" in text and "Keten-Tijd" in text


# Answers of the contract.


@pytest.mark.parametrize("kind", ["application/xml", "application/xml; charset=utf-8", "text/xml"])
def test_a_message_is_fetched_byte_for_byte(start: Start, kind: str) -> None:
    system, _server = start(klaar(XML, kind))
    assert system.fetch() == envelop()


def test_nothing_to_fetch(start: Start) -> None:
    system, server = start(http("204 No Content"))
    assert system.fetch() is None
    assert server.regels == ["GET /berichten"]


def test_a_refusal_at_level_1(start: Start) -> None:
    system, server = start(problem("400 Bad Request", "niet volgens het schema"))
    receipt = system.deliver(envelop())
    assert (receipt.uitkomst, receipt.reden) == (Outcome.GEWEIGERD, "niet volgens het schema")
    assert len(server.vragen) == 1


def test_a_400_that_is_no_problem_document_is_no_refusal(start: Start) -> None:
    system, _server = start(http("400 Bad Request", b"<h1>Bad Request</h1>", "text/html"))
    assert "400" in faalt(system, "deliver", SutContractError)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"geen json", b'{"detail": null, "title": "T"}', b"[" * 100_000])
def test_a_problem_without_a_good_reason_still_has_one(start: Start, body: bytes) -> None:
    system, _server = start(http("400 Bad Request", body, "application/problem+json"))
    receipt = system.deliver(envelop())
    assert receipt.uitkomst is Outcome.GEWEIGERD
    assert receipt.reden


def test_an_id_that_is_known_with_other_content(start: Start) -> None:
    system, _server = start(problem("409 Conflict", "id bestaat al"))
    receipt = system.deliver(envelop())
    assert (receipt.uitkomst, receipt.reden) == (Outcome.STRIJDIG, "id bestaat al")


@pytest.mark.parametrize("status", ["204 No Content", "404 Not Found"])
def test_an_acknowledgement(start: Start, status: str) -> None:
    system, server = start(http(status))
    system.acknowledge(ID)
    assert server.regels == [f"DELETE /berichten/{ID}"]


def test_an_order_that_is_refused(start: Start) -> None:
    system, server = start(problem("422 Unprocessable", "toewijzing onbekend"))
    assert faalt(system, "order", OrderRefused) == "toewijzing onbekend"
    assert json.loads(server.vragen[0].split(b"\r\n\r\n")[1]) == {"opdracht": "lever"}


@pytest.mark.parametrize("call", ["set_clock", "set_up"])
def test_a_clock_or_set_up_that_is_refused_is_the_fault_of_the_system(start: Start, call: str) -> None:
    system, _server = start(problem("422 Unprocessable", "onbekend veld claimperiode"))
    text = faalt(system, call, SutContractError)
    assert "422" in text and "claimperiode" in text


@pytest.mark.parametrize("call", ["identify", "set_clock", "set_up", "order"])
@pytest.mark.parametrize("status", ["404 Not Found", "405 Method Not Allowed", "501 Not Implemented"])
def test_what_a_system_does_not_offer(start: Start, call: str, status: str) -> None:
    system, server = start(http(status, b"<html>"))
    assert status[:3] in faalt(system, call, SutCannot)
    assert len(server.vragen) == 1


@pytest.mark.parametrize("call", ["deliver", "fetch"])
def test_messages_are_not_optional(start: Start, call: str) -> None:
    system, _server = start(http("404 Not Found"))
    assert "404" in faalt(system, call, SutContractError)


@pytest.mark.parametrize(
    ("antwoorden", "kan"),
    [
        ([http("404 X")] * 3, set()),
        ([http("501 X"), http("405 X"), http("404 X")], set()),
        ([http("422 X"), http("404 X"), http("422 X")], {"klok", "opdrachten"}),
        ([http("204 X"), http("422 X"), http("202 X")], {"klok", "inrichting", "opdrachten"}),
    ],
)
def test_what_can_a_system_do_that_does_not_say_so(start: Start, antwoorden: list[bytes], kan: set[str]) -> None:
    system, server = start(*antwoorden)
    assert system.probe() == kan
    assert server.regels == ["PUT /klok", "PUT /inrichting", "POST /opdrachten"]


def test_the_clock_and_the_set_up_are_sent_as_json(start: Start) -> None:
    system, server = start(http("204 No Content"))
    system.set_clock(NU)
    system.set_up({"nu": NU.isoformat(), "clienten": []})
    assert server.regels == ["PUT /klok", "PUT /inrichting"]
    assert [json.loads(v.split(b"\r\n\r\n")[1])["nu"] for v in server.vragen] == [NU.isoformat()] * 2
    assert all(b"content-type: application/json" in v.lower() for v in server.vragen)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_bytes_go_out_and_come_in_unchanged(start: Start, xml: bytes) -> None:
    system, server = start(http("202 Accepted"), klaar(xml))
    system.deliver(envelop(xml))
    assert server.vragen[0].split(b"\r\n\r\n", 1)[1] == xml
    assert b"content-type: application/xml" in server.vragen[0].lower()
    assert f"keten-tijd: {NU.isoformat()}".lower().encode() in server.vragen[0].lower()
    assert system.fetch() == envelop(xml)
