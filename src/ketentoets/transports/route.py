"""What an envelope of practice has to know of the message inside: type, release, parties, what it answers."""

from dataclasses import dataclass

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.message import Bericht, parse

RETOUREN = frozenset({"302", "304", "306", "308", "316", "318", "320", "325"})
"""Messages that answer another one."""
_DECLARATIE = "Header/DeclaratieIdentificatie/Identificatie"


@dataclass(frozen=True)
class Route:
    """`functie` 'JW315'; versions as numbers; codes of municipality (4 digits) or provider (AGB, 8)."""

    functie: str = "onbekend"
    soort: str = ""
    versie: int = 0
    subversie: int = 0
    afzender: str = ""
    ontvanger: str = ""
    identificatie: str = ""

    @property
    def retour(self) -> bool:
        """Whether it answers another message."""
        return self.soort in RETOUREN


def lees_route(xml: bytes) -> Route:
    """As much as can be read; of what is no message nothing is known."""
    try:
        bericht = parse(xml)
    except MessageUnreadable:
        return Route()
    major, _punt, minor = bericht.release.partition(".")
    return Route(
        functie=bericht.naam or "onbekend",
        soort=bericht.soort,
        versie=int(major or 0),
        subversie=int(minor or 0),
        afzender=_code(bericht, "Afzender"),
        ontvanger=_code(bericht, "Ontvanger"),
        identificatie=_identificatie(bericht),
    )


def _identificatie(bericht: Bericht) -> str:
    """What links a message and its answer: the own identification, or that of the message it answers."""
    declaratie = bericht.root.get(_DECLARATIE) if bericht.soort == "325" else ""
    return declaratie or bericht.identificatie


def _code(bericht: Bericht, naam: str) -> str:
    found = bericht.root.get(f"Header/{naam}").strip()
    return found if found.isascii() and found.isdigit() else ""
