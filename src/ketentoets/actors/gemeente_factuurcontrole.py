"""What the gemeente checks of a 303 as a whole: its content (0001), and its Header."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from dateutil.relativedelta import relativedelta

from ketentoets.actors import controles
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.factuur import BEDRAGEN, KOP, lees_regel, periodenaam, tijdvak, vorm_van
from ketentoets.actors.prestatie import DEBET, Prestatie, getekend
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht, Node
from ketentoets.core.money import round_half_up

SERVICEBUREAU = "01"
_BLOK = "IngediendeBedragPrestatie"
_VIJF_JAAR = relativedelta(years=5)
_HONDERD = 10_000


@dataclass
class Factuur:
    """A 303 as it was read. `regels` keeps every line with its element."""

    bericht: Bericht
    ontvangen: date
    regels: list[tuple[Node, Prestatie]] = field(default_factory=list)

    @property
    def nummer(self) -> str:
        """The DeclarantFactuurNummer."""
        return self.bericht.identificatie

    @property
    def dagtekening(self) -> date:
        """The FactuurDagtekening."""
        return self.bericht.dagtekening or self.ontvangen

    @property
    def tijdvak(self) -> tuple[date, date]:
        """The DeclaratiePeriode."""
        root, pad = self.bericht.root, f"{KOP}/DeclaratiePeriode"
        return root.date(f"{pad}/Begindatum") or date.min, root.date(f"{pad}/Einddatum") or date.min


def lees_factuur(bericht: Bericht, ontvangen: date) -> Factuur:
    """A 303 that passed level 1."""
    clienten = bericht.root.all("Clienten/Client")
    regels = [(n, lees_regel(n, c.get("Bsn"))) for c in clienten for n in c.all("Prestaties/Prestatie")]
    return Factuur(bericht, ontvangen, regels)


def inhoud(factuur: Factuur) -> list[str]:
    """The broken rules of level 2."""
    root, regels = factuur.bericht.root, [p for _node, p in factuur.regels]
    begin, eind = factuur.tijdvak
    totaal = root.find(f"{BEDRAGEN}/DeclaratieFactuurTotaalBedrag")
    btw = root.find(f"{BEDRAGEN}/BtwTotaalBedrag")
    bureau = root.get("Header/BetalingAanID") == SERVICEBUREAU
    fouten = {
        "0150": getekend(totaal) != sum(p.getekend for p in regels),
        "8171": bureau and not root.get("Header/Servicebureau"),
        "8175": eind < begin,
        "8188": any(p.eind < p.begin for p in regels),
        "8177": any(p.begin > factuur.dagtekening for p in regels),
        "8178": any(p.eind > factuur.dagtekening for p in regels),
        "8193": any(p.credit and not p.vorig for p in regels),
        "8194": _nul_credit(totaal),
        "8839": _nul_credit(btw),
        "8207": controles.dubbel(p.referentie for p in regels),
        "8269": controles.dubbel(p.vorig for p in regels if p.vorig),
        "8376": controles.dubbel(c.get("Bsn") for c in root.all("Clienten/Client")),
        "8062": bool({p.kern for p in regels if p.credit} & {p.kern for p in regels if not p.credit}),
    }
    bedragen = [n.find(_BLOK) for n, _p in factuur.regels]
    blokken = [b for b in bedragen if b is not None]
    fouten["8064"] = any(len(_tekens(b)) > 1 for b in blokken)
    fouten["8215"] = any(not _berekening_klopt(b) for b in blokken)
    fouten["8851"] = vorm_van(factuur.bericht) == "F" and any(not b.get("BtwVrijstellingIndicatie") for b in blokken)
    return controles.gebroken(fouten)


def _nul_credit(node: Node | None) -> bool:
    return node is not None and node.int("TotaalBedrag") == 0 and node.get("DebetCredit") != DEBET


def _tekens(blok: Node) -> set[str]:
    namen = ("BerekendBedrag", "BtwBedrag", "DeclaratieFactuurBedrag")
    return {blok.get(f"{n}/DebetCredit") for n in namen if blok.int(f"{n}/Bedrag")}


def _berekening_klopt(blok: Node) -> bool:
    gevonden, tarief = blok.int("BerekendBedrag/Bedrag"), blok.int("ProductTarief")
    if gevonden is None or tarief is None or blok.get("Verrekenpercentage"):
        return True
    kaal = (blok.int("GeleverdVolume") or 0) * tarief
    btw = round_half_up(Fraction(kaal * (blok.int("BtwPercentage") or 0), _HONDERD))
    return gevonden in {kaal, kaal + btw}


class Kopcontrole:
    """The Header: number, days, and what was agreed about form, period and year."""

    def __init__(self, actor: ReferentieActor) -> None:
        self._actor = actor
        self._gebruikt: dict[str, date] = {}

    def codes(self, factuur: Factuur) -> list[str]:
        """The return codes at the Header; remembers the number of what is taken."""
        regio, vorm = self._actor.regio, vorm_van(factuur.bericht)
        eerder = self._gebruikt.get(factuur.nummer)
        begin, eind = factuur.tijdvak
        verkeerde_vorm = vorm not in regio.factuurvormen
        te_laat = factuur.ontvangen > regio.indienen_303_tot
        debet = [p for _node, p in factuur.regels if not p.credit]
        verkeerd_jaar = any(p.eind > regio.zorg_303_tot for p in debet)
        fouten = {
            "0030": eerder is not None and eerder >= factuur.dagtekening - _VIJF_JAAR,
            "8847": begin > self._actor.vandaag,
            "8848": factuur.dagtekening > self._actor.vandaag,
            "8855": verkeerde_vorm and vorm == "D",
            "8856": verkeerde_vorm and vorm == "F",
            "8214": te_laat or verkeerd_jaar or not self._is_periode(begin, eind),
        }
        gevonden = controles.gebroken(fouten)
        if not gevonden:
            self._gebruikt[factuur.nummer] = factuur.dagtekening
        return gevonden

    def _is_periode(self, begin: date, eind: date) -> bool:
        """Whether this is one whole period as agreed: four weeks of the CAK, or a month."""
        regio = self._actor.regio
        naam = periodenaam(begin) if regio.vierwekelijks else f"{begin:%Y-%m}"
        try:
            return tijdvak(naam, regio) == (begin, eind)
        except OrderRefused:
            return False
