"""The model of one release of one domain: everything in scope, with nothing left to fill in."""

from dataclasses import dataclass, replace
from functools import cache

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.schemas.basis import COMPLEX_TYPES, SIMPLE_TYPES
from ketentoets.schemas.messages import CODE, MESSAGES, SUBVERSIE, VERSIE
from ketentoets.schemas.releases import BERICHTCODES, PREFIX, STANDAARDEN
from ketentoets.schemas.shapes import Code, ComplexType, Element, Message, SimpleType, Standaard

_SITE = "http://www.istandaarden.nl"


@dataclass(frozen=True)
class Model:
    """One release of one domain. The types are by full name: 'LDT_Datum', 'CDT_Product'."""

    standaard: Standaard
    simple: dict[str, SimpleType]
    composed: dict[str, ComplexType]
    messages: dict[str, Message]

    @property
    def namespace(self) -> str:
        """The namespace of the basisschema."""
        return f"{self._root}/basisschema/schema"

    def message_namespace(self, soort: str) -> str:
        """The namespace of a message ('315')."""
        return f"{self._root}/{self.prefix(soort)}/schema"

    def prefix(self, soort: str) -> str:
        """'jw315': the prefix of a message in XML; in capitals its name."""
        return PREFIX[self.standaard.domain] + soort

    @property
    def _root(self) -> str:
        return f"{_SITE}/{self.standaard.domain}/{self.standaard.release.replace('.', '_')}"

    def message(self, soort: str) -> Message:
        """The message ('301'); raises ConfigurationError when this release has none."""
        if soort not in self.messages:
            raise ConfigurationError(_("bericht {soort} bestaat niet in {naam}", soort=soort, naam=self.standaard.naam))
        return self.messages[soort]

    def children(self, soort: str, type_name: str) -> ComplexType | None:
        """The class or composed type with this name, None for a data type."""
        return self.composed.get(type_name) or self.message(soort).klasse(type_name)


@cache
def model(standaard: str) -> Model:
    """The model of 'ijw-3.2'; raises ConfigurationError when it is not known."""
    known = {s.naam: s for s in STANDAARDEN}
    if standaard not in known:
        raise ConfigurationError(
            _("onbekende standaard {naam}; bekend zijn {bekend}", naam=standaard, bekend=", ".join(known))
        )
    return _build(known[standaard])


def _build(standaard: Standaard) -> Model:
    simple = [_simple(t, standaard) for t in SIMPLE_TYPES if _here(t, standaard)]
    composed = [_complex(replace(c, name=f"CDT_{c.name}"), standaard, {}) for c in COMPLEX_TYPES if _here(c, standaard)]
    return Model(
        standaard,
        {t.name: t for t in simple},
        {c.name: c for c in composed},
        {m.soort: _message(m, standaard) for m in MESSAGES if _here(m, standaard)},
    )


def _here(part: SimpleType | ComplexType | Element | Message | Code, standaard: Standaard) -> bool:
    return part.scope.holds(standaard.domain, standaard.release)


def _simple(simple: SimpleType, standaard: Standaard) -> SimpleType:
    codes = tuple(c for c in simple.codes if _here(c, standaard))
    return replace(simple, name=f"LDT_{simple.name}", codes=codes)


def _message(message: Message, standaard: Standaard) -> Message:
    fill = {
        CODE: BERICHTCODES[standaard.domain][message.soort],
        VERSIE: standaard.versie,
        SUBVERSIE: standaard.subversie,
    }
    classes = (_complex(c, standaard, fill) for c in message.classes if _here(c, standaard))
    return replace(message, classes=tuple(classes))


def _complex(klasse: ComplexType, standaard: Standaard, fill: dict[str, str]) -> ComplexType:
    return replace(klasse, elements=tuple(_element(e, fill) for e in klasse.elements if _here(e, standaard)))


def _element(element: Element, fill: dict[str, str]) -> Element:
    return replace(element, pattern=fill.get(element.pattern, element.pattern))
