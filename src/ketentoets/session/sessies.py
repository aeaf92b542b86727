"""Sessions on disk: a test that takes days, the choices it was started with, and questions to a person.

A folder holds `sessies.sqlite` (WAL: a web page can read while a session runs) and one folder per session
with its journal and report. The journal stays the only truth about what was exchanged; the database only
knows which sessions there are, what they wait for, and what a person answered. One process at a time holds
a session; its lock is gone when the process is, however it ended.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from typing import Any

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from ketentoets.core.bsn import shown
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd

BESTAND = "sessies.sqlite"
SLOT = ".slot"
WACHT_OP_SLOT = 10
"""Seconds to wait for another process that writes to the database."""

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sessie (
    id TEXT PRIMARY KEY, naam TEXT NOT NULL, staat TEXT NOT NULL, keuzes TEXT NOT NULL,
    gemaakt TEXT NOT NULL, bijgewerkt TEXT NOT NULL, wacht_tot TEXT, reden TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS vraag (
    id INTEGER PRIMARY KEY, sessie TEXT NOT NULL REFERENCES sessie(id), sleutel TEXT NOT NULL,
    tekst TEXT NOT NULL, gegevens TEXT NOT NULL, gesteld TEXT NOT NULL,
    uitkomst TEXT NOT NULL DEFAULT '', toelichting TEXT NOT NULL DEFAULT '', beantwoord TEXT,
    UNIQUE (sessie, sleutel)
);
"""


class Staat(StrEnum):
    """What a session is doing. There is nothing else."""

    NIEUW = "nieuw"
    LOOPT = "loopt"
    WACHT_OP_TIJD = "wacht op tijd"
    WACHT_OP_MENS = "wacht op mens"
    GEPAUZEERD = "gepauzeerd"
    KLAAR = "klaar"
    GESTOPT = "gestopt"
    AFGEBROKEN = "afgebroken"

    @property
    def af(self) -> bool:
        """Whether the session will never go on."""
        return self in {Staat.KLAAR, Staat.GESTOPT}


class Uitkomst(StrEnum):
    """What a person can answer when asked to key something in."""

    KLAAR = "klaar"
    LUKT_NIET = "lukt niet"
    OVERSLAAN = "overslaan"


@dataclass(frozen=True)
class Sessie:
    """One session. `keuzes` holds what it was started with, never a secret; moments are Europe/Amsterdam.

    `wacht_tot` is the moment from which going on makes sense when nobody acts before, `reden` says on what
    or on whom it waits.
    """

    id: str
    naam: str
    staat: Staat
    keuzes: dict[str, Any]
    map: Path
    gemaakt: datetime
    bijgewerkt: datetime
    wacht_tot: datetime | None = None
    reden: str = ""


@dataclass(frozen=True)
class Vraag:
    """Something a person is asked to do. `gegevens` is what must be keyed in; `uitkomst` None while open."""

    id: int
    sessie_id: str
    sleutel: str
    tekst: str
    gegevens: dict[str, Any]
    gesteld: datetime
    uitkomst: Uitkomst | None = None
    toelichting: str = ""
    beantwoord: datetime | None = None


def standaardmap() -> Path:
    """The folder for sessions when the user names none: the data folder of the user."""
    return user_data_path("ketentoets", appauthor=False) / "sessies"


class Sessies:
    """All sessions in a folder. Every call is a transaction of its own, from any thread or process."""

    def __init__(self, map_: Path | None = None) -> None:
        """Open or make the folder; raises `ConfigurationError` when that cannot be done."""
        self.map = map_ or standaardmap()
        try:
            self.map.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            reason = waarom(error)
            raise ConfigurationError(
                _("Kan de map voor sessies {path} niet maken: {reason}", path=self.map, reason=reason)
            ) from error
        with self._db() as db:
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(_SCHEMA)

    def maak(self, naam: str, keuzes: dict[str, Any]) -> Sessie:
        """A new session with an empty folder of its own."""
        nu = werkelijke_tijd()
        sessie_id = f"{nu:%Y%m%d-%H%M%S}-{token_hex(2)}"
        map_ = self.map / sessie_id
        map_.mkdir(mode=0o700)
        sessie = Sessie(sessie_id, naam or sessie_id, Staat.NIEUW, keuzes, map_, nu, nu)
        with self._db() as db:
            db.execute(
                "INSERT INTO sessie (id, naam, staat, keuzes, gemaakt, bijgewerkt) VALUES (?, ?, ?, ?, ?, ?)",
                (sessie.id, sessie.naam, sessie.staat, _tekst(keuzes), nu.isoformat(), nu.isoformat()),
            )
        return sessie

    def verwijder(self, sessie: Sessie) -> None:
        """Take away a session that never began, with its folder."""
        with self._db() as db:
            db.execute("DELETE FROM vraag WHERE sessie = ?", (sessie.id,))
            db.execute("DELETE FROM sessie WHERE id = ?", (sessie.id,))
        rmtree(sessie.map, ignore_errors=True)

    def lijst(self) -> list[Sessie]:
        """All sessions, the newest first."""
        with self._db() as db:
            return [self._sessie(row) for row in db.execute("SELECT * FROM sessie ORDER BY gemaakt DESC, rowid DESC")]

    def haal(self, sessie_id: str) -> Sessie:
        """A session by its id, or by a name that only one session has; raises `ConfigurationError`."""
        with self._db() as db:
            rows = db.execute("SELECT * FROM sessie WHERE id = ?", (sessie_id,)).fetchall()
            rows = rows or db.execute("SELECT * FROM sessie WHERE naam = ?", (sessie_id,)).fetchall()
        if len(rows) != 1:
            tekst = _("Er zijn {n} sessies die '{id}' heten in {path}; noem het nummer uit 'ketentoets sessie lijst'.",
                      n=len(rows), id=sessie_id, path=self.map)  # fmt: skip
            if not rows:
                tekst = _("Sessie '{id}' bestaat niet in {path}. Zie: ketentoets sessie lijst.",
                          id=sessie_id, path=self.map)  # fmt: skip
            raise ConfigurationError(tekst)
        return self._sessie(rows[0])

    def zet(self, sessie_id: str, staat: Staat, *, wacht_tot: datetime | None = None, reden: str = "") -> Sessie:
        """Write down what a session is doing."""
        values = (str(staat), _moment(wacht_tot), reden, werkelijke_tijd().isoformat(), sessie_id)
        with self._db() as db:
            db.execute("UPDATE sessie SET staat = ?, wacht_tot = ?, reden = ?, bijgewerkt = ? WHERE id = ?", values)
        return self.haal(sessie_id)

    def vraag(self, sessie_id: str, sleutel: str, tekst: str, gegevens: dict[str, Any]) -> Vraag:
        """Ask a person something; asked again with the same key it is the same question, with its answer."""
        nu = werkelijke_tijd().isoformat()
        with self._db() as db:
            db.execute(
                "INSERT OR IGNORE INTO vraag (sessie, sleutel, tekst, gegevens, gesteld) VALUES (?, ?, ?, ?, ?)",
                (sessie_id, sleutel, tekst, _tekst(gegevens), nu),
            )
            found = db.execute("SELECT * FROM vraag WHERE sessie = ? AND sleutel = ?", (sessie_id, sleutel))
            return _vraag(found.fetchone())

    def vragen(self, sessie_id: str) -> list[Vraag]:
        """Every question of a session, the oldest first."""
        with self._db() as db:
            return [_vraag(row) for row in db.execute("SELECT * FROM vraag WHERE sessie = ? ORDER BY id", (sessie_id,))]

    def open_vragen(self, sessie_id: str) -> list[Vraag]:
        """The questions nobody answered yet, the oldest first."""
        return [vraag for vraag in self.vragen(sessie_id) if vraag.uitkomst is None]

    def beantwoord(self, vraag_id: int, uitkomst: str, toelichting: str = "") -> Vraag:
        """Answer a question once; raises `ConfigurationError` for another answer or an unknown question."""
        if uitkomst not in set(Uitkomst):
            raise ConfigurationError(
                _("'{uitkomst}' is geen antwoord; kies uit {names}.", uitkomst=uitkomst, names=", ".join(Uitkomst))
            )
        values = (uitkomst, shown(toelichting), werkelijke_tijd().isoformat(), vraag_id)
        with self._db() as db:
            db.execute(
                "UPDATE vraag SET uitkomst = ?, toelichting = ?, beantwoord = ? WHERE id = ? AND beantwoord IS NULL",
                values,
            )
            row = db.execute("SELECT * FROM vraag WHERE id = ?", (vraag_id,)).fetchone()
        if row is None:
            raise ConfigurationError(_("Vraag {id} bestaat niet.", id=vraag_id))
        if row["uitkomst"] != uitkomst:
            raise ConfigurationError(
                _("Vraag {id} is al beantwoord met '{uitkomst}'.", id=vraag_id, uitkomst=row["uitkomst"])
            )
        return _vraag(row)

    @contextmanager
    def houd(self, sessie: Sessie) -> Iterator[None]:
        """Hold a session; raises `ConfigurationError` when another process does."""
        slot = FileLock(sessie.map / SLOT, timeout=0)
        try:
            slot.acquire()
        except Timeout as error:
            raise ConfigurationError(
                _("Sessie {id} wordt al uitgevoerd door een ander proces; wacht tot dat klaar is.", id=sessie.id)
            ) from error
        try:
            yield
        finally:
            slot.release()

    def wordt_uitgevoerd(self, sessie: Sessie) -> bool:
        """Whether some process holds this session now."""
        try:
            with self.houd(sessie):
                return False
        except ConfigurationError:
            return True

    def _sessie(self, row: sqlite3.Row) -> Sessie:
        """A session as it stands; one that runs in no process any more was broken off."""
        sessie = self._geschreven(row)
        if sessie.staat is Staat.LOOPT and sessie.map.is_dir() and not self.wordt_uitgevoerd(sessie):
            reden = _("het proces dat haar uitvoerde is er niet meer")
            return replace(sessie, staat=Staat.AFGEBROKEN, reden=reden)
        return sessie

    def _geschreven(self, row: sqlite3.Row) -> Sessie:
        return Sessie(
            id=row["id"],
            naam=row["naam"],
            staat=Staat(row["staat"]),
            keuzes=json.loads(row["keuzes"]),
            map=self.map / row["id"],
            gemaakt=_lees(row["gemaakt"]),
            bijgewerkt=_lees(row["bijgewerkt"]),
            wacht_tot=_lees(row["wacht_tot"]) if row["wacht_tot"] else None,
            reden=row["reden"],
        )

    @contextmanager
    def _db(self) -> Iterator[sqlite3.Connection]:
        path = self.map / BESTAND
        try:
            db = sqlite3.connect(path, timeout=WACHT_OP_SLOT)
        except sqlite3.Error as error:
            raise _onleesbaar(path, error) from error
        try:
            db.row_factory = sqlite3.Row
            with db:
                yield db
        except sqlite3.Error as error:
            raise _onleesbaar(path, error) from error
        finally:
            with suppress(sqlite3.Error):
                db.close()


def _onleesbaar(path: Path, error: sqlite3.Error) -> ConfigurationError:
    return ConfigurationError(_("Kan {path} niet lezen of schrijven: {reason}.", path=path, reason=error))


def _vraag(row: sqlite3.Row) -> Vraag:
    return Vraag(
        id=row["id"],
        sessie_id=row["sessie"],
        sleutel=row["sleutel"],
        tekst=row["tekst"],
        gegevens=json.loads(row["gegevens"]),
        gesteld=_lees(row["gesteld"]),
        uitkomst=Uitkomst(row["uitkomst"]) if row["uitkomst"] else None,
        toelichting=row["toelichting"],
        beantwoord=_lees(row["beantwoord"]) if row["beantwoord"] else None,
    )


def _tekst(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _lees(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).astimezone(AMSTERDAM)
