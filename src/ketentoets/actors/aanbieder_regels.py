"""The lines of a claim: volume by sum and rounding, capped, at the tariff of the contract."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.inrichting import Contractproduct
from ketentoets.actors.kluis import Claimregel, Geleverd, Kluis
from ketentoets.actors.opdrachten import Gecorrigeerd
from ketentoets.actors.prestatie import Prestatie
from ketentoets.actors.toewijzing import (
    EURO,
    MAAND,
    MINUTEN_PER_UUR,
    MINUUT,
    UUR,
    WEEK,
    Soort,
    Toewijzing,
    laatste_van_maand,
    maximum,
    maximum_totaal,
    productperiode,
    uren,
)
from ketentoets.core.errors import OrderRefused
from ketentoets.core.money import round_half_up
from ketentoets.core.taal import _

DAGEN_PER_WEEK = 7


class Regelmaker:
    """Makes debit and credit lines and keeps them as sent."""

    def __init__(self, actor: ReferentieActor, kluis: Kluis) -> None:
        self._actor, self._kluis = actor, kluis

    def toets_tarief(self, toewijzing: Toewijzing, maand: date, geleverd: list[Geleverd]) -> None:
        """Raises `OrderRefused` when the contract has no tariff for these deliveries."""
        begin, _eind = productperiode(toewijzing, maand)
        eenheid = self._eenheid(toewijzing, begin, geleverd)
        if eenheid != EURO:
            self._tarief(toewijzing, eenheid, begin)

    def debet(self, toewijzing: Toewijzing, maand: date, geleverd: list[Geleverd]) -> Prestatie | None:
        """A new debit line; None when the maximum leaves nothing to claim."""
        prestatie = self._bereken(toewijzing, maand, geleverd, None)
        return self._bewaar(prestatie, geleverd) if prestatie.volume else None

    def credit(self, regel: Claimregel) -> Prestatie:
        """The same line as credit: new ReferentieNummer, the old one as VorigReferentieNummer."""
        regel.gecrediteerd = True
        oud = regel.prestatie
        nieuw = replace(oud, referentie=self._actor.nummer("R"), credit=True, vorig=oud.referentie)
        return self._bewaar(nieuw, [])

    def gecorrigeerd(self, regel: Claimregel, wat: Gecorrigeerd) -> Prestatie:
        """The new debit line of a correction."""
        oud = regel.prestatie
        volume = oud.volume if wat.volume is None else wat.volume
        tarief = oud.tarief if wat.tarief is None else wat.tarief
        bedrag = volume if tarief is None else volume * tarief
        referentie = self._actor.nummer("R")
        nieuw = replace(oud, referentie=referentie, volume=volume, tarief=tarief, bedrag=bedrag)
        return self._bewaar(nieuw, [g for g in self._kluis.geleverd if g.regel == oud.referentie])

    def vervang(self, regel: Claimregel, toewijzing: Toewijzing, geleverd: list[Geleverd]) -> list[Prestatie]:
        """Credit and new debit line, because more was delivered in the same period."""
        oud = regel.prestatie
        nieuw = self._bereken(toewijzing, oud.begin, geleverd, oud)
        if replace(nieuw, referentie=oud.referentie) == oud or not nieuw.volume:
            return []
        return [self.credit(regel), self._bewaar(nieuw, geleverd)]

    def _bewaar(self, prestatie: Prestatie, geleverd: list[Geleverd]) -> Prestatie:
        self._kluis.regels[prestatie.referentie] = Claimregel(prestatie, "")
        for deel in geleverd:
            deel.regel = prestatie.referentie
        return prestatie

    def _bereken(
        self, toewijzing: Toewijzing, maand: date, geleverd: list[Geleverd], vervangt: Prestatie | None
    ) -> Prestatie:
        begin, eind = productperiode(toewijzing, maand)
        eenheid = self._eenheid(toewijzing, begin, geleverd)
        volume = self._volume(eenheid, geleverd)
        if not self._actor.heeft("boven-het-maximum"):
            volume = min([volume, *self._grenzen(toewijzing, eenheid, (begin, eind), vervangt)])
        tarief = None if eenheid == EURO else self._tarief(toewijzing, eenheid, begin)
        product = self._product(toewijzing, eenheid)
        return Prestatie(
            referentie=self._actor.nummer("R"),
            bsn=toewijzing.bsn,
            nummer=toewijzing.nummer,
            soort=Soort(product.categorie, product.code) if product else toewijzing.soort,
            begin=begin,
            eind=eind,
            volume=volume,
            eenheid=eenheid,
            tarief=tarief,
            bedrag=volume if tarief is None else self._bedrag(volume, tarief, eenheid, geleverd),
        )

    def _bedrag(self, volume: int, tarief: int, eenheid: str, geleverd: list[Geleverd]) -> int:
        if eenheid == UUR and self._actor.heeft("bedrag-per-levering-afgerond"):
            return sum(round_half_up(Fraction(_minuten(g) * tarief, MINUTEN_PER_UUR)) for g in geleverd)
        return volume * tarief

    def _eenheid(self, toewijzing: Toewijzing, dag: date, geleverd: list[Geleverd]) -> str:
        """The assigned unit; minutes when hours were assigned and minutes have a tariff (2.7.1 under 2)."""
        toegewezen = toewijzing.omvang.eenheid if toewijzing.omvang else geleverd[0].eenheid
        alles_in_minuten = all(g.eenheid == MINUUT for g in geleverd)
        per_minuut = toegewezen == UUR and alles_in_minuten and self._contracttarief(toewijzing, MINUUT, dag)
        return MINUUT if per_minuut else toegewezen

    def _volume(self, eenheid: str, geleverd: list[Geleverd]) -> int:
        """Sum over the period first, then round (IV079)."""
        if eenheid == UUR and any(g.eenheid == MINUUT for g in geleverd):
            if self._actor.heeft("uren-per-levering-afgerond"):
                return sum(uren(_minuten(g)) for g in geleverd)
            if self._actor.heeft("uren-naar-beneden-afgerond"):
                return sum(_minuten(g) for g in geleverd) // MINUTEN_PER_UUR
            return uren(sum(_minuten(g) for g in geleverd))
        if eenheid == MINUUT:
            return sum(_minuten(g) for g in geleverd)
        return sum(g.volume for g in geleverd)

    def _grenzen(
        self, toewijzing: Toewijzing, eenheid: str, periode: tuple[date, date], vervangt: Prestatie | None
    ) -> list[int]:
        """The maximum of the period (IV078) and what is left of the whole assignment (TR322)."""
        product = self._product(toewijzing, eenheid)
        variant = product.variant if product else "inspanningsgericht"
        per_periode = self._naar_rato(toewijzing, maximum(toewijzing, eenheid, *periode, variant), *periode)
        totaal = maximum_totaal(toewijzing, eenheid, variant)
        eerder = [p for p in self._kluis.betaald(toewijzing.nummer) if p != vervangt]
        op = sum(_in(p.volume, p.eenheid, eenheid) for p in eerder)
        rest = None if totaal is None else max(0, totaal - op)
        return [grens for grens in (per_periode, rest) if grens is not None]

    def _naar_rato(self, toewijzing: Toewijzing, grens: int | None, van: date, tot: date) -> int | None:
        """The maximum of a period, unless broken weeks or months are planted to count less."""
        omvang, dagen = toewijzing.omvang, (tot - van).days + 1
        if omvang is None or grens is None:
            return grens
        if self._actor.heeft("alleen-hele-weken") and omvang.frequentie == WEEK:
            return dagen // DAGEN_PER_WEEK * omvang.volume
        if self._actor.heeft("gebroken-maand-naar-rato") and omvang.frequentie == MAAND:
            return grens * dagen // laatste_van_maand(van).day
        return grens

    def _tarief(self, toewijzing: Toewijzing, eenheid: str, dag: date) -> int:
        tarief = self._contracttarief(toewijzing, eenheid, dag)
        if tarief is None:
            code = toewijzing.soort.code
            raise OrderRefused(_("er is geen tarief voor {code} in eenheid {eenheid}", code=code, eenheid=eenheid))
        return tarief

    def _contracttarief(self, toewijzing: Toewijzing, eenheid: str, dag: date) -> int | None:
        product = self._product(toewijzing, eenheid)
        tarief = self._actor.tarief(product, eenheid, dag) if product else None
        if product and tarief is None and eenheid == MINUUT and self._actor.heeft("minuut-als-afgekapt-uur"):
            return (self._actor.tarief(product, UUR, dag) or 0) // MINUTEN_PER_UUR
        return tarief

    def _product(self, toewijzing: Toewijzing, eenheid: str) -> Contractproduct | None:
        return self._actor.inrichting.te_declareren(*toewijzing.soort, eenheid)


def _minuten(geleverd: Geleverd) -> int:
    return geleverd.volume * MINUTEN_PER_UUR if geleverd.eenheid == UUR else geleverd.volume


def _in(volume: int, van: str, naar: str) -> int:
    """A volume in another unit of time; a broken hour counts as a whole one."""
    if (van, naar) == (UUR, MINUUT):
        return volume * MINUTEN_PER_UUR
    return -(-volume // MINUTEN_PER_UUR) if (van, naar) == (MINUUT, UUR) else volume
