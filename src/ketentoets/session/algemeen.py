"""Expectations that every process shares: return messages, silence, the end of a term."""

from ketentoets.core.calendar import Due, moment_text
from ketentoets.core.errors import Undecided
from ketentoets.core.taal import _
from ketentoets.schemas.standaard import retour_van
from ketentoets.session.berichten import Eis, Ketenbericht, Zoek, is_, leeg, retour_op
from ketentoets.session.gesprek import Gesprek
from ketentoets.session.verwachtingen import KOMT, KOMT_NIET, Verwachting
from ketentoets.transports.base import Rol

_KLASSEN = {
    "Header": "Header",
    "Verzoek": "Client/Verzoek",
    "OngewijzigdProduct": "Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct",
    "TeWijzigenProduct": "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct",
    "NieuwProduct": "Client/Verzoek/NieuweProducten/NieuwProduct",
    "Client": "Client",
    "StartProduct": "Client/StartProducten/StartProduct",
    "StopProduct": "Client/StopProducten/StopProduct",
    "AangevraagdProduct": "Client/AangevraagdeProducten/AangevraagdProduct",
    "ToegewezenProduct": "Client/ToegewezenProducten/ToegewezenProduct",
    "Antwoord": "Antwoord",
}
_KLASSEN_325 = {
    "Declaratie": "DeclaratieAntwoord",
    "Client": "DeclaratieAntwoord/Clienten/Client",
    "Prestatie": "DeclaratieAntwoord/Clienten/Client/Prestaties/Prestatie",
}
"""Class of the forward message -> its path in the answer."""
_KLASSEN_304 = {"Header": "Header", "Client": "Clienten/Client", "Prestatie": "Clienten/Client/Prestaties/Prestatie"}
_ROMP = {"304": "Clienten", "320": "Antwoord", "325": "DeclaratieAntwoord"}
"""Answer -> the element beside its Header; of the others it is Client."""
_REGEL_KOP = {("325", "0001"): "OP286"}
"""(answer, code in the Header) -> the rule it follows from; otherwise it is OP090."""


def retour(g: Gesprek, soort: str, *eisen: Eis, regel: str = "OP090", wat: str = "") -> None:
    """Expect the return message (or 325) to the last message that asks for one."""
    heen = _heen(g, soort)
    assert heen.bericht is not None  # noqa: S101 - checked there
    wat = wat or _("{naam} op het {heen}", naam=g.naam(soort), heen=g.naam(heen.soort))
    g.verwacht(Verwachting(KOMT, heen.naar, wat, (retour_op(heen.bericht, *eisen),), sinds=heen.n, regel=regel))


def _heen(g: Gesprek, soort: str) -> Ketenbericht:
    """The last message that this return message (or 325) can be about."""
    heen = g.laatste({"325": "323"}.get(soort, str(int(soort) - 1)))
    if heen.bericht is None:
        raise Undecided(_("het {naam} is niet leesbaar", naam=g.naam(heen.soort)))
    return heen


def goed_ontvangen(g: Gesprek, soort: str) -> None:
    """Expect a return message without remarks: a Header, no codes, no classes."""
    retour(
        g,
        soort,
        leeg("Header/RetourCodes"),
        leeg(_ROMP.get(soort, "Client")),
        wat=_("{naam} zonder opmerkingen", naam=g.naam(soort)),
    )


def afgekeurd(g: Gesprek, soort: str, code: str, klasse: str) -> None:
    """Expect a return message (or 325) with this code ('9339 of S329': one of these) at a class of this name."""
    heen = _heen(g, soort)
    pad = {"304": _KLASSEN_304, "325": _KLASSEN_325}.get(soort, _KLASSEN)[klasse]
    zoek = Zoek(soort, pad, (), (is_("RetourCodes/RetourCode", *code.split(" of ")),))
    wat = _("{naam} met retourcode {code} bij {klasse}", naam=g.naam(soort), code=code, klasse=klasse)
    g.verwacht(Verwachting(KOMT, heen.naar, wat, (zoek,), sinds=heen.n, regel="OP090"))


def alleen_kop(g: Gesprek, soort: str, code: str) -> None:
    """Expect a return message (or 325) with only a Header and this code."""
    eisen = (is_("Header/RetourCodes/RetourCode", code), leeg(_ROMP.get(soort, "Client")))
    retour(
        g, soort, *eisen, regel=_REGEL_KOP.get((soort, code), "OP090"),
        wat=_("{naam} met alleen een Header en retourcode {code}", naam=g.naam(soort), code=code),
    )  # fmt: skip


def stuurt_niet(g: Gesprek, rol: Rol, soort: str, *, sinds: int | None = None) -> None:
    """Expect that a message does not come until now; of what was ordered incomplete, that it comes so."""
    g.begin()
    g.laat_verbod_uitwerken()
    start = g.sinds_opdracht() if sinds is None else sinds
    zoek = tuple(z for z in g.verboden if z.soort == soort) or (Zoek(soort),)
    g.verwacht(Verwachting(KOMT_NIET, rol, g.naam(soort), zoek, sinds=start, tot=g.nu.isoformat()))


def weigert_op_formaat(g: Gesprek, soort: str) -> None:
    """Wait out the term: a message that was refused at level 1 leads to nothing."""
    heen = g.laatste(soort)
    g.verstrijk_werkdagen(5)
    antwoord = "325" if soort == "323" else retour_van(soort)
    if antwoord:
        stuurt_niet(g, heen.naar, antwoord, sinds=heen.n)


def tot_einde_termijn(g: Gesprek, soort: str) -> None:
    """Move on to the last second of the term that runs for this message."""
    g.keten.verzet(_termijn(g, soort).moment)


def al_ontvangen(g: Gesprek, rol: Rol, soort: str) -> None:
    """Expect that a message of this type stands ready by now."""
    term = _termijn(g, soort)
    wat = _("{naam} uiterlijk {moment}", naam=g.naam(soort), moment=moment_text(term.moment))
    since = next(v.aanleiding for v in reversed(g.boek.alle) if soort in v.soorten)
    g.verwacht(Verwachting(KOMT, rol, wat, (Zoek(soort),), sinds=since), uiterst=g.nu)


def _termijn(g: Gesprek, soort: str) -> Due:
    terms = [v.termijn for v in g.boek.alle if soort in v.soorten]
    if not terms:
        raise Undecided(_("er loopt geen termijn voor een {naam}", naam=g.naam(soort)))
    return terms[-1]
