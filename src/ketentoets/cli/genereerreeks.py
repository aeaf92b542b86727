"""`ketentoets genereer --reeks`: the history of clients, as a folder that `valideer` reads."""

from collections.abc import Iterator

from ketentoets.cli.genereeropdracht import Opdracht, Werk, kies_release
from ketentoets.cli.uitvoermap import Bestand
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel
from ketentoets.generators.reeksen import Reeks, afspraken_voor, maak_vele


def reeksen(opdracht: Opdracht) -> Werk:
    """Histories; when there are more, each in a folder of its own.

    Raises ConfigurationError for a profile of the other domain or an event that does not exist.
    """
    if opdracht.bericht or opdracht.omvang or opdracht.regel:
        raise ConfigurationError(_("--reeks gaat niet samen met --bericht, --regel of --omvang."))
    standaard, n = kies_release(opdracht.release), opdracht.hoeveel(1)
    if opdracht.clienten < 1:
        raise ConfigurationError(_("--clienten {n} kan niet: kies er ten minste één.", n=opdracht.clienten))
    profiel = laad_profiel(opdracht.profiel) if opdracht.profiel else None
    made = maak_vele(
        standaard,
        afspraken_voor(standaard, profiel),
        opdracht.zaad,
        n,
        clienten=opdracht.clienten,
        begin=opdracht.datum,
        verplicht=opdracht.gebeurtenissen,
    )
    first = next(made)
    width = max(4, len(str(n)))

    def bestanden() -> Iterator[Bestand]:
        yield from _bestanden(first, f"{1:0{width}d}/" if n > 1 else "")
        for number, reeks in enumerate(made, 2):
            yield from _bestanden(reeks, f"{number:0{width}d}/")

    what = _("1 reeks") if n == 1 else _("{n} reeksen", n=n)
    told = _("{what}, cliënten per reeks: {m} ({standaard}, zaad {seed})",
             what=what, m=opdracht.clienten, standaard=standaard, seed=opdracht.zaad)  # fmt: skip
    given = {"reeks": True, "standaard": standaard, "zaad": opdracht.zaad, "clienten": opdracht.clienten}
    asked = {"gebeurtenissen": list(opdracht.gebeurtenissen), "profiel": profiel.naam if profiel else None}
    return Werk(bestanden(), None, given | asked, told)


def _bestanden(reeks: Reeks, map_: str) -> Iterator[Bestand]:
    for naam, raw in (*reeks.bestanden(), *reeks.bijlagen()):
        yield Bestand(f"{map_}{naam}", (raw,))
