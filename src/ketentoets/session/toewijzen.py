"""Assigning, and requests for an assignment (SAP 2.3, 3.2 and bijlage 5)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ketentoets.core.calendar import end_of
from ketentoets.core.errors import NotApplicable, Undecided
from ketentoets.core.taal import _
from ketentoets.session.algemeen import goed_ontvangen
from ketentoets.session.berichten import (
    PRODUCT,
    PRODUCTEN,
    VERZOEK,
    Eis,
    Ketenbericht,
    Zoek,
    gevuld,
    is_,
    leeg,
    niet,
    vanaf,
)
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verplichtingen import antwoord_op, besluit_op, besluit_op_wijziging
from ketentoets.session.verwachtingen import KOMT, KOMT_NIET, Verwachting
from ketentoets.transports.base import Rol

PER_WEEK, PER_MAAND, TOTAAL = "2", "4", "6"
HUISARTS = {"type": "02", "zorgverlenerCode": "01023456"}
HUISARTS_OP_NAAM = {"type": "02", "naam": "Huisartsenpraktijk"}
"""Until release 2.4 a referrer has no code."""
WOONPLAATS = "8"
BUDGET = 500_000
"""Eurocents, as an order has it."""
ANTWOORD = {"afgewezen": "1", "in onderzoek": "2"}


def wijs_toe(
    g: Gesprek, naam: str, volume: int, *, weken_geleden: int = 0, einde: str = "", aansluitend: bool = False
) -> None:
    """The municipality assigns a product, with the usual or a given end.

    It begins today, some weeks ago, or (`aansluitend`) the day after the last assignment ends.
    """
    g.begin()
    begin = (g.toewijzing().date("Einddatum") or g.vandaag) + timedelta(days=1) if aansluitend else g.vandaag
    product = g.product(naam, volume, ingang=begin - timedelta(weeks=weken_geleden))
    if einde:
        product["einddatum"] = g.vanaf_dag(einde).isoformat()
    gegevens = {"bsn": g.bsn, "aanbieder": g.profiel.aanbieder.agb, "producten": [product]}
    g.aangevraagd = [product]
    g.opdracht(Rol.GEMEENTE, "wijs-toe", gegevens)


def wijs_toe_van_tot(g: Gesprek, naam: str, volume: int, dagen: tuple[str, str], *, client: int = 0) -> None:
    """The municipality assigns a product over these days (first, last) to the n-th client of the scenario."""
    g.begin()
    begin, einde = dagen
    bsn = g.clienten[client]["bsn"]
    product = g.product(naam, volume, ingang=g.vanaf_dag(begin)) | {"einddatum": g.vanaf_dag(einde).isoformat()}
    g.aangevraagd = [product]
    g.opdracht(Rol.GEMEENTE, "wijs-toe", {"bsn": bsn, "aanbieder": g.profiel.aanbieder.agb, "producten": [product]})


def beeindig(g: Gesprek, tekst: str, reden: str) -> None:
    """The municipality lets the current assignment end on a day, for a reason (RedenWijziging)."""
    g.einddatum = g.vanaf_dag(tekst)
    gegevens = {"toewijzingNummer": int(g.nummer), "einddatum": g.einddatum.isoformat(), "redenWijziging": reden}
    g.opdracht(Rol.GEMEENTE, "wijzig-toewijzing", gegevens)


def wijs_toe_verboden(g: Gesprek, naam: str, zonder: str) -> None:
    """The municipality is told to assign without some fields, or in another frequency: the region forbids it."""
    g.begin()
    product = g.product(naam, 3, ingang=g.vandaag)
    product = _zonder(product, zonder) if zonder else _andere_frequentie(product)
    gegevens = {"bsn": g.bsn, "aanbieder": g.profiel.aanbieder.agb, "producten": [product]}
    g.proef(Rol.GEMEENTE, "wijs-toe", gegevens)
    g.verboden = _onvolledig("301", PRODUCT, "Einddatum", product)


def wijs_aspecifiek_toe(g: Gesprek, naam: str, zonder: str) -> None:
    """The municipality assigns a category, and the provider chooses the product (OP302)."""
    if g.profiel.regio.alleen_specifiek.waarde:
        raise NotApplicable(_("in deze regio wordt alleen specifiek toegewezen"))
    g.begin()
    product = _zonder(g.product(naam, 3, ingang=g.vandaag), zonder)
    gegevens = {"bsn": g.bsn, "aanbieder": g.profiel.aanbieder.agb, "producten": [product]}
    g.aangevraagd = [product]
    g.opdracht(Rol.GEMEENTE, "wijs-toe", gegevens)


def wijs_toe_in_verboden_vorm(g: Gesprek, naam: str, eenheid: str) -> None:
    """The municipality is told to assign output or an amount: in a unit for it, or ('') as a budget without product."""
    g.begin()
    product = g.product(naam, 3, ingang=g.vandaag)
    product = product | {"eenheid": eenheid, "frequentie": TOTAAL} if eenheid else _zonder(product, "code en volume")
    product = product if eenheid else {**product, "budget": BUDGET}
    gegevens = {"bsn": g.bsn, "aanbieder": g.profiel.aanbieder.agb, "producten": [product]}
    g.proef(Rol.GEMEENTE, "wijs-toe", gegevens)


def verwacht_toewijzing(g: Gesprek) -> None:
    """Expect a 301 with what was assigned, under a number of its own, without ReferentieAanbieder."""
    product = g.aangevraagd[-1]
    nieuw = niet("ToewijzingNummer", *_eerdere_nummers(g))
    eisen: tuple[Eis, ...] = (*_inhoud(product), nieuw, leeg("ReferentieAanbieder"), leeg("RedenWijziging"))
    kies = (is_("Product/Categorie", product["categorie"]), is_("Ingangsdatum", product["ingangsdatum"]))
    zoek = (Zoek("301", PRODUCT, kies, eisen if not g.breekt("301") else ()),)
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, _("de toewijzing"), zoek, sinds=g.sinds_opdracht(), regel="OP086"))


def _eerdere_nummers(g: Gesprek) -> list[str]:
    """The numbers of the assignments that were known before the last order."""
    eerder = (kb.root for kb in g.berichten if kb.soort == "301" and kb.n <= g.sinds_opdracht() and kb.root)
    return [product.get("ToewijzingNummer") for root in eerder for product in root.all(PRODUCT)]


def lopende_toewijzing(g: Gesprek, naam: str, volume: int, *, weken_geleden: int = 0, einde: str = "") -> None:
    """An assignment that both sides know: 301 received, 302 without remarks."""
    wijs_toe(g, naam, volume, weken_geleden=weken_geleden, einde=einde)
    verwacht_toewijzing(g)
    goed_ontvangen(g, "302")
    g.nummer  # noqa: B018 - raises when no assignment came


def lopend_voor(g: Gesprek, clienten: int, naam: str, volume: int) -> None:
    """So many clients, each with the same assignment, which both sides know."""
    for _nummer in range(clienten):
        g.client()
    g.begin()
    ingang = g.vandaag
    for client in g.clienten[:clienten]:
        g.aangevraagd = [g.product(naam, volume, ingang=ingang)]
        gegevens = {"bsn": client["bsn"], "aanbieder": g.profiel.aanbieder.agb, "producten": g.aangevraagd}
        g.opdracht(Rol.GEMEENTE, "wijs-toe", gegevens)
        verwacht_toewijzing(g)
        goed_ontvangen(g, "302")


def verwacht_met_andere(g: Gesprek) -> None:
    """Expect that the 301 with the new assignment also holds every other current one, without reference (OP087)."""
    pad = "ToegewezenProduct/ToewijzingNummer"
    met_nieuwe = Zoek("301", PRODUCTEN, (Eis(pad, "bevat", (g.nummer,)),))
    sinds = next(kb.n for kb in g.berichten if met_nieuwe.past(kb)) - 1
    for nummer in (n for n in g.nummers if n != g.nummer):
        samen = replace(met_nieuwe, eisen=(Eis(pad, "bevat", (nummer,)),))
        los = Zoek("301", PRODUCT, (is_("ToewijzingNummer", nummer),), (leeg("ReferentieAanbieder"),))
        wat = _("de lopende toewijzing {nummer} in hetzelfde {naam}", nummer=nummer, naam=g.naam("301"))
        for zoek in (samen, los):
            g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, (zoek,), sinds=sinds, regel="OP087"), uiterst=g.nu)


def verzoek(g: Gesprek, naam: str, volume: int, ingang: date | None = None) -> None:
    """The provider requests an assignment, on the referral of a general practitioner."""
    g.begin()
    g.aangevraagd = [_aanvraag(g, naam, volume, ingang)]
    g.opdracht(Rol.AANBIEDER, "verzoek-om-toewijzing", {"bsn": g.bsn, "producten": g.aangevraagd})
    zoek = (_verzoek_van(g),)
    wat = _("het verzoek om toewijzing")
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, wat, zoek, sinds=g.sinds_opdracht(), regel="OP307"))


def verzoek_voor_ander(g: Gesprek) -> None:
    """The provider requested an assignment for a second client, and it was not decided yet."""
    g.client()
    g.client()
    g.begin()
    product = _aanvraag(g, "begeleiding", 3)
    g.opdracht(Rol.AANBIEDER, "verzoek-om-toewijzing", {"bsn": g.clienten[1]["bsn"], "producten": [product]})
    zoek = (Zoek("315", kies=(is_("Client/Bsn", g.clienten[1]["bsn"]),)),)
    wat = _("het verzoek voor een andere cliënt")
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, wat, zoek, sinds=g.sinds_opdracht(), regel="OP307"))


def verzoek_toch(g: Gesprek, naam: str, volume: int) -> None:
    """The provider requests what a careful one would hold back (SAP 2.3.2.1, checks before a request)."""
    try:
        verzoek(g, naam, volume)
    except Undecided as error:
        geweigerd = g.vorige_opdracht is not None and g.vorige_opdracht["uitkomst"] == "geweigerd"
        if g.sut is Rol.AANBIEDER and geweigerd:
            raise NotApplicable(_("de aanbieder vraagt dit zelf al niet aan: {reason}", reason=error)) from error
        raise


def verzoek_terug(g: Gesprek, naam: str) -> None:
    """The provider requests with the longest retroactivity that is allowed (V-1)."""
    g.begin()
    verzoek(g, naam, 3, een_maand_terug(g))


def verboden_verzoek_terug(g: Gesprek, naam: str) -> None:
    """The provider is told to request with a day more than that."""
    g.begin()
    _verboden(g, _aanvraag(g, naam, 3, een_maand_terug(g, extra_dagen=1)))


def verboden_verzoek_zonder(g: Gesprek, naam: str, velden: str) -> None:
    """The provider is told to request without fields that the region demands."""
    g.begin()
    product = _zonder(_aanvraag(g, naam, 3), velden)
    _verboden(g, product)
    g.verboden = _onvolledig("315", VERZOEK, "ToewijzingEinddatum", product)


def verboden_frequentie(g: Gesprek, naam: str) -> None:
    """The provider is told to request in another frequency than the catalogue of the region has (T-6)."""
    g.begin()
    _verboden(g, _andere_frequentie(_aanvraag(g, naam, 3)))


def verboden_verzoek(g: Gesprek, naam: str) -> None:
    """The provider is told to request what the scenario has made impossible: a request runs, or it is assigned."""
    g.begin()
    _verboden(g, _aanvraag(g, naam, 3))


def verboden_verwijzing(g: Gesprek, naam: str, verwijzer: str) -> None:
    """The provider is told to request on a referral that gives no right to it (V-2)."""
    g.begin()
    _verboden(g, {**_aanvraag(g, naam, 3), "verwijzer": {"type": verwijzer}})


def _verboden(g: Gesprek, product: dict[str, Any]) -> None:
    g.proef(Rol.AANBIEDER, "verzoek-om-toewijzing", {"bsn": g.bsn, "producten": [product]})


def _onvolledig(soort: str, pad: str, einde: str, product: dict[str, Any]) -> tuple[Zoek, ...]:
    """The messages without what was left out of an order; a system may know better and fill it in."""
    velden = {"code": "Product/Code", "volume": "Omvang/Volume", "einddatum": einde}
    return tuple(Zoek(soort, pad, (leeg(element),)) for naam, element in velden.items() if naam not in product)


def besluit_vooraf(g: Gesprek, besluit: str, reden: str = "", soort: str = "315") -> None:
    """What the municipality will decide about the next request (315, or a 317 as a whole).

    The order reaches it before the request does (contract, *Opdrachten*), so that a municipality
    that decides at once decides this.
    """

    def geef(kb: Ketenbericht) -> None:
        for product in kb.root.all(VERZOEK if soort == "315" else "Client/Verzoek") if kb.root else []:
            elders = {"gemeente": g.profiel.andere_gemeente.code} if reden == WOONPLAATS else {}
            besluit_ = _besluit(product.get("ReferentieAanbieder"), besluit, reden)
            g.opdracht_vooraf("beoordeel-verzoek", {**besluit_, **elders})

    g.keten.voor_aflevering(Rol.AANBIEDER, soort, geef)


def beoordeel(g: Gesprek, besluit: str, reden: str = "", soort: str = "315") -> None:
    """The municipality decides after an investigation, about a 315 or a 317: toewijzen or afwijzen."""
    g.opdracht(Rol.GEMEENTE, "beoordeel-verzoek", _besluit(_referentie(g, soort), besluit, reden))


def _referentie(g: Gesprek, soort: str) -> str:
    """The ReferentieAanbieder of the last request for an assignment (315) or for a change (317)."""
    if soort == "315":
        return g.referentie()
    root = g.laatste("317").root
    return root.get("Client/Verzoek/ReferentieAanbieder") if root else ""


def beoordeel_eerste(g: Gesprek, besluit: str, reden: str = "") -> None:
    """The municipality decides about the first request of the scenario, whatever came after it."""
    first = next((kb for kb in g.berichten if kb.soort == "315" and kb.root), None)
    if first is None or first.root is None:
        raise Undecided(_("er kwam geen {naam}, dus het vervolg kan niet worden beoordeeld", naam=g.naam("315")))
    ref = first.root.get(f"{VERZOEK}/ReferentieAanbieder")
    g.opdracht(Rol.GEMEENTE, "beoordeel-verzoek", _besluit(ref, besluit, reden))


def _besluit(referentie: str, besluit: str, reden: str = "") -> dict[str, Any]:
    gegevens = {"referentieAanbieder": referentie, "besluit": besluit}
    return {**gegevens, "redenAfwijzingVerzoek": reden} if reden else gegevens


def verwacht_toegewezen(g: Gesprek) -> None:
    """Expect a 301 that honours the request and carries its ReferentieAanbieder."""
    ref = g.referentie()
    product = g.aangevraagd[-1]
    eisen = (is_("ReferentieAanbieder", ref), *_inhoud(product))
    by_reference = Zoek("301", PRODUCT, (is_("ReferentieAanbieder", ref),), eisen)
    by_product = Zoek("301", PRODUCT, (is_("Product/Code", product["code"]), leeg("ReferentieAanbieder"),
                                       is_("Ingangsdatum", product["ingangsdatum"])), eisen)  # fmt: skip
    wat = _("de toewijzing op het verzoek")
    since = g.laatste("315").n
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, (by_reference, by_product), sinds=since, regel="TR379"))


def verwacht_antwoord(
    g: Gesprek, antwoord: str, reden: str = "", gemeente: str = "", regel: str = "OP274", soort: str = "315"
) -> None:
    """Expect a 319; with a reason it must be that one, and reason 8 names the municipality."""
    ref = _referentie(g, soort)
    eisen = [is_("VerzoekAntwoord", ANTWOORD[antwoord])]
    eisen.append(is_("RedenAfwijzingVerzoek", reden) if reden else _reden(antwoord))
    eisen.append(is_("Woonplaatsbeginsel/Gemeente", gemeente) if gemeente else leeg("Woonplaatsbeginsel"))
    base = antwoord_op(ref)
    zoek = (Zoek("319", base.binnen, base.kies, tuple(eisen)),)
    wat = _("het {naam} ({antwoord})", naam=g.naam("319"), antwoord=antwoord)
    since = max(g.laatste(soort).n, g.onderzocht)
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=since, regel=regel))
    if antwoord == "in onderzoek" and g.onderwerp is not None:
        g.onderzocht = g.onderwerp.n


def verwacht_geen_toewijzing(g: Gesprek) -> None:
    """Expect that nothing was assigned on the request; a 301 about something else may come."""
    wat = _("een {naam} op een verzoek dat niet toegewezen mag worden", naam=g.naam("301"))
    vraag = next((kb for kb in reversed(g.berichten) if kb.soort in {"315", "317"}), None) or g.laatste("315")
    besluiten = besluit_op_wijziging(_referentie(g, "317")) if vraag.soort == "317" else _besluiten_op(vraag)
    zoek = tuple(z for z in besluiten if z.soort == "301")
    g.verwacht(Verwachting(KOMT_NIET, Rol.GEMEENTE, wat, zoek, sinds=vraag.n, tot=g.nu.isoformat()))


def _besluiten_op(vraag: Ketenbericht) -> list[Zoek]:
    return [z for product in (vraag.root.all(VERZOEK) if vraag.root else []) for z in besluit_op(product)]


def kort_in(g: Gesprek, weken: int) -> None:
    """The municipality shortens the current assignment to some weeks from now."""
    g.einddatum = g.vandaag + timedelta(weeks=weken)
    gegevens = {"toewijzingNummer": int(g.nummer), "einddatum": g.einddatum.isoformat(), "redenWijziging": "05"}
    g.opdracht(Rol.GEMEENTE, "wijzig-toewijzing", gegevens)


def moet_volume_wijzigen(g: Gesprek, volume: int) -> None:
    """The municipality is told to change the volume of the current assignment; only a total may change (SAP 3.2.4)."""
    gegevens = {"toewijzingNummer": int(g.nummer), "volume": volume, "redenWijziging": "05"}
    g.aangevraagd = [{"volume": volume}]
    totaal = g.toewijzing().get("Omvang/Frequentie") == TOTAAL
    (g.opdracht if totaal else g.proef)(Rol.GEMEENTE, "wijzig-toewijzing", gegevens)


def verwacht_ander_volume(g: Gesprek) -> None:
    """Expect the assignment with the volume of the last order, and the rest as it was."""
    omvang, volume = g.toewijzing(eerste=True), g.aangevraagd[-1]["volume"]
    gelijk = [is_(pad, omvang.get(pad)) for pad in ("Einddatum", "Omvang/Eenheid", "Omvang/Frequentie")]
    eisen = (is_("Omvang/Volume", volume), gevuld("RedenWijziging"), leeg("ReferentieAanbieder"), *gelijk, _jonger(g))
    zoek = (Zoek("301", PRODUCT, (is_("ToewijzingNummer", g.nummer),), eisen),)
    wat = _("de toewijzing met het andere totaal")
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=g.sinds_opdracht(), regel="OP033x1"))


def verwacht_zelfde_volume(g: Gesprek) -> None:
    """Expect that the volume of the last order did not come under the number of the assignment (IV066)."""
    g.laat_verbod_uitwerken()
    kies = (is_("ToewijzingNummer", g.nummer), is_("Omvang/Volume", g.aangevraagd[-1]["volume"]))
    wat = _("een ander volume in een lopende toewijzing die geen totaal heeft")
    zoek = (Zoek("301", PRODUCT, kies),)
    v = Verwachting(KOMT_NIET, Rol.GEMEENTE, wat, zoek, sinds=g.sinds_opdracht(), tot=g.nu.isoformat(), regel="OP033x1")
    g.verwacht(v)


def verwacht_ingekort(g: Gesprek) -> None:
    """Expect the assignment with the end date of the last order."""
    zoek = (_met_einde(g, g.einddatum),)
    wat = _("de ingekorte toewijzing")
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=g.sinds_opdracht(), regel="OP033x1"))


def trek_in(g: Gesprek, *, verboden: bool = False) -> None:
    """The municipality withdraws the current assignment (SAP 3.2.1), or is told to where it may not (OP362)."""
    geef = g.proef if verboden else g.opdracht
    geef(Rol.GEMEENTE, "verwijder-toewijzing", {"toewijzingNummer": int(g.nummer)})


def verwacht_ingetrokken(g: Gesprek) -> None:
    """Expect the assignment with its begin as its end, and the reason of the change."""
    wat = _("de ingetrokken toewijzing")
    zoek = (_met_einde(g, g.toewijzing(eerste=True).date("Ingangsdatum") or g.vandaag),)
    g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=g.sinds_opdracht(), regel="SAP-3.2.1"))


def verwacht_einde_op_stop(g: Gesprek) -> None:
    """Expect the assignment with the day of the stop as its end.

    SAP 3.1.3 gives no term; once the old end date has passed there is nothing left to shorten.
    """
    zoek = (_met_einde(g, g.stopdatum),)
    wat = _("de toewijzing met de stopdatum als einddatum")
    v = Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=g.sinds_opdracht(), regel="SAP-3.1.3")
    g.verwacht(v, uiterst=end_of(g.toewijzing().date("Einddatum") or g.vandaag))


def _jonger(g: Gesprek) -> Eis:
    """A change is not decided before what it changes: the assignment that was decided last holds (OP033x1)."""
    return vanaf("Toewijzingsdatum", g.toewijzing(eerste=True).get("Toewijzingsdatum"))


def _met_einde(g: Gesprek, einde: date) -> Zoek:
    """The current assignment with another end; what was assigned stays as it was."""
    omvang = g.toewijzing(eerste=True).find("Omvang")
    gelijk = [is_(f"Omvang/{deel}", omvang.get(deel)) for deel in ("Volume", "Eenheid", "Frequentie") if omvang]
    eisen = (is_("Einddatum", einde.isoformat()), gevuld("RedenWijziging"), leeg("ReferentieAanbieder"), *gelijk)
    eisen = (*eisen, _jonger(g))
    return Zoek("301", PRODUCT, (is_("ToewijzingNummer", g.nummer),), eisen)


def verwacht_woonplaatsbeginsel(g: Gesprek) -> None:
    """Expect a rejection for reason 8 that names the municipality of the client."""
    verwacht_antwoord(g, "afgewezen", WOONPLAATS, g.profiel.andere_gemeente.code, regel="OP359")


def verwacht_besluit(g: Gesprek) -> None:
    """Expect that every requested product was decided by now."""
    root = g.laatste("315").root
    for product in root.all(VERZOEK) if root else []:
        wat = _("het besluit op het verzoek")
        since = g.laatste("315").n
        g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, besluit_op(product), sinds=since, regel="OP274"), uiterst=g.nu)


def een_maand_terug(g: Gesprek, extra_dagen: int = 0) -> date:
    """One month before today, the limit of afspraak V-1, and a number of days more."""
    months = g.profiel.regio.terugwerkende_kracht_maanden
    if months is None:
        raise NotApplicable(_("deze regio stelt geen grens aan terugwerkende kracht"))
    return g.vandaag - relativedelta(months=months.waarde) - timedelta(days=extra_dagen)


def _aanvraag(g: Gesprek, naam: str, volume: int, ingang: date | None = None) -> dict[str, Any]:
    return {
        **g.product(naam, volume, ingang=ingang or g.vandaag),
        "verwijzer": HUISARTS if g.profiel.release_op(g.vandaag) >= "3.0" else HUISARTS_OP_NAAM,
    }


def _andere_frequentie(product: dict[str, Any]) -> dict[str, Any]:
    return {**product, "frequentie": PER_WEEK if product["frequentie"] == PER_MAAND else PER_MAAND}


def _zonder(product: dict[str, Any], velden: str) -> dict[str, Any]:
    weg = set(velden.replace(" en ", " ").split())
    weg |= {"eenheid", "frequentie"} if "volume" in weg else set()
    return {naam: waarde for naam, waarde in product.items() if naam not in weg}


def _verzoek_van(g: Gesprek) -> Zoek:
    product = g.aangevraagd[-1]
    pad = VERZOEK
    eisen = (
        is_(f"{pad}/Product/Categorie", product["categorie"]),
        is_(f"{pad}/Product/Code", product["code"]),
        is_(f"{pad}/ToewijzingIngangsdatum", product["ingangsdatum"]),
        is_(f"{pad}/ToewijzingEinddatum", product["einddatum"]),
        is_(f"{pad}/Omvang/Volume", product["volume"]),
        is_(f"{pad}/Omvang/Eenheid", product["eenheid"]),
        is_(f"{pad}/Omvang/Frequentie", product["frequentie"]),
        *(is_(f"{pad}/Verwijzer/{veld[0].upper()}{veld[1:]}", waarde) for veld, waarde in product["verwijzer"].items()),
    )
    if g.breekt("315"):
        return Zoek("315")
    return Zoek("315", kies=(is_("Client/Bsn", g.bsn),), eisen=eisen)


def _inhoud(product: dict[str, Any]) -> tuple[Eis, ...]:
    """What was ordered; what an aspecific assignment leaves out must be left out."""
    velden = {
        "Product/Categorie": "categorie", "Product/Code": "code", "Ingangsdatum": "ingangsdatum",
        "Einddatum": "einddatum", "Omvang/Volume": "volume", "Omvang/Eenheid": "eenheid",
        "Omvang/Frequentie": "frequentie",
    }  # fmt: skip
    return tuple(is_(pad, product[naam]) if naam in product else leeg(pad) for pad, naam in velden.items())


def _reden(antwoord: str) -> Eis:
    if antwoord == "in onderzoek":
        return leeg("RedenAfwijzingVerzoek")
    return Eis("RedenAfwijzingVerzoek", "niet", ("8", ""))
