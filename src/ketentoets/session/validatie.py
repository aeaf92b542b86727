"""Validating messages outside a scenario: every finding of all levels, and the prescribed answer.

Messages are judged in the order in which they became known; what was refused leaves no trace in
the administration, as if the prescribed answer had been sent. An answer that is really there wins.
A BOM or another encoding is a finding of level 1 too, but the message can be read: it does count, so
that one habit of an export does not drag every later message along.
"""

import codecs
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from ketentoets.core.bsn import mask_text, mask_xml
from ketentoets.core.errors import ConfigurationError, MessageUnreadable
from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, parse
from ketentoets.core.taal import _
from ketentoets.schemas.administratie import HEEN_VAN, Administratie
from ketentoets.schemas.rules.context import Context, Contract
from ketentoets.schemas.rules.engine import ALL_LEVELS, apply, catalogue
from ketentoets.schemas.rules.reactie import GOED
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.snel.pad import beoordeel
from ketentoets.schemas.standaard import heen_van, standaarden
from ketentoets.schemas.validator import level1
from ketentoets.session.validatie_antwoord import antwoordsoort, schrijf_antwoord
from ketentoets.session.validatie_groot import NIET_GETOETST, bevindingen_in_delen, onleesbare_fout, te_groot
from ketentoets.session.validatie_invoer import Stuk, onleesbaar

HARNAS = "harnas"
MAX_GESCHIEDENIS = 200 * 1024 * 1024
"""The most that is read as one history; more can be validated file by file."""

SNEL_VANAF = 64 * 1024
"""How many bytes make it worth while to try the fast path."""

_VORM = "OP192"
_GESCHIEDENIS = frozenset({3})
_GEWOON = b'<?xml version="1.0" encoding="UTF-8"?>'
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\x00", b"\x00<")


@dataclass(frozen=True)
class Antwoord:
    """The prescribed answer: its type and XML, or why there is none."""

    soort: str = ""
    xml: bytes = b""
    reden: str = ""


@dataclass(frozen=True)
class Gevalideerd:
    """What was found in one message.

    `niet_gedraaid` are the rules for this message that could not run, each with what was missing:
    'administratie', 'contract' or 'gemeenten'. `antwoord` is None for what gets no answer at all.
    """

    bestand: str
    release: str
    bericht: str
    bevindingen: tuple[Finding, ...]
    niet_gedraaid: tuple[tuple[str, str], ...] = ()
    antwoord: Antwoord | None = None


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
    if soort not in HEEN_VAN:
        return _Kenmerk(bericht.dagtekening or date.max, (soort, kop.get("Afzender"), bericht.identificatie))
    if soort == "325":
        ident = kop.get("DeclaratieIdentificatie/Identificatie")
        return _Kenmerk(bericht.dagtekening or date.max, antwoord_op=("323", kop.get("Ontvanger"), ident))
    op = (HEEN_VAN[soort], kop.get("Afzender"), bericht.identificatie)
    return _Kenmerk(kop.date("DagtekeningRetour") or date.max, antwoord_op=op)


class Validatie:
    """Judges messages one after the other; `geschiedenis` decides whether they know each other."""

    def __init__(
        self,
        nu: date,
        contract: Contract | None = None,
        *,
        geschiedenis: bool,
        antwoorden: bool = False,
        draden: int = 1,
        voortgang: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.nu, self.contract = nu, contract
        self.geschiedenis, self.antwoorden = geschiedenis, antwoorden
        self.draden, self._voortgang = draden, voortgang
        self._administraties: dict[str, Administratie] = defaultdict(Administratie)
        self._n = 0

    def toets(self, stuk: Stuk, nummer: int = 0) -> Gevalideerd:
        """Judge the next message, the `nummer`-th when that is given; never raises on what is in it.

        `voortgang` is told its name, how many bytes were read and how many there are, while a large one is read.
        """
        self._n = nummer or self._n + 1
        if stuk.weigering is not None:
            return Gevalideerd(stuk.naam, "", "", (stuk.weigering,))
        try:
            if stuk.te_groot:
                return self._te_groot(stuk)
            return self._snel(stuk) or self._met_boom(replace(stuk, raw=stuk.lees(), bron=None))
        except OSError as error:
            return self.toets(onleesbaar(stuk.naam, error), self._n)

    def _snel(self, stuk: Stuk) -> Gevalideerd | None:
        """A large message in which the fast path finds nothing; None when the tree has to decide.

        An answer or a history needs the whole message in any case.
        """
        if self.geschiedenis or self.antwoorden or stuk.omvang() < SNEL_VANAF:
            return None
        try:
            uitslag = beoordeel(self._delen(stuk), self._los, draden=self.draden)
        except MessageUnreadable:
            return None
        return None if uitslag.context is None else self._schoon(stuk, uitslag.context, [])

    def _te_groot(self, stuk: Stuk) -> Gevalideerd:
        """A file over 25 MB: a finding by itself (OP179), and read in parts, for no tree may be made of it."""
        findings = [te_groot(stuk)]
        try:
            uitslag = beoordeel(self._delen(stuk), self._los, draden=self.draden, volledig=True)
        except MessageUnreadable as error:
            return Gevalideerd(stuk.naam, "", "", (*findings, onleesbare_fout(error)))
        bericht = uitslag.bericht
        findings += _vorm(bericht.raw, bericht)
        if uitslag.context is not None:
            return self._schoon(stuk, uitslag.context, findings)
        findings += bevindingen_in_delen(uitslag, stuk.delen)
        return Gevalideerd(stuk.naam, bericht.release, bericht.naam, _veilig(findings))

    def _schoon(self, stuk: Stuk, ctx: Context, findings: list[Finding]) -> Gevalideerd:
        skipped = _niet_gedraaid(ctx, ALL_LEVELS - _GESCHIEDENIS)
        return Gevalideerd(stuk.naam, ctx.release, ctx.bericht.naam, _veilig(findings), skipped)

    def _delen(self, stuk: Stuk) -> Iterator[bytes]:
        read = 0
        for deel in stuk.delen():
            yield deel
            read += len(deel)
            if self._voortgang:
                self._voortgang(stuk.naam, read, stuk.omvang())

    def _los(self, bericht: Bericht) -> Context:
        """A message by itself, without history."""
        return Context(bericht, None, self.nu, self.contract)

    def _met_boom(self, stuk: Stuk) -> Gevalideerd:
        bericht, findings = level1(stuk.raw)
        vorm = _vorm(stuk.raw, bericht)
        if bericht is None or not bericht.domain:
            return Gevalideerd(stuk.naam, "", "", _veilig([*vorm, *findings]))
        regels = _heeft_regels(bericht.domain, bericht.release)
        if bericht.standaard not in standaarden():
            findings = [_niet_getoetst(bericht, schema=False)]
        elif not regels:
            findings = [*findings, _niet_getoetst(bericht, schema=True)]
        if findings or not regels:
            return self._zonder_regels(stuk, bericht, [*vorm, *findings])
        return self._met_regels(stuk, bericht, vorm)

    def _zonder_regels(self, stuk: Stuk, bericht: Bericht, findings: list[Finding]) -> Gevalideerd:
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
        try:
            findings = list(apply(ctx, levels).findings)
            antwoord = self._verwerk(ctx, fout=bool(findings), vorm=bool(vorm))
        except Exception as error:  # one message that a rule cannot cope with never takes the others along
            findings = [_storing(bericht, error)]
        skipped = _niet_gedraaid(ctx, levels)
        return Gevalideerd(
            stuk.naam, bericht.release, bericht.naam, _veilig([*vorm, *findings]), skipped,
            antwoord if self.antwoorden else None,
        )  # fmt: skip

    def _verwerk(self, ctx: Context, *, fout: bool, vorm: bool) -> Antwoord | None:
        """Fold the message into the history, and make its answer when that is needed."""
        bericht, state = ctx.bericht, ctx.administratie
        if heen_van(bericht.soort) or bericht.soort == "325":
            if state is not None:
                state.verwerk_antwoord(bericht)
            return None
        if not (fout or self.antwoorden):
            if state is not None:
                state.verwerk(bericht)
            return None
        voorschrift = prescribe(ctx)
        soort = antwoordsoort(bericht.soort) or ""
        xml = schrijf_antwoord(bericht, voorschrift, f"KT{self._n}", self.nu)
        if state is not None:
            state.verwerk(bericht, parse(xml) if voorschrift.kind != GOED else None)
        return _te_schrijven(bericht, soort, xml, vorm)


def _te_schrijven(bericht: Bericht, soort: str, xml: bytes, vorm: bool) -> Antwoord:
    if vorm:
        return Antwoord(reden=_("op een fout van niveau 1 volgt geen antwoordbericht"))
    if mask_xml(bericht.raw)[1]:
        return Antwoord(reden=_("het bericht bevat een BSN dat geen test-BSN is; dat wordt niet bewaard"))
    return Antwoord(soort, xml)


def _vorm(raw: bytes, bericht: Bericht | None) -> list[Finding]:
    """UTF-8 without BOM (OP192), whatever XML itself allows."""
    if raw.startswith(_GEWOON):
        return []
    naam = bericht.naam if bericht else ""
    if raw.startswith(codecs.BOM_UTF8):
        text = _("Het bestand begint met een BOM; een bericht is UTF-8 zonder BOM.")
        return [_vormfout(naam, text, _("zonder BOM"), _("met BOM"))]
    declared = bericht.root.element.getroottree().docinfo.encoding if bericht else None
    found = "UTF-16" if raw.startswith(_UTF16) else (declared or "UTF-8").upper()
    if found in {"UTF-8", "UTF8", "US-ASCII", "ASCII"}:
        return []
    text = _("De tekencodering van het bestand is {found}; een bericht is UTF-8 zonder BOM.", found=found)
    return [_vormfout(naam, text, "UTF-8", found)]


def _vormfout(naam: str, tekst: str, verwacht: str, gevonden: str) -> Finding:
    return Finding(
        "vorm", tekst, regel=_VORM, niveau=1, bericht=naam, lijn=1, kolom=1, verwacht=verwacht, gevonden=gevonden
    )


def _niet_getoetst(bericht: Bericht, *, schema: bool) -> Finding:
    if schema:
        text = _("De regels van {s} zijn niet ingebouwd: alleen het schema is getoetst.", s=bericht.standaard)
    else:
        text = _("Schema en regels van {s} zijn niet ingebouwd: dit bericht is niet getoetst.", s=bericht.standaard)
    return Finding(
        NIET_GETOETST, text, niveau=None if schema else 1, bericht=bericht.naam, pad=bericht.root.path,
        lijn=bericht.root.line, verwacht=", ".join(standaarden()), gevonden=bericht.standaard,
    )  # fmt: skip


def _storing(bericht: Bericht, error: Exception) -> Finding:
    text = _(
        "Ketentoets kon de regels niet op dit bericht toepassen ({kind}: {reason}); meld dit als fout in ketentoets.",
        kind=type(error).__name__,
        reason=error,
    )
    return Finding(HARNAS, text, bericht=bericht.naam)


@cache
def _heeft_regels(domain: str, release: str) -> bool:
    """Whether there are rules above level 1 for the messages of this release."""
    above = (rule for rule in catalogue() if rule.niveau in ALL_LEVELS)
    return any(rule.geldt(soort, release, domain) for rule in above for soort in rule.berichten)


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


def _veilig(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings from top to bottom of the message, without the BSN of a real person."""
    return tuple(
        replace(f, tekst=mask_text(f.tekst), verwacht=mask_text(f.verwacht), gevonden=mask_text(f.gevonden))
        for f in sorted(findings, key=lambda f: (f.lijn or 0, f.niveau or 0))
    )


__all__ = ["Antwoord", "Gevalideerd", "Stuk", "Validatie", "op_volgorde"]
