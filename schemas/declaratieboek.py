"""The claims that were sent, and what became of their lines: 323 and 303 each have a book of their own."""

from collections import defaultdict

from ketentoets.schemas.rules.feiten import AFGEWEZEN, Declaratie, Prestatie


class Declaratieboek:
    """Claims in the order in which they became known."""

    def __init__(self) -> None:
        self.alle: list[Declaratie] = []
        self._regels: dict[tuple[str, str], list[Prestatie]] = defaultdict(list)
        self._credits: dict[tuple[str, str], list[Prestatie]] = defaultdict(list)
        self._per_toewijzing: dict[tuple[str, str], list[Prestatie]] = defaultdict(list)

    def boek(self, claim: Declaratie) -> None:
        """Add a claim; the lines of one that was refused as a whole do not count."""
        self.alle.append(claim)
        if claim.status == AFGEWEZEN:
            return
        for line in claim.prestaties:
            self._regels[line.aanbieder, line.referentie].append(line)
            self._per_toewijzing[line.gemeente, line.nummer].append(line)
            if line.credit:
                self._credits[line.aanbieder, line.vorige].append(line)

    def regels(self, aanbieder: str, referentie: str) -> list[Prestatie]:
        """All lines ever claimed under a ReferentieNummer, refused ones included."""
        return list(self._regels.get((aanbieder, referentie), []))

    def debet(self, aanbieder: str, referentie: str) -> Prestatie | None:
        """The debit line with this ReferentieNummer that was not refused."""
        lines = self._regels.get((aanbieder, referentie), [])
        return next((p for p in reversed(lines) if not p.credit and p.status != AFGEWEZEN), None)

    def credit_van(self, debet: Prestatie) -> Prestatie | None:
        """The credit of a debit line, for the same municipality, that was not refused."""
        credits = self._credits.get((debet.aanbieder, debet.referentie), [])
        return next((p for p in credits if p.status != AFGEWEZEN and p.gemeente == debet.gemeente), None)

    def debetregels(self, gemeente: str, nummer: str) -> list[Prestatie]:
        """The debit lines on an assignment that were neither refused nor credited."""
        lines = self._per_toewijzing.get((gemeente, nummer), [])
        standing = (p for p in lines if not p.credit and p.status != AFGEWEZEN)
        return [p for p in standing if self.credit_van(p) is None]

    def ingediend(self, gemeente: str, aanbieder: str) -> list[Declaratie]:
        """The claims of a provider that were not refused as a whole, in order."""
        mine = (d for d in self.alle if (d.gemeente, d.aanbieder) == (gemeente, aanbieder))
        return [d for d in mine if d.status != AFGEWEZEN]
