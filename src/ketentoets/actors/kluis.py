"""What the reference aanbieder knows: requests, assignments, deliveries and claimed lines."""

from dataclasses import dataclass, field
from datetime import date

from ketentoets.actors.levering import Levering
from ketentoets.actors.prestatie import Prestatie
from ketentoets.actors.toewijzing import Soort, Toewijzing
from ketentoets.core.errors import OrderRefused
from ketentoets.core.taal import _

ONDERHANDEN = frozenset({"verzonden", "onderzoek"})


@dataclass
class Aanvraag:
    """A requested product, or a request for change as a whole (`wijziging`).

    `gevraagd`: the products with the first day for which they are asked.
    `stand`: verzonden, onderzoek, afgewezen, toegewezen or geweigerd.
    """

    referentie: str
    bsn: str
    gevraagd: tuple[tuple[Soort, date], ...]
    bericht: str = ""
    stand: str = "verzonden"
    wijziging: bool = False


@dataclass
class Geleverd:
    """Care that was delivered. `regel` is the line it was claimed in, '' when not yet."""

    nummer: int
    datum: date
    eenheid: str
    volume: int
    regel: str = ""


@dataclass
class Claimregel:
    """A line that was sent. `stand`: ingediend, goed or afgewezen; `beoordeeld` is the day of the answer."""

    prestatie: Prestatie
    bericht: str
    stand: str = "ingediend"
    gecrediteerd: bool = False
    beoordeeld: date = date.max


@dataclass
class Kluis:
    """The administration of one provider with one municipality."""

    aanvragen: dict[str, Aanvraag] = field(default_factory=dict)
    toewijzingen: dict[int, Toewijzing] = field(default_factory=dict)
    leveringen: dict[int, Levering] = field(default_factory=dict)
    geleverd: list[Geleverd] = field(default_factory=list)
    regels: dict[str, Claimregel] = field(default_factory=dict)

    def toewijzing(self, nummer: int) -> Toewijzing:
        """The assignment; raises `OrderRefused` when it never came or was withdrawn."""
        gevonden = self.toewijzingen.get(nummer)
        if gevonden is None:
            raise OrderRefused(_("toewijzing {nummer} is niet ontvangen", nummer=nummer))
        if gevonden.verwijderd:
            raise OrderRefused(_("toewijzing {nummer} is verwijderd", nummer=nummer))
        return gevonden

    def levering(self, nummer: int) -> Levering:
        """The reported starts and stops of an assignment."""
        return self.leveringen.setdefault(nummer, Levering())

    def onderhanden(self, bsn: str) -> list[Aanvraag]:
        """The requests of a client without a final answer (TR374)."""
        return [a for a in self.aanvragen.values() if a.bsn == bsn and a.stand in ONDERHANDEN]

    def betaald(self, nummer: int) -> list[Prestatie]:
        """The debit lines of an assignment that count: approved or waiting, not credited."""
        return [
            r.prestatie
            for r in self.regels.values()
            if r.prestatie.nummer == nummer and not r.prestatie.credit and not r.gecrediteerd and r.stand != "afgewezen"
        ]

    def goedgekeurd(self, nummer: int) -> bool:
        """Whether an approved line that was not credited exists (TR385)."""
        return any(
            r.stand == "goed" and not r.gecrediteerd and not r.prestatie.credit and r.prestatie.nummer == nummer
            for r in self.regels.values()
        )
