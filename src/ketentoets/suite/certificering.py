"""What a run proves: the gaps that keep it from a certificate, and what a certificate says.

Everything is derived from the journal; nothing is taken over from a report that could have been edited.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from ketentoets import __version__
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.journal import Event, by_scenario
from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.eisenlijst import LANDELIJK, eisenlijst, lijsten
from ketentoets.fixtures.lader import laad_profiel, profiel_uit_data, profielnamen
from ketentoets.schemas.rules.engine import RULESET_VERSION, catalogue
from ketentoets.schemas.standaard import soorten
from ketentoets.steps import feature_files, read_feature
from ketentoets.suite.dekking import Dekking, Stand, dekking
from ketentoets.suite.speelveld import Speelveld, veld_van
from ketentoets.suite.verzamel import Gezegd, Uitgewerkt, rollen_van, uitgewerkt
from ketentoets.transports.base import Rol

FORMAAT = "ketentoets-certificaat"
VERSIE = 1
NIET_IN_DEZE_RUN = "niet in deze run"
_GENOEMD = 5
_NIET_BEWEZEN = (Verdict.FOUT, Verdict.GEZAKT, Verdict.ONBESLIST, Verdict.OVERGESLAGEN)
_REGELBRONNEN = {
    "ketentoets.schemas": (".py", ".xsd", ".csv"),
    "ketentoets.session": (".py",),
    "ketentoets.features": (".feature",),
    "ketentoets.fixtures": (".yaml",),
}
"""What a verdict depends on besides the journal: rules, schemas, code lists, judge, scenarios and requirements."""


def gaten(run: RunRecord, events: list[Event]) -> list[str]:
    """Why this run cannot be certified, one sentence per gap; empty when it can."""
    return list(_gaten(run, events))


def _gaten(run: RunRecord, events: list[Event]) -> Iterator[str]:
    if run.afgebroken:
        yield _("De run is afgebroken: wat nog moest lopen, is niet getoetst.")
    for verdict in _NIET_BEWEZEN:
        if found := [s for s in run.scenarios if s.oordeel is verdict]:
            yield _("{n} {verdict}: {names}", n=len(found), verdict=_(verdict), names=_namen(map(_naam, found)))
    if run.scenarios and run.oordeel is Verdict.NIET_VAN_TOEPASSING:
        yield _("Geen enkel scenario is van toepassing: er is niets bewezen.")
    yield from _release(run, events)
    yield from _keuze(run, events)
    for sut in run.sut:
        if gebreken := sut.get("gebreken"):
            yield _("Het ingebouwde systeem ({rol}) speelde met gebreken: {names}", rol=sut["rol"],
                    names=", ".join(gebreken))  # fmt: skip
    if run.regelset != RULESET_VERSION:
        yield _("De run is gespeeld met regelset {then}; deze ketentoets heeft {now}. Speel de run opnieuw.",
                then=run.regelset, now=RULESET_VERSION)  # fmt: skip


def _release(run: RunRecord, events: list[Event]) -> Iterator[str]:
    """A system that does not speak the release that the profile prescribes on the day of the run is not tested."""
    hoort = standaard_van(events)
    zegt = {sut.get("rol"): sut.get("standaarden") or () for sut in run.sut}
    gezwegen = {(group[0]["id"], group[0]["rol"]) for group in by_scenario(events) if any(map(_zwijgt, group))}
    weg = [
        s for s in run.scenarios
        if s.oordeel is Verdict.NIET_VAN_TOEPASSING and s.standaard == hoort
        and ((s.id, s.rol) in gezwegen or (zegt.get(s.rol) and hoort not in zegt[s.rol]))
    ]  # fmt: skip
    if weg:
        yield _(
            "Op {day} geldt {standaard}, en het systeem zegt die release niet te spreken. Niet getoetst: {n}: {names}."
            " Een certificaat gaat over de release van die dag.",
            day=f"{date.fromisoformat(run.datum):%d-%m-%Y}", standaard=hoort, n=len(weg),
            names=_namen(map(_naam, weg)),
        )  # fmt: skip


def standaard_van(events: list[Event]) -> str:
    """The standard that the profile of a run prescribes on the day of the run: 'ijw-3.2'."""
    return profiel_uit_data(events[0]["profiel"]).standaard_op(date.fromisoformat(events[0]["datum"]))


def _zwijgt(event: Event) -> bool:
    return event.soort == "storing" and bool(event.get("spreekt_niet"))


def _keuze(run: RunRecord, events: list[Event]) -> Iterator[str]:
    """Scenarios of the suite that are not in the run, or that went by other sentences than in the suite."""
    veld = veld_van(profiel_uit_data(events[0]["profiel"]), date.fromisoformat(run.datum))
    suite = {s.id: s for s in _suite(veld)}
    bekend = {(s.id, str(rol)) for s in suite.values() for rol in rollen_van(s.tags)}
    hoort = {(id_, rol) for id_, rol in bekend if rol in run.rollen}
    gespeeld = {(s.id, s.rol): s for s in run.scenarios}
    if not hoort:
        yield _("Geen enkel scenario hoort bij deze rol.")
    if weg := sorted(hoort - set(gespeeld)):
        yield _(
            "Niet gespeeld, want niet gekozen (door -k, -m of --scenario, of op de webpagina bij ‘Hoeveel?’):"
            " {n} van de {total} scenario's: {names}",
            n=len(weg), total=len(hoort),
            names=_namen(f"{suite[id_].naam} [{rol}]" for id_, rol in weg),
        )  # fmt: skip
    if vreemd := sorted(set(gespeeld) - bekend):
        yield _("Geen scenario's van ketentoets: {names}", names=_namen(f"{id_} [{rol}]" for id_, rol in vreemd))
    anders = [
        f"{kop['id']} [{kop['rol']}]"
        for kop, zinnen in _gesproken(events)
        if kop["id"] in suite and not _zelfde(zinnen, suite[kop["id"]].gezegd, gespeeld.get((kop["id"], kop["rol"])))
    ]
    if anders:
        yield _("Gespeeld met andere zinnen dan het scenario van ketentoets: {names}", names=_namen(anders))


def _suite(veld: Speelveld) -> Iterator[Uitgewerkt]:
    """The scenarios that a whole run has there."""
    scenarios = (s for path in feature_files() for s in uitgewerkt(path, read_feature(path)))
    return (s for s in scenarios if veld.kent(s.tags))


def _gesproken(events: list[Event]) -> Iterator[tuple[Event, tuple[Gezegd, ...]]]:
    for group in by_scenario(events):
        yield group[0], tuple(_zin(e) for e in group if e.soort == "stap")


def _zin(event: Event) -> Gezegd:
    return str(event["tekst"]).partition(" ")[2], tuple(tuple(map(str, row)) for row in event.get("tabel", ()))


def _zelfde(gezegd: tuple[Gezegd, ...], hoort: tuple[Gezegd, ...], scenario: ScenarioRecord | None) -> bool:
    """A scenario that passed said every sentence; one that ended early said the first ones."""
    geheel = scenario is not None and scenario.oordeel is Verdict.GESLAAGD
    return gezegd == (hoort if geheel else hoort[: len(gezegd)])


def _naam(scenario: ScenarioRecord) -> str:
    return f"{scenario.naam} [{scenario.rol}]"


def _namen(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    alle = list(names)
    more = [_("en nog {n}", n=len(alle) - _GENOEMD)] if len(alle) > _GENOEMD else []
    return "; ".join([*alle[:_GENOEMD], *more])


def gespeeld(run: RunRecord) -> dict[str, Any]:
    """What follows from the journal alone: the same for whoever judges it again with the same rules."""
    return {
        "run": {key: getattr(run, key) for key in ("run", "begonnen", "klaar", "datum", "zaad", "klok")},
        "profiel": {key: run.profiel[key] for key in ("naam", "titel", "hash")},
        "rollen": list(run.rollen),
        "getest": [dict(sut) for sut in run.sut],
        "oordeel": str(run.oordeel),
        "tellingen": run.counts(),
        "processen": _processen(run.scenarios),
        "standaarden": dict(sorted(Counter(s.standaard for s in _bewezen(run)).items())),
        "berichten": dict(sorted(Counter(m.soort for s in run.scenarios for m in s.berichten).items())),
        "niet_van_toepassing": [
            {"naam": s.naam, "rol": s.rol, "reden": s.reden}
            for s in run.scenarios if s.oordeel is Verdict.NIET_VAN_TOEPASSING
        ],
    }  # fmt: skip


def _processen(scenarios: Iterable[ScenarioRecord]) -> dict[str, dict[str, int]]:
    found: dict[str, Counter[str]] = {}
    for s in scenarios:
        found.setdefault(s.proces, Counter())[str(s.oordeel)] += 1
    return {name: dict(sorted(counts.items())) for name, counts in found.items()}


def inhoud(run: RunRecord, events: list[Event], gemaakt: str) -> dict[str, Any]:
    """What a certificate says, but for the files it belongs to; `gemaakt` is a moment (RFC 3339)."""
    return {
        "formaat": FORMAAT,
        "versie": VERSIE,
        "gemaakt": gemaakt,
        "ketentoets": __version__,
        **gespeeld(run),
        "standaard": standaard_van(events),
        "herkomst": _herkomst(events[0]["profiel"]),
        "afgeleid": {name: list(reasons) for name, reasons in run.afgeleid.items()},
        "regelset": {"versie": RULESET_VERSION, "sha256": regelset_hash()},
        "eisen": _eisen(run),
        "regels": _regels(run),
    }


def _herkomst(profiel: dict[str, Any]) -> str:
    """'meegeleverd' when the profile is exactly the bundled one with its name, else 'eigen'."""
    naam = profiel.get("naam", "")
    try:
        bundled = laad_profiel(naam).model_dump(mode="json") if naam in profielnamen() else None
    except ConfigurationError:
        return "eigen"
    return "meegeleverd" if bundled == profiel else "eigen"


def regelset_hash() -> str:
    """SHA-256 over the files that a verdict depends on: per file its name and its own SHA-256, in order."""
    digest = sha256()
    for package, endings in _REGELBRONNEN.items():
        for name, content in sorted(_bestanden(files(package), "", endings)):
            digest.update(f"{package}/{name} {sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _bestanden(folder: Traversable, prefix: str, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            if item.name != "__pycache__":
                yield from _bestanden(item, f"{prefix}{item.name}/", endings)
        elif item.name.endswith(endings):
            yield f"{prefix}{item.name}", item.read_bytes().replace(b"\r\n", b"\n")


def _eisen(run: RunRecord) -> list[dict[str, Any]]:
    """Per list of requirements how many there are of each standing, for the roles that were tested."""
    oordelen = {(s.id, s.rol): s.oordeel for s in run.scenarios}
    rollen = {Rol(rol) for rol in run.rollen}
    lists = []
    for naam in dict.fromkeys([LANDELIJK, run.profiel["naam"]]):
        if naam in lijsten():
            lijst = eisenlijst(naam)
            rows = [d for d in dekking([lijst], oordelen) if not d.eis.bindt or rollen & set(d.eis.bindt)]
            counts = Counter(_stand(d) for d in rows)
            lists.append({"naam": naam, "titel": lijst.titel, "aantal": len(rows), "standen": dict(counts)})
    return lists


def _stand(rij: Dekking) -> str:
    """The standing of a requirement in this run: tested counts only when a scenario of it passed."""
    if rij.stand in {Stand.GETOETST, Stand.DEELS} and rij.oordeel is not Verdict.GESLAAGD:
        return NIET_IN_DEZE_RUN
    return str(rij.stand)


def _regels(run: RunRecord) -> dict[str, list[str]]:
    """The rules of the releases in the run: provoked, only looked at, or not touched at all.

    Provoked is a rule that the harness broke on purpose, so that the system had to notice.
    """
    alle = {
        rule.code
        for standaard in {s.standaard for s in run.scenarios}
        for rule in catalogue()
        if any(rule.geldt(soort, standaard.partition("-")[2], standaard.partition("-")[0])
               for soort in soorten(standaard))
    }  # fmt: skip
    uitgelokt = {m.mutatie.get("regel", "") for s in _bewezen(run) for m in s.berichten if m.mutatie} & alle
    bekeken = {code for s in _bewezen(run) for code, n in s.bewijs.items() if n} & alle - uitgelokt
    return {
        "uitgelokt": sorted(uitgelokt),
        "bekeken": sorted(bekeken),
        "niet_geraakt": sorted(alle - uitgelokt - bekeken),
    }


def _bewezen(run: RunRecord) -> Iterator[ScenarioRecord]:
    return (s for s in run.scenarios if s.oordeel is Verdict.GESLAAGD)
