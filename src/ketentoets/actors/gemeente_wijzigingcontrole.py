"""The acceptance checks of the gemeente on a request for change (317), leading to the 318."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ketentoets.actors import controles
from ketentoets.actors.retour import Oordeel
from ketentoets.actors.toewijzing import TOTAAL, Omvang, Soort, Toewijzing, lees_omvang, lees_soort, overlappen
from ketentoets.core.bsn import passes_eleven_proof
from ketentoets.core.message import Bericht, Node

_EIND_2020 = date(2020, 12, 31)


@dataclass(frozen=True)
class Wens:
    """One class of the request: what it asks (`soort`, `van`, `tot`) about which assignment."""

    node: Node
    nummer: int | None
    van: date
    tot: date | None

    @property
    def klasse(self) -> str:
        """OngewijzigdProduct, TeWijzigenProduct or NieuwProduct."""
        return self.node.name

    @property
    def soort(self) -> Soort:
        """The product that is asked; empty in what is about an assignment."""
        return lees_soort(self.node)

    @property
    def omvang(self) -> Omvang | None:
        """The volume that is asked."""
        return lees_omvang(self.node)

    @property
    def budget(self) -> int | None:
        """The budget that is asked, in eurocents."""
        return self.node.int("Budget")


def wensen(bericht: Bericht) -> list[Wens]:
    """All classes of a 317, in order."""
    return [
        Wens(n, n.int("ToewijzingNummer"), n.date("GewensteIngangsdatum") or date.min, n.date("Einddatum"))
        for groep in ("OngewijzigdeProducten", "TeWijzigenProducten", "NieuweProducten")
        for around in bericht.root.all(f"Client/Verzoek/{groep}")
        for n in around.children()
    ]


def inhoud(bericht: Bericht) -> list[str]:
    """The broken level 2 rules."""
    alle = wensen(bericht)
    nieuw = [w for w in alle if w.klasse == "NieuwProduct"]
    gewijzigd = [w for w in alle if w.klasse == "TeWijzigenProduct"]
    fouten = [code for w in nieuw for code in controles.product(w.node, w.van, w.tot, bericht.release)]
    fouten += [code for w in gewijzigd for code in controles.looptijd(w.node, w.van, w.tot, bericht.release)]
    dagtekening = bericht.dagtekening or date.min
    sleutels = [(w.klasse, w.nummer) if w.nummer is not None else (w.klasse, w.soort, w.van) for w in alle]
    return fouten + controles.gebroken(
        {
            "CS002": not passes_eleven_proof(bericht.root.get("Client/Bsn")),
            "TR101": controles.dubbel(sleutels),
            "TR352": len(alle) == len(nieuw),
            "TR353": not (nieuw or gewijzigd),
            "TR380": any(w.van <= dagtekening for w in nieuw),
            "TR410": controles.gestapeld((lees_soort(w.node), w.van, w.tot) for w in nieuw),
        }
    )


def tegen_toewijzingen(bericht: Bericht, actueel: dict[int, Toewijzing], oordeel: Oordeel) -> None:
    """TR349, TR350, TR351, TR357, TR361, TR373, TR375, TR411 and TR412: against what is assigned."""
    alle = wensen(bericht)
    verzoek = bericht.root.find("Client/Verzoek")
    assert verzoek is not None  # noqa: S101 - level 1
    if set(actueel) - {w.nummer for w in alle}:
        oordeel.fout(verzoek, "9349")
    for wens in alle:
        for code in _codes(wens, actueel.get(wens.nummer or -1), bericht.dagtekening or date.min):
            oordeel.fout(wens.node, code)
    for node in _gestapeld(alle, actueel):
        oordeel.fout(node, "9361")


def _codes(wens: Wens, toewijzing: Toewijzing | None, dagtekening: date) -> list[str]:
    if wens.klasse == "NieuwProduct":
        return []
    if toewijzing is None:
        return ["9350" if wens.klasse == "OngewijzigdProduct" else "9351"]
    if wens.klasse == "OngewijzigdProduct":
        return []
    omvang = lees_omvang(wens.node)
    later = wens.van != toewijzing.ingang
    loopt = wens.tot is None or wens.tot > _EIND_2020
    soort = toewijzing.soort
    return controles.gebroken(
        {
            "9357": later and wens.van <= dagtekening,
            "9373": later and _ander_totaal(wens, toewijzing),
            "9375": omvang is not None and loopt and not soort.categorie,
            "9411": omvang is None and bool(soort.code),
            "9412": omvang is not None and loopt and bool(soort.categorie) and not soort.code,
        }
    )


def _ander_totaal(wens: Wens, toewijzing: Toewijzing) -> bool:
    """Whether a budget, or a volume for the whole period, becomes another one (IV092)."""
    budget, omvang, oud = wens.node.int("Budget"), lees_omvang(wens.node), toewijzing.omvang
    if budget is not None and toewijzing.budget is not None and budget != toewijzing.budget:
        return True
    return omvang is not None and oud is not None and oud.frequentie == TOTAAL and omvang != oud


def _gestapeld(alle: list[Wens], actueel: dict[int, Toewijzing]) -> Iterator[Node]:
    """What asks a product for days for which the request names it already (TR361)."""
    eerder: list[tuple[str, Soort, date, date | None]] = []
    for wens in alle:
        toewijzing = actueel.get(wens.nummer or -1)
        if toewijzing is None and wens.klasse != "NieuwProduct":
            continue
        soort = toewijzing.soort if toewijzing else lees_soort(wens.node)
        van, tot = wens.van, wens.tot
        if toewijzing is not None and wens.klasse == "OngewijzigdProduct":
            van, tot = toewijzing.ingang, toewijzing.eind
        anders = (e for e in eerder if e[0] != wens.klasse or wens.klasse == "TeWijzigenProduct")
        if any(soort.zelfde(s) and overlappen(van, tot, v, t) for _klasse, s, v, t in anders):
            yield wens.node
        eerder.append((wens.klasse, soort, van, tot))
