"""What a story is: a right message of a type with the messages that went before it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ketentoets.generators.fouten.basis import Data, antwoord_data, basis, pas_aan
from ketentoets.generators.fouten.basis_factuur import basis_factuur, retour_data
from ketentoets.generators.fouten.kleur import Kleur
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.feiten import FACTUREN
from ketentoets.schemas.rules.registry import ALL, DOMEINEN, RELEASES
from ketentoets.schemas.standaard import Vorm
from ketentoets.schemas.writer import write

ID, DAG = "Header/BerichtIdentificatie/Identificatie", "Header/BerichtIdentificatie/Dagtekening"
FACTUURNUMMER = "Header/DeclaratieFactuurIdentificatie/DeclarantFactuurNummer"


def inhoud(soort: str, release: str, domein: str, vorm: Vorm = "D") -> Data:
    """The right message of a type, in whichever release."""
    return basis(soort, release, domein) if release >= ALL else basis_factuur(soort, release, domein, vorm)


@dataclass(frozen=True)
class Stap:
    """An earlier message: the basis of its type with changes.

    A claim may have been answered: `goedgekeurd` as a whole, or with refused lines (`afgekeurd`:
    ReferentieNummer -> return code).
    """

    soort: str
    changes: dict[str, Any] = field(default_factory=dict)
    goedgekeurd: bool = False
    afgekeurd: dict[str, str] | None = None
    id: str = ""

    @property
    def beantwoord(self) -> bool:
        """Whether a 325 or 304 followed."""
        return self.goedgekeurd or self.afgekeurd is not None

    def data(self, n: int, release: str, domein: str, vorm: Vorm = "D") -> Data:
        """The content as n-th message of a history."""
        where = FACTUURNUMMER if self.soort in FACTUREN else ID
        return pas_aan(inhoud(self.soort, release, domein, vorm), {where: self.nummer(n)} | self.changes)

    def antwoord(self, n: int, release: str, domein: str, vorm: Vorm = "D") -> tuple[str, Data]:
        """The type and the content of the answer to this claim: a 325 or a 304."""
        claimed = self.data(n, release, domein, vorm)
        if self.soort in FACTUREN:
            return "304", retour_data(claimed, release, domein, vorm, self.afgekeurd)
        claim = claimed["Declaratie"]
        answer = antwoord_data(self.nummer(n), self.afgekeurd, release=release, domein=domein)
        total = {"TotaalIngediendBedrag": claim["TotaalIngediendBedrag"]}
        granted = {"TotaalToegekendBedrag": claim["TotaalIngediendBedrag"]} if self.goedgekeurd else {}
        answer["DeclaratieAntwoord"] |= {"DeclaratieNummer": claim["DeclaratieNummer"], **total, **granted}
        return "325", answer

    def nummer(self, n: int) -> str:
        """The Identificatie as n-th message of a history."""
        return self.id or f"E{n}"


@dataclass(frozen=True)
class Verhaal:
    """A right message (`soort` with `changes`) and what went before it.

    `releases` and `domeinen` are those in which the message is right (empty: all in which there are rules
    for it). `klok` is the day on which it is received, by default its Dagtekening. `gemeente` is filled
    when it has to be a certain municipality. `vormen`: as declaration (D), as invoice (F) or as either;
    it only tells 303s and 304s apart.
    """

    naam: str
    soort: str
    vooraf: tuple[Stap, ...] = ()
    changes: dict[str, Any] = field(default_factory=dict)
    releases: tuple[str, ...] = ()
    domeinen: tuple[str, ...] = ()
    klok: date | None = None
    gemeente: str = ""
    vormen: tuple[Vorm, ...] = ("D",)

    @property
    def plaatsen(self) -> list[tuple[str, str]]:
        """(domain, release) of everywhere the message is right."""
        held = [r for r in RELEASES if any(rule.geldt(self.soort, r) for rule in catalogue())]
        return [(domein, release) for domein in self.domeinen or DOMEINEN for release in self.releases or held]

    def berichten(
        self,
        release: str,
        domein: str,
        zaad: int = 1,
        zonder: tuple[int, ...] = (),
        vorm: Vorm | None = None,
    ) -> tuple[list[bytes], bytes]:
        """The earlier messages in order (answers to claims included), and the message itself.

        `vorm` is one of `vormen`, by default the first.
        """
        kleur, own = Kleur(zaad, domein, self.gemeente), vorm or self.vormen[0]

        def schrijf(soort: str, data: Data) -> bytes:
            return write(domein, release, soort, kleur.data(data))

        earlier: list[bytes] = []
        for n, stap in enumerate(self.vooraf):
            if n in zonder:
                continue
            earlier.append(schrijf(stap.soort, stap.data(n, release, domein, own)))
            if stap.beantwoord:
                earlier.append(schrijf(*stap.antwoord(n, release, domein, own)))
        return earlier, schrijf(self.soort, pas_aan(inhoud(self.soort, release, domein, own), self.changes))
