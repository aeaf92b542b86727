"""Hypothesis strategies of stories.

A story is a row of genes, each the wish for an event with small numbers. When the protocol does not
allow the event where the story stands, the next one in the alphabet that it does allow takes its place,
so that taking a gene out leaves the meaning of most others as it was.

Every number is drawn as bits. Hypothesis mixes constants it finds in loaded modules into other draws,
and then the same seed would tell other stories in another process.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from types import MappingProxyType

from hypothesis import strategies as st

from ketentoets.verken import leveren, toewijzen
from ketentoets.verken.gebeurtenis import ALFABET, Gebeurtenis, Gevolg, Keus, gegeven
from ketentoets.verken.stand import ONDERZOEK, ONDERZOEK_HOOGSTENS, Stand
from ketentoets.verken.verhaal import BEGIN, Daad, Verhaal, verhaal
from ketentoets.verken.wereld import Wereld

MODULES = (toewijzen, leveren)
"""Imported for the events they register."""
KEUZES = 3
"""So many choices of every event are tried in stories of one act."""
ZELDEN, VOORRANG = 4, 5
"""An event that happened less often than this gets so much more weight."""


@dataclass(frozen=True)
class Gen:
    """A wish: the event at this place of the alphabet, with these numbers; `fout` above zero asks for a fault."""

    plaats: int
    a: int = 0
    b: int = 0
    wacht: bool = True
    fout: int = 0


def alfabet(w: Wereld, gebeurd: Mapping[str, int] = MappingProxyType({})) -> tuple[Gebeurtenis, ...]:
    """The events that exist for this tested actor and clock, as often as they weigh, well mixed.

    `gebeurd` counts what happened before: what hardly did weighs more.
    """
    mag = (g for g in ALFABET.values() if g.sut in {None, w.sut} and (w.klok or not g.tijd))
    letters = [g for g in mag for _n in range(g.gewicht + (VOORRANG if gebeurd.get(g.naam, 0) < ZELDEN else 0))]
    Random(0).shuffle(letters)  # noqa: S311 - an order, no secret
    return tuple(letters)


def verhalen(w: Wereld, letters: tuple[Gebeurtenis, ...], stappen: int) -> st.SearchStrategy[Verhaal]:
    """Stories of at most so many acts, of the events in this alphabet."""

    @st.composite
    def strategie(draw: st.DrawFn) -> Verhaal:
        moment = w.momenten[_bits(draw, 4) % len(w.momenten)] if w.klok else ""
        wensen: list[Gen] = []
        while len(wensen) < stappen and _bits(draw, 4):
            wensen.append(_gen(draw))
        return vertel(w, letters, moment, wensen)

    return strategie()


def korte_verhalen(w: Wereld) -> Iterator[Verhaal]:
    """The stories of one act, for every event and some choices; a shortcut to what a longer search shrank to."""
    moment = w.momenten[0] if w.klok else ""
    gezien: set[Verhaal] = set()
    for letter in dict.fromkeys(alfabet(w)):
        for keus in range(KEUZES):
            kort = vertel(w, (letter,), moment, [Gen(0, keus, keus)])
            if kort.zinnen[kort.vast :] and kort not in gezien:
                gezien.add(kort)
                yield kort


def _gen(draw: st.DrawFn) -> Gen:
    """One gene: one in four does not wait for answers, one in eight gets a fault in its message."""
    wens = Gen(_bits(draw, 8), _bits(draw, 3), _bits(draw, 2), _bits(draw, 2) != _ALLE_TWEE)
    return replace(wens, fout=1 + _bits(draw, 7)) if _bits(draw, 3) == _ALLE_DRIE else wens


_ALLE_TWEE, _ALLE_DRIE = 0b11, 0b111
_BIT = st.booleans()


def _bits(draw: st.DrawFn, n: int) -> int:
    """A number of so many bits; it shrinks to zero."""
    return sum(draw(_BIT) << i for i in range(n))


def vertel(w: Wereld, letters: tuple[Gebeurtenis, ...], moment: str, wensen: list[Gen]) -> Verhaal:
    """The story that begins at this moment ('' is now) and follows the wishes where the protocol allows."""
    stand = Stand(maanddag=int(moment.split()[1]) if moment else 0)
    daden = [Daad(BEGIN, (gegeven(f"het is {moment}"),), naar=stand.label())] if moment else []
    for wens in wensen:
        naam, gevolg = next(_kan(w, letters, stand, wens), ("", None))
        if gevolg is None:
            break
        nieuw = replace(gevolg.stand, begonnen=True)
        daden.append(Daad(naam, (*gevolg.doen, *gevolg.zien), stand.label(), nieuw.label()))
        stand = nieuw
    return verhaal(tuple(daden))


def _kan(w: Wereld, letters: tuple[Gebeurtenis, ...], stand: Stand, wens: Gen) -> Iterator[tuple[str, Gevolg]]:
    """The wished event and those after it in the alphabet, as far as they can happen now."""
    keus = Keus(wens.a, wens.b, wens.wacht)
    for n in range(len(letters)):
        letter = letters[(wens.plaats + n) % len(letters)]
        gevolg = letter.maak(w, stand, keus)
        if gevolg is None or _te_laat(gevolg.stand):
            continue
        stuk = _met_fout(w, gevolg, wens.fout) if wens.fout else None
        yield (f"{letter.naam} (fout)", stuk) if stuk else (letter.naam, gevolg)


def _met_fout(w: Wereld, gevolg: Gevolg, keus: int) -> Gevolg | None:
    """The same event with a fault in its message, when the simulated actor is the one that sends it."""
    fouten = w.fouten.get(gevolg.bericht, ())
    if gevolg.na_fout is None or not fouten or (gevolg.bericht == "301") is (w.sut == "gemeente"):
        return None
    wie = w.sut.ander
    zin = gegeven(f"het volgende {gevolg.bericht}-bericht van de {wie} {fouten[keus % len(fouten)]}")
    stand = replace(gevolg.na_fout, vervuild=True, rustig=False)
    return Gevolg(stand, (zin, *gevolg.doen))


def _te_laat(stand: Stand) -> bool:
    return stand.verzoek == ONDERZOEK and stand.onderzoek > ONDERZOEK_HOOGSTENS
