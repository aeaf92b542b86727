"""The municipality codes of CBS with the days on which they hold (gemeenten.csv), for rule TR378.

The list knows what ended from 2015 on. A code without a begin is taken to have held always.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_BESTAND = Path(__file__).with_name("gemeenten.csv")


@dataclass(frozen=True)
class Gemeente:
    """One code. It holds from `ingang` up to, not including, `einde`; `opvolger` is a code or ''."""

    code: str
    naam: str
    ingang: date | None
    einde: date | None
    opvolger: str

    def geldt(self, dag: date) -> bool:
        """Whether the code is in the division of this day."""
        return (self.ingang or date.min) <= dag < (self.einde or date.max)


@cache
def gemeenten() -> dict[str, Gemeente]:
    """All codes that are known, by code."""
    lines = _BESTAND.read_text(encoding="utf-8").splitlines()
    found = [_gemeente(line) for line in lines if line and not line.startswith("#")]
    return {gemeente.code: gemeente for gemeente in found}


def _gemeente(line: str) -> Gemeente:
    code, ingang, einde, opvolger, naam = line.split(",", 4)
    return Gemeente(code, naam, _dag(ingang), _dag(einde), opvolger)


def _dag(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None


def bestaat(code: str, dag: date) -> bool:
    """Whether a municipality has this code on this day."""
    gemeente = gemeenten().get(code)
    return gemeente is not None and gemeente.geldt(dag)
