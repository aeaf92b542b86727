"""The facts that messages carry, as small records, and how they are read from a message.

Amounts are integer eurocents; `''` means an absent text, None an absent date or number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from ketentoets.core.message import Bericht, Node

VAN_GEMEENTE = frozenset({"301", "302", "319", "320", "325"})
"""Messages with the municipality as Afzender (a return message copies its forward message)."""
FACTUREN = frozenset({"303", "304"})
"""Claims until release 2.4 and their answers; their Header and lines have a shape of their own."""
VERWIJDERD = frozenset({"01", "13"})
TIJDELIJK = "20"
EERSTE_ANTWOORD = "3.0"
"""The release with the first answer to a request (319)."""
INGEDIEND_BLOK = "IngediendeBedragPrestatie"
NEUTRAAL = frozenset({"0200", "0233"})
"""The return codes 'no remark' and 'not assessed'."""
OPEN, IN_ONDERZOEK, AFGEWEZEN, TOEGEWEZEN = "open", "in onderzoek", "afgewezen", "toegewezen"
INGEDIEND, GOEDGEKEURD = "ingediend", "goedgekeurd"


def partijen(bericht: Bericht) -> tuple[str, str]:
    """(gemeente, aanbieder) of a message, from its Header."""
    if bericht.soort in FACTUREN:
        return bericht.root.get("Header/Gemeente"), bericht.root.get("Header/Aanbieder")
    afzender, ontvanger = bericht.root.get("Header/Afzender"), bericht.root.get("Header/Ontvanger")
    return (afzender, ontvanger) if bericht.soort in VAN_GEMEENTE else (ontvanger, afzender)


def nummer(node: Node, path: str = "ToewijzingNummer") -> str:
    """An assignment number without leading zeros, '' when absent."""
    value = node.int(path)
    return "" if value is None else str(value)


def bedrag(node: Node, path: str, naam: str = "Bedrag") -> int:
    """A signed amount in eurocents: credit is negative."""
    value = node.int(f"{path}/{naam}") or 0
    return -value if node.get(f"{path}/DebetCredit") == "C" else value


def retourcodes(bericht: Bericht) -> list[str]:
    """All RetourCodes of an answer, in document order."""
    return [node.text for node in bericht.root.every("RetourCode")]


def is_geweigerd(antwoord: Bericht | None) -> bool:
    """Whether a return message (not a 325) refuses its forward message: some code says what is wrong (IV028)."""
    return antwoord is not None and any(code not in NEUTRAAL for code in retourcodes(antwoord))


@dataclass(frozen=True)
class Toewijzing:
    """One version of a ToegewezenProduct; `eerdere` are the older ones, oldest first."""

    gemeente: str
    aanbieder: str
    bsn: str
    nummer: str
    referentie: str
    categorie: str
    code: str
    ingangsdatum: date | None
    einddatum: date | None
    volume: int | None
    eenheid: str
    frequentie: str
    budget: int | None
    reden_wijziging: str
    toewijzingsdatum: date | None
    toewijzingstijd: str
    eerdere: tuple["Toewijzing", ...] = ()

    @property
    def verwijderd(self) -> bool:
        """Deleted: reason 13 (01 in release 3.0) and no length."""
        return self.reden_wijziging in VERWIJDERD and self.einddatum == self.ingangsdatum

    @property
    def sleutel(self) -> str:
        """Its number; without one (possible until 2.4) what else tells it from the others of this client."""
        return self.nummer or f"#{self.bsn} {self.categorie} {self.code} {self.ingangsdatum}"

    @property
    def moment(self) -> tuple[date, str]:
        """When it was decided: the latest decision holds, not the latest arrival (OP033x1, OP080)."""
        return (self.toewijzingsdatum or date.min, self.toewijzingstijd)

    def met(self, nieuw: "Toewijzing") -> "Toewijzing":
        """The assignment after one more version became known."""
        older = (*self.eerdere, replace(self, eerdere=()), nieuw)
        ordered = sorted(older, key=lambda version: version.moment)
        return replace(ordered[-1], eerdere=tuple(ordered[:-1]))


@dataclass
class Melding:
    """A start or a stop. `reden` and `einddatum` only for a stop."""

    soort: str
    gemeente: str
    aanbieder: str
    bsn: str
    nummer: str
    categorie: str
    code: str
    begindatum: date | None
    einddatum: date | None = None
    reden: str = ""
    verwijderd: bool = False

    def sleutel(self, release: str) -> tuple[object, ...]:
        """The logical key; RedenBeeindiging belongs to the key of a stop from 3.2.

        Before that a temporary stop could be followed by a definitive one as well (SAP 3.1.2), so
        whether it was temporary tells two stops apart.
        """
        key = (self.aanbieder, self.bsn, self.nummer, self.categorie, self.code, self.begindatum)
        if self.soort != "stop":
            return key
        return (*key, self.reden if release >= "3.2" else self.reden == TIJDELIJK)


@dataclass(frozen=True)
class GevraagdProduct:
    """One product of a request; `nummer` when it concerns an existing assignment (317)."""

    categorie: str
    code: str
    begindatum: date | None
    einddatum: date | None
    nummer: str = ""


@dataclass
class Verzoek:
    """A request under one ReferentieAanbieder: an AangevraagdProduct (315) or a whole 317."""

    soort: str
    gemeente: str
    aanbieder: str
    bsn: str
    referentie: str
    dagtekening: date | None
    producten: tuple[GevraagdProduct, ...]
    release: str
    status: str = OPEN
    antwoorden: list[str] = field(default_factory=list)

    @property
    def loopt(self) -> bool:
        """Whether the request still waits for a decision (TR374); before 3.0 no message could reject it."""
        return self.release >= EERSTE_ANTWOORD and self.status in {OPEN, IN_ONDERZOEK}


@dataclass
class Prestatie:
    """A claimed line. `bedrag` and `tarief` in eurocents, `bedrag` without sign."""

    gemeente: str
    aanbieder: str
    bsn: str
    referentie: str
    vorige: str
    nummer: str
    categorie: str
    code: str
    begindatum: date | None
    einddatum: date | None
    volume: int
    eenheid: str
    tarief: int | None
    bedrag: int
    credit: bool
    status: str = INGEDIEND

    @property
    def inhoud(self) -> tuple[object, ...]:
        """Everything a credit must have in common with its debit (TR323)."""
        period = (self.begindatum, self.einddatum)
        product = (self.bsn, self.nummer, self.categorie, self.code)
        return (*product, *period, self.volume, self.eenheid, self.tarief, self.bedrag)

    @property
    def levering(self) -> tuple[object, ...]:
        """What may be claimed only once (TR389, TR416)."""
        return (self.bsn, self.nummer, self.categorie, self.code, self.begindatum, self.einddatum)

    @property
    def met_teken(self) -> int:
        """The amount with its sign: a credit is negative."""
        return -self.bedrag if self.credit else self.bedrag


@dataclass
class Declaratie:
    """A claim. `totaal` is signed; `xsd_versie` the XsdVersie as (basisschema, bericht)."""

    gemeente: str
    aanbieder: str
    nummer: str
    begindatum: date | None
    einddatum: date | None
    identificatie: str
    dagtekening: date | None
    xsd_versie: tuple[str, str]
    totaal: int
    prestaties: tuple[Prestatie, ...]
    status: str = INGEDIEND


def lees_toewijzing(bericht: Bericht, node: Node) -> Toewijzing:
    """Read a ToegewezenProduct of a 301."""
    gemeente, aanbieder = partijen(bericht)
    return Toewijzing(
        gemeente,
        aanbieder,
        bericht.root.get("Client/Bsn"),
        nummer(node),
        node.get("ReferentieAanbieder"),
        node.get("Product/Categorie"),
        node.get("Product/Code"),
        node.date("Ingangsdatum"),
        node.date("Einddatum"),
        node.int("Omvang/Volume"),
        node.get("Omvang/Eenheid"),
        node.get("Omvang/Frequentie"),
        node.int("Budget"),
        node.get("RedenWijziging"),
        node.date("Toewijzingsdatum"),
        node.get("Toewijzingstijd"),
    )


def lees_melding(bericht: Bericht, node: Node) -> Melding:
    """Read a StartProduct or StopProduct."""
    gemeente, aanbieder = partijen(bericht)
    return Melding(
        "start" if node.name == "StartProduct" else "stop",
        gemeente,
        aanbieder,
        bericht.root.get("Client/Bsn"),
        nummer(node),
        node.get("Product/Categorie"),
        node.get("Product/Code"),
        node.date("Begindatum"),
        node.date("Einddatum"),
        node.get("RedenBeeindiging"),
    )


def lees_verzoeken(bericht: Bericht) -> Iterator[Verzoek]:
    """The requests in a 315 (one per product) or a 317 (one in all)."""
    gemeente, aanbieder = partijen(bericht)
    client = bericht.root.get("Client/Bsn")
    for node in bericht.root.all("Client/AangevraagdeProducten/AangevraagdProduct"):
        reference, one = node.get("ReferentieAanbieder"), (_gevraagd(node, "ToewijzingIngangsdatum"),)
        yield Verzoek("315", gemeente, aanbieder, client, reference, bericht.dagtekening, one, bericht.release)
    for node in bericht.root.all("Client/Verzoek"):
        products = [
            *node.all("TeWijzigenProducten/TeWijzigenProduct"),
            *node.all("NieuweProducten/NieuwProduct"),
        ]
        asked = tuple(_gevraagd(product, "GewensteIngangsdatum") for product in products)
        reference = node.get("ReferentieAanbieder")
        yield Verzoek("317", gemeente, aanbieder, client, reference, bericht.dagtekening, asked, bericht.release)


def _gevraagd(node: Node, begin: str) -> GevraagdProduct:
    end = node.date("ToewijzingEinddatum") or node.date("Einddatum")
    return GevraagdProduct(node.get("Product/Categorie"), node.get("Product/Code"), node.date(begin), end, nummer(node))


def lees_prestatie(bericht: Bericht, wie: tuple[str, str], bsn: str, node: Node) -> Prestatie:
    """Read a Prestatie of a 323 or 325, or of a 303 or 304; `wie` are its `partijen`."""
    gemeente, aanbieder = wie
    values, total = ("", "IngediendBedrag")
    if bericht.soort in FACTUREN:
        values, total = f"{INGEDIEND_BLOK}/", f"{INGEDIEND_BLOK}/DeclaratieFactuurBedrag"
    return Prestatie(
        gemeente,
        aanbieder,
        bsn,
        node.get("ProductReferentie/ReferentieNummer"),
        node.get("ProductReferentie/VorigReferentieNummer"),
        nummer(node),
        node.get("ProductCategorie"),
        node.get("ProductCode"),
        node.date("ProductPeriode/Begindatum"),
        node.date("ProductPeriode/Einddatum"),
        node.int(f"{values}GeleverdVolume") or 0,
        node.get(f"{values}Eenheid"),
        node.int(f"{values}ProductTarief"),
        node.int(f"{total}/Bedrag") or 0,
        node.get(f"{total}/DebetCredit") == "C",
    )


def lees_prestaties(bericht: Bericht) -> list[tuple[Node, Prestatie]]:
    """All lines of a claim or its answer with their elements, in document order."""
    clients, wie = bericht.root.every("Client"), partijen(bericht)
    return [
        (node, lees_prestatie(bericht, wie, client.get("Bsn"), node))
        for client in clients
        for node in client.all("Prestaties/Prestatie")
    ]


def lees_factuur(bericht: Bericht) -> Declaratie:
    """Read a 303: its number is the DeclarantFactuurNummer, its day the FactuurDagtekening."""
    gemeente, aanbieder = partijen(bericht)
    period = "Header/DeclaratieFactuurIdentificatie/DeclaratiePeriode"
    return Declaratie(
        gemeente,
        aanbieder,
        bericht.identificatie,
        bericht.root.date(f"{period}/Begindatum"),
        bericht.root.date(f"{period}/Einddatum"),
        bericht.identificatie,
        bericht.dagtekening,
        ("", ""),
        bedrag(bericht.root, "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag", "TotaalBedrag"),
        tuple(line for _node, line in lees_prestaties(bericht)),
    )


def lees_declaratie(bericht: Bericht) -> Declaratie:
    """Read a 323."""
    gemeente, aanbieder = partijen(bericht)
    root = bericht.root
    header = root.find("Header/XsdVersie")
    versions = (header.get("BasisschemaXsdVersie"), header.get("BerichtXsdVersie")) if header else ("", "")
    return Declaratie(
        gemeente,
        aanbieder,
        root.get("Declaratie/DeclaratieNummer"),
        root.date("Declaratie/DeclaratiePeriode/Begindatum"),
        root.date("Declaratie/DeclaratiePeriode/Einddatum"),
        bericht.identificatie,
        bericht.dagtekening,
        versions,
        bedrag(root, "Declaratie/TotaalIngediendBedrag", "TotaalBedrag"),
        tuple(line for _node, line in lees_prestaties(bericht)),
    )
