"""A finding on one line, the same in the terminal and in JUnit."""

from ketentoets.core.finding import Finding
from ketentoets.core.taal import _
from ketentoets.reports import words
from ketentoets.reports.terms import read_term


def finding_line(finding: Finding) -> str:
    """A finding on one line: where, what, expected, actual, source, and the count of its term."""
    head = words.label(finding)
    parts = [f"{head}: {finding.tekst}" if head else finding.tekst]
    if finding.verwacht:
        parts.append(_("verwacht: {value}", value=finding.verwacht))
    if finding.gevonden:
        parts.append(_("gevonden: {value}", value=finding.gevonden))
    if finding.lijn and finding.kolom:
        parts.append(_("regel {n}, kolom {k} van het bericht", n=finding.lijn, k=finding.kolom))
    elif finding.lijn:
        parts.append(_("regel {n} van het bericht", n=finding.lijn))
    if finding.bron:
        parts.append(_("bron: {source}", source=finding.bron))
    term = read_term(finding.termijn)
    if term:
        parts.append(_("termijn: {count}", count=term.arithmetic()))
    return words.one_line(" | ".join(parts))
