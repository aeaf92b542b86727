"""The sentences that every report shares: what a verdict means, counts, moments, clean text."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from ketentoets.core.calendar import AMSTERDAM, day_text, moment_text
from ketentoets.core.finding import Finding
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict

QUIET = frozenset({Verdict.GESLAAGD, Verdict.NIET_VAN_TOEPASSING})
"""Scenarios with these verdicts need no explanation below the table."""

_DATE_LENGTH = len("2021-04-05")
_WRITTEN = re.compile(r"[a-z]{2} (\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def clean(text: object) -> str:
    """Text from outside without characters that are illegal in XML, steer a terminal, or turn the text around them."""
    return _ILLEGAL.sub("\ufffd", str(text))


def one_line(text: object) -> str:
    """Clean text on one line: every run of white space is one space."""
    return " ".join(clean(text).split())


def n_scenarios(n: int) -> str:
    """'1 scenario', '12 scenario's'."""
    return _("1 scenario") if n == 1 else _("{n} scenario's", n=n)


def counts_sentence(run: RunRecord) -> str:
    """'12 scenario's: 7 geslaagd, 3 gezakt': zeros are left out."""
    parts = [f"{n} {_(verdict)}" for verdict, n in run.counts().items() if n]
    total = n_scenarios(len(run.scenarios))
    return f"{total}: {', '.join(parts)}" if parts else total


def _passed(n: int, many: int) -> str:
    """What was played passed; of what was not played, nothing is said."""
    if n < many:
        return _(
            "{n} van de {many} gespeelde scenario's zijn geslaagd; de andere zijn niet van toepassing.", n=n, many=many
        )
    return (
        _("Het gespeelde scenario is geslaagd.") if n == 1 else _("Alle {n} gespeelde scenario's zijn geslaagd.", n=n)
    )


def meaning(run: RunRecord) -> str:
    """What the verdict of the run means, in one sentence for people."""
    n = run.counts()[run.oordeel]
    many = len(run.scenarios)
    if not many:
        return _("Er is geen enkel scenario gelopen. Er is dus niets aangetoond.")
    if run.afgebroken and run.oordeel is Verdict.GESLAAGD:
        return _("Wat voor het afbreken liep, is geslaagd. Over de rest zegt deze run niets.")
    sentences = {
        Verdict.GESLAAGD: _passed(n, many),
        Verdict.GEZAKT: _(
            "In {n} van de {many} scenario's deed het geteste systeem iets anders dan de standaard "
            "of het profiel voorschrijft.",
            n=n,
            many=many,
        ),
        Verdict.ONBESLIST: _(
            "Niets ging aantoonbaar fout, maar bij {n} van de {many} scenario's was er te weinig om op te oordelen.",
            n=n,
            many=many,
        ),
        Verdict.OVERGESLAGEN: _(
            "Niets ging aantoonbaar fout, maar {n} van de {many} scenario's zijn niet gelopen. "
            "Overgeslagen telt niet als geslaagd.",
            n=n,
            many=many,
        ),
        Verdict.NIET_VAN_TOEPASSING: _("Geen enkel scenario is van toepassing op deze rol en dit profiel."),
        Verdict.FOUT: _(
            "Ketentoets zelf ging stuk in {n} van de {many} scenario's. Over die scenario's zegt deze run niets.",
            n=n,
            many=many,
        ),
    }
    return sentences[run.oordeel] + _also(run)


def _also(run: RunRecord) -> str:
    """What a worse verdict would hide: the scenarios that failed all the same."""
    failed = run.counts()[Verdict.GEZAKT]
    if run.oordeel is not Verdict.FOUT or not failed:
        return ""
    return " " + _("Het geteste systeem zakte voor {n}.", n=n_scenarios(failed))


def clock_meaning(mode: str) -> str:
    """What a clock mode means for the terms; '' for a mode that is not known."""
    return {
        "virtueel": _("de klok van het systeem is gezet; dagen verstrijken niet echt"),
        "werkelijk": _("echte dagen zijn verstreken"),
        "berichtdatum": _("geoordeeld op de datums in de berichten; tijdstippen zijn niet gemeten"),
    }.get(mode, "")


def profile_name(run: RunRecord) -> str:
    """How the profile is called: its name, else its id."""
    profile = run.profiel
    return one_line(profile.get("naam") or profile.get("id") or _("zonder naam"))


def run_facts(run: RunRecord) -> str:
    """The line that stands on every report: profile, rule set, clock, date, seed, version."""
    return _(
        "Profiel {profile}, regelset {rules}, klok {clock}, datum {date}, zaad {seed}, ketentoets {version}",
        profile=profile_name(run),
        rules=one_line(run.regelset),
        clock=one_line(run.klok),
        date=one_line(run.datum),
        seed=run.zaad,
        version=one_line(run.ketentoets),
    )


def derived(run: RunRecord) -> list[str]:
    """Per standard that is not wholly known: 'ijw-3.0 is afgeleid: why; why'."""
    return [
        _("{name} is afgeleid: {reasons}.", name=one_line(name), reasons="; ".join(map(one_line, reasons)))
        for name, reasons in run.afgeleid.items()
    ]


def standard_of(run: RunRecord, name: str) -> str:
    """'ijw-3.0 (afgeleid)': a standard as a report shows it."""
    return _("{name} (afgeleid)", name=name) if name in run.afgeleid else name


def standards(run: RunRecord) -> list[str]:
    """The standards the scenarios were run with, else what the profile names."""
    found = dict.fromkeys(s.standaard for s in run.scenarios if s.standaard)
    if not found and run.profiel.get("standaard"):
        return [str(run.profiel["standaard"])]
    return list(found)


def label(finding: Finding) -> str:
    """'TR342 in JW325': where a finding belongs, '' when it names neither rule nor message."""
    if finding.regel and finding.bericht:
        return _("{rule} in {message}", rule=finding.regel, message=finding.bericht)
    return finding.regel or finding.bericht


def group_by_process(scenarios: Iterable[ScenarioRecord]) -> dict[str, list[ScenarioRecord]]:
    """Scenarios per process, in the order in which the processes first occur."""
    groups: dict[str, list[ScenarioRecord]] = {}
    for scenario in scenarios:
        groups.setdefault(scenario.proces or _("zonder proces"), []).append(scenario)
    return groups


def moment(text: object) -> datetime | None:
    """A moment in Amsterdam from RFC 3339 text or from what `moment_text` wrote; else None.

    A bare date or a local time is Amsterdam's.
    """
    if isinstance(text, date):
        text = text.isoformat()
    if not isinstance(text, str) or not text:
        return None
    written = _WRITTEN.fullmatch(text)
    if written:
        day, month, year, clock = written.groups()
        text = f"{year}-{month}-{day}T{clock}"
    try:
        value = datetime.fromisoformat(text)
    except ValueError:
        return None
    return value.astimezone(AMSTERDAM) if value.tzinfo else value.replace(tzinfo=AMSTERDAM)


def shown(text: object) -> str:
    """A moment or date as people read it; what is neither comes back as it was."""
    value = moment(text)
    if value is None:
        return clean(text or "")
    return day_text(value.date()) if is_date(text) else moment_text(value)


def is_date(text: object) -> bool:
    """Whether this is a day and not a moment on it."""
    return len(str(text)) == _DATE_LENGTH


def short_day(day: date) -> str:
    """'ma 05-04': a day without its year."""
    return day_text(day)[:-5]


def overrun_of(scenario: ScenarioRecord) -> str:
    """What came late or not at all in a scenario: 'JW316 te laat, JW305 bleef uit'."""
    late = [_("{kind} te laat", kind=one_line(m.soort)) for m in scenario.berichten if m.te_laat]
    missing = [_("{kind} bleef uit", kind=one_line(f.bericht)) for f in uitgebleven(scenario)]
    return ", ".join(dict.fromkeys([*late, *missing]))


def uitgebleven(scenario: ScenarioRecord) -> list[Finding]:
    """The findings about a message that had to come and never came."""
    timed = (f for f in scenario.bevindingen if f.termijn and not f.termijn.get("gekomen"))
    return [f for f in timed if f.gevolg is Verdict.GEZAKT]
