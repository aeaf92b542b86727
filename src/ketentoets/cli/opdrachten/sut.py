"""`ketentoets sut`: a reference system to try things on, and the list of what it can do wrong."""

from pathlib import Path
from typing import Annotated

import typer

from ketentoets.cli.opties import GEWOON, EenRol, Gebreken, Gedrag, Profiel
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _

HELP = _("Start een referentiesysteem: een gemeente of aanbieder die zich aan de regels houdt, of juist niet.")


def sut(
    rol: EenRol = "",
    poort: Annotated[int, typer.Option("--poort", help=_("Poort; 0 kiest een vrije."), min=0, max=65535)] = 8701,
    adres: Annotated[str, typer.Option("--adres", help=_("Adres waarop wordt geluisterd."))] = "127.0.0.1",
    profiel: Profiel = "alkmaar",
    gebrek: Gebreken = None,
    gedrag: Gedrag = GEWOON,
    zonder: Annotated[
        list[str] | None,
        typer.Option("--zonder", help=_("Wat het niet kan: klok, opdrachten of inrichting; mag vaker.")),
    ] = None,
    staat: Annotated[
        Path | None, typer.Option("--staat", help=_("Map waarin het bewaart wat het weet, ook na stroomuitval."))
    ] = None,
    toon_gebreken: Annotated[
        bool, typer.Option("--gebreken", help=_("Toon de gebreken die dit systeem kent."))
    ] = False,
    stop_bij_eof: Annotated[bool, typer.Option("--stop-bij-eof", hidden=True)] = False,
) -> None:
    """Start a reference system over HTTP."""
    from ketentoets.actors.beperkt import BeperktSysteem
    from ketentoets.actors.blijvend import BlijvendSysteem
    from ketentoets.actors.server import serve
    from ketentoets.fixtures.lader import laad_profiel
    from ketentoets.suite.referentie import READY, referentie
    from ketentoets.transports.base import Rol

    if toon_gebreken:
        from ketentoets.cli.gebrekentabel import gebrekentabel

        typer.echo(gebrekentabel())
        return
    if rol not in set(Rol):
        raise ConfigurationError(_("Geef --rol gemeente of --rol aanbieder op."))
    actor = referentie(Rol(rol), laad_profiel(profiel), gebrek or (), gedrag)
    systeem = BeperktSysteem(BlijvendSysteem(actor, staat) if staat else actor, zonder or ())
    try:
        serve(systeem, adres, poort, lambda url: print(f"{READY}{url}", flush=True), stop_on_eof=stop_bij_eof)
    except OSError as error:
        raise ConfigurationError(
            _("Kan niet luisteren op {adres}, poort {poort}: {reason}. Kies een andere --poort of --adres.",
              adres=adres, poort=poort, reason=waarom(error))
        ) from error  # fmt: skip
