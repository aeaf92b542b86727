"""`ketentoets dekking`: is every requirement that binds tested, every return code provoked, and if not, why not?"""

from collections.abc import Callable, Sequence
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import RunRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict
from ketentoets.fixtures.eisenlijst import LANDELIJK, Eisenlijst, eisenlijst, lijsten
from ketentoets.reports.dekking import (
    EISEN,
    RETOURCODES,
    Onderwerp,
    Rij,
    als_csv,
    als_html,
    als_markdown,
    als_tabel,
)
from ketentoets.reports.json_report import from_json
from ketentoets.schemas.standaard import standaarden
from ketentoets.suite.dekking import ONVERKLAARD, Oordelen, dekking, onbekend
from ketentoets.suite.dekkingsrijen import coderij, eisrij
from ketentoets.suite.retourcodes import Codestand, codedekking

FORMATEN: dict[str, Callable[[Sequence[Rij], Onderwerp], str]] = {
    "tabel": als_tabel,
    "csv": als_csv,
    "markdown": als_markdown,
    "html": als_html,
}
RAPPORTEN = Path("rapport")


def toon(profiel: str, run: Path | None, formaat: str) -> tuple[str, int]:
    """The matrix of requirements as text, and the exit code: 1 when one is neither tested nor explained."""
    rijen = dekking(_gekozen(profiel), _oordelen(run), profiel)
    vreemd = onbekend([eisenlijst(naam) for naam in lijsten()])
    if vreemd:
        raise ConfigurationError(
            _("Scenario's noemen eisen die in geen lijst staan: {ids}. Vul de lijst aan.", ids=", ".join(vreemd))
        )
    mis = any(d.stand in ONVERKLAARD for d in rijen)
    return _matrix([eisrij(d) for d in rijen], EISEN, formaat, mis=mis)


def toon_codes(release: str, run: Path | None, formaat: str) -> tuple[str, int]:
    """The matrix of return codes, of one release ('ijw-3.2') or all, and the exit code: 1 with an unexplained one."""
    if release and release not in standaarden():
        names = ", ".join(standaarden())
        raise ConfigurationError(_("--release '{r}' bestaat niet; kies uit {names}.", r=release, names=names))
    oordelen = _oordelen(run)
    rijen = codedekking([release] if release else standaarden())
    mis = any(d.stand is Codestand.GAT for d in rijen)
    return _matrix([coderij(d, oordelen) for d in rijen], RETOURCODES, formaat, mis=mis)


def _matrix(rijen: Sequence[Rij], onderwerp: Onderwerp, formaat: str, *, mis: bool) -> tuple[str, int]:
    if formaat not in FORMATEN:
        names = ", ".join(FORMATEN)
        raise ConfigurationError(_("--formaat '{f}' bestaat niet; kies uit {names}.", f=formaat, names=names))
    return FORMATEN[formaat](rijen, onderwerp), EXIT_CODES[Verdict.GEZAKT if mis else Verdict.GESLAAGD]


def _gekozen(profiel: str) -> list[Eisenlijst]:
    """The national list with that of the profile; without a profile all of them."""
    namen = lijsten() if not profiel else [LANDELIJK, profiel]
    return [eisenlijst(naam) for naam in dict.fromkeys(namen)]


def _oordelen(run: Path | None) -> Oordelen:
    """The verdicts of a report folder; of the newest below `rapport` when none is given."""
    bestand = _runbestand(run)
    if bestand is None:
        return {}
    try:
        record: RunRecord = from_json(bestand.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(_("Kan {path} niet lezen: {reason}", path=bestand, reason=waarom(error))) from error
    return {(s.id, s.rol): s.oordeel for s in record.scenarios}


def _runbestand(run: Path | None) -> Path | None:
    if run is not None:
        return run / "run.json" if run.is_dir() else run
    return max(RAPPORTEN.glob("*/run.json"), default=None, key=lambda path: path.stat().st_mtime)
