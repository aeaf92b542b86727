"""The web page without a browser: who may come in, what is refused, and that nothing is lost."""

import asyncio
import http.client
import json
import os
import re
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from html import unescape
from io import BytesIO
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from unittest.mock import Mock
from zipfile import ZipFile

import httpx
import pytest
import uvicorn
import voorbeeldrun
from uvicorn.server import ServerState

from ketentoets.cli.uitvoeren import Keus
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.verdict import Verdict
from ketentoets.reports.json_report import to_json
from ketentoets.session.gesprek import Kop
from ketentoets.session.sessies import Sessie, Sessies, Staat
from ketentoets.suite.referentie import READY
from ketentoets.transports.base import Rol
from ketentoets.web import beveiliging
from ketentoets.web.app import app
from ketentoets.web.instellingen import TOKEN_VARIABLE, Instellingen, lees
from ketentoets.web.paginas import Paginas
from ketentoets.web.server import instelling
from ketentoets.web.sessiebeeld import lees_run
from ketentoets.web.stroom import MAX_KIJKERS
from ketentoets.web.verbinding import Verbinding
from ketentoets.web.volgen import Volger

ALLES = "0.0.0.0"
EVIL = "<script>alert(1)</script>"
KEUZES = {"naam": "Proef", "rol": "gemeente", "profiel": "alkmaar", "systeem": "ingebouwd",
          "tekst": "Patroon 1, het verzoek wordt toegewezen"}  # fmt: skip
BAD_PATHS = (
    "../sessies.sqlite", "..%2f.websleutel", "%2e%2e/.websleutel", "/etc/passwd", "%2fetc%2fpasswd", "..\\x.json",
    "run.json/", ".websleutel.json", ".slot", "los.json", "map.json", "berichten/run.json", "run.json%00.html",
    "berichten/../run.json", "uitvoer.txt", "voortgang.jsonl", "a/b.json",
)  # fmt: skip
TOKEN = "geheim-woord-van-meer-dan-twintig"


@dataclass
class Web:
    """A browser without a screen."""

    instellingen: Instellingen
    client: httpx.Client
    sessies: Sessies
    paginas: Paginas

    def bewijs(self) -> str:
        """The proof that a form of this browser carries."""
        found = re.search(r'name="bewijs" value="([0-9a-f]+)"', self.client.get("/nieuw").text)
        assert found
        return found[1]

    def rauw(self, pad: str) -> tuple[int, bytes]:
        """An address exactly as it is written; a client library would tidy it."""
        connection = http.client.HTTPConnection(self.client.base_url.host, self.client.base_url.port, timeout=300)
        connection.request("GET", pad)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def post(self, pad: str, velden: dict[str, str], **extra):
        return self.client.post(pad, data={"bewijs": self.bewijs(), **velden}, **extra)

    def sessie(self, run=None, staat: Staat = Staat.KLAAR, **keuzes: str) -> Sessie:
        """A session in the store, with a result when one is given."""
        data = {
            "profiel": "alkmaar",
            "rol": "gemeente",
            "sut": [keuzes.get("adres", "ingebouwd")],
            "keus": {"tekst": ""},
        }
        sessie = self.sessies.maak(keuzes.get("naam", "Proef"), data)
        if run is not None:
            (sessie.map / "run.json").write_text(to_json(run), encoding="utf-8")
            (sessie.map / "rapport.html").write_text("<p>rapport", encoding="utf-8")
        return self.sessies.zet(sessie.id, staat)


@contextmanager
def browser(map_: Path, token: str = "") -> Iterator[Web]:
    """A browser with a server of its own for the sessions in this folder; connections wait until it is ready."""
    instellingen = replace(lees(map_, "127.0.0.1", 0), token=token)
    site = app(instellingen)
    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(instelling(site, instellingen))
        thread = Thread(target=server.run, kwargs={"sockets": [bound]})
        thread.start()
        try:
            url = f"http://127.0.0.1:{bound.getsockname()[1]}"
            headers = {"accept": "text/html"}
            with httpx.Client(base_url=url, timeout=300, trust_env=False, headers=headers) as client:
                yield Web(instellingen, client, Sessies(map_), site.state.paginas)
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    with browser(tmp_path / "toetsen") as made:
        yield made


@pytest.fixture
def op_slot(tmp_path: Path) -> Iterator[Web]:
    with browser(tmp_path / "toetsen", TOKEN) as made:
        yield made


# What a browser is told.


def test_every_answer_carries_the_headers_and_no_page_has_inline_script_or_style(web: Web) -> None:
    sessie = web.sessie(voorbeeldrun.run())
    ids = [sessie.id, web.sessie(voorbeeldrun.run()).id]
    pages = ["/", "/nieuw", f"/sessies/{sessie.id}", f"/vergelijk?sessie={ids[0]}&sessie={ids[1]}", "/weg", "/inloggen"]
    for path in [*pages, "/statisch/web.css", "/statisch/web.js", f"/sessies/{sessie.id}/bestanden/run.json"]:
        answer = web.client.get(path)
        assert answer.headers["x-frame-options"] == "DENY", path
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert "no-store" in answer.headers["cache-control"]
        if path in pages:
            assert "unsafe" not in answer.headers["content-security-policy"]
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?! src=\"/statisch/)", answer.text)


def test_a_report_runs_without_access_to_the_page(web: Web) -> None:
    sessie = web.sessie(voorbeeldrun.run())
    policy = web.client.get(f"/sessies/{sessie.id}/bestanden/rapport.html").headers["content-security-policy"]
    assert "sandbox" in policy
    assert "allow-same-origin" not in policy
    assert "default-src 'none'" in policy


def test_text_from_outside_stays_text(web: Web) -> None:
    sessie = web.sessie(naam=EVIL, staat=Staat.WACHT_OP_MENS, adres=EVIL)
    web.sessies.vraag(sessie.id, "s", EVIL, {EVIL: [EVIL, {EVIL: EVIL}]})
    for path in ("/", f"/sessies/{sessie.id}"):
        text = web.client.get(path).text
        assert EVIL not in text
        assert EVIL in unescape(text)


# Who may come in.


SHUT = (
    "/",
    "/nieuw",
    "/vergelijk",
    "/sessies/{id}",
    "/sessies/{id}/alles.zip",
    "/sessies/{id}/stroom",
    "/sessies/{id}/bestanden/run.json",
    "/weg",
)


def test_without_the_token_nothing_is_shown(op_slot: Web) -> None:
    sessie = op_slot.sessie(voorbeeldrun.run())
    for path in SHUT:
        answer = op_slot.client.get(path.format(id=sessie.id))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/inloggen")
        assert sessie.naam not in answer.text
        assert op_slot.client.get(path.format(id=sessie.id), headers={"accept": "text/event-stream"}).status_code == 401


def test_without_the_token_nothing_is_done(op_slot: Web) -> None:
    page = op_slot.client.get("/inloggen").text
    proof = re.search(r'name="bewijs" value="([0-9a-f]+)"', page)
    assert proof
    answer = op_slot.client.post("/sessies", data={"bewijs": proof[1], **KEUZES})
    assert answer.status_code == 401
    assert op_slot.sessies.lijst() == []


def login(web: Web, token: str, terug: str = "/"):
    page = web.client.get("/inloggen").text
    proof = re.search(r'name="bewijs" value="([0-9a-f]+)"', page)
    assert proof
    data = {"bewijs": proof[1], "token": token, "terug": terug}
    return web.client.post("/inloggen", data=data)


def test_the_token_opens_the_door_and_logging_out_closes_it(op_slot: Web) -> None:
    assert login(op_slot, "verkeerd").status_code == 401
    assert login(op_slot, "").status_code == 401
    answer = login(op_slot, TOKEN, "/nieuw")
    assert (answer.status_code, answer.headers["location"]) == (303, "/nieuw")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert TOKEN not in cookie
    assert op_slot.client.get("/").status_code == 200
    op_slot.post("/uitloggen", {})
    assert op_slot.client.get("/").status_code == 303


def test_after_logging_in_nobody_ends_on_another_site(op_slot: Web) -> None:
    for terug in ("//kwaad.nl", "/\\kwaad.nl", "https://kwaad.nl", "/a?b", "javascript:x"):
        assert login(op_slot, TOKEN, terug).headers["location"] == "/", terug


def test_a_login_of_somebody_else_or_of_long_ago_is_none(op_slot: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    login(op_slot, TOKEN)
    good = op_slot.client.cookies[beveiliging.LOGIN_COOKIE]
    until, signature = good.split(".")
    for bad in (f"{int(until) + 9}.{signature}", f"{until}.{'0' * 64}", until, ".", "²." + signature):
        assert not beveiliging.ingelogd({beveiliging.LOGIN_COOKIE: bad}, op_slot.instellingen)
    assert beveiliging.ingelogd({beveiliging.LOGIN_COOKIE: good}, op_slot.instellingen)
    changed = replace(op_slot.instellingen, token=TOKEN + "x")
    assert not beveiliging.ingelogd({beveiliging.LOGIN_COOKIE: good}, changed)
    monkeypatch.setattr(time, "time", lambda: int(until) + 1)
    assert not beveiliging.ingelogd({beveiliging.LOGIN_COOKIE: good}, op_slot.instellingen)


def test_a_token_is_needed_outside_this_machine_and_survives_a_restart(tmp_path: Path) -> None:
    made = lees(tmp_path / "t", ALLES, 0)
    assert len(made.token) >= 32
    again = lees(tmp_path / "t", ALLES, 0)
    assert (again.token, again.sleutel) == (made.token, made.sleutel)
    assert lees(tmp_path / "t", "127.0.0.1", 0).token == ""
    for name in (".webtoken", ".websleutel"):
        assert stat.S_IMODE((tmp_path / "t" / name).stat().st_mode) == 0o600


def test_a_token_that_can_be_guessed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN_VARIABLE, "welkom")
    with pytest.raises(ConfigurationError, match="te kort"):
        lees(tmp_path, ALLES, 0)
    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    assert lees(tmp_path, "127.0.0.1", 0).token == TOKEN


def test_a_foreign_name_for_this_machine_is_refused(web: Web) -> None:
    for host in ("kwaad.nl", "127.0.0.1.kwaad.nl", "[", ""):
        assert web.client.get("/", headers={"host": host}).status_code == 421, host


def test_a_form_of_another_site_is_refused(web: Web) -> None:
    proof = web.bewijs()
    for headers in ({"origin": "http://kwaad.nl"}, {"origin": "null"}, {"origin": "http://["},
                    {"sec-fetch-site": "cross-site"},
                    {"sec-fetch-site": "same-site"}):  # fmt: skip
        answer = web.client.post("/sessies", data={"bewijs": proof, **KEUZES}, headers=headers)
        assert answer.status_code == 403, headers
    assert web.client.post("/sessies", data=KEUZES).status_code == 403
    assert web.client.post("/sessies", data={"bewijs": "0" * 64, **KEUZES}).status_code == 403
    with browser(web.instellingen.map) as other:
        assert web.client.post("/sessies", data={"bewijs": other.bewijs(), **KEUZES}).status_code == 403
    assert web.sessies.lijst() == []


# What is refused.


def test_sizes_are_limited(web: Web) -> None:
    proof = web.bewijs()
    assert web.client.post("/nieuw", data={"bewijs": proof, "naam": "x" * 70_000}).status_code == 413
    many = {"bewijs": proof, **{f"v{n}": "" for n in range(100)}}
    assert web.client.post("/nieuw", data=many).status_code == 400
    assert web.client.post("/nieuw", content=b"\xff\xfe").status_code == 400
    assert web.post("/sessies", {**KEUZES, "naam": "x" * 300}).status_code == 422
    sessie = web.sessie(staat=Staat.WACHT_OP_MENS)
    vraag = str(web.sessies.vraag(sessie.id, "s", "Doe iets", {}).id)
    long = {"vraag": vraag, "uitkomst": "klaar", "toelichting": "x" * 3000}
    assert web.post(f"/sessies/{sessie.id}/antwoord", long).status_code == 422
    assert len(web.sessies.open_vragen(sessie.id)) == 1


BAD_ADDRESSES = (
    "",
    "command rm -rf x",
    "python:os:system",
    "/etc/passwd",
    "map:/etc",
    "file:///etc/passwd",
    "ingebouwd",
    "http://",
    "http://a b",
    "http://a,http://b",
    "http://[",
    "http://a:99999",
    "http://naam:geheim@host",
    "http://a\x00b",
    "http://" + "a" * 300,
)


def test_only_an_address_of_a_web_server_can_be_chosen(web: Web) -> None:
    for adres in BAD_ADDRESSES:
        answer = web.post("/sessies", {**KEUZES, "systeem": "adres", "adres": adres})
        assert answer.status_code == 422, adres
        assert 'id="fout-adres"' in answer.text
    assert web.sessies.lijst() == []


BAD_CHOICES = (
    ("rol", "baas"),
    ("profiel", "../x.yaml"),
    ("profiel", ""),
    ("klok", "--x"),
    ("systeem", "anders"),
    ("datum", "morgen"),
    ("proces", "Weg"),
    ("naam", " "),
    ("gebrek", "start-te-laat"),
    ("gebrek", "weg"),
)


def test_a_choice_that_is_not_there_is_refused_at_its_field(web: Web) -> None:
    for veld, waarde in BAD_CHOICES:
        answer = web.post("/nieuw/controle", {**KEUZES, veld: waarde})
        assert answer.status_code == 422, (veld, waarde)
        assert f'id="fout-{veld}"' in answer.text
        assert f'href="#{veld}"' in answer.text
        assert f'id="{veld}"' in answer.text


def test_paths_lead_nowhere_but_into_the_session(web: Web, tmp_path: Path) -> None:
    run = voorbeeldrun.run()
    een, ander = web.sessie(run), web.sessie(run)
    (tmp_path / "geheim.json").write_text("geheim")
    (een.map / ".websleutel.json").write_text("geheim")
    (een.map / "los.json").symlink_to(tmp_path / "geheim.json")
    (een.map / "berichten").symlink_to(ander.map, target_is_directory=True)
    (een.map / "map.json").mkdir()
    (een.map / "uitvoer.txt").write_text("x")
    good = web.client.get(f"/sessies/{een.id}/bestanden/run.json")
    assert good.status_code == 200
    bad = [*BAD_PATHS, "", f"../{ander.id}/run.json", f"%2e%2e/{ander.id}/run.json"]
    for path in bad:
        status, body = web.rauw(f"/sessies/{een.id}/bestanden/{path}")
        assert status == 404, path
        assert b"geheim" not in body
    for name in ("..", "Proef", een.id[:-1], een.id + "0", "%2e%2e", "20200101-000000-0000"):
        assert web.rauw(f"/sessies/{name}")[0] == 404, name
    names = ZipFile(BytesIO(web.client.get(f"/sessies/{een.id}/alles.zip").content)).namelist()
    assert sorted(names) == ["rapport.html", "run.json"]


def test_what_cannot_be_done_now_is_said(web: Web) -> None:
    sessie = web.sessie(voorbeeldrun.run())
    for action in ("pauze", "vervolg", "certificaat", "weg"):
        answer = web.post(f"/sessies/{sessie.id}/{action}", {})
        assert answer.status_code == 422
        assert "Dat kan nu niet" in answer.text


# Questions to a person.


def test_an_order_is_answered_once_and_only_in_its_own_session(web: Web) -> None:
    een, ander = web.sessie(staat=Staat.GEPAUZEERD), web.sessie(staat=Staat.GEPAUZEERD)
    first = web.sessies.vraag(een.id, "a", "Start de zorg", {"toewijzingNummer": 12, "begindatum": "2021-03-01"})
    web.sessies.vraag(een.id, "b", "Stop de zorg", {})
    page = unescape(web.client.get(f"/sessies/{een.id}").text)
    assert "Start de zorg" in page
    assert "ToewijzingNummer" in page
    assert "Start de zorg" not in web.client.get(f"/sessies/{ander.id}").text
    answer = {"vraag": str(first.id), "uitkomst": "lukt niet", "toelichting": "knop ontbreekt"}
    assert web.post(f"/sessies/{ander.id}/antwoord", answer).status_code == 422
    assert web.post(f"/sessies/{een.id}/antwoord", answer | {"uitkomst": "misschien"}).status_code == 422
    assert web.post(f"/sessies/{een.id}/antwoord", answer).status_code == 303
    assert web.post(f"/sessies/{een.id}/antwoord", answer).status_code == 422
    (kept, _other) = web.sessies.vragen(een.id)
    assert (kept.uitkomst, kept.toelichting) == ("lukt niet", "knop ontbreekt")


# Compare.


def test_two_sessions_are_compared_in_the_order_that_was_asked_for(web: Web) -> None:
    run = voorbeeldrun.run()
    failed = next(s for s in run.scenarios if s.oordeel is Verdict.GEZAKT)
    mended = replace(failed, oordeel=Verdict.GESLAAGD, bevindingen=(), reden="")
    later = replace(run, scenarios=tuple(mended if s is failed else s for s in run.scenarios), datum="2022-01-03")
    een, ander = (web.sessie(r, naam=n).id for r, n in ((run, "vóór"), (later, "na")))

    def page(vraag: str) -> str:
        return unescape(web.client.get(f"/vergelijk?{vraag}").text)

    assert "1 beter" in page(f"eerst={een}&daarna={ander}")
    assert "1 slechter" in page(f"eerst={ander}&daarna={een}")
    assert "1 beter" in page(f"sessie={ander}&sessie={een}")
    shown = page(f"eerst={een}&daarna={ander}")
    assert failed.naam in shown
    assert "datum: eerst 2021-03-01, daarna 2022-01-03" in shown
    choose = "Kies twee verschillende toetsen"
    assert choose not in shown
    assert choose not in page("")
    for wrong in (f"eerst={een}&daarna={een}", f"eerst={een}&daarna=../x", f"sessie={een}"):
        assert "Kort" not in page(wrong)
        assert choose in page(wrong)


@pytest.mark.parametrize(
    ("tekst", "proces", "past"),
    [
        ("Verzoek om toewijzing", "Verzoek om toewijzing", True),
        ("Verzoek om toewijzing", "De regels van het verzoek om toewijzing", False),
        ("verzoek om toewijzing", "De regels van het verzoek om toewijzing", True),
        ("regels van", "De regels van het verzoek om toewijzing", True),
    ],
)
def test_a_process_that_is_chosen_by_its_name_is_the_only_one(tekst: str, proces: str, *, past: bool) -> None:
    assert Keus(tekst).past(Kop("x/y", "Een naam", proces, Rol.GEMEENTE), set()) is past


# Following a journal.


def line(n: int, soort: str, **data: object) -> bytes:
    return json.dumps({"n": n, "soort": soort, "tijd": "2021-03-01T09:00:00+01:00", **data}).encode() + b"\n"


def test_a_journal_is_followed_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "journaal.jsonl"
    volger = Volger(path)
    assert volger.bij().beeld() is None
    scenario = {"id": "a/b", "naam": "Een", "proces": "P", "rol": "gemeente", "standaard": "iwmo-3.2"}
    moment = "2021-03-01T09:00:00+01:00"
    message = {"id": "m", "van": "aanbieder", "naar": "gemeente", "bericht": "315", "beschikbaar": moment,
               "ontvangen": moment, "mutatie": {}}  # fmt: skip
    second = line(2, "bericht", **message)
    path.write_bytes(line(0, "run") + line(1, "scenario", **scenario) + second[:40])
    seen = volger.bij().beeld()
    assert seen is not None
    assert (seen.naam, seen.berichten) == ("Een", ())
    with path.open("ab") as stream:
        stream.write(second[40:] + b"geen regel\n" + line(3, "aflevering", id="m", uitkomst="geweigerd", reden="x"))
    (shown,) = volger.bij().beeld().berichten
    assert (shown.soort, shown.uitkomst) == ("WMO315", "geweigerd")
    with path.open("ab") as stream:
        stream.write(line(4, "scenario", **{**scenario, "naam": "Twee"}))
    again = volger.bij().beeld()
    assert again is not None
    assert (again.naam, again.berichten) == ("Twee", ())
    assert Volger(path).bij().beeld() == again


class Lus:
    """An event loop whose time stands still: what was asked for later comes when it is told to."""

    def __init__(self) -> None:
        self.later: dict[int, object] = {}

    def call_later(self, _seconds: float, call: object) -> SimpleNamespace:
        self.later[id(call)] = call
        return SimpleNamespace(cancel=lambda: self.later.pop(id(call), None))

    def create_task(self, coroutine, **_extra: object) -> Mock:
        coroutine.close()
        return Mock()

    def strike(self) -> None:
        for call in list(self.later.values()):
            call()


def verbinding(samen: ServerState) -> tuple[Verbinding, Lus, Mock]:
    lus, lijn = Lus(), Mock(spec=asyncio.Transport)
    made = Verbinding(uvicorn.Config(Mock(), log_level="error"), samen, {}, _loop=lus)
    made.connection_made(lijn)
    return made, lus, lijn


@pytest.mark.parametrize(
    ("parts", "cut"),
    [
        ((), True),
        ((b"GET / HTTP/1.1\r\nHost: a", b"b\r\nX-A: b"), True),
        ((b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", b"bewijs"), True),
        ((b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", b"bewijs", b"=ab"), False),
        ((b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",), False),
    ],
)
def test_a_request_that_does_not_come_in_whole_is_ended(parts: tuple[bytes, ...], *, cut: bool) -> None:
    made, lus, lijn = verbinding(ServerState())
    for part in parts:
        made.data_received(part)
    lijn.abort.assert_not_called()
    lus.strike()
    assert lijn.abort.called is cut


def test_one_connection_too_many_is_ended_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ketentoets.web.verbinding.MAX_VERBINDINGEN", 2)
    samen = ServerState()
    lines = [verbinding(samen) for _ in range(3)]
    assert [lijn.abort.called for _made, _lus, lijn in lines] == [False, False, True]
    for made, lus, _lijn in lines:
        made.connection_lost(None)
        assert lus.later == {}
    assert not verbinding(samen)[2].abort.called


def test_a_slow_form_leaves_no_trace_and_the_server_goes_on(
    web: Web, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("ketentoets.web.verbinding.GEDULD", 0.0)
    with socket.create_connection((web.client.base_url.host, web.client.base_url.port), timeout=300) as slow:
        slow.sendall(b"POST /nieuw HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99\r\n\r\nbewijs=")
        with suppress(ConnectionResetError):
            assert slow.recv(1) == b""
    monkeypatch.undo()
    assert web.client.get("/").status_code == 200
    assert "Traceback" not in caplog.text


def test_nobody_can_keep_all_lines_open(web: Web) -> None:
    sessie = web.sessie(voorbeeldrun.run())
    web.paginas.kijkers.aantal = MAX_KIJKERS
    assert web.client.get(f"/sessies/{sessie.id}/stroom").status_code == 503


# A whole session, with real processes.


def volg(web: Web, sessie_id: str) -> dict[str, str]:
    """Follow a session until it ends; the last version of every part of the page."""
    parts: dict[str, str] = {}
    with web.client.stream("GET", f"/sessies/{sessie_id}/stroom") as stream:
        for text in stream.iter_lines():
            if text.startswith("data: "):
                parts |= json.loads(text.removeprefix("data: "))
    return parts


def test_a_session_outlives_the_server_that_started_it(web: Web) -> None:
    answer = web.post("/sessies", KEUZES)
    sessie_id = answer.headers["location"].rsplit("/", 1)[1]
    assert "loopt" in web.client.get(f"/sessies/{sessie_id}").text
    with browser(web.instellingen.map) as later:
        parts = volg(later, sessie_id)
        assert "Geslaagd" in parts["stand"]
        assert "rapport.html" in parts["bestanden"]
        page = later.client.get("/").text
        assert "Proef" in page
        assert "1 scenario: 1 geslaagd" in unescape(page)
    assert volg(web, sessie_id)["stand"] == parts["stand"]


def test_the_child_does_not_get_the_token(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    from ketentoets.web.kind import omgeving

    monkeypatch.setenv(TOKEN_VARIABLE, TOKEN)
    assert TOKEN_VARIABLE not in omgeving()
    assert omgeving() == {k: v for k, v in os.environ.items() if k != TOKEN_VARIABLE}


def test_a_session_that_cannot_begin_says_why_and_leaves_nothing(web: Web) -> None:
    answer = web.post("/sessies", {**KEUZES, "naam": "--help", "tekst": "bestaat niet"})
    assert answer.status_code == 422
    assert "Geen enkel scenario past" in unescape(answer.text)
    assert 'value="--help"' in answer.text
    assert web.sessies.lijst() == []
    assert [p.name for p in web.instellingen.map.iterdir() if p.name.startswith(".begin") or p.is_dir()] == []


def test_a_pause_ends_after_the_scenario_and_going_on_loses_nothing(web: Web) -> None:
    keuzes = {**KEUZES, "tekst": "", "proces": "Toewijzing door de gemeente"}
    sessie_id = web.post("/sessies", keuzes).headers["location"].rsplit("/", 1)[1]
    assert web.post(f"/sessies/{sessie_id}/pauze", {}).status_code == 303
    wacht_op(web, sessie_id, "gepauzeerd")
    first = [json.loads(text) for text in (web.sessies.map / sessie_id / "voortgang.jsonl").read_text().splitlines()]
    assert 2 <= len(first) < 1 + first[0]["totaal"]
    page = web.client.get(f"/sessies/{sessie_id}").text
    assert "Hervatten" in page
    assert "Pauzeren" not in page
    assert web.post(f"/sessies/{sessie_id}/vervolg", {}).status_code == 303
    parts = volg(web, sessie_id)
    run = lees_run(web.sessies.map / sessie_id)
    assert run is not None
    assert "Geslaagd" in parts["stand"]
    assert (len(run.scenarios), run.afgebroken) == (first[0]["totaal"], False)


def test_what_was_stopped_has_a_report_that_names_what_was_not_played(web: Web) -> None:
    keuzes = {**KEUZES, "tekst": "", "proces": "Toewijzing door de gemeente"}
    sessie_id = web.post("/sessies", keuzes).headers["location"].rsplit("/", 1)[1]
    assert web.post(f"/sessies/{sessie_id}/pauze", {}).status_code == 303
    wacht_op(web, sessie_id, "gepauzeerd")
    assert web.post(f"/sessies/{sessie_id}/stop", {}).status_code == 303
    volg(web, sessie_id)
    assert web.sessies.haal(sessie_id).staat is Staat.GESTOPT
    run = lees_run(web.sessies.map / sessie_id)
    assert run is not None
    assert {s.oordeel for s in run.scenarios} == {Verdict.GESLAAGD, Verdict.OVERGESLAGEN}
    assert run.afgebroken


def wacht_op(web: Web, sessie_id: str, staat: str) -> None:
    """Follow a session until the page shows this state."""
    with web.client.stream("GET", f"/sessies/{sessie_id}/stroom") as stream:
        for text in stream.iter_lines():
            if text.startswith("data: ") and f"s-{staat}" in json.loads(text.removeprefix("data: ")).get("stand", ""):
                return
    pytest.fail("the session ended before that")


@pytest.fixture
def zonder_opdrachten() -> Iterator[str]:
    """The address of a system in which a person must key in the orders."""
    command = [sys.executable, "-m", "ketentoets", "sut", "--rol", "aanbieder", "--poort", "0", "--stop-bij-eof"]
    command += ["--zonder", "klok", "--zonder", "opdrachten"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sut:
        assert sut.stdout
        yield sut.stdout.readline().removeprefix(READY).strip()
        assert sut.stdin
        sut.stdin.close()


def test_an_order_for_a_person_is_asked_on_the_page_and_the_session_goes_on(web: Web, zonder_opdrachten: str) -> None:
    own = {**KEUZES, "rol": "aanbieder", "systeem": "adres", "adres": zonder_opdrachten, "klok": "werkelijk"}
    assert "Er kan getest worden" in web.post("/nieuw/controle", own).text
    sessie_id = web.post("/sessies", own).headers["location"].rsplit("/", 1)[1]
    wacht_op(web, sessie_id, "wacht")
    page = unescape(web.client.get(f"/sessies/{sessie_id}").text)
    assert "Vraag voor deze cliënt een toewijzing aan (JW315)." in page
    assert "45A04" in page
    (vraag,) = web.sessies.open_vragen(sessie_id)
    answer = {"vraag": str(vraag.id), "uitkomst": "lukt niet", "toelichting": "die knop is er niet"}
    assert web.post(f"/sessies/{sessie_id}/antwoord", answer).status_code == 303
    parts = volg(web, sessie_id)
    assert "Onbeslist" in parts["stand"]
    assert "die knop is er niet" in unescape(parts["uitslag"])


def test_a_run_that_was_killed_says_so_and_goes_on(web: Web) -> None:
    keuzes = {**KEUZES, "tekst": "", "proces": "Toewijzing door de gemeente"}
    sessie_id = web.post("/sessies", keuzes).headers["location"].rsplit("/", 1)[1]
    web.paginas._werkplaats._kinderen._eigen[sessie_id].kill()
    wacht_op(web, sessie_id, "mislukt")
    assert "Hervatten" in web.client.get(f"/sessies/{sessie_id}").text
    assert web.post(f"/sessies/{sessie_id}/vervolg", {}).status_code == 303
    assert "Geslaagd" in volg(web, sessie_id)["stand"]
