"""What scenarios that share a tested system do to each other; where that is so, nobody is blamed for it.

A municipality keeps the claims of a provider in order of their months (TR318, code 8214). In a session the
claims of several scenarios reach one administration, so a claim over an earlier month can be refused there
with reason, which the scenario on its own cannot know.
"""

from collections.abc import Iterable
from dataclasses import replace

from ketentoets.core.journal import Event
from ketentoets.core.message import Bericht
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.session.berichten import Ketenbericht

VOLGORDE = "8214"
_PERIODE = "Declaratie/DeclaratiePeriode/Begindatum"


def met_samenloop(record: ScenarioRecord, events: list[Event], alle: Iterable[Event]) -> ScenarioRecord:
    """The record of a scenario of a session; undecided when another one's claim explains what came back."""
    spoor = events[0].get("spoor")
    if spoor is None or record.oordeel is not Verdict.GEZAKT:
        return record
    own = [Ketenbericht.uit(e) for e in events if e.soort == "bericht"]
    refused = [kb for kb in own if kb.soort == "325" and VOLGORDE in _codes(kb.bericht)]
    if not refused:
        return record
    last = refused[-1]
    asked = max((_periode(kb) for kb in own if kb.soort == "323" and kb.n < last.n), default="")
    others = (e for e in alle if e.soort == "bericht" and e.n < last.n and e.get("spoor") != spoor)
    later = (kb for e in others if e["bericht"] == "323" and _periode(kb := Ketenbericht.uit(e)) > asked)
    if next(later, None) is None:
        return record
    reden = _("retourcode {code}: een ander scenario van deze sessie declareerde al een latere maand", code=VOLGORDE)
    return replace(record, oordeel=Verdict.ONBESLIST, reden=reden, bevindingen=())


def _codes(bericht: Bericht | None) -> set[str]:
    return {node.text for node in bericht.root.every("RetourCode")} if bericht else set()


def _periode(kb: Ketenbericht) -> str:
    return kb.root.get(_PERIODE) if kb.root else ""
