"""Writing the copy of a journal that can be shared, and proving that it gets the same verdicts."""

import hashlib
import json
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any

from ketentoets.core.errors import ConfigurationError, HarnessFault
from ketentoets.core.finding import Finding
from ketentoets.core.journal import Event, read_journal
from ketentoets.core.pseudoniem import Pseudoniemen
from ketentoets.core.record import RunRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _


def maak(journaal: Path, doel: Path) -> int:
    """Write the copy; how many lines it has. It only stays when it gets the same verdicts."""
    events, heel = read_journal(journaal)
    kopie = anoniem(events)
    _schrijf(doel, kopie)
    try:
        _controleer(events, read_journal(doel)[0], heel=heel)
    except BaseException:
        doel.unlink()
        raise
    return len(kopie)


def anoniem(events: list[Event]) -> list[Event]:
    """The lines with pseudonyms. Messages come first, so that names are known when texts are looked at."""
    namen = Pseudoniemen()
    berichten = {event.n: _bericht(namen, event) for event in events if event.soort == "bericht"}
    return [berichten.get(event.n) or _regel(namen, event) for event in events]


def _bericht(namen: Pseudoniemen, event: Event) -> Event:
    tekst = event.get("xml")
    raw = b64decode(event["base64"]) if tekst is None else str(tekst).encode()
    xml = namen.xml(raw)
    inhoud = {"base64": b64encode(xml).decode()} if tekst is None else {"xml": xml.decode()}
    mutatie = namen.data(event.get("mutatie") or {})
    som = hashlib.sha256(xml).hexdigest()
    return Event(event.n, event.soort, event.tijd, {**event.data, **inhoud, "sha256": som, "mutatie": mutatie})


def _regel(namen: Pseudoniemen, event: Event) -> Event:
    if event.soort != "run":
        return Event(event.n, event.soort, event.tijd, namen.data(event.data))
    sut = [{**s, "adres": _("weggelaten"), "naam": _("weggelaten"), "versie": ""} for s in event["sut"]]
    return Event(event.n, event.soort, event.tijd, {**event.data, "sut": sut})


def _schrijf(doel: Path, events: list[Event]) -> None:
    try:
        with doel.open("x", encoding="utf-8", newline="") as file:
            for event in events:
                line = {"n": event.n, "soort": event.soort, "tijd": event.tijd.isoformat(), **event.data}
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
    except FileExistsError as error:
        raise ConfigurationError(_("{path} bestaat al; kies met --uit een ander bestand.", path=doel)) from error
    except OSError as error:
        reden = waarom(error)
        raise ConfigurationError(_("Kan {path} niet schrijven: {reden}", path=doel, reden=reden)) from error


def _controleer(events: list[Event], kopie: list[Event], *, heel: bool) -> None:
    from ketentoets.suite.uitvoering import verslag

    if oordelen(verslag(events, heel=heel)) != oordelen(verslag(kopie, heel=heel)):
        raise HarnessFault(_("de kopie krijgt andere oordelen dan het journaal; zij is niet bewaard"))


def oordelen(run: RunRecord) -> list[Any]:
    """What must be the same: every verdict, with what was found where."""
    return [(s.id, s.rol, s.oordeel, s.bewijs, [_kern(f) for f in s.bevindingen]) for s in run.scenarios]


def _kern(finding: Finding) -> tuple[Any, ...]:
    return (finding.soort, finding.regel, finding.pad, finding.lijn, finding.retourcode, finding.gevolg)
