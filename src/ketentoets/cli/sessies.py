"""`ketentoets sessie start|status|vervolg|antwoord|stop|lijst`: tests that take days, kept on disk."""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tabulate import tabulate

from ketentoets.cli.keuzedata import KEUS, naar_data, uit_data
from ketentoets.cli.mens import SessieMensen, toon_vraag
from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.sessiestop import schrijf_gestopt
from ketentoets.cli.uitvoeren import JOURNAAL, Keus, Voortgang, rond_af, speel_scenarios
from ketentoets.cli.vervolgen import vervolg as vervolg_run
from ketentoets.core.calendar import moment_text, parse_moment
from ketentoets.core.errors import ConfigurationError, JournalFault
from ketentoets.core.journal import read_journal
from ketentoets.core.taal import _
from ketentoets.core.tijd import werkelijke_tijd
from ketentoets.core.verdict import EXIT_CODES, EXIT_INTERRUPTED, EXIT_WAITS
from ketentoets.reports.terminal import table
from ketentoets.session.keten import VIRTUEEL, WERKELIJK
from ketentoets.session.sessieketen import OP_MENS
from ketentoets.session.sessies import Sessie, Sessies, Staat
from ketentoets.suite.postkamer import ZWERF
from ketentoets.suite.sessiespel import controleer, maak_spel, tussenstand
from ketentoets.suite.speelveld import speelveld
from ketentoets.suite.spel import Spel
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, begin, heropen
from ketentoets.suite.verhalen import Verhaal, verhalen

STAND = "stand.txt"
"""Where every scenario stands, in words: written at the end of each turn."""
GEEN = _("Geen enkel scenario past bij deze keuze van -k, -m en --rol.")


def start(sessies: Sessies, naam: str, keuzes: Keuzes, keus: Keus, *, zonder_vragen: bool) -> int:
    """Begin a session and play what can be played now; the exit code."""
    _een_tegelijk(sessies, keuzes)
    sessie = sessies.maak(naam, naar_data(keuzes, keus))
    with sessies.houd(sessie):
        try:
            uitvoering = _begin(keuzes, keus, sessie)
        except ConfigurationError:
            sessies.verwijder(sessie)
            raise
        uitvoering.journal.append(KEUS, uitvoering.journal.events[-1].tijd, **sessie.keuzes)
        print(_("Sessie {id} ({klok}) in {map}", id=sessie.id, klok=uitvoering.klok, map=sessie.map), flush=True)
        if uitvoering.klok == VIRTUEEL:
            uitvoering.mensen = SessieMensen(sessies, sessie, uitvoering.profiel, zonder_vragen=zonder_vragen)
            return _bewaakt(sessies, sessie, lambda: _speel_virtueel(uitvoering, keus, sessie))
        return _bewaakt(sessies, sessie, lambda: _speel(sessies, sessie, uitvoering, keus, zonder_vragen=zonder_vragen))


def _begin(keuzes: Keuzes, keus: Keus, sessie: Sessie) -> Uitvoering:
    """Reach the systems and open the journal, when there is something to play."""
    uitvoering = begin(keuzes, sessie.map / JOURNAAL, zonder_klok=WERKELIJK)
    try:
        controleer(uitvoering)
        if not _gekozen(uitvoering, keus):
            raise ConfigurationError(GEEN)
    except ConfigurationError:
        uitvoering.sluit()
        raise
    return uitvoering


def _gekozen(uitvoering: Uitvoering, keus: Keus) -> list[Verhaal]:
    """What is played: the scenarios of the profile, on the day the session began, that were chosen."""
    veld = speelveld(uitvoering.keuzes.profiel, uitvoering.datum)
    return verhalen(uitvoering.rollen, veld, keus.past, keus.bestanden)


def vervolg(sessies: Sessies, sessie_id: str, sut: tuple[str, ...], *, zonder_vragen: bool) -> int:
    """Go on with a session as far as it can go now; the exit code."""
    sessie = sessies.haal(sessie_id)
    if sessie.staat.af:
        print(_("Sessie {id} is {staat}; er is niets meer te doen.", id=sessie.id, staat=sessie.staat))
        return 0
    with sessies.houd(sessie):
        journaal = sessie.map / JOURNAAL
        keuzes, keus = uit_data(sessie.keuzes, sut)
        if _klok(journaal) == VIRTUEEL:
            mensen = partial(SessieMensen, sessies, sessie, zonder_vragen=zonder_vragen)
            return _bewaakt(sessies, sessie, lambda: vervolg_run(sessie.map, sut, gehouden=True, mensen=mensen))
        uitvoering, heel = heropen(keuzes, journaal)
        if not heel:
            print(_("Let op: de laatste regel van het journaal was half geschreven en is afgekapt."), file=sys.stderr)
        return _bewaakt(sessies, sessie, lambda: _speel(sessies, sessie, uitvoering, keus, zonder_vragen=zonder_vragen))


def stop(sessies: Sessies, sessie_id: str) -> int:
    """End a session for good; its report keeps what was judged, and says what was not played."""
    sessie = sessies.haal(sessie_id)
    if sessie.staat.af:
        print(_("Sessie {id} is al {staat}.", id=sessie.id, staat=sessie.staat))
        return 0
    with sessies.houd(sessie):
        rapport = schrijf_gestopt(sessie)
        sessies.zet(sessie.id, Staat.GESTOPT, reden=_("gestopt door de gebruiker"))
    print(_("Sessie {id} is gestopt. Wat al beoordeeld is staat in {map}.", id=sessie.id, map=sessie.map))
    if rapport:
        print(_("Rapport: {path}", path=rapport))
    return 0


def lijst(sessies: Sessies) -> int:
    """Show all sessions."""
    found = sessies.lijst()
    if not found:
        print(_("Er zijn geen sessies in {map}.", map=sessies.map))
        return 0
    rows = [(s.id, s.naam if s.naam != s.id else "", s.staat, _tot(s), s.reden) for s in found]
    head = (_("sessie"), _("naam"), _("staat"), _("tot"), _("reden"))
    print(tabulate(rows, headers=head, maxcolwidths=[None, 30, None, None, 60]))
    return 0


def status(sessies: Sessies, sessie_id: str) -> int:
    """Show where every scenario of a session stands, and what is asked; the exit code is 5 while it is not done."""
    sessie = sessies.haal(sessie_id)
    print(_("Sessie {id}: {staat}", id=sessie.id, staat=sessie.staat))
    if sessie.reden:
        print(_("  {reden}", reden=sessie.reden))
    stand = sessie.map / STAND
    if stand.exists():
        print(stand.read_text(encoding="utf-8"), end="")
    for vraag in sessies.open_vragen(sessie.id):
        print("\n" + toon_vraag(vraag))
        print(_("  Antwoord: ketentoets sessie antwoord {sessie} {id} klaar", sessie=sessie.id, id=vraag.id))
    return 0 if sessie.staat.af else EXIT_WAITS


def antwoord(sessies: Sessies, sessie_id: str, vraag_id: int, uitkomst: str, toelichting: str) -> int:
    """Answer a question of a session."""
    sessie = sessies.haal(sessie_id)
    if vraag_id not in {v.id for v in sessies.vragen(sessie.id)}:
        raise ConfigurationError(_("Sessie {id} heeft geen vraag {vraag}.", id=sessie.id, vraag=vraag_id))
    sessies.beantwoord(vraag_id, uitkomst, toelichting)
    print(_("Genoteerd. Ga verder met: ketentoets sessie vervolg {id}", id=sessie.id))
    return 0


def _een_tegelijk(sessies: Sessies, keuzes: Keuzes) -> None:
    """Refuse a second session with a system: its messages can be fetched once."""
    adressen = {adres for adres in naar_data(keuzes, Keus())["sut"] if "://" in adres}
    for other in sessies.lijst():
        shared = adressen & set(other.keuzes["sut"])
        if shared and not other.staat.af:
            raise ConfigurationError(
                _("Sessie {id} met {sut} is nog niet af; twee sessies zouden elkaars berichten ophalen. "
                  "Stop haar eerst: ketentoets sessie stop {id}", id=other.id, sut=shared.pop())
            )  # fmt: skip


def _klok(journaal: Path) -> str:
    return str(read_journal(journaal)[0][0]["klok"])


def _bewaakt(sessies: Sessies, sessie: Sessie, speel: Callable[[], int]) -> int:
    """Play, and write down how it ended, also when it did not end well."""
    sessies.zet(sessie.id, Staat.LOOPT)
    try:
        code = speel()
    except KeyboardInterrupt:
        sessies.zet(sessie.id, Staat.GEPAUZEERD, reden=_("onderbroken"))
        raise
    except BaseException as error:
        sessies.zet(sessie.id, Staat.AFGEBROKEN, reden=str(error) or type(error).__name__)
        raise
    if code == EXIT_INTERRUPTED:
        sessies.zet(sessie.id, Staat.GEPAUZEERD, reden=_("onderbroken"))
    elif code == EXIT_WAITS and sessies.haal(sessie.id).staat is Staat.LOOPT:
        reden = read_journal(sessie.map / JOURNAAL)[0][-1]["reden"]
        sessies.zet(sessie.id, Staat.WACHT_OP_MENS, reden=reden)
        print(_("Ga verder met: ketentoets sessie vervolg {id}", id=sessie.id))
    elif sessies.haal(sessie.id).staat is Staat.LOOPT:
        heel = read_journal(sessie.map / JOURNAAL)[0][-1].soort == "klaar"
        sessies.zet(sessie.id, Staat.KLAAR if heel else Staat.AFGEBROKEN)
    return code


def _speel_virtueel(uitvoering: Uitvoering, keus: Keus, sessie: Sessie) -> int:
    voortgang = Voortgang(uitvoering, keus)
    return rond_af(voortgang, sessie.map, speel_scenarios(voortgang))


def _speel(sessies: Sessies, sessie: Sessie, uitvoering: Uitvoering, keus: Keus, *, zonder_vragen: bool) -> int:
    """Play side by side what can be played now; report, and say what is waited for."""
    mensen = SessieMensen(sessies, sessie, uitvoering.profiel, zonder_vragen=zonder_vragen)
    try:
        spel = maak_spel(uitvoering, _gekozen(uitvoering, keus), mensen)
        try:
            spel.ga_verder()
        finally:
            if not uitvoering.journal.stuk:
                _verslag(sessie, spel)
    except JournalFault as error:
        raise ConfigurationError(
            _("{reason}. Maak ruimte en ga verder met: ketentoets sessie vervolg {id}", reason=error, id=sessie.id)
        ) from error
    finally:
        uitvoering.partijen.sluit()
        uitvoering.journal.close()
    return _besluit(sessies, sessie, spel)


def _verslag(sessie: Sessie, spel: Spel) -> None:
    if spel.af:
        spel.journal.append("klaar", werkelijke_tijd(), echt=werkelijke_tijd().isoformat())
    run = schrijf(tussenstand(spel), sessie.map)
    (sessie.map / STAND).write_text(stand(spel) + "\n", encoding="utf-8")
    print(table(run, width=shutil.get_terminal_size((100, 40)).columns, color=False) if spel.af else stand(spel))
    print(_("Rapport: {path}", path=sessie.map / "rapport.html"))


def _besluit(sessies: Sessies, sessie: Sessie, spel: Spel) -> int:
    if spel.af:
        sessies.zet(sessie.id, Staat.KLAAR)
        return EXIT_CODES[tussenstand(spel).oordeel]
    mens = any(s.wacht and s.wacht["op"] == OP_MENS for s in spel.sporen if not s.af)
    wekkers = [s.wekker for s in spel.sporen if not s.af and s.wekker]
    tot = min(wekkers, default=None)
    reden = "; ".join(spel.storing.values()) or eerst(spel)
    sessies.zet(sessie.id, Staat.WACHT_OP_MENS if mens else Staat.WACHT_OP_TIJD, wacht_tot=tot, reden=reden)
    print(_("Wacht: {reden}", reden=reden))
    if tot is not None:
        print(_("Zonder bericht is er weer iets te doen op {moment}.", moment=moment_text(tot)))
    print(_("Ga verder met: ketentoets sessie vervolg {id}", id=sessie.id))
    return EXIT_WAITS


def eerst(spel: Spel) -> str:
    """What the scenario waits for that waits for a person, or else the shortest."""
    waiting = [(w["op"] != OP_MENS, s.wekker or werkelijke_tijd(), w["reden"])
               for s in spel.sporen if not s.af and (w := s.wacht) is not None]  # fmt: skip
    return str(min(waiting)[-1]) if waiting else _("een ander scenario gaat voor")


def stand(spel: Spel) -> str:
    """Where every scenario stands that is not done, and how many are."""
    rows = []
    for spoor in spel.sporen:
        if spoor.af:
            continue
        wacht, kop = spoor.wacht, spoor.verhaal.kop
        reden = wacht["reden"] if wacht else _("wacht tot een ander scenario af is")
        tot = moment_text(parse_moment(wacht["tot"])) if wacht and wacht["tot"] else ""
        rows.append((kop.naam, str(kop.rol), reden, tot))
    klaar = len(spel.sporen) - len(rows)
    head = (_("scenario"), _("rol"), _("wacht op"), _("gaat vanzelf verder"))
    lines = [tabulate(rows, headers=head, maxcolwidths=[50, None, 60, None])] if rows else []
    lines.append(_("{n} van {m} scenario's zijn af.", n=klaar, m=len(spel.sporen)))
    zwerf = [e["bericht"] or _("onleesbaar") for e in spel.journal.events if e.soort == ZWERF]
    if zwerf:
        lines.append(
            _("Let op: {n} berichten van het systeem horen bij geen enkel scenario ({soorten}).", n=len(zwerf),
              soorten=", ".join(sorted(set(zwerf))))
        )  # fmt: skip
    return "\n".join(lines)


def _tot(sessie: Sessie) -> str:
    return moment_text(sessie.wacht_tot) if sessie.wacht_tot else ""
