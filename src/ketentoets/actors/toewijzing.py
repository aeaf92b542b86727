"""An assignment as both actors keep it, and the arithmetic of its volume (IV077, IV078, IV079)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from ketentoets.actors.termijnen import EEN_DAG
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.message import Node

MINUUT, UUR, STUKS_OUTPUT, EURO = "01", "04", "82", "83"
DAG, WEEK, MAAND, TOTAAL = "1", "2", "4", "6"
GEEN_DAGFREQUENTIE = frozenset({"14", "16", "83", "84"})
OUTPUT = "outputgericht"
MINUTEN_PER_UUR = 60
_HALF_UUR = 30
_ZONDAG = 6
VERWIJDERD = ("13", "01")


class Omvang(NamedTuple):
    """How much, of what, how often."""

    volume: int
    eenheid: str
    frequentie: str


class Soort(NamedTuple):
    """A product by category and code; either may be empty."""

    categorie: str
    code: str

    def zelfde(self, ander: "Soort") -> bool:
        """Whether both are the same product for stacking (TR302, TR386)."""
        if not self.categorie or not ander.categorie:
            return True
        if not self.code or not ander.code:
            return self.categorie == ander.categorie
        return self == ander


def lees_soort(node: Node) -> Soort:
    """The product of a message class."""
    return Soort(node.get("Product/Categorie"), node.get("Product/Code"))


def lees_omvang(node: Node) -> Omvang | None:
    """The volume, unit and frequency of a message class."""
    if node.find("Omvang") is None:
        return None
    return Omvang(node.int("Omvang/Volume") or 0, node.get("Omvang/Eenheid"), node.get("Omvang/Frequentie"))


@dataclass
class Toewijzing:
    """One assignment. `referentie` is the request it honours, until it was sent once."""

    nummer: int
    bsn: str
    soort: Soort
    ingang: date
    eind: date | None
    omvang: Omvang | None
    budget: int | None
    gegeven: datetime
    reden: str = ""
    referentie: str = ""
    commentaar: str = ""
    ontvangen: date = date.min

    @property
    def verwijderd(self) -> bool:
        """Withdrawn: end equals begin, with the reason of the release (13, in 3.0 01)."""
        return self.eind == self.ingang and self.reden in VERWIJDERD

    def actueel(self, dag: date) -> bool:
        """Still valid on or after this day (OP087)."""
        return not self.verwijderd and (self.eind is None or self.eind >= dag)

    def overlapt(self, soort: Soort, van: date, tot: date | None) -> bool:
        """Whether the same product would be stacked on this one."""
        return not self.verwijderd and self.soort.zelfde(soort) and overlappen(self.ingang, self.eind, van, tot)

    def als_gegevens(self) -> dict[str, Any]:
        """The class ToegewezenProduct; what must be left out is None."""
        return {
            "ToewijzingNummer": str(self.nummer),
            "ReferentieAanbieder": self.referentie or None,
            "Product": product_gegevens(self.soort),
            "Toewijzingsdatum": f"{self.gegeven:%Y-%m-%d}",
            "Toewijzingstijd": f"{self.gegeven:%H:%M:%S}",
            "Ingangsdatum": self.ingang.isoformat(),
            "Einddatum": self.eind.isoformat() if self.eind else None,
            "RedenWijziging": self.reden or None,
            "Omvang": omvang_gegevens(self.omvang),
            "Budget": None if self.budget is None else str(self.budget),
            "Commentaar": self.commentaar or None,
        }


def product_gegevens(soort: Soort) -> dict[str, Any] | None:
    """The class Product, None when there is no category."""
    return {"Categorie": soort.categorie, "Code": soort.code or None} if soort.categorie else None


def omvang_gegevens(omvang: Omvang | None) -> dict[str, Any] | None:
    """The class Omvang."""
    if omvang is None:
        return None
    return {"Volume": str(omvang.volume), "Eenheid": omvang.eenheid, "Frequentie": omvang.frequentie}


def lees_toewijzing(node: Node, bsn: str) -> Toewijzing:
    """A ToegewezenProduct of a 301 that passed level 1."""
    dag, tijd = node.get("Toewijzingsdatum"), node.get("Toewijzingstijd")
    return Toewijzing(
        nummer=node.int("ToewijzingNummer") or 0,
        bsn=bsn,
        soort=lees_soort(node),
        ingang=node.date("Ingangsdatum") or date.min,
        eind=node.date("Einddatum"),
        omvang=lees_omvang(node),
        budget=node.int("Budget"),
        gegeven=datetime.fromisoformat(f"{dag}T{tijd}").replace(tzinfo=AMSTERDAM),
        reden=node.get("RedenWijziging"),
        referentie=node.get("ReferentieAanbieder"),
        commentaar=node.get("Commentaar"),
    )


def overlappen(van: date, tot: date | None, van2: date, tot2: date | None) -> bool:
    """Whether two periods share a day; None is open."""
    return (tot is None or tot >= van2) and (tot2 is None or tot2 >= van)


def laatste_van_maand(dag: date) -> date:
    """The last day of the month of this day."""
    return (dag.replace(day=28) + timedelta(days=4)).replace(day=1) - EEN_DAG


def productperiode(toewijzing: Toewijzing, maand: date) -> tuple[date, date]:
    """The month cut to the assignment (TR387, TR388)."""
    laatste = laatste_van_maand(maand)
    tot = laatste if toewijzing.eind is None else min(laatste, toewijzing.eind)
    return max(maand.replace(day=1), toewijzing.ingang), tot


def uren(minuten: int) -> int:
    """Minutes as whole hours: under half an hour down, the rest up, at least one (IV079)."""
    heel, rest = divmod(minuten, MINUTEN_PER_UUR)
    return max(1, heel + (rest >= _HALF_UUR))


def weken(van: date, tot: date) -> int:
    """How many ISO weeks a period touches."""
    maandag = van - timedelta(days=van.weekday())
    return (tot - maandag).days // 7 + 1 if tot >= van else 0


def zondagen(van: date, tot: date) -> int:
    """How many Sundays lie in a period."""
    eerste = van + timedelta(days=_ZONDAG - van.weekday())
    return (tot - eerste).days // 7 + 1 if tot >= eerste else 0


def declaratiemaand(toewijzing: Toewijzing, dag: date) -> date:
    """The first day of the month in which care of a day is claimed: of output per week that of its Sunday (IV077)."""
    omvang = toewijzing.omvang
    if omvang is None or omvang.eenheid not in {STUKS_OUTPUT, EURO} or omvang.frequentie != WEEK:
        return dag.replace(day=1)
    zondag = dag + timedelta(days=_ZONDAG - dag.weekday())
    if toewijzing.eind is not None and zondag > toewijzing.eind:
        zondag = _slot(toewijzing, toewijzing.eind)
    return zondag.replace(day=1)


def _slot(toewijzing: Toewijzing, eind: date) -> date:
    """The day on which the last, broken week counts: the Sunday before it, or the end when there is none."""
    laatste_zondag = eind - timedelta(days=eind.weekday() + 1)
    return laatste_zondag if laatste_zondag >= toewijzing.ingang else eind


def _output_weken(toewijzing: Toewijzing, van: date, tot: date) -> int:
    eind = toewijzing.eind
    if eind is None or eind.weekday() == _ZONDAG:
        return zondagen(van, tot)
    return zondagen(van, tot) + (van <= _slot(toewijzing, eind) <= tot)


def _maanden(van: date, tot: date) -> int:
    return (tot.year - van.year) * 12 + tot.month - van.month + 1


def _keren(toewijzing: Toewijzing, frequentie: str, van: date, tot: date, variant: str) -> int:
    if frequentie == DAG:
        return (tot - van).days + 1
    if frequentie == WEEK:
        return _output_weken(toewijzing, van, tot) if variant == OUTPUT else weken(van, tot)
    return _maanden(van, tot) if frequentie == MAAND else 1


def maximum(toewijzing: Toewijzing, eenheid: str, van: date, tot: date | None, variant: str) -> int | None:
    """The most that may be claimed in a period, in the claimed unit; None when there is no limit."""
    omvang = toewijzing.omvang
    if omvang is None or (tot is None and omvang.frequentie != TOTAAL):
        return None
    keren = 1 if tot is None else _keren(toewijzing, omvang.frequentie, van, tot, variant)
    in_minuten = omvang.eenheid == UUR and eenheid == MINUUT
    return keren * omvang.volume * (MINUTEN_PER_UUR if in_minuten else 1)


def maximum_totaal(toewijzing: Toewijzing, eenheid: str, variant: str) -> int | None:
    """The most that may be claimed over the whole assignment (TR322)."""
    return maximum(toewijzing, eenheid, toewijzing.ingang, toewijzing.eind, variant)
