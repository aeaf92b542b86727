"""The catalogue of planted defects: what a system does wrong, and which rule should catch it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.transports.base import Rol

GEWOON, LAATSTE_MOMENT = "gewoon", "laatste-moment"
GEDRAGINGEN = {
    GEWOON: _("antwoordt meteen of op het volgende werkmoment"),
    LAATSTE_MOMENT: _("stuurt alles in de laatste seconde van de termijn; dat mag"),
}


@dataclass(frozen=True)
class Gebrek:
    """One defect. `regel` and `bericht` are what a scenario would name."""

    naam: str
    rol: Rol
    regel: str
    bericht: str
    omschrijving: str


_G, _A = Rol.GEMEENTE, Rol.AANBIEDER

CATALOGUS: tuple[Gebrek, ...] = (
    Gebrek("geen-316", _G, "OP090", "JW316", _("stuurt geen retourbericht op een verzoek om toewijzing")),
    Gebrek("316-werkdag-te-laat", _G, "OP090", "JW316", _("stuurt het 316-bericht op de vierde werkdag")),
    Gebrek("316-minuut-te-laat", _G, "OP090", "JW316", _("stuurt het 316-bericht een minuut na de termijn")),
    Gebrek(
        "besluit-te-laat",
        _G,
        "OP274",
        "JW301 JW319",
        _("besluit pas op de zesde werkdag over een verzoek om toewijzing"),
    ),
    Gebrek("319-zonder-reden", _G, "CD085", "JW319", _("wijst een verzoek af zonder reden")),
    Gebrek("woonplaats-zonder-gemeente", _G, "TR377", "JW319", _("noemt bij reden 8 geen andere gemeente")),
    Gebrek("stapeling-niet-gezien", _G, "OP347", "JW319", _("wijst een gestapeld product toe in plaats van af")),
    Gebrek("te-ver-terug-toegewezen", _G, "V-1", "JW319", _("wijst een verzoek van meer dan een maand terug toe")),
    Gebrek("301-zonder-referentie", _G, "TR379", "JW301", _("neemt de ReferentieAanbieder van het verzoek niet over")),
    Gebrek("301-onvolledig", _G, "OP087", "JW301", _("laat de andere actuele toewijzingen uit het 301-bericht weg")),
    Gebrek("verwijderde-start-telt", _G, "TR326", "JW306", _("keurt na een verwijderde start de nieuwe start af")),
    Gebrek("geen-301-na-stop", _G, "SAP-3.1.3", "JW301", _("past na een voortijdige stop de einddatum niet aan")),
    Gebrek("325-te-laat", _G, "OP090x4", "JW325", _("stuurt het 325-bericht op de elfde werkdag")),
    Gebrek(
        "325-met-goedgekeurde-regel", _G, "TR342", "JW325", _("stuurt naast afgewezen ook een goedgekeurde regel mee")
    ),
    Gebrek(
        "regels-zonder-start-afgewezen", _G, "OP364", "JW325", _("wijst declaraties af omdat er geen startbericht is")
    ),
    Gebrek("geen-302", _A, "OP090", "JW302", _("stuurt geen retourbericht op een toewijzing")),
    Gebrek("302-werkdag-te-laat", _A, "OP090", "JW302", _("stuurt het 302-bericht op de vierde werkdag")),
    Gebrek("start-te-laat", _A, "OP271", "JW305", _("meldt de start op de zesde werkdag")),
    Gebrek("stop-te-laat", _A, "OP272", "JW307", _("meldt de stop op de zesde werkdag")),
    Gebrek(
        "tijdelijke-stop-als-definitief", _A, "R-3", "JW307", _("meldt een tijdelijke stop (20) als volgens plan (31)")
    ),
    Gebrek(
        "correctie-zonder-verwijdering", _A, "TR326", "JW305", _("meldt de juiste start zonder de oude te verwijderen")
    ),
    Gebrek("verzoek-te-ver-terug", _A, "V-1", "JW315", _("vraagt met meer dan een maand terugwerkende kracht aan")),
    Gebrek("verzoek-op-verwijzing-gemeente", _A, "V-2", "JW315", _("vraagt aan op een verwijzing van de gemeente")),
    Gebrek("verzoek-zonder-einddatum", _A, "T-2", "JW315", _("vraagt aan zonder einddatum")),
    Gebrek("credit-op-afgewezen-regel", _A, "TR323", "JW323", _("crediteert een regel die is afgewezen")),
    Gebrek("credit-zonder-vorige", _A, "CD060", "JW323", _("noemt op een creditregel het vorige nummer niet")),
    Gebrek(
        "uren-per-levering-afgerond", _A, "IV079", "JW323", _("rondt elke levering op uren af in plaats van de som")
    ),
    Gebrek("boven-het-maximum", _A, "TR321", "JW323", _("declareert meer dan het toegewezen volume")),
)


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


def controleer_gedrag(gedrag: str) -> str:
    """The behaviour; raises `ConfigurationError` with the list when it is unknown."""
    if gedrag not in GEDRAGINGEN:
        raise ConfigurationError(
            _("onbekend gedrag {naam}. Kies uit: {keuze}", naam=gedrag, keuze=", ".join(GEDRAGINGEN))
        )
    return gedrag
