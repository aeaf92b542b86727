"""The reference actors talk to each other; every message on the way is XSD-valid."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest

from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.gedrag import LAATSTE_MOMENT
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import OrderRefused, SutContractError
from ketentoets.core.message import Bericht, parse
from ketentoets.schemas.validator import level1
from ketentoets.transports.base import Envelope, Order, Outcome, Rol

TOM, EVA, OUD, ELDERS = "999900006", "999900018", "999900031", "999900043"


def client(bsn: str, geboren: str = "2010-02-14", gemeente: str = "0361") -> dict[str, Any]:
    return {
        "bsn": bsn,
        "geboortedatum": geboren,
        "geslacht": "1",
        "achternaam": "Wit",
        "voorvoegsel": "de",
        "voorletters": "T",
        "voornamen": "Tom",
        "gemeente": gemeente,
        "postcode": "1811AA",
        "huisnummer": 1,
        "straat": "Dorpsstraat",
        "plaats": "Alkmaar",
    }


def contract(code: str, *, minuut: int | None = None, **anders: Any) -> dict[str, Any]:
    tarieven = [{"eenheid": "04", "eurocent": 8500, "van": "2021-01-01", "tot": None}]
    if minuut:
        tarieven.append({"eenheid": "01", "eurocent": minuut, "van": "2021-01-01", "tot": None})
    return {
        "categorie": "45",
        "code": code,
        "variant": "inspanningsgericht",
        "eenheden": ["04", "01"],
        "frequenties": ["2"],
        "tot_leeftijd": 18,
        "tarieven": tarieven,
        **anders,
    }


def inrichting(standaard: str = "ijw-3.0", nu: str = "2021-03-01T09:00:00+01:00", **anders: Any) -> dict[str, Any]:
    return {
        "nu": nu,
        "standaard": standaard,
        "gemeente": {"code": "0361", "naam": "Alkmaar"},
        "aanbieder": {"agb": "65656055", "naam": "Voorbeeldzorg"},
        "feestdagen": ["2021-04-05"],
        "contract": [
            contract("45A04"),
            contract("45A05"),
            contract("45A06", minuut=142),
            contract("54D01", categorie="54", frequenties=["6"]),
        ],
        "samenloop_verboden": [["45A04", "45A05"]],
        "clienten": [client(TOM), client(EVA), client(OUD, "2003-03-01"), client(ELDERS, gemeente="0373")],
        "stil": [],
        "claimperiode": "maand",
        **anders,
    }


def product(code: str = "45A04", **anders: Any) -> dict[str, Any]:
    gegevens = {
        "categorie": "45",
        "code": code,
        "ingangsdatum": "2021-03-01",
        "einddatum": "2021-08-31",
        "volume": 3,
        "eenheid": "04",
        "frequentie": "2",
        "verwijzer": "02",
        **anders,
    }
    return {naam: waarde for naam, waarde in gegevens.items() if waarde is not None}


class Keten:
    """Both actors with a relay between them; `post` is everything that went over it."""

    def __init__(
        self,
        gebreken: Iterable[str] = (),
        gedrag: str = "gewoon",
        rol: Rol = Rol.GEMEENTE,
        **anders: Any,
    ) -> None:
        def eigenschappen(van: Rol) -> dict[str, Any]:
            return {"gebreken": frozenset(gebreken) if van is rol else frozenset(), "gedrag": gedrag}

        self.gemeente = ReferentieGemeente(**eigenschappen(Rol.GEMEENTE))
        self.aanbieder = ReferentieAanbieder(**eigenschappen(Rol.AANBIEDER))
        self.aanbieder.regio = replace(self.aanbieder.regio, toetst_vooraf=False)  # the municipality must judge it
        self.post: list[tuple[Rol, Envelope, Bericht]] = []
        for actor in self.actoren:
            actor.set_up(inrichting(**anders))

    @property
    def actoren(self) -> tuple[ReferentieGemeente, ReferentieAanbieder]:
        return self.gemeente, self.aanbieder

    def wissel(self) -> None:
        bezig = True
        while bezig:
            bezig = False
            for van, naar in ((self.gemeente, self.aanbieder), (self.aanbieder, self.gemeente)):
                while (envelope := van.fetch()) is not None:
                    bericht, fouten = level1(envelope.xml)
                    assert bericht is not None
                    assert not fouten, (fouten, envelope.xml.decode())
                    self.post.append((van.rol, envelope, bericht))
                    ontvangst = naar.deliver(envelope)
                    assert ontvangst.uitkomst is Outcome.AANGENOMEN, ontvangst
                    van.acknowledge(envelope.id)
                    bezig = True

    def tot(self, moment: str) -> None:
        """Turn the clock of both in steps of at most an hour, passing on what stands ready."""
        doel = datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM)
        self.wissel()
        while (stap := self._volgende(doel)) is not None:
            for actor in self.actoren:
                actor.set_clock(stap)
            self.wissel()
        for actor in self.actoren:
            actor.set_clock(doel)
        self.wissel()

    def _volgende(self, doel: datetime) -> datetime | None:
        momenten = [a._agenda[0][0] for a in self.actoren if a._agenda]
        return min((m for m in momenten if m <= doel), default=None)

    def opdracht(self, rol: Rol, naam: str, **gegevens: Any) -> None:
        {Rol.GEMEENTE: self.gemeente, Rol.AANBIEDER: self.aanbieder}[rol].order(Order(naam, gegevens))
        self.wissel()

    def zorg(self, naam: str, **gegevens: Any) -> None:
        self.opdracht(Rol.AANBIEDER, naam, **gegevens)

    def stad(self, naam: str, **gegevens: Any) -> None:
        self.opdracht(Rol.GEMEENTE, naam, **gegevens)

    @property
    def soorten(self) -> list[str]:
        return [b.soort for _rol, _env, b in self.post]

    def laatste(self, soort: str) -> Bericht:
        return next(b for _rol, _env, b in reversed(self.post) if b.soort == soort)

    def tijd(self, soort: str) -> datetime:
        return next(e.tijd for _rol, e, b in reversed(self.post) if b.soort == soort)

    def codes(self, soort: str) -> list[str]:
        return [n.text for n in self.laatste(soort).root.every("RetourCode")]

    def wijs_toe(self, **anders: Any) -> int:
        self.stad("wijs-toe", bsn=TOM, aanbieder="65656055", producten=[product(**anders)])
        return max(self.gemeente.dossier.toewijzingen)

    def vraag(self, bsn: str = TOM, **anders: Any) -> str:
        self.zorg("verzoek-om-toewijzing", bsn=bsn, producten=[product(**anders)])
        return self.laatste("315").root.get("Client/AangevraagdeProducten/AangevraagdProduct/ReferentieAanbieder")

    def gestart(self, **anders: Any) -> int:
        nummer = self.wijs_toe(**anders)
        self.zorg("start-zorg", toewijzingNummer=nummer, begindatum="2021-03-01")
        return nummer

    def lever(self, nummer: int, datum: str, volume: int, eenheid: str = "04") -> None:
        self.zorg("lever", toewijzingNummer=nummer, datum=datum, eenheid=eenheid, volume=volume)


@pytest.fixture(params=["ijw-3.0", "ijw-3.1", "ijw-3.2"])
def keten(request: pytest.FixtureRequest) -> Keten:
    return Keten(standaard=request.param)


def test_van_toewijzing_tot_goedgekeurde_declaratie(keten: Keten) -> None:
    nummer = keten.gestart()
    assert keten.soorten == ["301", "302", "305", "306"]
    assert keten.codes("302") == keten.codes("306") == []
    keten.lever(nummer, "2021-03-03", 2)
    keten.lever(nummer, "2021-03-10", 95, "01")
    keten.tot("2021-04-01T09:00:00")
    keten.zorg("declareer", periode="2021-03")
    regel = keten.laatste("323").root
    assert regel.get("Declaratie/TotaalIngediendBedrag/TotaalBedrag") == str(4 * 8500)
    keten.tot("2021-04-07T00:00:00")
    assert keten.codes("325") == ["0200", "8001"]
    assert keten.tijd("325") == datetime(2021, 4, 6, 10, tzinfo=AMSTERDAM)
    assert keten.laatste("325").root.get("DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag") == str(4 * 8500)


def test_verzoek_wordt_volgende_werkdag_volgens_contract_toegewezen(keten: Keten) -> None:
    referentie = keten.vraag()
    assert keten.soorten == ["315", "316"]
    keten.tot("2021-03-02T09:59:59")
    assert keten.soorten == ["315", "316"]
    keten.tot("2021-03-02T10:00:00")
    assert keten.soorten == ["315", "316", "301", "302"]
    assert keten.codes("302") == []
    assert (
        keten.laatste("301").root.get("Client/ToegewezenProducten/ToegewezenProduct/ReferentieAanbieder") == referentie
    )
    keten.wijs_toe(code="45A06")
    producten = keten.laatste("301").root.all("Client/ToegewezenProducten/ToegewezenProduct")
    assert [p.get("ReferentieAanbieder") for p in producten] == ["", ""]
    assert keten.codes("302") == []


AFWIJZINGEN: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("4", {"code": "45X99"}, {}),
    ("4", {"eenheid": "14"}, {}),
    ("4", {"frequentie": "4"}, {}),
    ("3", {}, {"contract": []}),
    ("8", {"bsn": ELDERS}, {}),
    ("9", {"bsn": OUD}, {}),
]


@pytest.mark.parametrize(("reden", "vraag", "anders"), AFWIJZINGEN)
def test_afwijzing_volgens_contract(reden: str, vraag: dict[str, Any], anders: dict[str, Any]) -> None:
    keten = Keten(**anders)
    keten.aanbieder.regio = replace(keten.aanbieder.regio, standaardfrequentie=False)
    keten.vraag(**vraag)
    keten.tot("2021-03-02T10:00:00")
    assert keten.soorten == ["315", "316", "319", "320"]
    antwoord = keten.laatste("319").root
    assert antwoord.get("Antwoord/RedenAfwijzingVerzoek") == reden
    assert antwoord.get("Antwoord/Woonplaatsbeginsel/Gemeente") == ("0373" if reden == "8" else "")
    assert keten.codes("320") == []


def test_stapeling_en_samenloop_worden_afgewezen() -> None:
    keten = Keten()
    keten.wijs_toe()
    for code, reden in (("45A04", "6"), ("45A05", "4")):
        keten.vraag(code=code)
        keten.tot(
            f"{date.fromisoformat(str(keten.gemeente.vandaag)).replace(day=keten.gemeente.vandaag.day + 1)}T10:00:00"
        )
        assert keten.laatste("319").root.get("Antwoord/RedenAfwijzingVerzoek") == reden


def test_producten_van_een_verzoek_worden_los_beoordeeld() -> None:
    keten = Keten()
    producten = [product(code=code) for code in ("45A04", "45A05", "45A06", "45X99")]
    keten.zorg("verzoek-om-toewijzing", bsn=TOM, producten=producten)
    keten.tot("2021-03-02T10:00:00")
    assert sorted(keten.soorten) == ["301", "302", "315", "316", "319", "319", "320", "320"]
    toegewezen = keten.laatste("301").root.all("Client/ToegewezenProducten/ToegewezenProduct")
    assert [t.get("Product/Code") for t in toegewezen] == ["45A04", "45A06"]
    assert len({t.get("ReferentieAanbieder") for t in toegewezen}) == 2
    assert keten.codes("302") == keten.codes("320") == []


def test_in_een_stille_periode_wacht_het_bericht() -> None:
    stil = {"van": "2021-03-02T00:00:00+01:00", "tot": "2021-03-03T13:00:00+01:00", "berichten": ["301"]}
    keten = Keten(stil=[stil])
    keten.vraag()
    keten.tot("2021-03-04T00:00:00")
    assert keten.tijd("301") == datetime(2021, 3, 3, 13, tzinfo=AMSTERDAM)


def test_start_in_de_toekomst_wordt_op_de_dag_zelf_gemeld() -> None:
    keten = Keten()
    nummer = keten.wijs_toe()
    keten.zorg("start-zorg", toewijzingNummer=nummer, begindatum="2021-03-04")
    assert "305" not in keten.soorten
    keten.tot("2021-03-05T00:00:00")
    assert keten.tijd("305") == datetime(2021, 3, 4, 9, tzinfo=AMSTERDAM)
    assert keten.codes("306") == []


def test_laatste_moment_van_de_declaratie() -> None:
    keten = Keten(gedrag=LAATSTE_MOMENT)
    nummer = keten.wijs_toe()
    keten.tot("2021-04-01T09:00:00")
    keten.lever(nummer, "2021-03-03", 4)
    declareer(keten, tot="2021-05-01T00:00:00")
    assert keten.tijd("325") == datetime(2021, 4, 16, 23, 59, 59, tzinfo=AMSTERDAM)


def test_onderzoek_en_dan_afgewezen_of_toegewezen() -> None:
    for besluit, gevolg in (("toewijzen", "301"), ("afwijzen", "319")):
        keten = Keten()
        referentie = keten.vraag()
        keten.stad("beoordeel-verzoek", referentieAanbieder=referentie, besluit="onderzoek")
        assert keten.soorten == ["315", "316", "319", "320"]
        with pytest.raises(OrderRefused, match="onderzoek"):
            keten.stad("beoordeel-verzoek", referentieAanbieder=referentie, besluit="onderzoek")
        keten.tot("2021-03-30T10:00:00")
        reden = {"redenAfwijzingVerzoek": "7"} if besluit == "afwijzen" else {}
        keten.stad("beoordeel-verzoek", referentieAanbieder=referentie, besluit=besluit, **reden)
        assert keten.soorten[4] == gevolg
        keten.tot("2021-05-30T10:00:00")
        assert len(keten.soorten) == 6
        with pytest.raises(OrderRefused, match="al besloten"):
            keten.stad("beoordeel-verzoek", referentieAanbieder=referentie, besluit="toewijzen")


def test_onderzoek_eindigt_vanzelf_na_zeven_weken() -> None:
    keten = Keten()
    referentie = keten.vraag()
    keten.stad("beoordeel-verzoek", referentieAanbieder=referentie, besluit="onderzoek")
    keten.tot("2021-04-26T23:59:59")
    assert keten.soorten[-2:] == ["301", "302"]
    assert keten.tijd("301") == datetime(2021, 4, 19, 10, tzinfo=AMSTERDAM)


def test_opdracht_voor_een_verzoek_dat_nog_komt_wordt_bewaard() -> None:
    keten = Keten()
    keten.stad(
        "beoordeel-verzoek",
        referentieAanbieder="VOT0000001",
        besluit="afwijzen",
        redenAfwijzingVerzoek="8",
        gemeente="0373",
    )
    assert keten.vraag() == "VOT0000001"
    assert keten.soorten == ["315", "316", "319", "320"]


def test_tijdelijke_stop_herstart_en_definitieve_stop(keten: Keten) -> None:
    nummer = keten.gestart()
    keten.tot("2021-04-06T09:00:00")
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-04-06", redenBeeindiging="20")
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-04-06", redenBeeindiging="32")
    assert keten.codes("308") == []
    keten.zorg("start-zorg", toewijzingNummer=nummer, begindatum="2021-04-06")
    assert keten.codes("306") == []
    keten.tot("2021-04-08T00:00:00")
    assert keten.soorten[-2:] == ["301", "302"]
    verkort = keten.laatste("301").root
    assert verkort.get("Client/ToegewezenProducten/ToegewezenProduct/RedenWijziging") == "12"
    assert verkort.get("Client/ToegewezenProducten/ToegewezenProduct/Einddatum") == "2021-04-06"


def test_correctie_van_een_start_gaat_in_twee_berichten(keten: Keten) -> None:
    nummer = keten.gestart()
    keten.tot("2021-03-03T09:00:00")
    keten.zorg("corrigeer-start", toewijzingNummer=nummer, begindatum="2021-03-02")
    assert keten.soorten[-4:] == ["305", "306", "305", "306"]
    statussen = [
        b.root.get("Client/StartProducten/StartProduct/StatusAanlevering")
        for _r, _e, b in keten.post
        if b.soort == "305"
    ]
    assert statussen == ["1", "3", "1"]
    assert keten.codes("306") == []
    keten.zorg("verwijder-start", toewijzingNummer=nummer)
    keten.zorg("start-zorg", toewijzingNummer=nummer, begindatum="2021-03-02")
    assert keten.codes("306") == []


def test_correctie_en_verwijdering_van_een_stop() -> None:
    keten = Keten()
    nummer = keten.gestart()
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-03-01", redenBeeindiging="32")
    keten.zorg("corrigeer-stop", toewijzingNummer=nummer, redenBeeindiging="33")
    assert keten.soorten[-4:] == ["307", "308", "307", "308"]
    keten.zorg("verwijder-stop", toewijzingNummer=nummer)
    assert keten.codes("308") == []
    keten.tot("2021-03-05T00:00:00")
    assert keten.soorten[-1] == "308"


def declareer(keten: Keten, periode: str = "2021-03", tot: str = "2021-04-07T09:00:00") -> Bericht:
    keten.zorg("declareer", periode=periode)
    bericht = keten.laatste("323")
    keten.tot(tot)
    return bericht


def regels(bericht: Bericht) -> list[tuple[str, str, str]]:
    nodes = bericht.root.all("Declaratie/Clienten/Client/Prestaties/Prestatie")
    return [
        (
            n.get("IngediendBedrag/DebetCredit"),
            n.get("GeleverdVolume"),
            n.get("ProductReferentie/VorigReferentieNummer"),
        )
        for n in nodes
    ]


def test_creditering_met_nieuwe_regel(keten: Keten) -> None:
    nummer = keten.gestart()
    keten.lever(nummer, "2021-03-03", 4)
    keten.tot("2021-04-01T09:00:00")
    eerste = declareer(keten)
    referentie = eerste.root.get("Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/ReferentieNummer")
    keten.zorg("crediteer", referentieNummer=referentie, gecorrigeerd={"volume": 3})
    tweede = declareer(keten, tot="2021-04-12T09:00:00")
    assert regels(tweede) == [("C", "4", referentie), ("D", "3", "")]
    assert tweede.root.get("Declaratie/TotaalIngediendBedrag/DebetCredit") == "C"
    assert keten.codes("325") == ["0200", "8001"]
    with pytest.raises(OrderRefused, match="al gecrediteerd"):
        keten.zorg("crediteer", referentieNummer=referentie)
    keten.lever(nummer, "2021-03-04", 2)
    derde = declareer(keten, tot="2021-04-15T09:00:00")
    assert [r[:2] for r in regels(derde)] == [("C", "3"), ("D", "6")]
    assert keten.codes("325") == ["0200", "8001"]


def test_afgewezen_regel_komt_terug_en_wordt_niet_gecrediteerd() -> None:
    keten = Keten(gebreken=["boven-het-maximum"], rol=Rol.AANBIEDER)
    nummer, ander = keten.gestart(), keten.wijs_toe(code="45A06")
    keten.lever(nummer, "2021-03-03", 60)
    keten.lever(ander, "2021-03-03", 2)
    keten.tot("2021-04-01T09:00:00")
    bericht = declareer(keten)
    assert keten.codes("325") == ["0200", "9321", "0200", "0200"]
    antwoord = keten.laatste("325").root.find("DeclaratieAntwoord")
    assert antwoord is not None
    assert antwoord.get("TotaalToegekendBedrag/TotaalBedrag") == str(2 * 8500)
    referentie = bericht.root.get("Declaratie/Clienten/Client/Prestaties/Prestatie/ProductReferentie/ReferentieNummer")
    with pytest.raises(OrderRefused, match="afgewezen regel"):
        keten.zorg("crediteer", referentieNummer=referentie)
    with pytest.raises(OrderRefused, match="niets te declareren"):
        keten.zorg("declareer", periode="2021-03")
    keten.lever(nummer, "2021-03-05", 3)
    assert regels(declareer(keten, tot="2021-04-12T09:00:00")) == [("D", "3", "")]
    assert keten.codes("325") == ["0200", "8001"]


def test_volume_wordt_afgetopt_op_het_maximum_van_de_periode() -> None:
    keten = Keten()
    nummer = keten.wijs_toe(ingangsdatum="2021-03-09")
    keten.lever(nummer, "2021-03-10", 40)
    keten.tot("2021-04-01T09:00:00")
    bericht = declareer(keten)
    assert regels(bericht) == [("D", "12", "")]
    assert bericht.root.get("Declaratie/Clienten/Client/Prestaties/Prestatie/ProductPeriode/Begindatum") == "2021-03-09"
    assert keten.codes("325") == ["0200", "8001"]


def test_minuten_tegen_een_afgesproken_minutentarief(keten: Keten) -> None:
    nummer = keten.wijs_toe(code="45A06")
    keten.lever(nummer, "2021-03-10", 50, "01")
    keten.tot("2021-04-01T09:00:00")
    bericht = declareer(keten)
    prestatie = bericht.root.find("Declaratie/Clienten/Client/Prestaties/Prestatie")
    assert prestatie is not None
    assert (prestatie.get("Eenheid"), prestatie.get("IngediendBedrag/Bedrag")) == ("01", str(50 * 142))
    assert keten.codes("325") == ["0200", "8001"]


def test_declaratie_wacht_op_het_antwoord_op_de_vorige() -> None:
    keten = Keten()
    nummer = keten.gestart()
    keten.lever(nummer, "2021-03-03", 4)
    keten.tot("2021-04-01T09:00:00")
    keten.zorg("declareer", periode="2021-03")
    keten.lever(nummer, "2021-03-04", 1)
    keten.zorg("declareer", periode="2021-03")
    assert keten.soorten.count("323") == 1
    keten.tot("2021-04-06T10:00:00")
    assert regels(keten.laatste("323"))[1][:2] == ("D", "5")


def test_wijzigen_en_verwijderen_van_een_toewijzing(keten: Keten) -> None:
    nummer, tweede = keten.wijs_toe(), keten.wijs_toe(code="45A06")
    keten.stad("wijzig-toewijzing", toewijzingNummer=nummer, einddatum="2021-06-30", redenWijziging="05")
    producten = keten.laatste("301").root.all("Client/ToegewezenProducten/ToegewezenProduct")
    assert [(p.get("Einddatum"), p.get("RedenWijziging")) for p in producten] == [
        ("2021-06-30", "05"),
        ("2021-08-31", ""),
    ]
    with pytest.raises(OrderRefused, match="IV066"):
        keten.stad("wijzig-toewijzing", toewijzingNummer=nummer, volume=2, redenWijziging="05")
    keten.stad("verwijder-toewijzing", toewijzingNummer=tweede)
    assert keten.codes("302") == []
    with pytest.raises(OrderRefused, match="verwijderd"):
        keten.zorg("start-zorg", toewijzingNummer=tweede, begindatum="2021-03-01")
    assert keten.wijs_toe(code="45A06") == tweede + 1


WEIGERINGEN: list[tuple[str, dict[str, Any]]] = [
    ("V-1", {"ingangsdatum": "2021-01-31"}),
    ("V-2", {"verwijzer": "01"}),
    ("V-2", {"verwijzer": {"type": "06"}}),
    ("T-1", {"code": None}),
    ("T-2", {"einddatum": None}),
    ("T-4", {"volume": None, "eenheid": None, "frequentie": None}),
    ("onbekend veld", {"onzin": 1}),
]


@pytest.mark.parametrize(("regel", "anders"), WEIGERINGEN)
def test_aanbieder_weigert_een_verzoek_dat_niet_mag(regel: str, anders: dict[str, Any]) -> None:
    keten = Keten()
    with pytest.raises(OrderRefused, match=regel):
        keten.vraag(**anders)
    assert keten.post == []


def test_een_tweede_verzoek_wacht_op_het_eerste() -> None:
    keten = Keten()
    keten.vraag()
    with pytest.raises(OrderRefused, match="TR374"):
        keten.vraag(code="45A06")
    keten.tot("2021-03-02T10:00:00")
    keten.vraag(code="45A06")


def test_verzoek_om_wijziging_kan_vanaf_2023() -> None:
    opdracht = {"bsn": TOM, "redenVerzoek": "1"}
    with pytest.raises(OrderRefused, match="01-01-2023"):
        Keten().zorg("verzoek-om-wijziging", **opdracht)
    keten = Keten(nu="2023-05-01T09:00:00+02:00", standaard="ijw-3.2")
    with pytest.raises(OrderRefused, match="TR353"):
        keten.zorg("verzoek-om-wijziging", **opdracht)
    nummer = keten.wijs_toe(ingangsdatum="2023-05-01", einddatum="2023-06-30")
    wens = {"toewijzingNummer": nummer, "gewensteIngangsdatum": "2023-05-15", "einddatum": "2023-06-30",
            "volume": 5, "eenheid": "04", "frequentie": "2"}  # fmt: skip
    keten.zorg("verzoek-om-wijziging", teWijzigen=[wens], **opdracht)
    heen, terug = keten.laatste("317"), keten.laatste("318")
    assert heen.root.get("Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct/Omvang/Volume") == "5"
    assert terug.root.find("Header/RetourCodes") is None
    with pytest.raises(OrderRefused, match="TR374"):
        keten.zorg("verzoek-om-wijziging", teWijzigen=[wens], **opdracht)


WENS = {"gewensteIngangsdatum": "2023-05-15", "einddatum": "2023-06-30", "eenheid": "04"}


@pytest.mark.parametrize(
    ("wens", "verwacht"),
    [
        ({"volume": 5}, [("2023-05-14", 3, "12"), ("2023-06-30", 5, "")]),
        ({"volume": 3, "einddatum": "2023-05-31"}, [("2023-05-31", 3, "12")]),
        ({"volume": 3, "einddatum": "2023-07-31"}, [("2023-07-31", 3, "12")]),
        ({"volume": 5, "gewensteIngangsdatum": "2023-05-01"}, [("2023-05-01", 3, "13"), ("2023-06-30", 5, "")]),
    ],
)
def test_verzoek_om_wijziging_wordt_een_op_een_toegewezen(
    wens: dict[str, Any], verwacht: list[tuple[str, int, str]]
) -> None:
    keten = Keten(nu="2023-05-01T09:00:00+02:00", standaard="ijw-3.2")
    nummer = keten.wijs_toe(ingangsdatum="2023-05-01", einddatum="2023-06-30", volume=3)
    gevraagd = {"toewijzingNummer": nummer, "frequentie": "2", **WENS, **wens}
    keten.zorg("verzoek-om-wijziging", bsn=TOM, redenVerzoek="1", teWijzigen=[gevraagd])
    ref = keten.laatste("317").root.get("Client/Verzoek/ReferentieAanbieder")
    keten.stad("beoordeel-verzoek", referentieAanbieder=ref, besluit="toewijzen")
    keten.tot("2023-05-09T00:00:00")
    producten = keten.laatste("301").root.all("Client/ToegewezenProducten/ToegewezenProduct")
    found = [(p.get("Einddatum"), p.int("Omvang/Volume"), p.get("RedenWijziging")) for p in producten]
    assert found == verwacht
    assert {p.get("ReferentieAanbieder") for p in producten} == {ref}
    assert keten.laatste("302").root.find("Header/RetourCodes") is None


def test_laatste_moment_is_de_laatste_seconde_van_de_termijn() -> None:
    keten = Keten(gedrag=LAATSTE_MOMENT, nu="2021-04-01T09:00:00+02:00")
    keten.vraag(ingangsdatum="2021-04-01")
    keten.tot("2021-04-20T00:00:00")
    assert keten.tijd("316") == datetime(2021, 4, 7, 23, 59, 59, tzinfo=AMSTERDAM)
    assert keten.tijd("301") == datetime(2021, 4, 9, 23, 59, 59, tzinfo=AMSTERDAM)
    assert keten.tijd("302") == datetime(2021, 4, 14, 23, 59, 59, tzinfo=AMSTERDAM)


def test_zelfde_verloop_geeft_dezelfde_bytes() -> None:
    def verloop() -> list[tuple[str, bytes]]:
        keten = Keten()
        keten.vraag()
        keten.tot("2021-03-05T00:00:00")
        return [(e.id, e.xml) for _rol, e, _b in keten.post]

    assert verloop() == verloop()


def test_bezorgen_is_idempotent_en_niveau_1_wordt_geweigerd() -> None:
    keten = Keten()
    keten.vraag()
    envelope = keten.post[0][1]
    assert keten.gemeente.deliver(envelope).uitkomst is Outcome.AANGENOMEN
    assert keten.gemeente.fetch() is None
    anders = Envelope(envelope.id, envelope.tijd, envelope.xml + b" ")
    assert keten.gemeente.deliver(anders).uitkomst is Outcome.STRIJDIG
    kapot = Envelope("b1f6f0a2-3a3d-4c55-8f3c-3f7f9b7e9f11", envelope.tijd, b"<Bericht/>")
    assert keten.gemeente.deliver(kapot).uitkomst is Outcome.GEWEIGERD
    geen_xml = Envelope("b1f6f0a2-3a3d-4c55-8f3c-3f7f9b7e9f12", envelope.tijd, b"<")
    assert keten.gemeente.deliver(geen_xml).uitkomst is Outcome.GEWEIGERD
    verdwaald = keten.aanbieder.deliver(Envelope("b1f6f0a2-3a3d-4c55-8f3c-3f7f9b7e9f13", envelope.tijd, envelope.xml))
    assert verdwaald.uitkomst is Outcome.GEWEIGERD
    andere = Keten(standaard="ijw-3.2").gemeente.deliver(envelope)
    assert andere.uitkomst is Outcome.GEWEIGERD


def test_klok_gaat_alleen_terug_met_een_inrichting() -> None:
    gemeente = Keten().gemeente
    with pytest.raises(SutContractError, match="gaat alleen terug"):
        gemeente.set_clock(datetime(2021, 2, 1, tzinfo=AMSTERDAM))
    gemeente.set_up(inrichting(nu="2021-01-04T09:00:00+01:00"))
    assert gemeente.nu == datetime(2021, 1, 4, 9, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("wijziging", "tekst"),
    [
        ({"onzin": 1}, "onbekend veld onzin"),
        ({"nu": "2021-03-01T09:00:00"}, "tijdzone"),
        ({"standaard": "ijw-2.1"}, "ijw-2.1"),
        ({"gemeente": {"code": "361", "naam": "Alkmaar"}}, "gemeente.code"),
        ({"aanbieder": None}, "aanbieder"),
    ],
)
def test_inrichting_wordt_streng_gelezen(wijziging: dict[str, Any], tekst: str) -> None:
    gemeente = ReferentieGemeente()
    with pytest.raises(OrderRefused, match=tekst):
        gemeente.set_up({**inrichting(), **wijziging})


def test_voor_de_eerste_inrichting_is_er_niets() -> None:
    gemeente = ReferentieGemeente()
    assert gemeente.fetch() is None
    assert gemeente.identify().rol is Rol.GEMEENTE
    with pytest.raises(OrderRefused, match="geen inrichting"):
        gemeente.order(Order("wijs-toe", {}))
    envelope = Envelope("b1f6f0a2-3a3d-4c55-8f3c-3f7f9b7e9f11", datetime.now(AMSTERDAM), b"<Bericht/>")
    assert gemeente.deliver(envelope).uitkomst is Outcome.GEWEIGERD


def test_onbekende_opdracht_en_onbekend_bericht() -> None:
    keten = Keten()
    with pytest.raises(OrderRefused, match="onbekende opdracht"):
        keten.stad("start-zorg", toewijzingNummer=1, begindatum="2021-03-01")
    with pytest.raises(SutContractError):
        keten.gemeente.acknowledge("weet-ik-niet")


def test_berichten_staan_klaar_in_de_volgorde_van_de_klok() -> None:
    keten = Keten()
    keten.vraag()
    keten.tot("2021-05-01T00:00:00")
    tijden = [e.tijd for _rol, e, _b in keten.post]
    assert all(eerder <= later for eerder, later in pairwise(tijden))
    assert parse(keten.post[0][1].xml).soort == "315"
