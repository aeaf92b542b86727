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
from ketentoets.transports.base import Rol

VOLGORDE = "8214"
_PERIODE = "Declaratie/DeclaratiePeriode/Begindatum"


def met_samenloop(record: ScenarioRecord, events: list[Event], alle: Iterable[Event]) -> ScenarioRecord:
    """The record of a scenario of a session; undecided when another one explains what came."""
    spoor = events[0].get("spoor")
    if spoor is None or record.oordeel is not Verdict.GEZAKT:
        return record
    own = [Ketenbericht.uit(e) for e in events if e.soort == "bericht"]
    others = [e for e in alle if e.get("spoor") not in {None, spoor}]
    reden = _latere_maand(own, others) or _meegedeclareerd(events[0], own, others)
    return replace(record, oordeel=Verdict.ONBESLIST, reden=reden, bevindingen=()) if reden else record


def _latere_maand(own: list[Ketenbericht], others: list[Event]) -> str:
    """Whether a claim was refused because another scenario had claimed a later month."""
    refused = [kb for kb in own if kb.soort == "325" and VOLGORDE in _codes(kb.bericht)]
    if not refused:
        return ""
    last = refused[-1]
    asked = max((_periode(kb) for kb in own if kb.soort == "323" and kb.n < last.n), default="")
    claims = (e for e in others if e.soort == "bericht" and e["bericht"] == "323" and e.n < last.n)
    if not any(_periode(Ketenbericht.uit(e)) > asked for e in claims):
        return ""
    return _("retourcode {code}: een ander scenario van deze sessie declareerde al een latere maand", code=VOLGORDE)


def _meegedeclareerd(kop: Event, own: list[Ketenbericht], others: list[Event]) -> str:
    """Whether the provider under test claimed what another scenario had it deliver."""
    sut = Rol(kop["rol"])
    claims = [kb for kb in own if kb.soort == "323" and kb.van is sut]
    if not claims:
        return ""
    delivered = {e["spoor"] for e in others if e.soort == "opdracht" and e["naam"] == "lever" and e.n < claims[-1].n}
    foreign = {bsn for e in others if e.soort == "scenario" and e["spoor"] in delivered for bsn in e["clienten"]}
    foreign -= set(kop["clienten"])
    if not any(foreign & {node.text for node in kb.root.every("Bsn")} for kb in claims if kb.root):
        return ""
    return _("de declaratie bevat ook zorg die in een ander scenario van deze sessie is geleverd")


def _codes(bericht: Bericht | None) -> set[str]:
    return {node.text for node in bericht.root.every("RetourCode")} if bericht else set()


def _periode(kb: Ketenbericht) -> str:
    return kb.root.get(_PERIODE) if kb.root else ""
