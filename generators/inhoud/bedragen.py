"""Amounts that follow from volume and rate (CD087, CS325, CS339, TR346), and their totals."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from ketentoets.core.money import round_half_up
from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud

MAX_BEDRAG = 99_999_999
EURO, UUR, MINUUT = "83", "04", "01"
_MINUTEN = 60


@dataclass(frozen=True)
class Levering:
    """What was delivered and what it costs, in eurocents; `tarief` is None for the unit euro."""

    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int


def levering(b: Bouwer, code: str, dag: date) -> Levering:
    """A delivery of a product: at the rate of the contract, or at a rate made up."""
    agreed = next((p for p in b.kader.producten if p.code == code), None)
    eenheid = b.bron.kies(agreed.eenheden) if agreed else b.code("Eenheid")
    if eenheid == EURO:
        bedrag = b.bron.aantal(0, MAX_BEDRAG)
        return Levering(bedrag, eenheid, None, bedrag)
    tarief = b.kader.profiel.tarief(code, eenheid, dag) if agreed else None
    uurtarief = b.kader.profiel.tarief(code, UUR, dag) if agreed and eenheid == MINUUT else None
    if tarief is None and uurtarief is not None:
        return _in_minuten(b, uurtarief)
    if tarief is None:
        tarief = b.bron.aantal(0, MAX_BEDRAG)
    volume = b.bron.aantal(1, MAX_BEDRAG // max(1, tarief))
    return Levering(volume, eenheid, tarief, volume * tarief)


def _in_minuten(b: Bouwer, uurtarief: int) -> Levering:
    """Minutes under an hourly rate: rounded once, at the end."""
    volume = b.bron.aantal(1, MAX_BEDRAG // max(1, uurtarief))
    tarief = round_half_up(Fraction(uurtarief, _MINUTEN))
    return Levering(volume, MINUUT, tarief, round_half_up(Fraction(uurtarief * volume, _MINUTEN)))


def met_teken(bedrag: int, naam: str = "Bedrag") -> Inhoud:
    """An amount with its sign as D or C; nothing is debit (CS325)."""
    return {naam: abs(bedrag), "DebetCredit": "C" if bedrag < 0 else "D"}


def totaal(bedrag: int) -> Inhoud:
    """A total with its sign."""
    return met_teken(bedrag, "TotaalBedrag")


def referentie(b: Bouwer, *, credit: bool) -> Inhoud:
    """A new reference; a credit also names the line that it takes back (CD060, TR315, TR316)."""
    vorige: Any = b.nieuw("ReferentieNummer") if credit else None
    return {"ReferentieNummer": b.nieuw("ReferentieNummer"), "VorigReferentieNummer": vorige}
