"""The report of a session that was stopped: what was judged stays, and what was not played is named."""

from pathlib import Path

from ketentoets.cli.keuzedata import uit_data
from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.uitvoeren import JOURNAAL
from ketentoets.core.journal import Event, Journal, by_scenario, geldig
from ketentoets.core.record import RunRecord
from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.core.verdict import Verdict
from ketentoets.session.sessies import Sessie
from ketentoets.suite.speelveld import speelveld
from ketentoets.suite.uitvoering import overgeslagen, verslag
from ketentoets.suite.verhalen import verhalen
from ketentoets.transports.base import Rol


def schrijf_gestopt(sessie: Sessie) -> Path | None:
    """Write the report again without reaching any system; its page, or None when nothing was ever played."""
    journaal = sessie.map / JOURNAAL
    if not journaal.exists():
        return None
    journal, _heel = Journal.heropen(journaal)
    with journal:
        _breek_af(journal)
        schrijf(_verslag(sessie, journal.events), sessie.map)
    return sessie.map / "rapport.html"


def _breek_af(journal: Journal) -> None:
    """Write down of every scenario under way that it has no end."""
    for group in list(by_scenario(e for e in journal.events if e.soort != "klaar")):
        if any(e.soort in {"einde", "storing"} for e in group):
            continue
        spoor = {"spoor": group[0]["spoor"]} if group[0].get("spoor") else {}
        reden = _("de sessie is gestopt door de gebruiker")
        tijd = werkelijke_tijd() if spoor else group[-1].tijd
        journal.append("storing", tijd, oordeel=str(Verdict.ONBESLIST), reden=reden, verbinding=False, **spoor)


def _verslag(sessie: Sessie, events: list[Event]) -> RunRecord:
    keuzes, keus = uit_data(sessie.keuzes, tuple(sessie.keuzes["sut"]))
    begonnen = verslag(geldig(events)).scenarios
    judged = {(s.id, s.rol): s for s in begonnen}
    run = events[0]
    veld = speelveld(keuzes.profiel, events[0].tijd.date())
    rollen = tuple(Rol(rol) for rol in run["rollen"])
    koppen = [v.kop for v in verhalen(rollen, veld, keus.past, keus.bestanden)]
    reden = _("gestopt voordat dit scenario begon")
    return verslag(events, [judged.get((k.id, str(k.rol))) or overgeslagen(k, reden) for k in koppen], heel=False)
