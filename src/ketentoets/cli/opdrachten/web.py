"""`ketentoets web`: the page in a browser, for people who do not type commands."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from ketentoets.core.taal import _

HELP = _(
    """Open ketentoets in een browser: kies, controleer de verbinding, start, kijk mee en haal het rapport op.

Voorbeelden:

  ketentoets web
  op deze computer, zonder inloggen

  ketentoets web --poort 9000 --sessies toetsen
  op een andere poort, met de toetsen in een eigen map

  ketentoets web --adres 0.0.0.0 --tls-certificaat web.pem --tls-sleutel web.key
  ook voor anderen in uw netwerk; iedereen logt in met de toegangscode die wordt getoond

De toegangscode staat ook in .webtoken in de map met toetsen; geef een eigen code met KETENTOETS_WEB_TOKEN."""
)


def web(
    adres: Annotated[str, typer.Option("--adres", help=_("Adres waarop wordt geluisterd."))] = "127.0.0.1",
    poort: Annotated[int, typer.Option("--poort", help=_("Poort; 0 kiest een vrije."), min=0, max=65535)] = 8710,
    sessies: Annotated[
        Path | None, typer.Option("--sessies", help=_("Map met de toetsen; anders uw gegevensmap."))
    ] = None,
    tls_certificaat: Annotated[
        Path | None, typer.Option("--tls-certificaat", help=_("Certificaat (PEM), om met https te werken."))
    ] = None,
    tls_sleutel: Annotated[Path | None, typer.Option("--tls-sleutel", help=_("Sleutel bij dat certificaat."))] = None,
) -> None:
    """Serve the web page."""
    from ketentoets.session.sessies import standaardmap
    from ketentoets.web.instellingen import lees
    from ketentoets.web.server import serveer

    instellingen = lees(sessies or standaardmap(), adres, poort, (tls_certificaat, tls_sleutel))

    def klaar(url: str) -> None:
        print(_("Ketentoets staat klaar op {url}", url=url), flush=True)
        print(_("Toetsen staan in {path}. Stoppen met Ctrl-C; lopende toetsen gaan door.", path=instellingen.map))
        if instellingen.token:
            print(_("Toegangscode: {token}", token=instellingen.token))
        if not instellingen.loopback and not instellingen.https:
            print(_("Let op: zonder --tls-certificaat gaat alles onversleuteld over het netwerk, ook deze code."))
        sys.stdout.flush()

    serveer(instellingen, klaar)
