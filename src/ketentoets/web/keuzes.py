"""What somebody chose on the first page: read from a form, checked, and turned into a command line."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel, profielnamen
from ketentoets.suite.verzamel import processen
from ketentoets.transports.base import Rol

MAX_FIELD = 200
INGEBOUWD, ADRES = "ingebouwd", "adres"
KLOKKEN = ("", "virtueel", "werkelijk", "berichtdatum")


@dataclass(frozen=True)
class Keuzes:
    """One field per question; all text, so that a form and the store of sessions can hold it."""

    naam: str = ""
    rol: str = "aanbieder"
    profiel: str = "alkmaar"
    systeem: str = ADRES
    adres: str = ""
    proces: str = ""
    tekst: str = ""
    klok: str = ""
    datum: str = ""
    gebrek: str = ""

    @classmethod
    def uit(cls, velden: Mapping[str, Any]) -> "Keuzes":
        """From a form; unknown fields are left out, long ones cut where the check sees it."""
        known = {f.name: str(velden[f.name]).strip()[: MAX_FIELD + 1] for f in fields(cls) if f.name in velden}
        return cls(**known)

    @classmethod
    def uit_sessie(cls, naam: str, data: Mapping[str, Any]) -> "Keuzes":
        """From what the store keeps of a session, whoever started it."""
        sut, keus = data.get("sut") or [INGEBOUWD], data.get("keus") or {}
        tekst, gebreken = str(keus.get("tekst") or ""), data.get("gebreken") or [""]
        proces = tekst if tekst in processen() else ""
        own = sut[0] == INGEBOUWD
        return cls(
            naam=naam,
            rol=str(data.get("rol") or ""),
            profiel=str(data.get("profiel") or ""),
            systeem=INGEBOUWD if own else ADRES,
            adres="" if own else ", ".join(map(str, sut)),
            proces=proces,
            tekst="" if proces else tekst,
            klok=str(data.get("klok") or ""),
            datum=str(data.get("datum") or ""),
            gebrek=str(gebreken[0]),
        )

    def als_dict(self) -> dict[str, str]:
        """For the store and for hidden fields."""
        return asdict(self)

    @property
    def sut(self) -> str:
        """What `--sut` gets."""
        return INGEBOUWD if self.systeem == INGEBOUWD else self.adres

    def fouten(self) -> dict[str, str]:
        """Per field what is wrong with it and what to do."""
        found = {name: _("Dit is te lang; gebruik hooguit {n} tekens.", n=MAX_FIELD)
                 for name, value in self.als_dict().items() if len(value) > MAX_FIELD}  # fmt: skip
        found |= {name: _("Hier staan tekens die niet kunnen.")
                  for name, value in self.als_dict().items() if not value.isprintable()}  # fmt: skip
        checks = {
            "naam": "" if self.naam else _("Geef de toets een naam, zodat u hem terugvindt."),
            "rol": "" if self.rol in set(Rol) else _("Kies welke rol het systeem heeft."),
            "profiel": "" if self.profiel in profielnamen() else _("Kies een profiel uit de lijst."),
            "systeem": "" if self.systeem in {INGEBOUWD, ADRES} else _("Kies welk systeem wordt getoetst."),
            "adres": _adresfout(self.adres) if self.systeem == ADRES else "",
            "proces": "" if self.proces in {"", *processen()} else _("Kies een onderdeel uit de lijst."),
            "klok": self._klokfout(),
            "datum": _datumfout(self.datum),
            "gebrek": self._gebrekfout(),
        }
        return {name: text for name, text in checks.items() if text} | found

    def _klokfout(self) -> str:
        if self.klok not in KLOKKEN:
            return _("Kies hoe de tijd loopt.")
        if self.systeem == INGEBOUWD and self.klok not in {"", "virtueel"}:
            return _("Het oefensysteem blijft niet dagen draaien; laat de tijd zoals het systeem kan.")
        return ""

    def _gebrekfout(self) -> str:
        if not self.gebrek:
            return ""
        if self.systeem != INGEBOUWD:
            return _("Een gebrek hoort bij het oefensysteem; kies dat, of laat het gebrek leeg.")
        known = {g.naam for g in CATALOGUS if g.rol == self.rol}
        return "" if self.gebrek in known else _("Dit gebrek hoort niet bij deze rol.")

    def verbinding(self) -> list[str]:
        """The options that say which system, for the check of the connection."""
        return ["--sut", self.sut, "--rol", self.rol]

    def opties(self) -> list[str]:
        """The options of a run."""
        options = ["--naam", self.naam, "--profiel", self.profiel, *self.verbinding()]
        chosen = (("-k", self.tekst or self.proces), ("--klok", self.klok), ("--datum", self.datum))
        options += [part for name, value in chosen if value for part in (name, value)]
        return options + (["--gebrek", self.gebrek] if self.gebrek else [])


def _adresfout(adres: str) -> str:
    """Only http(s) from the page: a command or a folder of this machine is for the command line."""
    example = "http://127.0.0.1:8701"
    if not adres:
        return _("Vul het adres van uw systeem in, bijvoorbeeld {example}.", example=example)
    try:
        parts = urlsplit(adres)
        port = parts.port
    except ValueError:
        return _("Dit is geen geldig adres. Schrijf het zoals {example}.", example=example)
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or set(adres) & set(" ,\\<>\"'"):
        return _("Het adres moet met http:// of https:// beginnen, zoals {example}.", example=example)
    if parts.username is not None:
        return _("Zet geen naam of wachtwoord in het adres: dat wordt bewaard en is leesbaar voor anderen.")
    return ""


def _datumfout(datum: str) -> str:
    try:
        date.fromisoformat(datum or "2021-03-01")
    except ValueError:
        return _("Dit is geen dag; kies er een, of laat het leeg.")
    return ""


@cache
def profielen() -> dict[str, str]:
    """The bundled profiles: name and title."""
    return {name: laad_profiel(name).titel for name in profielnamen()}


def gebreken() -> dict[str, list[tuple[str, str]]]:
    """Per role the defects that the practice system can have: name and description."""
    return {str(rol): [(g.naam, g.omschrijving) for g in CATALOGUS if g.rol == rol] for rol in Rol}
