"""What the reference actors refuse: healthy messages with one thing broken, and the code that comes back."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from test_actors_keten import EVA, TOM, Keten, declareer

from ketentoets.actors.toewijzing import Soort
from ketentoets.core.message import Bericht, parse
from ketentoets.generators.fouten.breken import breek
from ketentoets.generators.fouten.register import mutatie
from ketentoets.schemas import writer
from ketentoets.schemas.validator import level1
from ketentoets.transports.base import Envelope, Order, Outcome

Gegevens = dict[str, Any]
_ids = count(1)


def deel(gegevens: Gegevens, pad: str) -> Any:
    for stap in pad.split("/"):
        gegevens = gegevens[stap]
    return gegevens


def bezorg(keten: Keten, bericht: Bericht, gegevens: Gegevens, *, zelfde: bool = False) -> Bericht:
    """Send changed content as a new message; returns the answer."""
    kop = gegevens["Header"]["BerichtIdentificatie"]
    if not zelfde:
        kop["Identificatie"] = f"T{next(_ids):06d}"
    xml = writer.write("ijw", bericht.release, bericht.soort, gegevens)
    assert not level1(xml)[1], level1(xml)[1]
    naar = keten.gemeente if bericht.soort in {"305", "307", "315", "317", "323"} else keten.aanbieder
    envelope = Envelope(str(UUID(int=next(_ids))), naar.nu, xml)
    assert naar.deliver(envelope).uitkomst is Outcome.AANGENOMEN
    if bericht.soort == "323":
        naar.set_clock(naar.nu + timedelta(days=7))
    gevonden: Bericht | None = None
    while (uit := naar.fetch()) is not None:
        antwoord, fouten = level1(uit.xml)
        assert antwoord is not None
        assert not fouten, fouten
        gevonden = gevonden if antwoord.soort == "301" else antwoord
        naar.acknowledge(uit.id)
    assert gevonden is not None
    return gevonden


def codes(bericht: Bericht) -> set[str]:
    return {n.text for n in bericht.root.every("RetourCode")} - {"0200", "0233"}


def gegevens(bericht: Bericht) -> Gegevens:
    data: Gegevens = bericht.root.as_data()
    return data


def zet(pad: str, waarde: Any) -> Callable[[Gegevens], None]:
    """Set an element; None takes it out."""

    def doe(data: Gegevens) -> None:
        ouder, _schuin, naam = pad.rpartition("/")
        deel(data, ouder)[naam] = waarde

    return doe


GEVRAAGD = "Client/AangevraagdeProducten/AangevraagdProduct"
TOEGEWEZEN = "Client/ToegewezenProducten/ToegewezenProduct"
START, STOP = "Client/StartProducten/StartProduct", "Client/StopProducten/StopProduct"
DECLARATIE = "Declaratie"
REGEL = "Declaratie/Clienten/Client/Prestaties/Prestatie"
DAGTEKENING, KOP = "Header/BerichtIdentificatie/Dagtekening", "Header"

VERZOEK: list[tuple[str, str, Any]] = [
    ("0001", "Client/Bsn", "999900007"),
    ("0001", "Client/Geboortedatum/Datum", "2021-03-02"),
    ("0001", "Client/Geboortedatum/Datum", "1890-01-01"),
    ("0001", "Client/Geboortedatum/DatumGebruik", "1"),
    ("0001", f"{GEVRAAGD}/Omvang", None),
    ("0001", f"{GEVRAAGD}/ToewijzingEinddatum", None),
    ("0001", f"{GEVRAAGD}/ToewijzingEinddatum", "2021-02-01"),
    ("0001", f"{GEVRAAGD}/Verwijzer/Naam", None),
    ("0001", f"{GEVRAAGD}/Verwijzer/ZorgverlenerCode", "01234567"),
    ("0001", f"{GEVRAAGD}/BeschikkingNummer", "1"),
    ("8848", DAGTEKENING, "2021-03-03"),
    ("S300", f"{KOP}/Ontvanger", "9999"),
    ("S329", f"{GEVRAAGD}/Product/Categorie", "54"),
]


@pytest.mark.parametrize(("code", "pad", "waarde"), VERZOEK)
def test_315_wordt_afgekeurd(code: str, pad: str, waarde: Any) -> None:
    keten = Keten()
    keten.vraag()
    vers = Keten()
    data = gegevens(keten.laatste("315"))
    zet(pad, waarde)(data)
    antwoord = bezorg(vers, keten.laatste("315"), data)
    assert antwoord.soort == "316"
    assert codes(antwoord) == {code}
    assert (antwoord.root.find("Client") is not None) == (code == "S329")
    assert (antwoord.root.find("Header/XsltVersie") is not None) == (code == "0001")
    vers.gemeente.set_clock(vers.gemeente.nu + timedelta(days=7))
    assert vers.gemeente.fetch() is None


@pytest.mark.parametrize(("standaard", "code"), [("ijw-3.0", {"0001"}), ("ijw-3.2", set())])
def test_315_met_een_totaal_zonder_einddatum(standaard: str, code: set[str]) -> None:
    keten = Keten(standaard=standaard)
    keten.vraag()
    data = gegevens(keten.laatste("315"))
    deel(data, GEVRAAGD)["Omvang"]["Frequentie"] = "6"
    zet(f"{GEVRAAGD}/ToewijzingEinddatum", None)(data)
    assert codes(bezorg(Keten(standaard=standaard), keten.laatste("315"), data)) == code


def test_315_tegen_eerdere_berichten() -> None:
    keten = Keten()
    keten.vraag()
    bericht = keten.laatste("315")
    assert codes(bezorg(keten, bericht, gegevens(bericht), zelfde=True)) == {"9056"}
    assert codes(bezorg(keten, bericht, gegevens(bericht))) == {"9374", "9347"}
    data = gegevens(bericht)
    product = deel(data, GEVRAAGD)
    data["Client"]["AangevraagdeProducten"]["AangevraagdProduct"] = [product, {**product, "ReferentieAanbieder": "X"}]
    assert codes(bezorg(keten, bericht, data)) == {"0001"}


def test_retourbericht_neemt_de_kop_onveranderd_over() -> None:
    keten = Keten()
    keten.vraag()
    heen, terug = gegevens(keten.laatste("315"))["Header"], gegevens(keten.laatste("316"))["Header"]
    for naam in ("Afzender", "Ontvanger", "BerichtIdentificatie", "XsdVersie", "BerichtVersie", "BerichtSubversie"):
        assert terug[naam] == heen[naam]
    assert (heen["BerichtCode"], terug["BerichtCode"]) == ("446", "447")
    assert terug["DagtekeningRetour"] == "2021-03-01"


def test_verzoek_om_wijziging_wordt_ontvangen_en_afgewezen() -> None:
    keten = Keten()
    nummer = keten.wijs_toe()
    kop = writer.header("ijw", "3.0", "317", "65656055", "0361", "W1", "2021-03-01")
    omvang = {"Volume": "5", "Eenheid": "04", "Frequentie": "4"}
    wijzig = {"ToewijzingNummer": str(nummer), "GewensteIngangsdatum": "2021-04-01", "Omvang": omvang}
    verzoek = {
        "ReferentieAanbieder": "VOW1",
        "RedenVerzoek": "1",
        "TeWijzigenProducten": {"TeWijzigenProduct": [wijzig]},
    }
    data: Gegevens = {"Header": kop, "Client": {"Bsn": TOM, "Verzoek": verzoek}}
    vorm = parse(writer.write("ijw", "3.0", "317", data))
    fout = gegevens(vorm)
    deel(fout, "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct")["ToewijzingNummer"] = "7"
    assert codes(bezorg(keten, vorm, fout)) == {"9349", "9351"}
    assert codes(bezorg(keten, vorm, gegevens(vorm))) == set()
    keten.gemeente.set_clock(keten.gemeente.nu + timedelta(days=1, hours=1))
    envelope = keten.gemeente.fetch()
    assert envelope is not None
    antwoord = parse(envelope.xml)
    assert antwoord.root.get("Antwoord/RedenAfwijzingVerzoek") == "4"
    leeg = {**gegevens(vorm)}
    leeg["Client"]["Verzoek"]["TeWijzigenProducten"] = None
    assert codes(bezorg(keten, vorm, leeg)) >= {"0001"}


TW = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct"
OMVANG = {"Volume": "5", "Eenheid": "04", "Frequentie": "4"}
NIEUW = {
    "Product": {"Categorie": "45", "Code": "45A05"},
    "GewensteIngangsdatum": "2023-06-01",
    "Einddatum": "2023-06-30",
    "Omvang": OMVANG,
}


def wijzigingsverzoek(keten: Keten, nummer: int) -> Bericht:
    """A 317 that changes one assignment and asks a new product."""
    kop = writer.header("ijw", "3.2", "317", "65656055", "0361", "W1", "2023-05-01")
    wens = {"ToewijzingNummer": str(nummer), "GewensteIngangsdatum": "2023-05-15", "Einddatum": "2023-06-30"}
    verzoek = {
        "ReferentieAanbieder": "VOW1",
        "RedenVerzoek": "1",
        "TeWijzigenProducten": {"TeWijzigenProduct": [wens | {"Omvang": OMVANG}]},
        "NieuweProducten": {"NieuwProduct": [NIEUW]},
    }
    return parse(writer.write("ijw", "3.2", "317", {"Header": kop, "Client": {"Bsn": TOM, "Verzoek": verzoek}}))


def kort_verzoek() -> tuple[Keten, int]:
    keten = Keten(nu="2023-05-01T09:00:00+02:00", standaard="ijw-3.2")
    return keten, keten.wijs_toe(ingangsdatum="2023-04-01", einddatum="2023-06-30")


@pytest.mark.parametrize(
    "regel",
    ["CD041", "CD076", "CD077", "CD079", "CD096", "CS002", "CS003", "CS338", "TR352", "TR380", "TR410",
     "TR304", "TR351", "TR357", "TR361", "TR381", "TR411"],
)  # fmt: skip
def test_317_met_een_fout_wordt_teruggewezen(regel: str) -> None:
    fout = mutatie("317", regel)
    keten, nummer = kort_verzoek()
    vorm = wijzigingsverzoek(keten, nummer)
    assert codes(bezorg(keten, vorm, gegevens(vorm))) == set()
    keten, nummer = kort_verzoek()
    raw, _done = breek(fout, wijzigingsverzoek(keten, nummer).raw, [keten.laatste("301")])
    assert fout.retourcode in codes(bezorg(keten, vorm, gegevens(parse(raw))))


@pytest.mark.parametrize(
    ("verwacht", "soort", "anders"),
    [
        (set(), Soort("45", ""), {"Omvang": None}),
        ({"9412"}, Soort("45", ""), {}),
        ({"9375"}, Soort("", ""), {}),
        ({"9373"}, Soort("", ""), {"Omvang": None, "Budget": "2000"}),
        (set(), Soort("", ""), {"Omvang": None, "Budget": "2000", "GewensteIngangsdatum": "2023-04-01"}),
        (set(), Soort("", ""), {"Omvang": None, "Budget": "1000"}),
    ],
)
def test_317_op_een_toewijzing_zonder_productcode(verwacht: set[str], soort: Soort, anders: Gegevens) -> None:
    keten, nummer = kort_verzoek()
    toewijzing = keten.gemeente.dossier.toewijzingen[nummer]
    toewijzing.soort, toewijzing.omvang, toewijzing.budget = soort, None, 1000
    vorm = wijzigingsverzoek(keten, nummer)
    data = gegevens(vorm)
    deel(data, "Client/Verzoek").pop("NieuweProducten")
    deel(data, TW).update(anders)
    assert codes(bezorg(keten, vorm, data)) == verwacht


STARTS: list[tuple[set[str], dict[str, Any]]] = [
    ({"9019"}, {"ToewijzingNummer": "12"}),
    ({"9019"}, {"ToewijzingNummer": None}),
    ({"9074", "9326"}, {}),
    ({"9326"}, {"Begindatum": "2021-02-26"}),
    ({"0001"}, {"Begindatum": "2021-03-02"}),
    ({"9063"}, {"Begindatum": "2021-03-02", "StatusAanlevering": "3"}),
    (set(), {"StatusAanlevering": "3"}),
    ({"0001"}, {"StatusAanlevering": "2"}),
]


@pytest.mark.parametrize(("verwacht", "wijziging"), STARTS)
def test_305_wordt_beoordeeld(verwacht: set[str], wijziging: dict[str, Any]) -> None:
    keten = Keten()
    keten.gestart()
    data = gegevens(keten.laatste("305"))
    deel(data, START).update(wijziging)
    assert codes(bezorg(keten, keten.laatste("305"), data)) == verwacht


def test_305_van_een_andere_client_en_dubbel_in_een_bericht() -> None:
    keten = Keten()
    keten.gestart()
    data = gegevens(keten.laatste("305"))
    data["Client"]["Bsn"] = EVA
    assert codes(bezorg(keten, keten.laatste("305"), data)) == {"9019"}
    data = gegevens(keten.laatste("305"))
    data["Client"]["StartProducten"]["StartProduct"] = [deel(data, START)] * 2
    assert codes(bezorg(keten, keten.laatste("305"), data)) == {"0001"}


def test_305_verwijderen_en_opnieuw_in_een_bericht() -> None:
    keten = Keten()
    keten.gestart()
    data = gegevens(keten.laatste("305"))
    oud = deel(data, START)
    nieuw = {**oud, "Begindatum": "2021-02-26"}
    data["Client"]["StartProducten"]["StartProduct"] = [nieuw, {**oud, "StatusAanlevering": "3"}]
    assert codes(bezorg(keten, keten.laatste("305"), data)) == set()
    nummer = max(keten.gemeente.dossier.toewijzingen)
    assert [str(s.begin) for s in keten.gemeente.dossier.levering(nummer).starts] == ["2021-02-26"]


STOPS: list[tuple[str, set[str], dict[str, Any]]] = [
    ("ijw-3.2", {"9413", "9074"}, {}),
    ("ijw-3.2", set(), {"RedenBeeindiging": "32"}),
    ("ijw-3.2", {"9414"}, {"RedenBeeindiging": "32", "Einddatum": "2021-03-09"}),
    ("ijw-3.2", {"9069"}, {"Begindatum": "2021-03-03"}),
    ("ijw-3.2", {"0001"}, {"Einddatum": "2021-02-28"}),
    ("ijw-3.2", {"0001"}, {"RedenBeeindiging": "32", "Einddatum": "2021-12-31"}),
    ("ijw-3.2", {"9063"}, {"RedenBeeindiging": "32", "StatusAanlevering": "3"}),
    ("ijw-3.2", set(), {"StatusAanlevering": "3"}),
    ("ijw-3.0", {"9069", "9074"}, {}),
    ("ijw-3.0", set(), {"RedenBeeindiging": "32", "Einddatum": "2021-03-09"}),
]


def gestopt(standaard: str, reden: str) -> Keten:
    keten = Keten(standaard=standaard)
    nummer = keten.gestart()
    keten.tot("2021-03-10T09:00:00")
    keten.zorg("stop-zorg", toewijzingNummer=nummer, einddatum="2021-03-10", redenBeeindiging=reden)
    return keten


@pytest.mark.parametrize(("standaard", "verwacht", "wijziging"), STOPS)
def test_307_na_een_tijdelijke_stop(standaard: str, verwacht: set[str], wijziging: dict[str, Any]) -> None:
    keten = gestopt(standaard, "20")
    data = gegevens(keten.laatste("307"))
    deel(data, STOP).update(wijziging)
    assert codes(bezorg(keten, keten.laatste("307"), data)) == verwacht


@pytest.mark.parametrize(("standaard", "code"), [("ijw-3.2", "9415"), ("ijw-3.1", "9069")])
def test_307_na_een_definitieve_stop(standaard: str, code: str) -> None:
    keten = gestopt(standaard, "32")
    data = gegevens(keten.laatste("307"))
    deel(data, STOP)["RedenBeeindiging"] = "33"
    assert codes(bezorg(keten, keten.laatste("307"), data)) == {code}
    start = gegevens(keten.laatste("305"))
    deel(start, START)["StatusAanlevering"] = "3"
    assert codes(bezorg(keten, keten.laatste("305"), start)) == {"9071"}


DECLARATIES: list[tuple[str, set[str], dict[str, Any]]] = [
    ("ijw-3.2", {"8001"}, {}),
    ("ijw-3.2", {"9338"}, {"ToewijzingNummer": "7"}),
    ("ijw-3.2", {"9339", "S329"}, {"ProductCategorie": "54"}),
    ("ijw-3.2", {"9340"}, {"ProductCode": "45A05"}),
    ("ijw-3.2", {"9341"}, {"Eenheid": "14"}),
    ("ijw-3.2", {"9307"}, {"ProductPeriode/Begindatum": "2021-03-01"}),
    ("ijw-3.2", {"9387"}, {"ProductPeriode/Begindatum": "2021-03-12"}),
    ("ijw-3.2", {"9388"}, {"ProductPeriode/Einddatum": "2021-03-30"}),
    ("ijw-3.2", {"0611"}, {"ProductTarief": "8400", "IngediendBedrag/Bedrag": "33600"}),
    ("ijw-3.1", {"8001"}, {"ProductTarief": "8400", "IngediendBedrag/Bedrag": "33600"}),
    ("ijw-3.1", {"9346"}, {"IngediendBedrag/Bedrag": "33600"}),
    ("ijw-3.2", {"9321"}, {"GeleverdVolume": "13", "IngediendBedrag/Bedrag": "110500"}),
    (
        "ijw-3.2",
        {"8001"},
        {"Eenheid": "01", "GeleverdVolume": "50", "ProductTarief": "142", "IngediendBedrag/Bedrag": "7083"},
    ),
    (
        "ijw-3.2",
        {"9346"},
        {"Eenheid": "01", "GeleverdVolume": "50", "ProductTarief": "142", "IngediendBedrag/Bedrag": "7100"},
    ),
    ("ijw-3.2", {"8017"}, {"IngediendBedrag/DebetCredit": "C", "ProductReferentie/VorigReferentieNummer": "X"}),
    ("ijw-3.2", {"0001"}, {"IngediendBedrag/DebetCredit": "C"}),
    ("ijw-3.2", {"0001"}, {"ProductTarief": None}),
    ("ijw-3.2", {"0001"}, {"ProductPeriode/Einddatum": "2021-04-01"}),
    ("ijw-3.2", {"0001"}, {"ProductPeriode/Begindatum": "2020-12-12"}),
]


def gedeclareerd(standaard: str) -> Keten:
    """A claim that is made but not yet delivered."""
    keten = Keten(standaard=standaard)
    nummer = keten.wijs_toe(ingangsdatum="2021-03-09")
    keten.lever(nummer, "2021-03-10", 4)
    keten.tot("2021-04-06T09:00:00")
    return keten


def maak_323(keten: Keten) -> Bericht:
    keten.aanbieder.order(Order("declareer", {"periode": "2021-03"}))
    envelope = keten.aanbieder.fetch()
    assert envelope is not None
    return parse(envelope.xml)


def tel_op(data: Gegevens) -> None:
    """Make the total right again (TR358)."""
    regel = deel(data, REGEL)["IngediendBedrag"]
    data[DECLARATIE]["TotaalIngediendBedrag"] = {
        "TotaalBedrag": regel["Bedrag"],
        "DebetCredit": regel["DebetCredit"],
    }


@pytest.mark.parametrize(("standaard", "verwacht", "wijziging"), DECLARATIES)
def test_323_wordt_beoordeeld(standaard: str, verwacht: set[str], wijziging: dict[str, Any]) -> None:
    keten = gedeclareerd(standaard)
    bericht = maak_323(keten)
    data = gegevens(bericht)
    for pad, waarde in wijziging.items():
        zet(f"{REGEL}/{pad}", waarde)(data)
    tel_op(data)
    antwoord = bezorg(keten, bericht, data)
    assert antwoord.soort == "325"
    assert codes(antwoord) == verwacht
    assert (antwoord.root.find("DeclaratieAntwoord") is None) == (verwacht == {"0001"})
    toegekend = antwoord.root.get("DeclaratieAntwoord/TotaalToegekendBedrag/TotaalBedrag")
    if verwacht == {"8001"}:
        assert toegekend == data[DECLARATIE]["TotaalIngediendBedrag"]["TotaalBedrag"]
    elif verwacht != {"0001"}:
        assert toegekend == "0"


DECLARATIEDELEN: list[tuple[set[str], str, Any]] = [
    ({"0001"}, f"{DECLARATIE}/TotaalIngediendBedrag/TotaalBedrag", "1"),
    ({"0001"}, f"{DECLARATIE}/DeclaratiePeriode/Einddatum", "2021-03-30"),
    ({"0001"}, DAGTEKENING, "2021-02-28"),
    ({"8001"}, f"{DECLARATIE}/DeclaratieDagtekening", "2021-04-07"),
    ({"0001"}, "Declaratie/Clienten/Client/Bsn", "999900007"),
    ({"8187"}, "Declaratie/Clienten/Client/Bsn", "999900055"),
    ({"9338"}, "Declaratie/Clienten/Client/Bsn", EVA),
    ({"9319"}, f"{DECLARATIE}/DeclaratiePeriode", {"Begindatum": "2021-02-01", "Einddatum": "2021-02-28"}),
    ({"8848"}, DAGTEKENING, "2021-05-01"),
    ({"S300"}, f"{KOP}/Afzender", "12345678"),
]


@pytest.mark.parametrize(("verwacht", "pad", "waarde"), DECLARATIEDELEN)
def test_323_als_geheel(verwacht: set[str], pad: str, waarde: Any) -> None:
    keten = gedeclareerd("ijw-3.2")
    bericht = maak_323(keten)
    data = gegevens(bericht)
    zet(pad, waarde)(data)
    antwoord = bezorg(keten, bericht, data)
    assert codes(antwoord) == verwacht
    alleen_kop = verwacht & {"0001", "8848", "S300"}
    assert (antwoord.root.find("DeclaratieAntwoord") is None) == bool(alleen_kop)
    if verwacht == {"8187"}:
        assert (
            antwoord.root.get(f"DeclaratieAntwoord/{REGEL.removeprefix('Declaratie/')}/RetourCodes/RetourCode")
            == "0233"
        )


def test_323_tegen_eerdere_declaraties() -> None:
    keten = gedeclareerd("ijw-3.2")
    bericht = maak_323(keten)
    assert codes(bezorg(keten, bericht, gegevens(bericht))) == {"8001"}
    nog_eens = gegevens(bericht)
    antwoord = bezorg(keten, bericht, nog_eens)
    assert codes(antwoord) == {"9333"}
    assert antwoord.root.find("DeclaratieAntwoord/Clienten") is None
    nog_eens[DECLARATIE]["DeclaratieNummer"] = "ANDER1"
    assert codes(bezorg(keten, bericht, nog_eens)) == {"8021", "9389"}
    credit = gegevens(bericht)
    credit[DECLARATIE]["DeclaratieNummer"] = "ANDER2"
    regel = deel(credit, REGEL)
    vorig = regel["ProductReferentie"]["ReferentieNummer"]
    regel["ProductReferentie"] = {"ReferentieNummer": "C1", "VorigReferentieNummer": vorig}
    regel["IngediendBedrag"]["DebetCredit"] = "C"
    tel_op(credit)
    antwoord = bezorg(keten, bericht, credit)
    assert codes(antwoord) == {"8001"}
    assert antwoord.root.get("DeclaratieAntwoord/TotaalToegekendBedrag/DebetCredit") == "C"
    credit[DECLARATIE]["DeclaratieNummer"] = "ANDER3"
    regel["ProductReferentie"]["ReferentieNummer"] = "C2"
    assert codes(bezorg(keten, bericht, credit)) == {"9390"}


def test_declareren_op_een_verwijderde_toewijzing() -> None:
    for standaard, verwacht in (("ijw-3.0", {"9308"}), ("ijw-3.1", {"9384"})):
        keten = gedeclareerd(standaard)
        bericht = maak_323(keten)
        nummer = max(keten.gemeente.dossier.toewijzingen)
        keten.gemeente.order(Order("verwijder-toewijzing", {"toewijzingNummer": nummer}))
        envelope = keten.gemeente.fetch()
        assert envelope is not None
        keten.gemeente.acknowledge(envelope.id)
        assert codes(bezorg(keten, bericht, gegevens(bericht))) >= verwacht


TOEWIJZINGEN: list[tuple[str, str, Any]] = [
    ("0001", f"{TOEGEWEZEN}/Omvang", None),
    ("0001", f"{TOEGEWEZEN}/Einddatum", None),
    ("0001", f"{TOEGEWEZEN}/RedenWijziging", "13"),
    ("0001", f"{TOEGEWEZEN}/RedenWijziging", "01"),
    ("0001", "Client/Naam/NaamGebruik", "2"),
    ("0001", "Client/Contactgegevens/Contact/Adres/LandCode", None),
    ("0001", "Client/Contactgegevens/Contact/Adres/Postcode", "18AA"),
    ("0001", "Client/Contactgegevens/Contact/Soort", "04"),
    ("8848", DAGTEKENING, "2021-03-03"),
    ("S300", f"{KOP}/Afzender", "9999"),
    ("9379", f"{TOEGEWEZEN}/ReferentieAanbieder", "ONBEKEND"),
    ("S329", f"{TOEGEWEZEN}/Product/Categorie", "54"),
]


@pytest.mark.parametrize(("code", "pad", "waarde"), TOEWIJZINGEN)
def test_301_wordt_afgekeurd(code: str, pad: str, waarde: Any) -> None:
    bron, keten = Keten(standaard="ijw-3.2"), Keten(standaard="ijw-3.2")
    bron.wijs_toe()
    data = gegevens(bron.laatste("301"))
    zet(pad, waarde)(data)
    antwoord = bezorg(keten, bron.laatste("301"), data)
    assert antwoord.soort == "302"
    assert codes(antwoord) == {code}


def test_301_met_een_gebruikt_nummer_en_gestapeld() -> None:
    keten = Keten()
    keten.wijs_toe()
    data = gegevens(keten.laatste("301"))
    deel(data, TOEGEWEZEN)["Product"]["Code"] = "45A05"
    assert codes(bezorg(keten, keten.laatste("301"), data)) == {"9332"}
    een = deel(gegevens(keten.laatste("301")), TOEGEWEZEN)
    data["Client"]["ToegewezenProducten"]["ToegewezenProduct"] = [een, {**een, "ToewijzingNummer": "8"}]
    assert codes(bezorg(keten, keten.laatste("301"), data)) == {"0001"}


def test_301_verwijdert_niet_wat_is_goedgekeurd() -> None:
    keten = Keten(standaard="ijw-3.2")
    keten.lever(keten.gestart(), "2021-03-03", 4)
    keten.tot("2021-04-01T09:00:00")
    declareer(keten)
    data = gegevens(keten.laatste("301"))
    deel(data, TOEGEWEZEN).update({"Einddatum": "2021-03-01", "RedenWijziging": "13"})
    assert codes(bezorg(keten, keten.laatste("301"), data)) == {"9385"}


def test_319_tegen_wat_er_eerder_kwam() -> None:
    keten = Keten()
    referentie = keten.vraag()
    keten.stad("beoordeel-verzoek", referentieAanbieder=referentie, besluit="onderzoek")
    bericht = keten.laatste("319")
    assert codes(bezorg(keten, bericht, gegevens(bericht))) == {"9360"}
    onbekend = gegevens(bericht)
    onbekend["Antwoord"]["ReferentieAanbieder"] = "ONBEKEND"
    assert codes(bezorg(keten, bericht, onbekend)) == {"9355"}
    met_reden = gegevens(bericht)
    met_reden["Antwoord"]["RedenAfwijzingVerzoek"] = "4"
    assert codes(bezorg(keten, bericht, met_reden)) == {"0001"}
    afgewezen = gegevens(bericht)
    afgewezen["Antwoord"].update({"VerzoekAntwoord": "1", "RedenAfwijzingVerzoek": "4"})
    assert codes(bezorg(keten, bericht, afgewezen)) == set()
    assert codes(bezorg(keten, bericht, afgewezen)) == {"9365"}
    keten = Keten()
    keten.vraag()
    keten.tot("2021-03-02T10:00:00")
    assert codes(bezorg(keten, bericht, afgewezen)) == {"9359"}
