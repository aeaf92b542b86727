"""A certificate: a PDF to read and a signed JSON that vouches for it, for the journal and for the report."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.handtekening import Sleutel
from ketentoets.core.journal import Event, read_journal
from ketentoets.core.record import RunRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.reports.certificaat import to_pdf
from ketentoets.reports.json_report import from_json
from ketentoets.suite.certificering import gaten, gespeeld, inhoud
from ketentoets.suite.rapport import RAPPORT, opnieuw, taal_van
from ketentoets.suite.uitvoering import verslag

PDF, JSON = "certificaat.pdf", "certificaat.json"
JOURNAAL, RUN = "journaal.jsonl", "run.json"


class NietTeCertificeren(ConfigurationError):
    """A run with gaps; `gaten` names each of them."""

    def __init__(self, gaten: list[str]) -> None:
        lines = "\n".join(f"  - {gat}" for gat in gaten)
        super().__init__(_("Deze run kan niet worden gecertificeerd:\n{lines}", lines=lines))
        self.gaten = gaten


@dataclass(frozen=True)
class Certificaat:
    """The two files of a certificate, and what is in the JSON."""

    pdf: Path
    json: Path
    inhoud: dict[str, Any]


def maak(
    run: Path, sleutel: Sleutel, uit: Path | None = None, uitgever: str = "", *, nieuw_rapport: bool = False
) -> Certificaat:
    """Certify a report folder or its run.json; the files come beside it, or in `uit`.

    The journal is judged again, and the report must be the one that follows from it; when there is none, or
    with `nieuw_rapport`, it is made. Raises `NietTeCertificeren` when something is not proved, and
    `ConfigurationError` when a file is missing or a certificate is there already.
    """
    map_ = run if run.is_dir() else run.parent
    doel = uit or map_
    if bestaat := [name for name in (PDF, JSON) if (doel / name).exists()]:
        raise ConfigurationError(
            _("In {path} staat al een {name}. Verwijder dat eerst, of kies met --uit een andere map.",
              path=doel, name=bestaat[0])
        )  # fmt: skip
    bijlagen = {name: _lees(map_ / name) for name in (JOURNAAL, RUN)}
    events, heel = read_journal(map_ / JOURNAAL)
    judged = _bewezen(events, heel, from_json(bijlagen[RUN].decode("utf-8", "replace")))
    bijlagen[RAPPORT] = _rapport(judged, map_ / RAPPORT, nieuw=nieuw_rapport)
    now = datetime.now(AMSTERDAM).replace(microsecond=0)
    data: dict[str, Any] = {
        **inhoud(judged, events, now.isoformat()),
        "uitgever": uitgever,
        "journaal": list(delen(events, bijlagen[JOURNAAL])),
        "bestanden": {name: vingerafdruk(content) for name, content in bijlagen.items()},
    }
    pdf = to_pdf(data, sleutel.vingerafdruk)
    data["bestanden"][PDF] = vingerafdruk(pdf)
    made = Certificaat(doel / PDF, doel / JSON, data)
    _zet(made.pdf, pdf)
    _zet(made.json, als_tekst({"inhoud": data, "handtekening": sleutel.teken(data)}).encode())
    return made


def _bewezen(events: list[Event], heel: bool, bewaard: RunRecord) -> RunRecord:
    """The run as the journal shows it; raises `NietTeCertificeren` when that is not enough."""
    judged = verslag(events, heel=heel)
    skipped = tuple(s for s in bewaard.scenarios if s.oordeel is Verdict.OVERGESLAGEN)
    gaps = gaten(replace(judged, scenarios=(*judged.scenarios, *skipped)), events)
    if anders := _anders(judged, bewaard):
        gaps.append(_("run.json zegt iets anders dan het journaal over: {names}", names="; ".join(anders[:5])))
    if gaps:
        raise NietTeCertificeren(gaps)
    return judged


def _rapport(judged: RunRecord, path: Path, *, nieuw: bool) -> bytes:
    """The report that follows from the journal; written when it is not there or asked for, else refused if other."""
    hoort = opnieuw(judged)
    if nieuw or not path.exists():
        _zet(path, hoort)
    elif (staat := _lees(path)) != hoort:
        raise NietTeCertificeren([_ander_rapport(staat)])
    return hoort


def _ander_rapport(staat: bytes) -> str:
    taal = taal_van(staat)
    if taal not in {"", _("nl")}:
        return _("rapport.html is geschreven met --taal {taal}; maak het certificaat ook met --taal {taal}.", taal=taal)
    return _(
        "rapport.html is niet het rapport dat uit het journaal volgt: het is bewerkt, vergelijkt met een andere run,"
        " of is van een andere versie van ketentoets. Met --nieuw-rapport maakt ketentoets het hier opnieuw."
    )


def _anders(judged: RunRecord, bewaard: RunRecord) -> list[str]:
    """Scenarios, and else other things, on which the stored report and the journal do not agree."""
    een, ander = (
        {(s.id, s.rol): s.oordeel for s in run.scenarios if s.oordeel is not Verdict.OVERGESLAGEN}
        for run in (judged, bewaard)
    )
    anders = sorted(key for key in {*een, *ander} if een.get(key) != ander.get(key))
    kort, lang = (
        gespeeld(replace(run, scenarios=tuple(s for s in run.scenarios if s.oordeel is not Verdict.OVERGESLAGEN)))
        for run in (judged, bewaard)
    )
    return [f"{id_} [{rol}]" for id_, rol in anders] or [
        name for name, value in kort.items() if als_tekst({"": value}) != als_tekst({"": lang[name]})
    ]


def _lees(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            _("Voor een certificaat is {path} nodig: {reason}. Geef de map van een rapport op.",
              path=path, reason=waarom(error))
        ) from error  # fmt: skip


def _zet(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(
            _("Kan het certificaat niet schrijven in {path}: {reason}", path=path.parent, reason=reason)
        ) from error


def vingerafdruk(content: bytes) -> dict[str, Any]:
    """What a certificate knows of a file: its SHA-256 and its size in bytes."""
    return {"sha256": sha256(content).hexdigest(), "omvang": len(content)}


def delen(events: list[Event], journaal: bytes) -> Iterator[dict[str, Any]]:
    """The journal in parts, the head and each scenario: first and last line (from 1) and their SHA-256.

    With these a change can be found in a journal of which only the whole is known to differ.
    """
    lines = journaal.split(b"\n")
    starts = [0, *(n for n, event in enumerate(events) if event.soort == "scenario")]
    for start, stop in zip(starts, [*starts[1:], len(events)], strict=True):
        kop = events[start]
        yield {
            "deel": f"{kop['id']} [{kop['rol']}]" if kop.soort == "scenario" else "kop",
            "van": start + 1,
            "tot": stop,
            "sha256": sha256(b"\n".join(lines[start:stop])).hexdigest(),
        }


def als_tekst(data: dict[str, Any]) -> str:
    """The one form in which a certificate is written, so that not even white space can be changed."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
