"""Every rule has a right and a wrong message; a wrong one is reported for exactly that rule."""

import pytest
from test_rules_berichten import Vector

from ketentoets.generators.fouten.basis import ANDER_BSN, BSN, NAAM, VREEMD_BSN, contact, prestatie, toegewezen
from ketentoets.generators.fouten.verhaal import Stap
from ketentoets.generators.fouten.verhalen import VOORAF
from ketentoets.schemas.rules.engine import apply, catalogue
from ketentoets.schemas.validator import level1

TP = "Client/ToegewezenProducten/ToegewezenProduct"
SP, ST = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"
AP = "Client/AangevraagdeProducten/AangevraagdProduct"
V = "Client/Verzoek"
TW = f"{V}/TeWijzigenProducten/TeWijzigenProduct"
CT = "Client/Contactgegevens/Contact"
D = "Declaratie"
PR = f"{D}/Clienten/Client/0/Prestaties/Prestatie"
DA = "DeclaratieAntwoord"
TOTAAL = f"{D}/TotaalIngediendBedrag/TotaalBedrag"
TIJDELIJK_ADRES = contact() | {"Soort": "04", "Periode": {"Begindatum": "2022-01-01", "Einddatum": "2022-02-01"}}
LATER_TIJDELIJK_ADRES = TIJDELIJK_ADRES | {"Periode": {"Begindatum": "2022-03-01", "Einddatum": "2022-04-01"}}
TELEFOON = {"Telefoon01": {"Telefoonnummer": "0201234567", "Landnummer": "31"}}
RELATIE = {
    "Nummer": "1",
    "Soort": "03",
    "Geboortedatum": {"Datum": "1980-01-01", "DatumGebruik": "2"},
    "Naam": NAAM | {"NaamGebruik": "6"},
    "Contact": contact(),
}
NIEUW = {
    "Product": {"Categorie": "45", "Code": "45A05"},
    "GewensteIngangsdatum": "2022-08-01",
    "Einddatum": "2022-12-31",
    "Omvang": {"Volume": 3, "Eenheid": "04", "Frequentie": "2"},
}
START, STOP = Stap("305"), Stap("307")
TIJDELIJK = Stap("307", {f"{ST}/0/RedenBeeindiging": "20", f"{ST}/0/Einddatum": "2022-04-01"})
T301 = Stap("301")
V315 = Stap("315")
GEDECLAREERD = Stap("323", {}, goedgekeurd=True)
CREDIT = prestatie(
    "R2",
    ProductReferentie={"ReferentieNummer": "R2", "VorigReferentieNummer": "R1"},
    IngediendBedrag={"Bedrag": 60050, "DebetCredit": "C"},
)
CREDITBERICHT = {f"{PR}/0": CREDIT, f"{D}/DeclaratieNummer": "D2", f"{D}/TotaalIngediendBedrag/DebetCredit": "C"}
FEBRUARI = {
    "ProductPeriode": {"Begindatum": "2022-02-01", "Einddatum": "2022-02-28"},
    "ProductReferentie": {"ReferentieNummer": "R2"},
}
D_FEB = {
    f"{D}/DeclaratieNummer": "D2",
    f"{D}/DeclaratiePeriode": FEBRUARI["ProductPeriode"],
    f"{PR}/0": prestatie() | FEBRUARI,
}


def terug(ref: str, bsn: str = BSN, **anders: object) -> dict[str, object]:
    line = prestatie(ref) | anders | {"RetourCodes": {"RetourCode": ["9321"]}}
    return {"Bsn": bsn, "Prestaties": {"Prestatie": [line]}, "RetourCodes": {"RetourCode": ["0200"]}}


AFGEWEZEN = {
    f"{DA}/Clienten": {"Client": [terug("R1")]},
    f"{DA}/TotaalToegekendBedrag/TotaalBedrag": 0,
    f"{DA}/RetourCodes": {"RetourCode": ["0200"]},
}
EUR = {
    f"{PR}/0/Eenheid": "83",
    f"{PR}/0/ProductTarief": None,
    f"{PR}/0/GeleverdVolume": 60050,
}
DOORLOPEND = Stap("301", {f"{TP}/0/Einddatum": "2022-12-31"})
OW = f"{V}/OngewijzigdeProducten"
NP = f"{V}/NieuweProducten"


def doorlopend(nummer: int = 2, **anders: object) -> Stap:
    """A second assignment that runs on, of another product unless told otherwise."""
    base: dict[str, object] = {"Product": {"Categorie": "45", "Code": "45A05"}, "Einddatum": "2022-12-31"}
    return Stap("301", {f"{TP}/0": toegewezen(nummer, **(base | anders))})


def ongewijzigd(*nummers: int) -> dict[str, object]:
    return {OW: {"OngewijzigdProduct": [{"ToewijzingNummer": nummer} for nummer in nummers]}}


ASPECIFIEK = Stap("301", {f"{TP}/0": toegewezen(Omvang=None, Product={"Categorie": "45"}, Einddatum="2022-12-31")})
GENERIEK = Stap("301", {f"{TP}/0": toegewezen(Omvang=None, Product=None, Budget=1000, Einddatum="2022-12-31")})
TOTAAL_TOEGEWEZEN = Stap(
    "301", {f"{TP}/0": toegewezen(Einddatum="2022-12-31", Omvang={"Volume": 5, "Eenheid": "04", "Frequentie": "6"})}
)
GENERIEK_2022 = Stap("301", {f"{TP}/0": toegewezen(Omvang=None, Product=None, Budget=100000)})
START_2, START_50 = {f"{SP}/0/Product/Code": "45A05"}, {f"{SP}/0/Product/Categorie": "50"}
NA_WIJZIGING = {"Ingangsdatum": "2022-08-01", "Einddatum": "2022-12-31", "Toewijzingsdatum": "2022-07-01"}
BUDGET = Stap("301", {f"{TP}/0": toegewezen(Budget=60050, Omvang=None, Product={"Categorie": "45"})})

GOED = [
    Vector("tijdelijk adres met periode", "301", {f"{CT}/+": TIJDELIJK_ADRES}),
    Vector("organisatie als relatie", "301", {"Client/Relaties": {"Relatie": [RELATIE]}}),
    Vector("tolk", "301", {"Client/Communicatie": {"Vorm": "1", "Taal": "Pools"}}),
    Vector("onbekende geboortedatum", "301", {"Client/Geboortedatum": {"Datum": "1900-01-01", "DatumGebruik": "3"}}),
    Vector("partnernaam", "301", {"Client/Naam/Partnernaam": {"Achternaam": "P"}, "Client/Naam/NaamGebruik": "3"}),
    Vector("postcode in kleine letters", "301", {f"{CT}/0/Adres/Postcode": "1011ab"}),
    Vector("correspondentie zonder adres", "301", {f"{CT}/+": {"Soort": "02", "Adres": None, "Telefoon": TELEFOON}}),
    Vector("declaratiedagtekening na de dagtekening", "323", {f"{D}/DeclaratieDagtekening": "2022-12-31"}),
    Vector("buitenlands adres", "301", {f"{CT}/0/Adres/LandCode": "BE", f"{CT}/0/Adres/Postcode": "1000"}),
    Vector("verwijderd", "301", {f"{TP}/0/RedenWijziging": "13", f"{TP}/0/Einddatum": "2022-01-01"}, vooraf=(T301,)),
    Vector("budget", "301", {f"{TP}/0": toegewezen(Budget=1, Omvang=None, Product={"Categorie": "45"})}),
    Vector("aspecifiek", "301", {f"{TP}/0": toegewezen(Omvang=None, Product={"Categorie": "45"})}),
    Vector("etmalen per maand", "301", {f"{TP}/0/Omvang": {"Volume": 3, "Eenheid": "14", "Frequentie": "4"}}),
    Vector(
        "aansluitend",
        "301",
        {f"{TP}/+": {"ToewijzingNummer": 2, "Ingangsdatum": "2022-07-01", "Einddatum": "2022-08-01"}},
    ),
    Vector(
        "zelfde product, verwijderd",
        "301",
        {f"{TP}/+": {"ToewijzingNummer": 2, "RedenWijziging": "13", "Einddatum": "2022-01-01"}},
    ),
    Vector(
        "verwijderd met 01 in 3.0",
        "301",
        {f"{TP}/+": {"ToewijzingNummer": 2, "RedenWijziging": "01", "Einddatum": "2022-01-01"}},
        release="3.0",
    ),
    Vector("total zonder einddatum", "301", {f"{TP}/0/Einddatum": None, f"{TP}/0/Omvang/Frequentie": "6"}),
    Vector(
        "generiek naast een verzoek dat een ander wijzigt",
        "301",
        {f"{TP}/0": toegewezen(2, **NA_WIJZIGING, Product=None, Omvang=None, Budget=100)},
        vooraf=(DOORLOPEND, Stap("317")),
    ),
    Vector(
        "honoreert wijziging",
        "301",
        {f"{TP}/0": toegewezen(2, **NA_WIJZIGING, ReferentieAanbieder="W1")},
        vooraf=(DOORLOPEND, Stap("317")),
    ),
    Vector(
        "honoreert verzoek met wat er al was",
        "301",
        {f"{TP}/0": toegewezen(Einddatum="2022-12-31", RedenWijziging="04", ReferentieAanbieder="V1")},
        vooraf=(T301, V315),
    ),
    Vector("honoreert verzoek", "301", {f"{TP}/0/ReferentieAanbieder": "V1"}, vooraf=(V315,)),
    Vector("beschikking", "315", {f"{AP}/0/BeschikkingNummer": 1, f"{AP}/0/BeschikkingIngangsdatum": "2022-01-01"}),
    Vector("verwijzer op naam", "315", {f"{AP}/0/Verwijzer": {"Type": "02", "Naam": "Arts"}}),
    Vector("verwijzer gemeente", "315", {f"{AP}/0/Verwijzer": {"Type": "01"}}),
    Vector("aspecifiek", "315", {f"{AP}/0/Omvang": None, f"{AP}/0/Product/Code": None}),
    Vector("generiek", "315", {f"{AP}/0/Omvang": None, f"{AP}/0/Product": None, f"{AP}/0/Budget": 1000}),
    Vector("stuks", "315", {f"{AP}/0/Omvang/Eenheid": "84"}),
    Vector("twee producten", "315", {f"{AP}/+": {"ReferentieAanbieder": "V2", "Product/Code": "45A05"}}),
    Vector(
        "na afgewezen verzoek",
        "315",
        {f"{AP}/0/ReferentieAanbieder": "V2"},
        vooraf=(V315, Stap("319", {"Antwoord/VerzoekAntwoord": "1", "Antwoord/RedenAfwijzingVerzoek": "4"})),
    ),
    Vector("nieuw product", "317", {f"{V}/NieuweProducten": {"NieuwProduct": [NIEUW]}}),
    Vector(
        "nieuw zonder code",
        "317",
        {f"{V}/NieuweProducten": {"NieuwProduct": [NIEUW | {"Omvang": None, "Product": {"Categorie": "50"}}]}},
    ),
    Vector("gewijzigd per etmaal", "317", {f"{TW}/0/Omvang/Eenheid": "14"}),
    Vector("naast ongewijzigd", "317", ongewijzigd(2), vooraf=(DOORLOPEND, doorlopend())),
    Vector("afgelopen toewijzing telt niet", "317", vooraf=(DOORLOPEND, doorlopend(Einddatum="2022-06-30"))),
    Vector("eindigt op de dagtekening", "317", ongewijzigd(2), vooraf=(DOORLOPEND, doorlopend(Einddatum="2022-07-01"))),
    Vector(
        "verwijderde toewijzing telt niet",
        "317",
        vooraf=(
            DOORLOPEND,
            doorlopend(Ingangsdatum="2022-09-01", Einddatum="2022-09-01", RedenWijziging="13"),
        ),
    ),
    Vector(
        "toewijzing aan een ander telt niet",
        "317",
        vooraf=(DOORLOPEND, Stap("301", doorlopend().changes | {"Header/Ontvanger": "11112222"})),
    ),
    Vector(
        "toewijzing door een ander telt niet",
        "317",
        vooraf=(DOORLOPEND, Stap("301", doorlopend().changes | {"Header/Afzender": "0599"})),
    ),
    Vector("hele looptijd", "317", {f"{TW}/0/GewensteIngangsdatum": "2022-01-01"}),
    Vector("aspecifiek wijzigen", "317", {f"{TW}/0/Omvang": None}, vooraf=(ASPECIFIEK,)),
    Vector(
        "budget wijzigen",
        "317",
        {f"{TW}/0/Omvang": None, f"{TW}/0/Budget": 2000, f"{TW}/0/GewensteIngangsdatum": "2022-01-01"},
        vooraf=(GENERIEK,),
    ),
    Vector("zelfde budget", "317", {f"{TW}/0/Omvang": None, f"{TW}/0/Budget": 1000}, vooraf=(GENERIEK,)),
    Vector("zelfde totaal", "317", {f"{TW}/0/Omvang/Frequentie": "6"}, vooraf=(TOTAAL_TOEGEWEZEN,)),
    Vector("gestapeld toegewezen blijft", "317", ongewijzigd(2, 3), vooraf=(DOORLOPEND, doorlopend(), doorlopend(3))),
    Vector(
        "afwijzing",
        "319",
        {"Antwoord/VerzoekAntwoord": "1", "Antwoord/RedenAfwijzingVerzoek": "4"},
        vooraf=(V315, Stap("319")),
    ),
    Vector(
        "woonplaatsbeginsel",
        "319",
        {
            "Antwoord/VerzoekAntwoord": "1",
            "Antwoord/RedenAfwijzingVerzoek": "8",
            "Antwoord/Woonplaatsbeginsel": {"Gemeente": "0599"},
        },
    ),
    Vector("start verwijderd", "305", {f"{SP}/0/StatusAanlevering": "3"}, vooraf=(T301, START)),
    Vector("start na stop", "305", {f"{SP}/0/Begindatum": "2022-07-01"}, vooraf=(T301, START, STOP)),
    Vector(
        "start verplaatst",
        "305",
        {f"{SP}/+": {"Begindatum": "2022-01-11"}, f"{SP}/0/StatusAanlevering": "3"},
        vooraf=(T301, START),
    ),
    Vector("start na verwijderde start", "305", vooraf=(T301, START, Stap("305", {f"{SP}/0/StatusAanlevering": "3"}))),
    Vector(
        "verwijdering gaat voor andere regels",
        "305",
        {f"{SP}/0/StatusAanlevering": "3", f"{SP}/0/Begindatum": "2022-08-01"},
        vooraf=(
            T301,
            Stap("305", {f"{SP}/0/Begindatum": "2022-08-01", "Header/BerichtIdentificatie/Dagtekening": "2022-08-01"}),
        ),
    ),
    Vector("definitief na tijdelijk", "307", vooraf=(T301, START, TIJDELIJK)),
    Vector(
        "stop verplaatst",
        "307",
        {f"{ST}/+": {"RedenBeeindiging": "32"}, f"{ST}/0/StatusAanlevering": "3"},
        vooraf=(T301, START, STOP),
    ),
    Vector("tijdelijk en definitief in een bericht", "307", {f"{ST}/+": {"RedenBeeindiging": "20"}}),
    Vector(
        "start van een ander product verwijderd",
        "305",
        START_2 | {f"{SP}/0/StatusAanlevering": "3"},
        vooraf=(GENERIEK_2022, START, STOP, Stap("305", START_2)),
    ),
    Vector(
        "start van een verkeerd product verwijderd",
        "305",
        START_50 | {f"{SP}/0/StatusAanlevering": "3"},
        vooraf=(GENERIEK_2022, Stap("305", START_50)),
    ),
    Vector("credit", "323", CREDITBERICHT, vooraf=(T301, GEDECLAREERD)),
    Vector(
        "credit en nieuwe debet",
        "323",
        {
            f"{PR}/+": prestatie("R3", GeleverdVolume=9, IngediendBedrag={"Bedrag": 54045, "DebetCredit": "D"}),
            f"{PR}/0": CREDIT,
            f"{D}/DeclaratieNummer": "D2",
            f"{D}/TotaalIngediendBedrag": {"TotaalBedrag": 6005, "DebetCredit": "C"},
        },
        vooraf=(T301, GEDECLAREERD),
    ),
    Vector(
        "na afgewezen regel",
        "323",
        {f"{D}/DeclaratieNummer": "D2", f"{PR}/0/ProductReferentie/ReferentieNummer": "R2"},
        vooraf=(T301, Stap("323", {}, afgekeurd={"R1": "9321"})),
    ),
    Vector("volgende maand", "323", D_FEB, vooraf=(T301, GEDECLAREERD)),
    Vector(
        "nul euro",
        "323",
        {f"{PR}/0": prestatie(GeleverdVolume=0, IngediendBedrag={"Bedrag": 0, "DebetCredit": "D"}), TOTAAL: 0},
    ),
    Vector(
        "euro's",
        "323",
        EUR,
        vooraf=(Stap("301", {f"{TP}/0/Omvang": {"Volume": 60050, "Eenheid": "83", "Frequentie": "4"}}),),
    ),
    Vector("binnen budget", "323", {}, vooraf=(BUDGET,)),
    Vector(
        "minuten bij uurtarief",
        "323",
        {
            f"{PR}/0": prestatie(
                GeleverdVolume=605,
                Eenheid="01",
                ProductTarief=100,
                IngediendBedrag={"Bedrag": 60550, "DebetCredit": "D"},
            ),
            TOTAAL: 60550,
        },
    ),
    Vector("afgewezen regel terug", "325", AFGEWEZEN),
    Vector(
        "hele declaratie geweigerd",
        "325",
        {f"{DA}/TotaalToegekendBedrag/TotaalBedrag": 0, f"{DA}/RetourCodes": {"RetourCode": ["9333"]}},
    ),
]


def f(
    regel: str,
    id_: str,
    soort: str,
    changes: dict[str, object],
    vooraf: tuple[Stap, ...] | None = None,
    *,
    ook: str = "",
    release: str = "3.2",
) -> Vector:
    return Vector(f"{regel} {id_}", soort, changes, frozenset([regel, *ook.split()]), vooraf, release)


A301 = {f"{TP}/0/RedenWijziging": "13", f"{TP}/0/Einddatum": "2022-01-01", f"{TP}/0/Toewijzingsdatum": "2022-02-01"}
PRODUCT = {"Categorie": "45", "Code": "45A04"}
ANDERE_CLIENT = Stap("301", {"Client/Bsn": ANDER_BSN, f"{TP}/0/ToewijzingNummer": 2})
VREEMD = Stap("301", {"Header/Ontvanger": "11112222"})
A319 = {"Antwoord/VerzoekAntwoord": "1", "Antwoord/RedenAfwijzingVerzoek": "4"}
ZELFDE_ID = {"Header/BerichtIdentificatie/Identificatie": "E0"}
MAAND10 = Stap("301", {f"{TP}/0/Omvang": {"Volume": 15, "Eenheid": "04", "Frequentie": "6"}})

FOUT = [
    f("CS002", "elfproef", "305", {"Client/Bsn": "999900007"}, ook="TR019"),
    f("CS003", "toewijzing", "301", {f"{TP}/0/Einddatum": "2021-12-31"}),
    f(
        "CS003",
        "adres",
        "301",
        {f"{CT}/+": TIJDELIJK_ADRES | {"Periode": {"Begindatum": "2022-02-01", "Einddatum": "2022-01-01"}}},
    ),
    f("CS050", "gebruik zonder partner", "301", {"Client/Naam/NaamGebruik": "2"}),
    f("CS058", "status 2", "305", {f"{SP}/0/StatusAanlevering": "2"}),
    f("CS089", "postcode met spatie", "301", {f"{CT}/0/Adres/Postcode": "1011 AB"}),
    f(
        "CS100",
        "2020",
        "323",
        {f"{D}/DeclaratiePeriode": {"Begindatum": "2020-12-01", "Einddatum": "2020-12-31"}},
        ook="TR319",
    ),
    f("CS139", "dag onbekend", "305", {"Client/Geboortedatum": {"Datum": "2010-05-06", "DatumGebruik": "1"}}),
    f("CS318", "organisatie", "301", {"Client/Naam/NaamGebruik": "6"}),
    f(
        "CS325",
        "nul credit",
        "323",
        {
            f"{PR}/0": prestatie(GeleverdVolume=0, IngediendBedrag={"Bedrag": 0, "DebetCredit": "D"}),
            TOTAAL: 0,
            f"{D}/TotaalIngediendBedrag/DebetCredit": "C",
        },
    ),
    f("CS335", "met duur", "301", {f"{TP}/0/RedenWijziging": "13"}, (T301,)),
    f("CS336", "01", "301", {f"{TP}/0/RedenWijziging": "01"}, (T301,), release="3.1"),
    f("CS337", "twee maanden", "323", {f"{PR}/0/ProductPeriode/Einddatum": "2022-02-28"}, ook="TR319"),
    f("CS338", "per dag", "301", {f"{TP}/0/Omvang": {"Volume": 1, "Eenheid": "16", "Frequentie": "1"}}),
    f("CS338", "per dag in 317", "317", {f"{TW}/0/Omvang": {"Volume": 1, "Eenheid": "16", "Frequentie": "1"}}),
    f(
        "CS339",
        "bedrag anders",
        "323",
        EUR | {f"{PR}/0/GeleverdVolume": 60049},
        (Stap("301", {f"{TP}/0/Omvang": {"Volume": 60050, "Eenheid": "83", "Frequentie": "4"}}),),
    ),
    f(
        "CS340",
        "halve maand",
        "323",
        {f"{D}/DeclaratiePeriode": {"Begindatum": "2022-01-02", "Einddatum": "2022-01-31"}},
    ),
    f("CS343", "per dag", "315", {f"{AP}/0/Omvang": {"Volume": 1, "Eenheid": "84", "Frequentie": "1"}}),
    f("CD005", "geen land", "301", {f"{CT}/0/Adres/LandCode": None}),
    f("CD007", "geen taal", "301", {"Client/Communicatie": {"Vorm": "1"}}),
    f("CD009", "vast adres", "301", {f"{CT}/0/Periode": {"Begindatum": "2022-01-01"}}),
    f(
        "CD025",
        "geen huis",
        "301",
        {
            f"{CT}/0/Adres/Huis": None,
            f"{CT}/0/Telefoon": TELEFOON,
        },
    ),
    f(
        "CD034",
        "geen postcode",
        "301",
        {
            f"{CT}/0/Adres/Postcode": None,
            f"{CT}/0/Adres/LandCode": None,
            f"{CT}/0/Telefoon": TELEFOON,
        },
    ),
    f("CD034", "geen adres", "301", {f"{CT}/+": {"Soort": "03", "Adres": None, "Telefoon": TELEFOON}}),
    f("CD041", "geen omvang", "301", {f"{TP}/0/Omvang": None}),
    f("CD041", "geen omvang", "315", {f"{AP}/0/Omvang": None}),
    f("CD043", "geen datum", "315", {f"{AP}/0/BeschikkingNummer": 1}),
    f(
        "CD060",
        "geen vorige",
        "323",
        {
            f"{PR}/0": prestatie(IngediendBedrag={"Bedrag": 60050, "DebetCredit": "C"}),
            f"{D}/TotaalIngediendBedrag/DebetCredit": "C",
        },
        ook="TR323",
    ),
    f("CD066", "naam en code", "315", {f"{AP}/0/Verwijzer/Naam": "Arts"}),
    f("CD067", "geen naam", "315", {f"{AP}/0/Verwijzer": {"Type": "03"}}),
    f("CD068", "code", "315", {f"{AP}/0/Verwijzer/Type": "01"}),
    f(
        "CD075",
        "open budget",
        "315",
        {f"{AP}/0/Omvang": None, f"{AP}/0/Product": None, f"{AP}/0/Budget": 1, f"{AP}/0/ToewijzingEinddatum": None},
    ),
    f("CD076", "open week", "301", {f"{TP}/0/Einddatum": None}),
    f(
        "CD076",
        "open totaal in 3.0",
        "301",
        {f"{TP}/0/Einddatum": None, f"{TP}/0/Omvang/Frequentie": "6"},
        release="3.0",
    ),
    f("CD077", "budget en omvang", "315", {f"{AP}/0/Budget": 1}, ook="CD078"),
    f("CD078", "omvang en budget", "301", {f"{TP}/0/Budget": 1}, ook="CD077"),
    f("CD079", "geen product", "315", {f"{AP}/0/Product": None}, ook="CD095"),
    f("CD079", "geen product, geen omvang", "315", {f"{AP}/0/Product": None, f"{AP}/0/Omvang": None}),
    f("CD080", "aspecifiek met omvang", "301", {f"{TP}/0/Product/Code": None}),
    f(
        "CD080",
        "aspecifiek met omvang en budget",
        "301",
        {f"{TP}/0/Product/Code": None, f"{TP}/0/Budget": 1},
        ook="CD077 CD078",
    ),
    f("CD085", "geen reden", "319", {"Antwoord/VerzoekAntwoord": "1"}),
    f("CD086", "reden", "319", {"Antwoord/RedenAfwijzingVerzoek": "4"}),
    f("CD087", "geen tarief", "323", {f"{PR}/0/ProductTarief": None}),
    f("CD095", "aspecifiek met omvang", "315", {f"{AP}/0/Product/Code": None}),
    f(
        "CD096",
        "aspecifiek met omvang",
        "317",
        {f"{V}/NieuweProducten": {"NieuwProduct": [NIEUW | {"Product": {"Categorie": "50"}}]}},
    ),
    f("TR002", "te oud", "305", {"Client/Geboortedatum": {"Datum": "1902-06-30"}}),
    f("TR006", "onbereikbaar", "301", {f"{CT}/+": {"Soort": "02", "Adres/Huis": None, "Adres/LandCode": "BE"}}),
    f("TR018", "stop voor start", "307", {f"{ST}/0/Einddatum": "2022-01-09"}),
    f("TR061", "alleen tijdelijk", "301", {f"{CT}/0": TIJDELIJK_ADRES}),
    f("TR101", "dubbele start", "305", {f"{SP}/+": {}}, ook="TR326"),
    f("TR101", "dubbele toewijzing", "301", {f"{TP}/+": {"Product/Code": "45A05"}}),
    f(
        "TR101",
        "twee tijdelijke adressen",
        "301",
        {"Client/Contactgegevens/Contact": [contact(), TIJDELIJK_ADRES, LATER_TIJDELIJK_ADRES]},
    ),
    f(
        "TR101",
        "tweemaal gewijzigd, na elkaar",
        "317",
        {f"{TW}/+": {"GewensteIngangsdatum": "2022-10-01"}, f"{TW}/0/Einddatum": "2022-09-30"},
    ),
    f(
        "TR101",
        "een referentienummer voor twee maanden",
        "323",
        {
            f"{PR}/+": {"ProductPeriode": FEBRUARI["ProductPeriode"]},
            TOTAAL: 120100,
            f"{D}/DeclaratiePeriode": FEBRUARI["ProductPeriode"],
        },
        ook="TR314",
    ),
    f(
        "TR101",
        "dubbele client",
        "323",
        {
            f"{D}/Clienten/Client/+": {"Prestaties/Prestatie/0": prestatie() | FEBRUARI},
            TOTAAL: 120100,
            f"{D}/DeclaratiePeriode": FEBRUARI["ProductPeriode"],
        },
    ),
    f("TR134", "geboren na dagtekening", "305", {"Client/Geboortedatum": {"Datum": "2022-07-02"}}),
    f("TR134", "start in toekomst", "305", {f"{SP}/0/Begindatum": "2022-07-02"}),
    f("TR134", "stop in toekomst", "307", {f"{ST}/0/Einddatum": "2022-07-02"}),
    f(
        "TR134",
        "dagtekening voor de periode",
        "323",
        {"Header/BerichtIdentificatie/Dagtekening": "2021-12-31", f"{D}/DeclaratieDagtekening": "2021-12-31"},
        ook="TR137",
    ),
    f(
        "TR137",
        "einde na dagtekening",
        "323",
        {"Header/BerichtIdentificatie/Dagtekening": "2022-01-30", f"{D}/DeclaratieDagtekening": "2022-01-30"},
    ),
    f(
        "TR302",
        "stapeling",
        "301",
        {f"{TP}/+": {"ToewijzingNummer": 2, "Ingangsdatum": "2022-06-30", "Einddatum": "2022-08-01"}},
    ),
    f(
        "TR302",
        "aspecifiek en specifiek",
        "301",
        {f"{TP}/+": {"ToewijzingNummer": 2, "Product": {"Categorie": "45"}, "Omvang": None}},
    ),
    f(
        "TR302",
        "administratieve correctie telt mee",
        "301",
        {f"{TP}/+": {"ToewijzingNummer": 2, "RedenWijziging": "14", "Einddatum": "2022-01-01"}},
    ),
    f(
        "TR315",
        "tweemaal credit",
        "323",
        CREDITBERICHT
        | {
            f"{PR}/+": {"ProductReferentie": {"ReferentieNummer": "R3", "VorigReferentieNummer": "R1"}},
            f"{PR}/0": CREDIT,
            TOTAAL: 120100,
        },
        (T301, GEDECLAREERD),
    ),
    f(
        "TR316",
        "debet en eigen credit",
        "323",
        {f"{PR}/+": CREDIT, f"{D}/TotaalIngediendBedrag/TotaalBedrag": 0},
        ook="TR323",
    ),
    f(
        "TR335",
        "zes jaar",
        "323",
        {f"{D}/DeclaratieDagtekening": "2027-02-01", "Header/BerichtIdentificatie/Dagtekening": "2027-02-01"},
        ook="TR135",
    ),
    f("TR342", "totaal", "325", {f"{DA}/TotaalToegekendBedrag/TotaalBedrag": 60049}),
    f("TR342", "geweigerd en toch toegekend", "325", {f"{DA}/RetourCodes": {"RetourCode": ["9333"]}}),
    f(
        "TR352",
        "geen bestaande",
        "317",
        {f"{V}/TeWijzigenProducten": None, f"{V}/NieuweProducten": {"NieuwProduct": [NIEUW]}},
        (T301,),
    ),
    f(
        "TR353",
        "geen wijziging",
        "317",
        {
            f"{V}/TeWijzigenProducten": None,
            f"{V}/OngewijzigdeProducten": {"OngewijzigdProduct": [{"ToewijzingNummer": 1}]},
        },
    ),
    f("TR349", "toewijzing ontbreekt", "317", {}, (DOORLOPEND, doorlopend())),
    f("TR349", "toekomstige toewijzing ontbreekt", "317", {}, (DOORLOPEND, doorlopend(Ingangsdatum="2022-09-01"))),
    f("TR350", "afgelopen", "317", ongewijzigd(2), (DOORLOPEND, doorlopend(Einddatum="2022-06-30"))),
    f(
        "TR350",
        "andere client",
        "317",
        ongewijzigd(2),
        (DOORLOPEND, Stap("301", ANDERE_CLIENT.changes | {f"{TP}/0/Einddatum": "2022-12-31"})),
    ),
    f("TR351", "afgelopen", "317", {}, (T301,)),
    f("TR351", "onbekend", "317", {f"{TW}/0/ToewijzingNummer": 9}, ook="TR349"),
    f("TR357", "halverwege", "317", {f"{TW}/0/GewensteIngangsdatum": "2022-07-01"}),
    f("TR361", "nieuw naast te wijzigen", "317", {NP: {"NieuwProduct": [NIEUW | {"Product": PRODUCT}]}}),
    f(
        "TR361",
        "nieuw naast ongewijzigd",
        "317",
        ongewijzigd(2) | {NP: {"NieuwProduct": [NIEUW]}},
        (DOORLOPEND, doorlopend()),
    ),
    f("TR361", "categorie", "317", {NP: {"NieuwProduct": [NIEUW | {"Product": {"Categorie": "45"}, "Omvang": None}]}}),
    f("TR361", "tweemaal gewijzigd", "317", {f"{TW}/+": {"GewensteIngangsdatum": "2022-10-01"}}, ook="TR101"),
    f("TR373", "totaal wordt per week", "317", {}, (TOTAAL_TOEGEWEZEN,)),
    f("TR373", "budget", "317", {f"{TW}/0/Omvang": None, f"{TW}/0/Budget": 2000}, (GENERIEK,)),
    f("TR373", "totaal", "317", {f"{TW}/0/Omvang/Frequentie": "6", f"{TW}/0/Omvang/Volume": 6}, (TOTAAL_TOEGEWEZEN,)),
    f("TR375", "omvang bij generiek", "317", {}, (GENERIEK,)),
    f("TR411", "zonder omvang", "317", {f"{TW}/0/Omvang": None}),
    f("TR412", "omvang bij aspecifiek", "317", {}, (ASPECIFIEK,)),
    f("TR358", "totaal", "323", {TOTAAL: 60051}),
    f("TR377", "geen gemeente", "319", {"Antwoord/VerzoekAntwoord": "1", "Antwoord/RedenAfwijzingVerzoek": "8"}),
    f(
        "TR380",
        "in het verleden",
        "317",
        {f"{V}/NieuweProducten": {"NieuwProduct": [NIEUW | {"GewensteIngangsdatum": "2022-07-01"}]}},
    ),
    f("TR383", "dezelfde referentie", "315", {f"{AP}/+": {"Product/Code": "45A05"}}, ook="TR101"),
    f("TR386", "stapeling", "315", {f"{AP}/+": {"ReferentieAanbieder": "V2", "ToewijzingIngangsdatum": "2022-08-01"}}),
    f("TR409", "gemeente", "319", A319 | {"Antwoord/Woonplaatsbeginsel": {"Gemeente": "0599"}}),
    f(
        "TR410",
        "stapeling",
        "317",
        {f"{V}/NieuweProducten": {"NieuwProduct": [NIEUW, NIEUW | {"GewensteIngangsdatum": "2022-09-01"}]}},
    ),
    f("TR416", "tweemaal debet", "323", {f"{PR}/+": {"ProductReferentie/ReferentieNummer": "R2"}, TOTAAL: 120100}),
    # level 3: starts, stops
    f("TR019", "onbekende toewijzing", "305", {f"{SP}/0/ToewijzingNummer": 9}),
    f("TR019", "andere client", "307", {f"{ST}/0/ToewijzingNummer": 2}, (T301, ANDERE_CLIENT)),
    f("TR019", "geen nummer", "305", {f"{SP}/0/ToewijzingNummer": None}),
    f("TR056", "tweemaal", "305", ZELFDE_ID, (Stap("301"), Stap("305", {f"{SP}/0/ToewijzingNummer": 2}, id="E0"))),
    f("TR063", "niets te verwijderen", "305", {f"{SP}/0/StatusAanlevering": "3"}),
    f(
        "TR063",
        "al verwijderd",
        "305",
        {f"{SP}/0/StatusAanlevering": "3"},
        (T301, START, Stap("305", {f"{SP}/0/StatusAanlevering": "3"})),
    ),
    f("TR071", "al gestopt", "305", {f"{SP}/0/StatusAanlevering": "3"}, (T301, START, STOP)),
    f("TR074", "na stop", "305", {}, (T301, START, STOP)),
    f("TR074", "na start", "305", {}, (T301, START), ook="TR326"),
    f("TR074", "stop in 3.1", "307", {f"{ST}/0/RedenBeeindiging": "32"}, (T301, START, STOP), release="3.1"),
    f("TR326", "andere begindatum", "305", {f"{SP}/0/Begindatum": "2022-03-01"}, (T301, START)),
    f("TR326", "twee in een bericht", "305", {f"{SP}/+": {"Begindatum": "2022-03-01"}}),
    f("TR382", "geen start", "307", {}, (T301,)),
    f("TR382", "andere begindatum", "307", {f"{ST}/0/Begindatum": "2022-01-11"}),
    f(
        "TR382",
        "andere begindatum dan verwijderde start",
        "307",
        {},
        (T301, START, Stap("305", {f"{SP}/0/StatusAanlevering": "3"})),
    ),
    f(
        "TR413",
        "tijdelijk na tijdelijk",
        "307",
        {f"{ST}/0/RedenBeeindiging": "20"},
        (T301, START, TIJDELIJK),
        ook="TR074",
    ),
    f(
        "TR382",
        "tijdelijk na definitief in 3.1",
        "307",
        {f"{ST}/0/RedenBeeindiging": "20"},
        (T301, START, STOP),
        release="3.1",
    ),
    f(
        "TR413",
        "tijdelijk na tijdelijk en definitief",
        "307",
        {f"{ST}/0/RedenBeeindiging": "20"},
        (T301, START, TIJDELIJK, STOP),
        ook="TR074 TR415",
    ),
    f(
        "TR414",
        "tijdelijk, eerder",
        "307",
        {f"{ST}/0/RedenBeeindiging": "20", f"{ST}/0/Einddatum": "2022-03-31"},
        (T301, START, TIJDELIJK),
        ook="TR074 TR413",
    ),
    f(
        "TR414",
        "definitief, eerder dan definitief",
        "307",
        {f"{ST}/0/RedenBeeindiging": "32", f"{ST}/0/Einddatum": "2022-06-29"},
        (T301, START, STOP),
        ook="TR415",
    ),
    f(
        "TR414",
        "eerder, in een bericht",
        "307",
        {f"{ST}/0/Einddatum": "2022-03-31", f"{ST}/+": {"RedenBeeindiging": "20", "Einddatum": "2022-04-01"}},
    ),
    f("TR415", "twee in een bericht", "307", {f"{ST}/+": {"RedenBeeindiging": "32"}}),
    f("TR414", "eerder", "307", {f"{ST}/0/Einddatum": "2022-03-31"}, (T301, START, TIJDELIJK)),
    f("TR415", "na definitief", "307", {f"{ST}/0/RedenBeeindiging": "32"}, (T301, START, STOP)),
    # level 3: requests, assignments
    f("TR304", "onbekende client", "317", {}, (), ook="TR351"),
    f(
        "TR304",
        "andere client in 325",
        "325",
        AFGEWEZEN | {f"{DA}/Clienten": {"Client": [terug("R1", bsn=ANDER_BSN)]}},
        ook="TR367",
    ),
    f("TR332", "andere client", "301", {"Client/Bsn": ANDER_BSN}, (T301,)),
    f("TR332", "ander product", "301", {f"{TP}/0/Product/Code": "45A05"}, (T301,)),
    f("TR347", "referentie opnieuw", "315", {}, (V315, Stap("319", A319))),
    f("TR355", "onbekende referentie", "319", {}, ()),
    f("TR359", "al toegewezen", "319", {}, (V315, Stap("301", {f"{TP}/0/ReferentieAanbieder": "V1"}))),
    f("TR360", "nogmaals in onderzoek", "319", {}, (V315, Stap("319"))),
    f("TR365", "na afwijzing", "319", A319, (V315, Stap("319", A319))),
    f("TR374", "onderhanden", "315", {f"{AP}/0/ReferentieAanbieder": "V2"}, (V315,)),
    f("TR379", "onbekende referentie", "301", {f"{TP}/0/ReferentieAanbieder": "V9"}, ()),
    f(
        "TR379",
        "tweede keer",
        "301",
        {f"{TP}/0/ReferentieAanbieder": "V1"},
        (V315, Stap("301", {f"{TP}/0/ReferentieAanbieder": "V1"})),
    ),
    f(
        "TR379",
        "niet genoemd",
        "301",
        {f"{TP}/0/Ingangsdatum": "2022-07-01", f"{TP}/0/Einddatum": "2022-12-31"},
        (V315,),
    ),
    f("TR379", "wijziging niet genoemd", "301", {f"{TP}/0": toegewezen(2, **NA_WIJZIGING)}, (DOORLOPEND, Stap("317"))),
    f(
        "TR379",
        "wijziging maar eenmaal genoemd",
        "301",
        {
            f"{TP}/0": toegewezen(2, **NA_WIJZIGING),
            f"{TP}/+": toegewezen(
                3, **NA_WIJZIGING, ReferentieAanbieder="W1", Product={"Categorie": "45", "Code": "45A05"}
            ),
        },
        (DOORLOPEND, Stap("317")),
    ),
    f(
        "TR379",
        "ongewijzigd naast een wijziging",
        "301",
        {
            f"{TP}/0/Einddatum": "2022-12-31",
            f"{TP}/+": toegewezen(
                2, **NA_WIJZIGING, ReferentieAanbieder="W1", Product={"Categorie": "45", "Code": "45A05"}
            ),
        },
        (DOORLOPEND, Stap("317")),
    ),
    f(
        "TR379",
        "ongewijzigd draagt de referentie van een aanvraag",
        "301",
        {f"{TP}/0/ReferentieAanbieder": "V1"},
        (T301, V315),
    ),
    f("TR385", "gedeclareerd", "301", A301, (T301, GEDECLAREERD)),
    # level 3: claims
    f("TR304", "onbekende client", "323", {f"{D}/Clienten/Client/0/Bsn": VREEMD_BSN}),
    f("TR304", "toewijzing van andere client", "323", {f"{PR}/0/ToewijzingNummer": 2}, (T301, ANDERE_CLIENT)),
    f("TR307", "voor ingang", "323", {}, (Stap("301", {f"{TP}/0/Ingangsdatum": "2022-01-03"}),)),
    f("TR308", "na einde", "323", {}, (Stap("301", {f"{TP}/0/Einddatum": "2022-01-30"}),)),
    f(
        "TR314",
        "referentie opnieuw",
        "323",
        D_FEB | {f"{PR}/0/ProductReferentie": {"ReferentieNummer": "R1"}},
        (T301, GEDECLAREERD),
    ),
    f(
        "TR314",
        "credit en debet met een nummer",
        "323",
        D_FEB | {f"{PR}/+": CREDIT, f"{D}/TotaalIngediendBedrag": {"TotaalBedrag": 0, "DebetCredit": "D"}},
        (T301, GEDECLAREERD),
    ),
    f("TR314", "in een bericht", "323", D_FEB | {f"{PR}/+": prestatie("R2"), TOTAAL: 120100}, ook="TR101"),
    f(
        "TR318",
        "eerdere periode",
        "323",
        {},
        (T301, Stap("323", D_FEB | {f"{D}/DeclaratieNummer": "D0"}, goedgekeurd=True)),
    ),
    f("TR319", "latere productperiode", "323", {f"{PR}/0/ProductPeriode": FEBRUARI["ProductPeriode"]}),
    f(
        "TR321",
        "te veel",
        "323",
        {
            f"{PR}/0": prestatie(GeleverdVolume=19, IngediendBedrag={"Bedrag": 114095, "DebetCredit": "D"}),
            TOTAAL: 114095,
        },
    ),
    f(
        "TR322",
        "te veel over alles",
        "323",
        D_FEB | {f"{PR}/0/GeleverdVolume": 6, f"{PR}/0/IngediendBedrag/Bedrag": 36030, TOTAAL: 36030},
        (MAAND10, GEDECLAREERD),
    ),
    f("TR323", "geen debet", "323", CREDITBERICHT),
    f(
        "TR323",
        "andere inhoud",
        "323",
        CREDITBERICHT | {f"{PR}/0": CREDIT | {"GeleverdVolume": 9}},
        (T301, GEDECLAREERD),
    ),
    f("TR323", "debet afgewezen", "323", CREDITBERICHT, (T301, Stap("323", {}, afgekeurd={"R1": "9321"}))),
    f(
        "TR323",
        "debet bij een andere gemeente",
        "323",
        CREDITBERICHT | {"Header/Ontvanger": "0361"},
        (T301, Stap("301", {"Header/Afzender": "0361"}), GEDECLAREERD),
    ),
    f("TR333", "nummer opnieuw", "323", D_FEB | {f"{D}/DeclaratieNummer": "D1"}, (T301, GEDECLAREERD)),
    f("TR338", "onbekende toewijzing", "323", {f"{PR}/0/ToewijzingNummer": 9}),
    f("TR338", "van andere aanbieder", "323", {}, (VREEMD,)),
    f("TR339", "andere categorie", "323", {f"{PR}/0/ProductCategorie": "50"}, ook="TR381"),
    f("TR339", "andere categorie dan toegewezen", "323", {}, (Stap("301", {f"{TP}/0/Product/Categorie": "50"}),)),
    f("TR340", "andere code", "323", {f"{PR}/0/ProductCode": "45A99"}),
    f("TR341", "andere eenheid", "323", {f"{PR}/0/Eenheid": "14"}),
    f(
        "TR341",
        "andere eenheid dan gecontracteerd",
        "323",
        {f"{PR}/0/Eenheid": "14"},
        (Stap("301", {f"{TP}/0": toegewezen(Omvang=None, Product={"Categorie": "45"})}),),
    ),
    f(
        "TR369",
        "boven budget",
        "323",
        {},
        (Stap("301", {f"{TP}/0": toegewezen(Budget=60049, Omvang=None, Product={"Categorie": "45"})}),),
    ),
    f("TR384", "verwijderd", "323", {}, (T301, Stap("301", A301))),
    f("TR387", "begint later", "323", {f"{PR}/0/ProductPeriode/Begindatum": "2022-01-02"}),
    f("TR388", "eindigt eerder", "323", {f"{PR}/0/ProductPeriode/Einddatum": "2022-01-30"}),
    f(
        "TR389",
        "nogmaals",
        "323",
        {f"{D}/DeclaratieNummer": "D2", f"{PR}/0/ProductReferentie/ReferentieNummer": "R2"},
        (T301, GEDECLAREERD),
    ),
    f(
        "TR390",
        "nogmaals credit",
        "323",
        CREDITBERICHT
        | {
            f"{D}/DeclaratieNummer": "D3",
            f"{PR}/0": CREDIT | {"ProductReferentie": {"ReferentieNummer": "R3", "VorigReferentieNummer": "R1"}},
        },
        (T301, GEDECLAREERD, Stap("323", CREDITBERICHT, goedgekeurd=True)),
    ),
    f(
        "TR418",
        "ander tarief",
        "323",
        {
            f"{PR}/0": prestatie(ProductTarief=6000, IngediendBedrag={"Bedrag": 60000, "DebetCredit": "D"}),
            TOTAAL: 60000,
        },
    ),
    # level 3: answers to a claim
    f("TR337", "onbekende declaratie", "325", {"Header/DeclaratieIdentificatie/Identificatie": "X"}),
    f("TR366", "onbekende regel", "325", AFGEWEZEN | {f"{DA}/Clienten": {"Client": [terug("R9")]}}),
    f("TR367", "andere inhoud", "325", AFGEWEZEN | {f"{DA}/Clienten": {"Client": [terug("R1", GeleverdVolume=11)]}}),
    f(
        "TR371",
        "andere versie",
        "325",
        {"Header/XsdVersieDeclaratie": {"BasisschemaXsdVersie": "9.0.0", "BerichtXsdVersie": "9.0.0"}},
    ),
    f("TR376", "ander nummer", "325", {f"{DA}/DeclaratieNummer": "D9"}),
    # level 4
    f("TR135", "toekomst", "305", {"Header/BerichtIdentificatie/Dagtekening": "2023-01-01"}),
    f("TR346", "verkeerd bedrag", "323", {f"{PR}/0/IngediendBedrag/Bedrag": 60051, TOTAAL: 60051}),
    f(
        "TR346",
        "minuten te vroeg afgerond",
        "323",
        {
            f"{PR}/0": prestatie(
                GeleverdVolume=605,
                Eenheid="01",
                ProductTarief=100,
                IngediendBedrag={"Bedrag": 60500, "DebetCredit": "D"},
            ),
            TOTAAL: 60500,
        },
    ),
    f("TR378", "onbekende gemeente", "315", {"Header/Ontvanger": "9999"}),
    f("TR378", "opgeheven", "301", {"Header/Afzender": "0457"}, release="3.1"),
    f("TR378", "opgeheven voor de ingangsdatum", "301", {"Header/Afzender": "0003"}),
    f("TR378", "nog niet gevormd", "315", {"Header/Ontvanger": "1992"}),
    f("TR381", "verkeerde categorie", "315", {f"{AP}/0/Product/Categorie": "50"}),
]


@pytest.mark.parametrize("vector", GOED, ids=lambda v: f"{v.soort} {v.id}")
def test_right(vector: Vector) -> None:
    assert level1(vector.bericht().raw)[1] == []
    outcome = vector.oordeel()
    assert outcome.findings == ()


@pytest.mark.parametrize("vector", FOUT, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_wrong(vector: Vector) -> None:
    assert level1(vector.bericht().raw)[1] == []
    outcome = vector.oordeel()
    assert outcome.broken == vector.regels
    for finding in outcome.findings:
        assert finding.soort == "regel"
        assert finding.tekst
        assert finding.verwacht
        assert finding.pad.startswith("Bericht/")
        assert finding.lijn
        assert finding.bericht == f"JW{vector.soort}"


XSD = [
    f("CS015", "subversie van een andere release", "305", {"Header/BerichtSubversie": "1"}),
    f("CS015", "3.2 in 3.1", "323", {"Header/BerichtSubversie": "2"}, release="3.1"),
    f("CS025", "versie 2", "301", {"Header/BerichtVersie": "2"}),
    f("CS319", "spatie", "323", {f"{D}/DeclaratieNummer": "D 1"}),
    f("CS319", "streepje", "323", {f"{D}/DeclaratieNummer": "D-1"}),
]
"""Rules that the schema enforces: level 1 rejects the message, at the element the rule looks at."""


@pytest.mark.parametrize("vector", XSD, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_wrong_by_the_schema(vector: Vector) -> None:
    bericht, findings = level1(vector.bericht().raw)
    assert bericht is not None
    (rule,) = (rule for rule in catalogue() if rule.code in vector.regels)
    assert (rule.niveau, rule.retourcode) == (1, "")
    assert rule.geldt(vector.soort, vector.release, "ijw")
    assert {finding.pad for finding in findings} == {node.path for node in rule.zoek(vector.context())}
    assert {finding.soort for finding in findings} == {"xsd"}
    outcome = apply(vector.context(), {1})
    assert (outcome.findings, outcome.evidence[rule.code]) == ((), 1)


def test_each_rule_has_a_right_and_a_wrong_message() -> None:
    right = [*GOED, *(Vector("basis", soort) for soort in VOORAF)]
    seen = {code for vector in right for code, n in vector.oordeel().evidence.items() if n}
    lasting = [rule for rule in catalogue() if not rule.tot]
    judged = {rule.code for rule in lasting if rule.niveau != 1}
    assert judged - seen == set()
    wrong = {vector.id.split()[0] for vector in (*FOUT, *XSD)}
    assert {rule.code for rule in lasting} - wrong == set()


def test_vector_ids_are_unique() -> None:
    names = [(v.id, v.soort, v.release) for v in (*GOED, *FOUT, *XSD)]
    assert len(names) == len(set(names))
