"""The parts: sources of choices, series, the stock, templates."""

import re
from datetime import date
from itertools import islice

import pytest

from ketentoets.core.bsn import is_test_bsn
from ketentoets.core.errors import ConfigurationError, HarnessFault
from ketentoets.generators.bron import Bron, Toeval, maandeinde, schrikkeldag
from ketentoets.generators.kader import controleer_dagtekening, kader
from ketentoets.generators.nummerreeks import STIJLEN, Nummerreeks, bsns
from ketentoets.generators.sjabloon import Mal, Sjabloon
from ketentoets.generators.voorraad import ADRES, GEBOREN, PERSOON, Soort, Tekst, teksten, voorraad
from ketentoets.schemas.model import model
from ketentoets.schemas.shapes import SimpleType
from ketentoets.schemas.standaard import standaarden

VAN, TOT = date(2023, 11, 15), date(2024, 3, 10)


class Vast(Bron):
    """Choices that were decided beforehand."""

    def __init__(self, *getallen):
        super().__init__(voorraad())
        self.getallen = list(getallen)

    def getal(self, lo, hi):
        found = self.getallen.pop(0)
        assert lo <= found <= hi
        return found


def test_a_number_lies_within_its_bounds_and_reaches_both():
    bron = Toeval("1", voorraad())
    assert {bron.getal(3, 6) for _n in range(100)} == {3, 4, 5, 6}
    assert bron.getal(5, 5) == 5


def test_the_same_seed_gives_the_same_choices_and_another_one_does_not():
    drawn = [[Toeval(zaad, voorraad()).getal(0, 10**9) for _n in range(3)] for zaad in ("7/a", "7/a", "8/a")]
    assert drawn[0] == drawn[1] != drawn[2]


def test_the_numbers_are_those_of_every_platform():
    bron = Toeval("7/ijw-3.2/315", voorraad())
    assert [bron.getal(0, 999_999_999) for _n in range(3)] == [769_553_047, 168_304_859, 700_655_070]


def test_the_simplest_choices():
    assert Vast(0).kies("abc") == "a"
    assert Vast(0).ja(99) is False
    assert Vast(0, 4).aantal(4, 9) == 4
    assert Vast(0, 0).dag(VAN, TOT) == VAN


@pytest.mark.parametrize(
    ("getallen", "expected"),
    [((10, 7), TOT), ((5, 8), date(2023, 11, 30)), ((117 - 8, 9), date(2024, 2, 29)), ((3, 9), date(2023, 11, 18))],
)
def test_odd_days(getallen, expected):
    assert Vast(*getallen).dag(VAN, date(2024, 3, 11) if getallen[0] > 100 else TOT) == expected


def test_days_stay_within_their_bounds():
    bron = Toeval("3", voorraad())
    days = [bron.dag(VAN, TOT) for _n in range(500)]
    assert min(days) >= VAN and max(days) == TOT and date(2024, 2, 29) in days
    assert bron.dag(VAN, VAN) == VAN


def test_month_ends_and_leap_days():
    assert maandeinde(date(2023, 2, 3)) == date(2023, 2, 28)
    assert schrikkeldag(date(2024, 2, 29)) == date(2024, 2, 29)
    assert schrikkeldag(date(2024, 2, 28)) == date(2020, 2, 29)
    assert schrikkeldag(date(1904, 1, 1)) == date(1896, 2, 29)


def test_codes_are_dealt_like_cards():
    bron, codes = Toeval("5", voorraad()), tuple("abcdefgh")
    rounds = [[bron.code(codes) for _n in range(8)] for _round in range(3)]
    assert all(sorted(one) == list(codes) for one in rounds) and len(set(map(tuple, rounds))) > 1


def test_different_options():
    bron = Toeval("5", voorraad())
    made = [bron.meer("abc", 2) for _n in range(200)]
    assert {len(set(one)) for one in made} == {len(one) for one in made} == {0, 1, 2}
    assert {letter for one in made for letter in one} == set("abc")
    assert bron.meer("", 2) == [] == Vast(0).meer("abc")


def test_a_list_has_at_least_one():
    bron, letters = Toeval("5", voorraad()), iter("abc" * 200)
    made = [bron.lijst(lambda: next(letters), 3) for _n in range(100)]
    assert {len(one) for one in made} == {1, 2, 3}
    assert Vast(0).lijst(lambda: "x") == ["x"]


@pytest.mark.parametrize("stijl", STIJLEN)
def test_a_series_does_not_repeat_and_fits(stijl):
    made = list(islice(Nummerreeks("Referentie", 12, stijl).waarden(), 5000))
    assert len(set(made)) == 5000 and all(re.fullmatch("[0-9A-Z]{1,12}", value) for value in made)
    assert {len(value) for value in made[:30]} == {"kort": {1}, "gewoon": {8}, "lang": {12}}[stijl]


def test_the_styles_of_a_series_do_not_meet():
    made = [value for stijl in STIJLEN for value in islice(Nummerreeks("Referentie", 12, stijl).waarden(), 50_000)]
    assert len(set(made)) == len(made)


def test_numbers_come_from_both_ends():
    assert list(islice(Nummerreeks("nummer", 999_999_999).waarden(), 4)) == ["1", "999999999", "2", "999999998"]


def test_all_test_bsns_come_by_before_one_comes_again():
    made = list(islice(Nummerreeks("bsn").waarden(), len(bsns()) + 1))
    assert len(set(made)) == len(bsns()) > 9000 and made[-1] == made[0]
    assert all(map(is_test_bsn, made))


@pytest.mark.parametrize("standaard", standaarden())
def test_there_is_a_stock_for_every_text_type(standaard):
    for simple in model(standaard).simple.values():
        if simple.base == "string" and not simple.codes and simple.name not in {"LDT_BerichtCode", "LDT_Gemeente"}:
            lengths = [len(text.tekst) for text in teksten(simple)]
            assert max(lengths) <= (simple.max_length or 1000) and min(lengths) >= (simple.min_length or 1)


def test_a_type_without_stock_is_a_fault_of_ours():
    with pytest.raises(HarnessFault, match="LDT_Nieuw"):
        teksten(SimpleType("LDT_Nieuw", "string", pattern="[%]{3}"))


def test_seeded_persons_and_addresses_fit_the_standard():
    simple = model("ijw-3.2").simple
    voornaam, voorletters = simple["LDT_Naam"], simple["LDT_Voorletters"]
    stock = voorraad(3)
    assert stock.records(PERSOON) != voorraad(4).records(PERSOON)
    assert len(stock.records(PERSOON)) > 200 < len(stock.records(ADRES))
    for persoon in stock.records(PERSOON):
        assert 0 < len(persoon.achternaam) <= 200 >= len(persoon.voornamen) and 0 < len(persoon.voorvoegsel) <= 10
        assert re.fullmatch(voorletters.pattern, persoon.voorletters) and len(persoon.voorletters) <= 6
        assert re.fullmatch(voornaam.pattern, persoon.voornamen)
    for adres in stock.records(ADRES):
        assert 0 < len(adres.straat) <= 24 and re.fullmatch("[1-9][0-9]{3}[A-Z]{2}", adres.postcode)
        assert 0 <= int(adres.huisnummer) <= 99_999 and 0 < len(adres.plaats) <= 80
    for geboren in stock.records(GEBOREN):
        assert date(1924, 2, 29) <= date.fromisoformat(geboren.tekst) <= date(2015, 12, 31)


def test_nobody_can_be_called():
    numbers = [text.tekst for text in teksten(model("ijw-3.2").simple["LDT_Telefoonnummer"])]
    dutch = [number.replace("0031", "0", 1) for number in numbers if 9 < len(number) < 14]
    assert len(dutch) > 2 and all(re.fullmatch("0[27][0-9]0[0-9]{6}", number) for number in dutch)


def test_a_template_fills_its_holes_anew():
    letters = iter("abcdef")
    filled = Sjabloon("<\ue0000.0\ue001|\ue0001.1\ue001|\ue0000.0\ue001>", [
        lambda: (next(letters).encode(),),
        lambda: (b"?", "é".encode()),
    ])  # fmt: skip
    assert [filled.gevuld().decode() for _n in range(2)] == ["<a|é|a>", "<b|é|b>"]
    assert Sjabloon("vast", []).gevuld() == b"vast"


def test_marks_stand_for_records_and_series():
    mal = Mal("1", voorraad())
    comment = Soort(Tekst, SimpleType("LDT_Commentaar", "string", 1))
    text = f"{mal.nieuw(Nummerreeks('nummer', 99))} {mal.uit(comment).tekst} {mal.nieuw(Nummerreeks('nummer', 99))}"
    made = mal.deel(text)
    first, second = made.gevuld().decode(), made.gevuld().decode()
    assert first.startswith("1 ") and first.endswith(" 99")
    assert second.startswith("2 ") and second.endswith(" 98")
    seen = "".join(made.gevuld().decode() for _n in range(60))
    assert "&lt; &amp; &gt;" in seen and "\r\n" in seen and "< " not in seen
    assert mal.deel("leeg").gevuld() == b"leeg"


def test_a_frame_takes_parties_and_contract_from_the_profile():
    jeugd, wmo = kader("ijw-3.2"), kader("iwmo-2.3", dagtekening=date(2019, 5, 1))
    assert (jeugd.gemeente, jeugd.agb) == ("0361", "65656055") and jeugd.producten
    assert wmo.producten == () and wmo.van == wmo.tot == date(2019, 5, 1)
    assert kader("ijw-3.0").dagtekening("323")[0] == date(2021, 1, 31)
    with pytest.raises(ConfigurationError):
        kader("ijw-9.9")


def test_a_claim_cannot_be_signed_before_there_was_something_to_claim():
    controleer_dagtekening("323", None)
    controleer_dagtekening("323", date(2021, 1, 31))
    controleer_dagtekening("315", date(2020, 1, 1))
    with pytest.raises(ConfigurationError, match="31-01-2021"):
        controleer_dagtekening("325", date(2021, 1, 30))
