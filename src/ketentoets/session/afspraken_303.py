"""What a region agrees about a 303 beyond the national rules: form, period, year, and one line per period.

For these some codes were made (8214, 8855, 8856); where none was, any code that refuses is right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, Node
from ketentoets.core.perioden import periode_op
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import Profiel
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.feiten import AFGEWEZEN, Prestatie, lees_prestaties, partijen
from ketentoets.schemas.rules.reactie import HEADER, IN_ORDE, KLASSEN, NEUTRAAL, TECHNISCH, Klasse, Voorschrift
from ketentoets.schemas.standaard import codelijst

KOP = "Header/DeclaratieFactuurIdentificatie"
FACTUUR = frozenset({"448", "450"})
PERIODE, VORM, PAAR = "303-periode", "303-vorm", "303-berichtenpaar"
INDICATIES, REGEL, CREDIT = "303-indicaties", "303-regel", "303-credit"
PRESTATIE = "Clienten/Client/Prestaties/Prestatie"


@dataclass(frozen=True)
class Afwijking:
    """An agreement that a claim does not keep; `codes` are those with which it may be refused."""

    regel: str
    node: Node
    tekst: str
    verwacht: str
    gevonden: str
    bron: str
    codes: frozenset[str]

    def als_bevinding(self, bericht: Bericht) -> Finding:
        """For the one that sent the claim."""
        return Finding(
            soort="afspraak", tekst=self.tekst, regel=self.regel, bron=self.bron, bericht=bericht.naam,
            pad=self.node.path, lijn=self.node.line, verwacht=self.verwacht, gevonden=self.gevonden,
        )  # fmt: skip


def weigerend(bericht: Bericht) -> frozenset[str]:
    """Every code of this release that refuses."""
    return frozenset(codelijst("RetourCode", bericht.standaard)) - NEUTRAAL - {"8001", "0001"}


def afwijkingen(bericht: Bericht, profiel: Profiel, admin: Administratie, ontvangen: date) -> list[Afwijking]:
    """What this claim does not keep."""
    kop = bericht.root.find(KOP) or bericht.root
    regels = lees_prestaties(bericht)
    found = [*_vorm(bericht, kop, profiel), *_periode(kop, profiel), *_paar(bericht, kop, profiel, regels, ontvangen)]
    return [*found, *_indicaties(bericht, profiel, regels), *_dubbel(bericht, profiel, regels, admin),
            *_credits(bericht, profiel, regels, admin)]  # fmt: skip


def met_afspraken(voorschrift: Voorschrift, gevonden: list[Afwijking], bericht: Bericht) -> Voorschrift:
    """The prescribed answer, given what the claim does not keep."""
    if voorschrift.kind == TECHNISCH or not gevonden:
        return voorschrift
    in_kop = [a for a in gevonden if a.node.name != "Prestatie"]
    if in_kop or voorschrift.kind == HEADER:
        return _in_header(voorschrift, in_kop, bericht)
    klassen = {k.pad: k for k in voorschrift.klassen or _alle(bericht)}
    for afwijking in gevonden:
        old = klassen[afwijking.node.path]
        codes = afwijking.codes | (old.codes if old.regels else frozenset())
        klassen[afwijking.node.path] = replace(old, codes=codes, regels=(*old.regels, afwijking.regel))
    refused = {pad for pad, k in klassen.items() if k.regels}
    fine = [p for n, p in lees_prestaties(bericht) if not any(n.path.startswith(pad) for pad in refused)]
    return replace(voorschrift, kind=KLASSEN, klassen=tuple(klassen.values()), toegekend=sum(p.met_teken for p in fine))


def _in_header(voorschrift: Voorschrift, in_kop: list[Afwijking], bericht: Bericht) -> Voorschrift:
    known = voorschrift.klassen[:1] if voorschrift.kind == HEADER else ()
    codes = frozenset[str]().union(*(a.codes for a in in_kop), *(k.codes for k in known))
    regels = (*(r for k in known for r in k.regels), *(a.regel for a in in_kop))
    header = Klasse(f"{bericht.root.name}/Header", "Header", codes, regels)
    return replace(voorschrift, kind=HEADER, klassen=(header,), toegekend=0)


def _alle(bericht: Bericht) -> Iterator[Klasse]:
    fine = frozenset({IN_ORDE}) | NEUTRAAL
    for name in ("Header", "Clienten/Client", PRESTATIE):
        yield from (Klasse(n.path, n.name, fine) for n in bericht.root.all(name))


def _vorm(bericht: Bericht, kop: Node, profiel: Profiel) -> Iterator[Afwijking]:
    vorm = "F" if bericht.root.get("Header/BerichtCode") in FACTUUR else "D"
    if vorm in profiel.factuurvormen:
        return
    wel = _(" of ").join(f"303{v}" for v in profiel.factuurvormen)
    tekst = _("In deze regio gaat de declaratie niet met een 303{vorm}.", vorm=vorm)
    code = "8855" if vorm == "D" else "8856"
    yield Afwijking(VORM, kop, tekst, wel, f"303{vorm}", _bron(profiel), frozenset({code}))


def _bron(profiel: Profiel) -> str:
    return next((p.bron for p in profiel.berichtenparen if p.declaratie.startswith("303")), "")


def _periode(kop: Node, profiel: Profiel) -> Iterator[Afwijking]:
    """8214: the period is one whole period as agreed."""
    begin, eind = (kop.date(f"DeclaratiePeriode/{n}") for n in ("Begindatum", "Einddatum"))
    if begin is None or eind is None:
        return
    afspraak = next((c for c in profiel.claimperiode if c.geldt_voor(begin)), None)
    if afspraak is None:
        return
    goed = _afgesproken(profiel, begin, afspraak.soort)
    if (begin, eind) != goed:
        verwacht = f"{goed[0]:%d-%m-%Y} - {goed[1]:%d-%m-%Y}" if goed else _("een hele periode")
        tekst = _("De declaratieperiode is niet één periode zoals afgesproken.")
        gevonden = f"{begin:%d-%m-%Y} - {eind:%d-%m-%Y}"
        yield Afwijking(PERIODE, kop, tekst, verwacht, gevonden, afspraak.bron, frozenset({"8214"}))


def _afgesproken(profiel: Profiel, dag: date, soort: str) -> tuple[date, date] | None:
    """The claim period in which a day lies."""
    if soort == "maand":
        gevonden = profiel.tijdvak(f"{dag:%Y-%m}")
    else:
        vier = periode_op(dag, "4-weken")
        if vier is None:
            return None
        gevonden = profiel.tijdvak(f"{vier.jaar}-P{vier.nummer:02d}")
    return gevonden.begin, gevonden.eind


def _paar(
    bericht: Bericht, kop: Node, profiel: Profiel, regels: list[tuple[Node, Prestatie]], ontvangen: date
) -> Iterator[Afwijking]:
    """Care of a day that goes with another message, or a 303 that comes when it no longer may."""
    paren = [p for p in profiel.berichtenparen if p.declaratie.startswith("303")]
    if not paren:
        return
    dagen = {d for _n, p in regels if not p.credit for d in (p.begindatum, p.einddatum) if d}
    verkeerd = sorted(d for d in dagen if not any(p.geldt_voor(d) for p in paren))
    te_laat = all(p.indienen_tot is not None and p.indienen_tot < ontvangen for p in paren)
    codes = weigerend(bericht)
    if verkeerd:
        tekst = _("Zorg van {dag} gaat niet met een 303-bericht.", dag=f"{verkeerd[0]:%d-%m-%Y}")
        yield Afwijking(PAAR, kop, tekst, paren[0].woorden(), f"{verkeerd[0]:%d-%m-%Y}", paren[0].bron, codes)
    if te_laat:
        tekst = _("Een 303-bericht kan in deze regio niet meer worden ingediend.")
        yield Afwijking(PAAR, kop, tekst, paren[0].woorden(), f"{ontvangen:%d-%m-%Y}", paren[0].bron, codes)


def _indicaties(bericht: Bericht, profiel: Profiel, regels: list[tuple[Node, Prestatie]]) -> Iterator[Afwijking]:
    """An old and a new indication of a client do not go together."""
    samen = profiel.declareren.oud_en_nieuw_samen
    if samen is None or samen.waarde:
        return
    debet = [(n, p) for n, p in regels if not p.credit]
    for node, line in debet:
        ander = {p.nummer for _n, p in debet if (p.bsn, p.categorie) == (line.bsn, line.categorie)}
        if len(ander) > 1:
            tekst = _("Een oude en een nieuwe indicatie van een cliënt staan in één declaratie.")
            gevonden = ", ".join(sorted(ander))
            yield Afwijking(INDICATIES, node, tekst, _("één indicatie"), gevonden, samen.bron, weigerend(bericht))


def _dubbel(
    bericht: Bericht, profiel: Profiel, regels: list[tuple[Node, Prestatie]], admin: Administratie
) -> Iterator[Afwijking]:
    """One line per client, product and period; what was refused or taken back does not count."""
    per = profiel.declareren.regel_per
    if per is None:
        return
    terug = {p.vorige for _n, p in regels if p.credit}
    gezien: set[tuple[object, ...]] = set()
    for node, line in regels:
        if line.credit:
            continue
        eerder = admin.facturen.debetregels(line.gemeente, line.nummer)
        staand = {p.levering for p in eerder if p.referentie not in terug}
        if line.levering in staand | gezien:
            tekst = _("Over deze periode staat er al een regel van dit product voor deze cliënt.")
            yield Afwijking(REGEL, node, tekst, _("één regel"), line.referentie, per.bron, weigerend(bericht))
        gezien.add(line.levering)


def _credits(
    bericht: Bericht, profiel: Profiel, regels: list[tuple[Node, Prestatie]], admin: Administratie
) -> Iterator[Afwijking]:
    """A credit has the unit and the rate of the line that it takes back."""
    gelijk = profiel.declareren.credit_gelijk
    if gelijk is None or not gelijk.waarde:
        return
    for node, line in regels:
        debet = admin.facturen.regels(line.aanbieder, line.vorige) if line.credit else []
        anders = [p for p in debet[-1:] if (p.eenheid, p.tarief) != (line.eenheid, line.tarief)]
        for oud in anders:
            tekst = _("De creditregel heeft een andere eenheid of een ander tarief dan de regel die zij terugneemt.")
            verwacht, gevonden = f"{oud.eenheid}, {oud.tarief}", f"{line.eenheid}, {line.tarief}"
            yield Afwijking(CREDIT, node, tekst, verwacht, gevonden, gelijk.bron, weigerend(bericht))


def eerst_te_crediteren(bericht: Bericht, profiel: Profiel, admin: Administratie) -> Iterator[Afwijking]:
    """Lines that are claimed again while the refused line before them was not credited, where that is agreed."""
    codes = profiel.declareren.afgekeurd_crediteren
    vorm = "F" if bericht.root.get("Header/BerichtCode") in FACTUUR else "D"
    if codes is None or f"303{vorm}" not in codes.waarde:
        return
    gemeente, aanbieder = partijen(bericht)
    eerder = [p for d in admin.facturen.ingediend(gemeente, aanbieder) for p in d.prestaties]
    open_ = {p.levering for p in eerder if p.status == AFGEWEZEN and not p.credit and not admin.facturen.credit_van(p)}
    for node, line in lees_prestaties(bericht):
        if not line.credit and line.levering in open_:
            tekst = _("Een afgewezen factuurregel wordt eerst gecrediteerd, en dan opnieuw ingediend.")
            yield Afwijking(CREDIT, node, tekst, _("een creditregel vooraf"), line.referentie, codes.bron, frozenset())
