"""The stock of names, addresses and texts that messages are filled from.

Everything is invented. The fixed part comes first, the simplest value in front; a seeded stock adds
persons and addresses of Faker (nl_NL). Telephone numbers have a subscriber number that starts
with 0 and so belong to nobody.
"""

import re
from datetime import date
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar, cast

from faker import Faker

from ketentoets.core.errors import HarnessFault
from ketentoets.core.taal import _
from ketentoets.schemas.shapes import SimpleType

Record = TypeVar("Record", bound=NamedTuple)
_AANTAL = 250
_VAAK = 8
"""So many times the odd ones of the fixed part are among those of Faker."""


class Persoon(NamedTuple):
    """A person's name; the prefix ('van der') may be left out."""

    achternaam: str
    voorvoegsel: str
    voornamen: str
    voorletters: str


class Adres(NamedTuple):
    """A Dutch address."""

    straat: str
    huisnummer: str
    postcode: str
    plaats: str


class Tekst(NamedTuple):
    """One text."""

    tekst: str


class Soort(NamedTuple, Generic[Record]):
    """A kind of stock: the shape of its records, and the type for a plain text."""

    vorm: type[Record]
    type: SimpleType | None = None


PERSOON, ADRES = Soort(Persoon), Soort(Adres)
GEBOREN = Soort(Tekst, SimpleType("geboren", "date"))
"""Dates of birth before 2016, as text."""

_PERSONEN: tuple[Persoon, ...] = (
    Persoon("Bakker", "de", "Jan", "J"),
    Persoon("Ås", "d'", "Zoë", "Z"),
    Persoon("Çelik-Øster", "van 't", "Anne-Marië Loïs", "AML"),
    Persoon("Müller & Zn.", "von der", "François Ünal", "FÜ"),
    Persoon("Ð", "O", "É", "é"),
    Persoon("Wolfeschlegelstein".ljust(200, "e"), "uit den te", "Maximiliaan ".ljust(200, "Á"), "ABCDEF"),
)
_ADRESSEN: tuple[Adres, ...] = (
    Adres("Dorpsstraat", "1", "1811AA", "Alkmaar"),
    Adres("'t Æbelgård <zuid>", "0", "9999ZZ", "'s-Gravenhage"),
    Adres("L", "99999", "1000AA", "Ee"),
    Adres("Burgemeester Van Lánge L", "100", "1234AB", "Llanfairpwll".ljust(80, "g")),
)
_EERSTE_GEBOREN, _LAATSTE_GEBOREN = date(1924, 2, 29), date(2015, 12, 31)
_TEKSTEN: dict[str, tuple[str, ...]] = {
    "LDT_Commentaar": ("Spoed.", "Eerste regel\nTweede regel: < & > \"'", "Één café, naïef; € 5"),
    "LDT_Emailadres": ("ouder@example.nl", "jo.d-e+x@example.org"),
    "LDT_Telefoonnummer": ("0200123456", "0720987654", "0031200111222"),
    "LDT_Landnummer": ("31", "32", "0049"),
    "LDT_Taal": ("Pools", "Tigrinya", "Frans (België)"),
    "LDT_Organisatienaam": ("Stichting Wel & Wee", "Zorg voor Elkaar B.V."),
    "LDT_Postcode": ("1000", "SW1A 2AA", "D-10115"),
    "LDT_NaamVerwijzer": ("Huisartsenpraktijk Noord", "dr. Ö. Yılmaz"),
    "LDT_HuisnummerToevoeging": ("A", "2 hg", "bis"),
    "LDT_Huisletter": ("a", "É"),
    "LDT_BtwIDNummer": ("NL001234567B01", "NL999999999B99"),
}  # fmt: skip
_VULLING = ("Tekst", "Één à twee <&>", "A", "a1", "0", "1.0.0")
_LANG = 600
"""So long is the longest text of a type without a maximum."""


@cache
def teksten(simple: SimpleType) -> tuple[Tekst, ...]:
    """Valid texts of a string type: usual ones, the shortest and the longest."""
    longest = simple.max_length or _LANG
    tries = (*_TEKSTEN.get(simple.name, ()), *_VULLING)
    made = [text[:longest].strip() for text in tries]
    made += [letter * n for letter in "xX0" for n in (simple.min_length or 1, longest)]
    valid = dict.fromkeys(text for text in made if _past(simple, text))
    if not valid:
        raise HarnessFault(
            _("geen voorraad voor {type} met patroon {pattern}", type=simple.name, pattern=simple.pattern)
        )
    return tuple(map(Tekst, valid))


def _past(simple: SimpleType, text: str) -> bool:
    if not (simple.min_length or 1) <= len(text) <= (simple.max_length or _LANG):
        return False
    return not simple.pattern or re.fullmatch(simple.pattern, text) is not None


class Voorraad:
    """The stock: the fixed part, and with a seed also the invented persons of that seed."""

    def __init__(self, zaad: int | None = None) -> None:
        self._personen, self._adressen = _PERSONEN, _ADRESSEN
        if zaad is not None:
            fake = Faker("nl_NL", use_weighting=False)
            fake.seed_instance(zaad)
            self._personen = _PERSONEN * _VAAK + tuple(_persoon(fake) for _n in range(_AANTAL))
            self._adressen = _ADRESSEN * _VAAK + tuple(_adres(fake) for _n in range(_AANTAL))
        self._geboren = _geboortedagen(fijn=zaad is not None)

    def records(self, soort: Soort[Record]) -> tuple[Record, ...]:
        """All records of a kind, the simplest first."""
        found: tuple[Any, ...]
        if soort.vorm is Persoon:
            found = self._personen
        elif soort.vorm is Adres:
            found = self._adressen
        elif soort == GEBOREN:
            found = self._geboren
        else:
            found = teksten(cast(SimpleType, soort.type))
        return cast(tuple[Record, ...], found)


@cache
def voorraad(zaad: int | None = None) -> Voorraad:
    """The stock of a seed; without one the fixed part alone."""
    return Voorraad(zaad)


def _persoon(fake: Faker) -> Persoon:
    *prefix, name = fake.last_name().split()
    voornamen = [fake.first_name() for _n in range(1 + fake.random_digit() % 3)]
    initials = "".join(n[0] for n in voornamen if n[0].isalpha()).upper()[:6]
    return Persoon(name, " ".join(prefix)[:10].strip() or "de", " ".join(voornamen), initials or "X")


def _adres(fake: Faker) -> Adres:
    postcode = f"{fake.random_int(1000, 9999)}{fake.random_uppercase_letter()}{fake.random_uppercase_letter()}"
    return Adres(fake.street_name()[:24].strip(), str(fake.random_int(1, 999)), postcode, fake.city())


def _geboortedagen(*, fijn: bool) -> tuple[Tekst, ...]:
    step = 97 if fijn else 3001
    days = map(date.fromordinal, range(_EERSTE_GEBOREN.toordinal(), _LAATSTE_GEBOREN.toordinal(), step))
    leap_days = (date(year, 2, 29) for year in range(_EERSTE_GEBOREN.year, _LAATSTE_GEBOREN.year, 4))
    return tuple(Tekst(day.isoformat()) for day in (_LAATSTE_GEBOREN, *leap_days, *days))
