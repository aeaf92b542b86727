"""Filling classes from the model; what rules decide is put in by the function of that class."""

from collections.abc import Callable
from datetime import date, time, timedelta
from functools import cache, cached_property
from typing import Any

from ketentoets.core.errors import HarnessFault
from ketentoets.generators.bron import Bron
from ketentoets.generators.kader import Kader
from ketentoets.generators.nummerreeks import STIJLEN, Nummerreeks, Stijl
from ketentoets.generators.voorraad import Soort, Tekst
from ketentoets.schemas.model import Model, model
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.shapes import ComplexType, Element, SimpleType

Inhoud = dict[str, Any]
Maker = Callable[["Bouwer"], Inhoud]
MAKERS: dict[str, Maker] = {}
_UNIEK = frozenset(
    {"LDT_IdentificatieBericht", "LDT_IdentificatieDeclaratie", "LDT_Referentie", "LDT_ReferentieNummer"}
)
_JAAR = timedelta(days=365)


def maakt(*klassen: str) -> Callable[[Maker], Maker]:
    """Register the function that decides on what belongs together in a class ('Relatie', '323/Declaratie').

    It gives the elements that it decides on; what is None or empty is absent. The others are filled by the model.
    """

    def register(maker: Maker) -> Maker:
        MAKERS.update(dict.fromkeys(klassen, maker))
        return maker

    return register


class Bouwer:
    """Makes the content of one message."""

    def __init__(self, kader: Kader, soort: str, bron: Bron) -> None:
        self.kader = kader
        self.soort = soort
        self.bron = bron
        self.model: Model = model(kader.standaard)
        self.dagtekening = bron.dag(*kader.dagtekening(soort))
        self._stijlen: dict[str, Stijl] = {}

    @property
    def release(self) -> str:
        """'3.2'."""
        return self.kader.release

    def bericht(self) -> Inhoud:
        """The content of Bericht."""
        return self.klasse("Root")

    def klasse(self, naam: str, **vast: Any) -> Inhoud:
        """The content of a class or composed type; `vast` goes before what its maker and the model say."""
        maker = MAKERS.get(f"{self.soort}/{naam}", MAKERS.get(naam))
        return self.vul(naam, {**maker(self), **vast} if maker else vast)

    def vul(self, naam: str, decided: Inhoud) -> Inhoud:
        """The content of a class where only what was decided goes before the model."""
        elements = self._klasse(naam).elements
        return {e.name: decided[e.name] if e.name in decided else self.element(e) for e in elements}

    def _klasse(self, naam: str) -> ComplexType:
        found = self.model.children(self.soort, naam)
        if found is None:
            raise HarnessFault(f"{self.soort}: no class {naam}")
        return found

    def element(self, element: Element) -> Any:
        """The content of an element: absent, one value, or a list when it repeats."""
        if element.minimum > 0:
            return self._elke(element)
        if element.type in self.model.simple:
            return self.misschien(lambda: self._elke(element))
        return self.bron.stuk(lambda: self.misschien(lambda: self._elke(element)))

    def _elke(self, element: Element) -> Any:
        return self.bron.lijst(lambda: self._een(element)) if element.repeats else self._een(element)

    def _een(self, element: Element) -> Any:
        simple = self.model.simple.get(element.type)
        return self.klasse(element.type) if simple is None else self.waarde(simple, element)

    def waarde(self, simple: SimpleType, element: Element | None = None) -> Any:
        """A value of a data type, within what the element restricts further."""
        fixed = self._vast.get(simple.name)
        if fixed is not None:
            return fixed()
        if simple.codes:
            return self.bron.code(codes_van(simple))
        if simple.base == "string":
            return self.nieuw(simple.name.removeprefix("LDT_")) if simple.name in _UNIEK else self.tekst(simple.name)
        return self._gemeten(simple, element)

    def _gemeten(self, simple: SimpleType, element: Element | None) -> int | date | time:
        if simple.base == "date":
            return self.bron.dag(self.dagtekening - _JAAR, self.dagtekening)
        if simple.base == "time":
            seconds = self.bron.aantal(0, 86_399)
            return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
        top = element.max_value if element and element.max_value is not None else simple.max_value
        return self.bron.aantal(simple.min_value or 0, top or 0)

    @cached_property
    def _vast(self) -> dict[str, Callable[[], Any]]:
        return {
            "LDT_AgbCode": lambda: self.kader.agb,
            "LDT_Gemeente": lambda: self.kader.gemeente,
            "LDT_BurgerServicenummer": lambda: self.bron.nieuw(Nummerreeks("bsn")),
            "LDT_Versie": lambda: self.bron.kies(("1.0.0", "0.0.1", "10.20.300")),
        }

    def tekst(self, naam: str) -> str:
        """A text of a type ('LDT_Commentaar')."""
        return self.bron.uit(Soort(Tekst, self.model.simple[naam])).tekst

    def nieuw(self, naam: str) -> str:
        """A value that did not occur before: 'Nummer', or a text type in the style of this message."""
        simple = self.model.simple[f"LDT_{naam}"]
        if simple.base == "integer":
            return self.bron.nieuw(Nummerreeks("nummer", simple.max_value or 0))
        if naam not in self._stijlen:
            self._stijlen[naam] = self.bron.kies(STIJLEN)
        return self.bron.nieuw(Nummerreeks(naam, simple.max_length or 0, self._stijlen[naam]))

    def codes(self, naam: str, zonder: frozenset[str] | set[str] = frozenset()) -> tuple[str, ...]:
        """The codes of a list ('Eenheid') in this release, but for some."""
        found = codes_van(self.model.simple[f"LDT_{naam}"])
        return tuple(code for code in found if code not in zonder) if zonder else found

    def code(self, naam: str, zonder: frozenset[str] | set[str] = frozenset()) -> str:
        """One of `codes`."""
        return self.bron.code(self.codes(naam, zonder))

    def misschien(self, maak: Callable[[], Any], kans: int = 50) -> Any:
        """What `maak` makes, or None."""
        return maak() if self.bron.ja(kans) else None

    def heeft(self, klasse: str, element: str) -> bool:
        """Whether this release has this element in a class of this message."""
        found = self.model.children(self.soort, klasse)
        return found is not None and found.element(element) is not None

    def mag_weg(self, klasse: str, element: str) -> bool:
        """Whether this release has this element, and it may be left out."""
        found = self._klasse(klasse).element(element)
        return found is not None and found.minimum == 0

    def geldt(self, regel: str) -> bool:
        """Whether a rule ('CS336') exists for this message in this release."""
        return geldt(regel, self.soort, self.kader.standaard)

    def na(self, van: date, dagen: int) -> date:
        """A day from `van` to so many days later."""
        return self.bron.dag(van, van + timedelta(days=dagen))

    def voor(self, tot: date, dagen: int) -> date:
        """A day up to `tot`, at most so many days earlier."""
        return self.bron.dag(tot - timedelta(days=dagen), tot)


@cache
def codes_van(simple: SimpleType) -> tuple[str, ...]:
    """The codes of a list, each once."""
    return tuple(dict.fromkeys(code.value for code in simple.codes))


@cache
def geldt(regel: str, soort: str, standaard: str) -> bool:
    """Whether a rule exists for this message type in this release."""
    domain, release = standaard.split("-")
    return any(rule.code == regel and rule.geldt(soort, release, domain) for rule in catalogue())
