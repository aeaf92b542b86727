"""The Header of a forward message, and the versions it states."""

from ketentoets.generators.inhoud.bouwer import Bouwer, Inhoud, maakt
from ketentoets.schemas.standaard import afzender, berichtcode
from ketentoets.schemas.writer import xsd_versie


@maakt("Header")
def header(b: Bouwer) -> Inhoud:
    """Kind and version, and who sends it to whom."""
    aan_aanbieder = afzender(b.soort) == "gemeente"
    partijen = (b.kader.gemeente, b.kader.agb) if aan_aanbieder else (b.kader.agb, b.kader.gemeente)
    return {
        "BerichtCode": berichtcode(b.kader.domain, b.soort),
        "BerichtVersie": b.model.standaard.versie,
        "BerichtSubversie": b.model.standaard.subversie,
        "Afzender": partijen[0],
        "Ontvanger": partijen[1],
        "BerichtIdentificatie": b.klasse("CDT_BerichtIdentificatie")
        if b.heeft("Header", "BerichtIdentificatie")
        else None,
    }


@maakt("CDT_BerichtIdentificatie")
def identificatie(b: Bouwer) -> Inhoud:
    """The Dagtekening of the message."""
    return {"Dagtekening": b.dagtekening}


@maakt("CDT_XsdVersie")
def versie(b: Bouwer) -> Inhoud:
    """The versions of the schemas of this release."""
    return dict(xsd_versie(b.kader.domain, b.release))
