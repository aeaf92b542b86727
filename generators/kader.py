"""What a generated message starts from: the standard, the parties, the contract, the days."""

from dataclasses import dataclass
from datetime import date, timedelta

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.fixtures.profiel import ContractProduct, Profiel
from ketentoets.schemas.model import model
from ketentoets.schemas.standaard import looptijd

LAATSTE_DAG = date(2024, 12, 31)
"""The last Dagtekening of the release that is still in use: a day that lies in the past."""
EERSTE_DECLARATIE = date(2021, 1, 31)
"""The end of the first month that a 323 can claim (CS100): no 323 or 325 was signed before."""
_DECLARATIES = frozenset({"323", "325"})


@dataclass(frozen=True)
class Kader:
    """`van` and `tot` are the first and last Dagtekening; equal when the day is fixed."""

    standaard: str
    gemeente: str
    andere_gemeente: str
    agb: str
    producten: tuple[ContractProduct, ...]
    van: date
    tot: date
    profiel: Profiel

    @property
    def domain(self) -> str:
        """'ijw'."""
        return self.standaard.split("-")[0]

    @property
    def release(self) -> str:
        """'3.2'."""
        return self.standaard.split("-")[1]

    def dagtekening(self, soort: str) -> tuple[date, date]:
        """The first and last Dagtekening of a message type."""
        first = EERSTE_DECLARATIE if soort in _DECLARATIES else date.min
        return max(first, self.van), max(first, self.tot)


def kader(standaard: str, profiel: Profiel | str = "alkmaar", dagtekening: date | None = None) -> Kader:
    """The frame for a release: parties and contract from a profile, Dagtekening when it was in use.

    The contract only counts in the domain of the profile. Raises ConfigurationError for a release
    that is not known.
    """
    known = model(standaard).standaard
    found = laad_profiel(profiel) if isinstance(profiel, str) else profiel
    first, last = (dagtekening, dagtekening) if dagtekening else _in_gebruik(standaard)
    producten = tuple(found.contract.values()) if found.domein == known.domain else ()
    return Kader(
        standaard,
        found.gemeente.code,
        found.andere_gemeente.code,
        found.aanbieder.agb,
        producten,
        first,
        last,
        found,
    )


def controleer_dagtekening(soort: str, dagtekening: date | None) -> None:
    """Raise ConfigurationError when no valid message of this type can have this Dagtekening."""
    if dagtekening and soort in _DECLARATIES and dagtekening < EERSTE_DECLARATIE:
        raise ConfigurationError(
            _("Een {soort} kan geen dagtekening voor {dag} hebben.", soort=soort, dag=f"{EERSTE_DECLARATIE:%d-%m-%Y}")
        )


def _in_gebruik(standaard: str) -> tuple[date, date]:
    """The first and the last day on which a release was in use."""
    begin, daarna = looptijd(standaard)
    return begin, daarna - timedelta(days=1) if daarna else LAATSTE_DAG
