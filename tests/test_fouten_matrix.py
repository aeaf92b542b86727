"""Every mutation breaks its rule and no other, wherever that rule holds; every rule has one or a reason."""

import json
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from ketentoets.core.bsn import is_test_bsn, passes_eleven_proof
from ketentoets.core.errors import ConfigurationError, HarnessFault, Undecided
from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten import tabel
from ketentoets.generators.fouten.breken import breek
from ketentoets.generators.fouten.fout import foute_berichten, maak_fout
from ketentoets.generators.fouten.maak import i
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.generators.fouten.register import MUTATIES, ZONDER, mutatie, plaatsen, regelmutaties, waar
from ketentoets.generators.fouten.verhaal import Verhaal
from ketentoets.generators.fouten.verhalen import VERHALEN, context, verhaal_van
from ketentoets.schemas.rules.engine import apply, catalogue
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.standaard import Vorm
from ketentoets.schemas.validator import level1

ROOT = Path(__file__).parents[1]
ZAAD = 7
REGELS = regelmutaties()


@cache
def goed(
    naam: str, domein: str, release: str, zonder: tuple[int, ...] = (), vorm: Vorm | None = None
) -> tuple[tuple[bytes, ...], bytes]:
    earlier, last = verhaal_van(naam).berichten(release, domein, ZAAD, zonder, vorm)
    return tuple(earlier), last


def gebroken(fout: Mutatie, domein: str, release: str, vorm: Vorm) -> tuple[bytes, list[bytes]]:
    earlier, last = goed(fout.verhaal, domein, release, fout.zonder, vorm)
    raw, _done = breek(fout, last, [parse(e) for e in earlier])
    assert fout.zonder or raw != last
    return raw, list(earlier)


@pytest.mark.parametrize("verhaal", VERHALEN.values(), ids=lambda v: v.naam)
def test_the_right_message_of_a_story_is_right(verhaal: Verhaal) -> None:
    assert verhaal.plaatsen
    for domein, release in verhaal.plaatsen:
        for vorm in verhaal.vormen:
            history: list[bytes] = []
            earlier, last = goed(verhaal.naam, domein, release, (), vorm)
            for raw in (*earlier, last):
                bericht, findings = level1(raw)
                assert bericht is not None
                assert findings == []
                ctx = context(bericht, history, verhaal.klok if raw is last else None)
                assert apply(ctx).findings == ()
                history.append(raw)


@pytest.mark.parametrize("fout", REGELS, ids=lambda m: m.id)
def test_a_mutation_breaks_its_rule_and_no_other(fout: Mutatie) -> None:
    verhaal = verhaal_van(fout.verhaal)
    assert plaatsen(fout)
    assert set(plaatsen(fout)) <= set(verhaal.plaatsen)
    for (domein, release), vorm in product(plaatsen(fout), verhaal.vormen):
        raw, earlier = gebroken(fout, domein, release, vorm)
        bericht, findings = level1(raw)
        assert bericht is not None
        if fout.niveau == 1:
            ziet_het_schema(fout, bericht, {f.pad for f in findings})
            continue
        assert findings == []
        klok = verhaal.klok or parse(goed(fout.verhaal, domein, release)[1]).dagtekening
        ctx = context(bericht, earlier, klok)
        outcome = apply(ctx)
        assert outcome.broken == {fout.regel} | fout.samen(domein, release)
        own = [f for f in outcome.findings if f.regel == fout.regel]
        assert {(f.niveau, f.bericht) for f in own} == {(fout.niveau, bericht.naam)}
        if fout.bericht in {"304", "325"}:
            assert (fout.retourcode, fout.klasse) == ("", "")
            continue
        assert {f.retourcode for f in own} == {fout.retourcode}
        klassen = [k for k in prescribe(ctx).klassen if fout.regel in k.regels]
        assert {k.naam for k in klassen} == {fout.klasse}
        assert all(fout.retourcode in k.codes for k in klassen)


def ziet_het_schema(fout: Mutatie, bericht: Bericht, paden: set[str]) -> None:
    rules = [r for r in catalogue() if r.code == fout.regel]
    assert {r.niveau for r in rules} == {1}
    assert paden == {node.path for rule in rules for node in rule.zoek(context(bericht, []))}


def test_every_rule_has_a_mutation_or_a_reason_wherever_it_holds() -> None:
    for rule in catalogue():
        for soort in rule.berichten:
            for domein, release in waar(rule.code, soort):
                here = [m for m in REGELS if (m.regel, m.bericht) == (rule.code, soort) and m.geldt(domein, release)]
                reasons = [z for z in ZONDER if z.regel == rule.code and z.geldt(soort, domein, release)]
                assert len(here) + len(reasons) == 1, (rule.code, soort, domein, release)


def test_the_reasons_are_few_and_about_rules_that_are_there() -> None:
    assert len(ZONDER) <= 6
    for reason in ZONDER:
        assert reason.reden
        for soort in reason.berichten:
            assert any(reason.geldt(soort, *place) for place in waar(reason.regel, soort))


def test_ids_and_names_are_unique() -> None:
    ids = [m.id for m in MUTATIES]
    assert len(ids) == len(set(ids))
    names = [(m.bericht, m.naam) for m in MUTATIES if m.naam]
    assert len(names) == len(set(names))
    assert all(m.omschrijving for m in MUTATIES)


def test_one_mutation_behind_a_name_an_id_and_a_rule() -> None:
    assert mutatie("301", "zonder volume") is mutatie("301", "CD041") is mutatie("301", "CD041-301")
    assert mutatie("315", "zonder volume").bericht == "315"
    with pytest.raises(ConfigurationError, match=r"bekend: .*zonder volume"):
        mutatie("315", "bestaat niet")


def test_the_record_says_in_words_what_was_done() -> None:
    _raw, done = breek(mutatie("315", "CD076"), goed("315", "ijw", "3.2")[1])
    assert done["wijziging"] == "AangevraagdProduct/ToewijzingEinddatum: 2022-12-31 → (leeg)"
    assert (done["naam"], done["pad"].split("/")[-1], done["operator"]) == (
        "zonder einddatum",
        "ToewijzingEinddatum",
        "verwijder",
    )
    assert [len(d) for d in done["ingrepen"]] == [5, 5]


def test_an_element_that_the_release_does_not_have_yet_can_be_written() -> None:
    raw, _done = breek(mutatie("315", "generiek"), goed("315", "ijw", "3.0")[1])
    bericht, findings = level1(raw)
    assert bericht is not None
    assert (bericht.release, bool(findings)) == ("3.0", True)


def test_a_mutation_that_does_not_fit_says_so() -> None:
    fout = Mutatie("x", "315", (i("Client/Einddatum", "dagen", 1),))
    with pytest.raises(HarnessFault, match="Einddatum ontbreekt"):
        breek(fout, goed("315", "ijw", "3.2")[1])
    with pytest.raises(Undecided, match="geen eerder 301"):
        breek(mutatie("301", "TR056"), goed("301", "ijw", "3.2")[1])


def test_faulty_messages_vary_with_the_seed_and_repeat_with_it() -> None:
    first, again = (list(foute_berichten("TR315", "ijw-3.1", 5, zaad=3)) for _ in range(2))
    assert first == again
    assert len({fout.bericht for fout in first}) == 5
    bsns = {parse(fout.bericht).root.get("Declaratie/Clienten/Client/Bsn") for fout in first}
    assert len(bsns) == 5
    assert all(is_test_bsn(bsn) for bsn in bsns)
    assert len({parse(fout.bericht).root.get("Header/Afzender") for fout in first}) == 5
    assert next(foute_berichten("TR315", "ijw-3.1", 1, zaad=4)).bericht == first[1].bericht


def test_a_rule_for_several_messages_takes_turns() -> None:
    soorten = [parse(f.bericht).soort for f in foute_berichten("CS002", "iwmo-3.2", 8)]
    assert soorten == ["301", "305", "307", "315", "317", "323", "325", "301"]
    assert {parse(f.bericht).soort for f in foute_berichten("CS002", "iwmo-3.2", 3, bericht="317")} == {"317"}


def test_a_declaration_and_an_invoice_take_turns() -> None:
    made = list(foute_berichten("RC9321", "iwmo-2.3", 4))
    assert [parse(f.bericht).root.get("Header/BerichtCode") for f in made] == ["416", "448"] * 2
    told = made[0].beschrijving["antwoord"]
    assert (told["soort"], told["bericht"]) == ("klassen", "WMO304")
    assert (told["klasse"], told["retourcode"]) == ("Prestatie", "9321")
    codes = [(k["klasse"], k["codes"]) for k in told["klassen"]]
    assert codes == [("Header", ["0200", "0233"]), ("Client", ["0200", "0233"]), ("Prestatie", ["9321"])]
    (only,) = {parse(f.bericht).root.get("Header/BerichtCode") for f in foute_berichten("RC8853", "ijw-2.2", 3)}
    assert only == "432"


def test_a_rule_of_the_old_releases_does_not_hold_in_the_new() -> None:
    with pytest.raises(ConfigurationError, match=r"geldt niet voor enig bericht in ijw-3\.0"):
        next(foute_berichten("RC9321", "ijw-3.0"))
    with pytest.raises(ConfigurationError, match=r"geldt niet voor enig bericht in ijw-2\.2"):
        next(foute_berichten("F-GEHEEL", "ijw-2.2"))
    with pytest.raises(ConfigurationError, match=r"geldt niet voor enig bericht in ijw-2\.4"):
        next(foute_berichten("TR333", "ijw-2.4"))


def test_the_description_says_what_was_broken_and_what_must_come_back() -> None:
    fout = next(foute_berichten("TR415", "ijw-3.2"))
    told = json.loads(json.dumps(fout.beschrijving))
    assert told["regel"] == "TR415"
    assert told["wijzigingen"][0]["operator"] == "zet"
    assert told["wijzigingen"][0]["voor"] != told["wijzigingen"][0]["na"]
    assert (told["antwoord"]["soort"], told["antwoord"]["bericht"]) == ("klassen", "JW308")
    assert (told["antwoord"]["klasse"], told["antwoord"]["retourcode"]) == ("StopProduct", "9415")
    codes = {k["klasse"]: k["codes"] for k in told["antwoord"]["klassen"]}
    assert codes["StopProduct"] == ["9415"]
    assert codes["Client"] == ["0200", "0233"]
    assert [parse(v).soort for v in fout.vooraf] == ["301", "305", "307"]


@pytest.mark.parametrize(
    ("regel", "soort"),
    [("CS015", "transportfout"), ("CD076", "technisch"), ("TR056", "header"), ("TR333", "declaratie"),
     ("TR342", "geen-antwoordbericht"), ("RC0150", "technisch"), ("RC0030", "header"), ("RC8004", "klassen"),
     ("RC8849", "geen-antwoordbericht")],
)  # fmt: skip
def test_the_kind_of_answer(regel: str, soort: str) -> None:
    standaard = "ijw-2.4" if regel.startswith("RC") else "ijw-3.2"
    assert next(foute_berichten(regel, standaard)).beschrijving["antwoord"]["soort"] == soort


def test_the_clock_is_part_of_a_fault_of_time() -> None:
    told = next(foute_berichten("TR135", "ijw-3.2", bericht="323")).beschrijving
    assert told["klok"] == "2022-07-01"
    assert told["wijzigingen"][0]["na"] > told["klok"]


def test_the_document_is_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    tabel.main([str(tmp_path)])
    shown, made = ((folder / tabel.BESTAND).read_text(encoding="utf-8") for folder in (ROOT, tmp_path))
    assert shown == made, "run python -m ketentoets.generators.fouten.tabel"
    assert made.count("\n| ") == 2 + len(REGELS) + 2 + len(ZONDER)


def test_a_missing_message_can_be_the_fault() -> None:
    fout = next(foute_berichten("TR374", "ijw-3.2", bericht="317"))
    assert fout.beschrijving["weggelaten"] == 1
    assert [parse(v).soort for v in fout.vooraf] == ["301", "315"]


def test_asking_for_what_cannot_be_broken() -> None:
    with pytest.raises(ConfigurationError, match="Onbekende regel TR999"):
        next(foute_berichten("TR999", "ijw-3.2"))
    with pytest.raises(ConfigurationError, match="niet te breken: in release"):
        next(foute_berichten("CD075", "ijw-3.0", bericht="315"))
    with pytest.raises(ConfigurationError, match="geldt niet voor enig bericht in iwmo"):
        next(foute_berichten("TR377", "iwmo-3.2"))


def test_no_bsn_outside_the_test_range_is_ever_made() -> None:
    for fout in REGELS:
        domein, release = plaatsen(fout)[0]
        made = maak_fout(fout, domein, release, 11)
        for raw in (*made.vooraf, made.bericht):
            numbers = [node.text for node in parse(raw).root.every("Bsn")]
            assert all(is_test_bsn(n) or not passes_eleven_proof(n) for n in numbers)
