"""What stories can be about: the products of the region, the clock, the faults that can be planted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ketentoets.core.calendar import WEEKDAYS
from ketentoets.fixtures.profiel import Profiel
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.generators.fouten.register import MUTATIES, plaatsen
from ketentoets.generators.fouten.scenario import reden_buiten_scenario
from ketentoets.session.dagen import MAANDEN, moment
from ketentoets.transports.base import Rol

UUR, WEEK, MAAND = "04", "2", "4"
MOMENTEN = (
    "maandag om 09:00", "vrijdag om 16:55", "zaterdag om 11:30", "de eerste van de maand",
    "de donderdag voor Pasen om 16:55", "de vrijdag voor Koningsdag om 16:55", "de woensdag voor Hemelvaart om 12:00",
    "de vrijdag voor Kerst om 16:55", "de donderdag voor Nieuwjaar om 09:00",
)  # fmt: skip
"""When a story can begin: plain days, weekends, and the days before public holidays."""


@dataclass(frozen=True)
class Waar:
    """A product as sentences name it. `per` is 'week', 'maand' or ''."""

    naam: str
    code: str
    per_uur: bool
    per: str

    def zin(self, volume: int) -> str:
        """'3 uur "begeleiding" per week'."""
        per = f" per {self.per}" if self.per else ""
        return f'{volume} {"uur" if self.per_uur else "eenheden"} "{self.naam}"{per}'


@dataclass(frozen=True)
class Wereld:
    """All that a story can draw from. `fouten` has per message type how a sentence plants a fault in it."""

    sut: Rol
    klok: bool
    aanbod: tuple[Waar, ...]
    botst: tuple[tuple[str, str], ...]
    vreemd: tuple[str, ...]
    momenten: tuple[str, ...]
    fouten: dict[str, tuple[str, ...]]
    regionaal: frozenset[tuple[str, str]]
    wijzigingsverzoek: bool

    def waar(self, naam: str) -> Waar:
        """The product with this name."""
        return next(w for w in self.aanbod if w.naam == naam)


def wereld(profiel: Profiel, sut: Rol, vanaf: date, *, klok: bool) -> Wereld:
    """The world of a profile, seen from the first day of the stories."""
    return Wereld(
        sut=sut,
        klok=klok,
        aanbod=tuple(_aanbod(profiel)),
        botst=tuple(_botsingen(profiel)),
        vreemd=tuple(profiel.buiten_contract),
        momenten=tuple(dict.fromkeys(absoluut(moment(tekst, vanaf)) for tekst in MOMENTEN)),
        fouten=fouten(profiel.domein, profiel.standaard_op(vanaf).partition("-")[2]),
        regionaal=frozenset((m.bericht, m.naam) for m in MUTATIES if not m.regel),
        wijzigingsverzoek=profiel.regio.wijzigingsverzoek_vanaf.waarde.year > vanaf.year + 1,
    )


def fouten(domein: str, release: str) -> dict[str, tuple[str, ...]]:
    """The faults that break a rule of the standard, per message type, as the end of a sentence.

    Those that need a history of their own are left out: a story has another.
    """
    found: dict[str, list[str]] = {}
    for mutatie in MUTATIES:
        if mutatie.regel and (mutatie.naam or _op_zichzelf(mutatie, (domein, release))):
            zin = f'bevat de fout "{mutatie.naam}"' if mutatie.naam else f"schendt regel {mutatie.regel}"
            found.setdefault(mutatie.bericht, []).append(zin)
    return {soort: tuple(zinnen) for soort, zinnen in found.items()}


def _op_zichzelf(mutatie: Mutatie, plaats: tuple[str, str]) -> bool:
    """Whether the message alone shows the fault (levels 1 and 2), here and in a scenario."""
    alone = mutatie.niveau in {1, 2} and not mutatie.zonder
    return alone and plaats in plaatsen(mutatie) and not reden_buiten_scenario(mutatie)


def absoluut(tijd: datetime) -> str:
    """'maandag 1 maart 2021 om 09:00'."""
    return f"{WEEKDAYS[tijd.weekday()]} {tijd.day} {MAANDEN[tijd.month - 1]} {tijd.year} om {tijd:%H:%M}"


def _aanbod(profiel: Profiel) -> Iterable[Waar]:
    per = {WEEK: "week", MAAND: "maand"}
    for naam, product in profiel.contract.items():
        yield Waar(naam, product.code, product.eenheden[0] == UUR, per.get(product.frequenties[0], ""))


def _botsingen(profiel: Profiel) -> Iterable[tuple[str, str]]:
    namen = {product.code: naam for naam, product in profiel.contract.items()}
    return ((namen[een], namen[ander]) for een, ander in profiel.samenloop_verboden.waarde)
