"""The outcome of the acceptance checks, and the return message made from it (IV028, IV032, IV088)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ketentoets.core.message import Bericht, Node
from ketentoets.schemas import writer
from ketentoets.schemas.klassen import klassen_met_retourcode
from ketentoets.schemas.standaard import berichtcode

TECHNISCH, GEEN_OPMERKING, NIET_BEOORDEELD = "0001", "0200", "0233"
XSLT_VERSIE = "1.0.0"


@dataclass
class Oordeel:
    """What the checks found: rule codes at level 2, return codes at the Header and at classes."""

    inhoud: list[str] = field(default_factory=list)
    kop: list[str] = field(default_factory=list)
    klassen: dict[Any, list[str]] = field(default_factory=dict)

    @property
    def goed(self) -> bool:
        """Nothing was found."""
        return not (self.inhoud or self.kop or self.klassen)

    def fout(self, node: Node, code: str) -> None:
        """A level 3 or 4 fault at a class."""
        codes = self.klassen.setdefault(node.element, [])
        if code not in codes:
            codes.append(code)

    def vergeet(self, codes: frozenset[str]) -> None:
        """Take back what a system does not see."""
        if not codes:
            return
        self.inhoud = [c for c in self.inhoud if c not in codes]
        self.kop = [c for c in self.kop if c not in codes]
        over = {k: [c for c in found if c not in codes] for k, found in self.klassen.items()}
        self.klassen = {k: found for k, found in over.items() if found}

    def codes(self, node: Node) -> list[str]:
        """The codes found at a class."""
        return self.klassen.get(node.element, [])


def retourcodes(*codes: str) -> dict[str, Any]:
    """The class RetourCodes."""
    return {"RetourCode": list(codes)}


def retourbericht(
    bericht: Bericht, soort: str, oordeel: Oordeel, identificatie: str, dagtekening: date
) -> dict[str, Any]:
    """The content of a return message: Header only, unless a class was rejected."""
    kop = _kop(bericht, soort, identificatie, dagtekening)
    if oordeel.inhoud:
        kop |= {"XsltVersie": XSLT_VERSIE, "RetourCodes": retourcodes(TECHNISCH)}
    elif oordeel.kop:
        kop["RetourCodes"] = retourcodes(*oordeel.kop)
    elif oordeel.klassen:
        kop["RetourCodes"] = retourcodes(GEEN_OPMERKING)
        inhoud = next(n for n in bericht.root.children() if n.name != "Header")
        return {"Header": kop, inhoud.name: met_codes(inhoud, oordeel)}
    return {"Header": kop}


def _kop(bericht: Bericht, soort: str, identificatie: str, dagtekening: date) -> dict[str, Any]:
    heen = bericht.root.find("Header")
    kop: dict[str, Any] = heen.as_data() if heen else {}
    return {
        **kop,
        "BerichtCode": berichtcode(bericht.domain, soort),
        "IdentificatieRetour": identificatie,
        "DagtekeningRetour": dagtekening,
        "XsdVersieRetour": writer.xsd_versie(bericht.domain, bericht.release),
    }


def met_codes(node: Node, oordeel: Oordeel, beoordeeld: bool = True) -> Any:
    """A class unchanged, each class in it with its RetourCodes."""
    kinderen = node.children()
    if not kinderen:
        return node.text
    codes = oordeel.codes(node)
    data: dict[str, Any] = {}
    for kind in kinderen:
        data.setdefault(kind.name, []).append(met_codes(kind, oordeel, beoordeeld and not codes))
    if node.name in klassen_met_retourcode():
        data["RetourCodes"] = retourcodes(*(codes or [GEEN_OPMERKING if beoordeeld else NIET_BEOORDEELD]))
    return data
