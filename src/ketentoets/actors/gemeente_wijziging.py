"""A granted request for change (317) as assignments, one to one (OP348, IV066, OP380)."""

from datetime import date

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gemeente_besluit import Verzoek
from ketentoets.actors.gemeente_toewijzingen import OP_VERZOEK_VAN_AANBIEDER, Toewijzingen
from ketentoets.actors.gemeente_wijzigingcontrole import Wens
from ketentoets.actors.prestatie import Prestatie
from ketentoets.actors.termijnen import EEN_DAG
from ketentoets.actors.toewijzing import MINUTEN_PER_UUR, TOTAAL, UUR, Omvang, Soort, Toewijzing
from ketentoets.core.taal import _


class Wijziging:
    """Carries out the request as a whole: all that it names goes into one 301 with its ReferentieAanbieder."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier, toewijzingen: Toewijzingen) -> None:
        self._actor, self._dossier, self._toewijzingen = actor, dossier, toewijzingen

    def bezwaar(self, verzoek: Verzoek) -> str:
        """Why it cannot be granted as it was asked; '' when it can."""
        for wens in verzoek.wensen:
            toewijzing = self._dossier.toewijzingen.get(wens.nummer or -1)
            weg = toewijzing is None or toewijzing.verwijderd
            if wens.klasse != "NieuwProduct" and weg:
                return _("toewijzing {nummer} is er niet meer", nummer=wens.nummer)
            if wens.klasse == "TeWijzigenProduct" and toewijzing and self._onrechtmatig(wens, toewijzing):
                return _("geleverde of gedeclareerde zorg zou niet meer passen (OP345)")
            if wens.klasse != "OngewijzigdProduct" and wens.tot and wens.tot < self._ingang(wens, toewijzing):
                return _("de gevraagde periode is al voorbij")
        return ""

    def voer_uit(self, verzoek: Verzoek) -> None:
        """Change, end and make the assignments, and send them."""
        veranderd: list[Toewijzing] = []
        for wens in verzoek.wensen:
            if wens.klasse == "NieuwProduct":
                veranderd.append(self._nieuw(verzoek.bsn, wens.soort, self._ingang(wens, None), wens))
            elif wens.klasse == "TeWijzigenProduct":
                veranderd += self._wijzig(self._dossier.toewijzingen[wens.nummer or -1], wens)
        referentie = "" if self._actor.heeft("301-zonder-referentie") else verzoek.referentie
        for toewijzing in veranderd:
            toewijzing.referentie = referentie
        self._toewijzingen.stuur(verzoek.bsn, veranderd, referentie)

    def _wijzig(self, oud: Toewijzing, wens: Wens) -> list[Toewijzing]:
        """The same assignment, changed; or the old one, ended, and the new one that takes its place."""
        oud.reden = OP_VERZOEK_VAN_AANBIEDER
        if self._houdt_nummer(oud, wens):
            oud.eind, oud.omvang, oud.budget = wens.tot, wens.omvang, wens.budget
            return [oud]
        ingang = self._ingang(wens, oud)
        if ingang <= oud.ingang or wens.van <= oud.ingang or self._verschuift(oud, wens):
            self._toewijzingen.verwijder(oud)
        elif not self._actor.heeft("wijziging-oude-loopt-door"):
            laatste = ingang - EEN_DAG
            oud.eind = laatste if oud.eind is None else min(oud.eind, laatste)
        return [oud, self._nieuw(oud.bsn, oud.soort, ingang, wens)]

    def _houdt_nummer(self, oud: Toewijzing, wens: Wens) -> bool:
        """Only an end date, a total or a budget changes in an assignment; another volume takes a new number (IV066)."""
        if self._verschuift(oud, wens):
            return False
        zelfde = (oud.omvang, oud.budget) == (wens.omvang, wens.budget)
        return zelfde or _is_totaal(oud, wens.omvang) or self._actor.heeft("wijziging-op-oud-nummer")

    def _verschuift(self, oud: Toewijzing, wens: Wens) -> bool:
        """Whether an assignment that is still to begin gets another begin, and nothing else."""
        zelfde = (oud.omvang, oud.budget) == (wens.omvang, wens.budget)
        return oud.ingang > self._actor.vandaag and wens.van != oud.ingang and zelfde

    def _ingang(self, wens: Wens, oud: Toewijzing | None) -> date:
        """The begin that was asked; when that day went by, today, or tomorrow after the old assignment (SAP 3.1.8)."""
        if oud is None:
            return max(wens.van, self._actor.vandaag)
        return wens.van if wens.van <= oud.ingang else max(wens.van, self._actor.vandaag + EEN_DAG)

    def _nieuw(self, bsn: str, soort: Soort, ingang: date, wens: Wens) -> Toewijzing:
        nieuw = Toewijzing(
            nummer=0,
            bsn=bsn,
            soort=soort,
            ingang=ingang,
            eind=wens.tot,
            omvang=wens.omvang,
            budget=wens.budget,
            gegeven=self._actor.nu,
        )
        return self._toewijzingen.nieuw(nieuw)

    def _onrechtmatig(self, wens: Wens, oud: Toewijzing) -> bool:
        """Whether care that was delivered or paid falls outside what would be left of the assignment (OP345)."""
        betaald = self._dossier.betaald(oud.nummer)
        if self._houdt_nummer(oud, wens):
            te_kort = wens.tot is not None and any(p.eind > wens.tot for p in betaald)
            return te_kort or _te_weinig(wens, betaald)
        if wens.van > oud.ingang:
            return any(p.eind >= wens.van for p in betaald)
        return bool(betaald or self._dossier.levering(oud.nummer).starts)


def _te_weinig(wens: Wens, betaald: list[Prestatie]) -> bool:
    """Whether more was paid than the total or the budget that is asked for."""
    if wens.budget is not None:
        return sum(p.bedrag for p in betaald) > wens.budget
    if wens.omvang is None or wens.omvang.frequentie != TOTAAL:
        return False
    per_eenheid = MINUTEN_PER_UUR if wens.omvang.eenheid == UUR else 1
    return sum(p.basisvolume for p in betaald) > wens.omvang.volume * per_eenheid


def _is_totaal(oud: Toewijzing, omvang: Omvang | None) -> bool:
    """Whether a budget or a total changes, in the same unit."""
    if oud.omvang is None or omvang is None:
        return oud.omvang is omvang and oud.budget is not None
    return oud.omvang.frequentie == TOTAAL and oud.omvang[1:] == omvang[1:]
