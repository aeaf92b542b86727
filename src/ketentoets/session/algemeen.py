"""Expectations that every process shares: return messages, silence, the end of a term."""

from ketentoets.core.calendar import Due, moment_text
from ketentoets.core.errors import Undecided
from ketentoets.core.taal import _
from ketentoets.session.berichten import Eis, Zoek, is_, leeg, retour_op
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verwachtingen import KOMT, KOMT_NIET, Verwachting
from ketentoets.transports.base import Rol

_KLASSEN = {
    "Header": "Header",
    "Client": "Client",
    "StartProduct": "Client/StartProducten/StartProduct",
    "StopProduct": "Client/StopProducten/StopProduct",
    "AangevraagdProduct": "Client/AangevraagdeProducten/AangevraagdProduct",
    "ToegewezenProduct": "Client/ToegewezenProducten/ToegewezenProduct",
    "Antwoord": "Antwoord",
    "DeclaratieAntwoord": "DeclaratieAntwoord",
    "Prestatie": "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie",
}


def retour(g: Gesprek, soort: str, *eisen: Eis, regel: str = "OP090", wat: str = "") -> None:
    """Expect the return message (or 325) to the last message that asks for one."""
    heen_soort = {"325": "323"}.get(soort, str(int(soort) - 1))
    heen = g.laatste(heen_soort)
    if heen.bericht is None:
        raise Undecided(_("het JW{soort} is niet leesbaar", soort=heen_soort))
    zoek = retour_op(heen.bericht, *eisen)
    wat = wat or _("JW{soort} op het JW{heen}", soort=soort, heen=heen_soort)
    g.verwacht(Verwachting(KOMT, heen.naar, wat, (zoek,), sinds=heen.n, regel=regel))


def goed_ontvangen(g: Gesprek, soort: str) -> None:
    """Expect a return message without remarks: a Header, no codes, no classes."""
    klasse = "Antwoord" if soort == "320" else "Client"
    retour(
        g,
        soort,
        leeg("Header/RetourCodes"),
        leeg(klasse),
        wat=_("JW{soort} zonder opmerkingen", soort=soort),
    )


def afgekeurd(g: Gesprek, soort: str, code: str, klasse: str) -> None:
    """Expect a return message with this code at this class."""
    pad = _KLASSEN[klasse]
    eisen = (is_(f"{pad}/RetourCodes/RetourCode", code),)
    retour(
        g,
        soort,
        *eisen,
        wat=_("JW{soort} met retourcode {code} bij {klasse}", soort=soort, code=code, klasse=klasse),
    )


def technisch_afgekeurd(g: Gesprek, soort: str) -> None:
    """Expect a return message with only a Header and 0001."""
    eisen = (is_("Header/RetourCodes/RetourCode", "0001"), leeg("Client"))
    retour(g, soort, *eisen, wat=_("JW{soort} met alleen een Header en retourcode 0001", soort=soort))


def stuurt_niet(
    g: Gesprek, rol: Rol, soort: str, *, binnen: str = "", kies: tuple[Eis, ...] = (), sinds: int | None = None
) -> None:
    """Expect that a message does not come until now."""
    g.begin()
    start = g.sinds_opdracht() if sinds is None else sinds
    wat = _("JW{soort}", soort=soort)
    zoek = (Zoek(soort, binnen, kies),)
    g.verwacht(Verwachting(KOMT_NIET, rol, wat, zoek, sinds=start, tot=g.nu.isoformat()))


def weigert_op_formaat(g: Gesprek, soort: str) -> None:
    """Wait out the term: a message that was refused at level 1 leads to nothing."""
    sinds = g.laatste(soort).n
    g.verstrijk_werkdagen(5)
    retour = str(int(soort) + 1)
    stuurt_niet(g, g.laatste(soort).naar, retour, sinds=sinds)


def tot_einde_termijn(g: Gesprek, soort: str) -> None:
    """Move on to the last second of the term that runs for this message."""
    g.keten.verzet(_termijn(g, soort).moment)


def al_ontvangen(g: Gesprek, rol: Rol, soort: str) -> None:
    """Expect that a message of this type stands ready by now."""
    term = _termijn(g, soort)
    wat = _("JW{soort} uiterlijk {moment}", soort=soort, moment=moment_text(term.moment))
    since = next(v.aanleiding for v in reversed(g.boek.alle) if soort in v.soorten)
    g.verwacht(Verwachting(KOMT, rol, wat, (Zoek(soort),), sinds=since), uiterst=g.nu)


def _termijn(g: Gesprek, soort: str) -> Due:
    terms = [v.termijn for v in g.boek.alle if soort in v.soorten]
    if not terms:
        raise Undecided(_("er loopt geen termijn voor een JW{soort}", soort=soort))
    return terms[-1]
