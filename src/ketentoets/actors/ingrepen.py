"""Operators on outgoing messages, as data: path, operator, message.

A defect, or a way of working that is allowed, says what happens to a message between the moment it was made and
the moment it stands ready. Content operators change the data of `schemas.writer`; the others decide how often and
when the message goes out.
"""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ketentoets.actors.retour import GEEN_OPMERKING, NIET_BEOORDEELD, TECHNISCH, XSLT_VERSIE, retourcodes
from ketentoets.schemas.klassen import klassen_met_retourcode

ALTIJD = ("", "")
AANWEZIG, AFWEZIG = "*", ""
_EIGEN_NUMMER = (
    "IdentificatieRetour",
    "RetourHeader/GemeenteReferentieNummer",
    "BerichtIdentificatie/Identificatie",
    "DeclaratieFactuurIdentificatie/DeclarantFactuurNummer",
)
"""Where the number of a message itself stands: of a return message first, for it holds those of the other too."""
_NEUTRAAL = {GEEN_OPMERKING, NIET_BEOORDEELD}
_GOEDE_CODES = _NEUTRAAL | {"8001"}

Gegevens = dict[str, Any]


@dataclass(frozen=True)
class Ingreep:
    """What happens to the messages of these types ('301 319').

    `pad` names elements from Bericht; each of them is touched. `mits` is a path with the text it must hold, '*' for
    whatever, '' for nothing: from Bericht, or with './' from the element around the one of `pad`.
    """

    soorten: str
    doe: str
    pad: str = ""
    waarde: Any = ""
    mits: tuple[str, str] = ALTIJD

    def raakt(self, soort: str, gegevens: Gegevens) -> bool:
        """Whether a message is touched at all."""
        eigen = self.mits == ALTIJD or self.mits[0].startswith("./")
        return soort in self.soorten.split() and (eigen or _geldt(gegevens, *self.mits))


@dataclass(frozen=True)
class Uitgaand:
    """A message that is about to stand ready; `werkdagen` and `minuten` say how much later than now."""

    soort: str
    identificatie: str
    gegevens: Gegevens
    werkdagen: int = 0
    minuten: int = 0


def pas_toe(ingrepen: Iterable[Ingreep], bericht: Uitgaand, nummer: Callable[[], str]) -> list[Uitgaand]:
    """What goes out instead of this message, in that order; `nummer` gives an identification for one that is new."""
    uit = [bericht]
    for ingreep in ingrepen:
        if ingreep.raakt(bericht.soort, bericht.gegevens):
            uit = [nieuw for een in uit for nieuw in _een(ingreep, een, nummer)]
    return uit


def _een(ingreep: Ingreep, bericht: Uitgaand, nummer: Callable[[], str]) -> list[Uitgaand]:
    match ingreep.doe:
        case "niet":
            return []
        case "dubbel":
            return [bericht, _nog_een(bericht, nummer())]
        case "uitstel":
            return [replace(bericht, werkdagen=bericht.werkdagen + ingreep.waarde)]
        case "minuten":
            return [replace(bericht, minuten=bericht.minuten + ingreep.waarde)]
    gegevens = deepcopy(bericht.gegevens)
    if ingreep.doe in HEEL:
        HEEL[ingreep.doe](gegevens, ingreep.waarde)
    else:
        for houder, naam in list(_plekken(gegevens, ingreep.pad)):
            if ingreep.mits == ALTIJD or not ingreep.mits[0].startswith("./") or _geldt(houder, *ingreep.mits):
                DEEL[ingreep.doe](houder, naam, ingreep.waarde)
    return [replace(bericht, gegevens=gegevens)]


def _nog_een(bericht: Uitgaand, identificatie: str) -> Uitgaand:
    gegevens = deepcopy(bericht.gegevens)
    for pad in _EIGEN_NUMMER:
        houder, naam = next(_plekken(gegevens["Header"], pad), ({}, pad))
        if naam in houder:
            houder[naam] = identificatie
            break
    return Uitgaand(bericht.soort, identificatie, gegevens)


# --- finding elements ---------------------------------------------------------------------------


def _plekken(gegevens: Gegevens, pad: str) -> Iterator[tuple[Gegevens, str]]:
    """The element around, and the name, of every place the path leads to, whether it is filled or not."""
    naam, _, verder = pad.partition("/")
    if not verder:
        yield gegevens, naam
        return
    for kind in _lijst(gegevens.get(naam)):
        if isinstance(kind, dict):
            yield from _plekken(kind, verder)


def _lijst(waarde: Any) -> list[Any]:
    return waarde if isinstance(waarde, list) else [] if waarde is None else [waarde]


def _geldt(gegevens: Gegevens, pad: str, waarde: str) -> bool:
    teksten = [str(w) for h, n in _plekken(gegevens, pad.removeprefix("./")) for w in _lijst(h.get(n))]
    return bool(teksten) if waarde == AANWEZIG else not teksten if waarde == AFWEZIG else waarde in teksten


# --- operators on an element --------------------------------------------------------------------


def _zet(houder: Gegevens, naam: str, waarde: Any) -> None:
    houder[naam] = waarde


def _vervang(houder: Gegevens, naam: str, waarde: Any) -> None:
    if naam in houder:
        houder[naam] = waarde


def _weg(houder: Gegevens, naam: str, _waarde: Any) -> None:
    houder.pop(naam, None)


def _plus(houder: Gegevens, naam: str, waarde: int) -> None:
    """Count on; a number stays as wide as it was."""
    for tekst in _lijst(houder.get(naam))[:1]:
        houder[naam] = f"{int(tekst) + waarde:0{len(str(tekst))}d}"


def _dagen(houder: Gegevens, naam: str, waarde: int) -> None:
    for tekst in _lijst(houder.get(naam))[:1]:
        houder[naam] = (date.fromisoformat(str(tekst)) + timedelta(days=waarde)).isoformat()


def _neem(houder: Gegevens, naam: str, ander: str) -> None:
    """Take the value of another element of the same class."""
    if ander in houder:
        houder[naam] = houder[ander]


def _ruil(houder: Gegevens, naam: str, ander: str) -> None:
    houder[naam], houder[ander] = houder.get(ander), houder.get(naam)


def _herhaal(houder: Gegevens, naam: str, _waarde: Any) -> None:
    houder[naam] = [w for waarde in _lijst(houder.get(naam)) for w in (waarde, deepcopy(waarde))]


def _laatste_weg(houder: Gegevens, naam: str, _waarde: Any) -> None:
    houder[naam] = _lijst(houder.get(naam))[:-1]


def _omgekeerd(houder: Gegevens, naam: str, _waarde: Any) -> None:
    if isinstance(houder.get(naam), list):
        houder[naam] = houder[naam][::-1]


def _overal(houder: Gegevens, naam: str, kind: str) -> None:
    """Give every class of this name the value that one of them has."""
    klassen = _lijst(houder.get(naam))
    gevonden = [k[kind] for k in klassen if k.get(kind)]
    for klasse in klassen if gevonden else []:
        klasse[kind] = gevonden[0]


DEEL: dict[str, Callable[[Gegevens, str, Any], None]] = {
    "zet": _zet,
    "vervang": _vervang,
    "weg": _weg,
    "plus": _plus,
    "dagen": _dagen,
    "neem": _neem,
    "ruil": _ruil,
    "herhaal": _herhaal,
    "laatste-weg": _laatste_weg,
    "omgekeerd": _omgekeerd,
    "overal": _overal,
}
"""Operators on the elements of a path."""


# --- operators on the return codes of a whole message -------------------------------------------


def _klassen(gegevens: Gegevens) -> Iterator[tuple[Gegevens | None, Gegevens]]:
    """Every class that has return codes, with the class of that kind around it."""

    def binnen(data: Gegevens, om: Gegevens | None) -> Iterator[tuple[Gegevens | None, Gegevens]]:
        for naam, waarde in data.items():
            for kind in _lijst(waarde):
                if isinstance(kind, dict):
                    telt = naam in klassen_met_retourcode() and naam != "Header"
                    if telt and "RetourCodes" in kind:
                        yield om, kind
                    yield from binnen(kind, kind if telt else om)

    yield from binnen(gegevens, None)


def _codes(klasse: Gegevens) -> list[str]:
    return [c for codes in _lijst(klasse.get("RetourCodes")) for c in _lijst(codes["RetourCode"])]


def _fout(klasse: Gegevens) -> bool:
    return bool(set(_codes(klasse)) - _GOEDE_CODES)


def _romp_weg(gegevens: Gegevens) -> None:
    for naam in [n for n in gegevens if n != "Header"]:
        del gegevens[naam]


def _andere_code(gegevens: Gegevens, waarde: str) -> None:
    for _om, klasse in list(_klassen(gegevens)):
        if _fout(klasse):
            klasse["RetourCodes"] = retourcodes(waarde)


def _code_omhoog(gegevens: Gegevens, _waarde: Any) -> None:
    """The class around gets the code, and the class itself none."""
    for om, klasse in list(_klassen(gegevens)):
        if om is not None and _fout(klasse):
            om["RetourCodes"], klasse["RetourCodes"] = klasse["RetourCodes"], retourcodes(GEEN_OPMERKING)


def _codes_in_kop(gegevens: Gegevens, _waarde: Any) -> None:
    """The codes of all classes stand in the Header, and nothing else comes back."""
    fout = sorted({c for _om, klasse in _klassen(gegevens) for c in _codes(klasse)} - _GOEDE_CODES)
    if fout:
        gegevens["Header"]["RetourCodes"] = retourcodes(*fout)
        _romp_weg(gegevens)


def _technisch(gegevens: Gegevens, _waarde: Any) -> None:
    """0001 in the Header where a class had a code of its own."""
    if any(_fout(klasse) for _om, klasse in _klassen(gegevens)):
        gegevens["Header"] |= {"XsltVersie": XSLT_VERSIE, "RetourCodes": retourcodes(TECHNISCH)}
        _romp_weg(gegevens)


def _specifiek(gegevens: Gegevens, waarde: str) -> None:
    """Another code in the Header where 0001 stands."""
    kop = gegevens["Header"]
    if TECHNISCH in _codes(kop):
        kop.pop("XsltVersie", None)
        kop["RetourCodes"] = retourcodes(waarde)


def _alles_goed(gegevens: Gegevens, _waarde: Any) -> None:
    """A return message that finds nothing."""
    _romp_weg(gegevens)
    for naam in ("RetourCodes", "XsltVersie"):
        gegevens["Header"].pop(naam, None)


def _goed_met_code(gegevens: Gegevens, waarde: str) -> None:
    gegevens["Header"].setdefault("RetourCodes", retourcodes(waarde))


HEEL: dict[str, Callable[[Gegevens, Any], None]] = {
    "andere-code": _andere_code,
    "code-omhoog": _code_omhoog,
    "codes-in-kop": _codes_in_kop,
    "technisch": _technisch,
    "specifiek": _specifiek,
    "alles-goed": _alles_goed,
    "goed-met-code": _goed_met_code,
}
"""Operators on the return codes of the whole message."""

BEZORGING = frozenset({"niet", "dubbel", "uitstel", "minuten"})
"""Operators on whether, when and how often a message goes out."""
