"""The last touch of what was found: where it is in the file, and where the standard says so."""

from dataclasses import replace

from ketentoets.core.finding import Finding
from ketentoets.core.plaats import met_plaats
from ketentoets.schemas.vindplaats import datatype, regelbron, standaard_van


def met_vindplaats(raw: bytes, bericht: str, release: str, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings in a message ('JW305', '3.2') with line, column and source, from top to bottom."""
    standaard, soort = standaard_van(bericht, release), bericht[-3:]
    placed = (_met_bron(f, standaard, soort) for f in met_plaats(raw, findings))
    return tuple(sorted(placed, key=lambda f: (f.lijn or 0, f.kolom or 0, f.niveau or 0)))


def _met_bron(finding: Finding, standaard: str, soort: str) -> Finding:
    if finding.soort == "xsd":
        kind = datatype(standaard, soort, finding.pad)
        return replace(finding, bron=", ".join(filter(None, (finding.bron, kind))))
    return replace(finding, bron=finding.bron or regelbron(standaard, finding.regel))
