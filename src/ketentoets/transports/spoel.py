"""What a system pushed, on disk before it hears so: each message once, in the order it came.

One SQLite file (WAL, synchronous) per run. BSNs and names outside the test range are masked before
anything is written; what was fetched leaves only its id and a checksum behind, to know it again.
"""

import hashlib
import sqlite3
from pathlib import Path
from threading import Lock

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import HarnessFault, SutContractError
from ketentoets.core.geheim import ZONDER, Masker
from ketentoets.core.persoonsgegevens import maskeer
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope

_TABEL = """
CREATE TABLE IF NOT EXISTS bericht (
    nummer INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, som TEXT NOT NULL,
    tijd TEXT NOT NULL, xml BLOB, gemaskeerd INTEGER NOT NULL
)"""


class Spoel:
    """Messages that wait to be fetched. Calls may come from any thread."""

    def __init__(self, path: Path, masker: Masker = ZONDER) -> None:
        self._masker = masker
        self._lock = Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=FULL")
            self._db.execute(_TABEL)
        except (OSError, sqlite3.Error) as error:
            raise HarnessFault(_("kan {path} niet gebruiken: {reden}", path=path, reden=error)) from error

    def neem_aan(self, envelope: Envelope) -> None:
        """Keep a message; on disk when this returns.

        The same id with the same content is fine and changes nothing; with other content it raises
        `SutContractError`. Raises `OSError` when it cannot be kept.
        """
        som = hashlib.sha256(envelope.xml).hexdigest()
        with self._lock:
            known = self._db.execute("SELECT som FROM bericht WHERE id = ?", (envelope.id.lower(),)).fetchone()
            if known is not None and known[0] != som:
                raise SutContractError(_("bericht-id {id} is bekend met een andere inhoud", id=envelope.id))
            if known is None:
                self._bewaar(envelope, som)

    def _bewaar(self, envelope: Envelope, som: str) -> None:
        xml, count = maskeer(self._masker.bytes(envelope.xml))
        row = (envelope.id.lower(), som, envelope.tijd.isoformat(), xml, count + envelope.gemaskeerd)
        try:
            self._db.execute("INSERT INTO bericht (id, som, tijd, xml, gemaskeerd) VALUES (?, ?, ?, ?, ?)", row)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error

    def oudste(self) -> Envelope | None:
        """The message that came first of those that wait."""
        return next(iter(self.wachtend(1)), None)

    def wachtend(self, hoogstens: int) -> list[Envelope]:
        """The oldest messages that wait."""
        with self._lock:
            rows = self._db.execute(
                "SELECT id, tijd, xml, gemaskeerd FROM bericht WHERE xml IS NOT NULL ORDER BY nummer LIMIT ?",
                (hoogstens,),
            ).fetchall()
        return [Envelope(row[0], parse_moment(row[1]), bytes(row[2]), row[3]) for row in rows]

    def bevestig(self, message_id: str) -> None:
        """It was stored elsewhere: forget its content."""
        with self._lock:
            self._db.execute("UPDATE bericht SET xml = NULL WHERE id = ?", (message_id.lower(),))

    def leeg(self) -> None:
        """Forget what waits: the system was started over."""
        with self._lock:
            self._db.execute("UPDATE bericht SET xml = NULL")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()
