"""The releases that are made, and the numbers that go with a domain."""

from ketentoets.schemas.shapes import Standaard

_GEEN_SCHEMA = "van deze release was geen officieel schema te vinden; het is afgeleid van 3.2"
_30 = (
    _GEEN_SCHEMA,
    "AangevraagdProduct (315) en NieuwProduct (317) zonder Budget en met verplicht Product: tot 3.1",
    "RedenWijziging 13 en 14 en RedenBeeindiging 38 en 39 bestaan vanaf 3.1",
    "RetourCode 9384 en 9385 bestaan vanaf 3.1; 0611, 9413, 9414 en 9415 vanaf 3.2",
    "XsdVersie 1.2.0 en 1.0.2 zijn gezien in een JW315 van release 3.0",
)
_31 = (
    _GEEN_SCHEMA,
    "RetourCode 0611, 9413, 9414 en 9415 bestaan vanaf 3.2",
    "XsdVersie 1.0.0 is aangenomen",
)

_WMO = "XsdVersie 1.0.0 is aangenomen"
_WMO_30 = (*_30[:-1], _WMO)
_WMO_32 = (
    "van de retourberichten en de WMO325 was geen officieel schema te vinden; ze zijn afgeleid van het"
    " heenbericht, zoals dat bij iJw 3.2 gaat",
)
_ANTWOORDEN = frozenset({"302", "306", "308", "316", "318", "320", "325"})

STANDAARDEN = (
    Standaard("ijw", "2.3", "", ""),
    Standaard("ijw", "3.0", "1.2.0", "1.0.2", afgeleid=True, redenen=_30),
    Standaard("ijw", "3.1", "1.0.0", "1.0.0", afgeleid=True, redenen=_31),
    Standaard("ijw", "3.2", "1.0.0", "1.0.0"),
    Standaard("iwmo", "2.3", "", ""),
    Standaard("iwmo", "3.0", "1.0.0", "1.0.0", afgeleid=True, redenen=_WMO_30),
    Standaard("iwmo", "3.1", "1.0.0", "1.0.0", afgeleid=True, redenen=_31),
    Standaard("iwmo", "3.2", "1.0.0", "1.0.0", redenen=_WMO_32, afgeleide_berichten=_ANTWOORDEN),
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
