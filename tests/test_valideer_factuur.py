"""`valideer` on a history of 2.x: what has rules, what has none, and the 304 that is prescribed."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from test_rules_factuur import AFGEKEURD, CL, CONTRACT, F303, FI, FOUT, IN, NIEUW, PR, T301, TERUG, maak, wereld

from ketentoets.cli.valideren import Opties, toets
from ketentoets.core.message import parse
from ketentoets.schemas.rules.context import Context
from ketentoets.schemas.rules.engine import apply
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.standaard import berichtcode
from ketentoets.schemas.validator import level1
from ketentoets.session.validatie import Gevalideerd
from ketentoets.session.validatie_antwoord import schrijf_antwoord

OP = date(2021, 12, 31)
RELEASES = ("2.2", "2.3", "2.4")


def bekijk(map_: Path, **keuzes: Any) -> list[Gevalideerd]:
    return toets([str(map_)], Opties(op=OP, **keuzes), BytesIO())


def regels(map_: Path, **keuzes: Any) -> dict[str, list[str]]:
    return {Path(u.bestand).stem: [f.regel or f.soort for f in u.bevindingen] for u in bekijk(map_, **keuzes)}


def zet(map_: Path, naam: str, soort: str, changes: dict[str, Any] | None = None, release: str = "2.3") -> None:
    (map_ / f"{naam}.xml").write_bytes(maak(soort, changes, release).raw)


def test_a_history_of_2_x_is_read_in_order_of_its_days(tmp_path: Path) -> None:
    zet(tmp_path, "z301", "301", {"Header/BerichtIdentificatie/Dagtekening": "2021-04-01"})
    zet(tmp_path, "y303", "303", {f"{FI}/FactuurDagtekening": "2021-05-01"})
    zet(tmp_path, "x304", "304", AFGEKEURD | {f"{FI}/FactuurDagtekening": "2021-05-01"})
    zet(tmp_path, "a303", "303", TERUG | {f"{FI}/FactuurDagtekening": "2021-05-10"})
    assert list(regels(tmp_path).items()) == [
        ("z301", ["niet-getoetst"]),
        ("y303", []),
        ("x304", []),
        ("a303", ["RC8853"]),
    ]


def test_what_has_no_rules_is_never_a_silent_pass(tmp_path: Path) -> None:
    for soort in ("301", "302", "305", "307", "315", "303"):
        zet(tmp_path, soort, soort)
    found = regels(tmp_path, los=True)
    assert {soort for soort, names in found.items() if names == ["niet-getoetst"]} == {
        *("301", "302", "305", "307", "315")
    }
    assert found["303"] == []
    (finding,) = next(u for u in bekijk(tmp_path, los=True) if u.bericht == "JW305").bevindingen
    assert finding.verwacht == ", ".join(f"{d}-{r}" for d in ("ijw", "iwmo") for r in ("3.0", "3.1", "3.2"))


def test_a_303_that_is_refused_leaves_no_trace(tmp_path: Path) -> None:
    zet(tmp_path, "1", "301", {"Header/BerichtIdentificatie/Dagtekening": "2021-04-01"})
    zet(tmp_path, "2", "303", {f"{FI}/FactuurDagtekening": "2021-05-01", f"{IN}/GeleverdVolume": 601})
    zet(tmp_path, "3", "303", NIEUW | {f"{FI}/FactuurDagtekening": "2021-05-02"})
    zet(tmp_path, "4", "303", TERUG | {f"{FI}/FactuurDagtekening": "2021-05-03", f"{FI}/DeclarantFactuurNummer": "N3"})
    found = regels(tmp_path)
    assert (found["2"], found["3"]) == (["RC9321"], [])
    assert "RC8853" in found["4"]


def antwoord(soort: str, changes: dict[str, Any], release: str, vooraf: Any = (T301,), domain: str = "ijw") -> Any:
    heen = maak("303", changes, release, domain)
    ctx = Context(heen, wereld(vooraf, release, domain), OP, CONTRACT)
    raw = schrijf_antwoord(heen, prescribe(ctx), "KT1", date(2021, 6, 1))
    bericht, findings = level1(raw)
    assert findings == [] and bericht is not None and bericht.soort == soort
    return bericht.root


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("domain", ["ijw", "iwmo"])
def test_nothing_wrong_gives_a_header_with_8001(release: str, domain: str) -> None:
    changes = {f"{PR}/0/ProductCode": "02A04"} if domain == "iwmo" else {}
    root = antwoord("304", changes, release, domain=domain)
    assert [c.name for c in root.children()] == ["Header"]
    assert root.get("Header/RetourCodes/RetourCode") == "8001"
    assert root.get("Header/BerichtCode") == berichtcode(domain, "304")
    assert root.get("Header/RetourBedragen/ToegekendTotaalBedrag/TotaalBedrag") == "64000"
    assert (root.find("Header/XsdVersieRetour") is not None) == (release == "2.4")


def test_a_refused_line_comes_back_with_the_whole_303_and_nothing_awarded() -> None:
    extra = {
        f"{PR}/+": {
            "ProductReferentie/ReferentieNummer": "R2",
            "ProductCode": "45A05",
            "IngediendeBedragPrestatie/ProductTarief": None,
        },
        "Header/DeclaratieFactuurBedragen/DeclaratieFactuurTotaalBedrag/TotaalBedrag": 128_000,
    }
    root = antwoord("304", extra | F303, "2.3")
    assert root.get("Header/BerichtCode") == berichtcode("ijw", "304", "F")
    lines = root.all("Clienten/Client/Prestaties/Prestatie")
    awarded = [line.get("ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag") for line in lines]
    assert [line.get("RetourCodes/RetourCode") for line in lines] == ["0200", "1142"]
    assert awarded == ["64000", "0"]
    totals = root.find("Header/RetourBedragen")
    assert totals is not None
    assert totals.get("IngediendTotaalBedrag/TotaalBedrag") == "128000"
    assert totals.get("ToegekendTotaalBedrag/TotaalBedrag") == "64000"


def test_a_refused_client_gets_nothing() -> None:
    root = antwoord("304", {f"{CL}/0/Geboortedatum/Datum": "2008-05-18"}, "2.3")
    assert root.get("Clienten/Client/RetourCodes/RetourCode") == "8004"
    assert root.get("Clienten/Client/Prestaties/Prestatie/ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag") == "0"
    assert root.get("Header/RetourBedragen/ToegekendTotaalBedrag/TotaalBedrag") == "0"


@pytest.mark.parametrize("vector", [v for v in FOUT if v.soort == "303"], ids=lambda v: v.id)
def test_every_wrong_303_gets_a_304_that_is_right_and_carries_its_code(vector: Any) -> None:
    heen, ctx = vector.bericht(), vector.context()
    voorschrift = prescribe(ctx)
    raw = schrijf_antwoord(heen, voorschrift, "KT1", date(2021, 12, 31))
    assert level1(raw)[1] == []
    terug = parse(raw)
    codes = {node.text for node in terug.root.every("RetourCode")}
    first = [f.retourcode for f in voorschrift.findings]
    assert codes & set(first), (codes, first)
    admin = wereld(vector.vooraf, vector.release, vector.domain)
    admin.verwerk(heen)
    assert apply(Context(terug, admin, date(2021, 12, 31), CONTRACT)).findings == ()
