"""Asking a person in the terminal to key in what a system does not take; what was answered is remembered."""

import sys
from typing import Any

from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.fixtures.profiel import Profiel
from ketentoets.session.keten import Mens
from ketentoets.session.opdrachtblad import Blad, blad
from ketentoets.session.sessies import Sessie, Sessies, Uitkomst, Vraag
from ketentoets.suite.spel import Mensen, in_uitkomst
from ketentoets.transports.base import Rol


def kan_vragen() -> bool:
    """Whether somebody sits at the terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def terminal(profiel: Profiel) -> Mens:
    """Asks at once, in the terminal, and waits for the answer."""

    def vraag(rol: Rol, naam: str, gegevens: dict[str, Any]) -> tuple[str, str]:
        return in_uitkomst(naam, *stel(_blad(profiel, rol, naam, gegevens)))

    return vraag


class SessieMensen(Mensen):
    """Asks through the session: an answer is kept, a question without one waits in the store.

    With `zonder_vragen`, or without a terminal, nothing is asked here; whoever reads the store can answer.
    """

    def __init__(self, sessies: Sessies, sessie: Sessie, profiel: Profiel, *, zonder_vragen: bool) -> None:
        self._sessies = sessies
        self._sessie = sessie
        self._profiel = profiel
        self._vraagt = kan_vragen() and not zonder_vragen

    def vraag(self, sleutel: str, rol: Rol, naam: str, gegevens: dict[str, Any]) -> tuple[str, str] | None:
        """The answer, when there is one."""
        sheet = _blad(self._profiel, rol, naam, gegevens)
        vraag = self._sessies.vraag(self._sessie.id, sleutel, sheet.tekst(), {**sheet.gegevens(), "gegevens": gegevens})
        if vraag.uitkomst is None and self._vraagt:
            vraag = self._sessies.beantwoord(vraag.id, *stel(sheet))
        return None if vraag.uitkomst is None else (vraag.uitkomst, vraag.toelichting)

    def is_beantwoord(self, sleutel: str) -> bool:
        """Whether the question was answered, or can be asked here."""
        return self._vraagt or any(
            v.sleutel == sleutel and v.uitkomst is not None for v in self._sessies.vragen(self._sessie.id)
        )


def stel(sheet: Blad) -> tuple[str, str]:
    """Show what must be keyed in and wait for one of the three answers, with the reason when it failed."""
    lines = ["", _("--- Voer dit in het systeem van de {wie} in ---", wie=sheet.wie), sheet.tekst(), ""]
    print("\n".join(lines), file=sys.stderr)
    while True:
        antwoord = _lees(_("Ingevoerd? klaar / lukt niet / overslaan: ")).casefold()
        found = [u for u in Uitkomst if antwoord and u.startswith(antwoord)]
        if found:
            reden = "" if found[0] is Uitkomst.KLAAR else _lees(_("Waarom (mag leeg): "))
            return found[0], reden
        print(_("Antwoord met klaar (k), lukt niet (l) of overslaan (o)."), file=sys.stderr)


def toon_vraag(vraag: Vraag) -> str:
    """An open question as `status` shows it."""
    return "\n".join([_("Vraag {id}:", id=vraag.id), *(f"  {line}" for line in vraag.tekst.splitlines())])


def _blad(profiel: Profiel, rol: Rol, naam: str, gegevens: dict[str, Any]) -> Blad:
    return blad(rol, naam, gegevens, profiel.standaard_op(werkelijke_tijd().date()))


def _lees(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line.strip()
