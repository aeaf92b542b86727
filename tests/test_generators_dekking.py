"""What is drawn covers the model: every optional element, code, length, and the odd days."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import pytest

from ketentoets.generators.berichten import inhoud, toeval
from ketentoets.generators.inhoud.bouwer import codes_van, geldt
from ketentoets.generators.inhoud.retourcodes import AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN
from ketentoets.generators.kader import kader
from ketentoets.schemas.model import model
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.standaard import retour_van, soorten, standaarden

N = defaultdict(lambda: 200, {"301": 400})  # a 301 has to show every country
ZAAD = 7


@dataclass
class Gezien:
    """What occurred in the drawn messages of one type."""

    aanwezig: dict = field(default_factory=lambda: defaultdict(set))  # (class, element) -> {True, False}
    waarden: dict = field(default_factory=lambda: defaultdict(set))  # type -> values
    dagen: dict = field(default_factory=lambda: defaultdict(set))  # (class, element) -> days
    zorg: set = field(default_factory=set)


@cache
def gezien(standaard, soort):
    frame, standard, found = kader(standaard), model(standaard), Gezien()
    bron = toeval(frame, soort, ZAAD)
    for _n in range(N[soort]):
        bekijk(found, standard, soort, "Root", inhoud(frame, soort, bron))
    return found


def bekijk(found, standard, soort, klasse, data):
    shape = standard.children(soort, klasse)
    assert set(data) <= {e.name for e in shape.elements}
    if "Omvang" in {e.name for e in shape.elements}:
        found.zorg.add(variant(klasse, data))
    for element in shape.elements:
        here = element.name in data
        found.aanwezig[klasse, element.name].add(here)
        values = data[element.name] if here else []
        for value in values if isinstance(values, list) else [values]:
            if element.type in standard.simple:
                noteer(found, standard.simple[element.type], klasse, element.name, value)
            else:
                bekijk(found, standard, soort, element.type, value)


def noteer(found, simple, klasse, name, value):
    found.waarden[simple.name].add(str(value))
    if simple.base == "date":
        found.dagen[klasse, name].add(date.fromisoformat(str(value)))


def variant(klasse, data):
    product, omvang = data.get("Product", {}), data.get("Omvang", {})
    kind = "specifiek" if product.get("Code") else "aspecifiek" if product else "generiek"
    end = any(name.endswith("Einddatum") for name in data)
    return (klasse, kind, omvang.get("Eenheid"), omvang.get("Frequentie"), "Budget" in data, end)


def optioneel(standaard):
    """Optional elements that are always there, or never."""
    missing = {}
    for soort in soorten(standaard):
        standard, found = model(standaard), gezien(standaard, soort).aanwezig
        for klasse, name in found:
            element = standard.children(soort, klasse).element(name)
            if element.minimum == 0 and found[klasse, name] != {True, False}:
                missing[soort, klasse, name] = found[klasse, name]
        never = {c.name for c in standard.message(soort).classes} - {klasse for klasse, _name in found}
        missing |= {(soort, klasse): "nooit" for klasse in never}
    return missing


def waarden(standaard, type_):
    return set().union(*(gezien(standaard, soort).waarden[type_] for soort in soorten(standaard)))


def niet_gebruikt(standaard):
    """Type -> the codes that rules keep out of every message: CS050, CS058 and CS336."""
    kept_out = {"NaamGebruik": {"5"}}
    if geldt("CS336", "301", standaard):
        kept_out["RedenWijziging"] = {"01"}
    if geldt("CS058", "305", standaard):
        kept_out["StatusAanlevering"] = {"2", "9"}
    return {f"LDT_{name}": codes for name, codes in kept_out.items()}


def met_regel(standaard):
    """The return codes that a rule can lead to; all of the list when some message has no rules in this release."""
    domain, release = standaard.split("-")
    found = {AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN}
    for soort in (s for s in soorten(standaard) if retour_van(s) or s == "323"):
        rules = [rule for rule in catalogue() if rule.niveau > 2 and rule.geldt(soort, release, domain)]
        if not rules:
            return set(codes_van(model(standaard).simple["LDT_RetourCode"]))
        found |= {rule.retourcode for rule in rules}
    return found


def codes(standaard):
    """Codes that do not occur and should, or the other way round."""
    wrong = {}
    for simple in model(standaard).simple.values():
        if not simple.codes:
            continue
        wanted = set(codes_van(simple)) - niet_gebruikt(standaard).get(simple.name, set())
        if simple.name == "LDT_RetourCode":
            wanted &= met_regel(standaard)
        if wanted != waarden(standaard, simple.name):
            wrong[simple.name] = wanted ^ waarden(standaard, simple.name)
    return wrong


def lengten(standaard):
    """Text types of which the shortest or the longest value does not occur."""
    missing = {}
    for simple in model(standaard).simple.values():
        free = simple.base == "string" and not simple.codes and simple.name != "LDT_BerichtCode"
        if not free or "{" in simple.pattern or simple.pattern.startswith("(0|"):
            continue
        lengths = {len(value) for value in waarden(standaard, simple.name)}
        if gone := {simple.min_length, simple.max_length} - {None} - lengths:
            missing[simple.name] = gone
    return missing


def tekens(standaard):
    """Characters that are easily forgotten."""
    names, comments = "".join(waarden(standaard, "LDT_Naam")), "".join(waarden(standaard, "LDT_Commentaar"))
    return (set("éÇØÜÅ&") - set(names)) | (set("<>&\"'\n€") - set(comments))


def dagen(standaard):
    """Messages without a leap day where one is possible, or with few month ends."""
    frame, missing = kader(standaard), {}
    signed = {frame.van + timedelta(days=n) for n in range((frame.tot - frame.van).days + 1)}
    for soort in soorten(standaard):
        found = gezien(standaard, soort).dagen
        everything = set().union(*found.values())
        possible = any(map(is_leap_day, signed)) or ("CDT_Geboortedatum", "Datum") in found
        if possible and not any(map(is_leap_day, everything)):
            missing[soort] = "29 februari"
        if len({day.month for day in everything if (day + timedelta(days=1)).day == 1}) < 6:
            missing[soort] = "maandeinden"
    return missing


def is_leap_day(day):
    return (day.month, day.day) == (2, 29)


PRODUCTEN = {"301": "ToegewezenProduct", "315": "AangevraagdProduct", "317": "NieuwProduct"}


def varianten(standaard):
    """Kinds of products that do not occur and should, or the other way round; only from release 3.0."""
    standard, wrong = model(standaard), {}
    if "317" not in standard.messages:
        return wrong
    units, frequencies = (codes_van(standard.simple[f"LDT_{n}"]) for n in ("Eenheid", "Frequentie"))
    allowed = [(u, f) for u in units for f in frequencies if u not in {"14", "16", "83", "84"} or f in {"2", "4", "6"}]
    for soort, klasse in PRODUCTEN.items():
        wanted = {("specifiek", *omvang, False) for omvang in allowed} | {("aspecifiek", None, None, False)}
        if standard.children(soort, klasse).element("Budget"):
            wanted |= {("generiek", None, None, True), ("aspecifiek", None, None, True)}
        found = {kind[1:5] for kind in gezien(standaard, soort).zorg if kind[0] == klasse}
        if soort != "317":  # what ended before 2021 may be anything, and is not always drawn
            found = {kind for kind in found if kind in wanted}
        if found != wanted:
            wrong[soort] = found ^ wanted
    return wrong


def einden(standaard):
    """Where an end date is always there and need not be, or the other way round; only from release 3.0."""
    if "317" not in model(standaard).messages:
        return {}
    ends = defaultdict(set)
    for _name, kind, _unit, frequency, budget, end in gezien(standaard, "301").zorg:
        ends[kind, frequency, budget].add(end)
    always = {("generiek", None, True), ("aspecifiek", None, True), ("specifiek", "2", False)}
    always |= {("specifiek", "6", False)} if standaard.endswith("3.0") else set()
    both = {("specifiek", f, False) for f in "1246"} | {("aspecifiek", None, False)}
    wrong = {key: ends[key] for key in always if ends[key] != {True}}
    return wrong | {key: ends[key] for key in both - always if ends[key] != {True, False}}


@pytest.mark.parametrize("standaard", standaarden())
def test_what_is_drawn_covers_the_model(standaard):
    checks = (optioneel, codes, lengten, tekens, dagen, varianten, einden)
    missing = {check.__name__: check(standaard) for check in checks}
    assert {name: found for name, found in missing.items() if found} == {}
