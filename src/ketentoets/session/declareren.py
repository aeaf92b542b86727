"""Claims and their answers (SAP 2.7)."""

from datetime import timedelta

from dateutil.relativedelta import relativedelta

from ketentoets.core.errors import Undecided
from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.session import facturen
from ketentoets.session.algemeen import retour
from ketentoets.session.berichten import AFGEWEZEN_PRESTATIE, PRESTATIE, Eis, Zoek, als_getal, gevuld, is_, leeg
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verwachtingen import AANTAL, KOMT, Verwachting
from ketentoets.transports.base import Rol

MINUUT, UUR = "01", "04"
MATEN = {"uur": UUR, "uren": UUR, "minuten": MINUUT}
"""Words for units of time; any other word is the unit of the assignment."""
TOTAAL = "DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag"


def maand_voorbij(g: Gesprek) -> None:
    """Move on to the first working day of the next month."""
    g.begin()
    day = (g.vandaag + relativedelta(months=1)).replace(day=1)
    while not g.profiel.kalender.is_workday(day):
        day += timedelta(days=1)
    g.verzet_naar(day)


def lever(g: Gesprek, dagnummer: int, aantal: int, maat: str, nummer: str = "") -> None:
    """Record care on the n-th day of the assignment (1 is its first day), in hours, minutes or its own unit."""
    wanted = nummer or g.nummer
    eenheid = MATEN.get(maat) or g.toewijzing(wanted).get("Omvang/Eenheid")
    ingang = g.toewijzing(wanted).date("Ingangsdatum") or g.vandaag
    day = ingang + timedelta(days=dagnummer - 1)
    g.leverdatum = day
    g.geleverd_minuten += aantal * (60 if eenheid == UUR else 1)
    gegevens = {
        "toewijzingNummer": int(wanted),
        "datum": day.isoformat(),
        "eenheid": eenheid,
        "volume": aantal,
    }
    g.opdracht(Rol.AANBIEDER, "lever", gegevens)


def lever_tabel(g: Gesprek, tabel: list[list[str]]) -> None:
    """Record care from a table with the columns dag and uren, stuks or eurocent."""
    for dagnummer, aantal in tabel[1:]:
        lever(g, int(dagnummer), int(aantal), tabel[0][1])


def lever_op_elke(g: Gesprek, aantal: int, maat: str) -> None:
    """Record so much on the first day of every assignment."""
    for nummer in g.nummers:
        lever(g, 1, aantal, maat, nummer)


def lever_keren(g: Gesprek, keren: int, minuten: int) -> None:
    """Record the same number of minutes on the first so many days."""
    for dagnummer in range(1, keren + 1):
        lever(g, dagnummer, minuten, "minuten")


def lever_in_vorige_maand(g: Gesprek, aantal: int, maat: str) -> None:
    """Record care on the first day of the month before this one."""
    ingang = g.toewijzing().date("Ingangsdatum") or g.vandaag
    eerste = (g.vandaag - relativedelta(months=1)).replace(day=1)
    lever(g, (eerste - ingang).days + 1, aantal, maat)


def gedeclareerd(g: Gesprek, uren: int) -> None:
    """The month is over, claimed and approved."""
    maand_voorbij(g)
    lever(g, 1, uren, "uur")
    declareer(g)
    verwacht_goedkeuring(g)


def declareer(g: Gesprek) -> None:
    """The provider claims the month of the last delivery."""
    g.opdracht(Rol.AANBIEDER, "declareer", {"periode": f"{g.leverdatum:%Y-%m}"})
    g.declareer_vanaf = g.sinds_opdracht()
    zoek = (Zoek("323", "Declaratie/DeclaratiePeriode", (is_("Begindatum", f"{g.leverdatum:%Y-%m}-01"),)),)
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, _("de declaratie"), zoek, sinds=g.sinds_opdracht(), regel="SAP-2.7.1"))


def verboden_declaratie(g: Gesprek) -> None:
    """The provider is told to claim what must not be claimed (yet)."""
    g.proef(Rol.AANBIEDER, "declareer", {"periode": f"{g.leverdatum:%Y-%m}"})


def verwacht_volume(g: Gesprek, aantal: int, maat: str, regel: str) -> None:
    """Expect one debit line of so much in the unit of the assignment; hours may be in minutes (IV060)."""
    volumes = {MATEN.get(maat) or g.toewijzing().get("Omvang/Eenheid"): aantal}
    if maat == "uur":
        volumes[MINUUT] = g.geleverd_minuten if g.geleverd_minuten < aantal * 60 + 30 else aantal * 60
    kies = (is_("ToewijzingNummer", g.nummer), is_("IngediendBedrag/DebetCredit", "D"))
    zoek = tuple(
        Zoek(
            "323",
            PRESTATIE,
            (*kies, is_("Eenheid", eenheid)),
            (is_("GeleverdVolume", volume), *_product(g), *_periode(g)),
        )
        for eenheid, volume in volumes.items()
    )
    wat = _("de prestatie van {aantal} {maat}", aantal=aantal, maat=maat)
    v = Verwachting(KOMT, Rol.AANBIEDER, wat, zoek, sinds=g.sinds_declaratie(g.laatste("323")), regel=regel)
    g.verwacht(v, uiterst=g.wacht_op_regels())


def verwacht_regels(g: Gesprek, aantal: int) -> None:
    """Expect that the last claim has so many lines: one per period, client, assignment and product (TR389)."""
    if facturen.is_factuur(g):
        facturen.verwacht_aantal(g, aantal, "regels")
        return
    wat, zoek = _("regels in het {naam}", naam=g.naam("323")), (Zoek("323", PRESTATIE),)
    sinds = g.sinds_declaratie(g.laatste("323"))
    v = Verwachting(AANTAL, Rol.AANBIEDER, wat, zoek, sinds=sinds, aantal=aantal, regel="TR389")
    g.verwacht(v)


def verwacht_goedkeuring(g: Gesprek) -> None:
    """Expect a 325 (or 304) that approves everything."""
    if facturen.is_factuur(g):
        facturen.verwacht_goedkeuring(g)
        return
    total = _totaal(g)
    eisen = (
        is_("Header/RetourCodes/RetourCode", "0200"),
        is_("DeclaratieAntwoord/RetourCodes/RetourCode", "8001"),
        leeg("DeclaratieAntwoord/Clienten"),
        is_(TOTAAL, total),
    )
    retour(g, "325", *eisen, regel="OP303", wat=_("het declaratie-antwoord dat alles goedkeurt"))


def verwacht_afgewezen_regel(g: Gesprek, code: str) -> None:
    """Expect a 325 with just the wrong line, its code, and the rest awarded; of a 304 the same of the line."""
    if facturen.is_factuur(g):
        facturen.verwacht_afgewezen_regel(g, code)
        return
    fout = g.gebroken("323", PRESTATIE)
    bedrag = fout.int("IngediendBedrag/Bedrag") or 0
    toegekend = int(_totaal(g)) - bedrag
    eisen = (
        is_("Header/RetourCodes/RetourCode", "0200"),
        is_("DeclaratieAntwoord/RetourCodes/RetourCode", "0200"),
        is_("DeclaratieAntwoord/Clienten/Client/RetourCodes/RetourCode", "0200"),
        is_(TOTAAL, toegekend),
        is_(
            f"{AFGEWEZEN_PRESTATIE}/ProductReferentie/ReferentieNummer",
            fout.get("ProductReferentie/ReferentieNummer"),
        ),
        is_(f"{AFGEWEZEN_PRESTATIE}/RetourCodes/RetourCode", code),
    )
    retour(g, "325", *eisen, regel="OP303", wat=_("het declaratie-antwoord met alleen de foute regel"))
    if g.onderwerp is not None:
        wat = _("afgewezen prestaties in het {naam}", naam=g.naam("325"))
        zoek = (Zoek("325", AFGEWEZEN_PRESTATIE),)
        g.verwacht(Verwachting(AANTAL, Rol.GEMEENTE, wat, zoek, sinds=g.onderwerp.n - 1, aantal=1, regel="TR342"))


def verwacht_afwijzing_ontvangen(g: Gesprek) -> None:
    """Wait for the 325 (or 304) that rejects the line."""
    if facturen.is_factuur(g):
        facturen.verwacht_afwijzing(g)
        return
    retour(
        g,
        "325",
        gevuld("DeclaratieAntwoord/Clienten"),
        regel="OP303",
        wat=_("het afwijzende declaratie-antwoord"),
    )


def crediteer(g: Gesprek, volume: int, *, verboden: bool = False) -> None:
    """The provider corrects the approved line to another number of hours, in the unit of the line.

    Or he is told to where he may not (yet), `verboden`.
    """
    regel = debetregel(g)
    g.te_crediteren = regel
    g.geleverd_minuten = volume * 60
    volume *= 60 if regel.get("Eenheid") == MINUUT else 1
    gegevens = {
        "referentieNummer": regel.get("ProductReferentie/ReferentieNummer"),
        "gecorrigeerd": {"volume": volume},
    }
    (g.proef if verboden else g.opdracht)(Rol.AANBIEDER, "crediteer", gegevens)


def verwacht_credit(g: Gesprek) -> None:
    """Expect the credit line: the same content, a new number, the old one as VorigReferentieNummer."""
    oud = g.te_crediteren
    if oud is None:
        raise Undecided(_("er is niets gecrediteerd"))
    if facturen.is_factuur(g):
        facturen.verwacht_credit(g, oud)
        return
    ref = oud.get("ProductReferentie/ReferentieNummer")
    same = ("ToewijzingNummer", "ProductCategorie", "ProductCode", "ProductPeriode/Begindatum",
            "ProductPeriode/Einddatum", "GeleverdVolume", "Eenheid", "IngediendBedrag/Bedrag")  # fmt: skip
    eisen = (
        is_("ProductReferentie/VorigReferentieNummer", ref),
        Eis("ProductReferentie/ReferentieNummer", "niet", (ref, "")),
        *(is_(pad, oud.get(pad)) for pad in same),
    )
    zoek = (Zoek("323", PRESTATIE, (is_("IngediendBedrag/DebetCredit", "C"),), eisen),)
    sinds = g.sinds_declaratie(g.laatste("323"))
    v = Verwachting(KOMT, Rol.AANBIEDER, _("de creditregel"), zoek, sinds=sinds, regel="TR323")
    g.verwacht(v, uiterst=g.wacht_op_regels())


def verwacht_geen_credit(g: Gesprek) -> None:
    """Expect that the last claim holds no credit line."""
    if facturen.is_factuur(g):
        facturen.verwacht_aantal(g, 0, "creditregels")
        return
    zoek = (Zoek("323", PRESTATIE, (is_("IngediendBedrag/DebetCredit", "C"),)),)
    sinds = g.sinds_declaratie(g.laatste("323"))
    wat = _("creditregels voor een afgewezen regel")
    g.verwacht(Verwachting(AANTAL, Rol.AANBIEDER, wat, zoek, sinds=sinds, aantal=0, regel="TR323"))


def debetregel(g: Gesprek) -> Node:
    """The last debit line for the current assignment."""
    for kb in reversed(g.berichten):
        for line in kb.root.all(PRESTATIE) if kb.soort == "323" and kb.root else []:
            mine = als_getal(line.get("ToewijzingNummer")) == g.nummer
            if mine and line.get("IngediendBedrag/DebetCredit") == "D":
                return line
    raise Undecided(_("er is geen prestatie gedeclareerd, dus het vervolg kan niet worden beoordeeld"))


def _product(g: Gesprek) -> tuple[Eis, ...]:
    """The product that was assigned; of a category alone, one that was contracted (OP302)."""
    product = g.toewijzing().find("Product")
    categorie, code = (product.get("Categorie"), product.get("Code")) if product else ("", "")
    codes = [code] if code else [p.code for p in g.profiel.contract.values() if p.categorie == categorie]
    return is_("ProductCategorie", categorie), is_("ProductCode", *codes)


def _periode(g: Gesprek) -> tuple[Eis, ...]:
    """The ProductPeriode: the month, cut off by the assignment (TR387, TR388)."""
    toewijzing = g.toewijzing()
    first = g.leverdatum.replace(day=1)
    last = first + relativedelta(months=1) - timedelta(days=1)
    begin = max(first, toewijzing.date("Ingangsdatum") or first)
    einde = min(last, toewijzing.date("Einddatum") or last)
    return is_("ProductPeriode/Begindatum", begin.isoformat()), is_("ProductPeriode/Einddatum", einde.isoformat())


def _totaal(g: Gesprek) -> str:
    root = g.laatste("323").root
    return root.get("Declaratie/TotaalIngediendBedrag/TotaalBedrag") if root else ""
