"""JUnit XML: what is not proven is never green.

GitLab shows the text of an outcome, Azure its message and its text, GitHub's report actions both: each
of them says by itself what is wrong.
"""

import shlex

from lxml import etree

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.reports import words
from ketentoets.reports.lines import finding_line

_KIND = {
    Verdict.GESLAAGD: "",
    Verdict.GEZAKT: "failure",
    Verdict.ONBESLIST: "failure",
    Verdict.FOUT: "error",
    Verdict.NIET_VAN_TOEPASSING: "skipped",
    Verdict.OVERGESLAGEN: "skipped",
}


_UNKNOWN = "0"
"""The time of a case is not recorded, and some readers cannot do without the attribute; the whole run has its own."""


def to_junit(run: RunRecord) -> str:
    """Write a run as JUnit XML: a suite per process, a case per scenario and role.

    A run that was aborted, or in which nothing ran, gets one case of its own that is not green.
    """
    root = etree.Element("testsuites", name="ketentoets")
    for process, scenarios in words.group_by_process(run.scenarios).items():
        suite = _suite(root, run, process)
        for scenario in scenarios:
            _case(suite, run, scenario)
    _run_case(root, run)
    suites = list(root)
    for element in [*suites, root]:
        _count(element)
    seconds = _seconds(run.begonnen, run.klaar)
    if seconds is not None:
        root.set("time", f"{seconds:.3f}")
    text: str = etree.tostring(root, pretty_print=True, encoding="unicode")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + text


def _suite(root: etree._Element, run: RunRecord, name: str) -> etree._Element:
    suite = etree.SubElement(root, "testsuite", name=words.one_line(name))
    if words.moment(run.begonnen):
        suite.set("timestamp", words.clean(run.begonnen))
    facts = {
        "profiel": words.profile_name(run),
        "regelset": run.regelset,
        "klok": run.klok,
        "datum": run.datum,
        "zaad": str(run.zaad),
        "ketentoets": run.ketentoets,
        "run": run.run,
        "afgeleid": " ".join(words.derived(run)),
    }
    _properties(suite, facts)
    return suite


def _case(suite: etree._Element, run: RunRecord, scenario: ScenarioRecord) -> None:
    name = _("{name} [{role}]", name=words.one_line(scenario.naam), role=words.one_line(scenario.rol))
    process = f"ketentoets.{words.one_line(scenario.proces)}"
    case = etree.SubElement(suite, "testcase", classname=process, name=name, time=_UNKNOWN)
    facts = {
        "id": scenario.id,
        "oordeel": str(scenario.oordeel),
        "regels": ", ".join(scenario.regels),
        "bron": "; ".join(scenario.bron),
        "standaard": scenario.standaard,
        "profiel": words.profile_name(run),
        "klok": run.klok,
    }
    _properties(case, facts)
    kind = _KIND[scenario.oordeel]
    if kind:
        _outcome(case, kind, str(scenario.oordeel), scenario)


def _outcome(case: etree._Element, kind: str, verdict: str, scenario: ScenarioRecord) -> None:
    lines = [finding_line(finding) for finding in scenario.bevindingen]
    first = scenario.bevindingen[0].tekst if scenario.bevindingen else ""
    reason = words.one_line(scenario.reden)
    message = reason or first if kind == "skipped" else first or reason
    outcome = etree.SubElement(case, kind, message=words.one_line(message) or _(verdict))
    if kind != "skipped":
        outcome.set("type", verdict)
    again = _("Alleen dit opnieuw: {command}", command=_command(scenario))
    outcome.text = "\n".join([*([reason] if reason else []), *lines, *([again] if kind != "skipped" else [])])


def _command(scenario: ScenarioRecord) -> str:
    """What plays this scenario alone; the id is one line and unique, whatever the name is."""
    return shlex.join(["ketentoets", "run", "-k", words.one_line(scenario.id), "--rol", words.one_line(scenario.rol)])


def _run_case(root: etree._Element, run: RunRecord) -> None:
    if run.scenarios and not run.afgebroken:
        return
    suite = _suite(root, run, "ketentoets")
    case = etree.SubElement(suite, "testcase", classname="ketentoets", name=_("de hele run"))
    if run.afgebroken:
        text = _("De run is afgebroken: wat nog moest lopen, is niet getoetst.")
        etree.SubElement(case, "error", message=text, type="afgebroken")
    else:
        etree.SubElement(case, "failure", message=words.meaning(run), type=str(Verdict.ONBESLIST))


def _properties(parent: etree._Element, facts: dict[str, str]) -> None:
    holder = etree.SubElement(parent, "properties")
    for name, value in facts.items():
        if value:
            etree.SubElement(holder, "property", name=name, value=words.one_line(value))


def _count(element: etree._Element) -> None:
    element.set("tests", str(len(element.findall(".//testcase"))))
    for kind, attribute in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        element.set(attribute, str(len(element.findall(f".//testcase/{kind}"))))


def _seconds(begin: str, end: str) -> float | None:
    start, stop = words.moment(begin), words.moment(end)
    if start is None or stop is None:
        return None
    return max((stop - start).total_seconds(), 0.0)
