"""Two runs next to each other: what is worse, what is better, what is different. Pure functions of both records.

Scenarios are the same when id and rol are; causes when the same thing is wrong (`causes.Cause.sleutel`).
"""

import textwrap
from dataclasses import dataclass
from functools import cached_property

from ketentoets.core.record import RunRecord, ScenarioRecord
from ketentoets.core.taal import _
from ketentoets.core.verdict import ROLL_UP_ORDER, Verdict
from ketentoets.reports import words
from ketentoets.reports.causes import Cause, causes

_GENOEMD = 20
"""So many scenarios a terminal names per heading; the page has them all."""
_GOED = frozenset({Verdict.GESLAAGD, Verdict.NIET_VAN_TOEPASSING})


@dataclass(frozen=True)
class Paar:
    """One scenario in both runs; one of them is None when only the other run had it."""

    eerder: ScenarioRecord | None
    nu: ScenarioRecord | None

    @property
    def scenario(self) -> ScenarioRecord:
        """The scenario as it is now, else as it was."""
        found = self.nu or self.eerder
        if found is None:
            raise ValueError("a pair without scenarios")
        return found

    @property
    def richting(self) -> int:
        """1 when it became worse, -1 better, 0 when the verdict is as good as it was."""
        if self.eerder is None or self.nu is None or self.eerder.oordeel is self.nu.oordeel:
            return 0
        good = (self.eerder.oordeel in _GOED, self.nu.oordeel in _GOED)
        if good[0] is not good[1]:
            return 1 if good[0] else -1
        places = ROLL_UP_ORDER.index(self.eerder.oordeel), ROLL_UP_ORDER.index(self.nu.oordeel)
        return 0 if all(good) else 1 if places[1] < places[0] else -1

    @property
    def anders(self) -> bool:
        """Whether anything that was found or said differs."""
        if self.eerder is None or self.nu is None:
            return True
        return _wat(self.eerder) != _wat(self.nu)


def _wat(s: ScenarioRecord) -> tuple[object, ...]:
    """What counts of a scenario; the id of a message differs from run to run."""
    found = tuple((f.soort, f.regel, f.bericht, f.pad, f.verwacht, f.gevonden, f.gevolg) for f in s.bevindingen)
    return s.oordeel, s.reden, found


@dataclass(frozen=True)
class Vergelijking:
    """Two runs; `eerder` is the one to compare with."""

    eerder: RunRecord
    nu: RunRecord

    @cached_property
    def paren(self) -> list[Paar]:
        """Every scenario of either run, those of now first, in their order."""
        was = {(s.id, s.rol): s for s in self.eerder.scenarios}
        pairs = [Paar(was.pop((s.id, s.rol), None), s) for s in self.nu.scenarios]
        return [*pairs, *(Paar(s, None) for s in was.values())]

    @cached_property
    def slechter(self) -> list[Paar]:
        """The scenarios that became worse."""
        return [p for p in self.paren if p.richting > 0]

    @cached_property
    def beter(self) -> list[Paar]:
        """The scenarios that became better."""
        return [p for p in self.paren if p.richting < 0]

    @cached_property
    def anders(self) -> list[Paar]:
        """The scenarios that are as good or bad as before, for another reason."""
        return [p for p in self.paren if p.eerder and p.nu and not p.richting and p.anders]

    @cached_property
    def alleen_nu(self) -> list[Paar]:
        """The scenarios that only this run has."""
        return [p for p in self.paren if p.eerder is None]

    @cached_property
    def alleen_eerder(self) -> list[Paar]:
        """The scenarios that only the other run has."""
        return [p for p in self.paren if p.nu is None]

    @cached_property
    def oorzaken(self) -> tuple[list[Cause], list[Cause], list[Cause]]:
        """The causes that are new, those that are gone, and those that stayed (as they are now)."""
        was, now = causes(self.eerder.scenarios), causes(self.nu.scenarios)
        old, new = {c.sleutel for c in was}, {c.sleutel for c in now}
        return (
            [c for c in now if c.sleutel not in old],
            [c for c in was if c.sleutel not in new],
            [c for c in now if c.sleutel in old],
        )

    @property
    def gelijk(self) -> bool:
        """Whether nothing differs at all."""
        return not any(p.anders for p in self.paren)

    def titel(self) -> str:
        """What it is compared with: another run, or the same one under another profile."""
        if self.eerder.run == self.nu.run:
            return _("Vergeleken met een oordeel onder profiel {profile}", profile=words.profile_name(self.eerder))
        return _("Vergeleken met de run van {moment}", moment=words.shown(self.eerder.begonnen))

    def groepen(self) -> list[tuple[str, list[Paar]]]:
        """What differs, with a heading each; empty groups are left out."""
        groups = [
            (_("Slechter geworden"), self.slechter),
            (_("Beter geworden"), self.beter),
            (_("Zelfde oordeel, andere bevindingen"), self.anders),
            (_("Alleen in deze run"), self.alleen_nu),
            (_("Alleen in de andere run"), self.alleen_eerder),
        ]
        return [(title, pairs) for title, pairs in groups if pairs]

    def oorzaakgroepen(self) -> list[tuple[str, list[Cause]]]:
        """The causes, with a heading each; empty groups are left out."""
        new, gone, stayed = self.oorzaken
        groups = [(_("Nieuwe oorzaken"), new), (_("Verdwenen oorzaken"), gone), (_("Gebleven oorzaken"), stayed)]
        return [(title, found) for title, found in groups if found]

    def verschillen(self) -> list[tuple[str, str, str]]:
        """In what the runs themselves differ: what it is, what it was, what it is now."""
        facts = [(_vastgelegd(self.eerder), _vastgelegd(self.nu))]
        return [(name, was, now[name]) for old, now in facts for name, was in old.items() if was != now[name]]

    def samenvatting(self) -> str:
        """'2 slechter, 5 beter, 300 gelijk' in one sentence."""
        if self.gelijk:
            return _("Geen verschil: {n}, allemaal met hetzelfde oordeel en dezelfde bevindingen.",
                     n=words.n_scenarios(len(self.paren)))  # fmt: skip
        same = sum(not p.anders for p in self.paren)
        worse, better, other = len(self.slechter), len(self.beter), len(self.anders)
        only_now, only_then = len(self.alleen_nu), len(self.alleen_eerder)
        parts = [
            (worse, _("{n} slechter", n=worse)),
            (better, _("{n} beter", n=better)),
            (other, _("{n} anders", n=other)),
            (only_now, _("{n} alleen in deze run", n=only_now)),
            (only_then, _("{n} alleen in de andere run", n=only_then)),
            (same, _("{n} gelijk", n=same)),
        ]
        return ", ".join(text for n, text in parts if n) + "."


def _vastgelegd(run: RunRecord) -> dict[str, str]:
    systems = (f"{s.get('naam', '')} {s.get('versie', '')}".strip() for s in run.sut)
    return {
        _("run"): words.one_line(run.run),
        _("getest systeem"): ", ".join(map(words.one_line, systems)),
        _("profiel"): words.profile_name(run),
        _("regelset"): words.one_line(run.regelset),
        _("klok"): words.one_line(run.klok),
        _("datum"): words.one_line(run.datum),
        _("zaad"): str(run.zaad),
        _("ketentoets"): words.one_line(run.ketentoets),
    }


def als_tekst(v: Vergelijking, width: int) -> str:
    """The comparison for a terminal, at most `width` columns."""
    lines = [
        _("{name}: {was}, nu {now}", name=name, was=was or "-", now=now or "-") for name, was, now in v.verschillen()
    ]
    for title, found in v.oorzaakgroepen():
        lines += ["", _kop(title, len(found)), *(_regel(c) for c in found)]
    for title, pairs in v.groepen():
        lines += ["", _kop(title, len(pairs)), *(_paarregel(p) for p in pairs[:_GENOEMD])]
        lines += [_("    en nog {n}", n=len(pairs) - _GENOEMD)] if len(pairs) > _GENOEMD else []
    lines += ["", v.samenvatting()]
    wrapped = (
        textwrap.wrap(line, max(width, 40), subsequent_indent="      ", break_on_hyphens=False) for line in lines
    )
    return "\n".join(line for part in wrapped for line in part or [""]) + "\n"


def _kop(title: str, n: int) -> str:
    return _("{title} ({n})", title=title, n=n)


def _regel(cause: Cause) -> str:
    rules = ", ".join(cause.regels)
    text = words.one_line(f"{rules}: {cause.titel()}" if rules else cause.titel())
    return f"  - {text} ({words.n_scenarios(cause.scenario_count())})"


def _paarregel(paar: Paar) -> str:
    s = paar.scenario
    name = f"{words.one_line(s.naam)} [{words.one_line(s.rol)}]"
    if paar.eerder is None or paar.nu is None:
        return f"  - {name}: {_(s.oordeel)}"
    return _("  - {name}: {was} werd {now}", name=name, was=_(paar.eerder.oordeel), now=_(paar.nu.oordeel))
