"""The test set-up that a system needs before a run, for systems that do not take it over `/inrichting`.

Every scenario has persons of its own; they are the same in every run with the same seed in the same
calendar month, so that a set-up that was loaded once can be used until the month is over.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from ketentoets.core.calendar import AMSTERDAM
from ketentoets.core.journal import Journal
from ketentoets.core.taal import _
from ketentoets.fixtures.profiel import Profiel
from ketentoets.generators.personen import BSN_STAP, geboren_op, persoon
from ketentoets.session.gesprek import Gesprek, Kop
from ketentoets.session.keten import BERICHTDATUM, Keten
from ketentoets.steps import feature_files, read_feature
from ketentoets.steps.zinnen import GEGEVEN, Zin, speel
from ketentoets.suite.verzamel import Uitgewerkt, rollen_van, scenario_nummer, uitgewerkt
from ketentoets.transports.base import Rol

_PERSOON = "een cliënt "
"""How every sentence begins that brings a person in."""


def inrichting(profiel: Profiel, rollen: Iterable[Rol], zaad: int, nu: datetime, tekst: str = "") -> dict[str, Any]:
    """The set-up (contract, *Inrichting*) for all scenarios of these roles; `tekst` chooses as `-k` does."""
    controle = controlepersoon(profiel, zaad, nu)
    gekozen = ((rol, scenario) for rol in rollen for scenario in _scenarios(rol, tekst))
    personen = (c for rol, scenario in gekozen for c in _personen(scenario, rol, profiel, zaad, nu))
    return profiel.inrichting(nu, list({c["bsn"]: c for c in (controle, *personen)}.values()))


def controlepersoon(profiel: Profiel, zaad: int, nu: datetime) -> dict[str, Any]:
    """Whom `ketentoets controle` sends a message about; no scenario uses this person."""
    geboren = geboren_op(11, nu.date().replace(day=1))
    return persoon(zaad, "controle", BSN_STAP - 1, geboren=geboren, gemeente=profiel.gemeente.code)


def _scenarios(rol: Rol, tekst: str) -> list[Uitgewerkt]:
    found = []
    for path in feature_files():
        feature = read_feature(path)
        for scenario in uitgewerkt(path, feature):
            chosen = tekst.casefold() in f"{scenario.id}\n{scenario.naam}\n{feature.name}".casefold()
            if chosen and rol in rollen_van(scenario.tags):
                found.append(scenario)
    return found


def _personen(scenario: Uitgewerkt, rol: Rol, profiel: Profiel, zaad: int, nu: datetime) -> list[dict[str, Any]]:
    """The persons of one scenario, brought in by its own sentences; nothing is exchanged or written here."""
    kop = Kop(scenario.id, "", "", rol, nummer=scenario_nummer(scenario.id, rol))
    keten = Keten({}, cast(Journal, None), nu, BERICHTDATUM)
    gesprek = Gesprek(kop, keten, profiel, zaad, nu.date())
    for zin in scenario.zinnen:
        if zin.startswith(_PERSOON):
            speel(gesprek, Zin(GEGEVEN, zin))
    if not gesprek.clienten:
        gesprek.client()
    return gesprek.clienten


def moment_van(dag: date | None) -> datetime:
    """Nine o'clock on a day, or now."""
    if dag is None:
        return datetime.now(AMSTERDAM).replace(microsecond=0)
    return datetime(dag.year, dag.month, dag.day, 9, tzinfo=AMSTERDAM)


def tabellen(gegevens: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The set-up as flat tables, by name; amounts in eurocents."""
    contract, tarieven = [], []
    for product in gegevens["contract"]:
        flat = {k: " ".join(v) if isinstance(v, list | tuple) else v for k, v in product.items() if k != "tarieven"}
        contract.append(flat)
        tarieven += [{"code": product["code"], **tarief} for tarief in product["tarieven"]]
    return {
        "clienten": gegevens["clienten"],
        "contract": contract,
        "tarieven": tarieven,
        "partijen": [
            {"rol": "gemeente", **gegevens["gemeente"]},
            {"rol": "aanbieder", "code": gegevens["aanbieder"]["agb"], "naam": gegevens["aanbieder"]["naam"]},
        ],
        "feestdagen": [{"datum": dag} for dag in gegevens["feestdagen"]],
        "samenloop_verboden": [{"code": een, "en": ander} for een, ander in gegevens["samenloop_verboden"]],
    }


TITELS = {
    "partijen": _("Partijen"),
    "contract": _("Contract: producten"),
    "tarieven": _("Contract: tarieven (in eurocenten)"),
    "samenloop_verboden": _("Producten die niet samengaan"),
    "feestdagen": _("Feestdagen (geen werkdag)"),
    "clienten": _("Cliënten"),
}
"""The tables in the order of the sheet."""
