"""The findings of the judge itself, in words. Rules and expectations word their own."""

from typing import Any

from ketentoets.core.calendar import moment_text
from ketentoets.core.finding import Finding
from ketentoets.core.message import Bericht, berichtnaam
from ketentoets.core.taal import _
from ketentoets.core.verdict import Verdict
from ketentoets.fixtures.profiel import Profiel
from ketentoets.session.berichten import Ketenbericht
from ketentoets.session.verplichtingen import Verplichting
from ketentoets.transports.base import Rol


def te_laat(v: Verplichting, gekomen: str, kb: Ketenbericht | None, domein: str) -> Finding:
    """A message that came after its term, or (without one) never came."""
    uiterlijk = moment_text(v.termijn.moment)
    soorten = _namen(v, domein)
    if kb is None:
        tekst = _(
            "De {wie} stuurde {wat} niet; het moest er uiterlijk {uiterlijk} zijn.",
            wie=v.wie,
            wat=v.wat,
            uiterlijk=uiterlijk,
        )
    else:
        tekst = _(
            "De {wie} stuurde {wat} te laat: {gekomen}, uiterlijk {uiterlijk}.",
            wie=v.wie, wat=v.wat, gekomen=gekomen, uiterlijk=uiterlijk,
        )  # fmt: skip
    return Finding(
        soort="termijn.te-laat" if kb else "termijn.ontbreekt",
        tekst=tekst,
        regel=v.regel,
        bron=v.bron,
        bericht=kb.bericht.naam if kb and kb.bericht else soorten,
        bericht_id=kb.id if kb else "",
        verwacht=_("{soort} uiterlijk {uiterlijk}", soort=soorten, uiterlijk=uiterlijk),
        gevonden=gekomen or _("niet ontvangen"),
        termijn=rekensom(v, gekomen),
    )


def _namen(v: Verplichting, domein: str) -> str:
    return _(" of ").join(berichtnaam(domein, s) for s in v.soorten)


def rekensom(v: Verplichting, gekomen: str) -> dict[str, Any]:
    """The count of a term, day by day, for reports."""
    return {
        "start": moment_text(v.termijn.start),
        "termijn": str(v.termijn.term),
        "uiterlijk": moment_text(v.termijn.moment),
        "gekomen": gekomen,
        "geteld": [d.isoformat() for d in v.termijn.counted],
        "overgeslagen": [[d.isoformat(), why] for d, why in v.termijn.skipped],
    }


def niet_gezien(v: Verplichting, domein: str) -> Finding:
    """A message that was not seen where time cannot be proved."""
    return Finding(
        soort="termijn.niet-te-bewijzen",
        tekst=_(
            "Binnen de wachttijd kwam {wat} niet. Zonder klok in het systeem is niet te zeggen of het te laat is.",
            wat=v.wat,
        ),
        regel=v.regel,
        bron=v.bron,
        bericht=_namen(v, domein),
        verwacht=_("uiterlijk {uiterlijk}", uiterlijk=moment_text(v.termijn.moment)),
        gevonden=_("nog niet ontvangen"),
        termijn=rekensom(v, ""),
        gevolg=Verdict.ONBESLIST,
    )


def vreemd_bsn(kb: Ketenbericht) -> Finding:
    """A BSN outside the test range; the message was stored with a mask."""
    return Finding(
        soort="bsn",
        tekst=_("Het bericht bevat een bsn buiten de testreeks; het is gemaskeerd bewaard."),
        regel="testgegevens",
        bron="testreeks 999900006-999999990",
        bericht=kb.bericht.naam if kb.bericht else kb.soort,
        verwacht=_("alleen test-bsn's"),
        gevonden=_("{n} bsn('s) buiten de testreeks", n=kb.gemaskeerd),
    )


def andere_release(bericht: Bericht, standaard: str) -> Finding:
    """A message of another release than the one in force."""
    return Finding(
        soort="release",
        tekst=_("Het bericht is van {found}, maar op deze dag geldt {expected}.", found=bericht.standaard,
                expected=standaard),
        regel="CS015",
        bericht=bericht.naam,
        verwacht=standaard,
        gevonden=bericht.standaard,
    )  # fmt: skip


def andere_partijen(kb: Ketenbericht, bericht: Bericht, profiel: Profiel) -> list[Finding]:
    """A message from or to somebody else than the two of the set-up."""
    codes = {Rol.GEMEENTE: profiel.gemeente.code, Rol.AANBIEDER: profiel.aanbieder.agb}
    expected = f"{codes[kb.van]} > {codes[kb.naar]}"
    found = f"{bericht.root.get('Header/Afzender')} > {bericht.root.get('Header/Ontvanger')}"
    if found == expected:
        return []
    return [
        Finding(
            soort="partijen",
            tekst=_("Het {naam} is niet van en aan de partijen van dit scenario.", naam=bericht.naam),
            bron="koppelvlak PUT /inrichting: gemeente en aanbieder",
            bericht=bericht.naam,
            pad="Bericht/Header",
            verwacht=expected,
            gevonden=found,
        )
    ]


def zonder_aanleiding(bericht: Bericht) -> Finding:
    """An answer to nothing that was sent."""
    return Finding(
        soort="zonder-aanleiding",
        tekst=_("{naam} hoort bij geen enkel bericht dat verstuurd is.", naam=bericht.naam),
        regel="OP090x4" if bericht.soort == "325" else "OP090",
        bericht=bericht.naam,
        verwacht=_("de identificatie van een verstuurd bericht"),
        gevonden=bericht.root.get("Header/BerichtIdentificatie/Identificatie") or _("leeg"),
    )


def nog_een_antwoord(bericht: Bericht, vraag: Ketenbericht) -> Finding:
    """A second answer to a message that was answered before."""
    heen = vraag.bericht.naam if vraag.bericht else vraag.soort
    return Finding(
        soort="dubbel-antwoord",
        tekst=_("Op het {heen} was al een {naam} gekomen.", heen=heen, naam=bericht.naam),
        regel="OP090x4" if bericht.soort == "325" else "OP090",
        bericht=bericht.naam,
        verwacht=_("een antwoord op elk bericht"),
        gevonden=_("nog een {naam}", naam=bericht.naam),
    )


def mislukte_mutatie(kb: Ketenbericht, regel: str) -> Finding:
    """A planted fault that is not the fault it was meant to be."""
    return Finding(
        soort="mutatie",
        tekst=_("de geplande fout '{naam}' schendt regel {regel} niet", naam=kb.mutatie.get("naam"), regel=regel),
        regel=regel,
        bericht=kb.bericht.naam if kb.bericht else kb.soort,
        bericht_id=kb.id,
    )
