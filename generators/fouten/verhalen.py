"""Stories: a right message of a type with the messages that went before it.

A mutation is made on the last message of a story.
"""

from dataclasses import replace
from datetime import date
from typing import Any

from ketentoets.core.errors import HarnessFault
from ketentoets.core.message import Bericht, parse
from ketentoets.core.taal import _
from ketentoets.generators.fouten.basis import (
    ANDER_BSN,
    ANDER_PRODUCT,
    ANDERE_CATEGORIE,
    CATEGORIE,
    PER_WEEK,
    Data,
    antwoord_data,
    prestatie,
    toegewezen,
)
from ketentoets.generators.fouten.kleur import CATEGORIEEN
from ketentoets.generators.fouten.verhaal import DAG, Stap, Verhaal
from ketentoets.generators.fouten.verhalen_factuur import FACTUURVERHALEN
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context, Contract, Tarief

TP = "Client/ToegewezenProducten/ToegewezenProduct"
SP, ST = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"
AP = "Client/AangevraagdeProducten/AangevraagdProduct"
V = "Client/Verzoek"
TW, OW, NP = f"{V}/TeWijzigenProducten/TeWijzigenProduct", f"{V}/OngewijzigdeProducten", f"{V}/NieuweProducten"
D, DA = "Declaratie", "DeclaratieAntwoord"
PR = f"{D}/Clienten/Client/0/Prestaties/Prestatie"
TOTAAL = f"{D}/TotaalIngediendBedrag/TotaalBedrag"


T301, START, STOP, V315 = Stap("301"), Stap("305"), Stap("307"), Stap("315")
VOORAF: dict[str, tuple[Stap, ...]] = {
    "301": (),
    "305": (T301,),
    "307": (T301, START),
    "315": (),
    "317": (Stap("301", {f"{TP}/0/Einddatum": "2022-12-31"}),),
    "319": (V315,),
    "323": (T301,),
    "325": (T301, Stap("323", id="B323")),
}
"""What must have happened for the right message of each type to be right."""

TIJDELIJK = Stap("307", {f"{ST}/0/RedenBeeindiging": "20", f"{ST}/0/Einddatum": "2022-04-01"})
TWEEDE = Stap("301", {f"{TP}/0": toegewezen(2, Product=ANDER_PRODUCT)})
START_TWEEDE = Stap("305", {f"{SP}/0/ToewijzingNummer": 2, f"{SP}/0/Product": ANDER_PRODUCT})
STOP_TWEEDE = Stap("307", {f"{ST}/0/ToewijzingNummer": 2, f"{ST}/0/Product": ANDER_PRODUCT})
GEDECLAREERD = Stap("323", {}, goedgekeurd=True)
AFWIJZING = {"Antwoord/VerzoekAntwoord": "1", "Antwoord/RedenAfwijzingVerzoek": "4"}
AFGEWEZEN = Stap("319", AFWIJZING)
VAN_ANDER = Stap("315", {"Client/Bsn": ANDER_BSN})
DOORLOPEND = VOORAF["317"][0]
OPEN_EIND = Stap("301", {f"{TP}/0": toegewezen(Einddatum=None, Omvang=PER_WEEK | {"Frequentie": "4"})})
TWEEDE_DOORLOPEND = Stap("301", {f"{TP}/0": toegewezen(2, Product=ANDER_PRODUCT, Einddatum="2022-12-31")})
NIEUW = {
    "Product": dict(ANDER_PRODUCT),
    "GewensteIngangsdatum": "2023-01-01",
    "Einddatum": "2023-06-30",
    "Omvang": dict(PER_WEEK),
}
HELE_LOOPTIJD = {f"{TW}/0/GewensteIngangsdatum": "2022-01-01"}
ONGEWIJZIGD_2 = {OW: {"OngewijzigdProduct": [{"ToewijzingNummer": 2}]}}
ASPECIFIEK = Stap("301", {f"{TP}/0": toegewezen(Omvang=None, Product={"Categorie": CATEGORIE}, Einddatum="2022-12-31")})
GENERIEK = Stap("301", {f"{TP}/0": toegewezen(Omvang=None, Product=None, Budget=100000, Einddatum="2022-12-31")})
FEBRUARI = {"Begindatum": "2022-02-01", "Einddatum": "2022-02-28"}
REGEL_FEBRUARI = prestatie("R2", ProductPeriode=FEBRUARI)
D_FEBRUARI = {f"{D}/DeclaratieNummer": "D2", f"{D}/DeclaratiePeriode": FEBRUARI, f"{PR}/0": REGEL_FEBRUARI}
CREDIT = prestatie(
    "R2",
    ProductReferentie={"ReferentieNummer": "R2", "VorigReferentieNummer": "R1"},
    IngediendBedrag={"Bedrag": 60050, "DebetCredit": "C"},
)
MAART = {"Begindatum": "2022-03-01", "Einddatum": "2022-03-31"}
D_MAART = {
    f"{D}/DeclaratieNummer": "D0",
    f"{D}/DeclaratiePeriode": MAART,
    f"{PR}/0": prestatie("R0", ProductPeriode=MAART),
}
D_CREDIT = {f"{PR}/0": CREDIT, f"{D}/DeclaratieNummer": "D2", f"{D}/TotaalIngediendBedrag/DebetCredit": "C"}
EURO = {
    f"{PR}/0/Eenheid": "83",
    f"{PR}/0/ProductTarief": None,
    f"{PR}/0/GeleverdVolume": 60050,
}
IN_EURO = Stap("301", {f"{TP}/0/Omvang": {"Volume": 60050, "Eenheid": "83", "Frequentie": "4"}})
RETOURDAG = "Header/RetourHeader/RetourDagtekening"
"""The day of a 304, which repeats that of its 303 as well."""
JANUARI_2021 = {"Begindatum": "2021-01-01", "Einddatum": "2021-01-31"}
SINDS_2020 = Stap("301", {f"{TP}/0": toegewezen(Ingangsdatum="2020-12-01", Toewijzingsdatum="2020-12-01")})
TWEE_REGELS = Stap("323", {f"{PR}/+": REGEL_FEBRUARI, f"{D}/DeclaratiePeriode": FEBRUARI, TOTAAL: 120100}, id="B323")
VERWIJDERD = toegewezen(
    2, Product=ANDER_PRODUCT, RedenWijziging="13", Einddatum="2022-01-01", Toewijzingsdatum="2022-02-01"
)
NIEUWE_GEMEENTE, EERSTE_DAG = "1992", "2023-01-01"
"""Voorne aan Zee, and the day on which it began."""


def _teruggestuurd(bericht: str = "B323") -> Data:
    """A 325 on a claim of one line that comes back."""
    made: Data = antwoord_data(bericht, {"R1": "9321"})["DeclaratieAntwoord"]
    return made


def _nieuwe_gemeente(soort: str, vooraf: tuple[Stap, ...], changes: dict[str, Any] | None = None) -> Verhaal:
    """A message of the first day on which its municipality existed, like all that went before it.

    What it is about began earlier, so that from 3.2 too only the day of the message makes the code right.
    """
    first = {DAG: EERSTE_DAG}
    earlier = tuple(replace(stap, changes=stap.changes | first) for stap in vooraf)
    return Verhaal(f"{soort}-nieuwe-gemeente", soort, earlier, first | (changes or {}), klok=date(2023, 6, 1),
                   gemeente=NIEUWE_GEMEENTE)  # fmt: skip


_VERHALEN = (
    *(Verhaal(soort, soort, vooraf) for soort, vooraf in VOORAF.items()),
    # assignments
    Verhaal("301-tweede", "301", (TWEEDE,)),
    Verhaal("301-gewijzigd", "301", (T301,), {f"{TP}/0/RedenWijziging": "05", f"{TP}/0/Einddatum": "2022-03-31"}),
    Verhaal(
        "301-gedeclareerd",
        "301",
        (T301, GEDECLAREERD),
        {f"{TP}/0/RedenWijziging": "05", f"{TP}/0/Einddatum": "2022-03-31", f"{TP}/0/Toewijzingsdatum": "2022-02-01"},
    ),
    # starts and stops
    Verhaal("305-intrekking", "305", (T301, START), {f"{SP}/0/StatusAanlevering": "3"}),
    Verhaal("305-na-stop", "305", (T301, START, STOP), {f"{SP}/0/Begindatum": "2022-07-01"}),
    Verhaal("305-tweede", "305", (T301, TWEEDE, START_TWEEDE)),
    Verhaal("307-intrekking", "307", (T301, START, STOP), {f"{ST}/0/StatusAanlevering": "3"}),
    Verhaal("307-na-tijdelijk", "307", (T301, START, TIJDELIJK)),
    Verhaal("307-tweede", "307", (T301, START, TWEEDE, START_TWEEDE, STOP_TWEEDE)),
    # requests and answers
    Verhaal("315-na-afwijzing", "315", (V315, AFGEWEZEN), {f"{AP}/0/ReferentieAanbieder": "V2"}),
    Verhaal("315-naast-ander", "315", (VAN_ANDER,), {f"{AP}/0/ReferentieAanbieder": "V2"}),
    Verhaal("319-afwijzing", "319", (V315,), AFWIJZING),
    Verhaal(
        "319-woonplaats",
        "319",
        (V315,),
        {"Antwoord/VerzoekAntwoord": "1", "Antwoord/RedenAfwijzingVerzoek": "8",
         "Antwoord/Woonplaatsbeginsel": {"Gemeente": "0599"}},
        domeinen=("ijw",),
    ),
    Verhaal("319-na-onderzoek", "319", (V315, Stap("319")), AFWIJZING),
    Verhaal(
        "319-na-toewijzing",
        "319",
        (V315, Stap("301", {f"{TP}/0/ReferentieAanbieder": "V1"}), Stap("315", {f"{AP}/0/ReferentieAanbieder": "V2"})),
        {"Antwoord/ReferentieAanbieder": "V2"},
    ),
    Verhaal(
        "319-na-afwijzing",
        "319",
        (V315, AFGEWEZEN, Stap("315", {f"{AP}/0/ReferentieAanbieder": "V2"})),
        AFWIJZING | {"Antwoord/ReferentieAanbieder": "V2"},
    ),
    # requests for change
    Verhaal("317-doorlopend", "317", (OPEN_EIND,), HELE_LOOPTIJD),
    Verhaal("317-nieuw", "317", (DOORLOPEND,), {NP: {"NieuwProduct": [NIEUW]}}),
    Verhaal("317-naast-ongewijzigd", "317", (DOORLOPEND, TWEEDE_DOORLOPEND), ONGEWIJZIGD_2),
    Verhaal("317-na-afwijzing", "317", (DOORLOPEND, V315, AFGEWEZEN)),
    Verhaal("317-nogmaals", "317", (DOORLOPEND, Stap("317"), Stap("319", AFWIJZING | {
        "Antwoord/ReferentieAanbieder": "W1"})), {f"{V}/ReferentieAanbieder": "W2"}),
    Verhaal("317-aspecifiek", "317", (ASPECIFIEK,), {f"{TW}/0/Omvang": None}),
    Verhaal("317-generiek", "317", (GENERIEK,), {
        f"{TW}/0/Omvang": None, f"{TW}/0/Budget": 200000, **HELE_LOOPTIJD}),
    # claims
    Verhaal("323-februari", "323", (T301,), {f"{D}/DeclaratiePeriode": FEBRUARI, f"{PR}/0/ProductPeriode": FEBRUARI}),
    Verhaal("323-na-goedkeuring", "323", (T301, GEDECLAREERD), D_FEBRUARI),
    Verhaal("323-late-regel", "323", (T301, Stap("323", D_MAART, goedgekeurd=True)),
            {f"{D}/DeclaratiePeriode": MAART}),
    Verhaal("323-credit", "323", (T301, GEDECLAREERD), D_CREDIT),
    Verhaal(
        "323-na-credit",
        "323",
        (T301, GEDECLAREERD, Stap("323", D_CREDIT, goedgekeurd=True)),
        {f"{D}/DeclaratieNummer": "D3", f"{PR}/0": prestatie("R3")},
    ),
    Verhaal("323-begint-later", "323", (Stap("301", {f"{TP}/0/Ingangsdatum": "2022-01-03"}),),
            {f"{PR}/0/ProductPeriode/Begindatum": "2022-01-03"}),
    Verhaal("323-eindigt-eerder", "323", (Stap("301", {f"{TP}/0/Einddatum": "2022-01-30"}),),
            {f"{PR}/0/ProductPeriode/Einddatum": "2022-01-30"}),
    Verhaal("323-totaal", "323", (
        Stap("301", {f"{TP}/0/Omvang": {"Volume": 15, "Eenheid": "04", "Frequentie": "6"}}), GEDECLAREERD),
        D_FEBRUARI | {f"{PR}/0/GeleverdVolume": 5, f"{PR}/0/IngediendBedrag/Bedrag": 30025, TOTAAL: 30025}),
    Verhaal("323-budget", "323", (
        Stap("301", {f"{TP}/0": toegewezen(Budget=60050, Omvang=None, Product={"Categorie": CATEGORIE})}),)),
    Verhaal("323-generiek", "323", (
        Stap("301", {f"{TP}/0": toegewezen(Budget=60050, Omvang=None, Product=None)}),)),
    Verhaal("323-onbekend-product", "323", (Stap("301", {f"{TP}/0/Product/Code": "45X99"}),),
            {f"{PR}/0/ProductCode": "45X99"}),
    Verhaal("323-euro", "323", (IN_EURO,), EURO),
    Verhaal("323-verwijderd", "323", (T301, TWEEDE, Stap("301", {f"{TP}/0": VERWIJDERD})), releases=("3.1", "3.2")),
    Verhaal("323-begin-2021", "323", (SINDS_2020,), {
        f"{D}/DeclaratiePeriode": JANUARI_2021, f"{PR}/0/ProductPeriode": JANUARI_2021}),
    Verhaal("323-januari-2021", "323", (SINDS_2020,), {
        f"{D}/DeclaratiePeriode": JANUARI_2021, f"{PR}/0/ProductPeriode": JANUARI_2021,
        f"{D}/DeclaratieDagtekening": "2026-01-31", DAG: "2026-01-31"}, klok=date(2026, 7, 1)),
    # answers to claims
    Verhaal("325-regel", "325", VOORAF["325"], {DA: _teruggestuurd()}),
    Verhaal("325-twee-regels", "325", (T301, TWEE_REGELS), {
        DA: _teruggestuurd() | {"TotaalIngediendBedrag": {"TotaalBedrag": 120100, "DebetCredit": "D"},
                                "TotaalToegekendBedrag": {"TotaalBedrag": 60050, "DebetCredit": "D"}}}),
    Verhaal("325-tweede", "325", (T301, Stap("323", id="B322", goedgekeurd=True), Stap("323", D_FEBRUARI, id="B323")), {
        f"{DA}/DeclaratieNummer": "D2"}),
    # messages of a municipality that has just begun
    _nieuwe_gemeente("305", VOORAF["305"]),
    _nieuwe_gemeente("307", VOORAF["307"]),
    _nieuwe_gemeente("317", (OPEN_EIND,), HELE_LOOPTIJD),
    _nieuwe_gemeente("319", VOORAF["319"]),
    _nieuwe_gemeente("323", VOORAF["323"]),
    _nieuwe_gemeente("325", VOORAF["325"], {"Header/DeclaratieIdentificatie/Dagtekening": EERSTE_DAG}),
    *FACTUURVERHALEN,
)  # fmt: skip
VERHALEN = {verhaal.naam: verhaal for verhaal in _VERHALEN}


def verhaal_van(naam: str) -> Verhaal:
    """Find a story by its name."""
    if naam not in VERHALEN:
        raise HarnessFault(_("er is geen verhaal '{naam}'", naam=naam))
    return VERHALEN[naam]


def contract(domein: str) -> Contract:
    """What was agreed in the stories: eurocents per unit, and the product list."""
    categories = {CATEGORIE: CATEGORIE, ANDERE_CATEGORIE: ANDERE_CATEGORIE} | CATEGORIEEN[domein]
    listed = dict.fromkeys(("45A04", "45A05", "45A06"), categories[CATEGORIE])
    rates = (Tarief("45A04", "04", 6005), Tarief("45A05", "04", 7000), Tarief("45A06", "01", 100))
    return Contract(rates, listed | {"50X01": categories[ANDERE_CATEGORIE]})


def context(bericht: Bericht, eerder: list[bytes], klok: date | None = None) -> Context:
    """All there is to judge the last message of a story by; `klok` is by default the day of the message."""
    state = Administratie()
    for raw in eerder:
        state.verwerk(parse(raw))
    day = klok or bericht.root.date(RETOURDAG) or bericht.dagtekening or date.max
    return Context(bericht, state, day, contract(bericht.domain))
