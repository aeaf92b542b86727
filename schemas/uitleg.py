"""What a schema processor reports, in Dutch: kind, expected and actual taken from its message."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ketentoets.core.taal import _

_SHOWN_VALUES = 20
_SHOWN_CHARS = 200

Groups = dict[str, str]


@dataclass(frozen=True)
class Uitleg:
    """One schema error explained. `verwacht` and `gevonden` are '' when the message has none."""

    tekst: str
    verwacht: str = ""
    gevonden: str = ""


def uitleg(message: str, naam: str, bases: Mapping[str, str]) -> Uitleg:
    """Explain a libxml2 message about element `naam`.

    `bases` gives per data type ('LDT_Datum') what it is made of ('date').
    """
    for pattern, explain in _KINDS:
        match = pattern.search(message)
        if match is not None:
            groups = {k: v or "" for k, v in match.groupdict().items()}
            return explain({**groups, "naam": naam, "base": bases.get(groups.get("type", ""), "")})
    return Uitleg(_("{naam} voldoet niet aan het schema: {reden}", naam=naam, reden=_short(message)))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…"


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _unexpected(g: Groups) -> Uitleg:
    expected = [e.strip() for e in g["expected"].split(",") if e.strip()]
    names = ", ".join(map(_local, expected))
    if g["naam"] in map(_local, expected):
        return Uitleg(_("{naam} staat in de verkeerde namespace", naam=g["naam"]), ", ".join(expected), g["found"])
    if not names:
        return Uitleg(_("{naam} hoort hier niet", naam=g["naam"]), "", g["naam"])
    return Uitleg(_("{naam} hoort hier niet; verwacht: {verwacht}", naam=g["naam"], verwacht=names), names, g["naam"])


def _missing(g: Groups) -> Uitleg:
    names = ", ".join(_local(e.strip()) for e in g["expected"].split(","))
    return Uitleg(_("in {naam} ontbreekt {verwacht}", naam=g["naam"], verwacht=names), names)


def _enumeration(g: Groups) -> Uitleg:
    values = re.findall(r"'([^']*)'", g["expected"])
    shown = ", ".join(values[:_SHOWN_VALUES])
    if len(values) > _SHOWN_VALUES:
        shown = _("{waarden}, … ({n} waarden)", waarden=shown, n=len(values))
    value = _short(g["value"])
    return Uitleg(
        _("de waarde '{waarde}' van {naam} komt niet voor in de codelijst", waarde=value, naam=g["naam"]),
        shown,
        value,
    )


def _pattern(g: Groups) -> Uitleg:
    value = _short(g["value"])
    return Uitleg(
        _("de waarde '{waarde}' van {naam} heeft niet de vereiste vorm", waarde=value, naam=g["naam"]),
        g["expected"],
        value,
    )


def _too_long(g: Groups) -> Uitleg:
    return Uitleg(
        _("{naam} is te lang: lengte {n}, hoogstens {max}", naam=g["naam"], n=g["value"], max=g["expected"]),
        _("lengte hoogstens {n}", n=g["expected"]),
        _("lengte {n}", n=g["value"]),
    )


def _too_short(g: Groups) -> Uitleg:
    return Uitleg(
        _("{naam} is te kort: lengte {n}, minstens {min}", naam=g["naam"], n=g["value"], min=g["expected"]),
        _("lengte minstens {n}", n=g["expected"]),
        _("lengte {n}", n=g["value"]),
    )


def _too_low(g: Groups) -> Uitleg:
    return Uitleg(
        _(
            "{naam} is te klein: {waarde}, minstens {min}",
            naam=g["naam"],
            waarde=g["value"],
            min=g["expected"],
        ),
        _("minstens {n}", n=g["expected"]),
        g["value"],
    )


def _too_high(g: Groups) -> Uitleg:
    return Uitleg(
        _(
            "{naam} is te groot: {waarde}, hoogstens {max}",
            naam=g["naam"],
            waarde=g["value"],
            max=g["expected"],
        ),
        _("hoogstens {n}", n=g["expected"]),
        g["value"],
    )


def _datatype(g: Groups) -> Uitleg:
    value = _short(g["value"])
    if g["base"] == "date":
        text = _("de waarde '{waarde}' van {naam} is geen geldige datum", waarde=value, naam=g["naam"])
        return Uitleg(text, _("een datum (JJJJ-MM-DD)"), value)
    if g["base"] == "time":
        text = _("de waarde '{waarde}' van {naam} is geen geldige tijd", waarde=value, naam=g["naam"])
        return Uitleg(text, _("een tijd (UU:MM:SS)"), value)
    if g["base"] == "integer":
        text = _("de waarde '{waarde}' van {naam} is geen geheel getal", waarde=value, naam=g["naam"])
        return Uitleg(text, _("een geheel getal"), value)
    return Uitleg(_("de waarde '{waarde}' van {naam} is niet geldig", waarde=value, naam=g["naam"]), "", value)


def _text_between(g: Groups) -> Uitleg:
    return Uitleg(_("in {naam} staat tekst waar alleen elementen mogen staan", naam=g["naam"]))


def _elements_within(g: Groups) -> Uitleg:
    return Uitleg(_("in {naam} staan elementen waar alleen een waarde mag staan", naam=g["naam"]))


def _attribute(g: Groups) -> Uitleg:
    name = _local(g["value"])
    return Uitleg(_("attribuut {attribuut} hoort niet in {naam}", attribuut=name, naam=g["naam"]), "", name)


def _root(g: Groups) -> Uitleg:
    return Uitleg(_("het bericht begint met {naam} in plaats van Bericht", naam=g["naam"]), "Bericht", g["naam"])


_KINDS: tuple[tuple[re.Pattern[str], Callable[[Groups], Uitleg]], ...] = tuple(
    (re.compile(pattern, re.DOTALL), explain)
    for pattern, explain in (
        (
            r"^Element '(?P<found>[^']*)': This element is not expected\."
            r"(?: Expected is (?:one of )?\( (?P<expected>.*) \)\.)?",
            _unexpected,
        ),
        (r"Missing child element\(s\)\. Expected is (?:one of )?\( (?P<expected>.*) \)\.", _missing),
        (
            r"\[facet 'enumeration'\] The value '(?P<value>.*)' is not .* the set \{(?P<expected>.*)\}",
            _enumeration,
        ),
        (
            r"\[facet 'pattern'\] The value '(?P<value>.*)' is not accepted by .* '(?P<expected>.*)'\.",
            _pattern,
        ),
        (r"\[facet 'maxLength'\] .* length of '(?P<value>\d+)'; .* length of '(?P<expected>\d+)'", _too_long),
        (
            r"\[facet 'minLength'\] .* length of '(?P<value>\d+)'; .* length of '(?P<expected>\d+)'",
            _too_short,
        ),
        (r"\[facet 'minInclusive'\] The value '(?P<value>.*)' is .* \('(?P<expected>.*)'\)", _too_low),
        (r"\[facet 'maxInclusive'\] The value '(?P<value>.*)' is .* \('(?P<expected>.*)'\)", _too_high),
        (
            r": '(?P<value>.*)' is not a valid value of the (?:local )?atomic type"
            r"(?: '(?:\{[^}]*\})?(?P<type>[\w:]+)')?",
            _datatype,
        ),
        (r"Character content other than whitespace is not allowed", _text_between),
        (r"Element content is not allowed, because the type definition is simple", _elements_within),
        (r"The attribute '(?P<value>[^']*)' is not allowed", _attribute),
        (r"No matching global declaration available for the validation root", _root),
    )
)
