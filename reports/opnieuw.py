"""The line that runs one scenario again, with the choices of the run it failed in."""

import shlex

from ketentoets.core.record import RunRecord, ScenarioRecord

_INGEBOUWD = "ingebouwd"
_BERICHTDATUM = "berichtdatum"


def opnieuw(run: RunRecord, scenario: ScenarioRecord) -> str:
    """'ketentoets run --rol gemeente … -k declaratie/een-regel': to be pasted in a terminal."""
    sut = next((s for s in run.sut if s.get("rol") == scenario.rol), {})
    parts = ["ketentoets", "run", "--rol", scenario.rol, "-k", scenario.id]
    if sut.get("adres") and sut["adres"] != _INGEBOUWD:
        parts += ["--sut", str(sut["adres"])]
    for gebrek in sut.get("gebreken") or ():
        parts += ["--gebrek", str(gebrek)]
    if sut.get("gedrag"):
        parts += ["--gedrag", str(sut["gedrag"])]
    if run.profiel.get("naam"):
        parts += ["--profiel", str(run.profiel["naam"])]
    parts += ["--klok", _BERICHTDATUM] if run.klok == _BERICHTDATUM else ["--datum", run.datum]
    return shlex.join([*parts, "--zaad", str(run.zaad)])
