"""Where a story stands, as far as the model needs to know what the protocol allows next.

The model never looks at a system, so a story is the same whoever plays it. It keeps how many days went
by as (at least, at most): waiting for an answer takes as long as the system takes, within its term.
"""

from dataclasses import dataclass, replace

GEEN, ONDERZOEK, ONBEKEND = "geen", "in onderzoek", "onbekend"
NIET_GESTART, GESTART, GEPAUZEERD, GESTOPT = "niet gestart", "gestart", "tijdelijk gestopt", "gestopt"
NIETS, INGEDIEND, GOEDGEKEURD, AFGEWEZEN = "niets", "ingediend", "goedgekeurd", "afgewezen"

RETOUR, BESLUIT, ANTWOORD = (0, 9), (0, 12), (0, 18)
"""The days an answer can take: 3, 5 and 10 working days with the longest row of free days in it."""
VROEG = 20
"""An assignment that begins by this day of the month has some days left in it to deliver care on."""
DUUR = (175, 182)
"""How many days an assignment of 26 weeks that ends on a Sunday lasts."""
ONDERZOEK_HOOGSTENS = 44
"""So many days after a request the municipality can still be told what to decide (8 weeks, with room)."""

Dagen = tuple[int, int]


@dataclass(frozen=True)
class Lopend:
    """The assignment that sentences speak of.

    `nog` is how many days it still runs, `sinds` how many it runs at least, `bekend` how many both
    sides know it at most, `start` and `pauze` how many
    days ago care started or was interrupted at least. `hoger` says that the provider knows a higher
    volume than the municipality; `vroeg` that the assignment begins in the first three weeks of a month.
    """

    product: str
    volume: int
    nog: Dagen
    sinds: int = 0
    bekend: int = 0
    hoger: bool = False
    vroeg: bool = False
    zorg: str = NIET_GESTART
    start: int = 0
    pauze: int = 0
    declaratie: str = NIETS
    uren: int = 0

    def later(self, dagen: Dagen) -> "Lopend":
        """After so many days."""
        least, most = dagen
        return replace(
            self,
            nog=(self.nog[0] - most, self.nog[1] - least),
            sinds=self.sinds + least,
            bekend=self.bekend + most,
            start=self.start + least,
            pauze=self.pauze + least,
        )


@dataclass(frozen=True)
class Stand:
    """The state of a story.

    `bezet` holds the products that were assigned, with the most days they still run; `anderen` how many
    days each earlier assignment still runs at least, -1 when it no longer does. `rustig` says that nobody
    can have a message on its way that no sentence waited for. `vervuild` says that a planted fault may have
    made the administrations of both sides differ: expectations about content are then left to the rules.
    `maanddag` is the latest day of the month that today can be, counted on from the month in which the
    story began.
    """

    begonnen: bool = False
    verzoek: str = GEEN
    gevraagd: tuple[str, int] = ("", 0)
    onderzoek: int = 0
    toewijzing: Lopend | None = None
    bezet: tuple[tuple[str, int], ...] = ()
    anderen: tuple[int, ...] = ()
    gedeclareerd: bool = False
    rustig: bool = True
    vervuild: bool = False
    elders: bool = False
    maanddag: int = 1

    def label(self) -> str:
        """The state in words, without days and volumes."""
        lopend = self.toewijzing
        zorg = f"zorg {lopend.zorg}, declaratie {lopend.declaratie}" if lopend else "geen toewijzing"
        return f"verzoek {self.verzoek}; {zorg}"

    def later(self, dagen: Dagen) -> "Stand":
        """After so many days (at least, at most)."""
        least, most = dagen
        return replace(
            self,
            maanddag=self.maanddag + most,
            onderzoek=self.onderzoek + most,
            toewijzing=self.toewijzing.later(dagen) if self.toewijzing else None,
            bezet=tuple((naam, nog - least) for naam, nog in self.bezet if nog >= least),
            anderen=tuple(max(nog - most, -1) for nog in self.anderen),
        )

    def met(self, **anders: object) -> "Stand":
        """With the current assignment changed."""
        assert self.toewijzing is not None  # noqa: S101 - callers ask `loopt` first
        return replace(self, toewijzing=replace(self.toewijzing, **anders))  # type: ignore[arg-type]

    def loopt(self, dagen: int = 0) -> Lopend | None:
        """The current assignment when it certainly still runs so many days from now."""
        lopend = self.toewijzing
        return lopend if lopend is not None and lopend.nog[0] >= dagen else None

    def nieuwe(self, lopend: Lopend) -> "Stand":
        """With a new assignment."""
        vorige = self.toewijzing
        anderen = self.anderen
        if vorige is not None:
            anderen = (*anderen, -1 if vorige.zorg == GESTOPT else max(vorige.nog[0], -1))
        bezet = (*self.bezet, (lopend.product, lopend.nog[1]))
        return replace(self, toewijzing=lopend, bezet=bezet, anderen=anderen)

    def samen(self) -> bool:
        """Whether there are earlier assignments, and all of them are certainly current."""
        return bool(self.anderen) and min(self.anderen) >= 0

    def korter(self, dagen: int) -> "Stand":
        """With the current assignment ending so many days from now."""
        stand = self.met(nog=(dagen, dagen))
        assert stand.toewijzing is not None  # noqa: S101 - made above
        product = stand.toewijzing.product
        return replace(stand, bezet=(*(b for b in self.bezet if b[0] != product), (product, dagen)))

    def kwijt(self) -> "Stand":
        """Without a current assignment that can be spoken of; its product is not used again."""
        return replace(self, toewijzing=None, anderen=(*self.anderen, -1))
