"""The content of a request for change (317), from an order (protocol 3; OP346)."""

from datetime import date
from typing import Any

from ketentoets.actors.eisen import omvang_van, soort_van, toets_producten
from ketentoets.actors.kluis import Kluis
from ketentoets.actors.opdrachten import Product, TeWijzigen, VerzoekOmWijziging
from ketentoets.actors.regio import Regio
from ketentoets.actors.toewijzing import Omvang, Soort, omvang_gegevens, product_gegevens
from ketentoets.core.errors import OrderRefused
from ketentoets.core.taal import _


def verzoek(opdracht: VerzoekOmWijziging, referentie: str) -> dict[str, Any]:
    """The class Verzoek; what is empty is left out when it is sent."""
    return {
        "ReferentieAanbieder": referentie,
        "RedenVerzoek": opdracht.reden_verzoek,
        "OngewijzigdeProducten": {"OngewijzigdProduct": [{"ToewijzingNummer": str(n)} for n in opdracht.ongewijzigd]},
        "TeWijzigenProducten": {"TeWijzigenProduct": [_te_wijzigen(t) for t in opdracht.te_wijzigen]},
        "NieuweProducten": {"NieuwProduct": [_nieuw(p) for p in opdracht.nieuw]},
    }


def gevraagd(opdracht: VerzoekOmWijziging, kluis: Kluis) -> tuple[tuple[Soort, date], ...]:
    """The products that are asked with their first day; what is to change keeps its product."""
    gewijzigd = ((kluis.toewijzing(t.toewijzing_nummer).soort, t.gewenste_ingangsdatum) for t in opdracht.te_wijzigen)
    return (*gewijzigd, *((soort_van(p), p.ingangsdatum) for p in opdracht.nieuw))


def toets(opdracht: VerzoekOmWijziging, kluis: Kluis, regio: Regio) -> None:
    """Raises `OrderRefused` for what a careful provider does not ask."""
    toets_producten(opdracht.nieuw, regio)
    for nummer in (*opdracht.ongewijzigd, *(t.toewijzing_nummer for t in opdracht.te_wijzigen)):
        if kluis.toewijzing(nummer).bsn != opdracht.bsn:
            raise OrderRefused(_("toewijzing {nummer} is van een andere cliënt", nummer=nummer))
    if not (opdracht.te_wijzigen or opdracht.nieuw):
        raise OrderRefused(_("er wordt niets gewijzigd (TR353)"))
    if not (opdracht.te_wijzigen or opdracht.ongewijzigd):
        raise OrderRefused(_("er is geen lopende toewijzing genoemd (TR352)"))
    if kluis.onderhanden(opdracht.bsn):
        raise OrderRefused(_("er is al een verzoek onderhanden voor deze cliënt (TR374)"))


def _te_wijzigen(wens: TeWijzigen) -> dict[str, Any]:
    omvang = None
    if wens.volume is not None and wens.eenheid is not None and wens.frequentie is not None:
        omvang = Omvang(wens.volume, wens.eenheid, wens.frequentie)
    return {
        "ToewijzingNummer": str(wens.toewijzing_nummer),
        "GewensteIngangsdatum": wens.gewenste_ingangsdatum,
        "Einddatum": wens.einddatum,
        "Omvang": omvang_gegevens(omvang),
        "Budget": None if wens.budget is None else str(wens.budget),
    }


def _nieuw(product: Product) -> dict[str, Any]:
    return {
        "Product": product_gegevens(soort_van(product)),
        "GewensteIngangsdatum": product.ingangsdatum,
        "Einddatum": product.einddatum,
        "Omvang": omvang_gegevens(omvang_van(product)),
        "Budget": None if product.budget is None else str(product.budget),
    }
