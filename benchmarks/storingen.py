"""What breaks, and what is lost by it: every fault with real processes, as a table with counts.

    python benchmarks/storingen.py             the whole matrix
    python benchmarks/storingen.py hangt       only faults with this in their name

The tested system is a process of its own, ketentoets is another, and between them a relay that misbehaves
and counts. A message is lost when the relay saw it acknowledged and the journal does not hold it; it is
double when the journal holds it twice. Verdicts are compared with those of a run without a fault: the same,
or undecided with the reason.
"""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from uuid import uuid4

from ketentoets.core.journal import geldig, read_journal

KETENTOETS = [sys.executable, "-m", "ketentoets"]
KEUS = ("--rol", "gemeente", "-k", "Patroon")
OMGEVING = {**os.environ, "NO_COLOR": "1", "TERM": "dumb"}
WACHT = 300
VEEL = 10_000


@dataclass
class Relais(ThreadingHTTPServer):
    """Passes requests on to the system, spoils some of them, and counts what was acknowledged.

    `stoor` gets the handler, how many requests went before, and the answer (None: not asked yet); it
    returns whether it answered by itself.
    """

    doel: int
    stoor: Callable[["Verzoek", int, bool], bool]
    aantal: int = 0
    aangeboden: set[str] = field(default_factory=set)
    bevestigd: set[str] = field(default_factory=set)
    afgeleverd: set[str] = field(default_factory=set)
    gestoord: int = 0
    slot: Lock = field(default_factory=Lock)
    los: Event = field(default_factory=Event)

    daemon_threads = True

    def __post_init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Verzoek)

    def __hash__(self) -> int:
        return id(self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that was cut off is what this is for."""


class Verzoek(BaseHTTPRequestHandler):
    """One connection from ketentoets."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Relais

    def _doe(self) -> None:
        relais = self.server
        with relais.slot:
            relais.aantal += 1
            nummer = relais.aantal
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if relais.stoor(self, nummer, False):
            return
        status, headers, answer = self._door(body)
        self._tel(status, headers)
        if relais.stoor(self, nummer, True):
            return
        self.antwoord(status, answer, headers)

    do_GET = do_POST = do_PUT = do_DELETE = _doe  # noqa: N815 - the names http.server looks for

    def _door(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
        kept = {k: v for k, v in self.headers.items() if k.lower() not in {"host", "connection"}}
        return self.vraag(self.command, self.path, body, kept)

    def vraag(
        self, methode: str, pad: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask the system something; status 503 when it does not answer."""
        connection = HTTPConnection("127.0.0.1", self.server.doel, timeout=60)
        try:
            connection.request(methode, pad, body, headers or {})
            answer = connection.getresponse()
            kept = {k: v for k, v in answer.getheaders() if k.lower().startswith(("keten-", "content-type"))}
            return answer.status, kept, answer.read()
        except (OSError, HTTPException):
            return 503, {}, b""
        finally:
            connection.close()

    def _tel(self, status: int, headers: dict[str, str]) -> None:
        ids = {k.lower(): v for k, v in headers.items()}
        if self.command == "GET" and "keten-bericht-id" in ids:
            self.server.aangeboden.add(ids["keten-bericht-id"])
        elif self.command == "DELETE" and status == 204:
            self.server.bevestigd.add(self.path.rpartition("/")[2])
        elif self.command == "POST" and self.path == "/berichten" and status == 202:
            self.server.afgeleverd.add(self.headers["Keten-Bericht-Id"])

    def antwoord(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for naam, waarde in headers.items():
            self.send_header(naam, waarde)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def verbreek(self) -> None:
        self.close_connection = True
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


# --- ways to misbehave ----------------------------------------------------------------------------

Stoor = Callable[[Verzoek, int, bool], bool]
IS_BERICHT = "/berichten"


def niets(_v: Verzoek, _n: int, _na: bool) -> bool:
    return False


def elke(n: int, doe: Callable[[Verzoek], None], *, na: bool, methode: str = "", hoogstens: int = 10**9) -> Stoor:
    """Misbehave at every n-th request about messages, before or after the system did its work."""
    geteld = [0, 0]

    def stoor(v: Verzoek, _nummer: int, nu_na: bool) -> bool:
        if nu_na is not na or not v.path.startswith(IS_BERICHT) or (methode and v.command != methode):
            return False
        geteld[0] += 1
        if geteld[0] % n or geteld[1] >= hoogstens:
            return False
        geteld[1] += 1
        v.server.gestoord += 1
        doe(v)
        return True

    return stoor


def hangt(v: Verzoek) -> None:
    v.server.los.wait(60)
    v.verbreek()


def druppelt(v: Verzoek) -> None:
    with suppress(OSError):
        v.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        while not v.server.los.wait(1):
            v.wfile.write(b"x")
    v.verbreek()


def halverwege(v: Verzoek) -> None:
    v.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nContent-Type: application/xml\r\n\r\n<half")
    v.verbreek()


def serverfout(v: Verzoek) -> None:
    v.antwoord(500, b"au", {})


def onzin(v: Verzoek) -> None:
    v.antwoord(200, b"<html>Welkom</html>", {"Content-Type": "text/html"})


def elders(v: Verzoek) -> None:
    v.antwoord(302, b"", {"Location": "http://127.0.0.1:9/"})


def vergeten(v: Verzoek) -> None:
    """Say that it was acknowledged, and offer it again all the same (the relay asked nothing)."""
    v.antwoord(204, b"", {})


def andersom() -> Stoor:
    """Take all mail from the system and hand it out the other way round, the newest first."""
    post: list[tuple[dict[str, str], bytes]] = []

    def stoor(v: Verzoek, _nummer: int, na: bool) -> bool:
        if na or not v.path.startswith(IS_BERICHT) or v.command not in {"GET", "DELETE"}:
            return False
        if v.command == "GET":
            post.extend(_leeg(v))
        else:
            post[:] = [(h, b) for h, b in post if h["keten-bericht-id"] != v.path.rpartition("/")[2]]
            v._tel(204, {})
        if v.command == "DELETE" or not post:
            v.antwoord(204, b"", {})
            return True
        v.server.gestoord += len(post) > 1
        headers, body = post[-1]
        v._tel(200, headers)
        v.antwoord(200, body, headers)
        return True

    return stoor


def _leeg(v: Verzoek) -> Iterator[tuple[dict[str, str], bytes]]:
    """Everything that waits in the system, which forgets it."""
    while (answer := v.vraag("GET", "/berichten"))[0] == 200:
        headers = {k.lower(): w for k, w in answer[1].items()}
        v.vraag("DELETE", f"/berichten/{headers['keten-bericht-id']}")
        yield headers, answer[2]


def oude_klok(v: Verzoek) -> None:
    """Offer a message with a moment of years ago."""
    status, headers, body = v._door(b"")
    v._tel(status, headers)
    headers = {k: "2019-01-01T00:00:00+01:00" if k.lower() == "keten-tijd" else w for k, w in headers.items()}
    v.antwoord(status, body, headers)


# --- processes ------------------------------------------------------------------------------------


@contextmanager
def systeem(*opties: str, poort: int = 0) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The tested system; the process and its port."""
    command = [*KETENTOETS, "sut", "--rol", "gemeente", "--poort", str(poort), "--stop-bij-eof", *opties]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline() if process.stdout else ""
        try:
            yield process, int(line.rpartition(":")[2])
        finally:
            process.kill()


@contextmanager
def relais(doel: int, stoor: Stoor) -> Iterator[Relais]:
    server = Relais(doel, stoor)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield server
    server.los.set()
    server.shutdown()
    thread.join()
    server.server_close()


def draai(*arguments: str, limiet: int = 0) -> int:
    """Run ketentoets to its end; with a limit on the size of a file as on a full disk."""

    def beperk() -> None:
        if limiet:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limiet, limiet))

    done = subprocess.run(
        [*KETENTOETS, *arguments], env=OMGEVING, capture_output=True, text=True, timeout=WACHT, check=False,
        preexec_fn=beperk,
    )  # fmt: skip
    if "Traceback" in done.stderr:
        raise RuntimeError(done.stderr)
    return done.returncode


def dood_bij(regels: int, journaal: Path, *arguments: str) -> bool:
    """Run ketentoets and kill it when its journal has so many lines; whether it came to that."""
    with subprocess.Popen([*KETENTOETS, *arguments], env=OMGEVING, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:  # fmt: skip
        while process.poll() is None:
            if journaal.exists() and journaal.read_bytes().count(b"\n") >= regels:
                process.send_signal(signal.SIGKILL)
                process.wait()
                return True
            Event().wait(0.01)
    return False


# --- what came of it ------------------------------------------------------------------------------


@dataclass
class Uitkomst:
    """One row of the matrix. Counts are messages; `oordelen` are verdicts equal to those without a fault."""

    storing: str
    gestoord: int = 0
    verstuurd: int = 0
    bevestigd: int = 0
    verloren: int = 0
    dubbel: int = 0
    gelijk: int = 0
    onbeslist: int = 0
    anders: int = 0

    @property
    def goed(self) -> bool:
        return not (self.verloren or self.dubbel or self.anders)


def oordelen(map_: Path) -> dict[tuple[str, str], tuple[str, str]]:
    run = json.loads((map_ / "run.json").read_text(encoding="utf-8"))
    return {(s["id"], s["rol"]): (s["oordeel"], s["reden"]) for s in run["scenarios"]}


def bekijk(naam: str, map_: Path, r: Relais, basis: dict[tuple[str, str], tuple[str, str]]) -> Uitkomst:
    """Count what the relay saw against what the journal holds."""
    events = read_journal(map_ / "journaal.jsonl")[0]
    stored = {e["id"] for e in events if e.soort in {"bericht", "zwerfbericht"}}
    valid = [e["id"] for e in geldig(events) if e.soort in {"bericht", "zwerfbericht"}]
    found = oordelen(map_)
    same = [key for key in basis if found.get(key) == basis[key]]
    open_ = [k for k in basis if k not in same and found.get(k, ("", ""))[0] == "onbeslist" and found[k][1]]
    return Uitkomst(
        naam, r.gestoord, len(r.aangeboden | r.afgeleverd), len(r.bevestigd | r.afgeleverd),
        len((r.bevestigd | r.afgeleverd) - stored), len(valid) - len(set(valid)), len(same), len(open_),
        len(basis) - len(same) - len(open_),
    )  # fmt: skip


Basis = dict[tuple[str, str], tuple[str, str]]


def gestoord(stoor: Callable[[], Stoor]) -> Callable[[Path, Basis, str], Uitkomst]:
    """A run through a relay that misbehaves."""

    def doe(tmp: Path, basis: Basis, naam: str) -> Uitkomst:
        with systeem() as (_process, poort), relais(poort, stoor()) as r:
            draai("run", "--sut", r.url, *KEUS, "--rapport", str(tmp / "r"))
            return bekijk(naam, tmp / "r", r, basis or oordelen(tmp / "r"))

    return doe


def harnas_dood(tmp: Path, basis: Basis, naam: str) -> Uitkomst:
    """Kill ketentoets again and again, each time a bit further, and let it go on."""
    map_, journaal = tmp / "r", tmp / "r" / "journaal.jsonl"
    with systeem() as (_process, poort), relais(poort, niets) as r:
        kills = 0
        arguments = ["run", "--sut", r.url, *KEUS, "--rapport", str(map_)]
        regels = 12
        while dood_bij(regels, journaal, *arguments):
            kills += 1
            regels = read_lines(journaal) + 17
            arguments = ["vervolg", str(map_)]
            if kills == 4:
                break
        draai("vervolg", str(map_))
        uitkomst = bekijk(naam, map_, r, basis)
        uitkomst.gestoord = kills
        return uitkomst


def read_lines(journaal: Path) -> int:
    return journaal.read_bytes().count(b"\n")


def systeem_dood(tmp: Path, basis: Basis, naam: str) -> Uitkomst:
    """Kill the tested system in the middle; it comes back without memory, and the run goes on."""
    with systeem() as (process, poort), relais(poort, _na(12, process.kill)) as r:
        draai("run", "--sut", r.url, *KEUS, "--rapport", str(tmp / "r"))
        process.wait(timeout=WACHT)
        with systeem(poort=poort):
            draai("vervolg", str(tmp / "r"))
            uitkomst = bekijk(naam, tmp / "r", r, basis)
            uitkomst.gestoord = 1
            return uitkomst


def _na(n: int, doe: Callable[[], None]) -> Stoor:
    def stoor(_v: Verzoek, nummer: int, na: bool) -> bool:
        if nummer == n and not na:
            doe()
        return False

    return stoor


def schijf_vol(tmp: Path, basis: Basis, naam: str) -> Uitkomst:
    """A journal that cannot grow any further; later there is room."""
    with systeem() as (_process, poort), relais(poort, niets) as r:
        draai("run", "--sut", r.url, *KEUS, "--rapport", str(tmp / "r"), limiet=60_000)
        draai("vervolg", str(tmp / "r"))
        uitkomst = bekijk(naam, tmp / "r", r, basis)
        uitkomst.gestoord = 1
        return uitkomst


def sessie_dood(tmp: Path, _basis: Basis, naam: str) -> Uitkomst:
    """A session in real time: ketentoets and the tested system are both killed, several times."""
    keus = ("-k", "Patroon 1", "--sessies", str(tmp / "s"))
    staat = ("--zonder", "klok", "--staat", str(tmp / "staat"))
    with systeem(*staat) as (process, poort), relais(poort, niets) as r:
        draai("sessie", "start", "--sut", r.url, "--naam", "heel", *keus)
        map_ = next((tmp / "s").glob("*/journaal.jsonl")).parent
        basis = oordelen(map_)
        r.bevestigd.clear(), r.afgeleverd.clear(), r.aangeboden.clear()
        process.kill()
        process.wait()
        (tmp / "staat" / "staat.jsonl").unlink()
        with systeem(*staat, poort=poort) as (tweede, _poort):
            return _sessie_dood(tmp, naam, r, basis, tweede, staat)


def _sessie_dood(
    tmp: Path, naam: str, r: Relais, basis: Basis, process: subprocess.Popen[str], staat: tuple[str, ...]
) -> Uitkomst:
    sessies = tmp / "d"
    options = ("-k", "Patroon 1", "--sessies", str(sessies))
    with subprocess.Popen(
        [*KETENTOETS, "sessie", "start", "--sut", r.url, "--naam", "dood", *options], env=OMGEVING,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as harness:  # fmt: skip
        while harness.poll() is None and not r.afgeleverd:
            Event().wait(0.005)
        harness.send_signal(signal.SIGKILL)
    process.kill()
    process.wait()
    with systeem(*staat, poort=r.doel):
        draai("sessie", "vervolg", "dood", "--sessies", str(sessies))
        map_ = next(sessies.glob("*/journaal.jsonl")).parent
        uitkomst = bekijk(naam, map_, r, basis)
        uitkomst.gestoord = 2
        return uitkomst


class Stortvloed(BaseHTTPRequestHandler):
    """A system that has very many messages ready at once."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wachtrij: list[str]
    bevestigd: set[str]
    xml: bytes

    def do_GET(self) -> None:
        if self.path == "/":
            who = {"naam": "vloed", "versie": "1", "rol": "gemeente", "kan": ["opdrachten"]}
            self._klaar(200, json.dumps(who).encode(), {"Content-Type": "application/json"})
        elif self.wachtrij:
            headers = {"Keten-Bericht-Id": self.wachtrij[-1], "Keten-Tijd": "2026-01-01T09:00:00+01:00"}
            self._klaar(200, self.xml, {**headers, "Content-Type": "application/xml"})
        else:
            self._klaar(204)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self._klaar(202)

    def do_DELETE(self) -> None:
        self.bevestigd.add(self.wachtrij.pop())
        self._klaar(204)

    def _klaar(self, status: int, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for naam, waarde in (headers or {}).items():
            self.send_header(naam, waarde)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Quiet."""


def stortvloed(tmp: Path, _basis: Basis, naam: str, aantal: int = VEEL) -> Uitkomst:
    """So many messages at once, about somebody that no scenario knows."""
    draai("genereer", "--bericht", "JW301", "--release", "ijw-3.2", "-n", "1", "--uit", str(tmp / "m"))
    Stortvloed.xml = next((tmp / "m").rglob("*.xml")).read_bytes()
    Stortvloed.wachtrij = [str(uuid4()) for _n in range(aantal)]
    Stortvloed.bevestigd = set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stortvloed)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    draai("sessie", "start", "--sut", url, "-k", "Patroon", "--sessies", str(tmp / "s"), "--zonder-vragen")
    server.shutdown()
    thread.join()
    server.server_close()
    events = read_journal(next((tmp / "s").glob("*/journaal.jsonl")))[0]
    stored = [e["id"] for e in events if e.soort in {"bericht", "zwerfbericht"} and e["van"] == "gemeente"]
    lost = Stortvloed.bevestigd - set(stored)
    return Uitkomst(naam, 1, aantal, len(Stortvloed.bevestigd), len(lost), len(stored) - len(set(stored)))


STORINGEN: dict[str, Callable[[Path, Basis, str], Uitkomst]] = {
    "geen storing": gestoord(lambda: niets),
    "ketentoets kill -9, meermaals": harnas_dood,
    "systeem kill -9, komt leeg terug": systeem_dood,
    "sessie: beide kill -9": sessie_dood,
    "schijf vol": schijf_vol,
    "hangt eenmaal": gestoord(lambda: elke(9, hangt, na=False, hoogstens=1)),
    "druppelt eenmaal": gestoord(lambda: elke(9, druppelt, na=False, hoogstens=1)),
    "breekt af voor verwerking": gestoord(lambda: elke(5, Verzoek.verbreek, na=False)),
    "breekt af na verwerking": gestoord(lambda: elke(5, Verzoek.verbreek, na=True)),
    "half antwoord": gestoord(lambda: elke(5, halverwege, na=True)),
    "serverfout 500": gestoord(lambda: elke(4, serverfout, na=False)),
    "bevestigt maar biedt weer aan": gestoord(lambda: elke(2, vergeten, na=False, methode="DELETE")),
    "oude klok in Keten-Tijd": gestoord(lambda: elke(1, oude_klok, na=False, methode="GET")),
    "andere volgorde": gestoord(andersom),
    "antwoordt eenmaal onzin": gestoord(lambda: elke(9, onzin, na=False, hoogstens=1)),
    "verwijst eenmaal door": gestoord(lambda: elke(9, elders, na=False, hoogstens=1)),
    f"{VEEL} berichten tegelijk": stortvloed,
}


def doe(naam: str, basis: Basis) -> Uitkomst:
    """One row."""
    with tempfile.TemporaryDirectory() as tmp:
        return STORINGEN[naam](Path(tmp), basis, naam)


def basis_zonder_storing() -> Basis:
    """The verdicts of a run that nothing happens to."""
    with tempfile.TemporaryDirectory() as tmp:
        with systeem() as (_process, poort):
            draai("run", "--sut", f"http://127.0.0.1:{poort}", *KEUS, "--rapport", f"{tmp}/r")
        return oordelen(Path(tmp) / "r")


KOPPEN = ("keren", "verstuurd", "bevestigd", "verloren", "dubbel", "gelijk", "onbeslist", "anders")


def _toon(storing: object, *cellen: object) -> None:
    """A row, as soon as it is there."""
    print(f"{storing:<34}" + "".join(f"{cel:>11}" for cel in cellen), flush=True)


def main() -> int:
    gevraagd = sys.argv[1] if len(sys.argv) > 1 else ""
    basis = basis_zonder_storing()
    rows = []
    _toon("storing", *KOPPEN)
    for naam in (n for n in STORINGEN if gevraagd in n):
        rows.append(doe(naam, basis))
        _toon(*vars(rows[-1]).values())
    return 0 if rows and all(u.goed for u in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
