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

import pytest

from ketentoets.cli.rapportmap import schrijf
from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, EXIT_INTERRUPTED, ROLL_UP_ORDER
from ketentoets.reports.terminal import progress_line, table
from ketentoets.session.gesprek import Kop
from ketentoets.steps import feature_folder
from ketentoets.steps.zinnen import onbekend
from ketentoets.suite import plugin
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, begin, overgeslagen, verslag
from ketentoets.suite.verzamel import ROL_TAGS, feature_tags

JOURNAAL = "journaal.jsonl"


@dataclass(frozen=True)
class Keus:
    """Which scenarios: text in name, process or id, and labels that must all be there.

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
            line = progress_line(self.klaar, len(self.koppen), self._geordend(), naam, width)
            sys.stderr.write(f"\r\x1b[2K{line}")
            sys.stderr.flush()
        elif self.klaar % 10 == 0:
            print(progress_line(self.klaar, len(self.koppen), self._geordend(), naam, 100), file=sys.stderr)

    def _geordend(self) -> dict[str, int]:
        return {str(v): self.tellingen[str(v)] for v in ROLL_UP_ORDER if self.tellingen[str(v)]}

    def wis(self) -> None:
        """Take the progress line away."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()


def voer_uit(keuzes: Keuzes, keus: Keus, rapport: Path | None) -> int:
    """Run, print the table, write the report folder; the exit code."""
    map_ = nieuwe_map(rapport)
    try:
        uitvoering = begin(keuzes, map_ / JOURNAAL)
    except ConfigurationError:
        ruim_op(map_)
        raise
    voortgang = Voortgang(uitvoering, keus)
    code = speel(voortgang)
    voortgang.wis()
    if not voortgang.koppen and not voortgang.fouten:
        ruim_op(map_)
        raise ConfigurationError(_("Geen enkel scenario past bij deze keuze van -k, -m en --rol."))
    run = _verslag(uitvoering, voortgang, onderbroken=code == pytest.ExitCode.INTERRUPTED)
    run = schrijf(run, map_)
    toon(run, map_)
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


def speel(voortgang: Voortgang) -> int:
    """Play what was chosen; pytest's exit code."""
    own = str(feature_folder())
    chosen = [str(path) for path in voortgang.keus.bestanden] or [own]
    arguments = [
        *chosen, "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "pytest_bdd.plugin",
        "-p", "ketentoets.suite.plugin",
        "--disable-plugin-autoload", f"--rootdir={own}", f"--confcutdir={own}", "-c", os.devnull, "--capture=no",
        "--noconftest",
    ]  # fmt: skip
    return int(pytest.main(arguments, plugins=[voortgang]))


def _verslag(uitvoering: Uitvoering, voortgang: Voortgang, *, onderbroken: bool) -> RunRecord:
    scenarios: list[ScenarioRecord] = list(uitvoering.verslagen)
    done = {(s.id, s.rol) for s in scenarios}
    reden = _("de run is onderbroken")
    scenarios += [overgeslagen(k, reden) for k in voortgang.koppen if (k.id, str(k.rol)) not in done]
    return verslag(uitvoering.journal.events, scenarios, heel=not onderbroken)


def toon(run: RunRecord, map_: Path) -> None:
    """Print the table and where the report is."""
    width = shutil.get_terminal_size((100, 40)).columns
    color = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    print(table(run, width=width, color=color))
    print(_("Rapport: {path}", path=map_ / "rapport.html"))


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
        reason = error.strerror or str(error)
        raise ConfigurationError(_("Kan map {path} niet maken: {reason}", path=map_, reason=reason)) from error
    return map_


def ruim_op(map_: Path) -> None:
    """Take away what a run that never began left behind."""
    (map_ / JOURNAAL).unlink(missing_ok=True)
    with suppress(OSError):
        map_.rmdir()
