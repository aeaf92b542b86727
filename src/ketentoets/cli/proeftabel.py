"""The kill table: as a table for the terminal, as markdown for the docs, as JSON for programs."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tabulate import tabulate

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken import CATALOGUS
from ketentoets.actors.gedrag import GEDRAGINGEN
from ketentoets.cli.proefspel import Proef
from ketentoets.cli.proefuitslag import STANDEN, Uitslag
from ketentoets.core.finding import Finding
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol


@dataclass(frozen=True)
class Gezond:
    """A healthy system: how it works, and the scenarios that it did not pass."""

    proef: Proef
    gespeeld: int
    alarmen: tuple[str, ...]


@dataclass(frozen=True)
class Beproefd:
    """Everything that was tried."""

    uitslagen: tuple[Uitslag, ...]
    gezonden: tuple[Gezond, ...]

    @property
    def overlevenden(self) -> tuple[Uitslag, ...]:
        """The defects that no scenario with their rule caught."""
        return tuple(u for u in self.uitslagen if not u.gevangen)

    @property
    def vals(self) -> int:
        """How many false alarms there were."""
        return sum(len(g.alarmen) for g in self.gezonden)

    @property
    def stuk(self) -> tuple[Uitslag, ...]:
        """The defects with which ketentoets itself broke down."""
        return tuple(u for u in self.uitslagen if u.vreemd)


def tabel(beproefd: Beproefd) -> str:
    """For the terminal."""
    koppen = (_("rol"), _("gebrek"), _("regel"), _("stand"), _("raak"), _("ook"), _("scenario"), _("bevinding"))
    rijen = [
        (u.gebrek.rol, u.gebrek.naam, u.gebrek.regel, u.stand, _raak(u), len(u.ook), u.door, _bevinding(u, 90))
        for u in beproefd.uitslagen
    ]
    delen = [tabulate(rijen, headers=koppen)] if rijen else []
    if beproefd.gezonden:
        gezond = [(g.proef.rol, g.proef.profiel, g.proef.gedrag, g.gespeeld, len(g.alarmen)) for g in beproefd.gezonden]
        delen.append(tabulate(gezond, headers=(_("rol"), _("profiel"), _("gedrag"), _("gespeeld"), _("vals alarm"))))
    return "\n\n".join([*delen, *_nadere(beproefd), samenvatting(beproefd)])


def samenvatting(beproefd: Beproefd) -> str:
    """One line."""
    return _(
        "{n} gebreken: {gevangen} gevangen, {over} niet. {m} keer een gezond systeem: {vals} keer vals alarm.",
        n=len(beproefd.uitslagen),
        gevangen=len(beproefd.uitslagen) - len(beproefd.overlevenden),
        over=len(beproefd.overlevenden),
        m=len(beproefd.gezonden),
        vals=beproefd.vals,
    )


def _nadere(beproefd: Beproefd) -> list[str]:
    regels = [_("Niet gevangen: {naam} ({rol}), {wat}", naam=u.gebrek.naam, rol=u.gebrek.rol, wat=u.gebrek.omschrijving)
              for u in beproefd.overlevenden]  # fmt: skip
    regels += [_("Vals alarm: {rol} {naam}, {wat}", rol=g.proef.rol, naam=g.proef.gedrag, wat=alarm)
               for g in beproefd.gezonden for alarm in g.alarmen]  # fmt: skip
    regels += [_("Ketentoets brak af: {naam}, {wat}", naam=u.gebrek.naam, wat=u.vreemd[0]) for u in beproefd.stuk]
    return ["\n".join(regels)] if regels else []


def _raak(u: Uitslag) -> str:
    return f"{len(u.raak)}/{len(u.raak) + len(u.gemist)}"


def _bevinding(u: Uitslag, breed: int = 0) -> str:
    if u.bevinding is None:
        return ""
    tekst = ": ".join(filter(None, (u.bevinding.regel or u.bevinding.soort, u.bevinding.tekst)))
    return f"{tekst[: breed - 1]}…" if breed and len(tekst) > breed else tekst


def als_json(beproefd: Beproefd) -> str:
    """Everything, for programs."""
    data = {
        "samenvatting": {
            "gebreken": len(beproefd.uitslagen),
            "gevangen": len(beproefd.uitslagen) - len(beproefd.overlevenden),
            "overlevenden": [u.gebrek.naam for u in beproefd.overlevenden],
            "vals_alarm": beproefd.vals,
        },
        "gebreken": [_uitslag_json(u) for u in beproefd.uitslagen],
        "gezond": [
            {
                "rol": str(g.proef.rol),
                "gedrag": g.proef.gedrag,
                "profiel": g.proef.profiel,
                "gespeeld": g.gespeeld,
                "alarmen": list(g.alarmen),
            }
            for g in beproefd.gezonden
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def uit_json(tekst: str) -> Beproefd:
    """What `als_json` wrote; raises ValueError, KeyError or TypeError when it is something else."""
    data = json.loads(tekst)
    bekend = {(str(g.rol), g.naam): g for g in CATALOGUS}
    uitslagen = tuple(_uitslag_uit(bekend[u["rol"], u["naam"]], u) for u in data["gebreken"])
    gezonden = tuple(
        Gezond(Proef(Rol(g["rol"]), gedrag=g["gedrag"], profiel=g["profiel"]), g["gespeeld"], tuple(g["alarmen"]))
        for g in data["gezond"]
    )
    return Beproefd(uitslagen, gezonden)


def _uitslag_uit(gebrek: Gebrek, u: dict[str, Any]) -> Uitslag:
    b = u["bevinding"]
    bevinding = Finding(b["soort"], b["tekst"], regel=b["regel"], bericht=b["bericht"]) if b else None
    lijsten = {naam: tuple(u[naam]) for naam in ("raak", "gemist", "ook", "ook_om")}
    return Uitslag(
        gebrek, u["gespeeld"], vreemd=tuple(u["afgebroken"]), door=b["scenario"] if b else "", bevinding=bevinding,
        **lijsten,
    )  # fmt: skip


def _uitslag_json(u: Uitslag) -> dict[str, Any]:
    g = u.gebrek
    return {
        "naam": g.naam, "rol": str(g.rol), "familie": g.familie, "regel": g.regel, "berichten": g.bericht.split(),
        "omschrijving": g.omschrijving, "stand": u.stand, "gespeeld": u.gespeeld, "raak": list(u.raak),
        "gemist": list(u.gemist), "ook": list(u.ook), "ook_om": list(u.ook_om), "bevinding": _bevinding_json(u),
        "afgebroken": list(u.vreemd),
    }  # fmt: skip


def _bevinding_json(u: Uitslag) -> dict[str, str] | None:
    f = u.bevinding
    if f is None:
        return None
    return {"scenario": u.door, "soort": f.soort, "regel": f.regel, "bericht": f.bericht, "tekst": f.tekst}


def als_markdown(beproefd: Beproefd) -> str:
    """The page of the docs."""
    standen = Counter(u.stand for u in beproefd.uitslagen)
    uitleg = [f"- **{naam}** ({standen[naam]}): {wat}." for naam, wat in STANDEN.items()]
    delen = [
        _("# Zelfproef: vangt de toets elk gebrek?"),
        _(
            "Dit bestand wordt gemaakt met `make zelfproef`; pas het niet met de hand aan. Elk gebrek is gespeeld in "
            "elk scenario van zijn rol dat het kan raken: waar het gezonde systeem zo'n bericht niet stuurt, of die "
            "code niet geeft, kan het niet anders gaan dan zonder het gebrek."
        ),
        samenvatting(beproefd),
        "\n".join(uitleg),
        _(
            "*Raak* telt de scenario's die de regel van het gebrek noemen: gezakt van het totaal. *Ook* telt de andere "
            "die zakten, met de regels waarop: zij hebben hetzelfde bericht nodig. De bevinding is de "
            "meest sprekende."
        ),
        *(_rol_markdown(beproefd, rol) for rol in Rol),
        _gezond_markdown(beproefd.gezonden),
        *([_("## Niet gevangen, of vals alarm"), *_nadere(beproefd)] if _nadere(beproefd) else []),
    ]
    return "\n\n".join(delen)


def _rol_markdown(beproefd: Beproefd, rol: Rol) -> str:
    koppen = (
        _("gebrek"), _("soort"), _("wat het doet"), _("regel"), _("stand"), _("raak"), _("ook"),
        _("gevangen door"), _("bevinding"),
    )  # fmt: skip
    rijen = [
        (f"`{u.gebrek.naam}`", u.gebrek.familie, u.gebrek.omschrijving, f"{u.gebrek.regel} {u.gebrek.bericht}", u.stand,
         _raak(u), _ook(u), u.door, _bevinding(u))
        for u in beproefd.uitslagen if u.gebrek.rol is rol
    ]  # fmt: skip
    return "\n\n".join([_("## Gebreken van de {rol}", rol=rol), _tabel(koppen, rijen)])


def _ook(u: Uitslag) -> str:
    return f"{len(u.ook)} ({', '.join(u.ook_om)})" if u.ook else "0"


def _gezond_markdown(gezonden: Sequence[Gezond]) -> str:
    koppen = (_("rol"), _("gedrag"), _("profiel"), _("wat het doet"), _("gespeeld"), _("vals alarm"))
    rijen = [
        (str(g.proef.rol), f"`{g.proef.gedrag}`", g.proef.profiel, GEDRAGINGEN[g.proef.gedrag].omschrijving,
         str(g.gespeeld), str(len(g.alarmen)))
        for g in gezonden
    ]  # fmt: skip
    return "\n\n".join([_("## Gezonde systemen"), _tabel(koppen, rijen)])


def _tabel(koppen: Iterable[str], rijen: Iterable[Iterable[str]]) -> str:
    regels = [list(koppen)]
    regels += [["---"] * len(regels[0]), *([_cel(cel) for cel in rij] for rij in rijen)]
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels)


def _cel(tekst: str) -> str:
    return str(tekst).replace("|", "\\|").replace("\n", " ")


MAKERS = {"tabel": tabel, "markdown": als_markdown, "json": als_json}
