"""The five protocols and their base: sources that exist, figures that add up, contradictions that are named."""

import os
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.fixtures.beschrijving import beschrijf
from ketentoets.fixtures.lader import Geladen, laad, profielnamen
from ketentoets.fixtures.profiel import Profiel
from ketentoets.fixtures.waarden import NOOIT, Waarde, lees_bron

NAMEN = profielnamen()
GELADEN: dict[str, Geladen] = {naam: laad(naam) for naam in NAMEN}
SHARED = Path(os.environ.get("KETENTOETS_STANDAARD", Path(__file__).parents[2] / "shared" / "standaard")).parent
STUKKEN = {
    ("alkmaar", "SAP"): "alkmaar-sap-inspanningsgericht.txt",
    ("almere", "Website"): "almere-declaratie-en-verantwoording.txt",
    ("eindhoven", "Brief"): "eindhoven-release-3.0.txt",
    ("leidschendam-voorburg", "Protocol"): "leidschendam-voorburg-ho-2019.txt",
    ("wmo-begeleiding", "Pagina"): "wmo-begeleiding-4-wekentarief.txt",
}


def profiel(naam: str) -> Profiel:
    return GELADEN[naam].profiel


def waarden(node: Any) -> list[Waarde]:
    """Every value anywhere in a profile."""
    if isinstance(node, Waarde):
        inside = [w for name in type(node).model_fields for w in waarden(getattr(node, name))]
        return [node, *inside]
    if isinstance(node, BaseModel):
        return [w for name in type(node).model_fields for w in waarden(getattr(node, name))]
    items = node.values() if isinstance(node, dict) else node if isinstance(node, tuple) else ()
    return [w for item in items for w in waarden(item)]


def test_the_six_profiles_are_there() -> None:
    assert NAMEN == ["alkmaar", "almere", "eindhoven", "landelijk", "leidschendam-voorburg", "wmo-begeleiding"]
    assert {p.extends for p in map(profiel, NAMEN)} == {"landelijk", ""}


# Sources.


@pytest.mark.parametrize("naam", NAMEN)
def test_every_value_has_a_source_with_document_section_and_fact(naam: str) -> None:
    found = waarden(profiel(naam))
    assert len(found) > 50
    for waarde in found:
        bron = lees_bron(waarde.bron)
        assert bron is not None, waarde
        assert bron.document in profiel(naam).documenten
        assert len(bron.feit) > 5


@pytest.mark.parametrize("naam", NAMEN)
def test_every_line_that_is_shown_has_a_source_or_is_a_choice(naam: str) -> None:
    without = {r.sleutel for r in beschrijf(profiel(naam)) if not r.bron}
    assert without == {"domein", "datum"}


def test_no_value_is_plain_without_a_source() -> None:
    """A leaf of the model outside a value with a source would be a number that nobody can check."""
    plain = {"naam", "titel", "extends", "domein", "datum", "documenten"}
    for name, info in Profiel.model_fields.items():
        if name not in plain:
            assert _alleen_waarden(info.annotation), name


def _alleen_waarden(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Waarde):
        return True
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return all(_alleen_waarden(i.annotation) for i in annotation.model_fields.values())
    key = {type(None), str, ...}
    arguments = [a for a in get_args(annotation) if a not in key and getattr(a, "__origin__", None) is not str]
    return bool(arguments) and all(_alleen_waarden(a) for a in arguments)


@pytest.mark.parametrize(("naam", "document"), STUKKEN)
def test_the_sections_exist_in_the_protocol(naam: str, document: str) -> None:
    path = SHARED / "protocollen" / STUKKEN[naam, document]
    if not path.exists():
        pytest.skip(f"the protocol text {path.name} is not here (KETENTOETS_STANDAARD)")
    sections = profiel(naam).documenten[document].paragrafen
    assert sections
    assert [s for s in sections if not _staat_in(path.read_text(encoding="utf-8"), s)] == []


def _staat_in(text: str, section: str) -> bool:
    """A number stands on its own; a heading may be broken over lines and marked up."""
    if re.fullmatch("[0-9.]+", section):
        return re.search(rf"(?<![0-9.]){re.escape(section)}(?![0-9])", text) is not None
    bare = re.compile(r"[\s*#<>/\\]")
    return bare.sub("", section).lower() in bare.sub("", text).lower()


def test_the_rules_exist_in_the_standard() -> None:
    path = SHARED / "standaard"
    if not path.exists():
        pytest.skip("the rules of the standard are not here (KETENTOETS_STANDAARD)")
    files = ("bedrijfsregels-3.2.csv", "regels-3.2.csv", "invulinstructies.md", "feiten.md")
    text = "".join((path / name).read_text(encoding="utf-8") for name in files)
    known = set(re.findall(r"\b(?:OP|CS|CD|TR|IV)[0-9]{3}(?:x[0-9])?\b", text)) | {f"IV{n:03}" for n in (77, 78)}
    known |= {f"IV0{n}" for n in range(76, 82)}
    cited = {b.paragraaf for naam in NAMEN for w in waarden(profiel(naam)) if (b := lees_bron(w.bron))
             if b.document in {"Bedrijfsregels", "Regels", "Invulinstructies"}}  # fmt: skip
    assert len(cited) > 20
    assert cited - known == set()


# Figures.

ALMERE = {
    "psychosociaal-a": (30626, 35001), "psychosociaal-b": (46552, 53202), "psychosociaal-c": (104086, 118955),
    "lvb-a": (30187, 34499), "lvb-b": (46373, 52998), "lvb-c": (87534, 100039),
    "cognitief-a": (31007, 35437), "cognitief-b": (56940, 65074), "cognitief-c": (112083, 128095),
    "lichamelijk-a": (25543, 29192), "lichamelijk-b": (50820, 58080), "lichamelijk-b-nah": (56143, 64163),
    "lichamelijk-c": (72651, 83030), "lichamelijk-c-nah": (90930, 103920),
}  # fmt: skip


def test_the_fourteen_one_off_tariffs_are_what_the_table_of_almere_says() -> None:
    almere, day = profiel("almere"), date(2020, 12, 1)
    assert set(ALMERE) <= set(almere.contract)
    for naam, (regulier, eenmalig) in ALMERE.items():
        assert almere.tarief(almere.contract[naam].code, "82", day) == regulier
        assert almere.eenmalig_tarief(naam, "82", "2020-P13", day) == eenmalig
        assert almere.eenmalig_tarief(naam, "82", "2020-P12", day) is None
        assert almere.eenmalig_tarief(naam, "82", "2020-P13", date(2021, 1, 1)) is None


def test_the_longer_period_13_is_where_the_fraction_comes_from() -> None:
    almere = profiel("almere")
    first, end = date.fromisocalendar(2020, 49, 1), date.fromisocalendar(2020, 52, 7)
    (langer,) = almere.claimperiode_op(first).uitbreidingen
    assert (first, end) == (date(2020, 11, 30), date(2020, 12, 27))
    days = [(last - first).days + 1 for last in (langer.tot, end)]
    assert almere.bijzondere_tarieven[0].factor == f"{days[0]}/{days[1]}" == "32/28"


def test_almere_and_the_year_boundary() -> None:
    almere = profiel("almere")
    last, first = date(2020, 12, 31), date(2021, 1, 1)
    assert [p.declaratie for p in almere.paren_op(last)] == ["303D"]
    assert [p.declaratie for p in almere.paren_op(first)] == ["323"]
    assert (almere.claimperiode_op(last).soort, almere.claimperiode_op(first).soort) == ("4-weken", "maand")
    (langer,) = almere.claimperiode_op(last).uitbreidingen
    assert (langer.periode, langer.tot) == ("2020-P13", last)
    assert almere.regio.wijzigingsverzoek_vanaf.waarde == NOOIT
    assert almere.toewijzen.afgekapt_op is not None and almere.toewijzen.afgekapt_op.waarde == last
    assert "1.280.95" in almere.bijzondere_tarieven[0].let_op


def test_eindhoven_refuses_and_freezes() -> None:
    eindhoven = profiel("eindhoven")
    assert eindhoven.regio.wijzigingsverzoek_afwijzing is not None
    assert eindhoven.regio.wijzigingsverzoek_afwijzing.waarde == ("4",)
    stil = eindhoven.bevriezingen["declaraties-3.0"]
    assert stil.van == datetime(2020, 12, 21, 23, tzinfo=AMSTERDAM) and stil.berichten == ("303",)
    oud, nieuw = eindhoven.berichtenparen
    assert (oud.zorg_tot, oud.indienen_tot) == (date(2020, 12, 31), date(2021, 12, 31))
    assert nieuw.zorg_van == date(2021, 1, 1) and "afgekeurd" in nieuw.anders
    uur, minuut = eindhoven.contract["begeleiding"].tarieven
    assert uur.eurocent == 60 * minuut.eurocent


def test_leidschendam_voorburg_counts_from_the_download() -> None:
    lv = profiel("leidschendam-voorburg")
    assert lv.ontvangst.waarde == "opgehaald"
    t = lv.termijnen
    assert (t.retour.n, t.start.n, t.stop.n) == (5, 10, 5)
    assert t.declaratie_indienen is not None and t.antwoord_303 is not None and t.afgekeurd_opnieuw is not None
    assert (t.declaratie_indienen.n, t.antwoord_303.n, t.afgekeurd_opnieuw.n) == (15, 15, 10)
    assert {p.code: p.tarieven[0].eurocent for p in lv.contract.values()} == {
        "01101": 22360, "01102": 28392, "01105": 23400,
    }  # fmt: skip
    assert (lv.release_op(date(2019, 3, 28)), lv.release_op(date(2019, 4, 1))) == ("2.2", "2.3")
    assert len(lv.controles) == 7
    assert (date.fromisocalendar(2019, 1, 1), date.fromisocalendar(2019, 52, 7)) == (
        date(2018, 12, 31),
        date(2019, 12, 29),
    )
    assert "31-12-2018" in lv.claimperiode[0].let_op and "29-12-2019" in lv.claimperiode[0].let_op
    assert {c.code for c in lv.lokale_codes} == {"02", "19", "20", "21", "31", "32", "33", "34"}


def test_wmo_begeleiding_pays_whole_periods() -> None:
    wb = profiel("wmo-begeleiding")
    assert [p.declaratie for p in wb.berichtenparen] == ["303D", "303F"]
    assert wb.declareren.afgekeurd_crediteren is not None and wb.declareren.afgekeurd_crediteren.waarde == ("303F",)
    t = wb.termijnen
    assert t.declaratie_indienen is not None and t.antwoord_303 is not None and t.betaling is not None
    assert [(x.n, x.eenheid) for x in (t.declaratie_indienen, t.antwoord_303, t.betaling)] == [
        (3, "maanden"), (20, "dagen"), (30, "dagen"),
    ]  # fmt: skip
    assert [w.wie for w in wb.wijzigingen] == ["toegang", "toegang", "aanbieder", "toegang"]


def test_alkmaar_names_its_own_contradiction_and_its_absence_days() -> None:
    alkmaar = profiel("alkmaar")
    stop = alkmaar.regio.tijdelijke_stop_maanden
    assert stop is not None and stop.waarde == 2 and "4.3.3" in stop.let_op
    weg = alkmaar.afwezigheid
    assert weg.aaneengesloten_dagen is not None and weg.dagen_per_jaar is not None and weg.voorbeeld is not None
    assert (weg.aaneengesloten_dagen.waarde, weg.dagen_per_jaar.waarde) == (14, 42)
    assert (date(2019, 3, 14) - date(2019, 3, 7)).days + 1 == 8 and "acht dagen" in weg.voorbeeld.waarde
    assert alkmaar.overig.agb_wijzigt_op is not None and alkmaar.overig.agb_wijzigt_op.waarde == ("01-01", "01-07")


def test_the_national_releases_follow_one_another() -> None:
    landelijk = profiel("landelijk")
    days = [s.van for s in landelijk.standaarden]
    assert days == sorted(days)
    assert [landelijk.release_op(date(y, 12, 31)) for y in range(2017, 2024)] == [
        "2.1", "2.2", "2.3", "2.4", "3.0", "3.1", "3.2",
    ]  # fmt: skip
    for naam in NAMEN:
        for standaard in profiel(naam).standaarden:
            assert standaard.van == next(s.van for s in landelijk.standaarden if s.release == standaard.release)


def test_windows_of_silence_end_where_a_release_begins() -> None:
    starts = {s.van for s in profiel("landelijk").standaarden}
    for naam in NAMEN:
        for stil in profiel(naam).bevriezingen.values():
            assert stil.tot is None or (stil.tot > stil.van and stil.tot.date() in starts)


# What is inherited.


def test_where_a_value_comes_from() -> None:
    alkmaar = GELADEN["alkmaar"]
    assert alkmaar.herkomst(("termijnen", "retour")) == "alkmaar"
    assert alkmaar.herkomst(("termijnen", "antwoord_303")) == "landelijk"
    assert alkmaar.herkomst(("feestdagen",)) == "landelijk"
    assert alkmaar.herkomst(("contract", "begeleiding", "tarieven", 0)) == "alkmaar"


def test_the_profiles_are_in_the_package() -> None:
    root = Path(__file__).parent.parent
    data = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    assert "profielen/*.yaml" in data["tool"]["setuptools"]["package-data"]["ketentoets.fixtures"]
