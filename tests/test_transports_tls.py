"""TLS with certificates made here, bearer and basic; what is wrong is explained; a secret is never shown."""

import ssl
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ketentoets.core.calendar import at
from ketentoets.core.errors import ConfigurationError, SutContractError, SutUnreachable
from ketentoets.core.geheim import Geheim, Masker
from ketentoets.core.journal import Journal
from ketentoets.transports.adres import verbinding
from ketentoets.transports.http import HttpSystem
from ketentoets.transports.luister import Luisteraar
from ketentoets.transports.toegang import Toegang

NU = at(date(2026, 11, 23))
GEHEIM = "zeer-geheim-wachtwoord"
TOKEN = "een-lang-en-geheim-token"


class Bewijs:
    """A CA with certificates in files."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.ca = trustme.CA()
        self.vreemde = trustme.CA()
        self.ca_pem = self._schrijf("ca.pem", self.ca.cert_pem)
        self.vreemd_pem = self._schrijf("vreemd.pem", self.vreemde.cert_pem)

    def _schrijf(self, naam: str, *blobs: trustme.Blob) -> Path:
        path = self.map / naam
        path.write_bytes(b"".join(blob.bytes() for blob in blobs))
        return path

    def paar(self, naam: str, *namen: str, ca: trustme.CA | None = None, **opties: Any) -> tuple[Path, Path]:
        leaf = (ca or self.ca).issue_cert(*namen, **opties)
        cert = self._schrijf(f"{naam}.pem", *leaf.cert_chain_pems)
        return cert, self._schrijf(f"{naam}.key", leaf.private_key_pem)


@pytest.fixture(scope="module")
def bewijs(tmp_path_factory: pytest.TempPathFactory) -> Bewijs:
    return Bewijs(tmp_path_factory.mktemp("tls"))


@pytest.fixture(scope="module")
def gewoon(bewijs: Bewijs) -> tuple[Path, Path]:
    return bewijs.paar("server", "127.0.0.1", "localhost")


class Sut:
    """A system over TLS that says who it is to who may know, and repeats what it was told."""

    def __init__(self, toegang: Toegang, nodig: str = "") -> None:
        self.nodig = nodig
        self.luisteraar = Luisteraar(toegang, [("GET", "/", self._wie), ("GET", "/berichten", self._echo)])
        self.url = self.luisteraar.url

    async def _wie(self, request: Request) -> Response:
        if self.nodig and request.headers.get("Authorization") != self.nodig:
            return JSONResponse({"detail": "wie bent u?"}, 401)
        return JSONResponse({"naam": "X", "rol": "gemeente"})

    async def _echo(self, request: Request) -> Response:
        return Response(f"u zei {request.headers.get('Authorization')}, en dat is fout", 418, media_type="text/plain")


@pytest.fixture
def start() -> Iterator[Any]:
    made: list[Sut] = []

    def make(cert: tuple[Path, Path] | None = None, ca: Path | None = None, nodig: str = "") -> Sut:
        paar = {"luister_certificaat": cert[0], "luister_sleutel": cert[1]} if cert else {}
        made.append(Sut(Toegang(luister="127.0.0.1:0", luister_ca=ca, **paar), nodig))
        return made[-1]

    yield make
    for sut in made:
        sut.luisteraar.close()


def vraag(url: str, toegang: Toegang) -> str:
    systeem = verbinding(url, toegang)
    try:
        return systeem.identify().naam
    finally:
        systeem.close()


def faalt(url: str, toegang: Toegang) -> str:
    with pytest.raises(SutUnreachable) as error:
        vraag(url, toegang)
    return str(error.value)


def test_an_own_ca_is_trusted_when_it_is_given(start: Any, bewijs: Bewijs, gewoon: tuple[Path, Path]) -> None:
    assert vraag(start(gewoon).url, Toegang(ca=bewijs.ca_pem)) == "X"


def test_a_ca_that_is_not_known_is_explained(start: Any, gewoon: tuple[Path, Path], bewijs: Bewijs) -> None:
    url = start(gewoon).url
    assert "--ca" in faalt(url, Toegang())
    assert "--ca" in faalt(url, Toegang(ca=bewijs.vreemd_pem))


def test_a_certificate_for_another_name_is_explained(start: Any, bewijs: Bewijs) -> None:
    url = start(bewijs.paar("naam", "sut.example")).url
    assert "IP-adres" in faalt(url, Toegang(ca=bewijs.ca_pem))
    assert "deze naam" in faalt(url.replace("127.0.0.1", "localhost"), Toegang(ca=bewijs.ca_pem))


def test_an_expired_certificate_is_explained(start: Any, bewijs: Bewijs) -> None:
    past = datetime.now(UTC) - timedelta(days=1)
    oud = bewijs.paar("oud", "127.0.0.1", not_before=past - timedelta(days=9), not_after=past)
    assert "verlopen" in faalt(start(oud).url, Toegang(ca=bewijs.ca_pem))


def test_a_client_certificate_is_shown_when_asked(start: Any, bewijs: Bewijs, gewoon: tuple[Path, Path]) -> None:
    url = start(gewoon, bewijs.ca_pem).url
    cert, sleutel = bewijs.paar("klant", "klant.example")
    assert vraag(url, Toegang(ca=bewijs.ca_pem, certificaat=cert, sleutel=sleutel)) == "X"


def test_a_missing_or_foreign_client_certificate_is_explained(
    start: Any, bewijs: Bewijs, gewoon: tuple[Path, Path]
) -> None:
    url = start(gewoon, bewijs.ca_pem).url
    assert "--certificaat" in faalt(url, Toegang(ca=bewijs.ca_pem))
    cert, sleutel = bewijs.paar("vreemd", "klant.example", ca=bewijs.vreemde)
    assert "clientcertificaat" in faalt(url, Toegang(ca=bewijs.ca_pem, certificaat=cert, sleutel=sleutel))


def test_plain_http_behind_https_is_explained(start: Any) -> None:
    assert "http://" in faalt(start().url.replace("http:", "https:"), Toegang())


@pytest.mark.parametrize("welk", ["ca", "certificaat", "sleutel"])
@pytest.mark.parametrize("hoe", ["ontbreekt", "is stuk"])
def test_a_file_that_cannot_be_used_is_named(bewijs: Bewijs, tmp_path: Path, welk: str, hoe: str) -> None:
    cert, sleutel = bewijs.paar("klant", "klant.example")
    stuk = tmp_path / "stuk.pem"
    if hoe == "is stuk":
        stuk.write_text("dit is geen PEM")
    paden = {"ca": bewijs.ca_pem, "certificaat": cert, "sleutel": sleutel, welk: stuk}
    with pytest.raises(ConfigurationError, match="PEM"):
        verbinding("https://127.0.0.1:1", Toegang(**paden))


def test_a_key_without_a_certificate_is_said(bewijs: Bewijs) -> None:
    with pytest.raises(ConfigurationError, match="--certificaat"):
        verbinding("https://127.0.0.1:1", Toegang(sleutel=bewijs.ca_pem))


def versleuteld(bewijs: Bewijs) -> tuple[Path, Path]:
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        load_pem_private_key,
    )

    cert, sleutel = bewijs.paar("klant", "klant.example")
    key = load_pem_private_key(sleutel.read_bytes(), None)
    path = bewijs.map / "dicht.key"
    dicht = BestAvailableEncryption(GEHEIM.encode())
    path.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, dicht))
    return cert, path


def test_an_encrypted_key_takes_its_password_from_the_environment(
    start: Any, bewijs: Bewijs, gewoon: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    url = start(gewoon, bewijs.ca_pem).url
    cert, sleutel = versleuteld(bewijs)
    toegang = Toegang(ca=bewijs.ca_pem, certificaat=cert, sleutel=sleutel)
    with pytest.raises(ConfigurationError, match="KETENTOETS_SLEUTEL_WACHTWOORD"):
        verbinding(url, toegang)
    monkeypatch.setenv("KETENTOETS_SLEUTEL_WACHTWOORD", GEHEIM)
    assert vraag(url, toegang) == "X"


# Bearer and basic.


def test_a_bearer_comes_from_the_environment_or_from_a_file(
    start: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = start(nodig=f"Bearer {TOKEN}").url
    with pytest.raises(SutContractError, match="KETENTOETS_BEARER"):
        vraag(url, Toegang())
    (tmp_path / "token").write_text(TOKEN + "\n")
    monkeypatch.setenv("KETENTOETS_BEARER_BESTAND", str(tmp_path / "token"))
    assert vraag(url, Toegang()) == "X"
    monkeypatch.delenv("KETENTOETS_BEARER_BESTAND")
    monkeypatch.setenv("KETENTOETS_BEARER", TOKEN)
    assert vraag(url, Toegang()) == "X"


def test_a_user_with_a_password(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    url = start(nodig="Basic " + b64encode(f"ik:{GEHEIM}".encode()).decode()).url
    monkeypatch.setenv("KETENTOETS_GEBRUIKER", "ik")
    monkeypatch.setenv("KETENTOETS_WACHTWOORD", GEHEIM)
    assert vraag(url, Toegang()) == "X"


def test_a_file_gives_every_address_its_own(start: Any, tmp_path: Path) -> None:
    een, ander = start(nodig=f"Bearer {TOKEN}"), start(nodig="Bearer een-heel-ander-token")
    bestand = tmp_path / "geheimen.toml"
    bestand.write_text(f'["{een.url}"]\nbearer = "{TOKEN}"\n["{ander.url}/"]\nbearer = "een-heel-ander-token"\n')
    toegang = Toegang(geheimen=bestand)
    assert [vraag(sut.url, toegang) for sut in (een, ander)] == ["X", "X"]
    assert TOKEN not in repr(toegang)


@pytest.mark.parametrize("tekst", ["dit is geen TOML", '["http://x"]\nsleutel = "abcdefgh"', 'bearer = "abcdefgh"'])
def test_a_wrong_file_with_secrets_is_said_without_its_content(tmp_path: Path, tekst: str) -> None:
    bestand = tmp_path / "geheimen.toml"
    bestand.write_text(tekst)
    with pytest.raises(ConfigurationError, match=r"geheimen\.toml") as error:
        verbinding("http://127.0.0.1:1", Toegang(geheimen=bestand))
    assert "abcdefgh" not in str(error.value)


def test_a_secret_does_not_travel_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENTOETS_BEARER", TOKEN)
    with pytest.raises(ConfigurationError, match="https"):
        verbinding("http://sut.example", Toegang())
    monkeypatch.setenv("KETENTOETS_GEHEIM_ZONDER_TLS", "ja")
    verbinding("http://sut.example", Toegang()).close()


def test_a_short_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENTOETS_BEARER", "kort")
    with pytest.raises(ConfigurationError, match="KETENTOETS_BEARER") as error:
        verbinding("http://127.0.0.1:1", Toegang())
    assert "kort" not in str(error.value).replace("te kort", "").replace("korter", "")


# Masking.


@pytest.mark.parametrize("soort", ["bearer", "basic"])
def test_what_a_system_repeats_is_masked(start: Any, monkeypatch: pytest.MonkeyPatch, soort: str) -> None:
    if soort == "bearer":
        monkeypatch.setenv("KETENTOETS_BEARER", TOKEN)
    else:
        monkeypatch.setenv("KETENTOETS_GEBRUIKER", "ik")
        monkeypatch.setenv("KETENTOETS_WACHTWOORD", GEHEIM)
    systeem = verbinding(start().url, Toegang())
    with pytest.raises(SutContractError) as error:
        systeem.fetch()
    systeem.close()
    text = str(error.value)
    assert "*****" in text and "en dat is fout" in text
    assert not any(s in text for s in (TOKEN, GEHEIM, b64encode(f"ik:{GEHEIM}".encode()).decode()))


def test_a_journal_holds_no_secret(tmp_path: Path) -> None:
    with Journal(tmp_path / "j", Masker([TOKEN])) as journal:
        journal.append("x", NU, a=f"met {TOKEN}", b=[{"c": (TOKEN,)}], **{TOKEN: 1})
        assert TOKEN not in repr(journal.events)
    assert TOKEN.encode() not in (tmp_path / "j").read_bytes()


def test_a_secret_does_not_print_itself() -> None:
    assert TOKEN not in f"{Geheim(TOKEN)} {Geheim(TOKEN)!r} {[Geheim(TOKEN)]}"


def test_a_secret_with_special_characters_is_masked_in_a_url_too() -> None:
    assert Masker(["a/b c&d=e"]).tekst("http://x/?t=a%2Fb%20c%26d%3De") == "http://x/?t=*****"


def test_without_tls_settings_the_default_trust_is_used() -> None:
    assert Toegang().beveiliging(httpx.URL("https://x.example")).ssl is not None
    assert Toegang().beveiliging(httpx.URL("http://x.example")).ssl is None
    made = Toegang().beveiliging(httpx.URL("https://x.example")).ssl
    assert isinstance(made, ssl.SSLContext) and made.verify_mode is ssl.CERT_REQUIRED and made.check_hostname


def test_http_system_without_settings_still_works(start: Any) -> None:
    systeem = HttpSystem(start().url)
    assert systeem.identify().naam == "X"
    systeem.close()
