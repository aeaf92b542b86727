"""Giving a canonical message other persons, parties and numbers, and the products of another domain.

The same seed gives the same names; nothing that a rule looks at changes its relation to the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from ketentoets.core.bsn import nth_test_bsn
from ketentoets.generators.fouten.basis import (
    AANBIEDER,
    ANDER_BSN,
    ANDERE_CATEGORIE,
    BSN,
    CATEGORIE,
    GEMEENTE,
    VREEMD_BSN,
    Data,
)
from ketentoets.generators.personen import nummer, persoon

CATEGORIEEN = {"ijw": {}, "iwmo": {CATEGORIE: "02", ANDERE_CATEGORIE: "10"}}
"""Domain -> the categories that stand for those of the canonical messages."""
GEMEENTEN = ("0363", "0344", "0361", "0373", "0518")
PERSONEN = (BSN, ANDER_BSN, VREEMD_BSN)
_OUDSTE, _DAGEN = date(2006, 1, 1), 12 * 365
_CIJFERS = "ABCDEFGHJKLMNPRSTUVWXYZ23456789"


@dataclass(frozen=True)
class Kleur:
    """The persons, parties and numbers of one seed. `gemeente` when the story needs a certain one."""

    zaad: int
    domein: str
    gemeente: str = ""

    @cached_property
    def staart(self) -> str:
        """What is put behind every identification."""
        return "".join(_CIJFERS[nummer(self.zaad, f"staart/{n}", len(_CIJFERS))] for n in range(5))

    @cached_property
    def _personen(self) -> dict[str, dict[str, Any]]:
        return {bsn: self._persoon(k) for k, bsn in enumerate(PERSONEN)}

    def _persoon(self, k: int) -> dict[str, Any]:
        born = _OUDSTE + timedelta(days=nummer(self.zaad, f"geboren/{k}", _DAGEN))
        bsn = nth_test_bsn(len(PERSONEN) * self.zaad + k)
        return persoon(self.zaad, f"fout/{k}", k, geboren=born, gemeente=self.gemeente or GEMEENTE) | {"bsn": bsn}

    @cached_property
    def _vertaling(self) -> dict[str, Callable[[Any], Any]]:
        own = self.gemeente or GEMEENTEN[nummer(self.zaad, "gemeente", len(GEMEENTEN))]
        parties = {GEMEENTE: own, AANBIEDER: f"{65_000_000 + nummer(self.zaad, 'agb')}"}
        categories = CATEGORIEEN[self.domein]
        names = (
            "Identificatie",
            "ReferentieAanbieder",
            "DeclaratieNummer",
            "DeclarantFactuurNummer",
            "GemeenteReferentieNummer",
            "ReferentieNummer",
            "VorigReferentieNummer",
        )
        return {
            "Afzender": lambda v: parties.get(v, v),
            "Ontvanger": lambda v: parties.get(v, v),
            "Gemeente": lambda v: parties.get(v, v),
            "Aanbieder": lambda v: parties.get(v, v),
            "Bsn": lambda v: self._personen[v]["bsn"],
            "ToewijzingNummer": lambda v: int(v) + 1000 * (1 + nummer(self.zaad, "toewijzing", 900)),
            "ZorgverlenerCode": lambda _v: f"{1_000_000 + nummer(self.zaad, 'verwijzer'):08d}",
            "Categorie": lambda v: categories.get(v, v),
            "ProductCategorie": lambda v: categories.get(v, v),
            **dict.fromkeys(names, lambda v: f"{v}{self.staart}"),
        }

    def data(self, data: Data) -> Data:
        """The same content in these colours."""
        return {naam: self._deel(naam, waarde) for naam, waarde in self._met_persoon(data).items()}

    def _deel(self, naam: str, waarde: Any) -> Any:
        if isinstance(waarde, dict):
            return self.data(waarde)
        if isinstance(waarde, list):
            return [self._deel(naam, w) for w in waarde]
        vertaal = self._vertaling.get(naam)
        return vertaal(waarde) if vertaal and waarde is not None else waarde

    def _met_persoon(self, data: Data) -> Data:
        """A client gets the date of birth and the name that go with the BSN."""
        if "Bsn" not in data or "Geboortedatum" not in data:
            return data
        p = self._personen[data["Bsn"]]
        naam = data["Naam"] | {"Geslachtsnaam": {"Achternaam": p["achternaam"]}, "Voorletters": p["voorletters"]}
        return data | {"Geboortedatum": {"Datum": p["geboortedatum"]}, "Geslacht": p["geslacht"], "Naam": naam}
