"""Answers in a history, held against what the standard prescribes for the message they answer.

The prescription is made when the forward message is judged, with the administration of that moment.
No finding without evidence: what cannot be compared gets the reason why.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht
from ketentoets.schemas.administratie import HEEN_VAN
from ketentoets.schemas.rules.feiten import retourcodes
from ketentoets.schemas.rules.reactie import TECHNISCH
from ketentoets.schemas.rules.voorschrift import Voorschrift, check_325, check_return

ZONDER_REGELS, ZONDER_HEEN, HEEN_ONGELDIG, ANDERE_KLOK, ZONDER_CONTRACT, LOS = (
    "zonder-regels",
    "zonder-heenbericht",
    "heenbericht-ongeldig",
    "andere-klok",
    "code-uit-contract",
    "los",
)
"""Why an answer was not compared."""
DECLARATIEANTWOORD = "325"
_BEKEND = frozenset({"302", "306", "308", "316", "318", "320", DECLARATIEANTWOORD})
"""The answers that `schemas.rules.voorschrift` knows how to compare."""


@dataclass
class _Heen:
    """A forward message; `onzeker` are the return codes of rules that could not be run on it."""

    bericht: Bericht
    voorschrift: Voorschrift | None
    onzeker: frozenset[str]
    beantwoord: bool = False


class Vergelijking:
    """The forward messages of a history with their prescriptions; `nu` is the day they were judged on."""

    def __init__(self, nu: date) -> None:
        self.nu = nu
        self._heen: dict[tuple[str, str, str], list[_Heen]] = defaultdict(list)

    def onthoud(self, heen: Bericht, voorschrift: Voorschrift | None, onzeker: frozenset[str] = frozenset()) -> None:
        """Keep a forward message; without a prescription when it is not valid at level 1."""
        self._heen[heen.domain, heen.soort, heen.identificatie].append(_Heen(heen, voorschrift, onzeker))

    def vergelijk(self, antwoord: Bericht) -> tuple[list[Finding], str]:
        """The deviations of an answer, and the reason when it was not compared ('' when it was).

        `antwoord` is valid at level 1. A sender that used an identification twice leaves open which of
        the two is answered: then the one that the answer fits.
        """
        if antwoord.soort not in _BEKEND:
            return [], ZONDER_REGELS
        found = [(heen, *self._tegen(heen, antwoord)) for heen in self._bij(antwoord)]
        if not found:
            return [], ZONDER_HEEN
        heen, findings, reason = next((f for f in found if not f[1] and not f[2]), found[0])
        heen.beantwoord = True
        return findings, reason

    def _tegen(self, heen: _Heen, antwoord: Bericht) -> tuple[list[Finding], str]:
        voorschrift = heen.voorschrift
        if voorschrift is None:
            return [], HEEN_ONGELDIG
        if not voorschrift.evidence:
            return [], ZONDER_REGELS
        if voorschrift.kind != TECHNISCH and self._andere_klok(heen, antwoord):
            return [], ANDERE_KLOK
        if voorschrift.kind != TECHNISCH and heen.onzeker & set(retourcodes(antwoord)):
            return [], ZONDER_CONTRACT
        check = check_325 if antwoord.soort == DECLARATIEANTWOORD else check_return
        return check(heen.bericht, antwoord, voorschrift), ""

    def _bij(self, antwoord: Bericht) -> list[_Heen]:
        """The messages it may answer: of the same sender, or the only one with this identification."""
        claim = antwoord.soort == DECLARATIEANTWOORD
        name = "DeclaratieIdentificatie" if claim else "BerichtIdentificatie"
        ident = antwoord.root.get(f"Header/{name}/Identificatie")
        known = self._heen.get((antwoord.domain, HEEN_VAN[antwoord.soort], ident), [])
        sender = antwoord.root.get("Header/Ontvanger" if claim else "Header/Afzender")
        same = [h for h in known if h.bericht.root.get("Header/Afzender") == sender]
        if not same:
            return known if len(known) == 1 else []
        return [h for h in same if not h.beantwoord] or same[-1:]

    def _andere_klok(self, heen: _Heen, antwoord: Bericht) -> bool:
        """Whether the Dagtekening lay in the future for the one, and not for the other (TR135)."""
        signed, then = heen.bericht.dagtekening, _dag(antwoord)
        return signed is not None and then is not None and (signed > self.nu) != (signed > then)


def _dag(antwoord: Bericht) -> date | None:
    if antwoord.soort == DECLARATIEANTWOORD:
        return antwoord.dagtekening
    return antwoord.root.date("Header/DagtekeningRetour")
