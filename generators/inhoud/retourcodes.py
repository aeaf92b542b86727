"""Which return codes a class may come back with (IV028, IV087)."""

from functools import cache

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, codes_van
from ketentoets.schemas.model import model
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.registry import Rule

AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN = "0001", "0200", "0233", "8001"
_OVER_HET_GEHEEL = frozenset({AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN})
_HEET_IN_ANTWOORD = {"Declaratie": "DeclaratieAntwoord"}
_INHOUD = 2


def codes(*values: str) -> Inhoud:
    """The content of RetourCodes."""
    return {"RetourCode": list(values)}


def foutcodes(b: Bouwer, heen: str, klasse: str) -> tuple[str, ...]:
    """The codes of the rules that look at a class of a forward message; may be none.

    For a release of which no rules are known it is every code of the list that refuses something.
    """
    return _foutcodes(b.kader.standaard, heen, klasse)


@cache
def _foutcodes(standaard: str, heen: str, klasse: str) -> tuple[str, ...]:
    domain, release = standaard.split("-")
    listed = codes_van(model(standaard).simple["LDT_RetourCode"])
    rules = [r for r in catalogue() if r.niveau > _INHOUD and r.retourcode and r.geldt(heen, release, domain)]
    if not rules:
        return tuple(code for code in listed if code not in _OVER_HET_GEHEEL)
    meant = {rule.retourcode for rule in rules if klasse in _klassen(rule)}
    return tuple(code for code in listed if code in meant)


def _klassen(rule: Rule) -> set[str]:
    """The classes that a rule looks at: the nearest in each path that stands for one."""
    steps = (path.replace("//", "").split("/") for path in rule.op)
    nearest = (
        next((s for s in reversed(found) if not s.endswith(("Periode", "datum", "Bedrag"))), "") for found in steps
    )
    return {_HEET_IN_ANTWOORD.get(name, name) for name in nearest}
