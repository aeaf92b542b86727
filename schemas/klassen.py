"""The classes of the standard that come back with a RetourCode, read from the messages themselves."""

from functools import cache

from ketentoets.schemas.messages import MESSAGES
from ketentoets.schemas.shapes import Message

RETOURCODES = "RetourCodes"


@cache
def klassen_met_retourcode() -> frozenset[str]:
    """The names, in forward messages, of the classes that get a RetourCode in any release.

    In a 325 Declaratie is called DeclaratieAntwoord.
    """
    return frozenset({"Declaratie"}).union(*(_klassen(message) for message in MESSAGES))


def _klassen(message: Message) -> frozenset[str]:
    with_code = {klasse.name for klasse in message.classes if klasse.element(RETOURCODES)}
    elements = (element for klasse in message.classes for element in klasse.elements)
    return frozenset(element.name for element in elements if element.type in with_code)
