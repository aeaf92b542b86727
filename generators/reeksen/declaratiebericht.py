"""Claims as messages: the 323 with its 325, and before 3.0 the 303 with its 304."""

from itertools import groupby
from typing import Any

from ketentoets.core.perioden import Periode
from ketentoets.core.taal import _
from ketentoets.generators.reeksen.berichten import persoon
from ketentoets.generators.reeksen.stand import AFGEKEURD, GOEDGEKEURD, Client, Indiening
from ketentoets.generators.reeksen.wereld import Proces, Wereld
from ketentoets.schemas.standaard import berichtcode
from ketentoets.schemas.writer import antwoordheader, header

DEBET, CREDIT = "D", "C"
IN_ORDE, TOEGEWEZEN, TE_VEEL = "0200", "8001", "9321"
AAN_AANBIEDER, VRIJGESTELD = "02", "1"


def dien_in(wereld: Wereld, aanbieder: str, periode: Periode, regels: list[Indiening]) -> Proces:
    """Send a claim, and the answer of the municipality within its term."""
    nummer = f"D{wereld.nummer('declaratie'):08d}"
    wie = tuple(dict.fromkeys(i.client.bsn for i in regels))
    verwacht = ("RC9321" if wereld.oud else "TR321",) if any(i.fout for i in regels) else ()
    van, tot = f"{periode.begin:%d-%m-%Y}", f"{periode.eind:%d-%m-%Y}"
    tekst = _("declaratie over {van} - {tot}: {n} regels van {c} clienten", van=van, tot=tot, n=len(regels), c=len(wie))
    wereld.noteer("declaratie")
    gemeente = wereld.afspraken.gemeente
    if wereld.oud:
        kop = _factuurheader(wereld, aanbieder, periode, nummer)
        bedragen = {"DeclaratieFactuurBedragen": {"DeclaratieFactuurTotaalBedrag": _totaal(regels)}}
        data = {"Header": kop | bedragen, "Clienten": _clienten(regels, wereld)}
        wereld.log("303", aanbieder, gemeente, data, tekst, wie, verwacht)
    else:
        kop = wereld.stuur("323", aanbieder, _declaratie(wereld, periode, nummer, regels), tekst, wie, verwacht)
    yield wereld.binnen("declaratie_antwoord")
    for indiening in regels:
        if not indiening.credit:
            indiening.regel.status = AFGEKEURD if indiening.fout else GOEDGEKEURD
    antwoord = (
        _factuurantwoord(wereld, kop, regels) if wereld.oud else _antwoord(wereld, aanbieder, kop, nummer, regels)
    )
    uitslag = _("declaratie deels afgekeurd") if verwacht else _("declaratie goedgekeurd")
    wereld.log("304" if wereld.oud else "325", gemeente, aanbieder, antwoord, uitslag, wie)


def _declaratie(wereld: Wereld, periode: Periode, nummer: str, regels: list[Indiening]) -> dict[str, Any]:
    return {
        "Declaratie": {
            "DeclaratieNummer": nummer,
            "DeclaratiePeriode": _periode(periode),
            "DeclaratieDagtekening": wereld.vandaag,
            "TotaalIngediendBedrag": _totaal(regels),
            "Clienten": _clienten(regels, wereld),
        }
    }


def _periode(periode: Periode) -> dict[str, Any]:
    return {"Begindatum": periode.begin, "Einddatum": periode.eind}


def _totaal(regels: list[Indiening]) -> dict[str, Any]:
    som = sum(i.met_teken for i in regels)
    return {"TotaalBedrag": abs(som), "DebetCredit": CREDIT if som < 0 else DEBET}


def _per_client(regels: list[Indiening]) -> list[tuple[Client, list[Indiening]]]:
    return [(groep[0].client, groep) for _bsn, g in groupby(regels, lambda i: i.client.bsn) if (groep := list(g))]


def _clienten(regels: list[Indiening], wereld: Wereld) -> dict[str, Any]:
    prestatie = _factuurregel if wereld.oud else _prestatie
    made = []
    for client, eigen in _per_client(regels):
        wie = persoon(client) if wereld.oud else {"Bsn": client.bsn}
        made.append({**wie, "Prestaties": {"Prestatie": [prestatie(i) for i in eigen]}})
    return {"Client": made}


def _bedrag(indiening: Indiening) -> dict[str, Any]:
    return {"Bedrag": indiening.regel.bedrag, "DebetCredit": CREDIT if indiening.credit else DEBET}


def _gemeen(indiening: Indiening) -> dict[str, Any]:
    """What a line has in a 323 and in a 303."""
    traject, regel = indiening.traject, indiening.regel
    return {
        "ProductReferentie": {
            "ReferentieNummer": indiening.referentie,
            "VorigReferentieNummer": indiening.vorige or None,
        },
        "ToewijzingNummer": traject.nummer,
        "ProductCategorie": traject.product.categorie,
        "ProductCode": traject.product.code,
        "ProductPeriode": {"Begindatum": regel.begin, "Einddatum": regel.eind},
    }


def _omvang(indiening: Indiening) -> dict[str, Any]:
    return {
        "GeleverdVolume": indiening.regel.volume,
        "Eenheid": indiening.traject.declareert,
        "ProductTarief": indiening.regel.tarief,
    }


def _prestatie(indiening: Indiening) -> dict[str, Any]:
    return _gemeen(indiening) | _omvang(indiening) | {"IngediendBedrag": _bedrag(indiening)}


def _factuurregel(indiening: Indiening) -> dict[str, Any]:
    geld = {"BtwVrijstellingIndicatie": VRIJGESTELD, "DeclaratieFactuurBedrag": _bedrag(indiening)}
    made = {"BeschikkingNummer": indiening.traject.beschikking} | _gemeen(indiening)
    return made | {"IngediendeBedragPrestatie": _omvang(indiening) | geld}


def _codes(code: str) -> dict[str, Any]:
    return {"RetourCodes": {"RetourCode": code}}


def _antwoord(
    wereld: Wereld, aanbieder: str, kop: dict[str, Any], nummer: str, regels: list[Indiening]
) -> dict[str, Any]:
    """The 325: only refused lines come back (IV087)."""
    ident = f"325R{wereld.nummer('bericht'):07d}"
    partijen = (wereld.afspraken.gemeente, aanbieder)
    boven = antwoordheader(wereld.domein, wereld.release, partijen, kop, ident, wereld.vandaag)
    terug = [i for i in regels if i.fout]
    clienten = [
        {"Bsn": client.bsn, "Prestaties": {"Prestatie": [_prestatie(i) | _codes(TE_VEEL) for i in eigen]}}
        | _codes(IN_ORDE)
        for client, eigen in _per_client(terug)
    ]
    inhoud = {
        "DeclaratieNummer": nummer,
        "TotaalIngediendBedrag": _totaal(regels),
        "TotaalToegekendBedrag": _totaal([i for i in regels if not i.fout]),
        "Clienten": {"Client": clienten} if clienten else None,
    }
    return {
        "Header": boven | _codes(IN_ORDE),
        "DeclaratieAntwoord": inhoud | _codes(IN_ORDE if terug else TOEGEWEZEN),
    }


def _factuurheader(wereld: Wereld, aanbieder: str, periode: Periode, nummer: str) -> dict[str, Any]:
    gemeente = wereld.afspraken.gemeente
    kop = header(wereld.domein, wereld.release, "303", aanbieder, gemeente, nummer, wereld.vandaag)
    kop["DeclaratieFactuurIdentificatie"] |= {"DeclaratiePeriode": _periode(periode), "ValutaCode": "EUR"}
    return kop | {"BetalingAanID": AAN_AANBIEDER}


def _factuurantwoord(wereld: Wereld, kop: dict[str, Any], regels: list[Indiening]) -> dict[str, Any]:
    """The 304: all lines come back when one was refused, none when all is granted."""
    goed = [i for i in regels if not i.fout]
    geheel = len(goed) == len(regels)
    boven = kop | {
        "BerichtCode": berichtcode(wereld.domein, "304"),
        "RetourHeader": {
            "GemeenteReferentieNummer": f"G{wereld.nummer('gemeentereferentie'):08d}",
            "RetourDagtekening": wereld.vandaag,
        },
        "RetourBedragen": {"IngediendTotaalBedrag": _totaal(regels), "ToegekendTotaalBedrag": _totaal(goed)},
    }
    kopcodes = _codes(TOEGEWEZEN if geheel else IN_ORDE)
    return {"Header": boven | kopcodes, "Clienten": None if geheel else _factuurclienten(regels)}


def _factuurclienten(regels: list[Indiening]) -> dict[str, Any]:
    clienten = [
        {**persoon(client), "Prestaties": {"Prestatie": [_terug(i) for i in eigen]}} | _codes(IN_ORDE)
        for client, eigen in _per_client(regels)
    ]
    return {"Client": clienten}


def _terug(indiening: Indiening) -> dict[str, Any]:
    toegekend = _bedrag(indiening) | ({"Bedrag": 0, "DebetCredit": DEBET} if indiening.fout else {})
    bedragen = {"GemeenteBerekendBedrag": toegekend, "ToegekendBedrag": toegekend}
    code = TE_VEEL if indiening.fout else IN_ORDE
    return _factuurregel(indiening) | {"ToegekendeBedragPrestatie": bedragen} | _codes(code)
