"""Declaration and invoice before 2021, 303 and 304.

The rules are those that the code lists of these releases name: the total is the sum of the lines, a
calculated amount is volume times rate, debit or credit is the same within a line, nothing is
debit, VAT is stated when it is not exempt, the code of a service bureau goes with payment to it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from ketentoets.core.money import round_half_up
from ketentoets.generators.bron import maandeinde
from ketentoets.generators.inhoud.bedragen import MAX_BEDRAG, met_teken, referentie, totaal
from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.generators.inhoud.retour import terug
from ketentoets.generators.inhoud.retourcodes import AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, TOEGEWEZEN, codes, foutcodes
from ketentoets.generators.inhoud.zorg import productcode
from ketentoets.schemas.standaard import Vorm, berichtcode

SERVICEBUREAU, VRIJGESTELD, BELAST = "01", "1", "2"
HEEN = "303"
_BUREAUS = ("98000001", "98999999", "98012345")
_HEEL = 10_000
"""A hundred percent; percentages are in hundredths."""
_VIER_WEKEN = timedelta(days=27)


@dataclass(frozen=True)
class Periode:
    """The period of a declaration."""

    begin: date
    einde: date

    @property
    def inhoud(self) -> Inhoud:
        """As CDT_GeslotenPeriode."""
        return {"Begindatum": self.begin, "Einddatum": self.einde}


@dataclass(frozen=True)
class Som:
    """Signed amounts in eurocents; `btw` is None when no line states VAT."""

    bedrag: int
    btw: int | None = None

    def __add__(self, ander: "Som") -> "Som":
        known = [som.btw for som in (self, ander) if som.btw is not None]
        return Som(self.bedrag + ander.bedrag, sum(known) if known else None)


@maakt("303/Root")
def factuur(b: Bouwer) -> Inhoud:
    """A declaration (D) or an invoice (F), with the totals of its lines."""
    vorm: Vorm = b.bron.kies(("D", "F"))
    span = periode(b)
    clients = b.bron.lijst(lambda: client(b, span, vorm), 3)
    som = sum((part for _made, part in clients), Som(0))
    return {"Header": header(b, span, vorm, totalen(som)), "Clienten": {"Client": [made for made, _part in clients]}}


def totalen(som: Som) -> Inhoud:
    """The totals of the Header; VAT only when a line states it."""
    btw = None if som.btw is None else totaal(som.btw)
    return {"DeclaratieFactuurTotaalBedrag": totaal(som.bedrag), "BtwTotaalBedrag": btw}


def header(b: Bouwer, periode: Periode, vorm: Vorm, bedragen: Inhoud) -> Inhoud:
    """The Header with these totals."""
    return b.klasse("Header", **_kop(b, periode, vorm), DeclaratieFactuurBedragen=bedragen)


def _kop(b: Bouwer, periode: Periode, vorm: Vorm) -> Inhoud:
    betaling = b.code("BetalingAanID")
    bureau = b.bron.kies(_BUREAUS) if betaling == SERVICEBUREAU else b.misschien(lambda: "00000000")
    identificatie = {"DeclaratiePeriode": periode.inhoud, "FactuurDagtekening": b.dagtekening}
    return {
        "BerichtCode": berichtcode(b.kader.domain, b.soort, vorm),
        "Servicebureau": bureau,
        "BetalingAanID": betaling,
        "DeclaratieFactuurIdentificatie": b.klasse("CDT_DeclaratieFactuurIdentificatie", **identificatie),
    }


def periode(b: Bouwer) -> Periode:
    """A calendar month or four weeks, over on the Dagtekening."""
    if b.bron.ja(40):
        begin = b.voor(b.dagtekening - _VIER_WEKEN, 180)
        return Periode(begin, begin + _VIER_WEKEN)
    first = b.voor(b.dagtekening.replace(day=1) - timedelta(days=1), 180).replace(day=1)
    return Periode(first, maandeinde(first))


def client(b: Bouwer, periode: Periode, vorm: Vorm) -> tuple[Inhoud, Som]:
    """A client with lines, and the sums of these."""
    lines = b.bron.lijst(lambda: prestatie(b, periode, vorm), 3)
    made = b.klasse("Client", Prestaties={"Prestatie": [line for line, _som in lines]})
    return made, sum((som for _line, som in lines), Som(0))


def prestatie(b: Bouwer, periode: Periode, vorm: Vorm) -> tuple[Inhoud, Som]:
    """A line and its amounts."""
    begin = periode.begin if b.bron.ja() else b.bron.dag(periode.begin, periode.einde)
    credit = b.bron.ja(20)
    product = _product(b)
    amounts = _bedragen(b, vorm, product["ProductCode"], begin)
    if amounts["DeclaratieFactuurBedrag"] == 0:
        credit = False
    sign = -1 if credit else 1
    signed = {name: sign * amounts[name] for name in _MET_TEKEN if amounts.get(name) is not None}
    made = b.klasse(
        "Prestatie",
        ToewijzingNummer=b.misschien(lambda: b.nieuw("Nummer")),
        **product,
        ProductPeriode={"Begindatum": begin, "Einddatum": b.bron.dag(begin, periode.einde)},
        IngediendeBedragPrestatie={**amounts, **{name: met_teken(amount) for name, amount in signed.items()}},
        ProductReferentie=referentie(b, credit=credit),
    )
    return made, Som(signed["DeclaratieFactuurBedrag"], signed.get("BtwBedrag"))


def _product(b: Bouwer) -> Inhoud:
    """Category and code; in release 2.2 the code may be left out, and then the category too."""
    category = b.code("ProductCategorie")
    code = b.misschien(lambda: productcode(b, category), 70 if b.mag_weg("Prestatie", "ProductCode") else 100)
    left_out = code is None and b.mag_weg("Prestatie", "ProductCategorie") and b.bron.ja()
    return {"ProductCategorie": None if left_out else category, "ProductCode": code}


_MET_TEKEN = ("BerekendBedrag", "BtwBedrag", "DeclaratieFactuurBedrag")


def _bedragen(b: Bouwer, vorm: Vorm, code: str | None, dag: date) -> Inhoud:
    """Volume, rate (that of the contract, or made up) and what follows from these; amounts still without their sign."""
    eenheid = b.code("Eenheid")
    agreed = any(p.code == code for p in b.kader.producten)
    vast = b.kader.profiel.tarief(code, eenheid, dag) if agreed and code else None
    tarief: Any = b.misschien(lambda: b.bron.aantal(0, 9_999_999) if vast is None else vast, 70)
    volume = b.bron.aantal(1, 9_999_999 // max(1, tarief or 1))
    made: Inhoud = {"GeleverdVolume": volume, "Eenheid": eenheid, "ProductTarief": tarief}
    bedrag = volume * tarief if tarief is not None else b.bron.aantal(0, MAX_BEDRAG)
    if tarief is not None and b.bron.ja():
        deel: Any = b.misschien(lambda: b.bron.kies((_HEEL, 5_000, 1, 99_999)))
        made |= {"BerekendBedrag": bedrag, "Verrekenpercentage": deel}
        bedrag = round_half_up(Fraction(bedrag * (deel or _HEEL), _HEEL))
    return {**made, **_btw(b, vorm, bedrag), "DeclaratieFactuurBedrag": bedrag}


def _btw(b: Bouwer, vorm: Vorm, bedrag: int) -> Inhoud:
    """An invoice says whether there is VAT in the amount, a declaration may."""
    if vorm == "D" and not b.bron.ja():
        return {}
    if b.code("BtwVrijstellingIndicatie") == VRIJGESTELD:
        return {"BtwVrijstellingIndicatie": VRIJGESTELD}
    rate = b.bron.kies((2_100, 900, 600, 9_999))
    return {
        "BtwVrijstellingIndicatie": BELAST,
        "BtwPercentage": rate,
        "BtwBedrag": round_half_up(Fraction(bedrag * rate, _HEEL + rate)),
    }


@maakt("304/Root")
def factuur_retour(b: Bouwer) -> Inhoud:
    """The answer: granted, refused in the Header, or with what is granted line by line."""
    heen = Bouwer(b.kader, HEEN, b.bron)
    sent = heen.bericht()
    submitted = sent["Header"]["DeclaratieFactuurBedragen"]["DeclaratieFactuurTotaalBedrag"]
    match b.bron.kies(("toegewezen", "technisch", "kop", "regels", "regels")):
        case "toegewezen":
            return {"Header": _kop_retour(b, heen, sent, submitted, TOEGEWEZEN), "Clienten": None}
        case "technisch":
            return {"Header": _kop_retour(b, heen, sent, totaal(0), AFGEKEURD, "1.0.0"), "Clienten": None}
        case "kop" if known := foutcodes(b, HEEN, "Header"):
            return {"Header": _kop_retour(b, heen, sent, totaal(0), b.bron.code(known)), "Clienten": None}
    made = terug(b, "Clienten", sent["Clienten"], [])
    granted = sum(_toekennen(b, line) for client in made["Client"] for line in client["Prestaties"]["Prestatie"])
    for one in made["Client"]:
        one["RetourCodes"] = b.misschien(lambda: codes(IN_ORDE))
    return {"Header": _kop_retour(b, heen, sent, totaal(granted), IN_ORDE), "Clienten": made}


def _kop_retour(b: Bouwer, heen: Bouwer, sent: Inhoud, granted: Inhoud, code: str, xslt: str | None = None) -> Inhoud:
    header = sent["Header"]
    names = [e.name for e in heen.model.message(HEEN).klasse("Header").elements]  # type: ignore[union-attr]
    invoice = header["BerichtCode"] == berichtcode(b.kader.domain, HEEN, "F")
    submitted = header["DeclaratieFactuurBedragen"]["DeclaratieFactuurTotaalBedrag"]
    latest = max(heen.dagtekening, min(heen.dagtekening + timedelta(days=20), b.kader.tot))
    return b.klasse(
        "Header",
        **{name: header.get(name) for name in names if name != "BerichtCode"},
        BerichtCode=berichtcode(b.kader.domain, b.soort, "F" if invoice else "D"),
        RetourHeader=b.klasse("CDT_RetourHeader", RetourDagtekening=b.bron.dag(heen.dagtekening, latest)),
        RetourBedragen={"IngediendTotaalBedrag": submitted, "ToegekendTotaalBedrag": granted},
        XsltVersie=xslt,
        RetourCodes=codes(code),
    )


def _toekennen(b: Bouwer, line: Inhoud) -> int:
    """Grant a line, with or without a code that says so, or refuse it; the signed amount granted."""
    asked = line["IngediendeBedragPrestatie"]["DeclaratieFactuurBedrag"]
    known = foutcodes(b, HEEN, "Prestatie")
    refused = bool(known) and b.bron.ja(40)
    granted = met_teken(0) if refused else asked
    line["ToegekendeBedragPrestatie"] = {"GemeenteBerekendBedrag": asked, "ToegekendBedrag": granted}
    if refused:
        line["RetourCodes"] = codes(b.bron.code(known))
    else:
        line["RetourCodes"] = b.misschien(lambda: codes(b.bron.kies((IN_ORDE, NIET_BEOORDEELD))))
    return -granted["Bedrag"] if granted["DebetCredit"] == "C" else int(granted["Bedrag"])
