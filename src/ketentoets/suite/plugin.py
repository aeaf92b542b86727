"""The scenarios in anybody's pytest: `pytest -p ketentoets.suite.plugin --sut URL`.

Without `--sut` the plugin does nothing. With pytest-xdist every worker gets its own system:
a built-in one, or its own address from `--sut URL1,URL2`.
"""

import tempfile
from collections.abc import Callable, Generator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ketentoets.core.errors import ConfigurationError, JournalFault
from ketentoets.core.record import ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, EXIT_CONFIGURATION, Verdict
from ketentoets.reports.lines import finding_line
from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.steps import MODULES, feature_files, feature_folder
from ketentoets.suite.speelveld import Speelveld, speelveld
from ketentoets.suite.uitvoering import Keuzes, Uitvoering, begin, rollen_en_adressen
from ketentoets.suite.verzamel import FeatureFile, feature_tags, is_scenario, kop_van, rollen_van, tabel_van, tags_van
from ketentoets.transports.adres import adressen as splits
from ketentoets.transports.base import Rol

pytest_plugins = list(MODULES)

KEUZES = pytest.StashKey[Keuzes]()
UITVOERING = pytest.StashKey[Uitvoering]()
KOP = pytest.StashKey[Kop]()
KIES = pytest.StashKey[Callable[[Kop, set[str]], bool]]()
VERSLAG = pytest.StashKey[ScenarioRecord]()
ROLLEN = pytest.StashKey[tuple[Rol, ...]]()
JOURNAAL = pytest.StashKey[Path]()
BESTANDEN = pytest.StashKey[tuple[Path, ...]]()
"""Feature files of the user, to play instead of our own."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of a run, as in `ketentoets run`."""
    group = parser.getgroup("ketentoets", _("ketentoets: berichtenverkeer iJw toetsen"))
    group.addoption("--sut", default="", help=_("adres van het systeem, of 'ingebouwd'; per xdist-worker: URL1,URL2"))
    group.addoption("--rol", default="", choices=["", "gemeente", "aanbieder", "beide"], help=_("rol van het systeem"))
    group.addoption("--profiel", default="alkmaar", help=_("regionaal profiel"))
    group.addoption("--klok", default="", choices=["", "virtueel", "berichtdatum"], help=_("hoe tijd wordt beoordeeld"))
    group.addoption("--datum", default="", help=_("dag waarop de scenario's beginnen (JJJJ-MM-DD)"))
    group.addoption("--zaad", type=int, default=1, help=_("startgetal voor testpersonen"))
    group.addoption("--journaal", default="", help=_("map waarin journalen worden bewaard"))


def pytest_configure(config: pytest.Config) -> None:
    """Take part when asked: by `--sut`, or by the command line of ketentoets."""
    if KEUZES not in config.stash and config.getoption("--sut"):
        config.stash[KEUZES] = _uit_opties(config)
    if KEUZES not in config.stash:
        return
    eigen = config.stash.get(BESTANDEN, ())
    for tag in feature_tags(eigen or feature_files()):
        config.addinivalue_line("markers", f"{tag}: ketentoets")
    for path in eigen or (feature_folder(),):
        if str(path) not in config.args:
            config.args.append(str(path))


def _uit_opties(config: pytest.Config) -> Keuzes:
    try:
        datum = date.fromisoformat(config.getoption("--datum")) if config.getoption("--datum") else None
    except ValueError as error:
        raise pytest.UsageError(_("--datum moet een dag zijn in de vorm JJJJ-MM-DD")) from error
    return Keuzes(
        profiel=config.getoption("--profiel"),
        sut=_adres(config),
        rol=config.getoption("--rol"),
        klok=config.getoption("--klok"),
        datum=datum,
        zaad=config.getoption("--zaad"),
    )


def _adres(config: pytest.Config) -> tuple[str, ...]:
    adressen = splits(config.getoption("--sut"))
    worker = getattr(config, "workerinput", None)
    if worker is None or (len(adressen) == 1 and adressen[0] == "ingebouwd"):
        return adressen
    number = int(worker["workerid"].removeprefix("gw"))
    if number >= len(adressen):
        raise pytest.UsageError(
            _("Er zijn meer workers dan adressen: geef --sut {n} adressen, een per worker.", n=worker["workercount"])
        )
    return (adressen[number],)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """Collect our own feature files, or those of the user, and no others."""
    if file_path.suffix != ".feature" or KEUZES not in parent.config.stash:
        return None
    eigen = parent.config.stash.get(BESTANDEN, ())
    if file_path in eigen or (not eigen and file_path.parent == feature_folder()):
        return FeatureFile.from_parent(parent, path=file_path)
    return None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per actor that the scenario binds and that is under test."""
    if not isinstance(metafunc.definition.parent, FeatureFile):
        return
    rollen = rollen_van(tags_van(metafunc.definition))
    wanted = _rollen(metafunc.config)
    metafunc.parametrize("rol", [pytest.param(rol, id=str(rol)) for rol in rollen if rol in wanted])


def _rollen(config: pytest.Config) -> tuple[Rol, ...]:
    if ROLLEN not in config.stash:
        try:
            config.stash[ROLLEN] = rollen_en_adressen(config.stash[KEUZES])[0]
        except ConfigurationError as error:
            pytest.exit(str(error), returncode=EXIT_CONFIGURATION)
    return config.stash[ROLLEN]


def _uitvoering(config: pytest.Config) -> Uitvoering:
    if UITVOERING not in config.stash:
        try:
            config.stash[UITVOERING] = begin(config.stash[KEUZES], _journaal(config))
        except ConfigurationError as error:
            pytest.exit(str(error), returncode=EXIT_CONFIGURATION)
    return config.stash[UITVOERING]


def _journaal(config: pytest.Config) -> Path:
    if JOURNAAL in config.stash:
        return config.stash[JOURNAAL]
    worker = getattr(config, "workerinput", {"workerid": "main"})["workerid"]
    folder = config.getoption("--journaal") or tempfile.mkdtemp(prefix="ketentoets-")
    return Path(folder) / f"journaal-{worker}.jsonl"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Give every scenario its head; keep what was chosen."""
    if not any(map(is_scenario, items)):
        return
    veld = _veld(config)
    keep: list[pytest.Item] = []
    drop: list[pytest.Item] = []
    for item in items:
        if not is_scenario(item) or not isinstance(item, pytest.Function):
            keep.append(item)
            continue
        if not isinstance(item.callspec.params["rol"], Rol):
            drop.append(item)
            continue
        kop, tags = kop_van(item, veld, len(keep)), tags_van(item)
        item.stash[KOP] = kop
        chosen = KIES not in config.stash or config.stash[KIES](kop, tags | set(kop.soorten))
        (keep if chosen and veld.kent(tags) else drop).append(item)
    if drop:
        config.hook.pytest_deselected(items=drop)
        items[:] = keep


def _veld(config: pytest.Config) -> Speelveld:
    """Where is played: on the day of the run, or when nothing is run on the one that was asked for."""
    keuzes = config.stash[KEUZES]
    dag = keuzes.datum if config.option.collectonly else _uitvoering(config).datum
    try:
        return speelveld(keuzes.profiel, dag)
    except ConfigurationError as error:
        pytest.exit(str(error), returncode=EXIT_CONFIGURATION)


@pytest.fixture
def gesprek(request: pytest.FixtureRequest, rol: Rol) -> Gesprek:
    """The conversation that the steps of a scenario speak in."""
    return _uitvoering(request.config).gesprek(request.node.stash[KOP])


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Any) -> None:
    """Write every sentence to the journal; after a lost connection no sentence is tried."""
    if KOP in request.node.stash:
        _uitvoering(request.config).nog_bereikbaar()
        request.getfixturevalue("gesprek").stap(f"{step.keyword} {step.name}", tabel_van(step))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Play the scenario, judge it, and let pytest know."""
    if KOP not in item.stash or not isinstance(item, pytest.Function):
        return (yield)
    caught: list[BaseException] = []
    result: object = None
    try:
        result = yield
    except Exception as error:
        caught.append(error)

    def steps() -> None:
        if caught:
            raise caught[0]

    gesprek = item.funcargs["gesprek"]
    assert isinstance(gesprek, Gesprek)  # noqa: S101 - our own fixture
    try:
        verslag = _uitvoering(item.config).speel(gesprek, steps)
    except JournalFault as error:
        pytest.exit(str(error), returncode=EXIT_CODES[Verdict.FOUT])
    item.stash[VERSLAG] = verslag
    if wacht := _uitvoering(item.config).wacht:
        item.session.shouldstop = wacht
    _zeg(verslag)
    return result


def _zeg(verslag: ScenarioRecord) -> None:
    """Translate a verdict into pytest's words: only a pass is a pass."""
    lines = [finding_line(f) for f in verslag.bevindingen]
    text = "\n".join([f"{verslag.oordeel}: {verslag.reden}".rstrip(": "), *lines])
    match verslag.oordeel:
        case Verdict.GESLAAGD:
            return
        case Verdict.NIET_VAN_TOEPASSING:
            pytest.skip(text)
        case _:
            pytest.fail(text, pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Stop the systems and close the journal."""
    if UITVOERING in session.config.stash:
        session.config.stash[UITVOERING].sluit()
