"""The reply that the standard prescribes, as a message (IV028, IV032, IV087, IV088)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ketentoets.core.message import Bericht, Node
from ketentoets.schemas.rules.feiten import partijen
from ketentoets.schemas.rules.reactie import (
    DECLARATIE,
    GOED,
    HEADER,
    IN_ORDE,
    KLASSE_NAMEN,
    NIET_BEOORDEELD,
    TECHNISCH,
    TOEGEWEZEN,
    Klasse,
    Voorschrift,
)
from ketentoets.schemas.standaard import retour_van
from ketentoets.schemas.writer import antwoordheader, retourheader, write
from ketentoets.session.validatie_304 import factuurretour

XSLT_VERSIE = "1.0.0"
"""What XsltVersie says when a message was refused at level 2."""
DECLARATIEBERICHT, ANTWOORDBERICHT, FACTUURRETOUR = "323", "325", "304"


def antwoordsoort(soort: str) -> str | None:
    """The type that answers a forward message: '305' -> '306', '323' -> '325'; None when none does."""
    return ANTWOORDBERICHT if soort == DECLARATIEBERICHT else retour_van(soort)


def schrijf_antwoord(heen: Bericht, voorschrift: Voorschrift, identificatie: str, dag: date) -> bytes:
    """Write the prescribed return message or 325 as XML.

    `heen` is valid at level 1 and `voorschrift` was made for it; `identificatie` and `dag` are
    those of the answer.
    """
    soort = antwoordsoort(heen.soort)
    if soort is None:
        raise ValueError(f"no answer to a {heen.soort}")
    if soort == ANTWOORDBERICHT:
        data = _declaratieantwoord(heen, voorschrift, identificatie, dag)
    elif soort == FACTUURRETOUR:
        alone = _headercodes(voorschrift) if voorschrift.kind in {TECHNISCH, HEADER} else {}
        data = factuurretour(heen, voorschrift, identificatie, dag, alone, _per_klasse(voorschrift))
    else:
        data = _retourbericht(heen, soort, voorschrift, identificatie, dag)
    return write(heen.domain, heen.release, soort, data)


def _codes(*codes: str) -> dict[str, Any]:
    return {"RetourCode": list(codes)}


def _gekozen(klasse: Klasse, voorschrift: Voorschrift) -> tuple[str, ...]:
    """The codes for a class: of the rules it broke, else the first that is allowed.

    A line of a claim under a client that is refused is not judged, whatever else it broke (IV087).
    """
    if klasse.sleutel and NIET_BEOORDEELD in klasse.codes:
        return (NIET_BEOORDEELD,)
    broken = {f.retourcode for f in voorschrift.findings if f.regel in klasse.regels}
    own = tuple(sorted(broken & klasse.codes))
    return own or ((IN_ORDE,) if IN_ORDE in klasse.codes else (min(klasse.codes),))


def _per_klasse(voorschrift: Voorschrift) -> dict[str, tuple[str, ...]]:
    """The codes of the classes that broke a rule, by their path."""
    return {k.pad: _gekozen(k, voorschrift) for k in voorschrift.klassen if k.regels}


def _headercodes(voorschrift: Voorschrift) -> dict[str, Any]:
    """What goes into a Header that comes back alone."""
    versie = {"XsltVersie": XSLT_VERSIE} if voorschrift.kind == TECHNISCH else {}
    return {**versie, "RetourCodes": _codes(*_gekozen(voorschrift.klassen[0], voorschrift))}


def _retourbericht(
    heen: Bericht, soort: str, voorschrift: Voorschrift, identificatie: str, dag: date
) -> dict[str, Any]:
    sent = heen.root.find("Header")
    copy: dict[str, Any] = sent.as_data() if sent else {}
    kop = retourheader(heen.domain, heen.release, soort, copy, identificatie, dag)
    if voorschrift.kind == GOED:
        return {"Header": kop}
    if voorschrift.kind in {TECHNISCH, HEADER}:
        return {"Header": {**kop, **_headercodes(voorschrift)}}
    codes = _per_klasse(voorschrift)
    body = next(node for node in heen.root.children() if node.name != "Header")
    return {"Header": {**kop, "RetourCodes": _codes(IN_ORDE)}, body.name: _met_codes(body, codes, IN_ORDE)}


def _met_codes(node: Node, codes: Mapping[str, tuple[str, ...]], anders: str) -> Any:
    """A class unchanged, with a RetourCode in it and in each class below; `anders` where none is due."""
    children = node.children()
    if not children:
        return node.text
    own = codes.get(node.path, ()) if node.name in KLASSE_NAMEN else ()
    data: dict[str, Any] = {}
    for child in children:
        data.setdefault(child.name, []).append(_met_codes(child, codes, NIET_BEOORDEELD if own else anders))
    if node.name in KLASSE_NAMEN:
        data["RetourCodes"] = _codes(*(own or (anders,)))
    return data


def _declaratieantwoord(heen: Bericht, voorschrift: Voorschrift, identificatie: str, dag: date) -> dict[str, Any]:
    sent = heen.root.find("Header")
    copy: dict[str, Any] = sent.as_data() if sent else {}
    kop = antwoordheader(heen.domain, heen.release, partijen(heen), copy, identificatie, dag)
    if voorschrift.kind in {TECHNISCH, HEADER}:
        return {"Header": kop | _headercodes(voorschrift)}
    return {"Header": kop | {"RetourCodes": _codes(IN_ORDE)}, "DeclaratieAntwoord": _inhoud(heen, voorschrift)}


def _inhoud(heen: Bericht, voorschrift: Voorschrift) -> dict[str, Any]:
    claim = heen.root.find("Declaratie") or heen.root
    claimed = claim.find("TotaalIngediendBedrag")
    whole = {GOED: (TOEGEWEZEN,), DECLARATIE: ()}.get(voorschrift.kind, (IN_ORDE,))
    granted = voorschrift.toegekend or 0
    returned = [] if voorschrift.kind == DECLARATIE else _clienten(claim, voorschrift)
    return {
        "DeclaratieNummer": claim.get("DeclaratieNummer"),
        "TotaalIngediendBedrag": claimed.as_data() if claimed else None,
        "TotaalToegekendBedrag": {"TotaalBedrag": abs(granted), "DebetCredit": "C" if granted < 0 else "D"},
        "Clienten": {"Client": returned} if returned else None,
        "RetourCodes": _codes(*(whole or _gekozen(voorschrift.klassen[0], voorschrift))),
    }


def _clienten(claim: Node, voorschrift: Voorschrift) -> list[dict[str, Any]]:
    """The refused lines, below their clients."""
    nodes = {node.path: node for node in claim.every("Prestatie")} if voorschrift.klassen else {}
    clients: list[dict[str, Any]] = []
    for klasse in voorschrift.klassen:
        codes = {"RetourCodes": _codes(*_gekozen(klasse, voorschrift))}
        if klasse.naam == "Client":
            clients.append({"Bsn": klasse.sleutel[0], "Prestaties": {"Prestatie": []}, **codes})
        else:
            clients[-1]["Prestaties"]["Prestatie"].append({**nodes[klasse.pad].as_data(), **codes})
    return clients
