"""`ketentoets genereer --regel`: messages that break one rule, each with what must come back."""

import json
from collections.abc import Iterator

from ketentoets.cli.genereeropdracht import Opdracht, Werk, kies_bericht, kies_release
from ketentoets.cli.uitvoermap import Bestand
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import parse
from ketentoets.core.taal import _
from ketentoets.generators.fouten.fout import Fout, foute_berichten
from ketentoets.schemas.releases import PREFIX


def fouten(opdracht: Opdracht) -> Werk:
    """Faulty messages; one that needs earlier messages comes with these in a folder of its own.

    Raises ConfigurationError when nothing can break this rule in this message and release.
    """
    if opdracht.omvang:
        raise ConfigurationError(_("--omvang en --regel gaan niet samen."))
    regel, n = opdracht.regel.upper(), opdracht.hoeveel(1)
    if opdracht.bericht:
        standaard, soort = kies_bericht(opdracht.bericht, opdracht.release)
    else:
        standaard, soort = kies_release(opdracht.release), ""
    made = foute_berichten(regel, standaard, n, opdracht.zaad, soort)
    first = next(made)
    width = max(4, len(str(n)))
    prefix = PREFIX[standaard.partition("-")[0]].upper()

    def bestanden() -> Iterator[Bestand]:
        yield from _bestanden(first, f"{regel}-{1:0{width}d}", prefix)
        for number, fout in enumerate(made, 2):
            yield from _bestanden(fout, f"{regel}-{number:0{width}d}", prefix)

    told = _("{n} foute berichten voor {rule} ({standaard}, zaad {seed})",
             n=n, rule=regel, standaard=standaard, seed=opdracht.zaad)  # fmt: skip
    return Werk(bestanden(), None, {"regel": regel, "standaard": standaard, "zaad": opdracht.zaad}, told)


def _bestanden(fout: Fout, naam: str, prefix: str) -> Iterator[Bestand]:
    bericht = str(fout.beschrijving["bericht"])
    earlier = [*fout.vooraf]
    if earlier:
        for number, raw in enumerate(earlier, 1):
            yield Bestand(f"{naam}/{number:02d}-{prefix}{parse(raw).soort}.xml", (raw,))
        naam = f"{naam}/{len(earlier) + 1:02d}-{bericht}"
    else:
        naam = f"{naam}-{bericht}"
    yield Bestand(f"{naam}.xml", (fout.bericht,))
    told = json.dumps(fout.beschrijving, ensure_ascii=False, indent=2) + "\n"
    yield Bestand(f"{naam}.json", (told.encode(),))
