"""Histories: what happens to clients over months, as the messages the protocol prescribes.

`maak` walks every client through a state machine (request, assignment, start, interruption, change,
end), lets each provider claim every period, and answers within the terms. Same arguments, same bytes.
"""

from ketentoets.generators.reeksen.afspraken import Afspraken, afspraken_voor, uit_profiel
from ketentoets.generators.reeksen.keuze import Keuze, Loting
from ketentoets.generators.reeksen.reeks import Reeks, gebeurtenissen, maak, maak_vele
from ketentoets.generators.reeksen.wereld import Stap

__all__ = [
    "Afspraken",
    "Keuze",
    "Loting",
    "Reeks",
    "Stap",
    "afspraken_voor",
    "gebeurtenissen",
    "maak",
    "maak_vele",
    "uit_profiel",
]
