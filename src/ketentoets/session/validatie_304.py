"""The 304 that answers a 303: the whole 303 with what is awarded per line, or its Header alone (feiten B.2).

Derived: with nothing wrong the Header says 8001 and the lines are left out; a refused line is awarded and
calculated at zero, and so are the lines of a refused client, which are not judged. A line is never awarded
in part, because no rule says how much.
"""

from datetime import date
from typing import Any

from ketentoets.core.message import Bericht, Node
from ketentoets.schemas.rules.reactie import (
    GOED,
    HEADER,
    IN_ORDE,
    NIET_BEOORDEELD,
    TECHNISCH,
    TOEGEWEZEN,
    Voorschrift,
)
from ketentoets.schemas.standaard import Vorm, berichtcode
from ketentoets.schemas.writer import xsd_versie

NUL = {"Bedrag": 0, "DebetCredit": "D"}
FACTUURCODES = frozenset({"448", "450"})


def factuurretour(
    heen: Bericht,
    voorschrift: Voorschrift,
    identificatie: str,
    dag: date,
    header: dict[str, Any],
    codes: dict[str, tuple[str, ...]],
) -> dict[str, Any]:
    """The content of the 304; `header` are XsltVersie and RetourCodes of a Header that comes back alone.

    `codes` are the return codes per class that broke a rule, by its path in the 303.
    """
    alone = voorschrift.kind in {TECHNISCH, HEADER}
    granted = 0 if alone else voorschrift.toegekend or 0
    kop = _kop(heen, identificatie, dag, granted)
    if alone:
        return {"Header": kop | header}
    if voorschrift.kind == GOED:
        return {"Header": kop | _codes(TOEGEWEZEN)}
    clients = [_client(node, codes) for node in heen.root.all("Clienten/Client")]
    return {"Header": kop | _codes(IN_ORDE), "Clienten": {"Client": clients}}


def _codes(*codes: str) -> dict[str, Any]:
    return {"RetourCodes": {"RetourCode": list(codes)}}


def _kop(heen: Bericht, identificatie: str, dag: date, granted: int) -> dict[str, Any]:
    sent = heen.root.find("Header")
    data: dict[str, Any] = sent.as_data() if sent else {}
    totals = data.pop("DeclaratieFactuurBedragen")
    vorm: Vorm = "F" if data["BerichtCode"] in FACTUURCODES else "D"
    versions = xsd_versie(heen.domain, heen.release)
    return {
        **data,
        "BerichtCode": berichtcode(heen.domain, "304", vorm),
        "RetourHeader": {"GemeenteReferentieNummer": identificatie, "RetourDagtekening": dag},
        "RetourBedragen": {
            "IngediendTotaalBedrag": totals["DeclaratieFactuurTotaalBedrag"],
            "ToegekendTotaalBedrag": {"TotaalBedrag": abs(granted), "DebetCredit": "C" if granted < 0 else "D"},
        },
        **({"XsdVersieRetour": versions} if versions else {}),
    }


def _client(node: Node, codes: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    own = codes.get(node.path, ())
    lines = [_prestatie(line, codes.get(line.path, ()), refused=bool(own)) for line in node.all("Prestaties/Prestatie")]
    return {**node.as_data(), "Prestaties": {"Prestatie": lines}, **_codes(*(own or (IN_ORDE,)))}


def _prestatie(node: Node, own: tuple[str, ...], *, refused: bool) -> dict[str, Any]:
    data = node.as_data()
    amount = NUL if own or refused else data["IngediendeBedragPrestatie"]["DeclaratieFactuurBedrag"]
    awarded = {"GemeenteBerekendBedrag": amount, "ToegekendBedrag": amount}
    return {
        **data,
        "ToegekendeBedragPrestatie": awarded,
        **_codes(*(own or (NIET_BEOORDEELD if refused else IN_ORDE,))),
    }
