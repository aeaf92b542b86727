"""What is in a valid message: the model says what there is, the rules what goes together."""

from ketentoets.generators.inhoud import client, declaratie, factuur, kop, regie, toewijzing, verzoek  # noqa: F401
from ketentoets.generators.inhoud.bouwer import Bouwer
from ketentoets.generators.inhoud.retour import retourbericht

__all__ = ["Bouwer", "retourbericht"]
