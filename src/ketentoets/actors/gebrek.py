"""What a planted defect is."""

from dataclasses import dataclass
from typing import Any

from ketentoets.actors.ingrepen import Ingreep
from ketentoets.actors.termijnen import RETOUR_WERKDAGEN
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol

ONTBREEKT, LAAT, VROEG, DUBBEL = _("ontbreekt"), _("te laat"), _("te vroeg"), _("dubbel")
VOLGORDE, ONGEVRAAGD, KOP, INHOUD = _("volgorde"), _("ongevraagd"), _("kop"), _("inhoud")
RETOUR, BLIND, GELD, TOESTAND = _("retourcode"), _("niet gezien"), _("geld en volume"), _("toestand")
TE_LAAT = RETOUR_WERKDAGEN + 1


@dataclass(frozen=True)
class Gebrek:
    """One defect. `regel` and `bericht` (types, 'JW301 JW319') are what a scenario would name.

    `familie` is the kind of mistake. `ingrepen` happen to outgoing messages, the rules and return codes in `blind`
    are not noticed, `regio` are settings of the region it has wrong, and `gedrag` is the way of working that
    brings the defect out. A defect without any of these lives in the code of the actor, under its name, or
    under `trek` when both roles can have it. `profiel` is the region whose scenarios are played.
    """

    naam: str
    rol: Rol
    familie: str
    regel: str
    bericht: str
    omschrijving: str
    ingrepen: tuple[Ingreep, ...] = ()
    blind: tuple[str, ...] = ()
    regio: tuple[tuple[str, Any], ...] = ()
    gedrag: str = ""
    profiel: str = "alkmaar"
    trek: str = ""


def retourgebreken(rol: Rol, soort: str, heen: str) -> tuple[Gebrek, ...]:
    """What can go wrong with every return message alike, whoever sends it."""
    jw = f"JW{soort}"

    def gebrek(familie: str, naam: str, wat: str, ingreep: Ingreep) -> Gebrek:
        return Gebrek(naam, rol, familie, "OP090", jw, wat, (ingreep,))

    return (
        gebrek(ONTBREEKT, f"geen-{soort}", _("stuurt geen retourbericht op een JW{heen}", heen=heen),
               Ingreep(soort, "niet")),
        gebrek(LAAT, f"{soort}-werkdag-te-laat", _("stuurt het JW{soort} op de vierde werkdag", soort=soort),
               Ingreep(soort, "uitstel", waarde=TE_LAAT)),
        gebrek(DUBBEL, f"{soort}-dubbel", _("stuurt het JW{soort} tweemaal", soort=soort), Ingreep(soort, "dubbel")),
    )  # fmt: skip
