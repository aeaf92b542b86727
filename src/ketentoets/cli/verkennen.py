"""`ketentoets verken`: explore, tell what was found as a story, and leave a report folder."""

import re
import shutil
import sys
from collections import Counter
from pathlib import Path

from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.uitvoeren import JOURNAAL, nieuwe_map, ruim_op
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, EXIT_INTERRUPTED, Verdict
from ketentoets.reports.verhaal import verhaal as vertel
from ketentoets.suite.uitvoering import Keuzes, verslag
from ketentoets.verken.dekking import Dekking
from ketentoets.verken.rapport import Afwijking
from ketentoets.verken.verhaal import Verhaal
from ketentoets.verken.verkenning import Grens, Verkenning, open_verkenning

_SECONDEN = {"s": 1, "m": 60, "u": 3600}
_MEESTE = 5


def seconden(tekst: str) -> int:
    """'90s', '10m' or '1u' in seconds; raises `ConfigurationError`."""
    match = re.fullmatch(r"([1-9][0-9]{0,5})([smu])", tekst.strip())
    if match is None:
        raise ConfigurationError(_("--tijd '{value}' is geen duur; schrijf bijvoorbeeld 90s, 10m of 1u.", value=tekst))
    return int(match[1]) * _SECONDEN[match[2]]


def verken(keuzes: Keuzes, grens: Grens, rapport: Path | None, *, alle: bool) -> int:
    """Explore, print what was found and covered, write the report folder; the exit code."""
    map_ = nieuwe_map(rapport, bestanden=("verken.json",))
    try:
        verkenning = open_verkenning(keuzes, grens, map_ / JOURNAAL, alle=alle)
    except ConfigurationError:
        ruim_op(map_)
        raise
    voortgang = Voortgang()
    verkenning.zoeker.meld, verkenning.zoeker.krimpt = voortgang.meld, voortgang.krimpt
    try:
        verkenning.zoek(map_)
    finally:
        verkenning.uitvoering.sluit()
        voortgang.wis()
    _rapporteer(verkenning, map_)
    if verkenning.onderbroken:
        return EXIT_INTERRUPTED
    return EXIT_CODES[verkenning.oordeel]


def _rapporteer(verkenning: Verkenning, map_: Path) -> None:
    verkenning.schrijf(map_)
    if verkenning.afwijkingen:
        schrijf(verslag(verkenning.uitvoering.journal.events, verkenning.uitvoering.verslagen), map_)
    else:
        (map_ / JOURNAAL).unlink()
    for afwijking in verkenning.afwijkingen:
        print(_afwijking(afwijking, map_), end="\n\n")
    print(_dekking(verkenning))
    print(_("Rapport: {path}", path=map_ / "verken.json"))


def _afwijking(afwijking: Afwijking, map_: Path) -> str:
    """The story of one deviation, and how to play it again."""
    vondst = afwijking.vondst
    lines = [afwijking.naam, vertel(afwijking.uitslag.verslag)]
    if not afwijking.reproduceerbaar:
        lines.append(
            _("Niet reproduceerbaar: bij herhaling ging het anders. Hierboven staat wat het eerst werd gezien.")
        )
    elif vondst.fout:
        lines.append(
            _("Ook het referentiesysteem zonder gebreken komt hier niet doorheen: dit is een fout in ketentoets zelf.")
        )
    else:
        lines.append(
            _(
                "Verkleind van {eerst} naar {nu} zinnen; {n} berichten.",
                eerst=len(vondst.eerste.zinnen),
                nu=len(vondst.verhaal.zinnen),
                n=len(afwijking.uitslag.verslag.berichten),
            )
        )
    lines.append(_("Speel opnieuw:  ketentoets run --scenario {path}", path=map_ / afwijking.bestand))
    lines.append(_("Oordeel opnieuw:  ketentoets oordeel {path}", path=map_ / JOURNAAL))
    return "\n".join(lines)


def _dekking(verkenning: Verkenning) -> str:
    d = verkenning.zoeker.dekking
    regels = {regel for regel, _soort, _naam in d.fouten if regel}
    lines = [
        _("Oordeel: {verdict} ({einde})", verdict=_(verkenning.oordeel), einde=verkenning.reden_einde),
        _("Gespeeld: {n} reeksen, {stappen} stappen, {berichten} berichten.", n=d.reeksen, stappen=d.stappen,
          berichten=d.berichten),
        _("Gezien: {t} toestanden, {o} overgangen, {g} soorten gebeurtenissen.", t=len(d.toestanden),
          o=len(d.overgangen), g=len(d.gebeurtenissen)),
        _("Uitgelokt: {r} regels met {n} foute berichten; beoordeeld: {b} regels en controles.", r=len(regels),
          n=sum(d.fouten.values()), b=len(d.regels)),
    ]  # fmt: skip
    lines += _tabel(_("Onbeslist:"), d.onbeslist)
    lines += _tabel(_("Niet te spelen, ook niet met een systeem zonder gebreken:"), d.onspeelbaar)
    if not d.oordelen[str(Verdict.GESLAAGD)] and not verkenning.afwijkingen:
        lines.append(_("Geen enkele reeks kwam tot een oordeel; er is niets aangetoond."))
    return "\n".join(lines)


def _tabel(kop: str, tellingen: Counter[str]) -> list[str]:
    return [kop, *(f"  {n}x {tekst}" for tekst, n in tellingen.most_common(_MEESTE))] if tellingen else []


class Voortgang:
    """One line that says how far the exploration is, on a terminal; now and then a line elsewhere."""

    def __init__(self) -> None:
        self._pogingen = 0

    def meld(self, dekking: Dekking) -> None:
        """After every story of the search."""
        text = _("{n} reeksen, {s} stappen, {b} berichten, {o} overgangen", n=dekking.reeksen, s=dekking.stappen,
                 b=dekking.berichten, o=len(dekking.overgangen))  # fmt: skip
        if sys.stderr.isatty():
            self._toon(text)
        elif dekking.reeksen % 100 == 0:
            print(text, file=sys.stderr)

    def krimpt(self, verhaal: Verhaal) -> None:
        """After every try to shrink a story."""
        self._pogingen += 1
        if sys.stderr.isatty():
            self._toon(_("afwijking gevonden; verkleinen, poging {n} ({z} zinnen)", n=self._pogingen,
                         z=len(verhaal.zinnen)))  # fmt: skip

    def wis(self) -> None:
        """Take the line away."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()

    @staticmethod
    def _toon(text: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[2K{text[:width]}")
        sys.stderr.flush()
