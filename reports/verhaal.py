"""A judged scenario told as a story: who sends what to whom, when, what was expected and what came."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from ketentoets.core.calendar import moment_text
from ketentoets.core.errors import MessageUnreadable
from ketentoets.core.message import Node, parse
from ketentoets.core.record import EventRecord, MessageRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.reports.lines import finding_line
from ketentoets.reports.words import one_line

_TOEGEWEZEN = ("ToewijzingNummer", "Code", "Volume", "Ingangsdatum", "Einddatum", "ReferentieAanbieder")
_KERN: Final[dict[str, tuple[str, ...]]] = {
    "301": _TOEGEWEZEN,
    "305": ("ToewijzingNummer", "Begindatum", "StatusAanlevering"),
    "307": ("ToewijzingNummer", "Begindatum", "Einddatum", "RedenBeeindiging", "StatusAanlevering"),
    "315": ("ReferentieAanbieder", "Code", "Volume", "ToewijzingIngangsdatum", "ToewijzingEinddatum"),
    "319": ("ReferentieAanbieder", "VerzoekAntwoord", "RedenAfwijzingVerzoek", "Gemeente"),
    "323": ("ToewijzingNummer", "GeleverdVolume", "Eenheid", "Bedrag", "DebetCredit", "VorigReferentieNummer"),
}
"""The elements of a message that a reader needs to follow the story, by the end of its name."""
_MAX = 3
_GEBEURT = "Als "


def verhaal(scenario: ScenarioRecord) -> str:
    """The whole story: numbered lines in order of time, and then what was wrong."""
    lines = [f"{n:2}. {line}" for n, line in enumerate(_gebeurd(scenario), 1)]
    wrong = [f"  - {finding_line(f)}" for f in scenario.bevindingen]
    if scenario.reden:
        wrong.append(f"  - {_('Reden: {reason}', reason=one_line(scenario.reden))}")
    return "\n".join([*lines, _("Wat er mis is:"), *wrong])


def _gebeurd(scenario: ScenarioRecord) -> Iterator[str]:
    """Sentences in which something happens, refused orders, and messages, as they came."""
    parts: list[EventRecord | MessageRecord] = [*scenario.gebeurtenissen, *scenario.berichten]
    for part in sorted(parts, key=lambda p: p.n):
        if isinstance(part, MessageRecord):
            yield _bericht(part)
        elif part.soort == "stap" and part.tekst.startswith(_GEBEURT):
            yield f"{_moment(part.tijd)}  {one_line(part.tekst.partition(' ')[2])}"
        elif part.soort == "opdracht" and "geweigerd" in part.tekst:
            yield f"{_moment(part.tijd)}  {one_line(part.tekst)}"


def _bericht(bericht: MessageRecord) -> str:
    kern = ", ".join(_kern(bericht))
    line = _(
        "{moment}  {van} stuurt {soort} aan {naar}",
        moment=_moment(bericht.beschikbaar), van=bericht.van, soort=bericht.soort, naar=bericht.naar,
    )  # fmt: skip
    line += f" ({kern})" if kern else ""
    if bericht.mutatie:
        line += _(" met de fout: {fout}", fout=one_line(bericht.mutatie.get("omschrijving") or bericht.mutatie["naam"]))
    if bericht.uitkomst != "aangenomen":
        line += f" [{one_line(bericht.uitkomst)}]"
    return line


def _kern(bericht: MessageRecord) -> Iterator[str]:
    try:
        root = parse(bericht.xml.encode()).root
    except MessageUnreadable:
        return
    codes = [node.text for node in root.every("RetourCode")]
    if codes:
        yield _("retourcodes {codes}", codes=" ".join(dict.fromkeys(codes)))
    elif bericht.soort[2:] not in _KERN:
        yield _("zonder opmerkingen")
    for name in _KERN.get(bericht.soort[2:], ()):
        values = _waarden(root, name)
        if values:
            yield f"{name} {' / '.join(values[:_MAX])}{' …' if len(values) > _MAX else ''}"


def _waarden(root: Node, name: str) -> list[str]:
    return [one_line(node.text) for node in root.every(name) if node.text.strip()]


def _moment(tijd: str) -> str:
    return moment_text(datetime.fromisoformat(tijd))
