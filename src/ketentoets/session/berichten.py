"""Messages as the chain saw them, and the ways to find one.

A `Zoek` says which message is meant (`kies`) and what it must hold (`eisen`). Both are plain data:
they are written to the journal, so that a verdict can be reached again from the journal alone.
"""

from base64 import b64decode
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from ketentoets.core.calendar import parse_moment
from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.journal import Event
from ketentoets.core.message import Bericht, Node, parse
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import retour_van
from ketentoets.transports.base import Rol

PRODUCT = "Client/ToegewezenProducten/ToegewezenProduct"
PRODUCTEN = "Client/ToegewezenProducten"
VROEGER = {
    PRODUCT: "Client/Beschikking/ToegewezenProducten/ToegewezenProduct",
    PRODUCTEN: "Client/Beschikking/ToegewezenProducten",
}
"""Where until release 2.4 is what later is elsewhere."""
VERZOEK = "Client/AangevraagdeProducten/AangevraagdProduct"
START = "Client/StartProducten/StartProduct"
STOP = "Client/StopProducten/StopProduct"
PRESTATIE = "Declaratie/Clienten/Client/Prestaties/Prestatie"
FACTUURNUMMER = "Header/DeclaratieFactuurIdentificatie/DeclarantFactuurNummer"
FACTUURREGEL = "Clienten/Client/Prestaties/Prestatie"
AFGEWEZEN_PRESTATIE = "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie"


@lru_cache(maxsize=4096)
def lees(xml: bytes) -> Bericht | None:
    """Parse a message once; None when it cannot be read."""
    try:
        return parse(xml)
    except MessageUnreadable:
        return None


@dataclass(frozen=True)
class Ketenbericht:
    """A message of the journal. Moments are Europe/Amsterdam."""

    n: int
    id: str
    van: Rol
    naar: Rol
    beschikbaar: datetime
    ontvangen: datetime
    soort: str
    xml: bytes
    mutatie: dict[str, Any] = field(default_factory=dict)
    gemaskeerd: int = 0

    @property
    def bericht(self) -> Bericht | None:
        """The parsed message, None when unreadable."""
        return lees(self.xml)

    @property
    def root(self) -> Node | None:
        """The root element, None when unreadable."""
        return self.bericht.root if self.bericht else None

    @classmethod
    def uit(cls, event: Event) -> "Ketenbericht":
        """From a 'bericht' line of the journal."""
        return cls(
            n=event.n,
            id=event["id"],
            van=Rol(event["van"]),
            naar=Rol(event["naar"]),
            beschikbaar=parse_moment(event["beschikbaar"]),
            ontvangen=parse_moment(event["ontvangen"]),
            soort=event["bericht"],
            xml=_bytes(event),
            mutatie=event.get("mutatie") or {},
            gemaskeerd=event.get("gemaskeerd", 0),
        )


def _bytes(event: Event) -> bytes:
    text = event.get("xml")
    return b64decode(event["base64"]) if text is None else str(text).encode()


@dataclass(frozen=True)
class Eis:
    """One condition on an element. `hoe`: is, niet, leeg, gevuld, hoogstens, vanaf, bevat (one of them all is)."""

    pad: str
    hoe: str = "is"
    waarden: tuple[str, ...] = ()

    def geldt(self, node: Node) -> bool:
        """Whether the condition holds for the text at the path."""
        found = node.get(self.pad)
        match self.hoe:
            case "is" | "niet":
                return self._is_een(found) is (self.hoe == "is")
            case "bevat":
                return any(self._is_een(each.text) for each in node.all(self.pad))
            case "leeg":
                return not found and node.find(self.pad) is None
            case "gevuld":
                return bool(found) or node.find(self.pad) is not None
            case "hoogstens":
                return (node.int(self.pad) or 0) <= int(self.waarden[0])
            case "vanaf":
                return found >= self.waarden[0]
        raise ValueError(f"unknown condition: {self.hoe}")

    def _is_een(self, tekst: str) -> bool:
        return gelijk(self.pad, tekst) in {gelijk(self.pad, waarde) for waarde in self.waarden}

    def verwacht(self) -> str:
        """The condition in Dutch."""
        values = _(" of ").join(self.waarden)
        return {
            "is": values,
            "niet": _("niet {values}", values=values),
            "bevat": _("ook {values}", values=values),
            "leeg": _("leeg"),
            "gevuld": _("gevuld"),
            "hoogstens": _("hoogstens {values}", values=values),
            "vanaf": _("{values} of later", values=values),
        }[self.hoe]


GETALLEN = frozenset({
    "Bedrag", "Budget", "GeleverdVolume", "ProductTarief", "ToewijzingNummer", "TotaalBedrag", "Volume",
})  # fmt: skip
"""Elements that hold an integer, which may be written in more than one way."""


def gelijk(pad: str, tekst: str) -> str:
    """The text by which two values of an element are the same: of an integer '0012' and '12' are."""
    return als_getal(tekst) if pad.rpartition("/")[2] in GETALLEN else tekst


def als_getal(tekst: str) -> str:
    """An integer as it is written in one way; other text as it is."""
    try:
        return str(int(tekst))
    except ValueError:
        return tekst


def is_(pad: str, *waarden: object) -> Eis:
    """The text at `pad` is one of these."""
    return Eis(pad, "is", tuple(str(w) for w in waarden))


def niet(pad: str, *waarden: object) -> Eis:
    """The text at `pad` is none of these."""
    return Eis(pad, "niet", tuple(str(w) for w in waarden))


def vanaf(pad: str, dag: str) -> Eis:
    """The date at `pad` is this one ('2023-06-05') or later."""
    return Eis(pad, "vanaf", (dag,))


def leeg(pad: str) -> Eis:
    """The element at `pad` is absent."""
    return Eis(pad, "leeg")


def gevuld(pad: str) -> Eis:
    """The element at `pad` is there."""
    return Eis(pad, "gevuld")


def onder(root: Node, pad: str) -> list[Node]:
    """The elements at a path, wherever the release of the message has them."""
    return root.all(pad) or root.all(VROEGER.get(pad, pad))


@dataclass(frozen=True)
class Zoek:
    """Which message is meant: type, the unit inside it (`binnen`), what picks it, what it must hold."""

    soort: str
    binnen: str = ""
    kies: tuple[Eis, ...] = ()
    eisen: tuple[Eis, ...] = ()

    def eenheden(self, kb: Ketenbericht) -> list[Node]:
        """The elements of this message that are meant; none when it is another message."""
        if kb.soort != self.soort or kb.root is None:
            return []
        units = onder(kb.root, self.binnen) if self.binnen else [kb.root]
        return [unit for unit in units if all(eis.geldt(unit) for eis in self.kies)]

    def past(self, kb: Ketenbericht) -> bool:
        """Whether this message is meant, whatever it holds."""
        return bool(self.eenheden(kb))

    def as_dict(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)

    @classmethod
    def uit(cls, data: dict[str, Any]) -> "Zoek":
        """From the JSON form."""
        return cls(
            soort=data["soort"],
            binnen=data["binnen"],
            kies=tuple(_eis(e) for e in data["kies"]),
            eisen=tuple(_eis(e) for e in data["eisen"]),
        )


def _eis(data: dict[str, Any]) -> Eis:
    return Eis(data["pad"], data["hoe"], tuple(data["waarden"]))


def retour_op(heen: Bericht, *eisen: Eis) -> Zoek:
    """The return message, or the 325, that answers a forward message."""
    if heen.soort == "323":
        pad = "Header/DeclaratieIdentificatie/Identificatie"
        return Zoek("325", kies=(is_(pad, heen.identificatie),), eisen=eisen)
    pad = FACTUURNUMMER if heen.soort == "303" else "Header/BerichtIdentificatie/Identificatie"
    return Zoek(retour_van(heen.soort) or "", kies=(is_(pad, heen.identificatie),), eisen=eisen)


def is_afkeurend(retour: Node) -> bool:
    """Whether a return message (not a 325) says anything but 'received in good order'."""
    return any(code.text != "0200" for code in retour.every("RetourCode"))
