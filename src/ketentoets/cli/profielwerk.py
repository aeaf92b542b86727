"""What `ketentoets profiel` does: list, show, check, compare and start profiles."""

import json
import re
import shutil
from pathlib import Path

from tabulate import tabulate

from ketentoets.actors.inrichting import STANDAARDEN
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.fixtures.beschrijving import beschrijf, verschillen
from ketentoets.fixtures.editorschema import editorschema
from ketentoets.fixtures.lader import Geladen, laad, profielnamen
from ketentoets.fixtures.profiel import NAAM, Profiel
from ketentoets.fixtures.sjabloon import sjabloon
from ketentoets.reports import profielen as schrijver
from ketentoets.schemas.standaard import standaarden


def lijst() -> str:
    """The bundled profiles as a table."""
    rows = [_rij(laad(naam).profiel) for naam in profielnamen()]
    return tabulate(rows, headers=(_("profiel"), _("domein"), _("bouwt voort op"), _("titel")))


def toon(profiel: str, formaat: str) -> str:
    """Every value of a profile with its source, where it comes from, and whether it is tested."""
    _controleer_formaat(formaat)
    geladen = laad(profiel)
    regels = beschrijf(geladen.profiel, gespeeld=_gespeeld(geladen.profiel))
    rijen = [schrijver.Getoond(regel, geladen.herkomst(regel.pad)) for regel in regels]
    return schrijver.toon(geladen.profiel, rijen, formaat, _breedte(), _opmerkingen(geladen.profiel))


def controleer(bestand: str) -> list[str]:
    """What to say of a profile that is right; raises ConfigurationError with a line per fault."""
    geladen = laad(bestand)
    return [*_opmerkingen(geladen.profiel), _samenvatting(bestand, geladen)]


def verschil(een: str, ander: str, formaat: str) -> str:
    """What two profiles say differently."""
    _controleer_formaat(formaat)
    left, right = laad(een).profiel, laad(ander).profiel
    namen = (left.naam, right.naam) if left.naam != right.naam else (een, ander)
    return schrijver.verschil(*namen, verschillen(left, right), formaat, _breedte())


def nieuw(naam: str, op: str) -> Path:
    """Write a small profile in the current folder that builds on another; where it is.

    Raises ConfigurationError when that cannot be: no name, taken, or not writable.
    """
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
        reason = waarom(error)
        raise ConfigurationError(_("Kan {path} niet schrijven: {reason}", path=path, reason=reason)) from error
    return path


def editor() -> str:
    """The JSON Schema of a profile."""
    return json.dumps(editorschema(), ensure_ascii=False, indent=2)


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
            _("Let op: de scenario's spelen nog niet met {d} {r}; alleen 'valideer' toetst, aan het contract.",
              d=profiel.domein, r=", ".join(s.release for s in profiel.standaarden))
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
