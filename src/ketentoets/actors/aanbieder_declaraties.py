"""The aanbieder records care, claims it (323) and reads the answer (325) (protocol 2.7)."""

import calendar
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from ketentoets.actors.aanbieder_regels import Regelmaker
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.kluis import Claimregel, Geleverd, Kluis
from ketentoets.actors.opdrachten import Crediteer, Declareer, Lever
from ketentoets.actors.prestatie import Prestatie, totaal
from ketentoets.actors.retour import GEEN_OPMERKING
from ketentoets.actors.toewijzing import MINUUT, UUR, Toewijzing, declaratiemaand, laatste_van_maand
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht, Node
from ketentoets.core.taal import _

VOLLEDIG = "8001"
EERSTE_MAAND = date(2021, 1, 1)
_TIJD = {MINUUT, UUR}


class Declaraties:
    """Claims per assignment and calendar month, and corrects by credit and new debit."""

    def __init__(self, actor: ReferentieActor, kluis: Kluis) -> None:
        self._actor, self._kluis = actor, kluis
        self._maker = Regelmaker(actor, kluis)
        self._gevraagd: dict[str, Crediteer] = {}
        self._wacht: list[date] = []
        self._laatste = date.min
        actor.doet("lever", self._lever)
        actor.doet("declareer", self._declareer)
        actor.doet("crediteer", self._crediteer)
        actor.verwerkt("325", self._antwoord)

    # --- orders -----------------------------------------------------------------------------

    def _lever(self, opdracht: Lever) -> None:
        toewijzing = self._kluis.toewijzing(opdracht.toewijzing_nummer)
        if not _binnen(toewijzing, opdracht.datum):
            raise OrderRefused(_("de datum ligt buiten de toewijzing"))
        if not self._eenheid_past(toewijzing, opdracht.eenheid):
            raise OrderRefused(_("eenheid {code} past niet bij de toewijzing (TR341)", code=opdracht.eenheid))
        geleverd = Geleverd(toewijzing.nummer, opdracht.datum, opdracht.eenheid, opdracht.volume)
        self._kluis.geleverd.append(geleverd)

    def _eenheid_past(self, toewijzing: Toewijzing, eenheid: str) -> bool:
        if toewijzing.omvang is not None:
            toegewezen = toewijzing.omvang.eenheid
            return eenheid == toegewezen or {eenheid, toegewezen} == _TIJD
        product = self._actor.inrichting.te_declareren(*toewijzing.soort, eenheid)
        return product is not None and eenheid in product.eenheden

    def _declareer(self, opdracht: Declareer) -> None:
        maand = _maand(opdracht.periode)
        if maand < EERSTE_MAAND:
            raise OrderRefused(_("een 323-bericht gaat over 2021 of later (CS100)"))
        if maand < self._laatste:
            raise OrderRefused(_("er is al over een latere periode gedeclareerd (TR318)"))
        te_vroeg = laatste_van_maand(maand) > self._actor.vandaag
        if te_vroeg and not self._actor.heeft("declaratie-voor-einde-maand"):
            raise OrderRefused(_("de periode {periode} is nog niet voorbij (TR137)", periode=opdracht.periode))
        self._toets_tarieven(maand)
        wachten = self._wachtende_regels(maand)
        if self._stuur(maand):
            return
        if not wachten:
            raise OrderRefused(_("er is niets te declareren over {periode}", periode=opdracht.periode))
        self._wacht.append(maand)

    def _toets_tarieven(self, maand: date) -> None:
        """Raises `OrderRefused` before anything changes."""
        for (nummer, dag), geleverd in self._groepen(maand).items():
            self._maker.toets_tarief(self._kluis.toewijzingen[nummer], dag, geleverd)

    def _wachtende_regels(self, maand: date) -> bool:
        """Whether something can only be claimed after an answer that has yet to come."""
        regels = [self._lopend(nummer, dag) for nummer, dag in self._groepen(maand)]
        regels += [self._kluis.regels[r] for r in self._gevraagd]
        return any(r is not None and r.stand == "ingediend" for r in regels)

    def _crediteer(self, opdracht: Crediteer) -> None:
        regel = self._kluis.regels.get(opdracht.referentie_nummer)
        if regel is None or regel.prestatie.credit:
            raise OrderRefused(_("onbekende debetregel {ref}", ref=opdracht.referentie_nummer))
        if regel.stand == "afgewezen" and not self._actor.heeft("credit-op-afgewezen-regel"):
            raise OrderRefused(_("een afgewezen regel wordt niet gecrediteerd (TR323)"))
        if regel.stand == "goed" and not self._actor.regio.mag_nog_corrigeren(regel.beoordeeld, self._actor.vandaag):
            raise OrderRefused(_("de regel is te lang geleden goedgekeurd om nog te corrigeren (SAP 2.7.3)"))
        if regel.gecrediteerd or opdracht.referentie_nummer in self._gevraagd:
            raise OrderRefused(_("regel {ref} is al gecrediteerd (TR390)", ref=opdracht.referentie_nummer))
        self._gevraagd[opdracht.referentie_nummer] = opdracht

    # --- making the claim -------------------------------------------------------------------

    def _groepen(self, maand: date) -> dict[tuple[int, date], list[Geleverd]]:
        """What was not claimed before, per assignment and month, up to and including this month.

        What was delivered on an assignment that was deleted since is nobody's to claim (OP276).
        """
        groepen: dict[tuple[int, date], list[Geleverd]] = {}
        for geleverd in self._kluis.geleverd:
            toewijzing = self._kluis.toewijzingen[geleverd.nummer]
            dag = declaratiemaand(toewijzing, geleverd.datum)
            if not toewijzing.verwijderd and not geleverd.regel and EERSTE_MAAND <= dag <= maand:
                groepen.setdefault((geleverd.nummer, dag), []).append(geleverd)
        return dict(sorted(groepen.items()))

    def _lopend(self, nummer: int, maand: date) -> Claimregel | None:
        """The debit line that stands for an assignment and a month (TR389)."""
        regels = (self._kluis.regels[p.referentie] for p in self._kluis.betaald(nummer))
        return next((r for r in regels if r.prestatie.begin.replace(day=1) == maand), None)

    def _stuur(self, maand: date) -> bool:
        regels = [r for r in self._gevraagde_regels() if r.begin <= laatste_van_maand(maand)]
        for (nummer, dag), geleverd in self._groepen(maand).items():
            regels += self._nieuwe_regels(self._kluis.toewijzingen[nummer], dag, geleverd)
        if self._actor.heeft("credit-op-afgewezen-regel"):
            regels += [self._maker.credit(r) for r in self._afgewezen()]
        if self._actor.heeft("credit-niet-gestuurd"):
            regels = [r for r in regels if not r.credit]
        if not regels:
            return False
        self._laatste = maand
        bericht = self._actor.stuur("323", {"Declaratie": self._declaratie(maand, regels)})
        for prestatie in regels:
            self._kluis.regels[prestatie.referentie].bericht = bericht
        return True

    def _gevraagde_regels(self) -> list[Prestatie]:
        regels: list[Prestatie] = []
        for referentie, opdracht in list(self._gevraagd.items()):
            oud = self._kluis.regels[referentie]
            te_vroeg = oud.stand == "ingediend" and self._actor.heeft("credit-voor-antwoord")
            if oud.stand == "ingediend" and not te_vroeg:
                continue
            del self._gevraagd[referentie]
            if oud.stand == "goed" or te_vroeg or self._actor.heeft("credit-op-afgewezen-regel"):
                regels += [self._maker.credit(oud)]
                regels += [self._maker.gecorrigeerd(oud, opdracht.gecorrigeerd)] if opdracht.gecorrigeerd else []
        return regels

    def _nieuwe_regels(self, toewijzing: Toewijzing, maand: date, geleverd: list[Geleverd]) -> list[Prestatie]:
        lopend = self._lopend(toewijzing.nummer, maand)
        if lopend is None:
            nieuw = self._maker.debet(toewijzing, maand, geleverd)
            return [nieuw] if nieuw else []
        if lopend.stand == "ingediend":
            return []
        eerder = [g for g in self._kluis.geleverd if g.regel == lopend.prestatie.referentie]
        return self._maker.vervang(lopend, toewijzing, eerder + geleverd)

    def _afgewezen(self) -> list[Claimregel]:
        return [
            r
            for r in list(self._kluis.regels.values())
            if r.stand == "afgewezen" and not r.prestatie.credit and not r.gecrediteerd
        ]

    def _declaratie(self, maand: date, regels: list[Prestatie]) -> dict[str, Any]:
        return {
            "DeclaratieNummer": self._actor.nummer("D"),
            "DeclaratiePeriode": {"Begindatum": maand, "Einddatum": laatste_van_maand(maand)},
            "DeclaratieDagtekening": self._actor.vandaag,
            "TotaalIngediendBedrag": totaal(sum(r.getekend for r in regels)),
            "Clienten": {"Client": [self._client(bsn, regels) for bsn in dict.fromkeys(r.bsn for r in regels)]},
        }

    def _client(self, bsn: str, regels: Iterable[Prestatie]) -> dict[str, Any]:
        prestaties = [self._gegevens(r) for r in regels if r.bsn == bsn]
        return {"Bsn": bsn, "Prestaties": {"Prestatie": prestaties}}

    def _gegevens(self, regel: Prestatie) -> dict[str, Any]:
        gegevens = regel.als_gegevens()
        if self._actor.heeft("credit-zonder-vorige"):
            gegevens["ProductReferentie"]["VorigReferentieNummer"] = None
        return gegevens

    # --- the answer -------------------------------------------------------------------------

    def _antwoord(self, bericht: Bericht, _moment: datetime) -> None:
        identificatie = bericht.root.get("Header/DeclaratieIdentificatie/Identificatie")
        regels = [r for r in self._kluis.regels.values() if r.bericht == identificatie]
        if _niet_beoordeeld(bericht.root):
            self._neem_terug([r for r in regels if r.stand == "ingediend"])
        else:
            afgewezen = _afgewezen_referenties(bericht.root)
            for regel in regels:
                self._zet_stand(regel, goed=regel.prestatie.referentie not in afgewezen)
        wacht, self._wacht = self._wacht, []
        for maand in wacht:
            with suppress(OrderRefused):
                self._hervat(max(maand, self._laatste))

    def _hervat(self, maand: date) -> None:
        """Carry out a claim that waited for an answer."""
        self._toets_tarieven(maand)
        if not self._stuur(maand) and self._wachtende_regels(maand):
            self._wacht.append(maand)

    def _zet_stand(self, regel: Claimregel, *, goed: bool) -> None:
        regel.stand = "goed" if goed else "afgewezen"
        regel.beoordeeld = self._actor.vandaag
        if not goed and regel.prestatie.credit:
            self._kluis.regels[regel.prestatie.vorig].gecrediteerd = False

    def _neem_terug(self, regels: list[Claimregel]) -> None:
        """The claim counts as not sent: what was in it can be claimed again."""
        for regel in regels:
            referentie = regel.prestatie.referentie
            if regel.prestatie.credit:
                self._zet_stand(regel, goed=False)
            del self._kluis.regels[referentie]
            for geleverd in self._kluis.geleverd:
                geleverd.regel = "" if geleverd.regel == referentie else geleverd.regel


def _binnen(toewijzing: Toewijzing, dag: date) -> bool:
    return toewijzing.ingang <= dag and (toewijzing.eind is None or dag <= toewijzing.eind)


def _maand(periode: str) -> date:
    jaar, deel = periode.split("-")
    if not deel.isdigit() or not 1 <= int(deel) <= len(calendar.month_name) - 1:
        raise OrderRefused(_("een 323-bericht gaat over een kalendermaand, niet over {periode}", periode=periode))
    return date(int(jaar), int(deel), 1)


def _codes(node: Node) -> list[str]:
    return [n.text for n in node.all("RetourCodes/RetourCode")]


def _niet_beoordeeld(root: Node) -> bool:
    kop, antwoord = root.find("Header"), root.find("DeclaratieAntwoord")
    if antwoord is None or kop is None or set(_codes(kop)) - {GEEN_OPMERKING}:
        return True
    return bool(set(_codes(antwoord)) - {GEEN_OPMERKING, VOLLEDIG})


def _afgewezen_referenties(root: Node) -> set[str]:
    """The lines that came back with a code that says no."""
    prestaties = root.all("DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie")
    fout = (p for p in prestaties if set(_codes(p)) - {GEEN_OPMERKING})
    return {p.get("ProductReferentie/ReferentieNummer") for p in fout}
