"""The leaves of a message in the model: where a value may stand, and which data type it has there."""

from collections.abc import Iterator
from dataclasses import dataclass

from ketentoets.schemas.model import Model
from ketentoets.schemas.shapes import Element, SimpleType


@dataclass(frozen=True)
class Blad:
    """A place for a value: `pad` is below the root ('Client/Bsn'); `element` may restrict its data type further."""

    pad: str
    element: Element
    simple: SimpleType


def bladen(standard: Model, soort: str, type_name: str = "Root", path: str = "") -> Iterator[Blad]:
    """Every leaf of a message ('301'), in document order."""
    klasse = standard.children(soort, type_name)
    for element in klasse.elements if klasse else ():
        here = f"{path}/{element.name}".lstrip("/")
        simple = standard.simple.get(element.type)
        if simple:
            yield Blad(here, element, simple)
        else:
            yield from bladen(standard, soort, element.type, here)
