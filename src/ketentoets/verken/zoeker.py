"""The search: draw stories until one goes wrong, and shrink that one.

Hypothesis draws and shrinks; what it settles on is then tried without each of its sentences. A sentence
is only left out when the reference system, without defects, still passes what is left: a shrunk story
stays a story that a good system can tell.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from hypothesis import HealthCheck, Phase, Verbosity, find, settings
from hypothesis.errors import NoSuchExample

from ketentoets.core.verdict import Verdict
from ketentoets.verken.dekking import Dekking
from ketentoets.verken.speler import Oorzaak, Speler, Uitslag
from ketentoets.verken.strategie import alfabet, korte_verhalen, verhalen
from ketentoets.verken.verhaal import Verhaal, met_daad, zonder_daad
from ketentoets.verken.wereld import Wereld

RONDE = 50
"""So many stories are drawn from one seed; the next round has the next seed."""
KRIMPPOGINGEN = 120
"""So many stories are tried at most while Hypothesis shrinks one; leaving out sentences comes after that."""
EENVOUDIG = 2
"""An act of so many messages (a message and its answer) can take the place of a longer one."""
LENGTE = 12
"""So many acts a story has at most."""


@dataclass(frozen=True)
class Vondst:
    """A deviation: its cause, the shortest story, the one it was first seen in, and what came of both.

    `fout` says that the reference system without defects fails on it as well, or that the harness broke:
    then nothing is said about the system under test.
    """

    oorzaak: Oorzaak
    verhaal: Verhaal
    uitslag: Uitslag
    eerste: Verhaal
    eerste_uitslag: Uitslag
    fout: bool


@dataclass
class Zoeker:
    """Searches stories of a world for one that goes wrong. `op` says when it has been enough."""

    wereld: Wereld
    speler: Speler
    controle: Speler | None
    zaad: int
    op: Callable[[Dekking], bool]
    dekking: Dekking = field(default_factory=Dekking)
    meld: Callable[[Dekking], None] = lambda _dekking: None
    krimpt: Callable[[Verhaal], None] = lambda _verhaal: None
    ronde: int = 0

    def vondsten(self) -> Iterator[Vondst]:
        """Deviations of different causes, until it has been enough."""
        bekend: set[Oorzaak] = set()
        while not self.genoeg():
            self.ronde += 1
            jacht = Jacht(self, frozenset(bekend))
            vondst = jacht.jaag(Random(f"{self.zaad}/{self.ronde}"))  # noqa: S311 - no secret
            if vondst is not None:
                bekend |= {vondst.oorzaak, *vondst.uitslag.oorzaken}
                yield vondst

    def genoeg(self) -> bool:
        """Whether the search is over."""
        return self.speler.verbroken or self.op(self.dekking)


@dataclass
class Jacht:
    """One round: at most one deviation."""

    zoeker: Zoeker
    bekend: frozenset[Oorzaak]
    doel: Oorzaak | None = None
    eerste: Verhaal | None = None
    gespeeld: dict[Verhaal, Uitslag] = field(default_factory=dict)
    raak: set[Verhaal] = field(default_factory=set)
    eerder: set[Verhaal] = field(default_factory=set)
    pogingen: int = 0
    goed: Verdict = Verdict.GESLAAGD
    kort: list[Verhaal] = field(default_factory=list)

    def jaag(self, random: Random) -> Vondst | None:
        """Draw, and shrink when something goes wrong."""
        opties = settings(
            max_examples=RONDE,
            database=None,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            verbosity=Verbosity.quiet,
            suppress_health_check=list(HealthCheck),
        )
        w = self.zoeker.wereld
        letters = alfabet(w, dict(self.zoeker.dekking.gebeurtenissen))
        with suppress(NoSuchExample, _Genoeg):
            find(verhalen(w, letters, LENGTE), self.is_raak, settings=opties, random=random)
        return self._vondst(min(self.raak, key=_grootte)) if self.raak else None

    def is_raak(self, verhaal: Verhaal) -> bool:
        """Whether this story shows the deviation that is hunted; the first new one becomes it."""
        if not verhaal.zinnen[verhaal.vast :]:
            return False
        if self.doel is not None:
            self.pogingen += 1
            if self.pogingen > KRIMPPOGINGEN:
                raise _Genoeg
        if verhaal not in self.gespeeld and not self._speel(verhaal):
            return False
        return verhaal in self.raak

    def _speel(self, verhaal: Verhaal) -> bool:
        """Play a story that was not played before, unless it has been enough."""
        if self.doel is None and (self.zoeker.genoeg() or verhaal in self.eerder):
            return False
        self.eerder.add(verhaal)
        uitslag = self.zoeker.speler.speel(verhaal)
        if self.doel is None:
            self._tel(verhaal, uitslag)
        else:
            self.zoeker.krimpt(verhaal)
        if self.doel is not None:
            self.gespeeld[verhaal] = uitslag
            if self.doel in uitslag.oorzaken:
                self.raak.add(verhaal)
        return True

    def _tel(self, verhaal: Verhaal, uitslag: Uitslag) -> None:
        undecided = uitslag.oordeel is Verdict.ONBESLIST
        nobody = undecided and self._controle(verhaal) is Verdict.ONBESLIST
        self.zoeker.dekking.tel(verhaal, uitslag, onspeelbaar=nobody)
        self.zoeker.meld(self.zoeker.dekking)
        nieuw = [o for o in uitslag.oorzaken if o not in self.bekend]
        if nieuw and not uitslag.past_niet and not uitslag.leeg:
            self.doel, self.eerste = nieuw[0], verhaal

    # --- shrinking ----------------------------------------------------------------------------

    def _vondst(self, verhaal: Verhaal) -> Vondst:
        assert self.doel is not None and self.eerste is not None  # noqa: S101 - find only returns what is hunted
        fout = self._fout(verhaal)
        klein = verhaal if fout else self._verklein(self._kortste(verhaal))
        return Vondst(self.doel, klein, self.gespeeld[klein], self.eerste, self.gespeeld[self.eerste], fout)

    def _fout(self, verhaal: Verhaal) -> bool:
        """Whether the harness is to blame: it broke, or a system without defects fails too."""
        if self.gespeeld[verhaal].oordeel is Verdict.FOUT:
            return True
        self.goed = self._controle(verhaal)
        return self.goed in {Verdict.GEZAKT, Verdict.FOUT}

    def _controle(self, verhaal: Verhaal) -> Verdict:
        """What a system without defects makes of a story."""
        controle = self.zoeker.controle
        return controle.speel(verhaal).oordeel if controle else Verdict.GESLAAGD

    def _kortste(self, verhaal: Verhaal) -> Verhaal:
        """A story of one act that shows the same with fewer messages, when there is one."""
        self.kort = list(korte_verhalen(self.zoeker.wereld))
        return min([verhaal, *(kort for kort in self.kort if self._zelfde(kort))], key=self._gewicht)

    def _gewicht(self, verhaal: Verhaal) -> tuple[int, int, int, str]:
        return len(self.gespeeld[verhaal].verslag.berichten), *_grootte(verhaal)

    def _verklein(self, verhaal: Verhaal) -> Verhaal:
        """Leave out every act that can be missed, make the others simpler, leave out sentences."""
        verhaal = self._eenvoudiger(self._zonder_wat_kan(verhaal, zonder_daad))
        return self._zonder_wat_kan(verhaal, Verhaal.zonder)

    def _eenvoudiger(self, klein: Verhaal) -> Verhaal:
        """With a plain assignment in the place of one or two acts that take more messages, where that can be."""
        gewoon = [v.daden[-1] for v in self.kort if 0 < len(self.gespeeld[v].verslag.berichten) <= EENVOUDIG]
        for n in range(klein.vast, len(klein.daden) - 1):
            anders = [met_daad(klein, n, daad, breedte) for daad in gewoon for breedte in (2, 1)]
            klein = min([klein, *(v for v in anders if self._zelfde(v))], key=self._gewicht)
        gewone_dag = met_daad(klein, 0, self.kort[0].daden[0]) if klein.vast else klein
        return gewone_dag if self._zelfde(gewone_dag) else klein

    def _zonder_wat_kan(self, klein: Verhaal, zonder: Callable[[Verhaal, int], Verhaal]) -> Verhaal:
        kleiner = True
        while kleiner:
            kleiner = False
            for n in reversed(range(klein.vast, len(klein.daden if zonder is zonder_daad else klein.zinnen))):
                korter = zonder(klein, n)
                if self._zelfde(korter):
                    klein, kleiner = korter, True
        return klein

    def _zelfde(self, verhaal: Verhaal) -> bool:
        """Whether a shorter story still shows the deviation, and a good system still passes it."""
        if verhaal not in self.gespeeld and not self._speel(verhaal):
            return False
        uitslag = self.gespeeld[verhaal]
        eerder = self.gespeeld[self.eerste] if self.eerste else uitslag
        if verhaal not in self.raak or (uitslag.verslag.reden and not eerder.verslag.reden):
            return False
        return self._controle(verhaal) in {Verdict.GESLAAGD, self.goed}


class _Genoeg(BaseException):
    """Shrinking took long enough; a BaseException, because Hypothesis would take any other for a failure."""


def _grootte(verhaal: Verhaal) -> tuple[int, int, str]:
    """The order of stories: fewest sentences, least text."""
    tekst = "".join(zin.tekst for zin in verhaal.zinnen)
    return len(verhaal.zinnen), len(tekst), tekst
