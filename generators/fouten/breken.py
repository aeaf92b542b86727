"""Applying a mutation: the faulty message, and what was done to it."""

from collections.abc import Sequence
from typing import Any

from ketentoets.core.message import Bericht, parse
from ketentoets.core.taal import _
from ketentoets.generators.fouten.ingrepen import lees, pas_toe
from ketentoets.generators.fouten.mutatie import Ingreep, Mutatie
from ketentoets.schemas.rules.registry import RELEASES
from ketentoets.schemas.standaard import soorten
from ketentoets.schemas.writer import write

MAX_WAARDE = 40


def breek(fout: Mutatie, raw: bytes, eerder: Sequence[Bericht] = ()) -> tuple[bytes, dict[str, Any]]:
    """Break a message: the bytes, and a record of what was done.

    The record is text but for `ingrepen`, the changes one by one; `pad`, `operator`, `voor` and `na` are
    those of the first change that made a difference, `wijziging` is all of it in words. `eerder` are the
    messages that went before. Raises `HarnessFault` when the mutation does not fit the message or its
    history.
    """
    bericht = parse(raw)
    data = bericht.root.as_data()
    gedaan = []
    for ingreep in fout.ingrepen:
        voor = toon(lees(data, ingreep.pad))
        pas_toe(data, ingreep, bericht.domain, eerder)
        gedaan.append({**_beschrijf(ingreep), "voor": voor, "na": _na(data, ingreep)})
    eerste = next((d for d in gedaan if d["voor"] != d["na"]), {})
    done = {
        "naam": fout.naam or fout.id, "regel": fout.regel, "niveau": fout.niveau, "retourcode": fout.retourcode,
        "klasse": fout.klasse, "omschrijving": fout.omschrijving, "samen_met": " ".join(fout.samen_met),
        "wijziging": "; ".join(_in_woorden(d) for d in gedaan if _doet_iets(d)),
        "pad": "", "operator": "", "voor": "", "na": "", **eerste, "ingrepen": gedaan,
    }  # fmt: skip
    return _schrijf(bericht, data), done


def _schrijf(bericht: Bericht, data: dict[str, Any]) -> bytes:
    """The message; an element that its release does not have yet is written as in the newest one with this message."""
    try:
        return write(bericht.domain, bericht.release, bericht.soort, data)
    except ValueError:
        last = max(r for r in RELEASES if bericht.soort in soorten(f"{bericht.domain}-{r}"))
        raw = write(bericht.domain, last, bericht.soort, data)
    newest, own = (f"/{bericht.domain}/{r.replace('.', '_')}/".encode() for r in (last, bericht.release))
    return raw.replace(newest, own)


def _doet_iets(gedaan: dict[str, Any]) -> bool:
    """Whether a change made a difference in this message."""
    return bool(gedaan["voor"] != gedaan["na"]) or gedaan["operator"] == "herhaal"


def _in_woorden(gedaan: dict[str, Any]) -> str:
    name = "/".join(gedaan["pad"].split("/")[-2:])
    if gedaan["operator"] == "herhaal":
        return _("{naam} nog eens", naam=name)
    if gedaan["operator"] in {"reken", "hertel", "hertel-factuur"}:
        return _("{naam} rekent mee", naam=name)
    return f"{name}: {_kort(gedaan['voor'])} → {_kort(gedaan['na'])}"


def _kort(waarde: str) -> str:
    shown = waarde if len(waarde) <= MAX_WAARDE else waarde[: MAX_WAARDE - 1] + "…"
    return shown or _("(leeg)")


def _na(data: dict[str, Any], ingreep: Ingreep) -> str:
    """The content after the change; of a repeated element the copy that was added."""
    *steps, last = ingreep.pad.split("/")
    around = lees(data, "/".join(steps)) if steps else data
    now = around.get(last) if isinstance(around, dict) else None
    if isinstance(now, list):
        now = now[-1] if ingreep.operator == "herhaal" else now[0]
    return toon(now)


def toon(waarde: Any) -> str:
    """Content in one line: text as it is, an element as 'name=text …', absent as ''."""
    if isinstance(waarde, dict):
        return " ".join(f"{naam}={toon(w)}" for naam, w in waarde.items() if toon(w))
    if isinstance(waarde, list):
        return ", ".join(toon(w) for w in waarde)
    return "" if waarde is None else str(waarde)


def _beschrijf(ingreep: Ingreep) -> dict[str, Any]:
    """A change as JSON."""
    waarde = ingreep.waarde
    if ingreep.operator == "herhaal":
        waarde = [_beschrijf(binnen) for binnen in waarde]
    return {"pad": ingreep.pad, "operator": ingreep.operator, "waarde": waarde}
