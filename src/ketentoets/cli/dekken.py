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
from ketentoets.schemas.standaard import afzender, standaarden
from ketentoets.suite.dekking import ONVERKLAARD, Dekking, Gedekt, Oordelen, dekking, onbekend, oordeel_over
from ketentoets.suite.retourcodes import Codedekking, Codestand, codedekking
from ketentoets.transports.base import Rol

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
    return _matrix([_rij(d) for d in rijen], EISEN, formaat, mis=mis)


def toon_codes(release: str, run: Path | None, formaat: str) -> tuple[str, int]:
    """The matrix of return codes, of one release ('ijw-3.2') or all, and the exit code: 1 with an unexplained one."""
    if release and release not in standaarden():
        names = ", ".join(standaarden())
        raise ConfigurationError(_("--release '{r}' bestaat niet; kies uit {names}.", r=release, names=names))
    oordelen = _oordelen(run)
    rijen = codedekking([release] if release else standaarden())
    mis = any(d.stand is Codestand.GAT for d in rijen)
    return _matrix([_coderij(d, oordelen) for d in rijen], RETOURCODES, formaat, mis=mis)


def eisenrijen(profiel: str, oordelen: Oordelen) -> list[tuple[Dekking, Rij]]:
    """The requirements of the national list and that of a profile, each with its row."""
    namen = [naam for naam in (LANDELIJK, profiel) if naam in lijsten()]
    return [(d, _rij(d)) for d in dekking([eisenlijst(naam) for naam in namen], oordelen)]


def coderijen(releases: Sequence[str], oordelen: Oordelen) -> list[tuple[Codedekking, Rij]]:
    """The return codes of some releases, each with its row."""
    return [(d, _coderij(d, oordelen)) for d in codedekking(releases)]


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
        _namen(gedekt.scenarios),
    )


def _coderij(gedekt: Codedekking, oordelen: Oordelen) -> Rij:
    scenarios = tuple(Gedekt(u.id, rol, oordelen.get((u.id, rol))) for u in gedekt.uitlokkingen for rol in u.rollen)
    return Rij(
        gedekt.standaard,
        _("{code} in {bericht}", code=gedekt.code, bericht=gedekt.bericht) if gedekt.bericht else gedekt.code,
        f"{gedekt.omschrijving.rstrip('.')}." + (f" ({', '.join(gedekt.regels)})" if gedekt.regels else ""),
        afzender(gedekt.bericht[-3:]) if gedekt.bericht else "-",
        "-",
        str(gedekt.stand),
        gedekt.reden,
        str(oordeel_over(scenarios) or "-"),
        _namen(scenarios),
    )


def _namen(scenarios: Sequence[Gedekt]) -> tuple[str, ...]:
    """The scenarios, one of both roles only once."""
    rollen: dict[str, list[Rol]] = {}
    for scenario in scenarios:
        rollen.setdefault(scenario.id, []).append(scenario.rol)
    return tuple(f"{id_} [{', '.join(rollen_)}]" for id_, rollen_ in rollen.items())
