"""Stories of claims until release 2.4 (303) and of their answers (304)."""

from datetime import date
from typing import Any

from ketentoets.generators.fouten.basis import ANDER_BSN, Data
from ketentoets.generators.fouten.basis_factuur import (
    beoordeeld,
    beoordeelde_client,
    factuurregel,
    toegewezen_oud,
)
from ketentoets.generators.fouten.verhaal import Stap, Verhaal
from ketentoets.schemas.standaard import Vorm

TP = "Client/Beschikking/ToegewezenProducten/ToegewezenProduct"
PERIODE = "Header/DeclaratieFactuurIdentificatie/DeclaratiePeriode"
NUMMER = "Header/DeclaratieFactuurIdentificatie/DeclarantFactuurNummer"
TOTAAL = "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag"
RETOUR = "Header/RetourBedragen"
PR = "Clienten/Client/0/Prestaties/Prestatie"
IN = f"{PR}/0/IngediendeBedragPrestatie"
FEBRUARI = {"Begindatum": "2020-02-01", "Einddatum": "2020-02-29"}
BEIDE: tuple[Vorm, ...] = ("D", "F")
TOEN = date(2020, 7, 6)
"""When the answers of the stories are received."""

T301, GOEDGEKEURD = Stap("301"), Stap("303", goedgekeurd=True)
ANDER = Stap("301", {"Client/Bsn": ANDER_BSN, f"{TP}/0/ToewijzingNummer": 2})
IN_FEBRUARI = {PERIODE: FEBRUARI, f"{PR}/0": factuurregel("R2", ProductPeriode=FEBRUARI)}
CREDIT = {f"{PR}/0": factuurregel("R2", "R1", "C"), f"{TOTAAL}/DebetCredit": "C"}
AFGEKEURD = Stap("303", afgekeurd={"R1": "9321"})
OPNIEUW = Stap("303", {f"{PR}/0": factuurregel("R2")}, goedgekeurd=True)
NIETS_INGEDIEND = {f"{IN}/GeleverdVolume": 0, f"{IN}/DeclaratieFactuurBedrag/Bedrag": 0, f"{TOTAAL}/TotaalBedrag": 0}


def _toegewezen(**anders: Any) -> Stap:
    return Stap("301", {f"{TP}/0": toegewezen_oud(**anders)})


def _antwoord(toegekend: int, *regels: Data) -> dict[str, Any]:
    """A 304 that comes back with lines."""
    return {
        "Header/RetourCodes": {"RetourCode": ["0200"]},
        f"{RETOUR}/ToegekendTotaalBedrag/TotaalBedrag": toegekend,
        "Clienten": beoordeelde_client(*regels),
    }


def _factuur(naam: str, vooraf: tuple[Stap, ...], changes: dict[str, Any], vormen: tuple[Vorm, ...] = BEIDE) -> Verhaal:
    return Verhaal(naam, "303", vooraf, changes, vormen=vormen)


def _retour(
    naam: str, claim: dict[str, Any], changes: dict[str, Any], vormen: tuple[Vorm, ...] = BEIDE, **rest: Any
) -> Verhaal:
    return Verhaal(naam, "304", (T301, Stap("303", claim, id="B303")), changes, klok=TOEN, vormen=vormen, **rest)


FACTUURVERHALEN = (
    _factuur("303", (T301,), {}),
    _factuur("303-factuur", (T301,), {}, ("F",)),
    _factuur("303-servicebureau", (T301,), {"Header/BetalingAanID": "01", "Header/Servicebureau": "98000001"}),
    _factuur("303-berekend", (T301,), {f"{IN}/BerekendBedrag": {"Bedrag": 60050, "DebetCredit": "D"}}),
    _factuur("303-tweede", (T301, GOEDGEKEURD), IN_FEBRUARI),
    _factuur("303-credit", (T301, GOEDGEKEURD), CREDIT),
    _factuur("303-credit-na-afwijzing", (T301, AFGEKEURD, OPNIEUW),
             CREDIT | {f"{PR}/0": factuurregel("R3", "R2", "C")}, ("D",)),
    _factuur("303-na-credit", (T301, GOEDGEKEURD, Stap("303", CREDIT, goedgekeurd=True)),
             {f"{PR}/0": factuurregel("R3")}),
    _factuur("303-naast-ander", (T301, ANDER), {}),
    _factuur("303-begint-later", (_toegewezen(Ingangsdatum="2020-01-03"),),
             {f"{PR}/0/ProductPeriode/Begindatum": "2020-01-03"}),
    _factuur("303-eindigt-eerder", (_toegewezen(Einddatum="2020-01-30"),),
             {f"{PR}/0/ProductPeriode/Einddatum": "2020-01-30"}),
    _factuur("303-totaal", (_toegewezen(Omvang={"Volume": 15, "Eenheid": "04", "Frequentie": "6"}), GOEDGEKEURD),
             IN_FEBRUARI | {f"{IN}/GeleverdVolume": 5, f"{IN}/DeclaratieFactuurBedrag/Bedrag": 30025,
                            f"{TOTAAL}/TotaalBedrag": 30025}),
    _retour("304", {}, {}),
    _retour("304-afgewezen", {}, _antwoord(0, beoordeeld(factuurregel(), "9321"))),
    _retour("304-niets", NIETS_INGEDIEND,
            {f"{RETOUR}/{name}TotaalBedrag/TotaalBedrag": 0 for name in ("Ingediend", "Toegekend")}),
    _retour("304-factuur", {f"{PR}/0": factuurregel(), f"{PR}/+": {"ProductReferentie/ReferentieNummer": "R2"},
                            f"{TOTAAL}/TotaalBedrag": 120100},
            _antwoord(60050, beoordeeld(factuurregel()), beoordeeld(factuurregel("R2"), "9321"))
            | {f"{RETOUR}/IngediendTotaalBedrag/TotaalBedrag": 120100}, ("F",)),
)  # fmt: skip
