"""What the gemeente checks of every line of a 303 (codes of release 2.3)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from ketentoets.actors import controles
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.factuur import periodenaam, tijdvak, vorm_van
from ketentoets.actors.gemeente_factuurcontrole import Factuur
from ketentoets.actors.inrichting import Contractproduct
from ketentoets.actors.prestatie import Prestatie
from ketentoets.actors.toewijzing import MINUTEN_PER_UUR, MINUUT, UUR, Toewijzing, maximum, maximum_totaal
from ketentoets.core.message import Node

VIER_WEKEN, JAAR = "3", "5"


@dataclass
class Factuurboek:
    """The lines that were claimed: all, the rejected ones, and those taken back."""

    regels: dict[str, Prestatie] = field(default_factory=dict)
    afgewezen: set[str] = field(default_factory=set)
    gecrediteerd: set[str] = field(default_factory=set)

    def staand(self, nummer: int) -> list[Prestatie]:
        """The debit lines of an assignment that count."""
        weg = self.afgewezen | self.gecrediteerd
        return [p for r, p in self.regels.items() if p.nummer == nummer and not p.credit and r not in weg]


class Factuurregels:
    """Judges the lines of a claim: credits first, and what is approved counts for the next."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier) -> None:
        self._actor, self._dossier = actor, dossier
        self._boek = Factuurboek()

    def codes(self, factuur: Factuur) -> dict[int, list[str]]:
        """The codes of the lines that are rejected, by their place in the claim."""
        gevonden: dict[int, list[str]] = {}
        volgorde = sorted(enumerate(factuur.regels), key=lambda r: not r[1][1].credit)
        gemengd = self._gemengd([p for _node, p in factuur.regels])
        for plaats, (node, regel) in volgorde:
            codes = self._credit(regel, factuur) if regel.credit else self._debet(node, regel, factuur)
            codes += ["0551"] if plaats in gemengd else []
            codes += ["8021"] if regel.referentie in self._boek.regels else []
            self._boek_in(regel, codes)
            if codes:
                gevonden[plaats] = codes
        return gevonden

    def clientcodes(self, client: Node) -> list[str]:
        """8004: the date of birth is that of the person we know."""
        bekend = self._actor.inrichting.client(client.get("Bsn"))
        geboren = client.date("Geboortedatum/Datum")
        anders = bekend is not None and geboren != bekend.geboortedatum
        return ["8004"] if anders and not client.get("Geboortedatum/DatumGebruik") else []

    def _boek_in(self, regel: Prestatie, codes: list[str]) -> None:
        if "8021" in codes:
            return
        self._boek.regels[regel.referentie] = regel
        if codes:
            self._boek.afgewezen.add(regel.referentie)
        elif regel.credit:
            self._boek.gecrediteerd.add(regel.vorig)

    def _credit(self, regel: Prestatie, factuur: Factuur) -> list[str]:
        debet = self._boek.regels.get(regel.vorig)
        bekend = debet is not None and not debet.credit
        ongelijk = debet is not None and debet.kern != regel.kern and self._actor.regio.indicaties_gescheiden
        return controles.gebroken(
            {
                "8017": not bekend or ongelijk,
                "8853": bekend and regel.vorig in self._boek.afgewezen and vorm_van(factuur.bericht) == "D",
                "8854": regel.vorig in self._boek.gecrediteerd,
            }
        )

    def _debet(self, node: Node, regel: Prestatie, factuur: Factuur) -> list[str]:
        toewijzing = self._toewijzing(regel)
        if toewijzing is None:
            return ["0551"]
        if toewijzing.bsn != regel.bsn:
            return ["8187"]
        if node.parent() is not None and factuur.bericht.root.get("Header/Aanbieder") != self._actor.code_ander:
            return ["9311"]
        fouten = self._tegen_toewijzing(regel, toewijzing) | self._tegen_periode(regel, toewijzing, factuur)
        fouten["0611"] = self._ander_tarief(regel)
        codes = controles.gebroken(fouten)
        return codes + ([] if codes else self._te_veel_in_totaal(regel, toewijzing))

    def _toewijzing(self, regel: Prestatie) -> Toewijzing | None:
        """The assignment that a line names, or the only one that it can be about."""
        if regel.nummer >= 0:
            return self._dossier.toewijzingen.get(regel.nummer)
        passend = [t for t in self._dossier.van(regel.bsn) if t.soort.zelfde(regel.soort)]
        return passend[0] if len(passend) == 1 else None

    def _tegen_toewijzing(self, regel: Prestatie, toewijzing: Toewijzing) -> dict[str, bool]:
        eenheid = toewijzing.omvang.eenheid if toewijzing.omvang else regel.eenheid
        return {
            "1112": bool(regel.soort.categorie) and regel.soort.categorie != toewijzing.soort.categorie,
            "1142": bool(regel.soort.code and toewijzing.soort.code) and regel.soort.code != toewijzing.soort.code,
            "9309": regel.eenheid != eenheid and {regel.eenheid, eenheid} != {UUR, MINUUT},
        }

    def _tegen_periode(self, regel: Prestatie, toewijzing: Toewijzing, factuur: Factuur) -> dict[str, bool]:
        begin, eind = factuur.tijdvak
        laatste = toewijzing.eind or date.max
        grens = maximum(toewijzing, regel.eenheid, regel.begin, regel.eind, self._variant(regel))
        return {
            "9307": not toewijzing.ingang <= regel.begin <= laatste,
            "9308": not toewijzing.ingang <= regel.eind <= laatste,
            "9319": regel.begin < begin or regel.eind > eind,
            "9321": grens is not None and regel.volume > grens,
        }

    def _te_veel_in_totaal(self, regel: Prestatie, toewijzing: Toewijzing) -> list[str]:
        """9322: with what stands already; for four weeks, what the periods of the assignment allow."""
        eerder = [*self._boek.staand(toewijzing.nummer), regel]
        dubbel = sum((p.begin, p.eind) == (regel.begin, regel.eind) for p in eerder) > 1
        vast = toewijzing.omvang is not None and toewijzing.omvang.frequentie in {VIER_WEKEN, JAAR}
        grens = None if vast else maximum_totaal(toewijzing, MINUUT if regel.eenheid == UUR else regel.eenheid,
                                                 self._variant(regel))  # fmt: skip
        som = sum(p.volume * (MINUTEN_PER_UUR if p.eenheid == UUR else 1) for p in eerder)
        return ["9322"] if (vast and dubbel) or (grens is not None and som > grens) else []

    def _ander_tarief(self, regel: Prestatie) -> bool:
        """0611; in its period the one-off tariff is the only right one."""
        product = self._product(regel)
        if product is None or regel.tarief is None:
            return False
        afgesproken = product.tarief(regel.eenheid, regel.begin, self._periode(regel.begin))
        return afgesproken is not None and regel.tarief != afgesproken

    def _periode(self, dag: date) -> str:
        """The period of a day; the days that were added to one belong to it."""
        for naam, laatste in self._actor.regio.verlengde_perioden:
            if tijdvak(naam, self._actor.regio)[0] <= dag <= laatste:
                return naam
        return periodenaam(dag)

    def _gemengd(self, regels: Iterable[Prestatie]) -> set[int]:
        """The lines of clients with an old and a new indication in one claim, where that is forbidden."""
        if not self._actor.regio.indicaties_gescheiden:
            return set()
        genummerd = [(n, p) for n, p in enumerate(regels) if not p.credit]
        per_client: dict[tuple[str, str], set[int]] = {}
        for _n, p in genummerd:
            per_client.setdefault((p.bsn, p.soort.categorie), set()).add(p.nummer)
        return {n for n, p in genummerd if len(per_client[p.bsn, p.soort.categorie]) > 1}

    def _product(self, regel: Prestatie) -> Contractproduct | None:
        return self._actor.inrichting.product(*regel.soort)

    def _variant(self, regel: Prestatie) -> str:
        product = self._product(regel)
        return product.variant if product else ""
