"""The gemeente gets a claim (323) and answers with a 325 (IV087, OP090x4, OP303, OP304, TR342)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ketentoets.actors import controles
from ketentoets.actors.base import OCHTEND, ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gemeente_declaratiecontrole import inhoud
from ketentoets.actors.gemeente_prestaties import Regelcontrole
from ketentoets.actors.prestatie import Prestatie, getekend, lees_prestatie, totaal
from ketentoets.actors.retour import (
    GEEN_OPMERKING,
    NIET_BEOORDEELD,
    TECHNISCH,
    XSLT_VERSIE,
    retourcodes,
)
from ketentoets.actors.termijnen import DECLARATIE_WERKDAGEN
from ketentoets.core.message import Bericht, Node

VOLLEDIG = "8001"
TWEE_WERKDAGEN = 2


@dataclass
class Regel:
    """A claimed line with the codes it gets; none means approved."""

    prestatie: Prestatie
    codes: list[str] = field(default_factory=list)


@dataclass
class Clientdeel:
    """The lines of one client; `codes` are faults of the client itself."""

    bsn: str
    regels: list[Regel]
    codes: list[str] = field(default_factory=list)

    @property
    def afgewezen(self) -> list[Regel]:
        """The lines with a fault of their own."""
        return [r for r in self.regels if r.codes]


class Declaraties:
    """Judges claims and answers them."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier) -> None:
        self._actor, self._dossier = actor, dossier
        self._kop = controles.Kopcontrole(actor.code_ander, actor.code)
        self._regels = Regelcontrole(actor, dossier)
        actor.verwerkt("323", self._ontvang)

    def _ontvang(self, bericht: Bericht, ontvangen: datetime) -> None:
        moment = self._antwoordmoment(ontvangen.date())
        self._actor.beoordeel(moment, lambda: self._toets(bericht, moment))

    def _toets(self, bericht: Bericht, moment: datetime) -> None:
        if self._actor.ziet(inhoud(bericht)):
            self._actor.plan(moment, lambda: self._afgekeurd(bericht, [TECHNISCH]))
            return
        kop = self._actor.ziet(self._kop.codes(bericht, self._actor.vandaag))
        if kop:
            self._actor.plan(moment, lambda: self._afgekeurd(bericht, kop))
        else:
            self._beoordeel(bericht, moment)

    def _antwoordmoment(self, dag: date) -> datetime:
        if self._actor.heeft("325-te-laat"):
            return self._actor.werkmoment(dag, DECLARATIE_WERKDAGEN + 1, OCHTEND)
        gewoon = self._actor.werkmoment(dag, TWEE_WERKDAGEN)
        return self._actor.moment_binnen(dag, DECLARATIE_WERKDAGEN, gewoon)

    def _afgekeurd(self, bericht: Bericht, codes: list[str]) -> None:
        """Header only: the claim counts as not sent."""
        versie = XSLT_VERSIE if TECHNISCH in codes else None
        self._stuur({**_verwijzing(bericht), "XsltVersie": versie, "RetourCodes": retourcodes(*codes)}, None)

    def _beoordeel(self, bericht: Bericht, moment: datetime) -> None:
        """Judge by what is known now: what changes before the answer goes out does not count."""
        declaratie = bericht.root.find("Declaratie")
        assert declaratie is not None  # noqa: S101 - level 1
        fouten = self._declaratie_codes(declaratie)
        delen = [] if fouten else self._beoordeel_regels(declaratie)
        self._actor.plan(moment, lambda: self._antwoord(bericht, declaratie, fouten, delen))

    def _declaratie_codes(self, declaratie: Node) -> list[str]:
        """TR333 and TR318: never a period before the last one. Remembers number and period of what is not refused."""
        nummer = declaratie.get("DeclaratieNummer")
        begin = declaratie.date("DeclaratiePeriode/Begindatum") or date.min
        fouten = {
            "9333": nummer in self._dossier.declaratienummers,
            "8214": begin < self._dossier.laatste_periode,
        }
        codes = self._actor.ziet(controles.gebroken(fouten))
        if not codes:
            self._dossier.declaratienummers.add(nummer)
            self._dossier.laatste_periode = max(begin, self._dossier.laatste_periode)
        return codes

    def _beoordeel_regels(self, declaratie: Node) -> list[Clientdeel]:
        """Credits before debits (OP366)."""
        periode = declaratie.date("DeclaratiePeriode/Einddatum") or date.max
        delen = [_deel(node) for node in declaratie.all("Clienten/Client")]
        for deel in delen:
            if self._actor.inrichting.client(deel.bsn) is None:
                deel.codes = self._actor.ziet(["8187"])
        regels = [r for d in delen if not d.codes for r in d.regels]
        for regel in sorted(regels, key=lambda r: not r.prestatie.credit):
            regel.codes = self._regels.codes(regel.prestatie, periode)
        return delen

    def _antwoord(self, bericht: Bericht, declaratie: Node, fouten: list[str], delen: list[Clientdeel]) -> None:
        ingediend = declaratie.find("TotaalIngediendBedrag")
        goed = [r.prestatie for d in delen if not d.codes for r in d.regels if not r.codes]
        toegekend = 0 if fouten else sum(p.getekend for p in goed)
        clienten = self._clienten(delen)
        codes = fouten or [GEEN_OPMERKING if clienten else VOLLEDIG]
        antwoord = {
            "DeclaratieNummer": declaratie.get("DeclaratieNummer"),
            "TotaalIngediendBedrag": totaal(getekend(ingediend)),
            "TotaalToegekendBedrag": totaal(toegekend),
            "Clienten": {"Client": clienten},
            "RetourCodes": retourcodes(*codes),
        }
        self._stuur({**_verwijzing(bericht), "RetourCodes": retourcodes(GEEN_OPMERKING)}, antwoord)

    def _clienten(self, delen: list[Clientdeel]) -> list[dict[str, Any]]:
        """The clients with rejected lines only (OP304, TR342)."""
        alles = self._actor.heeft("325-met-goedgekeurde-regel") and any(d.codes or d.afgewezen for d in delen)
        gekozen = ((d, d.regels if alles or d.codes else d.afgewezen) for d in delen)
        return [_client(deel, regels) for deel, regels in gekozen if regels]

    def _stuur(self, kop: dict[str, Any], antwoord: dict[str, Any] | None) -> None:
        self._actor.stuur("325", {"Header": kop, "DeclaratieAntwoord": antwoord})


def _deel(node: Node) -> Clientdeel:
    bsn = node.get("Bsn")
    return Clientdeel(bsn, [Regel(lees_prestatie(p, bsn)) for p in node.all("Prestaties/Prestatie")])


def _client(deel: Clientdeel, regels: list[Regel]) -> dict[str, Any]:
    standaard = NIET_BEOORDEELD if deel.codes else GEEN_OPMERKING
    prestaties = [{**r.prestatie.als_gegevens(), "RetourCodes": retourcodes(*(r.codes or [standaard]))} for r in regels]
    return {
        "Bsn": deel.bsn,
        "Prestaties": {"Prestatie": prestaties},
        "RetourCodes": retourcodes(*(deel.codes or [GEEN_OPMERKING])),
    }


def _verwijzing(bericht: Bericht) -> dict[str, Any]:
    """The header elements that say which claim this answers."""
    kop = bericht.root.find("Header")
    gegevens = kop.as_data() if kop else {}
    return {
        "DeclaratieIdentificatie": gegevens["BerichtIdentificatie"],
        "XsdVersieDeclaratie": gegevens["XsdVersie"],
    }
