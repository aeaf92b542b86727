"""The arithmetic of volumes and terms of the reference actors, against examples of the protocol."""

from datetime import date, datetime

import pytest

from ketentoets.actors.termijnen import einde, werkdag
from ketentoets.actors.toewijzing import (
    Omvang,
    Soort,
    Toewijzing,
    laatste_van_maand,
    maximum,
    maximum_totaal,
    productperiode,
    uren,
    weken,
    zondagen,
)
from ketentoets.core.calendar import AMSTERDAM

INSPANNING, OUTPUT = "inspanningsgericht", "outputgericht"
PASEN = (date(2021, 4, 5),)


def toewijzing(van: str, tot: str, volume: int, frequentie: str, eenheid: str = "04") -> Toewijzing:
    omvang = Omvang(volume, eenheid, frequentie)
    gegeven = datetime(2021, 1, 1, tzinfo=AMSTERDAM)
    eind = date.fromisoformat(tot)
    return Toewijzing(1, "999900006", Soort("45", "45A04"), date.fromisoformat(van), eind, omvang, None, gegeven)


def test_voorbeelden_van_de_gebroken_periode() -> None:
    per_week = toewijzing("2021-10-12", "2021-12-13", 3, "2")
    oktober = productperiode(per_week, date(2021, 10, 1))
    assert oktober == (date(2021, 10, 12), date(2021, 10, 31))
    assert maximum(per_week, "04", *oktober, INSPANNING) == 9
    assert maximum(per_week, "01", *oktober, INSPANNING) == 9 * 60
    assert maximum_totaal(per_week, "04", INSPANNING) == 10 * 3
    per_maand = toewijzing("2021-10-12", "2021-12-13", 15, "4")
    assert maximum(per_maand, "04", *oktober, INSPANNING) == 15
    assert maximum_totaal(per_maand, "04", INSPANNING) == 45
    totaal = toewijzing("2021-10-12", "2021-12-13", 20, "6")
    assert maximum(totaal, "04", *oktober, INSPANNING) == maximum_totaal(totaal, "04", INSPANNING) == 20


def test_output_telt_zondagen_en_de_laatste_gebroken_week() -> None:
    output = toewijzing("2021-10-12", "2021-12-14", 1, "2", "82")
    maanden = [productperiode(output, date(2021, maand, 1)) for maand in (10, 11, 12)]
    assert [maximum(output, "82", *m, OUTPUT) for m in maanden] == [3, 4, 3]
    assert maximum_totaal(output, "82", OUTPUT) == 10
    assert zondagen(date(2021, 10, 12), date(2021, 10, 31)) == 3


@pytest.mark.parametrize(("minuten", "verwacht"), [(1, 1), (29, 1), (89, 1), (90, 2), (149, 2), (150, 3)])
def test_uren_worden_op_het_eind_afgerond(minuten: int, verwacht: int) -> None:
    assert uren(minuten) == verwacht


def test_weken_en_maanden() -> None:
    assert weken(date(2021, 3, 7), date(2021, 3, 8)) == 2
    assert weken(date(2021, 3, 8), date(2021, 3, 14)) == 1
    assert weken(date(2021, 3, 8), date(2021, 3, 7)) == 0
    assert laatste_van_maand(date(2024, 2, 3)) == date(2024, 2, 29)


def test_werkdagen_slaan_weekend_en_feestdagen_over() -> None:
    assert werkdag(date(2021, 4, 1), 3, PASEN) == date(2021, 4, 7)
    assert werkdag(date(2021, 4, 3), 0, PASEN) == date(2021, 4, 6)
    assert werkdag(date(2021, 4, 6), 0, PASEN) == date(2021, 4, 6)
    assert einde(date(2021, 4, 7)).isoformat() == "2021-04-07T23:59:59+02:00"
