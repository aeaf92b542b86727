"""The rules in the other domain: the same functions, and what iWmo has of its own.

Most messages are those of iJw in the namespaces of iWmo: no rule looks at the codes in them that
only one domain has. The last tests hold messages in the form of iWmo against its schemas as well.
"""

from dataclasses import replace
from typing import Any

import pytest
from test_rules_berichten import Vector
from test_rules_vectors import AP, FOUT, GOED, NIEUW, NP, PR, TOTAAL, TP, XSD, D, V

from ketentoets.generators.fouten.basis import pas_aan, prestatie, toegewezen
from ketentoets.generators.fouten.verhaal import Stap
from ketentoets.generators.fouten.verhalen import VOORAF
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import apply, catalogue
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import header, write, xsd_versie

ALLEEN_IJW = {"TR377", "TR409"}
ANDERS = {"TR019 andere client": {"TR382"}}
"""TR019 is not about stops in iWmo, so the stop that belongs to no start remains."""


def iwmo(vector: Vector) -> Vector:
    return replace(vector, domain="iwmo")


@pytest.mark.parametrize("vector", [*GOED, *(Vector("basis", soort) for soort in VOORAF)], ids=lambda v: v.id)
def test_right(vector: Vector) -> None:
    assert iwmo(vector).oordeel().findings == ()


@pytest.mark.parametrize("vector", FOUT, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_wrong(vector: Vector) -> None:
    outcome = iwmo(vector).oordeel()
    assert outcome.broken == ANDERS.get(vector.id, vector.regels - ALLEEN_IJW)
    assert {finding.bericht for finding in outcome.findings} <= {f"WMO{vector.soort}"}


def test_evidence_is_of_this_domain() -> None:
    for soort in VOORAF:
        seen = set(iwmo(Vector("", soort)).oordeel().evidence)
        assert seen <= {rule.code for rule in catalogue() if rule.geldt(soort, "3.2", "iwmo")}
        assert not seen & ALLEEN_IJW
    assert "TR019" not in iwmo(Vector("", "307")).oordeel().evidence


def test_reply_follows_from_the_same_rules() -> None:
    stop = next(vector for vector in FOUT if vector.id == "TR019 andere client")
    codes = {k.codes for k in prescribe(iwmo(stop).context()).klassen if k.regels}
    assert codes == {frozenset({"9069"})}


HULPMIDDEL = {"Categorie": "12", "Code": "12A01"}
ANDER = {"Categorie": "45", "Code": "45A09"}


def _tweemaal_toegewezen(een: dict[str, str], twee: dict[str, str] | None) -> Vector:
    other = toegewezen(2, Product=twee) if twee else toegewezen(2, Product=None, Omvang=None, Budget=1)
    return Vector("TR302", "301", {f"{TP}/+": other, f"{TP}/0/Product": een})


def _tweemaal_gevraagd(een: dict[str, str], twee: dict[str, str] | None) -> Vector:
    budget = {"Product": None, "Omvang": None, "Budget": 1}
    other = {"ReferentieAanbieder": "V2"} | ({"Product": twee} if twee else budget)
    return Vector("TR386", "315", {f"{AP}/+": other, f"{AP}/0/Product": een})


def _nieuw(*producten: dict[str, str] | None) -> dict[str, Any]:
    budget = {"Product": None, "Omvang": None, "Budget": 1}
    return {NP: {"NieuwProduct": [NIEUW | ({"Product": p} if p else budget) for p in producten]}}


def _tweemaal_nieuw(een: dict[str, str], twee: dict[str, str] | None) -> Vector:
    later = "2022-09-01"
    changes = _nieuw(een, twee) | {f"{V}/TeWijzigenProducten": None}
    changes[f"{V}/OngewijzigdeProducten"] = {"OngewijzigdProduct": [{"ToewijzingNummer": 1}]}
    before = Stap("301", {f"{TP}/0": toegewezen(Product={"Categorie": "50", "Code": "X"}, Einddatum="2022-07-31")})
    changes[NP]["NieuwProduct"][1]["GewensteIngangsdatum"] = later
    return Vector("TR410", "317", changes, vooraf=(before,))


def _nieuw_naast_bestaand(een: dict[str, str], twee: dict[str, str] | None) -> Vector:
    before = Stap("301", {f"{TP}/0": toegewezen(Product=een, Einddatum="2022-12-31")})
    return Vector("TR361", "317", _nieuw(twee), vooraf=(before,))


@pytest.mark.parametrize("maak", [_tweemaal_toegewezen, _tweemaal_gevraagd, _tweemaal_nieuw, _nieuw_naast_bestaand])
@pytest.mark.parametrize(("product", "mag"), [(HULPMIDDEL, {"iwmo"}), (ANDER, set())], ids=["12", "45"])
def test_some_categories_may_be_stacked(maak: Any, product: dict[str, str], mag: set[str]) -> None:
    for other in (product, {"Categorie": product["Categorie"]}, None):
        vector = maak(product, other)
        for domain in ("ijw", "iwmo"):
            broken = replace(vector, domain=domain).oordeel().broken
            assert (vector.id in broken) == (domain not in mag), (domain, other)


@pytest.mark.parametrize(
    ("categorie", "frequentie", "volume", "fout"),
    [
        ("01", "2", 18, ""),
        ("01", "2", 19, "TR321"),
        ("02", "2", 18, "TR321"),
        ("01", "4", 4, "TR321"),
    ],
)
def test_household_help_may_be_made_up_for(categorie: str, frequentie: str, volume: int, fout: str) -> None:
    omvang = {"Volume": 3, "Eenheid": "04", "Frequentie": frequentie}
    product = {"Categorie": categorie, "Code": "01A01"}
    before = (Stap("301", {f"{TP}/0": toegewezen(Product=product, Omvang=omvang)}),)
    amount = volume * 6005
    line = prestatie(ProductCategorie=categorie, ProductCode="01A01", GeleverdVolume=volume)
    line |= {"ProductPeriode": {"Begindatum": "2022-02-01", "Einddatum": "2022-02-28"}}
    line |= {"IngediendBedrag": {"Bedrag": amount, "DebetCredit": "D"}}
    changes = {f"{PR}/0": line, TOTAAL: amount, f"{D}/DeclaratiePeriode": line["ProductPeriode"]}
    vector = Vector("", "323", changes, vooraf=before)
    assert iwmo(vector).oordeel().broken == ({fout} if fout else set())
    assert vector.oordeel().broken == {"TR321"}


def geschreven(vector: Vector) -> bytes:
    """The message as iWmo has it: its own numbers in the Header, a category of its own."""
    data = replace(vector, changes={}).data()
    own = header("iwmo", vector.release, vector.soort, "1", "2", "3", "2022-07-01")
    data["Header"] |= {name: own[name] for name in ("BerichtCode", "XsdVersie")} | _versie_van_declaratie(vector)
    pas_aan(data, vector.changes)
    return write("iwmo", vector.release, vector.soort, data).replace(b">45<", b">07<")


def _versie_van_declaratie(vector: Vector) -> dict[str, Any]:
    return {"XsdVersieDeclaratie": xsd_versie("iwmo", vector.release)} if vector.soort == "325" else {}


@pytest.mark.parametrize("release", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize("soort", list(VOORAF))
def test_right_message_in_the_form_of_iwmo(soort: str, release: str) -> None:
    vector = Vector("basis", soort, release=release, domain="iwmo")
    bericht, findings = level1(geschreven(vector))
    assert findings == []
    assert bericht is not None
    assert apply(Context(bericht), {1, 2, 4}).broken == set()


@pytest.mark.parametrize("vector", XSD, ids=lambda v: f"{v.id} {v.soort} {v.release}")
def test_wrong_by_the_schema(vector: Vector) -> None:
    bericht, findings = level1(geschreven(vector))
    assert bericht is not None
    (rule,) = (rule for rule in catalogue() if rule.code in vector.regels and rule.geldt(vector.soort, "3.2", "iwmo"))
    assert {finding.pad for finding in findings} == {node.path for node in rule.zoek(Context(bericht))}
