"""Every planted defect visibly changes what goes over the line; without it nothing is wrong."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from test_actors_keten import TOM, Keten, declareer, inrichting, product, regels

from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.gebreken import CATALOGUS, namen
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import Bericht
from ketentoets.transports.base import Rol

ROL = {g.naam: g.rol for g in CATALOGUS}


def met(gebrek: str, **anders: Any) -> Keten:
    return Keten(gebreken=[gebrek], rol=ROL[gebrek], **anders)


def op(*delen: int) -> datetime:
    return datetime(*delen, tzinfo=AMSTERDAM)  # type: ignore[arg-type, misc]


def antwoord(bericht: Bericht, veld: str) -> str:
    return bericht.root.get(f"Antwoord/{veld}")


def test_namen_zijn_uniek_en_een_onbekende_naam_wordt_geweigerd() -> None:
    assert len(ROL) == len(CATALOGUS)
    with pytest.raises(ConfigurationError, match="geen-316"):
        ReferentieGemeente(gebreken={"bestaat-niet"})
    with pytest.raises(ConfigurationError):
        ReferentieAanbieder(gebreken={"geen-316"})
    with pytest.raises(ConfigurationError, match="laatste-moment"):
        ReferentieAanbieder(gedrag="lui")
    assert "geen-302" in namen(Rol.AANBIEDER)
    assert "geen-316" in ReferentieGemeente(gebreken={"geen-316"}).identify().naam


@pytest.mark.parametrize(
    ("gebrek", "moment"),
    [("316-werkdag-te-laat", op(2021, 3, 5, 9)), ("316-minuut-te-laat", op(2021, 3, 5, 0, 0, 59))],
)
def test_316_te_laat(gebrek: str, moment: datetime) -> None:
    keten = met(gebrek)
    keten.vraag()
    keten.tot("2021-03-10T00:00:00")
    assert keten.tijd("316") == moment


def test_302_te_laat_of_niet() -> None:
    keten = met("302-werkdag-te-laat", nu="2021-04-01T09:00:00+02:00")
    keten.wijs_toe()
    keten.tot("2021-04-10T00:00:00")
    assert keten.tijd("302") == op(2021, 4, 8, 9)
    for gebrek, soort in (("geen-302", "302"), ("geen-316", "316")):
        keten = met(gebrek)
        keten.vraag()
        keten.tot("2021-03-20T00:00:00")
        assert soort not in keten.soorten


def test_319_te_laat() -> None:
    keten = met("besluit-te-laat")
    keten.vraag(code="45X99")
    keten.tot("2021-03-20T00:00:00")
    assert keten.tijd("319") == op(2021, 3, 9, 9)


@pytest.mark.parametrize("gebrek", ["319-zonder-reden", "woonplaats-zonder-gemeente"])
def test_319_die_de_aanbieder_op_inhoud_afkeurt(gebrek: str) -> None:
    keten = met(gebrek)
    referentie = keten.vraag()
    keten.stad(
        "beoordeel-verzoek", referentieAanbieder=referentie, besluit="afwijzen",
        redenAfwijzingVerzoek="8", gemeente="0373",
    )  # fmt: skip
    assert keten.codes("320") == ["0001"]
    assert keten.laatste("320").root.get("Header/XsltVersie") == "1.0.0"
    weg = "RedenAfwijzingVerzoek" if gebrek == "319-zonder-reden" else "Woonplaatsbeginsel/Gemeente"
    assert antwoord(keten.laatste("319"), weg) == ""


def test_stapeling_niet_gezien() -> None:
    keten = met("stapeling-niet-gezien")
    keten.wijs_toe()
    keten.vraag()
    keten.tot("2021-03-02T10:00:00")
    assert "319" not in keten.soorten
    assert keten.codes("302") == ["0001"]


def test_te_ver_terug_van_beide_kanten() -> None:
    keten = met("verzoek-te-ver-terug")
    keten.vraag(ingangsdatum="2021-01-31")
    keten.tot("2021-03-02T10:00:00")
    assert antwoord(keten.laatste("319"), "RedenAfwijzingVerzoek") == "4"
    keten = met("te-ver-terug-toegewezen")
    keten.aanbieder.regio = replace(keten.aanbieder.regio, terugwerkende_kracht_maanden=None)
    keten.vraag(ingangsdatum="2021-01-31")
    keten.tot("2021-03-02T10:00:00")
    assert "301" in keten.soorten


def test_verzoek_dat_niet_had_gemogen() -> None:
    for gebrek, anders in (
        ("verzoek-op-verwijzing-gemeente", {"verwijzer": "01"}),
        ("verzoek-zonder-einddatum", {"einddatum": None, "frequentie": "4", "code": "45A06"}),
    ):
        keten = met(gebrek)
        keten.vraag(**anders)
        keten.tot("2021-03-02T10:00:00")
        assert antwoord(keten.laatste("319"), "RedenAfwijzingVerzoek") == "4"


def test_301_zonder_referentie_en_onvolledig() -> None:
    keten = met("301-zonder-referentie")
    keten.vraag()
    keten.tot("2021-03-02T10:00:00")
    assert "9379" in keten.codes("302")
    for gebreken, aantal in (([], 2), (["301-onvolledig"], 1)):
        keten = Keten(gebreken=gebreken)
        keten.wijs_toe()
        keten.wijs_toe(code="45A06")
        assert len(keten.laatste("301").root.all("Client/ToegewezenProducten/ToegewezenProduct")) == aantal


def test_verwijderde_start_telt() -> None:
    keten = met("verwijderde-start-telt")
    nummer = keten.gestart()
    keten.tot("2021-03-03T09:00:00")
    keten.zorg("corrigeer-start", toewijzingNummer=nummer, begindatum="2021-03-02")
    assert "9326" in keten.codes("306")


def test_geen_301_na_stop() -> None:
    keten = met("geen-301-na-stop")
    nummer = keten.gestart()
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-03-01", redenBeeindiging="32")
    keten.tot("2021-03-20T00:00:00")
    assert keten.soorten.count("301") == 1


def test_325_te_laat_en_regels_zonder_start() -> None:
    keten = met("325-te-laat")
    keten.lever(keten.gestart(), "2021-03-03", 4)
    keten.tot("2021-04-01T09:00:00")
    declareer(keten, tot="2021-05-01T00:00:00")
    assert keten.tijd("325") == op(2021, 4, 19, 9)
    keten = met("regels-zonder-start-afgewezen")
    keten.lever(keten.wijs_toe(), "2021-03-03", 4)
    keten.tot("2021-04-01T09:00:00")
    declareer(keten)
    assert "9338" in keten.codes("325")


def half_afgewezen(*gebreken: str) -> Keten:
    """A claim of two lines of which the first is too high."""
    keten = Keten(gebreken=[g for g in gebreken if ROL[g] is Rol.GEMEENTE])
    keten.aanbieder._gebreken = frozenset({"boven-het-maximum", *gebreken})
    eerste, tweede = keten.gestart(), keten.wijs_toe(code="45A06")
    keten.lever(eerste, "2021-03-03", 60)
    keten.lever(tweede, "2021-03-03", 2)
    keten.tot("2021-04-01T09:00:00")
    declareer(keten)
    return keten


def test_325_met_goedgekeurde_regel() -> None:
    for gebreken, codes in (((), ["9321"]), (("325-met-goedgekeurde-regel",), ["9321", "0200"])):
        nodes = half_afgewezen(*gebreken).laatste("325").root.every("Prestatie")
        assert [n.get("RetourCodes/RetourCode") for n in nodes] == codes


def test_credit_op_afgewezen_regel() -> None:
    keten = half_afgewezen("credit-op-afgewezen-regel")
    bericht = declareer(keten, tot="2021-04-12T09:00:00")
    assert [r[0] for r in regels(bericht)] == ["C"]
    assert "8017" in keten.codes("325")


def test_credit_zonder_vorige() -> None:
    keten = met("credit-zonder-vorige")
    nummer = keten.gestart()
    keten.lever(nummer, "2021-03-03", 4)
    keten.tot("2021-04-01T09:00:00")
    eerste = declareer(keten)
    pad = "Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/ReferentieNummer"
    keten.zorg("crediteer", referentieNummer=eerste.root.get(pad))
    declareer(keten, tot="2021-04-12T09:00:00")
    assert keten.codes("325") == ["0001"]
    assert keten.laatste("325").root.find("DeclaratieAntwoord") is None


def test_uren_per_levering_afgerond() -> None:
    for gebreken, volume in (([], "2"), (["uren-per-levering-afgerond"], "4")):
        keten = Keten(gebreken=gebreken, rol=Rol.AANBIEDER)
        nummer = keten.gestart()
        for dag in ("02", "03", "04", "05"):
            keten.lever(nummer, f"2021-03-{dag}", 30, "01")
        keten.tot("2021-04-01T09:00:00")
        assert [r[1] for r in regels(declareer(keten))] == [volume]


def test_start_en_stop_te_laat() -> None:
    keten = met("start-te-laat")
    keten.gestart()
    keten.tot("2021-03-20T00:00:00")
    assert keten.tijd("305") == op(2021, 3, 9, 9)
    keten = met("stop-te-laat")
    nummer = keten.gestart()
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-03-01", redenBeeindiging="31")
    keten.tot("2021-03-20T00:00:00")
    assert keten.tijd("307") == op(2021, 3, 9, 9)


def test_tijdelijke_stop_als_definitief() -> None:
    keten = met("tijdelijke-stop-als-definitief")
    nummer = keten.gestart()
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-03-01", redenBeeindiging="20")
    assert keten.laatste("307").root.get("Client/StopProducten/StopProduct/RedenBeeindiging") == "31"


def test_correctie_zonder_verwijdering() -> None:
    keten = met("correctie-zonder-verwijdering")
    nummer = keten.gestart()
    keten.tot("2021-03-03T09:00:00")
    keten.zorg("corrigeer-start", toewijzingNummer=nummer, begindatum="2021-03-02")
    assert "9326" in keten.codes("306")


def test_gezonde_actoren_keuren_niets_af() -> None:
    keten = Keten()
    nummer = keten.gestart()
    keten.lever(nummer, "2021-03-03", 4)
    keten.vraag(code="45A06")
    keten.tot("2021-04-01T09:00:00")
    declareer(keten)
    for soort in ("302", "306", "316"):
        assert keten.codes(soort) == []
    assert inrichting()["clienten"][0]["bsn"] == TOM == keten.laatste("315").root.get("Client/Bsn")
    assert product()["code"] == "45A04"
