"""What can be said of a file that is too large to make a tree of: its size, and what reading it in parts found."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.finding import Finding
from ketentoets.core.message import GROOTTE, MAX_BYTES, VORM, Bericht
from ketentoets.core.taal import _
from ketentoets.schemas.model import model
from ketentoets.schemas.snel.pad import Uitslag
from ketentoets.schemas.snel.stroom import Fout, plaats
from ketentoets.schemas.standaard import standaarden
from ketentoets.schemas.uitleg import uitleg
from ketentoets.session.validatie_invoer import Stuk

_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']*)'")
_MB = 1024 * 1024
NIET_GETOETST = "niet-getoetst"


def te_groot(stuk: Stuk) -> Finding:
    """A message is at most 25 MB (OP179)."""
    found = _("{n} MB", n=-(-stuk.grootte // _MB))
    text = _("het bericht is groter dan 25 MB (OP179); splits het in meer berichten")
    expected = _("ten hoogste {n} MB", n=MAX_BYTES // _MB)
    return Finding("vorm", text, regel=GROOTTE, niveau=1, verwacht=expected, gevonden=found)


def onleesbare_fout(error: MessageUnreadable) -> Finding:
    """A file of which not even the start can be read."""
    return Finding(
        "onleesbaar", str(error), regel=error.regel, niveau=1, verwacht=error.verwacht,
        lijn=error.line or None, kolom=error.column or None,
    )  # fmt: skip


def bevindingen_in_delen(uitslag: Uitslag, delen: Callable[[], Iterator[bytes]], schema: Any) -> list[Finding]:
    """Why the fast path could not call it right; `delen` reads the file once more to find the places."""
    bericht = uitslag.bericht
    if not uitslag.bekend:
        text = _("dit is geen bericht van een bekende release: namespace '{namespace}'", namespace=_namespace(bericht))
        expected = _("een bericht van {standaarden}", standaarden=", ".join(standaarden()))
        return [Finding("onbekend-bericht", text, niveau=1, bericht=bericht.naam, verwacht=expected)]
    if uitslag.geldig:
        return [_regels_niet_gedraaid(bericht)]
    fouten = plaats(schema, delen(), uitslag.goede_delen)
    rest = _("Dit is het eerste stuk met fouten; wat daarna komt is niet getoetst.")
    note = Finding(NIET_GETOETST, rest, niveau=1, bericht=bericht.naam)
    return [*(_schemafout(bericht, fout) for fout in fouten), note]


def _regels_niet_gedraaid(bericht: Bericht) -> Finding:
    text = _(
        "Het bericht voldoet aan het schema, maar de regels zijn niet uitgewerkt: daarvoor is het te groot, en er is"
        " iets in gevonden dat nader bekeken moet worden. Splits het bericht, en valideer de delen."
    )
    return Finding(NIET_GETOETST, text, niveau=1, bericht=bericht.naam)


def _schemafout(bericht: Bericht, fout: Fout) -> Finding:
    lijn, kolom = fout.lijn or None, fout.kolom or None
    if not fout.welgevormd:
        text = _("geen welgevormde XML: {reason}", reason=fout.tekst)
        return Finding("onleesbaar", text, regel=VORM, niveau=1, bericht=bericht.naam, lijn=lijn, kolom=kolom)
    named = _ELEMENT.search(fout.tekst)
    bases = {name: simple.base for name, simple in model(bericht.standaard).simple.items()}
    explained = uitleg(fout.tekst, named[1] if named else "", bases)
    return Finding(
        "xsd", explained.tekst, niveau=1, bericht=bericht.naam, lijn=lijn, kolom=kolom,
        verwacht=explained.verwacht, gevonden=explained.gevonden,
    )  # fmt: skip


def _namespace(bericht: Bericht) -> str:
    return str(bericht.root.element.tag).rpartition("}")[0].removeprefix("{")
