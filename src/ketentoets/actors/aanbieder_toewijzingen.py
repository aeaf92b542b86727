"""The aanbieder gets a 301, checks it and answers with a 302 (protocol 2.3.1)."""

from datetime import date, datetime

from ketentoets.actors import controles
from ketentoets.actors.aanbieder_regie import Regie
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.kluis import ONDERHANDEN, Aanvraag, Kluis
from ketentoets.actors.retour import Oordeel
from ketentoets.actors.toewijzing import Toewijzing, lees_toewijzing
from ketentoets.core.message import Bericht, Node

_EIGEN_NAAM, _NIET_NATUURLIJK = {"1", "6"}, "6"
_MET_PARTNER = {"1", "2", "3", "4"}
_ADRESSEN = {"01", "02", "03"}


class Toewijzingen:
    """Checks and keeps assignments; the latest by date and time holds (OP033x1)."""

    def __init__(self, actor: ReferentieActor, kluis: Kluis, regie: Regie) -> None:
        self._actor, self._kluis, self._regie = actor, kluis, regie
        self._kop = controles.Kopcontrole(actor.code_ander, actor.code)
        actor.verwerkt("301", self._ontvang)

    def _ontvang(self, bericht: Bericht, ontvangen: datetime) -> None:
        client = bericht.root.find("Client")
        assert client is not None  # noqa: S101 - level 1
        nodes = list(client.every("ToegewezenProduct"))
        paren = [(n, lees_toewijzing(n, client.get("Bsn"))) for n in nodes]
        oordeel = self._oordeel(bericht, client, paren)
        self._actor.retourneer(bericht, oordeel, ontvangen)
        if oordeel.goed:
            for _node, toewijzing in paren:
                self._bewaar(toewijzing, ontvangen.date())

    def _oordeel(self, bericht: Bericht, client: Node, paren: list[tuple[Node, Toewijzing]]) -> Oordeel:
        dagtekening = bericht.dagtekening or date.max
        toewijzingen = [t for _node, t in paren]
        oordeel = Oordeel(_client(client, dagtekening) + self._producten(paren) + _samen(toewijzingen))
        if not oordeel.inhoud:
            oordeel.kop = self._kop.codes(bericht, self._actor.vandaag)
        if oordeel.goed:
            genoemd = {t.referentie for t in toewijzingen}
            for node, toewijzing in paren:
                for code in self._codes(toewijzing, genoemd):
                    oordeel.fout(node, code)
        return oordeel

    def _producten(self, paren: list[tuple[Node, Toewijzing]]) -> list[str]:
        fouten: list[str] = []
        for node, toewijzing in paren:
            fouten += controles.product(node, toewijzing.ingang, toewijzing.eind, self._actor.release)
            fouten += controles.gebroken(
                {
                    "CS335": toewijzing.reden == "13" and toewijzing.eind != toewijzing.ingang,
                    "CS336": toewijzing.reden == "01" and self._actor.release > "3.0",
                }
            )
        return fouten

    def _codes(self, toewijzing: Toewijzing, genoemd: set[str]) -> list[str]:
        bekend = self._kluis.toewijzingen.get(toewijzing.nummer)
        verwijdert = toewijzing.reden == "13" and self._actor.release != "3.0"
        return controles.gebroken(
            {
                "9332": bekend is not None and not _zelfde(bekend, toewijzing),
                "9379": not self._referentie_klopt(toewijzing, genoemd, nieuw=bekend is None),
                "9385": verwijdert and self._kluis.goedgekeurd(toewijzing.nummer),
                "S329": self._actor.inrichting.past_niet(*toewijzing.soort),
            }
        )

    def _referentie_klopt(self, toewijzing: Toewijzing, genoemd: set[str], *, nieuw: bool) -> bool:
        """TR379: the first time the reference of the request, never any other; that of a change on every one."""
        if not toewijzing.referentie:
            return not any(
                (a.wijziging and a.referentie in genoemd) or (nieuw and _hoort_bij(a, toewijzing))
                for a in self._kluis.onderhanden(toewijzing.bsn)
            )
        aanvraag = self._kluis.aanvragen.get(toewijzing.referentie)
        open_ = aanvraag is not None and aanvraag.stand in ONDERHANDEN
        if not open_ or aanvraag is None or aanvraag.bsn != toewijzing.bsn:
            return False
        return nieuw or aanvraag.wijziging or bool(toewijzing.reden)

    def _bewaar(self, toewijzing: Toewijzing, dag: date) -> None:
        bekend = self._kluis.toewijzingen.get(toewijzing.nummer)
        toewijzing.ontvangen = dag if bekend is None else bekend.ontvangen
        if toewijzing.referentie in self._kluis.aanvragen:
            self._kluis.aanvragen[toewijzing.referentie].stand = "toegewezen"
        jongste = bekend is None or bekend.gegeven <= toewijzing.gegeven
        if jongste or self._actor.heeft("laatst-aangekomen-telt"):
            self._kluis.toewijzingen[toewijzing.nummer] = toewijzing
        if bekend is not None and not toewijzing.verwijderd and self._actor.heeft("305-na-wijziging"):
            self._regie.meld_opnieuw(toewijzing)


def _zelfde(oud: Toewijzing, nieuw: Toewijzing) -> bool:
    """The same assignment, perhaps changed: another client or product is another one."""
    return (oud.bsn, oud.soort) == (nieuw.bsn, nieuw.soort)


def _hoort_bij(aanvraag: Aanvraag, toewijzing: Toewijzing) -> bool:
    return aanvraag.bsn == toewijzing.bsn and (toewijzing.soort, toewijzing.ingang) in aanvraag.gevraagd


def _samen(toewijzingen: list[Toewijzing]) -> list[str]:
    perioden = [(t.soort, t.ingang, t.eind) for t in toewijzingen if not t.verwijderd]
    nummers = controles.dubbel(t.nummer for t in toewijzingen)
    return controles.gebroken({"TR302": controles.gestapeld(perioden), "TR101": nummers})


def _client(client: Node, dagtekening: date) -> list[str]:
    contacten = client.all("Contactgegevens/Contact")
    fouten = controles.client(client, dagtekening) + _naam(client)
    for node in [*contacten, *client.all("Relaties/Relatie/Contact")]:
        fouten += controles.contact(node)
    communicatie = client.get("Communicatie/Vorm") == "1"
    relaties = [r.get("Nummer") for r in client.all("Relaties/Relatie")]
    return fouten + controles.gebroken(
        {
            "TR101": controles.dubbel(c.get("Soort") for c in contacten) or controles.dubbel(relaties),
            "CD007": communicatie != controles.gevuld(client, "Communicatie/Taal"),
            "TR061": not any(c.get("Soort") in _ADRESSEN for c in contacten),
        }
    )


def _naam(client: Node) -> list[str]:
    gebruik, partner = client.get("Naam/NaamGebruik"), controles.gevuld(client, "Naam/Partnernaam")
    mag = _MET_PARTNER if partner else _EIGEN_NAAM
    return controles.gebroken({"CS050": gebruik not in mag, "CS318": gebruik == _NIET_NATUURLIJK})
