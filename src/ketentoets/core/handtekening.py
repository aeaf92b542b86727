"""Ed25519 (RFC 8032): a key on disk, a signature under JSON, and whether it holds.

Needs the package `cryptography`, of the extra `certificaat`.
"""

import json
import os
import stat
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ALGORITME = "Ed25519"
VELDEN = frozenset({"algoritme", "sleutel", "vingerafdruk", "waarde"})
"""What a signature consists of, and nothing else."""
_ANDEREN = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True)
class Sleutel:
    """A private key that can sign; `openbaar` are the 32 bytes of its public half."""

    geheim: "Ed25519PrivateKey"
    openbaar: bytes

    @property
    def vingerafdruk(self) -> str:
        """How people tell keys apart: SHA-256 of the public key, in hexadecimal."""
        return vingerafdruk(self.openbaar)

    def teken(self, inhoud: dict[str, Any]) -> dict[str, str]:
        """The signature over the canonical form of `inhoud`, with the public key."""
        return {
            "algoritme": ALGORITME,
            "sleutel": b64encode(self.openbaar).decode(),
            "vingerafdruk": self.vingerafdruk,
            "waarde": b64encode(self.geheim.sign(canoniek(inhoud))).decode(),
        }


def canoniek(inhoud: dict[str, Any]) -> bytes:
    """The bytes that are signed: JSON with sorted keys and without white space, in UTF-8."""
    return json.dumps(inhoud, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def vingerafdruk(openbaar: bytes) -> str:
    """SHA-256 of a public key, in hexadecimal."""
    return sha256(openbaar).hexdigest()


def klopt(inhoud: dict[str, Any], handtekening: dict[str, Any]) -> bool:
    """Whether the signature belongs to this content and this public key; False for anything malformed."""
    eisen()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        openbaar = b64decode(handtekening["sleutel"], validate=True)
        waarde = b64decode(handtekening["waarde"], validate=True)
        Ed25519PublicKey.from_public_bytes(openbaar).verify(waarde, canoniek(inhoud))
        names = handtekening["algoritme"], handtekening["vingerafdruk"]
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return names == (ALGORITME, vingerafdruk(openbaar))


def eisen() -> None:
    """Raise ConfigurationError when `cryptography` is not installed."""
    try:
        import cryptography  # noqa: F401
    except ImportError as error:
        raise ConfigurationError(
            _("Voor certificaten is een uitbreiding nodig: pip install 'ketentoets[certificaat]'.")
        ) from error


def eigen_sleutel(path: Path) -> tuple[Sleutel, bool]:
    """The user's own key, made when there is none; also whether it was made now.

    Its folder and file are for the owner alone; a key that others can read is refused.
    """
    eisen()
    nieuw = _maak(path)
    if os.name == "posix" and path.stat().st_mode & _ANDEREN:
        raise ConfigurationError(
            _(
                "Anderen kunnen de sleutel {path} lezen. Maak haar van u alleen (chmod 600) of verwijder haar.",
                path=path,
            )
        )
    return lees_sleutel(path), nieuw


def lees_sleutel(path: Path) -> Sleutel:
    """A private key from a PEM file (PKCS 8, without a password); raises ConfigurationError otherwise."""
    eisen()
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        reason = waarom(error)
        raise ConfigurationError(_("Kan de sleutel {path} niet lezen: {reason}", path=path, reason=reason)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ConfigurationError(
            _("{path} is geen Ed25519-sleutel. Maak er een met: openssl genpkey -algorithm ed25519", path=path)
        )
    return Sleutel(key, key.public_key().public_bytes_raw())


def _maak(path: Path) -> bool:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    if path.exists():
        return False
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(pem)
    except FileExistsError:
        return False
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(_("Kan de sleutel {path} niet maken: {reason}", path=path, reason=reason)) from error
    return True
