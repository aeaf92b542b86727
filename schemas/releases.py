"""The releases that are made, when they came, and the numbers that go with a domain."""

from datetime import date
from typing import Any

from ketentoets.core.taal import _
from ketentoets.schemas.shapes import Ingang, Standaard

_GEEN_SCHEMA = _("van deze release was geen officieel schema te vinden; het is afgeleid van 3.2")
_30 = (
    _GEEN_SCHEMA,
    _("AangevraagdProduct (315) en NieuwProduct (317) zonder Budget en met verplicht Product: tot 3.1"),
    _("RedenWijziging 13 en 14 en RedenBeeindiging 38 en 39 bestaan vanaf 3.1"),
    _("RetourCode 9384 en 9385 bestaan vanaf 3.1; 0611, 9413, 9414 en 9415 vanaf 3.2"),
    _("XsdVersie 1.2.0 en 1.0.2 zijn gezien in een JW315 van release 3.0"),
)
_31 = (
    _GEEN_SCHEMA,
    _("RetourCode 0611, 9413, 9414 en 9415 bestaan vanaf 3.2"),
    _("XsdVersie 1.0.0 is aangenomen"),
)

_VAN_2_3 = _("van deze release was geen officieel schema te vinden; het is afgeleid van 2.3")
_22 = (
    _VAN_2_3,
    _(
        "StartProduct (305 en 306) heeft Omvang, tussen Begindatum en StatusAanlevering: zo stond het in 2.1, en 2.3"
        " nam het weg; of 307 het in 2.2 ook had is niet bekend, hier niet"
    ),
    _(
        "ProductCategorie en ProductCode van een Prestatie (303 en 304) mogen ontbreken: pas vanaf 2.3 moesten ze er"
        " staan"
    ),
    _(
        "van wat tussen 2.1 en 2.3 veranderde zonder bekende release (namen van elementen, patronen, RedenWijziging 10,"
        " Eenheid 21 en 81, RetourCode) is de vorm van 2.3 aangehouden"
    ),
)
_24 = (
    _VAN_2_3,
    _("XsdVersie in de Header kwam met 2.4; of het verplicht was is niet bekend: hier mag het ontbreken"),
    _(
        "in de 303 staat XsdVersie na DeclaratieFactuurBedragen, zoals de officiële stylesheet het schrijft; in de 304"
        " op de overeenkomstige plek, en XsdVersieRetour waar 3.0 het heeft"
    ),
    _("welke codes de lijsten van 2.4 erbij kregen is niet bekend: ze zijn die van 2.3"),
    _("hoe een verzoek om toewijzing in 2.4 werd afgewezen is niet bekend: 315 en 316 zijn die van 2.3"),
    _("XsdVersie 1.0.0 is aangenomen"),
)
_REGELS_2 = (
    _(
        "van deze release was geen regellijst te vinden; de regels van 303 en 304 volgen uit de omschrijvingen van de"
        " retourcodes van 2.1 en 2.3, voor de andere berichten zijn er geen regels"
    ),
)
_REGELS_3 = (
    _("van deze release was geen regellijst te vinden; de regels zijn die van 3.2, met wat over hun begin bekend is"),
)

_WMO = _("XsdVersie 1.0.0 is aangenomen")
_WMO_30 = (*_30[:-1], _WMO)
_WMO_32 = (
    _(
        "van de retourberichten en de WMO325 was geen officieel schema te vinden; ze zijn afgeleid van het"
        " heenbericht, zoals dat bij iJw 3.2 gaat"
    ),
)
_ANTWOORDEN = frozenset({"302", "306", "308", "316", "318", "320", "325"})

_LIVE = "feiten D"
INGANG = {
    "2.2": Ingang(date(2018, 4, 3), f"{_LIVE}: live 03-04-2018"),
    "2.3": Ingang(date(2019, 4, 1), f"{_LIVE}: live 01-04-2019 13:00"),
    "2.4": Ingang(date(2020, 3, 30), f"{_LIVE}: live 30-03-2020, zonder overgangsperiode"),
    "3.0": Ingang(date(2021, 1, 4), f"{_LIVE}: live 04-01-2021 13:00"),
    "3.1": Ingang(date(2022, 4, 4), f"{_LIVE}: live 04-04-2022 13:00"),
    "3.2": Ingang(date(2023, 4, 1), f"{_LIVE}: begin april 2023; de dag zelf is niet gevonden", zeker=False),
}
"""Release -> the day on which it went live, in both domains. It lasts until the next one goes live."""


def _standaard(domain: str, release: str, basis: str = "", bericht: str = "", **rest: Any) -> Standaard:
    return Standaard(domain, release, basis, bericht, ingang=INGANG[release], **rest)


def _derived(domain: str, release: str, *rest: str, redenen: tuple[str, ...]) -> Standaard:
    regels = _REGELS_3 if release >= "3.0" else _REGELS_2
    return _standaard(domain, release, *rest, afgeleid=True, redenen=redenen, regels_afgeleid=regels)


STANDAARDEN = (
    _derived("ijw", "2.2", redenen=_22),
    _standaard("ijw", "2.3", regels_afgeleid=_REGELS_2),
    _derived("ijw", "2.4", "1.0.0", "1.0.0", redenen=_24),
    _derived("ijw", "3.0", "1.2.0", "1.0.2", redenen=_30),
    _derived("ijw", "3.1", "1.0.0", "1.0.0", redenen=_31),
    _standaard("ijw", "3.2", "1.0.0", "1.0.0"),
    _derived("iwmo", "2.2", redenen=_22),
    _standaard("iwmo", "2.3", regels_afgeleid=_REGELS_2),
    _derived("iwmo", "2.4", "1.0.0", "1.0.0", redenen=_24),
    _derived("iwmo", "3.0", "1.0.0", "1.0.0", redenen=_WMO_30),
    _derived("iwmo", "3.1", "1.0.0", "1.0.0", redenen=_31),
    _standaard("iwmo", "3.2", "1.0.0", "1.0.0", redenen=_WMO_32, afgeleide_berichten=_ANTWOORDEN),
)
"""All releases with a bundled schema: per domain, the oldest first."""

PREFIX = {"ijw": "jw", "iwmo": "wmo"}
"""Domain -> how its message names start: 'jw315'."""

_SOORTEN = "301 302 303 304 305 306 307 308 315 316 317 318 319 320 323 325"
_CODES = {
    "ijw": "436 437 432|450 433|451 438 439 440 441 446 447 486 487 488 489 490 491",
    "iwmo": "414 415 416|448 417|449 418 419 420 421 444 445 480 481 482 483 484 485",
}
BERICHTCODES = {domain: dict(zip(_SOORTEN.split(), codes.split(), strict=True)) for domain, codes in _CODES.items()}
"""Domain -> message -> BerichtCode; the same in all releases and never used again.

A 303 or 304 has two: first the declaration (D), then the invoice (F).
"""
