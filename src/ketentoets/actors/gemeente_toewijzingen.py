"""The gemeente assigns: the 301 and the orders about it (protocol 2.3.1, 3.2)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.actors import controles
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.eisen import omvang_van, soort_van, toets_frequentie, toets_producten
from ketentoets.actors.inrichting import Client
from ketentoets.actors.opdrachten import OpToewijzing, Product, WijsToe, WijzigToewijzing
from ketentoets.actors.persoon import client_van, verkort
from ketentoets.actors.toewijzing import TOTAAL, Toewijzing
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import codelijst

EERSTE_NUMMER = 1000001
PER_REEKS, REEKSEN = 10, 90_000_000
"""So many assignment numbers for every series of numbers, within the nine digits of the standard."""
OP_VERZOEK_VAN_AANBIEDER, VERKORTING = "12", "05"
_OUDE_REDEN = {"02": "02", "21": "09", "31": "07"}
"""RedenBeeindiging -> RedenWijziging, of before 12 came with release 3.0."""


class Toewijzingen:
    """Makes, changes and sends assignments."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier) -> None:
        self._actor, self._dossier = actor, dossier
        self.retouren: dict[str, Bericht] = {}
        actor.doet("wijs-toe", self._wijs_toe)
        actor.doet("wijzig-toewijzing", self._wijzig)
        actor.doet("verwijder-toewijzing", self._verwijder)
        actor.verwerkt("302", self._retour)

    def nieuw(self, toewijzing: Toewijzing) -> Toewijzing:
        """Give a new assignment its number and keep it."""
        first = EERSTE_NUMMER + PER_REEKS * (self._actor.reeks % REEKSEN)
        toewijzing.nummer = first + self._actor.gedrag.nummers - 1 + len(self._dossier.toewijzingen)
        self._dossier.toewijzingen[toewijzing.nummer] = toewijzing
        self._bewaak_start(toewijzing)
        return toewijzing

    def stuur(self, bsn: str, veranderd: Sequence[Toewijzing], op_verzoek: str = "") -> None:
        """Send a 301 with what changed and all other current assignments (OP087).

        `op_verzoek` is the reference of a granted request for change, which the others carry too (TR379).
        """
        client = client_van(self._actor, bsn)
        nummers = {t.nummer for t in veranderd}
        producten = []
        for toewijzing in self._dossier.van(bsn):
            if toewijzing.nummer in nummers:
                toewijzing.gegeven = self._actor.nu
                producten.append(toewijzing.als_gegevens())
                if not self._actor.heeft("301-referentie-blijft"):
                    toewijzing.referentie = ""
            elif self._hoort_erbij(toewijzing):
                producten.append(replace(toewijzing, reden="", referentie=op_verzoek).als_gegevens())
        if self._actor.heeft("nummers-per-client"):
            eigen = sorted(t.nummer for t in self._dossier.van(bsn))
            producten = [
                {**p, "ToewijzingNummer": EERSTE_NUMMER + eigen.index(int(p["ToewijzingNummer"]))} for p in producten
            ]
        toegewezen = {"ToegewezenProducten": {"ToegewezenProduct": producten}}
        inhoud = self._beschikking(toegewezen) if self._actor.inrichting.met_beschikking else toegewezen
        self._actor.stuur("301", {"Client": {**_client_gegevens(client), **inhoud}})

    def _hoort_erbij(self, toewijzing: Toewijzing) -> bool:
        """Whether an assignment that did not change stands in every message: it holds now or will hold (OP087)."""
        vergeten = toewijzing.ingang > self._actor.vandaag and self._actor.heeft("301-zonder-komende")
        return toewijzing.actueel(self._actor.vandaag) and not vergeten and not self._actor.heeft("301-onvolledig")

    def _beschikking(self, toegewezen: dict[str, Any]) -> dict[str, Any]:
        """The Beschikking that stood around all that is assigned until release 2.4."""
        producten = toegewezen["ToegewezenProducten"]["ToegewezenProduct"]
        kop = {
            "BeschikkingNummer": producten[0]["ToewijzingNummer"],
            "Afgiftedatum": self._actor.vandaag,
            "Ingangsdatum": min(p["Ingangsdatum"] for p in producten),
        }
        return {"Beschikking": {**kop, **toegewezen}}

    def verkort(self, nummer: int, eind: date, stopreden: str) -> None:
        """Send the assignment again with the end of an early stop (protocol 3.1.3)."""
        toewijzing = self._dossier.toewijzingen[nummer]
        oud = self._actor.inrichting.met_beschikking
        toewijzing.eind = eind
        toewijzing.reden = _OUDE_REDEN.get(stopreden, VERKORTING) if oud else OP_VERZOEK_VAN_AANBIEDER
        self.stuur(toewijzing.bsn, [toewijzing])

    def _bewaak_start(self, toewijzing: Toewijzing) -> None:
        """Withdraw it when care has not started so many months after it began (T-7)."""
        maanden = self._actor.regio.vervalt_na_maanden
        if maanden is not None:
            dag = toewijzing.ingang + relativedelta(months=maanden)
            self._actor.plan(self._actor.werkmoment(dag, 1), lambda: self._verval(toewijzing))

    def _verval(self, toewijzing: Toewijzing) -> None:
        begonnen = self._dossier.levering(toewijzing.nummer).starts or self._dossier.betaald(toewijzing.nummer)
        if not begonnen and toewijzing.actueel(self._actor.vandaag):
            self._trek_in(toewijzing)

    def _wijs_toe(self, opdracht: WijsToe) -> None:
        client = client_van(self._actor, opdracht.bsn)
        if opdracht.aanbieder != self._actor.inrichting.aanbieder.agb:
            raise OrderRefused(_("aanbieder {agb} staat niet in de inrichting", agb=opdracht.aanbieder))
        toets_producten(opdracht.producten, self._actor.regio)
        toets_frequentie(opdracht.producten, self._actor.regio, self._actor.inrichting)
        self._toets_stapeling(client.bsn, opdracht.producten)
        self.stuur(client.bsn, [self.nieuw(self._maak(client.bsn, p)) for p in opdracht.producten])

    def _maak(self, bsn: str, product: Product) -> Toewijzing:
        return Toewijzing(
            nummer=0,
            bsn=bsn,
            soort=soort_van(product),
            ingang=product.ingangsdatum,
            eind=product.einddatum,
            omvang=omvang_van(product),
            budget=product.budget,
            gegeven=self._actor.nu,
            commentaar=product.commentaar or "",
        )

    def _toets_stapeling(self, bsn: str, producten: Sequence[Product]) -> None:
        perioden = [(soort_van(p), p.ingangsdatum, p.einddatum) for p in producten]
        if controles.gestapeld(perioden) or any(self._dossier.gestapeld(bsn, *p) for p in perioden):
            raise OrderRefused(_("dit product is in deze periode al toegewezen: stapelen mag niet (TR302)"))

    def _wijzig(self, opdracht: WijzigToewijzing) -> None:
        toewijzing = self._zoek(opdracht.toewijzing_nummer)
        reden = self._bezwaar(toewijzing, opdracht)
        if reden:
            raise OrderRefused(reden)
        toewijzing.eind = opdracht.einddatum or toewijzing.eind
        if opdracht.volume is not None and toewijzing.omvang is not None:
            toewijzing.omvang = toewijzing.omvang._replace(volume=opdracht.volume)
        toewijzing.budget = toewijzing.budget if opdracht.budget is None else opdracht.budget
        toewijzing.reden = opdracht.reden_wijziging
        self.stuur(toewijzing.bsn, [toewijzing])

    def _bezwaar(self, toewijzing: Toewijzing, opdracht: WijzigToewijzing) -> str:
        if not self._reden_bestaat(opdracht.reden_wijziging):
            return _("reden wijziging {code} past niet bij een wijziging", code=opdracht.reden_wijziging)
        if opdracht.einddatum is None and opdracht.volume is None and opdracht.budget is None:
            return _("er is niets om te wijzigen")
        if opdracht.volume is not None and (toewijzing.omvang is None or toewijzing.omvang.frequentie != TOTAAL):
            return _("het volume kan alleen wijzigen bij een totaal; beëindig en geef een nieuwe toewijzing (IV066)")
        if opdracht.budget is not None and toewijzing.budget is None:
            return _("deze toewijzing heeft geen budget")
        if opdracht.einddatum is not None and opdracht.einddatum < toewijzing.ingang:
            return _("de einddatum ligt voor de ingangsdatum")
        return self._stapelt_na(toewijzing, opdracht.einddatum)

    def _stapelt_na(self, toewijzing: Toewijzing, eind: date | None) -> str:
        anderen = [t for t in self._dossier.van(toewijzing.bsn) if t is not toewijzing]
        if eind and any(t.overlapt(toewijzing.soort, toewijzing.ingang, eind) for t in anderen):
            return _("met deze einddatum overlapt de toewijzing een andere van hetzelfde product (TR302)")
        return ""

    def _reden_bestaat(self, reden: str) -> bool:
        """13 only deletes (CS335), 01 lapsed with 3.1 (CS336), 14 came with it."""
        if reden not in codelijst("RedenWijziging", self._actor.inrichting.standaard):
            return False
        return reden not in ({"13", "14"} if self._actor.release <= "3.0" else {"13", "01"})

    def _verwijder(self, opdracht: OpToewijzing) -> None:
        toewijzing = self._zoek(opdracht.toewijzing_nummer)
        if self._dossier.betaald(toewijzing.nummer) and not self._actor.heeft("301-verwijderd-na-declaratie"):
            raise OrderRefused(_("er zijn goedgekeurde declaratieregels op deze toewijzing (TR385)"))
        self._trek_in(toewijzing)

    def verwijder(self, toewijzing: Toewijzing) -> None:
        """Let the assignment end on the day it began, with the reason of the release."""
        toewijzing.eind = toewijzing.ingang
        toewijzing.reden = "01" if self._actor.release <= "3.0" else "13"

    def _trek_in(self, toewijzing: Toewijzing) -> None:
        self.verwijder(toewijzing)
        self.stuur(toewijzing.bsn, [toewijzing])

    def _zoek(self, nummer: int) -> Toewijzing:
        toewijzing = self._dossier.toewijzingen.get(nummer)
        if toewijzing is None or toewijzing.verwijderd:
            raise OrderRefused(_("toewijzing {nummer} bestaat niet", nummer=nummer))
        return toewijzing

    def _retour(self, bericht: Bericht, _ontvangen: object) -> None:
        self.retouren[bericht.identificatie] = bericht


def _client_gegevens(client: Client) -> dict[str, Any]:
    persoon = verkort(client)
    return {
        **persoon,
        "Naam": {**persoon["Naam"], "NaamGebruik": "1"},
        "Contactgegevens": {"Contact": [{"Soort": "01", "Adres": _adres(client)}]},
    }


def _adres(client: Client) -> dict[str, Any]:
    return {
        "Huis": {"Huisnummer": str(client.huisnummer)},
        "Postcode": client.postcode,
        "Straatnaam": client.straat,
        "Plaatsnaam": client.plaats,
        "LandCode": "NL",
    }
