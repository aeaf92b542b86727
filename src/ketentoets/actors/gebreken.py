"""The catalogue of planted defects: what a system does wrong, and which rule should catch it."""

from collections.abc import Iterable

from ketentoets.actors.gebrek import Gebrek
from ketentoets.actors.gebreken_aanbieder import GEBREKEN_AANBIEDER
from ketentoets.actors.gebreken_gemeente import GEBREKEN_GEMEENTE
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol

CATALOGUS: tuple[Gebrek, ...] = (*GEBREKEN_GEMEENTE, *GEBREKEN_AANBIEDER)


def namen(rol: Rol) -> tuple[str, ...]:
    """The defects a role can have."""
    return tuple(g.naam for g in CATALOGUS if g.rol is rol)


def controleer(rol: Rol, gevraagd: Iterable[str]) -> frozenset[str]:
    """The asked defects; raises `ConfigurationError` with the list when one is unknown."""
    onbekend = sorted(set(gevraagd) - set(namen(rol)))
    if onbekend:
        raise ConfigurationError(
            _(
                "onbekend gebrek voor {rol}: {namen}. Kies uit: {keuze}",
                rol=rol,
                namen=", ".join(onbekend),
                keuze=", ".join(namen(rol)),
            )
        )
    return frozenset(gevraagd)


def geplant(rol: Rol, gebreken: Iterable[str]) -> tuple[Gebrek, ...]:
    """The defects of these names, in the order of the catalogue."""
    wanted = set(gebreken)
    return tuple(g for g in CATALOGUS if g.rol is rol and g.naam in wanted)
