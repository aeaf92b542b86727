"""The messages of a claim until release 2.4: its assignment (301), the claim (303) and the answer (304).

A 303 is a declaration (D) or an invoice (F); they have the same shape. Elements are in the form that
`basis` explains.
"""

from copy import deepcopy
from typing import Any

from ketentoets.generators.fouten.basis import BSN as CLIENT_BSN
from ketentoets.generators.fouten.basis import (
    CATEGORIE,
    GEBOREN,
    NAAM,
    PER_WEEK,
    PRODUCT,
    Data,
    contact,
    kop,
)
from ketentoets.schemas.standaard import Vorm
from ketentoets.schemas.writer import xsd_versie

FACTUURDAG, RETOURDAG = "2020-07-01", "2020-07-02"
JANUARI_2020 = {"Begindatum": "2020-01-01", "Einddatum": "2020-01-31"}
NIETS = {"Bedrag": 0, "DebetCredit": "D"}
KOP_303, BEDRAGEN = "DeclaratieFactuurIdentificatie", "DeclaratieFactuurBedragen"


def toegewezen_oud(nummer: int = 1, **anders: Any) -> Data:
    """A ToegewezenProduct for the first half of 2020."""
    return {
        "ToewijzingNummer": nummer,
        "Product": dict(PRODUCT),
        "Toewijzingsdatum": "2020-01-01",
        "Toewijzingstijd": "10:00:00",
        "Ingangsdatum": "2020-01-01",
        "Einddatum": "2020-06-30",
        "Omvang": dict(PER_WEEK),
    } | anders


def factuurregel(ref: str = "R1", vorige: str = "", teken: str = "D", **anders: Any) -> Data:
    """A line for January 2020: of ten hours, debit; a credit names the earlier line."""
    return {
        "ToewijzingNummer": 1,
        "ProductCategorie": CATEGORIE,
        "ProductCode": "45A04",
        "ProductPeriode": dict(JANUARI_2020),
        "IngediendeBedragPrestatie": {
            "GeleverdVolume": 10,
            "Eenheid": "04",
            "ProductTarief": 6005,
            "BtwVrijstellingIndicatie": "1",
            "DeclaratieFactuurBedrag": {"Bedrag": 60050, "DebetCredit": teken},
        },
        "ProductReferentie": {"ReferentieNummer": ref, "VorigReferentieNummer": vorige or None},
    } | anders


def _client(**rest: Any) -> Data:
    client = {"Bsn": CLIENT_BSN, "Geboortedatum": dict(GEBOREN), "Geslacht": "2", "Naam": deepcopy(NAAM)}
    return client | rest


def basis_factuur(soort: str, release: str, domein: str, vorm: Vorm = "D") -> Data:
    """The right 301, 303 or 304 of a release until 2.4."""
    if soort == "304":
        return retour_data(basis_factuur("303", release, domein, vorm), release, domein, vorm)
    if soort == "301":
        products = {"ToegewezenProducten": {"ToegewezenProduct": [toegewezen_oud()]}}
        decision = {"BeschikkingNummer": 501, "Afgiftedatum": "2020-01-01", "Ingangsdatum": "2020-01-01"}
        person = {"Naam": NAAM | {"NaamGebruik": "1"}, "Contactgegevens": {"Contact": [contact()]}}
        header = kop("301", release, domein)
        header["BerichtIdentificatie"]["Dagtekening"] = "2020-01-02"
        return {"Header": header, "Client": _client(**person, Beschikking=decision | products)}
    header = kop("303", release, domein, vorm)
    header[KOP_303] |= {"DeclaratiePeriode": dict(JANUARI_2020), "FactuurDagtekening": FACTUURDAG, "ValutaCode": "EUR"}
    total = {"DeclaratieFactuurTotaalBedrag": {"TotaalBedrag": 60050, "DebetCredit": "D"}}
    return {
        "Header": header | {"BetalingAanID": "02", BEDRAGEN: total},
        "Clienten": {"Client": [_client(Prestaties={"Prestatie": [factuurregel()]})]},
    }


def beoordeeld(regel: Data, code: str = "0200") -> Data:
    """A line as a 304 has it: awarded as a whole, or with a return code not at all."""
    amount = regel["IngediendeBedragPrestatie"]["DeclaratieFactuurBedrag"] if code == "0200" else NIETS
    awarded = {"GemeenteBerekendBedrag": dict(amount), "ToegekendBedrag": dict(amount)}
    return deepcopy(regel) | {"ToegekendeBedragPrestatie": awarded, "RetourCodes": {"RetourCode": [code]}}


def beoordeelde_client(*regels: Data) -> Data:
    """The client of a 304 with its judged lines."""
    return {"Client": [_client(Prestaties={"Prestatie": list(regels)}, RetourCodes={"RetourCode": ["0200"]})]}


def retour_data(
    claim: Data, release: str, domein: str, vorm: Vorm = "D", afgekeurd: dict[str, str] | None = None
) -> Data:
    """The 304 on a claim of one client: all awarded, or with refused lines (ReferentieNummer -> return code)."""
    header = deepcopy(claim["Header"])
    claimed = header.pop(BEDRAGEN)["DeclaratieFactuurTotaalBedrag"]
    versions = xsd_versie(domein, release)
    made = header | {
        "BerichtCode": kop("304", release, domein, vorm)["BerichtCode"],
        "RetourHeader": {"GemeenteReferentieNummer": f"G{header[KOP_303]['DeclarantFactuurNummer']}",
                         "RetourDagtekening": RETOURDAG},
        "RetourBedragen": {"IngediendTotaalBedrag": dict(claimed), "ToegekendTotaalBedrag": dict(claimed)},
        "XsltVersie": "1.0.0",
        "RetourCodes": {"RetourCode": ["0200" if afgekeurd else "8001"]},
    }  # fmt: skip
    made |= {"XsdVersieRetour": versions} if versions else {}
    if not afgekeurd:
        return {"Header": made}
    (client,) = claim["Clienten"]["Client"]
    lines = [beoordeeld(line, afgekeurd.get(_ref(line), "0200")) for line in client["Prestaties"]["Prestatie"]]
    made["RetourBedragen"]["ToegekendTotaalBedrag"] = _toegekend(lines)
    return {"Header": made, "Clienten": beoordeelde_client(*lines)}


def _ref(regel: Data) -> str:
    return str(regel["ProductReferentie"]["ReferentieNummer"])


def _toegekend(regels: list[Data]) -> Data:
    amounts = (line["ToegekendeBedragPrestatie"]["ToegekendBedrag"] for line in regels)
    total = sum(-a["Bedrag"] if a["DebetCredit"] == "C" else a["Bedrag"] for a in amounts)
    return {"TotaalBedrag": abs(total), "DebetCredit": "C" if total < 0 else "D"}
