"""Acceptance checks that more than one message has: the Header, the person, the product.

Level 2 checks give rule codes; any of them makes the return message a Header with 0001.
"""

import re
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from dateutil.relativedelta import relativedelta

from ketentoets.actors.toewijzing import (
    DAG,
    GEEN_DAGFREQUENTIE,
    TOTAAL,
    WEEK,
    Soort,
    lees_omvang,
    lees_soort,
    overlappen,
)
from ketentoets.core.bsn import passes_eleven_proof
from ketentoets.core.message import Bericht, Node

_ONBEKEND = date(1900, 1, 1)
_EIND_2020 = date(2020, 12, 31)
_OUDSTE = relativedelta(years=120)
_WETTELIJK = frozenset({"02", "03", "04", "05"})
_POSTCODE = re.compile("[1-9][0-9]{3}[A-Za-z]{2}")


class Kopcontrole:
    """The Header against what came before (TR056), the clock (TR135) and the parties (TR378)."""

    def __init__(self, afzender: str, ontvanger: str) -> None:
        self._partijen = (afzender, ontvanger)
        self._gezien: set[tuple[str, str]] = set()

    def codes(self, bericht: Bericht, vandaag: date) -> list[str]:
        """The return codes at the Header; remembers the Identificatie."""
        sleutel = (bericht.soort, bericht.identificatie)
        partijen = (bericht.root.get("Header/Afzender"), bericht.root.get("Header/Ontvanger"))
        fouten = {
            "9056": sleutel in self._gezien,
            "8848": (bericht.dagtekening or vandaag) > vandaag,
            "S300": partijen != self._partijen,
        }
        self._gezien.add(sleutel)
        return gebroken(fouten)


def gebroken(regels: dict[str, bool]) -> list[str]:
    """The names of the rules that are broken."""
    return [naam for naam, fout in regels.items() if fout]


def gevuld(node: Node, pad: str) -> bool:
    """Whether an element is there with content."""
    return node.find(pad) is not None


def client(node: Node, dagtekening: date) -> list[str]:
    """The person: CS002, TR002, TR134 and CS139."""
    regels = {"CS002": not passes_eleven_proof(node.get("Bsn"))}
    geboren = node.date("Geboortedatum/Datum")
    if geboren is not None:
        regels |= _geboortedatum(geboren, node.get("Geboortedatum/DatumGebruik"), dagtekening)
    return gebroken(regels)


def _geboortedatum(geboren: date, gebruik: str, dagtekening: date) -> dict[str, bool]:
    onbekend = gebruik == "3" and geboren == _ONBEKEND
    klopt = {"1": geboren.day == 1, "2": (geboren.day, geboren.month) == (1, 1), "3": geboren == _ONBEKEND}
    return {
        "TR002": not onbekend and geboren < dagtekening - _OUDSTE,
        "TR134": geboren > dagtekening,
        "CS139": not klopt.get(gebruik, True),
    }


def product(node: Node, van: date, tot: date | None, release: str) -> list[str]:
    """Product, volume, budget and dates of a requested or assigned product."""
    soort, omvang, budget = lees_soort(node), lees_omvang(node), gevuld(node, "Budget")
    na_2020 = tot is None or tot > _EIND_2020
    return looptijd(node, van, tot, release) + gebroken(
        {
            "CD041": bool(soort.code) and omvang is None,
            "CD079": not budget and not soort.categorie,
            "CD080": not soort.code and na_2020 and omvang is not None,
        }
    )


def looptijd(node: Node, van: date, tot: date | None, release: str) -> list[str]:
    """Volume, budget and dates, whatever the product.

    In 3.0 a total needs an end date as well as a volume per week (SAP 2.3, 2.3.2.1).
    """
    omvang, budget = lees_omvang(node), gevuld(node, "Budget")
    tot_einde = {WEEK, TOTAAL} if release == "3.0" else {WEEK}
    na_2020 = tot is None or tot > _EIND_2020
    return gebroken(
        {
            "CD075": budget and tot is None,
            "CD076": omvang is not None and omvang.frequentie in tot_einde and tot is None,
            "CD077": budget and omvang is not None,
            "CS003": tot is not None and tot < van,
            "CS338": omvang is not None
            and na_2020
            and omvang.eenheid in GEEN_DAGFREQUENTIE
            and omvang.frequentie == DAG,
        }
    )


def verwijzer(node: Node) -> list[str]:
    """The referrer: CD066, CD067 and CD068."""
    wettelijk = node.get("Type") in _WETTELIJK
    naam, code = gevuld(node, "Naam"), gevuld(node, "ZorgverlenerCode")
    return gebroken(
        {
            "CD066": wettelijk and code and naam,
            "CD067": wettelijk and not code and not naam,
            "CD068": not wettelijk and code,
        }
    )


def contact(node: Node) -> list[str]:
    """A contact of a 301: CD005, CD009, CD025, CD034, CS089 and TR006."""
    soort, land = node.get("Soort"), node.get("Adres/LandCode")
    postcode, huis = node.get("Adres/Postcode"), gevuld(node, "Adres/Huis")
    return gebroken(
        {
            "CD005": bool(postcode) != bool(land),
            "CD009": gevuld(node, "Periode") and soort != "04",
            "CD025": land == "NL" and not huis,
            "CD034": soort in {"01", "03"} and not postcode,
            "CS089": land == "NL" and not _POSTCODE.fullmatch(postcode),
            "TR006": not gevuld(node, "Telefoon") and not (huis and postcode),
        }
    )


def gestapeld(producten: Iterable[tuple[Soort, date, date | None]]) -> bool:
    """Whether the same product occurs twice with overlapping periods (TR302, TR386)."""
    return any(a[0].zelfde(b[0]) and overlappen(a[1], a[2], b[1], b[2]) for a, b in combinations(list(producten), 2))


def dubbel(sleutels: Iterable[object]) -> bool:
    """Whether a logical key occurs twice (TR101)."""
    gezien = list(sleutels)
    return len(set(gezien)) != len(gezien)
