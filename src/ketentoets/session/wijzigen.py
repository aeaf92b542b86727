"""Requests for change, and what a granted one must bring (SAP 3.1.5-3.1.8, OP348)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from ketentoets.core.errors import NotApplicable, Undecided
from ketentoets.core.message import Node
from ketentoets.core.taal import _
from ketentoets.session.berichten import PRODUCT, Eis, Ketenbericht, Zoek, gevuld, is_, leeg, onder, vanaf
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.toewijzen import TOTAAL
from ketentoets.session.verwachtingen import KOMT, Verwachting
from ketentoets.transports.base import Rol

VROEGER, LATER, HOGER, LAGER, ALLEEN_NIEUW = (
    "naar een vroegere einddatum",
    "naar een latere einddatum",
    "naar een hoger totaal",
    "naar een lager totaal",
    "met alleen een nieuw product",
)
"""What is asked instead of more volume from four weeks on."""
_OVER, _TOT, _LANGER = timedelta(weeks=4), timedelta(weeks=8), timedelta(weeks=8)
_LAGER = 2
_VERZOEK = "Client/Verzoek"
_TE_WIJZIGEN = f"{_VERZOEK}/TeWijzigenProducten/TeWijzigenProduct"
_NIEUW = f"{_VERZOEK}/NieuweProducten/NieuwProduct"
_ONGEWIJZIGD = f"{_VERZOEK}/OngewijzigdeProducten/OngewijzigdProduct"
_OMVANG = ("Volume", "Eenheid", "Frequentie")


def verboden(g: Gesprek) -> None:
    """The provider is told to send a request for change before the region uses it."""
    g.begin()
    first = g.profiel.regio.wijzigingsverzoek_vanaf.waarde
    if g.vandaag >= first:
        raise NotApplicable(_("het wijzigingsverzoek mag vanaf {dag}", dag=f"{first:%d-%m-%Y}"))
    g.proef(Rol.AANBIEDER, "verzoek-om-wijziging", _gegevens(g, ongewijzigd=[g.nummer], nieuw=_nieuw(g)))


def in_gebruik(g: Gesprek) -> None:
    """The scenario only exists where the region uses the request for change on this day."""
    vanaf = g.profiel.regio.wijzigingsverzoek_vanaf.waarde
    if g.vandaag < vanaf:
        raise NotApplicable(_("deze regio gebruikt het verzoek om wijziging dan niet"))


def vraag(g: Gesprek, waarvan: str = "", *, nieuw: str = "") -> None:
    """The provider asks a change of the first assignment, keeps the others, perhaps adds a product (by its name)."""
    g.begin()
    eerste, *andere = g.nummers or [g.nummer]
    if waarvan == ALLEEN_NIEUW:
        andere, nieuw = [eerste, *andere], nieuw or "maandbegeleiding"
    te_wijzigen = [] if waarvan == ALLEEN_NIEUW else [_wens(g, eerste, waarvan)]
    gegevens = _gegevens(g, ongewijzigd=andere, te_wijzigen=te_wijzigen, nieuw=_nieuw(g, nieuw) if nieuw else [])
    g.opdracht(Rol.AANBIEDER, "verzoek-om-wijziging", gegevens)
    heel = () if g.breekt("317") else (is_("Client/Bsn", g.bsn),)
    eisen = _gewenst(te_wijzigen, gegevens["nieuw"]) if heel else ()
    wat = _("het verzoek om wijziging")
    v = Verwachting(KOMT, Rol.AANBIEDER, wat, (Zoek("317", "", heel, eisen),), sinds=g.sinds_opdracht(), regel="OP308")
    g.verwacht(v)
    for nummer in andere if heel else []:
        _verwacht_genoemd(g, nummer)


def _wens(g: Gesprek, nummer: str, waarvan: str) -> dict[str, Any]:
    """What is asked of one assignment, as an order wants it."""
    toewijzing = g.toewijzing(nummer)
    omvang = toewijzing.find("Omvang")
    volume = (omvang.int("Volume") or 0) if omvang else 0
    einde = toewijzing.date("Einddatum") or g.vandaag
    vanaf = toewijzing.date("Ingangsdatum") or g.vandaag
    return {
        "toewijzingNummer": int(nummer),
        "gewensteIngangsdatum": (vanaf if waarvan in {HOGER, LAGER} else g.vandaag + _OVER).isoformat(),
        "einddatum": {VROEGER: g.vandaag + _TOT, LATER: einde + _LANGER}.get(waarvan, einde).isoformat(),
        "volume": {LAGER: _LAGER, VROEGER: volume, LATER: volume}.get(waarvan, volume + 1),
        "eenheid": omvang.get("Eenheid") if omvang else "",
        "frequentie": omvang.get("Frequentie") if omvang else "",
    }


def _nieuw(g: Gesprek, naam: str = "maandbegeleiding") -> list[dict[str, Any]]:
    return [g.product(naam, 4, ingang=g.vandaag + timedelta(weeks=6))]


def _gegevens(
    g: Gesprek, *, ongewijzigd: Sequence[str], te_wijzigen: Sequence[dict[str, Any]] = (), nieuw: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "bsn": g.bsn,
        "redenVerzoek": "1",
        "ongewijzigd": [int(n) for n in ongewijzigd],
        "teWijzigen": list(te_wijzigen),
        "nieuw": nieuw,
    }


def _gewenst(wensen: Sequence[dict[str, Any]], nieuw: Sequence[dict[str, Any]]) -> tuple[Eis, ...]:
    """What a request for change says about the assignment that changes, and about the new product."""
    velden = {"ToewijzingNummer": "toewijzingNummer", "GewensteIngangsdatum": "gewensteIngangsdatum",
              "Einddatum": "einddatum", "Omvang/Volume": "volume", "Omvang/Eenheid": "eenheid",
              "Omvang/Frequentie": "frequentie"}  # fmt: skip
    eisen = [is_(f"{_TE_WIJZIGEN}/{element}", wens[naam]) for wens in wensen for element, naam in velden.items()]
    for product in nieuw:
        eisen += [is_(f"{_NIEUW}/Product/Code", product["code"]), is_(f"{_NIEUW}/Einddatum", product["einddatum"])]
        eisen += [is_(f"{_NIEUW}/GewensteIngangsdatum", product["ingangsdatum"])]
        eisen += [is_(f"{_NIEUW}/Omvang/Volume", product["volume"])]
    return tuple(eisen)


def _verwacht_genoemd(g: Gesprek, nummer: str) -> None:
    """Expect that a request for change names an assignment that stays as it is (OP306)."""
    zoek = (Zoek("317", _ONGEWIJZIGD, (is_("ToewijzingNummer", nummer),)),)
    wat = _("de ongewijzigde toewijzing {nummer} in het {naam}", nummer=nummer, naam=g.naam("317"))
    g.verwacht(Verwachting(KOMT, Rol.AANBIEDER, wat, zoek, sinds=g.sinds_opdracht(), regel="OP306"), uiterst=g.nu)


# --- what a granted request brings --------------------------------------------------------------


def verwacht_pakket(g: Gesprek) -> None:
    """Expect all that the last request for change asked, one to one and with its ReferentieAanbieder (OP348, TR379).

    After an investigation the day that was asked may have passed: then everything may begin later.
    """
    kb = g.laatste("317")
    if kb.root is None:
        raise Undecided(_("het {naam} is niet leesbaar", naam=g.naam("317")))
    ref = is_("ReferentieAanbieder", kb.root.get(f"{_VERZOEK}/ReferentieAanbieder"))
    dag = vanaf if any(b.soort == "319" and b.n > kb.n for b in g.berichten) else is_
    for wat, regel, zoek in _pakket(g, kb, kb.root, ref, dag):
        g.verwacht(Verwachting(KOMT, Rol.GEMEENTE, wat, zoek, sinds=kb.n, regel=regel))


Deel = tuple[str, str, tuple[Zoek, ...]]
Dageis = Callable[[str, str], Eis]
"""What a day must be: the one that was asked, or that one or later."""


def _pakket(g: Gesprek, kb: Ketenbericht, root: Node, ref: Eis, dag: Dageis) -> Iterator[Deel]:
    for wens in root.all(_TE_WIJZIGEN):
        yield from _gewijzigd(_ervoor(g, kb, wens.get("ToewijzingNummer")), wens, ref, dag)
    for product in root.all(_NIEUW):
        yield _toegevoegd(product, ref, dag)
    for wens in root.all(_ONGEWIJZIGD):
        nummer = wens.get("ToewijzingNummer")
        oud = _ervoor(g, kb, nummer)
        eisen = (ref, leeg("RedenWijziging"), *_gelijk(oud, "Ingangsdatum", "Einddatum"), *_omvang(oud))
        wat = _("de ongewijzigde toewijzing {nummer} op het verzoek", nummer=nummer)
        yield wat, "TR379", (_nummer(nummer, eisen),)


def _gewijzigd(oud: Node, wens: Node, ref: Eis, dag: Dageis) -> Iterator[Deel]:
    """Another volume ends the assignment and asks a new one; an end date or a total changes in it (IV066)."""
    nummer, tot = wens.get("ToewijzingNummer"), is_("Einddatum", wens.get("Einddatum"))
    zelfde = all(eis.geldt(wens) for eis in _omvang(oud))
    opvolger = _opvolger(oud, wens, (ref, leeg("RedenWijziging"), tot, *_omvang(wens)), dag)
    if zelfde or oud.get("Omvang/Frequentie") == TOTAAL:
        blijft = (ref, gevuld("RedenWijziging"), tot, *_gelijk(oud, "Ingangsdatum"), *_omvang(wens))
        langer = zelfde and wens.get("Einddatum") > oud.get("Einddatum")
        wat = _("de gewijzigde toewijzing {nummer}", nummer=nummer)
        yield wat, "OP380" if langer else "OP348", (_nummer(nummer, blijft), opvolger)
        return
    laatste = (wens.date("GewensteIngangsdatum") or date.max) - timedelta(days=1)
    eind = dag("Einddatum", laatste.isoformat())
    eisen = (ref, gevuld("RedenWijziging"), eind, *_gelijk(oud, "Ingangsdatum"), *_omvang(oud))
    yield _("het einde van toewijzing {nummer}", nummer=nummer), "OP348", (_nummer(nummer, eisen),)
    yield _("de toewijzing die {nummer} opvolgt", nummer=nummer), "OP348", (opvolger,)


def _toegevoegd(product: Node, ref: Eis, dag: Dageis) -> Deel:
    code = product.get("Product/Code")
    kies = (is_("Product/Code", code),)
    eisen = (
        ref,
        leeg("RedenWijziging"),
        dag("Ingangsdatum", product.get("GewensteIngangsdatum")),
        *_gelijk(product, "Product/Categorie", "Einddatum"),
        *_omvang(product),
    )
    return _("het nieuwe product {code}", code=code), "OP348", (Zoek("301", PRODUCT, kies, eisen),)


def _nummer(nummer: str, eisen: tuple[Eis, ...]) -> Zoek:
    return Zoek("301", PRODUCT, (is_("ToewijzingNummer", nummer),), eisen)


def _opvolger(oud: Node, wens: Node, eisen: tuple[Eis, ...], dag: Dageis) -> Zoek:
    """The same product under another number, from the day that was asked, or after the old one when it lasts longer.

    SAP 3.2.3 lets a region lengthen with a new assignment.
    """
    gewenst = wens.get("GewensteIngangsdatum")
    begin = dag("Ingangsdatum", gewenst)
    einde = oud.date("Einddatum")
    if einde is not None and wens.get("Einddatum") > oud.get("Einddatum") and dag is is_:
        begin = is_("Ingangsdatum", gewenst, (einde + timedelta(days=1)).isoformat())
    kies = (
        is_("Product/Code", oud.get("Product/Code")),
        Eis("ToewijzingNummer", "niet", is_("ToewijzingNummer", wens.get("ToewijzingNummer")).waarden),
    )
    return Zoek("301", PRODUCT, kies, (begin, *eisen))


def _gelijk(node: Node, *paden: str) -> tuple[Eis, ...]:
    return tuple(is_(pad, node.get(pad)) for pad in paden)


def _omvang(node: Node) -> tuple[Eis, ...]:
    return _gelijk(node, *(f"Omvang/{deel}" for deel in _OMVANG))


def _ervoor(g: Gesprek, kb: Ketenbericht, nummer: str) -> Node:
    """The last version of an assignment before the request."""
    for earlier in reversed([b for b in g.berichten if b.n < kb.n and b.soort == "301" and b.root]):
        for product in onder(earlier.root, PRODUCT) if earlier.root else []:
            if is_("ToewijzingNummer", nummer).geldt(product):
                return product
    raise Undecided(_("toewijzing {nummer} is niet te vinden", nummer=nummer))
