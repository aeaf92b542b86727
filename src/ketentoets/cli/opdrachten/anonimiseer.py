"""`ketentoets anonimiseer`: a copy of a journal that can be shared, with the same verdicts."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import Journaal
from ketentoets.core.taal import _

HELP = _(
    """Schrijf een kopie van een journaal die gedeeld kan worden, bijvoorbeeld met een leverancier.

Bsn's, namen, adressen, contactgegevens, opmerkingen en geboortedagen worden vervangen (hetzelfde steeds door
hetzelfde), naam en adres van het geteste systeem weggelaten. Daarna wordt over beide geoordeeld: alleen als de
oordelen gelijk zijn, blijft de kopie staan. Codes van organisaties en de bedragen blijven.

Voorbeeld:

  ketentoets anonimiseer rapport/2026-11-23-100000/journaal.jsonl --uit delen.jsonl"""
)


def anonimiseer(
    journaal: Journaal,
    uit: Annotated[Path | None, typer.Option("--uit", help=_("Bestand voor de kopie; anders …-anoniem.jsonl."))] = None,
) -> None:
    """Write a copy to share."""
    from ketentoets.cli.anonimiseerwerk import maak

    doel = uit or journaal.with_name(f"{journaal.stem}-anoniem.jsonl")
    aantal = maak(journaal, doel)
    typer.echo(_("Kopie: {path} ({n} regels, dezelfde oordelen).", path=doel, n=aantal))
