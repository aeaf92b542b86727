"""What the parties of a history agreed: who they are, products and rates, terms, claim periods."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

import holidays

from ketentoets.core.calendar import Term, WorkCalendar
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.perioden import Ritme
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import ContractProduct, Profiel

VENSTER = {
    "2.1": (date(2017, 6, 12), date(2018, 3, 27)),
    "2.2": (date(2018, 4, 3), date(2019, 3, 26)),
    "2.3": (date(2019, 4, 1), date(2020, 3, 25)),
    "2.4": (date(2020, 3, 30), date(2020, 12, 21)),
    "3.0": (date(2021, 1, 4), date(2022, 3, 30)),
    "3.1": (date(2022, 4, 4), date(2023, 3, 29)),
    "3.2": (date(2023, 4, 3), date.max),
}
"""Release -> from when till when it was used (the national migration moments)."""
TERMIJNEN: Mapping[str, Term] = MappingProxyType(
    {
        "retour": Term(3),
        "verzoek": Term(5),
        "onderzoek": Term(8, "weken"),
        "wijzigingsverzoek": Term(5),
        "declaratie_antwoord": Term(10),
        "start": Term(5),
        "stop": Term(5),
    }
)
"""The national terms (OP090, OP090x4, OP271, OP272, OP274, OP346)."""


@dataclass(frozen=True)
class Prijs:
    """A rate in eurocents per unit, from `van` up to and including `tot`."""

    eenheid: str
    eurocent: int
    van: date = date.min
    tot: date = date.max


@dataclass(frozen=True)
class Product:
    """A product of the contract, with the units and frequencies it is assigned in."""

    categorie: str
    code: str
    eenheden: tuple[str, ...]
    frequenties: tuple[str, ...]
    prijzen: tuple[Prijs, ...]


@dataclass(frozen=True)
class Afspraken:
    """Everything a history needs to know of a region.

    `tijdelijk_vanaf` is how many days an interruption lasts at least before it is reported as a
    temporary stop; `wijzigen_vanaf` the first day of the 317; `terug` how many days a request may
    lie in the past; `samenloop` pairs of product codes that do not go together.
    """

    domein: str
    gemeente: str
    andere_gemeente: str
    aanbieders: tuple[str, str]
    producten: tuple[Product, ...]
    kalender: WorkCalendar = field(default_factory=WorkCalendar)
    termijnen: Mapping[str, Term] = field(default_factory=lambda: TERMIJNEN)
    ritme: Ritme = "maand"
    tijdelijk_vanaf: int = 31
    wijzigen_vanaf: date = date.min
    terug: int = 20
    samenloop: tuple[tuple[str, str], ...] = ()

    def tarief(self, product: Product, eenheid: str, dag: date) -> int | None:
        """The rate in eurocents on a day, None when nothing was agreed."""
        found = (p for p in product.prijzen if p.eenheid == eenheid and p.van <= dag <= p.tot)
        return next((p.eurocent for p in found), None)

    def leverbaar(self, dag: date) -> list[Product]:
        """The products with a rate on a day; those in euros (83), which have none, are left out."""
        return [p for p in self.producten if any(self.tarief(p, unit, dag) is not None for unit in p.eenheden)]

    def eerste_dag(self, release: str) -> date:
        """The first day in the time of a release on which something can be delivered; else its first day."""
        begin, eind = VENSTER[release]
        later = sorted(prijs.van for p in self.producten for prijs in p.prijzen if begin < prijs.van <= eind)
        return next((dag for dag in (begin, *later) if self.leverbaar(dag)), begin)


ANDERE_AANBIEDER = "65650012"
"""The provider a client changes to, when the profile knows one only."""


def uit_profiel(profiel: Profiel, dag: date) -> Afspraken:
    """What a regional profile says; claims go per period as they do for care of this day."""
    regio = profiel.regio
    eigen = {naam: getattr(profiel.termijnen, naam).term for naam in TERMIJNEN}
    return Afspraken(
        domein=profiel.domein,
        gemeente=profiel.gemeente.code,
        andere_gemeente=profiel.andere_gemeente.code,
        aanbieders=(profiel.aanbieder.agb, ANDERE_AANBIEDER),
        producten=tuple(_uit_contract(p) for p in profiel.contract.values()),
        kalender=profiel.kalender,
        termijnen=MappingProxyType(eigen),
        ritme=profiel.claimperiode_op(dag).soort,
        tijdelijk_vanaf=31 * (regio.tijdelijke_stop_maanden.waarde if regio.tijdelijke_stop_maanden else 1),
        wijzigen_vanaf=regio.wijzigingsverzoek_vanaf.waarde,
        terug=28 * (regio.terugwerkende_kracht_maanden.waarde if regio.terugwerkende_kracht_maanden else 1),
        samenloop=profiel.samenloop_verboden.waarde,
    )


def _uit_contract(product: ContractProduct) -> Product:
    prijzen = tuple(Prijs(t.eenheid, t.eurocent, t.van, t.tot or date.max) for t in product.tarieven)
    return Product(product.categorie, product.code, product.eenheden, product.frequenties, prijzen)


def afspraken_voor(standaard: str, profiel: Profiel | None = None) -> Afspraken:
    """The agreements for a standard ('ijw-3.2'): of a profile, or those of a test region.

    Raises ConfigurationError when the profile is about the other domain.
    """
    domein, _streep, release = standaard.partition("-")
    if profiel is None:
        return proefregio(domein, release)
    if profiel.domein != domein:
        raise ConfigurationError(
            _(
                "Profiel {naam} is voor {domein}; kies voor {standaard} een ander profiel of geen.",
                naam=profiel.naam,
                domein=profiel.domein,
                standaard=standaard,
            )
        )
    return uit_profiel(profiel, VENSTER[release][0])


def _product(categorie: str, code: str, eenheden: str, frequentie: str, tarief: int) -> Product:
    units = tuple(eenheden.split())
    return Product(categorie, code, units, (frequentie,), (Prijs(units[0], tarief),))


_TARIEVEN = {
    "ijw": (
        _product("45", "45A04", "04 01", "2", 8500),
        _product("45", "45A06", "04 01", "4", 8725),
        _product("54", "54D01", "04 01", "6", 11250),
        _product("41", "41A11", "16", "2", 10450),
        _product("50", "50B02", "82", "4", 51263),
    ),
    "iwmo": (
        _product("01", "01A01", "04 01", "2", 3120),
        _product("02", "02A05", "04 01", "2", 6675),
        _product("07", "07A12", "16", "2", 4810),
        _product("04", "04A03", "14", "6", 16350),
        _product("02", "02B07", "82", "4", 51263),
    ),
}
_VIERWEKEN = (
    _product("02", "02V01", "82", "3", 30626),
    _product("02", "02V02", "82", "3", 104086),
    _product("01", "01A01", "04 01", "2", 3120),
)


_FEESTDAGEN = holidays.country_holidays("NL", language="nl")


def _feestdag(dag: date) -> str | None:
    """The recognised public holidays; Good Friday is an ordinary working day."""
    naam = _FEESTDAGEN.get(dag)
    return None if naam in {None, "Goede vrijdag"} else str(naam)


def proefregio(domein: str, release: str) -> Afspraken:
    """A test region for each domain; that of the Wmo claimed per four weeks before 3.0."""
    vierweken = domein == "iwmo" and release < "3.0"
    return Afspraken(
        domein=domein,
        gemeente="0361",
        andere_gemeente="0373",
        aanbieders=("65656055", ANDERE_AANBIEDER),
        producten=_VIERWEKEN if vierweken else _TARIEVEN[domein],
        kalender=WorkCalendar(_feestdag),
        ritme="4-weken" if vierweken else "maand",
    )
