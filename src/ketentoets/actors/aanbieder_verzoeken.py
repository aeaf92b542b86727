"""The aanbieder asks for an assignment (315) and gets answers (316, 319) (protocol 2.3.2)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ketentoets.actors import aanbieder_wijziging, controles
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.eisen import omvang_van, soort_van, toets_frequentie, toets_producten
from ketentoets.actors.kluis import Aanvraag, Kluis
from ketentoets.actors.opdrachten import Product, Verwijzer, VerzoekOmToewijzing, VerzoekOmWijziging
from ketentoets.actors.persoon import client_van, verkort
from ketentoets.actors.retour import Oordeel
from ketentoets.actors.toewijzing import omvang_gegevens, overlappen, product_gegevens
from ketentoets.core.errors import OrderRefused
from ketentoets.core.message import Bericht, Node
from ketentoets.core.taal import _
from ketentoets.fixtures.waarden import dag

HUISARTS = "02"
VERWIJZERNAAM = "Voorbeeldpraktijk"
AFGEWEZEN, IN_ONDERZOEK, WOONPLAATS = "1", "2", "8"
_WETTELIJK = frozenset({"02", "03", "04", "05"})


class Verzoeken:
    """Sends requests and keeps how they stand."""

    def __init__(self, actor: ReferentieActor, kluis: Kluis) -> None:
        self._actor, self._kluis = actor, kluis
        self._kop = controles.Kopcontrole(actor.code_ander, actor.code)
        actor.doet("verzoek-om-toewijzing", self._vraag_toewijzing)
        actor.doet("verzoek-om-wijziging", self._vraag_wijziging)
        actor.verwerkt("316", self._retour)
        actor.verwerkt("318", self._retour)
        actor.verwerkt("319", self._antwoord)

    # --- orders -----------------------------------------------------------------------------

    def _vraag_toewijzing(self, opdracht: VerzoekOmToewijzing) -> None:
        client = client_van(self._actor, opdracht.bsn)
        self._toets(opdracht)
        aanvragen = [
            Aanvraag(self._actor.nummer("VOT"), client.bsn, ((soort_van(p), p.ingangsdatum),))
            for p in opdracht.producten
        ]
        oud = self._actor.inrichting.met_beschikking
        producten = [_aangevraagd(a.referentie, p, oud=oud) for a, p in zip(aanvragen, opdracht.producten, strict=True)]
        inhoud = {**verkort(client), "AangevraagdeProducten": {"AangevraagdProduct": producten}}
        bericht = self._actor.stuur("315", {"Client": inhoud})
        for aanvraag in aanvragen:
            aanvraag.bericht = bericht
            self._kluis.aanvragen[aanvraag.referentie] = aanvraag

    def _toets(self, opdracht: VerzoekOmToewijzing) -> None:
        producten = opdracht.producten
        if self._actor.heeft("verzoek-zonder-einddatum"):
            producten = tuple(p for p in producten if p.einddatum is not None)
        toets_producten(producten, self._actor.regio)
        toets_frequentie(producten, self._actor.regio, self._actor.inrichting)
        if self._kluis.onderhanden(opdracht.bsn):
            raise OrderRefused(_("er is al een verzoek onderhanden voor deze cliënt (TR374)"))
        if controles.gestapeld((soort_van(p), p.ingangsdatum, p.einddatum) for p in producten):
            raise OrderRefused(_("hetzelfde product komt twee keer voor in dezelfde periode (TR386)"))
        for product in opdracht.producten:
            self._toets_product(product)
        bezwaren = self._vooraf(opdracht) if self._actor.regio.toetst_vooraf else iter(())
        reden = next((reden for naam, reden in bezwaren if self._actor.ziet([naam])), "")
        if reden:
            raise OrderRefused(reden)

    def _vooraf(self, opdracht: VerzoekOmToewijzing) -> Iterator[tuple[str, str]]:
        """What a careful provider finds before asking (protocol 2.3.2.1): (name, sentence)."""
        inrichting = self._actor.inrichting
        client = client_van(self._actor, opdracht.bsn)
        if client.gemeente != inrichting.gemeente.code:
            yield "woonplaats", _("voor deze cliënt is een andere gemeente verantwoordelijk")
        lopend = [t for t in self._kluis.toewijzingen.values() if t.bsn == opdracht.bsn and not t.verwijderd]
        for product in opdracht.producten:
            soort, van, tot = soort_van(product), product.ingangsdatum, product.einddatum
            if soort.code and inrichting.product(*soort) is None:
                yield "contract", _("product {code} staat niet in het contract", code=soort.code)
            if any(t.overlapt(soort, van, tot) for t in lopend):
                yield "stapeling", _("dit product is in deze periode al toegewezen: stapelen mag niet")
            naast = (t for t in lopend if overlappen(t.ingang, t.eind, van, tot))
            if any(inrichting.botst(soort.code, t.soort.code) for t in naast):
                yield "samenloop", _("dit product mag niet samen met een product dat al is toegewezen")

    def _toets_product(self, product: Product) -> None:
        te_ver = product.ingangsdatum < self._actor.regio.vroegste_ingang(self._actor.vandaag)
        if te_ver:
            raise OrderRefused(_("de ingangsdatum ligt meer dan een maand terug (V-1)"))
        zonder_verzoek = _verwijzer(product).type in self._actor.regio.verwijzers_zonder_verzoek
        if zonder_verzoek:
            raise OrderRefused(_("op deze verwijzing wordt geen verzoek om toewijzing gestuurd (V-2)"))

    def _vraag_wijziging(self, opdracht: VerzoekOmWijziging) -> None:
        vanaf = self._actor.regio.vow_vanaf
        if self._actor.vandaag < vanaf:
            raise OrderRefused(_("een verzoek om wijziging kan in deze regio nog niet (vanaf: {dag})", dag=dag(vanaf)))
        client = client_van(self._actor, opdracht.bsn)
        aanbieder_wijziging.toets(opdracht, self._kluis, self._actor.regio)
        gevraagd = aanbieder_wijziging.gevraagd(opdracht, self._kluis)
        aanvraag = Aanvraag(self._actor.nummer("VOW"), client.bsn, gevraagd, wijziging=True)
        verzoek = aanbieder_wijziging.verzoek(opdracht, aanvraag.referentie)
        aanvraag.bericht = self._actor.stuur("317", {"Client": {"Bsn": client.bsn, "Verzoek": verzoek}})
        self._kluis.aanvragen[aanvraag.referentie] = aanvraag

    # --- answers ----------------------------------------------------------------------------

    def _retour(self, bericht: Bericht, _moment: datetime) -> None:
        if bericht.root.find("Header/RetourCodes") is None:
            return
        for aanvraag in self._kluis.aanvragen.values():
            if aanvraag.bericht == bericht.identificatie:
                aanvraag.stand = "geweigerd"

    def _antwoord(self, bericht: Bericht, ontvangen: datetime) -> None:
        node = bericht.root.find("Antwoord")
        assert node is not None  # noqa: S101 - level 1
        oordeel = self._oordeel(bericht, node)
        self._actor.retourneer(bericht, oordeel, ontvangen)
        aanvraag = self._kluis.aanvragen.get(node.get("ReferentieAanbieder"))
        if oordeel.goed and aanvraag is not None:
            aanvraag.stand = "onderzoek" if node.get("VerzoekAntwoord") == IN_ONDERZOEK else "afgewezen"

    def _oordeel(self, bericht: Bericht, node: Node) -> Oordeel:
        oordeel = Oordeel(_inhoud(node, bericht.domain))
        if not oordeel.inhoud:
            oordeel.kop = self._kop.codes(bericht, self._actor.vandaag)
        if oordeel.goed:
            for code in self._codes(node):
                oordeel.fout(node, code)
        return oordeel

    def _codes(self, node: Node) -> list[str]:
        aanvraag = self._kluis.aanvragen.get(node.get("ReferentieAanbieder"))
        if aanvraag is None:
            return ["9355"]
        beantwoord = aanvraag.stand in {"onderzoek", "afgewezen"}
        return controles.gebroken(
            {
                "9359": aanvraag.stand == "toegewezen",
                "9360": beantwoord and node.get("VerzoekAntwoord") == IN_ONDERZOEK,
                "9365": aanvraag.stand == "afgewezen",
            }
        )


def _inhoud(node: Node, domein: str) -> list[str]:
    antwoord, reden = node.get("VerzoekAntwoord"), node.get("RedenAfwijzingVerzoek")
    gemeente = controles.gevuld(node, "Woonplaatsbeginsel")
    return controles.gebroken(
        {
            "CD085": antwoord == AFGEWEZEN and not reden,
            "CD086": antwoord == IN_ONDERZOEK and bool(reden),
            "TR377": domein == "ijw" and reden == WOONPLAATS and not gemeente,
            "TR409": reden != WOONPLAATS and gemeente,
        }
    )


def _verwijzer(product: Product) -> Verwijzer:
    """The referrer; a general practitioner when the order names none."""
    if isinstance(product.verwijzer, Verwijzer):
        return product.verwijzer
    return Verwijzer.model_validate({"type": product.verwijzer or HUISARTS})


def _aangevraagd(referentie: str, product: Product, *, oud: bool) -> dict[str, Any]:
    """The class AangevraagdProduct; until release 2.4 (`oud`) a referrer has a name and no code."""
    verwijzer = _verwijzer(product)
    naam, code = verwijzer.naam, None if oud else verwijzer.zorgverlener_code
    if naam is None and code is None and verwijzer.type in _WETTELIJK:
        naam = VERWIJZERNAAM
    return {
        "ReferentieAanbieder": referentie,
        "Product": product_gegevens(soort_van(product)),
        "ToewijzingIngangsdatum": product.ingangsdatum,
        "ToewijzingEinddatum": product.einddatum,
        "Omvang": omvang_gegevens(omvang_van(product)),
        "Budget": None if product.budget is None else str(product.budget),
        "Verwijzer": {"Type": verwijzer.type, "Naam": naam} | ({"ZorgverlenerCode": code} if code else {}),
        "Commentaar": product.commentaar,
    }
