"""All mutations, and the reasons for what has none."""

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.generators.fouten.afspraken import AFGESPROKEN
from ketentoets.generators.fouten.antwoord import BEANTWOORD
from ketentoets.generators.fouten.declaratie import GEDECLAREERD
from ketentoets.generators.fouten.factuur import GEFACTUREERD
from ketentoets.generators.fouten.factuur_retour import TERUGGEMELD
from ketentoets.generators.fouten.kop import KOP
from ketentoets.generators.fouten.mutatie import Mutatie, Zonder
from ketentoets.generators.fouten.regie import GEREGISSEERD
from ketentoets.generators.fouten.toewijzing import TOEGEWEZEN
from ketentoets.generators.fouten.verzoek import GEVRAAGD
from ketentoets.generators.fouten.wijziging import GEWIJZIGD
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.registry import RELEASES

MUTATIES: tuple[Mutatie, ...] = (
    *KOP, *TOEGEWEZEN, *GEREGISSEERD, *GEVRAAGD, *GEWIJZIGD, *GEDECLAREERD, *BEANTWOORD, *GEFACTUREERD,
    *TERUGGEMELD, *AFGESPROKEN,
)  # fmt: skip

ZONDER: tuple[Zonder, ...] = (
    Zonder("CD075", ("315",), _("in release 3.0 kent dit bericht geen Budget"), releases=("3.0",)),
    Zonder("CD077", ("315",), _("in release 3.0 kent dit bericht geen Budget"), releases=("3.0",)),
    Zonder("CD078", ("315",), _("in release 3.0 kent dit bericht geen Budget"), releases=("3.0",)),
    Zonder("CD079", ("315", "317"), _("in release 3.0 is Product hier verplicht: dat bewaakt het schema al"),
           releases=("3.0",)),
)  # fmt: skip
"""What cannot be broken, by message and release."""


def regelmutaties(regel: str = "") -> list[Mutatie]:
    """The mutations that break a rule of the catalogue, of one rule or of all."""
    known = {rule.code for rule in catalogue()}
    return [m for m in MUTATIES if m.regel in known and regel in {"", m.regel}]


def waar(regel: str, bericht: str) -> list[tuple[str, str]]:
    """(domain, release) of everywhere this rule holds for this message."""
    rules = [rule for rule in catalogue() if rule.code == regel]
    domains = sorted({domain for rule in rules for domain in rule.domeinen})
    pairs = [(domain, release) for domain in domains for release in RELEASES]
    return [(d, r) for d, r in pairs if any(rule.geldt(bericht, r, d) for rule in rules)]


def plaatsen(fout: Mutatie) -> list[tuple[str, str]]:
    """(domain, release) of everywhere this mutation is made."""
    return [(d, r) for d, r in waar(fout.regel, fout.bericht) if fout.geldt(d, r)]


def mutatie(bericht: str, naam: str) -> Mutatie:
    """Find a mutation by the name that scenarios use, its id or its rule.

    Raises `ConfigurationError` with the known names.
    """
    known = [m for m in MUTATIES if m.bericht == bericht]
    for candidate in known:
        if naam in {candidate.naam, candidate.id, candidate.regel}:
            return candidate
    names = ", ".join(m.naam or m.regel for m in known) or "-"
    raise ConfigurationError(
        _("Onbekende fout '{naam}' voor {soort}; bekend: {all}", naam=naam, soort=bericht, all=names)
    )
