"""Checking a certificate, offline: form, signature, files, and the journal judged again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import TemplateError

from ketentoets import __version__
from ketentoets.core.errors import ConfigurationError, KetentoetsError
from ketentoets.core.handtekening import VELDEN, eisen, klopt
from ketentoets.core.journal import read_journal
from ketentoets.core.record import RunRecord
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.schemas.rules.engine import RULESET_VERSION
from ketentoets.suite.certificaat import JOURNAAL, JSON, PDF, RUN, als_tekst, vingerafdruk
from ketentoets.suite.certificering import FORMAAT, VERSIE, gespeeld
from ketentoets.suite.rapport import RAPPORT, opnieuw, taal_van
from ketentoets.suite.uitvoering import verslag

_MAX_BYTES = 20_000_000
_GETOOND = 8
_ONLEESBAAR = (
    *(KetentoetsError, TemplateError, ArithmeticError),
    *(LookupError, ValueError, TypeError, AttributeError, RecursionError),
)
"""What judging a journal may end in that was tampered with."""


@dataclass(frozen=True)
class Uitslag:
    """One thing that was checked: right, not right, or (None) not checked or not comparable."""

    wat: str
    goed: bool | None
    tekst: str


def controleer(bestand: Path, journaal: Path | None = None, sleutel: str | None = None) -> list[Uitslag]:
    """Check a certificate (JSON, PDF or their folder) with the files beside it.

    `journaal` is the journal when it lies elsewhere, `sleutel` the fingerprint that the key must have.
    Raises `ConfigurationError` when this is no certificate at all.
    """
    eisen()
    path = _jsonbestand(bestand)
    tekst, hoort, data = _lees(path)
    inhoud, handtekening = data["inhoud"], data["handtekening"]
    echt = klopt(inhoud, handtekening)
    results = [_vorm(tekst, hoort, data), _handtekening(echt, handtekening)]
    if sleutel is not None:
        results.append(_sleutel(sleutel, handtekening))
    places = {PDF: path.with_suffix(".pdf"), RAPPORT: path.parent / RAPPORT, RUN: path.parent / RUN}
    journal = journaal or path.parent / JOURNAAL
    results += [_bestand(inhoud, name, place) for name, place in {**places, JOURNAAL: journal}.items()]
    return [*results, *_opnieuw(inhoud, journal, places[RAPPORT])]


def _jsonbestand(bestand: Path) -> Path:
    if bestand.is_dir():
        return bestand / JSON
    return bestand.with_suffix(".json") if bestand.suffix.lower() == ".pdf" else bestand


def _lees(path: Path) -> tuple[str, str, dict[str, Any]]:
    """The text of a certificate, how ketentoets would write what it says, and what it says."""
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise ConfigurationError(_("{path} is te groot voor een certificaat.", path=path))
        tekst = path.read_bytes().decode("utf-8")
        data = json.loads(tekst)
        known = data["inhoud"]["formaat"] == FORMAAT and isinstance(data["handtekening"], dict)
        versie, hoort = data["inhoud"]["versie"], als_tekst(data)
    except OSError as error:
        raise ConfigurationError(_("Kan {path} niet lezen: {reason}", path=path, reason=waarom(error))) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ConfigurationError(
            _("{path} is geen leesbaar certificaat van ketentoets: {reason}. Het is beschadigd, gewijzigd of iets"
              " anders.", path=path, reason=error)
        ) from error  # fmt: skip
    if not known:
        raise ConfigurationError(_("{path} is geen certificaat van ketentoets.", path=path))
    if versie != VERSIE:
        raise ConfigurationError(
            _("{path} is een certificaat van versie {found}; deze ketentoets leest versie {known}.",
              path=path, found=versie, known=VERSIE)
        )  # fmt: skip
    return tekst, hoort, data


def _vorm(tekst: str, hoort: str, data: dict[str, Any]) -> Uitslag:
    wat = _("certificaat.json: vorm")
    whole = set(data) == {"inhoud", "handtekening"} and set(data["handtekening"]) == VELDEN
    if whole and tekst == hoort:
        return Uitslag(wat, True, _("zoals ketentoets het schrijft"))
    if tekst == hoort:
        return Uitslag(wat, False, _("bij de handtekening staat iets dat er niet hoort en niet is getekend"))
    return Uitslag(wat, False, _("{place}: niet zoals ketentoets het schrijft; het bestand is bewerkt",
                                 place=_eerste_verschil(tekst, hoort)))  # fmt: skip


def _eerste_verschil(tekst: str, hoort: str) -> str:
    lines = list(zip(tekst.split("\n"), hoort.split("\n"), strict=False))
    n = next((n for n, (een, ander) in enumerate(lines, 1) if een != ander), len(lines))
    return _("regel {n}", n=n)


def _handtekening(echt: bool, handtekening: dict[str, Any]) -> Uitslag:
    wat = _("certificaat.json: handtekening")
    if echt:
        vinger = str(handtekening["vingerafdruk"])
        return Uitslag(wat, True, _("klopt, gezet met sleutel {key}", key=groepen(vinger)))
    return Uitslag(wat, False, _("hoort niet bij deze inhoud: de inhoud, de sleutel of de handtekening is gewijzigd"))


def groepen(vinger: str) -> str:
    """A fingerprint in groups of eight, to read aloud."""
    return " ".join(vinger[n : n + 8] for n in range(0, len(vinger), 8))


def _sleutel(gevraagd: str, handtekening: dict[str, Any]) -> Uitslag:
    wanted = "".join(c for c in gevraagd.lower() if c not in " :-")
    goed = wanted == handtekening.get("vingerafdruk")
    tekst = _("de sleutel die u opgaf") if goed else _("een andere sleutel dan u opgaf")
    return Uitslag(_("sleutel"), goed, tekst)


def _bestand(inhoud: dict[str, Any], naam: str, path: Path) -> Uitslag:
    try:
        content = path.read_bytes()
    except OSError:
        return Uitslag(naam, None, _("niet gevonden ({path}), dus niet gecontroleerd", path=path))
    hoort = _bekend(inhoud, naam)
    found = vingerafdruk(content)
    if found == hoort:
        return Uitslag(naam, True, _("ongewijzigd (SHA-256 {hash}…)", hash=found["sha256"][:16]))
    tekst = _("gewijzigd: SHA-256 is {found}… en {size} bytes, in het certificaat {then}… en {size_then} bytes",
              found=found["sha256"][:16], size=found["omvang"],
              then=str(hoort.get("sha256"))[:16], size_then=hoort.get("omvang"))  # fmt: skip
    if naam == JOURNAAL:
        tekst += "; " + _waar(inhoud, content)
    return Uitslag(naam, False, tekst)


def _bekend(inhoud: dict[str, Any], naam: str) -> dict[str, Any]:
    files = inhoud.get("bestanden")
    found = files.get(naam) if isinstance(files, dict) else None
    return found if isinstance(found, dict) else {}


def _waar(inhoud: dict[str, Any], journaal: bytes) -> str:
    """Which parts of the journal are not the ones that were certified."""
    lines = journaal.split(b"\n")
    try:
        wrong = [
            deel for deel in inhoud["journaal"]
            if sha256(b"\n".join(lines[deel["van"] - 1 : deel["tot"]])).hexdigest() != deel["sha256"]
        ]  # fmt: skip
        if wrong:
            return _("de wijziging zit in {part} (regel {first} tot en met {last})",
                     part=wrong[0]["deel"], first=wrong[0]["van"], last=wrong[0]["tot"])  # fmt: skip
    except (KeyError, TypeError):
        return _("waar, is niet te zeggen")
    return _("na de laatste regel is iets toegevoegd of weggelaten")


def _opnieuw(inhoud: dict[str, Any], journaal: Path, rapport: Path) -> Iterator[Uitslag]:
    """What follows from the journal, once more: the verdicts, and the report when it is there."""
    wat = _("oordeel, opnieuw uit het journaal")
    if not journaal.is_file():
        yield Uitslag(wat, None, _("zonder journaal niet te doen; geef het op met --journaal"))
        return
    try:
        events, heel = read_journal(journaal)
        run = verslag(events, heel=heel)
        again = json.loads(json.dumps(gespeeld(run)))
        hetzelfde = _rapport_volgt(run, rapport)
    except _ONLEESBAAR as error:
        yield Uitslag(wat, False, _("het journaal is niet meer te beoordelen: {reason}", reason=error))
        return
    ander = _andere_regels(inhoud)
    verschillen = list(_verschillen({key: inhoud.get(key) for key in again}, again, ""))
    if not verschillen:
        yield Uitslag(wat, True, _("hetzelfde, {n} scenario's", n=sum(again["tellingen"].values())) + ander)
    for verschil in verschillen[:_GETOOND]:
        yield Uitslag(wat, None if ander else False, verschil + ander)
    if hetzelfde is not None:
        yield _rapport(inhoud, rapport, hetzelfde=hetzelfde)


def _rapport_volgt(run: RunRecord, path: Path) -> bool | None:
    """Whether the report is the one that this version makes of the journal; None when there is none to read."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content == opnieuw(run)


def _rapport(inhoud: dict[str, Any], path: Path, *, hetzelfde: bool) -> Uitslag:
    wat, made = _("rapport, opnieuw uit het journaal"), inhoud.get("ketentoets")
    if hetzelfde:
        return Uitslag(wat, True, _("hetzelfde, teken voor teken"))
    if made != __version__:
        return Uitslag(wat, None, _("niet na te maken met ketentoets {now}; het is van {then}",
                                    now=__version__, then=made))  # fmt: skip
    if (taal := taal_van(path.read_bytes())) not in {"", _("nl")}:
        return Uitslag(wat, None, _("niet na te maken in deze taal; geef --taal {taal}", taal=taal))
    return Uitslag(wat, False, _("een ander rapport dan uit het journaal volgt"))


def _andere_regels(inhoud: dict[str, Any]) -> str:
    """What to add when this version judges by other rules than those of the certificate; '' when not."""
    regelset = inhoud.get("regelset")
    then = regelset.get("versie") if isinstance(regelset, dict) else None
    if then == RULESET_VERSION:
        return ""
    return _(" (met regelset {now}; het certificaat is van {then})", now=RULESET_VERSION, then=then)


def _verschillen(een: Any, ander: Any, pad: str) -> Iterator[str]:
    if isinstance(een, dict) and isinstance(ander, dict):
        for key in dict.fromkeys([*een, *ander]):
            yield from _verschillen(een.get(key), ander.get(key), f"{pad}.{key}".lstrip("."))
    elif een != ander:
        yield _(
            "{where}: het certificaat zegt {then}, het journaal {now}", where=pad, then=_kort(een), now=_kort(ander)
        )


def _kort(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _KORT else text[:_KORT] + "…"


_KORT = 80
