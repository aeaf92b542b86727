"""The persons of the set-up, and how a message shows them."""

from typing import Any

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.inrichting import Client
from ketentoets.core.errors import OrderRefused
from ketentoets.core.taal import _


def client_van(actor: ReferentieActor, bsn: str) -> Client:
    """The person of the set-up; raises `OrderRefused` when unknown."""
    client = actor.inrichting.client(bsn)
    if client is None:
        raise OrderRefused(_("deze cliënt staat niet in de inrichting"))
    return client


def verkort(client: Client) -> dict[str, Any]:
    """The person with the short name that 305, 307 and 315 have."""
    return {
        "Bsn": client.bsn,
        "Geboortedatum": {"Datum": client.geboortedatum},
        "Geslacht": client.geslacht,
        "Naam": {
            "Geslachtsnaam": {"Achternaam": client.achternaam, "Voorvoegsel": client.voorvoegsel},
            "Voornamen": client.voornamen,
            "Voorletters": client.voorletters,
        },
    }
