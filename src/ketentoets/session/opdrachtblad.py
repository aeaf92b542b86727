"""An order as a person reads it: what to do, and the fields to key in with the meaning of their codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import codelijst
from ketentoets.transports.base import Rol

_DOEN = {
    "verzoek-om-toewijzing": _("Vraag voor deze cliënt een toewijzing aan (JW315)."),
    "verzoek-om-wijziging": _("Vraag voor deze cliënt een wijziging van de toewijzing aan (JW317)."),
    "start-zorg": _("Meld dat de zorg op deze toewijzing is gestart (JW305)."),
    "stop-zorg": _("Meld dat de zorg op deze toewijzing is gestopt (JW307)."),
    "verwijder-start": _("Trek de laatste start op deze toewijzing in (JW305)."),
    "verwijder-stop": _("Trek de laatste stop op deze toewijzing in (JW307)."),
    "corrigeer-start": _("Corrigeer de laatste start op deze toewijzing (JW305)."),
    "corrigeer-stop": _("Corrigeer de laatste stop op deze toewijzing (JW307)."),
    "lever": _("Leg vast dat deze zorg is geleverd; stuur nog niets."),
    "declareer": _("Declareer wat in deze periode is geleverd en nog niet gedeclareerd (JW323)."),
    "crediteer": _("Zet een correctie van deze goedgekeurde regel klaar voor de volgende declaratie."),
    "wijs-toe": _("Wijs deze cliënt zorg toe (JW301)."),
    "beoordeel-verzoek": _("Besluit over dit verzoek van de aanbieder (JW301 of JW319)."),
    "wijzig-toewijzing": _("Wijzig deze toewijzing (JW301)."),
    "verwijder-toewijzing": _("Trek deze toewijzing in (JW301)."),
}
_LIJST = {
    "eenheid": "Eenheid",
    "frequentie": "Frequentie",
    "categorie": "ProductCategorie",
    "redenBeeindiging": "RedenBeeindiging",
    "redenVerzoek": "RedenVerzoek",
    "redenWijziging": "RedenWijziging",
    "redenAfwijzingVerzoek": "RedenAfwijzingVerzoek",
    "verwijzer.type": "TypeVerwijzer",
}
"""Field of an order -> the code list that its value is from."""
_EUROCENT = frozenset({"budget", "tarief"})


@dataclass(frozen=True)
class Blad:
    """A sheet for a person: one sentence that says what to do, and (field, value) in the order to key in."""

    opdracht: str
    wie: Rol
    doen: str
    velden: tuple[tuple[str, str], ...]

    def tekst(self) -> str:
        """The sheet as lines of text."""
        width = max((len(naam) for naam, _waarde in self.velden), default=0)
        return "\n".join([self.doen, "", *(f"  {naam:<{width}}  {waarde}" for naam, waarde in self.velden)])

    def gegevens(self) -> dict[str, Any]:
        """The sheet as data, for whoever shows it otherwise."""
        return {"opdracht": self.opdracht, "wie": str(self.wie), "doen": self.doen,
                "velden": [list(veld) for veld in self.velden]}  # fmt: skip


def blad(wie: Rol, opdracht: str, gegevens: dict[str, Any], standaard: str) -> Blad:
    """The sheet of an order (contract, table *Opdrachten*) in a release of the standard ('ijw-3.2')."""
    doen = _DOEN.get(opdracht) or _("Voer opdracht '{naam}' uit.", naam=opdracht)
    return Blad(opdracht, wie, doen, tuple(_velden(gegevens, standaard)))


def _velden(gegevens: dict[str, Any], standaard: str, voor: str = "") -> Iterator[tuple[str, str]]:
    for naam, waarde in gegevens.items():
        label = f"{voor}{naam[0].upper()}{naam[1:]}"
        sleutel = f"verwijzer.{naam}" if voor.endswith("Verwijzer > ") else naam
        if isinstance(waarde, dict):
            yield from _velden(waarde, standaard, f"{label} > ")
        elif isinstance(waarde, list | tuple):
            yield from _lijst(label, list(waarde), standaard)
        elif waarde is not None:
            yield label, _waarde(sleutel, waarde, standaard)


def _lijst(label: str, waarden: list[Any], standaard: str) -> Iterator[tuple[str, str]]:
    for n, waarde in enumerate(waarden, 1):
        nummer = f"{label} {n}" if len(waarden) > 1 else label
        if isinstance(waarde, dict):
            yield from _velden(waarde, standaard, f"{nummer} > ")
        else:
            yield nummer, str(waarde)


def _waarde(naam: str, waarde: Any, standaard: str) -> str:
    lijst = _LIJST.get(naam)
    omschrijving = _omschrijving(lijst, standaard, str(waarde)) if lijst else ""
    if omschrijving:
        return f"{waarde} ({omschrijving.strip().rstrip('.')})"
    if naam in _EUROCENT:
        return _("€ {euro},{cent}", euro=waarde // 100, cent=f"{waarde % 100:02d}")
    try:
        return f"{date.fromisoformat(str(waarde)):%d-%m-%Y}"
    except ValueError:
        return str(waarde)


def _omschrijving(lijst: str, standaard: str, code: str) -> str:
    """What a code means; '' when the release has no such list."""
    try:
        return codelijst(lijst, standaard).get(code, "")
    except ConfigurationError:
        return ""
