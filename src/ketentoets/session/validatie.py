"""Validating messages outside a scenario: every finding of all levels, and the prescribed answer.

Messages are judged in the order in which they became known; what was refused leaves no trace in
the administration, as if the prescribed answer had been sent. An answer that is really there wins.
A BOM or another encoding is a finding of level 1 too, but the message can be read: it does count, so
that one habit of an export does not drag every later message along.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from ketentoets.core.bsn import mask_text, mask_xml
from ketentoets.core.errors import ConfigurationError, MessageUnreadable
from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, parse
from ketentoets.core.taal import _
from ketentoets.schemas.administratie import HEEN_VAN, Administratie
from ketentoets.schemas.officieel import MEEGELEVERD, Schemamap
from ketentoets.schemas.rules.antwoord325 import INHOUD
from ketentoets.schemas.rules.context import Context, Contract
from ketentoets.schemas.rules.engine import ALL_LEVELS, Outcome, apply, catalogue
from ketentoets.schemas.rules.feiten import FACTUREN
from ketentoets.schemas.rules.reactie import GOED
from ketentoets.schemas.rules.voorschrift import prescribe, zonder_fouten
from ketentoets.schemas.snel.klein import Sjablonen
from ketentoets.schemas.snel.pad import beoordeel
from ketentoets.schemas.standaard import heen_van, onzeker, standaarden, uit_naam
from ketentoets.schemas.validator import level1, schema_van
from ketentoets.schemas.vorm import Regeleinden, codering, signalen, vorm
from ketentoets.session.validatie_antwoord import antwoordsoort, schrijf_antwoord
from ketentoets.session.validatie_groot import NIET_GETOETST, bevindingen_in_delen, onleesbare_fout, te_groot
from ketentoets.session.validatie_invoer import Stuk, bestandsnaam, onleesbaar
from ketentoets.session.validatie_plaats import met_vindplaats
from ketentoets.session.validatie_vergelijk import LOS, Vergelijking

HARNAS = "harnas"
MAX_GESCHIEDENIS = 200 * 1024 * 1024
"""The most that is read as one history; more can be validated file by file."""

SNEL_VANAF = 64 * 1024
"""How many bytes make it worth while to try the fast path."""
_GESCHIEDENIS = frozenset({3})


@dataclass(frozen=True)
class Antwoord:
    """The prescribed answer: its type and XML, or why there is none."""

    soort: str = ""
    xml: bytes = b""
    reden: str = ""


@dataclass(frozen=True)
class Gevalideerd:
    """What was found in one message.

    `niet_gedraaid` are the rules for this message that could not run, each with what was missing
    ('administratie' or 'contract'), and for an answer its name, with why it was not compared (a
    reason of `validatie_vergelijk`). `signalen` make nothing wrong (see `schemas.vorm`). `antwoord` is
    None for what gets no answer at all. `xsd` is the file of the user's own schemas that was used,
    MEEGELEVERD when these did not have the message, '' when the user gave none.
    """

    bestand: str
    release: str
    bericht: str
    bevindingen: tuple[Finding, ...]
    niet_gedraaid: tuple[tuple[str, str], ...] = ()
    antwoord: Antwoord | None = None
    signalen: tuple[Finding, ...] = ()
    xsd: str = ""

    @property
    def afgeleid(self) -> tuple[str, ...]:
        """What this verdict relies on without an official source, in Dutch sentences."""
        standaard, soort = uit_naam(self.bericht, self.release)
        own = self.xsd not in {"", MEEGELEVERD}
        return onzeker(standaard, soort, officieel_schema=own) if standaard in standaarden() else ()


@dataclass(frozen=True)
class _Kenmerk:
    dag: date
    sleutel: tuple[str, str, str] | None = None
    antwoord_op: tuple[str, str, str] | None = None


def op_volgorde(stukken: Iterable[Stuk]) -> list[Stuk]:
    """Order by Dagtekening, then by name; an answer never comes before the message it answers.

    What has no Dagtekening comes last. Raises ConfigurationError when it is too much to keep.
    """
    alle: list[tuple[_Kenmerk, Stuk]] = []
    size = 0
    for stuk in stukken:
        size += stuk.omvang()
        if size > MAX_GESCHIEDENIS:
            n = MAX_GESCHIEDENIS // 1024**2
            raise ConfigurationError(_("Meer dan {n} MB aan berichten past niet in één geschiedenis; kies --los.", n=n))
        alle.append((_kenmerk(stuk), stuk))
    alle.sort(key=lambda paar: (paar[0].dag, paar[1].naam))
    return list(_antwoord_na_vraag(alle))


def _antwoord_na_vraag(alle: list[tuple[_Kenmerk, Stuk]]) -> Iterator[Stuk]:
    verwacht = {kenmerk.sleutel for kenmerk, _stuk in alle if kenmerk.sleutel}
    wachtend: dict[tuple[str, str, str], list[Stuk]] = defaultdict(list)
    for kenmerk, stuk in alle:
        if kenmerk.antwoord_op and kenmerk.antwoord_op in verwacht:
            wachtend[kenmerk.antwoord_op].append(stuk)
            continue
        yield stuk
        if kenmerk.sleutel:
            verwacht.discard(kenmerk.sleutel)
            yield from wachtend.pop(kenmerk.sleutel, [])


def _kenmerk(stuk: Stuk) -> _Kenmerk:
    if stuk.te_groot:
        return _Kenmerk(date.max)
    try:
        bericht = parse(stuk.raw)
    except MessageUnreadable:
        return _Kenmerk(date.max)
    kop, soort = bericht.root.find("Header"), bericht.soort
    if kop is None or not soort:
        return _Kenmerk(date.max)
    sender = kop.get("Aanbieder" if soort in FACTUREN else "Afzender")
    if soort not in HEEN_VAN:
        return _Kenmerk(bericht.dagtekening or date.max, (soort, sender, bericht.identificatie))
    if soort == "325":
        ident = kop.get("DeclaratieIdentificatie/Identificatie")
        return _Kenmerk(bericht.dagtekening or date.max, antwoord_op=("323", kop.get("Ontvanger"), ident))
    answered = kop.date("DagtekeningRetour") or kop.date("RetourHeader/RetourDagtekening")
    return _Kenmerk(answered or date.max, antwoord_op=(HEEN_VAN[soort], sender, bericht.identificatie))


class Validatie:
    """Judges messages one after the other; `geschiedenis` decides whether they know each other."""

    def __init__(
        self,
        nu: date,
        contract: Contract | None = None,
        *,
        geschiedenis: bool,
        antwoorden: bool = False,
        officieel: Schemamap | None = None,
        draden: int = 1,
        voortgang: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.officieel = officieel
        self.nu, self.contract = nu, contract
        self.geschiedenis, self.antwoorden = geschiedenis, antwoorden
        self.draden, self._voortgang = draden, voortgang
        self._administraties: dict[str, Administratie] = defaultdict(Administratie)
        self._vergelijking = Vergelijking(nu)
        self._n = 0
        self._sjablonen = None if geschiedenis or antwoorden else Sjablonen(self._los, self._schema)

    def toets(self, stuk: Stuk, nummer: int = 0) -> Gevalideerd:
        """Judge the next message, the `nummer`-th when that is given; never raises on what is in it.

        `voortgang` is told its name, how many bytes were read and how many there are, while a large one is read.
        """
        self._n = nummer or self._n + 1
        try:
            stuk = _gelezen(stuk)
            if self._sjablonen is None or stuk.bron is not None or stuk.weigering is not None:
                return self._toets_los(stuk)
            return self._klein(stuk, self._sjablonen)
        except OSError as error:
            return self._toets_los(onleesbaar(stuk.naam, error))

    def _klein(self, stuk: Stuk, sjablonen: Sjablonen) -> Gevalideerd:
        """A small message: as the right ones with the same markup, if it is right as well."""
        known = sjablonen.oordeel(stuk.raw)
        if isinstance(known, Gevalideerd):
            return self._als(known, stuk)
        u = self._toets_los(stuk)
        if not u.bevindingen and u.bericht and len(stuk.raw) < SNEL_VANAF:
            sjablonen.leer(stuk.raw, u)
        return u

    def _als(self, u: Gevalideerd, stuk: Stuk) -> Gevalideerd:
        """The outcome of another right message with the same markup, for this one; line ends are markup."""
        name = bestandsnaam(stuk)
        signals = signalen(Regeleinden(), name, u.bericht)
        if any(f.lijn for f in u.signalen):
            einden = Regeleinden()
            einden.neem(stuk.raw)
            signals = signalen(einden, name, u.bericht)
        if signals:
            signals = met_vindplaats(stuk.raw, u.bericht, u.release, _veilig(signals))
        return Gevalideerd(stuk.naam, u.release, u.bericht, (), u.niet_gedraaid, signalen=signals, xsd=u.xsd)

    def _toets_los(self, stuk: Stuk) -> Gevalideerd:
        u, raw = self._toets(stuk)
        found, signals = (met_vindplaats(raw, u.bericht, u.release, part) for part in (u.bevindingen, u.signalen))
        return replace(u, bevindingen=found, signalen=signals, xsd=self._xsd(u))

    def _xsd(self, uitkomst: Gevalideerd) -> str:
        if self.officieel is None or not uitkomst.bericht:
            return ""
        return self.officieel.bestand(*uit_naam(uitkomst.bericht, uitkomst.release)) or MEEGELEVERD

    def _toets(self, stuk: Stuk) -> tuple[Gevalideerd, bytes]:
        """The outcome, with the bytes in which the places of its findings can be looked up."""
        if stuk.weigering is not None:
            return Gevalideerd(stuk.naam, "", "", (stuk.weigering,)), b""
        quick = self._te_groot(stuk) if stuk.te_groot else self._snel(stuk)
        if quick is not None:
            return quick, b""
        raw = stuk.lees()
        return self._met_boom(replace(stuk, raw=raw, bron=None)), raw

    def _snel(self, stuk: Stuk) -> Gevalideerd | None:
        """A large message in which the fast path finds nothing; None when the tree has to decide.

        An answer or a history needs the whole message in any case.
        """
        if self.geschiedenis or self.antwoorden or stuk.omvang() < SNEL_VANAF:
            return None
        einden = Regeleinden()
        try:
            uitslag = beoordeel(self._delen(stuk, einden), self._los, self._schema, draden=self.draden)
        except MessageUnreadable:
            return None
        return None if uitslag.context is None else self._schoon(stuk, uitslag.context, [], einden)

    def _schema(self, bericht: Bericht) -> Any | None:
        return schema_van(bericht, self.officieel)

    def _te_groot(self, stuk: Stuk) -> Gevalideerd:
        """A file over 25 MB: a finding by itself (OP179), and read in parts, for no tree may be made of it."""
        findings, einden = [te_groot(stuk)], Regeleinden()
        try:
            uitslag = beoordeel(self._delen(stuk, einden), self._los, self._schema, draden=self.draden, volledig=True)
        except MessageUnreadable as error:
            return Gevalideerd(stuk.naam, "", "", (*findings, onleesbare_fout(error)))
        bericht = uitslag.bericht
        findings += codering(bericht.raw, bericht)
        if uitslag.context is not None:
            return self._schoon(stuk, uitslag.context, findings, einden)
        findings += bevindingen_in_delen(uitslag, stuk.delen, self._schema(bericht))
        return Gevalideerd(stuk.naam, bericht.release, bericht.naam, _veilig(findings))

    def _schoon(self, stuk: Stuk, ctx: Context, findings: list[Finding], einden: Regeleinden) -> Gevalideerd:
        skipped = _niet_gedraaid(ctx, ALL_LEVELS - _GESCHIEDENIS)
        signals = signalen(einden, bestandsnaam(stuk), ctx.bericht.naam)
        return Gevalideerd(
            stuk.naam, ctx.release, ctx.bericht.naam, _veilig(findings), skipped, signalen=_veilig(signals)
        )

    def _delen(self, stuk: Stuk, einden: Regeleinden) -> Iterator[bytes]:
        read = 0
        for deel in stuk.delen():
            einden.neem(deel)
            yield deel
            read += len(deel)
            if self._voortgang:
                self._voortgang(stuk.naam, read, stuk.omvang())

    def _los(self, bericht: Bericht) -> Context:
        """A message by itself, without history."""
        return Context(bericht, None, self.nu, self.contract)

    def _met_boom(self, stuk: Stuk) -> Gevalideerd:
        bericht, findings = level1(stuk.raw, self.officieel)
        form = vorm(stuk.raw, bericht, bestandsnaam(stuk))
        return replace(self._inhoud(stuk, bericht, findings, list(form.fouten)), signalen=_veilig(form.signalen))

    def _inhoud(self, stuk: Stuk, bericht: Bericht | None, findings: list[Finding], vorm: list[Finding]) -> Gevalideerd:
        if bericht is None or not bericht.domain:
            return Gevalideerd(stuk.naam, "", "", _veilig([*vorm, *findings]))
        regels = _heeft_regels(bericht.domain, bericht.release, bericht.soort)
        if bericht.standaard not in standaarden():
            findings = [_niet_getoetst(bericht, schema=False)]
        elif not regels:
            self._onthoud(bericht, fout=bool(findings))
            findings = [*findings, _niet_getoetst(bericht, schema=True)]
        if findings or not regels:
            return self._zonder_regels(stuk, bericht, [*vorm, *findings])
        return self._met_regels(stuk, bericht, vorm)

    def _onthoud(self, bericht: Bericht, *, fout: bool) -> None:
        """Fold a message without rules of its own: the rules of later ones look back at it."""
        if self.geschiedenis and not fout:
            self._administraties[bericht.domain].verwerk(bericht)

    def _zonder_regels(self, stuk: Stuk, bericht: Bericht, findings: list[Finding]) -> Gevalideerd:
        if self.geschiedenis and bericht.soort not in HEEN_VAN:
            self._vergelijking.onthoud(bericht, None)
        antwoord = Antwoord(reden=_("op een fout van niveau 1 volgt geen antwoordbericht"))
        if any(f.soort == NIET_GETOETST for f in findings):
            antwoord = Antwoord(reden=_("de regels van deze release zijn niet ingebouwd"))
        return Gevalideerd(
            stuk.naam, bericht.release, bericht.naam, _veilig(findings), (),
            antwoord if self.antwoorden and antwoordsoort(bericht.soort) else None,
        )  # fmt: skip

    def _met_regels(self, stuk: Stuk, bericht: Bericht, vorm: list[Finding]) -> Gevalideerd:
        state = self._administraties[bericht.domain] if self.geschiedenis else None
        ctx = replace(self._los(bericht), administratie=state)
        levels = ALL_LEVELS if self.geschiedenis else ALL_LEVELS - _GESCHIEDENIS
        antwoord: Antwoord | None = None
        skipped = _niet_gedraaid(ctx, levels)
        try:
            outcome = apply(ctx, levels)
            findings = list(outcome.findings)
            if bericht.soort in HEEN_VAN:
                findings, reason = self._antwoord(ctx, findings)
                skipped += ((bericht.naam, reason),) if reason else ()
            else:
                antwoord = self._heenbericht(ctx, outcome, vorm=bool(vorm))
        except Exception as error:  # one message that a rule cannot cope with never takes the others along
            findings = [_storing(bericht, error)]
        return Gevalideerd(
            stuk.naam, bericht.release, bericht.naam, _veilig([*vorm, *findings]), skipped,
            antwoord if self.antwoorden else None,
        )  # fmt: skip

    def _antwoord(self, ctx: Context, findings: list[Finding]) -> tuple[list[Finding], str]:
        """Compare an answer with what was prescribed, and fold it into the history.

        The comparison says itself what `findings` say about an answer and its claim: they do not
        know a claim that was refused at level 2.
        """
        if ctx.administratie is None:
            return findings, LOS
        deviations, reason = self._vergelijking.vergelijk(ctx.bericht)
        ctx.administratie.verwerk_antwoord(ctx.bericht)
        own = findings if reason else [f for f in findings if f.regel not in INHOUD]
        return [*own, *deviations], reason

    def _heenbericht(self, ctx: Context, outcome: Outcome, *, vorm: bool) -> Antwoord | None:
        """Make the answer of a message when that is needed, and fold it into the history."""
        bericht, state = ctx.bericht, ctx.administratie
        if state is None and not self.antwoorden:
            return None
        needed = bool(outcome.findings) or self.antwoorden
        voorschrift = prescribe(ctx) if needed else zonder_fouten(ctx, outcome)
        if state is not None:
            self._vergelijking.onthoud(bericht, voorschrift, _onzeker(ctx))
        if not needed:
            if state is not None:
                state.verwerk(bericht)
            return None
        soort = antwoordsoort(bericht.soort) or ""
        xml = schrijf_antwoord(bericht, voorschrift, f"KT{self._n}", self.nu)
        if state is not None:
            state.verwerk(bericht, parse(xml) if voorschrift.kind != GOED else None)
        return _te_schrijven(bericht, soort, xml, vorm)


def _gelezen(stuk: Stuk) -> Stuk:
    """A message that is not large with its bytes; raises OSError."""
    small = stuk.bron is not None and stuk.grootte < SNEL_VANAF and not stuk.te_groot
    return Stuk(stuk.naam, stuk.lees()) if small else stuk


def _te_schrijven(bericht: Bericht, soort: str, xml: bytes, vorm: bool) -> Antwoord:
    if vorm:
        return Antwoord(reden=_("op een fout van niveau 1 volgt geen antwoordbericht"))
    if mask_xml(bericht.raw)[1]:
        return Antwoord(reden=_("het bericht bevat een BSN dat geen test-BSN is; dat wordt niet bewaard"))
    return Antwoord(soort, xml)


def _niet_getoetst(bericht: Bericht, *, schema: bool) -> Finding:
    if schema:
        text = _("De regels van {b} in {s} zijn niet ingebouwd: alleen het schema is getoetst.",
                 b=bericht.naam, s=bericht.standaard)  # fmt: skip
    else:
        text = _("Schema en regels van {s} zijn niet ingebouwd: dit bericht is niet getoetst.", s=bericht.standaard)
    judged = [s for s in standaarden() if not schema or _heeft_regels(*s.split("-"), bericht.soort)]
    return Finding(
        NIET_GETOETST, text, niveau=None if schema else 1, bericht=bericht.naam, pad=bericht.root.path,
        lijn=bericht.root.line, verwacht=", ".join(judged), gevonden=bericht.standaard,
    )  # fmt: skip


def _storing(bericht: Bericht, error: Exception) -> Finding:
    text = _(
        "Ketentoets kon de regels niet op dit bericht toepassen ({kind}: {reason}); meld dit als fout in ketentoets.",
        kind=type(error).__name__,
        reason=error,
    )
    return Finding(HARNAS, text, bericht=bericht.naam)


@cache
def _heeft_regels(domain: str, release: str, soort: str) -> bool:
    """Whether this message, or the one that it answers, has rules in this release."""
    return any(rule.geldt(s, release, domain) for rule in catalogue() for s in (soort, heen_van(soort) or soort))


def _niet_gedraaid(ctx: Context, levels: frozenset[int]) -> tuple[tuple[str, str], ...]:
    """The rules for this message that had to stay out, with the part of the context they lack."""
    bericht = ctx.bericht
    return _ontbeerd(bericht.soort, bericht.release, bericht.domain, levels, ctx.aanwezig)


@lru_cache(maxsize=1024)
def _ontbeerd(
    soort: str, release: str, domain: str, levels: frozenset[int], aanwezig: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for rule in catalogue():
        if rule.niveau == 1 or not rule.geldt(soort, release, domain):
            continue
        missing = sorted(rule.nodig - aanwezig)
        if missing or rule.niveau not in levels:
            found.setdefault(rule.code, missing[0] if missing else "administratie")
    return tuple(found.items())


def _onzeker(ctx: Context) -> frozenset[str]:
    """The return codes of the rules for this message that could not be run."""
    rules = (r for r in catalogue() if r.geldt(ctx.bericht.soort, ctx.release, ctx.bericht.domain) and not r.kan(ctx))
    return frozenset(rule.retourcode for rule in rules)


def _veilig(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings without the BSN of a real person."""
    return tuple(
        replace(f, tekst=mask_text(f.tekst), verwacht=mask_text(f.verwacht), gevonden=mask_text(f.gevonden))
        for f in findings
    )


__all__ = ["Antwoord", "Gevalideerd", "Stuk", "Validatie", "op_volgorde"]
