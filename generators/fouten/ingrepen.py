"""The operators: what a mutation can do to a message, given as nested dicts and lists of text.

Values are relative to the message where that is possible, so that a mutation fits any message of
its type and not just one. In a path the first of repeated elements is meant.
"""

from calendar import monthrange
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.core.errors import HarnessFault, Undecided
from ketentoets.core.message import Bericht
from ketentoets.core.taal import _
from ketentoets.generators.fouten.mutatie import Ingreep

Data = dict[str, Any]
CATEGORIEEN = {"ijw": ("50", "45"), "iwmo": ("10", "02")}
"""Two categories per domain: one of them is another than the one at hand."""
FACTUURBLOK, FACTUURBEDRAG = "IngediendeBedragPrestatie", "DeclaratieFactuurBedrag"
"""Where a line of a 303 has its amount."""


_TOEGEWEZEN, _VERWIJDERD = "Client/ToegewezenProducten/ToegewezenProduct", "13"


@dataclass(frozen=True)
class Plek:
    """An element that may be absent: its name in the element around it, and the whole message."""

    rond: Data
    naam: str
    geheel: Data
    domein: str
    eerder: Sequence[Bericht]

    @property
    def waarde(self) -> Any:
        """The (first) content; raises `HarnessFault` when the element is absent."""
        found = eerste(self.rond.get(self.naam))
        if found is None:
            raise HarnessFault(_("de fout past niet: {naam} ontbreekt", naam=self.naam))
        return found

    def zet(self, waarde: Any) -> None:
        """Replace the (first) content."""
        now = self.rond.get(self.naam)
        if isinstance(now, list):
            now[0] = waarde
        else:
            self.rond[self.naam] = waarde

    def weg(self) -> None:
        """Leave the element out (the first of several)."""
        now = self.rond.get(self.naam)
        if isinstance(now, list) and len(now) > 1:
            del now[0]
        else:
            self.rond.pop(self.naam, None)

    def ander(self, pad: str) -> Any:
        """The content at a path from the element around, or from the root with a leading '/'."""
        found = lees(self.geheel, pad[1:]) if pad.startswith("/") else lees(self.rond, pad)
        if found is None:
            raise HarnessFault(_("de fout past niet: {naam} ontbreekt", naam=pad))
        return found


def eerste(waarde: Any) -> Any:
    """The first of a repeated element, or the element itself."""
    return waarde[0] if isinstance(waarde, list) else waarde


def lees(data: Data, pad: str) -> Any:
    """The content at a path, None when absent."""
    at: Any = data
    for step in pad.split("/"):
        at = eerste(at.get(step)) if isinstance(at, dict) else None
    return at


def pas_toe(data: Data, ingreep: Ingreep, domein: str, eerder: Sequence[Bericht], geheel: Data | None = None) -> None:
    """Carry out one change on `data` itself; elements above the path are made when they are absent."""
    *steps, last = ingreep.pad.split("/")
    at: Any = data
    for step in steps:
        if at.get(step) is None:
            at[step] = {}
        at = eerste(at[step])
    OPERATOREN[ingreep.operator](Plek(at, last, geheel or data, domein, eerder), ingreep.waarde)


def _zet(plek: Plek, waarde: Any) -> None:
    plek.zet(deepcopy(waarde))


def _verwijder(plek: Plek, _waarde: Any) -> None:
    plek.weg()


def _dagen(plek: Plek, waarde: int) -> None:
    plek.zet((date.fromisoformat(plek.waarde) + timedelta(days=waarde)).isoformat())


def _maanden(plek: Plek, waarde: int) -> None:
    """Whole months; the last day of a month stays the last day."""
    old = date.fromisoformat(plek.waarde)
    new = old + relativedelta(months=waarde)
    if old.day == monthrange(old.year, old.month)[1]:
        new = new.replace(day=monthrange(new.year, new.month)[1])
    plek.zet(new.isoformat())


def _ten_opzichte(plek: Plek, waarde: tuple[str, int]) -> None:
    """(path, days): so many days after the date at that path."""
    pad, dagen = waarde
    plek.zet((date.fromisoformat(plek.ander(pad)) + timedelta(days=dagen)).isoformat())


def _plus(plek: Plek, waarde: int) -> None:
    plek.zet(str(int(plek.waarde) + waarde))


def _keer(plek: Plek, waarde: int) -> None:
    plek.zet(str(int(plek.waarde) * waarde))


def _achter(plek: Plek, waarde: str) -> None:
    plek.zet(plek.waarde + waarde)


def _als(plek: Plek, waarde: str) -> None:
    plek.zet(deepcopy(plek.ander(waarde)))


def _andere_categorie(plek: Plek, _waarde: Any) -> None:
    plek.zet(next(c for c in CATEGORIEEN[plek.domein] if c != plek.waarde))


def _uit(plek: Plek, waarde: str) -> None:
    """'301:path': what the last earlier message of that type held; '301:0:path' the first one."""
    soort, *welke, pad = waarde.split(":")
    earlier = [bericht for bericht in plek.eerder if bericht.soort == soort]
    node = earlier[int(welke[0]) if welke else -1].root.find(pad) if earlier else None
    if node is None:
        raise Undecided(_("de fout past niet: er was geen eerder {soort} met {pad}", soort=soort, pad=pad))
    plek.zet(node.as_data())


def _verwijderde(plek: Plek, _waarde: Any) -> None:
    """The number of an assignment that an earlier 301 deleted (RedenWijziging 13)."""
    products = (p for b in plek.eerder if b.soort == "301" for p in b.root.all(_TOEGEWEZEN))
    deleted = [p.get("ToewijzingNummer") for p in products if p.get("RedenWijziging") == _VERWIJDERD]
    if not deleted:
        raise Undecided(_("de fout past niet: er is geen toewijzing verwijderd"))
    plek.zet(deleted[-1])


def _herhaal(plek: Plek, waarde: Sequence[Ingreep]) -> None:
    """Add a copy of the element, with changes of its own."""
    kopie = {"": deepcopy(plek.waarde)}
    for ingreep in waarde:
        pas_toe(kopie[""], ingreep, plek.domein, plek.eerder, plek.geheel)
    now = plek.rond[plek.naam]
    plek.rond[plek.naam] = [*now, kopie[""]] if isinstance(now, list) else [now, kopie[""]]


def _reken(plek: Plek, _waarde: Any) -> None:
    """Let the amount of a line follow its volume and rate."""
    line, amount = plek.waarde, "IngediendBedrag"
    if FACTUURBLOK in line:
        line, amount = line[FACTUURBLOK], FACTUURBEDRAG
    line[amount]["Bedrag"] = str(int(line["GeleverdVolume"]) * int(line["ProductTarief"]))


def _hertel(plek: Plek, _waarde: Any) -> None:
    """Let the total of a claim follow its lines, or what a 325 grants the lines it returns."""
    whole = plek.waarde
    total = sum(_met_teken(line["IngediendBedrag"], "Bedrag") for line in _regels(whole))
    name = "TotaalIngediendBedrag"
    if "TotaalToegekendBedrag" in whole:
        total = _met_teken(whole[name], "TotaalBedrag") - total
        name = "TotaalToegekendBedrag"
    whole[name] = {"TotaalBedrag": str(abs(total)), "DebetCredit": "C" if total < 0 else "D"}


def _hertel_factuur(plek: Plek, _waarde: Any) -> None:
    """Let this total, in the Header of a 303, follow its lines."""
    total = sum(_met_teken(line[FACTUURBLOK][FACTUURBEDRAG], "Bedrag") for line in _regels(plek.geheel))
    plek.zet({"TotaalBedrag": str(abs(total)), "DebetCredit": "C" if total < 0 else "D"})


def _met_teken(bedrag: Data, naam: str) -> int:
    return -int(bedrag[naam]) if bedrag["DebetCredit"] == "C" else int(bedrag[naam])


def _regels(whole: Data) -> list[Data]:
    clients = _lijst(whole.get("Clienten", {}).get("Client"))
    return [line for client in clients for line in _lijst(client["Prestaties"]["Prestatie"])]


def _lijst(waarde: Any) -> list[Any]:
    if waarde is None:
        return []
    return waarde if isinstance(waarde, list) else [waarde]


OPERATOREN: dict[str, Callable[[Plek, Any], None]] = {
    "zet": _zet,
    "verwijder": _verwijder,
    "dagen": _dagen,
    "maanden": _maanden,
    "dagen-na": _ten_opzichte,
    "plus": _plus,
    "keer": _keer,
    "achter": _achter,
    "als": _als,
    "andere-categorie": _andere_categorie,
    "uit-eerder": _uit,
    "verwijderde": _verwijderde,
    "herhaal": _herhaal,
    "reken": _reken,
    "hertel": _hertel,
    "hertel-factuur": _hertel_factuur,
}
