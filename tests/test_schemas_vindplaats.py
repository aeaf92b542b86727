"""Where the standard says what a finding is about."""

import pytest

from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.vindplaats import datatype, pagina, regelbron, standaard_van

SITE = "https://informatiemodel.istandaarden.nl/informatiemodel"


@pytest.mark.parametrize(
    ("standaard", "regel", "bron"),
    [
        ("ijw-3.2", "TR019", "iJw 3.2, technische regel TR019"),
        ("iwmo-3.0", "CS058", "iWmo 3.0, constraint CS058"),
        ("ijw-3.1", "CD080", "iJw 3.1, conditie CD080"),
        ("ijw-3.2", "OP033x1", "iJw 3.2, bedrijfsregel OP033x1"),
        ("ijw-3.2", "IV077", "iJw 3.2, invulinstructie IV077"),
        ("", "OP192", "bedrijfsregel OP192"),
        ("iwmo-2.3", "RC8188", "iWmo 2.3, de regel van retourcode 8188"),
        ("ijw-2.4", "F-GEHEEL", "iJw 2.4, factuurregel F-GEHEEL"),
        ("ijw-3.2", "XSD", ""),
        ("ijw-3.2", "T-1", ""),
    ],
)
def test_the_name_of_a_rule(standaard: str, regel: str, bron: str) -> None:
    assert regelbron(standaard, regel) == bron


def test_every_rule_has_a_name_and_a_page() -> None:
    for rule in catalogue():
        assert rule.code.removeprefix("RC") in regelbron("ijw-3.2", rule.code)
        if rule.geldt(rule.berichten[0], "3.2"):
            assert pagina("ijw-3.2", rule.berichten[0], rule.code).startswith(f"{SITE}/ijw/3.2/regels/")


@pytest.mark.parametrize(
    ("standaard", "soort", "regel", "adres"),
    [
        ("ijw-3.2", "305", "", "/ijw/3.2/berichten/jw305/"),
        ("iwmo-3.2", "323", "", "/iwmo/3.2/berichten/wmo323/"),
        ("iwmo-3.2", "323", "CD080", "/iwmo/3.2/regels/conditie/"),
        ("ijw-3.2", "323", "TR019", "/ijw/3.2/regels/"),
    ],
)
def test_pages(standaard: str, soort: str, regel: str, adres: str) -> None:
    assert pagina(standaard, soort, regel) == SITE + adres


@pytest.mark.parametrize("standaard", ["ijw-3.1", "iwmo-2.3", "", "ijw-9.9"])
def test_no_page_is_made_up(standaard: str) -> None:
    assert pagina(standaard, "305", "TR019") == ""


@pytest.mark.parametrize(
    ("soort", "pad", "gevonden"),
    [
        ("305", "Bericht/Client/Geslacht", "LDT_Geslacht"),
        ("323", "Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[14]/GeleverdVolume", "LDT_Volume"),
        ("305", "Bericht/Client/Naam/Geslachtsnaam/Achternaam", "LDT_Naam"),
        ("305", "Bericht/Client", ""),
        ("305", "Bericht/Client/Bsn/Nergens", ""),
        ("305", "Bericht", ""),
        ("399", "Bericht/Client/Bsn", ""),
    ],
)
def test_the_data_type_of_an_element(soort: str, pad: str, gevonden: str) -> None:
    assert datatype("ijw-3.2", soort, pad) == gevonden


def test_the_standard_of_a_message() -> None:
    assert standaard_van("JW305", "3.2") == "ijw-3.2"
    assert standaard_van("WMO305", "3.0") == "iwmo-3.0"
    assert standaard_van("", "3.2") == standaard_van("JW305", "") == ""
