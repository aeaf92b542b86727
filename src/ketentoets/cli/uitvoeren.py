"""`ketentoets run`: play the scenarios through pytest, show progress, write the report."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

import pytest

from ketentoets.cli.rapportmap import schrijf
from ketentoets.cli.runlezen import lees_run
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, EXIT_INTERRUPTED, EXIT_WAITS, Verdict
from ketentoets.reports.terminal import progress_line, table
from ketentoets.reports.vergelijking import Vergelijking, als_tekst
from ketentoets.session.gesprek import Kop
from ketentoets.steps import feature_folder
from ketentoets.steps.zinnen import onbekend
from ketentoets.suite import plugin
from ketentoets.suite.meekijken import VOORTGANG, Meekijker
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, begin, overgeslagen, verslag
from ketentoets.suite.verzamel import ROL_TAGS, feature_tags, processen

JOURNAAL = "journaal.jsonl"
PER_REGEL, PIJP = 10, 100
"""In a pipe the progress is a line per so many scenarios, of at most so many columns."""


@dataclass(frozen=True)
class Keus:
    """Which scenarios: text in name, process or id, and labels that must all be there.

    The whole name of one of our processes chooses that process, and no other that has this text in its name.
    `bestanden` are feature files of the user; without them our own are played.
    """

    tekst: str = ""
    labels: tuple[str, ...] = ()
    bestanden: tuple[Path, ...] = ()

    def past(self, kop: Kop, tags: set[str]) -> bool:
        """Whether this scenario was chosen."""
        text = self.tekst.casefold()
        known = {tag.casefold() for tag in tags}
        fits = text in kop.naam.casefold() or text in kop.proces.casefold() or text in kop.id
        if self.tekst in processen():
            fits = kop.proces == self.tekst
        return fits and all(label.casefold().removeprefix("@") in known for label in self.labels)


@dataclass
class Voortgang:
    """A pytest plugin that hands over the choices and shows how far the run is."""

    uitvoering: Uitvoering
    keus: Keus
    koppen: list[Kop] = field(default_factory=list)
    tellingen: Counter[str] = field(default_factory=Counter)
    fouten: list[str] = field(default_factory=list)
    klaar: int = 0
    stil: bool = False

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Hand the run over to the plugin that plays it."""
        config.stash[plugin.KEUZES] = self.uitvoering.keuzes
        config.stash[plugin.ROLLEN] = self.uitvoering.rollen
        config.stash[plugin.UITVOERING] = self.uitvoering
        config.stash[plugin.KIES] = self.keus.past
        config.stash[plugin.BESTANDEN] = self.keus.bestanden

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Remember what was chosen."""
        self.koppen = [item.stash[plugin.KOP] for item in session.items]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A feature file that cannot be read is a fault of the harness."""
        if report.failed:
            self.fouten.append(str(report.longrepr))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Show the scenario that runs now, and count what came of it."""
        self._toon(item.stash[plugin.KOP].naam)
        result = yield
        self.klaar += 1
        if plugin.VERSLAG in item.stash:
            self.tellingen[str(item.stash[plugin.VERSLAG].oordeel)] += 1
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Set-up and tear-down never fail silently."""
        if report.failed and report.when != "call":
            self.fouten.append(str(report.longrepr))

    def _toon(self, naam: str) -> None:
        if self.stil:
            return
        if sys.stderr.isatty():
            width = shutil.get_terminal_size().columns - 1
            sys.stderr.write(f"\r\x1b[2K{self._regel(naam, width, color=kleurt(sys.stderr))}")
            sys.stderr.flush()
        elif self.klaar % PER_REGEL == 0:
            print(self._regel(naam, PIJP), file=sys.stderr, flush=True)

    def _regel(self, naam: str, width: int, *, color: bool = False) -> str:
        return progress_line(self.klaar, len(self.koppen), self.tellingen, naam, width, color=color)

    def wis(self) -> None:
        """Take the progress line away; in a pipe, say that all of it ran."""
        if self.stil:
            return
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()
        elif self.klaar > PER_REGEL:
            print(self._regel("", PIJP), file=sys.stderr, flush=True)


def voer_uit(
    keuzes: Keuzes, keus: Keus, rapport: Path | None, met: Path | None = None, *, vraag_mens: bool = False
) -> int:
    """Run, print the table, write the report folder (compared with the run `met`); the exit code."""
    from ketentoets.cli.keuzedata import KEUS, naar_data
    from ketentoets.cli.mens import terminal

    tegen = lees_run(met) if met else None
    map_ = nieuwe_map(rapport)
    try:
        uitvoering = begin(keuzes, map_ / JOURNAAL)
    except ConfigurationError:
        ruim_op(map_)
        raise
    uitvoering.journal.append(KEUS, uitvoering.journal.events[-1].tijd, **naar_data(keuzes, keus))
    uitvoering.mens = terminal(uitvoering.profiel) if vraag_mens else None
    voortgang = Voortgang(uitvoering, keus)
    code = speel_scenarios(voortgang)
    if not voortgang.koppen and not voortgang.fouten:
        ruim_op(map_)
        raise ConfigurationError(_("Geen enkel scenario past bij deze keuze van -k, -m en --rol."))
    return rond_af(voortgang, map_, code, tegen)


def rond_af(voortgang: Voortgang, map_: Path, code: int, tegen: RunRecord | None = None) -> int:
    """Write the report folder, print the table; the exit code. A journal that broke down is all that is left."""
    uitvoering = voortgang.uitvoering
    if uitvoering.journal.stuk:
        print(_("Gestopt: {reason}.", reason=uitvoering.journal.stuk), file=sys.stderr)
        print(_("Maak ruimte en ga verder met: ketentoets vervolg {map}", map=map_), file=sys.stderr)
        return EXIT_CODES[Verdict.FOUT]
    run = _verslag(uitvoering, voortgang, onderbroken=code == pytest.ExitCode.INTERRUPTED)
    try:
        run = schrijf(run, map_, tegen)
    except OSError as error:
        raise ConfigurationError(
            _("Kan het rapport in {map} niet schrijven: {reason}. Het journaal is heel; maak ruimte en schrijf het "
              "rapport met: ketentoets oordeel {journal}", map=map_,
              reason=waarom(error), journal=map_ / JOURNAAL)
        ) from error  # fmt: skip
    toon(run, map_, tegen)
    if uitvoering.wacht:
        print(_("Wacht: {reden}", reden=uitvoering.wacht))
        return EXIT_WAITS
    if code == pytest.ExitCode.INTERRUPTED:
        return EXIT_INTERRUPTED
    if voortgang.fouten:
        print("\n".join(voortgang.fouten), file=sys.stderr)
        return 4
    return EXIT_CODES[run.oordeel]


def scenariobestanden(gevraagd: Iterable[Path]) -> tuple[Path, ...]:
    """The feature files of the user, folders opened; raises `ConfigurationError` with file and line."""
    found: dict[Path, None] = {}
    for path in gevraagd:
        files = sorted(path.glob("*.feature")) if path.is_dir() else [path]
        if not files:
            raise ConfigurationError(_("In map {path} staat geen enkel .feature-bestand.", path=path))
        found |= dict.fromkeys(file.resolve() for file in files)
    for file in found:
        _controleer_scenario(file)
    return tuple(found)


def _controleer_scenario(path: Path) -> None:
    if path.suffix != ".feature":
        raise ConfigurationError(_("{path} is geen .feature-bestand.", path=path))
    for line, tekst in onbekend(path):
        raise ConfigurationError(
            _("{path}, regel {n}: deze zin is niet bekend: {tekst}. Gebruik een zin uit de scenario's van ketentoets.",
              path=path, n=line, tekst=tekst)
        )  # fmt: skip
    if not feature_tags([path]) & set(ROL_TAGS):
        raise ConfigurationError(
            _("{path}: geen label zegt wie getest wordt; zet @sut-gemeente of @sut-aanbieder boven het scenario.",
              path=path)
        )  # fmt: skip


def speel_scenarios(voortgang: Voortgang) -> int:
    """Play what was chosen through pytest; its exit code."""
    own = str(feature_folder())
    chosen = [str(path) for path in voortgang.keus.bestanden] or [own]
    arguments = [
        *chosen, "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin",
        "-p", "ketentoets.suite.plugin",
        "--disable-plugin-autoload", f"--rootdir={own}", f"--confcutdir={own}", "-c", os.devnull, "--capture=no",
        "--noconftest",
    ]  # fmt: skip
    meekijker = Meekijker(voortgang.uitvoering.journal.path.parent)
    code = int(pytest.main(arguments, plugins=[voortgang, meekijker]))
    voortgang.wis()
    return code


def _verslag(uitvoering: Uitvoering, voortgang: Voortgang, *, onderbroken: bool) -> RunRecord:
    scenarios: list[ScenarioRecord] = list(uitvoering.verslagen)
    done = {(s.id, s.rol) for s in scenarios}
    reden = _("de run is onderbroken")
    scenarios += [overgeslagen(k, reden) for k in voortgang.koppen if (k.id, str(k.rol)) not in done]
    return verslag(uitvoering.journal.events, scenarios, heel=not onderbroken)


def toon(run: RunRecord, map_: Path, tegen: RunRecord | None = None) -> None:
    """Print the table, what differs from another run, and where the report is."""
    width = shutil.get_terminal_size((100, 40)).columns
    print(table(run, width=width, color=kleurt(sys.stdout)))
    if tegen is not None:
        print(als_tekst(Vergelijking(tegen, run), width))
    print(_("Rapport: {path}", path=map_ / "rapport.html"))


def kleurt(stream: TextIO) -> bool:
    """Whether colours are welcome: a terminal, that is not dumb, of somebody who did not say no."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def nieuwe_map(
    rapport: Path | None, standaard: Path = Path("rapport"), bestanden: tuple[str, ...] = ("run.json",)
) -> Path:
    """The folder for a report: the one that was asked for, or a new one named by the time.

    A folder that holds a report already is refused: a journal is never overwritten.
    """
    if rapport is not None:
        if any((rapport / name).exists() for name in (*bestanden, JOURNAAL)):
            raise ConfigurationError(
                _("Map {path} bevat al een rapport. Kies een andere map of verwijder dat eerst.", path=rapport)
            )
        return _maak(rapport)
    stamp = f"{datetime.now(AMSTERDAM):%Y-%m-%d-%H%M%S}"
    names = (standaard / f"{stamp}{extra}" for extra in ("", *(f"-{n}" for n in range(2, 1000))))
    return _maak(next(name for name in names if not name.exists()))


def _maak(map_: Path) -> Path:
    try:
        map_.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = waarom(error)
        raise ConfigurationError(_("Kan map {path} niet maken: {reason}", path=map_, reason=reason)) from error
    return map_


def ruim_op(map_: Path) -> None:
    """Take away what a run that never began left behind."""
    for name in (JOURNAAL, VOORTGANG):
        (map_ / name).unlink(missing_ok=True)
    with suppress(OSError):
        map_.rmdir()
