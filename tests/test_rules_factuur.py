"""303 and 304 (releases 2.2-2.4): every rule has a right and a wrong message."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from voorbeelden import AGB, BSN, GEMEENTE, voorbeeld

from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten.basis import ANDER_BSN, VREEMD_BSN, pas_aan
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import Outcome, apply, catalogue
from ketentoets.schemas.rules.factuur_volume import vierwekenperioden
from ketentoets.schemas.standaard import codelijst
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import write

NU = date(2021, 12, 31)
CONTRACT = Contract((Tarief("45A04", "01", 160),), {"45A04": "45"})
BTW_TOTAAL = "Header/DeclaratieFactuurBedragen/BtwTotaalBedrag"
FI = "Header/DeclaratieFactuurIdentificatie"
TOTAAL = "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag"
CL = "Clienten/Client"
PR = f"{CL}/0/Prestaties/Prestatie"
IN = f"{PR}/0/IngediendeBedragPrestatie"
REF = f"{PR}/0/ProductReferentie"
TP = "Client/Beschikking/ToegewezenProducten/ToegewezenProduct"
DEBET, CREDIT = {"Bedrag": 64_000, "DebetCredit": "D"}, {"Bedrag": 64_000, "DebetCredit": "C"}
NIEUW = {f"{FI}/DeclarantFactuurNummer": "N2", REF: {"ReferentieNummer": "R2"}}
TERUG = {
    f"{FI}/DeclarantFactuurNummer": "N2",
    REF: {"ReferentieNummer": "R2", "VorigReferentieNummer": "R1"},
    f"{IN}/DeclaratieFactuurBedrag": CREDIT,
    TOTAAL: {"TotaalBedrag": 64_000, "DebetCredit": "C"},
}
F303, F304 = {"Header/BerichtCode": "450"}, {"Header/BerichtCode": "451"}
MEI = {"Begindatum": "2021-05-01", "Einddatum": "2021-05-31"}

Data = dict[str, Any]


@dataclass(frozen=True)
class Stap:
    """An earlier message; `antwoord` are the changes of the 304 it got."""

    soort: str
    changes: Data = field(default_factory=dict)
    antwoord: Data | None = None
    release: str = ""


T301 = Stap("301")
AFGEKEURD = {f"{PR}/0/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag": 0}
EERDER = Stap("303")
GOEDGEKEURD, GEWEIGERD = Stap("303", antwoord={}), Stap("303", antwoord=AFGEKEURD)
GECREDITEERD = Stap("303", TERUG, {REF: TERUG[REF], f"{FI}/DeclarantFactuurNummer": "N2"})
ZONDER_NUMMER = Stap("301", {f"{TP}/1": None, f"{TP}/0/ToewijzingNummer": None})


def maak(soort: str, changes: Data | None = None, release: str = "2.3", domain: str = "ijw") -> Bericht:
    data = voorbeeld(soort, release, domain)
    if soort in {"303", "304"}:
        base = {f"{FI}/DeclarantFactuurNummer": "N1", f"{REF}/ReferentieNummer": "R1", f"{IN}/BtwPercentage": None}
        pas_aan(data, base)
    cut = {path: value for path, value in (changes or {}).items() if path == f"{TP}/1"}
    for _path in cut:
        data["Client"]["Beschikking"]["ToegewezenProducten"]["ToegewezenProduct"].pop(1)
    kept = {path: value for path, value in (changes or {}).items() if path not in cut}
    return parse(write(domain, release, soort, pas_aan(data, kept)))


def wereld(stappen: tuple[Stap, ...], release: str, domain: str) -> Administratie:
    state = Administratie()
    for stap in stappen:
        of = stap.release or release
        answer = None if stap.antwoord is None else maak("304", stap.antwoord, of, domain)
        state.verwerk(maak(stap.soort, stap.changes, of, domain), answer)
    return state


@dataclass(frozen=True)
class Vector:
    id: str
    soort: str
    changes: Data = field(default_factory=dict)
    regels: frozenset[str] = frozenset()
    vooraf: tuple[Stap, ...] = (T301,)
    release: str = "2.3"
    domain: str = "ijw"

    def bericht(self) -> Bericht:
        return maak(self.soort, self.changes, self.release, self.domain)

    def context(self) -> Context:
        return Context(self.bericht(), wereld(self.vooraf, self.release, self.domain), NU, CONTRACT)

    def oordeel(self) -> Outcome:
        return apply(self.context())


def f(
    regel: str,
    id_: str,
    soort: str,
    changes: Data,
    vooraf: tuple[Stap, ...] = (T301,),
    *,
    ook: str = "",
    release: str = "2.3",
) -> Vector:
    return Vector(f"{regel} {id_}", soort, changes, frozenset([regel, *ook.split()]), vooraf, release)


def regel_erbij(ref: str = "R2", totaal: int = 128_000, **meer: Any) -> Data:
    """A second line of the same client; `meer` in the place of __ has a slash."""
    changes = {"ProductReferentie/ReferentieNummer": ref} | {k.replace("__", "/"): v for k, v in meer.items()}
    return {f"{PR}/+": changes, f"{TOTAAL}/TotaalBedrag": totaal}


GOED = [
    Vector("declaratie", "303"),
    Vector("factuur", "303", F303),
    Vector("servicebureau wordt betaald", "303", {"Header/BetalingAanID": "01"}),
    Vector("twee regels", "303", regel_erbij()),
    Vector("btw-totaal nul", "303", {BTW_TOTAAL: {"TotaalBedrag": 0, "DebetCredit": "D"}}),
    Vector("nul", "303", {f"{IN}/DeclaratieFactuurBedrag/Bedrag": 0, f"{TOTAAL}/TotaalBedrag": 0}),
    Vector("berekend bedrag", "303", {f"{IN}/BerekendBedrag": DEBET}),
    Vector(
        "berekend met btw",
        "303",
        {f"{IN}/BerekendBedrag": {"Bedrag": 77_440, "DebetCredit": "D"}, f"{IN}/BtwPercentage": 2100},
    ),
    Vector("credit", "303", TERUG, vooraf=(T301, GOEDGEKEURD)),
    Vector("factuur crediteert wat is afgekeurd", "303", TERUG | F303, vooraf=(T301, GEWEIGERD)),
    Vector("declaratie herhaalt wat is afgekeurd", "303", NIEUW, vooraf=(T301, GEWEIGERD)),
    Vector(
        "credit en verbeterde debet",
        "303",
        TERUG
        | {
            f"{PR}/+": {
                "ProductReferentie": {"ReferentieNummer": "R3"},
                "IngediendeBedragPrestatie/GeleverdVolume": 300,
                "IngediendeBedragPrestatie/DeclaratieFactuurBedrag": {"Bedrag": 48_000, "DebetCredit": "D"},
            },
            TOTAAL: {"TotaalBedrag": 16_000, "DebetCredit": "C"},
        },
        vooraf=(T301, GOEDGEKEURD),
    ),
    Vector("zelfde nummer na technische weigering", "303", vooraf=(T301, Stap("303", {}, {
        "Header/RetourCodes": {"RetourCode": ["0001"]}, "Clienten": None}))),
    Vector("zelfde nummer na zes jaar", "303", {REF: {"ReferentieNummer": "R9"}}, vooraf=(T301, Stap("303", {
        f"{FI}/FactuurDagtekening": "2015-05-02"}))),
    Vector("dag van geboorte niet bekend", "303", {
        f"{CL}/0/Geboortedatum": {"Datum": "2008-05-01", "DatumGebruik": "1"}}),
    Vector("dag van geboorte niet bekend bij de gemeente", "303", vooraf=(Stap("301", {
        "Client/Geboortedatum": {"Datum": "2008-05-01", "DatumGebruik": "1"}}),)),
    Vector("regel zonder nummer", "303", {f"{PR}/0/ToewijzingNummer": None}),
    Vector("toewijzing zonder nummer", "303", {f"{PR}/0/ToewijzingNummer": None}, vooraf=(ZONDER_NUMMER,)),
    Vector("uren bij minuten toegewezen", "303", {f"{IN}/Eenheid": "04", f"{IN}/GeleverdVolume": 7}),
    Vector("toewijzing van een nieuwere release", "303", vooraf=(Stap("301", release="2.4"),)),
    Vector("antwoord", "304", vooraf=(T301, EERDER)),
    Vector("declaratie deels toegekend", "304", {
        f"{PR}/0/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag": 1}, vooraf=(T301, EERDER)),
    Vector("factuur in 2.2 deels toegekend", "304", F304 | {
        f"{PR}/0/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag": 1}, vooraf=(T301, EERDER), release="2.2"),
    Vector("niets ingediend, niets toegekend", "304", {
        f"Header/RetourBedragen/{name}TotaalBedrag/TotaalBedrag": 0 for name in ("Ingediend", "Toegekend")}),
    Vector("factuur afgewezen", "304", F304 | AFGEKEURD, vooraf=(T301, EERDER)),
    Vector("weigering van een datum in de toekomst", "304", {
        f"{FI}/FactuurDagtekening": "2022-05-01", "Header/RetourCodes": {"RetourCode": ["8848"]}, "Clienten": None}),
]  # fmt: skip

ANDER = Stap("301", {"Client/Bsn": ANDER_BSN, f"{TP}/0/ToewijzingNummer": 9, f"{TP}/1/ToewijzingNummer": 10})
VREEMD = Stap("301", {"Header/Ontvanger": "11112222"})
TOTAAL_600_EEN = Stap("301", {f"{TP}/1": None, f"{TP}/0/Omvang": {"Volume": 600, "Eenheid": "01", "Frequentie": "6"}})
TOTAAL_600 = Stap("301", {f"{TP}/0/Omvang": {"Volume": 600, "Eenheid": "01", "Frequentie": "6"}})
FOUT = [
    f("RC0150", "totaal", "303", {f"{TOTAAL}/TotaalBedrag": 63_999}),
    f("RC0150", "teken", "303", {f"{TOTAAL}/DebetCredit": "C"}),
    f("RC8171", "geen servicebureau", "303", {"Header/BetalingAanID": "01", "Header/Servicebureau": None}),
    f("RC8175", "omgekeerd", "303", {f"{FI}/DeclaratiePeriode/Begindatum": "2021-05-01"}, ook="RC9319"),
    f("RC8188", "omgekeerd", "303", {f"{PR}/0/ProductPeriode/Einddatum": "2021-03-31"}, ook="RC9308"),
    f(
        "RC8177",
        "begint na dagtekening",
        "303",
        {f"{FI}/FactuurDagtekening": "2021-03-31"},
        ook="RC8178",
    ),
    f("RC8178", "eindigt na dagtekening", "303", {f"{FI}/FactuurDagtekening": "2021-04-29"}),
    f("RC8193", "geen vorige", "303", TERUG | {REF: {"ReferentieNummer": "R2"}}, (T301, GOEDGEKEURD)),
    f(
        "RC8194",
        "nul credit",
        "303",
        {f"{IN}/DeclaratieFactuurBedrag/Bedrag": 0, TOTAAL: {"TotaalBedrag": 0, "DebetCredit": "C"}},
    ),
    f("RC8839", "btw nul credit", "303", {BTW_TOTAAL: {"TotaalBedrag": 0, "DebetCredit": "C"}}),
    f("RC8207", "tweemaal", "303", regel_erbij("R1")),
    f(
        "RC8269",
        "tweemaal",
        "303",
        TERUG
        | {
            f"{PR}/+": {"ProductReferentie/ReferentieNummer": "R3"},
            f"{TOTAAL}/TotaalBedrag": 128_000,
        },
        (T301, GOEDGEKEURD),
    ),
    f("RC8376", "tweemaal", "303", {
        f"{CL}/+": {"Prestaties/Prestatie/0/ProductReferentie/ReferentieNummer": "R2"},
        f"{TOTAAL}/TotaalBedrag": 128_000}),
    f("RC8062", "debet en gelijke credit", "303", TERUG | {
        f"{PR}/+": {
            "ProductReferentie": {"ReferentieNummer": "R3"},
            "IngediendeBedragPrestatie/DeclaratieFactuurBedrag": DEBET,
        },
        TOTAAL: {"TotaalBedrag": 0, "DebetCredit": "D"},
    }, (T301, GOEDGEKEURD)),
    f("RC8064", "btw credit", "303", {f"{IN}/BtwBedrag": {"Bedrag": 5, "DebetCredit": "C"}}),
    f("RC8215", "berekend", "303", {f"{IN}/BerekendBedrag": {"Bedrag": 64_001, "DebetCredit": "D"}}),
    f("RC8215", "verkeerd met btw", "303", {
        f"{IN}/BerekendBedrag": {"Bedrag": 77_441, "DebetCredit": "D"}, f"{IN}/BtwPercentage": 2100}),
    f("RC8851", "factuur", "303", F303 | {f"{IN}/BtwVrijstellingIndicatie": None}),
    f("RC8847", "toekomst", "303", {
        f"{FI}/DeclaratiePeriode": {"Begindatum": "2022-04-01", "Einddatum": "2022-04-30"}}, ook="RC9319"),
    f("RC8848", "toekomst", "303", {f"{FI}/FactuurDagtekening": "2022-01-01"}),
    f("RC0611", "ander tarief", "303", {f"{IN}/ProductTarief": 161}),
    f("RC0030", "nogmaals", "303", {REF: {"ReferentieNummer": "R2"}}, (T301, GEWEIGERD)),
    f("RC0030", "nogmaals in 2.4", "303", {REF: {"ReferentieNummer": "R2"}}, (T301, GEWEIGERD), release="2.4"),
    f("RC8004", "andere geboortedatum", "303", {f"{CL}/0/Geboortedatum/Datum": "2008-05-18"}),
    f("RC8021", "nogmaals", "303", NIEUW | {REF: {"ReferentieNummer": "R1"}}, (T301, GEWEIGERD)),
    f("RC8017", "geen debet", "303", TERUG),
    f("RC8017", "debet bij een andere gemeente", "303", TERUG | {"Header/Gemeente": "0362"}, (
        T301, Stap("301", {"Header/Afzender": "0362"}), GOEDGEKEURD)),
    f("RC8853", "afgekeurd", "303", TERUG, (T301, GEWEIGERD)),
    f(
        "RC8854",
        "nogmaals",
        "303",
        TERUG | {
            f"{FI}/DeclarantFactuurNummer": "N3",
            REF: {"ReferentieNummer": "R3", "VorigReferentieNummer": "R1"},
        },
        (T301, GOEDGEKEURD, GECREDITEERD),
    ),
    f("RC0551", "onbekend nummer", "303", {f"{PR}/0/ToewijzingNummer": 77}),
    f("RC0551", "niets toegewezen", "303", {f"{PR}/0/ToewijzingNummer": None, f"{CL}/0/Bsn": VREEMD_BSN}),
    f("RC8187", "andere client", "303", {f"{PR}/0/ToewijzingNummer": 9}, (T301, ANDER)),
    f("RC9311", "andere aanbieder", "303", {}, (VREEMD,)),
    f("RC1112", "andere categorie", "303", {f"{PR}/0/ProductCategorie": "46"}),
    f("RC1142", "andere code", "303", {f"{PR}/0/ProductCode": "45A05"}),
    f("RC9309", "andere eenheid", "303", {f"{IN}/Eenheid": "14"}),
    f("RC9307", "voor de ingang", "303", {
        f"{PR}/0/ProductPeriode/Begindatum": "2021-03-31", f"{FI}/DeclaratiePeriode/Begindatum": "2021-03-01"}),
    f("RC9308", "na het einde", "303", {}, (Stap("301", {f"{TP}/0/Einddatum": "2021-04-29"}),)),
    f("RC9319", "andere maand", "303", {f"{FI}/DeclaratiePeriode": MEI}),
    f("RC9319", "begint eerder", "303", {f"{FI}/DeclaratiePeriode/Begindatum": "2021-04-02"}),
    f("RC9321", "te veel", "303", {f"{IN}/GeleverdVolume": 601}),
    f("RC9321", "te veel uren", "303", {f"{IN}/GeleverdVolume": 11, f"{IN}/Eenheid": "04"}),
    f("RC9322", "te veel over alles", "303", NIEUW, (TOTAAL_600, GOEDGEKEURD)),
    f("RC9322", "te veel in een bericht", "303", regel_erbij(), (TOTAAL_600,)),
    f("RC9322", "te veel, eerst zonder nummer", "303", NIEUW, (TOTAAL_600_EEN, Stap("303", {
        f"{PR}/0/ToewijzingNummer": None}, {f"{PR}/0/ToewijzingNummer": None}))),
    f("RC9322", "te veel, daarna zonder nummer", "303", NIEUW | {f"{PR}/0/ToewijzingNummer": None},
      (TOTAAL_600_EEN, GOEDGEKEURD)),
    f("RC8454", "eerder dan de factuur", "304", {"Header/RetourHeader/RetourDagtekening": "2021-05-02"}),
    f("RC8849", "toekomst", "304", {"Header/RetourHeader/RetourDagtekening": "2022-01-01"}),
    f("RC8455", "nul credit", "304", {
        "Header/RetourBedragen/ToegekendTotaalBedrag": {"TotaalBedrag": 0, "DebetCredit": "C"}}),
    f("RC8456", "nul credit", "304", {
        "Header/RetourBedragen/IngediendTotaalBedrag": {"TotaalBedrag": 0, "DebetCredit": "C"}}),
    f("F-GEHEEL", "deels", "304", F304 | {f"{PR}/0/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag": 1}),
]  # fmt: skip


@pytest.mark.parametrize("vector", GOED, ids=lambda v: f"{v.soort} {v.id} {v.release}")
def test_right(vector: Vector) -> None:
    assert level1(vector.bericht().raw)[1] == []
    assert vector.oordeel().findings == ()


@pytest.mark.parametrize("vector", FOUT, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_wrong(vector: Vector) -> None:
    assert level1(vector.bericht().raw)[1] == []
    outcome = vector.oordeel()
    assert outcome.broken == vector.regels
    for finding in outcome.findings:
        assert finding.tekst and finding.verwacht and finding.lijn
        assert finding.pad.startswith("Bericht/")
    codes = {finding.retourcode for finding in outcome.findings}
    assert codes <= {"", "0001", *(code for code in (r.removeprefix("RC") for r in outcome.broken) if len(code) == 4)}


@pytest.mark.parametrize("release", ["2.2", "2.3", "2.4"])
@pytest.mark.parametrize("domain", ["ijw", "iwmo"])
@pytest.mark.parametrize("soort", ["303", "304"])
def test_the_right_message_is_right_in_every_release_and_domain(soort: str, release: str, domain: str) -> None:
    vector = Vector("goed", soort, vooraf=(T301, EERDER) if soort == "304" else (T301,), release=release, domain=domain)
    assert level1(vector.bericht().raw)[1] == []
    ctx = replace(vector.context(), contract=None)
    assert apply(ctx).findings == ()


def test_each_rule_has_a_right_and_a_wrong_message() -> None:
    ours = {rule.code for rule in catalogue() if rule.tot}
    seen = {code for vector in GOED for code, n in vector.oordeel().evidence.items() if n}
    assert ours - seen == set()
    assert ours == {vector.id.split()[0] for vector in FOUT}
    names = [(v.id, v.soort, v.release) for v in (*GOED, *FOUT)]
    assert len(names) == len(set(names))


def test_these_rules_hold_until_2_4_and_no_other_rule_does() -> None:
    for rule in catalogue():
        old = set(rule.berichten) <= {"303", "304"}
        assert (rule.tot == "2.4") == old
        assert rule.geldt(rule.berichten[0], "2.4") == old
        assert rule.geldt(rule.berichten[0], "3.2") == (not old)


def test_a_return_code_of_its_own_exists_in_2_3() -> None:
    known = codelijst("RetourCode", "ijw-2.3")
    for rule in (rule for rule in catalogue() if rule.tot and rule.retourcode):
        code = rule.code.removeprefix("RC")
        assert rule.retourcode == (code if code in known else "0001"), rule.code


@pytest.mark.parametrize(
    ("begin", "einde", "n"),
    [
        (date(2019, 1, 28), date(2019, 2, 24), 1),
        (date(2019, 1, 27), date(2019, 2, 24), 2),
        (date(2018, 12, 31), date(2019, 12, 29), 13),
        (date(2020, 11, 30), date(2020, 12, 31), 1),
        (date(2020, 12, 28), date(2021, 1, 4), 2),
    ],
)
def test_four_week_periods_are_those_of_the_calendar(begin: date, einde: date, n: int) -> None:
    assert vierwekenperioden(begin, einde) == n


@pytest.mark.parametrize(
    ("frequentie", "volume", "wrong"),
    [("3", 200, False), ("3", 199, True), ("5", 400, False), ("5", 399, True), ("1", 13, True), ("1", 14, False)],
)
def test_frequencies_of_their_own(frequentie: str, volume: int, wrong: bool) -> None:
    size = {"Volume": volume, "Eenheid": "01", "Frequentie": frequentie}
    vector = Vector("x", "303", vooraf=(Stap("301", {f"{TP}/0/Omvang": size}),))
    assert ("RC9321" in vector.oordeel().broken) == wrong


def test_a_304_decides_about_its_303() -> None:
    for answer, status in (({}, "goedgekeurd"), (AFGEKEURD, "afgewezen")):
        state = wereld((T301, Stap("303", antwoord=answer)), "2.3", "ijw")
        (line,) = state.facturen.regels(AGB, "R1")
        assert (line.bsn, line.gemeente, line.status) == (BSN, GEMEENTE, status)
    late = wereld((T301, EERDER), "2.3", "ijw")
    assert late.verwerk_antwoord(maak("304", AFGEKEURD))
    assert [p.status for p in late.facturen.regels(AGB, "R1")] == ["afgewezen"]
    assert not late.verwerk_antwoord(maak("304", {f"{FI}/DeclarantFactuurNummer": "N9"}))
