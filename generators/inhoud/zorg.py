"""Products with their volume or budget and their period: every variant that may be assigned or requested.

A product is specific (a code, with an Omvang), aspecific (a category alone) or generic (a Budget
without a product): CD041, CD075-CD080, CD095, CD096, CS338, CS343. The same product never runs
twice on a day (TR302, TR386, TR410): categories differ, or the periods follow each other.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud

WEEK, TOTAAL = "2", "6"
PER_TIJD = frozenset({"14", "16", "83", "84"})
NA_2020 = frozenset({"2", "4", "6"})
EINDE_2020 = date(2020, 12, 31)
_OUD = date(2019, 1, 1)
_VERVALLEN = frozenset({"21", "81"})
_TOT_VERVALLEN = date(2019, 3, 31)
"""Units 21 and 81 were only left, from release 2.3, for products that started before April 2019."""
_OMVANGREGELS = ("CS338", "CS343")
_DAG = timedelta(days=1)


@dataclass(frozen=True)
class Zorg:
    """One product of a message; what is None is absent."""

    product: Inhoud | None
    omvang: Inhoud | None
    budget: Any
    begin: date
    einde: date | None

    def velden(self, begin: str, einde: str) -> Inhoud:
        """The elements, with the names that this message has for begin and end."""
        periode = {begin: self.begin, einde: self.einde}
        return {"Product": self.product, "Omvang": self.omvang, "Budget": self.budget, **periode}


@dataclass(frozen=True)
class Plek:
    """Where products go: the class, and the first and last day on which they may begin.

    `vervolg`: it follows on another, so that the day is fixed.
    """

    klasse: str
    van: date
    tot: date
    vervolg: bool = False


def zorgen(b: Bouwer, plek: Plek) -> list[Zorg]:
    """Products that may stand in one message."""
    if _generiek_mag(b, plek) and b.bron.ja(20):
        return _met_vervolg(b, plek, _zorg(b, plek, None))
    used: list[str] = []

    def een() -> list[Zorg]:
        free = [code for code in b.codes("ProductCategorie") if code not in used]
        used.append(b.bron.kies(free) if used else b.code("ProductCategorie"))
        return _met_vervolg(b, plek, _zorg(b, plek, _product(b, used[-1])))

    return [zorg for more in b.bron.lijst(een) for zorg in more]


def gewijzigd(b: Bouwer, plek: Plek) -> Zorg:
    """A change of an assignment: its end alone, its volume, or its budget."""
    match b.bron.kies(("einde", "omvang", "budget")):
        case "omvang":
            return _begrensd(b, plek, None, _omvang(b, plek))
        case "budget":
            return _zorg(b, plek, None)
        case _:
            return _begrensd(b, plek, None, None)


def _generiek_mag(b: Bouwer, plek: Plek) -> bool:
    return b.heeft(plek.klasse, "Budget") and b.mag_weg(plek.klasse, "Product")


def product(b: Bouwer) -> Inhoud:
    """A Product: a category, mostly with a code; of the contract, or made up."""
    return _product(b, b.code("ProductCategorie"))


def _product(b: Bouwer, category: str) -> Inhoud:
    return {"Categorie": category, "Code": b.misschien(lambda: productcode(b, category), 70)}


def productcode(b: Bouwer, category: str) -> str:
    """A code of this category: one of the contract when it has any, or else made up."""
    agreed = [p.code for p in b.kader.producten if p.categorie == category]
    if agreed and b.bron.ja(60):
        return b.bron.kies(agreed)
    known = {p.code for p in b.kader.producten}
    made = (f"{category}A01", category, f"{category}9", f"{category}Z99", f"{category}b-é", category[0])
    return b.bron.kies([code for code in made if code not in known])


def _zorg(b: Bouwer, plek: Plek, product: Inhoud | None) -> Zorg:
    if product is None:
        return _begrensd(b, plek, None, None, b.waarde(b.model.simple["LDT_Budget"]))
    if product["Code"] is not None:
        omvang = _omvang(b, plek) if b.geldt("CD041") or b.bron.ja(80) else None
        return _begrensd(b, plek, product, omvang)
    if not b.geldt("CD041") and b.bron.ja(40):
        return _begrensd(b, plek, product, _omvang(b, plek))
    budget = b.heeft(plek.klasse, "Budget") and b.bron.ja(40)
    return _begrensd(b, plek, product, None, b.waarde(b.model.simple["LDT_Budget"]) if budget else None)


def _begrensd(b: Bouwer, plek: Plek, product: Inhoud | None, omvang: Inhoud | None, budget: Any = None) -> Zorg:
    """Put a period to it: an end where one is needed (CD075, CD076)."""
    begin = b.bron.dag(*_beginperiode(plek, omvang))
    needed = budget is not None or (omvang is not None and _einde_nodig(b, omvang["Frequentie"]))
    einde = b.misschien(lambda: b.na(begin, 730), 100 if needed else 50)
    return Zorg(product, omvang, budget, begin, einde)


def _beginperiode(plek: Plek, omvang: Inhoud | None) -> tuple[date, date]:
    if omvang is not None and omvang["Eenheid"] in _VERVALLEN:
        return _TOT_VERVALLEN - timedelta(days=365), _TOT_VERVALLEN
    return plek.van, plek.tot


def _einde_nodig(b: Bouwer, frequentie: str) -> bool:
    if not b.geldt("CD076"):
        return False
    return frequentie in ({WEEK, TOTAAL} if b.release == "3.0" else {WEEK})


def _omvang(b: Bouwer, plek: Plek) -> Inhoud:
    unit = b.code("Eenheid", _VERVALLEN if plek.vervolg else set())
    restricted = unit in PER_TIJD and any(b.geldt(regel) for regel in _OMVANGREGELS)
    frequencies = tuple(f for f in b.codes("Frequentie") if f in NA_2020) if restricted else b.codes("Frequentie")
    volume = max(1, b.waarde(b.model.simple["LDT_Volume"]))
    return {"Volume": volume, "Eenheid": unit, "Frequentie": b.bron.code(frequencies)}


def _met_vervolg(b: Bouwer, plek: Plek, zorg: Zorg) -> list[Zorg]:
    """The product, and at times the same one again from the day after its end."""
    if zorg.einde is None:
        return [zorg]
    next_day = zorg.einde + _DAG
    later = replace(plek, van=next_day, tot=next_day, vervolg=True)
    again = b.misschien(lambda: _zorg(b, later, zorg.product), 20)
    return [zorg, again] if again else [zorg]


def oud(b: Bouwer) -> Zorg:
    """Care that ended before 2021, when a category alone could have any Omvang (CD080, CD095)."""
    begin = b.bron.dag(_OUD, EINDE_2020)
    category = b.code("ProductCategorie")
    omvang = {**_omvang(b, Plek("", begin, begin, vervolg=True)), "Frequentie": b.code("Frequentie")}
    return Zorg({"Categorie": category, "Code": None}, omvang, None, begin, b.bron.dag(begin, EINDE_2020))
