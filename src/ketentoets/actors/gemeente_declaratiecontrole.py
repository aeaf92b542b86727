"""Level 2 checks on a 323; any of them makes the 325 a Header with 0001."""

from datetime import date

from dateutil.relativedelta import relativedelta

from ketentoets.actors import controles
from ketentoets.actors.prestatie import Prestatie, getekend, lees_prestatie
from ketentoets.actors.toewijzing import EURO, laatste_van_maand
from ketentoets.core.bsn import passes_eleven_proof
from ketentoets.core.message import Bericht, Node

EERSTE_DAG = date(2021, 1, 1)
_VIJF_JAAR = relativedelta(years=5)


def inhoud(bericht: Bericht) -> list[str]:
    """The broken level 2 rules."""
    declaratie = bericht.root.find("Declaratie")
    assert declaratie is not None  # noqa: S101 - level 1
    clienten = declaratie.all("Clienten/Client")
    nodes = [(c.get("Bsn"), p) for c in clienten for p in c.all("Prestaties/Prestatie")]
    regels = [lees_prestatie(p, bsn) for bsn, p in nodes]
    dagtekening = bericht.dagtekening or date.max
    fouten = _declaratie(declaratie, dagtekening, regels) | _regels(regels, dagtekening)
    fouten["TR335"] = any(r.eind < _dagtekening(declaratie) - _VIJF_JAAR for r in regels)
    fouten["CS325"] = any(_nul_credit(node) for _bsn, node in nodes) or _nul_totaal(declaratie)
    fouten["CS002"] = any(not passes_eleven_proof(c.get("Bsn")) for c in clienten)
    sleutels = [(bsn, r.referentie, r.vorig) for (bsn, _node), r in zip(nodes, regels, strict=True)]
    fouten["TR101"] = controles.dubbel(c.get("Bsn") for c in clienten) or controles.dubbel(sleutels)
    return controles.gebroken(fouten)


def _dagtekening(declaratie: Node) -> date:
    return declaratie.date("DeclaratieDagtekening") or date.max


def _declaratie(declaratie: Node, dagtekening: date, regels: list[Prestatie]) -> dict[str, bool]:
    begin = declaratie.date("DeclaratiePeriode/Begindatum") or date.min
    eind = declaratie.date("DeclaratiePeriode/Einddatum") or date.min
    som = sum(r.getekend for r in regels)
    return {
        "CS340": begin.day != 1 or eind != laatste_van_maand(begin),
        "CS100": begin < EERSTE_DAG or any(r.begin < EERSTE_DAG for r in regels),
        "TR358": getekend(declaratie.find("TotaalIngediendBedrag")) != som,
        "TR134": begin > dagtekening or any(r.begin > dagtekening for r in regels),
        "TR137": not begin <= eind <= dagtekening,
    }


def _regels(regels: list[Prestatie], dagtekening: date) -> dict[str, bool]:
    referenties = {r.referentie for r in regels}
    return {
        "CD060": any(r.credit != bool(r.vorig) for r in regels),
        "CD087": any((r.eenheid == EURO) == (r.tarief is not None) for r in regels),
        "CS337": any((r.begin.year, r.begin.month) != (r.eind.year, r.eind.month) for r in regels),
        "CS339": any(r.eenheid == EURO and r.bedrag != r.volume for r in regels),
        "TR137p": any(not r.begin <= r.eind <= dagtekening for r in regels),
        "TR315": controles.dubbel(r.vorig for r in regels if r.vorig),
        "TR316": any(r.vorig in referenties for r in regels if r.vorig),
        "TR416": controles.dubbel(r.sleutel for r in regels if not r.credit),
    }


def _nul_credit(node: Node) -> bool:
    return node.int("IngediendBedrag/Bedrag") == 0 and node.get("IngediendBedrag/DebetCredit") != "D"


def _nul_totaal(declaratie: Node) -> bool:
    pad = "TotaalIngediendBedrag"
    return declaratie.int(f"{pad}/TotaalBedrag") == 0 and declaratie.get(f"{pad}/DebetCredit") != "D"
