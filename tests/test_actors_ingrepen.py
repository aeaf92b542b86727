"""The operators on outgoing messages, one by one."""

from itertools import count
from typing import Any

import pytest

from ketentoets.actors.ingrepen import Ingreep, Uitgaand, pas_toe

NUMMERS = [f"N{n}" for n in range(9)]


def na(gegevens: dict[str, Any], *ingrepen: Ingreep, soort: str = "301") -> list[Uitgaand]:
    teller = count()
    return pas_toe(ingrepen, Uitgaand(soort, "A1", gegevens), lambda: NUMMERS[next(teller)])


def een(gegevens: dict[str, Any], *ingrepen: Ingreep, soort: str = "301") -> dict[str, Any]:
    (uit,) = na(gegevens, *ingrepen, soort=soort)
    return uit.gegevens


def client(**velden: Any) -> dict[str, Any]:
    return {"Header": {"BerichtIdentificatie": {"Identificatie": "A1"}}, "Client": velden}


@pytest.mark.parametrize(
    ("doe", "waarde", "uit"),
    [
        ("zet", "9", {"A": "9", "B": "x"}),
        ("vervang", "9", {"A": "9", "B": "x"}),
        ("weg", "", {"B": "x"}),
        ("plus", 1, {"A": "008", "B": "x"}),
        ("neem", "B", {"A": "x", "B": "x"}),
        ("ruil", "B", {"A": "x", "B": "007"}),
        ("herhaal", "", {"A": ["007", "007"], "B": "x"}),
    ],
)
def test_operators_on_one_element(doe: str, waarde: Any, uit: dict[str, Any]) -> None:
    assert een(client(A="007", B="x"), Ingreep("301", doe, "Client/A", waarde))["Client"] == uit


def test_what_is_not_there_is_only_made_by_zet() -> None:
    for doe, waarde in (("vervang", "1"), ("weg", ""), ("plus", 1), ("dagen", 1), ("omgekeerd", "")):
        assert een(client(B="x"), Ingreep("301", doe, "Client/A", waarde))["Client"] == {"B": "x"}
    assert een(client(B="x"), Ingreep("301", "zet", "Client/A", "1"))["Client"] == {"A": "1", "B": "x"}
    assert "Ander" not in een(client(), Ingreep("301", "zet", "Ander/A", "1"))


def test_dates_and_lists() -> None:
    assert een(client(A="2021-02-28"), Ingreep("301", "dagen", "Client/A", 1))["Client"]["A"] == "2021-03-01"
    assert een(client(A=["1", "2"]), Ingreep("301", "omgekeerd", "Client/A"))["Client"]["A"] == ["2", "1"]
    assert een(client(A=["1", "2"]), Ingreep("301", "laatste-weg", "Client/A"))["Client"]["A"] == ["1"]
    overal = een(client(A=[{"R": None}, {"R": "v"}]), Ingreep("301", "overal", "Client/A", "R"))
    assert overal["Client"]["A"] == [{"R": "v"}, {"R": "v"}]


def test_every_element_of_a_path_and_only_those_that_are_meant() -> None:
    gegevens = client(P=[{"N": "1", "S": "a"}, {"N": "2"}])
    alle = een(gegevens, Ingreep("301", "zet", "Client/P/N", "9"))
    assert [p["N"] for p in alle["Client"]["P"]] == ["9", "9"]
    met = een(gegevens, Ingreep("301", "zet", "Client/P/N", "9", ("./S", "*")))
    assert [p["N"] for p in met["Client"]["P"]] == ["9", "2"]
    zonder = een(gegevens, Ingreep("301", "zet", "Client/P/N", "9", ("./S", "")))
    assert [p["N"] for p in zonder["Client"]["P"]] == ["1", "9"]
    assert gegevens["Client"]["P"][0]["N"] == "1", "the message itself stays as it was"


def test_another_message_is_left_alone() -> None:
    assert een(client(A="1"), Ingreep("305 307", "zet", "Client/A", "9"))["Client"]["A"] == "1"
    assert na(client(A="1"), Ingreep("301", "niet", mits=("Client/A", "2")))
    assert not na(client(A="1"), Ingreep("301", "niet", mits=("Client/A", "1")))


def test_a_second_message_has_an_identification_of_its_own() -> None:
    eerste, tweede = na(client(A="1"), Ingreep("301", "dubbel"))
    assert (eerste.identificatie, tweede.identificatie) == ("A1", "N0")
    assert tweede.gegevens["Header"]["BerichtIdentificatie"]["Identificatie"] == "N0"
    retour = {"Header": {"IdentificatieRetour": "A1", "BerichtIdentificatie": {"Identificatie": "X"}}}
    _eerste, tweede = na(retour, Ingreep("302", "dubbel"), soort="302")
    assert tweede.gegevens["Header"] == {"IdentificatieRetour": "N0", "BerichtIdentificatie": {"Identificatie": "X"}}


def test_later_is_counted_together() -> None:
    (uit,) = na(client(), Ingreep("301", "uitstel", waarde=4), Ingreep("301", "minuten", waarde=1))
    assert (uit.werkdagen, uit.minuten) == (4, 1)


def codes(*waarden: str) -> dict[str, Any]:
    return {"RetourCode": list(waarden)}


def afgekeurd() -> dict[str, Any]:
    product = {"ToewijzingNummer": "1", "RetourCodes": codes("9326")}
    klassen = {"StartProducten": [{"StartProduct": [product]}], "RetourCodes": codes("0200")}
    return {"Header": {"RetourCodes": codes("0200")}, "Client": klassen}


def test_return_codes_at_another_class() -> None:
    uit = een(afgekeurd(), Ingreep("306", "code-omhoog"), soort="306")["Client"]
    assert uit["RetourCodes"] == codes("9326")
    assert uit["StartProducten"][0]["StartProduct"][0]["RetourCodes"] == codes("0200")


@pytest.mark.parametrize(
    ("doe", "kop"), [("codes-in-kop", {"RetourCodes": codes("9326")}), ("alles-goed", {}),
                     ("technisch", {"RetourCodes": codes("0001"), "XsltVersie": "1.0.0"})],
)  # fmt: skip
def test_only_the_header_is_left(doe: str, kop: dict[str, Any]) -> None:
    assert een(afgekeurd(), Ingreep("306", doe), soort="306") == {"Header": kop}


def test_other_codes() -> None:
    uit = een(afgekeurd(), Ingreep("306", "andere-code", waarde="9019"), soort="306")
    assert uit["Client"]["StartProducten"][0]["StartProduct"][0]["RetourCodes"] == codes("9019")
    technisch = {"Header": {"XsltVersie": "1.0.0", "RetourCodes": codes("0001")}}
    assert een(technisch, Ingreep("306", "specifiek", waarde="9019"), soort="306") == {
        "Header": {"RetourCodes": codes("9019")}
    }
    goed = een({"Header": {}}, Ingreep("306", "goed-met-code", waarde="0200"), soort="306")
    assert goed == {"Header": {"RetourCodes": codes("0200")}}
    assert een(afgekeurd(), Ingreep("306", "goed-met-code", waarde="0001"), soort="306") == afgekeurd()
