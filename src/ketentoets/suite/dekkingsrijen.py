"""The rows of both coverage matrices: requirements and return codes, with what tests them."""

from collections.abc import Sequence

from ketentoets.core.taal import _
from ketentoets.fixtures.eisenlijst import LANDELIJK, eisenlijst, lijsten
from ketentoets.reports.dekking import Rij
from ketentoets.schemas.standaard import afzender
from ketentoets.suite.dekking import Dekking, Gedekt, Oordelen, dekking, oordeel_over
from ketentoets.suite.retourcodes import Codedekking, codedekking
from ketentoets.transports.base import Rol


def eisenrijen(profiel: str, oordelen: Oordelen) -> list[tuple[Dekking, Rij]]:
    """The requirements of the national list and that of a profile, each with its row."""
    namen = [naam for naam in (LANDELIJK, profiel) if naam in lijsten()]
    return [(d, eisrij(d)) for d in dekking([eisenlijst(naam) for naam in namen], oordelen)]


def coderijen(releases: Sequence[str], oordelen: Oordelen) -> list[tuple[Codedekking, Rij]]:
    """The return codes of some releases, each with its row."""
    return [(d, coderij(d, oordelen)) for d in codedekking(releases)]


def eisrij(gedekt: Dekking) -> Rij:
    """The row of a requirement."""
    eis = gedekt.eis
    return Rij(
        gedekt.lijst,
        eis.id,
        eis.feit,
        " ".join(eis.bindt) or "-",
        eis.gewicht,
        str(gedekt.stand),
        eis.reden,
        str(gedekt.oordeel or "-"),
        _namen(gedekt.scenarios),
    )


def coderij(gedekt: Codedekking, oordelen: Oordelen) -> Rij:
    """The row of a return code."""
    scenarios = tuple(Gedekt(u.id, rol, oordelen.get((u.id, rol))) for u in gedekt.uitlokkingen for rol in u.rollen)
    return Rij(
        gedekt.standaard,
        _("{code} in {bericht}", code=gedekt.code, bericht=gedekt.bericht) if gedekt.bericht else gedekt.code,
        f"{gedekt.omschrijving.rstrip('.')}." + (f" ({', '.join(gedekt.regels)})" if gedekt.regels else ""),
        afzender(gedekt.bericht[-3:]) if gedekt.bericht else "-",
        "-",
        str(gedekt.stand),
        gedekt.reden,
        str(oordeel_over(scenarios) or "-"),
        _namen(scenarios),
    )


def _namen(scenarios: Sequence[Gedekt]) -> tuple[str, ...]:
    """The scenarios, one of both roles only once."""
    rollen: dict[str, list[Rol]] = {}
    for scenario in scenarios:
        rollen.setdefault(scenario.id, []).append(scenario.rol)
    return tuple(f"{id_} [{', '.join(rollen_)}]" for id_, rollen_ in rollen.items())
