"""Test persons: invented with Faker, BSNs only from the test range. Same seed, same person."""

import hashlib
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from faker import Faker

from ketentoets.core.bsn import nth_test_bsn

BSN_STAP = 3000
"""So far apart lie the persons of one seed and those of the next in the test range."""


def nummer(zaad: int, sleutel: str, size: int = 1_000_000) -> int:
    """A number below `size` that depends on nothing but the seed and the key."""
    digest = hashlib.sha256(f"{zaad}/{sleutel}".encode()).digest()
    return int.from_bytes(digest[:8]) % size


def persoon(zaad: int, sleutel: str, volgnummer: int, *, geboren: date, gemeente: str) -> dict[str, Any]:
    """A client as in the test set-up of the contract (*Inrichting*, clienten).

    `volgnummer` picks the BSN from the test range, so that no two clients of a run share one.
    """
    fake = Faker("nl_NL", use_weighting=False)
    fake.seed_instance(nummer(zaad, sleutel))
    voornaam = fake.first_name_male()
    return {
        "bsn": nth_test_bsn(BSN_STAP * zaad + volgnummer),
        "geboortedatum": geboren.isoformat(),
        "geslacht": "1",
        "achternaam": fake.last_name().split()[-1].capitalize(),
        "voorletters": voornaam[0].upper(),
        "voornamen": voornaam,
        "gemeente": gemeente,
        "postcode": f"1811A{'ABCDEFG'[nummer(zaad, sleutel, 7)]}",
        "huisnummer": 1 + nummer(zaad, sleutel, 99),
        "straat": "Dorpsstraat",
        "plaats": "Alkmaar",
    }


def geboren_op(leeftijd: int, dag: date) -> date:
    """A birth date that makes somebody this many years old on `dag`, half a year ago."""
    return dag - relativedelta(years=leeftijd, months=6)
