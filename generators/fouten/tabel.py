"""The matrix of mutations, docs/mutaties.md: `python -m ketentoets.generators.fouten.tabel [folder]`."""

import sys
from collections import Counter
from pathlib import Path

from ketentoets.core.message import parse
from ketentoets.core.taal import _
from ketentoets.generators.fouten.breken import breek
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.generators.fouten.register import ZONDER, plaatsen, regelmutaties
from ketentoets.generators.fouten.scenario import reden_buiten_scenario
from ketentoets.generators.fouten.verhalen import context, verhaal_van
from ketentoets.schemas.rules.engine import apply, catalogue
from ketentoets.schemas.validator import level1

BESTAND = Path("docs", "mutaties.md")
KOPPEN = (
    "Regel", "Niveau", "Bericht", "Fout", "Wijziging", "Bevinding", "Retourcode", "Ook geschonden", "Plaatsen",
    "In scenario",
)  # fmt: skip
ZAAD = 1


def tabel() -> str:
    """The file as text; made from the mutations themselves, applied to the messages of one seed."""
    mutaties = sorted(regelmutaties(), key=lambda m: (m.regel, m.bericht))
    rows = [_rij(KOPPEN), _rij(("---",) * len(KOPPEN)), *(_rij(_cellen(m)) for m in mutaties)]
    return "\n".join([*_inleiding(mutaties), "", *rows, "", *_zonder(), ""])


def _inleiding(mutaties: list[Mutatie]) -> list[str]:
    levels = Counter(m.niveau for m in mutaties)
    places = sum(len(plaatsen(m)) for m in mutaties)
    return [
        _("# De fouten die ketentoets kan maken"),
        "",
        _("Dit bestand wordt gemaakt met `python -m ketentoets.generators.fouten.tabel`;"
          " pas het niet met de hand aan."),
        _("Voor {regels} regels zijn er {n} mutaties (regel en bericht), die samen op {plaatsen} plaatsen"
          " (domein en release) zijn getoetst.",
          regels=len({m.regel for m in mutaties}), n=len(mutaties), plaatsen=places),
        _("Niveau 1: {een}; niveau 2: {twee}; niveau 3: {drie}; niveau 4: {vier}.",
          een=levels[1], twee=levels[2], drie=levels[3], vier=levels[4]),
        _("In de scenario's zijn er {ja} van te vinden.",
          ja=sum(1 for m in mutaties if not reden_buiten_scenario(m))),
        "",
        _("- **Wijziging**: wat er in een goed bericht verandert; bij herhalende elementen in het eerste."),
        _("- **Bevinding**: wat de validator er dan van zegt."),
        _("- **Retourcode**: de code en de klasse die terug moeten komen; niveau 1 wordt al bij aflevering geweigerd,"
          " en op een 304 of 325 bestaat geen antwoordbericht."),
        _("- **Ook geschonden**: regels die door dezelfde fout niet anders dan mee kunnen gaan."),
        _("- **Plaatsen**: in hoeveel domeinen maal releases de mutatie bestaat en wordt getoetst."),
        _("- **In scenario**: of `ketentoets run` haar op het geteste systeem probeert."),
    ]  # fmt: skip


def _cellen(fout: Mutatie) -> tuple[str, ...]:
    wijziging, bevinding = _voorbeeld(fout)
    answer = _("{code} bij {klasse}", code=fout.retourcode, klasse=fout.klasse) if fout.retourcode else "-"
    return (
        fout.regel, str(fout.niveau), fout.bericht, fout.omschrijving, wijziging, bevinding, answer,
        " ".join(fout.samen_met) or "-", str(len(plaatsen(fout))), _in_scenario(fout),
    )  # fmt: skip


def _in_scenario(fout: Mutatie) -> str:
    reason = reden_buiten_scenario(fout)
    return _("nee: {reden}", reden=reason) if reason else _("ja")


def _voorbeeld(fout: Mutatie) -> tuple[str, str]:
    """The changes and the finding in the newest release, as the validator reports it."""
    domein, release = max(plaatsen(fout), key=lambda p: (p[0] == "ijw", p[1]))
    verhaal = verhaal_van(fout.verhaal)
    eerder, goed = verhaal.berichten(release, domein, ZAAD, fout.zonder)
    raw, gedaan = breek(fout, goed, [parse(e) for e in eerder])
    changes = [gedaan["wijziging"]] if gedaan["wijziging"] else []
    changes += [_("{soort} blijft weg", soort=verhaal.vooraf[n].soort) for n in fout.zonder]
    bericht, findings = level1(raw)
    if bericht is not None and not findings:
        klok = verhaal.klok or parse(goed).dagtekening
        findings = [f for f in apply(context(bericht, eerder, klok)).findings if f.regel == fout.regel]
    return "; ".join(changes), findings[0].tekst


def _zonder() -> list[str]:
    rows = [_("## Wat niet te breken is"), "", _rij(("Regel", "Bericht", "Release", "Reden")), _rij(("---",) * 4)]
    for reason in ZONDER:
        rows.append(_rij((reason.regel, " ".join(reason.berichten), " ".join(reason.releases) or "-", reason.reden)))
    missing = {rule.code for rule in catalogue()} - {m.regel for m in regelmutaties()}
    return [*rows, "", _("Regels zonder enige mutatie: {n}.", n=len(missing))]


def _rij(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def main(arguments: list[str]) -> None:
    """Write the matrix in the folder given, or where we are."""
    folder = Path(arguments[0] if arguments else ".")
    (folder / BESTAND).write_text(tabel(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
