"""The choices of a run as data, so that it can go on later with the same ones. Secrets are left out."""

from dataclasses import fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from pydantic import TypeAdapter

from ketentoets.cli.uitvoeren import Keus
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.suite.uitvoering import Keuzes

KEUS = "keus"
GEHEIM = "adres_met_geheim"
_KEUZES = TypeAdapter(Keuzes)


def naar_data(keuzes: Keuzes, keus: Keus) -> dict[str, Any]:
    """Everything that was chosen, fit for JSON; an address loses its user name and password."""
    data: dict[str, Any] = _KEUZES.dump_python(keuzes, mode="json", exclude={"toegang"})
    data["sut"] = [_zonder_geheim(adres) for adres in keuzes.sut]
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
    keuzes = _KEUZES.validate_python({f.name: data[f.name] for f in fields(Keuzes) if f.name in data})
    keuzes = replace(keuzes, sut=sut) if sut else keuzes
    keus = data["keus"]
    return keuzes, Keus(keus["tekst"], tuple(keus["labels"]), tuple(map(Path, keus["bestanden"])))


def _zonder_geheim(adres: str) -> str:
    parts = urlsplit(adres)
    if "@" not in parts.netloc:
        return adres
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
