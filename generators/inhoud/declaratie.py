"""The claim and its answer, 323 and 325 (CS100, CS337, CS340, TR137, TR342, TR358, TR416)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.generators.bron import maandeinde
from ketentoets.generators.inhoud.bedragen import levering, met_teken, referentie, totaal
from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.generators.inhoud.retourcodes import AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN, codes, foutcodes
from ketentoets.generators.inhoud.zorg import productcode
from ketentoets.generators.kader import EERSTE_DECLARATIE

_MAX_MAANDEN = 15
HEEN = "323"


@dataclass(frozen=True)
class Regel:
    """One line; `bedrag` is signed, in eurocents."""

    inhoud: Inhoud
    bedrag: int


@maakt("323/Declaratie")
def declaratie(b: Bouwer) -> Inhoud:
    """A claim over one month, with the total of its lines."""
    month = maand(b, b.dagtekening)
    clients = b.bron.lijst(lambda: client(b, month), 3)
    total = totaal(sum(amount for _client, amount in clients))
    return omslag(b, month, total, [made for made, _amount in clients])


def omslag(b: Bouwer, maand: date, som: Inhoud, clients: list[Any]) -> Inhoud:
    """What the claim says of itself, around its clients."""
    einde = maandeinde(maand)
    return {
        "DeclaratiePeriode": {"Begindatum": maand, "Einddatum": einde},
        "DeclaratieDagtekening": b.bron.dag(max(einde, b.dagtekening - timedelta(days=5)), b.dagtekening),
        "TotaalIngediendBedrag": som,
        "Clienten": {"Client": clients},
    }


def maand(b: Bouwer, op: date) -> date:
    """The first day of a month that was over on a day, not before 2021."""
    last = op.replace(day=1) if op == maandeinde(op) else op.replace(day=1) - relativedelta(months=1)
    return last - relativedelta(months=b.bron.getal(0, min(_MAX_MAANDEN, _maanden_tot(last))))


def _maanden_tot(maand: date) -> int:
    return (maand.year - EERSTE_DECLARATIE.year) * 12 + maand.month - 1


def client(b: Bouwer, maand: date) -> tuple[Inhoud, int]:
    """A client with lines, and the signed sum of these."""
    lines = [line for more in b.bron.lijst(lambda: regels(b, maand), 3) for line in more]
    made = b.klasse("Client", Prestaties={"Prestatie": [line.inhoud for line in lines]})
    return made, sum(line.bedrag for line in lines)


def regels(b: Bouwer, maand: date) -> list[Regel]:
    """What is claimed on one assignment: this month, an earlier one, or both."""
    category = b.code("ProductCategorie")
    product = {"ProductCategorie": category, "ProductCode": productcode(b, category)}
    number = b.nieuw("Nummer")
    earlier = maand - relativedelta(months=1)
    both = earlier >= EERSTE_DECLARATIE.replace(day=1) and b.bron.ja(15)
    return [_regel(b, product, number, m) for m in ([maand, earlier] if both else [maand])]


def _regel(b: Bouwer, product: Inhoud, number: str, maand: date) -> Regel:
    begin, einde = maand, maandeinde(maand)
    if b.bron.ja(40):
        begin = b.bron.dag(begin, einde)
        einde = b.bron.dag(begin, einde)
    delivered = levering(b, product["ProductCode"], begin)
    credit = delivered.bedrag > 0 and b.bron.ja(20)
    amount = -delivered.bedrag if credit else delivered.bedrag
    made = b.klasse(
        "Prestatie",
        **product,
        ProductReferentie=referentie(b, credit=credit),
        ToewijzingNummer=number,
        ProductPeriode={"Begindatum": begin, "Einddatum": einde},
        GeleverdVolume=delivered.volume,
        Eenheid=delivered.eenheid,
        ProductTarief=delivered.tarief,
        IngediendBedrag=met_teken(amount),
    )
    return Regel(made, amount)


@maakt("325/Root")
def antwoord(b: Bouwer) -> Inhoud:
    """The answer: refused in the Header, granted, refused as a whole, or some lines refused (IV087)."""
    declared = b.bron.dag(max(EERSTE_DECLARATIE, b.dagtekening - timedelta(days=14)), b.dagtekening)
    match b.bron.kies(("toegewezen", "technisch", "kop", "geheel", "regels", "regels")):
        case "technisch":
            return {"Header": _kop(b, declared, AFGEKEURD, "1.0.0"), "DeclaratieAntwoord": None}
        case "kop":
            return {"Header": _kop(b, declared, b.bron.code(foutcodes(b, HEEN, "Header"))), "DeclaratieAntwoord": None}
        case "toegewezen":
            amount = _bedrag(b)
            body = _geheel(b, amount, amount, TOEGEWEZEN)
        case "geheel":
            body = _geheel(b, _bedrag(b), 0, b.bron.code(foutcodes(b, HEEN, "DeclaratieAntwoord")))
        case _:
            body = _met_regels(b, declared)
    return {"Header": _kop(b, declared, IN_ORDE), "DeclaratieAntwoord": body}


def _kop(b: Bouwer, declared: date, code: str, xslt: str | None = None) -> Inhoud:
    about = b.klasse("CDT_BerichtIdentificatie", Dagtekening=declared)
    return b.klasse("Header", DeclaratieIdentificatie=about, XsltVersie=xslt, RetourCodes=codes(code))


def _bedrag(b: Bouwer) -> int:
    amount = b.bron.aantal(0, 999_999_999_999)
    return -amount if b.bron.ja(10) else amount


def _geheel(b: Bouwer, ingediend: int, toegekend: int, code: str) -> Inhoud:
    return b.klasse(
        "DeclaratieAntwoord",
        TotaalIngediendBedrag=totaal(ingediend),
        TotaalToegekendBedrag=totaal(toegekend),
        Clienten=None,
        RetourCodes=codes(code),
    )


def _met_regels(b: Bouwer, declared: date) -> Inhoud:
    """What was claimed is what is granted and what comes back (TR342)."""
    granted = b.bron.aantal(0, 99_999_999)
    month = maand(b, declared)
    clients = b.bron.lijst(lambda: _client_terug(b, month), 3)
    returned = sum(amount for _client, amount in clients)
    return b.klasse(
        "DeclaratieAntwoord",
        TotaalIngediendBedrag=totaal(granted + returned),
        TotaalToegekendBedrag=totaal(granted),
        Clienten={"Client": [made for made, _amount in clients]},
        RetourCodes=codes(IN_ORDE),
    )


def _client_terug(b: Bouwer, maand: date) -> tuple[Inhoud, int]:
    """Refused lines with their codes; all lines unassessed when the client is refused."""
    made, amount = client(b, maand)
    whole = b.bron.ja(25)
    code = b.bron.code(foutcodes(b, HEEN, "Client")) if whole else IN_ORDE
    lines = [
        {**line, "RetourCodes": codes(NIET_BEOORDEELD) if whole else _regelcodes(b)}
        for line in made["Prestaties"]["Prestatie"]
    ]
    return {**made, "Prestaties": {"Prestatie": lines}, "RetourCodes": codes(code)}, amount


def _regelcodes(b: Bouwer) -> Inhoud:
    known = foutcodes(b, HEEN, "Prestatie")
    first = b.bron.code(known)
    return codes(first, *b.bron.meer([code for code in known if code != first], 2))
