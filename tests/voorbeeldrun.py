"""A realistic run for the tests of the reports: three processes, every verdict but one."""

import hashlib
from dataclasses import replace
from uuid import UUID

from ketentoets.core.finding import Finding
from ketentoets.core.record import EventRecord, MessageRecord, RunRecord, ScenarioRecord
from ketentoets.core.verdict import Verdict

TEGEN = {"aanbieder": "gemeente", "gemeente": "aanbieder"}
AFZENDER = {"aanbieder": "65656055", "gemeente": "0361"}
CODES = {"315": "446", "316": "447", "301": "436", "302": "437", "319": "488", "305": "438", "307": "440"}
VELDEN = ("Geslacht", "Achternaam", "Voorletters", "VerzoekAntwoord", "ReferentieAanbieder", "Commentaar")
EASTER = {
    "start": "2021-04-01T15:02:00+02:00",
    "termijn": "3 werkdagen",
    "uiterlijk": "2021-04-07T23:59:59+02:00",
    "gekomen": "2021-04-08T09:12:00+02:00",
    "geteld": ["2021-04-02", "2021-04-06", "2021-04-07"],
    "overgeslagen": [
        ["2021-04-03", "zaterdag"],
        ["2021-04-04", "zondag"],
        ["2021-04-05", "Tweede paasdag"],
    ],
}
NEVER = {
    "start": "2021-03-01T10:00:00+01:00",
    "termijn": "5 werkdagen",
    "uiterlijk": "2021-03-08T23:59:59+01:00",
    "gekomen": "",
    "geteld": ["2021-03-02", "2021-03-03", "2021-03-04", "2021-03-05", "2021-03-08"],
    "overgeslagen": [["2021-03-06", "zaterdag"], ["2021-03-07", "zondag"]],
}
LATE_316 = Finding(
    soort="termijn-overschreden",
    tekst="Het retourbericht JW316 kwam na het einde van de termijn.",
    regel="OP090",
    bron="iJw 3.2, bedrijfsregel OP090: retourbericht binnen drie werkdagen",
    bericht="JW316",
    verwacht="JW316 uiterlijk wo 07-04-2021 23:59",
    gevonden="JW316 op do 08-04-2021 09:12",
    termijn=EASTER,
)
NO_REASON = Finding(
    soort="reden-ontbreekt",
    tekst="De afwijzing in JW319 heeft geen RedenAfwijzingVerzoek.",
    regel="CD084",
    bron="iJw 3.2, conditie CD084 bij RedenAfwijzingVerzoek",
    niveau=2,
    retourcode="0001",
    bericht="JW319",
    pad="Bericht/Antwoord/VerzoekAntwoord",
    lijn=22,
    verwacht="RedenAfwijzingVerzoek gevuld, omdat VerzoekAntwoord 1 (Verzoek afgewezen) is",
    gevonden="",
)
APPROVED_LINE = Finding(
    soort="goedgekeurde-regel-terug",
    tekst="JW325 stuurt een goedgekeurde Prestatie terug.",
    regel="TR342",
    bron="iJw 3.2, technische regel TR342",
    niveau=3,
    bericht="JW325",
    pad="Bericht/DeclaratieAntwoord/Prestaties/Prestatie[2]",
    lijn=30,
    verwacht="alleen afgewezen Prestaties; de som verklaart het verschil van € 170,00",
    gevonden="Prestatie PR-0002, ingediend € 85,00, toegekend € 85,00",
)


def xml(soort: str, van: str, regels: int = 18) -> str:
    """A message of about 15 + `regels` lines that looks like one of the standard."""
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<jw{soort}:Bericht xmlns:jw{soort}="http://www.istandaarden.nl/ijw/3_0/jw{soort}/schema"',
        '    xmlns:ijw="http://www.istandaarden.nl/ijw/3_0/basisschema/schema">',
        f"  <jw{soort}:Header>",
        f"    <jw{soort}:BerichtCode>{CODES.get(soort, '490')}</jw{soort}:BerichtCode>",
        f"    <jw{soort}:BerichtVersie>3</jw{soort}:BerichtVersie>",
        f"    <jw{soort}:BerichtSubversie>0</jw{soort}:BerichtSubversie>",
        f"    <jw{soort}:Afzender>{AFZENDER[van]}</jw{soort}:Afzender>",
        f"    <jw{soort}:Ontvanger>{AFZENDER[TEGEN[van]]}</jw{soort}:Ontvanger>",
        f"    <jw{soort}:BerichtIdentificatie>",
        f"      <ijw:Identificatie>{soort}-2021-000147</ijw:Identificatie>",
        "      <ijw:Dagtekening>2021-04-01</ijw:Dagtekening>",
        f"    </jw{soort}:BerichtIdentificatie>",
        f"  </jw{soort}:Header>",
        f"  <jw{soort}:Client>",
        f"    <jw{soort}:Bsn>999900006</jw{soort}:Bsn>",
        f"    <jw{soort}:Geboortedatum>2010-02-14</jw{soort}:Geboortedatum>",
    ]
    names = [VELDEN[n % len(VELDEN)] for n in range(regels)]
    body = [f"    <jw{soort}:{name}>waarde &amp; meer</jw{soort}:{name}>" for name in names]
    return "\n".join([*head, *body, f"  </jw{soort}:Client>", f"</jw{soort}:Bericht>"])


class Verhaal:
    """Builds one scenario record message by message."""

    def __init__(self, nummer: int, naam: str, proces: str, rol: str, regels: str) -> None:
        self.nummer, self.rol = nummer, rol
        self.record = ScenarioRecord(
            id=f"{proces.split(maxsplit=1)[0].lower()}-{nummer:03}",
            naam=naam,
            proces=proces,
            rol=rol,
            bron=("Standaard Administratieprotocol 3.0.4, paragraaf 2.3",),
            regels=tuple(regels.split()),
            soorten=(),
            oordeel=Verdict.GESLAAGD,
            bewijs=dict.fromkeys(regels.split(), 2),
            standaard="ijw-3.0",
        )

    def stuur(self, soort: str, van: str, tijd: str, **meer: object) -> "Verhaal":
        inhoud = xml(soort, van)
        uid = str(UUID(int=self.nummer * 1000 + len(self.record.berichten)))
        message = MessageRecord(
            id=uid,
            soort=f"JW{soort}",
            van=van,
            naar=TEGEN[van],
            beschikbaar=tijd,
            ontvangen=tijd,
            xml=inhoud,
            sha256=hashlib.sha256(inhoud.encode()).hexdigest(),
            bestand=f"berichten/{self.record.id}/{len(self.record.berichten) + 1}-JW{soort}.xml",
        )
        message = replace(message, **meer)  # type: ignore[arg-type]
        soorten = tuple(dict.fromkeys((*self.record.soorten, message.soort)))
        self.record = replace(self.record, berichten=(*self.record.berichten, message), soorten=soorten)
        return self

    def gebeurt(self, tekst: str, tijd: str, partij: str = "", soort: str = "opdracht") -> "Verhaal":
        event = EventRecord(soort, tijd, tekst, partij)
        self.record = replace(self.record, gebeurtenissen=(*self.record.gebeurtenissen, event))
        return self

    def eindigt(self, oordeel: Verdict, *bevindingen: Finding, reden: str = "") -> ScenarioRecord:
        last = self.record.berichten[-1].id if self.record.berichten else ""
        kinds = {m.soort: m.id for m in self.record.berichten}
        found = tuple(replace(f, bericht_id=kinds.get(f.bericht, "") and last) for f in bevindingen)
        return replace(self.record, oordeel=oordeel, bevindingen=found, reden=reden)


def _verzoek(nummer: int, naam: str, rol: str, regels: str) -> Verhaal:
    verhaal = Verhaal(nummer, naam, "Verzoek om toewijzing", rol, regels)
    verhaal.gebeurt("Vraag toewijzing aan voor 45A04", "2021-04-01T15:00:00+02:00", "aanbieder")
    return verhaal.stuur("315", "aanbieder", "2021-04-01T15:02:00+02:00")


def _laat(nummer: int, naam: str) -> ScenarioRecord:
    verhaal = _verzoek(nummer, naam, "gemeente", "OP090 TR355")
    verhaal.stuur("316", "gemeente", "2021-04-08T09:12:00+02:00", uiterlijk="2021-04-07T23:59:59+02:00", te_laat=True)
    return verhaal.eindigt(Verdict.GEZAKT, LATE_316)


def _toewijzing(nummer: int, naam: str, rol: str) -> ScenarioRecord:
    verhaal = _verzoek(nummer, naam, rol, "OP090 TR355 TR056")
    verhaal.stuur("316", "gemeente", "2021-04-02T08:30:00+02:00", uiterlijk="2021-04-07T23:59:59+02:00")
    verhaal.gebeurt("Wijs toe: 45A04 vanaf 01-04-2021", "2021-04-02T10:00:00+02:00", "gemeente")
    verhaal.stuur("301", "gemeente", "2021-04-02T10:00:00+02:00", uiterlijk="2021-04-09T23:59:59+02:00")
    verhaal.gebeurt("De klok gaat naar di 06-04-2021", "2021-04-06T09:00:00+02:00", soort="klok")
    verhaal.stuur("302", "aanbieder", "2021-04-06T09:05:00+02:00", uiterlijk="2021-04-08T23:59:59+02:00")
    return verhaal.eindigt(Verdict.GESLAAGD)


def _afwijzing() -> ScenarioRecord:
    verhaal = _verzoek(6, "Een verzoek buiten het contract wordt afgewezen", "gemeente", "CD084 TR355 TR409")
    verhaal.stuur("316", "gemeente", "2021-04-02T08:30:00+02:00", uiterlijk="2021-04-07T23:59:59+02:00")
    verhaal.gebeurt("Wijs af: buiten contract (reden 4)", "2021-04-02T11:00:00+02:00", "gemeente")
    verhaal.stuur("319", "gemeente", "2021-04-02T11:01:00+02:00", uiterlijk="2021-04-09T23:59:59+02:00")
    return verhaal.eindigt(Verdict.GEZAKT, NO_REASON)


def _declaratie(nummer: int, naam: str, rol: str) -> Verhaal:
    verhaal = Verhaal(nummer, naam, "Declareren", rol, "TR342 TR366 OP090x4")
    verhaal.gebeurt("Declareer maart 2021", "2021-04-06T09:00:00+02:00", "aanbieder")
    verhaal.stuur("323", "aanbieder", "2021-04-06T09:01:00+02:00")
    return verhaal.stuur("325", "gemeente", "2021-04-13T16:40:00+02:00", uiterlijk="2021-04-20T23:59:59+02:00")


def _uitgebleven() -> ScenarioRecord:
    verhaal = Verhaal(11, "De start van de zorg wordt gemeld", "Leveren", "aanbieder", "OP179 TR019")
    verhaal.stuur("301", "gemeente", "2021-03-01T09:00:00+01:00").stuur("302", "aanbieder", "2021-03-01T09:20:00+01:00")
    verhaal.gebeurt("Start de zorg per 01-03-2021", "2021-03-01T10:00:00+01:00", "aanbieder")
    missing = Finding(
        soort="bericht-uitgebleven",
        tekst="JW305 is binnen de termijn niet gekomen.",
        regel="OP033x1",
        bron="Standaard Administratieprotocol 3.0.4, paragraaf 3.1",
        bericht="JW305",
        verwacht="JW305 uiterlijk ma 08-03-2021 23:59",
        gevonden="geen JW305",
        termijn=NEVER,
    )
    return verhaal.eindigt(Verdict.GEZAKT, missing)


def _geweigerd() -> ScenarioRecord:
    verhaal = Verhaal(12, "Een stop zonder start wordt geweigerd", "Leveren", "gemeente", "TR074 TR063")
    fout = {
        "pad": "Bericht/Client/StopProducten/StopProduct",
        "operator": "weglaten",
        "regel": "TR074",
        "voor": "JW305 gestuurd",
        "na": "geen JW305",
        "niveau": 3,
        "retourcode": "9074",
    }
    verhaal.stuur("307", "aanbieder", "2021-03-12T14:00:00+01:00", mutatie=fout, uitkomst="geweigerd")
    return verhaal.eindigt(Verdict.GESLAAGD)


def scenarios() -> tuple[ScenarioRecord, ...]:
    """Thirteen scenarios in three processes."""
    unclear = Finding(
        soort="niet-te-beoordelen",
        tekst="Het besluit is niet te volgen: het systeem neemt geen opdrachten aan.",
        regel="TR360",
        bericht="JW319",
        gevolg=Verdict.ONBESLIST,
    )
    leveren = Verhaal(13, "Een stop wordt gecorrigeerd", "Leveren", "aanbieder", "TR063 TR071")
    leveren.stuur("307", "aanbieder", "2021-03-15T09:00:00+01:00").stuur("308", "gemeente", "2021-03-15T09:30:00+01:00")
    return (
        _toewijzing(1, "Een verzoek binnen het contract wordt toegewezen", "aanbieder"),
        _toewijzing(2, "Een verzoek binnen het contract wordt toegewezen", "gemeente"),
        _laat(3, "Rond Pasen telt Tweede paasdag niet als werkdag"),
        _laat(4, "Een verzoek op de dag voor Goede Vrijdag"),
        _laat(5, "Twee verzoeken voor één cliënt op dezelfde middag"),
        _afwijzing(),
        _verzoek(7, "Een verzoek gaat eerst in onderzoek", "gemeente", "TR360 TR365").eindigt(
            Verdict.ONBESLIST, unclear, reden="Zonder opdrachten is niet te zien welk besluit is genomen."
        ),
        _declaratie(8, "Een declaratie wordt geheel toegekend", "gemeente").eindigt(Verdict.GESLAAGD),
        _declaratie(9, "Eén van drie prestaties wordt afgewezen", "gemeente").eindigt(Verdict.GEZAKT, APPROVED_LINE),
        Verhaal(10, "Declareren per vier weken", "Declareren", "gemeente", "TR319").eindigt(
            Verdict.NIET_VAN_TOEPASSING, reden="Het profiel declareert per maand."
        ),
        _uitgebleven(),
        _geweigerd(),
        leveren.eindigt(Verdict.FOUT, reden="De controle TR071 leverde geen bewijs op."),
    )


def run(**meer: object) -> RunRecord:
    """The run; `meer` replaces fields of it."""
    record = RunRecord(
        run="2026-01-14-093012-7f3a",
        ketentoets="0.1.0",
        begonnen="2026-01-14T09:30:12+01:00",
        klaar="2026-01-14T09:31:05+01:00",
        profiel={"id": "alkmaar-2021", "naam": "Regio Alkmaar 2021", "standaard": "ijw-3.0"},
        regelset="2026.1 (iJw 3.0)",
        klok="virtueel",
        datum="2021-03-01",
        zaad=20210301,
        rollen=("aanbieder", "gemeente"),
        sut=(
            {
                "rol": "aanbieder",
                "naam": "ZorgPlan",
                "versie": "8.4.1",
                "adres": "http://127.0.0.1:8001",
                "standaarden": ["ijw-3.0"],
                "kan": ["klok", "inrichting"],
            },
            {
                "rol": "gemeente",
                "naam": "JeugdSuite",
                "versie": "2021.2",
                "adres": "http://127.0.0.1:8002",
                "standaarden": ["ijw-3.0"],
                "kan": ["klok", "opdrachten", "inrichting"],
            },
        ),
        scenarios=scenarios(),
        afgeleid={"ijw-3.0": ("er was geen officieel schema", "er was geen regellijst")},
    )
    return replace(record, **meer)  # type: ignore[arg-type]
