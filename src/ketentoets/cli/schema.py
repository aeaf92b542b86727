"""`ketentoets schema vergelijk` and `ketentoets codelijst`: what the bundled standard says."""

import re
from difflib import get_close_matches
from pathlib import Path

from lxml import etree
from tabulate import tabulate

from ketentoets.cli import gemeenten
from ketentoets.core.errors import ConfigurationError
from ketentoets.core.taal import _
from ketentoets.core.verdict import EXIT_CODES, Verdict
from ketentoets.schemas import standaard as bekend
from ketentoets.schemas.compare import compare
from ketentoets.schemas.model import model

_NAMESPACE = re.compile(r"http://www\.istandaarden\.nl/(?P<domain>iwmo|ijw)/(?P<major>\d)_(?P<minor>\d)/")


def vergelijk(map_: Path) -> int:
    """Compare the bundled schemas with a folder of official ones and print it; the exit code.

    Which domain and release it is, the schemas say themselves. Raises ConfigurationError when the
    folder has no schemas, or not those of one release that is known.
    """
    standaard = _standaard(map_)
    lines = compare(map_, *standaard.split("-"))
    for line in lines:
        print(line)
    print("\n".join([_samenvatting(standaard, map_, len(lines)), *_afgeleid(standaard)]))
    return EXIT_CODES[Verdict.GEZAKT if lines else Verdict.GESLAAGD]


def codelijst(naam: str, release: str, op: str = "") -> str:
    """A code list ('RedenBeeindiging') of a release ('ijw-3.2') as a table of code and label.

    `op` (JJJJ-MM-DD) is only for the list of municipalities.
    """
    controleer(_("onbekende release"), release, bekend.standaarden())
    if gemeenten.is_gemeente(naam):
        return gemeenten.tabel(op)
    if op:
        raise ConfigurationError(_("--op is er alleen voor de codelijst {naam}.", naam=gemeenten.NAAM))
    lijsten = {s.name.removeprefix("LDT_"): s for s in model(release).simple.values() if s.codes}
    gekozen = next((n for n in lijsten if n.lower() == naam.removeprefix("LDT_").lower()), naam)
    controleer(_("onbekende codelijst"), gekozen, tuple(sorted([*lijsten, gemeenten.NAAM])))
    rows = list(bekend.codelijst(gekozen, release).items())
    table = tabulate(rows, headers=(_("code"), _("omschrijving")), disable_numparse=True)
    return "\n".join([table, *_afgeleid(release)])


def _afgeleid(release: str) -> list[str]:
    """What to know of a list, or a comparison, of a release that was not published."""
    reasons = bekend.redenen_afgeleid(release)
    return [_("{release} is afgeleid: {redenen}.", release=release, redenen="; ".join(reasons))] if reasons else []


def _samenvatting(standaard: str, map_: Path, n: int) -> str:
    if n:
        return _("{standaard}: {n} verschillen met {map}", standaard=standaard, n=n, map=map_)
    return _("{standaard}: geen verschillen met {map}", standaard=standaard, map=map_)


def _standaard(map_: Path) -> str:
    """The one release ('ijw-3.2') of which the folder has schemas."""
    paths = sorted(map_.glob("*.xsd"))
    if not paths:
        raise ConfigurationError(_("de map {map} bestaat niet of heeft geen XSD-bestanden", map=map_))
    found = sorted({_van_bestand(path) for path in paths})
    if len(found) > 1:
        raise ConfigurationError(
            _("de map {map} heeft schema's van meer dan één release: {gevonden}", map=map_, gevonden=", ".join(found))
        )
    controleer(_("onbekende release"), found[0], bekend.standaarden())
    return found[0]


def _van_bestand(path: Path) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise ConfigurationError(_("{bestand} is geen leesbare XML: {reden}", bestand=path, reden=error)) from error
    match = _NAMESPACE.match(root.get("targetNamespace") or "")
    if match is None:
        raise ConfigurationError(
            _("{bestand} is geen schema van iWmo of iJw: de namespace zegt dat niet", bestand=path)
        )
    return f"{match['domain']}-{match['major']}.{match['minor']}"


def controleer(wat: str, naam: str, bekende: tuple[str, ...]) -> None:
    """Raise ConfigurationError for a name that is not known, with what comes near or with all there is.

    `wat` says what is wrong: 'onbekende release'.
    """
    if naam in bekende:
        return
    nabij = {n.lower(): n for n in bekende}
    gevonden = get_close_matches(naam.lower(), nabij, n=3)
    if gevonden:
        suggesties = _(" of ").join(nabij[n] for n in gevonden)
        raise ConfigurationError(_("{wat} {naam}; bedoelt u {suggesties}?", wat=wat, naam=naam, suggesties=suggesties))
    raise ConfigurationError(_("{wat} {naam}; bekend zijn {bekend}", wat=wat, naam=naam, bekend=", ".join(bekende)))
