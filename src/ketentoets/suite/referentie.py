"""A reference system for a region; light, because it is what a process of its own starts with."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ketentoets.actors.aanbieder import ReferentieAanbieder
from ketentoets.actors.base import ReferentieActor
from ketentoets.actors.factuur import LAATSTE_DAG
from ketentoets.actors.gedrag import GEWOON
from ketentoets.actors.gemeente import ReferentieGemeente
from ketentoets.actors.regio import Regio
from ketentoets.fixtures.profiel import Profiel
from ketentoets.transports.base import Rol

READY = "Luistert op "
"""What a process of a reference system says when it accepts connections, before its address."""


def regio_van(profiel: Profiel) -> Regio:
    """The regional settings of a profile, as a reference system is configured with them."""
    r = profiel.regio
    return Regio(
        terugwerkende_kracht_maanden=maanden.waarde if (maanden := r.terugwerkende_kracht_maanden) else None,
        vow_vanaf=r.wijzigingsverzoek_vanaf.waarde,
        alleen_specifiek=r.alleen_specifiek.waarde,
        einddatum_verplicht=r.einddatum_verplicht.waarde,
        volume_verplicht=r.volume_verplicht.waarde,
        verwijzers_zonder_verzoek=r.verwijzers_zonder_verzoek.waarde,
        standaardfrequentie=bool((vast := profiel.toewijzen.standaardfrequentie) and vast.waarde),
        vervalt_na_maanden=vervalt.n if (vervalt := profiel.toewijzen.vervalt_na) else None,
        correctie_maanden=late.n if (late := profiel.termijnen.correctie_goedgekeurd) else None,
        **_facturen(profiel),
    )


def _facturen(profiel: Profiel) -> dict[str, Any]:
    """What the profile says about the 303; F where that is allowed, because it asks most of a provider."""
    perioden = [c for c in profiel.claimperiode if c.soort == "4-weken"]
    paren = [p for p in profiel.berichtenparen if p.declaratie.startswith("303")]
    antwoord = profiel.termijnen.antwoord_303
    return {
        "factuurvorm": "F" if profiel.noemt_factuur else "D",
        "factuurvormen": frozenset(profiel.factuurvormen),
        "afgekeurd_crediteren": frozenset(profiel.eerst_crediteren),
        "verlengde_perioden": tuple((u.periode, u.tot) for c in perioden for u in c.uitbreidingen),
        "vierwekelijks": bool(perioden),
        "zorg_303_tot": max((p.zorg_tot or date.max for p in paren), default=LAATSTE_DAG),
        "indienen_303_tot": max((p.indienen_tot or date.max for p in paren), default=date.max),
        "antwoord_303": (antwoord.n, antwoord.eenheid) if antwoord else (20, "werkdagen"),
        "indicaties_gescheiden": profiel.indicaties_gescheiden,
        "opsparen_geparkeerd": profiel.declareren.opsparen is not None,
    }


def referentie(rol: Rol, profiel: Profiel, gebreken: Iterable[str] = (), gedrag: str = GEWOON) -> ReferentieActor:
    """A reference actor for a region."""
    kind = ReferentieGemeente if rol is Rol.GEMEENTE else ReferentieAanbieder
    return kind(regio=regio_van(profiel), gebreken=frozenset(gebreken), gedrag=gedrag)
