"""Requests and their answer: 315, 317 and 319."""

from datetime import timedelta

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.generators.inhoud.zorg import Plek, gewijzigd, oud, zorgen

MET_CODE = frozenset({"02", "03", "04", "05"})
AFGEWEZEN, WOONPLAATSBEGINSEL = "1", "8"
_HALF_JAAR, _DAG = timedelta(days=180), timedelta(days=1)
_ZORGVERLENERS = ("01999901", "03999902", "00000000", "99999999")
GEVRAAGD, NIEUW, WIJZIGEN = "AangevraagdProduct", "NieuwProduct", "TeWijzigenProduct"


@maakt("AangevraagdeProducten")
def aangevraagd(b: Bouwer) -> Inhoud:
    """The requested products, each with its own reference (TR383)."""
    plek = Plek(GEVRAAGD, b.dagtekening - _HALF_JAAR, b.dagtekening + _HALF_JAAR)
    care = [oud(b)] if b.geldt("CD095") and b.bron.ja(8) else zorgen(b, plek)
    return {GEVRAAGD: [b.klasse(GEVRAAGD, **z.velden("ToewijzingIngangsdatum", "ToewijzingEinddatum")) for z in care]}


@maakt(GEVRAAGD)
def beschikking(b: Bouwer) -> Inhoud:
    """A decision has a number and a date, or neither (CD043)."""
    if not b.bron.ja():
        return {"BeschikkingNummer": None, "BeschikkingIngangsdatum": None}
    return {
        "BeschikkingNummer": b.waarde(b.model.simple["LDT_Nummer"]),
        "BeschikkingIngangsdatum": b.voor(b.dagtekening, 365),
    }


@maakt("CDT_Verwijzer")
def verwijzer(b: Bouwer) -> Inhoud:
    """Types 02-05 have a code or a name, the others no code (CD066-CD068)."""
    kind = b.code("TypeVerwijzer")
    if kind not in MET_CODE:
        return {"Type": kind, "Naam": b.misschien(lambda: b.tekst("LDT_NaamVerwijzer")), "ZorgverlenerCode": None}
    if b.heeft("CDT_Verwijzer", "ZorgverlenerCode") and b.bron.ja():
        return {"Type": kind, "Naam": None, "ZorgverlenerCode": b.bron.kies(_ZORGVERLENERS)}
    return {"Type": kind, "Naam": b.tekst("LDT_NaamVerwijzer"), "ZorgverlenerCode": None}


@maakt("Verzoek")
def wijzigingsverzoek(b: Bouwer) -> Inhoud:
    """Something that exists, and something that changes (TR352, TR353)."""
    changes, new = b.bron.kies(((True, False), (False, True), (True, True)))
    unchanged = b.bron.ja(50 if changes else 100)
    return {
        "OngewijzigdeProducten": b.klasse("OngewijzigdeProducten") if unchanged else None,
        "TeWijzigenProducten": b.klasse("TeWijzigenProducten") if changes else None,
        "NieuweProducten": b.klasse("NieuweProducten") if new else None,
    }


@maakt("OngewijzigdProduct")
def ongewijzigd(b: Bouwer) -> Inhoud:
    """An assignment that stays; no other product of the request has its number (TR101)."""
    return {"ToewijzingNummer": b.nieuw("Nummer")}


def _straks(b: Bouwer, klasse: str) -> Plek:
    """After the Dagtekening (TR380)."""
    return Plek(klasse, b.dagtekening + _DAG, b.dagtekening + _HALF_JAAR)


@maakt(WIJZIGEN)
def te_wijzigen(b: Bouwer) -> Inhoud:
    """An assignment that changes."""
    fields = gewijzigd(b, _straks(b, WIJZIGEN)).velden("GewensteIngangsdatum", "Einddatum")
    return {**fields, "ToewijzingNummer": b.nieuw("Nummer")}


@maakt("NieuweProducten")
def nieuw(b: Bouwer) -> Inhoud:
    """Products to be added."""
    care = zorgen(b, _straks(b, NIEUW))
    return {NIEUW: [b.klasse(NIEUW, **z.velden("GewensteIngangsdatum", "Einddatum")) for z in care]}


@maakt("Antwoord")
def antwoord(b: Bouwer) -> Inhoud:
    """A refusal has a reason; reason 8 names a municipality (CD085, CD086, TR377, TR409)."""
    answer = b.code("VerzoekAntwoord")
    reason = b.code("RedenAfwijzingVerzoek") if answer == AFGEWEZEN else None
    other = {"Gemeente": b.kader.andere_gemeente}
    return {
        "VerzoekAntwoord": answer,
        "RedenAfwijzingVerzoek": reason,
        "Woonplaatsbeginsel": other if reason == WOONPLAATSBEGINSEL else None,
    }
