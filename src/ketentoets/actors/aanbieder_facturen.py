"""The aanbieder claims care of before release 3.0 with a 303 and reads the 304."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.factuur import LAATSTE_DAG, VIER_WEKEN, als_regel, tijdvak
from ketentoets.actors.kluis import Claimregel, Geleverd, Kluis
from ketentoets.actors.opdrachten import Crediteer, Declareer
from ketentoets.actors.persoon import client_van, verkort
from ketentoets.actors.prestatie import Prestatie, totaal
from ketentoets.actors.retour import GEEN_OPMERKING, NIET_BEOORDEELD
from ketentoets.actors.toewijzing import Toewijzing, maximum
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht, Node
from ketentoets.core.taal import _

AAN_AANBIEDER, EURO = "02", "EUR"
TOEGEWEZEN = frozenset({"8001", GEEN_OPMERKING})
GOED = frozenset({GEEN_OPMERKING, NIET_BEOORDEELD})
Tijdvak = tuple[date, date]


class Facturen:
    """One message per claim period, with a line per client, product and period."""

    def __init__(self, actor: ReferentieActor, kluis: Kluis) -> None:
        self._actor, self._kluis = actor, kluis
        self._regels: dict[str, Claimregel] = {}
        self._gevraagd: dict[str, Crediteer] = {}
        self._wacht: list[str] = []
        self._declaratie, self._credit = actor.uitvoerder("declareer"), actor.uitvoerder("crediteer")
        actor.doet("declareer", self._declareer)
        actor.doet("crediteer", self._crediteer)
        actor.verwerkt("304", self._antwoord)

    # --- orders -----------------------------------------------------------------------------

    def _declareer(self, opdracht: Declareer) -> None:
        if not self._hoort_hier(opdracht.periode):
            self._declaratie(opdracht)
            return
        tijdvak_ = self._toets_periode(opdracht.periode)
        if self._stuur(opdracht.periode, tijdvak_):
            return
        if not any(r.stand == "ingediend" for r in self._regels.values()):
            raise OrderRefused(_("er is niets te declareren over {periode}", periode=opdracht.periode))
        self._wacht.append(opdracht.periode)

    def _hoort_hier(self, periode: str) -> bool:
        """Whether this is a period of the 303: four weeks, or a month of before 2021."""
        return VIER_WEKEN in periode or tijdvak(periode, self._actor.regio)[0] <= LAATSTE_DAG

    def _toets_periode(self, periode: str) -> Tijdvak:
        regio, (begin, eind) = self._actor.regio, tijdvak(periode, self._actor.regio)
        if begin > regio.zorg_303_tot:
            raise OrderRefused(_("zorg van {periode} gaat niet met een 303-bericht", periode=periode))
        if eind >= self._actor.vandaag:
            raise OrderRefused(_("de periode {periode} is nog niet voorbij", periode=periode))
        if self._actor.vandaag > regio.indienen_303_tot:
            raise OrderRefused(_("een 303-bericht kan in deze regio niet meer worden ingediend"))
        return begin, eind

    def _crediteer(self, opdracht: Crediteer) -> None:
        regel = self._regels.get(opdracht.referentie_nummer)
        if regel is None:
            self._credit(opdracht)
            return
        if regel.prestatie.credit or regel.gecrediteerd or opdracht.referentie_nummer in self._gevraagd:
            raise OrderRefused(
                _("regel {ref} is al gecrediteerd of zelf een creditregel", ref=regel.prestatie.referentie)
            )
        if regel.stand == "afgewezen" and not self._eerst_crediteren:
            raise OrderRefused(_("een afgewezen regel wordt niet gecrediteerd (8853)"))
        self._gevraagd[opdracht.referentie_nummer] = opdracht

    @property
    def _eerst_crediteren(self) -> bool:
        return self._actor.regio.factuurvorm in self._actor.regio.afgekeurd_crediteren

    # --- making the claim -------------------------------------------------------------------

    def _stuur(self, periode: str, tijdvak_: Tijdvak) -> bool:
        """Send what can be sent; whether something was. Credits of rejected lines go first, on their own."""
        terug = [r for r in self._afgewezen() if tijdvak_[0] <= r.prestatie.begin <= tijdvak_[1]]
        if terug and self._eerst_crediteren:
            self._zend(tijdvak_, [self._crediteer_regel(r) for r in terug])
            self._wacht.append(periode)
            return True
        berichten = list(self._berichten(periode, tijdvak_))
        credits = list(self._gevraagde_credits())
        if credits:
            berichten[:1] = [[*credits, *(berichten[0] if berichten else [])]]
        for regels in berichten:
            self._zend(tijdvak_, regels)
        return bool(berichten)

    def _afgewezen(self) -> list[Claimregel]:
        regels = self._regels.values()
        return [r for r in regels if r.stand == "afgewezen" and not r.prestatie.credit and not r.gecrediteerd]

    def _gevraagde_credits(self) -> Iterator[Prestatie]:
        for referentie, opdracht in list(self._gevraagd.items()):
            regel = self._regels[referentie]
            if regel.stand == "ingediend":
                continue
            del self._gevraagd[referentie]
            yield self._crediteer_regel(regel)
            if opdracht.gecorrigeerd is not None:
                yield self._bewaar(self._gecorrigeerd(regel.prestatie, opdracht), [])

    def _gecorrigeerd(self, oud: Prestatie, opdracht: Crediteer) -> Prestatie:
        wat = opdracht.gecorrigeerd
        assert wat is not None  # noqa: S101 - the caller looked
        volume = oud.volume if wat.volume is None else wat.volume
        tarief = oud.tarief if wat.tarief is None else wat.tarief
        bedrag = oud.bedrag if tarief is None else volume * tarief
        return replace(oud, referentie=self._actor.nummer("R"), volume=volume, tarief=tarief, bedrag=bedrag)

    def _crediteer_regel(self, regel: Claimregel) -> Prestatie:
        """The same line with the other sign: same unit, same rate."""
        regel.gecrediteerd = True
        oud = regel.prestatie
        return self._bewaar(replace(oud, referentie=self._actor.nummer("R"), credit=True, vorig=oud.referentie), [])

    def _berichten(self, periode: str, tijdvak_: Tijdvak) -> Iterator[list[Prestatie]]:
        """The debit lines; an old and a new indication of a client do not go together where the region forbids it."""
        per_bericht: list[list[tuple[Toewijzing, list[Geleverd]]]] = []
        for nummer, geleverd in self._te_declareren(tijdvak_).items():
            toewijzing = self._kluis.toewijzingen[nummer]
            past = (b for b in per_bericht if not any(self._gescheiden(toewijzing, t) for t, _g in b))
            bericht = next(past, None)
            if bericht is None:
                per_bericht.append(bericht := [])
            bericht.append((toewijzing, geleverd))
        for bericht in per_bericht:
            yield [self._debet(t, geleverd, periode, tijdvak_) for t, geleverd in bericht]

    def _gescheiden(self, een: Toewijzing, ander: Toewijzing) -> bool:
        opvolgend = een.bsn == ander.bsn and een.soort.categorie == ander.soort.categorie
        return self._actor.regio.indicaties_gescheiden and opvolgend

    def _te_declareren(self, tijdvak_: Tijdvak) -> dict[int, list[Geleverd]]:
        groepen: dict[int, list[Geleverd]] = {}
        for geleverd in self._kluis.geleverd:
            if not geleverd.regel and tijdvak_[0] <= geleverd.datum <= tijdvak_[1]:
                groepen.setdefault(geleverd.nummer, []).append(geleverd)
        return dict(sorted(groepen.items()))

    def _debet(self, toewijzing: Toewijzing, geleverd: list[Geleverd], periode: str, tijdvak_: Tijdvak) -> Prestatie:
        begin = max(tijdvak_[0], toewijzing.ingang)
        eind = min(tijdvak_[1], toewijzing.eind or tijdvak_[1])
        eenheid = toewijzing.omvang.eenheid if toewijzing.omvang else geleverd[0].eenheid
        product = self._actor.inrichting.product(*toewijzing.soort)
        geldt = "" if self._actor.heeft("periode-13-gewoon-tarief") else periode
        tarief = product.tarief(eenheid, begin, geldt) if product else None
        if tarief is None:
            raise OrderRefused(
                _("er is geen tarief voor {code} in {periode}", code=toewijzing.soort.code, periode=periode)
            )
        grens = maximum(toewijzing, eenheid, begin, eind, product.variant if product else "")
        geteld = sum(g.volume for g in geleverd)
        volume = geteld if grens is None else min(geteld, grens)
        nieuw = Prestatie(
            referentie=self._actor.nummer("R"), bsn=toewijzing.bsn, nummer=toewijzing.nummer, soort=toewijzing.soort,
            begin=begin, eind=eind, volume=volume, eenheid=eenheid, tarief=tarief, bedrag=volume * tarief,
        )  # fmt: skip
        return self._bewaar(nieuw, geleverd)

    def _bewaar(self, prestatie: Prestatie, geleverd: list[Geleverd]) -> Prestatie:
        self._regels[prestatie.referentie] = Claimregel(prestatie, "")
        for deel in geleverd:
            deel.regel = prestatie.referentie
        return prestatie

    def _zend(self, tijdvak_: Tijdvak, regels: list[Prestatie]) -> None:
        vorm = self._actor.regio.factuurvorm
        periode = {"Begindatum": tijdvak_[0], "Einddatum": tijdvak_[1]}
        kop = {
            "BetalingAanID": AAN_AANBIEDER,
            "DeclaratieFactuurIdentificatie": {"DeclaratiePeriode": periode, "ValutaCode": EURO},
            "DeclaratieFactuurBedragen": {"DeclaratieFactuurTotaalBedrag": totaal(sum(r.getekend for r in regels))},
        }
        clienten = [self._client(bsn, regels) for bsn in dict.fromkeys(r.bsn for r in regels)]
        nummer = self._actor.stuur("303", {"Header": kop, "Clienten": {"Client": clienten}}, vorm)
        for prestatie in regels:
            self._regels[prestatie.referentie].bericht = nummer

    def _client(self, bsn: str, regels: list[Prestatie]) -> dict[str, Any]:
        vorm = self._actor.regio.factuurvorm
        eigen = [als_regel(r, vorm) for r in regels if r.bsn == bsn]
        return {**verkort(client_van(self._actor, bsn)), "Prestaties": {"Prestatie": eigen}}

    # --- the answer -------------------------------------------------------------------------

    def _antwoord(self, bericht: Bericht, _moment: datetime) -> None:
        regels = [r for r in self._regels.values() if r.bericht == bericht.identificatie]
        codes = {n.text for n in bericht.root.all("Header/RetourCodes/RetourCode")}
        prestaties = bericht.root.all("Clienten/Client/Prestaties/Prestatie")
        if codes - TOEGEWEZEN:
            self._neem_terug(regels)
        else:
            fout = {p.get("ProductReferentie/ReferentieNummer") for p in prestaties if _is_afgewezen(p)}
            for regel in regels:
                self._zet_stand(regel, goed=regel.prestatie.referentie not in fout)
        wacht, self._wacht = self._wacht, []
        for periode in wacht:
            with suppress(OrderRefused):
                self._stuur(periode, self._toets_periode(periode))

    def _zet_stand(self, regel: Claimregel, *, goed: bool) -> None:
        """What was rejected can be claimed again; a rejected credit leaves its line as it was."""
        regel.stand = "goed" if goed else "afgewezen"
        if goed:
            return
        if regel.prestatie.credit:
            self._regels[regel.prestatie.vorig].gecrediteerd = False
        self._maak_los(regel.prestatie.referentie)

    def _neem_terug(self, regels: list[Claimregel]) -> None:
        """The claim counts as not sent."""
        for regel in regels:
            self._zet_stand(regel, goed=False)
            del self._regels[regel.prestatie.referentie]

    def _maak_los(self, referentie: str) -> None:
        for geleverd in self._kluis.geleverd:
            geleverd.regel = "" if geleverd.regel == referentie else geleverd.regel


def _is_afgewezen(prestatie: Node) -> bool:
    """Rejected: a code that says no, or nothing awarded of what was claimed."""
    codes = {n.text for n in prestatie.all("RetourCodes/RetourCode")}
    gevraagd = prestatie.int("IngediendeBedragPrestatie/DeclaratieFactuurBedrag/Bedrag")
    gekregen = prestatie.int("ToegekendeBedragPrestatie/ToegekendBedrag/Bedrag")
    return bool(codes - GOED) or (bool(gevraagd) and not gekregen)
