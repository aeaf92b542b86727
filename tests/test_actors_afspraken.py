"""What the reference systems do by an agreement of their region: weekly output, frequencies, expiry."""

from datetime import date, datetime

import pytest

from ketentoets.actors.eisen import toets_frequentie
from ketentoets.actors.inrichting import Inrichting, lees
from ketentoets.actors.opdrachten import Product
from ketentoets.actors.regio import Regio
from ketentoets.actors.toewijzing import Omvang, Soort, Toewijzing, declaratiemaand
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import OrderRefused
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.suite.referentie import regio_van

MAART, APRIL = date(2021, 3, 1), date(2021, 4, 1)


def toewijzing(eenheid: str, frequentie: str, eind: date | None = None, ingang: date = MAART) -> Toewijzing:
    return Toewijzing(
        nummer=1, bsn="999900006", soort=Soort("45", "45A07"), ingang=ingang, eind=eind,
        omvang=Omvang(1, eenheid, frequentie), budget=None, gegeven=datetime(2021, 3, 1, 9, tzinfo=AMSTERDAM),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wat", "dag", "maand"),
    [
        (toewijzing("82", "2"), date(2021, 3, 28), MAART),
        (toewijzing("82", "2"), date(2021, 3, 29), APRIL),
        (toewijzing("82", "2"), date(2021, 4, 4), APRIL),
        (toewijzing("82", "2", date(2021, 4, 1)), date(2021, 3, 31), MAART),
        (toewijzing("82", "2", date(2021, 4, 1), date(2021, 3, 31)), date(2021, 3, 31), APRIL),
        (toewijzing("82", "4"), date(2021, 3, 31), MAART),
        (toewijzing("04", "2"), date(2021, 3, 31), MAART),
        (toewijzing("84", "2"), date(2021, 3, 31), MAART),
    ],
)
def test_output_per_week_belongs_to_the_month_of_its_sunday(wat: Toewijzing, dag: date, maand: date) -> None:
    assert declaratiemaand(wat, dag) == maand


def inrichting() -> Inrichting:
    return lees(Inrichting, laad_profiel("alkmaar").inrichting(datetime(2021, 3, 1, 9, tzinfo=AMSTERDAM), []))


def product(frequentie: str, code: str = "45A04") -> Product:
    return Product.model_validate(
        {"categorie": "45", "code": code, "ingangsdatum": "2021-03-01", "volume": 3, "eenheid": "04",
         "frequentie": frequentie}
    )  # fmt: skip


def test_only_the_frequency_of_the_catalogue_where_the_region_wants_it() -> None:
    toets_frequentie([product("2")], Regio(), inrichting())
    toets_frequentie([product("4", "45Z99")], Regio(), inrichting())
    toets_frequentie([product("4")], Regio(standaardfrequentie=False), inrichting())
    with pytest.raises(OrderRefused, match="T-6"):
        toets_frequentie([product("4")], Regio(), inrichting())


@pytest.mark.parametrize(
    ("naam", "vervalt", "vast"), [("alkmaar", 12, True), ("landelijk", None, False), ("eindhoven", None, False)]
)
def test_the_settings_of_a_region_come_from_its_profile(naam: str, vervalt: int | None, vast: bool) -> None:
    regio = regio_van(laad_profiel(naam))
    assert (regio.vervalt_na_maanden, regio.standaardfrequentie) == (vervalt, vast)
