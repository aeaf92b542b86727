"""How a sentence of a scenario is written down: readable for people, exact for the machine.

    de zorg [{hoe:tijdelijk|volgens plan} ]stopt[ met reden {reden:code}]

`[…]` may be left out, `(a|b)` is a free choice of words, `{naam:soort}` a value. A soort is one of `SOORTEN`,
or the words to choose from; a value in a part that was left out is not passed on.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from pytest_bdd import parsers

from ketentoets.core.taal import _
from ketentoets.transports.base import Rol

_STUK = re.compile(r"\{(?P<naam>[a-z_]+):(?P<soort>[^}]+)\}|(?P<teken>[\[\]()|])|(?P<tekst>[^{}\[\]()|]+)")
_TEKENS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


def _bericht(tekst: str) -> str:
    return re.sub(r"\D", "", tekst)


SOORTEN: dict[str, tuple[str, Callable[[str], Any], str]] = {
    "getal": (r"[0-9]+", int, _("een geheel getal")),
    "rol": (r"gemeente|aanbieder", Rol, _("gemeente of aanbieder")),
    "bericht": (
        r"[0-9]{3}-bericht|(?:JW|WMO)[0-9]{3}", _bericht, _("een bericht, zoals 301-bericht (JW301 of WMO301 mag ook)")
    ),
    "product": (r'"[^"]+"', lambda tekst: tekst.strip('"'), _("een product van het profiel, tussen aanhalingstekens")),
    "naam": (r'"[^"]+"', lambda tekst: tekst.strip('"'), _("een naam tussen aanhalingstekens")),
    "code": (r"[0-9A-Z]+(?: of [0-9A-Z]+)*", str, _("een code van de standaard")),
    "regel": (r"[A-Z]+[0-9]{3,4}(?:x[0-9])?", str, _("een regel van de standaard, zoals TR321")),
    "element": (r"[A-Z][A-Za-z]+", str, _("een element van het bericht, zoals Prestatie")),
    "periode": (r"[0-9]{4}-(?:P?)[0-9]{2}", str, _("een maand (2021-01) of een periode van vier weken (2020-P13)")),
    "bedrag": (r"[0-9.]+,[0-9]{2}", str, _("een bedrag in euro's, zoals 1.280,95")),
    "tekst": (r".+", str, _("vrije tekst")),
}  # fmt: skip
"""Kind of value -> its pattern, what makes a value of it, and what it is in words."""


class Zinsvorm(parsers.StepParser):
    """A sentence as pytest_bdd matches it; `waarden` are the names of its values with their kinds."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.waarden: dict[str, str] = {}
        self._regex = re.compile("".join(self._vertaald(name)))

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """The values in a sentence of this form, each as what it is; None when it has another form."""
        match = self._regex.fullmatch(name)
        if match is None:
            return None
        found = {naam: tekst for naam, tekst in match.groupdict().items() if tekst is not None}
        return {naam: _maak(self.waarden[naam], tekst) for naam, tekst in found.items()}

    def is_matching(self, name: str) -> bool:
        """Whether a sentence has this form."""
        return self._regex.fullmatch(name) is not None

    def _vertaald(self, name: str) -> Iterator[str]:
        end = 0
        for match in _STUK.finditer(name):
            if match.start() != end:
                break
            end = match.end()
            if match["naam"]:
                self.waarden[match["naam"]] = match["soort"]
                yield f"(?P<{match['naam']}>{_patroon(match['soort'])})"
            else:
                yield _TEKENS[match["teken"]] if match["teken"] else re.escape(match["tekst"])
        if end != len(name):
            raise ValueError(f"not a form of a sentence: {name!r} from {name[end:]!r}")


def _patroon(soort: str) -> str:
    if soort in SOORTEN:
        return SOORTEN[soort][0]
    return "|".join(re.escape(woord) for woord in soort.split("|"))


def _maak(soort: str, tekst: str) -> Any:
    return SOORTEN[soort][1](tekst) if soort in SOORTEN else tekst


def in_woorden(soort: str) -> str:
    """What a value of this kind may be: 'een geheel getal', or the words to choose from."""
    return SOORTEN[soort][2] if soort in SOORTEN else _(" of ").join(soort.split("|"))
