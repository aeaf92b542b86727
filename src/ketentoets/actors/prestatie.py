"""A line of a claim (Prestatie), as both actors keep it. Amounts in eurocents."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ketentoets.actors.toewijzing import MINUTEN_PER_UUR, UUR, Soort
from ketentoets.core.message import Node

DEBET, CREDIT = "D", "C"


@dataclass(frozen=True)
class Prestatie:
    """One line. `vorig` is filled on a credit line only (CD060)."""

    referentie: str
    bsn: str
    nummer: int
    soort: Soort
    begin: date
    eind: date
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    credit: bool = False
    vorig: str = ""

    @property
    def sleutel(self) -> tuple[int, Soort, date, date]:
        """Of these there may be one debit line (TR389, TR416)."""
        return self.nummer, self.soort, self.begin, self.eind

    @property
    def kern(self) -> tuple[object, ...]:
        """What a credit line takes over unchanged."""
        return self.bsn, self.sleutel, self.volume, self.eenheid, self.tarief, self.bedrag

    @property
    def getekend(self) -> int:
        """The amount, negative on a credit line."""
        return -self.bedrag if self.credit else self.bedrag

    @property
    def basisvolume(self) -> int:
        """The volume with hours as minutes, so that both can be added up."""
        return self.volume * MINUTEN_PER_UUR if self.eenheid == UUR else self.volume

    def als_gegevens(self) -> dict[str, Any]:
        """The class Prestatie."""
        return {
            "ProductReferentie": {"ReferentieNummer": self.referentie, "VorigReferentieNummer": self.vorig or None},
            "ToewijzingNummer": str(self.nummer),
            "ProductCategorie": self.soort.categorie,
            "ProductCode": self.soort.code,
            "ProductPeriode": {"Begindatum": self.begin, "Einddatum": self.eind},
            "GeleverdVolume": str(self.volume),
            "Eenheid": self.eenheid,
            "ProductTarief": None if self.tarief is None else str(self.tarief),
            "IngediendBedrag": {"Bedrag": str(self.bedrag), "DebetCredit": _kant(self.credit, self.bedrag)},
        }


def lees_prestatie(node: Node, bsn: str) -> Prestatie:
    """A Prestatie of a message that passed level 1."""
    return Prestatie(
        referentie=node.get("ProductReferentie/ReferentieNummer"),
        bsn=bsn,
        nummer=node.int("ToewijzingNummer") or 0,
        soort=Soort(node.get("ProductCategorie"), node.get("ProductCode")),
        begin=node.date("ProductPeriode/Begindatum") or date.min,
        eind=node.date("ProductPeriode/Einddatum") or date.min,
        volume=node.int("GeleverdVolume") or 0,
        eenheid=node.get("Eenheid"),
        tarief=node.int("ProductTarief"),
        bedrag=node.int("IngediendBedrag/Bedrag") or 0,
        credit=node.get("IngediendBedrag/DebetCredit") == CREDIT,
        vorig=node.get("ProductReferentie/VorigReferentieNummer"),
    )


def _kant(credit: bool, bedrag: int) -> str:
    return CREDIT if credit and bedrag else DEBET


def totaal(bedrag: int) -> dict[str, str]:
    """A total with its sign: D when zero (CS325)."""
    return {"TotaalBedrag": str(abs(bedrag)), "DebetCredit": _kant(bedrag < 0, bedrag)}


def getekend(node: Node | None) -> int:
    """A TotaalBedragMetDC as a signed amount."""
    if node is None:
        return 0
    bedrag = node.int("TotaalBedrag") or 0
    return -bedrag if node.get("DebetCredit") == CREDIT else bedrag
