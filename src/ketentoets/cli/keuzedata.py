"""The choices of a run as data, so that it can go on later with the same ones. Secrets are left out."""

from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from ketentoets.cli.uitvoeren import Keus
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.suite.uitvoering import Keuzes

GEHEIM = "adres_met_geheim"


def naar_data(keuzes: Keuzes, keus: Keus) -> dict[str, Any]:
    """Everything that was chosen, fit for JSON; an address loses its user name and password."""
    data = asdict(keuzes) | {"sut": [_zonder_geheim(adres) for adres in keuzes.sut]}
    data["datum"] = keuzes.datum.isoformat() if keuzes.datum else None
    if list(keuzes.sut) != data["sut"]:
        data[GEHEIM] = True
    data["keus"] = {
        "tekst": keus.tekst,
        "labels": list(keus.labels),
        "bestanden": [str(path) for path in keus.bestanden],
    }
    return data


def uit_data(data: dict[str, Any], sut: tuple[str, ...] = ()) -> tuple[Keuzes, Keus]:
    """The choices again; `sut` replaces the addresses.

    Raises `ConfigurationError` when they held a secret, which was not kept, and are not given again.
    """
    if data.get(GEHEIM) and not sut:
        raise ConfigurationError(
            _("Het adres van het systeem had een wachtwoord; dat is niet bewaard. Geef --sut opnieuw op.")
        )
    known = {f.name for f in fields(Keuzes)}
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items() if k in known}
    values["datum"] = date.fromisoformat(data["datum"]) if data["datum"] else None
    if sut:
        values["sut"] = sut
    keus = data["keus"]
    return Keuzes(**values), Keus(keus["tekst"], tuple(keus["labels"]), tuple(map(Path, keus["bestanden"])))


def _zonder_geheim(adres: str) -> str:
    parts = urlsplit(adres)
    if "@" not in parts.netloc:
        return adres
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
