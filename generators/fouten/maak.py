"""Short ways to write a mutation down, one per level; each states what must come back."""

from typing import Any

from ketentoets.core.bsn import nth_test_bsn
from ketentoets.generators.fouten.mutatie import Ingreep, Mutatie

HEEN = ("301", "305", "307", "315", "317", "319", "323", "325")
"""The messages that have rules, from release 3.0."""
PAD_ID, PAD_DAG = "Header/BerichtIdentificatie/Identificatie", "Header/BerichtIdentificatie/Dagtekening"
VREEMD_BSN = nth_test_bsn(-1)
"""The last number of the test range: no client of a story or a scenario has it."""
ZONDER_ANTWOORD = ("304", "325")
"""On these no return message exists: what is wrong with them is settled outside the messages."""


def i(pad: str, operator: str, waarde: Any = "") -> Ingreep:
    """One change."""
    return Ingreep(pad, operator, waarde)


def formaat(regel: str, bericht: str, omschrijving: str, *ingrepen: Ingreep, **rest: Any) -> Mutatie:
    """Level 1: refused by the transport, no return message."""
    return _mutatie(regel, bericht, omschrijving, ingrepen, 1, "", "", rest)


def inhoud(regel: str, bericht: str, omschrijving: str, *ingrepen: Ingreep, **rest: Any) -> Mutatie:
    """Level 2: Header only, with 0001."""
    answer = ("", "") if bericht in ZONDER_ANTWOORD else ("0001", "Header")
    return _mutatie(regel, bericht, omschrijving, ingrepen, 2, *answer, rest)


def tegen(
    regel: str,
    bericht: str,
    code: str,
    klasse: str,
    omschrijving: str,
    *ingrepen: Ingreep,
    niveau: int = 3,
    **rest: Any,
) -> Mutatie:
    """Level 3 (or 4): the code at the class that broke the rule."""
    answer = ("", "") if bericht in ZONDER_ANTWOORD else (code, klasse)
    return _mutatie(regel, bericht, omschrijving, ingrepen, niveau, *answer, rest)


def _mutatie(
    regel: str,
    bericht: str,
    omschrijving: str,
    ingrepen: tuple[Ingreep, ...],
    niveau: int,
    code: str,
    klasse: str,
    rest: dict[str, Any],
) -> Mutatie:
    known: dict[str, Any] = {"verhaal": bericht, **rest}
    return Mutatie(f"{regel}-{bericht}", bericht, ingrepen, regel, niveau, code, klasse, omschrijving, **known)
