"""Return codes: for every code, message and release which scenario provokes it, or why none does.

A scenario provokes a code when it breaks, in a message it names in its tags, a rule that gives that code.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from ketentoets.core.taal import _
from ketentoets.fixtures.lader import laad_profiel, profielnamen
from ketentoets.fixtures.profiel import Profiel
from ketentoets.fixtures.retourverklaring import Verklaring, verklaring_van
from ketentoets.generators.fouten.register import mutatie, plaatsen
from ketentoets.schemas.releases import PREFIX
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.standaard import codelijst, retour_van
from ketentoets.session.dagen import moment
from ketentoets.steps import feature_files, read_feature
from ketentoets.suite.speelveld import speelveld
from ketentoets.suite.verzamel import SOORT, Uitgewerkt, rollen_van, uitgewerkt
from ketentoets.transports.base import Rol

FOUT = re.compile(
    r"het volgende (?:JW|WMO)?(?P<soort>[0-9]{3})(?:-bericht)? van de \w+ "
    r'(?:bevat de fout "(?P<fout>[^"]+)"|schendt regel (?P<regel>\w+))$'
)
"""The sentence that breaks the next message: by the name of a fault, or by the rule."""
DAG = re.compile(r"het is (?P<dag>.* [0-9]{4}.*)$")
"""The sentence that puts a scenario on a fixed day, and so in one release."""


class Codestand(StrEnum):
    """What became of a return code, the worst first."""

    GAT = "gat"
    OPEN = "nog niet uitgelokt"
    DEELS = "deels uitgelokt"
    VERKLAARD = "verklaard"
    UITGELOKT = "uitgelokt"


@dataclass(frozen=True)
class Uitlokking:
    """A scenario that breaks a rule in a message ('323'), and the standards ('ijw-3.2') in which it does."""

    id: str
    rollen: tuple[Rol, ...]
    regel: str
    soort: str
    standaarden: frozenset[str]


@dataclass(frozen=True)
class Codedekking:
    """A code of a release in the message that carries it ('' when there is none), and what gives it there.

    `heen` is the message that breaks the rule, `regels` the rules that give the code. `verklaring` is only for a
    code without a message.
    """

    standaard: str
    code: str
    omschrijving: str
    heen: str
    bericht: str
    regels: tuple[str, ...]
    uitlokkingen: tuple[Uitlokking, ...] = ()
    verklaring: Verklaring | None = None

    @property
    def stand(self) -> Codestand:
        """Provoked, explained, or neither."""
        if not self.bericht:
            explained = Codestand.VERKLAARD if self.verklaring and self.verklaring.reden else Codestand.OPEN
            return explained if self.verklaring else Codestand.GAT
        if not self.uitlokkingen:
            return Codestand.OPEN
        return Codestand.DEELS if self._nog_niet else Codestand.UITGELOKT

    @property
    def reden(self) -> str:
        """Why it is not, or not by every rule, provoked; '' when it is, or when nobody knows."""
        if not self.bericht:
            return (self.verklaring.reden or self.verklaring.open) if self.verklaring else ""
        regels = ", ".join(self._nog_niet)
        if not regels:
            return ""
        return _("Nog geen scenario schendt {regels} in een {heen}.", regels=regels, heen=self.heen)

    @property
    def _nog_niet(self) -> list[str]:
        return [regel for regel in self.regels if regel not in {u.regel for u in self.uitlokkingen}]


def codedekking(namen: Iterable[str]) -> list[Codedekking]:
    """Every code of these releases ('ijw-3.2'), once for each message that can carry it."""
    return [dekking for naam in namen for dekking in _van(naam)]


def _van(standaard: str) -> Iterator[Codedekking]:
    for code, label in codelijst("RetourCode", standaard).items():
        per_soort = _regels(code, standaard)
        for soort, regels in sorted(per_soort.items()):
            yield _rij(standaard, code, label, soort, tuple(sorted(regels)))
        if not per_soort:
            yield Codedekking(standaard, code, label, "", "", (), verklaring=verklaring_van(code, standaard))


def _regels(code: str, standaard: str) -> dict[str, set[str]]:
    """The rules that give a code in a release, by the message they look at."""
    domein, _sep, release = standaard.partition("-")
    found: dict[str, set[str]] = defaultdict(set)
    for rule in catalogue():
        for soort in rule.berichten if rule.retourcode == code else ():
            if rule.geldt(soort, release, domein):
                found[soort].add(rule.code)
    return found


def _rij(standaard: str, code: str, label: str, soort: str, regels: tuple[str, ...]) -> Codedekking:
    prefix = PREFIX[standaard.partition("-")[0]].upper()
    heen, retour = f"{prefix}{soort}", _antwoord_op(soort)
    if not retour:
        reden = _("{regels}: op een {heen} bestaat geen retourbericht.", regels=", ".join(regels), heen=heen)
        return Codedekking(standaard, code, label, heen, "", regels, verklaring=Verklaring(reden=reden))
    hits = [u for u in uitlokkingen() if u.soort == soort and u.regel in regels and standaard in u.standaarden]
    return Codedekking(standaard, code, label, heen, f"{prefix}{retour}", regels, tuple(hits))


def _antwoord_op(soort: str) -> str:
    """The message in which the codes of a message come back; '' when there is none."""
    return "325" if soort == "323" else retour_van(soort) or ""


@cache
def uitlokkingen() -> tuple[Uitlokking, ...]:
    """Every scenario that breaks a rule on purpose, once for each message it breaks."""
    found = [scenario for path in feature_files() for scenario in uitgewerkt(path, read_feature(path))]
    return tuple(u for scenario in found for u in _uit(scenario))


def _uit(scenario: Uitgewerkt) -> Iterator[Uitlokking]:
    genoemd = {match["soort"] for match in map(SOORT.match, scenario.tags) if match}
    for match in filter(None, map(FOUT.match, scenario.zinnen)):
        fout = mutatie(match["soort"], match["regel"] or match["fout"])
        if fout.regel and fout.bericht in genoemd:
            standaarden = frozenset(f"{d}-{r}" for d, r in plaatsen(fout)) & _gespeeld(scenario)
            yield Uitlokking(scenario.id, rollen_van(scenario.tags), fout.regel, fout.bericht, standaarden)


def _gespeeld(scenario: Uitgewerkt) -> frozenset[str]:
    """The standards in which a scenario is played: by some profile, on its fixed day or on any day."""
    match = next(filter(None, map(DAG.match, scenario.zinnen)), None)
    return frozenset(s for naam in profielnamen() for s in _onder(naam, scenario, match["dag"] if match else ""))


@cache
def _profiel(naam: str) -> Profiel:
    return laad_profiel(naam)


def _onder(naam: str, scenario: Uitgewerkt, dag: str) -> Iterator[str]:
    """The standards of one profile: that of the fixed day, or of every release on any day."""
    profiel = _profiel(naam)
    if dag:
        vast = moment(dag, date.min).date()
        if speelveld(naam).kent(scenario.tags) and profiel.standaarden[0].van <= vast:
            yield profiel.standaard_op(vast)
        return
    for standaard in profiel.standaarden:
        if speelveld(naam, standaard.van).kent(scenario.tags):
            yield f"{profiel.domein}-{standaard.release}"
