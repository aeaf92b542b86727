"""A story as a feature file that `ketentoets run --scenario` plays again."""

from collections.abc import Iterable, Iterator

from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.reports.words import one_line
from ketentoets.steps.zinnen import ALS, DAN, GEGEVEN, Zin
from ketentoets.verken.verhaal import Verhaal

_EN = "En"


def als_feature(naam: str, verhaal: Verhaal, verslag: ScenarioRecord, profiel: str) -> str:
    """The text of a feature file with one scenario, and in words what went wrong when it was found."""
    lines = [
        "# language: nl",
        f"@{profiel} @sut-{verslag.rol}",
        _("Functionaliteit: Gevonden bij een verkenning"),
        "",
        *(f"  {line}" for line in _toelichting(verslag)),
        "",
        f"  Scenario: {naam}",
        *(f"    {line}" for line in _zinnen(verhaal.zinnen)),
    ]
    return "\n".join(lines) + "\n"


def _toelichting(verslag: ScenarioRecord) -> Iterator[str]:
    for finding in verslag.bevindingen[:3]:
        yield _("- bevinding: {tekst}", tekst=one_line(finding.tekst))
        if finding.verwacht or finding.gevonden:
            yield _(
                "- verwacht: {verwacht}; gevonden: {gevonden}",
                verwacht=one_line(finding.verwacht),
                gevonden=one_line(finding.gevonden),
            )
    if verslag.reden:
        yield _("- reden: {reden}", reden=one_line(verslag.reden))


def _zinnen(zinnen: Iterable[Zin]) -> Iterator[str]:
    """The sentences; a second one of the same kind begins with En."""
    vorige = ""
    for zin in zinnen:
        assert zin.soort in {GEGEVEN, ALS, DAN}  # noqa: S101 - a closed set
        yield f"{_EN if zin.soort == vorige else zin.soort} {zin.tekst}{':' if _mist_dubbele_punt(zin) else ''}"
        yield from (f"  | {' | '.join(row)} |" for row in zin.tabel)
        vorige = zin.soort


def _mist_dubbele_punt(zin: Zin) -> bool:
    return bool(zin.tabel) and not zin.tekst.endswith(":")
