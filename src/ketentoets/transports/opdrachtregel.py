"""A system that is a command: started per message, XML on standard input, messages on standard output.

Zero or more messages come back, separated by a NUL byte. Exit code 0 is taken, 2 is refused at level
1 (the reason on standard error), and anything else broke down. What it writes on standard error is
shown without secrets and BSNs. The command knows id and moment from KETEN_BERICHT_ID and KETEN_TIJD.
"""

import os
import shlex
import signal
import subprocess
from collections import deque
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import IO
from uuid import UUID, uuid5

from ketentoets.core.errors import ConfigurationError, SutContractError, SutUnreachable
from ketentoets.core.geheim import ZONDER, Masker
from ketentoets.core.message import MAX_BYTES
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.base import Envelope, Outcome, Receipt, ZonderBesturing
from ketentoets.transports.toegang import VOORVOEGSEL

MAX_UIT = 4 * MAX_BYTES
MAX_BERICHTEN = 500
MAX_FOUT = 4096
GEWEIGERD = 2
_STUK = 65536
_NAAMRUIMTE = UUID("8d0f7a5e-6c0b-5a1e-8a41-2f3f5f0c9b77")


class OpdrachtSysteem(ZonderBesturing):
    """The command line `opdracht`, which gets `seconden` for each message."""

    def __init__(self, opdracht: str, seconden: float = 30.0, masker: Masker = ZONDER) -> None:
        try:
            self._woorden = shlex.split(opdracht)
        except ValueError as error:
            raise ConfigurationError(
                _("De opdracht '{tekst}' is niet te lezen: er ontbreekt een aanhalingsteken.", tekst=opdracht)
            ) from error
        if not self._woorden:
            raise ConfigurationError(
                _("Na 'command' hoort een opdracht, bijvoorbeeld --sut \"command python systeem.py\".")
            )
        self.adres = f"command {Path(self._woorden[0]).name}"
        self._seconden = seconden
        self._masker = masker
        self._uit: deque[Envelope] = deque()

    def deliver(self, envelope: Envelope) -> Receipt:
        """Start the command with this message; what it says stands ready at once."""
        code, uit, fout = self._draai(envelope)
        if code == GEWEIGERD:
            return Receipt(Outcome.GEWEIGERD, fout)
        if code:
            raise SutContractError(
                _(
                    "{adres} stopte met code {code}: {fout}",
                    adres=self.adres,
                    code=code,
                    fout=fout or _("(leeg)"),
                )
            )
        self._neem_over(envelope, uit)
        return Receipt(Outcome.AANGENOMEN)

    def _neem_over(self, envelope: Envelope, uit: bytes) -> None:
        delen = [deel for deel in uit.split(b"\0") if deel.strip()]
        if len(delen) > MAX_BERICHTEN or any(len(deel) > MAX_BYTES for deel in delen):
            raise SutContractError(
                _("{adres} gaf meer dan {n} berichten, of een van meer dan 25 MB (OP179)", adres=self.adres,
                  n=MAX_BERICHTEN)
            )  # fmt: skip
        for n, deel in enumerate(delen):
            self._uit.append(Envelope(str(uuid5(_NAAMRUIMTE, f"{envelope.id}/{n}")), envelope.tijd, deel))

    def _draai(self, envelope: Envelope) -> tuple[int, bytes, str]:
        """Exit code, standard output and the end of standard error; never longer than it may take."""
        try:
            proces = subprocess.Popen(  # noqa: S603 - the user's own command, without a shell
                self._woorden, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=_omgeving(envelope), start_new_session=True,
            )  # fmt: skip
        except (OSError, ValueError) as error:
            reden = waarom(error)
            raise SutUnreachable(_("{adres} is niet te starten: {reden}", adres=self.adres, reden=reden)) from error
        pijpen = _Pijpen(proces, envelope.xml)
        try:
            code = proces.wait(self._seconden)
            pijpen.wacht(self._seconden)
        except subprocess.TimeoutExpired as error:
            raise SutUnreachable(
                _("{adres} was niet klaar binnen {n} seconden", adres=self.adres, n=f"{self._seconden:g}")
            ) from error
        finally:
            _stop(proces)
            pijpen.sluit()
        if pijpen.te_veel:
            raise SutContractError(_("{adres} schrijft meer dan 100 MB", adres=self.adres))
        return code, bytes(pijpen.uit), self._masker.toon(" ".join(pijpen.fout.decode("utf-8", "replace").split()))

    def fetch(self) -> Envelope | None:
        """What the command said and was not stored yet."""
        return self._uit[0] if self._uit else None

    def acknowledge(self, message_id: str) -> None:
        """It is in the journal."""
        self._uit = deque(e for e in self._uit if e.id != message_id)

    def close(self) -> None:
        """Nothing runs between messages."""


class _Pijpen:
    """Three threads, so that a command that does not read or does not stop writing cannot block."""

    def __init__(self, proces: "subprocess.Popen[bytes]", invoer: bytes) -> None:
        assert proces.stdin and proces.stdout and proces.stderr  # noqa: S101 - we asked for pipes
        self.uit, self.fout, self.te_veel = bytearray(), bytearray(), False
        self._proces = proces
        self._open: tuple[IO[bytes], ...] = (proces.stdin, proces.stdout, proces.stderr)
        self._draden = [
            Thread(target=self._voer_in, args=(proces.stdin, invoer), daemon=True),
            Thread(target=self._lees_uit, args=(proces.stdout,), daemon=True),
            Thread(target=self._lees_fout, args=(proces.stderr,), daemon=True),
        ]
        for draad in self._draden:
            draad.start()

    def _voer_in(self, pijp: IO[bytes], invoer: bytes) -> None:
        with suppress(OSError, ValueError):
            pijp.write(invoer)
        with suppress(OSError, ValueError):
            pijp.close()

    def _lees_uit(self, pijp: IO[bytes]) -> None:
        with suppress(OSError, ValueError):
            while deel := os.read(pijp.fileno(), _STUK):
                self.uit += deel
                if len(self.uit) > MAX_UIT:
                    self.te_veel = True
                    _stop(self._proces)
                    return

    def _lees_fout(self, pijp: IO[bytes]) -> None:
        with suppress(OSError, ValueError):
            while deel := os.read(pijp.fileno(), _STUK):
                self.fout = (self.fout + deel)[-MAX_FOUT:]

    def wacht(self, seconden: float) -> None:
        """Until everything was read; a grandchild that keeps a pipe open is stopped afterwards."""
        for draad in self._draden:
            draad.join(min(seconden, 1.0))

    def sluit(self) -> None:
        """Let go of the pipes; a thread that still reads ends with the process group."""
        for draad in self._draden:
            draad.join(1.0)
        for pijp in self._open:
            with suppress(OSError, ValueError):
                pijp.close()


def _stop(proces: "subprocess.Popen[bytes]") -> None:
    """End the command and whatever it started."""
    with suppress(OSError, AttributeError):
        os.killpg(proces.pid, signal.SIGKILL)
    with suppress(OSError):
        proces.kill()
    with suppress(subprocess.TimeoutExpired):
        proces.wait(5)


def _omgeving(envelope: Envelope) -> dict[str, str]:
    """The environment without our own settings: our secrets are not for others."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(VOORVOEGSEL)}
    return {**ours, "KETEN_BERICHT_ID": envelope.id, "KETEN_TIJD": envelope.tijd.isoformat()}
