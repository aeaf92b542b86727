"""`ketentoets dekking`: is every requirement that binds tested, and if not, why not?"""

from collections.abc import Callable, Sequence
from pathlib import Path

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict
from ketentoets.fixtures.eisenlijst import LANDELIJK, Eisenlijst, eisenlijst, lijsten
from ketentoets.reports.dekking import Rij, als_csv, als_html, als_markdown, als_tabel
from ketentoets.reports.json_report import from_json
from ketentoets.suite.dekking import ONVERKLAARD, Dekking, dekking, onbekend
from ketentoets.transports.base import Rol

FORMATEN: dict[str, Callable[[Sequence[Rij]], str]] = {
    "tabel": als_tabel,
    "csv": als_csv,
    "markdown": als_markdown,
    "html": als_html,
}
RAPPORTEN = Path("rapport")


def toon(profiel: str, run: Path | None, formaat: str) -> tuple[str, int]:
    """The matrix as text, and the exit code: 1 when something is neither tested nor explained."""
    if formaat not in FORMATEN:
        names = ", ".join(FORMATEN)
        raise ConfigurationError(_("--formaat '{f}' bestaat niet; kies uit {names}.", f=formaat, names=names))
    gekozen = _gekozen(profiel)
    rijen = dekking(gekozen, _oordelen(run))
    vreemd = onbekend([eisenlijst(naam) for naam in lijsten()])
    if vreemd:
        raise ConfigurationError(
            _("Scenario's noemen eisen die in geen lijst staan: {ids}. Vul de lijst aan.", ids=", ".join(vreemd))
        )
    mis = any(d.stand in ONVERKLAARD for d in rijen)
    return FORMATEN[formaat]([_rij(d) for d in rijen]), EXIT_CODES[Verdict.GEZAKT if mis else Verdict.GESLAAGD]


def _gekozen(profiel: str) -> list[Eisenlijst]:
    """The national list with that of the profile; without a profile all of them."""
    namen = lijsten() if not profiel else [LANDELIJK, profiel]
    return [eisenlijst(naam) for naam in dict.fromkeys(namen)]


def _oordelen(run: Path | None) -> dict[tuple[str, str], Verdict]:
    """The verdicts of a report folder; of the newest below `rapport` when none is given."""
    bestand = _runbestand(run)
    if bestand is None:
        return {}
    try:
        record: RunRecord = from_json(bestand.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(
            _("Kan {path} niet lezen: {reason}", path=bestand, reason=error.strerror or error)
        ) from error
    return {(s.id, s.rol): s.oordeel for s in record.scenarios}


def _runbestand(run: Path | None) -> Path | None:
    if run is not None:
        return run / "run.json" if run.is_dir() else run
    return max(RAPPORTEN.glob("*/run.json"), default=None, key=lambda path: path.stat().st_mtime)


def _rij(gedekt: Dekking) -> Rij:
    eis = gedekt.eis
    return Rij(
        gedekt.lijst,
        eis.id,
        eis.feit,
        " ".join(eis.bindt) or "-",
        eis.gewicht,
        str(gedekt.stand),
        eis.reden,
        str(gedekt.oordeel or "-"),
        _namen(gedekt),
    )


def _namen(gedekt: Dekking) -> tuple[str, ...]:
    """The scenarios, one of both roles only once."""
    rollen: dict[str, list[Rol]] = {}
    for scenario in gedekt.scenarios:
        rollen.setdefault(scenario.id, []).append(scenario.rol)
    return tuple(f"{id_} [{', '.join(rollen_)}]" for id_, rollen_ in rollen.items())
