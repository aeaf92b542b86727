"""From a judged scenario to its record."""

import hashlib
from dataclasses import replace

from ketentoets.core.finding import Finding
from ketentoets.core.journal import Event
from ketentoets.core.record import EventRecord, MessageRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.schemas.vindplaats import regelbron
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.zaak import Zaak


def verslag(zaak: Zaak, events: list[Event], verdict: Verdict, reden: str) -> ScenarioRecord:
    """The record of a judged scenario, from which every report is made."""
    kop = zaak.kop
    eigen = [*zaak.bevindingen]
    harnas = [replace(f, gevolg=Verdict.FOUT) for f in zaak.harnas] if verdict is Verdict.FOUT else []
    bevindingen = tuple(_met_bron(f, zaak) for f in _uniek([*eigen, *harnas]))
    return ScenarioRecord(
        id=kop["id"],
        naam=kop["naam"],
        proces=kop["proces"],
        rol=kop["rol"],
        bron=tuple(kop["bron"]),
        regels=tuple(kop["regels"]),
        soorten=tuple(kop["soorten"]),
        oordeel=verdict,
        reden=reden,
        bevindingen=bevindingen,
        berichten=tuple(_berichtregel(zaak, kb) for kb in zaak.berichten),
        gebeurtenissen=tuple(gebeurtenissen(events)),
        bewijs=dict(sorted(zaak.bewijs.items())),
        standaard=kop["standaard"],
    )


def _met_bron(finding: Finding, zaak: Zaak) -> Finding:
    """Every finding says where its rule is written: in the standard, or where the scenario comes from."""
    if finding.bron:
        return finding
    return replace(finding, bron=regelbron(zaak.kop["standaard"], finding.regel) or ", ".join(zaak.kop["bron"]))


def _uniek(findings: list[Finding]) -> list[Finding]:
    """Each finding once: the same rule at the same element is said by whoever said it first."""
    seen: set[tuple[object, ...]] = set()
    unique = []
    for f in findings:
        key = (
            (f.regel, f.bericht_id, f.pad, f.gevonden) if f.pad else (f.soort, f.regel, f.bericht, f.verwacht, f.tekst)
        )
        if key not in seen:
            seen.add(key)
            unique.append(f)
    return unique


def _berichtregel(zaak: Zaak, kb: Ketenbericht) -> MessageRecord:
    termijn = next((v for v in zaak.boek.alle if v.vervuld is not None and v.vervuld.id == kb.id), None)
    aflevering = zaak.afleveringen.get(kb.id)
    moment = zaak.boek.moment(kb)
    return MessageRecord(
        id=kb.id,
        soort=kb.bericht.naam if kb.bericht and kb.bericht.soort else _("onleesbaar"),
        van=str(kb.van),
        naar=str(kb.naar),
        beschikbaar=kb.beschikbaar.isoformat(),
        ontvangen=kb.ontvangen.isoformat(),
        xml=kb.xml.decode("utf-8", "replace"),
        sha256=_sha256(kb.xml),
        uitkomst=aflevering["uitkomst"] if aflevering else _("niet afgeleverd"),
        antwoord_op=zaak.antwoord_op.get(kb.id, ""),
        uiterlijk=termijn.termijn.moment.isoformat() if termijn else "",
        te_laat=bool(termijn and termijn.termijn.is_late(moment)),
        mutatie=kb.mutatie,
        n=kb.n,
    )


def gebeurtenissen(events: list[Event]) -> list[EventRecord]:
    """The lines between the messages: steps, orders and disturbances."""
    lines = []
    for event in events:
        if event.soort == "stap":
            lines.append(EventRecord("stap", event.tijd.isoformat(), event["tekst"], n=event.n))
        elif event.soort == "opdracht":
            tekst = _("opdracht {naam}: {uitkomst}", naam=event["naam"], uitkomst=event["uitkomst"])
            tekst += f" ({event['reden']})" if event["reden"] else ""
            lines.append(EventRecord("opdracht", event.tijd.isoformat(), tekst, event["partij"], event.n))
        elif event.soort == "storing":
            lines.append(EventRecord("storing", event.tijd.isoformat(), event["reden"], n=event.n))
    return lines


def _sha256(xml: bytes) -> str:
    return hashlib.sha256(xml).hexdigest()
