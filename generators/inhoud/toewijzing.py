"""The assignment, 301."""

from datetime import timedelta

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.generators.inhoud.zorg import Plek, Zorg, oud, zorgen

VERVALLEN, VERWIJDERD = "01", "13"
_JAAR, _HALF_JAAR = timedelta(days=365), timedelta(days=180)
PRODUCT = "ToegewezenProduct"


@maakt("ToegewezenProducten")
def toegewezen(b: Bouwer) -> Inhoud:
    """The assigned products; at times one that ended before 2021."""
    plek = Plek(PRODUCT, b.dagtekening - _JAAR, b.dagtekening + _HALF_JAAR)
    care = [oud(b)] if b.geldt("CD080") and b.bron.ja(8) else zorgen(b, plek)
    return {PRODUCT: [_product(b, zorg) for zorg in care]}


def _product(b: Bouwer, zorg: Zorg) -> Inhoud:
    fields = zorg.velden("Ingangsdatum", "Einddatum")
    reason = b.misschien(lambda: b.code("RedenWijziging", {VERVALLEN} if b.geldt("CS336") else set()))
    if reason == VERWIJDERD:
        fields["Einddatum"] = fields["Ingangsdatum"]
    return b.klasse(
        PRODUCT,
        **fields,
        ToewijzingNummer=b.misschien(lambda: b.nieuw("Nummer"), 90 if b.mag_weg(PRODUCT, "ToewijzingNummer") else 100),
        Toewijzingsdatum=b.voor(b.dagtekening, 60),
        RedenWijziging=reason,
    )


@maakt("Beschikking")
def beschikking(b: Bouwer) -> Inhoud:
    """The decision that releases before 3.0 have around the assignments."""
    begin = b.voor(b.dagtekening, 365)
    return {
        "Afgiftedatum": b.voor(b.dagtekening, 60),
        "Ingangsdatum": begin,
        "Einddatum": b.misschien(lambda: b.na(begin, 730)),
    }


@maakt("CDT_Grondslagen")
def grondslagen(b: Bouwer) -> Inhoud:
    """One or two grounds that differ."""
    first = b.code("Grondslag")
    return {"Grondslag01": first, "Grondslag02": b.misschien(lambda: b.code("Grondslag", {first}))}


@maakt("Beperkingen")
def beperkingen(b: Bouwer) -> Inhoud:
    """Limitations of different categories."""
    first = b.code("BeperkingCategorie")
    others = b.bron.meer(b.codes("BeperkingCategorie", {first}))
    return {"Beperking": [_beperking(b, category) for category in (first, *others)]}


def _beperking(b: Bouwer, category: str) -> Inhoud:
    return b.klasse("Beperking", Categorie=category, BeperkingScores=b.misschien(lambda: _scores(b, category), 70))


def _scores(b: Bouwer, category: str) -> Inhoud:
    """Scores on different questions of the category: '0101' belongs to category 1."""
    questions = tuple(code for code in b.codes("BeperkingVraag") if code[1] == category)
    first = b.bron.code(questions)
    others = b.bron.meer([q for q in questions if q != first])
    return {"BeperkingScore": [b.klasse("BeperkingScore", Vraag=question) for question in (first, *others)]}
