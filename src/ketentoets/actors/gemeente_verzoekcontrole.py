"""The acceptance checks of the gemeente on a 315 and a 317, leading to the 316 and 318."""

from collections.abc import Mapping
from datetime import date

from ketentoets.actors import controles, gemeente_wijzigingcontrole
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gemeente_besluit import Verzoek, aangevraagd
from ketentoets.actors.retour import Oordeel
from ketentoets.actors.toewijzing import lees_soort
from ketentoets.core.message import Bericht, Node


class Verzoekcontrole:
    """Checks a request against the standard and against what came before."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier, verzoeken: Mapping[str, Verzoek]) -> None:
        self._actor, self._dossier, self._verzoeken = actor, dossier, verzoeken
        self._kop = controles.Kopcontrole(actor.code_ander, actor.code)

    def oordeel(self, bericht: Bericht) -> Oordeel:
        """What is wrong with the request."""
        oordeel = Oordeel(
            _inhoud_315(bericht) if bericht.soort == "315" else gemeente_wijzigingcontrole.inhoud(bericht)
        )
        if oordeel.inhoud:
            return oordeel
        oordeel.kop = self._kop.codes(bericht, self._actor.vandaag)
        if not oordeel.kop:
            self._tegen_eerder(bericht, oordeel)
        return oordeel

    def _tegen_eerder(self, bericht: Bericht, oordeel: Oordeel) -> None:
        client = bericht.root.find("Client")
        assert client is not None  # noqa: S101 - level 1
        if any(v.bsn == client.get("Bsn") and v.fase != "klaar" for v in self._verzoeken.values()):
            oordeel.fout(client, "9374")
        if bericht.soort == "317":
            self._wijziging(bericht, client, oordeel)
            return
        for node in aangevraagd(bericht):
            if node.get("ReferentieAanbieder") in self._verzoeken:
                oordeel.fout(node, "9347")
            if self._actor.inrichting.past_niet(*lees_soort(node)):
                oordeel.fout(node, "S329")

    def _wijziging(self, bericht: Bericht, client: Node, oordeel: Oordeel) -> None:
        """TR304, TR347, TR381, and the rules on the assignments that are named."""
        verzoek = client.find("Verzoek")
        assert verzoek is not None  # noqa: S101 - level 1
        if self._actor.inrichting.client(client.get("Bsn")) is None:
            oordeel.fout(client, "8187")
        if verzoek.get("ReferentieAanbieder") in self._verzoeken:
            oordeel.fout(verzoek, "9347")
        for node in verzoek.all("NieuweProducten/NieuwProduct"):
            if self._actor.inrichting.past_niet(*lees_soort(node)):
                oordeel.fout(node, "S329")
        dag = bericht.dagtekening or self._actor.vandaag
        actueel = {t.nummer: t for t in self._dossier.van(client.get("Bsn")) if t.actueel(dag)}
        gemeente_wijzigingcontrole.tegen_toewijzingen(bericht, actueel, oordeel)


def _inhoud_315(bericht: Bericht) -> list[str]:
    client = bericht.root.find("Client")
    assert client is not None  # noqa: S101 - level 1
    nodes = aangevraagd(bericht)
    fouten = controles.client(client, bericht.dagtekening or date.max)
    for node in nodes:
        fouten += _product(node, bericht.release)
    perioden = [(lees_soort(n), _van(n), n.date("ToewijzingEinddatum")) for n in nodes]
    dubbel = controles.dubbel(n.get("ReferentieAanbieder") for n in nodes)
    return fouten + controles.gebroken({"TR383": dubbel, "TR386": controles.gestapeld(perioden)})


def _van(node: Node) -> date:
    return node.date("ToewijzingIngangsdatum") or date.min


def _product(node: Node, release: str) -> list[str]:
    verwijzer = node.find("Verwijzer")
    fouten = controles.product(node, _van(node), node.date("ToewijzingEinddatum"), release)
    fouten += controles.verwijzer(verwijzer) if verwijzer else []
    beschikking = controles.gevuld(node, "BeschikkingNummer"), controles.gevuld(node, "BeschikkingIngangsdatum")
    return fouten + controles.gebroken({"CD043": beschikking[0] != beschikking[1]})
