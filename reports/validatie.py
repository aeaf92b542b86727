"""What `valideer` found: as tables, JSON, JUnit or CSV. Pure functions of the outcome."""

import csv
import io
import json
import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import Any, Protocol

from lxml import etree
from tabulate import tabulate

from ketentoets.core.finding import Finding
from ketentoets.core.taal import _
from ketentoets.reports import words
from ketentoets.reports.lines import finding_line
from ketentoets.reports.tabellen import cel
from ketentoets.schemas.officieel import MEEGELEVERD
from ketentoets.schemas.vindplaats import pagina, standaard_van

VERSIE = 1
VELDEN = ("regel", "niveau", "retourcode", "pad", "lijn", "kolom", "verwacht", "gevonden", "tekst", "bron")
PAGINA = "pagina"
"""In JSON and CSV: the address of the page of the standard to read, '' when none is known."""
MIN_WIDTH = 60
_SMALL = 35
"""Columns that the other columns of the table take."""


class Uitkomst(Protocol):
    """What was found in one file; `niet_gedraaid` are pairs of a rule and what it lacked."""

    @property
    def bestand(self) -> str:
        """The name of the file, as it is shown."""

    @property
    def release(self) -> str:
        """'3.2', '' when unknown."""

    @property
    def bericht(self) -> str:
        """'JW301', '' when unknown."""

    @property
    def bevindingen(self) -> tuple[Finding, ...]:
        """The findings; none means nothing was found."""

    @property
    def signalen(self) -> tuple[Finding, ...]:
        """What is worth a word but makes nothing wrong."""

    @property
    def afgeleid(self) -> tuple[str, ...]:
        """What the verdict relies on without an official source."""

    @property
    def xsd(self) -> str:
        """The user's own schema that was used, MEEGELEVERD when these did not have it, '' without any."""

    @property
    def niet_gedraaid(self) -> tuple[tuple[str, str], ...]:
        """Which rules did not run, and what they lacked; which answer was not compared, and why."""


def regelnaam(finding: Finding) -> str:
    """What a finding is grouped by: its rule, 'XSD' for the schema, else its kind."""
    return finding.regel or ("XSD" if finding.soort == "xsd" else finding.soort)


def als_gegevens(uitkomsten: Sequence[Uitkomst]) -> dict[str, Any]:
    """The JSON form, version 1."""
    return {
        "versie": VERSIE,
        "bestanden": [
            {
                "bestand": u.bestand,
                "release": u.release,
                "bericht": u.bericht,
                "bevindingen": [_rij(u, finding) for finding in u.bevindingen],
                "signalen": [_rij(u, finding) for finding in u.signalen],
                "afgeleid": list(u.afgeleid),
                "xsd": u.xsd or MEEGELEVERD,
            }
            for u in uitkomsten
        ],
    }


def _rij(u: Uitkomst, finding: Finding) -> dict[str, Any]:
    rest = {name: getattr(finding, name) for name in VELDEN[1:]}
    return {"regel": regelnaam(finding), **rest, PAGINA: _pagina(u, finding)}


def _pagina(u: Uitkomst, finding: Finding) -> str:
    """The page of the standard to read about a finding; '' for what has no source in it."""
    return pagina(standaard_van(u.bericht, u.release), u.bericht[-3:], finding.regel) if finding.bron else ""


def als_json(uitkomsten: Sequence[Uitkomst]) -> str:
    """The outcome as JSON."""
    return json.dumps(als_gegevens(uitkomsten), ensure_ascii=False, indent=2) + "\n"


def als_csv(uitkomsten: Sequence[Uitkomst]) -> str:
    """One line per finding; a file without findings has none."""
    out = io.StringIO()
    fields = ["bestand", "release", "bericht", *VELDEN, PAGINA, "afgeleid", "xsd"]
    writer = csv.DictWriter(out, fields, lineterminator="\n")
    writer.writeheader()
    for u in uitkomsten:
        for finding in u.bevindingen:
            row = {"bestand": u.bestand, "release": u.release, "bericht": u.bericht, **_rij(u, finding)}
            row |= {"afgeleid": "; ".join(u.afgeleid), "xsd": u.xsd or MEEGELEVERD}
            writer.writerow({name: cel(value) for name, value in row.items()})
    return out.getvalue()


def als_junit(uitkomsten: Sequence[Uitkomst]) -> str:
    """One case per file; a file with a finding is never green."""
    failed = sum(1 for u in uitkomsten if u.bevindingen)
    root = etree.Element("testsuites", name="ketentoets")
    suite = etree.SubElement(root, "testsuite", name="ketentoets valideer")
    counts = {"tests": len(uitkomsten), "failures": failed, "errors": 0, "skipped": 0}
    for element in (root, suite):
        for name, n in counts.items():
            element.set(name, str(n))
    for u in uitkomsten:
        kind = " ".join(part for part in (u.bericht, u.release) if part) or _("onbekend")
        case = etree.SubElement(suite, "testcase", classname=words.one_line(kind), name=words.one_line(u.bestand))
        if u.afgeleid or u.xsd:
            holder = etree.SubElement(case, "properties")
            facts = {"afgeleid": "; ".join(u.afgeleid), "xsd": u.xsd or MEEGELEVERD}
            for name, value in facts.items():
                etree.SubElement(holder, "property", name=name, value=words.one_line(value))
        if u.bevindingen:
            first = u.bevindingen[0]
            failure = etree.SubElement(case, "failure", message=words.one_line(first.tekst), type=regelnaam(first))
            failure.text = "\n".join(finding_line(finding) for finding in u.bevindingen)
        if u.signalen:
            etree.SubElement(case, "system-out").text = "\n".join(finding_line(finding) for finding in u.signalen)
    text: str = etree.tostring(root, pretty_print=True, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text


def als_tabel(uitkomsten: Sequence[Uitkomst], width: int) -> str:
    """Per file its findings, then a summary by rule, the totals, and what was not looked at."""
    room = max(width, MIN_WIDTH) - _SMALL
    parts = [_bestand(u, room) for u in uitkomsten]
    if any(u.bevindingen for u in uitkomsten):
        parts.append(_per_regel(uitkomsten))
    wide = max(width, MIN_WIDTH)
    closing = (part(uitkomsten, wide) for part in (_signalen, _weggelaten, _schemas, _afgeleid))
    lines = [_totaal(uitkomsten), *(line for lines in closing for line in lines), *_naslag(uitkomsten)]
    parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _bestand(u: Uitkomst, room: int) -> str:
    kind = ", ".join([" ".join(part for part in (u.bericht, u.release) if part), *_herkomst(u)])
    name = words.one_line(u.bestand) + (f" ({kind})" if kind else "")
    if not u.bevindingen:
        return _("{name}: geen bevindingen", name=name)
    n = len(u.bevindingen)
    title = _("{name}: 1 bevinding", name=name) if n == 1 else _("{name}: {n} bevindingen", name=name, n=n)
    headers = (_("lijn"), _("regel"), _("niveau"), _("code"), _("bevinding"))
    rows = [(_plaats(f), regelnaam(f), f.niveau or "", f.retourcode, _uitleg(f, room)) for f in u.bevindingen]
    return f"{title}\n{tabulate(rows, headers=headers, disable_numparse=True)}"


def _herkomst(u: Uitkomst) -> list[str]:
    """What to know of a verdict: whether it relies on what is derived, and on whose schema."""
    own = [_("schema {file}", file=words.one_line(u.xsd))] if u.xsd else []
    return [*([_("afgeleid")] if u.afgeleid else []), *own]


def _afgeleid(uitkomsten: Sequence[Uitkomst], width: int) -> list[str]:
    """Why the verdicts on a release are marked as derived, each reason once."""
    found: dict[tuple[str, tuple[str, ...]], None] = {}
    for u in uitkomsten:
        if u.afgeleid:
            found[f"{u.bericht.rstrip('0123456789')} {u.release}", u.afgeleid] = None
    lines: list[str] = []
    for name, reasons in found:
        text = _("{name} is afgeleid: {reasons}.", name=name, reasons="; ".join(reasons))
        lines += textwrap.wrap(text, width, break_on_hyphens=False, subsequent_indent="  ")
    return lines


def _schemas(uitkomsten: Sequence[Uitkomst], width: int) -> list[str]:
    """With schemas of the user: which messages were judged by the bundled schema all the same."""
    if not any(u.xsd for u in uitkomsten):
        return []
    bundled = sorted({f"{u.bericht} {u.release}" for u in uitkomsten if u.xsd == MEEGELEVERD})
    if not bundled:
        return [_("Alle berichten zijn getoetst met de schema's van --xsd.")]
    text = _("Niet in de map van --xsd, dus getoetst met het meegeleverde schema: {all}.", all=", ".join(bundled))
    return textwrap.wrap(text, width, break_on_hyphens=False, subsequent_indent="  ")


def _plaats(finding: Finding) -> str:
    column = f":{finding.kolom}" if finding.kolom else ""
    return f"{finding.lijn}{column}" if finding.lijn else ""


def _uitleg(finding: Finding, room: int) -> str:
    lines = [finding.tekst, finding.pad]
    if finding.verwacht:
        lines.append(_("verwacht: {value}", value=finding.verwacht))
    if finding.gevonden:
        lines.append(_("gevonden: {value}", value=finding.gevonden))
    if finding.bron:
        lines.append(_("bron: {value}", value=finding.bron))
    wrapped = (textwrap.wrap(words.one_line(line), room, break_on_hyphens=False) for line in lines if line)
    return "\n".join(line for part in wrapped for line in part)


def _per_regel(uitkomsten: Sequence[Uitkomst]) -> str:
    found: Counter[tuple[str, str, str]] = Counter()
    files: dict[tuple[str, str, str], set[str]] = {}
    for u in uitkomsten:
        for f in u.bevindingen:
            key = (regelnaam(f), str(f.niveau or ""), f.retourcode)
            found[key] += 1
            files.setdefault(key, set()).add(u.bestand)
    rows = [(*key, n, len(files[key])) for key, n in sorted(found.items(), key=lambda item: (-item[1], item[0]))]
    headers = (_("regel"), _("niveau"), _("code"), _("aantal"), _("bestanden"))
    return _("Samenvatting per regel") + "\n" + tabulate(rows, headers=headers, disable_numparse=True)


def _totaal(uitkomsten: Sequence[Uitkomst]) -> str:
    wrong = sum(1 for u in uitkomsten if u.bevindingen)
    n = sum(len(u.bevindingen) for u in uitkomsten)
    files = len(uitkomsten)
    if not n:
        return _("Bestanden: {files}; niets gevonden.", files=files)
    return _("Bestanden: {files}; met bevindingen: {wrong}; bevindingen: {n}.", files=files, wrong=wrong, n=n)


def _signalen(uitkomsten: Sequence[Uitkomst], width: int) -> list[str]:
    """Each signal once, with the first place where it was seen and the number of files."""
    first: dict[tuple[str, str], str] = {}
    files: Counter[tuple[str, str]] = Counter()
    for u in uitkomsten:
        for f in u.signalen:
            key = (f.regel, f.tekst)
            files[key] += 1
            first.setdefault(key, f"{u.bestand}:{_plaats(f)}".rstrip(":"))
    lines: list[str] = []
    for (rule, text), n in files.items():
        where = words.one_line(first[rule, text])
        said = _("Signaal {rule}, geen fout: {text} In {n} van de bestanden; als eerste {where}.",
                 rule=rule, text=text, n=n, where=where)  # fmt: skip
        lines += textwrap.wrap(words.one_line(said), width, break_on_hyphens=False, subsequent_indent="  ")
    return lines


def _naslag(uitkomsten: Sequence[Uitkomst]) -> list[str]:
    """The pages of the standard where the findings can be read up."""
    pages = sorted({_pagina(u, f) for u in uitkomsten for f in u.bevindingen} - {""})
    return [_("De standaard op deze punten:"), *(f"  {page}" for page in pages)] if pages else []


def _weggelaten(uitkomsten: Sequence[Uitkomst], width: int) -> list[str]:
    """What a clean outcome does not cover."""
    reasons = {
        "contract": _("Niet getoetst zonder --profiel (contract)"),
        "administratie": _("Niet getoetst zonder geschiedenis (niveau 3)"),
        "los": _("Niet vergeleken met het heenbericht, want elk bestand is op zichzelf getoetst"),
        "zonder-regels": _("Niet vergeleken, want de regels van het heenbericht zijn in deze release niet ingebouwd"),
        "zonder-heenbericht": _("Niet vergeleken met het voorschrift, want het heenbericht is er niet bij"),
        "heenbericht-ongeldig": _("Niet vergeleken, want het heenbericht voldoet niet aan niveau 1"),
        "andere-klok": _("Niet vergeleken, want de dagtekening van het heenbericht lag toen nog in de toekomst"),
        "code-uit-contract": _("Niet vergeleken, want zonder --profiel is een retourcode niet te beoordelen"),
    }
    lines: list[str] = []
    for reason in dict.fromkeys(reason for u in uitkomsten for _rule, reason in u.niet_gedraaid):
        rules = sorted({rule for u in uitkomsten for rule, lacked in u.niet_gedraaid if lacked == reason})
        text = f"{reasons.get(reason, reason)}: {', '.join(rules)}."
        lines += textwrap.wrap(text, width, break_on_hyphens=False, subsequent_indent="  ")
    return lines
