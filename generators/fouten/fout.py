"""Faulty messages on demand: for a rule, a standard and a seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ketentoets.core.errors import ConfigurationError
from ketentoets.core.message import Bericht, parse
from ketentoets.core.taal import _
from ketentoets.generators.fouten.breken import breek
from ketentoets.generators.fouten.maak import ZONDER_ANTWOORD
from ketentoets.generators.fouten.mutatie import Mutatie
from ketentoets.generators.fouten.register import ZONDER, plaatsen, regelmutaties
from ketentoets.generators.fouten.verhalen import context, verhaal_van
from ketentoets.schemas.rules.engine import catalogue
from ketentoets.schemas.rules.voorschrift import prescribe
from ketentoets.schemas.standaard import Vorm, retour_van

TRANSPORTFOUT, GEEN_ANTWOORD = "transportfout", "geen-antwoordbericht"


@dataclass(frozen=True)
class Fout:
    """A message with one fault, and the messages that go before it, in order.

    `beschrijving` is JSON: `standaard`, `bericht`, `regel`, `niveau`, `samen_met`, `omschrijving`,
    `wijzigingen` (each `pad`, `operator`, `waarde`, `voor`, `na`), `weggelaten` (how many earlier
    messages of the right story are missing), `klok` (the day of receipt) and `antwoord`: what must come
    back. Its `soort` is 'transportfout' (level 1), 'geen-antwoordbericht' (on a 304 or 325), or the kind of the
    prescribed reply ('technisch': Header only with 0001; 'header'; 'klassen'; 'declaratie'), with
    `bericht`, `klasse`, `retourcode` and all `klassen`.
    """

    bericht: bytes
    vooraf: tuple[bytes, ...]
    beschrijving: dict[str, Any]


def foute_berichten(regel: str, standaard: str, n: int = 1, zaad: int = 1, bericht: str = "") -> Iterator[Fout]:
    """`n` messages that break a rule, each with persons and numbers of its own.

    `standaard` is 'ijw-3.2'; `bericht` ('323') narrows a rule for several messages down, otherwise they
    take turns, as do a declaration and an invoice (303, 304). The same arguments give the same bytes.
    Raises `ConfigurationError` when nothing can break this rule here.
    """
    domein, _streep, release = standaard.partition("-")
    gevonden = [m for m in regelmutaties(regel) if bericht in {"", m.bericht} and (domein, release) in plaatsen(m)]
    if not gevonden:
        raise ConfigurationError(_waarom(regel, standaard, bericht))
    beurten = [(m, vorm) for m in gevonden for vorm in verhaal_van(m.verhaal).vormen]
    for k in range(n):
        fout, vorm = beurten[k % len(beurten)]
        yield maak_fout(fout, domein, release, zaad + k, vorm)


def _waarom(regel: str, standaard: str, bericht: str) -> str:
    codes = sorted({rule.code for rule in catalogue()})
    if regel not in codes:
        return _("Onbekende regel {regel}; docs/regels.md noemt ze alle {n}.", regel=regel, n=len(codes))
    domein, _streep, release = standaard.partition("-")
    reasons = [z.reden for z in ZONDER if z.regel == regel and any(z.geldt(b, domein, release) for b in z.berichten)]
    if reasons:
        return _("Regel {regel} is in {standaard} niet te breken: {reden}.",
                 regel=regel, standaard=standaard, reden=reasons[0])  # fmt: skip
    kent = ", ".join(sorted({m.bericht for m in regelmutaties(regel)}))
    return _("Regel {regel} geldt niet voor {bericht} in {standaard}; zij bestaat voor {kent}.",
             regel=regel, bericht=bericht or _("enig bericht"), standaard=standaard, kent=kent)  # fmt: skip


def maak_fout(fout: Mutatie, domein: str, release: str, zaad: int, vorm: Vorm | None = None) -> Fout:
    """The faulty message of one mutation, with its history and description; `vorm` as in `Verhaal.berichten`."""
    verhaal = verhaal_van(fout.verhaal)
    vooraf, goed = verhaal.berichten(release, domein, zaad, fout.zonder, vorm)
    raw, gedaan = breek(fout, goed, [parse(v) for v in vooraf])
    bericht, klok = parse(raw), verhaal.klok or parse(goed).dagtekening
    beschrijving = {
        "standaard": f"{domein}-{release}", "bericht": bericht.naam, "mutatie": fout.id, "regel": fout.regel,
        "niveau": fout.niveau, "samen_met": sorted(fout.samen(domein, release)), "omschrijving": fout.omschrijving,
        "wijzigingen": gedaan["ingrepen"], "weggelaten": len(fout.zonder), "zaad": zaad,
        "klok": klok.isoformat() if klok else "", "antwoord": _antwoord(fout, bericht, vooraf, klok),
    }  # fmt: skip
    return Fout(raw, tuple(vooraf), beschrijving)


def _antwoord(fout: Mutatie, bericht: Bericht, vooraf: list[bytes], klok: date | None) -> dict[str, Any]:
    if fout.niveau == 1:
        return {"soort": TRANSPORTFOUT, "bericht": ""}
    if bericht.soort in ZONDER_ANTWOORD:
        return {"soort": GEEN_ANTWOORD, "bericht": ""}
    voorschrift = prescribe(context(bericht, vooraf, klok))
    naam = bericht.naam.replace(bericht.soort, "325" if bericht.soort == "323" else retour_van(bericht.soort) or "")
    klassen = [
        {"pad": k.pad, "klasse": k.naam, "codes": sorted(k.codes), "regels": list(k.regels)}
        for k in voorschrift.klassen
    ]
    return {
        "soort": voorschrift.kind, "bericht": naam, "klasse": fout.klasse, "retourcode": fout.retourcode,
        "klassen": klassen,
    }  # fmt: skip
