"""How the gemeente decides about a requested product when no order was given: by the contract."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from dateutil.relativedelta import relativedelta

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.dossier import Dossier
from ketentoets.actors.gemeente_wijzigingcontrole import Wens, wensen
from ketentoets.actors.inrichting import Client, Contractproduct
from ketentoets.actors.toewijzing import (
    Omvang,
    Soort,
    Toewijzing,
    lees_omvang,
    lees_soort,
    overlappen,
)
from ketentoets.core.message import Bericht, Node

ANDERE_GEMEENTE, WOONPLAATS = "5", "8"
"""RedenAfwijzingVerzoek; the principle of residence is the Jeugdwet's."""


@dataclass
class Verzoek:
    """One requested product, or a request for change as a whole (`vow`).

    `fase` is open, onderzoek or klaar; `beslist` says that a final decision was ordered,
    `onderzocht` that an investigation was.
    """

    referentie: str
    bsn: str
    dagtekening: date
    ontvangen: datetime
    soort: Soort = Soort("", "")  # noqa: RUF009 - a constant
    van: date = date.min
    tot: date | None = None
    omvang: Omvang | None = None
    budget: int | None = None
    verwijzer: str = ""
    commentaar: str = ""
    vow: bool = False
    wensen: tuple[Wens, ...] = ()
    fase: str = "open"
    beslist: bool = False
    onderzocht: bool = False

    def als_toewijzing(self, nu: datetime) -> Toewijzing:
        """The assignment that honours this request (TR379)."""
        return Toewijzing(
            nummer=0,
            bsn=self.bsn,
            soort=self.soort,
            ingang=self.van,
            eind=self.tot,
            omvang=self.omvang,
            budget=self.budget,
            gegeven=nu,
            referentie=self.referentie,
        )


def lees_verzoek(bericht: Bericht, ontvangen: datetime) -> list[Verzoek]:
    """The requested products of a 315, or the one request of a 317."""
    bsn = bericht.root.get("Client/Bsn")
    dagtekening = bericht.dagtekening or ontvangen.date()
    if bericht.soort == "317":
        referentie = bericht.root.get("Client/Verzoek/ReferentieAanbieder")
        return [Verzoek(referentie, bsn, dagtekening, ontvangen, vow=True, wensen=tuple(wensen(bericht)))]
    return [_van_node(n, bsn, dagtekening, ontvangen) for n in aangevraagd(bericht)]


def aangevraagd(bericht: Bericht) -> list[Node]:
    """The classes AangevraagdProduct of a 315."""
    return bericht.root.all("Client/AangevraagdeProducten/AangevraagdProduct")


def _van_node(node: Node, bsn: str, dagtekening: date, ontvangen: datetime) -> Verzoek:
    return Verzoek(
        referentie=node.get("ReferentieAanbieder"),
        bsn=bsn,
        dagtekening=dagtekening,
        ontvangen=ontvangen,
        soort=lees_soort(node),
        van=node.date("ToewijzingIngangsdatum") or dagtekening,
        tot=node.date("ToewijzingEinddatum"),
        omvang=lees_omvang(node),
        budget=node.int("Budget"),
        verwijzer=node.get("Verwijzer/Type"),
    )


class Besluiter:
    """The assessment of protocol 2.3.2.2 (contract, place, stacking, combination, age)."""

    def __init__(self, actor: ReferentieActor, dossier: Dossier) -> None:
        self._actor, self._dossier = actor, dossier

    def reden(self, verzoek: Verzoek) -> str:
        """RedenAfwijzingVerzoek; '' means: assign."""
        return next((reden for bezwaar, reden in self._redenen(verzoek) if self._actor.ziet([bezwaar])), "")

    def gestapeld(self, verzoek: Verzoek) -> bool:
        """Whether the product was assigned before for (part of) the period (OP347)."""
        dubbel = self._dossier.gestapeld(verzoek.bsn, verzoek.soort, verzoek.van, verzoek.tot)
        return dubbel and bool(self._actor.ziet(["stapeling"]))

    def _redenen(self, verzoek: Verzoek) -> Iterator[tuple[str, str]]:
        """Every objection by name, with its RedenAfwijzingVerzoek; the first counts."""
        inrichting = self._actor.inrichting
        client = inrichting.client(verzoek.bsn)
        if client is None:
            yield "client", ANDERE_GEMEENTE
        elif client.gemeente != inrichting.gemeente.code:
            yield "woonplaats", WOONPLAATS if inrichting.domein == "ijw" else ANDERE_GEMEENTE
        if not inrichting.contract:
            yield "geen contract", "3"
        if verzoek.vow and verzoek.dagtekening < self._actor.regio.vow_vanaf:
            yield "wijziging", "4"
        for deel in self._delen(verzoek):
            yield from self._redenen_product(deel, client)

    def _delen(self, verzoek: Verzoek) -> list[Verzoek]:
        """Every product that is asked, as a request of its own; a request for change is granted as a whole."""
        if not verzoek.vow:
            return [verzoek]
        return [self._deel(verzoek, w) for w in verzoek.wensen if w.klasse != "OngewijzigdProduct"]

    def _deel(self, verzoek: Verzoek, wens: Wens) -> Verzoek:
        toewijzing = self._dossier.toewijzingen.get(wens.nummer or -1)
        return replace(
            verzoek,
            soort=toewijzing.soort if toewijzing else wens.soort,
            van=wens.van,
            tot=wens.tot,
            omvang=wens.omvang,
            budget=wens.budget,
        )

    def _redenen_product(self, verzoek: Verzoek, client: Client | None) -> Iterator[tuple[str, str]]:
        """The objections to one product; stacking within a request for change was refused before (TR361)."""
        product = self._actor.inrichting.product(*verzoek.soort)
        if product is None:
            yield "contract", "4"
        if not self._past(verzoek, product):
            yield "regio", "4"
        if not verzoek.vow and self.gestapeld(verzoek):
            yield "stapeling", "6"
        if self._botst(verzoek):
            yield "samenloop", "4"
        if client is not None and _te_oud(verzoek, client, product):
            yield "leeftijd", "9"

    def _past(self, verzoek: Verzoek, product: Contractproduct | None) -> bool:
        regio, omvang = self._actor.regio, verzoek.omvang
        eisen = (
            omvang is None or product is None or omvang.eenheid in product.eenheden,
            omvang is None or product is None or omvang.frequentie in product.frequenties,
            not regio.alleen_specifiek or (bool(verzoek.soort.code) and verzoek.budget is None),
            not regio.einddatum_verplicht or verzoek.tot is not None,
            not regio.volume_verplicht or omvang is not None,
            verzoek.verwijzer not in regio.verwijzers_zonder_verzoek,
            verzoek.vow or verzoek.van >= regio.vroegste_ingang(verzoek.dagtekening),
        )
        return all(eisen)

    def _botst(self, verzoek: Verzoek) -> bool:
        return any(
            self._actor.inrichting.botst(verzoek.soort.code, t.soort.code)
            for t in self._dossier.van(verzoek.bsn)
            if not t.verwijderd and overlappen(t.ingang, t.eind, verzoek.van, verzoek.tot)
        )


def _te_oud(verzoek: Verzoek, client: Client, product: Contractproduct | None) -> bool:
    if product is None or product.tot_leeftijd is None:
        return False
    return relativedelta(verzoek.van, client.geboortedatum).years >= product.tot_leeftijd
