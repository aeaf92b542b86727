"""Level 3 and 4 checks of the gemeente on one line of a claim."""

from datetime import date
from fractions import Fraction

from ketentoets.actors import controles
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.inrichting import Contractproduct
from ketentoets.actors.prestatie import Prestatie
from ketentoets.actors.toewijzing import (
    EURO,
    MINUTEN_PER_UUR,
    MINUUT,
    UUR,
    Toewijzing,
    maximum,
    maximum_totaal,
    productperiode,
)
from ketentoets.core.money import round_half_up


class Regelcontrole:
    """Judges lines one by one; an approved line counts for the next."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier) -> None:
        self._actor, self._dossier = actor, dossier

    def codes(self, regel: Prestatie, periode_tot: date) -> list[str]:
        """The return codes of a line; an approved one is kept."""
        codes = ["8021"] if regel.referentie in self._dossier.ingediend else []
        codes += self._credit(regel) if regel.credit else self._debet(regel, periode_tot)
        codes = self._actor.ziet(codes)
        self._dossier.ingediend.add(regel.referentie)
        if not codes:
            self._keur_goed(regel)
        return codes

    def _keur_goed(self, regel: Prestatie) -> None:
        if regel.credit:
            self._dossier.gecrediteerd.add(regel.vorig)
        else:
            self._dossier.goedgekeurd[regel.referentie] = regel

    def _credit(self, regel: Prestatie) -> list[str]:
        """TR323: identical to an approved line; TR390: only once."""
        debet = self._dossier.goedgekeurd.get(regel.vorig)
        return controles.gebroken(
            {
                "8017": debet is None or debet.kern != regel.kern,
                "9390": debet is not None and regel.vorig in self._dossier.gecrediteerd,
            }
        )

    def _debet(self, regel: Prestatie, periode_tot: date) -> list[str]:
        toewijzing = self._dossier.toewijzingen.get(regel.nummer)
        if toewijzing is None or toewijzing.bsn != regel.bsn:
            return ["9338"]
        if toewijzing.verwijderd and self._actor.release != "3.0":
            return ["9384"]
        fouten = self._toewijzing(regel, toewijzing) | self._periode(regel, toewijzing, periode_tot)
        if not fouten["9341"]:
            fouten |= self._volume(regel, toewijzing) | self._bedrag(regel, regel.soort == toewijzing.soort)
        if self._actor.heeft("regels-zonder-start-afgewezen"):
            fouten["9338"] = not self._dossier.levering(regel.nummer).starts
        return controles.gebroken(fouten)

    def _toewijzing(self, regel: Prestatie, toewijzing: Toewijzing) -> dict[str, bool]:
        soort = toewijzing.soort
        return {
            "9339": bool(soort.categorie) and soort.categorie != regel.soort.categorie,
            "9340": bool(soort.code) and soort.code != regel.soort.code,
            "9341": not self._eenheid_past(regel, toewijzing),
            "S329": self._actor.inrichting.past_niet(*regel.soort),
            "9389": any(p.sleutel == regel.sleutel for p in self._dossier.betaald(regel.nummer)),
        }

    def _eenheid_past(self, regel: Prestatie, toewijzing: Toewijzing) -> bool:
        if toewijzing.omvang is None:
            product = self._product(regel)
            return product is None or regel.eenheid in product.eenheden
        toegewezen = toewijzing.omvang.eenheid
        return regel.eenheid == toegewezen or (toegewezen, regel.eenheid) == (UUR, MINUUT)

    def _periode(self, regel: Prestatie, toewijzing: Toewijzing, periode_tot: date) -> dict[str, bool]:
        begin, eind = productperiode(toewijzing, regel.begin)
        voor, na = regel.begin < toewijzing.ingang, toewijzing.eind is not None and regel.eind > toewijzing.eind
        return {
            "9307": voor,
            "9308": na,
            "9319": regel.eind > periode_tot,
            "9387": not voor and regel.begin != begin,
            "9388": not na and regel.eind != eind,
        }

    def _volume(self, regel: Prestatie, toewijzing: Toewijzing) -> dict[str, bool]:
        variant = self._variant(regel)
        per_periode = maximum(toewijzing, regel.eenheid, regel.begin, regel.eind, variant)
        eerder = self._dossier.betaald(regel.nummer)
        totaal = maximum_totaal(toewijzing, MINUUT if regel.eenheid == UUR else regel.eenheid, variant)
        som = sum(p.basisvolume for p in (*eerder, regel))
        bedragen = sum(p.bedrag for p in (*eerder, regel))
        return {
            "9321": per_periode is not None and regel.volume > per_periode,
            "9322": totaal is not None and som > totaal,
            "9369": toewijzing.budget is not None and bedragen > toewijzing.budget,
        }

    def _bedrag(self, regel: Prestatie, zelfde_product: bool) -> dict[str, bool]:
        if regel.eenheid == EURO:
            return {}
        afgesproken, exact = self._tarief(regel)
        verwacht = round_half_up(exact * regel.volume)
        ander_tarief = self._actor.release == "3.2" and zelfde_product and regel.tarief != afgesproken
        return {"9346": regel.bedrag != verwacht, "0611": ander_tarief}

    def _tarief(self, regel: Prestatie) -> tuple[int | None, Fraction]:
        """What ProductTarief must be, and the exact rate for the amount (IV081)."""
        product = self._product(regel)
        ingediend = Fraction(regel.tarief or 0)
        if product is None:
            return None, ingediend
        tarief = self._actor.tarief(product, regel.eenheid, regel.begin)
        uurtarief = self._actor.tarief(product, UUR, regel.begin)
        if tarief is None and regel.eenheid == MINUUT and uurtarief is not None:
            per_minuut = Fraction(uurtarief, MINUTEN_PER_UUR)
            klopt = regel.tarief == round_half_up(per_minuut)
            return round_half_up(per_minuut), per_minuut if klopt else ingediend
        return tarief, ingediend

    def _product(self, regel: Prestatie) -> Contractproduct | None:
        return self._actor.inrichting.product(*regel.soort)

    def _variant(self, regel: Prestatie) -> str:
        product = self._product(regel)
        return product.variant if product else "inspanningsgericht"
