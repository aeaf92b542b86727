"""The choices of a run, read from the options."""

from typing import TYPE_CHECKING

from ketentoets.cli.opties import dag, keuze
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _

if TYPE_CHECKING:
    from ketentoets.suite.uitvoering import Keuzes


def keuzes_van(
    profiel: str,
    adressen: tuple[str, ...],
    rol: str,
    klok: str,
    datum: str,
    zaad: int,
    gebrek: list[str] | None,
    gedrag: str,
) -> "Keuzes":
    """The choices that a run and an exploration share; a wrong one is a sentence."""
    from ketentoets.actors import gebreken
    from ketentoets.actors.gedrag import gedrag_van
    from ketentoets.suite.uitvoering import Keuzes
    from ketentoets.transports.base import Rol

    keuzes = Keuzes(
        profiel=profiel,
        sut=adressen,
        rol=rol,
        klok=keuze("--klok", klok, {"", "virtueel", "berichtdatum", "werkelijk"}),
        datum=dag(datum, "--datum"),
        zaad=zaad,
        gebreken=tuple(gebrek or ()),
        gedrag=gedrag_van(gedrag).naam,
    )
    if keuzes.gebreken:
        if rol not in set(Rol):
            raise ConfigurationError(_("Kies bij --gebrek ook een rol: --rol gemeente of --rol aanbieder."))
        gebreken.controleer(Rol(rol), keuzes.gebreken)
    return keuzes
