"""What is needed to reach a system and to let it reach us: certificates, and where the secrets are.

The settings hold paths and addresses only. A secret comes from an environment variable, from the
file that such a variable names, or from a TOML file with a table per address; never from a profile
or from the command line, where others could read it.
"""

import os
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import Path
from ssl import SSLContext
from typing import Any

import httpx

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.geheim import ZONDER, Geheim, Masker
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.transports.tls import context

VOORVOEGSEL = "KETENTOETS_"
GEHEIMEN = ("bearer", "wachtwoord", "sleutel_wachtwoord", "luister_token")
"""In the environment in capitals after KETENTOETS_, or with _BESTAND the file that holds it."""
INSTELLINGEN = ("ca", "certificaat", "sleutel", "geheimen", "luister_certificaat", "luister_sleutel", "luister_ca")
ZONDER_TLS = "GEHEIM_ZONDER_TLS"
MAX_BESTAND = 64 * 1024


@dataclass(frozen=True)
class Beveiliging:
    """What one connection uses. `ssl` is None for plain HTTP, `auth` None without bearer or basic."""

    ssl: SSLContext | None = None
    auth: httpx.Auth | None = None
    masker: Masker = ZONDER


class Bearer(httpx.Auth):
    """A bearer token in every request."""

    def __init__(self, token: Geheim) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Any:
        """Add the header."""
        request.headers["Authorization"] = f"Bearer {self._token.waarde}"
        yield request


@dataclass(frozen=True)
class Toegang:
    """Where certificates and secrets are, where the harness listens (`luister`), and what it keeps (`map`)."""

    ca: Path | None = None
    certificaat: Path | None = None
    sleutel: Path | None = None
    geheimen: Path | None = None
    luister: str = ""
    luister_certificaat: Path | None = None
    luister_sleutel: Path | None = None
    luister_ca: Path | None = None
    map: Path | None = None

    @classmethod
    def uit(cls, **gekozen: Path | str | None) -> "Toegang":
        """What was chosen, and for the rest what the environment says. Secrets are not read yet, nor kept."""
        env = os.environ
        paths = {name: Path(env[VOORVOEGSEL + name.upper()]) for name in INSTELLINGEN
                 if env.get(VOORVOEGSEL + name.upper())}  # fmt: skip
        values: dict[str, Any] = {"luister": env.get(VOORVOEGSEL + "LUISTER", ""), **paths}
        values |= {name: value for name, value in gekozen.items() if value}
        return cls(**values)

    def in_map(self, map_: Path) -> "Toegang":
        """The same, with what has to be kept in this folder."""
        return replace(self, map=map_)

    def beveiliging(self, url: httpx.URL) -> Beveiliging:
        """What a connection to this address uses; raises `ConfigurationError` that says what to mend."""
        if self.sleutel is not None and self.certificaat is None:
            raise ConfigurationError(_("--sleutel hoort bij --certificaat; geef dat ook op."))
        bos = self._bos(_herkomst(url))
        auth = self._auth(bos)
        if auth is not None and url.scheme == "http" and not is_eigen_machine(url.host):
            self._zonder_tls(url)
        wachtwoord = bos.get("sleutel_wachtwoord")
        ssl = None
        if url.scheme == "https":
            ssl = context(self.ca, self.certificaat, self.sleutel, wachtwoord.waarde if wachtwoord else "")
        return Beveiliging(ssl, auth, self.masker())

    def token(self) -> Geheim | None:
        """What a system must show that pushes to the harness."""
        return self._bos("luister").get("luister_token")

    def masker(self) -> Masker:
        """Everything that must never be seen."""
        tables = [_omgeving(), *self._bestand().values()]
        found = {name: value for n, table in enumerate(tables) for name, value in _genummerd(n, table)}
        paren = [_basis(table) for table in tables]
        return Masker([*(g.waarde for g in found.values()), *(p for p in paren if p)])

    def _zonder_tls(self, url: httpx.URL) -> None:
        if os.environ.get(VOORVOEGSEL + ZONDER_TLS) != "ja":
            raise ConfigurationError(
                _(
                    "Naar {url} zou een geheim zonder TLS gaan, leesbaar voor wie meeluistert. Gebruik https://, of zet"
                    " {naam}=ja als dit een afgesloten testnetwerk is.",
                    url=_herkomst(url),
                    naam=VOORVOEGSEL + ZONDER_TLS,
                )
            )

    def _auth(self, bos: Mapping[str, Geheim | str]) -> httpx.Auth | None:
        bearer, wachtwoord = bos.get("bearer"), bos.get("wachtwoord")
        if isinstance(bearer, Geheim) and isinstance(wachtwoord, Geheim):
            raise ConfigurationError(_("Er is een bearer én een wachtwoord opgegeven; laat een van de twee weg."))
        if isinstance(bearer, Geheim):
            return Bearer(bearer)
        if isinstance(wachtwoord, Geheim):
            return httpx.BasicAuth(str(bos.get("gebruiker", "")), wachtwoord.waarde)
        return None

    def _bos(self, herkomst: str) -> dict[str, Any]:
        """The secrets for one address: those of the environment, and over them its table of the file."""
        return {**_omgeving(), **self._bestand().get(herkomst, {})}

    def _bestand(self) -> dict[str, dict[str, Any]]:
        if self.geheimen is None:
            return {}
        try:
            tables = tomllib.loads(_lees(self.geheimen))
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(
                _("Geheimen in {path}: dit is geen TOML ({reden}).", path=self.geheimen, reden=error)
            ) from error
        return {_sleutel(name): self._tabel(name, table) for name, table in tables.items()}

    def _tabel(self, name: str, table: object) -> dict[str, Any]:
        known = {*GEHEIMEN, "gebruiker"}
        if not isinstance(table, dict) or not set(table) <= known:
            raise ConfigurationError(
                _("Geheimen in {path}: [{name}] mag alleen hebben: {all}.", path=self.geheimen, name=f'"{name}"',
                  all=", ".join(sorted(known)))
            )  # fmt: skip
        where = f"{self.geheimen} [{name}]"
        return {key: str(value) if key == "gebruiker" else _geheim(str(value), where) for key, value in table.items()}


def is_eigen_machine(host: str) -> bool:
    """Whether an address is this machine itself."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _genummerd(n: int, table: Mapping[str, Any]) -> list[tuple[str, Geheim]]:
    return [(f"{n}.{name}", value) for name, value in table.items() if isinstance(value, Geheim)]


def _basis(table: Mapping[str, Any]) -> str:
    """A password as basic authentication sends it."""
    wachtwoord = table.get("wachtwoord")
    paar = f"{table.get('gebruiker', '')}:{wachtwoord.waarde}" if isinstance(wachtwoord, Geheim) else ""
    return b64encode(paar.encode()).decode() if paar else ""


def _geheim(waarde: str, waar: str) -> Geheim:
    try:
        return Geheim(waarde)
    except ConfigurationError as error:
        raise ConfigurationError(_("{waar}: {reden}", waar=waar, reden=error)) from error


def _herkomst(url: httpx.URL) -> str:
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"{url.scheme}://{host}" + (f":{url.port}" if url.port else "")


def _sleutel(name: str) -> str:
    try:
        return _herkomst(httpx.URL(name)) if "://" in name else name
    except httpx.InvalidURL:
        return name


def _lees(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BESTAND).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = waarom(error) if isinstance(error, OSError) else _("het is geen UTF-8")
        raise ConfigurationError(_("Kan {path} niet lezen: {reason}", path=path, reason=reason)) from error


def _omgeving() -> dict[str, Any]:
    """The secrets of the environment, for every address that has none of its own."""
    found: dict[str, Any] = {}
    for name in GEHEIMEN:
        variabele = VOORVOEGSEL + name.upper()
        waarde = os.environ.get(variabele, "")
        if path := os.environ.get(variabele + "_BESTAND", ""):
            waarde = _lees(Path(path)).strip()
        if waarde:
            found[name] = _geheim(waarde, variabele)
    if gebruiker := os.environ.get(VOORVOEGSEL + "GEBRUIKER"):
        found["gebruiker"] = gebruiker
    return found
