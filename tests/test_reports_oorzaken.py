"""Which findings are one cause: what a tester has to mend, once."""

from dataclasses import replace

import pytest
import voorbeeldrun

from ketentoets.core.finding import Finding
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.verdict import Verdict
from ketentoets.reports.causes import Cause, causes

BASIS = voorbeeldrun.scenarios()[2]


def scenario(name: str, *findings: Finding) -> ScenarioRecord:
    return replace(BASIS, id=name, naam=name, bevindingen=findings)


def finding(soort: str, regel: str, bericht: str = "JW325", mid: str = "m", **more: object) -> Finding:
    text = f"{soort} {regel} in {bericht}"
    return replace(Finding(soort, text, regel=regel, bericht=bericht, bericht_id=mid), **more)  # type: ignore[arg-type]


def late(bericht: str, regel: str = "OP090", came: str = "2021-04-08T09:12:00+02:00", **more: object) -> Finding:
    term = {**voorbeeldrun.EASTER, "gekomen": came}
    return finding("termijn.te-laat", regel, bericht, bron="SAP bijlage 3", termijn=term, **more)


def answer(regel: str, expected: str, actual: str, mid: str = "m") -> Finding:
    return finding("antwoord", regel, mid=mid, verwacht=expected, gevonden=actual, pad="Bericht/Prestatie[1]")


def shape(found: list[Cause]) -> list[tuple[list[str], list[list[str]]]]:
    return [(c.regels, [volger.regels for volger in c.volgers]) for c in found]


def test_one_term_is_one_cause_whatever_message_came_late() -> None:
    found = causes([scenario("a", late("JW316")), scenario("b", late("JW306")), scenario("c", late("JW316", "OP274"))])
    assert shape(found) == [(["OP090"], []), (["OP274"], [])]
    assert found[0].berichten == ["JW316", "JW306"]
    assert found[0].titel() == "JW316 en JW306 te laat: de termijn is 3 werkdagen."


def test_a_term_says_how_much_too_late() -> None:
    two = [scenario("a", late("JW316")), scenario("b", late("JW316", came="2021-04-12T09:00:00+02:00"))]
    assert causes(two)[0].kort() == "1 tot 5 dagen te laat"
    assert causes(two[:1])[0].kort() == "1 dag te laat"
    gone = replace(late("JW316"), soort="termijn.ontbreekt", termijn=voorbeeldrun.NEVER)
    cause = causes([scenario("a", gone)])[0]
    assert (cause.titel(), cause.kort()) == ("JW316 blijft uit: de termijn is 5 werkdagen.", "")


def test_a_return_code_that_should_not_be_there_is_one_cause_under_many_rules() -> None:
    found = causes([
        scenario("a", answer("TR338", "geen opmerking", "9338")),
        scenario("b", answer("TR321", "9321", "9321, 9338")),
        scenario("c", answer("TR340", "9340", "geen opmerking")),
    ])  # fmt: skip
    assert shape(found) == [(["TR338", "TR321"], []), (["TR340"], [])]


def test_what_was_expected_of_the_content_follows_the_broken_rule_in_the_same_message() -> None:
    rule, content = answer("TR338", "geen opmerking", "9338"), finding("inhoud", "OP303", pad="Bericht/Totaal")
    both = scenario("a", rule, content)
    assert shape(causes([both, scenario("b", rule)])) == [(["TR338"], [["OP303"]])]
    elsewhere = scenario("c", replace(content, bericht_id="ander"))
    assert shape(causes([both, elsewhere])) == [(["OP303"], []), (["TR338"], [])]


def test_another_rule_follows_only_at_the_same_element_and_in_fewer_messages() -> None:
    reason = finding("regel", "CD085", "JW319", pad="Bericht/Antwoord[2]")
    place = finding("regel", "TR409", "JW319", pad="Bericht/Antwoord[1]")
    assert shape(causes([scenario("a", reason, place), scenario("b", reason)])) == [(["CD085"], [["TR409"]])]
    assert shape(causes([scenario("a", reason, place)])) == [(["CD085"], []), (["TR409"], [])]
    other = replace(place, pad="Bericht/Header")
    assert len(causes([scenario("a", reason, other), scenario("b", reason)])) == 2


@pytest.mark.parametrize("second", [
    late("JW325"),
    finding("aantal", "TR342"),
    finding("inhoud", "OP303", mid=""),
    finding("inhoud", "OP303", gevolg=Verdict.ONBESLIST),
])  # fmt: skip
def test_what_may_be_a_defect_of_its_own_is_never_put_under_another(second: Finding) -> None:
    rule = answer("TR338", "geen opmerking", "9338")
    assert len(causes([scenario("a", rule, second), scenario("b", rule)])) == 2


def test_it_counts_the_scenarios_in_which_nothing_else_is_wrong() -> None:
    rule = answer("TR338", "geen opmerking", "9338")
    content = finding("inhoud", "OP303")
    found = causes([scenario("a", rule, content), scenario("b", rule, late("JW316")), scenario("c", late("JW316"))])
    assert {c.regels[0]: (c.scenario_count(), c.alleen) for c in found} == {"TR338": (2, 1), "OP090": (2, 1)}


def test_the_title_leaves_out_the_values_that_differ() -> None:
    texts = ["Het 325 dat alles goedkeurt: 5, verwacht 6.", "Het 325 dat alles goedkeurt: 7, verwacht 8."]
    found = causes(scenario(t, replace(finding("inhoud", "OP303"), tekst=t)) for t in texts)
    assert found[0].titel() == "Het 325 dat alles goedkeurt."
    same = causes(scenario(t, replace(finding("inhoud", "OP303"), tekst=texts[0])) for t in "ab")
    assert same[0].titel() == texts[0]
    loose = ["Code 5 is leeg.", "Code 6 is leeg.", "Code 6 is leeg."]
    often = causes(scenario(f"{n}", replace(finding("inhoud", "OP303"), tekst=t)) for n, t in enumerate(loose))
    assert often[0].titel() == "Code 6 is leeg."


def test_a_title_names_the_fields_that_differ() -> None:
    texts = [f"De toewijzing op het verzoek: {f} is 1, verwacht 2." for f in ("Einddatum", "Einddatum", "Budget")]
    found = causes(scenario(str(n), replace(finding("inhoud", "TR379"), tekst=t)) for n, t in enumerate(texts))
    assert found[0].titel() == "De toewijzing op het verzoek: Einddatum, Budget."


def test_codes_that_stand_in_the_wrong_place_are_one_defect() -> None:
    pad = "Bericht/Header"
    wrong = [
        replace(answer(rule, f"{code} bij StopProduct", f"{code} bij Header"), pad=pad)
        for rule, code in (("TR382", "9069"), ("TR019", "9019"))
    ]
    missing = replace(answer("TR063", "9063", "geen"), pad=pad)
    found = causes(scenario(f.regel, f) for f in (*wrong, missing))
    assert [c.regels for c in found] == [["TR382", "TR019"], ["TR063"]]
    assert "de retourcode staat bij Header, niet bij wat fout was" in found[0].titel()


def test_what_is_wrong_in_a_late_message_is_not_put_under_its_being_late() -> None:
    content = finding("inhoud", "OP303", pad="Bericht/Totaal")
    both = scenario("a", late("JW325"), content)
    assert shape(causes([both, scenario("b", late("JW325"))])) == [(["OP090"], []), (["OP303"], [])]


def test_the_example_is_the_scenario_with_least_else_going_on() -> None:
    crowded = scenario("a", late("JW316"), finding("inhoud", "OP303", mid="ander"))
    rare = scenario("b", replace(late("JW316"), tekst="Anders gezegd."))
    simple = scenario("c", late("JW316"))
    assert causes([crowded, rare, simple])[0].voorbeeld.scenario is simple
