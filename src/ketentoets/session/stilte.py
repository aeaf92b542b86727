"""Messages that were sent while the region says that none of their kind goes."""

from ketentoets.core.calendar import moment_text
from ketentoets.core.finding import Finding
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import Profiel
from ketentoets.session.berichten import Ketenbericht


def in_stilte(kb: Ketenbericht, profiel: Profiel) -> list[Finding]:
    """A finding for every silent window that this message was made available in."""
    return [
        Finding(
            soort="stilte",
            tekst=_("Het bericht is verstuurd in een stilteperiode: {wat}.", wat=venster.wat),
            regel="stilte",
            bron=venster.bron,
            bericht=kb.bericht.naam if kb.bericht else kb.soort,
            verwacht=_("vanaf {moment}", moment=moment_text(venster.tot)),
            gevonden=moment_text(kb.beschikbaar),
        )
        for venster in profiel.stilteperioden
        if venster.tot is not None and venster.geldt(kb.soort, kb.beschikbaar)
    ]
