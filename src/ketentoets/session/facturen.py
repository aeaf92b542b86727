"""Claims over a period by its name, and what is expected of a 303 and its 304. Amounts in eurocents."""

from datetime import date

from ketentoets.core.errors import HarnessFault, Undecided
from ketentoets.core.message import Node
from ketentoets.core.money import euro
from ketentoets.core.taal import _
from ketentoets.generators.fouten.maak import i
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.session.algemeen import retour
from ketentoets.session.berichten import FACTUURREGEL, PRESTATIE, Eis, Ketenbericht, Zoek, als_getal, is_
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verplichtingen import declaratie_over
from ketentoets.session.verwachtingen import AANTAL, KOMT, Verwachting
from ketentoets.transports.base import Rol

TOTAAL = "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag"
TOEGEKEND = "Header/RetourBedragen/ToegekendTotaalBedrag"
_BLOK, CENTEN = "IngediendeBedragPrestatie", 2
_MEERVOUD = {"creditregel": "creditregels", "bericht": "berichten"}
REGELS = {"303": (FACTUURREGEL, f"{_BLOK}/DeclaratieFactuurBedrag"), "323": (PRESTATIE, "IngediendBedrag")}
"""Claim -> where its lines are, and in a line its amount."""


def laatste_declaratie(g: Gesprek) -> Ketenbericht:
    """The last claim, 303 or 323."""
    found = next((kb for kb in reversed(g.berichten) if kb.soort in REGELS), None)
    if found is None:
        raise Undecided(_("er kwam geen declaratie, dus het vervolg kan niet worden beoordeeld"))
    return found


def is_factuur(g: Gesprek) -> bool:
    """Whether the last claim is a 303."""
    return any(kb.soort in REGELS for kb in g.berichten) and laatste_declaratie(g).soort == "303"


def cent(tekst: str) -> int:
    """An amount as a scenario writes it: '1.280,95' is 128095."""
    heel, _komma, rest = tekst.replace(".", "").partition(",")
    if not (heel.isdigit() and len(rest) == CENTEN and rest.isdigit()):
        raise HarnessFault(_("geen bedrag in euro's en centen: {tekst}", tekst=tekst))
    return int(heel + rest)


def declareer(g: Gesprek, periode: str) -> None:
    """The provider claims a period: '2020-P13' or '2021-01'."""
    g.opdracht(Rol.AANBIEDER, "declareer", {"periode": periode})
    g.declareer_vanaf = g.sinds_opdracht()
    zoek = (declaratie_over(g.profiel, periode),)
    wat = _("de declaratie over {periode}", periode=periode)
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, wat, zoek, sinds=g.sinds_opdracht(), regel="declareer"))


def declareer_niet(g: Gesprek, periode: str) -> None:
    """The provider is told to claim what it may not claim."""
    g.proef(Rol.AANBIEDER, "declareer", {"periode": periode})


def verwacht_regel(g: Gesprek, cent: int, van: date, tot: date) -> None:
    """Expect a debit line of this amount over these days on the last assignment, in the last claim."""
    claim = laatste_declaratie(g)
    pad, bedrag = REGELS[claim.soort]
    kies = (is_("ToewijzingNummer", g.nummer), is_(f"{bedrag}/DebetCredit", "D"))
    eisen = (
        is_(f"{bedrag}/Bedrag", cent),
        is_("ProductPeriode/Begindatum", van.isoformat()),
        is_("ProductPeriode/Einddatum", tot.isoformat()),
    )
    wat = _("de regel over {van} t/m {tot}", van=f"{van:%d-%m-%Y}", tot=f"{tot:%d-%m-%Y}")
    zoek = (Zoek(claim.soort, pad, kies, eisen),)
    v = Verwachting(KOMT, Rol.AANBIEDER, wat, zoek, sinds=g.sinds_declaratie(claim), regel="regel")
    g.verwacht(v, uiterst=g.wacht_op_regels())


def verwacht_aantal(g: Gesprek, aantal: int, wat: str) -> None:
    """Expect so many 'regels' or 'creditregels' in the last claim, or so many 'berichten' since the last order."""
    claim = laatste_declaratie(g)
    pad, bedrag = REGELS[claim.soort]
    soorten = {
        "regels": Zoek(claim.soort, pad),
        "creditregels": Zoek(claim.soort, pad, (is_(f"{bedrag}/DebetCredit", "C"),)),
        "berichten": Zoek(claim.soort),
    }
    wat = wat if wat.endswith(("s", "n")) else _MEERVOUD[wat]
    sinds = g.sinds_opdracht() if wat == "berichten" else g.sinds_declaratie(claim)
    omschrijving = _("{wat} in de declaratie", wat=wat)
    v = Verwachting(AANTAL, Rol.AANBIEDER, omschrijving, (soorten[wat],), sinds=sinds, aantal=aantal, regel="regel",
                     tot=g.nu.isoformat())  # fmt: skip
    g.verwacht(v)


def verwacht_goedkeuring(g: Gesprek) -> None:
    """Expect a 304 that awards everything."""
    claim = g.laatste("303")
    totaal = claim.root.find(TOTAAL) if claim.root else None
    eisen = (
        is_("Header/RetourCodes/RetourCode", "8001", "0200"),
        is_(f"{TOEGEKEND}/TotaalBedrag", totaal.get("TotaalBedrag") if totaal else ""),
        is_(f"{TOEGEKEND}/DebetCredit", totaal.get("DebetCredit") if totaal else ""),
    )
    retour(g, "304", *eisen, regel="304", wat=_("het antwoord dat alles toekent"))


def verwacht_afgewezen_regel(g: Gesprek, code: str) -> None:
    """Expect a 304 with nothing awarded on the wrong line and its code, and the rest awarded."""
    fout = g.gebroken("303", FACTUURREGEL)
    kies = (is_("ProductReferentie/ReferentieNummer", fout.get("ProductReferentie/ReferentieNummer")),)
    eisen = (
        is_("ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag", "0"),
        is_("RetourCodes/RetourCode", *code.split(" of ")),
    )
    heen = g.laatste("303")
    zoek = (Zoek("304", FACTUURREGEL, kies, eisen),)
    wat = _("de afgewezen regel met {code}", code=code)
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=heen.n, regel="304"))


def verwacht_afwijzing(g: Gesprek) -> None:
    """Expect a 304 that awards less than was claimed, whatever the code."""
    claim = g.laatste("303")
    claimed = (claim.root.int(f"{TOTAAL}/TotaalBedrag") or 0) if claim.root else 0
    minder = Eis(f"{TOEGEKEND}/TotaalBedrag", "hoogstens", (str(claimed - 1),))
    retour(g, "304", minder, regel="304", wat=_("het afwijzende antwoord"))


def debetregel(g: Gesprek) -> Node:
    """The last debit line for the current assignment in a 303."""
    for kb in reversed(g.berichten):
        for line in kb.root.all(FACTUURREGEL) if kb.soort == "303" and kb.root else []:
            mine = als_getal(line.get("ToewijzingNummer")) == g.nummer
            if mine and line.get(f"{_BLOK}/DeclaratieFactuurBedrag/DebetCredit") == "D":
                return line
    raise Undecided(_("er is geen prestatie gedeclareerd, dus het vervolg kan niet worden beoordeeld"))


def crediteer(g: Gesprek) -> None:
    """The provider asks for the credit of the last line, without a new one."""
    regel = debetregel(g)
    g.te_crediteren = regel
    gegevens = {"referentieNummer": regel.get("ProductReferentie/ReferentieNummer")}
    g.opdracht(Rol.AANBIEDER, "crediteer", gegevens)


def reken_volgende(g: Gesprek, cent: int) -> None:
    """Let the next 303 of the simulated provider have this rate, which is not the one of its period (0611)."""
    ingrepen = (
        i(f"{FACTUURREGEL}/{_BLOK}/ProductTarief", "zet", str(cent)), i(FACTUURREGEL, "reken"),
        i(TOTAAL, "hertel-factuur"),
    )  # fmt: skip
    omschrijving = _("een tarief van {bedrag}", bedrag=euro(cent))
    fout = Mutatie("RC0611-tarief", "303", ingrepen, "RC0611", 4, "0611", "Prestatie", omschrijving)
    g.keten.breek_volgende(Rol.AANBIEDER, "303", fout)


def verwacht_credit(g: Gesprek, oud: Node) -> None:
    """Expect the credit line in the last 303: the same unit, rate and amount, and the old number."""
    claim = g.laatste("303")
    zelfde = ("ToewijzingNummer", "ProductCode", "ProductPeriode/Begindatum", "ProductPeriode/Einddatum",
              f"{_BLOK}/Eenheid", f"{_BLOK}/ProductTarief", f"{_BLOK}/DeclaratieFactuurBedrag/Bedrag")  # fmt: skip
    eisen = (
        is_("ProductReferentie/VorigReferentieNummer", oud.get("ProductReferentie/ReferentieNummer")),
        *(is_(pad, oud.get(pad)) for pad in zelfde),
    )
    kies = (is_(f"{_BLOK}/DeclaratieFactuurBedrag/DebetCredit", "C"),)
    zoek = (Zoek("303", FACTUURREGEL, kies, eisen),)
    sinds = g.sinds_declaratie(claim)
    v = Verwachting(KOMT, Rol.AANBIEDER, _("de creditregel"), zoek, sinds=sinds, regel="303-credit")
    g.verwacht(v, uiterst=g.wacht_op_regels())
