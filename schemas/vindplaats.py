"""Where the standard says what a finding is about: a name that does not age, and a page to read.

Addresses are given for release 3.2 only: of the older releases no page is known to exist. The page
of a technical rule is the overview of all rules, because only that address is known from a source.
"""

import re

from ketentoets.core.taal import _
from ketentoets.schemas.model import model
from ketentoets.schemas.standaard import standaarden, uit_naam

_DOMEIN = {"ijw": "iJw", "iwmo": "iWmo"}
_SITE = "https://informatiemodel.istandaarden.nl/informatiemodel"
_MET_PAGINA = "3.2"
_REGEL = re.compile(r"(?P<soort>TR|CD|CS|OP|IV)[0-9]{3}(?:x[0-9])?")
_RETOURCODE, _FACTUUR = "RC", "F-"
"""How our own names of the rules of 303 and 304 start: these have no number in the standard."""
_SOORT = {
    "TR": (_("technische regel"), ""),
    "CD": (_("conditie"), "conditie/"),
    "CS": (_("constraint"), "constraint/"),
    "OP": (_("bedrijfsregel"), "bedrijfsregel/"),
    "IV": (_("invulinstructie"), "invulinstructie/"),
}


def standaard_van(bericht: str, release: str) -> str:
    """('JW305', '3.2') -> 'ijw-3.2'; '' when one of the two is not known."""
    return uit_naam(bericht, release)[0] if release else ""


def regelbron(standaard: str, regel: str) -> str:
    """('ijw-3.2', 'TR019') -> 'iJw 3.2, technische regel TR019'; '' for what is no rule of the standard.

    Without a standard ('', when a message says none) it is the rule alone.
    """
    kind = _soort_en_naam(regel)
    if not kind:
        return ""
    domain, _streep, release = standaard.partition("-")
    return f"{_DOMEIN[domain]} {release}, {kind}" if domain in _DOMEIN else kind


def _soort_en_naam(regel: str) -> str:
    match = _REGEL.fullmatch(regel)
    if match:
        return _("{kind} {rule}", kind=_SOORT[match["soort"]][0], rule=regel)
    if regel.startswith(_RETOURCODE):
        return _("de regel van retourcode {code}", code=regel.removeprefix(_RETOURCODE))
    return _("factuurregel {rule}", rule=regel) if regel.startswith(_FACTUUR) else ""


def pagina(standaard: str, soort: str, regel: str) -> str:
    """The address of the rules, or of the message for what is no rule; '' when none is known."""
    domain, _streep, release = standaard.partition("-")
    if release != _MET_PAGINA or domain not in _DOMEIN:
        return ""
    match = _REGEL.fullmatch(regel)
    if match:
        return f"{_SITE}/{domain}/{release}/regels/{_SOORT[match['soort']][1]}"
    return f"{_SITE}/{domain}/{release}/berichten/{model(standaard).prefix(soort)}/" if soort else ""


def datatype(standaard: str, soort: str, pad: str) -> str:
    """The data type or class of the element at a path: 'LDT_Geslacht'; '' when the standard has no such element."""
    if standaard not in standaarden() or soort not in model(standaard).messages:
        return ""
    found = "Root"
    for stap in pad.split("/")[1:]:
        klasse = model(standaard).children(soort, found)
        element = klasse.element(stap.partition("[")[0]) if klasse else None
        if element is None:
            return ""
        found = element.type
    return found if found.startswith("LDT_") else ""
