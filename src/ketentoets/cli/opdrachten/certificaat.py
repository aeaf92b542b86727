"""`ketentoets certificaat` and `ketentoets controleer-certificaat`."""

import os
import stat
import sys
from pathlib import Path
from typing import Annotated

import typer

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict

SLEUTEL_VAR = "KETENTOETS_SLEUTEL"
_SLEUTELNAAM = "certificaat-sleutel.pem"
_TEKENS = {True: "✓", False: "✕", None: "?"}

HELP = _(
    """Maak een certificaat van een run zonder gaten: een PDF van ten hoogste vier bladen en een getekend JSON-bestand.

Voorbeelden:

  ketentoets certificaat rapport/2026-11-23-101500
  certificaat.pdf en certificaat.json komen bij het rapport

  ketentoets certificaat uit --uitgever "Regio Noordrand" --uit certificaten
  met de naam van wie het afgeeft, in een andere map

De eerste keer maakt ketentoets een sleutel in uw instellingenmap; bewaar haar goed. Een andere sleutel geeft u
met --sleutel of de omgevingsvariabele KETENTOETS_SLEUTEL.

Afsluitcodes: 0 gemaakt; 1 de run heeft gaten; 3 verkeerd gebruik."""
)

HELP_CONTROLEER = _(
    """Controleer een certificaat, zonder internet: de handtekening, elk bestand, en het oordeel uit het journaal.

Voorbeelden:

  ketentoets controleer-certificaat uit/certificaat.json
  met de bestanden die ernaast staan

  ketentoets controleer-certificaat certificaat.pdf --journaal archief/journaal.jsonl --sleutel VINGERAFDRUK
  met een journaal van elders, en de sleutel die u van de uitgever kent

Afsluitcodes: 0 alles klopt; 1 er is iets gewijzigd; 2 niet alles kon worden gecontroleerd; 3 verkeerd gebruik."""
)


def sleutelpad() -> Path:
    """Where the user's own key is: the folder for settings of this user."""
    return Path(typer.get_app_dir("ketentoets")) / _SLEUTELNAAM


def certificaat(
    run: Annotated[Path, typer.Argument(metavar="RUN", help=_("Map van een rapport, of de run.json daarin."))],
    uit: Annotated[
        Path | None, typer.Option("--uit", help=_("Map voor het certificaat; anders bij het rapport."))
    ] = None,
    sleutel: Annotated[
        Path | None,
        typer.Option(
            "--sleutel", envvar=SLEUTEL_VAR, help=_("PEM-bestand met een Ed25519-sleutel, in plaats van de uwe.")
        ),
    ] = None,
    uitgever: Annotated[str, typer.Option("--uitgever", help=_("Wie het certificaat afgeeft."))] = "",
    nieuw_rapport: Annotated[
        bool,
        typer.Option("--nieuw-rapport", help=_("Maak rapport.html opnieuw uit het journaal, ook als er een staat.")),
    ] = False,
) -> None:
    """Certify a run."""
    from ketentoets.core import handtekening
    from ketentoets.suite.certificaat import NietTeCertificeren, maak

    if not run.exists():
        raise ConfigurationError(_("{path} bestaat niet. Geef de map van een rapport op.", path=run))
    if sleutel is None:
        key, nieuw = handtekening.eigen_sleutel(sleutelpad())
        if nieuw:
            print(_("Nieuwe sleutel gemaakt: {path}. Bewaar haar goed.", path=sleutelpad()), file=sys.stderr)
    else:
        key = handtekening.lees_sleutel(sleutel)
        _waarschuw(sleutel)
    print(_("Het journaal wordt opnieuw beoordeeld …"), file=sys.stderr)
    try:
        made = maak(run, key, uit, uitgever, nieuw_rapport=nieuw_rapport)
    except NietTeCertificeren as error:
        print(error, file=sys.stderr)
        raise typer.Exit(EXIT_CODES[Verdict.GEZAKT]) from error
    print(_("Certificaat: {pdf} en {json}", pdf=made.pdf, json=made.json))
    print(_("Vingerafdruk van de sleutel: {key}", key=key.vingerafdruk))


def _waarschuw(path: Path) -> None:
    if os.name == "posix" and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        print(_("Let op: anderen kunnen de sleutel {path} lezen.", path=path), file=sys.stderr)


def controleer_certificaat(
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help=_("certificaat.json, certificaat.pdf of de map."))],
    journaal: Annotated[
        Path | None, typer.Option("--journaal", help=_("Het journaal; anders journaal.jsonl ernaast."))
    ] = None,
    sleutel: Annotated[
        str | None,
        typer.Option("--sleutel", help=_("De vingerafdruk die de sleutel moet hebben, zoals de uitgever haar gaf.")),
    ] = None,
) -> None:
    """Check a certificate."""
    from ketentoets.reports.words import one_line
    from ketentoets.suite.certificaatcontrole import controleer

    if journaal is not None and not journaal.is_file():
        raise ConfigurationError(_("Journaal {path} bestaat niet.", path=journaal))
    results = controleer(bestand, journaal, sleutel)
    for result in results:
        print(f"{_TEKENS[result.goed]} {one_line(result.wat)}: {one_line(result.tekst)}")
    print()
    if any(result.goed is False for result in results):
        print(_("Dit certificaat klopt NIET."))
        raise typer.Exit(EXIT_CODES[Verdict.GEZAKT])
    if any(result.goed is None for result in results):
        print(_("Wat is gecontroleerd, klopt; niet alles kon worden gecontroleerd."))
        raise typer.Exit(EXIT_CODES[Verdict.ONBESLIST])
    print(_("Dit certificaat klopt."))
    if sleutel is None:
        print(
            _("Van wie de sleutel is, weet u pas als de vingerafdruk die van de uitgever is; geef haar met --sleutel.")
        )
