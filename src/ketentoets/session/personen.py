"""What the set-up says of the client and of those around him, and what messages must show of it."""

from datetime import date
from typing import Any

from ketentoets.core.errors import Undecided
from ketentoets.core.taal import _
from ketentoets.session.berichten import Eis, Zoek, gevuld, is_, leeg
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verwachtingen import KOMT, Verwachting
from ketentoets.transports.base import Rol

OUDER, FAMILIELID = "10", "17"
MAAND_EN_JAAR = "1"
"""DatumGebruik: the day is not known."""
RELATIE = "Client/Relaties/Relatie"
_ADRES = {"postcode": "1811AA", "huisnummer": 7, "straat": "Dorpsstraat", "plaats": "Alkmaar"}
RELATIES: list[dict[str, Any]] = [
    {"soort": OUDER, "achternaam": "Proefouder", **_ADRES},
    {"soort": FAMILIELID, "achternaam": "Proeftante", **_ADRES},
]
"""Who has authority over the client, and whom to call."""


def met_relaties(g: Gesprek) -> None:
    """A client with somebody who has authority and a contact person."""
    g.client(relaties=RELATIES)


def deels_onbekend(g: Gesprek) -> None:
    """A client of whose birth only the month and the year are known; the day is then 1 (CS139)."""
    g.client(datum_gebruik=MAAND_EN_JAAR)
    g.clienten[-1]["geboortedatum"] = date.fromisoformat(g.clienten[-1]["geboortedatum"]).replace(day=1).isoformat()


def verwacht_relaties(g: Gesprek) -> None:
    """Expect both in the last 301: their kind, their number of before, and where they can be reached."""
    last = g.laatste("301")
    for relatie in RELATIES:
        wie = is_("Naam/Geslachtsnaam/Achternaam", relatie["achternaam"])
        eisen = (is_("Soort", relatie["soort"]), *_nummer(g, relatie["achternaam"]))
        adres = (gevuld("Contact/Adres/Huis/Huisnummer"), gevuld("Contact/Adres/Postcode"))
        gebeld = Zoek("301", RELATIE, (wie, gevuld("Contact/Telefoon")), eisen)
        bezocht = Zoek("301", RELATIE, (wie, leeg("Contact/Telefoon")), (*eisen, *adres))
        wat = _("de relatie {naam} in het {bericht}", naam=relatie["achternaam"], bericht=g.naam("301"))
        v = Verwachting(KOMT, Rol.GEMEENTE, wat, (bezocht, gebeld), sinds=last.n - 1, regel="OP002")
        g.verwacht(v, uiterst=g.nu)


def _nummer(g: Gesprek, achternaam: str) -> tuple[Eis, ...]:
    """The number that the relation had in the first message (OP071)."""
    for kb in g.berichten:
        for node in kb.root.all(RELATIE) if kb.soort == "301" and kb.root else []:
            if node.get("Naam/Geslachtsnaam/Achternaam") == achternaam:
                return (is_("Nummer", node.get("Nummer")),)
    return ()


def verwacht_datumgebruik(g: Gesprek, soort: str) -> None:
    """Expect that the last message of a type says which part of the date of birth holds (OP252)."""
    last = g.laatste(soort)
    if last.root is None:
        raise Undecided(_("het {naam} is niet te lezen", naam=g.naam(soort)))
    zoek = (Zoek(soort, eisen=(is_("Client/Geboortedatum/DatumGebruik", MAAND_EN_JAAR),)),)
    wat = _("de onbekende dag van de geboortedatum in het {naam}", naam=g.naam(soort))
    g.verwacht(Verwachting(KOMT, last.van, wat, zoek, sinds=last.n - 1, regel="OP252"), uiterst=g.nu)
