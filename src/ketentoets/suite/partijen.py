"""The systems of a run: what is tested (built in, or at an address) and the simulated partner."""

import subprocess
import sys
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.gedrag import GEWOON
from ketentoets.core.errors import ConfigurationError, SutCannot, SutContractError, SutUnreachable
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import Profiel
from ketentoets.session.keten import Partij
from ketentoets.suite.referentie import READY, referentie
from ketentoets.transports.adres import verbinding
from ketentoets.transports.base import Identity, Kanaal, Rol
from ketentoets.transports.embedded import EmbeddedSystem
from ketentoets.transports.toegang import Toegang

INGEBOUWD = "ingebouwd"
_TEGENSPEL: dict[Rol, dict[str, Any]] = {
    Rol.GEMEENTE: {"vow_vanaf": date.min, "standaardfrequentie": False},
    Rol.AANBIEDER: {
        "vow_vanaf": date.min, "standaardfrequentie": False, "toetst_vooraf": False, "indienen_303_tot": date.max,
    },
}  # fmt: skip
"""What a simulated partner does not hold back: the tested system must know what to do with it."""


@dataclass
class IngebouwdSysteem:
    """A reference system in a process of its own; it stops when its standard input closes."""

    rol: Rol
    profiel: str
    gebreken: tuple[str, ...] = ()
    gedrag: str = "gewoon"
    _process: subprocess.Popen[str] | None = None

    def start(self) -> str:
        """Start the process; its address when it accepts connections."""
        command = [sys.executable, "-m", "ketentoets", "sut", "--rol", str(self.rol), "--poort", "0", "--stop-bij-eof"]
        command += ["--profiel", self.profiel, "--gedrag", self.gedrag]
        command += [part for gebrek in self.gebreken for part in ("--gebrek", gebrek)]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None  # noqa: S101 - we asked for a pipe
        for line in self._process.stdout:
            if line.startswith(READY):
                return line.removeprefix(READY).strip()
        raise ConfigurationError(_("het ingebouwde systeem ({rol}) kon niet starten", rol=self.rol))

    def stop(self) -> None:
        """Close its input and wait until it has stopped."""
        if self._process is None:
            return
        assert self._process.stdin is not None and self._process.stdout is not None  # noqa: S101
        self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()
        self._process = None


@dataclass
class Partijen:
    """Makes and keeps the two parties of every role under test in this process.

    With `ingebed` a built-in system lives in this process too: many times faster, and not over HTTP.
    """

    profiel: Profiel
    adressen: dict[Rol, str]
    profielnaam: str
    gebreken: tuple[str, ...] = ()
    gedrag: str = GEWOON
    ingebed: bool = False
    toegang: Toegang = field(default_factory=Toegang.uit)
    _open: dict[Rol, dict[Rol, Partij]] = field(default_factory=dict)
    _partners: dict[Rol, ReferentieActor] = field(default_factory=dict)
    _processen: list[IngebouwdSysteem] = field(default_factory=list)

    def voor(self, sut: Rol) -> dict[Rol, Partij]:
        """Both parties with `sut` as the tested one."""
        if sut not in self._open:
            self._open[sut] = {sut: self._getest(sut), sut.ander: self._gesimuleerd(sut.ander)}
        return self._open[sut]

    def _getest(self, rol: Rol) -> Partij:
        adres = self.adressen[rol]
        if adres == INGEBOUWD and self.ingebed:
            systeem = EmbeddedSystem(referentie(rol, self.profiel, self.gebreken, self.gedrag))
            identity = systeem.identify()
            return Partij(rol, systeem, False, INGEBOUWD, identity, identity.kan)
        if adres == INGEBOUWD:
            process = IngebouwdSysteem(rol, self.profielnaam, self.gebreken, self.gedrag)
            self._processen.append(process)
            partij = verbind(process.start(), rol, Toegang())
            return replace(partij, adres=INGEBOUWD)
        return verbind(adres, rol, self.toegang)

    def _gesimuleerd(self, rol: Rol) -> Partij:
        self._partners[rol] = referentie(rol, self.profiel)
        self._partners[rol].regio = replace(self._partners[rol].regio, **_TEGENSPEL[rol])
        systeem = EmbeddedSystem(self._partners[rol])
        return Partij(rol, systeem, True, "gesimuleerd", systeem.identify())

    def nieuwe_nummers(self, sut: Rol, reeks: int) -> None:
        """Let the partner of a system that is never started over use numbers it has not seen."""
        partner = self._partners.get(sut.ander)
        if partner is not None and not self._open[sut][sut].heeft("inrichting"):
            partner.reeks = reeks

    def beschrijving(self) -> tuple[dict[str, object], ...]:
        """The tested systems, for the run record."""
        return tuple(_beschrijf(parties[sut]) | self._afspraken(sut) for sut, parties in self._open.items())

    def _afspraken(self, sut: Rol) -> dict[str, object]:
        """How a built-in system was told to behave, when it was told anything."""
        if self.adressen[sut] != INGEBOUWD:
            return {}
        told: dict[str, object] = {"gebreken": list(self.gebreken)} if self.gebreken else {}
        return told if self.gedrag == GEWOON else {**told, "gedrag": self.gedrag}

    def sluit(self) -> None:
        """Close connections and stop the processes."""
        for parties in self._open.values():
            for partij in parties.values():
                partij.systeem.close()
        for process in self._processen:
            process.stop()


def verbind(adres: str, rol: Rol | None = None, toegang: Toegang | None = None) -> Partij:
    """Reach a system and ask who it is; raises `ConfigurationError` that says what to mend."""
    systeem = verbinding(adres, toegang or Toegang.uit())
    try:
        return _bekend(systeem, rol)
    except BaseException:
        systeem.close()
        raise


def _bekend(systeem: Kanaal, rol: Rol | None) -> Partij:
    try:
        identity: Identity | None = systeem.identify()
    except SutCannot:
        identity = None
    except SutUnreachable as error:
        raise ConfigurationError(
            _(
                "Het systeem is niet bereikbaar: {reason}. Controleer het adres en of het systeem aan staat.",
                reason=error,
            )
        ) from error
    except SutContractError as error:
        raise ConfigurationError(
            _("Op dit adres antwoordt iets dat het koppelvlak niet spreekt: {reason}", reason=error)
        ) from error
    if identity is None and rol is None:
        raise ConfigurationError(
            _("Het systeem zegt niet welke rol het speelt; geef --rol gemeente of --rol aanbieder op.")
        )
    if identity is not None and rol is not None and identity.rol is not rol:
        raise ConfigurationError(
            _("Het systeem op {adres} is een {echt}, geen {rol}. Geef het juiste adres of de juiste --rol.",
              adres=systeem.adres, echt=identity.rol, rol=rol)
        )  # fmt: skip
    kan = identity.kan if identity is not None else systeem.probe()
    return Partij(identity.rol if identity else rol or Rol.GEMEENTE, systeem, False, systeem.adres, identity, kan)


def _beschrijf(partij: Partij) -> dict[str, object]:
    who = partij.identity
    return {
        "rol": str(partij.rol),
        "adres": partij.adres,
        "naam": who.naam if who else "",
        "versie": who.versie if who else "",
        "standaarden": list(who.standaarden) if who else [],
        "kan": sorted(partij.kan),
    }
