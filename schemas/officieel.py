"""The schemas of a user: a folder of official XSDs, used at level 1 in place of the bundled ones.

A schema file is untrusted input like a message: no DTD, no entities, no network, limits on size, depth
and number, and an import stays inside the folder. What cannot be used is refused with file, line and
reason; it never leads to the bundled schema in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from ketentoets.core.errors import ConfigurationError, MessageUnreadable
from ketentoets.core.message import parse
from ketentoets.core.storing import waarom
from ketentoets.core.taal import _
from ketentoets.schemas.model import model
from ketentoets.schemas.standaard import soorten, standaarden

MAX_ALLES, MAX_BESTANDEN, MAX_BYTES = 50_000, 1000, 4 * 1024 * 1024
"""So many files of any kind, so many XSDs, and so large each: a whole release is 15 files of at most 150 KB."""

MEEGELEVERD = "meegeleverd"
"""What stands in the place of a file when the folder has no schema for a message."""

_XS = "{http://www.w3.org/2001/XMLSchema}"
_VERWIJZINGEN = {f"{_XS}import", f"{_XS}include", f"{_XS}redefine", f"{_XS}override"}
_PLEK = "schemaLocation"


@dataclass(frozen=True)
class Schemabestand:
    """One XSD of the folder, read safely."""

    pad: Path
    raw: bytes
    root: Any

    @property
    def namespace(self) -> str:
        """What it is a schema of."""
        return str(self.root.get("targetNamespace") or "")

    @cached_property
    def verwijzingen(self) -> list[Any]:
        """The elements with which it names other schemas."""
        return [e for e in self.root.iter() if e.tag in _VERWIJZINGEN]


class Schemamap:
    """The official schemas in a folder and its subfolders, of one or more domains and releases.

    Raises ConfigurationError when there is no schema of a known release in it, when a file cannot be
    read, is not a schema or names one that is not there, and when two files say they are the same
    schema but differ.
    """

    def __init__(self, map_: Path) -> None:
        self.map = map_
        if not map_.is_dir():
            raise ConfigurationError(_("--xsd: {map} is geen map.", map=map_))
        self._bestanden = [_lees(pad) for pad in _paden(map_)]
        self._berichten = {key: self._enige(ns) for key, ns in _bekend() if self._met(ns)}
        if not self._berichten:
            raise ConfigurationError(
                _("--xsd: in {map} staat geen schema van een bericht van een bekende release ({bekend}).",
                  map=map_, bekend=", ".join(standaarden()))
            )  # fmt: skip
        self._schemas = {key: self._compileer(bestand) for key, bestand in self._berichten.items()}

    def schema(self, standaard: str, soort: str) -> Any | None:
        """The compiled schema of a message ('ijw-3.2', '301'); None when the folder has none."""
        return self._schemas.get((standaard, soort))

    def bestand(self, standaard: str, soort: str) -> str:
        """The file of that schema, relative to the folder; '' when the folder has none."""
        found = self._berichten.get((standaard, soort))
        return str(found.pad.relative_to(self.map)) if found else ""

    def bron(self, standaard: str, soort: str) -> str:
        """How a finding names that schema."""
        return _("{bestand} ({standaard}, uit {map})",
                 bestand=self.bestand(standaard, soort), standaard=standaard, map=self.map)  # fmt: skip

    def inhoud(self) -> dict[str, list[str]]:
        """Release -> the messages of which the folder has the schema."""
        return {s: [soort for naam, soort in self._berichten if naam == s] for s, _soort in self._berichten}

    def _met(self, namespace: str) -> list[Schemabestand]:
        return [b for b in self._bestanden if b.namespace == namespace]

    def _enige(self, namespace: str) -> Schemabestand:
        first, *rest = self._met(namespace)
        for other in rest:
            if other.raw != first.raw:
                raise ConfigurationError(
                    _("--xsd: {een} en {ander} zijn hetzelfde schema, maar verschillen. Haal er een weg.",
                      een=first.pad, ander=other.pad)
                )  # fmt: skip
        return first

    def _compileer(self, bestand: Schemabestand) -> Any:
        """Compile with only what is in the folder; every import gets a name that we hand out ourselves."""
        nodig: dict[Path, Schemabestand] = {}
        self._verzamel(bestand, nodig)
        names = {pad: f"ketentoets:{n}" for n, pad in enumerate(nodig)}
        texts = {names[pad]: self._tekst(found, names) for pad, found in nodig.items()}
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        parser.resolvers.add(_AlleenDeze(texts))
        try:
            return etree.XMLSchema(etree.fromstring(texts[names[bestand.pad]], parser))
        except etree.XMLSchemaParseError as error:
            raise _onbruikbaar(bestand.pad, str(error)) from error

    def _verzamel(self, bestand: Schemabestand, nodig: dict[Path, Schemabestand]) -> None:
        todo = [bestand]
        while todo:
            one = todo.pop()
            if one.pad not in nodig:
                nodig[one.pad] = one
                todo += [self._genoemd(one, verwijzing) for verwijzing in one.verwijzingen]

    def _genoemd(self, bestand: Schemabestand, verwijzing: Any) -> Schemabestand:
        """The file that a schema imports: by its name beside it (capitals do not count), else by its namespace."""
        place = verwijzing.get(_PLEK) or ""
        beside = self._naast(bestand, place)
        wanted = verwijzing.get("namespace") or bestand.namespace
        if beside is not None:
            return beside
        if self._met(wanted) and wanted != bestand.namespace:
            return self._enige(wanted)
        raise ConfigurationError(
            _("--xsd: {bestand}, lijn {lijn}: {plek} ({namespace}) staat niet in de map."
              " Zet het bestand erbij; er wordt niets van buiten de map gelezen.",
              bestand=bestand.pad, lijn=verwijzing.sourceline, plek=place or _("een schema"), namespace=wanted)
        )  # fmt: skip

    def _naast(self, bestand: Schemabestand, place: str) -> Schemabestand | None:
        if not place or "://" in place or Path(place).is_absolute():
            return None
        wanted = _kleine_letters((bestand.pad.parent / place).resolve())
        return next((b for b in self._bestanden if _kleine_letters(b.pad.resolve()) == wanted), None)

    def _tekst(self, bestand: Schemabestand, names: dict[Path, str]) -> bytes:
        root = parse(bestand.raw).root.element
        for verwijzing in (e for e in root.iter() if e.tag in _VERWIJZINGEN):
            verwijzing.set(_PLEK, names[self._genoemd(bestand, verwijzing).pad])
        text: bytes = etree.tostring(root)
        return text


class _AlleenDeze(etree.Resolver):
    """Hands out the files that were read, and nothing else from anywhere."""

    def __init__(self, texts: dict[str, bytes]) -> None:
        self._texts = texts

    def resolve(self, system_url: str, public_id: str, context: Any) -> Any:  # type: ignore[override]
        return self.resolve_string(self._texts.get(system_url, b""), context, base_url=system_url)


def _bekend() -> Iterator[tuple[tuple[str, str], str]]:
    for standaard in standaarden():
        for soort in soorten(standaard):
            yield (standaard, soort), model(standaard).message_namespace(soort)


def _kleine_letters(pad: Path) -> str:
    return str(pad).lower()


def _paden(map_: Path) -> list[Path]:
    """The XSD files in the folder; a link that leads out of it is not followed."""
    within = map_.resolve()
    found = []
    for n, pad in enumerate(map_.rglob("*")):
        if n > MAX_ALLES:
            raise ConfigurationError(_("--xsd: {map} heeft te veel bestanden; wijs de map met XSD's aan.", map=map_))
        if pad.suffix.lower() == ".xsd" and pad.is_file() and pad.resolve().is_relative_to(within):
            found.append(pad)
            if len(found) > MAX_BESTANDEN:
                raise ConfigurationError(_("--xsd: {map} heeft meer dan {n} XSD's.", map=map_, n=MAX_BESTANDEN))
    return sorted(found)


def _lees(pad: Path) -> Schemabestand:
    try:
        with pad.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise _onbruikbaar(pad, waarom(error)) from error
    if len(raw) > MAX_BYTES:
        raise _onbruikbaar(pad, _("het is groter dan {n} MB", n=MAX_BYTES // 1024**2))
    try:
        root = parse(raw).root.element
    except MessageUnreadable as error:
        raise _onbruikbaar(pad, str(error), error.line) from error
    if root.tag != f"{_XS}schema":
        raise _onbruikbaar(pad, _("het is geen XML-schema"), root.sourceline)
    return Schemabestand(pad, raw, root)


def _onbruikbaar(pad: Path, reden: str, lijn: int = 0) -> ConfigurationError:
    where = _(", lijn {lijn}", lijn=lijn) if lijn else ""
    text = _(
        "--xsd: {pad}{plek}: {reden}. Een schema begint met de XML-declaratie of xs:schema en eindigt met"
        " </xs:schema>; haal weg wat ervoor of erna staat, of haal het bestand opnieuw op.",
        pad=pad,
        plek=where,
        reden=reden,
    )
    return ConfigurationError(text)
