"""What a product in an order must have in this region (T-1, T-2, T-4), for both actors."""

from collections.abc import Sequence

from ketentoets.actors.inrichting import Inrichting
from ketentoets.actors.opdrachten import Product
from ketentoets.actors.regio import Regio
from ketentoets.actors.toewijzing import DAG, GEEN_DAGFREQUENTIE, WEEK, Omvang, Soort
from ketentoets.core.errors import OrderRefused
from ketentoets.core.taal import _


def soort_van(product: Product) -> Soort:
    """Category and code."""
    return Soort(product.categorie, product.code or "")


def omvang_van(product: Product) -> Omvang | None:
    """The volume; None when it was left out."""
    if product.volume is None or product.eenheid is None or product.frequentie is None:
        return None
    return Omvang(product.volume, product.eenheid, product.frequentie)


def toets_producten(producten: Sequence[Product], regio: Regio) -> None:
    """Raises `OrderRefused` for the first product that the region does not allow."""
    for product in producten:
        reden = _reden(product, regio)
        if reden:
            raise OrderRefused(reden)


def toets_frequentie(producten: Sequence[Product], regio: Regio, inrichting: Inrichting) -> None:
    """Raises `OrderRefused` for a unit or frequency that the catalogue does not have for the product (T-6)."""
    for product in producten if regio.standaardfrequentie else ():
        bekend = inrichting.product(product.categorie, product.code or "")
        if bekend and product.eenheid and product.eenheid not in bekend.eenheden:
            raise OrderRefused(_("de catalogus heeft voor dit product een andere eenheid"))
        if bekend and product.frequentie and product.frequentie not in bekend.frequenties:
            raise OrderRefused(_("de catalogus heeft voor dit product een andere frequentie (T-6)"))


def _reden(product: Product, regio: Regio) -> str:
    """The first objection; '' when there is none."""
    delen = (product.volume, product.eenheid, product.frequentie)
    tot = product.einddatum
    per_dag = product.frequentie == DAG and product.eenheid in GEEN_DAGFREQUENTIE
    bezwaren = {
        _("er wordt alleen specifiek toegewezen: met productcode en zonder budget (T-1)"): regio.alleen_specifiek
        and (product.code is None or product.budget is not None),
        _("de einddatum is verplicht (T-2)"): regio.einddatum_verplicht and tot is None,
        _("het volume is verplicht (T-4)"): regio.volume_verplicht and product.volume is None,
        _("bij een productcode hoort een volume (CD041)"): regio.volume_bij_code
        and product.code is not None
        and product.volume is None,
        _("volume, eenheid en frequentie horen bij elkaar"): None in delen and set(delen) != {None},
        _("per dag kan niet bij deze eenheid (CS338, CS343)"): per_dag,
        _("per week vraagt om een einddatum (CD076)"): product.frequentie == WEEK and tot is None,
        _("de einddatum ligt voor de ingangsdatum"): tot is not None and tot < product.ingangsdatum,
    }
    return next((bezwaar for bezwaar, geldt in bezwaren.items() if geldt), "")
