"""`ketentoets profiel`: list, show, check, compare and start profiles."""

import json
import re
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer
from tabulate import tabulate

from ketentoets.actors.inrichting import STANDAARDEN
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CONFIGURATION
from ketentoets.fixtures.beschrijving import beschrijf, verschillen
from ketentoets.fixtures.editorschema import editorschema
from ketentoets.fixtures.lader import Geladen, laad, profielnamen
from ketentoets.fixtures.profiel import NAAM, Profiel
from ketentoets.fixtures.sjabloon import sjabloon
from ketentoets.reports import profielen as schrijver
from ketentoets.schemas.standaard import standaarden

HELP = _(
    """Profielen: wat een regio afspreekt naast de landelijke standaard.

Voorbeelden:

  ketentoets profiel lijst
  ketentoets profiel toon alkmaar
  ketentoets profiel verschil alkmaar eindhoven
  ketentoets profiel nieuw noordrand --op alkmaar
  ketentoets profiel controleer noordrand.yaml

Een profiel is de naam van een meegeleverd profiel of een YAML-bestand.
Afsluitcodes: 0 in orde; 3 het profiel is niet goed of verkeerd gebruik."""
)
app = typer.Typer(no_args_is_help=True, help=HELP)
Naam = Annotated[str, typer.Argument(metavar="PROFIEL", help=_("Naam van een profiel, of een YAML-bestand."))]
Formaat = Annotated[str, typer.Option("--formaat", help=_("tabel, json, csv of markdown."))]


@app.command(help=_("Noem de meegeleverde profielen."))
def lijst() -> None:
    """List the bundled profiles."""
    rows = [_rij(laad(naam).profiel) for naam in profielnamen()]
    typer.echo(tabulate(rows, headers=(_("profiel"), _("domein"), _("bouwt voort op"), _("titel"))))


@app.command(help=_("""Toon een profiel: elke waarde, haar bron, uit welk profiel zij komt, en of zij wordt getoetst.

Voorbeeld: ketentoets profiel toon alkmaar --formaat markdown"""))  # fmt: skip
def toon(profiel: Naam, formaat: Formaat = "tabel") -> None:
    """Show a profile."""
    _controleer_formaat(formaat)
    geladen = laad(profiel)
    regels = beschrijf(geladen.profiel, gespeeld=_gespeeld(geladen.profiel))
    rijen = [schrijver.Getoond(regel, geladen.herkomst(regel.pad)) for regel in regels]
    typer.echo(schrijver.toon(geladen.profiel, rijen, formaat, _breedte(), _opmerkingen(geladen.profiel)))


@app.command(help=_("""Controleer een profiel: alle fouten tegelijk, met bestand, regel en wat u kunt doen.

Voorbeeld: ketentoets profiel controleer noordrand.yaml

Afsluitcodes: 0 in orde; 3 niet goed."""))  # fmt: skip
def controleer(bestand: Naam) -> None:
    """Check a profile."""
    try:
        geladen = laad(bestand)
    except ConfigurationError as error:
        problems = str(error).splitlines()
        print("\n".join(problems), file=sys.stderr)
        total = _("1 fout") if len(problems) == 1 else _("{n} fouten", n=len(problems))
        print(_("{bestand}: {n}.", bestand=bestand, n=total), file=sys.stderr)
        raise typer.Exit(EXIT_CONFIGURATION) from error
    for opmerking in _opmerkingen(geladen.profiel):
        typer.echo(opmerking)
    typer.echo(_samenvatting(bestand, geladen))


@app.command(help=_("""Toon wat twee profielen anders zeggen, per onderwerp, met beide bronnen.

Voorbeelden:

  ketentoets profiel verschil alkmaar eindhoven
  ketentoets profiel verschil landelijk noordrand.yaml --formaat csv"""))  # fmt: skip
def verschil(een: Naam, ander: Naam, formaat: Formaat = "tabel") -> None:
    """Compare two profiles."""
    _controleer_formaat(formaat)
    left, right = laad(een).profiel, laad(ander).profiel
    namen = (left.naam, right.naam) if left.naam != right.naam else (een, ander)
    typer.echo(schrijver.verschil(*namen, verschillen(left, right), formaat, _breedte()))


@app.command(help=_("""Begin een profiel: schrijf een klein bestand dat op een ander voortbouwt, met uitleg.

Voorbeeld: ketentoets profiel nieuw noordrand --op alkmaar"""))  # fmt: skip
def nieuw(
    naam: Annotated[str, typer.Argument(metavar="NAAM", help=_("Kleine letters, cijfers en streepjes."))],
    op: Annotated[str, typer.Option("--op", help=_("Het meegeleverde profiel waarop u voortbouwt."))] = "landelijk",
) -> None:
    """Start a profile in the current folder."""
    if not re.fullmatch(NAAM, naam):
        raise ConfigurationError(
            _("'{naam}' is geen naam: gebruik kleine letters, cijfers en streepjes, te beginnen met een letter.",
              naam=naam)
        )  # fmt: skip
    if naam in profielnamen():
        raise ConfigurationError(_("Profiel '{naam}' wordt al meegeleverd; kies een andere naam.", naam=naam))
    if op not in profielnamen():
        raise ConfigurationError(
            _("--op '{naam}' bestaat niet; kies uit {all}.", naam=op, all=", ".join(profielnamen()))
        )
    path = Path(f"{naam}.yaml")
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(sjabloon(naam, laad(op).profiel))
    except FileExistsError as error:
        raise ConfigurationError(_("{path} bestaat al; verwijder het eerst of kies een naam.", path=path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise ConfigurationError(_("Kan {path} niet schrijven: {reason}", path=path, reason=reason)) from error
    typer.echo(_("{path} is geschreven. Vul het in en kijk het na: ketentoets profiel controleer {path}", path=path))


@app.command(help=_("Toon het JSON-schema van een profiel, voor een editor die helpt bij het invullen."))
def schema() -> None:
    """Print the JSON Schema for editors."""
    typer.echo(json.dumps(editorschema(), ensure_ascii=False, indent=2))


def _rij(profiel: Profiel) -> tuple[str, str, str, str]:
    return profiel.naam, profiel.domein, profiel.extends or "-", profiel.titel


def _gespeeld(profiel: Profiel) -> bool:
    """Whether scenarios can be played with a standard of this profile today."""
    return any(f"{profiel.domein}-{s.release}" in STANDAARDEN for s in profiel.standaarden)


def _opmerkingen(profiel: Profiel) -> list[str]:
    """What a user should know that is no fault of the profile."""
    notes = []
    missing = [s.release for s in profiel.standaarden if f"{profiel.domein}-{s.release}" not in standaarden()]
    if missing:
        releases = ", ".join(missing)
        notes.append(
            _("Let op: deze versie van ketentoets heeft geen schema's van {d} {r}.", d=profiel.domein, r=releases)
        )
    if not _gespeeld(profiel):
        notes.append(
            _("Let op: de scenario's spelen nog niet met {d}; alleen 'valideer' toetst, aan het contract.",
              d=profiel.domein)
        )  # fmt: skip
    return notes


def _samenvatting(bestand: str, geladen: Geladen) -> str:
    regels = beschrijf(geladen.profiel, gespeeld=_gespeeld(geladen.profiel))
    own = sum(geladen.herkomst(r.pad) == geladen.profiel.naam for r in regels)
    tested = sum(r.toets == "oordeel" for r in regels)
    return _(
        "{bestand} is in orde: {n} waarden, waarvan {own} eigen; {t} worden getoetst.",
        bestand=bestand, n=len(regels), own=own, t=tested,
    )  # fmt: skip


def _controleer_formaat(formaat: str) -> None:
    if formaat not in schrijver.FORMATEN:
        names = ", ".join(schrijver.FORMATEN)
        raise ConfigurationError(_("--formaat '{f}' bestaat niet; kies uit {names}.", f=formaat, names=names))


def _breedte() -> int:
    return shutil.get_terminal_size((100, 40)).columns
