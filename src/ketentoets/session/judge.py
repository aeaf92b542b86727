"""The judge: a pure function from the lines of one scenario to its verdict.

It knows only the journal and the profile. It shares no code with the reference actors that
decides an outcome; both read the same model of the standard.
"""

import re

from ketentoets.core.calendar import AMSTERDAM, moment_text
from ketentoets.core.finding import Finding
from ketentoets.core.journal import Event
from ketentoets.core.message import Bericht
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict, roll_up
from ketentoets.fixtures.profiel import Profiel
from ketentoets.schemas.rules.antwoord304 import check_304
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import apply, catalogue
from ketentoets.schemas.rules.feiten import AFGEWEZEN, lees_prestaties
from ketentoets.schemas.rules.reactie import GOED
from ketentoets.schemas.rules.voorschrift import Voorschrift, check_325, check_return, prescribe
from ketentoets.schemas.standaard import heen_van, standaard_van
from ketentoets.schemas.validator import level1
from ketentoets.schemas.vorm import codering
from ketentoets.session import afspraken_303, meldingen, verwachtingen
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.keten import BERICHTDATUM, WERKELIJK
from ketentoets.session.stilte import in_stilte
from ketentoets.session.verloop import CLAIMS
from ketentoets.session.verplichtingen import Verplichting, Verplichtingen
from ketentoets.session.verslag import verslag
from ketentoets.session.verwachtingen import KOMT_NIET, Verwachting
from ketentoets.session.zaak import Zaak
from ketentoets.transports.base import Rol

STANDAARDREGEL = re.compile(r"(?:TR|CS|CD)[0-9]{3}$|RC[0-9]{4}$")
"""Rules that the rule engine itself gives evidence for."""
AFSPRAAKREGEL = re.compile(r"(?:OP|IV)[0-9]{3}(?:x[0-9])?$")
"""Rules of process and instructions, shown by the expectations of the scenario."""
ANTWOORDEN = frozenset({"304", "325"})
"""On these nobody answers."""
FACTUREN = frozenset({"303", "304"})
"""Their Header names the parties in another way."""
VERWACHTING = "verwachting"
"""The evidence of an expectation that names no rule, in a scenario that names none."""


def contract_van(profiel: Profiel) -> Contract:
    """The contract of a profile as the rules know it."""
    tarieven = tuple(
        Tarief(p.code, t.eenheid, t.eurocent, t.van, *((t.tot,) if t.tot else ()))
        for p in profiel.contract.values()
        for t in p.tarieven
    )
    vreemd = {p.code: p.categorie for p in profiel.buiten_contract.values()}
    eenmalig = tuple(
        Tarief(p.code, t.eenheid, t.eurocent, profiel.tijdvak(periode).begin, profiel.tijdvak(periode).eind)
        for p, t, periode in profiel.eenmalige_tarieven()
    )
    return Contract((*eenmalig, *tarieven), {**vreemd, **{p.code: p.categorie for p in profiel.contract.values()}})


def oordeel_scenario(events: list[Event], profiel: Profiel, modus: str) -> ScenarioRecord:
    """Judge one scenario from its lines; the first line is its 'scenario' line."""
    kop = events[0]
    zaak = Zaak(Rol(kop["rol"]), profiel, Verplichtingen(profiel, modus), kop, contract_van(profiel))
    for event in events:
        _volg(zaak, event)
        zaak.boek.volg(event)
    _termijnen(zaak, _laatste(events))
    _verwachtingen(zaak, events)
    storing = next((e for e in events if e.soort == "storing"), None)
    verdict, reden = _oordeel(zaak, storing, _open(events))
    return verslag(zaak, events, verdict, reden)


def _laatste(events: list[Event]) -> Event:
    """The last line that something happened in: a session also notes when it looked, and what it waits for."""
    return next(e for e in reversed(events) if e.soort not in {"klok", "wacht"})


def _open(events: list[Event]) -> str:
    """Why the scenario has no end yet; '' when it has one."""
    if any(e.soort == "einde" for e in events):
        return ""
    wacht = events[-1] if events[-1].soort == "wacht" else None
    return _("nog niet af: {reden}", reden=wacht["reden"]) if wacht else _("het scenario is afgebroken")


def _volg(zaak: Zaak, event: Event) -> None:
    if event.soort == "bericht":
        kb = Ketenbericht.uit(event)
        zaak.berichten.append(kb)
        _bericht(zaak, kb)
    elif event.soort == "aflevering":
        eerder = zaak.afleveringen.get(event["id"])
        zaak.afleveringen[event["id"]] = event
        kb = next(k for k in zaak.berichten if k.id == event["id"])
        _aflevering(zaak, kb, event, eerder)


def _bericht(zaak: Zaak, kb: Ketenbericht) -> None:
    bericht, findings = level1(kb.xml)
    zaak.geldig[kb.id] = not findings
    if kb.van is zaak.sut:
        zaak.bewijs["XSD"] += 1
        if kb.gemaskeerd:
            zaak.meld(kb, [meldingen.vreemd_bsn(kb)])
        zaak.meld(kb, codering(kb.xml, bericht))
    if findings or bericht is None:
        if not _gepland(kb, 1):
            zaak.meld(kb, findings)
        elif bericht is not None and not _schendt_formaat(kb, bericht, findings):
            zaak.harnas.append(meldingen.mislukte_mutatie(kb, kb.mutatie["regel"]))
        return
    verwacht = standaard_van(zaak.kop["standaard"], kb.soort)
    if bericht.standaard != verwacht:
        zaak.meld(kb, [meldingen.andere_release(bericht, verwacht)])
    zaak.meld(kb, in_stilte(kb, zaak.profiel))
    if not heen_van(kb.soort) or kb.soort == "304":
        if kb.van is zaak.sut and kb.soort != "304":  # that one says who was in the 303
            zaak.meld(kb, meldingen.andere_partijen(kb, bericht, zaak.profiel))
        _regels(zaak, kb, bericht)
    if heen_van(kb.soort) or kb.soort == "325":
        _antwoord(zaak, kb, bericht)


def _context(zaak: Zaak, kb: Ketenbericht, bericht: Bericht) -> Context:
    nu = kb.ontvangen.astimezone(AMSTERDAM).date()
    return Context(bericht, administratie=zaak.administratie, nu=nu, contract=zaak.contract)


def _regels(zaak: Zaak, kb: Ketenbericht, bericht: Bericht) -> None:
    context = _context(zaak, kb, bericht)
    outcome = apply(context)
    zaak.bewijs.update({rule: n for rule, n in outcome.evidence.items() if n})
    findings = [f for f in outcome.findings if not _gepland(kb, 0)]
    zaak.meld(kb, findings)
    planned = kb.mutatie.get("regel", "")
    if planned == "XSD" or (planned and planned not in outcome.broken):
        zaak.harnas.append(meldingen.mislukte_mutatie(kb, planned))
    if kb.soort == "303":
        _factuur(zaak, kb, context)
    elif kb.soort not in ANTWOORDEN:
        zaak.voorschriften[kb.id] = (kb, prescribe(context))


def _factuur(zaak: Zaak, kb: Ketenbericht, context: Context) -> None:
    """A 303 is also judged by what the region agreed; a fault that was planted is no fault of its sender."""
    afwijkend = _afwijkingen(zaak, kb, context)
    zaak.voorschriften[kb.id] = (kb, afspraken_303.met_afspraken(prescribe(context), afwijkend, context.bericht))
    eerst = afspraken_303.eerst_te_crediteren(context.bericht, zaak.profiel, zaak.administratie)
    if kb.mutatie.get("regel") == "" and zaak.voorschriften[kb.id][1].kind == GOED:
        zaak.harnas.append(meldingen.mislukte_mutatie(kb, _("van deze regio")))
    if not kb.mutatie:
        zaak.meld(kb, [a.als_bevinding(context.bericht) for a in (*afwijkend, *eerst)])


def _afwijkingen(zaak: Zaak, kb: Ketenbericht, context: Context) -> list[afspraken_303.Afwijking]:
    """What a 303 does not keep of the agreements; whether it came in time is a matter of its receipt alone."""
    ontvangen = kb.ontvangen.astimezone(AMSTERDAM).date()
    return afspraken_303.afwijkingen(context.bericht, zaak.profiel, context.admin, ontvangen)


def _gepland(kb: Ketenbericht, niveau: int) -> bool:
    """Whether a message is wrong on purpose; at level 1 only when no rule of a higher level was meant."""
    return bool(kb.mutatie) and (niveau != 1 or kb.mutatie.get("regel") == "" or kb.mutatie.get("niveau") == 1)


def _schendt_formaat(kb: Ketenbericht, bericht: Bericht, findings: list[Finding]) -> bool:
    """Whether the schema rejects the element of the planned rule; any element when no rule was meant."""
    regel = kb.mutatie.get("regel", "")
    rules = [rule for rule in catalogue() if rule.code == regel]
    paden = {node.path for rule in rules for node in rule.zoek(Context(bericht))}
    return not rules or any(finding.pad in paden for finding in findings)


def _antwoord(zaak: Zaak, kb: Ketenbericht, bericht: Bericht) -> None:
    heen = _heen(zaak, kb, bericht)
    if heen is None:
        zaak.meld(kb, [meldingen.zonder_aanleiding(bericht)])
        return
    vraag, voorschrift = heen
    if vraag.id in zaak.antwoord_op.values():
        zaak.meld(kb, [meldingen.nog_een_antwoord(bericht, vraag)])
    zaak.antwoord_op[kb.id] = vraag.id
    findings = _antwoordfouten(zaak, vraag, bericht, voorschrift)
    if findings and vraag.soort in CLAIMS:
        findings = _fouten_op_elk_moment(zaak, vraag, kb, findings)
    zaak.meld(kb, findings)
    zaak.verloop.volg(kb)


def _antwoordfouten(zaak: Zaak, vraag: Ketenbericht, bericht: Bericht, voorschrift: Voorschrift) -> list[Finding]:
    assert vraag.bericht is not None  # noqa: S101 - only parsed messages have a prescription
    if bericht.soort == "304":
        return check_304(vraag.bericht, bericht, voorschrift, _vrij(zaak, vraag.bericht))
    check = check_325 if bericht.soort == "325" else check_return
    return check(vraag.bericht, bericht, voorschrift)


def _fouten_op_elk_moment(
    zaak: Zaak, vraag: Ketenbericht, kb: Ketenbericht, bij_ontvangst: list[Finding]
) -> list[Finding]:
    """What is wrong with the answer to a claim, unless it is right by what was known at some later moment (OP080)."""
    assert vraag.bericht is not None and kb.bericht is not None  # noqa: S101 - both were parsed
    for administratie, dag in zaak.verloop.na(vraag, kb):
        context = Context(vraag.bericht, administratie=administratie, nu=dag, contract=zaak.contract)
        voorschrift = prescribe(context)
        if vraag.soort == "303":
            voorschrift = afspraken_303.met_afspraken(voorschrift, _afwijkingen(zaak, vraag, context), vraag.bericht)
        if not _antwoordfouten(zaak, vraag, kb.bericht, voorschrift):
            return []
    return bij_ontvangst


def _vrij(zaak: Zaak, heen: Bericht) -> frozenset[str]:
    """The credits in a 303 of lines of which nothing was awarded."""
    boek = zaak.administratie.facturen
    lines = [p for _node, p in lees_prestaties(heen) if p.credit]
    refused = (p for p in lines if any(d.status == AFGEWEZEN for d in boek.regels(p.aanbieder, p.vorige)))
    return frozenset(p.referentie for p in refused)


def _heen(zaak: Zaak, kb: Ketenbericht, bericht: Bericht) -> tuple[Ketenbericht, Voorschrift] | None:
    pad = "DeclaratieIdentificatie" if kb.soort == "325" else "BerichtIdentificatie"
    wanted = "323" if kb.soort == "325" else heen_van(kb.soort)
    ident = bericht.identificatie if kb.soort == "304" else bericht.root.get(f"Header/{pad}/Identificatie")
    answered = set(zaak.antwoord_op.values())
    matches: list[tuple[Ketenbericht, Voorschrift]] = [
        (vraag, v)
        for vraag, v in zaak.voorschriften.values()
        if vraag.soort == wanted and vraag.bericht and vraag.bericht.identificatie == ident and vraag.naar is kb.van
    ]
    waiting = [m for m in matches if m[0].id not in answered]
    if waiting:
        return waiting[0]
    return matches[-1] if matches else None


def _aflevering(zaak: Zaak, kb: Ketenbericht, event: Event, eerder: Event | None) -> None:
    """What the receiver said; a message that was laid down was processed then, whatever is said later."""
    uitkomst = event["uitkomst"]
    if kb.naar is zaak.sut:
        _ontvangst_door_sut(zaak, kb, uitkomst, event["reden"])
    heenbericht = not heen_van(kb.soort) and kb.soort != "325"
    verwerkt = eerder is not None and eerder["uitkomst"] == "neergelegd"
    telt = uitkomst in {"aangenomen", "neergelegd"} and not verwerkt
    if telt and heenbericht and zaak.geldig[kb.id] and kb.bericht is not None:
        zaak.verloop.volg(kb)


def _ontvangst_door_sut(zaak: Zaak, kb: Ketenbericht, uitkomst: str, reden: str) -> None:
    geldig = zaak.geldig[kb.id]
    if uitkomst == "neergelegd":
        return
    zaak.bewijs["niveau-1"] += 1
    if not geldig and kb.mutatie.get("niveau") == 1:
        zaak.bewijs[kb.mutatie["regel"]] += 1
    naam = kb.bericht.naam if kb.bericht else kb.soort
    if geldig and uitkomst != "aangenomen":
        tekst = _("Het systeem weigert een geldig {naam}: {reden}", naam=naam, reden=reden or uitkomst)
        verwacht, gevonden = _("aangenomen (202)"), _("{uitkomst}", uitkomst=uitkomst)
    elif not geldig and uitkomst == "aangenomen":
        tekst = _("Het systeem neemt een {naam} aan dat niet aan het schema voldoet.", naam=naam)
        verwacht, gevonden = _("geweigerd (400)"), _("aangenomen (202)")
    else:
        return
    zaak.bevindingen.append(
        Finding("aflevering", tekst, regel="XSD", bron="koppelvlak POST /berichten", niveau=1, bericht=naam,
                bericht_id=kb.id, verwacht=verwacht, gevonden=gevonden)
    )  # fmt: skip


def _termijnen(zaak: Zaak, laatste: Event) -> None:
    for v in zaak.boek.alle:
        finding = _termijn(zaak, v, laatste)
        if v.wie is zaak.sut and (finding or v.vervuld):
            zaak.bewijs[v.regel] += 1
        if finding is None:
            continue
        if v.wie is zaak.sut:
            zaak.bevindingen.append(finding)
        else:
            zaak.harnas.append(finding)


def _te_laat_gevraagd(zaak: Zaak, v: Verplichting) -> bool:
    """Whether in real time the scenario took so long that the term it is about could not be tried."""
    return v.te_laat_gegeven and zaak.boek.modus == WERKELIJK


def _termijn(zaak: Zaak, v: Verplichting, laatste: Event) -> Finding | None:
    if v.vervallen:
        return None
    domein = zaak.profiel.domein
    if v.vervuld is not None:
        moment = zaak.boek.moment(v.vervuld)
        return meldingen.te_laat(v, moment_text(moment), v.vervuld, domein) if v.termijn.is_late(moment) else None
    if zaak.boek.modus == BERICHTDATUM:
        return meldingen.niet_gezien(v, domein)
    return meldingen.te_laat(v, "", None, domein) if laatste.tijd > v.termijn.moment else None


def _verwachtingen(zaak: Zaak, events: list[Event]) -> None:
    gemeld = {
        s for v in zaak.boek.alle if v.wie is zaak.sut and v.vervuld is None and not v.vervallen for s in v.soorten
    }
    gemeld = gemeld if any(f.soort.startswith("termijn.") for f in zaak.bevindingen) else set()
    own_rules = [r for r in zaak.kop["regels"] if AFSPRAAKREGEL.match(r) or not STANDAARDREGEL.match(r)]
    for event in _te_oordelen(events):
        v = Verwachting.uit(event["verwachting"])
        findings = list(verwachtingen.oordeel(v, _tot_dan(zaak, v, event), gemeld, zaak.profiel.domein))
        if v.van is zaak.sut:
            zaak.bewijs.update([*own_rules, v.regel] if v.regel else own_rules or [VERWACHTING])
            zaak.bevindingen.extend(findings)
        else:
            zaak.harnas.extend(findings)


def _te_oordelen(events: list[Event]) -> list[Event]:
    """The expectations that can be judged; not the last one of a scenario that still waits."""
    found = [e for e in events if e.soort == "verwachting"]
    return found[:-1] if events[-1].soort == "wacht" else found


def _tot_dan(zaak: Zaak, v: Verwachting, event: Event) -> list[Ketenbericht]:
    """The messages that count: for 'komt niet' those relayed before it was said, when the clock is ours.

    What the next sentence sets off at the same moment of the clock is no breach of this one.
    """
    if v.soort != KOMT_NIET or zaak.boek.modus == BERICHTDATUM:
        return zaak.berichten
    return [kb for kb in zaak.berichten if kb.n < event.n]


def _oordeel(zaak: Zaak, storing: Event | None, nog_open: str) -> tuple[Verdict, str]:
    if storing is not None and storing["oordeel"] == Verdict.NIET_VAN_TOEPASSING:
        return Verdict.NIET_VAN_TOEPASSING, storing["reden"]
    own = [f.gevolg for f in zaak.bevindingen]
    if storing is not None:
        verdict = roll_up([*own, Verdict(storing["oordeel"])])
        return verdict, storing["reden"]
    if nog_open:
        return roll_up([*own, Verdict.ONBESLIST]), nog_open
    return _oordeel_compleet(zaak, own)


def _oordeel_compleet(zaak: Zaak, own: list[Verdict]) -> tuple[Verdict, str]:
    """A fault that was not planted after all makes all that follows meaningless, and blames nobody else."""
    if mislukt := [f for f in zaak.harnas if f.soort == "mutatie"]:
        eerder = _eerder_gezakt(zaak, mislukt[0].bericht_id)
        return (Verdict.GEZAKT, "") if eerder else (Verdict.FOUT, mislukt[0].tekst)
    if own:
        return roll_up(own), ""
    if any(_te_laat_gevraagd(zaak, v) for v in zaak.boek.alle):
        return Verdict.ONBESLIST, _("een opdracht kwam pas toen de termijn al voorbij was: het scenario duurde te lang")
    return _door_harnas(zaak, _harnasfouten(zaak)) or _bewezen(zaak)


def _door_harnas(zaak: Zaak, harnas: list[Finding]) -> tuple[Verdict, str] | None:
    """What the faults of the harness itself make of the verdict; None without any."""
    if zaak.boek.modus == WERKELIJK and any(f.soort.startswith("termijn.") for f in harnas):
        return Verdict.ONBESLIST, _("de sessie is niet op tijd vervolgd, waardoor ketentoets zelf te laat antwoordde")
    if any(f.gevolg is Verdict.ONBESLIST for f in harnas):
        reden = _("het werkmoment waarop ketentoets zelf antwoordt kwam niet: de klok kan niet worden verzet")
        return Verdict.ONBESLIST, reden
    if harnas:
        return Verdict.FOUT, _("het harnas hield zich zelf niet aan de regels: {tekst}", tekst=harnas[0].tekst)
    return None


def _eerder_gezakt(zaak: Zaak, bericht_id: str) -> bool:
    """Whether the system had gone wrong before this message: then the story is no longer the one it was."""
    regel = {kb.id: kb.n for kb in zaak.berichten}
    tot = next((kb for kb in zaak.berichten if kb.id == bericht_id), None)
    if tot is None:
        return False
    bevonden = any(f.gevolg is Verdict.GEZAKT and regel.get(f.bericht_id, tot.n) < tot.n for f in zaak.bevindingen)
    gemist = any(v.wie is zaak.sut and v.open and v.termijn.moment < tot.beschikbaar for v in zaak.boek.alle)
    return bevonden or (gemist and bool(zaak.bevindingen))


def _harnasfouten(zaak: Zaak) -> list[Finding]:
    """What the harness did wrong itself; after a planted fault only that the fault is not one."""
    geplant = any(kb.mutatie for kb in zaak.berichten)
    return [f for f in zaak.harnas if not geplant or f.soort == "mutatie"]


def _bewezen(zaak: Zaak) -> tuple[Verdict, str]:
    """A pass needs evidence: of something at all, and of every rule the scenario names."""
    if not zaak.bewijs and any(a["uitkomst"] == "neergelegd" for a in zaak.afleveringen.values()):
        return Verdict.ONBESLIST, _("het systeem zei niets over wat er voor hem is neergelegd")
    if not zaak.bewijs:
        return Verdict.FOUT, _("geen enkele controle heeft iets bekeken")
    named = [r for r in zaak.kop["regels"] if STANDAARDREGEL.match(r) or AFSPRAAKREGEL.match(r)]
    silent = [r for r in named if not zaak.bewijs[r]]
    if silent:
        return Verdict.ONBESLIST, _("niet aan bod gekomen: {regels}", regels=", ".join(silent))
    return Verdict.GESLAAGD, ""
