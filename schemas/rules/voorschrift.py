"""The prescribed reply to a message, and the comparison of an actual reply with it."""

from ketentoets.schemas.rules.antwoord325 import check_325
from ketentoets.schemas.rules.reactie import Klasse, Voorschrift, prescribe, zonder_fouten
from ketentoets.schemas.rules.retour import check_return

__all__ = ["Klasse", "Voorschrift", "check_325", "check_return", "prescribe", "zonder_fouten"]
