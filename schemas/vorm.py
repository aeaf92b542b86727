"""The formal demands on a message as a file: OP192 (format, encoding, structure) and OP179 (25 MB).

OP192 only says that there are demands; they are XML, UTF-8, no BOM, CR/LF line ends and the extension
.xml (FAQ of the validation module of iStandaarden). What each means for one message here:

- well-formed XML and at most 25 MB: a fault of level 1. The parser finds it; see `core.message`;
- UTF-8 without BOM: a fault of level 1, although XML itself allows other encodings. ASCII is UTF-8;
- CR/LF: a signal, never a fault. XML reads every line end as the same, so nobody receives another
  message, and line ends are what editors, version control and transports change after it was made:
  the file does not prove what was sent. A message without line ends has nothing wrong;
- .xml: a signal, and only for a file or a member of a zip. The name is the transport's: what comes
  from standard input or over HTTP has none, and a file on disk may have been renamed.

A signal is a `Finding` as well; it is shown apart and never makes a message wrong.
"""

import codecs
import re
from dataclasses import dataclass

from ketentoets.core.finding import Finding
from ketentoets.core.message import VORM, Bericht
from ketentoets.core.taal import _

UTF8 = frozenset({"UTF-8", "UTF8", "US-ASCII", "ASCII"})
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\x00", b"\x00<")
_GEWOON = b'<?xml version="1.0" encoding="UTF-8"?>'
_VERVOLG = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that go on with a character."""
_ANDER_EINDE = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_EINDEN = {b"\n": "LF", b"\r": "CR"}


@dataclass(frozen=True)
class Vorm:
    """What is wrong with the form of a message (level 1), and what is only worth a word."""

    fouten: tuple[Finding, ...] = ()
    signalen: tuple[Finding, ...] = ()


def vorm(raw: bytes, bericht: Bericht | None, bestand: str = "") -> Vorm:
    """Hold a message against OP192. `bestand` is its file name, '' when it has none.

    `bericht` is what was read from `raw`, None when it could not be read.
    """
    naam = bericht.naam if bericht else ""
    fouten = tuple(codering(raw, bericht))
    einden = Regeleinden()
    if not fouten and bericht is not None:
        einden.neem(raw)
    return Vorm(fouten, signalen(einden, bestand, naam))


def codering(raw: bytes, bericht: Bericht | None) -> list[Finding]:
    """UTF-8 without BOM, whatever XML itself allows; `raw` may be the begin of the message."""
    if raw.startswith(_GEWOON):
        return []
    naam = bericht.naam if bericht else ""
    if raw.startswith(codecs.BOM_UTF8):
        text = _("Het bestand begint met een BOM; een bericht is UTF-8 zonder BOM.")
        return [_bevinding(naam, text, _("zonder BOM"), _("met BOM"), (1, 1))]
    declared = bericht.root.element.getroottree().docinfo.encoding if bericht else None
    found = "UTF-16" if raw.startswith(_UTF16) else (declared or "UTF-8").upper()
    if found in UTF8:
        return []
    text = _("De tekencodering van het bestand is {found}; een bericht is UTF-8 zonder BOM.", found=found)
    return [_bevinding(naam, text, "UTF-8", found, (1, 1))]


class Regeleinden:
    """The first line end that is not CR/LF, in a message that comes in parts; one is enough for a file."""

    def __init__(self) -> None:
        self._fout: tuple[str, tuple[int, int]] | None = None
        self._lijn, self._tekens = 1, 0
        self._over = b""

    @property
    def fout(self) -> tuple[str, tuple[int, int]] | None:
        """What that line ends on ('LF' or 'CR'), with its line and column."""
        if self._fout is None and self._over:
            return _EINDEN[self._over], (self._lijn, self._tekens + 1)
        return self._fout

    def neem(self, deel: bytes) -> None:
        """Look at the next part."""
        if self._fout is not None:
            return
        if not self._over and b"\n" not in deel and b"\r" not in deel:
            self._tekens += _tekens(deel)
            return
        deel, self._over = self._over + deel, b""
        if deel.endswith(b"\r"):  # its LF may be in the next part
            deel, self._over = deel[:-1], b"\r"
        if not deel.count(b"\n") == deel.count(b"\r") == deel.count(b"\r\n"):
            self._vind(deel)
        self._lijn += deel.count(b"\n")
        start = deel.rfind(b"\n") + 1
        self._tekens = _tekens(deel[start:]) + (0 if start else self._tekens)

    def _vind(self, deel: bytes) -> None:
        match = _ANDER_EINDE.search(deel)
        if match is None:
            return
        start = deel.rfind(b"\n", 0, match.start()) + 1
        before = _tekens(deel[start : match.start()]) + (0 if start else self._tekens)
        self._fout = _EINDEN[match[0]], (self._lijn + deel.count(b"\n", 0, start), before + 1)


def _tekens(raw: bytes) -> int:
    """How many characters these bytes of UTF-8 are."""
    return len(raw) if raw.isascii() else len(raw.translate(None, _VERVOLG))


def signalen(einden: Regeleinden, bestand: str, naam: str) -> tuple[Finding, ...]:
    """What is worth a word about line ends and the file name; `naam` is that of the message."""
    extension = _extensie(bestand, naam)
    if einden.fout is None:
        return extension
    found, place = einden.fout
    text = _("Een regel eindigt op {found}; in een bericht eindigt een regel op CR/LF.", found=found)
    return (_bevinding(naam, text, "CR/LF", found, place), *extension)


def _extensie(bestand: str, naam: str) -> tuple[Finding, ...]:
    if not bestand or bestand.lower().endswith(".xml"):
        return ()
    text = _("De naam van het bestand eindigt niet op .xml.")
    return (_bevinding(naam, text, ".xml", _staart(bestand), None),)


def _staart(bestand: str) -> str:
    name = re.split(r"[/\\]", bestand)[-1]
    _stam, punt, staart = name.rpartition(".")
    return f".{staart}" if punt else _("geen extensie")


def _bevinding(naam: str, tekst: str, verwacht: str, gevonden: str, plaats: tuple[int, int] | None) -> Finding:
    lijn, kolom = plaats or (None, None)
    return Finding(
        "vorm", tekst, regel=VORM, niveau=1, bericht=naam, lijn=lijn, kolom=kolom, verwacht=verwacht, gevonden=gevonden
    )
