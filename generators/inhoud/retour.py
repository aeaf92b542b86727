"""Return messages 302-320: the Header of the forward message, with what the receiver says about it (IV028)."""

from datetime import timedelta
from typing import Any

from ketentoets.generators.bron import Bron
from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud
from ketentoets.generators.inhoud.retourcodes import AFGEKEURD, IN_ORDE, NIET_BEOORDEELD, codes, foutcodes
from ketentoets.generators.kader import Kader
from ketentoets.schemas.standaard import berichtcode, heen_van

_TERMIJN = timedelta(days=5)
_CODES = "RetourCodes"


def retourbericht(kader: Kader, soort: str, bron: Bron) -> Inhoud:
    """The content of a return message: no remarks, technically refused, or refused by class."""
    heen = Bouwer(kader, heen_van(soort) or "", bron)
    b = Bouwer(kader, soort, bron)
    match bron.kies(("goed", "technisch", "kop", "klassen", "klassen")):
        case "technisch":
            return {"Header": _header(b, heen, codes(AFGEKEURD), technisch=True)}
        case "kop" if known := foutcodes(b, heen.soort, "Header"):
            return {"Header": _header(b, heen, codes(bron.code(known)))}
        case "klassen":
            return _klassen(b, heen)
        case _:
            return {"Header": _header(b, heen, None)}


def _header(b: Bouwer, heen: Bouwer, retourcodes: Any, *, technisch: bool = False) -> Inhoud:
    """The Header of the forward message, unchanged but for its code, and what is added."""
    sent = heen.klasse("Header")
    names = [e.name for e in heen.model.message(heen.soort).klasse("Header").elements]  # type: ignore[union-attr]
    latest = max(heen.dagtekening, min(heen.dagtekening + _TERMIJN, b.kader.tot))
    return b.klasse(
        "Header",
        **{name: sent.get(name) for name in names if name != "BerichtCode"},
        BerichtCode=berichtcode(b.kader.domain, b.soort),
        DagtekeningRetour=b.bron.dag(heen.dagtekening, latest),
        XsltVersie=b.waarde(b.model.simple["LDT_Versie"]) if technisch else None,
        RetourCodes=retourcodes,
    )


def _klassen(b: Bouwer, heen: Bouwer) -> Inhoud:
    """All classes come back, each with a code; at least one of them is refused."""
    classes: list[tuple[str, Inhoud]] = []
    body = {name: part for name, part in heen.bericht().items() if name != "Header"}
    made: Inhoud = terug(b, "Root", body, classes)
    for _naam, inhoud in classes:
        inhoud[_CODES] = codes(b.bron.kies((IN_ORDE, NIET_BEOORDEELD)))
    refusable = [(naam, inhoud) for naam, inhoud in classes if foutcodes(b, heen.soort, naam)]
    for naam, inhoud in _enkele(b, refusable):
        known = foutcodes(b, heen.soort, naam)
        first = b.bron.code(known)
        inhoud[_CODES] = codes(first, *b.bron.meer([code for code in known if code != first], 1))
    return {"Header": _header(b, heen, codes(IN_ORDE)), **made}


def _enkele(b: Bouwer, classes: list[tuple[str, Inhoud]]) -> list[tuple[str, Inhoud]]:
    """One of the classes, at times two."""
    if not classes:
        return []
    first = b.bron.getal(0, len(classes) - 1)
    return [classes[first], *b.bron.meer([*classes[:first], *classes[first + 1 :]], 1)]


def terug(b: Bouwer, klasse: str, inhoud: Any, classes: list[tuple[str, Inhoud]]) -> Any:
    """A copy of forward content; `classes` gets the parts that have RetourCodes, with the class of each."""
    found = b.model.children(b.soort, klasse)
    if found is None:
        return inhoud
    made: Inhoud = {}
    for element in found.elements:
        part = inhoud.get(element.name)
        if isinstance(part, list):
            made[element.name] = [terug(b, element.type, one, classes) for one in part]
        elif part is not None:
            made[element.name] = terug(b, element.type, part, classes)
    if found.element(_CODES):
        classes.append((klasse, made))
    return made
