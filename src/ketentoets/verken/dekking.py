"""What an exploration touched: states, transitions, events, planted faults, rules."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ketentoets.core.verdict import Verdict
from ketentoets.verken.speler import Uitslag
from ketentoets.verken.verhaal import Verhaal

_GETAL = re.compile(r"\d+")


@dataclass
class Dekking:
    """Counts over all stories of the search, not over those of the shrinking.

    `fouten` counts sent messages by (rule, message type, name of the fault). `regels` counts the checks
    that the judge made of what the system sent. `onbeslist` counts stories by the reason, `onspeelbaar` those
    that a system without defects cannot be judged on either.
    """

    reeksen: int = 0
    stappen: int = 0
    berichten: int = 0
    oordelen: Counter[str] = field(default_factory=Counter)
    toestanden: Counter[str] = field(default_factory=Counter)
    overgangen: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    gebeurtenissen: Counter[str] = field(default_factory=Counter)
    fouten: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    zonder_werking: Counter[str] = field(default_factory=Counter)
    regels: Counter[str] = field(default_factory=Counter)
    onbeslist: Counter[str] = field(default_factory=Counter)
    onspeelbaar: Counter[str] = field(default_factory=Counter)

    def tel(self, verhaal: Verhaal, uitslag: Uitslag, *, onspeelbaar: bool = False) -> None:
        """Count one story; `onspeelbaar` when a system without defects cannot be judged on it either."""
        verslag = uitslag.verslag
        self.reeksen += 1
        self.berichten += len(verslag.berichten)
        for daad in verhaal.daden[verhaal.vast :]:
            self.stappen += 1
            self.gebeurtenissen[daad.naam] += 1
            self.toestanden.update({daad.van, daad.naar})
            self.overgangen[(daad.van, daad.naam, daad.naar)] += 1
        if uitslag.past_niet:
            self.zonder_werking.update(b.mutatie["naam"] for b in verslag.berichten if b.mutatie)
            return
        if uitslag.leeg:
            return
        if onspeelbaar:
            self.onspeelbaar[_GETAL.sub("…", verslag.reden)] += 1
            return
        self.oordelen[str(uitslag.oordeel)] += 1
        self.regels.update(verslag.bewijs)
        self.fouten.update(
            (str(b.mutatie.get("regel", "")), b.soort, b.mutatie["naam"]) for b in verslag.berichten if b.mutatie
        )
        if uitslag.oordeel is Verdict.ONBESLIST:
            self.onbeslist[_GETAL.sub("…", verslag.reden)] += 1
