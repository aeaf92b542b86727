"""What an exploration leaves behind: `verken.json`, per deviation a feature file, and one journal."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ketentoets import __version__
from ketentoets.core.finding import Finding
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.verken.bestand import als_feature
from ketentoets.verken.dekking import Dekking
from ketentoets.verken.speler import Uitslag
from ketentoets.verken.strategie import alfabet
from ketentoets.verken.wereld import Wereld
from ketentoets.verken.zoeker import Vondst

SCHEMA_VERSION = 1


@dataclass(frozen=True)
class Afwijking:
    """A deviation as it is reported. `herhaald` is what came of playing it once more, with a real journal."""

    nummer: int
    vondst: Vondst
    herhaald: Uitslag

    @property
    def reproduceerbaar(self) -> bool:
        """Whether the same went wrong again."""
        return self.vondst.oorzaak in self.herhaald.oorzaken

    @property
    def naam(self) -> str:
        """The name of its scenario."""
        wat = _naam(self.bevinding) if self.bevinding else self.vondst.oorzaak.soort
        return _("Afwijking {n} ({wat})", n=self.nummer, wat=wat)

    @property
    def bestand(self) -> str:
        """The name of its feature file."""
        return f"afwijking-{self.nummer}.feature"

    @property
    def uitslag(self) -> Uitslag:
        """What is told: the repeated play, or the first one when it could not be repeated."""
        return self.herhaald if self.reproduceerbaar else self.vondst.eerste_uitslag

    @property
    def bevinding(self) -> Finding | None:
        """The finding that speaks for it."""
        return next((f for f in self.uitslag.verslag.bevindingen if f.soort == self.vondst.oorzaak.soort
                     and f.regel == self.vondst.oorzaak.regel), None)  # fmt: skip


def _naam(finding: Finding) -> str:
    return _(" in ").join(part for part in (finding.regel, finding.bericht) if part) or finding.soort


def schrijf_scenario(map_: Path, afwijking: Afwijking, profiel: str) -> Path:
    """Write the feature file of a deviation."""
    path = map_ / afwijking.bestand
    verhaal = afwijking.vondst.verhaal if afwijking.reproduceerbaar else afwijking.vondst.eerste
    path.write_text(als_feature(afwijking.naam, verhaal, afwijking.uitslag.verslag, profiel), encoding="utf-8")
    return path


def oordeel(dekking: Dekking, afwijkingen: Iterable[Afwijking], *, verbroken: bool) -> Verdict:
    """The verdict of an exploration: a harness fault goes first, and nothing seen is never a pass."""
    found = [Verdict.FOUT if a.vondst.fout else Verdict.GEZAKT for a in afwijkingen]
    if Verdict.FOUT in found:
        return Verdict.FOUT
    if found:
        return Verdict.GEZAKT
    if verbroken or dekking.onbeslist or not dekking.oordelen[str(Verdict.GESLAAGD)]:
        return Verdict.ONBESLIST
    return Verdict.GESLAAGD


def als_data(kop: dict[str, Any], w: Wereld, dekking: Dekking, afwijkingen: list[Afwijking]) -> dict[str, Any]:
    """The content of `verken.json`; counts are sorted by name."""
    gebeurd = _zonder_fout(dekking.gebeurtenissen)
    return {
        "schema": SCHEMA_VERSION,
        "ketentoets": __version__,
        **kop,
        "reeksen": dekking.reeksen,
        "stappen": dekking.stappen,
        "berichten": dekking.berichten,
        "oordelen": _gesorteerd(dekking.oordelen),
        "toestanden": _gesorteerd(dekking.toestanden),
        "overgangen": [
            {"van": van, "gebeurtenis": naam, "naar": naar, "keer": n}
            for (van, naam, naar), n in sorted(dekking.overgangen.items())
        ],
        "gebeurtenissen": _gesorteerd(dekking.gebeurtenissen),
        "nooit_gebeurd": sorted({g.naam for g in alfabet(w)} - set(gebeurd)),
        "fouten": [
            {"regel": regel, "bericht": soort, "fout": naam, "keer": n}
            for (regel, soort, naam), n in sorted(dekking.fouten.items())
        ],
        "fouten_zonder_werking": _gesorteerd(dekking.zonder_werking),
        "regels_beoordeeld": _gesorteerd(dekking.regels),
        "onbeslist": _gesorteerd(dekking.onbeslist),
        "onspeelbaar": _gesorteerd(dekking.onspeelbaar),
        "afwijkingen": [_afwijking(a) for a in afwijkingen],
    }


def schrijf_json(map_: Path, data: dict[str, Any]) -> None:
    """Write `verken.json`."""
    (map_ / "verken.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _zonder_fout(gebeurtenissen: Counter[str]) -> set[str]:
    return {naam.removesuffix(" (fout)") for naam in gebeurtenissen}


def _gesorteerd(tellingen: Counter[str]) -> dict[str, int]:
    return dict(sorted(tellingen.items()))


def _afwijking(a: Afwijking) -> dict[str, Any]:
    verhaal = a.vondst.verhaal if a.reproduceerbaar else a.vondst.eerste
    return {
        "naam": a.naam,
        "oorzaak": asdict(a.vondst.oorzaak),
        "oordeel": str(Verdict.FOUT if a.vondst.fout else Verdict.GEZAKT),
        "reproduceerbaar": a.reproduceerbaar,
        "scenario": a.bestand,
        "zinnen": [f"{zin.soort} {zin.tekst}" for zin in verhaal.zinnen],
        "zinnen_bij_vinden": len(a.vondst.eerste.zinnen),
        "berichten": len(a.uitslag.verslag.berichten),
        "bevindingen": [f.as_dict() for f in a.uitslag.verslag.bevindingen],
    }
