"""The gemeente gets a 303 and answers with a 304: the whole claim with what is awarded, or its Header alone."""

from datetime import date, datetime, timedelta
from typing import Any

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.factuur import BEDRAGEN, met_teken, vorm_van
from ketentoets.actors.gemeente_factuurcontrole import Factuur, Kopcontrole, inhoud, lees_factuur
from ketentoets.actors.gemeente_factuurregels import Factuurregels
from ketentoets.actors.prestatie import getekend, totaal
from ketentoets.actors.retour import GEEN_OPMERKING, NIET_BEOORDEELD, TECHNISCH, XSLT_VERSIE, retourcodes
from ketentoets.actors.termijnen import einde
from ketentoets.core.message import Bericht, Node
from ketentoets.schemas import writer
from ketentoets.schemas.standaard import berichtcode

VOLLEDIG = "8001"
TWEE_WERKDAGEN = 2
Codes = dict[int, list[str]]


class Facturen:
    """Judges claims and answers them two working days later."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier) -> None:
        self._actor = actor
        self._kop, self._regels = Kopcontrole(actor), Factuurregels(actor, dossier)
        self._ontvangen: list[Factuur] = []
        actor.verwerkt("303", self._ontvang)

    def _ontvang(self, bericht: Bericht, ontvangen: datetime) -> None:
        factuur = lees_factuur(bericht, ontvangen.date())
        self._ontvangen.append(factuur)
        moment = self._moment(ontvangen.date())
        self._actor.beoordeel(moment, lambda: self._toets(factuur, moment))

    def _toets(self, factuur: Factuur, moment: datetime) -> None:
        if inhoud(factuur):
            self._ontvangen.remove(factuur)
            self._actor.plan(moment, lambda: self._alleen_kop(factuur, [TECHNISCH]))
        elif kop := self._kop.codes(factuur):
            self._ontvangen.remove(factuur)
            self._actor.plan(moment, lambda: self._alleen_kop(factuur, kop))
        else:
            self._beoordeel(factuur, moment)

    def _moment(self, dag: date) -> datetime:
        n, eenheid = self._actor.regio.antwoord_303
        uiterst = self._actor.termijn(dag, n) if eenheid == "werkdagen" else einde(dag + timedelta(days=n))
        return self._actor.moment_voor(uiterst, self._actor.werkmoment(dag, TWEE_WERKDAGEN))

    def _beoordeel(self, factuur: Factuur, moment: datetime) -> None:
        clienten = factuur.bericht.root.all("Clienten/Client")
        per_client = {c.get("Bsn"): self._regels.clientcodes(c) for c in clienten}
        codes = self._regels.codes(factuur)
        self._actor.plan(moment, lambda: self._antwoord(factuur, per_client, codes))

    def _antwoord(self, factuur: Factuur, per_client: dict[str, list[str]], codes: Codes) -> None:
        if self._geparkeerd(factuur):
            return
        goed = [p for plaats, (_node, p) in enumerate(factuur.regels) if plaats not in codes and not per_client[p.bsn]]
        toegekend = sum(p.getekend for p in goed)
        if len(goed) == len(factuur.regels):
            self._stuur(factuur, toegekend, {"RetourCodes": retourcodes(VOLLEDIG)}, [])
            return
        clienten = factuur.bericht.root.all("Clienten/Client")
        plaatsen = {node.element: codes.get(n, []) for n, (node, _p) in enumerate(factuur.regels)}
        terug = [_client(c, per_client[c.get("Bsn")], plaatsen) for c in clienten]
        self._stuur(factuur, toegekend, {"RetourCodes": retourcodes(GEEN_OPMERKING)}, terug)

    def _geparkeerd(self, factuur: Factuur) -> bool:
        """Claims over several periods that came on one day wait for a talk with the provider."""
        samen = {f.tijdvak for f in self._ontvangen if f.ontvangen == factuur.ontvangen}
        return self._actor.regio.opsparen_geparkeerd and len(samen) > 1

    def _alleen_kop(self, factuur: Factuur, codes: list[str]) -> None:
        xslt = {"XsltVersie": XSLT_VERSIE} if TECHNISCH in codes else {}
        self._stuur(factuur, 0, {**xslt, "RetourCodes": retourcodes(*codes)}, [])

    def _stuur(self, factuur: Factuur, toegekend: int, kop: dict[str, Any], clienten: list[dict[str, Any]]) -> None:
        heen = factuur.bericht
        sent: dict[str, Any] = next(n.as_data() for n in heen.root.children() if n.name == "Header")
        sent.pop("DeclaratieFactuurBedragen")
        ingediend = getekend(heen.root.find(f"{BEDRAGEN}/DeclaratieFactuurTotaalBedrag"))
        nummer = self._actor.nummer("G")
        header = {
            **sent,
            "BerichtCode": berichtcode(heen.domain, "304", vorm_van(heen)),
            "RetourHeader": {"GemeenteReferentieNummer": nummer, "RetourDagtekening": self._actor.vandaag},
            "RetourBedragen": {"IngediendTotaalBedrag": totaal(ingediend), "ToegekendTotaalBedrag": totaal(toegekend)},
            "XsdVersieRetour": writer.xsd_versie(heen.domain, heen.release),
            **kop,
        }
        self._actor.zet_klaar("304", nummer, {"Header": header, "Clienten": {"Client": clienten}})


def _client(node: Node, eigen: list[str], codes: dict[Any, list[str]]) -> dict[str, Any]:
    data: dict[str, Any] = node.as_data()
    prestaties = [_prestatie(p, codes[p.element], eigen) for p in node.all("Prestaties/Prestatie")]
    return {**data, "Prestaties": {"Prestatie": prestaties}, "RetourCodes": retourcodes(*(eigen or [GEEN_OPMERKING]))}


def _prestatie(node: Node, eigen: list[str], client: list[str]) -> dict[str, Any]:
    """A line as it came, with what is awarded: all of it or nothing."""
    data: dict[str, Any] = node.as_data()
    bedrag = data["IngediendeBedragPrestatie"]["DeclaratieFactuurBedrag"]
    bedrag = met_teken(0) if eigen or client else bedrag
    codes = eigen or [NIET_BEOORDEELD if client else GEEN_OPMERKING]
    toegekend = {"GemeenteBerekendBedrag": bedrag, "ToegekendBedrag": bedrag}
    return {**data, "ToegekendeBedragPrestatie": toegekend, "RetourCodes": retourcodes(*codes)}
