"""How the web page is set up, and the two secrets that it keeps beside the sessions."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
MIN_TOKEN = 20
TOKEN_VARIABLE = "KETENTOETS_WEB_TOKEN"  # noqa: S105 - the name of a variable, not a secret


@dataclass(frozen=True)
class Instellingen:
    """The folder of the sessions, the address, and how people prove who they are.

    `token` is '' when nobody has to log in: only on loopback. `sleutel` signs forms and logins.
    """

    map: Path
    adres: str = "127.0.0.1"
    poort: int = 8710
    token: str = ""
    sleutel: bytes = b""
    tls_certificaat: Path | None = None
    tls_sleutel: Path | None = None

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the page."""
        return self.adres in LOOPBACK

    @property
    def https(self) -> bool:
        """Whether the page itself speaks TLS."""
        return self.tls_certificaat is not None


def lees(map_: Path, adres: str, poort: int, tls: tuple[Path | None, Path | None] = (None, None)) -> Instellingen:
    """The settings, with the secrets read or made; they survive a restart, so nobody has to log in again.

    Raises `ConfigurationError` for a folder that cannot be written, and for a token that is too short.
    """
    if (tls[0] is None) != (tls[1] is None):
        raise ConfigurationError(_("--tls-certificaat en --tls-sleutel horen bij elkaar; geef ze allebei."))
    for path in (p for p in tls if p is not None):
        if not path.is_file():
            raise ConfigurationError(_("Bestand {path} is er niet.", path=path))
    try:
        map_.mkdir(parents=True, exist_ok=True, mode=0o700)
        sleutel = bytes.fromhex(_geheim(map_ / ".websleutel"))
        token = _token(map_) if adres not in LOOPBACK or os.environ.get(TOKEN_VARIABLE) else ""
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(_("Kan map {path} niet gebruiken: {reason}", path=map_, reason=reason)) from error
    except ValueError as error:
        raise ConfigurationError(
            _("Bestand {path} is beschadigd; verwijder het en start opnieuw.", path=map_ / ".websleutel")
        ) from error
    return Instellingen(map_.resolve(), adres, poort, token, sleutel, *tls)


def _token(map_: Path) -> str:
    given = os.environ.get(TOKEN_VARIABLE, "")
    if given and len(given) < MIN_TOKEN:
        raise ConfigurationError(
            _("{name} is te kort; neem ten minste {n} willekeurige tekens.", name=TOKEN_VARIABLE, n=MIN_TOKEN)
        )
    return given or _geheim(map_ / ".webtoken")


def _geheim(path: Path) -> str:
    """A secret from its file, made on first use and readable by its owner only."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
