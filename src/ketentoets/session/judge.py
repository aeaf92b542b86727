"""The judge: a pure function from the lines of one scenario to its verdict.

It knows only the journal and the profile. It shares no code with the reference actors that
decides an outcome; both read the same model of the standard.
"""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from ketentoets.core.calendar import AMSTERDAM, moment_text
from ketentoets.core.finding import Finding
from ketentoets.core.journal import Event
from ketentoets.core.message import Bericht
from ketentoets.core.record import EventRecord, MessageRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict, roll_up
from ketentoets.fixtures.profiel import Profiel
from ketentoets.schemas.administratie import Administratie
from ketentoets.schemas.rules.context import Context, Contract, Tarief
from ketentoets.schemas.rules.engine import apply
from ketentoets.schemas.rules.voorschrift import Voorschrift, check_325, check_return, prescribe
from ketentoets.schemas.standaard import heen_van
from ketentoets.schemas.validator import level1
from ketentoets.session import verwachtingen
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.verplichtingen import Verplichting, Verplichtingen
from ketentoets.session.verwachtingen import Verwachting
from ketentoets.transports.base import Rol

STANDAARDREGEL = re.compile(r"(?:TR|CS|CD)[0-9]{3}$")
"""Rules that the rule engine itself gives evidence for."""
AFSPRAAKREGEL = re.compile(r"(?:OP|IV)[0-9]{3}(?:x[0-9])?$")
"""Rules of process and instructions, shown by the expectations of the scenario."""


def contract_van(profiel: Profiel) -> Contract:
    """The contract of a profile as the rules know it."""
    tarieven = tuple(
        Tarief(p.code, t.eenheid, t.eurocent, t.van, *((t.tot,) if t.tot else ()))
        for p in profiel.contract.values()
        for t in p.tarieven
    )
    vreemd = {p.code: p.categorie for p in profiel.buiten_contract.values()}
    return Contract(tarieven, {**vreemd, **{p.code: p.categorie for p in profiel.contract.values()}})


@dataclass
class _Zaak:
    """One scenario while it is being judged."""

    sut: Rol
    profiel: Profiel
    boek: Verplichtingen
    kop: Event
    contract: Contract
    administratie: Administratie = field(default_factory=Administratie)
    berichten: list[Ketenbericht] = field(default_factory=list)
    afleveringen: dict[str, Event] = field(default_factory=dict)
    voorschriften: dict[str, tuple[Ketenbericht, Voorschrift]] = field(default_factory=dict)
    geldig: dict[str, bool] = field(default_factory=dict)
    bevindingen: list[Finding] = field(default_factory=list)
    harnas: list[Finding] = field(default_factory=list)
    bewijs: Counter[str] = field(default_factory=Counter)
    antwoord_op: dict[str, str] = field(default_factory=dict)

    def meld(self, kb: Ketenbericht, findings: list[Finding]) -> None:
        """Put findings on the account of the SUT, or of the harness when its own message is wrong."""
        named = [replace(f, bericht_id=f.bericht_id or kb.id) for f in findings]
        if kb.van is self.sut:
            self.bevindingen.extend(named)
        else:
            self.harnas.extend(named)


def oordeel_scenario(events: list[Event], profiel: Profiel, modus: str) -> ScenarioRecord:
    """Judge one scenario from its lines; the first line is its 'scenario' line."""
    kop = events[0]
    zaak = _Zaak(Rol(kop["rol"]), profiel, Verplichtingen(profiel, modus), kop, contract_van(profiel))
    for event in events:
        _volg(zaak, event)
        zaak.boek.volg(event)
    _termijnen(zaak, events[-1])
    _verwachtingen(zaak, events)
    storing = next((e for e in events if e.soort == "storing"), None)
    compleet = any(e.soort == "einde" for e in events)
    verdict, reden = _oordeel(zaak, storing, compleet)
    return _verslag(zaak, events, verdict, reden)


def _volg(zaak: _Zaak, event: Event) -> None:
    if event.soort == "bericht":
        kb = Ketenbericht.uit(event)
        zaak.berichten.append(kb)
        _bericht(zaak, kb)
    elif event.soort == "aflevering":
        zaak.afleveringen[event["id"]] = event
        kb = next(k for k in zaak.berichten if k.id == event["id"])
        _aflevering(zaak, kb, event)


def _bericht(zaak: _Zaak, kb: Ketenbericht) -> None:
    bericht, findings = level1(kb.xml)
    zaak.geldig[kb.id] = not findings
    if kb.van is zaak.sut:
        zaak.bewijs["XSD"] += 1
        if kb.gemaskeerd:
            zaak.meld(kb, [_vreemd_bsn(kb)])
    if findings or bericht is None:
        if not _gepland(kb, 1):
            zaak.meld(kb, findings)
        return
    if bericht.standaard != zaak.kop["standaard"]:
        zaak.meld(kb, [_andere_release(zaak, bericht)])
    if not heen_van(kb.soort):
        _regels(zaak, kb, bericht)
    if heen_van(kb.soort) or kb.soort == "325":
        _antwoord(zaak, kb, bericht)


def _context(zaak: _Zaak, kb: Ketenbericht, bericht: Bericht) -> Context:
    nu = kb.ontvangen.astimezone(AMSTERDAM).date()
    return Context(bericht, administratie=zaak.administratie, nu=nu, contract=zaak.contract)


def _regels(zaak: _Zaak, kb: Ketenbericht, bericht: Bericht) -> None:
    context = _context(zaak, kb, bericht)
    outcome = apply(context)
    zaak.bewijs.update({rule: n for rule, n in outcome.evidence.items() if n})
    findings = [f for f in outcome.findings if not _gepland(kb, 0)]
    zaak.meld(kb, findings)
    planned = kb.mutatie.get("regel", "")
    if planned == "XSD" or (planned and planned not in outcome.broken):
        zaak.harnas.append(_mislukte_mutatie(kb, planned))
    if kb.soort != "325":
        zaak.voorschriften[kb.id] = (kb, prescribe(context))


def _gepland(kb: Ketenbericht, niveau: int) -> bool:
    """Whether a message is wrong on purpose; at level 1 only when no rule of a higher level was meant."""
    return bool(kb.mutatie) and (niveau != 1 or kb.mutatie.get("regel") in {"", "XSD"})


def _antwoord(zaak: _Zaak, kb: Ketenbericht, bericht: Bericht) -> None:
    heen = _heen(zaak, kb, bericht)
    if heen is None:
        zaak.meld(kb, [_zonder_aanleiding(bericht)])
        return
    vraag, voorschrift = heen
    zaak.antwoord_op[kb.id] = vraag.id
    assert vraag.bericht is not None  # noqa: S101 - only parsed messages have a prescription
    check = check_325 if kb.soort == "325" else check_return
    findings = check(vraag.bericht, bericht, voorschrift)
    zaak.meld(kb, findings)
    zaak.administratie.verwerk_antwoord(bericht)


def _heen(zaak: _Zaak, kb: Ketenbericht, bericht: Bericht) -> tuple[Ketenbericht, Voorschrift] | None:
    pad = "DeclaratieIdentificatie" if kb.soort == "325" else "BerichtIdentificatie"
    wanted = "323" if kb.soort == "325" else heen_van(kb.soort)
    ident = bericht.root.get(f"Header/{pad}/Identificatie")
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


def _aflevering(zaak: _Zaak, kb: Ketenbericht, event: Event) -> None:
    uitkomst = event["uitkomst"]
    if kb.naar is zaak.sut:
        _ontvangst_door_sut(zaak, kb, uitkomst, event["reden"])
    heenbericht = not heen_van(kb.soort) and kb.soort != "325"
    if uitkomst == "aangenomen" and heenbericht and zaak.geldig[kb.id] and kb.bericht is not None:
        zaak.administratie.verwerk(kb.bericht)


def _ontvangst_door_sut(zaak: _Zaak, kb: Ketenbericht, uitkomst: str, reden: str) -> None:
    geldig = zaak.geldig[kb.id]
    zaak.bewijs["niveau-1"] += 1
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


def _termijnen(zaak: _Zaak, laatste: Event) -> None:
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


def _termijn(zaak: _Zaak, v: Verplichting, laatste: Event) -> Finding | None:
    if v.vervallen:
        return None
    if v.vervuld is not None:
        moment = zaak.boek.moment(v.vervuld)
        return _te_laat(v, moment_text(moment), v.vervuld) if v.termijn.is_late(moment) else None
    if zaak.boek.modus != "virtueel":
        return _niet_gezien(v)
    return _te_laat(v, "", None) if laatste.tijd > v.termijn.moment else None


def _te_laat(v: Verplichting, gekomen: str, kb: Ketenbericht | None) -> Finding:
    uiterlijk = moment_text(v.termijn.moment)
    soorten = _(" of ").join(f"JW{s}" for s in v.soorten)
    if kb is None:
        tekst = _(
            "De {wie} stuurde {wat} niet; het moest er uiterlijk {uiterlijk} zijn.",
            wie=v.wie,
            wat=v.wat,
            uiterlijk=uiterlijk,
        )
    else:
        tekst = _(
            "De {wie} stuurde {wat} te laat: {gekomen}, uiterlijk {uiterlijk}.",
            wie=v.wie, wat=v.wat, gekomen=gekomen, uiterlijk=uiterlijk,
        )  # fmt: skip
    return Finding(
        soort="termijn.te-laat" if kb else "termijn.ontbreekt",
        tekst=tekst,
        regel=v.regel,
        bron=v.bron,
        bericht=kb.bericht.naam if kb and kb.bericht else soorten,
        bericht_id=kb.id if kb else "",
        verwacht=_("{soort} uiterlijk {uiterlijk}", soort=soorten, uiterlijk=uiterlijk),
        gevonden=gekomen or _("niet ontvangen"),
        termijn=_rekensom(v, gekomen),
    )


def _rekensom(v: Verplichting, gekomen: str) -> dict[str, Any]:
    return {
        "start": moment_text(v.termijn.start),
        "termijn": str(v.termijn.term),
        "uiterlijk": moment_text(v.termijn.moment),
        "gekomen": gekomen,
        "geteld": [d.isoformat() for d in v.termijn.counted],
        "overgeslagen": [[d.isoformat(), why] for d, why in v.termijn.skipped],
    }


def _niet_gezien(v: Verplichting) -> Finding:
    return Finding(
        soort="termijn.niet-te-bewijzen",
        tekst=_(
            "Binnen de wachttijd kwam {wat} niet. Zonder klok in het systeem is niet te zeggen of het te laat is.",
            wat=v.wat,
        ),
        regel=v.regel,
        bron=v.bron,
        bericht=_(" of ").join(f"JW{s}" for s in v.soorten),
        verwacht=_("uiterlijk {uiterlijk}", uiterlijk=moment_text(v.termijn.moment)),
        gevonden=_("nog niet ontvangen"),
        termijn=_rekensom(v, ""),
        gevolg=Verdict.ONBESLIST,
    )


def _verwachtingen(zaak: _Zaak, events: list[Event]) -> None:
    gemeld = {
        s for v in zaak.boek.alle if v.wie is zaak.sut and v.vervuld is None and not v.vervallen for s in v.soorten
    }
    gemeld = gemeld if any(f.soort.startswith("termijn.") for f in zaak.bevindingen) else set()
    own_rules = [r for r in zaak.kop["regels"] if AFSPRAAKREGEL.match(r) or not STANDAARDREGEL.match(r)]
    for event in events:
        if event.soort != "verwachting":
            continue
        v = Verwachting.uit(event["verwachting"])
        findings = list(verwachtingen.oordeel(v, zaak.berichten, gemeld))
        if v.van is zaak.sut:
            zaak.bewijs.update([*own_rules, v.regel] if v.regel else own_rules)
            zaak.bevindingen.extend(findings)
        else:
            zaak.harnas.extend(findings)


def _oordeel(zaak: _Zaak, storing: Event | None, compleet: bool) -> tuple[Verdict, str]:
    if storing is not None and storing["oordeel"] == Verdict.NIET_VAN_TOEPASSING:
        return Verdict.NIET_VAN_TOEPASSING, storing["reden"]
    own = [f.gevolg for f in zaak.bevindingen]
    if storing is not None:
        verdict = roll_up([*own, Verdict(storing["oordeel"])])
        return verdict, storing["reden"]
    if not compleet:
        return roll_up([*own, Verdict.ONBESLIST]), _("het scenario is afgebroken")
    if own:
        return roll_up(own), ""
    if harnas := _harnasfouten(zaak):
        return Verdict.FOUT, _("het harnas hield zich zelf niet aan de regels: {tekst}", tekst=harnas[0].tekst)
    return _bewezen(zaak)


def _harnasfouten(zaak: _Zaak) -> list[Finding]:
    """What the harness did wrong itself; after a planted fault only that the fault is not one."""
    geplant = any(kb.mutatie for kb in zaak.berichten)
    return [f for f in zaak.harnas if not geplant or f.soort == "mutatie"]


def _bewezen(zaak: _Zaak) -> tuple[Verdict, str]:
    """A pass needs evidence: of something at all, and of every rule the scenario names."""
    if not zaak.bewijs:
        return Verdict.FOUT, _("geen enkele controle heeft iets bekeken")
    named = [r for r in zaak.kop["regels"] if STANDAARDREGEL.match(r) or AFSPRAAKREGEL.match(r)]
    silent = [r for r in named if not zaak.bewijs[r]]
    if silent:
        return Verdict.ONBESLIST, _("niet aan bod gekomen: {regels}", regels=", ".join(silent))
    return Verdict.GESLAAGD, ""


def _verslag(zaak: _Zaak, events: list[Event], verdict: Verdict, reden: str) -> ScenarioRecord:
    kop = zaak.kop
    eigen = [*zaak.bevindingen]
    harnas = [replace(f, gevolg=Verdict.FOUT) for f in zaak.harnas] if verdict is Verdict.FOUT else []
    bevindingen = tuple(_uniek([*eigen, *harnas]))
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
        gebeurtenissen=tuple(_gebeurtenissen(events)),
        bewijs=dict(sorted(zaak.bewijs.items())),
        standaard=kop["standaard"],
    )


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


def _berichtregel(zaak: _Zaak, kb: Ketenbericht) -> MessageRecord:
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


def _gebeurtenissen(events: list[Event]) -> list[EventRecord]:
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


def _vreemd_bsn(kb: Ketenbericht) -> Finding:
    return Finding(
        soort="bsn",
        tekst=_("Het bericht bevat een bsn buiten de testreeks; het is gemaskeerd bewaard."),
        regel="testgegevens",
        bron="testreeks 999900006-999999990",
        bericht=kb.bericht.naam if kb.bericht else kb.soort,
        verwacht=_("alleen test-bsn's"),
        gevonden=_("{n} bsn('s) buiten de testreeks", n=kb.gemaskeerd),
    )


def _andere_release(zaak: _Zaak, bericht: Bericht) -> Finding:
    return Finding(
        soort="release",
        tekst=_("Het bericht is van {found}, maar op deze dag geldt {expected}.", found=bericht.standaard,
                expected=zaak.kop["standaard"]),
        regel="CS015",
        bericht=bericht.naam,
        verwacht=zaak.kop["standaard"],
        gevonden=bericht.standaard,
    )  # fmt: skip


def _zonder_aanleiding(bericht: Bericht) -> Finding:
    return Finding(
        soort="zonder-aanleiding",
        tekst=_("{naam} hoort bij geen enkel bericht dat verstuurd is.", naam=bericht.naam),
        regel="OP090x4" if bericht.soort == "325" else "OP090",
        bericht=bericht.naam,
        verwacht=_("de identificatie van een verstuurd bericht"),
        gevonden=bericht.root.get("Header/BerichtIdentificatie/Identificatie") or _("leeg"),
    )


def _mislukte_mutatie(kb: Ketenbericht, regel: str) -> Finding:
    return Finding(
        soort="mutatie",
        tekst=_("de geplande fout '{naam}' schendt regel {regel} niet", naam=kb.mutatie.get("naam"), regel=regel),
        regel=regel,
        bericht=kb.bericht.naam if kb.bericht else kb.soort,
        bericht_id=kb.id,
    )
