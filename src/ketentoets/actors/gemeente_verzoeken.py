"""The gemeente gets a request (315, 317) and decides: 301, or 319 (protocol 2.3.2.2, OP274)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from ketentoets.actors.base import EEN_MINUUT, OCHTEND, WERKUUR, ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gedrag import GEWOON, METEEN
from ketentoets.actors.gemeente_besluit import ANDERE_GEMEENTE, WOONPLAATS, Besluiter, Verzoek, lees_verzoek
from ketentoets.actors.gemeente_toewijzingen import Toewijzingen
from ketentoets.actors.gemeente_verzoekcontrole import Verzoekcontrole
from ketentoets.actors.gemeente_wijziging import Wijziging
from ketentoets.actors.opdrachten import BeoordeelVerzoek
from ketentoets.actors.retour import Oordeel
from ketentoets.actors.termijnen import BESLUIT_WERKDAGEN, einde, om, werkdag
from ketentoets.actors.toewijzing import Toewijzing
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht
from ketentoets.core.taal import _

AFGEWEZEN, IN_ONDERZOEK = "1", "2"
NIET_BINNEN_CONTRACT, STAPELING = "4", "6"
ZEVEN_WEKEN, ACHT_WEKEN = timedelta(weeks=7), timedelta(weeks=8)

Besluit = Literal["toewijzen", "afwijzen", "onderzoek"]


@dataclass(frozen=True)
class Uitspraak:
    """What is said about one requested product."""

    besluit: Besluit
    reden: str = ""
    gemeente: str = ""


_TOCH_NIET = Uitspraak("afwijzen", NIET_BINNEN_CONTRACT)


class Verzoeken:
    """Receives requests and decides, by order or by the contract."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier, toewijzingen: Toewijzingen) -> None:
        self._actor, self._dossier, self._toewijzingen = actor, dossier, toewijzingen
        self._verzoeken: dict[str, Verzoek] = {}
        self._bewaard: dict[str, list[BeoordeelVerzoek]] = {}
        self._controle = Verzoekcontrole(actor, dossier, self._verzoeken)
        self._besluiter = Besluiter(actor, dossier)
        self._wijziging = Wijziging(actor, dossier, toewijzingen)
        actor.verwerkt("315", self._ontvang)
        actor.verwerkt("317", self._ontvang)
        actor.verwerkt("320", lambda _bericht, _moment: None)
        actor.doet("beoordeel-verzoek", self._beoordeel)

    def _ontvang(self, bericht: Bericht, ontvangen: datetime) -> None:
        oordeel: Oordeel = self._controle.oordeel(bericht)
        self._actor.retourneer(bericht, oordeel, ontvangen)
        if not oordeel.goed:
            return
        nieuw = lees_verzoek(bericht, ontvangen)
        self._verzoeken.update({v.referentie: v for v in nieuw})
        for verzoek in nieuw:
            for opdracht in self._bewaard.pop(verzoek.referentie, []):
                self._volgens_opdracht(verzoek, opdracht)
        moment = self._beslismoment(ontvangen, te_laat=self._te_laat(nieuw[0]))
        self._actor.plan(moment, lambda: self._volgens_contract(nieuw))

    def _te_laat(self, verzoek: Verzoek) -> bool:
        """The defect is about a request for an assignment, not about one for a change."""
        return self._actor.heeft("besluit-te-laat") and not verzoek.vow

    def _beslismoment(self, ontvangen: datetime, *, te_laat: bool) -> datetime:
        dag = ontvangen.date()
        if te_laat:
            return self._actor.werkmoment(dag, BESLUIT_WERKDAGEN + 1, OCHTEND)
        return self._actor.moment_binnen(dag, BESLUIT_WERKDAGEN, self._actor.werkmoment(dag, 1))

    def _volgens_contract(self, verzoeken: list[Verzoek]) -> None:
        """Decide what no order was given for; what is granted goes into one 301."""
        toegewezen = []
        for verzoek in verzoeken:
            if verzoek.fase != "open" or verzoek.beslist or verzoek.onderzocht:
                continue
            uitspraak = self._uitspraak(verzoek)
            if uitspraak.besluit == "toewijzen" and verzoek.vow:
                self._honoreer(verzoek)
            elif uitspraak.besluit == "toewijzen":
                toegewezen.append(self._wijs_toe(verzoek))
            else:
                self._antwoord(verzoek, uitspraak)
        if toegewezen:
            self._toewijzingen.stuur(verzoeken[0].bsn, toegewezen)

    def _uitspraak(self, verzoek: Verzoek) -> Uitspraak:
        reden = self._besluiter.reden(verzoek)
        if not reden and self._wijziging.bezwaar(verzoek):
            reden = NIET_BINNEN_CONTRACT
        return self._met_gemeente(verzoek, Uitspraak("afwijzen", reden)) if reden else Uitspraak("toewijzen")

    def _met_gemeente(self, verzoek: Verzoek, uitspraak: Uitspraak) -> Uitspraak:
        if uitspraak.reden != WOONPLAATS or uitspraak.gemeente or self._actor.inrichting.domein != "ijw":
            return uitspraak
        client = self._actor.inrichting.client(verzoek.bsn)
        return Uitspraak("afwijzen", WOONPLAATS, client.gemeente if client else "")

    # --- by order ---------------------------------------------------------------------------

    def _beoordeel(self, opdracht: BeoordeelVerzoek) -> None:
        _toets_reden(opdracht)
        verzoek = self._verzoeken.get(opdracht.referentie_aanbieder)
        if verzoek is None:
            self._bewaard.setdefault(opdracht.referentie_aanbieder, []).append(opdracht)
            return
        self._toets_fase(verzoek, opdracht)
        self._volgens_opdracht(verzoek, opdracht)

    def _toets_fase(self, verzoek: Verzoek, opdracht: BeoordeelVerzoek) -> None:
        if verzoek.beslist or verzoek.fase == "klaar":
            raise OrderRefused(_("over verzoek {ref} is al besloten", ref=verzoek.referentie))
        if opdracht.besluit == "onderzoek" and verzoek.onderzocht:
            raise OrderRefused(_("verzoek {ref} is al in onderzoek genomen (TR360)", ref=verzoek.referentie))
        if opdracht.besluit == "toewijzen" and self._actor.inrichting.client(verzoek.bsn) is None:
            raise OrderRefused(_("deze cliënt staat niet in de inrichting"))
        if opdracht.besluit == "toewijzen" and not verzoek.vow and self._besluiter.gestapeld(verzoek):
            raise OrderRefused(_("dit product is in deze periode al toegewezen: stapelen mag niet (TR302)"))
        bezwaar = self._wijziging.bezwaar(verzoek) if opdracht.besluit == "toewijzen" else ""
        if bezwaar:
            raise OrderRefused(bezwaar)
        eigen = self._actor.inrichting.gemeente.code
        reden, genoemd = opdracht.reden_afwijzing_verzoek or "", opdracht.gemeente or ""
        if self._met_gemeente(verzoek, Uitspraak("afwijzen", reden, genoemd)).gemeente == eigen:
            raise OrderRefused(_("reden 8 vraagt om een andere gemeente (TR377)"))

    def _volgens_opdracht(self, verzoek: Verzoek, opdracht: BeoordeelVerzoek) -> None:
        uitspraak = Uitspraak(opdracht.besluit, opdracht.reden_afwijzing_verzoek or "", opdracht.gemeente or "")
        moment = self._opdrachtmoment(verzoek)
        if opdracht.besluit == "onderzoek":
            verzoek.onderzocht = True
        else:
            verzoek.beslist = True
        self._actor.plan(moment, lambda: self._voer_uit(verzoek, uitspraak))

    def _opdrachtmoment(self, verzoek: Verzoek) -> datetime:
        nu, te_laat = self._actor.nu, self._te_laat(verzoek)
        if verzoek.onderzocht:
            uiterst = einde(verzoek.dagtekening + ACHT_WEKEN)
            if self._actor.heeft("onderzoek-te-laat"):
                return uiterst + EEN_MINUUT
            return uiterst if te_laat else self._actor.moment_voor(uiterst, nu)
        if te_laat:
            return self._beslismoment(verzoek.ontvangen, te_laat=True)
        return self._actor.moment_binnen(verzoek.ontvangen.date(), BESLUIT_WERKDAGEN, nu)

    def _voer_uit(self, verzoek: Verzoek, uitspraak: Uitspraak) -> None:
        if uitspraak.besluit == "onderzoek":
            self._onderzoek(verzoek)
        elif uitspraak.besluit == "afwijzen":
            self._antwoord(verzoek, self._met_gemeente(verzoek, uitspraak))
        elif self._actor.inrichting.client(verzoek.bsn) is None:
            self._antwoord(verzoek, Uitspraak("afwijzen", ANDERE_GEMEENTE))
        elif self._wijziging.bezwaar(verzoek):
            self._antwoord(verzoek, _TOCH_NIET)
        elif verzoek.vow:
            self._honoreer(verzoek)
        elif self._besluiter.gestapeld(verzoek):
            self._antwoord(verzoek, Uitspraak("afwijzen", STAPELING))
        else:
            self._toewijzingen.stuur(verzoek.bsn, [self._wijs_toe(verzoek)])

    def _onderzoek(self, verzoek: Verzoek) -> None:
        verzoek.fase = "onderzoek"
        self._stuur_319(verzoek, IN_ONDERZOEK, Uitspraak("onderzoek"))
        feestdagen = self._actor.inrichting.feestdagen
        dag = werkdag(max(verzoek.dagtekening + ZEVEN_WEKEN, self._actor.vandaag), 0, feestdagen)
        gewoon = om(dag, WERKUUR)
        tempo = GEWOON if self._actor.gedrag.tempo == METEEN else ""
        moment = self._actor.moment_voor(einde(verzoek.dagtekening + ACHT_WEKEN), gewoon, tempo)
        self._actor.plan(moment, lambda: self._na_onderzoek(verzoek))

    def _na_onderzoek(self, verzoek: Verzoek) -> None:
        if verzoek.fase == "onderzoek" and not verzoek.beslist:
            self._voer_uit(verzoek, self._uitspraak(verzoek))

    # --- what goes out ----------------------------------------------------------------------

    def _wijs_toe(self, verzoek: Verzoek) -> Toewijzing:
        """Make the assignment; it counts at once for the next product of the request."""
        verzoek.fase = "klaar"
        toewijzing = self._toewijzingen.nieuw(verzoek.als_toewijzing(self._actor.nu))
        if self._actor.heeft("301-zonder-referentie"):
            toewijzing.referentie = ""
        self._antwoord_ernaast(verzoek)
        return toewijzing

    def _honoreer(self, verzoek: Verzoek) -> None:
        """Grant a request for change as a whole."""
        verzoek.fase = "klaar"
        self._wijziging.voer_uit(verzoek)
        self._antwoord_ernaast(verzoek)

    def _antwoord_ernaast(self, verzoek: Verzoek) -> None:
        if self._actor.heeft("319-naast-301"):
            self._actor.plan(self._actor.nu + EEN_MINUUT, lambda: self._antwoord(verzoek, _TOCH_NIET))

    def _antwoord(self, verzoek: Verzoek, uitspraak: Uitspraak) -> None:
        verzoek.fase = "klaar"
        self._stuur_319(verzoek, AFGEWEZEN, uitspraak)

    def _stuur_319(self, verzoek: Verzoek, antwoord: str, uitspraak: Uitspraak) -> None:
        if self._actor.inrichting.met_beschikking:
            return  # the 319 came with release 3.0; how a request was rejected before is not known
        zonder_reden = self._actor.heeft("319-zonder-reden")
        zonder_gemeente = self._actor.heeft("woonplaats-zonder-gemeente")
        inhoud = {
            "ReferentieAanbieder": verzoek.referentie,
            "VerzoekAntwoord": antwoord,
            "RedenAfwijzingVerzoek": None if zonder_reden else uitspraak.reden or None,
            "Woonplaatsbeginsel": {"Gemeente": None if zonder_gemeente else uitspraak.gemeente or None},
        }
        self._actor.stuur("319", {"Antwoord": inhoud})


def _toets_reden(opdracht: BeoordeelVerzoek) -> None:
    if (opdracht.reden_afwijzing_verzoek is not None) != (opdracht.besluit == "afwijzen"):
        raise OrderRefused(_("een reden hoort bij afwijzen, en alleen daarbij (CD085, CD086)"))
    if opdracht.gemeente is not None and opdracht.reden_afwijzing_verzoek != WOONPLAATS:
        raise OrderRefused(_("een gemeente hoort alleen bij reden 8 (TR409)"))
