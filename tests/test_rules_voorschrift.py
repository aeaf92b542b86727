"""What reply the standard prescribes, and how an actual reply is compared with it."""

from copy import deepcopy
from typing import Any

import pytest
from test_rules_berichten import CONTRACT, NU, Vector, context, maak

from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten.basis import (
    ANDER_BSN,
    BSN,
    GEMEENTE,
    VREEMD_BSN,
    antwoord_data,
    kop,
    pas_aan,
    prestatie,
)
from ketentoets.generators.fouten.verhaal import Stap
from ketentoets.generators.fouten.verhalen import VOORAF
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.voorschrift import Voorschrift, check_325, check_return, prescribe
from ketentoets.schemas.validator import level1
from ketentoets.schemas.writer import write, xsd_versie

SP, ST = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"
TP = "Client/ToegewezenProducten/ToegewezenProduct"
D, DA = "Declaratie", "DeclaratieAntwoord"
PR = f"{D}/Clienten/Client/0/Prestaties/Prestatie"
TOTAAL = f"{D}/TotaalIngediendBedrag/TotaalBedrag"
TWEE_STARTS = {f"{SP}/+": {"ToewijzingNummer": 2, "Product/Code": "45A05"}}
HUN_TOEWIJZINGEN = (
    Stap("301", {"Client/ToegewezenProducten/ToegewezenProduct/+": {"ToewijzingNummer": 2, "Product/Code": "45A05"}}),
)
GESTART = (*HUN_TOEWIJZINGEN, Stap("305", {f"{SP}/0/Begindatum": "2022-01-05"}))
NEUTRAAL = {"0200", "0233"}


def voorschrift(
    soort: str, changes: dict[str, Any], vooraf: tuple[Stap, ...] | None = None
) -> tuple[Bericht, Voorschrift]:
    vector = Vector("", soort, changes, vooraf=vooraf)
    ctx = vector.context()
    return ctx.bericht, prescribe(ctx)


def retour(heen: Bericht, codes: dict[str, Any] | None = None, wijzig: dict[str, Any] | None = None) -> Bericht:
    """A return message: the Header, and with `codes` (path -> code) every class with its code."""
    soort = str(int(heen.soort) + 1)
    copy: dict[str, Any] = heen.root.as_data()
    data: dict[str, Any] = {
        "Header": copy["Header"]
        | {
            "BerichtCode": kop(soort)["BerichtCode"],
            "IdentificatieRetour": "T1",
            "DagtekeningRetour": "2022-07-02",
            "XsdVersieRetour": xsd_versie("ijw", "3.2"),
        }
    }
    if codes and list(codes) != ["Header"]:
        data["Client"] = copy["Client"]
    for path, code in (codes or {}).items():
        pas_aan(data, {f"{path}/RetourCodes" if path else "RetourCodes": {"RetourCode": code}})
    back = parse(write("ijw", "3.2", soort, pas_aan(data, wijzig or {})))
    assert level1(back.raw)[1] == []
    return back


def rijen(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.regel, f.verwacht, f.gevonden) for f in findings]


# What is prescribed.


def test_nothing_wrong() -> None:
    heen, rule = voorschrift("305", {})
    assert (rule.kind, rule.klassen, rule.findings) == ("goed", (), ())
    assert rule.evidence["TR326"] == 1
    assert check_return(heen, retour(heen), rule) == []


def test_fault_inside_the_message() -> None:
    heen, rule = voorschrift("305", {f"{SP}/0/StatusAanlevering": "2", f"{SP}/0/ToewijzingNummer": 9})
    assert rule.kind == "technisch"
    assert rule.regels == ("CS058",)
    assert [(k.pad, k.codes) for k in rule.klassen] == [("Bericht/Header", {"0001"})]
    assert check_return(heen, retour(heen, {"Header": "0001"}), rule) == []


def test_fault_in_header_comes_before_the_classes() -> None:
    changes = {"Header/BerichtIdentificatie/Dagtekening": "2023-01-01", f"{SP}/0/ToewijzingNummer": 9}
    heen, rule = voorschrift("305", changes)
    assert rule.kind == "header"
    assert [(k.pad, k.codes, k.regels) for k in rule.klassen] == [("Bericht/Header", {"8848"}, ("TR135",))]
    assert check_return(heen, retour(heen, {"Header": "8848"}), rule) == []


def test_fault_in_a_class() -> None:
    heen, rule = voorschrift("305", TWEE_STARTS, GESTART)
    assert rule.kind == "klassen"
    assert {k.pad: set(k.codes) for k in rule.klassen} == {
        "Bericht/Header": NEUTRAAL,
        "Bericht/Client": NEUTRAAL,
        f"Bericht/{SP}[1]": {"9326"},
        f"Bericht/{SP}[2]": NEUTRAAL,
    }
    assert rule.klasse(f"Bericht/{SP}[1]") == rule.klassen[2]
    assert check_return(heen, retour(heen, GOEDE_CODES), rule) == []


def test_delete_without_start_gives_9063() -> None:
    _heen, rule = voorschrift("305", {f"{SP}/0/StatusAanlevering": "3"})
    assert [set(k.codes) for k in rule.klassen] == [NEUTRAAL, NEUTRAAL, {"9063"}]


def test_several_codes_are_allowed_when_several_rules_are_broken() -> None:
    heen, rule = voorschrift("305", {}, (*HUN_TOEWIJZINGEN, Stap("305")))
    assert rule.klassen[2].codes == {"9074", "9326"}
    for codes in (["9074"], ["9326"], ["9074", "9326"]):
        assert check_return(heen, retour(heen, {"Header": "0200", "Client": "0200", f"{SP}": codes}), rule) == []


def test_answer_319_and_its_class() -> None:
    wrong = {
        "Antwoord/VerzoekAntwoord": "1",
        "Antwoord/RedenAfwijzingVerzoek": "8",
        "Antwoord/Woonplaatsbeginsel": {"Gemeente": "9999"},
    }
    _heen, rule = voorschrift("319", wrong)
    assert {k.naam: set(k.codes) for k in rule.klassen} == {
        "Header": NEUTRAAL,
        "Antwoord": NEUTRAAL,
        "Woonplaatsbeginsel": {"S300"},
    }


def test_absent_context_is_no_evidence() -> None:
    rule = prescribe(Context(maak("305")))
    assert rule.kind == "goed"
    assert not {"TR326", "TR056", "TR135", "TR381"} & set(rule.evidence)


# Return messages that differ from it.

GOEDE_CODES = {"Header": "0200", "Client": "0200", f"{SP}/0": "9326", f"{SP}/1": "0233"}
ID = "Header/BerichtIdentificatie/Identificatie"


def test_missed_fault_says_rule_and_code() -> None:
    heen, rule = voorschrift("305", TWEE_STARTS, GESTART)
    (finding,) = check_return(heen, retour(heen), rule)
    assert finding.tekst == "Regel TR326 is geschonden: verwacht retourcode 9326 bij StartProduct, gevonden: geen."
    assert (finding.regel, finding.retourcode, finding.bericht) == ("TR326", "9326", "JW306")
    assert (finding.pad, finding.verwacht, finding.gevonden) == ("Bericht/Header", "9326", "geen")
    assert finding.lijn


@pytest.mark.parametrize(
    ("codes", "wijzig", "verwacht"),
    [
        pytest.param({"Header": "0001"}, {}, [("TR326", "9326", "0001")], id="technisch geweigerd"),
        pytest.param(GOEDE_CODES | {f"{SP}/0": "9074"}, {}, [("TR326", "9326", "9074")], id="verkeerde code"),
        pytest.param(
            GOEDE_CODES | {f"{SP}/0": ["9326", "9063"]}, {}, [("TR326", "9326", "9326, 9063")], id="code te veel"
        ),
        pytest.param(
            GOEDE_CODES | {f"{SP}/1": "9326"}, {}, [("TR326", "geen opmerking", "9326")], id="code bij goede klasse"
        ),
        pytest.param(
            GOEDE_CODES | {"Client": "8187"}, {}, [("OP090", "geen opmerking", "8187")], id="code die hier niet bestaat"
        ),
        pytest.param(
            GOEDE_CODES, {"Header/RetourCodes": None}, [("OP090", "0200 of 0233", "geen")], id="header zonder code"
        ),
        pytest.param(GOEDE_CODES, {ID: "B9"}, [("OP090", "B305, 2022-07-01", "B9, 2022-07-01")], id="header veranderd"),
        pytest.param(
            GOEDE_CODES,
            {f"{SP}/1/Begindatum": "2022-01-11"},
            [("OP090", "2, 45, 45A05, 2022-01-10, 1", "2, 45, 45A05, 2022-01-11, 1")],
            id="klasse veranderd",
        ),
        pytest.param(GOEDE_CODES, {f"{SP}/+": {}}, [("OP090", "geen", "StartProduct")], id="klasse te veel"),
    ],
)
def test_wrong_reply_to_a_wrong_start(codes: dict[str, Any], wijzig: dict[str, Any], verwacht: list[Any]) -> None:
    heen, rule = voorschrift("305", TWEE_STARTS, GESTART)
    assert rijen(check_return(heen, retour(heen, codes, wijzig), rule)) == verwacht


def test_missing_class() -> None:
    heen, rule = voorschrift("305", TWEE_STARTS, GESTART)
    data = retour(heen, GOEDE_CODES).root.as_data()
    for index, expected in ((0, "TR326"), (1, "OP090")):
        copy = deepcopy(data)
        del copy["Client"]["StartProducten"]["StartProduct"][index]
        back = parse(write("ijw", "3.2", "306", copy))
        assert expected in {finding.regel for finding in check_return(heen, back, rule)}


@pytest.mark.parametrize(
    ("codes", "verwacht"),
    [
        pytest.param({"Header": "0001"}, [("OP090", "geen opmerking", "0001")], id="technisch geweigerd"),
        pytest.param({"Header": "9056"}, [("TR056", "geen opmerking", "9056")], id="header geweigerd"),
        pytest.param({"Header": "0200"}, [("OP090", "geen", "0200")], id="0200 in de header"),
        pytest.param(
            {"Header": "0200", "Client": "0200", SP: "9326"},
            [("TR326", "geen opmerking", "9326")],
            id="klasse geweigerd",
        ),
        pytest.param(
            {"Header": "0200", "Client": "0200", SP: "0200"}, [("OP090", "geen", "0200")], id="klassen zonder fout"
        ),
    ],
)
def test_wrong_reply_to_a_right_start(codes: dict[str, Any], verwacht: list[Any]) -> None:
    heen, rule = voorschrift("305", {})
    assert rijen(check_return(heen, retour(heen, codes), rule)) == verwacht


@pytest.mark.parametrize(
    ("codes", "verwacht"),
    [
        pytest.param({}, [("CS058", "0001", "geen")], id="goedgekeurd"),
        pytest.param(
            {"Header": "0001", "Client": "0200", SP: "0200"}, [("OP090", "alleen Header", "Client")], id="met klassen"
        ),
        pytest.param(
            {"Header": "0200", "Client": "0200", SP: "9019"},
            [("CS058", "0001", "0200"), ("OP090", "alleen Header", "Client")],
            id="als niveau 3",
        ),
    ],
)
def test_wrong_reply_to_a_technical_fault(codes: dict[str, Any], verwacht: list[Any]) -> None:
    heen, rule = voorschrift("305", {f"{SP}/0/StatusAanlevering": "2"})
    assert rijen(check_return(heen, retour(heen, codes), rule)) == verwacht


def test_reply_of_another_type() -> None:
    _heen, rule = voorschrift("305", {})
    assert rijen(check_return(maak("305"), retour(maak("307")), rule)) == [("OP090", "306", "308")]


# The answer to a claim.

TWEEDE = prestatie(
    "R2",
    ToewijzingNummer=2,
    ProductCode="45A05",
    ProductTarief=7000,
    IngediendBedrag={"Bedrag": 70000, "DebetCredit": "D"},
)
TWEE_REGELS = {f"{PR}/+": TWEEDE, TOTAAL: 130050}
FEBRUARI = {"Begindatum": "2022-02-01", "Einddatum": "2022-02-28"}
TE_VEEL = {f"{PR}/1/GeleverdVolume": 19, f"{PR}/1/IngediendBedrag/Bedrag": 133000, TOTAAL: 193050}


def antwoord(
    regels: dict[str, str] | None = None, wijzig: dict[str, Any] | None = None, heen: Bericht | None = None
) -> Bericht:
    """A 325 on the claim: `regels` (reference -> code) come back as they were claimed."""
    claim = heen or maak("323")
    data = antwoord_data("B323")
    total = claim.root.get(TOTAAL)
    lines = {n.get("ProductReferentie/ReferentieNummer"): n for n in claim.root.every("Prestatie")}
    back = [lines[ref].as_data() | {"RetourCodes": {"RetourCode": code}} for ref, code in (regels or {}).items()]
    granted = int(total) - sum(int(line["IngediendBedrag"]["Bedrag"]) for line in back)
    client = {"Bsn": BSN, "Prestaties": {"Prestatie": back}, "RetourCodes": {"RetourCode": "0200"}}
    data[DA] |= {
        "TotaalIngediendBedrag": {"TotaalBedrag": total, "DebetCredit": "D"},
        "TotaalToegekendBedrag": {"TotaalBedrag": granted, "DebetCredit": "D"},
        "Clienten": {"Client": [client]} if back else None,
        "RetourCodes": {"RetourCode": "0200" if back else "8001"},
    }
    answer = parse(write("ijw", "3.2", "325", pas_aan(data, wijzig or {})))
    assert level1(answer.raw)[1] == []
    return answer


def declaratie(changes: dict[str, Any], *vooraf: Stap) -> tuple[Bericht, Voorschrift]:
    return voorschrift("323", TWEE_REGELS | changes, (*HUN_TOEWIJZINGEN, *vooraf))


def test_claim_granted_in_full() -> None:
    heen, rule = declaratie({})
    assert (rule.kind, rule.toegekend) == ("goed", 130050)
    assert check_325(heen, antwoord(heen=heen), rule) == []


def test_claim_with_a_fault_inside() -> None:
    heen, rule = declaratie({TOTAAL: 1})
    assert rule.kind == "technisch"
    refused = {"Header/RetourCodes": {"RetourCode": "0001"}, DA: None}
    assert check_325(heen, antwoord({}, refused, heen), rule) == []
    assert "TR358" in {finding.regel for finding in check_325(heen, antwoord(heen=heen), rule)}


def test_claim_with_a_fault_in_the_header() -> None:
    heen, rule = declaratie({"Header/Ontvanger": "9999"}, Stap("301", {"Header/Afzender": "9999"}))
    assert rule.kind == "header"
    refused = {"Header/Afzender": "9999", "Header/RetourCodes": {"RetourCode": "S300"}, DA: None}
    assert check_325(heen, antwoord({}, refused, heen), rule) == []


def test_claim_refused_as_a_whole() -> None:
    earlier = Stap(
        "323",
        {f"{D}/DeclaratieNummer": "D1", f"{PR}/0/ProductReferentie/ReferentieNummer": "R0"},
        afgekeurd={"R0": "9321"},
    )
    heen, rule = declaratie({}, earlier)
    assert (rule.kind, rule.toegekend) == ("declaratie", 0)
    assert [(k.naam, k.codes) for k in rule.klassen] == [("Declaratie", {"9333"})]
    nothing = {f"{DA}/TotaalToegekendBedrag/TotaalBedrag": 0, f"{DA}/RetourCodes": {"RetourCode": "9333"}}
    assert check_325(heen, antwoord({}, nothing, heen), rule) == []
    assert rijen(check_325(heen, antwoord(heen=heen), rule)) == [("TR333", "9333", "8001")]


def test_claim_with_a_refused_line() -> None:
    heen, rule = declaratie(TE_VEEL)
    assert (rule.kind, rule.toegekend) == ("klassen", 60050)
    assert [(k.naam, k.codes, k.sleutel) for k in rule.klassen] == [
        ("Client", {"0200"}, (BSN,)),
        ("Prestatie", {"9321"}, (BSN, "R2", "D")),
    ]
    assert check_325(heen, antwoord({"R2": "9321"}, heen=heen), rule) == []


def test_claim_for_an_unknown_client() -> None:
    heen, rule = declaratie({f"{D}/Clienten/Client/0/Bsn": VREEMD_BSN})
    assert rule.toegekend == 0
    assert [(k.naam, set(k.codes)) for k in rule.klassen] == [
        ("Client", {"8187"}),
        ("Prestatie", {"0233"}),
        ("Prestatie", {"0233"}),
    ]
    client = f"{DA}/Clienten/Client/0"
    refused = {f"{client}/RetourCodes": {"RetourCode": "8187"}, f"{client}/Bsn": VREEMD_BSN}
    both = {"R1": "0233", "R2": "0233"}
    assert check_325(heen, antwoord(both, refused, heen), rule) == []
    wrong = refused | {f"{client}/RetourCodes": {"RetourCode": "0200"}}
    assert rijen(check_325(heen, antwoord(both, wrong, heen), rule)) == [("TR304", "8187", "0200")]


def test_another_client_of_the_same_claim_is_paid() -> None:
    other = {"Bsn": ANDER_BSN, "Prestaties": {"Prestatie": [prestatie("R3", ToewijzingNummer=9)]}}
    heen, rule = voorschrift(
        "323",
        {f"{D}/Clienten/Client/+": other, TOTAAL: 120100},
        (
            Stap("301"),
            Stap(
                "301", {"Client/Bsn": ANDER_BSN, "Client/ToegewezenProducten/ToegewezenProduct/0/ToewijzingNummer": 3}
            ),
        ),
    )
    assert rule.toegekend == 60050
    assert [(k.naam, set(k.codes)) for k in rule.klassen] == [("Client", {"0200"}), ("Prestatie", {"9338"})]
    back = antwoord({"R3": "9338"}, {f"{DA}/Clienten/Client/0/Bsn": ANDER_BSN}, heen)
    assert check_325(heen, back, rule) == []


def _goedgekeurd(ref: str = "R1") -> Stap:
    return Stap("323", {f"{PR}/0/ProductReferentie/ReferentieNummer": ref}, goedgekeurd=True)


def test_credit_comes_before_the_debit_it_makes_room_for() -> None:
    credit = prestatie(
        ProductReferentie={"ReferentieNummer": "R5", "VorigReferentieNummer": "R1"},
        IngediendBedrag={"Bedrag": 60050, "DebetCredit": "C"},
    )
    again = {f"{PR}/0": prestatie("R4"), f"{PR}/+": credit, f"{D}/DeclaratieNummer": "D2", TOTAAL: 0}
    _heen, rule = voorschrift("323", again, (Stap("301"), _goedgekeurd()))
    assert (rule.kind, rule.toegekend) == ("goed", 0)
    bad = deepcopy(again)
    bad[f"{PR}/+"]["GeleverdVolume"] = 9
    _heen, rule = voorschrift("323", bad, (Stap("301"), _goedgekeurd()))
    assert [(k.sleutel[1:], set(k.codes)) for k in rule.klassen if k.naam == "Prestatie"] == [
        (("R4", "D"), {"9389"}),
        (("R5", "C"), {"8017"}),
    ]


def test_refused_line_leaves_room_in_the_total() -> None:
    """TR322 does not count the line that TR388 refuses; the next one fits."""
    total = {
        "Client/ToegewezenProducten/ToegewezenProduct/0/Omvang": {"Volume": 15, "Eenheid": "04", "Frequentie": "6"}
    }
    lines = {
        f"{D}/DeclaratiePeriode": FEBRUARI,
        f"{PR}/0/ProductPeriode/Einddatum": "2022-01-30",
        f"{PR}/+": prestatie("R2", ProductPeriode=FEBRUARI),
        TOTAAL: 120100,
    }
    _heen, rule = voorschrift("323", lines, (Stap("301", total),))
    assert rule.regels == ("TR388",)
    assert rule.toegekend == 60050
    fits = lines | {f"{PR}/0/ProductPeriode/Einddatum": "2022-01-31"}
    _heen, rule = voorschrift("323", fits, (Stap("301", total),))
    assert [(k.sleutel[1], set(k.codes)) for k in rule.klassen if k.naam == "Prestatie"] == [("R2", {"9322"})]


@pytest.mark.parametrize(
    ("regels", "wijzig", "verwacht"),
    [
        pytest.param({}, {}, [("TR321", "9321", "geen")], id="alles goedgekeurd"),
        pytest.param({"R2": "9322"}, {}, [("TR321", "9321", "9322")], id="verkeerde code"),
        pytest.param({"R1": "0200", "R2": "9321"}, {}, [("OP303", "geen", "0200")], id="goede regel komt terug"),
        pytest.param(
            {"R1": "9340", "R2": "9321"}, {}, [("TR340", "geen opmerking", "9340")], id="goede regel geweigerd"
        ),
        pytest.param(
            {"R2": "9321"},
            {f"{DA}/Clienten/Client/0/RetourCodes": {"RetourCode": "8187"}},
            [("TR304", "geen opmerking", "8187")],
            id="client geweigerd",
        ),
        pytest.param(
            {"R2": "9321"},
            {f"{DA}/Clienten/Client/0/RetourCodes": {"RetourCode": "0233"}},
            [("OP304", "geen opmerking", "0233")],
            id="client niet beoordeeld",
        ),
        pytest.param(
            {"R2": "9321"},
            {f"{DA}/RetourCodes": {"RetourCode": "8001"}},
            [("TR342", "0", "1"), ("OP303", "0200", "8001")],
            id="8001 met regels",
        ),
        pytest.param(
            {"R2": "9321"},
            {f"{DA}/TotaalToegekendBedrag/TotaalBedrag": 60049},
            [("TR342", "€ 600,50", "€ 600,49")],
            id="totaal",
        ),
        pytest.param({"R2": "9321"}, {f"{DA}/DeclaratieNummer": "D9"}, [("TR376", "D1", "D9")], id="nummer"),
        pytest.param(
            {"R2": "9321"},
            {f"{DA}/Clienten/Client/0/Prestaties/Prestatie/0/ProductTarief": 1},
            None,
            id="veranderde regel",
        ),
        pytest.param({"R2": "9321"}, {"Header/Ontvanger": "87654321"}, None, id="naar een ander"),
        pytest.param(
            {},
            {"Header/RetourCodes": {"RetourCode": "0001"}, DA: None},
            [("OP303", "geen opmerking", "0001")],
            id="technisch geweigerd",
        ),
        pytest.param({}, {DA: None}, [("OP303", "DeclaratieAntwoord", "geen")], id="zonder antwoord"),
    ],
)
def test_wrong_answer_to_a_claim(regels: dict[str, str], wijzig: dict[str, Any], verwacht: list[Any] | None) -> None:
    heen, rule = declaratie(TE_VEEL)
    found = check_325(heen, antwoord(regels, wijzig, heen), rule)
    assert found
    if verwacht is None:
        assert {finding.regel for finding in found} <= {"TR367", "OP303", "TR337", "OP304"}
    else:
        assert rijen(found) == verwacht


def test_right_claim_refused_as_a_whole() -> None:
    heen, rule = declaratie({})
    refused = {f"{DA}/TotaalToegekendBedrag/TotaalBedrag": 0, f"{DA}/RetourCodes": {"RetourCode": "9333"}}
    assert rijen(check_325(heen, antwoord({}, refused, heen), rule)) == [("TR333", "geen opmerking", "9333")]


def test_no_contract_leaves_the_rate_alone() -> None:
    ctx = context(maak("323", {f"{PR}/0/ProductTarief": 6000, f"{PR}/0/IngediendBedrag/Bedrag": 60000, TOTAAL: 60000}))
    assert prescribe(ctx).regels == ("TR418",)
    bare = Context(ctx.bericht, ctx.administratie, NU)
    rule = prescribe(bare)
    assert rule.kind == "goed"
    assert "TR418" not in rule.evidence
    assert CONTRACT.tarief("45A04", "04", NU) == 6005
    assert GEMEENTE


# A request for change.

LOPEND = {"Client/ToegewezenProducten/ToegewezenProduct/0/Einddatum": "2022-12-31"}
TWEEDE = LOPEND | {
    "Client/ToegewezenProducten/ToegewezenProduct/0/ToewijzingNummer": 2,
    "Client/ToegewezenProducten/ToegewezenProduct/0/Product/Code": "45A05",
}
VERZOEK = "Bericht/Client/Verzoek"
TE_WIJZIGEN = f"{VERZOEK}/TeWijzigenProducten/TeWijzigenProduct"


@pytest.mark.parametrize(
    ("vooraf", "fout"),
    [
        ((Stap("301", LOPEND), Stap("301", TWEEDE)), {VERZOEK: {"9349"}}),
        ((Stap("301", TWEEDE),), {VERZOEK: {"9349"}, TE_WIJZIGEN: {"9351"}}),
        ((), {"Bericht/Client": {"8187"}, TE_WIJZIGEN: {"9351", "0233"}}),
    ],
    ids=["toewijzing ontbreekt", "andere toewijzing", "onbekende client"],
)
def test_request_for_change_comes_back(vooraf: tuple[Stap, ...], fout: dict[str, set[str]]) -> None:
    _heen, prescribed = voorschrift("317", {}, vooraf)
    assert prescribed.kind == "klassen"
    assert {k.pad: set(k.codes) for k in prescribed.klassen if k.regels} == fout


def test_generic_assignment_may_be_refused_for_either_rule() -> None:
    generic = {"Product": None, "Omvang": None, "Budget": 1000}
    steps = {f"Client/ToegewezenProducten/ToegewezenProduct/0/{name}": value for name, value in generic.items()}
    _heen, prescribed = voorschrift("317", {}, (Stap("301", LOPEND | steps),))
    klasse = prescribed.klasse(TE_WIJZIGEN)
    assert klasse is not None
    assert (klasse.codes, klasse.regels) == (frozenset({"9375", "9412"}), ("TR375",))


VERWIJDERD = Stap(
    "301",
    {f"{TP}/0/RedenWijziging": "13", f"{TP}/0/Einddatum": "2022-01-01", f"{TP}/0/Toewijzingsdatum": "2022-02-01"},
)


@pytest.mark.parametrize(
    ("soort", "wijzig", "vooraf", "release", "codes"),
    [
        ("307", {f"{ST}/0/ToewijzingNummer": 9}, (), "3.2", {"9019", "9069"}),
        ("307", {f"{ST}/0/RedenBeeindiging": "32"}, (Stap("307"),), "3.2", {"9415"}),
        ("307", {f"{ST}/0/RedenBeeindiging": "32"}, (Stap("307"),), "3.1", {"9074", "9069"}),
        ("323", {}, (VERWIJDERD,), "3.2", {"9384", "9308"}),
    ],
    ids=["stop zonder toewijzing", "tweede stop", "tweede stop in 3.1", "verwijderde toewijzing"],
)
def test_a_code_that_is_true_as_well_is_right(
    soort: str, wijzig: dict[str, Any], vooraf: tuple[Stap, ...], release: str, codes: set[str]
) -> None:
    ctx = Vector("", soort, wijzig, vooraf=(*VOORAF[soort], *vooraf), release=release).context()
    (klasse,) = (k for k in prescribe(ctx).klassen if k.regels)
    assert set(klasse.codes) == codes


AANGEVRAAGD, CLIENT = "Client/AangevraagdeProducten/AangevraagdProduct", "Client"


@pytest.mark.parametrize(
    ("codes", "verwacht"),
    [
        ({CLIENT: "9374", AANGEVRAAGD: "0200"}, []),
        ({CLIENT: "0200", AANGEVRAAGD: "9374"}, []),
        ({CLIENT: "9374", AANGEVRAAGD: "9374"}, []),
        ({CLIENT: "0200", AANGEVRAAGD: "0200"}, ["TR374"]),
        ({CLIENT: "0200", AANGEVRAAGD: "9347"}, ["TR374", "TR347"]),
        ({CLIENT: "9374", AANGEVRAAGD: "9347"}, ["TR347"]),
    ],
)
def test_a_fault_of_no_class_in_particular_may_be_told_at_either(codes: dict[str, str], verwacht: list[str]) -> None:
    changes = {f"{AANGEVRAAGD}/0/ReferentieAanbieder": "V2"}
    heen, rule = voorschrift("315", changes, (Stap("315"),))
    assert rule.regels == ("TR374",)
    back = retour(heen, {"Header": "0200"} | codes)
    assert [f.regel for f in check_return(heen, back, rule)] == verwacht
