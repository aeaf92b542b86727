"""Starts and stops, 305 and 307 (CS058, TR018, TR101, TR134)."""

from typing import Any

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.generators.inhoud.zorg import product

IN_GEBRUIK = ("1", "3")


@maakt("StartProducten")
def starts(b: Bouwer) -> Inhoud:
    """Products whose delivery began, each of its own assignment."""
    return {"StartProduct": _meldingen(b, "StartProduct")}


@maakt("StopProducten")
def stops(b: Bouwer) -> Inhoud:
    """Products whose delivery ended, each of its own assignment."""
    return {"StopProduct": _meldingen(b, "StopProduct")}


def _meldingen(b: Bouwer, klasse: str) -> list[Inhoud]:
    made = b.bron.lijst(lambda: _melding(b, klasse))
    if len(made) == 1 and b.bron.ja(10):
        made[0]["ToewijzingNummer"] = None
    return made


def _melding(b: Bouwer, klasse: str) -> Inhoud:
    begin = b.voor(b.dagtekening, 400)
    fields: dict[str, Any] = {
        "ToewijzingNummer": b.nieuw("Nummer"),
        "Product": b.misschien(lambda: product(b), 50 if b.mag_weg(klasse, "Product") else 100),
        "ToewijzingIngangsdatum": b.misschien(lambda: b.voor(begin, 90)),
        "Begindatum": begin,
    }
    if b.geldt("CS058"):
        fields["StatusAanlevering"] = b.bron.code(IN_GEBRUIK)
    if klasse == "StopProduct":
        fields["Einddatum"] = b.bron.dag(begin, b.dagtekening)
    return b.klasse(klasse, **fields)
