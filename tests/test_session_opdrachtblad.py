"""The sheet for a person: every order has words, every field a name of the standard, every code its meaning."""

import pytest

from ketentoets.actors.opdrachten import OPDRACHTEN
from ketentoets.session.opdrachtblad import blad
from ketentoets.transports.base import Rol


@pytest.mark.parametrize(("rol", "naam"), [(rol, naam) for rol in Rol for naam in OPDRACHTEN[rol]])
def test_every_order_of_the_contract_has_its_own_words(rol: Rol, naam: str) -> None:
    doen = blad(rol, naam, {}, "ijw-3.2").doen
    assert doen
    assert "Voer opdracht" not in doen


def test_codes_dates_and_amounts_are_readable() -> None:
    gegevens = {
        "toewijzingNummer": 12,
        "einddatum": "2026-11-30",
        "redenBeeindiging": "20",
        "budget": 123405,
        "volume": None,
        "producten": [{"categorie": "45", "verwijzer": {"type": "02"}}],
        "ongewijzigd": [3, 4],
    }
    fields = dict(blad(Rol.AANBIEDER, "stop-zorg", gegevens, "ijw-3.2").velden)
    assert fields["ToewijzingNummer"] == "12"
    assert fields["Einddatum"] == "30-11-2026"
    assert fields["RedenBeeindiging"].startswith("20 (")
    assert fields["Budget"] == "€ 1234,05"
    assert fields["Producten > Categorie"].startswith("45")
    assert "(" in fields["Producten > Verwijzer > Type"]
    assert (fields["Ongewijzigd 1"], fields["Ongewijzigd 2"]) == ("3", "4")
    assert "Volume" not in fields


def test_a_release_without_a_list_shows_the_bare_code() -> None:
    fields = dict(blad(Rol.GEMEENTE, "beoordeel-verzoek", {"redenVerzoek": "1"}, "iwmo-2.2").velden)
    assert fields["RedenVerzoek"].startswith("1")


def test_the_text_lines_the_fields_up() -> None:
    lines = blad(Rol.AANBIEDER, "start-zorg", {"toewijzingNummer": 1, "begindatum": "2026-01-02"}, "ijw-3.2").tekst()
    assert lines.splitlines()[2:] == ["  ToewijzingNummer  1", "  Begindatum        02-01-2026"]
