"""Validating many messages at once: in batches, by processes on this machine or by a dask cluster.

The messages do not know each other here (`--los`). The outcomes come in the order of the messages and are
those of one process. Schemas and rules are read once per process; what is sent are bytes and outcomes.
"""

import gc
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.finding import Finding
from ketentoets.core.taal import _
from ketentoets.schemas.officieel import Schemamap
from ketentoets.schemas.rules.context import Contract, Tarief
from ketentoets.session.validatie import HARNAS, Gevalideerd, Stuk, Validatie

MOTOREN = ("proces", "dask")
PARTIJ, PARTIJ_BYTES = 100, 4 * 1024 * 1024
"""A batch is at most so many messages, or so many bytes."""

_VOORRAAD = 3


@dataclass(frozen=True)
class Instellingen:
    """What a worker must know; hashable, so that a process makes its `Validatie` once."""

    nu: date
    tarieven: tuple[Tarief, ...] = ()
    categorieen: tuple[tuple[str, str], ...] = ()
    met_contract: bool = False
    antwoorden: bool = False
    xsd: Path | None = None

    @classmethod
    def van(cls, nu: date, contract: Contract | None, *, antwoorden: bool, xsd: Path | None = None) -> "Instellingen":
        """From what `Validatie` takes, and the folder with the user's own schemas."""
        if contract is None:
            return cls(nu, antwoorden=antwoorden, xsd=xsd)
        return cls(nu, contract.tarieven, tuple(sorted(contract.categorieen.items())), True, antwoorden, xsd)

    def validatie(self) -> Validatie:
        """What judges messages by these settings."""
        contract = Contract(self.tarieven, dict(self.categorieen)) if self.met_contract else None
        officieel = Schemamap(self.xsd) if self.xsd else None
        return Validatie(self.nu, contract, geschiedenis=False, antwoorden=self.antwoorden, officieel=officieel)


Partij = tuple[int, list[Stuk]]
"""The number of the first message, and the messages."""


@lru_cache(maxsize=1)
def _validatie(instellingen: Instellingen) -> Validatie:
    return instellingen.validatie()


def toets_partij(instellingen: Instellingen, partij: Partij) -> list[Gevalideerd]:
    """Judge one batch; this is what a worker runs."""
    eerste, stukken = partij
    return [_validatie(instellingen).toets(stuk, nummer) for nummer, stuk in enumerate(stukken, eerste)]


def partijen(stukken: Iterable[Stuk]) -> Iterator[Partij]:
    """The messages in batches, in their order."""
    batch: list[Stuk] = []
    size, first = 0, 1
    for stuk in stukken:
        batch.append(stuk)
        size += stuk.omvang()
        if len(batch) >= PARTIJ or size >= PARTIJ_BYTES:
            yield first, batch
            first, size, batch = first + len(batch), 0, []
    if batch:
        yield first, batch


def met_processen(stukken: Iterable[Stuk], instellingen: Instellingen, werkers: int) -> Iterator[Gevalideerd]:
    """Judge by so many processes. A process that dies costs only the message it died of: that is a finding."""
    rest = partijen(stukken)
    with _Pool(werkers) as pool:
        klaar = _in_volgorde(rest, lambda partij: pool.geef(instellingen, partij), werkers * _VOORRAAD)
        for partij, uitkomst in klaar:
            try:
                yield from uitkomst.result()
            except BrokenProcessPool:
                pool.vernieuw()
                yield from _een_voor_een(instellingen, partij)


def _een_voor_een(instellingen: Instellingen, partij: Partij) -> Iterator[Gevalideerd]:
    """A batch during which a process died: each message on its own, until it is known which one it was."""
    eerste, stukken = partij
    with _Pool(1) as pool:
        for nummer, stuk in enumerate(stukken, eerste):
            try:
                yield from pool.geef(instellingen, (nummer, [stuk])).result()
            except BrokenProcessPool:
                pool.vernieuw()
                text = _("Ketentoets is op dit bericht gestopt; meld dit als fout in ketentoets.")
                yield Gevalideerd(stuk.naam, "", "", (Finding(HARNAS, text),))


class _Pool(AbstractContextManager["_Pool"]):
    """Processes that can be replaced when one of them has died."""

    def __init__(self, werkers: int) -> None:
        self._werkers = werkers
        self._pool = self._maak()

    def _maak(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._werkers, mp_context=get_context(startwijze()), initializer=begin_werker)

    def geef(self, instellingen: Instellingen, partij: Partij) -> "Future[list[Gevalideerd]]":
        """Have a batch judged."""
        try:
            return self._pool.submit(toets_partij, instellingen, partij)
        except BrokenProcessPool as error:
            broken: Future[list[Gevalideerd]] = Future()
            broken.set_exception(error)
            return broken

    def vernieuw(self) -> None:
        """Start again with new processes; what was handed out is lost."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._maak()

    def __exit__(self, *_error: object) -> None:
        self._pool.shutdown(cancel_futures=True)


def startwijze() -> str:
    """How a process begins: as a copy of this one, which costs next to nothing, where no thread can be in its way."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def begin_werker() -> None:
    """Ctrl-C is for the process that hands out the work: it stops, and so do the workers.

    What a copy inherits stays; the garbage collector need not go over it time and again.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()


def _in_volgorde(rest: Iterator[Partij], geef: Callable[[Partij], Any], tegelijk: int) -> Iterator[tuple[Partij, Any]]:
    """Hand out batches, a few ahead, and give them back in their order with their futures."""
    uit = deque((partij, geef(partij)) for partij in islice(rest, tegelijk))
    while uit:
        yield uit.popleft()
        uit.extend((partij, geef(partij)) for partij in islice(rest, 1))


def met_dask(stukken: Iterable[Stuk], instellingen: Instellingen, cluster: str) -> Iterator[Gevalideerd]:
    """Judge on an existing dask cluster ('tcp://host:8786'); raises ConfigurationError.

    Messages are sent along, so the workers need no shared disk; a file over 25 MB is judged here.
    """
    with _dask_client(cluster) as client:
        tegelijk = max(2, sum(client.nthreads().values())) * _VOORRAAD

        def geef(partij: Partij) -> Any:
            return client.submit(toets_partij, instellingen, _gelezen(partij), pure=False)

        for partij, uitkomst in _in_volgorde(partijen(stukken), geef, tegelijk):
            yield from _met_grote(instellingen, partij, uitkomst.result())


def _gelezen(partij: Partij) -> Partij:
    eerste, stukken = partij
    return eerste, [_leeg(stuk) if stuk.te_groot else stuk for stuk in stukken]


def _leeg(stuk: Stuk) -> Stuk:
    return replace(stuk, bron=None)


def _met_grote(instellingen: Instellingen, partij: Partij, uitkomsten: Sequence[Gevalideerd]) -> Iterator[Gevalideerd]:
    eerste, stukken = partij
    for nummer, (stuk, uitkomst) in enumerate(zip(stukken, uitkomsten, strict=True), eerste):
        yield _validatie(instellingen).toets(stuk, nummer) if stuk.te_groot else uitkomst


def _dask_client(cluster: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ConfigurationError(_("--motor dask vraagt om pip install 'ketentoets[dask]'.")) from error
    try:
        return Client(cluster, timeout="10s")
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            _("Geen dask-cluster op {address}: {reason}", address=cluster, reason=error)
        ) from error
