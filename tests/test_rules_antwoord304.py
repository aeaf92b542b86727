"""What a municipality answers to a 303, against what was prescribed: every deviation is found, and nothing else."""

from datetime import date
from typing import Any

import pytest
from test_rules_factuur import CL, FOUT, GEWEIGERD, GOED, IN, T301, TERUG, Vector, regel_erbij

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten.basis import pas_aan
from ketentoets.schemas.rules.antwoord304 import check_304
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.writer import write
from ketentoets.session.validatie_antwoord import schrijf_antwoord

TOEGEKEND = "Header/RetourBedragen/ToegekendTotaalBedrag/TotaalBedrag"
KOP = "Header/RetourCodes/RetourCode"
TWEE = {**regel_erbij(), f"{IN}/Eenheid": "14"}
"""Two lines, of which the first has the wrong unit."""
FOUTE_REGEL = Vector("twee regels, een fout", "303", TWEE)
VOORBEELD = Vector("goed", "303")


def antwoord(vector: Vector, changes: dict[str, Any] | None = None) -> tuple[Bericht, Bericht, list[Finding]]:
    """The claim, its prescribed answer with these changes, and what is found."""
    heen, voorschrift = vector.bericht(), prescribe(vector.context())
    terug = parse(schrijf_antwoord(heen, voorschrift, "KT1", date(2021, 12, 31)))
    data: Any = terug.root.as_data()
    if changes:
        for naam in ("Client", "Prestatie"):
            _als_lijst(data, naam)
        terug = parse(write(terug.domain, terug.release, "304", pas_aan(data, changes)))
    return heen, terug, check_304(heen, terug, voorschrift)


def _als_lijst(data: Any, naam: str) -> None:
    """Repeatable classes as lists, as `pas_aan` wants them."""
    if isinstance(data, list):
        for item in data:
            _als_lijst(item, naam)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == naam and isinstance(value, dict):
                data[key] = [value]
            _als_lijst(value, naam)


@pytest.mark.parametrize("vector", [v for v in (*GOED, *FOUT) if v.soort == "303"], ids=lambda v: v.id)
def test_the_prescribed_answer_is_right(vector: Vector) -> None:
    assert antwoord(vector)[2] == []


LIJN = f"{CL}/0/Prestaties/Prestatie"
AFWIJKEND = [
    (VOORBEELD, {TOEGEKEND: 1}, "1 cent"),
    (VOORBEELD, {KOP: "0001"}, "0001 bij Header"),
    (VOORBEELD, {"Header/RetourBedragen/IngediendTotaalBedrag/TotaalBedrag": 1}, "IngediendTotaalBedrag"),
    (VOORBEELD, {"Header/Gemeente": "0999"}, "Gemeente in de Header"),
    (FOUTE_REGEL, {KOP: "8001"}, "RC9309 is geschonden"),
    (FOUTE_REGEL, {f"{LIJN}/0/RetourCodes/RetourCode": "0200"}, "RC9309 is geschonden"),
    (FOUTE_REGEL, {f"{LIJN}/0/RetourCodes/RetourCode": "9321"}, "RC9309 is geschonden"),
    (FOUTE_REGEL, {f"{LIJN}/1/RetourCodes/RetourCode": "9321"}, "9321 bij Prestatie is niet terecht"),
    (FOUTE_REGEL, {f"{LIJN}/0/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag": 64_000}, "toegekende bedrag"),
    (FOUTE_REGEL, {f"{LIJN}/1/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag": 100}, "toegekende bedrag"),
    (FOUTE_REGEL, {f"{LIJN}/1/ProductCode": "45A05"}, "ongewijzigd terug"),
    (FOUTE_REGEL, {TOEGEKEND: 0}, "ToegekendTotaalBedrag"),
    (FOUTE_REGEL, {"Clienten": None}, "RC9309 is geschonden"),
    (Vector("kop", "303", {f"{IN}/DeclaratieFactuurBedrag/Bedrag": 1}), {KOP: "8001"}, "RC0150 is geschonden"),
]


@pytest.mark.parametrize(("vector", "changes", "tekst"), AFWIJKEND)
def test_every_deviation_is_found(vector: Vector, changes: dict[str, Any], tekst: str) -> None:
    found = antwoord(vector, changes)[2]
    assert found
    assert any(tekst in f"{f.tekst} {f.verwacht} {f.gevonden}" for f in found) or tekst == "1 cent", found


def test_lines_may_come_back_in_another_order() -> None:
    heen, terug, found = antwoord(FOUTE_REGEL)
    assert found == []
    data: Any = terug.root.as_data()
    prestaties = data["Clienten"]["Client"]["Prestaties"]
    prestaties["Prestatie"].reverse()
    omgekeerd = parse(write(terug.domain, terug.release, "304", data))
    voorschrift = prescribe(FOUTE_REGEL.context())
    assert check_304(heen, omgekeerd, voorschrift) == []
    prestaties["Prestatie"][1] = prestaties["Prestatie"][0]
    tweemaal = parse(write(terug.domain, terug.release, "304", data))
    assert {f.gevonden for f in check_304(heen, tweemaal, voorschrift)} >= {"geen", "Prestatie"}


def test_a_line_that_is_left_out_is_found() -> None:
    heen, terug, _found = antwoord(FOUTE_REGEL)
    data: Any = terug.root.as_data()
    data["Clienten"]["Client"]["Prestaties"]["Prestatie"].pop()
    zonder = parse(write(terug.domain, terug.release, "304", data))
    texts = [f.tekst for f in check_304(heen, zonder, prescribe(FOUTE_REGEL.context()))]
    assert any("hoort in het antwoord terug te komen" in text for text in texts)


def test_a_credit_of_a_rejected_line_may_be_awarded_or_not() -> None:
    vector = Vector("credit", "303", TERUG | {"Header/BerichtCode": "450"}, vooraf=(T301, GEWEIGERD))
    heen, voorschrift = vector.bericht(), prescribe(vector.context())
    data: Any = parse(schrijf_antwoord(heen, voorschrift, "KT1", date(2021, 12, 31))).root.as_data()
    nul = {"Header/RetourBedragen/ToegekendTotaalBedrag": {"TotaalBedrag": 0, "DebetCredit": "D"}}
    niets = parse(write("ijw", "2.3", "304", pas_aan(data, nul)))
    assert check_304(heen, niets, voorschrift, frozenset({"R2"})) == []
    assert check_304(heen, niets, voorschrift) != []
