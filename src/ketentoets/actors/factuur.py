"""The 303 as both actors write and read it, and the periods it is about. Amounts in eurocents."""

from datetime import date
from typing import Any

from ketentoets.actors.prestatie import CREDIT, DEBET, Prestatie
from ketentoets.actors.regio import Regio
from ketentoets.actors.toewijzing import Soort
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht, Node
from ketentoets.core.perioden import PERIODEN_PER_JAAR, maand, vierweken
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import Vorm, berichtcode

VIER_WEKEN = "P"
KOP = "Header/DeclaratieFactuurIdentificatie"
BEDRAGEN = "Header/DeclaratieFactuurBedragen"
VRIJGESTELD = "1"
LAATSTE_DAG = date(2020, 12, 31)
"""Care after this day goes with a 323, unless the region says otherwise."""
_MAANDEN = 12


def tijdvak(periode: str, regio: Regio) -> tuple[date, date]:
    """The first and last day of '2020-P13' or '2020-03'; raises `OrderRefused` when there is none."""
    jaar, deel = periode.split("-")
    nummer, per_vier = int(deel.removeprefix(VIER_WEKEN)), deel.startswith(VIER_WEKEN)
    if not 1 <= nummer <= (PERIODEN_PER_JAAR if per_vier else _MAANDEN):
        raise OrderRefused(_("periode {periode} bestaat niet", periode=periode))
    gewoon = vierweken(int(jaar), nummer, verlengd=False) if per_vier else maand(int(jaar), nummer)
    return gewoon.begin, dict(regio.verlengde_perioden).get(periode, gewoon.eind)


def periodenaam(begin: date) -> str:
    """The name of the four-week period that begins on this day."""
    jaar, week, _dag = begin.isocalendar()
    return f"{jaar}-P{(week - 1) // 4 + 1:02d}"


def met_teken(bedrag: int) -> dict[str, str]:
    """A signed amount as a class: nothing is debit."""
    return {"Bedrag": str(abs(bedrag)), "DebetCredit": CREDIT if bedrag < 0 else DEBET}


def als_regel(prestatie: Prestatie, vorm: Vorm) -> dict[str, Any]:
    """The class Prestatie of a 303; an invoice says that there is no VAT in it (care is exempt)."""
    bedrag = met_teken(prestatie.getekend)
    return {
        "ToewijzingNummer": str(prestatie.nummer),
        "ProductCategorie": prestatie.soort.categorie,
        "ProductCode": prestatie.soort.code,
        "ProductPeriode": {"Begindatum": prestatie.begin, "Einddatum": prestatie.eind},
        "IngediendeBedragPrestatie": {
            "GeleverdVolume": str(prestatie.volume),
            "Eenheid": prestatie.eenheid,
            "ProductTarief": None if prestatie.tarief is None else str(prestatie.tarief),
            "BtwVrijstellingIndicatie": VRIJGESTELD if vorm == "F" else None,
            "DeclaratieFactuurBedrag": bedrag,
        },
        "ProductReferentie": {
            "ReferentieNummer": prestatie.referentie,
            "VorigReferentieNummer": prestatie.vorig or None,
        },
    }


def lees_regel(node: Node, bsn: str) -> Prestatie:
    """A Prestatie of a 303 or 304 that passed level 1; `nummer` is -1 when it names no assignment."""
    blok = "IngediendeBedragPrestatie"
    nummer = node.int("ToewijzingNummer")
    return Prestatie(
        referentie=node.get("ProductReferentie/ReferentieNummer"),
        bsn=bsn,
        nummer=-1 if nummer is None else nummer,
        soort=Soort(node.get("ProductCategorie"), node.get("ProductCode")),
        begin=node.date("ProductPeriode/Begindatum") or date.min,
        eind=node.date("ProductPeriode/Einddatum") or date.min,
        volume=node.int(f"{blok}/GeleverdVolume") or 0,
        eenheid=node.get(f"{blok}/Eenheid"),
        tarief=node.int(f"{blok}/ProductTarief"),
        bedrag=node.int(f"{blok}/DeclaratieFactuurBedrag/Bedrag") or 0,
        credit=node.get(f"{blok}/DeclaratieFactuurBedrag/DebetCredit") == CREDIT,
        vorig=node.get("ProductReferentie/VorigReferentieNummer"),
    )


def vorm_van(bericht: Bericht) -> Vorm:
    """Whether a 303 is a declaration or an invoice."""
    return "F" if bericht.root.get("Header/BerichtCode") == berichtcode(bericht.domain, "303", "F") else "D"
